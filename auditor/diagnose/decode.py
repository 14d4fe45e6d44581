"""Diagnosis is decoding: which single figure, read otherwise, explains the identities that fail?

A wrong figure shifts the residual of every identity it stands in. For each figure of a failing identity, every value
one slip of a typist away from the printed one, and every value that would make the identity hold, is tried. A reading
is the better

* the more failing identities it settles, and the more exactly;
* the fewer it breaks that hold as printed;
* the more latent relations come to hold by it (independent witnesses nobody would have reported);
* the commoner the slip it supposes, and the nearer it stands to the same row's other periods.

All are weighed in bits, so confidences follow from the sums.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import log, log2

from auditor.diagnose.continuity import Continuity
from auditor.diagnose.docket import Docket, Reading
from auditor.diagnose.slips import meant
from auditor.identify.misprints import digits_too_many, typed_once
from auditor.model.finding import Typo
from auditor.model.typist import SURPRISE, slip, surprise

SETTLED = 10.0  # bits for each failing identity that a reading settles
BROKEN = 12.0  # bits against, for each identity it would break that holds as printed
INEXACT = 2.5  # bits against a repair that holds only within rounding, where documents foot to the digit
LATENT_ODDS = 4.0  # bits a latent relation must be worth before its hold speaks for a reading
SENTENCE_ODDS = 1.5  # bits a sentence's amount must be worth, bound to its line by words and period
RETOLD = 4.0  # bits: sentences retell tables by hand, and go wrong oftener
NEARNESS = 4.0  # at most so many bits for bringing like-named facts nearer, or against drawing them apart
CONTINUITY = 8.0  # at most so many bits for standing better beside the row's other amounts, or against standing worse
UNGROUPED = 6.0  # bits: four digits without a comma, in a table that groups, look mistyped by themselves
NEAR = 20  # a like-named fact says something within a twentieth of its size
MOST_INVOLVED = 512  # figures of failing identities; of more, those that one slip would mend are asked first
NARROW = 64  # up to so many whole values in an interval are looked at one by one


@dataclass(frozen=True, slots=True)
class Explanation:
    """One figure read otherwise: what that settles, what it breaks, and its weight in bits."""

    figure: int
    reading: Reading
    typo: Typo
    settles: tuple[int, ...]
    witnesses: tuple[int, ...]
    breaks: tuple[int, ...]
    weight: float


def explanations(docket: Docket, open_positions: Sequence[int], continuity: Continuity) -> list[Explanation]:
    """The best explanation by each figure of the open (failing) identities, weightiest first."""
    wanted = set(open_positions)
    involved = {f for position in open_positions for f in docket.identities[position].members}
    if len(involved) > MOST_INVOLVED:
        involved = {f for position in open_positions for f in _mistyped(docket, position)}
    found = []
    for figure in sorted(involved):
        if docket.figures[figure].mantissa is None:
            continue
        # What explains a figure changes only with those of its own failures that are open.
        asked = figure, *(position for position in docket.violated[figure] if position in wanted)
        if asked not in docket.explained:
            docket.explained[asked] = _best(docket, figure, wanted, continuity)
        best = docket.explained[asked]
        if best is not None:
            found.append(best)
    return sorted(found, key=lambda e: (-e.weight, e.figure))


def _mistyped(docket: Docket, position: int) -> Iterator[int]:
    """The members of a failing identity that one slip would mend, and those that stand in another identity too."""
    for figure in docket.identities[position].members:
        printed = docket.figures[figure].mantissa
        if printed is None:
            continue
        change = docket.exact_change(position, figure) if docket.is_linear(position) else 0
        shared = docket.held[figure] or docket.latent[figure] or len(docket.violated[figure]) > 1
        if shared or change is None or not change or slip(printed, printed + change):
            yield figure


def _best(docket: Docket, figure: int, wanted: set[int], continuity: Continuity) -> Explanation | None:
    """The weightiest explanation by one figure, the first of equals."""
    explained = (explain(docket, figure, reading, wanted, continuity) for reading in readings(docket, figure, wanted))
    return max((one for one in explained if one is not None), key=lambda one: one.weight, default=None)


def readings(docket: Docket, figure: int, wanted: set[int]) -> Iterator[Reading]:
    """Values of the figure worth trying: those that failing identities ask for, and those one slip away."""
    printed = docket.figures[figure]
    mantissa = printed.mantissa or 0
    seen: set[int] = set()
    wide = False
    for position in docket.violated[figure]:
        if position not in wanted:
            continue
        identity = docket.identities[position]
        if identity.form == "bound" and len(identity.figures) == 1:
            if identity.meant is not None:
                yield Reading(*identity.meant)
            elif identity.origin != "linkbase":  # a tag that is wrong says nothing of the print
                yield from _reprinted(docket, figure)
            continue
        if not docket.is_linear(position):
            wide = True
            if identity.form == "bound":
                yield from _reprinted(docket, figure)
            continue
        balance = docket.balance(position)
        step = 2 * docket.coefficient(position, figure) * 10 ** (printed.exponent - balance.exponent)
        if step == 0:
            continue
        if balance.twice % step == 0:
            seen.add(mantissa - balance.twice // step)
        wanted_change = -balance.twice if step > 0 else balance.twice
        least = -((balance.tolerance - wanted_change) // abs(step))  # ceiling
        most = (balance.tolerance + wanted_change) // abs(step)
        if most - least <= NARROW:
            seen.update(range(mantissa + least, mantissa + most + 1))
        else:
            wide = True
    if wide:
        seen.update(meant(mantissa))
        if printed.places == 3:  # a point struck for the comma of thousands
            yield Reading(mantissa, printed.exponent + 3)
    seen.discard(mantissa)
    for value in sorted(seen):
        yield Reading(value, printed.exponent)


def _reprinted(docket: Docket, figure: int) -> Iterator[Reading]:
    """The figure as it may have been meant to be printed: without its scale word, or with its commas and brackets."""
    printed = docket.figures[figure]
    if printed.mantissa is None:
        return
    usual = docket.usual_place(figure)
    if usual is not None:
        yield from _at_usual_place(docket, figure, usual)
        return
    if docket.lost_grouping(figure):
        yield from (Reading(meant, printed.exponent) for meant in typed_once(printed.mantissa))
    if printed.word and printed.exponent > -printed.places:
        yield Reading(printed.mantissa, -printed.places)
    elif not printed.word:
        yield Reading(printed.mantissa, printed.exponent)
        if ("(" in printed.text) != (")" in printed.text):
            yield Reading(-printed.mantissa, printed.exponent)


def _at_usual_place(docket: Docket, figure: int, usual: int) -> Iterator[Reading]:
    """A figure with the number of places that its table's others have: digits dropped, or those that sums ask for."""
    printed = docket.figures[figure]
    mantissa, by = printed.mantissa or 0, usual - printed.exponent
    if by > 0 and by == printed.places:  # the others have none
        yield Reading(mantissa // 10**by if mantissa > 0 else -(-mantissa // 10**by), usual)
        return
    if by > 0:
        yield from (Reading(meant, usual) for meant in digits_too_many(mantissa, by))
        return
    whole = mantissa * 10**-by
    yield Reading(whole, usual)
    for position in (*docket.violated[figure], *docket.held[figure]):
        if not docket.is_linear(position):
            continue
        balance = docket.balance(position)
        step = 2 * docket.coefficient(position, figure) * 10 ** max(0, usual - balance.exponent)
        if usual >= balance.exponent and step and balance.twice % step == 0:
            meant = whole - balance.twice // step
            if abs(meant) // 10**-by == abs(mantissa):
                yield Reading(meant, usual)


def explain(
    docket: Docket, figure: int, reading: Reading, wanted: set[int], continuity: Continuity
) -> Explanation | None:
    """What this reading settles, breaks and is witnessed by; None when it settles nothing."""
    settles, weight = [], 0.0
    for position in docket.violated[figure]:
        status, exact = docket.outcome(position, figure, reading)
        if status == "holds":
            if position in wanted:
                settles.append(position)
                weight += SETTLED
            weight -= 0.0 if exact else _inexactness(docket, position, figure, reading)
    if not settles:
        return None
    held = [p for p in docket.held[figure] if not docket.is_idle(p)]
    breaks = [p for p in held if docket.outcome(p, figure, reading)[0] == "violated"]
    if breaks and all(docket.identities[p].meant is not None for p in settles):
        return None  # the page bears its figure out: it is the tag that is wrong
    weight -= sum(min(BROKEN, 2.0 + docket.worth(p)) for p in breaks)
    witnesses, nearer = [], 0.0
    for position in docket.latent[figure]:
        gain, holds = _testimony(docket, position, figure, reading)
        if holds and gain > 0:
            weight += gain
            witnesses.append(position)
        elif abs(gain) > abs(nearer):
            nearer = gain
    weight += nearer
    weight += _echo(docket, figure, reading)
    typo, surprised = _slip(docket, figure, reading, continuity)
    weight -= surprised - (RETOLD if docket.figures[figure].table is None else 0.0)
    return Explanation(figure, reading, typo, tuple(settles), tuple(witnesses), tuple(breaks), weight)


def _testimony(docket: Docket, position: int, figure: int, reading: Reading) -> tuple[float, bool]:
    """What a latent relation says of a reading, in bits, and whether the relation then holds to the digit.

    A relation that comes to hold is worth what a chance hit would cost: no more than the number of values as near
    as the printed one. One of like-named facts that only comes nearer, or moves away, says a little too.
    """
    before = docket.identities[position].status
    after, exact = docket.outcome(position, figure, reading)
    if not docket.is_linear(position):
        return (docket.worth(position) - LATENT_ODDS if before == "violated" and after == "holds" else 0.0), exact
    if docket.identities[position].origin == "prose":  # a sentence rounds: its hold is never to the digit
        gain = max(0.0, docket.worth(position) - SENTENCE_ODDS)
        return gain * ((after == "holds") - (before == "holds")), after == "holds" and before != "holds"
    was, now, slack = docket.distances(position, figure, reading)
    if before == "violated" and after == "holds" and exact:
        return max(0.0, min(docket.worth(position), log2(2 * was / slack + 1)) - LATENT_ODDS), True
    if docket.identities[position].origin not in ("period", "tie"):
        return 0.0, False
    size = docket.size(position)
    if min(was, now) * NEAR > size:
        return 0.0, False  # far away before and after: another fact
    ease = max(slack, size // 100)
    return max(-NEARNESS, min(NEARNESS, log2((was + ease) / (now + ease)))), False


def _echo(docket: Docket, figure: int, reading: Reading) -> float:
    """Bits for an amount that the filing prints elsewhere, less those for the amount as printed."""
    printed = docket.figures[figure]
    if printed.mantissa is None or reading.exponent != printed.exponent:
        return 0.0
    told = any(docket.outcome(p, figure, reading)[1] for p in docket.open_ties(figure))  # a tie has already said so
    return (0.0 if told else docket.echoes.bits(printed, reading.mantissa)) - docket.own_echo(figure)


def _inexactness(docket: Docket, position: int, figure: int, reading: Reading) -> float:
    """Bits against a repair that leaves a difference for rounding to explain.

    They are the more, the wider the difference is for so few roundings, and the more exactly this filing's sums foot.
    """
    if not docket.is_linear(position):
        return INEXACT if docket.identities[position].form in ("ratio", "change") else 0.0
    members = docket.identities[position].figures
    # A coarser witness never holds to the digit; only among equals is an inexact hold a surprise.
    if len({docket.figures[f].exponent for f in members}) > 1:
        return 0.0
    _, left, _ = docket.distances(position, figure, reading)
    return min(BROKEN, INEXACT + left**2 * 3 / (2 * log(2) * len(members)) - log2(docket.rounding))


def _slip(docket: Docket, figure: int, reading: Reading, continuity: Continuity) -> tuple[Typo, float]:
    """The likeliest slip, in bits: how the typist erred, and how much less likely the value is than the printed one."""
    printed = docket.figures[figure]
    if printed.mantissa is None:
        return "other", SURPRISE["other"]
    if reading.exponent != printed.exponent and reading.exponent == docket.usual_place(figure):
        return surprise(printed.mantissa, reading.mantissa)
    if reading.exponent != printed.exponent:
        return "scale", SURPRISE["scale"]
    if reading.mantissa == printed.mantissa:  # a comma or a bracket, no digit
        return "omission", SURPRISE["omission"] + 2.0
    typo, bits = surprise(printed.mantissa, reading.mantissa)
    if printed.mantissa == 0 and not printed.nil and _is_round(reading.mantissa):  # "600" without its 6 reads 0
        typo, bits = "omission", SURPRISE["omission"] + log2(len(str(abs(reading.mantissa))))
    if typo == "other" and _a_thousandfold(printed.mantissa, reading.mantissa):
        typo, bits = "scale", SURPRISE["scale"]
    if docket.lost_grouping(figure) and docket.whole(reading.mantissa, figure) < 1000:
        bits -= UNGROUPED
    if continuity.repeats(figure) and typo != "sign" and SURPRISE["stale"] < bits:
        typo, bits = "stale", SURPRISE["stale"]
    leap = continuity.surprise(figure, reading.mantissa) - continuity.surprise(figure, printed.mantissa)
    return typo, bits + max(-CONTINUITY, min(CONTINUITY, leap))


def _a_thousandfold(printed: int, meant: int) -> bool:
    """Whether the one is the other in thousands, rounded: dollars in a table of thousands, or the other way about."""
    greater, lesser = max(abs(printed), abs(meant)), min(abs(printed), abs(meant))
    return lesser >= 10 and printed * meant > 0 and abs(greater - 1000 * lesser) <= 500


def _is_round(mantissa: int) -> bool:
    """Whether it is one digit and zeros: 600, -2000."""
    digits = str(abs(mantissa))
    return len(digits) > 1 and not digits[1:].strip("0")
