"""Tables as people keep them: CSV, TSV, XLSX and Parquet become worksheets whose grid is the file's own.

Titles, notes and blank lines around a table stay rows of the grid: which rows are heads is decided where tables are
extracted, alike for every format that has cells.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

from auditor.model.diagnostic import Diagnostic
from auditor.model.document import Document
from auditor.model.worksheet import Cell, Worksheet
from auditor.read.delimited import Field, delimiter_of, records
from auditor.read.failure import ReadFailure, over_limit, unreadable
from auditor.read.source import Source
from auditor.read.text import line_starts

ROW_LIMIT = 1_048_576  # what a spreadsheet program holds
COLUMN_LIMIT = 16_384
CELL_LIMIT = 1_000_000  # cells that hold something; about 300 bytes each
MOST_BLANK_ROWS = 50_000  # between two rows that hold something; what stands below more was put there by mistake
BLANK = 2.5  # points; a blank of ten-point type, for words indented by blanks


def is_csv(text: str) -> bool:
    r"""Whether decoded text is a table of delimited fields, by its content.

    >>> is_csv("Cash,1204,1106\nInventories,311,298\n"), is_csv("Cash, and so on.\nNothing else.\n")
    (True, False)
    """
    return delimiter_of(text) is not None


def read_frames(source: Source) -> Document:
    """The document of a CSV, TSV, XLSX or Parquet file, told apart by content.

    Raises `ReadFailure` where it is none of them, is damaged or too large, or needs a library that is not installed.
    """
    if source.data.startswith(b"PAR1"):
        from auditor.read.columnar import read_parquet

        return document_of(source, "parquet", (read_parquet(source),))
    if source.data.startswith(b"PK"):
        from auditor.read.workbook import read_workbook

        sheets, remarks = read_workbook(source)
        return document_of(source, "xlsx", sheets, remarks)
    return _read_delimited(source)


def document_of(
    source: Source, media: str, sheets: tuple[Worksheet, ...], remarks: tuple[Diagnostic, ...] = (), text: str = ""
) -> Document:
    """A document of worksheets; ``text`` is the decoded text where the format has one."""
    return Document(
        id="d1",
        path=source.path,
        media=media,
        text=text,
        sha256=hashlib.sha256(source.data).hexdigest(),
        line_starts=line_starts(text),
        encoding=source.encoding.removesuffix("-sig") if text else "",
        worksheets=sheets,
        diagnostics=remarks,
    )


def missing_library(path: str, kind: str, extra: str) -> ReadFailure:
    """The one line for a format whose library is not installed."""
    return unreadable(f"{path}: {kind} needs a further library; install it with: pip install 'auditor[{extra}]'")


class Grid:
    """Collects the cells of one sheet and keeps them within the limits."""

    def __init__(self, path: str, held: int = 0) -> None:
        self.path = path
        self.held = held  # cells kept so far, those of earlier sheets included
        self.width = 0
        self.rows: list[tuple[Cell, ...]] = []
        self.blank = 0  # rows passed since the last that was added

    def add(self, cells: Iterable[Cell], width: int) -> bool:
        """Add the cells of the next row, which is ``width`` fields wide; blank rows once one that is not follows.

        False: too many blank rows stand above it, and no more is to be added.
        """
        self.check(width)
        row = tuple(cells)
        if not row:
            self.blank += 1
            self.width = max(self.width, width)
            return True
        if self.blank > MOST_BLANK_ROWS:
            return False
        self.rows += [()] * self.blank
        self.blank = 0
        self.held += len(row)
        if self.held > CELL_LIMIT:
            raise over_limit(f"{self.path}: more than {CELL_LIMIT:,} cells that hold something")
        self.width = max(self.width, width)
        self.rows.append(row)
        return True

    def whole(self) -> tuple[tuple[Cell, ...], ...]:
        """All rows, those blank at the end included unless they are too many."""
        return (*self.rows, *([()] * self.blank if self.blank <= MOST_BLANK_ROWS else ()))

    def below(self) -> str:
        """What to say of the rows that were not added."""
        at = len(self.rows) + self.blank + 1
        return f"row {at:,} and those below were not read: {self.blank:,} blank rows stand above"

    def check(self, width: int) -> None:
        """Refuse a next row that is beyond the limits."""
        row = len(self.rows) + self.blank + 1
        if row > ROW_LIMIT:
            raise over_limit(f"{self.path}: more than {ROW_LIMIT:,} rows")
        if width > COLUMN_LIMIT:
            raise over_limit(f"{self.path}: row {row:,} has {width:,} columns, over the limit of {COLUMN_LIMIT:,}")


def words_of(text: str) -> tuple[str, float]:
    r"""A cell's words with runs of white space as one blank and line breaks kept, and how far they are indented.

    >>> words_of("   Total   current\r\nassets ")
    ('Total current\nassets', 7.5)
    """
    bare = text.lstrip(" \xa0")
    indent = (len(text) - len(bare)) * BLANK
    if "\n" not in bare and "\r" not in bare:
        return " ".join(bare.split()), indent
    lines = (" ".join(line.split()) for line in bare.splitlines())
    return "\n".join(line for line in lines if line), indent


def _read_delimited(source: Source) -> Document:
    text = source.text
    delimiter = delimiter_of(text)
    if delimiter is None:
        raise unreadable(f"{source.path}: no table of delimited fields")
    grid = Grid(source.path)
    remarks: tuple[Diagnostic, ...] = ()
    for row, fields in enumerate(records(text, delimiter)):
        grid.check(len(fields))
        if not grid.add(_cells(row, fields), len(fields)):
            remarks = (Diagnostic("warning", grid.below(), row + 1),)
            break
    starts = line_starts(text)
    last = len(starts) - (1 if len(starts) > 1 and starts[-1] == len(text) else 0)
    sheet = Worksheet(grid.whole(), grid.width, path="table[1]", addressed=True, last_line=last)
    return document_of(source, "tsv" if delimiter == "\t" else "csv", (sheet,), remarks, text)


def _cells(row: int, fields: list[Field]) -> list[Cell]:
    found = []
    for column, (text, start, end) in enumerate(fields):
        if text and (parts := words_of(text))[0]:
            found.append(Cell(row, column, parts[0], indent=parts[1], start=start, end=end, place=(row, column)))
    return found
