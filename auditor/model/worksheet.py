"""A worksheet: a table as its file lays it out, before it is known which of its cells are heads, labels or figures.

HTML tables, CSV files, spreadsheet sheets and data frames all become worksheets, so that one reading of tables
serves every format that has cells.
"""

from __future__ import annotations

from typing import NamedTuple

from auditor.model.record import dataclass


class Cell(NamedTuple):
    """One cell that holds words or carries a rule line; blank cells are not kept.

    ``row`` and ``column`` are its top left place in the worksheet's grid, ``across`` and ``down`` how many places a
    merged cell takes.
    """

    row: int
    column: int
    text: str  # runs of white space are one blank; a line break within the cell is "\n"
    across: int = 1
    down: int = 1
    indent: float = 0  # of the words, in points; HTML padding, leading blanks and nesting all count
    bold: bool = False
    head: bool = False  # a cell the file itself declares a head: <th>
    over: bool = False  # a rule line along its upper edge
    under: bool = False  # a rule line along its lower edge
    start: int | None = None  # offset in the document's text of its words; of a page, of the first that hold a digit
    end: int | None = None  # offset behind it
    place: tuple[int, int] = (0, 0)  # the cell's position as its file counts: row of the table, cell of the row
    tags: tuple[int, ...] = ()  # positions in the document's tags of those that stand in this cell, in order
    marks: tuple[int, ...] = ()  # like those of a passage, where a page takes the words from several places
    starts: tuple[int, ...] = ()
    ranged: bool = False  # an end of a range: "$445,500 - $448,000" is set as two cells


@dataclass(frozen=True, slots=True)
class Worksheet:
    """Rows of cells. ``rows[i]`` holds the cells that begin in grid row ``i``, left to right.

    ``before`` are the lines of words that stand above it, down from the table before: captions are among them.
    """

    rows: tuple[tuple[Cell, ...], ...]
    width: int  # columns of the grid
    before: tuple[str, ...] = ()
    name: str = ""  # of a sheet; "" where the format has none
    path: str = ""  # finds the table again: "table[12]" is the twelfth of the page
    paths: tuple[str, ...] = ()  # one for each row, where rows come from tables of their own
    addressed: bool = False  # rows and columns of the grid are those of the file itself (CSV, sheets)
    order: int = 0  # its place among the worksheets and passages of the document
    line: int = 1  # 1-based first and last line in the document's text, 1 where it has none
    last_line: int = 1


@dataclass(frozen=True, slots=True)
class Passage:
    """Running text of a paged format (HTML): one block of words, or a block of monospaced lines.

    ``starts[i]`` is, where known, the offset in the document's text from which the words of ``text`` at
    ``marks[i]`` are taken; it leads from a place in the passage back to the source. Words that hold no digit have none.
    """

    text: str
    order: int
    preformatted: bool = False
    marks: tuple[int, ...] = ()
    starts: tuple[int, ...] = ()
    tags: tuple[int, ...] = ()


def address(row: int, column: int, sheet: str = "") -> str:
    """A spreadsheet's address of a zero-based row and column.

    >>> address(6, 1), address(0, 27, "Income"), address(0, 0, "Q1 '03")
    ('B7', 'Income!AB1', "'Q1 ''03'!A1")
    """
    letters, number = "", column + 1
    while number:
        number, letter = divmod(number - 1, 26)
        letters = chr(65 + letter) + letters
    if sheet and not (sheet.isidentifier() and sheet.isascii()):
        sheet = "'" + sheet.replace("'", "''") + "'"
    return f"{sheet}!{letters}{row + 1}" if sheet else f"{letters}{row + 1}"
