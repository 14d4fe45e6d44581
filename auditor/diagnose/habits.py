"""The filing's habits: where every other total foots to the last digit, one that is off by two is worth a word.

Rounding explains a difference of a few units in a sum of rounded parts, so it is never an error. But companies whose
totals foot exactly everywhere adjust their roundings, and then an inexact total is a slip as often as not: *info*.

The other way about, a table that prints 73.30000 for 73.3 throughout is rounded where its zeros begin, and not where
they end: what such rounding explains is no failure.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from decimal import Decimal

from auditor.diagnose.docket import Docket, Reading
from auditor.model.figure import Figure
from auditor.model.identity import Identity

FEWEST = 12  # exact sums from which one may speak of a habit
EXCEPTIONS = 0.05  # of inexact sums a habit survives
FREE = 2  # or so many: one slip may stand in two sums


def inexact(figures: Sequence[Figure], identities: Sequence[Identity]) -> list[int]:
    """Positions of sums that hold only within rounding, in a filing whose sums otherwise hold to the digit.

    Only sums of three members or more, all printed to the same place, tell: a coarser witness never holds exactly.
    """
    telling = [
        position
        for position, identity in enumerate(identities)
        if identity.form == "linear"
        and identity.status == "holds"
        and identity.standing == "confirmed"
        and len(identity.figures) >= 3
        and len({figures[f].exponent for f in identity.figures if not figures[f].nil}) == 1
    ]
    off = [position for position in telling if identities[position].residual]
    exact = len(telling) - len(off)
    return off if exact >= FEWEST and len(off) <= max(FREE, EXCEPTIONS * exact) else []


def rounded_coarser(figures: Sequence[Figure], identities: Sequence[Identity], failing: Sequence[int]) -> set[int]:
    """Those positions of failing sums that rounding explains at the place to which their table's figures are rounded.

    Every figure of the table that has the unit must end in zeros beyond that place, and there must be many.
    """
    tables = {figures[f].table for position in failing for f in identities[position].members}
    digits: dict[tuple[int | None, str | None], list[int]] = defaultdict(list)
    for figure in figures:
        if figure.mantissa and figure.table is not None and figure.table in tables:
            digits[figure.table, figure.unit].append(figure.exponent + _idle_zeros(figure.mantissa))
    places = {key: min(found) for key, found in digits.items() if len(found) >= FEWEST}
    return {position for position in failing if _within(figures, identities[position], places)}


def _idle_zeros(mantissa: int) -> int:
    text = str(mantissa)
    return len(text) - len(text.rstrip("0"))


def _within(figures: Sequence[Figure], identity: Identity, places: Mapping[tuple[int | None, str | None], int]) -> bool:
    """Whether the residual is no more than half a unit for each member, were all rounded to their tables' places."""
    if identity.form != "linear" or identity.residual is None:
        return False
    slack = Decimal(0)
    for index, coefficient in zip(identity.figures, identity.coefficients, strict=True):
        figure = figures[index]
        place = max(places.get((figure.table, figure.unit), figure.exponent), figure.exponent)
        slack += abs(coefficient) * Decimal(1).scaleb(place)
    return 2 * abs(identity.residual) <= slack


def shared_slips(docket: Docket, off: Sequence[int]) -> list[tuple[int, Reading, tuple[int, ...]]]:
    """(figure, reading, positions): figures by one and the same change of which two or more inexact sums hold exactly.

    Each sum alone may be rounding; that one figure stands in both, is off by the same in both, and in no sum that is
    exact, is no accident of rounding.
    """
    standing: dict[int, list[int]] = defaultdict(list)
    for position in off:
        for figure in docket.identities[position].members:
            standing[figure].append(position)
    found = []
    for figure, positions in standing.items():
        changes = {docket.exact_change(position, figure) for position in positions}
        if len(positions) < 2 or len(changes) != 1 or None in changes:
            continue
        if any(docket.is_linear(p) and p not in off and docket.balance(p).twice == 0 for p in docket.held[figure]):
            continue
        printed = docket.figures[figure]
        change = changes.pop()
        if change and printed.mantissa is not None:
            found.append((figure, Reading(printed.mantissa + change, printed.exponent), tuple(positions)))
    return found
