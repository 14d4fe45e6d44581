"""Figures that are wrong together: two that changed places, and several whose failures overlap."""

from __future__ import annotations

from tests.paper import tabulate
from tests.unit.test_decode import audited

REGIONS = [
    ("Wages", "4,512", "4,310", "3,975"),
    ("Rent", "1,287", "1,246", "1,190"),
    ("---",),
    ("Total operating expenses", "5,799", "5,556", "5,165"),
    ("Interest paid", "2,944", "2,861", "2,655"),
    ("Charges of banks", "618", "594", "571"),
    ("---",),
    ("Total financial expenses", "3,562", "3,455", "3,226"),
]


def changed(rows: list[tuple[str, ...]], amounts: dict[tuple[str, int], str]) -> list[tuple[str, ...]]:
    return [tuple(amounts.get((row[0], at), cell) for at, cell in enumerate(row)) for row in rows]


def test_two_rows_in_each_others_place_are_one_finding() -> None:
    wrong = changed(REGIONS, {("Rent", 1): "2,944", ("Interest paid", 1): "1,287"})
    (finding,) = audited(tabulate(wrong))[1]
    assert [(s.typo, s.suggested_text) for s in finding.suspects] == [("swap", "1,287"), ("swap", "2,944")]


def test_two_columns_in_each_others_place_are_one_finding() -> None:
    wrong = changed(REGIONS, {("Rent", 1): "1,246", ("Rent", 2): "1,287"})
    (finding,) = audited(tabulate(wrong))[1]
    assert {s.typo for s in finding.suspects} == {"swap"}
    assert finding.message.endswith("1,246 on line 2 and 1,287 on line 2 have changed places.")


def test_amounts_that_only_happen_to_differ_alike_have_not_changed_places() -> None:
    wrong = changed(REGIONS, {("Wages", 1): "4,521", ("Charges of banks", 1): "609"})
    assert all(s.typo != "swap" for finding in audited(tabulate(wrong))[1] for s in finding.suspects)


def test_dollars_in_a_table_of_thousands_are_off_by_scale() -> None:
    wrong = changed(REGIONS, {("Wages", 1): "4,511,836"})
    (finding,) = audited(tabulate(wrong))[1]
    assert (finding.suspects[0].typo, finding.suspects[0].suggested_text) == ("scale", "4,512")
    assert finding.message.endswith("given in another scale than its table, a thousandfold off.")


def test_a_line_that_would_close_the_gap_is_named() -> None:
    rows = [
        ("Wages", "4,512", "4,310", "3,975"),
        ("Rent", "1,287", "1,246", "1,190"),
        ("---",),
        ("Total operating expenses", "7,226", "5,556", "5,165"),
        ("Received from insurers", "1,427", "861", "655"),
    ]
    (finding,) = audited(tabulate(rows))[1]
    assert "The difference is Received from insurers, 1,427 on line 5, which is not among" in finding.message
