"""Tables of figures from drafts: each mark at its place, with its unit, scale, period and tag."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence

from auditor.extract.currencies import currency_of
from auditor.extract.layout import share_units
from auditor.extract.numbers import without_notes
from auditor.extract.percentages import percents_throughout
from auditor.extract.units import is_of_amounts, measure, unit_in
from auditor.extract.worksheet_cells import Item
from auditor.extract.worksheet_columns import Lane
from auditor.extract.worksheet_drafts import Draft, Reading
from auditor.extract.worksheet_rows import SheetRow
from auditor.model.document import Document
from auditor.model.figure import Figure
from auditor.model.record import altered
from auditor.model.table import Row, Table
from auditor.model.worksheet import Cell, Worksheet, address
from auditor.read.page_places import digit_behind

REACH = 4_000  # characters of source behind a cell's beginning within which its figure is found again
RULED_THROUGHOUT = 0.6  # share of rows ruled from which rules are a grid, no signs of sums
HIGHEST_PER_SHARE = 100_000  # in cents

_DILUTIVE = re.compile(
    r"\beffect of\b|\bdiluti(?:ve|on)\b|\bassumed (?:conversion|exercise)\b|\b(?:options|awards)\b", re.IGNORECASE
)
_CORE = re.compile(r"[\d.,]*\d")


def build_table(draft: Draft, reading: Reading) -> Table:
    """The finished table; its figures are appended to the reading's."""
    caption, sheet = draft.caption, draft.sheet
    money = caption.unit == "USD" or caption.statement is not None or _shows_currency(draft)
    currency = _currency(draft, reading.currency)
    index = len(reading.tables)
    rows: list[Row] = []
    grid: list[tuple[int | None, ...]] = []
    ruled = _rules(draft)
    for number, (words, cells) in enumerate(zip(draft.words, draft.cells, strict=True)):
        line = _line(words.row, sheet, reading.document, rows[-1].line if rows else 1)
        rows.append(
            Row(
                index=number,
                line=line,
                label=without_notes(words.label.text) if words.label else "",
                path=words.path,
                indent=words.label.indent if words.label else -1,
                ruled=ruled[number],
                closed=ruled[number + 1],
                gap=words.gap,
                headed=words.headed,
                number=_number(words.row, sheet),
            )
        )
        places: list[int | None] = []
        for column, item in enumerate(cells):
            if item is None or item.token is None:
                places.append(None)
                continue
            places.append(len(reading.figures))
            elder = grid[-1][column] if grid else None
            unit = reading.figures[elder].unit if elder is not None else None
            reading.figures.append(_figure(draft, rows[-1], item, column, reading, index, (money, currency, unit)))
        grid.append(tuple(places))
    if not money:
        share_units(reading.figures, grid)
    percents_throughout(reading.figures, grid)
    _dilution(reading.figures, rows, grid)
    first = reading.document.line_of(sheet.line) if not sheet.addressed else sheet.line
    return Table(
        index=index,
        title=caption.title,
        statement=caption.statement,
        unit=currency if money else caption.unit,
        scale=caption.scale,
        rows=tuple(rows),
        columns=tuple(draft.columns),
        grid=tuple(grid),
        line=min([first, *(row.line for row in rows[:1])]),
        last_line=max([first, *(row.line for row in rows)]),
        caption=caption.text,
        unread=draft.unread,
        anchor=None if sheet.addressed else sheet.path or None,
        merged=_merged_cells(draft),
    )


def _dilution(figures: list[Figure], rows: Sequence[Row], grid: Sequence[Sequence[int | None]]) -> None:
    """What is added between basic and diluted shares ("effect of stock options") are shares, though nothing says so."""
    for at in range(1, len(rows) - 1):
        if not _DILUTIVE.search(rows[at].label):
            continue
        for above, here, below in zip(grid[at - 1], grid[at], grid[at + 1], strict=True):
            if above is None or here is None or below is None:
                continue
            first, figure, last = figures[above], figures[here], figures[below]
            alike = first.unit == last.unit == "shares" and first.exponent == last.exponent and not first.places
            if alike and figure.unit != "shares" and not figure.places:
                figures[here] = altered(figure, unit="shares", exponent=0 if figure.nil else first.exponent)


def _line(row: SheetRow, sheet: Worksheet, document: Document, above: int) -> int:
    """The row's line; that of the row above where the row's place is unknown, because it holds no digit."""
    start = next((item.cell.start for item in row.items if item.cell.start is not None), None)
    if start is not None:
        return document.line_of(start)
    return row.number + 1 if sheet.addressed else above


def _number(row: SheetRow, sheet: Worksheet) -> int | None:
    """The row's number as its table or sheet counts; None for rows that are lines of a text."""
    if sheet.addressed:
        return row.number + 1
    return row.cells[0].place[0] if sheet.path else None


def _merged_cells(draft: Draft) -> tuple[tuple[int, int, int, int], ...]:
    """The merged cells that hold words or figures: row, column, rows and columns taken."""
    return tuple(
        (cell.row, cell.column, cell.down, cell.across)
        for row in draft.rows
        for cell in row.cells
        if cell.text and (cell.across > 1 or cell.down > 1)
    )


