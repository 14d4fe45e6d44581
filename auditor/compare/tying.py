"""Columns of a later filing tied to what an earlier one printed for the same period.

A column is never tied by its labels alone: enough of its lines must say the same in both filings, or the table must be
the same statement of the same name and most of its lines have their counterpart. Each is held against the latest
earlier filing that prints it, so that a change is told once, where it was made.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from auditor.compare.filing import Filing
from auditor.compare.heads import Head, heads, is_same
from auditor.compare.rows import RowPair, likeness, paired_rows
from auditor.model.figure import Figure
from auditor.model.table import Table

FEWEST = 3  # lines that must agree before a column is the earlier one's
AGREEING = 3, 5  # at least so many of how many of its lines
OF_ONE_NAME = 0.5  # likeness of titles from which two tables of one kind are one statement
SAME_NAME = 0.9  # of tables that are no statements
FEWEST_NAMED = 5  # lines of one label in two statements of one name
MOSTLY = 1, 2  # of the smaller table's lines, that have a counterpart
FEWEST_TELLING = 2  # amounts of three digits and more that agree, where many of a statement's lines have changed
TELLING = 100  # amounts below agree by chance


@dataclass(frozen=True, slots=True)
class Fact:
    """One line in one period: the position of the figure that prints it in either filing, None where it is not printed.

    ``delta`` is the later less the earlier amount in units of 10 ** ``exponent``; a missing amount counts as nothing.
    """

    label: str
    earlier: int | None
    later: int | None
    delta: int
    exponent: int
    is_rounded: bool = False  # equal only within what rounding allows
    is_close: bool = False  # no further apart than one unit of the last place (the coarser's, once both are rounded)
    is_scaled: bool = False  # printed to different places
    is_moved: bool = False  # its heading or its place differs
    renamed: str | None = None  # the earlier label, where the line is the same by amount and place

    @property
    def is_paired(self) -> bool:
        return self.earlier is not None and self.later is not None


@dataclass(frozen=True, slots=True)
class Tie:
    """A column of ``later`` and the column of ``earlier`` that prints the same, with its lines in their order."""

    earlier: Filing
    later: Filing
    mine: Head  # of the earlier filing
    yours: Head
    facts: tuple[Fact, ...]

    @property
    def paired(self) -> list[Fact]:
        return [fact for fact in self.facts if fact.is_paired]

    @property
    def agreeing(self) -> int:
        return sum(fact.is_paired and not fact.delta for fact in self.facts)

    @property
    def title(self) -> str:
        return self.later.tables[self.yours.table].title or self.earlier.tables[self.mine.table].title

    def printed(self, fact: Fact) -> tuple[Figure | None, Figure | None]:
        """The figures of a fact: the earlier filing's and the later's."""
        return (
            None if fact.earlier is None else self.earlier.figures[fact.earlier],
            None if fact.later is None else self.later.figures[fact.later],
        )


@dataclass(slots=True)
class TableBook:
    """The row pairs of tables of different filings, each found once."""

    pairs: dict[tuple[int, int, int, int], list[RowPair]] = field(default_factory=dict)

    def rows(self, earlier: Filing, one: int, later: Filing, other: int) -> list[RowPair]:
        key = (earlier.position, one, later.position, other)
        if key not in self.pairs:
            self.pairs[key] = paired_rows(earlier.tables[one], later.tables[other])
        return self.pairs[key]


def ties(filings: Sequence[Filing], book: TableBook) -> Iterator[Tie]:
    """Every column of every filing that an earlier one prints too, tied to the latest that does."""
    columns = [heads(filing) for filing in filings]
    for later in filings[1:]:
        for head in columns[later.position]:
            for earlier in reversed(filings[: later.position]):
                tie = _best(earlier, columns[earlier.position], later, head, book)
                if tie is not None:
                    yield tie
                    break


def _best(earlier: Filing, columns: Sequence[Head], later: Filing, head: Head, book: TableBook) -> Tie | None:
    """The tie of a column to the likeliest of an earlier filing's columns; None where none is likely enough."""
    table = later.tables[head.table]
    best: tuple[tuple[float, int, int], Tie] | None = None
    for candidate in columns:
        other = earlier.tables[candidate.table]
        if not is_same(candidate.period, head.period) or candidate.qualifier != head.qualifier:
            continue
        if other.statement != table.statement and None not in (other.statement, table.statement):
            continue
        pairs = book.rows(earlier, candidate.table, later, head.table)
        if len(pairs) < FEWEST:
            continue
        tie = Tie(earlier, later, candidate, head, tuple(_facts(earlier, candidate, later, head, pairs)))
        named = likeness([other.title], [table.title])
        if is_tied(tie, named):
            rank = (round(tie.agreeing * (1 + named), 2), len(pairs), -abs(candidate.table - head.table))
            if best is None or rank > best[0]:
                best = rank, tie
    return best[1] if best else None


