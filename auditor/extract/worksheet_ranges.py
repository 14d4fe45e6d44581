"""Ranges in cells: "$445,500 - $448,000" is two amounts of one line, "at least $14.65" is one.

Tables of an outlook print them. A column that holds them becomes two, of the lower and of the upper ends; neither is
added up, since the range of a total is seldom the total of the ranges.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace

from auditor.extract.worksheet_cells import read_mark
from auditor.model.ranges import HEDGED, LONGEST, RANGE_OF, is_amount_range
from auditor.model.worksheet import Cell, Worksheet
from auditor.read.page_places import digit_behind

RANGE = "range"  # the kind of a column of ends of ranges
SHARE = 1 / 3  # of a column's numbers that must be ranges or hedged
FEWEST = 2  # of them
REACH = 400  # characters of the page in which the digits of a cell's first number stand

_SCALED = re.compile(r"\b(?:million|billion|thousand)\b", re.IGNORECASE)


def with_ranges(sheet: Worksheet, text: str) -> Worksheet:
    """The worksheet with each column of ranges set as two; ``text`` is the document's. Where there are none, the very
    same."""
    columns = _columns(sheet)
    if not columns:
        return sheet
    rows = tuple(
        tuple(made for at, cell in enumerate(row) for made in _set(cell, at > 0 and _edge(cell) in columns, text))
        for row in sheet.rows
    )
    return replace(sheet, rows=rows, width=2 * sheet.width)


def _edge(cell: Cell) -> int:
    return cell.column + cell.across


def _columns(sheet: Worksheet) -> frozenset[int]:
    """The right edges of the columns of which many numbers are ranges or hedged. A column that names its scale in its
    cells ("$5.50 to $5.55 billion") is one of words, read like sentences."""
    ranges: dict[int, int] = defaultdict(int)
    others: dict[int, int] = defaultdict(int)
    worded: set[int] = set()
    for row in sheet.rows:
        for cell in row[1:]:  # the first of a row is its label: "$10 to $19" of what options cost
            if not cell.text or not any(sign.isdigit() for sign in cell.text):
                continue
            if is_amount_range(cell.text):
                ranges[_edge(cell)] += 1
            elif _SCALED.search(cell.text):
                worded.add(_edge(cell))
            elif read_mark(cell.text)[0] == "figure":
                others[_edge(cell)] += 1
    return frozenset(
        edge
        for edge, count in ranges.items()
        if edge not in worded and count >= FEWEST and count >= SHARE * (count + others[edge])
    )


def _set(cell: Cell, is_ranged: bool, text: str) -> Iterator[Cell]:
    """A cell on a grid twice as fine; a range as two cells side by side."""
    column, across = 2 * cell.column, 2 * cell.across
    wide = cell._replace(column=column, across=across)
    if not is_ranged or len(cell.text) > LONGEST:
        yield wide
        return
    both, one = RANGE_OF.fullmatch(cell.text), HEDGED.fullmatch(cell.text)
    if both is not None:
        yield wide._replace(text=_signed(both["low"], both["high"]), across=cell.across, ranged=True)
        yield wide._replace(
            text=both["high"].strip(), column=column + cell.across, across=cell.across, ranged=True,
            start=_behind(both["low"], cell.start, text), tags=(),
        )  # fmt: skip
    elif one is not None:
        yield wide._replace(text=(one["before"] or one["behind"]).strip(), ranged=True)
    else:
        yield wide


def _signed(low: str, high: str) -> str:
    """The lower end with the sign for percent that only the upper one has: "0.5 - 0.6%"."""
    return low.strip() + ("%" if high.rstrip(" )").endswith("%") and "%" not in low else "")


def _behind(low: str, start: int | None, text: str) -> int | None:
    """Where the digits of a range's lower end have ended in the document; None where they cannot be found."""
    if start is None:
        return None
    digits = sum(map(str.isdigit, low))
    last = digit_behind(text, start, digits - 1, start + REACH)
    return None if last is None else last + 1