def _rules(draft: Draft) -> list[frozenset[int]]:
    """For each row, and behind the last, the columns that a rule crosses between it and the row above."""
    found: list[frozenset[int]] = []
    for number, words in enumerate(draft.words):
        spans = [] if number == 0 else words.rules
        found.append(_crossed(spans, draft.lanes))
    if sum(map(bool, found)) > RULED_THROUGHOUT * len(found) and len(found) > 3:
        found = [frozenset()] * len(found)
    last = draft.words[-1].row
    found.append(_crossed(last.closes, draft.lanes))
    return found


def _crossed(spans: Sequence[tuple[int, int]], lanes: Sequence[Lane]) -> frozenset[int]:
    return frozenset(
        at for at, lane in enumerate(lanes) if any(start < lane.edge and end > lane.edge - 1 for start, end in spans)
    )


def _shows_currency(draft: Draft) -> bool:
    """Whether a row without a unit of its own shows a currency sign."""
    for words, cells in zip(draft.words, draft.cells, strict=True):
        if any(item is not None and item.token is not None and item.token.currency for item in cells):
            said = (words.label.text if words.label else "", *words.path)
            if all(unit_in(text) is None for text in said):
                return True
    return any(currency_of(head) is not None for head in draft.headings.heads)


def _currency(draft: Draft, habit: str) -> str:
    """The currency of a table's money: what heads, caption or figures name; the document's where they are silent."""
    said = " ".join([draft.caption.text, *draft.headings.heads, draft.headings.stub])
    shown = " ".join(item.text for row in draft.cells[:40] for item in row if item is not None)
    return currency_of(said) or currency_of(shown) or habit


def _figure(
    draft: Draft, row: Row, item: Item, column: int, reading: Reading, table: int, money: tuple[bool, str, str | None]
) -> Figure:
    head, token, cell = draft.columns[column], item.token, item.cell
    assert token is not None  # a mark without a token is in no column
    is_money, currency, elder = money
    unit, scale = measure(token, row.label, row.path, head.header, head.kind, draft.caption, is_money, elder)
    if unit == "USD/share" and token.exponent == 0 and is_of_amounts(head.header, [c.header for c in draft.columns]):
        unit, scale = measure(token, "", (), head.header, head.kind, draft.caption, True)
    if item.points and not token.percent:
        unit, scale = None, 0
    if unit == "USD" and token.exponent == -2 and draft.per_share and abs(token.mantissa or 0) < HIGHEST_PER_SHARE:
        unit, scale = "USD/share", 0
    if currency != "USD" and unit is not None and unit.startswith("USD"):
        unit = unit.replace("USD", currency, 1)
    nil = token.kind == "nil"
    start, end = _span(reading.document.text, item)
    tag = tag_of(item.text, cell.tags, reading.document)
    return Figure(
        index=len(reading.figures),
        text=item.text if draft.sheet.addressed and token.text not in item.text else token.text,
        comma=draft.sheet.addressed and "," in item.text and "." in token.text and token.text not in item.text,
        mantissa=token.mantissa,
        exponent=(0 if nil else token.exponent) + scale,
        unit=unit,
        label=row.label,
        path=row.path,
        period=draft.periods[row.index][column],
        line=None if start is None else bisect_right(reading.document.line_starts, start),
        start=start,
        end=end,
        table=table,
        row=row.index,
        column=column,
        cell=(cell.row, cell.column) if draft.sheet.addressed else None,
        nil=nil,
        anchor=_anchor(draft.sheet, cell),
        fact=tag,
    )


def _span(text: str, item: Item) -> tuple[int | None, int | None]:
    """Where the figure's digits stand in the source, with the bracket or sign that touches them."""
    start = item.cell.start
    core = _CORE.search(item.text)
    if start is None or core is None:
        return None, None
    place = _digits_at(text, core[0], start)
    if place is None:
        return None, None
    at, end = place
    if item.text[: core.start()].endswith(("(", "-")) and text[at - 1 : at] in ("(", "-"):
        at -= 1
    if item.text[core.end() :].startswith(")") and text[end : end + 1] == ")":
        end += 1
    return at, end


def _digits_at(text: str, number: str, start: int) -> tuple[int, int] | None:
    """Where a number stands that is the first behind ``start``; its digits may lie in several tags."""
    lead = next(place for place, sign in enumerate(number) if sign.isdigit())
    first = digit_behind(text, start, 0, start + REACH)
    if first is None or text[first] != number[lead]:
        return None
    if text.startswith(number, first - lead):
        return first - lead, first - lead + len(number)
    digits = sum(map(str.isdigit, number))
    last = digit_behind(text, first, digits - 1, first + REACH)
    return first, (first if last is None else last) + 1


def tag_of(text: str, tags: Sequence[int], document: Document) -> int | None:
    """The tag whose displayed digits are a figure's. Its value is not looked at: it is a witness of its own."""
    if not tags:
        return None
    digits = [c for c in text if c.isdigit()]
    for at in tags:
        if [c for c in document.tags[at].text if c.isdigit()] == digits:
            return at
    return tags[0] if len(tags) == 1 and not digits else None


def _anchor(sheet: Worksheet, cell: Cell) -> str | None:
    """What finds the cell again: its place in the page, or its address where the file has several sheets."""
    if not sheet.addressed:
        path = sheet.paths[cell.row] if sheet.paths else sheet.path
        return f"{path}/tr[{cell.place[0]}]/td[{cell.place[1]}]" if path else None
    return address(cell.row, cell.column, sheet.name) if sheet.name else None
