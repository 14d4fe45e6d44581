"""A table's amounts as exact integer matrices, one for each kind of unit that can be added.

Unlike units never add: dollars stand in one ledger, shares in another, dollars per share in a third. Rows keep their
order and their number in the table, so that what is found in a ledger can be said of the table.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from auditor.model.figure import Figure
from auditor.model.table import Table

Amounts = NDArray[np.int64]
Present = NDArray[np.bool_]
Kind = tuple[str | None, int]

# Sums of up to 4,096 amounts, doubled, must stay inside 63 bits.
LARGEST_AMOUNT = 2**62 // (2 * 4096)


@dataclass(frozen=True, slots=True)
class Ledger:
    """``amounts[i, j]`` is the printed amount of row ``rows[i]`` in column ``columns[j]``, in units of 10 ** exponent.

    ``present`` tells a blank (absent) from a nil (present, 0). ``place[i, j]`` is the size of one unit in the last
    printed place, also in units of 10 ** exponent: 1 for most, 100 for a figure printed two places coarser.
    ``figures[i][j]`` is the figure's index, or -1 where blank; an unreadable one has an index but is not present, and
    an identity over it is skipped.
    """

    table: Table
    unit: str | None
    rows: tuple[int, ...]
    columns: tuple[int, ...]
    amounts: Amounts
    present: Present
    place: Amounts
    figures: NDArray[np.int64]
    exponent: int


def ledgers(table: Table, figures: Sequence[Figure]) -> list[Ledger]:
    """The table's ledgers, in order of first row. Percentages and unreadable figures stand in none.

    Rows join by the unit and the scale most of their figures share: dollars in millions do not add to dollars in
    thousands within one table. Columns of percentages are left out.
    """
    groups: dict[Kind, list[int]] = {}
    for row, cells in enumerate(table.grid):
        printed = [figures[i] for i in cells if i is not None and figures[i].unit != "percent"]
        kinds = [_kind(figure) for figure in printed if not figure.nil] or [_kind(figure) for figure in printed]
        if kinds:
            groups.setdefault(max(kinds, key=kinds.count), []).append(row)
    columns = tuple(column.index for column in table.columns if column.kind != "percent")
    found = (_ledger(table, figures, kind, tuple(rows), columns) for kind, rows in groups.items() if len(rows) > 1)
    return [ledger for ledger in found if ledger is not None]


def _kind(figure: Figure) -> Kind:
    """A figure's unit, and its scale: the power of ten by which its printed number is to be multiplied."""
    return figure.unit, figure.exponent + figure.places


def _ledger(
    table: Table, figures: Sequence[Figure], kind: Kind, rows: tuple[int, ...], columns: tuple[int, ...]
) -> Ledger | None:
    unit = kind[0]
    index = np.full((len(rows), len(columns)), -1, dtype=np.int64)
    exponents = []
    for i, row in enumerate(rows):
        for j, column in enumerate(columns):
            at = table.grid[row][column]
            if at is None:
                continue
            figure = figures[at]
            if figure.mantissa is None and figure.unit == unit:
                index[i, j] = at
            elif figure.mantissa is not None and (figure.nil or _kind(figure) == kind):
                index[i, j] = at
                exponents.append(figure.exponent)
    if not exponents:
        return None
    base = min(exponents)
    amounts = np.zeros(index.shape, dtype=np.int64)
    place = np.zeros(index.shape, dtype=np.int64)
    for i, j in zip(*np.nonzero(index >= 0), strict=True):
        figure = figures[index[i, j]]
        if figure.mantissa is None:
            continue
        unit_place = 10 ** min(figure.exponent - base, 18)
        amount = (figure.mantissa or 0) * unit_place
        if abs(amount) > LARGEST_AMOUNT:  # such an amount cannot be added safely; it stays out of the ledger
            index[i, j] = -1
            continue
        amounts[i, j], place[i, j] = amount, unit_place
    return Ledger(table, unit, rows, columns, amounts, place > 0, place, index, base)