def is_tied(tie: Tie, named: float) -> bool:
    """Whether the lines of the two columns show them to be one; ``named`` is how alike their titles are."""
    paired = [fact for fact in tie.paired if _amount(tie, fact)]
    agreeing = [fact for fact in paired if not fact.delta]
    if len(agreeing) >= FEWEST and len(agreeing) * AGREEING[1] >= len(paired) * AGREEING[0]:
        return True
    table, other = tie.later.tables[tie.yours.table], tie.earlier.tables[tie.mine.table]
    if table.statement != other.statement or named < (OF_ONE_NAME if table.statement else SAME_NAME):
        return False
    smaller = min(len(table.rows), len(other.rows))
    telling = sum(_amount(tie, fact) >= TELLING for fact in agreeing)
    return len(paired) >= FEWEST_NAMED and len(paired) * MOSTLY[1] >= smaller and telling >= FEWEST_TELLING


def _amount(tie: Tie, fact: Fact) -> int:
    """The larger of a fact's two mantissas; 0 where both say nothing."""
    mine = tie.earlier.figures[fact.earlier].mantissa if fact.earlier is not None else 0
    yours = tie.later.figures[fact.later].mantissa if fact.later is not None else 0
    return max(abs(mine or 0), abs(yours or 0))


def _facts(earlier: Filing, one: Head, later: Filing, other: Head, pairs: Sequence[RowPair]) -> Iterator[Fact]:
    """The lines of both columns, in the later one's order; those that only the earlier prints come last."""
    mine, yours = earlier.tables[one.table], later.tables[other.table]
    by_row = {pair.later: pair for pair in pairs}
    seen: set[int] = set()
    for row in yours.rows:
        right = _readable(later, yours.grid[row.index][other.column], other)
        pair = by_row.get(row.index)
        left = None
        if pair is not None:
            seen.add(pair.earlier)
            left = _readable(earlier, mine.grid[pair.earlier][one.column], one)
            if left is None and mine.grid[pair.earlier][one.column] is not None:
                continue  # printed, yet not to be read, or of another period
        if pair is not None and left is not None and right is not None:
            yield from _pair(earlier, later, left, right, pair, (mine, yours))
        elif right is not None and right.mantissa:
            yield Fact(row.label, left.index if left else None, right.index, right.mantissa, right.exponent)
    for row in mine.rows:
        left = _readable(earlier, mine.grid[row.index][one.column], one)
        if row.index not in seen and left is not None and left.mantissa:
            yield Fact(row.label, left.index, None, -left.mantissa, left.exponent)


def _readable(filing: Filing, index: int | None, head: Head) -> Figure | None:
    """The figure in a column's cell, if it can be read and is of the column's own period."""
    if index is None:
        return None
    figure = filing.figures[index]
    if figure.mantissa is None or (figure.period is not None and not is_same(figure.period, head.period)):
        return None
    return figure


