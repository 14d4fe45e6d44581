"""Passages: the sentences of a page, and of cells that hold words, are read like those of plain text."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

from auditor.extract.cell_words import at_home, cells_of_words
from auditor.extract.fiscal import Calendar
from auditor.extract.prose import claims as read_claims
from auditor.extract.tag_links import links
from auditor.extract.worksheet_drafts import Reading
from auditor.model.diagnostic import Diagnostic
from auditor.model.document import Document
from auditor.model.figure import Claim, Figure
from auditor.model.record import altered
from auditor.model.worksheet import Passage
from auditor.read.page_places import digit_behind
from auditor.read.text import line_starts

REACH = 40_000  # characters of source behind an amount within which the next one in words is found again

_DIGIT = re.compile(r"[0-9]")
_NUMBER = re.compile(r"[0-9.,]*[0-9]")


def read_passages(
    document: Document, reading: Reading, remarks: list[Diagnostic] | None = None
) -> tuple[tuple[Figure, ...], tuple[Claim, ...]]:
    """All figures with those of sentences appended, and one claim for each appended figure.

    ``remarks``, where given, takes one on the numbers that were read as no claim.
    """
    passages = [p for p in document.passages if not p.preformatted]
    cells = cells_of_words(document, reading.homes)
    free = len(passages)
    passages += [cell.passage for cell in cells]
    text = "\n\n".join(passage.text.replace("\n", " ") for passage in passages)
    if not text:
        return tuple(reading.figures), ()
    running = replace(document, text=text, line_starts=line_starts(text), media="text", worksheets=(), passages=())
    every, claims = read_claims(running, (), reading.figures, Calendar.of(reading.tables, running), remarks)
    starts = _starts(passages)
    placed: dict[int, Figure] = {}
    bare: set[int] = set()
    labels: set[int] = set()  # of cells that name a line or a column, and are no sentence
    after = 0
    for at, members in _by_passage(every[len(reading.figures) :], starts).items():
        tags = links([figure.text for figure in members], passages[at].tags, document.tags)
        settled = members if at < free else at_home(members, cells[at - free].home)
        for figure, tag in zip(settled, tags, strict=True):
            one = _placed(document, passages[at], figure, starts[at], tag, after)
            placed[figure.index], after = one, one.end or after
        if at >= free:  # what stands above a cell is its table's, no heading of sentences
            bare |= {figure.index for figure in members}
            if cells[at - free].home is not None and not passages[at].text.rstrip(' )\u201d"').endswith("."):
                labels |= {figure.index for figure in members}
    claims = tuple(
        altered(claim, heading="", in_cell=claim.figure in labels) if claim.figure in bare else claim
        for claim in claims
    )
    return (*reading.figures, *(placed[index] for index in range(len(reading.figures), len(every)))), claims


def _starts(passages: list[Passage]) -> list[int]:
    """Where each passage begins in the running text."""
    starts, at = [], 0
    for passage in passages:
        starts.append(at)
        at += len(passage.text) + 2
    return starts


def _by_passage(figures: Sequence[Figure], starts: list[int]) -> dict[int, list[Figure]]:
    """The figures of each passage, in order."""
    found: dict[int, list[Figure]] = {}
    for figure in sorted(figures, key=lambda figure: figure.start or 0):
        found.setdefault(bisect_right(starts, figure.start or 0) - 1, []).append(figure)
    return found


def _placed(document: Document, passage: Passage, figure: Figure, start: int, tag: int | None, after: int) -> Figure:
    """The figure at its place in the source instead of in the running text; ``after`` is the end of the one before."""
    offset = (figure.start or 0) - start
    at = _DIGIT.search(figure.text)
    place = _worded(document.text, figure.text, after) if at is None else _place(document.text, passage, figure, offset)
    if place is None:
        return altered(figure, line=None, start=None, end=None, fact=tag)
    return altered(figure, line=document.line_of(place[0]), start=place[0], end=place[1], fact=tag)


def _place(source: str, passage: Passage, figure: Figure, offset: int) -> tuple[int, int] | None:
    """Where a sentence's figure stands in the source: its digits are counted from the nearest mark before it.

    White space, entities and tags may part the words of a source otherwise than those of the passage, digits they
    leave. Where they do, the figure ends behind its last digit.
    """
    found = _NUMBER.search(figure.text)
    assert found is not None  # the figure has digits
    lead = next(_DIGIT.finditer(figure.text)).start()  # a bracket, sign or point before the first digit
    at = bisect_right(passage.marks, offset + lead) - 1
    if at < 0:
        return None
    counted = len(_DIGIT.findall(passage.text, passage.marks[at], offset + lead))
    first = digit_behind(source, passage.starts[at], counted)
    if first is None or source[first] != figure.text[lead]:
        return None
    start = first - lead
    if source.startswith(figure.text, start):
        return start, start + len(figure.text)
    if not source.startswith(figure.text[:lead], start):
        start = first
    digits = len(_DIGIT.findall(found[0]))
    last = digit_behind(source, first, digits - 1)
    return start, (first if last is None else last) + 1


def _worded(source: str, words: str, after: int) -> tuple[int, int] | None:
    """Where an amount in words alone stands: the next place that prints them, however they are parted."""
    found = _parted(words).search(source, after, after + REACH)
    return None if found is None else found.span()


@lru_cache(maxsize=256)
def _parted(words: str) -> re.Pattern[str]:
    return re.compile(r"(?<!\w)" + r"\s+".join(map(re.escape, words.split())) + r"(?!\w)")
