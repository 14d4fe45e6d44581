"""The sentences of a filing, wherever its format keeps them, each with the amounts that were read in it."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from auditor.amend.tables import plain
from auditor.amend.words import Token, tokens
from auditor.model.audit import Audit, Extraction
from auditor.model.document import Document
from auditor.model.figure import Figure
from auditor.model.table import Table
from auditor.model.worksheet import Cell

LONGEST = 20_000  # characters of a line that may belong to a paragraph; longer ones stand alone

STRAY = 1 << 40  # of lines that no reading placed: behind all others
HEADER = 20_000  # characters within which a submission's header ends; its numbers are compared by themselves
_HEADER_END = re.compile(r"</(?:SEC|IMS)-HEADER>")
_OF_A_HEADER = re.compile(
    r"^[ \t]*(?:ACCESSION NUMBER|CONFORMED SUBMISSION TYPE|FILED AS OF DATE|FILM NUMBER|SEC FILE NUMBER):", re.M
)
_BLANKS = str.maketrans("\r\n\t\f\v\u00a0", "      ")
_END = re.compile(r"[.!?][\"'”’)]{0,2}\s+(?=[\"'“‘(]?[A-Z])")
_ABBREVIATED = re.compile(
    r"(?:\b(?:[A-Z]|Jr|Sr|Inc|Corp|Co|Ltd|Mr|Mrs|Ms|Dr|No|Nos|St|vs|Jan|Feb|Mar|Apr|Aug|Sept?|Oct|Nov|Dec))\.$"
)
_LETTER = re.compile(r"[^\W\d_]")
_RULE = re.compile(r"^[\s\-=_*.]*$")
_DIGITS = re.compile(r"[\d.,]*\d")


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence: its words, where it stands, and the figure that each of its number tokens was read as.

    ``amounts`` maps a token's start to a figure's position. ``document`` counts the documents of the file.
    """

    text: str
    document: int
    line: int | None
    amounts: dict[int, int]

    @property
    def key(self) -> str:
        """What two versions of it share, whatever its line breaks."""
        return " ".join(self.text.split())

    @property
    def where(self) -> str:
        return f"line {self.line:,}" if self.line is not None else "in the text"


def sentences(audit: Audit) -> list[Sentence]:
    """Every sentence outside of the tables that were read, in reading order, document by document."""
    found: list[Sentence] = []
    for position, document in enumerate(audit.documents):
        prose = _Prose(audit.extraction, position)
        tables = [table for table in audit.extraction.tables if table.document == position]
        if document.worksheets or document.passages:
            blocks: Iterable[_Block] = _page(document, tables, _starts(audit.extraction, position, document.origin))
        elif document.media == "text":
            blocks = _plain(document, tables, audit.extraction)
        else:
            continue  # schedules and instances hold no sentences
        for block in blocks:
            found += block.sentences(document, position, prose)
    return found


class _Prose:
    """The figures of one document that stand in no table, by their places."""

    def __init__(self, extraction: Extraction, document: int) -> None:
        placed = [f for f in extraction.amounts.figures if f.document == document and f.start is not None]
        self.figures = sorted((f for f in placed if f.table is None or f.word), key=lambda f: f.start or 0)
        self.starts = [figure.start or 0 for figure in self.figures]

    def within(self, start: int, end: int) -> list[Figure]:
        return self.figures[bisect_right(self.starts, start - 1) : bisect_right(self.starts, end - 1)]


@dataclass(frozen=True, slots=True)
class _Block:
    """Running text in one piece. ``start`` and ``end`` bound its source in the document's text, where known."""

    text: str
    start: int | None
    end: int | None
    order: int = 0

    def sentences(self, document: Document, position: int, prose: _Prose) -> Iterator[Sentence]:
        flat = self.text.translate(_BLANKS)
        figures: list[Figure] = []
        if self.start is not None and self.end is not None:
            figures = prose.within(self.start + document.origin, self.end + document.origin)
        exact = self.start is not None and self.end == self.start + len(flat)
        line = None if self.start is None else document.line_of(self.start) + document.first_line - 1
        for low, high in _cut(flat):
            text = flat[low:high].rstrip()
            lead = len(text) - len(text.lstrip())
            text = text.lstrip()
            if not text:
                continue
            if exact and self.start is not None:
                line = document.line_of(self.start + low + lead) + document.first_line - 1
            yield Sentence(text, position, line, _bound(text, figures))


def _cut(flat: str) -> Iterator[tuple[int, int]]:
    low = 0
    for stop in _END.finditer(flat):
        if flat[stop.start()] == "." and _ABBREVIATED.search(flat, max(low, stop.start() - 6), stop.start() + 1):
            continue
        yield low, stop.end()
        low = stop.end()
    yield low, len(flat)


def _bound(text: str, figures: list[Figure]) -> dict[int, int]:
    """The figures of a block are met in order: each goes to the next number token of the same digits. Those that
    are met are taken off ``figures``."""
    amounts: dict[int, int] = {}
    if not figures:
        return amounts
    numbers = [token for token in tokens(text) if token.is_number]
    at = 0
    left: list[Figure] = []
    for figure in figures:
        digits = _DIGITS.search(figure.text)
        place = _next(numbers, at, digits[0] if digits else figure.text)
        if place is None:
            left.append(figure)
            continue
        amounts[numbers[place].start] = figure.index
        at = place + 1
    figures[:] = left
    return amounts


