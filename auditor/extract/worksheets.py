"""Worksheets: tables of pages and sheets become tables of figures.

Rows are told apart (heads, headings, figures), figures gather in columns of the grid, heads and caption say period,
unit and scale, and the stub gives each row its label and path. What differs from plain text is only how columns and
words are found; what they mean is decided by the same modules.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from auditor.extract.captions import Caption, read_caption, statement_by_rows
from auditor.extract.currencies import currency_of
from auditor.extract.periods import Calendar, is_periodic
from auditor.extract.worksheet_cells import Item
from auditor.extract.worksheet_columns import Lane, figures_of, lanes_of, place, stub_edge
from auditor.extract.worksheet_drafts import Draft, Reading
from auditor.extract.worksheet_figures import build_table
from auditor.extract.worksheet_heads import Above, folios_of, is_note_column, read_above, read_heads
from auditor.extract.worksheet_kinds import kinds_of
from auditor.extract.worksheet_periods import Days, Speech, column_period, named_behind, row_periods
from auditor.extract.worksheet_ranges import RANGE, with_ranges
from auditor.extract.worksheet_rows import SheetRow, rows_of, segments
from auditor.extract.worksheet_spanners import with_spanners
from auditor.extract.worksheet_stub import read_words
from auditor.model.document import Document
from auditor.model.table import Column
from auditor.model.worksheet import Worksheet

PAGE_NUMBERS = 1_000
CURRENCY_SAMPLE = 20_000  # characters of running text that tell the document's currency
FEWEST = 2  # rows with figures from which rows look like a table
WHOLE = 0.5  # share of whole numbers from which one with cents is an amount per share, where the caption excepts those
DECLARED = 3  # tables that must declare a scale before it is the document's habit
AGREED = 0.8  # share of them that must agree

_SPAN_OF_YEARS = re.compile(r"\b(?:two|three|four|five) (?:fiscal )?years\b", re.IGNORECASE)
_WHOLE_DOLLARS = re.compile(r"\bin (?:whole |actual )?dollars\b|\bnot in (?:thousands|millions)\b", re.IGNORECASE)
_MEASURED = re.compile(r"[,.$()%]")
_PER_SHARE = re.compile(r"\bper[- ](?:\w+ )?share\b|\bshare data\b|\bshare amounts\b", re.IGNORECASE)
_NUMERIC = re.compile(r"[($\u00a3\u20ac<>~+-]*\s?\d[\d.,]*\w{0,2}[)%]*$")


def read_worksheets(document: Document, calendar: Calendar) -> Reading:
    """The tables of all worksheets of a document, in order, with their figures."""
    days = Days.of(document.worksheets, document.period)
    folios = folios_of([passage.text for passage in document.passages])
    drafts: list[Draft] = []
    above, seen = Above(), 0
    for sheet in document.worksheets:
        above = read_above(sheet.before, folios, above)
        found, looked = _drafts(sheet, above, document.text)
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
            reading.by_habit += 1
        _head_columns(draft, reading)
        reading.tables.append(build_table(draft, reading))
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


def _drafts(sheet: Worksheet, above: Above, text: str) -> tuple[list[Draft], int]:
    """The tables of one worksheet, captions read, and how many stretches of its rows looked like one; ``text`` is the
    document's."""
    rows = rows_of(with_spanners(sheet) if sheet.addressed else with_ranges(sheet, text))
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
            ranged = any(item is not None and item.cell.ranged for item in (row[index] for row in draft.cells))
            draft.columns.append(Column(index, head, period, RANGE if ranged else kinds[index]))
    rows = [(row.label.text if row.label else "", row.path, row.section) for row in draft.words]
    periods = [column.period for column in draft.columns]
    draft.periods = row_periods(rows, periods, speech, reading.calendar, reading.days)
