"""XLSX: the visible sheets of a workbook become worksheets whose cells hold what the sheet shows."""

from __future__ import annotations

import re
import warnings
from datetime import date, datetime
from io import BytesIO
from typing import Any, NamedTuple
from zipfile import ZipFile

from auditor.model.diagnostic import Diagnostic
from auditor.model.worksheet import Cell, Worksheet
from auditor.read.archive import DAMAGE
from auditor.read.failure import ReadFailure, over_limit, unreadable
from auditor.read.frames import COLUMN_LIMIT, ROW_LIMIT, Grid, missing_library, words_of
from auditor.read.printed import date_shown, plain, shown, stored
from auditor.read.source import Source

EXPANDED_LIMIT = 400_000_000  # bytes of all parts together, unpacked
PART_LIMIT = 10_000  # parts of one workbook
MERGE_LIMIT = 1_000  # places a merged cell takes down or across, as in web pages
INDENT = 9.0  # points; one step of a cell's indentation is about three blanks of the usual type
CHUNK = 1 << 20
OVERLAP = 64  # bytes looked at twice, so that a declaration across two chunks is seen

# What openpyxl raises for parts that are missing or make no sense.
SENSELESS: tuple[type[Exception], ...] = (*DAMAGE, KeyError, TypeError, AttributeError, IndexError, SyntaxError)

_DECLARED = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)
_FORMULA = re.compile(rb"<(?:\w+:)?f[ >/]")
_MERGED = re.compile(
    rb'<(?:\w{1,9}:)?mergeCell\s[^>]{0,80}?ref\s?=\s?["\']([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7})["\']'
)

Merges = dict[tuple[int, int], tuple[int, int]]  # zero-based row and column of the first cell -> down and across


class Look(NamedTuple):
    """How a cell is set: its number format, and what of its style matters to a reader of tables."""

    form: str
    bold: bool
    over: bool
    under: bool
    indent: float


def read_workbook(source: Source) -> tuple[tuple[Worksheet, ...], tuple[Diagnostic, ...]]:
    """The visible sheets in order, and remarks on what was not read. Raises `ReadFailure`."""
    try:
        from openpyxl import load_workbook
    except ImportError:
        raise missing_library(source.path, "XLSX", "sheets") from None
    parts = _inspected(source)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # what openpyxl cannot keep (charts, validation) is nothing that is read
        return _opened(source, load_workbook, parts)


def _opened(
    source: Source, load_workbook: Any, parts: dict[str, Part]
) -> tuple[tuple[Worksheet, ...], tuple[Diagnostic, ...]]:
    try:
        book = load_workbook(BytesIO(source.data), read_only=True, data_only=True, keep_links=False)
        try:
            return _sheets(source, book, parts)
        finally:
            book.close()
    except SENSELESS as error:
        raise _damaged(source, error) from None


def _damaged(source: Source, error: Exception) -> ReadFailure:
    words = " ".join(str(error).split())[:120]
    return unreadable(f"{source.path}: damaged XLSX ({words or type(error).__name__})")


class Part(NamedTuple):
    """What the bytes of one sheet say beside its cells."""

    formulas: bool
    merges: Merges


def _inspected(source: Source) -> dict[str, Part]:
    """The XML parts of the archive by name. Refuses bombs, and XML that declares a DTD or entities."""
    found: dict[str, Part] = {}
    try:
        with ZipFile(BytesIO(source.data)) as archive:
            members = archive.infolist()
            if len(members) > PART_LIMIT or sum(member.file_size for member in members) > EXPANDED_LIMIT:
                raise over_limit(
                    f"{source.path}: unpacks to more than {EXPANDED_LIMIT:,} bytes or {PART_LIMIT:,} parts"
                )
            for member in members:
                if member.filename.lower().endswith((".xml", ".rels", ".vml")):
                    with archive.open(member) as stream:
                        found[member.filename] = _part(source, stream)
    except DAMAGE as error:
        raise _damaged(source, error) from None
    return found


def _part(source: Source, stream: Any) -> Part:
    formulas, merges, before = False, {}, b""
    first, in_row = True, 0
    while chunk := stream.read(CHUNK):
        if first and b"\x00" in chunk[:64]:
            raise unreadable(f"{source.path}: damaged XLSX (XML that is not UTF-8)")
        first, window = False, before + chunk
        if _DECLARED.search(window):
            raise unreadable(f"{source.path}: XLSX whose XML declares a document type or entities; it is not opened")
        in_row = _cells_of_row(source, chunk, in_row)
        formulas = formulas or _FORMULA.search(window) is not None
        for match in _MERGED.finditer(window):
            left, top, right, bottom = _column(match[1]), int(match[2]) - 1, _column(match[3]), int(match[4]) - 1
            if top <= bottom and left <= right:
                merges[top, left] = (min(bottom - top + 1, MERGE_LIMIT), min(right - left + 1, MERGE_LIMIT))
        before = window[-2 * OVERLAP :]
    return Part(formulas, merges)


def _cells_of_row(source: Source, chunk: bytes, before: int) -> int:
    """How many cells the last row of a chunk holds so far. Refuses a row that is too wide before it is built.

    Tags are counted, not parsed; a cell whose name has a prefix counts twice, at its beginning and its end.
    """
    *whole, rest = chunk.split(b"row>")
    for piece in (*whole, rest):
        before += sum(map(piece.count, (b"<c ", b"<c>", b":c ", b":c>")))
        if before > 2 * COLUMN_LIMIT:
            raise over_limit(f"{source.path}: a row of more than {COLUMN_LIMIT:,} columns")
        if piece is not rest:
            before = 0
    return before


