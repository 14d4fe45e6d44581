"""Heads of a worksheet's columns, and the caption above them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from auditor.extract.captions import is_unit_note, statement_of
from auditor.extract.periods import has_full_date, is_periodic
from auditor.extract.worksheet_cells import Item
from auditor.extract.worksheet_columns import Lane
from auditor.extract.worksheet_rows import SENTENCE, SheetRow

CAPTION_LINES = 8  # lines of words above a table that may be its caption
LEAD = 600  # characters of the sentence above a table that are looked at
LEADING = 40  # characters from which a line that ends in a colon leads in
PAGES = 4  # pages on which a line that returns is a page's foot
TITLE = 160  # characters that a line of a caption has at most

_LEAD_IN = re.compile(
    r"\((?:[^()]{0,80}\b(?:in|except|amounts|dollars)\b[^()]{0,120})\)"
    r"|\bin (?:thousands|millions|billions)\b[^.:]{0,60}",
    re.IGNORECASE,
)
_FOLIO = re.compile(
    r"(?:page )?[-\u2013]?\s*[ivxl\d]{1,5}\s*[-\u2013]?$|table of contents$|(?:back to )?(?:index|contents)$",
    re.IGNORECASE,
)
_SENTENCE = re.compile(r"[a-z]{2,}[^.]{30,}\.\s*$")
_STOP = re.compile(r"(?<=[a-z)])\.\s+(?=[A-Z])")
_ONLY_MARK = re.compile(r"(?:\[[\w, ]{1,8}\]|\((?:\d{1,2}|[a-z])\)|\*+)$", re.IGNORECASE)
_BULLET = re.compile(
    r"[\u2022\u00b7\u25cf\u25aa\u2013-]\s+\S|/s/|see (?:the )?(?:accompanying )?notes\b", re.IGNORECASE
)
_FOOTNOTE = re.compile(r"(?:\((?:\d{1,2}|[a-z])\)|\*{1,3}|[\u2020\u2021]|note:)\s*\S", re.IGNORECASE)
_DIGITS = re.compile(r"\d+")
_CONTACT = re.compile(r"https?://|www\.|@|\b\d{3}[-./) ]{1,2}\d{3}-\d{4}\b")
_BARE_SPAN = re.compile(r"(?:\w+ ){0,2}(?:quarters?|months?|weeks|years?|periods?) ended:?$", re.IGNORECASE)
_NOTE_COLUMN = re.compile(r"^(?:foot)?notes?(?: no\.?| ref\.?)?$|^ref\.?$|^page(?: no\.?)?$", re.IGNORECASE)


@dataclass(slots=True)
class Headings:
    """What stands over the columns. ``body`` is the position of the first row below the heads."""

    heads: list[str]
    body: int
    stub: str = ""
    titles: list[str] = field(default_factory=list)  # rows over the heads, from the top
    notes: list[str] = field(default_factory=list)  # of units, among or under the heads
    headed: bool = False


def read_heads(rows: Sequence[SheetRow], lanes: Sequence[Lane], stub: int) -> Headings:
    """The heads of a table's columns: the rows of words above the first row of figures."""
    first = next((at for at, row in enumerate(rows) if row.kind == "figures"), len(rows))
    lowest = next((at for at in range(first - 1, -1, -1) if rows[at].kind == "heads"), None)
    found = Headings([""] * len(lanes), 0)
    if lowest is None:
        found.titles, found.body = _titles(rows[:first])
        return found
    found.body, found.headed = lowest + 1, True
    words: list[list[str]] = [[] for _ in lanes]
    stubs: list[str] = []
    spans: list[list[tuple[Item, list[int]]]] = []
    dated = [at for at in range(lowest + 1) if rows[at].kind == "heads" and _dates_columns(rows[at], lanes)]
    for at, row in enumerate(rows[: lowest + 1]):
        if row.kind == "heads" and dated and at < dated[-1] and _is_title_above(row, lanes):
            found.titles.append(_text(row))
        elif row.kind == "heads":
            spans.append(_take_heads(row, lanes, stub, words, stubs, found))
        elif row.kind == "words":
            _take_words(row, lanes, words, found)
    for covered in spans:
        _pull(covered, words)
    found.heads = [" ".join(parts) for parts in words]
    found.stub = " ".join(stubs)
    while found.body < first and rows[found.body].kind == "words" and _is_note(rows[found.body]):
        found.notes.append(_text(rows[found.body]))
        found.body += 1
    return found


