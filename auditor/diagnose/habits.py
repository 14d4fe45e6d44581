"""The filing's habits: where every other total foots to the last digit, one that is off by two is worth a word.

Rounding explains a difference of a few units in a sum of rounded parts, so it is never an error. But companies whose
totals foot exactly everywhere adjust their roundings, and then an inexact total is a slip as often as not: *info*.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

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
