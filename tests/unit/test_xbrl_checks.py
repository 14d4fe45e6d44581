"""What an audit says of an instance: its own links, its repetitions, its roll-forward of cash."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner

from auditor.casebook import printed_tables
from auditor.catalogue import Check, load_checks
from auditor.cli import main
from auditor.extract import extract_all
from auditor.identify import identify
from auditor.model.identity import Identity
from auditor.pipeline import audit_file
from auditor.read import read_documents
from tests.instances import Fact, calculation, instance, presentation, write

CHECKS = [check for check in load_checks().values() if check.decided_by == "linkbase"]
CASH, CHANGE = "us-gaap:Cash", "us-gaap:CashAndCashEquivalentsPeriodIncreaseDecrease"
PARTS = {"us-gaap:Cash": (1204, 1106), "us-gaap:Receivables": (2411, 2298), "us-gaap:InventoryNet": (3115, 2904)}
TOTAL = "us-gaap:AssetsCurrent"
LINK = calculation([(TOTAL, name, "1") for name in PARTS])


def named(check: Check) -> str:
    return check.code


def balances(total: str = "6730000", before: str = "6308000") -> list[Fact]:
    """Three parts and their total at two dates, in thousands."""
    facts: list[Fact] = []
    for name, values in PARTS.items():
        facts += [
            (name, day, f"{value}000", "-3") for value, day in zip(values, ("2003-12-31", "2002-12-31"), strict=True)
        ]
    return [*facts, (TOTAL, "2003-12-31", total, "-3"), (TOTAL, "2002-12-31", before, "-3")]


def identities(path: Path) -> list[Identity]:
    documents = read_documents(path)
    return list(identify(extract_all(documents), documents))


def case(folder: Path, section: str) -> list[Identity]:
    """A documented case as an instance and, where it has weights, a calculation link to its last line."""
    (printed,) = printed_tables(section)
    head, *body = printed.lines
    facts: list[Fact] = []
    arcs: list[tuple[str, str, str]] = []
    total = _element(body[-1][0])
    for label, *values in body:
        for where, value in zip(head[1:], values, strict=True):
            if where == "weight":
                arcs += [(total, _element(label), value)] if value else []
            elif value:
                facts.append((_element(label), where, value.replace(",", "") + "000", "-3"))
    links = {"acme_cal.xml": calculation(arcs)} if arcs else {}
    return identities(write(folder, {"acme.xml": instance(facts), **links}))


def _element(label: str) -> str:
    return "acme:" + re.sub(r"\W", "", label.title())


@pytest.mark.parametrize("check", CHECKS, ids=named)
def test_failing_case_is_violated(check: Check, tmp_path: Path) -> None:
    statuses = [i.status for i in case(tmp_path, check.fails) if i.check == check.code and i.standing == "confirmed"]
    assert "violated" in statuses


@pytest.mark.parametrize("check", CHECKS, ids=named)
def test_passing_case_holds(check: Check, tmp_path: Path) -> None:
    assert {i.status for i in case(tmp_path, check.passes) if i.check == check.code} == {"holds"}


@pytest.mark.parametrize("check", CHECKS, ids=named)
def test_silent_case_is_not_violated(check: Check, tmp_path: Path) -> None:
    assert "violated" not in {i.status for i in case(tmp_path, check.silent) if i.check == check.code}


def test_a_misprinted_total_is_an_error_that_says_what_was_meant(tmp_path: Path) -> None:
    audit = audit_file(write(tmp_path, {"acme.xml": instance(balances("6370000")), "acme_cal.xml": LINK}))
    (finding,) = audit.findings
    assert (finding.check, finding.severity) == ("XB101", "error")
    assert finding.suspects[0].suggested_text == "6730000"


def test_a_sum_that_no_setting_bears_out_is_no_error(tmp_path: Path) -> None:
    path = write(tmp_path, {"acme.xml": instance(balances("9999000", "2222000")), "acme_cal.xml": LINK})
    assert {finding.severity for finding in audit_file(path).findings} == {"warning"}


def test_a_total_whose_parts_are_not_all_reported_is_only_remarked_on(tmp_path: Path) -> None:
    facts = [*balances(), (TOTAL, "2001-12-31", "5000000", "-3"), (CASH, "2001-12-31", "1000000", "-3")]
    path = write(tmp_path, {"acme.xml": instance(facts), "acme_cal.xml": LINK})
    assert {finding.severity for finding in audit_file(path).findings} == {"info"}


def test_digits_beyond_the_declared_place_leave_a_calculation_unjudged(tmp_path: Path) -> None:
    path = write(tmp_path, {"acme.xml": instance(balances("6730001")), "acme_cal.xml": LINK})
    (skipped,) = [i for i in identities(path) if i.check == "XB101" and i.status == "skipped"]
    assert skipped.reason == f"{TOTAL} has digits beyond its declared place"


@pytest.mark.parametrize("order", [(2411, 2141), (2141, 2411)])
def test_of_two_reports_the_one_that_breaks_the_sum_is_suspected(tmp_path: Path, order: tuple[int, int]) -> None:
    facts = [fact for fact in balances() if fact[:2] != ("us-gaap:Receivables", "2003-12-31")]
    facts += [("us-gaap:Receivables", "2003-12-31", f"{value}000", "-3") for value in order]
    audit = audit_file(write(tmp_path, {"acme.xml": instance(facts), "acme_cal.xml": LINK}))
    (finding,) = audit.findings
    suspect = finding.suspects[0]
    assert (finding.check, suspect.suggested_text) == ("XB102", "2411000")
    assert audit.extraction.figures[suspect.figure].text == "2141000"


def test_exact_facts_are_judged_exactly(tmp_path: Path) -> None:
    facts: list[Fact] = [("acme:A", "2003", "2", "INF"), ("acme:B", "2003", "2", "INF"), ("acme:T", "2003", "5", "INF")]
    links = calculation([("acme:T", "acme:A", "1"), ("acme:T", "acme:B", "1")])
    path = write(tmp_path, {"acme.xml": instance(facts), "acme_cal.xml": links})
    assert [i.status for i in identities(path) if i.check == "XB101"] == ["violated"]


def test_weights_that_are_no_whole_numbers_count(tmp_path: Path) -> None:
    facts: list[Fact] = [("acme:A", "2003", "20000", "0"), ("acme:T", "2003", "5000", "0")]
    links = calculation([("acme:T", "acme:A", "0.25")])
    path = write(tmp_path, {"acme.xml": instance(facts), "acme_cal.xml": links})
    (found,) = [i for i in identities(path) if i.check == "XB101"]
    assert (found.status, found.coefficients) == ("holds", (1, -4))


def test_opening_balance_and_change_lead_to_the_closing_one(tmp_path: Path) -> None:
    lines = [
        ("acme:FlowAbstract", CASH, "periodStartLabel"),
        ("acme:FlowAbstract", CHANGE, ""),
        ("acme:FlowAbstract", CASH, "periodEndLabel"),
    ]
    facts: list[Fact] = [
        (CASH, "2002-12-31", "10204", "0"), (CHANGE, "2003", "5001", "0"), (CASH, "2003-12-31", "15205", "0"),
    ]  # fmt: skip
    path = write(tmp_path, {"acme.xml": instance(facts), "acme_pre.xml": presentation(lines)})
    assert [i.status for i in identities(path) if i.check == "CF102" and i.standing == "confirmed"] == ["holds"]


def test_a_batch_reads_linkbases_with_their_instance(tmp_path: Path) -> None:
    write(tmp_path, {"acme.xml": instance(balances()), "acme_cal.xml": LINK})
    result = CliRunner().invoke(main, ["batch", str(tmp_path), "--jobs", "1"])
    assert [Path(json.loads(line)["documents"][0]["path"]).name for line in result.stdout.splitlines()] == ["acme.xml"]
    assert "1 linkbase or schema was read with its instance" in result.stderr


def test_a_linkbase_without_its_instance_has_a_line_of_its_own(tmp_path: Path) -> None:
    write(tmp_path, {"acme_cal.xml": LINK})
    result = CliRunner().invoke(main, ["batch", str(tmp_path), "--jobs", "1"])
    assert "linkbase" in json.loads(result.stdout)["failure"]["message"]


def test_a_filing_that_is_called_like_a_linkbase_is_still_audited(tmp_path: Path) -> None:
    write(tmp_path, {"acme.xml": instance(balances()), "acme_cal.xml": instance(balances(), schema="other.xsd")})
    result = CliRunner().invoke(main, ["batch", str(tmp_path), "--jobs", "1"])
    assert len(result.stdout.splitlines()) == 2


def test_as_published_instances_raise_no_error() -> None:
    corpus = Path(__file__).resolve().parents[2].parent / "shared" / "corpus" / "xbrl" / "apple-2023Q3"
    if not corpus.exists():
        pytest.skip(f"{corpus} is not here")
    (path,) = corpus.glob("*_htm.xml")
    audit = audit_file(path)
    assert audit.failure is None
    assert not [finding for finding in audit.findings if finding.severity == "error"]
    assert sum(i.origin == "linkbase" and i.status == "holds" for i in audit.identities) > 50


def test_an_instance_reads_the_same_without_its_linkbases(tmp_path: Path) -> None:
    path = write(tmp_path, {"acme.xml": instance(balances()), "acme_cal.xml": LINK})
    before = {(f.fact, f.value) for f in extract_all(read_documents(path)).figures}
    (tmp_path / "alone").mkdir()
    shutil.copy(path, tmp_path / "alone")
    assert before == {(f.fact, f.value) for f in extract_all(read_documents(tmp_path / "alone" / "acme.xml")).figures}
