"""Ledgers: what may be added to what."""

from __future__ import annotations

from dataclasses import replace

from auditor.identify.ledger import LARGEST_AMOUNT, ledgers
from auditor.model.audit import Extraction
from tests.paper import tabulate


def with_units(extraction: Extraction, *units: str) -> Extraction:
    """The same table, its rows' figures given units in order."""
    figures = tuple(replace(f, unit=units[f.row or 0]) for f in extraction.figures)
    return replace(extraction, figures=figures)


def test_unlike_units_stand_in_ledgers_of_their_own() -> None:
    rows = [("Sales", "500"), ("Costs", "400"), ("Shares", "90"), ("Options", "10")]
    extraction = with_units(tabulate(rows), "USD", "USD", "shares", "shares")
    assert [ledger.rows for ledger in ledgers(extraction.tables[0], extraction.figures)] == [(0, 1), (2, 3)]


def test_millions_do_not_add_to_thousands() -> None:
    rows = [("Net income (in millions)", "101"), ("Interest", "11"), ("Adjusted (in millions)", "112"), ("Other", "5")]
    extraction = tabulate(rows)
    figures = tuple(replace(f, exponent=6 if "millions" in f.label else 3) for f in extraction.figures)
    assert [ledger.rows for ledger in ledgers(extraction.tables[0], figures)] == [(0, 2), (1, 3)]


def test_cents_and_whole_dollars_of_one_scale_do_add() -> None:
    extraction = tabulate([("Fee", "0.50"), ("Price", "12"), ("Total", "12.50")])
    (ledger,) = ledgers(extraction.tables[0], extraction.figures)
    assert [row[0] for row in ledger.amounts] == [50, 1200, 1250]


def test_percentages_stand_in_none() -> None:
    extraction = with_units(tabulate([("Sales", "500"), ("Costs", "400"), ("Margin", "20")]), "USD", "USD", "percent")
    assert [ledger.rows for ledger in ledgers(extraction.tables[0], extraction.figures)] == [(0, 1)]


def test_a_nil_is_present_and_a_blank_is_not() -> None:
    extraction = tabulate([("Land", "500", "400"), ("Buildings", "--", ""), ("Total", "500", "400")])
    (ledger,) = ledgers(extraction.tables[0], extraction.figures)
    assert ledger.place[1] == (1, 0)


def test_an_amount_too_large_to_add_safely_is_left_out() -> None:
    extraction = tabulate([("Cash", "500"), ("Stray", "1"), ("Total", "500")])
    figures = tuple(replace(f, mantissa=LARGEST_AMOUNT + 1) if f.label == "Stray" else f for f in extraction.figures)
    (ledger,) = ledgers(extraction.tables[0], figures)
    assert [row[0] for row in ledger.place] == [1, 0, 1]