def _dates_columns(row: SheetRow, lanes: Sequence[Lane]) -> bool:
    """Whether a row of heads gives more than one column a year or date of its own."""
    return sum(1 for item in row.items if item.right > lanes[0].left and is_periodic(item.text)) > 1


def _is_title_above(row: SheetRow, lanes: Sequence[Lane]) -> bool:
    """A statement's title or date set over the first column only, above the years of all: it is the whole table's."""
    text = _text(row)
    covered = [
        lane for lane in lanes if any(item.left < lane.edge and item.right > lane.edge - 1 for item in row.items)
    ]
    return len(lanes) > 1 and len(covered) < 2 and (statement_of(text) is not None or has_full_date(text))


def _titles(rows: Sequence[SheetRow]) -> tuple[list[str], int]:
    """Without heads: the first rows of words are titles as far as they name a statement or units."""
    titles: list[str] = []
    body = 0
    for at, row in enumerate(rows):
        text = _text(row)
        if (
            row.kind == "words"
            and (statement_of(text) or is_unit_note(text) or is_periodic(text))
            and len(text) <= TITLE
        ):
            titles += [_text(one) for one in rows[body : at + 1] if _text(one)]
            body = at + 1
    return titles, body


def _take_heads(
    row: SheetRow, lanes: Sequence[Lane], stub: int, words: list[list[str]], stubs: list[str], found: Headings
) -> list[tuple[Item, list[int]]]:
    over = [item for item in row.items if item.left >= stub or item.right > lanes[0].left]
    over = [item for item in over if item.kind != "note" and not _ONLY_MARK.match(item.text)]
    for item in row.items:
        if item not in over and item.text:
            stubs.append(_flat(item.text))
    covered = _spread(over, lanes)
    for item, columns in covered:
        text = _flat(item.text)
        if len(columns) == len(lanes) > 1 and len(over) == 1 and is_unit_note(text) and not is_periodic(text):
            found.notes.append(text)
            continue
        for column in columns:
            words[column].append(text)
    return covered


def _pull(covered: Sequence[tuple[Item, list[int]]], words: list[list[str]]) -> None:
    """Centred spanners that miss the first of their columns: "Quarter ended" over all of three dates but the first.

    A date that no head of the spanners' row covers belongs to the bare "Quarter ended" that begins beside it.
    """
    taken = {column for _, columns in covered for column in columns}
    for item, columns in covered:
        text, before = _flat(item.text), min(columns, default=0) - 1
        if before < 0 or len(columns) < 2 or before in taken or (before and before - 1 not in taken):
            continue
        if _BARE_SPAN.match(text) and len(words[before]) == 1 and has_full_date(words[before][0]):
            words[before].insert(0, text)


def _take_words(row: SheetRow, lanes: Sequence[Lane], words: list[list[str]], found: Headings) -> None:
    """A row of words above the heads: a title, or, centred over all columns, a head of them all."""
    text = _text(row)
    if not text or len(text) > 2 * SENTENCE:
        return
    (found.notes if is_unit_note(text) and not statement_of(text) else found.titles).append(text)


