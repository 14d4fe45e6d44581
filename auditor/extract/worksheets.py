"""Worksheets: tables of pages and sheets become tables of figures.

Rows are told apart (heads, headings, figures), figures gather in columns of the grid, heads and caption say period,
unit and scale, and the stub gives each row its label and path. What differs from plain text is only how columns and
words are found; what they mean is decided by the same modules.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from auditor.extract.captions import Caption, read_caption, statement_by_rows
from auditor.extract.layout import share_units
from auditor.extract.numbers import without_notes
from auditor.extract.periods import Calendar, is_periodic
from auditor.extract.units import measure, unit_in
from auditor.extract.worksheet_cells import Item
from auditor.extract.worksheet_columns import Lane, figures_of, lanes_of, place, stub_edge
from auditor.extract.worksheet_heads import Above, Headings, folios_of, is_note_column, read_above, read_heads
from auditor.extract.worksheet_kinds import kinds_of
from auditor.extract.worksheet_periods import Days, Speech, column_period, named_behind, row_periods
from auditor.extract.worksheet_rows import SheetRow, rows_of, segments
from auditor.extract.worksheet_spanners import with_spanners
from auditor.extract.worksheet_stub import WordedRow, read_words
from auditor.model.document import Document
from auditor.model.figure import Figure, Period
from auditor.model.record import altered
from auditor.model.table import Column, Row, Table
from auditor.model.worksheet import Cell, Worksheet, address

REACH = 4_000  # characters of source behind a cell's beginning within which its figure is found again
RULED_THROUGHOUT = 0.6  # share of rows ruled from which rules are a grid, no signs of sums
PAGE_NUMBERS = 1_000
CURRENCY_SAMPLE = 20_000  # characters of running text that tell the document's currency
FEWEST = 2  # rows with figures from which rows look like a table
WHOLE = 0.5  # share of whole numbers from which one with cents is an amount per share, where the caption excepts those
HIGHEST_PER_SHARE = 100_000  # in cents
DECLARED = 3  # tables that must declare a scale before it is the document's habit
AGREED = 0.8  # share of them that must agree

_SPAN_OF_YEARS = re.compile(r"\b(?:two|three|four|five) (?:fiscal )?years\b", re.IGNORECASE)
_WHOLE_DOLLARS = re.compile(r"\bin (?:whole |actual )?dollars\b|\bnot in (?:thousands|millions)\b", re.IGNORECASE)
_MEASURED = re.compile(r"[,.$()%]")
_PER_SHARE = re.compile(r"\bper[- ](?:\w+ )?share\b|\bshare data\b|\bshare amounts\b", re.IGNORECASE)
_DILUTIVE = re.compile(
    r"\beffect of\b|\bdiluti(?:ve|on)\b|\bassumed (?:conversion|exercise)\b|\b(?:options|awards)\b", re.IGNORECASE
)
_CORE = re.compile(r"[\d.,]*\d")
_NUMERIC = re.compile(r"[($\u00a3\u20ac<>~+-]*\s?\d[\d.,]*\w{0,2}[)%]*$")
_CURRENCIES = (
    ("GBP", re.compile(r"\u00a3|\bGBP\b|\bpounds sterling\b", re.IGNORECASE)),
    ("EUR", re.compile(r"\u20ac|\bEUR\b|\beuros?\b", re.IGNORECASE)),
    ("CAD", re.compile(r"\bC(?:AD|DN|dn)?\s?\$|\bcanadian dollars?\b", re.IGNORECASE)),
    ("CNY", re.compile(r"\bRMB\b|\brenminbi\b|\bCNY\b", re.IGNORECASE)),
    ("JPY", re.compile(r"\u00a5|\bJPY\b|\byen\b", re.IGNORECASE)),
)
_FOREIGN = re.compile(
    r"[\u00a3\u20ac\u00a5]|C\$|\b(?:CAD|CDN|GBP|EUR|RMB|CNY|JPY|[Cc]anadian|[Pp]ounds? [Ss]terling|[Rr]enminbi|[Ee]uros?|[Yy]en)\b"
)
# One of these stands in whatever _FOREIGN, or a currency's own pattern, finds: they are sought first, being quicker.
_FOREIGN_SIGNS = (
    *("\u00a3", "\u20ac", "\u00a5", "C$", "CAD", "CDN", "GBP", "EUR", "RMB", "CNY", "JPY"),
    *("anadian", "terling", "enminbi", "uro", "Yen", "yen"),
)
_HINTS = {
    "USD": ("$", "usd", "dollar"),
    "GBP": ("\u00a3", "gbp", "pounds"),
    "EUR": ("\u20ac", "eur"),
    "CAD": ("c$", "c $", "cad", "cdn", "c\u00a0$", "canadian"),
    "CNY": ("rmb", "renminbi", "cny"),
    "JPY": ("\u00a5", "jpy", "yen"),
}
_DOLLAR = re.compile(r"\$|\bUSD\b|\bdollars?\b", re.IGNORECASE)


@dataclass(slots=True)
class Draft:
    """One table being read: its rows of figures with one mark or None a column."""

    sheet: Worksheet
    rows: list[SheetRow]
    lanes: list[Lane]
    headings: Headings
    words: list[WordedRow]
    cells: list[list[Item | None]]
    caption: Caption = field(default_factory=Caption)
    context: str = ""
    lead: str = ""
    elder: Draft | None = None  # the table above in the same worksheet
    inherits: bool = False  # no words stand between this worksheet and the one before it
    per_share: bool = False  # whole amounts, but for amounts per share with cents, which the caption excepts
    periods: list[tuple[Period | None, ...]] = field(default_factory=list)  # of the figures, row by row
    columns: list[Column] = field(default_factory=list)
    unread: int = 0


@dataclass(slots=True)
class Reading:
    """What the worksheets of one document gave so far."""

    document: Document
    calendar: Calendar
    days: Days
    currency: str = "USD"  # of money that names none
    tables: list[Table] = field(default_factory=list)
    figures: list[Figure] = field(default_factory=list)
    seen: int = 0  # stretches of rows that looked like a table
    homes: list[Draft] = field(default_factory=list)  # the table of which `tables` holds the finished form, by position


def read_worksheets(document: Document, calendar: Calendar) -> Reading:
    """The tables of all worksheets of a document, in order, with their figures."""
    days = Days.of(document.worksheets, document.period)
    folios = folios_of([passage.text for passage in document.passages])
    drafts: list[Draft] = []
    above, seen = Above(), 0
    for sheet in document.worksheets:
        above = read_above(sheet.before, folios, above)
        found, looked = _drafts(sheet, above)
        drafts += found
        seen += looked
    running = " ".join(passage.text for passage in document.passages)
    sheets = " ".join(
        cell.text for sheet in document.worksheets for row in sheet.rows[:40] for cell in row if len(cell.text) < 9
    )
    currency = currency_of(f"{running[:CURRENCY_SAMPLE]} {sheets}") or "USD"
    reading = Reading(document, named_behind(calendar, _years(drafts), days.reported), days, currency, seen=seen)
    habit = _habit(drafts)
    for draft in drafts:
        if habit is not None and _takes_habit(draft):
            kept = draft.caption
            draft.caption = replace(kept, unit=habit.unit, scale=habit.scale, covers=kept.covers or habit.covers)
        _head_columns(draft, reading)
        reading.tables.append(_table(draft, reading))
        reading.homes.append(draft)
    return reading


def _years(drafts: Sequence[Draft]) -> list[int]:
    """The years that head columns of flows without a word beside them."""
    heads = [
        head
        for draft in drafts
        if draft.caption.statement in ("income_statement", "cash_flow")
        for head in draft.headings.heads
    ]
    return [int(head) for head in heads if head.isdecimal() and len(head) == 4]


def _drafts(sheet: Worksheet, above: Above) -> tuple[list[Draft], int]:
    """The tables of one worksheet, captions read, and how many stretches of its rows looked like one."""
    rows = rows_of(with_spanners(sheet) if sheet.addressed else sheet)
    found: list[Draft] = []
    seen = 0
    for first, last in segments(rows):
        draft = _draft(sheet, rows[first:last])
        figured = sum(1 for row in rows[first:last] if row.kind == "figures" and row.figures)
        seen += draft is not None or figured >= FEWEST
        if draft is None:
            continue
        draft.elder = found[-1] if found else None
        draft.inherits = not sheet.before
        _read_caption(draft, above)
        found.append(draft)
    return found, seen


def _habit(drafts: Sequence[Draft]) -> Caption | None:
    """The scale in which a document's tables print money, where those that declare one (nearly) all agree."""
    declared = Counter(
        (draft.caption.unit, draft.caption.scale, draft.caption.covers) for draft in drafts if draft.caption.scale
    )
    scales = Counter(draft.caption.scale for draft in drafts if draft.caption.scale)
    if scales.total() < DECLARED or max(scales.values()) < AGREED * scales.total():
        return None
    most = max(scales, key=lambda scale: scales[scale])
    unit, scale, covers = max((key for key in declared if key[1] == most), key=lambda key: declared[key])
    return Caption(unit=unit or "USD", scale=scale, covers=covers)


