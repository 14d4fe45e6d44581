"""The report document keeps the published form, and money in it is exact."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

from auditor.model.audit import Audit, Extraction, Failure
from auditor.model.figure import Figure
from auditor.pipeline import unread
from auditor.report.document import document, exact, exact_value
from auditor.report.report import Report
from auditor.report.schema import schema


def bare_figure(mantissa: int | None, exponent: int) -> Figure:
    return Figure(0, "?", mantissa, exponent, None, "", (), None, None, None, None)


def test_schema_is_a_valid_schema() -> None:
    jsonschema.Draft202012Validator.check_schema(schema())


def test_an_audited_filing_validates_against_the_schema(transposed: Audit) -> None:
    jsonschema.validate(document(transposed), schema())


def test_a_failed_filing_validates_against_the_schema() -> None:
    failed = Audit(unread("no/such/file"), Extraction((), ()), failure=Failure("unreadable", "there is no such file"))
    jsonschema.validate(document(failed), schema())


def test_schema_rejects_money_as_a_json_number(transposed: Audit) -> None:
    report = json.loads(Report(transposed).to_json())
    report["figures"][0]["value"] = 105387000
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(report, schema())


def test_ids_count_from_one(transposed: Audit) -> None:
    report = document(transposed)
    assert [report[part][0]["id"] for part in ("documents", "tables", "figures", "identities", "findings")] == [
        "d1", "t1", "f1", "i1", "e1",
    ]  # fmt: skip


def test_every_id_a_finding_names_is_listed(transposed: Audit) -> None:
    report = document(transposed)
    figures, identities = ({item["id"] for item in report[part]} for part in ("figures", "identities"))
    for finding in report["findings"]:
        assert set(finding["figures"]) <= figures
        assert set(finding["identities"]) <= identities
        for suspect in finding["suspects"]:
            assert suspect["figure"] in figures
            assert set(suspect["settles"]) <= identities


def test_a_latent_identity_is_left_out(transposed: Audit) -> None:
    assert "i5" not in {identity["id"] for identity in document(transposed)["identities"]}


def test_a_latent_identity_that_a_suspect_settles_is_listed_as_skipped(transposed: Audit) -> None:
    finding = transposed.findings[0]
    suspect = replace(finding.suspects[0], settles=(0, 2, 4))
    audit = replace(transposed, findings=(replace(finding, suspects=(suspect,)),))
    witness = next(identity for identity in document(audit)["identities"] if identity["id"] == "i5")
    assert (witness["status"], witness["reason"]) == (
        "skipped",
        "a witness only: the evidence that it applies is too weak to report a failure",
    )


def test_summary_counts_what_is_listed(transposed: Audit) -> None:
    assert document(transposed)["summary"] == {
        "errors": 1, "warnings": 0, "info": 0, "identities": 5, "holds": 2, "violated": 2, "skipped": 1,
        "truncated": False,
    }  # fmt: skip


def test_scale_is_what_the_caption_multiplies_by(transposed: Audit) -> None:
    assert document(transposed)["tables"][0]["scale"] == 1000


def test_an_unreadable_number_is_null(transposed: Audit) -> None:
    extraction = transposed.extraction
    smudged = (replace(extraction.figures[0], mantissa=None), *extraction.figures[1:])
    audit = replace(transposed, extraction=replace(extraction, figures=smudged))
    assert document(audit)["figures"][0]["value"] is None


@pytest.mark.parametrize(
    ("mantissa", "exponent", "text"),
    [
        (152_231, 3, "152231000"),
        (6, -2, "0.06"),
        (-2, -2, "-0.02"),
        (50, -2, "0.50"),
        (0, 3, "0"),
        (25, 5, "2500000"),
        (10**40 + 1, 0, "1" + "0" * 39 + "1"),
    ],
)
def test_a_value_is_printed_exactly(mantissa: int, exponent: int, text: str) -> None:
    assert exact_value(bare_figure(mantissa, exponent)) == text


@given(st.integers(-(10**60), 10**60), st.integers(-12, 12))
def test_a_printed_value_reads_back_as_itself(mantissa: int, exponent: int) -> None:
    text = exact_value(bare_figure(mantissa, exponent))
    assert text is not None
    assert "E" not in text
    assert Fraction(text) == Fraction(mantissa) * Fraction(10) ** exponent


@given(st.decimals(allow_nan=False, allow_infinity=False, places=6))
def test_an_exact_decimal_reads_back_as_itself(value: Decimal) -> None:
    text = exact(value)
    assert text is not None
    assert "E" not in text
    assert Decimal(text) == value


def test_minus_zero_is_zero() -> None:
    assert exact(Decimal("-0.00")) == "0"


def test_json_is_one_ascii_line(audit_of: Callable[..., Audit]) -> None:
    line = Report(audit_of(label="Vermögen\n\u2028gesamt", path="\udcff.txt")).to_json()
    assert line.isascii()
    assert "\n" not in line


@pytest.mark.parametrize(
    ("severity", "fail_on", "status"),
    [
        ("error", "error", 1),
        ("error", "never", 0),
        ("warning", "error", 0),
        ("warning", "warning", 1),
        ("info", "warning", 0),
    ],
)
def test_exit_status_follows_the_severity(
    audit_of: Callable[..., Audit], severity: str, fail_on: str, status: int
) -> None:
    assert Report(audit_of(severity=severity)).exit_status(fail_on) == status  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("kind", "allow", "status"), [("no-figures", True, 0), ("no-figures", False, 2), ("limit", True, 2)]
)
def test_exit_status_of_a_failure(kind: str, allow: bool, status: int) -> None:
    audit = Audit(unread("x"), Extraction((), ()), failure=Failure(kind, "said"))  # type: ignore[arg-type]
    assert Report(audit).exit_status("error", allow) == status
