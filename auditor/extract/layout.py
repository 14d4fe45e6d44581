"""Layout: blocks of monospaced text become tables of figures."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from auditor.extract.blocks import Block, find_blocks
from auditor.extract.captions import Caption, is_unit_note, read_caption, statement_by_rows
from auditor.extract.columns import Band, find_bands, place_cells
from auditor.extract.headers import Front, read_front, reads_as_prose
from auditor.extract.lines import LONG, LONGEST_TABLE_LINE, Line, lines_of
from auditor.extract.numbers import Token, closed_up, without_notes
from auditor.extract.percentages import percents_throughout
from auditor.extract.periods import Calendar, calendar_of, is_periodic, period_of
from auditor.extract.stub import StubRow, read_stub
from auditor.extract.units import measure, unit_in
from auditor.extract.worksheet_periods import balance_in_flow
from auditor.model.audit import Diagnostic
from auditor.model.document import Document
from auditor.model.figure import Figure
from auditor.model.table import Column, Row, Table

INHERIT = 3  # places by which columns may differ from those whose heads they take over
NEXT = 6  # lines from the end of a table to the blank heads of the one that goes on
LONG_LINES = 20  # overlong lines reported one by one
PAGE_NUMBERS = 1_000  # a table of contents names pages below this

_CHANGE = re.compile(r"\bchange\b|\bincrease\b|\bdecrease\b|\bvariance\b", re.IGNORECASE)
_PERCENT = re.compile(r"%|\bpercent(?:age)?\b", re.IGNORECASE)
_SPAN_OF_YEARS = re.compile(r"\b(?:two|three|four|five) (?:fiscal )?years\b", re.IGNORECASE)
_INDEX = re.compile(r"\b(?:pages?|index|table of contents)\b", re.IGNORECASE)
_OTHER_HALF = re.compile(r"\btotal .{0,40}liabilities (?:and|&) .{0,40}(?:equity|deficit|deficiency|investment)", re.I)
_DIGIT = re.compile(r"\d")
_NUMERIC = re.compile(r"[($]*\d")
_BROKEN = re.compile(r"\(?\$? ?(?=[\d,]* ,| ?[\d,]*, )\d{1,3}(?: ?, ?\d{3})+\)?")  # a space beside a comma
_MEASURED = re.compile(r"[,.$()%]")


@dataclass(slots=True)
class Draft:
    """A table being read: one entry of ``cells`` a row, one token or None a column."""

    block: Block
    bands: list[Band]
    front: Front
    rows: list[StubRow]
    cells: list[list[Token | None]]
    below: list[tuple[int, int]]
    caption: Caption
    unread: int = 0
    columns: list[Column] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Layout:
    """What the tables of a document hold."""

    tables: tuple[Table, ...]
    figures: tuple[Figure, ...]
    seen: int
    diagnostics: tuple[Diagnostic, ...]


def read_layout(document: Document) -> Layout:
    """Every table of the document, with its figures in reading order."""
    lines = lines_of(document)
    calendar = calendar_of(document.text, document.fiscal_year_end)
    tables: list[Table] = []
    figures: list[Figure] = []
    diagnostics = [
        Diagnostic("warning", f"longer than {LONGEST_TABLE_LINE:,} characters; no table is looked for", line.number + 1)
        for line in lines
        if line.tag == LONG
    ][:LONG_LINES]
    seen = 0
    elder: Draft | None = None
    for block in find_blocks(lines):
        draft = _draft(lines, block)
        if draft is None:
            continue
        seen += 1
        _head_columns(draft, elder, calendar)
        table = _table(draft, len(tables), lines, figures)
        if table.unread:
            diagnostics.append(
                Diagnostic("info", f"table {table.id}: numbers that stand in no column: {table.unread}", table.line)
            )
        tables.append(table)
        elder = draft
    return Layout(tuple(tables), tuple(figures), seen, tuple(diagnostics))


def _draft(lines: list[Line], block: Block) -> Draft | None:
    """Columns, rows and words of a block; None where it is no table."""
    rows = [line for line in lines[block.first : block.last + 1] if line.kind == "figures"]
    bands = find_bands([line.evidence for line in rows if not _is_folio(line)])
    if not bands:
        return None
    front = read_front(lines, block, bands)
    placed: dict[int, list[Token | None]] = {}
    unread = 0
    for line in rows:
        cells, missed = _place(line, bands)
        unread += missed
        if any(cells):
            placed[line.number] = cells
        elif _is_folio(line):
            line.kind, unread = "tag", unread - missed
        else:
            line.kind, line.label = "text", line.text.strip()
    body = lines[front.body : block.last + 1]
    _take_notes(body, front)
    if not _is_table(body, placed, front, len(bands)):
        return None
    worded = (line for line in body if line.kind == "text" and _DIGIT.search(line.text))
    unread += sum(_is_stray(piece, bands) for line in worded for piece in line.segments[1:])
    width = max(
        (line.label_end for line in body if line.kind in ("figures", "text") and line.label_end <= bands[0].edge),
        default=0,
    )
    stub, _ = read_stub(body, width, bands[0].left)
    below = [segment for line in lines[block.last + 1 : block.foot + 1] for segment in line.rules]
    caption = read_caption(front.caption + [front.stub] * bool(front.stub) + front.notes)
    return Draft(block, bands, front, stub, [placed[row.line.number] for row in stub], below, caption, unread)


def _take_notes(body: list[Line], front: Front) -> None:
    """A note of units between heads and figures belongs to the caption and is no heading."""
    for line in body:
        if line.kind == "figures":
            return
        words = " ".join(piece[2] for piece in line.segments)
        if line.kind == "text" and is_unit_note(words) and not words.endswith(":"):
            front.notes.append(words)
            line.kind = "tag"


def _is_folio(line: Line) -> bool:
    """A page's number: a bare small integer alone on its line."""
    return not line.label and len(line.cells) == 1 and line.cells[0].text.isdigit() and len(line.cells[0].text) <= 3


