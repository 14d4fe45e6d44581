"""The lines of a filing's tables as sentences may name them: telling words, and the cells that print their amounts."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from math import log2

from auditor.identify.told.vocabulary import QUALIFIERS, SOFT, tokens
from auditor.model.audit import Extraction
from auditor.model.figure import Figure
from auditor.model.table import Column, Table

RAREST = 6.0  # bits at most for one word that few lines hold
# Words that stand in so many labels of every filing that they say little.
WEAK = frozenset(
    [
        "segment",
        "expense",
        "cost",
        "activity",
        "business",
        "operation",
        "operating",
        "income",
        "product",
        "service",
        "asset",
        "liability",
        "change",
        "loss",
        "effect",
        "related",
        "including",
        "expenses",
        "related",
        "attributable",
        "holder",
        "common",
        "stock",
        "other",
        "accounting",
        "item",
    ]
)
WEAK_BITS = 1.5
LONGEST_TITLE = 120  # characters


@dataclass(frozen=True, slots=True)
class Line:
    """A row of a table, or those of its cells that stand under one named column ("Metal Coatings")."""

    table: int
    row: int
    statement: str | None
    changes: bool  # its cells are changes of others, relative or not: a column headed "Change"
    label: frozenset[str]  # the words of the label; those of its nearest heading where it has none of its own
    around: frozenset[str]  # those of headings and of the column's head
    title: frozenset[str]
    cells: tuple[int, ...]  # figures, in the order of their columns

    @property
    def is_outlook(self) -> bool:
        """Whether headings say that its amounts are yet to come."""
        return not _OUTLOOK.isdisjoint(self.around | self.title)

    @property
    def named(self) -> frozenset[str]:
        return self.label | self.around


@dataclass(frozen=True)
class Ledger:
    """All lines, and where each word stands."""

    lines: tuple[Line, ...]
    by_label: dict[str, list[int]]  # lines by the words of their labels
    by_heading: dict[str, list[int]]  # lines by the further words around them
    weights: dict[str, float]  # bits of each word that some line holds
    figures: Sequence[Figure] = field(repr=False)
    close: date | None = None  # the latest day of a balance: what closes later is yet to come
    company: frozenset[str] = frozenset()  # the words of its name, which tell no line from another

    def weight(self, word: str) -> float:
        """How much a word tells, in bits; that of a rare word where no line holds it."""
        return self.weights.get(word, RAREST)

    def knows(self, word: str) -> bool:
        return word in self.weights


def ledger(extraction: Extraction, company: frozenset[str] = frozenset()) -> Ledger:
    """Every line of every table but data schedules. ``company`` are the words of the company's name."""
    lines = tuple(
        line
        for table in extraction.tables
        if not table.schedule
        for line in _lines(table, extraction.figures)
    )  # fmt: skip
    seen: Counter[str] = Counter()
    where: dict[str, list[int]] = defaultdict(list)
    near: dict[str, list[int]] = defaultdict(list)
    for at, line in enumerate(lines):
        seen.update(line.named)
        for word in line.label:
            where[word].append(at)
        for word in line.around - line.label:
            near[word].append(at)
    size = max(2, len(lines))
    weights = {
        word: min(WEAK_BITS, RAREST) if word in WEAK else min(RAREST, 1.0 + log2(size / count))
        for word, count in seen.items()
    }
    return Ledger(lines, dict(where), dict(near), weights, extraction.figures, _close(extraction), company)


def _close(extraction: Extraction) -> date | None:
    days = [
        column.period.end
        for table in extraction.tables
        if table.statement == "balance_sheet"
        for column in table.columns
        if column.period is not None and column.period.start is None
    ]
    return max(days, default=None)


