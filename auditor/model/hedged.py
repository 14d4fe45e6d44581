"""What a hedged number stands for: "about $8.3 million", "nearly doubled", "more than nine-fold".

Rounding is allowed for as always; the hedge widens the interval on the side that its words name. How far is a matter
of what such words still mean, not of arithmetic: one unit of the last digit that is no mere zero, and for what is
told by one or two digits never more than a fifth downwards.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from auditor.model.figure import Figure
from auditor.model.identity import Form, Status
from auditor.model.interval import Interval

ANYTHING = 1000  # times the number: "at least" says nothing of how much more
FAR = Fraction(1, 5)  # "nearly fifty" is not said below 40; "more than nine-fold" not above 10.8


def told(figure: Figure, hedge: str | None) -> Interval:
    """Every true value that such words would be said of. Raises ValueError for an unreadable figure.

    >>> # "nearly doubled" (2) → 1.5 to 2.5; "about $8.3 million" → 8.2 to 8.4 million; "more than 53,000" → to 63,600
    """
    plain = Interval.of(figure)
    if hedge is None or not figure.mantissa:
        return plain
    size = abs(figure.mantissa) * Fraction(10) ** figure.exponent
    unit = _telling_unit(figure)
    half = Fraction(10) ** figure.exponent / 2
    if hedge == "about":
        below = above = max(half, min(unit, size * FAR))
    elif hedge == "under":
        below, above = max(half, min(unit, size * FAR)), half
    elif hedge == "over":
        below, above = half, max(unit, size * FAR)
    else:
        below, above = (size, half) if hedge == "most" else (half, size * ANYTHING)
    widened = Interval(size - below, size + above)
    return widened if figure.mantissa > 0 else -widened


def _telling_unit(figure: Figure) -> Fraction:
    """The place of the last digit that is no trailing zero: thousands of "53,000"."""
    digits = str(abs(figure.mantissa or 0))
    zeros = 0 if "." in figure.text else len(digits) - len(digits.rstrip("0"))
    return Fraction(10) ** (figure.exponent + zeros)


def status_of_hedged(
    figures: Sequence[Figure],
    form: Form,
    members: Sequence[int],
    coefficients: Sequence[int],
    total: int,
    hedge: str | None,
) -> Status:
    """The verdict on a relation whose ``total`` is hedged: whether what its members admit meets what it was told as."""
    if any(figures[i].mantissa is None for i in (*members, total)):
        return "skipped"
    admitted = computed(figures, form, members, coefficients, total)
    if admitted is None:
        return "skipped"
    return "holds" if admitted.meets(told(figures[total], hedge)) else "violated"


def computed(
    figures: Sequence[Figure], form: Form, members: Sequence[int], coefficients: Sequence[int], total: int
) -> Interval | None:
    """What the other members admit for the total, in its own unit; None where a divisor may be zero."""
    from auditor.model.arithmetic import quotient_scale

    if form == "linear":
        whole = Interval(Fraction(0), Fraction(0))
        own = 0
        for i, coefficient in zip(members, coefficients, strict=True):
            if i == total:
                own += coefficient
            else:
                whole = whole + Interval.of(figures[i]).scaled(coefficient)
        return whole.scaled(Fraction(-1, own)) if own else None
    over, under = Interval.of(figures[members[0]]), Interval.of(figures[members[1]])
    if under.low <= 0 <= under.high:
        return None
    numerator, denominator = quotient_scale(coefficients, figures[total])
    quotient = over / under
    if form == "change":
        quotient = quotient - Interval(Fraction(1), Fraction(1))
    return quotient.scaled(Fraction(numerator, denominator))