def _next(numbers: Sequence[Token], at: int, digits: str) -> int | None:
    for place in range(at, len(numbers)):
        found = _DIGITS.search(numbers[place].text)
        if found is not None and found[0] == digits:
            return place
    return None


def _plain(document: Document, tables: Sequence[Table], extraction: Extraction) -> Iterator[_Block]:
    """Paragraphs between blank lines. A line of a table of words, whose cells are sentences, is one of its own."""
    starts, text = document.line_starts, document.text
    shift = document.first_line - 1
    inside: set[int] = set()
    worded: set[int] = set()
    for table in tables:
        lines = range(table.line - shift, table.last_line - shift + 1)
        of_words = any(extraction.figures[i].word for row in table.grid for i in row if i is not None)
        (worded if of_words else inside).update(lines)
    opening: int | None = None
    header = _HEADER_END.search(text, 0, HEADER)
    for line in range(document.line_of(header.end()) + 1 if header else 1, len(starts) + 2):
        begin = starts[line - 1] if line <= len(starts) else len(text)
        end = starts[line] if line < len(starts) else len(text)
        printed = text[begin:end].strip() if line <= len(starts) else ""
        runs_on = bool(printed) and not _RULE.match(printed) and line not in inside
        if opening is not None and (not runs_on or line in worded or end - begin > LONGEST):
            if opening >= HEADER or not _OF_A_HEADER.search(text, opening, begin):
                yield _Block(text[opening:begin], opening, begin)
            opening = None
        if runs_on and (line in worded or end - begin > LONGEST):
            yield _Block(text[begin:end], begin, end)
        elif runs_on and opening is None:
            opening = begin


def _starts(extraction: Extraction, position: int, origin: int) -> list[int]:
    """Where the figures of one document begin in its text."""
    found = (figure for figure in extraction.figures if figure.document == position and figure.start is not None)
    return sorted((figure.start or 0) - origin for figure in found)


def _page(document: Document, tables: Sequence[Table], starts: Sequence[int]) -> list[_Block]:
    """Passages; cells of words that are no label, head or title of a table that was read, and of numbers that were
    not; lines of a page without mark-up that belong to neither."""
    known = "\n".join(sorted({plain(words) for table in tables for words in _vocabulary(table)}))
    blocks: list[_Block] = []
    for passage in document.passages:
        if not passage.preformatted:
            start = passage.starts[0] if passage.starts else None
            blocks.append(_Block(passage.text, start, None, passage.order))
        else:
            blocks += _lines(passage.text, passage.starts[0] if passage.starts else None, passage.order, tables)
    begins = sorted(c.start for sheet in document.worksheets for row in sheet.rows for c in row if c.start is not None)
    for sheet in document.worksheets:
        for row in sheet.rows:
            blocks += (_Block(c.text, c.start, None, sheet.order) for c in row if _is_unread(c, known, starts, begins))
    if document.media == "text":
        blocks += _strays(document)
    blocks.sort(key=lambda block: block.order)
    return _ended(blocks)


def _lines(text: str, start: int | None, order: int, tables: Sequence[Table]) -> Iterator[_Block]:
    """The paragraphs of a block of monospaced lines that hold no wide gaps: those are tables, read as such."""
    for paragraph in re.split(r"\n[ \t\r]*\n", text):
        if paragraph.strip() and "   " not in paragraph.strip() and _LETTER.search(paragraph):
            yield _Block(paragraph, start, None, order)


def _is_unread(cell: Cell, known: str, starts: Sequence[int], begins: Sequence[int]) -> bool:
    """Whether a cell holds words beyond those of its table, or a number that was read as no figure."""
    if len(cell.text) < 3:
        return False
    if _LETTER.search(cell.text) is not None:
        return plain(cell.text) not in known
    if cell.start is None or _DIGITS.search(cell.text) is None:
        return False
    ahead = bisect_right(begins, cell.start)
    end = begins[ahead] if ahead < len(begins) else cell.start + LONGEST
    return bisect_right(starts, end - 1) == bisect_right(starts, cell.start - 1)


def _strays(document: Document) -> Iterator[_Block]:
    """Lines with a number that stand in no cell and in no passage."""
    cells = [cell for sheet in document.worksheets for row in sheet.rows for cell in row]
    known = "\n".join(
        " ".join(text.split()) for text in (*(p.text for p in document.passages), *(c.text for c in cells))
    )
    starts, text = document.line_starts, document.text
    for begin, end in pairwise((*starts, len(text))):
        words = " ".join(text[begin:end].split())
        if len(words) > 2 and _DIGITS.search(words) and words not in known:
            yield _Block(text[begin:end], begin, end, STRAY)


def _vocabulary(table: Table) -> Iterator[str]:
    yield table.title
    yield table.caption
    for column in table.columns:
        yield column.header
    for row in table.rows:
        yield row.label
        yield from row.path


def _ended(blocks: list[_Block]) -> list[_Block]:
    """Each block with the place where its source ends: where the next one, by source, begins."""
    begins = sorted({block.start for block in blocks if block.start is not None})
    ended = []
    for block in blocks:
        end = None
        if block.start is not None:
            at = bisect_right(begins, block.start)
            end = begins[at] if at < len(begins) else block.start + LONGEST
        ended.append(_Block(block.text, block.start, end, block.order))
    return ended
