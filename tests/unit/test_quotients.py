"""Quotients, changes, shares and means of a table's lines: what is found, what is left alone, and exact arithmetic."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from auditor.identify.averages import averages
from auditor.identify.hypothesis import Hypothesis, Instance, information, weigh
from auditor.identify.lines import decimals, lines_of
from auditor.identify.rates import hypotheses
from auditor.model.arithmetic import evaluate_quotient, is_rounded_from, quotient_scale, status_of
from auditor.model.audit import Extraction
from auditor.model.figure import Figure
from auditor.model.identity import Form, Identity
from tests.paper import tabulate

REGIONS = [
    ("Americas", "3,527", "3,468", "2"),
    ("Europe", "1,317", "1,195", "10"),
    ("Japan", "858", "731", "17"),
    ("Asia", "306", "293", "4"),
    ("Pacific", "612", "472", "30"),
    ("Other", "844", "512", "65"),
    ("Retail", "2,021", "1,655", "22"),
]
HEADS = ("2003", "2002", "% change")


def identities(extraction: Extraction, code: str) -> list[Identity]:
    """What the quotients' pass says under a code, weighed."""
    proposed = [one for one in hypotheses(extraction) if one.check == code]
    return [identity for one in proposed for identity in weigh(extraction.figures, one)]


def reported(extraction: Extraction, code: str) -> list[str]:
    """The printed results of the confirmed relations that fail."""
    failing = [i for i in identities(extraction, code) if i.status == "violated" and i.standing == "confirmed"]
    return [extraction.figures[i.total].text for i in failing if i.total is not None]


def amount(mantissa: int | None, exponent: int = 0, unit: str | None = "USD", index: int = 0) -> Figure:
    return Figure(index, str(mantissa), mantissa, exponent, unit, "", (), None, None, None, None)


def test_a_column_of_changes_is_found() -> None:
    found = identities(tabulate(REGIONS, headers=HEADS), "RT103")
    assert len(found) == len(REGIONS)
    assert {(i.form, i.status, i.standing) for i in found} == {("change", "holds", "confirmed")}


def test_a_change_printed_without_its_sign_is_a_hundredfold() -> None:
    found = identities(tabulate(REGIONS, headers=HEADS), "RT103")
    assert {i.coefficients for i in found} == {(100, 1)}


def test_a_change_that_differs_is_reported() -> None:
    wrong = [("Japan", "858", "731", "71") if row[0] == "Japan" else row for row in REGIONS]
    assert reported(tabulate(wrong, headers=HEADS), "RT103") == ["71"]


def test_a_change_off_by_one_unit_is_not_reported() -> None:
    wrong = [("Japan", "858", "731", "18") if row[0] == "Japan" else row for row in REGIONS]
    assert reported(tabulate(wrong, headers=HEADS), "RT103") == []


def test_a_change_from_a_loss_is_not_reported() -> None:
    wrong = [*REGIONS, ("Elsewhere", "100", "(50)", "400")]
    assert reported(tabulate(wrong, headers=HEADS), "RT103") == []


def test_a_difference_in_points_is_not_reported() -> None:
    points = [*REGIONS, ("Margin", "28.4", "26.1", "2.3")]
    assert reported(tabulate(points, headers=HEADS), "RT103") == []


def test_improvements_of_the_other_sign_are_not_reported() -> None:
    turned = [*REGIONS, ("Expenses", "612", "472", "(30)")]
    assert reported(tabulate(turned, headers=HEADS), "RT103") == []


MARGINS = [
    ("Net sales", "1,336", "1,558", "1,530", "1,710", "1,405"),
    ("Cost of sales", "952", "1,131", "1,127", "1,228", "1,056"),
    ("Gross margin", "384", "427", "403", "482", "349"),
    ("Gross margin percentage", "28.7", "27.4", "26.3", "28.2", "24.8"),
]


def test_a_row_of_percentages_of_sales_is_found() -> None:
    found = identities(tabulate(MARGINS), "RT101")
    assert [i.status for i in found] == ["holds"] * 5


