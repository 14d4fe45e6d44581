"""Ties: one fact in two places, and facts that other places add up to."""

from __future__ import annotations

from datetime import date

from auditor.identify.hypothesis import weigh
from auditor.identify.ties import hypotheses
from auditor.model.audit import Extraction
from auditor.model.figure import Period
from auditor.model.identity import Identity
from tests.paper import tabulate

FLOW = (Period(end=date(2003, 9, 30), start=date(2003, 1, 1)),)
BALANCE = (Period(end=date(2003, 9, 30)), Period(end=date(2002, 12, 31)))


def tied(extraction: Extraction) -> list[Identity]:
    found = hypotheses(extraction.tables, extraction.figures)
    return [i for h in found for i in weigh(extraction.figures, h) if i.standing == "confirmed"]


def pairs(extraction: Extraction) -> set[tuple[str, tuple[str, ...]]]:
    return {(i.status, tuple(extraction.figures[f].text for f in i.figures)) for i in tied(extraction)}


def test_the_same_label_and_amounts_are_one_fact() -> None:
    extraction = tabulate([("Net income", "6,735", "486")], [("Net income", "6,735", "486")])
    assert pairs(extraction) == {("holds", ("6,735", "6,735")), ("holds", ("486", "486"))}


def test_a_dissenting_period_of_a_tied_fact_is_violated() -> None:
    extraction = tabulate([("Net income", "6,753", "8,486")], [("Net income", "6,735", "8,486")])
    assert ("violated", ("6,753", "6,735")) in pairs(extraction)


def test_the_same_label_with_other_amounts_is_another_fact() -> None:
    extraction = tabulate([("Other", "541", "17")], [("Other", "606", "48")])
    assert pairs(extraction) == set()


def test_sisters_in_one_list_are_no_tie_however_equal() -> None:
    extraction = tabulate([("Cash operating costs", "137", "5,190"), ("Total cash costs", "137", "5,191")])
    assert pairs(extraction) == set()


def test_two_kinds_of_depreciation_add_up_to_the_cash_flow_line() -> None:
    extraction = tabulate(
        [("Depreciation, depletion and amortization", "15,285", "17,583"), ("Sales", "1", "2"),
         ("Depreciation and amortization", "268", "90")],
        [("Depreciation, depletion and amortization", "15,553", "17,673")],
        statements=("income_statement", "cash_flow"),
    )  # fmt: skip
    assert ("holds", ("15,285", "268", "15,553")) in pairs(extraction)


def test_mines_add_up_to_the_production_summary() -> None:
    extraction = tabulate(
        [("Lead - tons", "5,627", "4,021")],
        [("GREENS CREEK",), ("Lead produced (tons)", "1,987", "1,946"), ("LUCKY FRIDAY",),
         ("Lead produced (tons)", "3,640", "2,075")],
        unit="ton",
    )  # fmt: skip
    assert ("holds", ("1,987", "3,640", "5,627")) in pairs(extraction)


def test_a_change_of_the_balance_sheet_witnesses_the_cash_flow_line() -> None:
    balance = tabulate(
        [("Inventories", "18,396", "14,758"), ("Total assets", "263,808", "160,141")],
        statements=("balance_sheet",),
        periods=BALANCE,
    )
    flow = tabulate(
        [("x",), ("Pad", "1", "1")], [("Inventories", "(3,638)")], statements=(None, "cash_flow"), periods=FLOW * 2
    )
    shifted = joined(balance, flow)
    assert ("holds", ("18,396", "14,758", "(3,638)")) in pairs(shifted)


def test_a_change_that_disagrees_is_never_reported() -> None:
    balance = tabulate(
        [("Inventories", "18,396", "14,758"), ("Total assets", "263,808", "160,141")],
        statements=("balance_sheet",),
        periods=BALANCE,
    )
    flow = tabulate([("x",), ("Pad", "1")], [("Inventories", "(3,368)")], statements=(None, "cash_flow"), periods=FLOW)
    assert not [p for p in pairs(joined(balance, flow)) if p[0] == "violated"]


def joined(one: Extraction, other: Extraction) -> Extraction:
    """Two extractions as one: the second's tables and figures renumbered."""
    from dataclasses import replace

    shift, tables = len(one.figures), len(one.tables)
    moved = tuple(replace(f, index=f.index + shift, table=(f.table or 0) + tables) for f in other.figures)
    renumbered = tuple(
        replace(
            t,
            index=t.index + tables,
            grid=tuple(tuple(None if i is None else i + shift for i in row) for row in t.grid),
        )
        for t in other.tables
    )
    return Extraction(one.tables + renumbered, one.figures + moved)


def test_a_part_that_is_nil_wherever_the_sum_holds_is_not_vouched_for() -> None:
    extraction = tabulate(
        [("Gains from sales of investment", "367", "230", "40"), ("Sales", "9", "8", "7"),
         ("Loss on sales of equipment", "3", "--", "--")],
        [("Gains from sales", "367", "230", "40")],
    )  # fmt: skip
    assert not [p for p in pairs(extraction) if p[0] == "violated"]


def test_the_two_halves_of_a_balance_sheet_are_one_amount() -> None:
    from dataclasses import replace

    extraction = tabulate(
        [("Cash", "1", "2"), ("Total assets", "189,362", "190,237")],
        [("Debt", "3", "4"), ("Total liabilities and shareholders' equity", "189,632", "190,237")],
    )
    concepts = {
        "Total assets": "total_assets",
        "Total liabilities and shareholders' equity": "total_liabilities_and_equity",
    }
    figures = tuple(replace(f, concept=concepts.get(f.label)) for f in extraction.figures)
    (failing,) = [i for i in tied(replace(extraction, figures=figures)) if i.status == "violated"]
    assert (failing.check, failing.severity) == ("BS101", "error")


def test_what_one_label_says_the_heading_of_the_other_may_say() -> None:
    extraction = tabulate(
        [("Average loans", "875.0", "899.7")],
        [("Balance sheet data (average)",), ("Loans", "875.0", "898.7")],
    )
    assert ("violated", ("899.7", "898.7")) in pairs(extraction)


def test_a_company_s_name_before_a_label_tells_no_other_fact() -> None:
    extraction = tabulate([("Net income", "15,750", "13,091")], [("Acme Ore net income", "15,750", "13,901")])
    assert ("violated", ("13,091", "13,901")) in pairs(extraction)
