"""Company facts JSON: what becomes of a filing's facts."""

from __future__ import annotations

from pathlib import Path

import jsonschema
import pytest

from auditor.model.audit import Audit
from auditor.read.failure import ReadFailure
from auditor.release import audits, is_release
from auditor.report.report import Report
from auditor.report.schema import schema
from tests.releases import facts

SHARED = Path(__file__).resolve().parents[3] / "shared" / "corpus" / "company-facts"
FIRST, SECOND = "0000000001-10-000001", "0000000001-11-000001"
END = "2010-12-31"


def sheet(accession: str, end: str, equity: int = 4633) -> list[tuple[str, str, str, str | None, str, object]]:
    amounts = {
        "Assets": 9150, "AssetsCurrent": 3932, "AssetsNoncurrent": 5218, "Liabilities": 4517,
        "StockholdersEquity": equity, "LiabilitiesAndStockholdersEquity": 9150,
    }  # fmt: skip
    return [(tag, "USD", accession, None, end, amount * 1000) for tag, amount in amounts.items()]


def audited(tmp_path: Path, *entries: tuple[str, str, str, str | None, str, object]) -> list[Audit]:
    path = tmp_path / "facts.json"
    path.write_text(facts(*entries), encoding="utf-8")
    assert is_release(path)
    return list(audits(path))


def loud(audit: Audit) -> list[str]:
    return [finding.check for finding in audit.findings if finding.severity != "info"]


def test_each_filing_is_audited_by_itself_in_order(tmp_path: Path) -> None:
    later, earlier = audited(tmp_path, *sheet(SECOND, "2011-12-31"), *sheet(FIRST, END))[::-1]
    assert (earlier.document.path, later.document.path) == tuple(
        f"{tmp_path / 'facts.json'}#{accession}" for accession in (FIRST, SECOND)
    )
    assert (earlier.document.company, earlier.document.form, earlier.document.period) == ("Acme Corp", "10-K", END)
    for audit in (earlier, later):
        assert loud(audit) == []
        assert {"BS101", "BS102", "BS103"} <= {i.check for i in audit.identities if i.status == "holds"}
        jsonschema.validate(Report(audit).document(), schema())


def test_what_does_not_balance_is_found(tmp_path: Path) -> None:
    (audit,) = audited(tmp_path, *sheet(FIRST, END, equity=4363))
    assert {i.check for i in audit.identities if i.status == "violated"} & {"BS102", "FT101"}


def test_a_fact_told_twice_and_not_alike_is_found(tmp_path: Path) -> None:
    (audit,) = audited(tmp_path, *sheet(FIRST, END), ("Assets", "USD", FIRST, None, END, 9510000))
    assert "XB102" in loud(audit)


def test_the_same_fact_of_two_filings_contradicts_nothing(tmp_path: Path) -> None:
    """A later filing may restate; that is a comparison's business."""
    reports = audited(tmp_path, *sheet(FIRST, END), *sheet(SECOND, END), ("InventoryNet", "USD", SECOND, None, END, 5))
    assert [loud(audit) for audit in reports] == [[], []]


def test_values_are_read_as_written(tmp_path: Path) -> None:
    entry = ("EarningsPerShareBasic", "USD/shares", FIRST, "2010-01-01", END, 0.1)
    (audit,) = audited(tmp_path, *sheet(FIRST, END), entry)
    (one,) = [figure for figure in audit.extraction.figures if figure.unit == "USD/share"]
    assert (one.mantissa, one.exponent, one.text) == (10, -2, "0.10")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("{'cik': 1, 'facts': {}}", "malformed JSON"),
        ('{"facts": {"us-gaap": {}}', "malformed JSON"),
        ('{"facts": {}}', "without a value"),
        ('{"facts": []}', "without company facts"),
        ('{"facts": {"us-gaap": {"Assets": {"units": {"USD": [{"val": 1}, 7]}}}}}', "without a value"),
    ],
)
def test_what_is_no_such_data_gets_one_clear_line(tmp_path: Path, text: str, said: str) -> None:
    path = tmp_path / "facts.json"
    path.write_text(text, encoding="utf-8")
    assert is_release(path)
    with pytest.raises(ReadFailure, match=said) as refused:
        audits(path)
    assert "\n" not in str(refused.value) and str(refused.value).startswith(str(path))


@pytest.mark.skipif(not SHARED.is_dir(), reason="the corpus is not here")
def test_published_facts() -> None:
    reports = list(audits(SHARED / "lpa_facts.json"))
    assert [audit.document.form for audit in reports] == ["20-F", "20-F/A", "20-F"]
    assert [loud(audit) for audit in reports] == [[], [], []]
    held = [sum(i.status == "holds" and i.standing == "confirmed" for i in audit.identities) for audit in reports]
    assert held[0] >= 20 and held[2] >= 20
    with pytest.raises(ReadFailure, match="line 1, column 2"):
        audits(SHARED / "tsla_facts.json")
