"""Several figures wrong at once: two that changed places, or the fewest whose change mends what no single one does."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import gcd

from auditor.diagnose.continuity import Continuity
from auditor.diagnose.decode import BROKEN, SETTLED, Explanation, explanations
from auditor.diagnose.docket import Docket, Reading
from auditor.diagnose.repair import MOST_FIGURES, MOST_ROWS, Row, repairs
from auditor.model.finding import Typo
from auditor.model.typist import SURPRISE, surprise

LEAST_EXCHANGED = 10  # smaller amounts change places by chance
NEAREST_ROWS = 3  # an amount strays no further up or down its column
CLOSE = 3.0  # bits between two repairs below which neither is chosen


@dataclass(frozen=True, slots=True)
class Joint:
    """Figures that are wrong together, as they may have been meant, and the failing identities that this settles."""

    readings: tuple[tuple[int, Reading, Typo], ...]
    settles: tuple[int, ...]
    weight: float  # bits, as of an `Explanation`


def exchanges(docket: Docket, open_positions: Sequence[int]) -> list[Joint]:
    """Pairs of figures, in one row or near one another in one column, that settle two failures by changing places."""
    asked = _asked(docket, open_positions)
    printed: dict[tuple[int | None, int, int], list[int]] = defaultdict(list)
    for figure in asked:
        one = docket.figures[figure]
        printed[one.table, one.mantissa or 0, one.exponent].append(figure)
    found = []
    for figure, wishes in asked.items():
        one = docket.figures[figure]
        for wished in wishes:
            for other in printed.get((one.table, wished, one.exponent), ()):
                if figure < other and _neighbours(docket, figure, other) and (one.mantissa or 0) in asked[other]:
                    joint = _exchanged(docket, figure, other, open_positions)
                    if joint is not None:
                        found.append(joint)
    return sorted(found, key=lambda joint: (-joint.weight, joint.readings[0][0]))


def _asked(docket: Docket, open_positions: Sequence[int]) -> dict[int, set[int]]:
    """For each figure of the failing sums, the amounts that one of them asks for."""
    asked: dict[int, set[int]] = defaultdict(set)
    for position in open_positions:
        if _is_sum(docket, position):
            for figure in docket.identities[position].members:
                printed = docket.figures[figure]
                change = docket.exact_change(position, figure)
                if change and printed.mantissa is not None and abs(printed.mantissa) >= LEAST_EXCHANGED:
                    asked[figure].add(printed.mantissa + change)
    return asked


def _is_sum(docket: Docket, position: int) -> bool:
    """Not a tie: two facts of like name differ by another amount of their table often enough."""
    identity = docket.identities[position]
    return identity.form == "linear" and len(identity.figures) > 2 and identity.origin not in ("tie", "prose")


def _neighbours(docket: Docket, figure: int, other: int) -> bool:
    one, two = docket.figures[figure], docket.figures[other]
    if one.table is None or one.row is None or two.row is None:
        return False
    return one.row == two.row or (one.column == two.column and abs(one.row - two.row) <= NEAREST_ROWS)


def _exchanged(docket: Docket, figure: int, other: int, open_positions: Sequence[int]) -> Joint | None:
    one, two = docket.figures[figure], docket.figures[other]
    readings = {
        figure: Reading(two.mantissa or 0, one.exponent),
        other: Reading(one.mantissa or 0, two.exponent),
    }
    settles, broken = _outcome(docket, readings, open_positions)
    if len(settles) < 2:
        return None
    weight = SETTLED * len(settles) - BROKEN * broken - SURPRISE["swap"]
    return Joint(tuple((at, reading, "swap") for at, reading in readings.items()), settles, weight)


def _outcome(
    docket: Docket, readings: Mapping[int, Reading], open_positions: Sequence[int]
) -> tuple[tuple[int, ...], int]:
    """(failing identities that hold by the readings, how many of those that hold they break)."""
    wanted = set(open_positions)
    failing = sorted({p for figure in readings for p in docket.violated[figure] if p in wanted and docket.is_linear(p)})
    holding = {p for figure in readings for p in docket.held[figure] if docket.is_linear(p)}
    settles = tuple(p for p in failing if docket.holds_with(p, readings))
    return settles, sum(not docket.holds_with(p, readings) for p in holding)


def mended(docket: Docket, group: Sequence[int], continuity: Continuity) -> list[Joint]:
    """The smallest repairs of a group of failing sums, weightiest first; only such as consist of slips."""
    members = {figure for position in group for figure in docket.identities[position].members}
    if not all(map(docket.is_linear, group)) or any(docket.figures[figure].mantissa is None for figure in members):
        return []
    held = {p for figure in members for p in docket.held[figure] if docket.is_linear(p)}
    if len(group) + len(held) > MOST_ROWS or len(members) > MOST_FIGURES:
        return []
    base = min(docket.figures[figure].exponent for figure in members)
    rows = [_row(docket, position, members, base, position in held) for position in (*group, *sorted(held))]
    found = []
    for changes in repairs([row for row in rows if row.moves]):
        readings = {
            figure: Reading((docket.figures[figure].mantissa or 0) + change, docket.figures[figure].exponent)
            for figure, change in changes.items()
        }
        settles, broken = _outcome(docket, readings, group)
        slips = list(_slips(docket, readings, continuity))
        if settles and not broken and all(typo != "other" for _, typo, _ in slips):
            weight = SETTLED * len(settles) - sum(bits for *_, bits in slips)
            found.append(Joint(tuple((figure, readings[figure], typo) for figure, typo, _ in slips), settles, weight))
    return sorted(found, key=lambda joint: (-joint.weight, [at for at, *_ in joint.readings]))


def overlapping(docket: Docket, group: Sequence[int], first: Explanation, continuity: Continuity) -> list[Joint]:
    """Second figures that make another failing sum hold once the first is mended, though no slip alone explains it.

    A misprinted total hides by how much its own parts fail: 63 too much under a total 540 too much is 477 too little.
    Weightiest first; all settle the same first such sum.
    """
    if first.reading.exponent != docket.figures[first.figure].exponent:
        return []
    for position in group:
        if position in first.settles or not _is_sum(docket, position) or not docket.coefficient(position, first.figure):
            continue
        alone = explanations(docket, [position], continuity)
        if alone and alone[0].typo not in ("other", "stale") and not alone[0].breaks:
            continue  # a repeated amount may have been anything, which tells little against two slips that fit
        found = [
            joint
            for figure in docket.identities[position].members
            if figure != first.figure
            and (joint := _second(docket, position, figure, group, first, continuity)) is not None
        ]
        if found:
            return sorted(found, key=lambda joint: (-joint.weight, joint.readings[1][0]))
    return []


def _second(
    docket: Docket, position: int, figure: int, group: Sequence[int], first: Explanation, continuity: Continuity
) -> Joint | None:
    """The first reading together with the value of ``figure`` that makes the sum exact, where that is a slip."""
    printed, balance = docket.figures[figure], docket.balance(position)
    place = docket.figures[first.figure].exponent - balance.exponent
    moved = (first.reading.mantissa - (docket.figures[first.figure].mantissa or 0)) * 10**place
    left = balance.twice + 2 * docket.coefficient(position, first.figure) * moved
    step = 2 * docket.coefficient(position, figure) * 10 ** (printed.exponent - balance.exponent)
    if printed.mantissa is None or not left or step == 0 or left % step:
        return None
    readings = {first.figure: first.reading, figure: Reading(printed.mantissa - left // step, printed.exponent)}
    settles, broken = _outcome(docket, readings, group)
    slips = list(_slips(docket, readings, continuity))
    if broken or position not in settles or any(typo == "other" for _, typo, _ in slips):
        return None
    weight = SETTLED * len(settles) - sum(bits for *_, bits in slips)
    return Joint(tuple((at, readings[at], typo) for at, typo, _ in slips), settles, weight)


def _slips(
    docket: Docket, readings: Mapping[int, Reading], continuity: Continuity
) -> Iterator[tuple[int, Typo, float]]:
    for figure, reading in readings.items():
        printed = docket.figures[figure].mantissa or 0
        typo, bits = surprise(printed, reading.mantissa)
        yield figure, typo, bits + continuity.surprise(figure, reading.mantissa) - continuity.surprise(figure, printed)


def _row(docket: Docket, position: int, members: set[int], base: int, held: bool) -> Row:
    """The sum in whole units of 10 ** base, doubled; one that fails is to hold exactly, where all print one place."""
    balance = docket.balance(position)
    identity = docket.identities[position]
    scale = 10 ** max(0, balance.exponent - base)
    finer = 10 ** max(0, base - balance.exponent)  # a sum with members outside the group may be finer than they
    moves = {
        figure: 2 * docket.coefficient(position, figure) * 10 ** (docket.figures[figure].exponent - base) * finer
        for figure in identity.members
        if figure in members
    }
    exact = not held and len({docket.figures[figure].exponent for figure in identity.members}) == 1
    off, slack = balance.twice * scale, 0 if exact else balance.tolerance * scale
    shared = gcd(off, slack, *moves.values()) or 1
    return Row(off // shared, slack // shared, {figure: move // shared for figure, move in moves.items()})


def better(joint: Joint, ranked: Sequence[Explanation]) -> bool:
    """Whether the figures together explain their failures better than the best single figures, one after another."""
    left, alone = set(joint.settles), 0.0
    for explanation in ranked:
        if left & set(explanation.settles):
            alone += explanation.weight
            left -= set(explanation.settles)
    return bool(left) or joint.weight > alone
