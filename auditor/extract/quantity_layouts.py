"""How quantity tables are laid out: cells between bars, tabs or gutters, in bullets, or one below another.

A reader takes the lines of a block and gives, for each line, its cells as (column, start, end) with offsets in the
document; column 0 is the label's. It gives None where the lines are not laid out its way.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

LONGEST_LABEL = 60

_UNIT_WORDS = "ounce|oz|tonne|ton|pound|lb|barrel|boe|gallon|carat|vehicle|unit|customer|subscriber|store|share"
_UNIT = rf"(?:troy\s+)?(?:{_UNIT_WORDS})s?\b\.?"
NUMBER = r"(?:\d{1,3}(?:,\d{1,4})+(?:\.\d+)?|\d{1,15}(?:\.\d+)?|\.\d+)"
_SCALE = r"(?:thousand|million|billion|trillion)"
QUANTITY = re.compile(
    rf"(?<![\w.,$/])(?P<number>{NUMBER})(?:\s+(?P<scale>{_SCALE})\b)?"
    rf"\s+(?:troy\s+)?(?P<unit>{_UNIT_WORDS})s?\b\.?(?!\s+per\b)"
    r"(?:\s+of\s+(?:payable\s+|contained\s+|refined\s+)?(?P<substance>[A-Za-z]+)"
    r"|\s+(?P<metal>silver|gold|lead|zinc|copper)\b)?",
    re.IGNORECASE,
)
COUNTED = re.compile(rf"(?<![\w.,$/]){NUMBER}\s+(?:{_SCALE}\b|{_UNIT})", re.IGNORECASE)
BEGINS = re.compile(
    rf"[^\w(%$]*(?:(?:about|approximately|over|nearly|almost|some)\s+)?{NUMBER}(?:\s+{_SCALE}\b)?(?:\s+{_UNIT}|\s*$)",
    re.IGNORECASE,
)
RULE = re.compile(r"[\s|+:\-=_*.]*")
WORD = re.compile(r"[A-Za-z]")
_BULLET = re.compile(
    r"^\s*(?:[-*\u2022\u00b7o]{1,2}\s+)?(?P<label>[A-Za-z][^:|\t\d]{0,59}?)"
    r"\s*(?::|\s-{1,2}\s|\s?[\u2013\u2014]\s?)\s*(?=\S)"
)
_GAP = re.compile(r" {2,}")
_IN_BRACKETS = re.compile(r"\([^()]*\)?")

Span = tuple[int, int]
Cells = list[tuple[int, int, int]]  # (column, start, end) of a line's cells; column 0 is the label's


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a block: its 1-based number, its offset in the document, its text without trailing blanks."""

    number: int
    start: int
    text: str


Reader = Callable[[Sequence[Line]], "list[Cells] | None"]


def barred(lines: Sequence[Line]) -> list[Cells] | None:
    """Cells between bars: "Silver | 2.5 million ounces | 8.9 million ounces"."""
    return _separated(lines, "|")


def tabbed(lines: Sequence[Line]) -> list[Cells] | None:
    """Cells between tabs."""
    return _separated(lines, "\t")


def _separated(lines: Sequence[Line], separator: str) -> list[Cells] | None:
    if sum(separator in line.text for line in lines) < 2:
        return None
    found: list[Cells] = []
    framed = separator == "|" and all(line.text.lstrip().startswith("|") for line in lines if "|" in line.text)
    for line in lines:
        cells: Cells = []
        at = line.text.index("|") + 1 if framed and "|" in line.text else 0
        if separator in line.text and WORD.search(line.text):
            for column, part in enumerate(line.text[at:].split(separator)):
                if part.strip():
                    start = line.start + at + len(part) - len(part.lstrip())
                    cells.append((column, start, start + len(part.strip())))
                at += len(part) + 1
        found.append(cells)
    return found


def in_columns(lines: Sequence[Line]) -> list[Cells] | None:
    """Cells between gutters: runs of columns that are blank in every line."""
    texts = [line.text.expandtabs(1).replace("\u00a0", " ") for line in lines]
    printed = [text for text in texts if text.strip() and not RULE.fullmatch(text)]
    gutters = _gutters(printed)
    if not gutters:
        return None
    found: list[Cells] = []
    for line, text in zip(lines, texts, strict=True):
        cells: Cells = []
        if not RULE.fullmatch(text):
            cuts = [0, *(_cut(text, gutter) for gutter in gutters), len(text)]
            for column, (left, right) in enumerate(itertools.pairwise(cuts)):
                part = text[left:right]
                if part.strip():
                    start = line.start + left + len(part) - len(part.lstrip())
                    cells.append((column, start, start + len(part.strip())))
        found.append(cells)
    return found


