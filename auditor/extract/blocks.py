"""Blocks: where tables begin and end in running text."""

from __future__ import annotations

import re
from dataclasses import dataclass

from auditor.extract.lines import Line

BLANKS = 2  # blank lines a table goes on over
HEADINGS = 9  # lines without figures a table goes on over
CROSSING = 6  # places by which running text reaches into the columns
LONG_LINE = 72  # a single line of text this long is not a heading

_FOOTNOTE = re.compile(r"\s*(?:\((?:\d{1,2}|[a-zA-Z])\)|\*+|\[\d\]|/\d/)\s*[A-Z]")
_HEADS = re.compile(
    r"\b(?:ended|ending|(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*\.? \d{1,2}|(?:19|20)\d\d)\b",
    re.IGNORECASE,
)
_LETTERS = re.compile(r"[A-Za-z]{2}|(?:19|20)\d\d|\d{1,2}/\d{1,2}/\d\d")
_CONTACT = re.compile(r"\b\d{3}[-./)] ?\d{3}-\d{4}\b|\d{3}/\d{3}-\d{4}|\bFAX\b|https?://|www\.")


@dataclass(slots=True)
class Block:
    """Lines ``first`` to ``last`` (positions in the list of lines) from the first figure to the last;
    ``front`` is where what stands above it may begin, ``foot`` where a closing rule ends it."""

    front: int
    first: int
    last: int
    foot: int


def find_blocks(lines: list[Line]) -> list[Block]:
    """Stretches of lines that may be tables, in order."""
    blocks: list[Block] = []
    at, front = 0, 0
    while at < len(lines):
        if lines[at].kind != "figures":
            at += 1
            continue
        last = _last_line(lines, at)
        foot = _foot(lines, last)
        blocks.append(Block(front, at, last, foot))
        front = foot + 1
        at = last + 1
    return blocks


def _last_line(lines: list[Line], first: int) -> int:
    last = at = first
    left = _left(lines[first])
    while True:
        following = _next_figures(lines, at + 1, left)
        if following is None:
            return last
        last = at = following
        left = min(left, _left(lines[at]))


def _left(line: Line) -> int:
    """Where the line's figures begin; far right when all stand loose."""
    cells = [cell for cell in line.evidence if not cell.may_be_note]
    return cells[0].left if cells else 10_000


def _next_figures(lines: list[Line], at: int, left: int) -> int | None:
    """The next line of figures of the same table, or None where the table has ended."""
    blanks = words = 0
    run: list[Line] = []
    while at < len(lines):
        line = lines[at]
        if line.kind == "figures":
            return None if _is_prose(run, left) else at
        if line.kind in ("stop", "heads"):
            return None
        if line.kind == "blank":
            blanks += 1
            if blanks > BLANKS or _is_prose(run, left):
                return None
            run = []
        else:
            blanks = 0
        if line.kind == "text":
            words += 1
            run.append(line)
            if words > HEADINGS or _ends_table(line, left):
                return None
        at += 1
    return None


def _ends_table(line: Line, left: int) -> bool:
    """A footnote, an address, or a new set of column heads."""
    if _FOOTNOTE.match(line.text) or is_contact(line.text):
        return True
    heads = [piece for piece in line.segments if piece[0] >= left - 2 and _LETTERS.search(piece[2])]
    dated = [piece for piece in heads if _HEADS.search(piece[2])]
    return len(dated) > 1 or (len(dated) == 1 and line.indent >= left - 2) or len(heads) > 2


def _is_prose(run: list[Line], left: int) -> bool:
    """Whether lines of words without figures are running text: they reach into the columns, line after line."""
    crossing = [line for line in run if len(line.text) > left + CROSSING]
    if len(run) == 1:
        return bool(crossing) and (len(run[0].text.strip()) >= LONG_LINE or run[0].text.rstrip().endswith("."))
    return len(crossing) >= 2 or (len(crossing) == 1 and len(run) == 2 and len(crossing[0].text.strip()) >= 60)


def _foot(lines: list[Line], last: int) -> int:
    """The rule lines directly below the last figures belong to the table."""
    foot = last
    at = last + 1
    while at < len(lines) and lines[at].kind in ("rule", "blank") and at - foot <= 1:
        if lines[at].kind == "rule":
            foot = at
        at += 1
    return foot


def is_contact(text: str) -> bool:
    """Whether a line is an address or telephone line, as in a page's foot."""
    return _CONTACT.search(text) is not None
