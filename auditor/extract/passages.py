"""Passages: the sentences of a page, and of cells that hold words, are read like those of plain text."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace

from auditor.extract.cell_words import at_home, cells_of_words
from auditor.extract.fiscal import Calendar
from auditor.extract.prose import claims as read_claims
from auditor.extract.tag_links import links
from auditor.extract.worksheet_drafts import Reading
from auditor.model.document import Document
from auditor.model.figure import Claim, Figure
from auditor.model.record import altered
from auditor.model.worksheet import Passage
from auditor.read.text import line_starts

REACH = 40_000  # characters of source behind a mark within which its words are found again

_DIGIT = re.compile(r"\d")


def read_passages(document: Document, reading: Reading) -> tuple[tuple[Figure, ...], tuple[Claim, ...]]:
    """All figures with those of sentences appended, and one claim for each appended figure."""
    passages = [p for p in document.passages if not p.preformatted and _DIGIT.search(p.text)]
    cells = cells_of_words(document, reading.homes)
    free = len(passages)
    passages += [cell.passage for cell in cells]
    text = "\n\n".join(passage.text.replace("\n", " ") for passage in passages)
    if not text:
        return tuple(reading.figures), ()
    running = replace(document, text=text, line_starts=line_starts(text), media="text", worksheets=(), passages=())
    every, claims = read_claims(running, (), reading.figures, Calendar.of(reading.tables, running))
    starts = _starts(passages)
    placed: dict[int, Figure] = {}
    for at, members in _by_passage(every[len(reading.figures) :], starts).items():
        tags = links([figure.text for figure in members], passages[at].tags, document.tags)
        settled = members if at < free else at_home(members, cells[at - free].home)
        for figure, tag in zip(settled, tags, strict=True):
            placed[figure.index] = _placed(document, passages[at], figure, starts[at], tag)
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


def _placed(document: Document, passage: Passage, figure: Figure, start: int, tag: int | None) -> Figure:
    """The figure at its place in the source instead of in the running text."""
    place = _place(document, passage, figure, (figure.start or 0) - start)
    if place is None:
        return altered(figure, line=None, start=None, end=None, fact=tag)
    return altered(figure, line=document.line_of(place), start=place, end=place + len(figure.text), fact=tag)


def _place(document: Document, passage: Passage, figure: Figure, offset: int) -> int | None:
    """The offset of a sentence's figure in the source: its printed text, found again behind the nearest mark."""
    at = bisect_right(passage.marks, offset) - 1
    if at < 0:
        return None
    start = passage.starts[at]
    words = passage.text[passage.marks[at] : offset + len(figure.text)]
    skipped = words.count(figure.text) - 1  # the same number may stand before it
    place = start
    for _ in range(max(0, skipped) + 1):
        place = document.text.find(figure.text, place, start + REACH)
        if place < 0:
            return None
        place += 1
    return place - 1