def _place(line: Line, bands: list[Band]) -> tuple[list[Token | None], int]:
    """The line's figures by column, and how many stand in none. Settles the line's label."""
    cells = line.evidence
    first = next((i for i, cell in enumerate(line.cells) if cell in cells[:1]), len(line.cells))
    for cell in reversed(line.cells[:first]):  # loose ones, nearest the columns first
        near = [band for band in bands if abs(cell.edge - band.edge) <= 1]
        if cell.is_cell and near and not cell.may_be_note and not cell.is_year and cell.edge < cells[0].left:
            cells.insert(0, cell)
        else:
            break
    row: list[Token | None] = [None] * len(bands)
    unread = 0
    label_end = cells[0].left if cells else len(line.text)
    for cell, place in zip(cells, place_cells(cells, bands), strict=True):
        if place is not None:
            row[place] = cell
        elif cell is cells[0] and (cell.may_be_note or cell.is_year):
            label_end = cell.right
        else:
            unread += 1
    strays = []
    if _DIGIT.search(line.text, 0, label_end):
        strays = [piece for piece in line.segments[1:] if piece[1] <= label_end and _is_stray(piece, bands)]
    if strays:  # "26,44l": it stands in a column but is no number
        placed = sum(_keep_unread(piece, bands, row) for piece in strays)
        unread, label_end = unread + len(strays) - placed, strays[0][0]
    label = line.text[:label_end].rstrip()
    line.label = (label.rstrip(" .") if line.leads else label).strip()
    line.label_end = len(label)
    line.indent = len(line.text) - len(line.text.lstrip()) if line.label else -1
    return row, unread


def _keep_unread(piece: tuple[int, int, str], bands: list[Band], row: list[Token | None]) -> bool:
    """Put a broken number ("4,180 ,000") into its column, where that is free: a cell never vanishes."""
    start, end, words = piece
    if not _BROKEN.fullmatch(words):
        return False
    for place, band in enumerate(bands):
        if row[place] is None and start < band.right and end > band.left:
            row[place] = _mended(piece)
            return True
    return False


def _mended(piece: tuple[int, int, str]) -> Token:
    """A broken number as it must have been meant, at its place in the line; without a value where that is not sure."""
    start, end, words = piece
    token = closed_up(words)
    if token is None:
        return Token("number", words, start, end, start, end, end)
    return replace(token, start=start + token.start, end=end, left=start, edge=start + token.edge, right=end)


