"""Lines that changed outside every sum, told with what they belong to.

Amounts per share and numbers of shares that all changed by one factor are a split of the shares. Beside a restated
total they are its consequence. A line that lost just what a new line near it shows was parted.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from auditor.compare.tying import Fact, Tie
from auditor.model.figure import Figure
from auditor.model.interval import Interval

LARGEST_SPLIT = 100  # shares for one, or one share for so many
MOST_TERMS = 12  # of a ratio: 3 for 2, 11 for 10
TELLING_COUNT = 1000  # digits enough of a number of shares to tell a factor
NEAR = 3  # rows between a line and one that was parted from it


def split_of(tie: Tie, facts: Sequence[Fact]) -> Fraction | None:
    """The factor by which all of the facts changed, numbers of shares by it and amounts per share inversely; None where
    none does, or where no number of shares is among them."""
    pairs = [(one, other) for one, other in map(tie.printed, facts) if one is not None and other is not None]
    if len(pairs) < 2 or any(not one.mantissa or not other.mantissa for one, other in pairs):
        return None
    longest = max(pairs, key=lambda pair: min(abs(pair[0].mantissa or 0), abs(pair[1].mantissa or 0)))
    if min(abs(figure.mantissa or 0) for figure in longest) < TELLING_COUNT:
        return None
    factor = _value(longest[1]) / _value(longest[0])
    factor = factor.limit_denominator(LARGEST_SPLIT)
    if factor in (0, 1) or factor < 0 or not _is_plain(factor):
        return None
    return factor if is_explained(tie, facts, factor) else None


def is_explained(tie: Tie, facts: Sequence[Fact], factor: Fraction) -> bool:
    """Whether every fact changed by a factor, or by its inverse, rounding allowed for."""
    pairs = [(one, other) for one, other in map(tie.printed, facts) if one is not None and other is not None]
    return len(pairs) == len(facts) and all(
        _is_times(one, other, factor) or _is_times(one, other, 1 / factor) for one, other in pairs
    )


def _value(figure: Figure) -> Fraction:
    return Fraction(figure.mantissa or 0) * Fraction(10) ** figure.exponent


def _is_plain(factor: Fraction) -> bool:
    terms = sorted((factor.numerator, factor.denominator))
    return (terms[0] == 1 and terms[1] <= LARGEST_SPLIT) or terms[1] <= MOST_TERMS


def _is_times(one: Figure, other: Figure, factor: Fraction) -> bool:
    return Interval.of(one).scaled(factor).meets(Interval.of(other))


def parted_from(tie: Tie, fact: Fact, single: Sequence[Fact]) -> list[Fact]:
    """Of the lines that only one filing prints (``single``) those near a changed one that account for its change to the
    digit: one or two, none where none do."""
    near = [other for other in single if other.exponent == fact.exponent and _is_near(tie, fact, other)]
    for other in near:
        if other.delta == -fact.delta:
            return [other]
    for n, one in enumerate(near):
        for other in near[n + 1 :]:
            if one.delta + other.delta == -fact.delta and (one.later is None) == (other.later is None):
                return [one, other]
    return []


def _is_near(tie: Tie, fact: Fact, other: Fact) -> bool:
    mine, yours = tie.printed(fact)
    one, two = tie.printed(other)
    here, there = (yours, two) if two is not None else (mine, one)
    if here is None or there is None or here.row is None or there.row is None:
        return False
    return abs(here.row - there.row) <= NEAR and (here.unit == there.unit or None in (here.unit, there.unit))
