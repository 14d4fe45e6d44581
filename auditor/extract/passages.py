"""Passages: the sentences of a page, and of cells that hold sentences, are read like those of plain text."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace

from auditor.extract.fiscal import Calendar
from auditor.extract.prose import AMOUNT
from auditor.extract.prose import claims as read_claims
from auditor.extract.tag_links import links
from auditor.extract.worksheets import Reading, tag_of
from auditor.model.document import Document
from auditor.model.figure import Claim, Figure
from auditor.model.worksheet import Passage
from auditor.read.text import line_starts

REACH = 40_000  # characters of source behind a mark within which its words are found again
WORDS = 12  # characters from which a cell may name an amount in words

_DIGIT = re.compile(r"\d")
_LETTERS = re.compile(r"[A-Za-z]{3}")


def read_passages(document: Document, reading: Reading) -> tuple[tuple[Figure, ...], tuple[Claim, ...]]:
    """All figures with those of sentences appended, and one claim for each appended figure."""
    passages = [p for p in document.passages if not p.preformatted and _DIGIT.search(p.text)]
    passages += _sentences_in_cells(document)
    text = "\n\n".join(passage.text.replace("\n", " ") for passage in passages)
    if not text:
        return tuple(reading.figures), ()
    running = replace(document, text=text, line_starts=line_starts(text), media="text", worksheets=(), passages=())
    every, claims = read_claims(running, (), reading.figures, Calendar.of(reading.tables, running))
    starts = _starts(passages)
    figures = list(every[: len(reading.figures)])
    tagged = _tags_of(document, passages, every[len(reading.figures) :], starts)
    for figure in every[len(reading.figures) :]:
        assert figure.start is not None  # a sentence's figure always has its place in the sentence
        at = bisect_right(starts, figure.start) - 1
        place = _place(document, passages[at], figure, figure.start - starts[at])
        line = None if place is None else document.line_of(place)
        end = None if place is None else place + len(figure.text)
        figures.append(replace(figure, line=line, start=place, end=end, fact=tagged.get(figure.index)))
    return tuple(figures), claims


def _tags_of(
    document: Document, passages: list[Passage], figures: Sequence[Figure], starts: list[int]
) -> dict[int, int]:
    """The tags that sentences' figures stand in, by the figure's index."""
    if not document.tags:
        return {}
    by_passage: dict[int, list[Figure]] = {}
    for figure in sorted(figures, key=lambda figure: figure.start or 0):
        by_passage.setdefault(bisect_right(starts, figure.start or 0) - 1, []).append(figure)
    found: dict[int, int] = {}
    for at, members in by_passage.items():
        positions = links([figure.text for figure in members], passages[at].tags, document.tags)
        found |= {f.index: tag for f, tag in zip(members, positions, strict=True) if tag is not None}
    return found


def _starts(passages: list[Passage]) -> list[int]:
    """Where each passage begins in the running text."""
    starts, at = [], 0
    for passage in passages:
        starts.append(at)
        at += len(passage.text) + 2
    return starts


def _sentences_in_cells(document: Document) -> list[Passage]:
    """Words in cells of tables that name amounts: labels ("$0.01 par value; 6,000 shares authorized"), footnotes."""
    return [
        Passage(
            cell.text,
            0,
            marks=(0,) if cell.start is not None else (),
            starts=(cell.start,) if cell.start is not None else (),
            tags=cell.tags,
        )
        for sheet in document.worksheets
        for row in sheet.rows
        for cell in row
        if len(cell.text) > WORDS
        and _DIGIT.search(cell.text)
        and AMOUNT.search(cell.text)
        and _LETTERS.search(cell.text)
    ]


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