def _spread(over: Sequence[Item], lanes: Sequence[Lane]) -> list[tuple[Item, list[int]]]:
    """Which columns each head covers: those it overlaps; a lone misplaced head takes the nearest free one."""
    covered: list[tuple[Item, list[int]]] = []
    taken: set[int] = set()
    for item in over:
        columns = [at for at, lane in enumerate(lanes) if item.left < lane.edge and item.right > lane.edge - 1]
        covered.append((item, columns))
        taken.update(columns)
    for item, columns in covered:
        if columns:
            continue
        free = [
            at for at, lane in enumerate(lanes) if at not in taken and item.left < lane.right and item.right > lane.left
        ]
        if not free:
            free = [at for at in range(len(lanes)) if at not in taken]
            free = sorted(free, key=lambda at: min(abs(lanes[at].left - item.right), abs(item.left - lanes[at].right)))[
                :1
            ]
        columns.extend(free)
        taken.update(free)
    return covered


def is_note_column(head: str) -> bool:
    """Whether a head says that the column below refers to notes or pages."""
    return _NOTE_COLUMN.match(head.strip()) is not None


def _is_note(row: SheetRow) -> bool:
    text = _text(row)
    return is_unit_note(text) and not text.endswith(":")


def _text(row: SheetRow) -> str:
    return " ".join(_flat(item.text) for item in row.items)


def _flat(text: str) -> str:
    return text.replace("\n", " ")


@dataclass(frozen=True, slots=True)
class Above:
    """What stands above a worksheet: the ``lines`` of its caption from the top, and the end of the sentence that leads
    in to it."""

    lines: tuple[str, ...] = ()
    lead: str = ""


def read_above(before: Sequence[str], folios: frozenset[str] = frozenset(), last: Above | None = None) -> Above:
    """The lines above a table that belong to it. Of the sentence above them only its note of units is a line.

    ``folios`` are the shapes of lines that return on every page. Where no other words stand between a table and the one
    before it, it goes on under what stood above that one: ``last``.
    """
    kept: list[str] = []
    lead = ""
    for line in reversed(before):
        text = " ".join(line.split())
        if not text or _FOLIO.match(text) or shape(text) in folios:
            continue
        if (
            len(kept) >= CAPTION_LINES
            or _CONTACT.search(text)
            or ((_FOOTNOTE.match(text) or _BULLET.match(text)) and not is_unit_note(text))
        ):
            break
        if len(text) > TITLE or _SENTENCE.search(text) or (len(text) > SENTENCE and text.endswith((":", "."))):
            lead = _STOP.split(text[-LEAD:].rstrip(".: "))[-1]
            note = [] if any(is_unit_note(one) for one in kept) else _LEAD_IN.findall(lead)
            if note:
                kept.append(note[-1] if note[-1].startswith("(") else f"({note[-1]})")
            break
        kept.append(text)
        note = _LEAD_IN.findall(text) if text.endswith(":") and not is_unit_note(text) else []
        if note:
            kept.append(note[-1] if note[-1].startswith("(") else f"({note[-1]})")
        if text.endswith(":") and len(text) > LEADING:
            break  # a sentence that leads in to the table: what stands above it speaks of other things
    return Above(_from_title(kept[::-1]), lead) if kept or lead or last is None else last


def _from_title(lines: list[str]) -> tuple[str, ...]:
    """The lines from the nearest title of a statement on; of those above it only notes of units."""
    at = max((at for at, line in enumerate(lines) if statement_of(line)), default=0)
    return (*(line for line in lines[:at] if is_unit_note(line) and not statement_of(line)), *lines[at:])


def shape(text: str) -> str:
    """A line with its numbers made alike."""
    return _DIGITS.sub("#", text)


def folios_of(passages: Sequence[str]) -> frozenset[str]:
    """The shapes of short lines that stand on many pages, each time with another number: a page's foot or head."""
    seen: dict[str, set[str]] = {}
    for text in passages:
        if len(text) <= SENTENCE and any(c.isdigit() for c in text) and not is_unit_note(text):
            seen.setdefault(shape(text), set()).add(text)
    return frozenset(one for one, texts in seen.items() if len(texts) >= PAGES)