def _pair(
    earlier: Filing, later: Filing, one: Figure, other: Figure, pair: RowPair, tables: tuple[Table, Table]
) -> Iterator[Fact]:
    """The fact of two figures; two facts where their headings and their amounts differ; none of unlike units."""
    if one.unit != other.unit and None not in (one.unit, other.unit) and one.mantissa and other.mantissa:
        return
    if one.mantissa == other.mantissa and one.exponent != other.exponent and one.word == other.word and one.mantissa:
        return  # the same digits in another scale: a matter of captions
    delta, exponent, rounded = difference(one, other)
    places = sorted((_unit(one, exponent), _unit(other, exponent)))
    close = 2 * abs(delta) <= (2 if places[0] == places[1] else 3) * places[1]
    if delta and _is_opposite(one, other) and _is_turned(earlier, later, pair, tables):
        delta = 0
    if pair.sure or not delta:
        yield Fact(
            other.label,
            one.index,
            other.index,
            delta,
            exponent,
            is_rounded=rounded,
            is_close=close,
            is_scaled=one.exponent != other.exponent,
            is_moved=not pair.sure,
        )
        return
    if other.mantissa:
        yield Fact(other.label, None, other.index, other.mantissa, other.exponent)
    if one.mantissa:
        yield Fact(one.label, one.index, None, -one.mantissa, one.exponent)


def difference(one: Figure, other: Figure) -> tuple[int, int, bool]:
    """(the later less the earlier amount, the power of ten it counts in, whether only rounding makes them equal).

    Amounts printed to different places are equal where some true value would be printed as both.
    """
    exponent = min(one.exponent, other.exponent)
    mine, yours = _unit(one, exponent), _unit(other, exponent)
    delta = (other.mantissa or 0) * yours - (one.mantissa or 0) * mine
    if delta and one.exponent != other.exponent and 2 * abs(delta) <= mine + yours:
        return 0, exponent, True
    return delta, exponent, False


def _unit(figure: Figure, exponent: int) -> int:
    """A figure's last printed place, in units of 10 ** ``exponent``."""
    return int(10 ** (figure.exponent - exponent))


def _is_turned(earlier: Filing, later: Filing, pair: RowPair, tables: tuple[Table, Table]) -> bool:
    """Whether a line is set with the other sign throughout: costs in brackets in one filing, without in the other.

    Either each filing sets it with one sign of its own, or its amounts are opposite in every period that both print, in
    two at least.
    """
    mine, yours = _row(earlier, tables[0], pair.earlier), _row(later, tables[1], pair.later)
    signs = [{1 if (figure.mantissa or 0) > 0 else -1 for figure in row} for row in (mine, yours)]
    if signs in ([{1}, {-1}], [{-1}, {1}]):
        return True
    shared = [
        (one, other)
        for one in mine
        for other in yours
        if one.period is not None and other.period is not None and is_same(one.period, other.period)
    ]
    return len(shared) > 1 and all(_is_opposite(one, other) for one, other in shared)


def _row(filing: Filing, table: Table, row: int) -> list[Figure]:
    """The figures of a row that print more than nothing."""
    return [filing.figures[i] for i in table.grid[row] if i is not None and filing.figures[i].mantissa]


def _is_opposite(one: Figure, other: Figure) -> bool:
    """Whether two figures print one amount with opposite signs, be it to different places."""
    exponent = min(one.exponent, other.exponent)
    total = (one.mantissa or 0) * _unit(one, exponent) + (other.mantissa or 0) * _unit(other, exponent)
    return bool(one.mantissa) and 2 * abs(total) < max(_unit(one, exponent), _unit(other, exponent))


def by_filing(found: Sequence[Tie]) -> dict[tuple[int, int], list[Tie]]:
    """The ties by the positions of their two filings."""
    gathered: dict[tuple[int, int], list[Tie]] = defaultdict(list)
    for tie in found:
        gathered[(tie.earlier.position, tie.later.position)].append(tie)
    return gathered
