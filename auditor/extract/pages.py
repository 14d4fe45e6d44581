"""Pages: documents with cells and passages (HTML, sheets) become tables, figures and claims."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import replace

from auditor.extract.concepts import bind
from auditor.extract.joining import joined
from auditor.extract.passages import read_passages
from auditor.extract.periods import calendar_of
from auditor.extract.plain import extract_plain
from auditor.extract.prose.unread import summed
from auditor.extract.worksheets import read_worksheets
from auditor.model.audit import Diagnostic, Extraction
from auditor.model.document import Document
from auditor.model.figure import Figure
from auditor.model.record import altered
from auditor.model.worksheet import Passage
from auditor.read.page_places import digits_from
from auditor.read.text import line_starts

DIGIT = re.compile(r"[0-9]")


def extract_page(document: Document) -> Extraction:
    """Every figure of a page's worksheets, of its monospaced blocks, and of its running text."""
    running = "\n".join(passage.text for passage in document.passages if not passage.preformatted)
    calendar = calendar_of(running, document.fiscal_year_end)
    reading = read_worksheets(document, calendar)
    unread = sum(table.unread for table in reading.tables)
    remarks = [Diagnostic("info", f"numbers that stand in no column: {unread}")] if unread else []
    if reading.by_habit:
        words = "tables that declare no scale, read in the one that the document's other tables declare"
        remarks.append(Diagnostic("info", f"{words}: {reading.by_habit}"))
    figures, claims = read_passages(document, reading, remarks)
    facts = document.facts
    if document.tags and not facts:
        from auditor.read.inline_xbrl import facts_of

        facts = facts_of(document.tags, document.contexts, document.units)
    tables = tuple(reading.tables)
    page = Extraction(tables, bind(tables, figures), claims, tuple(remarks), facts, reading.seen)
    blocks = [(document, page)]
    for passage in _preformatted(document):
        block = _block(document, passage)
        blocks.append((block, _led_back(document, passage, extract_plain(block))))
    return page if len(blocks) == 1 else _in_place(joined(blocks))


def _preformatted(document: Document) -> list[Passage]:
    return [passage for passage in document.passages if passage.preformatted]


def _block(document: Document, passage: Passage) -> Document:
    """A block of monospaced lines as a plain text of its own. Its lines are those of the source."""
    origin = passage.starts[0] if passage.starts else 0
    return Document(
        id=document.id,
        path=document.path,
        media="text",
        text=passage.text,
        sha256=document.sha256,
        line_starts=line_starts(passage.text),
        origin=0,
        first_line=document.line_of(origin),
        fiscal_year_end=document.fiscal_year_end,
    )


def _led_back(document: Document, passage: Passage, extraction: Extraction) -> Extraction:
    """The figures of a block with their places in the source. Tags and entities may part its words otherwise; there a
    figure is found by its digits."""
    if not passage.starts:
        return replace(extraction, figures=tuple(altered(f, start=None, end=None) for f in extraction.figures))
    source, words, origin = document.text, passage.text, passage.starts[0]
    if source.startswith(words, origin):
        known = [f for f in extraction.figures if f.start is not None and f.end is not None]
        moved = {f.index: altered(f, start=origin + (f.start or 0), end=origin + (f.end or 0)) for f in known}
        return replace(extraction, figures=tuple(moved.get(f.index, f) for f in extraction.figures))
    printed = [digit.start() for digit in DIGIT.finditer(words)]
    places = digits_from(source, origin, len(printed))
    figures: list[Figure] = []
    for figure in extraction.figures:
        begin, behind = figure.start or 0, figure.end or 0
        first, last = bisect_left(printed, begin), bisect_left(printed, behind) - 1
        start = end = None
        if first <= last < len(places):
            lead, rest = words[begin : printed[first]], words[printed[last] + 1 : behind]
            start, end = places[first], places[last] + 1
            start -= len(lead) if source.endswith(lead, 0, start) else 0
            end += len(rest) if source.startswith(rest, end) else 0
        figures.append(altered(figure, start=start, end=end))
    return replace(extraction, figures=tuple(figures))


def _in_place(extraction: Extraction) -> Extraction:
    """All of one page: the blocks were read as documents of their own, but are none."""
    return replace(
        extraction,
        tables=tuple(replace(table, document=0) for table in extraction.tables),
        figures=tuple(replace(figure, document=0) for figure in extraction.figures),
        diagnostics=summed(extraction.diagnostics),
    )
