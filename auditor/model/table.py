"""A table: figures in rows and columns, and the facts a typesetter left around them."""

from __future__ import annotations

from auditor.model.figure import Period
from auditor.model.record import dataclass


@dataclass(frozen=True, slots=True)
class Column:
    """One column of figures. ``kind`` tells amounts from columns that never add: "amount", "percent", "change",
    "range"."""

    index: int
    header: str  # spanning heads first: "Third Quarter Ended Sept. 30, 2003"
    period: Period | None
    kind: str = "amount"


@dataclass(frozen=True, slots=True)
class Row:
    """One printed line of figures with its whole (perhaps wrapped) label.

    Rows are only lines that hold figures; headings live on in ``path``. ``ruled`` names the columns that have a
    rule line between the row above and this one: what stands below a rule is usually a total.
    """

    index: int
    line: int  # 1-based line of the figures
    label: str  # "" for an unlabelled total; note references removed
    path: tuple[str, ...]
    indent: int  # columns of white space before the label's first line; -1 when there is no label
    ruled: frozenset[int] = frozenset()
    closed: frozenset[int] = frozenset()  # columns with a rule directly below (single or double)
    gap: bool = False  # a blank line above
    headed: bool = False  # a heading stands between the row above and this one
    number: int | None = None  # as a page's table or a sheet counts its rows, from 1; None where lines count


@dataclass(frozen=True, slots=True)
class Table:
    """A grid of figures. ``grid[row][column]`` is a figure's index, or None where the cell is blank."""

    index: int
    title: str
    statement: str | None  # "balance_sheet", "income_statement", "cash_flow", "equity" or None
    unit: str | None
    scale: int  # power of ten of the caption: 3 for "in thousands"
    rows: tuple[Row, ...]
    columns: tuple[Column, ...]
    grid: tuple[tuple[int | None, ...], ...]
    line: int  # 1-based first and last line, caption included
    last_line: int
    caption: str = ""
    unread: int = 0  # numeric cells that stand in no column or could not be read
    document: int = 0  # position of its document among those of the filing
    schedule: bool = False  # of a financial data schedule (exhibit 27): its labels are tags, its rows no statement
    anchor: str | None = None  # finds it again in a page: "table[12]"
    merged: tuple[tuple[int, int, int, int], ...] = ()  # merged cells: row, column, down, across in the file's grid

    @property
    def id(self) -> str:
        return f"t{self.index + 1}"
