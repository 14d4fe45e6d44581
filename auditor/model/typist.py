"""How a typist mistypes a figure: the kinds of slip, and how likely each is.

Digits are compared as printed, without grouping, sign or brackets. Weights are bits of surprise (-log2 of a rough
frequency) beyond the fact that some slip was made; they rank explanations and say nothing of how often slips are made.
"""

from __future__ import annotations

from auditor.model.finding import Typo

# How rare each outcome is, in bits: the kind's share among slips, and the ways it can go. Slips happen by the
# keystroke, so a long figure offers more places and is mistyped as much oftener: the number of places cancels out.
# Nine other digits remain for a substitution. Signs, repeats and scale words go wrong by the figure, which is some
# four keystrokes.
SURPRISE: dict[Typo, float] = {
    "substitution": 5.0,
    "transposition": 2.8,
    "insertion": 2.8,
    "omission": 2.8,
    "sign": 4.8,
    "stale": 2.8,
    "scale": 5.0,
    "swap": 8.0,
    "other": 24.0,
}
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
    if len(shown) + 2 == len(true) and true[1] == "0" and true[0] + true[1:] == true and _is_dropped(true, "0" + shown):
        return "omission"  # the leading digit was dropped and the zero after it is not printed
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


def surprise(printed: int, meant: int) -> tuple[Typo, float]:
    """The slip from ``meant`` to ``printed`` and its bits of surprise.

    >>> surprise(2093, 2039), surprise(2093, 7777)
    (('transposition', 2.8), ('other', 24.0))
    """
    kind = slip(printed, meant) or "other"
    stray = kind == "insertion" and not is_doubled(printed, meant)
    return kind, SURPRISE[kind] + (STRAY if stray else 0.0)