def _column(letters: bytes) -> int:
    """The zero-based column of "A", "B" … "AA"."""
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number - 1


def _sheets(source: Source, book: Any, parts: dict[str, Part]) -> tuple[tuple[Worksheet, ...], tuple[Diagnostic, ...]]:
    sheets: list[Worksheet] = []
    remarks: list[Diagnostic] = []
    held = 0
    for sheet in book.worksheets:
        if sheet.sheet_state != "visible":
            remarks.append(Diagnostic("info", f"sheet {sheet.title!r} is hidden and was not read"))
            continue
        part = parts.get(getattr(sheet, "_worksheet_path", ""), Part(True, {}))
        grid = Grid(source.path, held)
        unsolved = _Unsolved(source, sheet.title) if part.formulas else None
        if not _fill(grid, sheet, part.merges, unsolved):
            remarks.append(Diagnostic("warning", f"sheet {sheet.title!r}: {grid.below()}"))
        held = grid.held
        if unsolved is not None and unsolved.count:
            remarks.append(unsolved.remark())
        path = f"sheet[{len(sheets) + 1}]"
        sheets.append(
            Worksheet(grid.whole(), grid.width, name=sheet.title, path=path, addressed=True, order=len(sheets))
        )
    if not sheets:
        raise unreadable(f"{source.path}: a workbook without a visible sheet")
    return tuple(sheets), tuple(remarks)


class _Unsolved:
    """Formulas of one sheet whose result the file does not hold: a program wrote it and no spreadsheet solved it."""

    def __init__(self, source: Source, title: str) -> None:
        from openpyxl import load_workbook

        self.title = title
        self.count = 0
        book = load_workbook(BytesIO(source.data), read_only=True, data_only=False, keep_links=False)
        sheet = book[title]
        sheet.reset_dimensions()
        self._at = {
            (cell.row - 1, cell.column - 1): _formula(cell.value)
            for row in sheet.iter_rows()
            for cell in row
            if cell.data_type == "f"
        }
        book.close()

    def text_at(self, row: int, column: int) -> str:
        """The formula, beginning with "=", where one stands; "" elsewhere."""
        text = self._at.get((row, column), "")
        self.count += bool(text)
        return text

    def remark(self) -> Diagnostic:
        formulas = "1 formula has" if self.count == 1 else f"{self.count} formulas have"
        return Diagnostic(
            "warning",
            f"sheet {self.title!r}: {formulas} no stored result; open and save the file in a spreadsheet program",
        )


def _formula(value: object) -> str:
    text = str(getattr(value, "text", value) or "")
    return text if text.startswith("=") else f"={text}"


def _fill(grid: Grid, sheet: Any, merges: Merges, unsolved: _Unsolved | None) -> bool:
    """Add the rows of ``sheet``, each cell at its own row and column, merged ones once; whether all could be added."""
    looks: dict[Any, Look] = {}
    sheet.reset_dimensions()  # the file's own word on its size may be any; its cells are what counts
    for number, row in enumerate(sheet.iter_rows()):
        if number >= ROW_LIMIT:
            raise over_limit(f"{grid.path}: more than {ROW_LIMIT:,} rows")
        if not row:  # a gap is passed quickly: the last row of a sheet is the millionth
            grid.blank += 1
            continue
        cells: list[Cell] = []
        width = 0
        for cell in row:
            column = getattr(cell, "column", 0) - 1
            if column < 0:
                continue  # nothing is stored here
            key = cell.style_array
            look = looks.get(key)
            if look is None:
                look = looks[key] = _look(cell)
            text = _text(cell, look.form)
            if cell.value is None and unsolved is not None:
                text = unsolved.text_at(number, column)
            words, blanks = words_of(text)
            if not words and not look.over and not look.under:
                continue
            down, across = merges.get((number, column), (1, 1))
            width = max(width, column + across)
            place = (number, column)
            indent = look.indent + blanks
            cells.append(
                Cell(
                    number,
                    column,
                    words,
                    across,
                    down,
                    indent,
                    look.bold,
                    over=look.over,
                    under=look.under,
                    place=place,
                )
            )
        if not grid.add(cells, width):
            return False
    return True


def _look(cell: Any) -> Look:
    font, border, alignment = cell.font, cell.border, cell.alignment
    return Look(
        form=cell.number_format or "General",
        bold=bool(font is not None and font.b),
        over=_ruled(border, "top"),
        under=_ruled(border, "bottom"),
        indent=INDENT * float(alignment.indent) if alignment is not None and alignment.indent else 0.0,
    )


def _ruled(border: Any, side: str) -> bool:
    edge = getattr(border, side, None)
    return edge is not None and bool(edge.style) and edge.style != "none"


def _text(cell: Any, form: str) -> str:
    """What the cell shows; "" where it holds nothing."""
    value = cell.value
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, int | float):
        number = stored(value)
        return "" if number is None else (plain(number) if form == "General" else shown(number, form))
    if isinstance(value, datetime):
        return date_shown(value.date(), form)
    return date_shown(value, form) if isinstance(value, date) else str(value)