def _lines(table: Table, figures: Sequence[Figure]) -> Iterator[Line]:
    heads = [_head(column) for column in table.columns]
    tells_change = [_CHANGE.search(column.header) is not None for column in table.columns]
    title = frozenset(tokens(table.title[:LONGEST_TITLE]))
    alone = _alone(table)
    above: frozenset[str] = frozenset()
    for row, cells in zip(table.rows, table.grid, strict=True):
        groups: dict[tuple[frozenset[str], bool, bool], list[int]] = defaultdict(list)
        path = [frozenset(tokens(heading)) for heading in row.path]
        around = frozenset().union(*path) if path else frozenset()
        label = frozenset(tokens(BRACKETED.sub(" ", row.label)))
        around |= frozenset(tokens(row.label)) - label if label else frozenset()
        if not label:
            label = frozenset(tokens(row.label))
        if label <= _OF_SALES and above and _PERCENTAGE.search(row.label):
            label = above
        is_change = _CHANGE.search(row.label) is not None and (
            label <= _OF_CHANGE or all(figures[at].unit == "percent" for at in cells if at is not None)
        )
        if label and not is_change:
            above = label
        if not label:
            label = next((words for words in reversed(path) if words), frozenset())
        if is_change:  # "Percentage change" below what changes, or across from the measures that head the columns
            label = frozenset() if any(heads) else above
        for column, index in enumerate(cells):
            if index is None or figures[index].mantissa is None or figures[index].nil:
                continue
            changes = (
                table.columns[column].kind == "change"
                or "change" in heads[column]
                or (figures[index].unit == "percent" and (is_change or tells_change[column]))
            )
            per_share = figures[index].unit == "USD/share" and not (label | around) & _NO_EARNINGS
            groups[heads[column], changes, per_share].append(index)
        for (head, changes, per_share), found in groups.items():
            name, near = label or head, around | head
            if per_share and (name & _EARNINGS or not name - _UNNAMED):
                name, near = (name - _EARNINGS) | {"earningspershare"}, near - _EARNINGS
            elif "earningspershare" in name and name & _EARNINGS:
                name -= {"earningspershare", "diluted", "basic"}
            if name:
                yield Line(table.index, row.index, table.statement, changes, name, near, title, tuple(found))
            if row.index in alone and path[-1] and path[-1] != name:
                yield Line(table.index, row.index, table.statement, changes, path[-1], near, title, tuple(found))


def _alone(table: Table) -> frozenset[int]:
    """The rows that are the only one below their heading: its words name them as well as their own."""
    if table.statement == "cash_flow":  # its first line stands alone before the adjustments
        return frozenset()
    below = Counter(row.path for row in table.rows)
    return frozenset(row.index for row in table.rows if row.path and below[row.path] == 1)


BRACKETED = re.compile(r"\([^()]*\)")
_OUTLOOK = frozenset(
    ["outlook", "guidance", "target", "forecast", "budget", "low", "high", "midpoint", "estimate", "projected"]
)
_PERCENTAGE = re.compile(
    r"\b(?:percent\w*|%|as\s+a\s+(?:%|percent\w*))\s+of\b|^\s*(?:%|percent\w*)\s*$|\bmargin\s*%?$", re.I
)
_CHANGE = re.compile(
    r"\b(?:chan?ge|chg|growth|variance|y/y|yoy|qoq|q/q|year[\s-]over[\s-]year)\b|\binc(?:r|rease)?\.?\s*/?\s*\(?dec"
    r"|%\s*(?:increase|decrease|inc|dec|var)",
    re.I,
)
_OF_CHANGE = frozenset({"change", "dollar", "increase", "decrease", "growth", "variance"})
_OF_SALES = frozenset({"sales", "margin"})
_EARNINGS = frozenset({"netincome", "income", "loss", "earning", "operatingincome"})
_UNNAMED = QUALIFIERS | SOFT | {"earningspershare"}  # "Diluted" below "Earnings per share", "Adjusted"
_NO_EARNINGS = frozenset({"dividend", "book", "price", "cash", "value", "sales"})


@lru_cache(maxsize=4096)
def _words(header: str) -> frozenset[str]:
    return frozenset(tokens(header))


def _head(column: Column) -> frozenset[str]:
    """The words of a column's head that are no period: a segment's name, "Adjusted"."""
    return _words(column.header)


def qualifiers(words: frozenset[str]) -> frozenset[str]:
    """Those of the words that make another measure of what they qualify."""
    return words & QUALIFIERS
