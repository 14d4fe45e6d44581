"""Calculations 1.1 (XBRL International, Recommendation of 22 February 2023): a filing's own summations, evaluated.

A reported value stands for an interval: rounded to the nearest, the value and half a unit of its declared place to
either side; truncated, the value and a whole unit away from zero, that end open. A calculation is inconsistent where
the total's interval and the weighted sum of the contributors' intervals have no value in common. What is not reported
contributes nothing. Facts that say the same of the same contribute the values all of them allow; where there is none
such, or where a value has digits beyond its declared place, the calculation is not evaluated.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal, NamedTuple

from auditor.model.fact import Fact
from auditor.model.linkbase import Linkbase, Summation

Rounding = Literal["round", "truncate"]
Verdict = Literal["consistent", "inconsistent", "not evaluated"]
Kind = Literal["complete", "consistent", "inconsistent"]

Exact = int | Fraction  # whole numbers stay integers: money nearly always is, and a fraction costs ten times as much


class Setting(NamedTuple):
    """What facts must share to take part in one calculation: of whom, of what part, when, and in what unit."""

    entity: str
    dimensions: tuple[tuple[str, str], ...]
    period: object
    unit: str | None


@dataclass(frozen=True, slots=True)
class Span:
    """Every value that may have been meant. An end is part of it where it is closed.

    >>> Span(Fraction(0), Fraction(1)).meets(Span(Fraction(1), Fraction(2)))
    True
    >>> Span(Fraction(0), Fraction(1), high_closed=False).meets(Span(Fraction(1), Fraction(2)))
    False
    """

    low: Exact
    high: Exact
    low_closed: bool = True
    high_closed: bool = True

    def __add__(self, other: Span) -> Span:
        return Span(
            self.low + other.low,
            self.high + other.high,
            self.low_closed and other.low_closed,
            self.high_closed and other.high_closed,
        )

    def weighted(self, weight: Exact) -> Span:
        if weight.denominator == 1:
            weight = weight.numerator
        if weight == 1:
            return self
        if weight < 0:
            return Span(self.high * weight, self.low * weight, self.high_closed, self.low_closed)
        return Span(self.low * weight, self.high * weight, self.low_closed, self.high_closed)

    def common(self, other: Span) -> Span | None:
        """The values both allow, or None."""
        low = max(self.low, other.low)
        high = min(self.high, other.high)
        low_closed = all(s.low_closed for s in (self, other) if s.low == low)
        high_closed = all(s.high_closed for s in (self, other) if s.high == high)
        if low > high or (low == high and not (low_closed and high_closed)):
            return None
        return Span(low, high, low_closed, high_closed)

    def meets(self, other: Span) -> bool:
        return self.common(other) is not None


@dataclass(frozen=True, slots=True)
class Calculation:
    """One summation in one setting. Positions are those of the facts: all that report the total, and for each
    contributor its weight and all that report it."""

    summation: Summation
    setting: Setting
    totals: tuple[int, ...]
    items: tuple[tuple[tuple[int, ...], Fraction], ...]
    verdict: Verdict
    reported: Span | None = None
    computed: Span | None = None
    reason: str = ""  # why it was not evaluated


@dataclass(frozen=True, slots=True)
class Repetition:
    """Facts of one name in one setting: reported again with the same value and place ("complete"), with values that
    one true value explains ("consistent"), or with values that none does."""

    facts: tuple[int, ...]
    kind: Kind


def span(fact: Fact, rounding: Rounding = "round") -> Span:
    """The interval of a readable fact. Raises ValueError for one without a value.

    >>> # 26,441 thousand (decimals -3), rounded: [26,440,500, 26,441,500]; truncated: [26,441,000, 26,442,000)
    """
    if fact.mantissa is None:
        raise ValueError(f"{fact.name} has no value and no interval")
    value = scaled(fact.mantissa, fact.exponent)
    if fact.decimals is None:
        return Span(value, value)
    unit = scaled(1, -fact.decimals)
    if rounding == "round":
        half = scaled(5, -fact.decimals - 1)
        return Span(value - half, value + half)
    if value > 0:
        return Span(value, value + unit, True, False)
    if value < 0:
        return Span(value - unit, value, False, True)
    return Span(-unit, unit, False, False)


def scaled(mantissa: int, exponent: int) -> Exact:
    """``mantissa * 10 ** exponent``, an integer where it is whole by its exponent."""
    return mantissa * 10**exponent if exponent >= 0 else Fraction(mantissa, 10**-exponent)


def has_excess_digits(fact: Fact) -> bool:
    """Whether the value has digits beyond its declared place, so that nobody can say what it stands for."""
    if fact.mantissa is None or fact.decimals is None:
        return False
    coarser = -fact.decimals - fact.exponent
    return coarser > 0 and fact.mantissa % 10**coarser != 0


def settings(facts: Sequence[Fact], positions: Iterable[int] | None = None) -> dict[str, dict[Setting, list[int]]]:
    """Positions of facts by name and setting. What has no period that can be read is left out."""
    found: dict[str, dict[Setting, list[int]]] = defaultdict(dict)
    for position in range(len(facts)) if positions is None else positions:
        fact = facts[position]
        context = fact.context
        if context.period is not None:
            here = Setting(context.entity, context.dimensions, context.period, fact.unit)
            found[fact.name].setdefault(here, []).append(position)
    return found


def calculations(
    facts: Sequence[Fact],
    linkbase: Linkbase,
    rounding: Rounding = "round",
    placed: Mapping[str, Mapping[Setting, Sequence[int]]] | None = None,
) -> list[Calculation]:
    """Every summation in every setting that reports its total and at least one contributor, none of them nil alone."""
    where = settings(facts) if placed is None else placed
    spans: dict[tuple[int, ...], Span | str] = {}
    found = []
    for summation in linkbase.summations:
        for setting, totals in where.get(summation.total, {}).items():
            items = [
                (tuple(where[name][setting]), weight)
                for name, weight in summation.items
                if setting in where.get(name, {})
            ]
            items = [(positions, weight) for positions, weight in items if not all(facts[p].nil for p in positions)]
            if items and not all(facts[p].nil for p in totals):
                found.append(_evaluated(facts, summation, setting, tuple(totals), tuple(items), rounding, spans))
    return found


def _evaluated(
    facts: Sequence[Fact],
    summation: Summation,
    setting: Setting,
    totals: tuple[int, ...],
    items: tuple[tuple[tuple[int, ...], Fraction], ...],
    rounding: Rounding,
    spans: dict[tuple[int, ...], Span | str],
) -> Calculation:
    """One calculation, judged. ``spans`` remembers what sets of facts came to."""
    computed = Span(0, 0)
    reported: Span | None = None
    for positions, weight in ((totals, Fraction(0)), *items):
        if positions not in spans:
            spans[positions] = agreed(facts, positions, rounding)
        one = spans[positions]
        if isinstance(one, str):
            return Calculation(summation, setting, totals, items, "not evaluated", reason=one)
        if reported is None:
            reported = one
        else:
            computed += one.weighted(weight)
    verdict: Verdict = "consistent" if reported is not None and reported.meets(computed) else "inconsistent"
    return Calculation(summation, setting, totals, items, verdict, reported, computed)


def agreed(facts: Sequence[Fact], positions: Sequence[int], rounding: Rounding = "round") -> Span | str:
    """The values that all facts of one name and setting allow; in words, why there are none."""
    name = facts[positions[0]].name
    if any(facts[p].nil for p in positions):
        return f"{name} is reported both with and without a value"
    if any(facts[p].mantissa is None for p in positions):
        return f"a value of {name} could not be read"
    if any(has_excess_digits(facts[p]) for p in positions):
        return f"{name} has digits beyond its declared place"
    whole = _common(facts, positions, rounding)
    return f"{name} is reported with values that contradict each other" if whole is None else whole


def repetitions(
    facts: Sequence[Fact], placed: Mapping[str, Mapping[Setting, Sequence[int]]] | None = None
) -> list[Repetition]:
    """Facts reported more than once, in file order of their first report."""
    found = []
    for by_setting in (settings(facts) if placed is None else placed).values():
        for positions in by_setting.values():
            if len(positions) < 2 or all(facts[p].nil for p in positions):
                continue
            values = {(facts[p].mantissa, facts[p].exponent, facts[p].decimals, facts[p].nil) for p in positions}
            kind: Kind = "complete"
            if len(values) > 1:
                kind = "inconsistent" if contradict(facts, positions) else "consistent"
            found.append(Repetition(tuple(positions), kind))
    return sorted(found, key=lambda repetition: repetition.facts)


def contradict(facts: Sequence[Fact], positions: Sequence[int]) -> bool:
    """Whether no one value explains all of them, rounding allowed for: values of equal decimals must be equal."""
    if any(facts[p].nil for p in positions):
        return not all(facts[p].nil for p in positions)
    readable = [p for p in positions if facts[p].mantissa is not None]
    return bool(readable) and (_common(facts, readable, "round") is None)


def _common(facts: Sequence[Fact], positions: Sequence[int], rounding: Rounding) -> Span | None:
    """The values that all of the facts, which have one each, allow; None where values of equal decimals differ."""
    whole: Span | None = span(facts[positions[0]], rounding)
    if len(positions) == 1:
        return whole
    values: dict[int | None, Exact] = {}
    for position in positions:
        fact = facts[position]
        value = scaled(fact.mantissa or 0, fact.exponent)
        if values.setdefault(fact.decimals, value) != value:
            return None
        whole = whole.common(span(fact, rounding)) if whole is not None else None
    return whole
