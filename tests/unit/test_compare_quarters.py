"""Quarters and years to date over two filings: parts that make up their whole, and parts that do not."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from auditor.compare import Comparison, compare
from tests.consecutive import audited, printed, release, table

FIRST = {
    "Net sales": 26_441,
    "Cost of sales": -19_846,
    "Gross profit": 6_595,
    "Exploration": -1_204,
    "Administration": -2_310,
    "Income before taxes": 3_081,
    "Income taxes": -1_040,
    "Net income": 2_041,
}
SECOND = {
    "Net sales": 28_105,
    "Cost of sales": -20_411,
    "Gross profit": 7_694,
    "Exploration": -1_350,
    "Administration": -2_402,
    "Income before taxes": 3_942,
    "Income taxes": -1_330,
    "Net income": 2_612,
}
QUARTER, HALF = "Three months ended\n", "Six months ended\n"


def summed(one: Mapping[str, int], other: Mapping[str, int]) -> dict[str, int]:
    return {label: amount + other[label] for label, amount in one.items()}


def statement(heads: tuple[str, ...], *columns: Mapping[str, int]) -> str:
    rows = {label: [printed(column[label]) for column in columns] for label in columns[0]}
    return table("Consolidated Statements of Income", heads, rows)


def halves(folder: Path, first: Mapping[str, int], half: Mapping[str, int]) -> Comparison:
    """May's release of the first quarter, and August's of the second and of six months."""
    may = release("March 31, 2003", statement((QUARTER + "Mar. 31, 2003",), first))
    heads = (QUARTER + "June 30, 2003", HALF + "June 30, 2003")
    august = release("June 30, 2003", statement(heads, SECOND, half))
    return compare(audited(folder, may=may, august=august))


def test_two_quarters_make_six_months(tmp_path: Path) -> None:
    comparison = halves(tmp_path, FIRST, summed(FIRST, SECOND))
    assert comparison.findings == ()
    assert [tally.additions for tally in comparison.tallies] == [len(FIRST)]


def test_rounding_of_three_figures_is_allowed_for(tmp_path: Path) -> None:
    half = summed(FIRST, SECOND)
    half |= {"Exploration": half["Exploration"] - 1, "Administration": half["Administration"] + 1}
    assert halves(tmp_path, FIRST, half).findings == ()


def test_a_change_within_the_quarters_is_a_note(tmp_path: Path) -> None:
    half = summed(FIRST, SECOND)
    half |= {"Exploration": half["Exploration"] - 137, "Administration": half["Administration"] + 137}
    (finding,) = halves(tmp_path, FIRST, half).findings
    assert (finding.check, finding.severity) == ("CP201", "info")
    assert "(difference 137)" in finding.message


def test_a_slip_in_the_year_to_date_is_found_through_the_earlier_filing(tmp_path: Path) -> None:
    half = summed(FIRST, SECOND) | {"Administration": -4_172}
    (finding,) = halves(tmp_path, FIRST, half).findings
    assert finding.severity == "warning"
    assert len(finding.suspects) == 1
    assert finding.suspects[0].printed.filing == 1
    assert finding.suspects[0].text == "(4,712)"


def test_nine_months_and_a_quarter_make_the_year(tmp_path: Path) -> None:
    nine = summed(summed(FIRST, SECOND), FIRST)
    heads = (QUARTER + "Sept. 30, 2003", "Nine months ended\nSept. 30, 2003")
    november = release("September 30, 2003", statement(heads, FIRST, nine))
    heads = (QUARTER + "Dec. 31, 2003", "Year ended\nDec. 31, 2003")
    february = release("December 31, 2003", statement(heads, SECOND, summed(nine, SECOND)))
    comparison = compare(audited(tmp_path, november=november, february=february))
    assert comparison.findings == ()
    assert [tally.additions for tally in comparison.tallies] == [len(FIRST)]


def test_columns_whose_lines_mostly_do_not_add_up_do_not_belong_together(tmp_path: Path) -> None:
    half = {label: amount * 3 for label, amount in SECOND.items()}
    comparison = halves(tmp_path, FIRST, half)
    assert comparison.findings == ()
    assert comparison.tallies == ()


def test_amounts_per_share_are_not_added(tmp_path: Path) -> None:
    shares = {"Earnings per share": 2, "Weighted average shares outstanding": 9_000}
    half = summed(FIRST, SECOND) | {"Earnings per share": 9, "Weighted average shares outstanding": 9_100}
    may = release("March 31, 2003", statement((QUARTER + "Mar. 31, 2003",), FIRST | shares))
    heads = (QUARTER + "June 30, 2003", HALF + "June 30, 2003")
    august = release("June 30, 2003", statement(heads, SECOND | shares, half))
    assert compare(audited(tmp_path, may=may, august=august)).findings == ()