def _gutters(texts: Sequence[str]) -> list[Span]:
    """Runs of columns that are blank in every line; where cells still run together, in all lines but one in five.

    The latter lets a figure that was mistyped longer than its column stand in it; such a gutter counts only where
    most lines begin a cell at its right edge.
    """
    strict = _blank_runs(texts, 0)
    if strict and not any(_crowded(text, strict) for text in texts):
        return strict
    loose = [run for run in _blank_runs(texts, len(texts) // 5) if run in strict or _is_left_edge(texts, run[1])]
    return loose if len(loose) > len(strict) else strict


def _blank_runs(texts: Sequence[str], allowed: int) -> list[Span]:
    inked = [0] * max(map(len, texts), default=0)
    for text in texts:
        for at, character in enumerate(text):
            inked[at] += character != " "
    mask = "".join("x" if count > allowed else " " for count in inked).rstrip()
    return [run.span() for run in _GAP.finditer(mask, len(mask) - len(mask.lstrip()))]


def _crowded(text: str, gutters: Sequence[Span]) -> bool:
    """Whether a cell of the line holds two quantities outside brackets."""
    cuts = [0, *(gutter[1] for gutter in gutters), len(text)]
    return any(
        len(QUANTITY.findall(_IN_BRACKETS.sub("", text[low:high]))) > 1 for low, high in itertools.pairwise(cuts)
    )


def _is_left_edge(texts: Sequence[str], edge: int) -> bool:
    reaching = [text for text in texts if len(text) > edge]
    return sum(text[edge - 1] == " " != text[edge] for text in reaching) * 2 > len(reaching)


def _cut(text: str, gutter: Span) -> int:
    """Where a line parts at a gutter: in its widest blank there, else before a quantity, else (no cut) at its end."""
    left, right = gutter
    if not text[left:right].strip():
        return min(right, len(text))
    blanks = [blank for blank in _GAP.finditer(text, max(0, left - 1)) if blank.start() <= right]
    if blanks:
        return max(blanks, key=lambda blank: blank.end() - blank.start()).end()
    for space in range(min(right + 1, len(text)) - 1, left - 1, -1):
        if text[space] == " " and BEGINS.match(text, space + 1):
            return space + 1
    return (
        min(right, len(text))
        if text[left:right].endswith(" ")
        else len(text)
        if right >= len(text)
        else _word(text, left)
    )


def _word(text: str, at: int) -> int:
    """The end of the word that stands at ``at``."""
    end = text.find(" ", at)
    return len(text) if end < 0 else end


def bulleted(lines: Sequence[Line]) -> list[Cells] | None:
    """A label, a colon or dash, then quantities in one running text: each quantity outside brackets is a cell."""
    found: list[Cells] = [[] for _ in lines]
    heads = [i for i, line in enumerate(lines) if _bullet_head(line)]
    for i, following in itertools.pairwise([*heads, len(lines)]):
        end = next((j for j in range(i, following) if not lines[j].text.strip()), following)
        head = _bullet_head(lines[i])
        if head is not None:
            found[i].append((0, lines[i].start + head.start("label"), lines[i].start + head.end("label")))
            _running(lines[i:end], head.end(), found[i:end])
    return found if heads else None


def _bullet_head(line: Line) -> re.Match[str] | None:
    head = _BULLET.match(line.text)
    if head is None:
        return None
    return head if BEGINS.match(line.text[head.end() :].split("(")[0].rstrip(" ,;.")[:80]) else None


def _running(lines: Sequence[Line], at: int, cells: Sequence[Cells]) -> None:
    """Parts the text from ``at`` in the first line on: each quantity outside brackets begins a cell."""
    origin = lines[0].start
    text = " " * at
    for line in lines:
        text = text.ljust(line.start - origin) + (line.text[at:] if line is lines[0] else line.text)
    borders: list[int] = []
    depth = done = 0
    for match in QUANTITY.finditer(text):
        depth += text.count("(", done, match.start()) - text.count(")", done, match.start())
        done = match.start()
        if depth <= 0:
            borders.append(match.start())
    for column, (start, end) in enumerate(itertools.pairwise([*borders, len(text)]), 1):
        for line, own in zip(lines, cells, strict=True):
            low = max(start, line.start - origin)
            high = min(end, line.start - origin + len(line.text))
            part = text[low:high]
            if part.strip():
                lead = len(part) - len(part.lstrip())
                own.append((column, origin + low + lead, origin + low + len(part.rstrip())))


def stacked(lines: Sequence[Line]) -> list[Cells] | None:
    """One cell a line: a label without digits, then its quantities, each of which may go on over lines."""
    found: list[Cells] = []
    column = -1
    for line in lines:
        text = line.text.strip()
        start = line.start + len(line.text) - len(line.text.lstrip())
        cells: Cells = []
        if text and not RULE.fullmatch(text):
            if BEGINS.match(text) and column >= 0:
                column += 1
                cells = [(column, start, start + len(text))]
            elif column > 0 and (text[0] in "(,;" or text[0].islower() or text[0].isdigit()):
                cells = [(column, start, start + len(text))]
            elif len(text) <= LONGEST_LABEL and not any(map(str.isdigit, text)):
                column = 0
                cells = [(0, start, start + len(text))]
            else:
                column = -1
        found.append(cells)
    return found


READERS: tuple[Reader, ...] = (barred, tabbed, in_columns, bulleted, stacked)
