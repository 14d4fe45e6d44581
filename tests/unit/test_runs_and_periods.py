"""Rows that follow each other alike under unlike heads, columns of one period, quarters against their year."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date

from auditor.casebook import extraction_of
from auditor.catalogue import load_checks
from auditor.identify import periods, runs, ties
from auditor.identify.hypothesis import Hypothesis, weigh
from auditor.model.audit import Extraction
from auditor.model.figure import Period
from tests.paper import tabulate

QUARTERS = ("First quarter", "Second quarter", "Third quarter", "Fourth quarter")


def violated(propose: Callable[[Extraction], Iterable[Hypothesis]], extraction: Extraction) -> set[tuple[str, ...]]:
    return {
        tuple(extraction.figures[f].text for f in i.figures)
        for h in propose(extraction)
        for i in weigh(extraction.figures, h)
        if i.status == "violated" and i.standing == "confirmed"
    }


def test_rows_of_one_name_that_run_alike_are_tied_where_no_head_says_so() -> None:
    extraction = tabulate(
        [("Net sales", "1,336", "1,558", "1,530", "1,710")],
        [("Net sales", "1,336", "1,558", "1,350", "1,710")],
        headers=QUARTERS,
    )
    assert violated(runs.hypotheses, extraction) == {("1,530", "1,350")}


def test_rows_that_run_backwards_are_tied_too() -> None:
    extraction = tabulate(
        [("Net sales", "1,336", "1,558", "1,530", "1,710")],
        [("Net sales", "1,710", "1,350", "1,558", "1,336")],
        headers=QUARTERS,
    )
    assert violated(runs.hypotheses, extraction) == {("1,530", "1,350")}


def test_rows_of_contrary_names_are_not_tied_however_they_run() -> None:
    extraction = tabulate(
        [("Interest income", "1,336", "1,558", "1,530", "1,710")],
        [("Interest expense", "1,336", "1,558", "1,350", "1,710")],
        headers=QUARTERS,
    )
    assert list(runs.hypotheses(extraction)) == []


def test_two_columns_of_one_period_agree_in_every_row() -> None:
    quarter = Period(date(2022, 3, 31), date(2022, 1, 1))
    rows = [(f"Line {n}", f"{n}41", f"{n}41") for n in range(1, 8)]
    extraction = tabulate([*rows, ("Net income", "591", "598")], periods=(quarter, quarter))
    assert violated(runs.hypotheses, extraction) == {("591", "598")}


def test_restated_columns_of_one_period_are_not_twins() -> None:
    quarter = Period(date(2022, 3, 31), date(2022, 1, 1))
    rows = [(f"Line {n}", f"{n}41", f"{n}41") for n in range(1, 8)]
    changed = [("Net income", "591", "598"), ("Income taxes", "111", "181")]
    assert list(runs.hypotheses(tabulate([*rows, *changed], periods=(quarter, quarter)))) == []


def test_quarters_within_rounding_of_the_year_are_nobodys_misprint() -> None:
    section = load_checks()["TI105"].passes.replace("8,579", "8,580")
    extraction = extraction_of(section)
    assert violated(periods.hypotheses, extraction) == set()


def test_quarters_that_no_slip_explains_are_not_reported() -> None:
    section = load_checks()["TI105"].passes.replace("8,579", "6,203")
    assert violated(periods.hypotheses, extraction_of(section)) == set()


def test_an_average_off_by_the_days_of_its_quarters_is_passed_over() -> None:
    section = load_checks()["EP105"].passes.replace("26,122", "26,124")
    assert list(periods.hypotheses(extraction_of(section))) == []


def test_a_balance_under_its_year_in_a_summary_ties_to_the_balance_sheet() -> None:
    year = Period(date(2003, 9, 26), date(2002, 9, 28))
    before = Period(date(2002, 9, 27), date(2001, 9, 29))
    summary = tabulate([("Long-term debt", "961", "9,489")], periods=(year, before))
    sheet = tabulate(
        [("Total assets", "4,233", "15,364"), ("Long-term debt", "951", "9,489")],
        statements=("balance_sheet",),
        periods=(Period(date(2003, 9, 26)), Period(date(2002, 9, 30))),
    )
    assert violated(lambda e: ties.hypotheses(e.tables, e.figures), _side_by_side(summary, sheet)) == {("961", "951")}


def _side_by_side(one: Extraction, other: Extraction) -> Extraction:
    """The tables of both, those of the second renumbered."""
    from dataclasses import replace

    shift, moved = len(one.figures), len(one.tables)
    figures = [replace(f, index=f.index + shift, table=(f.table or 0) + moved) for f in other.figures]
    tables = [
        replace(
            t,
            index=t.index + moved,
            grid=tuple(tuple(None if i is None else i + shift for i in cells) for cells in t.grid),
        )
        for t in other.tables
    ]
    return Extraction((*one.tables, *tables), (*one.figures, *figures), tables_seen=moved + len(tables))


def test_rows_whose_heads_tell_common_periods_answer_to_each_other_by_them_alone() -> None:
    extraction = tabulate(
        [("Diluted shares", "360,324", "348,328", "335,834")], [("Diluted shares", "360,324", "348,328", "360,324")]
    )
    ends = [{extraction.figures[f].period for f in i.figures} for h in runs.hypotheses(extraction) for i in h.instances]
    assert {len(periods) for periods in ends} == {1}
