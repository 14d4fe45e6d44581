"""Continuity: how an amount sits beside its row's other amounts, in bits of surprise.

A row's amounts follow one another from period to period, some rows closely, some hardly. How closely is read off the
table itself: for two columns, the factor between them that is usual in the table (three months against nine), and how
far its rows commonly stray from it. Beside them a value is the more surprising the further it lies from where the
row's other amounts would put it; the tail is heavy, for now and then an amount leaps. That a row prints one amount
twice has a share of its own: most often by honest chance or because nothing changed, and now and then by a slip.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from itertools import pairwise
from math import log, log2
from statistics import median
from typing import NamedTuple

from auditor.model.figure import Figure
from auditor.model.table import Table

TAIL = 2.0  # power of the tail: three in ten stray twice as far as half of them do, one in seven four times as far
HALF = 2**0.5 - 1  # with that power, the share of the tail's scale within which half of them lie
COMMON_STRAY = 0.35  # log2 of the factor by which amounts commonly stray, where a table has few rows to say so
STEADIEST = 0.02  # nor is any table steadier than one part in seventy
DEEPER = 0.15  # log2 of how much farther an amount strays for each halving of its size beside its column's largest
AT_TOP = -0.8  # the same for the column's largest itself, beside the table's usual straying
DEEPEST = 13.0  # halvings; smaller amounts stray no farther
GRAIN = 1.5  # units of the last place by which an amount strays besides, because it is whole
FEW = 3  # rows' worth that these expectations count beside a table's own rows
UNCHANGED = 0.02  # one row in fifty honestly prints an amount twice
PAIRS = 50  # pairs of amounts that this expectation counts beside the filing's own
OTHER_SIGN = 0.12  # one in eight has the other sign
MOST_ROWS = 256  # of a table are asked, evenly taken
MOST_BESIDE = 6  # the nearest columns: others say little more
_BEYOND = 1e-9  # floor of a likelihood, far below one misprint


class Beside(NamedTuple):
    """An amount of the same row: log2 of where it puts the value, sign, how far rows stray (log2), and the mantissa
    that would repeat it, where it can be printed alike."""

    place: float
    positive: bool
    stray: float
    same: int | None


class Continuity:
    """The figures' rows. Tables are looked at when first asked for."""

    def __init__(self, tables: Sequence[Table], figures: Sequence[Figure]) -> None:
        self._tables = {table.index: table for table in tables}
        self._figures = figures
        self._sizes: dict[tuple[int, int], list[float | None]] = {}
        self._usual: dict[tuple[int, int, int], tuple[float, float]] = {}
        self._largest: dict[tuple[int, int], float] = {}
        self._beside: dict[int, tuple[Beside, ...]] = {}
        self._repeats: dict[int, bool] = {}
        self._surprises: dict[tuple[int, int], float] = {}

    @cached_property
    def _repeated(self) -> tuple[int, int]:
        """(pairs of neighbouring amounts of three digits or more that are the same, all such pairs) in the filing."""
        same = pairs = 0
        for table in self._tables.values():
            columns = [c.index for c in table.columns if c.kind == "amount"]
            for cells in table.grid[:: max(1, len(table.grid) // MOST_ROWS)]:
                row = [self._figures[index] for c in columns if (index := cells[c]) is not None]
                for one, other in pairwise(row):
                    if one.mantissa and other.mantissa and abs(one.mantissa) >= 100:
                        pairs += 1
                        same += one.mantissa == other.mantissa and one.exponent == other.exponent
        return same, pairs

    def _unchanged(self, figure: int) -> float:
        """The share of rows that honestly print an amount twice, this figure's own row not asked."""
        same, pairs = self._repeated
        own = self.repeats(figure)
        return (PAIRS * UNCHANGED + max(0, same - own)) / (PAIRS + pairs)

    def surprise(self, figure: int, mantissa: int) -> float:
        """Bits of surprise at this whole value, at the figure's own place, among all that could stand there.

        Comparable between values of one figure only. Zero is taken as one unit.
        """
        known = self._surprises.get((figure, mantissa))
        if known is None:
            known = self._surprises[figure, mantissa] = self._surprise(figure, mantissa)
        return known

    def _surprise(self, figure: int, mantissa: int) -> float:
        size = abs(mantissa) or 1
        beside = self.beside(figure)
        if not beside:
            return log2(size)  # amounts are drawn evenly by size: ten times as large, ten times as many
        at, positive, natural = log2(size), mantissa > 0, size * log(2)
        unchanged = self._unchanged(figure)
        shares = [_density(at, positive, one) / natural + unchanged * (one.same == mantissa) for one in beside]
        return -log2(max(_BEYOND / size, sum(shares) / len(shares)))

    def repeats(self, figure: int) -> bool:
        """Whether the row prints the figure's amount, of two digits or more, another time, whatever its sign."""
        known = self._repeats.get(figure)
        if known is None:
            known = self._repeats[figure] = self._is_repeated(figure)
        return known

    def _is_repeated(self, figure: int) -> bool:
        printed = abs(self._figures[figure].mantissa or 0)
        return printed >= 10 and any(one.same is not None and abs(one.same) == printed for one in self.beside(figure))

    def beside(self, figure: int) -> tuple[Beside, ...]:
        """The row's other amounts, the nearest columns first; nils and zeros left out."""
        known = self._beside.get(figure)
        if known is None:
            known = self._beside[figure] = tuple(self._look(self._figures[figure]))
        return known

    def _look(self, figure: Figure) -> list[Beside]:
        table = self._tables.get(figure.table) if figure.table is not None else None
        if table is None or figure.row is None or figure.column is None:
            return []
        here = figure.column
        if here >= len(table.columns) or table.columns[here].kind != "amount":
            return []
        cells = table.grid[figure.row]
        found: list[Beside] = []
        for column in sorted((c.index for c in table.columns if c.kind == "amount"), key=lambda c: (abs(c - here), c)):
            index = cells[column]
            if column == here or index is None or len(found) == MOST_BESIDE:
                continue
            other = self._figures[index]
            if not other.mantissa or other.nil:
                continue
            apart = other.exponent - figure.exponent
            factor, usual = self._between(table, here, column)
            place = log2(abs(other.mantissa)) + apart * log2(10) + factor
            stray = usual * self._looseness(table, here, place + figure.exponent * log2(10)) + GRAIN * HALF / 2 ** max(
                0.0, place
            )
            same = other.mantissa * 10**apart if 0 <= apart < 20 else None
            found.append(Beside(place, other.mantissa > 0, stray, same))
        return found

    def _looseness(self, table: Table, column: int, place: float) -> float:
        """How much farther than is usual in its table an amount of this size (log2) strays: small ones leap."""
        key = (table.index, column)
        if key not in self._largest:
            self._largest[key] = max((size for size in self._column(table, column) if size is not None), default=place)
        depth = max(0.0, min(DEEPEST, self._largest[key] - place))
        return float(2 ** (DEEPER * depth + AT_TOP))

    def _between(self, table: Table, here: int, there: int) -> tuple[float, float]:
        """(log2 of the usual factor from ``there`` to ``here``, how far rows commonly stray from it)."""
        key = (table.index, here, there)
        known = self._usual.get(key)
        if known is None:
            pairs = zip(self._column(table, here), self._column(table, there), strict=True)
            factors = [a - b for a, b in pairs if a is not None and b is not None]
            usual = median(factors + [0.0] * FEW)
            strays = [abs(factor - usual) for factor in factors if factor]
            known = self._usual[key] = (usual, max(STEADIEST, median(strays + [COMMON_STRAY] * FEW)))
        return known

    def _column(self, table: Table, column: int) -> list[float | None]:
        """log2 of the column's amounts, row by row; None for a blank, a nil and a zero."""
        key = (table.index, column)
        known = self._sizes.get(key)
        if known is None:
            step = max(1, len(table.grid) // MOST_ROWS)
            known = self._sizes[key] = [self._size(cells[column]) for cells in table.grid[::step]]
        return known

    def _size(self, index: int | None) -> float | None:
        if index is None:
            return None
        figure = self._figures[index]
        return log2(abs(figure.mantissa)) + figure.exponent * log2(10) if figure.mantissa else None


def _density(at: float, positive: bool, one: Beside) -> float:
    """The share of rows in one doubling of size, around ``at``, beside this amount."""
    scale = one.stray / HALF
    share: float = TAIL / (2 * scale) * (1 + abs(at - one.place) / scale) ** -(TAIL + 1)
    return share * (1 - OTHER_SIGN if positive == one.positive else OTHER_SIGN)
