"""Words held against words: runs that stayed and runs that did not, numbers told apart from the rest."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby

from auditor.amend.matching import aligned, gaps
from auditor.amend.model import Runs

MOST_TOKENS = 100_000  # of one sentence; a longer one is compared as a whole
MOST_WORDS = 3  # changed around a number for it to be the same number, changed; beyond that the sentence is another

TOKEN = re.compile(
    r"\(?(?:[$€£]\s?)?\(?(?:\d{1,15}(?:[.,]\d{1,15}){0,8}|\.\d{1,9})\)?(?:\s?%)?|[^\W\d_]+(?:['’-][^\W\d_]+)*|\S"
)
_DIGIT = re.compile(r"\d")
_NUMBER = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?|\.\d+")


@dataclass(frozen=True, slots=True)
class Token:
    """A word, a mark or a number, at its place in its sentence."""

    text: str
    start: int
    end: int

    @property
    def is_number(self) -> bool:
        return _DIGIT.search(self.text) is not None


def tokens(sentence: str) -> list[Token]:
    """The words, marks and numbers of a sentence, in order; signs of money and brackets stay with their number.

    >>> [token.text for token in tokens("a loss of $(0.02), 62% less")]
    ['a', 'loss', 'of', '$(0.02)', ',', '62%', 'less']
    """
    return [Token(match[0], match.start(), match.end()) for match in TOKEN.finditer(sentence)]


def amount_of(text: str) -> tuple[int, int] | None:
    """Mantissa and exponent of a number's digits, brackets as a minus; None where they cannot be told.

    >>> amount_of("$(0.02)"), amount_of("1,250"), amount_of("12.31.2003")
    ((-2, -2), (1250, 0), None)
    """
    found = _NUMBER.findall(text)
    if len(found) != 1:
        return None
    whole, _, fraction = found[0].replace(",", "").partition(".")
    mantissa = int(whole + fraction)
    return (-mantissa if "(" in text and ")" in text else mantissa), -len(fraction)


@dataclass(frozen=True, slots=True)
class Compared:
    """Two sentences' tokens: the pairs that are equal, the numbers that stand opposite each other and differ, and
    the positions of tokens that have nothing opposite."""

    original: list[Token]
    amended: list[Token]
    equal: list[tuple[int, int]]
    renumbered: list[tuple[int, int]]
    gone: list[int]
    new: list[int]

    @property
    def reworded(self) -> bool:
        """Whether words differ, or numbers that have nothing opposite."""
        return bool(self.gone or self.new)


@lru_cache(maxsize=64)  # a pair is asked for more than once: by what changed, by how it is shown
def compared(original: str, amended: str) -> Compared:
    """Two versions of one sentence, token by token. What is returned is shared, and not to be altered."""
    before, after = tokens(original), tokens(amended)
    if max(len(before), len(after)) > MOST_TOKENS:
        gone = list(range(len(before))) if original != amended else []
        return Compared(before, after, [], [], gone, list(range(len(after))) if gone else [])
    equal = aligned([token.text for token in before], [token.text for token in after])
    renumbered, gone, new = [], [], []
    for low, high, first, last in gaps(equal, len(before), len(after)):
        numbers = [i for i in range(low, high) if before[i].is_number]
        others = [j for j in range(first, last) if after[j].is_number]
        words = max(high - low - len(numbers), last - first - len(others))
        if len(numbers) == len(others) and words <= MOST_WORDS * max(len(numbers), 1):
            renumbered += list(zip(numbers, others, strict=True))
        else:
            gone += numbers
            new += others
        gone += (i for i in range(low, high) if not before[i].is_number)
        new += (j for j in range(first, last) if not after[j].is_number)
    return Compared(before, after, equal, renumbered, sorted(gone), sorted(new))


def merged(original: str, amended: str) -> list[tuple[str, str | None]]:
    """Both texts as one: stretches in common as (words, None), others as (original's words, amended words).

    >>> merged("a gain of 5", "a loss of 5")
    [('a ', None), ('gain', 'loss'), (' of 5', None)]
    """
    held = compared(original, amended)
    made: list[tuple[str, str | None]] = []
    at = 0
    for low, high, first, last in gaps(held.equal, len(held.original), len(held.amended)):
        before = _span(original, held.original[low:high])
        after = _span(amended, held.amended[first:last])
        upto = held.amended[first].start if first < last else held.amended[first - 1].end if first else 0
        made += ((amended[at:upto], None), (before, after))
        at = held.amended[last - 1].end if first < last else upto
    made.append((amended[at:], None))
    return [run for run in made if run[0] or run[1]]


def _span(text: str, some: Sequence[Token]) -> str:
    return text[some[0].start : some[-1].end] if some else ""


def runs(original: str, amended: str) -> tuple[Runs, Runs]:
    """Both texts in runs, each with whether it differs from the other side."""
    held = compared(original, amended)
    return (
        _marked(original, held.original, {i for i, _ in held.equal}),
        _marked(amended, held.amended, {j for _, j in held.equal}),
    )


def _marked(text: str, every: Sequence[Token], equal: set[int]) -> Runs:
    made: list[tuple[str, bool]] = []
    at = 0
    for differs, group in groupby(range(len(every)), key=lambda position: position not in equal):
        if differs:
            span = list(group)
            start, end = every[span[0]].start, every[span[-1]].end
            made += ((text[at:start], False), (text[start:end], True))
            at = end
    made.append((text[at:], False))
    return tuple(run for run in made if run[0])
