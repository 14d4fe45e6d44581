"""How a typist mistypes a figure: the kinds of slip, and how likely each is.

Digits are compared as printed, without grouping, sign or brackets. Weights are bits of surprise (-log2 of a rough
frequency) beyond the fact that some slip was made; they rank explanations and say nothing of how often slips are made.
"""

from __future__ import annotations

from functools import lru_cache
from math import log2

from auditor.model.finding import Typo

# How rare each outcome is, in bits: the kind's share among slips and the ways it can go. A slip falls on a figure about
# as often whether it is long or short, for it is copied as one; in a long one it has more places to fall on, each as
# much the rarer (`surprise` adds log2 of the digits that were meant). Nine other digits remain for a substitution.
# A repeat, a sign or a scale word goes wrong by the figure, not by the place.
SURPRISE: dict[Typo, float] = {
    "substitution": 5.0,
    "transposition": 2.8,
    "insertion": 2.8,
    "omission": 2.8,
    "sign": 5.8,
    "stale": 4.8,
    "scale": 7.0,
    "swap": 10.0,
    "other": 26.0,
}
BY_PLACE: frozenset[Typo] = frozenset({"substitution", "transposition", "insertion", "omission"})
STRAY = 6.0  # bits more for a stray digit than for one typed twice: one in six, and ten digits to choose from


def slip(printed: int, meant: int) -> Typo | None:
    """The slip that turns the digits of ``meant`` into those of ``printed``, or None where no single slip does.

    Both are mantissas at the same printed place; signs count only for "sign".

    >>> slip(2093, 2039), slip(19559, 19599), slip(1877, 18877), slip(18877, 1877), slip(-201, 201)
    ('transposition', 'substitution', 'omission', 'insertion', 'sign')
    """
    if printed == meant or printed == 0 or meant == 0:
        return None
    if printed == -meant:
        return "sign"
    if (printed < 0) != (meant < 0):
        return None
    shown, true = str(abs(printed)), str(abs(meant))
    if len(shown) == len(true):
        places = [i for i in range(len(true)) if shown[i] != true[i]]
        if len(places) == 1:
            return "substitution"
        if len(places) == 2 and places[1] == places[0] + 1:
            first, second = places
            if shown[first] == true[second] and shown[second] == true[first]:
                return "transposition"
        return None
    if len(shown) == len(true) + 1:
        return _insertion(shown, true)
    if len(shown) + 1 == len(true) and _is_dropped(true, shown):
        return "omission"
    if len(shown) + 1 < len(true) and true[1:].lstrip("0") == shown:
        return "omission"  # the leading digit was dropped, and the zeros after it are not printed
    return None


def _is_dropped(long: str, short: str) -> bool:
    return any(long[:i] + long[i + 1 :] == short for i in range(len(long)))


def _insertion(shown: str, true: str) -> Typo | None:
    """Whether ``shown`` is ``true`` with one digit typed twice, or one stray digit between."""
    for i in range(len(shown)):
        if shown[:i] + shown[i + 1 :] == true:
            return "insertion"
    return None


def is_doubled(printed: int, meant: int) -> bool:
    """Whether an insertion only repeats the digit beside it, the commonest kind."""
    shown, true = str(abs(printed)), str(abs(meant))
    return any(
        shown[:i] + shown[i + 1 :] == true and shown[i] in (shown[i - 1 : i] + shown[i + 1 : i + 2])
        for i in range(len(shown))
    )


@lru_cache(maxsize=8192)
def surprise(printed: int, meant: int) -> tuple[Typo, float]:
    """The slip from ``meant`` to ``printed`` and its bits of surprise.

    >>> surprise(2093, 2039), surprise(2093, 7777)
    (('transposition', 4.8), ('other', 26.0))
    """
    kind = slip(printed, meant) or "other"
    stray = kind == "insertion" and not is_doubled(printed, meant)
    places = log2(len(str(abs(meant)))) if kind in BY_PLACE else 0.0
    return kind, SURPRISE[kind] + places + (STRAY if stray else 0.0)
