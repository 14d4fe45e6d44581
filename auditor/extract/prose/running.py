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
# What leads in to a line of words and stands apart from them: a bullet, a number, or who speaks, or of what.
_LEAD = re.compile(
    r"(?:[*\u2022\u00b7\u25aa\u25cf\u2013\u2014o-]{1,2}|\(?(?:\d{1,2}|[a-z]|[ivx]{1,4})[.)]|(?:[A-Z][\w.'&-]*\s?){1,4}:?)\s{2,}"
)
_WORDS = re.compile(r"[a-z]{2,}\b")
_PAGE_BREAK = re.compile(
    r"^[ \t]*(?:<PAGE>|(?:-+ ?|page )?[ivx\d]{1,4}(?: ?-+| of \d{1,3})?[ \t]*\r?$)|\f", re.MULTILINE | re.IGNORECASE
)
_STOPS = frozenset(".:;!?")
FULL_LINE = 40  # characters of a line that breaks off because the page ends
FURNITURE = 4  # lines of foot and head between two pages
WIDEST_BREAK = 600  # characters from the last word of a page to the first of the next
FEWEST_WORDS = 3  # in lower case, of a line that is running text behind what leads in to it
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
    for offset, text in _whole(document.text, list(_runs(document, tables))):
        yield Paragraph(offset, text, heading)
        if len(text) <= 2 * LONGEST_HEADING:
            words = " ".join(text.split())
            if len(words) <= LONGEST_HEADING and words[-1:] not in ".;,":
                heading = words


def _whole(text: str, runs: Sequence[tuple[int, int]]) -> Iterator[tuple[int, str]]:
    """The words of each run, with its offset. A sentence that a page's foot and head interrupt goes on behind them:
    what stands between is left blank, so that places stay what they are."""
    at = 0
    while at < len(runs):
        begin, end = runs[at]
        words = text[begin:end]
        after = _continued(text, runs, at)
        while after is not None:
            words += " " * (runs[after][0] - end) + text[runs[after][0] : runs[after][1]]
            at, end = after, runs[after][1]
            after = _continued(text, runs, at)
        yield begin, words.translate(_FLAT)
        at += 1


def _continued(text: str, runs: Sequence[tuple[int, int]], at: int) -> int | None:
    """The run on the next page that goes on with the sentence a run breaks off in; None where it breaks off in none."""
    end = runs[at][1]
    last = text[max(runs[at][0], end - WIDEST_TABLE_LINE) : end].rstrip()
    if not last or last[-1] in _STOPS or len(last.rpartition("\n")[2].strip()) < FULL_LINE:
        return None
    for after in range(at + 1, min(len(runs), at + 2 + FURNITURE)):
        begin = runs[after][0]
        if begin - end > WIDEST_BREAK:
            return None
        if text[begin : begin + WIDEST_BREAK].lstrip()[:1].islower():
            return after if _PAGE_BREAK.search(text, end - 1, begin) else None
        if runs[after][1] - begin > LONGEST_HEADING:
            return None  # no page's foot or head
    return None


def _runs(document: Document, tables: Sequence[Table]) -> Iterator[tuple[int, int]]:
    """Runs of lines of running text: where each begins and ends."""
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
            yield opening, begin
            opening = None
    if opening is not None:
        yield opening, len(text)


def _tabular(printed: str) -> bool:
    """Whether a line is set in columns (a wide gap and a digit after it), is a rule, or a tag: no running text."""
    if printed.startswith("<") or not printed.strip("-=_. "):
        return True
    gap = printed.find("    ")
    if gap < 0 or len(printed) >= WIDEST_TABLE_LINE or DIGIT.search(printed, gap) is None:
        return False
    lead = _LEAD.match(printed)
    if lead is None or printed.find("    ", lead.end()) >= 0:
        return True
    return len(_WORDS.findall(printed, lead.end())) < FEWEST_WORDS


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
