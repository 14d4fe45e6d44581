"""Relations that only seem to apply: each was a false alarm on a page that is right, and each has its true fellow."""

from __future__ import annotations

import pytest

from auditor.diagnose.findings import findings
from auditor.extract.units import unit_in
from auditor.identify.hypothesis import weigh
from auditor.identify.labels import is_contrary
from auditor.identify.structure import hypotheses as structural
from auditor.identify.ties import hypotheses as tying
from auditor.model.audit import Extraction
from auditor.model.finding import Finding
from tests.paper import tabulate

EQUITY = [
    ("Balance, December 31, 2001", "22,318", "12,090", "(3,405)", "2,120"),
    ("Net earnings", "", "2,827", "", "2,827"),
    ("Dividends", "", "(577)", "", ""),
    ("Shares issued", "1,166", "", "", ""),
    ("Translation adjustment", "", "", "(483)", "(483)"),
    ("---",),
    ("Balance, December 31, 2002", "23,484", "14,340", "(3,888)", "2,344"),
]
EQUITY_HEADS = ("Paid-in capital", "Retained earnings", "Accumulated other", "Comprehensive income")
OPTIONS = [
    ("$4.25 to $5.88", "234,500", "4.91"),
    ("$5.98", "119,500", "5.98"),
    ("$6.00 to $6.88", "267,500", "6.18"),
    ("---",),
    ("Total", "621,500", "5.66"),
]


def alarms(extraction: Extraction) -> list[Finding]:
    figures = extraction.figures
    proposed = [h for t in extraction.tables for h in structural(t, figures)] + tying(extraction.tables, figures)
    found, _ = findings(extraction, [i for h in proposed for i in weigh(figures, h)], {})
    return [finding for finding in found if finding.severity != "info"]


def with_cell(rows: list[tuple[str, ...]], label: str, column: int, text: str) -> list[tuple[str, ...]]:
    return [(*r[: column + 1], text, *r[column + 2 :]) if r[0] == label else r for r in rows]


def test_a_column_of_comprehensive_income_beside_balances_does_not_roll() -> None:
    assert alarms(tabulate(EQUITY, headers=EQUITY_HEADS)) == []


def test_a_balance_that_does_not_roll_is_still_an_error() -> None:
    rows = with_cell(EQUITY, "Net earnings", 1, "2,872")
    assert [f.severity for f in alarms(tabulate(rows, headers=EQUITY_HEADS))] == ["error"]


def test_average_prices_under_a_total_of_numbers_are_not_added() -> None:
    assert alarms(tabulate(OPTIONS, headers=("Number", "Average price"))) == []


def test_cents_beside_cents_are_added() -> None:
    rows = [("First", "1.75", "1.42"), ("Second", ".09", ".31"), ("---",), ("Total", ".84", "1.73")]
    assert [f.check for f in alarms(tabulate(rows))] == ["FT101"]


def test_amounts_that_cancel_two_by_two_bear_nothing_out() -> None:
    rows = [
        ("Basic", "1.17", "1.18", "0.99", "5.18"),
        ("Diluted", "1.17", "1.18", "0.99", "5.16"),
        ("Basic, adjusted", "1.26", "1.22", "1.05", "5.37"),
        ("Diluted, adjusted earnings", "1.26", "1.22", "1.05", "5.34"),
    ]
    assert alarms(tabulate(rows, unit="USD/share")) == []


def test_columns_that_rise_evenly_are_no_sum_of_one_another() -> None:
    rows = [
        ("Bonds", "848", "844", "840", "837", "833"),
        ("Treasury", "405", "402", "399", "396", "393"),
        ("Agencies", "164", "163", "162", "161", "160"),
        ("Foreign", "124", "123", "122", "121", "120"),
        ("Securities", "1,753", "1,744", "1,736", "1,727", "1,718"),
    ]
    assert alarms(tabulate(rows, headers=[f"Increase of {n}" for n in (50, 100, 150, 200, 250)])) == []


def test_a_change_in_basis_points_is_no_difference() -> None:
    rows = [
        ("Revenue", "1,720", "1,659", "61"),
        ("Expense", "1,061", "1,011", "50"),
        ("Profit", "659", "648", "11"),
        ("Loans", "128,163", "123,318", "4,845"),
        ("Allowance to nonaccrual loans", "276", "268", "741"),
    ]
    assert alarms(tabulate(rows, headers=("4Q21", "3Q21", "Change $/bps"))) == []


CURRENCIES = [
    ("Americas", "43,139", "(122)", "43,261"),
    ("Europe", "25,472", "(146)", "25,618"),
    ("Asia", "14,547", "(285)", "14,832"),
    ("Elsewhere", "5,093", "(586)", "5,679"),
    ("Revenues before hedging", "88,251", "(1,139)", "89,390"),
    ("Hedging", "139", "", ""),
    ("Revenues", "88,390", "", "89,390"),
]
CURRENCY_HEADS = ("Reported", "Effect of currencies", "At constant currencies")


