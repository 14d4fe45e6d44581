"""How far the claims of one filing bear out that its sentences are understood.

Where many claims bound as surely as one meet nothing, and no slip explains them, that one came within a slip of a cell
is likely chance: of `n` amounts held against the wrong cells, `n` times the chance of one being so near stand as near.
A filing that its own sentences agree with is believed more readily, a bank's notes less. And a finger slips once: an
amount that stands a second time as it is was meant.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

from auditor.identify.told.verdict import Verdict, telling_digits
from auditor.model.figure import Figure

AS_WIDE, AS_LIGHT = 1.0, 3.0  # bits by which a peer's words may differ more, or tell less
TOLD_TWICE, PRINTED_TOO = 3, 5  # digits from which an amount in sentences, in tables recurs by no chance
EXPECTED = 0.35  # coincidences as near as this one, expected of the filing, from which it may be one


def is_coincidence(found: Verdict, every: Sequence[Verdict]) -> bool:
    """Whether a failing claim that is one slip off may well be, by ``every`` verdict of its filing, a claim of another
    line."""
    peers = [one for one in every if one is not found and _is_peer(one, found)]
    strays = sum(1 for one in peers if one.status == "violated" and one.slip is None and one.may_accuse)
    borne_out = any(one.status == "holds" for one in peers)
    return strays * found.chance >= EXPECTED or (strays > 0 and not borne_out)


def stands_again(claim: Figure, figures: Collection[Figure]) -> bool:
    """Whether the very amount of a claim stands elsewhere in the filing, with digits enough to be the same."""
    size = telling_digits(claim)
    if size < TOLD_TWICE:
        return False
    alike = (one for one in figures if one.mantissa == claim.mantissa and one.exponent == claim.exponent)
    return any(one is not claim and (size >= PRINTED_TOO or one.table is None) for one in alike)


def _is_peer(one: Verdict, found: Verdict) -> bool:
    """Whether a claim is bound as surely, its period found the same way; changes and percentages are not."""
    if one.bound.context.claim.kind != "level" or one.bound.context.unit == "percent":
        return False
    return one.period == found.period and one.gap <= found.gap + AS_WIDE and one.bits >= found.bits - AS_LIGHT
