"""The filing's habits: where every other total foots to the last digit, one that is off by two is worth a word.

Rounding explains a difference of a few units in a sum of rounded parts, so it is never an error. But companies whose
totals foot exactly everywhere adjust their roundings, and then an inexact total is a slip as often as not: *info*.
Where rounding is less likely still than a misprint, since a hundred other sums are exact and the difference is wide for
the few parts there are, it is a *warning*: see `improbable`.

The other way about, a table that prints 73.30000 for 73.3 throughout is rounded where its zeros begin, and not where
they end: what such rounding explains is no failure.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from decimal import Decimal
from math import erfc, log2, sqrt

from auditor.diagnose.docket import Docket, Reading
from auditor.model.figure import Figure
from auditor.model.identity import Identity

FEWEST = 12  # exact sums from which one may speak of a habit
EXCEPTIONS = 0.05  # of inexact sums a habit survives
FREE = 2  # or so many: one slip may stand in two sums
IMPROBABLE = 10.0  # bits from which rounding explains a difference less well than a misprint does
LEAST_UNITS = 2  # one unit is every rounding's
ESTABLISHED = 12.0  # bits that a sum must be worth by itself, to be held to the last digit
OWN = ("structure", "catalogue")  # sums within one table: what ties two tables is rounded in each by itself
LEAST_CHANCE = 1e-9


def inexact(figures: Sequence[Figure], identities: Sequence[Identity]) -> list[int]:
    """Positions of sums that hold only within rounding, in a filing whose sums otherwise hold to the digit.

    Only sums of three members or more, all printed to the same place, tell: a coarser witness never holds exactly.
    """
    telling = [position for position, identity in enumerate(identities) if _is_telling(figures, identity)]
    off = [position for position in telling if identities[position].residual]
    exact = len(telling) - len(off)
    return off if exact >= FEWEST and len(off) <= max(FREE, EXCEPTIONS * exact) else []


def improbable(figures: Sequence[Figure], identities: Sequence[Identity]) -> tuple[set[int], frozenset[int]]:
    """(doubted, exacting): sums whose small difference rounding hardly explains, and sums that hold to the digit.

    How improbable it is that rounding left the difference is counted in bits: how seldom this filing's own sums are
    inexact (log2 of the exact ones over those elsewhere that are not), and how seldom so few roundings, evenly spread
    and independent, would add to so much.
    """
    telling = [
        position
        for position, identity in enumerate(identities)
        if _is_telling(figures, identity) and identity.origin in OWN and not _is_per_unit(figures, identity)
    ]
    off = [position for position in telling if identities[position].residual]
    exact = len(telling) - len(off)
    if exact < FEWEST or not off or len(off) > max(FREE, EXCEPTIONS * exact):
        return set(), frozenset()
    doubted = set()
    shapes = Counter(shape for position in off for shape in _shapes(figures, identities[position]))
    for position in off:
        identity = identities[position]
        members = {f for f in identity.figures if not figures[f].nil}
        others = sum(members.isdisjoint(identities[p].figures) for p in off)
        units = _units_off(figures, identity)
        if units < LEAST_UNITS or len(members) < 3 or identity.bits < ESTABLISHED:
            continue
        if max(shapes[shape] for shape in _shapes(figures, identity)) > 1 or _is_misbuilt(figures, identity):
            continue
        if log2((exact + 1) / (others + 1)) + _chance_bits(units, len(members)) >= IMPROBABLE:
            doubted.add(position)
    return doubted, frozenset(doubted | {p for p in telling if not identities[p].residual})


def _is_telling(figures: Sequence[Figure], identity: Identity) -> bool:
    """Whether it is an established sum of three members or more, all printed to one place, that holds."""
    return (
        identity.form == "linear"
        and identity.origin != "prose"  # what a sentence rounds is no sum of a table
        and identity.status == "holds"
        and identity.standing == "confirmed"
        and len(identity.figures) >= 3
        and len({figures[f].exponent for f in identity.figures if not figures[f].nil}) == 1
    )


def _is_per_unit(figures: Sequence[Figure], identity: Identity) -> bool:
    """Amounts for each share or ton are divided one by one, and nobody adjusts them to add up."""
    return any("/" in (figures[f].unit or "") for f in identity.figures)


def _shapes(figures: Sequence[Figure], identity: Identity) -> list[tuple[object, ...]]:
    """The relation as one of rows and as one of columns: off in two of its columns, it hardly applies."""
    members = [figures[f] for f in identity.figures]
    table = members[0].table
    return [(table, "rows", *(f.row for f in members)), (table, "columns", *(f.column for f in members))]


def _is_misbuilt(figures: Sequence[Figure], identity: Identity) -> bool:
    """Whether the relation, rather than a figure, is likelier wrong.

    What is missing or too much may be a small part counted twice or left out; and columns of no declared total may
    agree within rounding by chance.
    """
    if any(abs(figures[f].value or 0) == abs(identity.residual or 0) for f in identity.figures):
        return True
    return identity.check == "FT102" and not any(why.startswith("column headed") for why in identity.evidence)


def _units_off(figures: Sequence[Figure], identity: Identity) -> int:
    """The residual in units of the last printed place."""
    place = min(figures[f].exponent for f in identity.figures)
    return int(abs(identity.residual or Decimal(0)).scaleb(-place))


def _chance_bits(units: int, members: int) -> float:
    """How improbable so large a sum of independent roundings is, in bits (a twelfth of a squared unit for each)."""
    chance = erfc((units - 0.5) / sqrt(members / 6))
    return -log2(max(chance, LEAST_CHANCE))


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
    inexact_ones = frozenset(off)
    standing: dict[int, list[int]] = defaultdict(list)
    for position in off:
        for figure in docket.identities[position].members:
            standing[figure].append(position)
    found = []
    for figure, positions in standing.items():
        changes = {docket.exact_change(position, figure) for position in positions}
        if len(positions) < 2 or len(changes) != 1 or None in changes:
            continue
        if any(
            docket.is_linear(p) and p not in inexact_ones and docket.balance(p).twice == 0 for p in docket.held[figure]
        ):
            continue
        printed = docket.figures[figure]
        change = changes.pop()
        if change and printed.mantissa is not None:
            found.append((figure, Reading(printed.mantissa + change, printed.exponent), tuple(positions)))
    return found