def _is_stray(piece: tuple[int, int, str], bands: list[Band]) -> bool:
    """Whether words look like a figure in a column, as "87 1/2-72 3/4" and a misspelt "26,44l" do."""
    start, end, words = piece
    return bool(_NUMERIC.match(words)) and any(start < band.right and end > band.left for band in bands)


def _is_table(body: list[Line], placed: dict[int, list[Token | None]], front: Front, width: int) -> bool:
    """Two rows of figures in common columns, or one of at least two figures under heads; not a list of pages."""
    rows = list(placed.values())
    counts = [sum(1 for row in rows if row[column] is not None) for column in range(width)]
    if not rows or (max(counts) < 2 and not (front.headed and sum(counts) >= 2)):
        return False
    found = [cell for row in rows for cell in row if cell is not None and cell.kind == "number"]
    if not found:
        return False
    if 2 * sum(1 for line in body if line.kind == "figures" and _is_sentence(line)) > len(rows):
        return False
    if width == 1 or max(sum(cell is not None for cell in row) for row in rows) == 1:
        measured = sum(1 for cell in found if cell.currency or cell.percent or _MEASURED.search(cell.text))
        if _INDEX.search(" ".join([*front.heads, *front.caption, front.stub])):
            return False
        pages = all(cell.mantissa is not None and 0 <= cell.mantissa < PAGE_NUMBERS for cell in found)
        return measured * 2 >= len(found) and not (pages and not measured)
    return True


def _is_sentence(line: Line) -> bool:
    """Running text that happens to end in a number after a gap."""
    return len(line.evidence) == 1 and reads_as_prose(line)


def _head_columns(draft: Draft, elder: Draft | None, calendar: Calendar) -> None:
    """Heads, periods and kinds; a table without heads takes them over from its elder where the columns agree."""
    statement = draft.caption.statement or statement_by_rows([row.label.text for row in draft.rows if row.label])
    draft.caption = replace(draft.caption, statement=statement)
    if elder is not None and _goes_on(draft, elder):
        draft.columns = list(elder.columns)
        if not draft.caption.unit and not draft.caption.scale:
            kept = elder.caption
            draft.caption = replace(draft.caption, unit=kept.unit, scale=kept.scale, covers=kept.covers)
        if statement is None and elder.caption.statement == "balance_sheet" and _balances(draft):
            draft.caption = replace(draft.caption, statement="balance_sheet")
        return
    flow = {"income_statement": True, "cash_flow": True, "balance_sheet": False}.get(statement or "")
    for index, head in enumerate(draft.front.heads):
        tokens = [row[index] for row in draft.cells]
        rolls = statement == "equity" or _SPAN_OF_YEARS.search(draft.front.context)
        period = None
        if not rolls or is_periodic(head):
            period = period_of(head, draft.front.context, flow, calendar)
        draft.columns.append(Column(index, head, period, column_kind(head, [token for token in tokens if token])))


def _goes_on(draft: Draft, elder: Draft) -> bool:
    """Whether a table has no heads of its own and the columns of its elder.

    Where the page marks heads but leaves them blank, they are the elder's only if it ends just above, as the assets
    of a balance sheet do above the liabilities.
    """
    if draft.front.headed and (any(draft.front.heads) or draft.front.first - elder.block.foot > NEXT):
        return False
    return _same_geometry(draft.bands, elder.bands)


def _balances(draft: Draft) -> bool:
    return any(row.label is not None and _OTHER_HALF.search(row.label.text) for row in draft.rows)


def _same_geometry(bands: list[Band], others: list[Band]) -> bool:
    return len(bands) == len(others) and all(
        abs(a.edge - b.edge) <= INHERIT for a, b in zip(bands, others, strict=True)
    )


def column_kind(head: str, cells: list[Token]) -> str:
    if _CHANGE.search(head):
        return "change"
    numbers = [cell for cell in cells if cell.kind == "number"]
    if _PERCENT.search(head) or (numbers and sum(cell.percent for cell in numbers) * 2 > len(numbers)):
        return "percent"
    return "amount"


