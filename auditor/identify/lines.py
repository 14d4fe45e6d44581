"""A table as lines that may be computed from one another: its columns, or its rows.

"Column 3 is column 1 over column 2, in every row" and "row 9 is row 4 over row 1, in every column" are one question,
asked of lines and of the places in which they are printed. Units are not trusted here: a percentage may stand under a
head that says dollars. Everything is an integer in one power of ten.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from auditor.model.figure import Figure
from auditor.model.table import Table

MOST_PLACES = 18  # powers of ten between the finest and the coarsest figure of a table
MOST_UNNAMED_ROWS = 150  # of a longer table only rows so named are taken for quotients or means
SAMPLE = 256  # places among which the telling ones are sought
LARGEST = 10**24  # no table prints amounts so large: what does is a misreading

# Alternatives that begin with a word are bound to its beginning once, before they are told apart: these are sought in
# every label and head of a filing.
RATE = re.compile(
    r"%|[a-z]/ ?[a-z]|\b(?:per\s?cent|pct\b|percentages?\b|ratios?\b|rat(?:e|ing)s?\b|each\b|unit (?:price|cost)\b"
    r"|share of\b|per\b|margins?\b|yields?\b|proportion\b|average\b|avg\b|change\b|growth\b|increase\b"
    r"|return on\b|multiple\b)",
    re.IGNORECASE,
)
STRICT_RATE = re.compile(r"%|\b(?:per\s?cent|percentages?\b|rati(?:o|ng)s?\b|per\b|unit (?:price|cost)\b)", re.I)
FRACTION = re.compile(r"%|\b(?:per\s?cent|percentages?\b|rati(?:o|ng)s?\b)", re.IGNORECASE)
PER_SHARE = re.compile(r"\bper (?:\w+ ){0,3}shares?\b", re.IGNORECASE)
CHANGE = re.compile(
    r"[/-]|\b(?:changes?\b|growth\b|increases?\b|decreases?\b|variance\b|vs\b|from\b.*\bto\b|to\b)",
    re.IGNORECASE,
)
STRICT_CHANGE = re.compile(r"\b(?:changes?|growth|increases?|decreases?)\b", re.IGNORECASE)
MEAN = re.compile(r"\b(?:averages?|avgs?|mean|whole year)\b", re.IGNORECASE)


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
    rates: tuple[bool, ...]  # whether most figures of the line are percentages

    @cached_property
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
    exponents = {figures[at].exponent for cells in kept for at in cells if at >= 0}
    if not exponents:
        return None
    base = min(0, *exponents)
    places = {exponent: 10 ** (exponent - base) for exponent in exponents if exponent - base <= MOST_PLACES}
    rows = [[_entry(figures, at, places) for at in cells] for cells in kept]
    columns = list(zip(*rows, strict=True))
    heads = tuple(column.header for column in table.columns)
    labels = tuple(row.label for row in table.rows)
    return _lines(table, True, heads, columns, base, figures), _lines(table, False, labels, rows, base, figures)


Entry = tuple[int, int, int]
BLANK: Entry = (-1, 0, 0)


def _lines(
    table: Table,
    across: bool,
    names: tuple[str, ...],
    lines: Sequence[Sequence[Entry]],
    base: int,
    all_figures: Sequence[Figure],
) -> Lines:
    if not lines or not lines[0]:
        empty: tuple[tuple[int, ...], ...] = tuple(() for _ in lines)
        return Lines(table, across, names, empty, empty, empty, base, tuple(False for _ in lines))
    figures, twice, place = zip(*(zip(*line, strict=True) for line in lines), strict=True)
    rates = tuple(_are_rates(line, all_figures) for line in figures)
    return Lines(table, across, names, figures, twice, place, base, rates)


def _are_rates(line: Sequence[int], figures: Sequence[Figure]) -> bool:
    told = [figures[at].unit for at in line if at >= 0]
    return 2 * told.count("percent") > len(told)


def _kept(figures: Sequence[Figure], at: int | None) -> int:
    return -1 if at is None or (figure := figures[at]).mantissa is None or figure.nil else at


def _entry(figures: Sequence[Figure], at: int, places: Mapping[int, int]) -> Entry:
    """(figure, twice its amount, its place)."""
    if at < 0:
        return BLANK
    figure = figures[at]
    place = places.get(figure.exponent)
    if place is None:
        return BLANK
    twice = 2 * (figure.mantissa or 0) * place
    return (at, twice, place) if -LARGEST <= twice <= LARGEST else BLANK
