"""Tables of a page: rows and cells laid out on a grid, merged cells, rules and indentation included."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Protocol

from auditor.model.worksheet import Cell
from auditor.read.styles import Style

if TYPE_CHECKING:
    from lxml.etree import _Element

WIDEST = 1_000  # columns a cell may take: HTML's own limit
TALLEST = 2_000  # rows a cell may take
BLANK = 2.5  # points that a blank which does not collapse takes

_RULE = re.compile(r"[\s\-=_\u2013\u2014\u2500\u2550]{3,}$")


class Gatherer(Protocol):
    """What lays out a table needs of the page around it."""

    offsets: dict[Any, int]

    def style(self, element: _Element) -> Style: ...

    def cell_words(self, element: _Element, inner: list[_Element]) -> Any: ...


@dataclass(slots=True)
class PageTable:
    """A table on its grid: rows of the cells that hold words or rules, and the tables found within."""

    rows: list[list[Cell]] = field(default_factory=list)
    width: int = 0
    count: int = 0  # cells, blank ones included
    inner: list[_Element] = field(default_factory=list)


def lay_out(element: _Element, page: Gatherer) -> PageTable:
    """The grid of a table's own rows. Hidden cells and rows take no place, as in a browser."""
    from auditor.read.html import table_rows

    table = PageTable()
    taken: dict[int, int] = {}  # column -> rows below the one in hand that a merged cell still takes
    for number, row in enumerate(table_rows(element), start=1):
        style = page.style(row)
        if style.hidden:
            continue
        cells: list[Cell] = []
        column = place = 0
        held = {at: left - 1 for at, left in taken.items() if left > 1}
        for child in row:
            if child.tag not in ("td", "th"):
                continue
            place += 1
            table.count += 1
            own = page.style(child)
            if own.hidden:
                continue
            while column in taken:
                column += 1
            across, down = _span(child.get("colspan"), WIDEST), _span(child.get("rowspan"), TALLEST)
            cell = _cell(child, page, table, (len(table.rows), column, across, down), (number, place), style, own)
            if cell is not None:
                cells.append(cell)
            if down > 1:
                held |= dict.fromkeys(range(column, column + across), down - 1)
            column += across
        table.width = max(table.width, column)
        table.rows.append(cells)
        taken = held
    return table


def _span(said: str | None, most: int) -> int:
    if said is None or not said.strip().isdecimal():
        return 1
    return min(max(1, int(said.strip()[:6])), most)


def _cell(
    element: _Element,
    page: Gatherer,
    table: PageTable,
    grid: tuple[int, int, int, int],
    place: tuple[int, int],
    row_style: Any,
    style: Any,
) -> Cell | None:
    """One cell; None where it is blank and unruled."""
    words = page.cell_words(element, table.inner)
    text = "\n".join(line for line in words.lines() if line)
    over, under = style.over or words.over or row_style.over, style.under or words.under or row_style.under
    if text and _RULE.match(text) and len(text) > 2 and not any(c.isalnum() for c in text):
        text, over = "", True  # a rule drawn with dashes
    if not text:
        if not over and not under:
            return None
        return Cell(*grid[:2], "", grid[2], grid[3], over=over, under=under, place=place)
    indent = style.indent + words.indent + BLANK * words.leading
    start = page.offsets.get(element)
    return Cell(
        *grid[:2],
        text,
        grid[2],
        grid[3],
        indent,
        bool(words.bold) or style.bold,
        element.tag == "th",
        over,
        under,
        start,
        None,
        place,
        tuple(words.tags),
    )