def _takes_habit(draft: Draft) -> bool:
    """Whether a table that declares no scale prints money in whole units, as the document's other tables do."""
    caption = draft.caption
    if caption.scale or draft.sheet.addressed or _WHOLE_DOLLARS.search(f"{draft.context} {draft.lead}"):
        return False
    tokens = [item.token for row in draft.cells for item in row if item is not None and item.token is not None]
    cents = sum(token.exponent == -2 for token in tokens if token.kind == "number")
    return 2 * cents < len(tokens)


def _draft(sheet: Worksheet, rows: list[SheetRow]) -> Draft | None:
    """Columns, rows and words of one segment; None where it is no table of figures."""
    stub = stub_edge(rows)
    lanes = lanes_of(rows, stub)
    if not lanes:
        return None
    headings = read_heads(rows, lanes, stub)
    kept = [at for at, head in enumerate(headings.heads) if not is_note_column(head)]
    if len(kept) < len(lanes):
        lanes = [lanes[at] for at in kept]
        headings.heads = [headings.heads[at] for at in kept]
        if not lanes:
            return None
    body = rows[headings.body :]
    worded = read_words(body, lanes[0].left)
    cells: list[list[Item | None]] = []
    unread = 0
    for row in worded:
        found = [item for item in figures_of(row.row, stub) if item.right > lanes[0].left]
        line: list[Item | None] = [None] * len(lanes)
        for item, column in zip(found, place(found, lanes), strict=True):
            if column is not None:
                line[column] = item
            else:
                unread += 1
        unread += sum(_is_stray(item, lanes) for item in row.row.words)
        cells.append(line)
    keep = [at for at, line in enumerate(cells) if any(line)]
    draft = Draft(sheet, rows, lanes, headings, [worded[at] for at in keep], [cells[at] for at in keep], unread=unread)
    return draft if _is_table(draft) else None


