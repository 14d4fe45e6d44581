"""A table's amounts as exact integer matrices, one for each kind of unit that can be added.

Unlike units never add: dollars stand in one ledger, shares in another, dollars per share in a third. Rows keep their
order and their number in the table, so that what is found in a ledger can be said of the table.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from auditor.model.figure import Figure
from auditor.model.table import Table

Matrix = tuple[tuple[int, ...], ...]
Kind = tuple[str | None, int]

# No filing prints amounts so large: what does is a misreading (a number of digits run together), and is not added.
LARGEST_AMOUNT = 2**62 // (2 * 4096)
MOST_PLACES = 18  # powers of ten between the finest and the coarsest figure of a ledger


@dataclass(frozen=True)
class Ledger:
    """``amounts[i][j]`` is the printed amount of row ``rows[i]`` in column ``columns[j]``, in units of 10 ** exponent.

    ``place[i][j]`` is the size of one unit in the last printed place, also in units of 10 ** exponent: 1 for most, 100
    for a figure printed two places coarser, and 0 where nothing readable is printed: it tells a blank from a nil, whose
    amount is 0 too. ``figures[i][j]`` is the figure's index, or -1 where blank; an unreadable one has an index but no
    place, and an identity over it is skipped.

    Plain integers in tuples: tables are small, and a NumPy call costs as much as a whole row of them.
    """

    table: Table
    unit: str | None
    rows: tuple[int, ...]
    columns: tuple[int, ...]
    amounts: Matrix
    place: Matrix
    figures: Matrix
    exponent: int

    @cached_property
    def amounts_by_column(self) -> Matrix:
        """``amounts_by_column[j][i]``: the same amounts, a tuple for each column."""
        return tuple(zip(*self.amounts, strict=True))

    @cached_property
    def place_by_column(self) -> Matrix:
        return tuple(zip(*self.place, strict=True))


def ledgers(table: Table, figures: Sequence[Figure]) -> list[Ledger]:
    """The table's ledgers, in order of first row. Percentages and unreadable figures stand in none.

    Rows join by the unit and the scale most of their figures share: dollars in millions do not add to dollars in
    thousands within one table. Columns of percentages are left out.
    """
    kinds: dict[int, Kind] = {}
    groups: dict[Kind, list[int]] = {}
    for row, cells in enumerate(table.grid):
        of_row: list[Kind] = []
        of_nils: list[Kind] = []
        for at in cells:
            if at is None:
                continue
            figure = figures[at]
            kind = kinds[at] = _kind(figure)
            if figure.unit != "percent":
                (of_nils if figure.nil else of_row).append(kind)
        told = of_row or of_nils
        if told:
            groups.setdefault(max(told, key=told.count) if len(set(told)) > 1 else told[0], []).append(row)
    columns = tuple(column.index for column in table.columns if column.kind not in ("percent", "range"))
    found = (_ledger(table, figures, kinds, kind, rows, columns) for kind, rows in groups.items() if len(rows) > 1)
    return [ledger for ledger in found if ledger is not None]


def is_sheet(table: Table, figures: Sequence[Figure]) -> bool:
    """Whether the table is of cells (a worksheet, comma-separated values): it says less of its units."""
    return next((figures[at].cell is not None for row in table.grid for at in row if at is not None), False)


def mixed_ledger(table: Table, figures: Sequence[Figure]) -> Ledger | None:
    """All numbers of a table as printed, whatever their units; None where `ledgers` has them all in one already.

    A sheet says little of units, and a head above one column says percent of its neighbours too, or of counts.
    """
    printed = [figures[at] for row in table.grid for at in row if at is not None]
    if len({_kind(figure) for figure in printed if not figure.nil}) < 2 and all(f.unit != "percent" for f in printed):
        return None
    rows = [row for row, cells in enumerate(table.grid) if any(at is not None for at in cells)]
    columns = tuple(column.index for column in table.columns)
    if len(rows) < 2 or all(figure.mantissa is None for figure in printed):
        return None
    index = [[-1 if (at := table.grid[row][column]) is None else at for column in columns] for row in rows]
    base = min(-figure.places for figure in printed if figure.mantissa is not None)
    lines = [[_as_printed(figures, at, base) for at in line] for line in index]
    amounts, place, kept = (tuple(tuple(entry[n] for entry in line) for line in lines) for n in range(3))
    return Ledger(table, None, tuple(rows), columns, amounts, place, kept, base)


def _as_printed(figures: Sequence[Figure], at: int, base: int) -> tuple[int, int, int]:
    """(amount, place, index) of one cell, its scale left aside."""
    if at < 0 or figures[at].mantissa is None:
        return _BLANK
    figure = figures[at]
    place = 10 ** min(-figure.places - base, MOST_PLACES)
    amount = (figure.mantissa or 0) * place
    return (amount, place, at) if abs(amount) <= LARGEST_AMOUNT else _BLANK


def _kind(figure: Figure) -> Kind:
    """A figure's unit, and its scale: the power of ten by which its printed number is to be multiplied."""
    return figure.unit, figure.exponent + figure.places


def _ledger(
    table: Table,
    figures: Sequence[Figure],
    kinds: dict[int, Kind],
    kind: Kind,
    rows: Sequence[int],
    columns: tuple[int, ...],
) -> Ledger | None:
    """The ledger of one kind; None where nothing in its rows can be read as that kind."""
    index = [[_of_kind(figures, kinds, table.grid[row][column], kind) for column in columns] for row in rows]
    exponents = {figures[at].exponent for line in index for at in line if at >= 0 and figures[at].mantissa is not None}
    if not exponents:
        return None
    base = min(exponents)
    lines = [[_entry(figures, at, base) for at in line] for line in index]
    amounts, place, kept = (tuple(tuple(entry[n] for entry in line) for line in lines) for n in range(3))
    return Ledger(table, kind[0], tuple(rows), columns, amounts, place, kept, base)


def _of_kind(figures: Sequence[Figure], kinds: dict[int, Kind], at: int | None, kind: Kind) -> int:
    """The cell's figure where it belongs to the kind (a nil belongs to any), or is unreadable in its unit; else -1."""
    if at is None:
        return -1
    figure = figures[at]
    belongs = figure.unit == kind[0] if figure.mantissa is None else figure.nil or kinds[at] == kind
    return at if belongs else -1


_BLANK = (0, 0, -1)


def _entry(figures: Sequence[Figure], at: int, base: int) -> tuple[int, int, int]:
    """(amount, place, index) of one cell."""
    if at < 0:
        return _BLANK
    figure = figures[at]
    if figure.mantissa is None:
        return 0, 0, at
    place = 10 ** min(figure.exponent - base, MOST_PLACES)
    amount = figure.mantissa * place
    return (amount, place, at) if abs(amount) <= LARGEST_AMOUNT else _BLANK
