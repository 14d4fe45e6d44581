"""Tables of a page: rows and cells laid out on a grid, merged cells, rules and indentation included."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Protocol

from auditor.model.worksheet import Cell
from auditor.read.failure import ReadFailure, over_limit
from auditor.read.page_words import marks_of
from auditor.read.styles import Style

if TYPE_CHECKING:
    from lxml.etree import _Element

CELLS = 1_500_000  # of one page; a place that a cell merged over rows takes in a row below counts as one
WIDEST = 1_000  # columns a cell may take: HTML's own limit
TALLEST = 2_000  # rows a cell may take
BLANK = 2.5  # points that a blank which does not collapse takes

_RULE = re.compile(r"[\s\-=_\u2013\u2014\u2500\u2550]{3,}$")
_RULE_SIGNS = frozenset("-=_\u2013\u2014\u2500\u2550")  # with which the words of a cell that is a rule begin


class Gatherer(Protocol):
    """What laying out a table needs of the page around it."""

    def style(self, element: _Element) -> Style: ...

    def cell_words(self, element: _Element, inner: list[_Element]) -> Any: ...


@dataclass(slots=True)
class PageTable:
    """A table on its grid: rows of the cells that hold words or rules, and the tables found within."""

    rows: list[list[Cell]] = field(default_factory=list)
    width: int = 0
    count: int = 0  # cells, blank ones included
    inner: list[_Element] = field(default_factory=list)

    def claim(self, places: int) -> None:
        """Count places that merged cells take. Raises `ReadFailure` where they are too many."""
        self.count += places
        if self.count > CELLS:
            raise too_many_cells()


def lay_out(element: _Element, page: Gatherer) -> PageTable:
    """The grid of a table's own rows. Hidden cells and rows take no place, as in a browser."""
    table = PageTable()
    taken: dict[int, int] = {}  # column -> rows below the one in hand that a merged cell still takes
    group = None
    for number, row in enumerate(table_rows(element), start=1):
        if row.getparent() is not group:  # no cell reaches from a table's head into its body
            group, taken = row.getparent(), {}
        style = page.style(row)
        if not style.hidden:
            taken = _lay_row(row, number, style, table, page, taken)
    return table


def _lay_row(
    row: _Element, number: int, style: Style, table: PageTable, page: Gatherer, taken: dict[int, int]
) -> dict[int, int]:
    """Add one row to the table; the columns that merged cells take in the rows below."""
    cells: list[Cell] = []
    column = place = 0
    held = {at: left - 1 for at, left in taken.items() if left > 1} if taken else {}
    table.claim(len(held))
    for child in row:
        if child.tag != "td" and child.tag != "th":
            continue
        place += 1
        table.count += 1
        own = page.style(child)
        if own.hidden:
            continue
        while column in taken:
            column += 1
        across = _span(said, WIDEST) if (said := child.get("colspan")) else 1
        down = (TALLEST if said.strip() == "0" else _span(said, TALLEST)) if (said := child.get("rowspan")) else 1
        over, under = own.over or style.over, own.under or style.under
        if len(child) or ((text := child.text) and text.strip()):
            cell = _cell(child, page, table, (len(table.rows), column, across, down), (number, place), own, over, under)
            if cell is not None:
                cells.append(cell)
        elif over or under:  # a spacer that carries a rule; most cells of a page are blank and carry nothing
            cells.append(Cell(len(table.rows), column, "", across, down, over=over, under=under, place=(number, place)))
        if down > 1:
            table.claim(across)
            for at in range(column, column + across):  # of two that overlap, the one that reaches lower
                held[at] = max(held.get(at, 0), down - 1)
        column += across
    table.width = max(table.width, column)
    table.rows.append(cells)
    return held


def too_many_cells() -> ReadFailure:
    return over_limit(f"more than {CELLS:,} cells")


def _span(said: str, most: int) -> int:
    said = said.strip()
    return min(max(1, int(said[:6])), most) if said.isdecimal() else 1


def _cell(
    element: _Element,
    page: Gatherer,
    table: PageTable,
    grid: tuple[int, int, int, int],
    place: tuple[int, int],
    style: Style,
    over: bool,
    under: bool,
) -> Cell | None:
    """One cell that may hold words; None where it holds none and no rule."""
    words = page.cell_words(element, table.inner)
    text = words.text()
    over, under = over or words.over, under or words.under
    if len(text) > 2 and text[0] in _RULE_SIGNS and _RULE.match(text):
        text, over = "", True  # a rule drawn with dashes
    row, column, across, down = grid
    if not text:
        if not over and not under:
            return None
        return Cell(row, column, "", across, down, over=over, under=under, place=place)
    indent = style.indent + words.indent + BLANK * words.leading
    marks, starts = marks_of(text, words) if len(words.places) > 1 else ((), ())
    start = words.places[0][1] if words.places else None
    bold, head = bool(words.bold) or style.bold, element.tag == "th"
    tags = tuple(words.tags)
    return Cell(
        row, column, text, across, down, indent, bold, head, over, under, start, None, place, tags, marks, starts
    )


def table_cells(table: _Element) -> Iterator[_Element]:
    """The cells of a table itself, not those of tables within it."""
    for row in table_rows(table):
        for cell in row:
            if cell.tag in ("td", "th"):
                yield cell


def table_rows(table: _Element) -> Iterator[_Element]:
    """The rows of a table itself, whether or not they stand in a body."""
    for child in table:
        if child.tag == "tr":
            yield child
        elif child.tag in ("tbody", "thead", "tfoot"):
            yield from (row for row in child if row.tag == "tr")