def _is_stray(item: Item, lanes: Sequence[Lane]) -> bool:
    """Whether words in a column look like a figure that could not be read."""
    return item.left >= lanes[0].left and _NUMERIC.match(item.text) is not None


def _is_table(draft: Draft) -> bool:
    """Two rows of figures in one column, or a headed row of two; no list of pages, no list with words behind."""
    rows = draft.cells
    if not rows:
        return False
    counts = [sum(1 for row in rows if row[column] is not None) for column in range(len(draft.lanes))]
    numbers = [item.token for row in rows for item in row if item is not None and item.token is not None]
    numbers = [token for token in numbers if token.kind == "number"]
    if not numbers:
        return False
    behind = sum(1 for row in draft.words if row.row.items[0].kind != "words" and row.row.items[-1].kind == "words")
    if 2 * behind > len(draft.words) and not draft.sheet.addressed:
        return False
    if len(draft.lanes) == 1 or max(sum(item is not None for item in row) for row in rows) == 1:
        measured = sum(1 for token in numbers if token.currency or token.percent or _MEASURED.search(token.text))
        if sum(counts) < 2:
            return bool(measured) and bool(draft.words[0].label)
        values = [token.mantissa or 0 for token in numbers]
        pages = all(0 <= value < PAGE_NUMBERS for value in values) and values == sorted(values)
        return not (pages and not measured)
    return True


def _read_caption(draft: Draft, above: Above) -> None:
    """Title, statement, unit and scale, from what stands above, over and beside the heads."""
    headings, elder = draft.headings, draft.elder
    own_lines = [*headings.titles, *([headings.stub] if headings.stub else []), *headings.notes]
    lines = [] if draft.inherits and headings.titles else list(above.lines)
    own, caption = read_caption(own_lines), read_caption([*lines, *own_lines])
    caption = _nearest(own, caption) if elder is None else _below(own, caption, elder.caption)
    labels = [row.label.text for row in draft.words if row.label]
    draft.caption = replace(caption, statement=caption.statement or statement_by_rows(labels))
    draft.context = " ".join([headings.stub, *reversed(headings.titles), *reversed(lines), *headings.notes])
    draft.per_share = _excepts_per_share(draft)
    draft.lead = above.lead if lines or not draft.inherits else ""


