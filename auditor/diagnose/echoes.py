"""Echoes: a filing prints most of its facts more than once, and seldom two facts of the same amount.

An amount of five digits that also stands elsewhere in the filing, under whatever name, is hardly there by chance: that
speaks for a reading that gives it, and against suspecting a figure that is printed so twice.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from math import log2

from auditor.model.figure import Figure

LEAST_DIGITS = 3  # digits that count: shorter amounts recur by chance
LOUDEST = 6.0  # bits: the amounts of one filing are not independent of one another
PRIOR_FIGURES = 20  # figures' worth of doubt, half of them echoed a fifth of the time, beside the filing's own
PRIOR_SHARE = 0.1


class Echoes:
    """Where each amount of a filing is printed."""

    def __init__(self, figures: Sequence[Figure]) -> None:
        self._rows: dict[tuple[int, int], set[tuple[int | None, int | None]]] = defaultdict(set)
        for figure in figures:
            if figure.mantissa and not figure.nil:
                where = (figure.table, figure.row if figure.table is not None else figure.line)
                self._rows[_telling(figure.mantissa, figure.exponent)].add(where)
        self._crowd: dict[int, int] = defaultdict(int)
        counted = echoed = 0
        for (digits, _), rows in self._rows.items():
            size = len(str(digits))
            self._crowd[size] += 1
            if size >= LEAST_DIGITS:
                counted += 1
                echoed += len(rows) > 1
        self._share = (echoed + PRIOR_FIGURES * PRIOR_SHARE) / (counted + PRIOR_FIGURES)

    def bits(self, figure: Figure, mantissa: int) -> float:
        """How much the rest of the filing speaks for this amount, read at the figure's place; below zero against."""
        digits, place = _telling(mantissa, figure.exponent)
        size = len(str(digits))
        if size < LEAST_DIGITS:
            return 0.0
        own = (figure.table, figure.row if figure.table is not None else figure.line)
        if not self._rows.get((digits, place), set()) - {own}:
            return log2(1 - self._share)
        chance = min(1.0, self._crowd[size] / (9 * 10 ** (size - 1)))
        return min(LOUDEST, log2((self._share + (1 - self._share) * chance) / chance))


def _telling(mantissa: int, exponent: int) -> tuple[int, int]:
    """The digits that count, and their place: 26,000 in thousands is 26 millions."""
    text = str(abs(mantissa))
    idle = len(text) - len(text.rstrip("0"))
    return int(text[: len(text) - idle] or "0"), exponent + idle