def test_a_percentage_of_sales_that_differs_is_reported() -> None:
    wrong = [*MARGINS[:3], ("Gross margin percentage", "28.7", "27.4", "26.3", "22.8", "24.8")]
    assert reported(tabulate(wrong), "RT101") == ["22.8"]


def test_amounts_without_a_quotient_among_them_are_left_alone() -> None:
    assert [one.check for one in hypotheses(tabulate(MARGINS[:3]))] == []


def test_small_tables_of_one_habit_vouch_for_one_another() -> None:
    tables = [[REGIONS[n], REGIONS[n + 1]] for n in range(0, 6, 2)]
    wrong = [("Home", "858", "731", "71"), ("Abroad", "1,317", "1,195", "10")]
    alone = reported(tabulate(wrong, headers=HEADS), "RT103")
    together = reported(tabulate(*tables, wrong, headers=HEADS), "RT103")
    assert (alone, together) == ([], ["71"])


LOANS = [
    ("Commercial", "312,411", "31.4"),
    ("Construction", "145,922", "14.6"),
    ("Residential", "261,287", "26.2"),
    ("Home equity", "110,714", "11.1"),
    ("Installment", "98,303", "9.9"),
    ("Other", "67,448", "6.8"),
    ("Total loans", "996,085", "100.0"),
]
SHARED = ("Amount", "Percent")


def test_shares_of_the_whole_below_are_found() -> None:
    found = identities(tabulate(LOANS, headers=SHARED), "RT104")
    assert [i.status for i in found] == ["holds"] * 6


def test_shares_of_the_whole_above_are_found() -> None:
    found = identities(tabulate([LOANS[-1], *LOANS[:-1]], headers=SHARED), "RT104")
    assert [i.status for i in found] == ["holds"] * 6


def test_a_share_that_differs_is_reported() -> None:
    wrong = [("Residential", "261,287", "62.2") if row[0] == "Residential" else row for row in LOANS]
    assert reported(tabulate(wrong, headers=SHARED), "RT104") == ["62.2"]


def test_without_a_hundred_there_are_no_shares() -> None:
    assert identities(tabulate(LOANS[:-1], headers=SHARED), "RT104") == []


VOLUMES = [
    ("First", "312.4", "288.1", "301.7", "297.3"),
    ("Second", "345.9", "301.6", "322.8", "305.5"),
    ("Third", "361.2", "319.7", "318.4", "311.9"),
    ("Fourth", "330.7", "310.2", "309.5", "303.3"),
    ("Average", "337.6", "304.9", "313.1", "304.5"),
]


def means(rows: list[tuple[str, ...]], unnamed: bool = False) -> list[Hypothesis]:
    extraction = tabulate(rows)
    both = lines_of(extraction.tables[0], extraction.figures)
    assert both is not None
    return list(averages(both[1], extraction.figures, unnamed))


def test_an_average_of_the_rows_above_is_found() -> None:
    (found,) = means(VOLUMES)
    assert [len(one.figures) for one in found.instances] == [4, 4, 4, 4]


def test_an_average_that_differs_is_reported() -> None:
    wrong = [*VOLUMES[:4], ("Average", "373.6", "304.9", "313.1", "304.5")]
    assert reported(tabulate(wrong), "RT102") == ["373.6"]


def test_an_average_leaves_blank_cells_out() -> None:
    gap = [("First", "", "288.1", "301.7", "297.3"), *VOLUMES[1:4], ("Average", "345.9", "304.9", "313.1", "304.5")]
    (found,) = means(gap)
    assert [len(one.figures) for one in found.instances] == [3, 4, 4, 4]


def test_an_average_nobody_names_needs_finer_print() -> None:
    rows = [*VOLUMES[:4], ("Row", "337.6", "304.9", "313.1", "304.5")]
    finer = [*VOLUMES[:4], ("Row", "337.550", "304.900", "313.100", "304.501")]
    assert means(rows, unnamed=True) == []
    assert means([*VOLUMES[:4], ("Row", "337.55", "304.90", "313.10", "304.50")], unnamed=True) != []
    assert means(finer[:4], unnamed=True) == []