def _excepts_per_share(draft: Draft) -> bool:
    """Whether a caption in whole thousands or millions excepts amounts per share, and nearly all amounts are whole."""
    if not draft.caption.scale or not _PER_SHARE.search(draft.caption.text):
        return False
    numbers = [
        i.token for row in draft.cells for i in row if i is not None and i.token is not None and not i.token.percent
    ]
    return sum(token.exponent == 0 for token in numbers) >= WHOLE * len(numbers)


def _nearest(own: Caption, whole: Caption) -> Caption:
    """The caption with unit and scale from the words nearest to the figures, where those name them."""
    if not own.unit and not own.scale:
        return whole
    shares = whole.shares if own.shares is None else own.shares
    return replace(whole, unit=own.unit or whole.unit, scale=own.scale, covers=own.covers, shares=shares)


def _below(own: Caption, whole: Caption, elder: Caption) -> Caption:
    """The caption of a table further down in a worksheet: its own words first, then those of the table above."""
    statement = own.statement or (None if own.title else whole.statement)
    if own.unit or own.scale:
        return replace(own, title=own.title or whole.title, text=whole.text, statement=statement)
    return replace(
        elder, title=own.title or whole.title, text=whole.text, statement=statement, shares=own.shares or elder.shares
    )


def _head_columns(draft: Draft, reading: Reading) -> None:
    """Heads, periods and kinds; a table without heads takes over those of the one above in its worksheet."""
    headings, elder, statement = draft.headings, draft.elder, draft.caption.statement
    flow = {"income_statement": True, "cash_flow": True, "balance_sheet": False}.get(statement or "")
    rolls = statement == "equity" or _SPAN_OF_YEARS.search(draft.context) is not None
    labels = tuple(row.label.text for row in draft.words if row.label)
    speech = Speech(draft.context, draft.lead, flow, labels, tuple(headings.heads))
    if elder is not None and not headings.headed and len(elder.lanes) == len(draft.lanes):
        draft.columns = list(elder.columns)
    else:
        kinds = kinds_of(headings.heads, draft.cells)
        for index, head in enumerate(headings.heads):
            period = None
            if not rolls or is_periodic(head):
                period = column_period(head, speech, reading.calendar, reading.days)
            draft.columns.append(Column(index, head, period, kinds[index]))
    rows = [(row.label.text if row.label else "", row.path, row.section) for row in draft.words]
    periods = [column.period for column in draft.columns]
    draft.periods = row_periods(rows, periods, speech, reading.calendar, reading.days)


def _table(draft: Draft, reading: Reading) -> Table:
    """The finished table; its figures are appended to the reading's."""
    caption, sheet = draft.caption, draft.sheet
    money = caption.unit == "USD" or caption.statement is not None or _shows_currency(draft)
    currency = _currency(draft, reading.currency)
    index = len(reading.tables)
    rows: list[Row] = []
    grid: list[tuple[int | None, ...]] = []
    ruled = _rules(draft)
    for number, (words, cells) in enumerate(zip(draft.words, draft.cells, strict=True)):
        line = _line(words.row, sheet, reading.document)
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
    """What is added between basic and diluted shares ("effect of stock options") are shares, though it does not say so."""
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


def _line(row: SheetRow, sheet: Worksheet, document: Document) -> int:
    start = next((item.cell.start for item in row.items if item.cell.start is not None), None)
    if start is not None:
        return document.line_of(start)
    return row.number + 1 if sheet.addressed else 1


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
    return any(
        _DOLLAR.search(head) or any(sign.search(head) for _, sign in _CURRENCIES) for head in draft.headings.heads
    )


def currency_of(words: str) -> str | None:
    """The one currency that words name or show most often; None where they show none."""
    if not any(sign in words for sign in _FOREIGN_SIGNS) or not _FOREIGN.search(words):
        return "USD" if "$" in words or _DOLLAR.search(words) else None
    lowered = words.lower()
    counts = {
        name: len(sign.findall(words)) if any(hint in lowered for hint in _HINTS[name]) else 0
        for name, sign in (("USD", _DOLLAR), *_CURRENCIES)
    }
    most = max(counts, key=lambda name: counts[name])
    return most if counts[most] else None


def _currency(draft: Draft, habit: str) -> str:
    """The currency of a table's money: what its heads, caption or figures name; the document's where they are silent."""
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
    at = text.find(core[0], text.find(">", start) + 1 if text.startswith("<", start) else start, start + REACH)
    if at < 0:
        return None, None
    end = at + len(core[0])
    if item.text[: core.start()].endswith(("(", "-")) and text[at - 1 : at] in ("(", "-"):
        at -= 1
    if item.text[core.end() :].startswith(")") and text[end : end + 1] == ")":
        end += 1
    return at, end


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
