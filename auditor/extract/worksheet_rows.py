"""Rows of a worksheet: which hold figures, which head columns, which head rows, which only draw a rule."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Literal

from auditor.extract.captions import is_unit_note, statement_of
from auditor.extract.periods import is_periodic
from auditor.extract.worksheet_cells import Item, items
from auditor.extract.worksheet_commas import has_decimal_commas
from auditor.model.worksheet import Cell, Worksheet

RowKind = Literal["blank", "rule", "figures", "heads", "words"]

SENTENCE = 120  # characters from which words are running text
MANY_LINES = 2  # figures on so many lines of one cell are rows of their own

_YEARLIKE = re.compile(r"(?:\bFY ?|')\d{2}\b|\b(?:19|20)\d\d[EAP]?\b|\bQ[1-4]\b|\b[1-4]Q\b", re.IGNORECASE)
_UNGROUPED = re.compile(r"(?<![\d.])\d{4}")
_LETTERS = re.compile(r"[A-Za-z]")


@dataclass(slots=True)
class SheetRow:
    """One row: its marks, its words left of the figures, and what kind of row it is."""

    number: int  # in the worksheet's grid
    cells: tuple[Cell, ...]
    items: list[Item]
    kind: RowKind = "blank"
    rules: list[tuple[int, int]] = field(default_factory=list)  # grid columns under a rule at its upper edge
    closes: list[tuple[int, int]] = field(default_factory=list)  # and over one at its lower edge

    @property
    def figures(self) -> list[Item]:
        return [item for item in self.items if item.kind == "figure"]

    @property
    def words(self) -> list[Item]:
        return [item for item in self.items if item.kind == "words"]


def rows_of(sheet: Worksheet) -> list[SheetRow]:
    """Every row of a worksheet with its kind; rows whose cells hold several lines of figures are taken apart."""
    made: list[SheetRow] = []
    commas = sheet.addressed and has_decimal_commas(sheet)
    for number, cells in enumerate(sheet.rows):
        for part in _taken_apart(cells):
            row = SheetRow(number, part, items(part, commas))
            row.rules = [(cell.column, cell.column + cell.across) for cell in part if cell.over]
            row.closes = [(cell.column, cell.column + cell.across) for cell in part if cell.under]
            made.append(row)
    above = True  # the first row of figures is still to come
    for row in made:
        row.kind = _kind(row, sheet.width)
        if above and row.kind == "figures":
            if all(_is_index(item) for item in row.items):
                row.kind = "blank"  # "(1) (2) (3)" under the heads: references or letters of columns
            elif _names_columns(row):
                row.kind = "heads"  # models of aircraft, basis points: numbers that name columns
            else:
                above = False
    _return_headings(made)
    _return_amounts(made)
    return made


def _names_columns(row: SheetRow) -> bool:
    """Whether a first row without a label holds only bare small integers, and words beside them."""
    if len(row.items) < 2 or row.items[0].left == 0:
        return False
    return all(item.kind == "words" or (item.text.isdigit() and len(item.text) < 4) for item in row.items)


def _return_headings(rows: Sequence[SheetRow]) -> None:
    """Words alone in a row, left of every figure, head rows although empty cells indent them; they are no head."""
    lefts = [item.left for row in rows if row.kind == "figures" for item in row.figures]
    edge = min(lefts, default=0)
    for row in rows:
        if row.kind == "heads" and len(row.items) == 1 and row.items[0].right <= edge:
            row.kind = "words"


def _return_amounts(rows: Sequence[SheetRow]) -> None:
    """Where thousands are printed without commas "Wood  1950" may be an amount: below figures it is no head of a year,
    unless it names several in a run, as heads do."""
    numbers = [item.text for row in rows if row.kind == "figures" for item in row.figures]
    if any("," in text for text in numbers) or not any(map(_UNGROUPED.search, numbers)):
        return
    below = False
    for row in rows:
        if row.kind == "figures":
            below = True
        elif below and row.kind == "heads" and _labels_years(row):
            row.kind = "figures"


def _labels_years(row: SheetRow) -> bool:
    """Whether words that are no head of the stub stand before years, and the years are no run of neighbours."""
    first, *others = row.items
    if first.kind != "words" or _reads_as_head(row) or any(item.kind == "words" for item in others):
        return False
    years = [item.token.mantissa or 0 for item in others if item.kind == "year" and item.token is not None]
    return bool(years) and (len(years) == 1 or any(abs(one - next_one) > 1 for one, next_one in pairwise(years)))


def _taken_apart(cells: tuple[Cell, ...]) -> list[tuple[Cell, ...]]:
    """A row whose cells all hold the same number of lines, figures among them, as that many rows."""
    if not any("\n" in cell.text for cell in cells):
        return [cells]
    counts = {cell.text.count("\n") + 1 for cell in cells if cell.text}
    many = [cell for cell in cells if "\n" in cell.text]
    lined = [
        cell
        for cell in many
        if sum(any(c.isdigit() for c in line) and not _LETTERS.search(line) for line in cell.text.split("\n"))
        >= MANY_LINES
    ]
    if len(counts) != 1 or not lined or all(is_periodic(cell.text) for cell in lined):
        return [cells]
    filled = [cell for cell in cells if cell.text]
    lines = zip(*(cell.text.split("\n") for cell in filled), strict=True)
    return [tuple(cell._replace(text=text) for cell, text in zip(filled, line, strict=True)) for line in lines]


def _kind(row: SheetRow, width: int) -> RowKind:
    if not row.items:
        return "rule" if row.rules or row.closes else "blank"
    figures = row.figures
    if any(item.token is not None and item.token.kind == "number" and not _is_index(item) for item in figures):
        return "figures"
    if is_head_row(row, width):
        return "heads"
    if figures or _is_row_of_marks(row):
        return "figures"
    if any(item.kind == "year" for item in row.items) and row.words and len(row.words[0].text) < SENTENCE:
        return (
            "figures"
            if row.words[0].left == min(item.left for item in row.items) and not _reads_as_head(row)
            else "heads"
        )
    return "words"


def _is_row_of_marks(row: SheetRow) -> bool:
    """A label with "N/A" in the columns."""
    return len(row.items) > 1 and row.items[0].kind == "words" and all(item.kind == "mark" for item in row.items[1:])


def _reads_as_head(row: SheetRow) -> bool:
    """Whether the words left of years are a stub head ("(in millions)", "Year ended December 31,")."""
    first = row.words[0].text if row.words else ""
    return not first or is_unit_note(first) or is_periodic(first) or first.endswith(":") or len(first) < 4


def is_head_row(row: SheetRow, width: int) -> bool:
    """Words, years or dates over columns: at least one stands right of where the stub begins."""
    found = [item for item in row.items if item.kind in ("words", "year", "note")]
    if not found or any(item.kind == "figure" and not _is_index(item) for item in row.items):
        return False
    years = [item for item in found if item.kind == "year" or _YEARLIKE.search(item.text)]
    right = [item for item in found if item.left > 0]
    if len(found) == 1 and row.figures:
        return False
    if len(found) == 1:
        only = found[0]
        spans_all = only.left == 0 and only.right >= width - 1
        if only.left == 0 or spans_all or len(only.text) > SENTENCE:
            return False
        return is_periodic(only.text) or not statement_of(only.text)
    if len(years) == len(found):
        return True
    if years and len(years) >= len(found) - 1 and _reads_as_head(row):
        return True
    return bool(right) and all(len(item.text) <= SENTENCE for item in found)


def _is_index(item: Item) -> bool:
    """A lone column letter or number in brackets: (A), (1)."""
    return item.token is not None and item.token.may_be_note


def segments(rows: Sequence[SheetRow]) -> list[tuple[int, int]]:
    """Where the tables of one worksheet begin and end: a new one begins at heads of periods below figures.

    Its titles, which stand between the last figures and its heads, are its own.
    """
    borders: list[int] = []
    seen = 0
    for at, row in enumerate(rows):
        if row.kind == "figures":
            seen += 1
        elif row.kind == "heads" and seen > 1 and _heads_periods(row):
            first = at
            while first > 0 and rows[first - 1].kind != "figures":
                first -= 1
            first = _after_notes(rows, first, at)
            borders.append(first)
            seen = 0
    edges = [0, *borders, len(rows)]
    return [(a, b) for a, b in pairwise(edges) if b > a]


def _heads_periods(row: SheetRow) -> bool:
    """Whether a row in the middle of a table names periods over columns, as the heads of a next table do."""
    over = [item for item in row.items if item.left > 0]
    return bool(over) and any(item.kind == "year" or is_periodic(item.text) for item in over)


def _after_notes(rows: Sequence[SheetRow], first: int, at: int) -> int:
    """Behind the footnotes of the table above: sentences belong to it, titles to the table below."""
    for place in range(at - 1, first - 1, -1):
        text = " ".join(item.text for item in rows[place].items)
        if len(text) > SENTENCE:
            return place + 1
    return first