def _table(draft: Draft, index: int, lines: list[Line], figures: list[Figure]) -> Table:
    """The finished table; its figures are appended to ``figures``."""
    caption = draft.caption
    money = caption.unit == "USD" or caption.statement is not None or _shows_dollars(draft)
    rows: list[Row] = []
    grid: list[tuple[int | None, ...]] = []
    for number, (stub, cells) in enumerate(zip(draft.rows, draft.cells, strict=True)):
        rows.append(_row(draft, number, stub))
        places: list[int | None] = []
        for column, token in enumerate(cells):
            if token is None:
                places.append(None)
                continue
            places.append(len(figures))
            elder = grid[-1][column] if grid else None
            unit = figures[elder].unit if elder is not None else None
            figures.append(_figure(draft, stub, rows[-1], token, column, len(figures), index, money, unit))
        grid.append(tuple(places))
    if not money:
        share_units(figures, grid)
    percents_throughout(figures, grid)
    return Table(
        index=index,
        title=caption.title,
        statement=caption.statement,
        unit="USD" if money else caption.unit,
        scale=caption.scale,
        rows=tuple(rows),
        columns=tuple(draft.columns),
        grid=tuple(grid),
        line=lines[draft.front.first].number + 1,
        last_line=lines[draft.block.foot].number + 1,
        caption=caption.text,
        unread=draft.unread,
    )


def share_units(figures: list[Figure], grid: list[tuple[int | None, ...]]) -> None:
    """In a table of no money, figures without a unit take the one unit of their column, printed to the same place.

    A column of percentages often shows the sign on its first and last lines only.
    """
    for column in zip(*grid, strict=True):
        members = [figures[index] for index in column if index is not None and not figures[index].nil]
        known = {(figure.unit, figure.exponent) for figure in members if figure.unit}
        if len(known) != 1:
            continue
        unit, exponent = known.pop()
        for figure in members:
            if figure.unit is None and figure.exponent == exponent:
                figures[figure.index] = replace(figure, unit=unit)


def _shows_dollars(draft: Draft) -> bool:
    """Whether a row without a unit of its own shows a "$"."""
    for stub, cells in zip(draft.rows, draft.cells, strict=True):
        if any(cell is not None and cell.currency for cell in cells):
            words = (stub.label.text if stub.label else "", *stub.path)
            if all(unit_in(text) is None for text in words):
                return True
    return False


def _row(draft: Draft, number: int, stub: StubRow) -> Row:
    last = number + 1 == len(draft.rows)
    after = draft.below if last else draft.rows[number + 1].rules
    return Row(
        index=number,
        line=stub.line.number + 1,
        label=without_notes(stub.label.text) if stub.label else "",
        path=stub.path,
        indent=stub.label.indent if stub.label else -1,
        ruled=_ruled(stub.rules, draft.bands),
        closed=_ruled([s for s in after if not last or s[0] >= draft.bands[0].left - 12], draft.bands),
        gap=stub.gap,
        headed=stub.headed,
    )


def _ruled(segments: list[tuple[int, int]], bands: list[Band]) -> frozenset[int]:
    """The columns that rule segments stand under or over."""
    return frozenset(
        index
        for index, band in enumerate(bands)
        if any(start < band.edge + 1 and end > band.left for start, end in segments)
    )


def _figure(
    draft: Draft,
    stub: StubRow,
    row: Row,
    token: Token,
    column: int,
    index: int,
    table: int,
    money: bool,
    elder: str | None,
) -> Figure:
    head = draft.columns[column]
    unit, scale = measure(token, row.label, row.path, head.header, head.kind, draft.caption, money, elder)
    nil = token.kind == "nil"
    return Figure(
        index=index,
        text=token.text,
        mantissa=token.mantissa,
        exponent=(0 if nil else token.exponent) + scale,
        unit=unit,
        label=row.label,
        path=row.path,
        period=None if head.period is None else balance_in_flow(row.label, row.path, head.period),
        line=row.line,
        start=stub.line.offset(token.start),
        end=stub.line.offset(token.end),
        table=table,
        row=row.index,
        column=column,
        nil=nil,
    )
