"""Calculations 1.1: what is consistent, what is not, and what is not evaluated."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from auditor.identify.calculations import (
    Rounding,
    Span,
    Verdict,
    agreed,
    calculations,
    contradict,
    has_excess_digits,
    repetitions,
    span,
)
from auditor.model.fact import Context, Fact
from auditor.model.figure import Period
from auditor.model.linkbase import Linkbase, Summation

NOW, THEN = Period(date(2003, 12, 31)), Period(date(2002, 12, 31))


def fact(name: str, value: int | None, decimals: int | None = 0, period: Period = NOW, unit: str = "USD") -> Fact:
    return Fact(name, Context("c", "1", period), unit, str(value), value, 0, decimals, nil=value is None)


def links(**items: str) -> Linkbase:
    """total="a b -c" as one summation with weights 1, 1 and -1."""
    return Linkbase(
        summations=tuple(
            Summation(
                "r", total, tuple((name.lstrip("-"), Fraction(-1 if name[0] == "-" else 1)) for name in names.split())
            )
            for total, names in items.items()
        )
    )


def verdict(facts: list[Fact], linkbase: Linkbase, rounding: Rounding = "round") -> Verdict:
    (one,) = calculations(facts, linkbase, rounding)
    return one.verdict


def test_a_sum_to_the_digit_is_consistent() -> None:
    assert verdict([fact("t", 5), fact("a", 2), fact("b", 3)], links(t="a b")) == "consistent"


def test_a_weight_takes_away() -> None:
    assert verdict([fact("t", 5), fact("a", 8), fact("b", 3)], links(t="a -b")) == "consistent"


def test_a_sum_off_by_what_rounding_explains_is_consistent() -> None:
    assert verdict([fact("t", 5), fact("a", 2), fact("b", 2)], links(t="a b")) == "consistent"


def test_a_sum_off_by_more_is_inconsistent() -> None:
    assert verdict([fact("t", 7), fact("a", 2), fact("b", 3)], links(t="a b")) == "inconsistent"


def test_coarser_facts_allow_more() -> None:
    assert verdict([fact("t", 7000, -3), fact("a", 6400)], links(t="a")) == "inconsistent"
    assert verdict([fact("t", 7000, -3), fact("a", 6500)], links(t="a")) == "consistent"


def test_exact_facts_allow_nothing() -> None:
    assert verdict([fact("t", 5, None), fact("a", 2, None), fact("b", 2, None)], links(t="a b")) == "inconsistent"


def test_what_is_not_reported_adds_nothing() -> None:
    assert verdict([fact("t", 5), fact("a", 5)], links(t="a b")) == "consistent"


def test_a_nil_part_adds_nothing() -> None:
    assert verdict([fact("t", 5), fact("a", 5), fact("b", None)], links(t="a b")) == "consistent"


def test_nothing_is_evaluated_without_a_total() -> None:
    assert calculations([fact("a", 2), fact("b", 3)], links(t="a b")) == []


def test_nothing_is_evaluated_without_a_part() -> None:
    assert calculations([fact("t", 2)], links(t="a b")) == []


def test_parts_of_another_period_are_no_parts() -> None:
    assert calculations([fact("t", 5), fact("a", 5, period=THEN)], links(t="a")) == []


def test_parts_in_another_unit_are_no_parts() -> None:
    assert calculations([fact("t", 5), fact("a", 5, unit="shares")], links(t="a")) == []


def test_digits_beyond_the_declared_place_are_not_evaluated() -> None:
    assert verdict([fact("t", 5001, -3), fact("a", 5000, -3)], links(t="a")) == "not evaluated"


def test_contradicting_reports_are_not_evaluated() -> None:
    assert verdict([fact("t", 5), fact("t", 6), fact("a", 5)], links(t="a")) == "not evaluated"


def test_a_report_with_and_one_without_a_value_are_not_evaluated() -> None:
    assert verdict([fact("t", 5), fact("t", None), fact("a", 5)], links(t="a")) == "not evaluated"


def test_consistent_reports_allow_what_both_allow() -> None:
    both = [fact("t", 5000, -3), fact("t", 5400, -2)]
    assert agreed(both, (0, 1)) == Span(Fraction(5350), Fraction(5450))
    assert verdict([*both, fact("a", 4600)], links(t="a")) == "inconsistent"


def test_truncation_cuts_towards_nought() -> None:
    assert span(fact("a", 5000, -3), "truncate") == Span(Fraction(5000), Fraction(6000), True, False)
    assert span(fact("a", -5000, -3), "truncate") == Span(Fraction(-6000), Fraction(-5000), False, True)
    assert span(fact("a", 0, -3), "truncate") == Span(Fraction(-1000), Fraction(1000), False, False)


def test_truncation_allows_what_rounding_does_not() -> None:
    facts = [fact("t", 7000, -3), fact("a", 2000, -3), fact("b", 2000, -3), fact("c", 1000, -3)]
    assert verdict(facts, links(t="a b c")) == "consistent"  # two thousand off, four half thousands allowed
    facts[0] = fact("t", 4000, -3)
    assert verdict(facts, links(t="a b c"), "truncate") == "inconsistent"


def test_an_open_end_is_not_met() -> None:
    facts = [fact("t", 6000, None), fact("a", 5000, -3)]
    assert verdict(facts, links(t="a"), "truncate") == "inconsistent"


@pytest.mark.parametrize(
    ("values", "kind"),
    [
        ([(5000, -3), (5000, -3)], "complete"),
        ([(5000, -3), (5400, -2)], "consistent"),
        ([(5000, -3), (5600, -2)], "inconsistent"),
        ([(5, 0), (6, 0)], "inconsistent"),
        ([(5, None), (6, None)], "inconsistent"),
        ([(5, None), (5, 0)], "consistent"),
    ],
)
def test_reports_of_one_fact_are_told_apart(values: list[tuple[int, int | None]], kind: str) -> None:
    (found,) = repetitions([fact("a", value, decimals) for value, decimals in values])
    assert found.kind == kind


def test_facts_of_two_periods_are_no_repetition() -> None:
    assert repetitions([fact("a", 5), fact("a", 6, period=THEN)]) == []


MEANT = st.integers(min_value=-(10**9), max_value=10**9)
DECIMALS = st.integers(min_value=-5, max_value=0)


def rounded(value: int, decimals: int) -> int:
    unit = 10**-decimals
    return (2 * value + unit) // (2 * unit) * unit


def truncated(value: int, decimals: int) -> int:
    unit = 10**-decimals
    return abs(value) // unit * unit * (1 if value >= 0 else -1)


@given(st.lists(st.tuples(MEANT, DECIMALS), min_size=1, max_size=6), DECIMALS)
def test_what_adds_up_is_consistent_however_it_is_rounded(parts: list[tuple[int, int]], decimals: int) -> None:
    names = [f"p{at}" for at in range(len(parts))]
    facts = [fact("t", rounded(sum(value for value, _ in parts), decimals), decimals)]
    facts += [fact(name, rounded(value, d), d) for name, (value, d) in zip(names, parts, strict=True)]
    assert verdict(facts, links(t=" ".join(names))) == "consistent"


@given(st.lists(st.tuples(MEANT, DECIMALS), min_size=1, max_size=6), DECIMALS)
def test_what_adds_up_is_consistent_however_it_is_truncated(parts: list[tuple[int, int]], decimals: int) -> None:
    names = [f"p{at}" for at in range(len(parts))]
    facts = [fact("t", truncated(sum(value for value, _ in parts), decimals), decimals)]
    facts += [fact(name, truncated(value, d), d) for name, (value, d) in zip(names, parts, strict=True)]
    assert verdict(facts, links(t=" ".join(names)), "truncate") == "consistent"


@given(MEANT, st.lists(DECIMALS, min_size=2, max_size=4))
def test_reports_of_one_true_value_never_contradict(value: int, places: list[int]) -> None:
    facts = [fact("a", rounded(value, decimals), decimals) for decimals in places]
    assert not contradict(facts, range(len(facts)))


@given(MEANT, DECIMALS)
def test_a_rounded_value_has_no_excess_digits(value: int, decimals: int) -> None:
    assert not has_excess_digits(fact("a", rounded(value, decimals), decimals))


SPANS = st.builds(
    lambda low, width, a, b: Span(Fraction(low), Fraction(low + width), a or not width, b or not width),
    st.integers(-20, 20), st.integers(0, 10), st.booleans(), st.booleans(),
)  # fmt: skip


@given(SPANS, SPANS)
def test_what_two_spans_have_in_common_is_the_same_either_way(one: Span, other: Span) -> None:
    assert one.common(other) == other.common(one)


@given(SPANS)
def test_a_span_turned_twice_is_itself(one: Span) -> None:
    assert one.weighted(Fraction(-1)).weighted(Fraction(-1)) == one
