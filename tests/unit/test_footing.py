"""Footing: totals are found from structure, and a column that dissents is kept, not lost."""

from __future__ import annotations

from random import Random

from hypothesis import given
from hypothesis import strategies as st

from auditor.identify.hypothesis import weigh
from auditor.identify.structure import hypotheses
from auditor.model.identity import Identity
from tests.paper import tabulate

ASSETS = [
    ("Cash", "113,554", "19,542"),
    ("Receivables", "9,890", "10,154"),
    ("Inventories", "15,675", "14,758"),
    ("---",),
    ("Total current assets", "139,119", "44,454"),
    ("Investments", "125", "76"),
    ("Restricted investments", "6,455", "6,428"),
    ("---",),
    ("Total assets", "145,699", "50,958"),
]


def identities(rows: list[tuple[str, ...]]) -> list[Identity]:
    extraction = tabulate(rows)
    return [i for h in hypotheses(extraction.tables[0], extraction.figures) for i in weigh(extraction.figures, h)]


def as_texts(rows: list[tuple[str, ...]], found: list[Identity]) -> set[tuple[str, ...]]:
    figures = tabulate(rows).figures
    return {tuple(figures[f].text for f in i.figures) for i in found if i.status == "holds"}


def test_nested_totals_foot_in_every_column() -> None:
    assert as_texts(ASSETS, identities(ASSETS)) == {
        ("113,554", "9,890", "15,675", "139,119"),
        ("19,542", "10,154", "14,758", "44,454"),
        ("139,119", "125", "6,455", "145,699"),
        ("44,454", "76", "6,428", "50,958"),
    }


def test_a_column_that_dissents_is_violated_not_dropped() -> None:
    rows = [r if r[0] != "Inventories" else ("Inventories", "15,765", "14,758") for r in ASSETS]
    violated = [i for i in identities(rows) if i.status == "violated" and i.standing == "confirmed"]
    assert [(i.severity, str(i.residual)) for i in violated] == [("error", "90")]


def test_a_large_dissent_does_not_disappear() -> None:
    rows = [r if r[0] != "Inventories" else ("Inventories", "915,675", "14,758") for r in ASSETS]
    assert [i.severity for i in identities(rows) if i.status == "violated" and i.standing == "confirmed"] == ["error"]


def test_an_unlabelled_total_under_a_rule_is_found() -> None:
    rows = [
        ("Cost of sales", "14,583", "14,091"),
        ("Depreciation", "4,903", "5,558"),
        ("---",),
        ("", "19,486", "19,649"),
    ]
    assert as_texts(rows, identities(rows)) == {("14,583", "4,903", "19,486"), ("14,091", "5,558", "19,649")}


def test_costs_are_deducted_though_printed_positive() -> None:
    rows = [("Sales", "26,441", "23,383"), ("Cost of sales", "19,486", "19,649"), ("Gross profit", "6,955", "3,734")]
    assert as_texts(rows, identities(rows)) == {("26,441", "19,486", "6,955"), ("23,383", "19,649", "3,734")}


def test_a_blank_stays_in_its_column() -> None:
    rows = [
        ("Land", "500", "400"),
        ("Deferred taxes", "225", ""),
        ("Other", "75", "33"),
        ("---",),
        ("Total", "800", "433"),
    ]
    assert as_texts(rows, identities(rows)) == {("500", "225", "75", "800"), ("400", "33", "433")}


def test_rows_that_merely_follow_each_other_are_no_sum() -> None:
    rows = [("Sales", "26,441", "23,383"), ("Gross profit", "6,955", "3,734"), ("Net income", "6,735", "486")]
    assert identities(rows) == []


def test_segments_cross_foot_and_the_dissenting_row_is_violated() -> None:
    rows = [
        ("Commissions", "1,204", "311", "1,515"),
        ("Trading", "877", "92", "969"),
        ("Interest", "455", "208", "663"),
        ("Fees", "640", "27", "667"),
        ("Other", "31", "18", "94"),
    ]
    extraction = tabulate(rows, headers=("East", "West", "Total"))
    found = [i for h in hypotheses(extraction.tables[0], extraction.figures) for i in weigh(extraction.figures, h)]
    across = [i for i in found if i.check == "FT102"]
    assert [i.status for i in across] == ["holds", "holds", "holds", "holds", "violated"]


@given(st.integers(min_value=0), st.integers(min_value=2, max_value=12))
def test_any_ruled_total_of_two_columns_is_found(seed: int, count: int) -> None:
    # Drawn evenly rather than adversarially: amounts that happen to add up before the total are another question.
    chance = Random(seed)
    amounts = [[chance.randint(10_000, 99_999) for _ in range(2)] for _ in range(count)]
    rows: list[tuple[str, ...]] = [(f"Item {n}", *(f"{v:,}" for v in pair)) for n, pair in enumerate(amounts)]
    rows += [("---",), ("Total items", *(f"{sum(column):,}" for column in zip(*amounts, strict=True)))]
    sums = {i.total for i in identities(rows) if i.status == "holds" and len(i.figures) == count + 1}
    assert len(sums) == 2


def test_a_balance_sheet_solved_for_its_last_line_is_no_relation() -> None:
    rows = [
        ("Cash", "72,814", "31,027"),
        ("Property, net", "132,745", "129,315"),
        ("Total assets", "205,559", "160,342"),
        ("Current debt", "14,816", "13,303"),
        ("Long-term debt", "41,350", "46,950"),
        ("Shareholders' equity", "149,393", "100,089"),
        ("Total liabilities and equity", "205,559", "160,342"),
    ]
    assert ("14,816", "41,350", "149,393", "205,559") in as_texts(rows, identities(rows))
    assert not any(f[-1] == "149,393" for f in as_texts(rows, identities(rows)))


def test_equal_neighbours_are_no_total_of_one() -> None:
    rows = [("Basic shares", "73,840", "73,840"), ("---",), ("Diluted shares", "73,840", "73,840")]
    assert identities(rows) == []
