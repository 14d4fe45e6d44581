"""Pages: documents with cells and passages (HTML, sheets) become tables, figures and claims."""

from __future__ import annotations

from auditor.extract.concepts import bind
from auditor.extract.joining import joined
from auditor.extract.passages import read_passages
from auditor.extract.periods import calendar_of
from auditor.extract.plain import extract_plain
from auditor.extract.worksheets import read_worksheets
from auditor.model.audit import Diagnostic, Extraction
from auditor.model.document import Document
from auditor.model.worksheet import Passage
from auditor.read.text import line_starts


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
    figures, claims = read_passages(document, reading)
    facts = document.facts
    if document.tags and not facts:
        from auditor.read.inline_xbrl import facts_of

        facts = facts_of(document.tags, document.contexts, document.units)
    tables = tuple(reading.tables)
    page = Extraction(tables, bind(tables, figures), claims, tuple(remarks), facts, reading.seen)
    blocks = [(document, page)]
    plain = [_block(document, passage) for passage in _preformatted(document)]
    blocks += [(block, extract_plain(block)) for block in plain]
    return page if len(blocks) == 1 else _in_place(joined(blocks))


def _preformatted(document: Document) -> list[Passage]:
    return [passage for passage in document.passages if passage.preformatted]


def _block(document: Document, passage: Passage) -> Document:
    """A block of monospaced lines as a plain text of its own. Its lines are those of the source; entities within it
    may shift the places in a line."""
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


def _in_place(extraction: Extraction) -> Extraction:
    """All of one page: the blocks were read as documents of their own, but are none."""
    from dataclasses import replace

    return replace(
        extraction,
        tables=tuple(replace(table, document=0) for table in extraction.tables),
        figures=tuple(replace(figure, document=0) for figure in extraction.figures),
    )
