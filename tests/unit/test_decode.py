"""Decoding: the figure that explains what fails, what was meant, and how it was mistyped."""

from __future__ import annotations

from auditor.diagnose.findings import findings
from auditor.identify.hypothesis import weigh
from auditor.identify.structure import hypotheses as structural
from auditor.identify.ties import hypotheses as tying
from auditor.model.audit import Extraction
from auditor.model.finding import Finding
from auditor.model.identity import Identity
from tests.paper import tabulate

STATEMENT = [
    ("Sales", "26,441", "23,383"),
    ("Cost of sales", "14,583", "14,091"),
    ("Depreciation", "4,903", "5,558"),
    ("---",),
    ("", "19,486", "19,649"),
    ("---",),
    ("Gross profit", "6,955", "3,734"),
]
HIGHLIGHTS = [("Sales", "26,441", "23,383"), ("Gross profit", "6,955", "3,734")]


def audited(extraction: Extraction) -> tuple[list[Identity], list[Finding]]:
    figures = extraction.figures
    proposed = [h for t in extraction.tables for h in structural(t, figures)] + tying(extraction.tables, figures)
    identities = [i for h in proposed for i in weigh(figures, h)]
    return identities, findings(extraction, identities, {})[0]


def misprint(rows: list[tuple[str, ...]], label: str, wrong: str) -> list[tuple[str, ...]]:
    return [(label, wrong, *r[2:]) if r[0] == label else r for r in rows]


def test_a_right_statement_has_no_finding() -> None:
    assert audited(tabulate(STATEMENT, HIGHLIGHTS))[1] == []


def test_a_transposed_part_is_located_and_corrected() -> None:
    extraction = tabulate(misprint(STATEMENT, "Cost of sales", "14,538"), HIGHLIGHTS)
    (finding,) = audited(extraction)[1]
    suspect = finding.suspects[0]
    assert (extraction.figures[suspect.figure].text, suspect.suggested_text, suspect.typo) == (
        "14,538",
        "14,583",
        "transposition",
    )


def test_a_wrong_figure_in_several_identities_is_one_finding() -> None:
    extraction = tabulate(misprint(STATEMENT, "Gross profit", "6,595"), HIGHLIGHTS)
    found = audited(extraction)[1]
    assert [len(f.identities) for f in found] == [2]


def test_a_lost_sign_is_named() -> None:
    rows = [("Income", "4,579", "409"), ("Expense", "472", "(146)"), ("---",), ("Total other", "4,107", "263")]
    (finding,) = audited(tabulate(rows))[1]
    assert (finding.suspects[0].typo, finding.suspects[0].suggested_text) == ("sign", "(472)")


def test_another_periods_amount_is_stale() -> None:
    extraction = tabulate(misprint(STATEMENT, "Cost of sales", "14,091"), HIGHLIGHTS)
    (finding,) = audited(extraction)[1]
    assert (finding.suspects[0].typo, finding.suspects[0].suggested_text) == ("stale", "14,583")


def test_two_misprints_far_apart_are_two_findings() -> None:
    other = [
        ("Cash", "113,554", "19,542"),
        ("Receivables", "9,890", "10,154"),
        ("---",),
        ("Total", "123,444", "29,696"),
    ]
    extraction = tabulate(
        misprint(STATEMENT, "Cost of sales", "14,538"), HIGHLIGHTS, misprint(other, "Receivables", "9,980")
    )
    assert len(audited(extraction)[1]) == 2


def test_the_fingerprint_is_stable_under_edits_elsewhere() -> None:
    wrong = misprint(STATEMENT, "Cost of sales", "14,538")
    before = audited(tabulate(wrong, HIGHLIGHTS))[1][0].fingerprint
    preceding = [("Cash", "113,554", "19,542"), ("Receivables", "9,890", "10,154")]
    assert audited(tabulate(preceding, wrong, HIGHLIGHTS))[1][0].fingerprint == before


def plain_sums(count: int, off: int = -1) -> list[list[tuple[str, ...]]]:
    """Tables of two parts and their total, exact but for the one numbered ``off``, whose total is a unit too large."""
    return [
        [
            (f"Part {n} A", f"{1200 + 37 * n:,}", f"{2200 + 41 * n:,}"),
            (f"Part {n} B", f"{3300 + 53 * n:,}", f"{4100 + 59 * n:,}"),
            ("---",),
            (f"Total parts {n}", f"{4500 + 90 * n + (n == off):,}", f"{6300 + 100 * n:,}"),
        ]
        for n in range(count)
    ]


def test_a_unit_too_many_in_two_sums_at_once_is_no_rounding() -> None:
    statement = [
        ("Depreciation, depletion and amortization", "15,285", "17,583"),
        ("Sales", "88,001", "91,002"),
        ("Depreciation and amortization", "268", "90"),
    ]
    flows = [
        ("Net income", "8,187", "6,774"),
        ("Depreciation, depletion and amortization", "15,554", "17,673"),
        ("---",),
        ("Total provided", "23,740", "24,447"),
    ]
    kinds = (*(None for _ in range(7)), "income_statement", "cash_flow")
    (finding,) = audited(tabulate(*plain_sums(7), statement, flows, statements=kinds))[1]
    assert (finding.severity, finding.suspects[0].suggested_text) == ("warning", "15,553")


def test_one_sum_within_rounding_is_only_worth_knowing() -> None:
    assert [f.severity for f in audited(tabulate(*plain_sums(8, off=6)))[1]] == ["info"]


def test_what_no_slip_explains_beside_an_unread_number_is_blamed_on_reading() -> None:
    from dataclasses import replace

    rows = [("Advances", "29,285", "39,355"), ("Taxes", "1,243", "1,425"), ("Deferred", "153", "44"),
            ("---",), ("Total liabilities", "34,861", "40,824")]  # fmt: skip
    extraction = tabulate(rows)
    extraction = replace(extraction, tables=(replace(extraction.tables[0], unread=1),))
    (finding,) = audited(extraction)[1]
    assert (finding.verdict, finding.severity, finding.suspects) == ("suspect-extraction", "warning", ())


def test_two_relations_one_slip_settles_are_an_error_though_each_alone_were_a_warning() -> None:
    rows = [("Parts", "1,752", "2,134"), ("Work in process", "231", "434"), ("Finished", "3,364", "4,061"),
            ("", "547", "6,629"), ("Other current assets", "2,153", "2,705"),
            ("Total current assets", "7,500", "9,334")]  # fmt: skip
    (finding,) = audited(tabulate(rows))[1]
    assert (finding.severity, finding.suspects[0].suggested_text, len(finding.identities)) == ("error", "5,347", 2)


def test_a_repeated_amount_is_suspected_though_the_filing_prints_it_elsewhere() -> None:
    counts = [("Basic shares", "125,609", "125,609"), ("Diluted shares", "141,001", "126,044")]
    note = [("Basic shares", "131,969", "125,609"), ("Diluted shares", "141,001", "126,044")]
    (finding,) = audited(tabulate(counts, note))[1]
    assert (finding.severity, finding.suspects[0].typo, finding.suspects[0].suggested_text) == (
        "warning",
        "stale",
        "131,969",
    )