def test_written_out_zeros_are_no_decimals() -> None:
    assert decimals([2 * 1_250_000, 2 * 300_000], 5) == 1


def test_an_unreadable_operand_skips_the_change() -> None:
    figures = [amount(None), amount(100, index=1), amount(5, unit="percent", index=2)]
    assert status_of(figures, "change", (0, 1), (1, 1), 2) == "skipped"


def test_a_change_that_says_it_in_finer_print_is_worth_more() -> None:
    now, then = amount(352_700), amount(311_900, index=1)
    coarse, fine = amount(13, 0, "percent", 2), amount(1308, -2, "percent", 2)
    worths = [information([now, then, one], "change", Instance((0, 1), (1, 1), 2)) for one in (coarse, fine)]
    assert worths[0] < worths[1]


mantissas = st.integers(-(10**6), 10**6)
exponents = st.integers(-4, 4)


@given(mantissas, mantissas.filter(bool), mantissas, exponents, exponents, exponents, st.booleans(), st.booleans())
def test_the_test_in_whole_numbers_is_that_of_the_intervals(
    over: int, under: int, total: int, a: int, b: int, c: int, percent: bool, hundredfold: bool
) -> None:
    figures = [amount(over, a), amount(under, b, index=1), amount(total, c, "percent" if percent else None, 2)]
    coefficients = (100, 1) if hundredfold else (1, 1)
    forms: tuple[Form, ...] = ("ratio", "change")
    for form in forms:
        by_intervals = evaluate_quotient(figures, form, (0, 1), 2, coefficients)
        assert status_of(figures, form, (0, 1), coefficients, 2) == by_intervals.status


@given(st.integers(10, 10**6), st.integers(10, 10**6), st.integers(0, 4))
def test_a_quotient_rounded_from_its_figures_always_holds(over: int, under: int, places: int) -> None:
    total = (2 * over * 10**places + under) // (2 * under)
    figures = [amount(over), amount(under, index=1), amount(total, -places, None, 2)]
    assert status_of(figures, "ratio", (0, 1), (1, 1), 2) == "holds"


@given(st.integers(10, 10**6), st.integers(10, 10**6), st.integers(0, 2))
def test_a_change_rounded_from_its_figures_always_holds(now: int, then: int, places: int) -> None:
    total = (200 * (now - then) * 10**places + then) // (2 * then)
    figures = [amount(now), amount(then, index=1), amount(total, -places, "percent", 2)]
    assert status_of(figures, "change", (0, 1), (1, 1), 2) == "holds"


@given(st.integers(10, 10**6), st.integers(10, 10**6), st.integers(0, 3), st.booleans())
def test_what_is_rounded_from_its_figures_is_known_for_it(now: int, then: int, places: int, change: bool) -> None:
    form: Form = "change" if change else "ratio"
    total = (200 * (now - then * change) * 10**places + then) // (2 * then)
    members = amount(now), amount(then)
    assert is_rounded_from(form, *members, amount(total, -places, "percent"), (1, 1))
    assert not is_rounded_from(form, *members, amount(total + 1 + bool(now % then), -places, "percent"), (1, 1))


@given(st.lists(st.integers(-(10**6), 10**6), min_size=2, max_size=9))
def test_a_mean_rounded_from_its_figures_always_holds(parts: list[int]) -> None:
    mean = (2 * sum(parts) + len(parts)) // (2 * len(parts))
    figures = [*(amount(part, index=n) for n, part in enumerate(parts)), amount(mean, index=len(parts))]
    members = tuple(range(len(parts)))
    assert status_of(figures, "average", members, (1,) * len(parts), len(parts)) == "holds"


@pytest.mark.parametrize(
    ("unit", "coefficients", "scale"),
    [("percent", (1, 1), (100, 1)), (None, (100, 1), (100, 1)), ("percent", (1, 100), (100, 100)), (None, (), (1, 1))],
)
def test_the_scale_of_a_quotient_is_its_sign_and_its_coefficients(
    unit: str | None, coefficients: tuple[int, ...], scale: tuple[int, int]
) -> None:
    assert quotient_scale(coefficients, amount(5, 0, unit)) == scale
