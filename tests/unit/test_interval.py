"""Intervals: what rounding allows, and nothing more."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from auditor.model.interval import Interval
from tests.paper import tabulate

fractions = st.fractions(min_value=-1000, max_value=1000, max_denominator=64)
intervals = st.tuples(fractions, fractions).map(lambda ends: Interval(min(ends), max(ends)))


@st.composite
def points(draw: st.DrawFn) -> tuple[Interval, Fraction]:
    interval = draw(intervals)
    weight = draw(st.fractions(min_value=0, max_value=1, max_denominator=16))
    return interval, interval.low + weight * (interval.high - interval.low)


def test_a_figure_in_units_spans_half_a_unit_each_way() -> None:
    figure = tabulate([("Cash", "35")]).figures[0]
    assert Interval.of(figure) == Interval(Fraction(69, 2), Fraction(71, 2))


def test_cents_span_half_a_cent() -> None:
    figure = tabulate([("Earnings", "0.06")]).figures[0]
    assert Interval.of(figure) == Interval(Fraction(55, 1000), Fraction(65, 1000))


def test_ends_in_the_wrong_order_are_refused() -> None:
    with pytest.raises(ValueError, match="low end"):
        Interval(Fraction(2), Fraction(1))


@given(points(), points())
def test_sums_of_members_lie_in_the_sum(a: tuple[Interval, Fraction], b: tuple[Interval, Fraction]) -> None:
    assert (a[0] + b[0]).holds(a[1] + b[1])


@given(points(), points())
def test_differences_of_members_lie_in_the_difference(
    a: tuple[Interval, Fraction], b: tuple[Interval, Fraction]
) -> None:
    assert (a[0] - b[0]).holds(a[1] - b[1])


@given(points(), points())
def test_products_of_members_lie_in_the_product(a: tuple[Interval, Fraction], b: tuple[Interval, Fraction]) -> None:
    assert (a[0] * b[0]).holds(a[1] * b[1])


@given(points(), points())
def test_quotients_of_members_lie_in_the_quotient(a: tuple[Interval, Fraction], b: tuple[Interval, Fraction]) -> None:
    if b[0].low <= 0 <= b[0].high:
        with pytest.raises(ZeroDivisionError):
            a[0] / b[0]
    else:
        assert (a[0] / b[0]).holds(a[1] / b[1])


@given(intervals, intervals)
def test_intervals_meet_exactly_when_they_intersect(a: Interval, b: Interval) -> None:
    assert a.meets(b) == (a.intersection(b) is not None)
