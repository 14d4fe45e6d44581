"""Running text: its paragraphs, the heading each stands under, and their sentences, with exact offsets."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from auditor.extract.prose.amounts import DIGIT
from auditor.model.document import Document
from auditor.model.table import Table

WIDEST_TABLE_LINE = 400  # longer lines are paragraphs set without breaks
LONGEST_LINE = 20_000  # characters; longer lines are damage or data, not sentences
LONGEST_HEADING = 90  # characters

_SENTENCE_END = re.compile(r"[.!?][\"'\u201d)]{0,2}\s+(?=[\"'\u201c(]?[A-Z])|(?<=\S)\s{1,8}-{2}\s*(?=[A-Z0-9$])|;\s+")
_ABBREVIATION = re.compile(
    r"\b(?:Jr|Sr|Inc|Corp|Co|Ltd|Mr|Mrs|Ms|Dr|No|U\.S|St|vs|Nos|Jan|Feb|Mar|Apr|Aug|Sept?|Oct|Nov|Dec)\.$"
)
_FLAT = str.maketrans("\r\n\t\f\v\u00a0", "      ")


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A run of lines, line breaks turned into blanks; ``offset`` is its place in the document's text."""

    offset: int
    text: str
    heading: str  # the words of the nearest heading above it; "" where none stands there


def paragraphs(document: Document, tables: Sequence[Table]) -> Iterator[Paragraph]:
    """Every paragraph that is no table's, under its heading. A heading is a paragraph too: headlines make claims."""
    heading = ""
    for offset, text in _runs(document, tables):
        yield Paragraph(offset, text, heading)
        if len(text) <= 2 * LONGEST_HEADING:
            words = " ".join(text.split())
            if len(words) <= LONGEST_HEADING and words[-1:] not in ".;,":
                heading = words


def _runs(document: Document, tables: Sequence[Table]) -> Iterator[tuple[int, str]]:
    """Runs of lines of running text, each with its offset."""
    starts, text = document.line_starts, document.text
    spans = sorted((table.line, table.last_line) for table in tables)
    opening: int | None = None
    span = 0
    for line in range(1, len(starts) + 1):
        while span < len(spans) and spans[span][1] < line:
            span += 1
        begin = starts[line - 1]
        end = starts[line] if line < len(starts) else len(text)
        running = end - begin <= LONGEST_LINE and not (span < len(spans) and spans[span][0] <= line)
        if running:
            printed = text[begin:end].strip()
            running = bool(printed) and not _tabular(printed)
        if running and opening is None:
            opening = begin
        elif not running and opening is not None:
            yield opening, text[opening:begin].translate(_FLAT)
            opening = None
    if opening is not None:
        yield opening, text[opening:].translate(_FLAT)


def _tabular(printed: str) -> bool:
    """Whether a line is set in columns (a wide gap and a digit after it), is a rule, or a tag: no running text."""
    if printed.startswith("<") or not printed.strip("-=_. "):
        return True
    gap = printed.find("    ")
    return gap >= 0 and len(printed) < WIDEST_TABLE_LINE and DIGIT.search(printed, gap) is not None


def sentences(paragraph: str) -> Iterator[tuple[int, str]]:
    """The sentences of a paragraph, with their offsets. A full stop after an abbreviation ends none."""
    start = 0
    for stop in _SENTENCE_END.finditer(paragraph):
        if paragraph[stop.start()] == "." and _ABBREVIATION.search(
            paragraph[max(0, stop.start() - 6) : stop.start() + 1]
        ):
            continue
        yield start, paragraph[start : stop.end()]
        start = stop.end()
    yield start, paragraph[start:]