def test_a_difference_is_not_asked_of_a_row_that_leaves_the_deduction_blank() -> None:
    assert alarms(tabulate(CURRENCIES, headers=CURRENCY_HEADS)) == []


def test_a_difference_is_asked_of_a_row_that_prints_the_deduction() -> None:
    rows = with_cell(CURRENCIES[:4], "Asia", 1, "(258)")
    assert [f.check for f in alarms(tabulate(rows, headers=CURRENCY_HEADS))] == ["FT102"]


def test_the_same_fact_one_unit_apart_is_no_alarm() -> None:
    one = [("Debt securities", "4,607", "9,253", "7,454")]
    other = [("Debt securities", "4,606", "9,253", "7,454")]
    assert alarms(tabulate(one, other)) == []


def test_the_same_fact_further_apart_is_an_alarm() -> None:
    one = [("Debt securities", "4,607", "9,253", "7,454")]
    other = [("Debt securities", "4,601", "9,253", "7,454")]
    assert [f.check for f in alarms(tabulate(one, other))] == ["TI101"]


def test_the_same_fact_one_unit_apart_is_an_alarm_where_a_sum_takes_sides() -> None:
    one = [
        ("Debt", "4,607", "9,253", "7,454"),
        ("Equity", "101", "102", "151"),
        ("---",),
        ("Total", "4,707", "9,355", "7,605"),
    ]
    other = [("Debt", "4,606", "9,253", "7,454")]
    assert [f.check for f in alarms(tabulate(one, other))] == ["TI101"]


def test_a_part_within_rounding_is_no_part_of_a_sum_elsewhere() -> None:
    statement = [
        ("Net interest income", "3,285", "3,233", "3,366", "3,362"),
        ("Other lines", "418", "777", "692", "118"),
        ("Noncontrolling interest", "(4)", "1", "(1)", "--"),
    ]
    segments = [("Interest income, net", "3,285", "3,233", "3,366", "3,362")]
    extraction = tabulate(statement, segments, statements=("income",))
    assert [h.check for h in tying(extraction.tables, extraction.figures) if h.check == "TI102"] == []


def test_basic_earnings_that_once_differ_from_diluted_are_no_alarm() -> None:
    basic = [("Net income per share - basic", "1.17", "1.18", "2.22", "5.18")]
    diluted = [("Diluted earnings per share", "1.17", "1.18", "2.22", "5.16")]
    assert alarms(tabulate(basic, diluted, unit="USD/share")) == []


@pytest.mark.parametrize(
    ("one", "other", "contrary"),
    [
        ("Basic earnings per share", "Diluted EPS", True),
        ("Primary earnings per share", "Fully diluted earnings per share", True),
        ("Income before taxes", "Income after taxes", True),
        ("Income before taxes", "Income before taxes and minority interest", False),
        ("Net income", "Diluted net income", False),
        ("Basic and diluted", "Diluted", False),
    ],
)
def test_labels_that_exclude_each_other_are_contrary(one: str, other: str, contrary: bool) -> None:
    assert is_contrary(one, other) is contrary


def test_zeros_written_out_throughout_are_no_precision() -> None:
    cells = ["73.30000", "12.10000", "8.80000", "41.70000", "9.20000", "3.30000", "18.60000"]
    others = ["70.10000", "11.40000", "9.90000", "44.00000", "2.80000", "4.50000", "20.20000"]
    rows = [(f"Region {n}", a, b) for n, (a, b) in enumerate(zip(cells, others, strict=True))]
    total = ("Total", "167.10000", "162.90000")  # 167.0 and 162.9 as they are added
    assert alarms(tabulate([*rows, ("---",), total])) == []


def test_one_figure_with_all_its_digits_tells_the_precision() -> None:
    cells = ["73.30000", "12.10000", "8.80000", "41.70000", "9.20000", "3.30000", "18.62345"]
    others = ["70.10000", "11.40000", "9.90000", "44.00000", "2.80000", "4.50000", "20.20000"]
    rows = [(f"Region {n}", a, b) for n, (a, b) in enumerate(zip(cells, others, strict=True))]
    total = ("Total", "167.12345", "162.90000")  # 167.02345
    assert [f.check for f in alarms(tabulate([*rows, ("---",), total]))] == ["FT101"]


@pytest.mark.parametrize(
    "label", ["Common stock repurchased (shares)", "Issuance of common stock (in shares)", "Balance (in shares)"]
)
def test_a_line_that_counts_shares_in_brackets_is_in_shares(label: str) -> None:
    assert unit_in(label) == "shares"
