"""Exact arithmetic of identities over figures: the residual, what rounding allows, and the verdict.

Linear relations are evaluated in integers at the finest printed place of their members; ratios in exact fractions.
Tolerance is earned: half a unit in the last printed place of each member, nothing else.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from functools import lru_cache

from auditor.model.figure import Figure
from auditor.model.identity import Form, Status


class Outcome:
    """What an evaluation gave: ``status``, ``residual`` and ``tolerance`` (both Decimal, in the figures' unit)."""

    __slots__ = ("residual", "status", "tolerance")

    def __init__(self, status: Status, residual: Decimal | None, tolerance: Decimal | None) -> None:
        self.status: Status = status
        self.residual = residual
        self.tolerance = tolerance


UNREADABLE = Outcome("skipped", None, None)


def residual_units(
    figures: Sequence[Figure], members: Sequence[int], coefficients: Sequence[int], form: Form = "linear"
) -> tuple[int, int, int] | None:
    """(twice the residual, twice the tolerance, exponent): integers in units of 10 ** exponent.

    Doubled, so that half units in the last place stay whole. None when a member is unreadable. One fact printed
    twice to the same place ("equal") was rounded once: nothing is allowed for.

    >>> # 35 (thousands) against 34,944: residual 56, tolerance 500.5 → (112, 1001, 0)
    """
    base = figures[members[0]].exponent
    residual = tolerance = 0
    for i, coefficient in zip(members, coefficients, strict=True):
        figure = figures[i]
        if figure.mantissa is None:
            return None
        if figure.exponent != base:  # most relations stay within one table, and so at one place
            return _mixed_units(figures, members, coefficients)
        residual += coefficient * figure.mantissa
        tolerance += coefficient if coefficient > 0 else -coefficient
    return 2 * residual, 0 if form == "equal" else tolerance, base


def _mixed_units(
    figures: Sequence[Figure], members: Sequence[int], coefficients: Sequence[int]
) -> tuple[int, int, int] | None:
    """`residual_units` of members printed to different places."""
    base = min(figures[i].exponent for i in members)
    twice_residual = twice_tolerance = 0
    for i, coefficient in zip(members, coefficients, strict=True):
        figure = figures[i]
        if figure.mantissa is None:
            return None
        place = 10 ** (figure.exponent - base)
        twice_residual += 2 * coefficient * figure.mantissa * place
        twice_tolerance += abs(coefficient) * place
    return twice_residual, twice_tolerance, base


def balanced(units: tuple[int, int, int] | None) -> Status:
    """The verdict on what `residual_units` gave."""
    if units is None:
        return "skipped"
    return "holds" if -units[1] <= units[0] <= units[1] else "violated"


def outcome_of(units: tuple[int, int, int] | None) -> Outcome:
    """What `residual_units` gave, with residual and tolerance in the figures' unit."""
    if units is None:
        return UNREADABLE
    residual, tolerance, base = units
    return Outcome(balanced(units), _halved(residual, base), _halved(tolerance, base))


def evaluate_linear(
    figures: Sequence[Figure], members: Sequence[int], coefficients: Sequence[int], form: Form = "linear"
) -> Outcome:
    """Σ coefficients × figures = 0, within rounding."""
    return outcome_of(residual_units(figures, members, coefficients, form))


@lru_cache(maxsize=4096)  # most residuals are nothing, and most tolerances alike
def _halved(twice: int, exponent: int) -> Decimal:
    """Half of an integer times 10 ** exponent, exactly."""
    if twice % 2:
        return Decimal(twice * 5).scaleb(exponent - 1)
    return Decimal(twice // 2).scaleb(exponent) if twice else Decimal(0)


def quotient_scale(coefficients: Sequence[int], total: Figure) -> tuple[int, int]:
    """By what a quotient is multiplied before it is printed, over what it is divided: 100 for a percentage, else 1,
    times what the coefficients say. (100, 1) is a percentage whose column does not say so; (1, 100) a 0.125 under the
    head "%"."""
    hundredfold = 100 if total.unit == "percent" else 1
    if len(coefficients) < 2:
        return hundredfold, 1
    return hundredfold * coefficients[0], coefficients[1]


def evaluate_quotient(
    figures: Sequence[Figure], form: Form, members: Sequence[int], total: int, coefficients: Sequence[int] = ()
) -> Outcome:
    """Ratio or change: the printed total's interval must meet the quotient's interval.

    Residual and tolerance are the distance of their middles and the sum of their half widths, as whole numbers over
    one denominator; the intervals meet where the one is no more than the other.
    """
    over, under, result = figures[members[0]], figures[members[1]], figures[total]
    if over.mantissa is None or result.mantissa is None or not under.mantissa:  # about zero nothing can be divided
        return UNREADABLE
    sign = 1 if under.mantissa > 0 else -1
    top, bottom = 2 * sign * over.mantissa, 2 * sign * under.mantissa  # in half units; ± 1 is the interval's end
    low, low_by = top - 1, bottom + (1 if top > 0 else -1)
    high, high_by = top + 1, bottom + (1 if top < 0 else -1)
    numerator, denominator = quotient_scale(coefficients, result)
    if denominator < 0:
        numerator, denominator = -numerator, -denominator
    coarser, finer = _powers(over.exponent - under.exponent)
    less = finer if form == "change" else 0
    lowest = (low * coarser - low_by * less) * numerator * high_by
    highest = (high * coarser - high_by * less) * numerator * low_by
    place, part = _powers(result.exponent)
    shared = low_by * high_by * finer * denominator
    residual = 2 * result.mantissa * place * shared - part * (lowest + highest)
    slack = part * abs(highest - lowest) + place * shared
    status: Status = "holds" if abs(residual) <= slack else "violated"
    whole = 2 * shared * part
    return Outcome(status, _rounded(residual, whole), _rounded(slack, whole))


def _powers(exponent: int) -> tuple[int, int]:
    """10 ** exponent as a fraction of whole numbers."""
    return (10**exponent, 1) if exponent >= 0 else (1, 10**-exponent)


def evaluate_average(figures: Sequence[Figure], members: Sequence[int], total: int) -> Outcome:
    """The total is the mean of the members."""
    count = len(members)
    return evaluate_linear(figures, (*members, total), (*(1 for _ in members), -count))


def evaluate_bound(figures: Sequence[Figure], members: Sequence[int], coefficients: Sequence[int] = (1, -1)) -> Outcome:
    """The first member's lowest true value must not exceed the second's highest, each times its coefficient."""
    units = residual_units(figures, members, coefficients)
    if units is None:
        return UNREADABLE
    excess, slack, base = units
    place, part = _powers(base)
    return Outcome(bounded(units), _rounded(excess * place, 2 * part), _rounded(slack * place, 2 * part))


def bounded(units: tuple[int, int, int]) -> Status:
    """The verdict on a part less its whole, as `residual_units` gives it: above zero only within rounding."""
    return "holds" if units[0] <= units[1] else "violated"


def _rounded(numerator: int, denominator: int) -> Decimal:
    """A fraction as a Decimal of at most 12 significant digits, for display only (never for a verdict)."""
    exact = Decimal(numerator) / Decimal(denominator)
    return Decimal(f"{exact:.12g}")


def status_of(
    figures: Sequence[Figure], form: Form, members: Sequence[int], coefficients: Sequence[int], total: int | None
) -> Status:
    """The verdict alone, in integers: what the weighing of many candidates needs."""
    if form in ("linear", "equal"):
        return balanced(residual_units(figures, members, coefficients, form))
    if form in ("ratio", "change") and total is not None:
        return status_of_quotient(form, figures[members[0]], figures[members[1]], figures[total], coefficients)
    if form == "average" and total is not None:
        return balanced(residual_units(figures, (*members, total), (*(1 for _ in members), -len(members))))
    return evaluate(figures, form, members, coefficients, total).status


def status_of_quotient(form: Form, over: Figure, under: Figure, total: Figure, coefficients: Sequence[int]) -> Status:
    """Whether total × under, as intervals, meets over: the quotient's test without a division.

    Of a change it is the total and one whole, in the total's own scale, that is multiplied.
    """
    if over.mantissa is None or under.mantissa is None or total.mantissa is None or not under.mantissa:
        return "skipped"
    numerator, denominator = quotient_scale(coefficients, total)
    # Everything in half units of 10 ** base, the divisor in half units of its own place: twice each mantissa, ± 1, is
    # the interval's end.
    base = min(total.exponent, 0)
    place = 10 ** (total.exponent - base)
    printed = 2 * total.mantissa * place * denominator
    if form == "change":
        printed += 2 * numerator * 10**-base
    half = place * denominator
    products = [(printed + a) * (2 * under.mantissa + b) for a in (-half, half) for b in (-1, 1)]
    shift = base + under.exponent - over.exponent
    left, right = (10**shift, 2 * numerator) if shift >= 0 else (1, 2 * numerator * 10**-shift)
    low, high = min(products) * left, max(products) * left
    ends = sorted(((2 * over.mantissa - 1) * right, (2 * over.mantissa + 1) * right))
    return "holds" if low <= ends[1] and ends[0] <= high else "violated"


def is_rounded_from(form: Form, over: Figure, under: Figure, total: Figure, coefficients: Sequence[int]) -> bool:
    """Whether a readable quotient or change is just what its figures give as printed, rounded to its last place."""
    over_units, under_units, total_units = over.mantissa or 0, under.mantissa or 0, total.mantissa or 0
    base = min(over.exponent, under.exponent)
    top, bottom = over_units * 10 ** (over.exponent - base), under_units * 10 ** (under.exponent - base)
    numerator, denominator = quotient_scale(coefficients, total)
    wanted = numerator * (top - (bottom if form == "change" else 0))
    finer = 10 ** max(0, -total.exponent)
    place = denominator * bottom * 10 ** max(0, total.exponent)
    # |total × place − wanted| is at most half a place, everything brought to whole numbers
    return bool(2 * abs(total_units * place - wanted * finer) <= abs(place))


def evaluate(
    figures: Sequence[Figure], form: Form, members: Sequence[int], coefficients: Sequence[int], total: int | None
) -> Outcome:
    """Evaluate any form but a one-figure bound (whose finder judges it itself)."""
    if form in ("linear", "equal"):
        return evaluate_linear(figures, members, coefficients, form)
    if form == "bound":
        return evaluate_bound(figures, members, coefficients)
    if total is None:
        raise ValueError(f"an identity of form {form!r} needs a total")
    if form == "average":
        return evaluate_average(figures, members, total)
    return evaluate_quotient(figures, form, members, total, coefficients)
