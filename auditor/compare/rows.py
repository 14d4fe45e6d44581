"""Which line of one table is which line of another: by label and heading, by order where labels repeat, and never by
amount alone.

Labels are compared in three steps, from the exact words to what is left when a year's own words are dropped: "Net
income (loss)" is "Net income", and "Net cash used in operations" is "Net cash provided by operations".
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Sequence
from functools import lru_cache

from auditor.identify.labels import all_words
from auditor.model.record import altered, dataclass
from auditor.model.table import Row, Table

_IN_BRACKETS = re.compile(
    r"\(\s*(?:net\s+)?(?:loss(?:es)?|income|deficit|deficiency|expenses?|benefits?|provision|decrease|increase|gains?"
    r"|charges?|earnings|credits?|used(?:\s+(?:in|for|by))?|provided(?:\s+by)?"
    r"|in\s+[^()]{1,40})\s*\)",
    re.I,
)
_YEARS_OWN = re.compile(
    r"\b(?:loss(?:es)?|income|earnings|profits?|deficit|used|provided|generated|required|increase|decrease|benefits?"
    r"|provision|by|in|for|from|or|gains?|net|of|and|the|attributable|to)\b",
    re.I,
)
_DIGITS = re.compile(r"[\d$.,]+|\brespectively\b", re.I)

Words = frozenset[str]
_RESULT: Words = frozenset(["result"])
_NO_WORDS: Words = frozenset()


@dataclass(frozen=True, slots=True)
class RowPair:
    """One line in two tables. ``sure`` is False where heading or order differ: it may be another, or have moved."""

    earlier: int
    later: int
    sure: bool = True


@lru_cache(maxsize=8192)
def exact_words(label: str) -> Words:
    return all_words(label)


@lru_cache(maxsize=8192)
def lasting_words(label: str) -> Words:
    """Without numbers, and without the words in brackets that the year's sign decides."""
    return all_words(_DIGITS.sub(" ", _IN_BRACKETS.sub(" ", label)))


@lru_cache(maxsize=8192)
def bare_words(label: str) -> Words:
    """Without the words that a gain or a loss, an inflow or an outflow puts in: "Net loss" is "Net income"."""
    lasting = _DIGITS.sub(" ", _IN_BRACKETS.sub(" ", label))
    return all_words(_YEARS_OWN.sub(" ", lasting)) or (_RESULT if all_words(lasting) else _NO_WORDS)


STEPS: tuple[Callable[[str], Words], ...] = (exact_words, lasting_words, bare_words)


@lru_cache(maxsize=8192)
def _heading(path: tuple[str, ...]) -> Words:
    return lasting_words(" ".join(path))


def paired_rows(earlier: Table, later: Table) -> list[RowPair]:
    """The lines that both tables print, in the order of the later."""
    pairs: dict[int, RowPair] = {}  # by later row
    taken: set[int] = set()

    def pair(one: Row, other: Row, sure: bool = True) -> None:
        pairs[other.index] = RowPair(one.index, other.index, sure)
        taken.add(one.index)

    for step in STEPS:
        for ones, others in _groups(earlier, later, pairs, taken, step, by_heading=True):
            if len(ones) == len(others):
                for one, other in zip(ones, others, strict=True):
                    pair(one, other)
    for step in STEPS:
        for ones, others in _groups(earlier, later, pairs, taken, step, by_heading=False):
            if len(ones) == len(others) == 1:
                pair(ones[0], others[0], _is_under_one(ones[0], others[0]))
    for one, other in _unlabelled(earlier, later, pairs, taken):
        pair(one, other)
    return _in_order([pairs[row.index] for row in later.rows if row.index in pairs])


def _in_order(pairs: list[RowPair]) -> list[RowPair]:
    """The pairs, those unsure that stand in another order than most: the longest rising run of rows is the order."""
    ends: list[int] = []  # for each length, the lowest earlier row that a rising run of it ends with
    tails: list[int] = []  # and the pair it is of
    before: list[int | None] = []
    for n, pair in enumerate(pairs):
        place = bisect_left(ends, pair.earlier)
        before.append(tails[place - 1] if place else None)
        ends[place : place + 1] = [pair.earlier]
        tails[place : place + 1] = [n]
    run: set[int] = set()
    at = tails[-1] if tails else None
    while at is not None:
        run.add(at)
        at = before[at]
    return [pair if n in run else altered(pair, sure=False) for n, pair in enumerate(pairs)]


def _groups(
    earlier: Table,
    later: Table,
    pairs: dict[int, RowPair],
    taken: set[int],
    step: Callable[[str], Words],
    by_heading: bool,
) -> list[tuple[list[Row], list[Row]]]:
    """The labelled rows not yet paired, gathered by their words: those of either table that have the same."""

    def key(row: Row) -> tuple[Words, Words]:
        return step(row.label), _heading(row.path) if by_heading else _NO_WORDS

    mine: dict[tuple[Words, Words], list[Row]] = defaultdict(list)
    yours: dict[tuple[Words, Words], list[Row]] = defaultdict(list)
    for row in earlier.rows:
        if row.index not in taken and exact_words(row.label):
            mine[key(row)].append(row)
    for row in later.rows:
        if row.index not in pairs and exact_words(row.label):
            yours[key(row)].append(row)
    return [(mine[name], rows) for name, rows in yours.items() if name in mine]


def _is_under_one(one: Row, other: Row) -> bool:
    """Whether two lines of one label may stand under one heading: the words of the one's are among the other's."""
    mine, yours = _heading(one.path), _heading(other.path)
    return mine <= yours or yours <= mine


def _unlabelled(earlier: Table, later: Table, pairs: dict[int, RowPair], taken: set[int]) -> list[tuple[Row, Row]]:
    """Totals without a label that follow one and the same line."""
    found = []
    for row in later.rows:
        if row.label or row.index in pairs or not row.index:
            continue
        above = pairs.get(row.index - 1)
        if above is None or above.earlier + 1 >= len(earlier.rows):
            continue
        other = earlier.rows[above.earlier + 1]
        if not other.label and other.index not in taken:
            found.append((other, row))
    return found


def likeness(one: Sequence[str], other: Sequence[str]) -> float:
    """How alike two titles are: the share of their words that both have; 0 where either has none."""
    mine, yours = lasting_words(" ".join(one)), lasting_words(" ".join(other))
    return len(mine & yours) / len(mine | yours) if mine and yours else 0.0
