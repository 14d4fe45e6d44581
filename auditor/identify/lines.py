"""A table as lines that may be computed from one another: its columns, or its rows.

"Column 3 is column 1 over column 2, in every row" and "row 9 is row 4 over row 1, in every column" are one question,
asked of lines and of the places in which they are printed. Units are not trusted here: a percentage may stand under a
head that says dollars. Everything is an integer in one power of ten.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from auditor.model.figure import Figure
from auditor.model.table import Table

MOST_PLACES = 18  # powers of ten between the finest and the coarsest figure of a table
MOST_UNNAMED_ROWS = 150  # of a longer table only rows so named are taken for quotients or means
SAMPLE = 256  # places among which the telling ones are sought
LARGEST = 10**24  # no table prints amounts so large: what does is a misreading

RATE = re.compile(
    r"%|\bper\s?cent|\bpct\b|\bpercentages?\b|\bratios?\b|\brat(?:e|ing)s?\b|\beach\b|\bunit (?:price|cost)\b"
    r"|\bshare of\b|\bper\b|[a-z]/ ?[a-z]|\bmargins?\b|\byields?\b|\bproportion\b|\baverage\b|\bavg\b|\bchange\b"
    r"|\bgrowth\b|\bincrease\b|\breturn on\b|\bmultiple\b",
    re.IGNORECASE,
)
STRICT_RATE = re.compile(r"%|\bper\s?cent|\bpercentages?\b|\brati(?:o|ng)s?\b|\bper\b|\bunit (?:price|cost)\b", re.I)
FRACTION = re.compile(r"%|\bper\s?cent|\bpercentages?\b|\brati(?:o|ng)s?\b", re.IGNORECASE)
PER_SHARE = re.compile(r"\bper (?:\w+ ){0,3}shares?\b", re.IGNORECASE)
CHANGE = re.compile(
    r"\bchanges?\b|\bgrowth\b|\bincreases?\b|\bdecreases?\b|\bvariance\b|\bvs\b|\bfrom\b.*\bto\b|\bto\b|[/-]",
    re.IGNORECASE,
)
STRICT_CHANGE = re.compile(r"\bchanges?\b|\bgrowth\b|\bincreases?\b|\bdecreases?\b", re.IGNORECASE)
MEAN = re.compile(r"\baverages?\b|\bavgs?\b|\bmean\b|\bwhole year\b", re.IGNORECASE)


@dataclass(frozen=True)
class Lines:
    """``twice[i][p]``: twice the amount of line i in place p, in units of 10 ** ``base``; ``place[i][p]``: the size of
    one unit of its last printed place, 0 where nothing readable is printed. ``base`` is never above 0.

    ``figures[i][p]`` is the figure's index, -1 where blank, unreadable or a nil.
    """

    table: Table
    across: bool  # whether the lines are columns
    names: tuple[str, ...]
    figures: tuple[tuple[int, ...], ...]
    twice: tuple[tuple[int, ...], ...]
    place: tuple[tuple[int, ...], ...]
    base: int

    @property
    def one(self) -> int:
        """One, in units of 10 ** base."""
        power: int = 10**-self.base
        return power

    @cached_property
    def widths(self) -> tuple[int, ...]:
        """How many figures each line prints."""
        return tuple(sum(1 for place in line if place) for line in self.place)

    def telling(self, line: int, most: int, trivial: Container[int] = ()) -> list[int]:
        """Up to so many places in which a line prints the most digits, written-out zeros left aside; an amount twice
        only where too few differ. Of a long line a sample of its places is looked at."""
        places, amounts = self.place[line], self.twice[line]
        step = len(places) // SAMPLE + 1
        sample = [at for at in range(0, len(places), step) if places[at] and amounts[at] not in trivial]
        sample.sort(key=lambda at: -len(str(abs(amounts[at]) // (2 * places[at])).rstrip("0")))
        first = {amounts[at]: at for at in reversed(sample)}
        once = [at for at in sample if first[amounts[at]] == at]
        return (once + [at for at in sample if first[amounts[at]] != at])[:most]

    @property
    def may_be_unnamed(self) -> bool:
        """Whether lines of which the page says nothing are looked at too: the columns, or the rows of a short table."""
        return self.across or len(self.names) <= MOST_UNNAMED_ROWS

    def is_aside(self, place: int) -> bool:
        """Whether a place stands outside what its line says: of a row, the columns of changes and percentages."""
        return not self.across and self.table.columns[place].kind != "amount"


def decimals(amounts: Iterable[int], finest: int) -> int:
    """Of amounts in half units of 10 ** -finest: the most places behind the point, written-out zeros left aside."""
    most = 0
    for twice in amounts:
        units = abs(twice) // 2
        while most < finest and units % 10 ** (finest - most):
            most += 1
    return most


def lines_of(table: Table, figures: Sequence[Figure]) -> tuple[Lines, Lines] | None:
    """The table's columns and its rows; None where nothing in it can be read."""
    kept = [[_kept(figures, at) for at in cells] for cells in table.grid]
    exponents = [figures[at].exponent for cells in kept for at in cells if at >= 0]
    if not exponents:
        return None
    base = min(0, *exponents)
    rows = [[_entry(figures, at, base) for at in cells] for cells in kept]
    columns = list(zip(*rows, strict=True))
    heads = tuple(column.header for column in table.columns)
    labels = tuple(row.label for row in table.rows)
    return _lines(table, True, heads, columns, base), _lines(table, False, labels, rows, base)


Entry = tuple[int, int, int]


def _lines(table: Table, across: bool, names: tuple[str, ...], lines: Sequence[Sequence[Entry]], base: int) -> Lines:
    figures, twice, place = (tuple(tuple(entry[n] for entry in line) for line in lines) for n in range(3))
    return Lines(table, across, names, figures, twice, place, base)


def _kept(figures: Sequence[Figure], at: int | None) -> int:
    return -1 if at is None or figures[at].mantissa is None or figures[at].nil else at


def _entry(figures: Sequence[Figure], at: int, base: int) -> Entry:
    """(figure, twice its amount, its place)."""
    if at < 0 or figures[at].exponent - base > MOST_PLACES:
        return -1, 0, 0
    figure = figures[at]
    place = 10 ** (figure.exponent - base)
    twice = 2 * (figure.mantissa or 0) * place
    return (at, twice, place) if abs(twice) <= LARGEST else (-1, 0, 0)
