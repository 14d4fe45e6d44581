"""Quarters and the year to date over two filings: the part that one prints, the part and the whole that the other does.

    first quarter (filed in May) + second quarter = six months (filed in August)

Parts are only added where the columns show that they belong together: most of their lines must add up. What does not
is told with the two filings it stands in, for one of them may have been changed without a word.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from auditor.compare.filing import SLACK, Filing
from auditor.compare.heads import Head, heads, is_same
from auditor.compare.rows import likeness
from auditor.compare.tying import AGREEING, FEWEST, FEWEST_NAMED, MOSTLY, OF_ONE_NAME, TableBook
from auditor.model.figure import Figure
from auditor.model.table import Table

DAY = timedelta(days=1)
FLOWS = ("income_statement", "cash_flow")
NO_SUM = re.compile(
    r"\b(?:per|average|avg|rate|ratio|margin|percent\w*|basic|diluted|weighted|shares|outstanding|yield|days|employees"
    r"|headcount|beginning|end of)\b|%",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Part:
    """A column of one of the two filings."""

    filing: Filing
    head: Head


@dataclass(frozen=True, slots=True)
class Line:
    """One line of three columns: the two parts and the whole, in that order, and by how much the whole exceeds them,
    in units of 10 ** ``exponent``. ``holds`` allows half a unit of each figure's last place."""

    label: str
    figures: tuple[int, int, int]
    residual: int
    exponent: int
    holds: bool


@dataclass(frozen=True, slots=True)
class Addition:
    """Two consecutive periods and the one they make up, over two filings."""

    parts: tuple[Part, Part]
    whole: Part
    lines: tuple[Line, ...]

    @property
    def columns(self) -> tuple[Part, Part, Part]:
        return (*self.parts, self.whole)

    @property
    def failing(self) -> list[Line]:
        return [line for line in self.lines if not line.holds]

    @property
    def rank(self) -> tuple[int, float]:
        """How well the columns belong together: by the lines that hold, then by the titles of their tables."""
        whole = self.whole.filing.tables[self.whole.head.table]
        titles = [part.filing.tables[part.head.table].title for part in self.parts]
        return len(self.lines) - len(self.failing), min(likeness([title], [whole.title]) for title in titles)

    def printed(self, line: Line) -> tuple[Figure, Figure, Figure]:
        one, other, whole = (part.filing.figures[index] for part, index in zip(self.columns, line.figures, strict=True))
        return one, other, whole


def additions(filings: Sequence[Filing], book: TableBook) -> Iterator[Addition]:
    """Every addition that takes its whole from one filing and a part from an earlier: from the latest that has it."""
    columns = [[head for head in heads(filing) if _is_flow(filing, head)] for filing in filings]
    for later in filings[1:]:
        for whole in columns[later.position]:
            found: dict[tuple[int, int], Addition] = {}  # by the months of its parts
            for earlier in reversed(filings[: later.position]):
                best: dict[tuple[int, int], Addition] = {}
                for one in _over(earlier, columns[earlier.position], later, columns[later.position], whole, book):
                    months = (_months(one.parts[0].head), _months(one.parts[1].head))
                    if months not in best or one.rank > best[months].rank:
                        best[months] = one
                found = {**best, **found}
            yield from found.values()


def _months(head: Head) -> int:
    return (head.period.end - head.period.start).days // 30 if head.period.start else 0


def _is_flow(filing: Filing, head: Head) -> bool:
    return head.period.start is not None and head.declared is None


def _over(
    earlier: Filing, mine: Sequence[Head], later: Filing, yours: Sequence[Head], whole: Head, book: TableBook
) -> Iterator[Addition]:
    """The additions to ``whole`` of a part of the earlier filing and one of either: the later's own before another."""
    table = later.tables[whole.table]
    own = [head for head in yours if head.table == whole.table and head.qualifier == whole.qualifier]
    for candidate in sorted({head.table for head in mine}):
        theirs = [head for head in mine if head.table == candidate and head.qualifier == whole.qualifier]
        parts = [*(Part(later, head) for head in own), *(Part(earlier, head) for head in theirs)]
        pairs = [
            (one, other)
            for one in parts
            if _begins(one.head, whole)
            for other in parts
            if _ends(other.head, whole)
            and _near(other.head.period.start, one.head.period.end + DAY)
            and not _is_printed(own, one, other)
        ]
        if not pairs or not _are_one(earlier.tables[candidate], table, book, earlier, later):
            continue
        for one, other in pairs:
            found = Addition((one, other), Part(later, whole), tuple(_lines(one, other, whole, later, book)))
            if is_believed(found):
                yield found


def _are_one(mine: Table, yours: Table, book: TableBook, earlier: Filing, later: Filing) -> bool:
    """Whether two tables are one statement: of one kind and name, or of one kind and with most of their lines."""
    if mine.statement != yours.statement:
        return False
    named = likeness([mine.title], [yours.title])
    if named < OF_ONE_NAME and mine.statement not in FLOWS:
        return False
    pairs = book.rows(earlier, mine.index, later, yours.index)
    return len(pairs) >= FEWEST_NAMED and len(pairs) * MOSTLY[1] >= min(len(mine.rows), len(yours.rows)) * MOSTLY[0]


def _begins(part: Head, whole: Head) -> bool:
    return _near(part.period.start, whole.period.start) and part.period.end < whole.period.end - SLACK


def _ends(part: Head, whole: Head) -> bool:
    start, first = part.period.start, whole.period.start
    return abs(part.period.end - whole.period.end) <= SLACK and bool(start and first and start > first + SLACK)


def _near(one: date | None, other: date | None) -> bool:
    return one is not None and other is not None and abs(one - other) <= SLACK


def _is_printed(own: Sequence[Head], one: Part, other: Part) -> bool:
    """Whether the later filing prints both parts itself: then they are added within it."""
    return all(any(is_same(head.period, part.head.period) for head in own) for part in (one, other))


def _lines(one: Part, other: Part, whole: Head, later: Filing, book: TableBook) -> Iterator[Line]:
    table = later.tables[whole.table]
    maps = [_map(part, whole, later, book) for part in (one, other)]
    for row in table.rows:
        rows = [mapping.get(row.index) for mapping in maps]
        if rows[0] is None or rows[1] is None or not row.label or NO_SUM.search(row.label):
            continue
        figures = [
            _amount(one, rows[0]),
            _amount(other, rows[1]),
            _amount(Part(later, whole), row.index),
        ]
        first, second, total = figures
        if first is None or second is None or total is None or not any(figure.mantissa for figure in (first, second)):
            continue
        units = {figure.unit for figure in (first, second, total) if not figure.nil}
        if len(units) > 1 or any(unit and ("/" in unit or unit in ("percent", "shares")) for unit in units):
            continue
        yield _line(row.label, first, second, total)


def _map(part: Part, whole: Head, later: Filing, book: TableBook) -> dict[int, int]:
    """Rows of the whole's table → rows of the part's."""
    if part.filing is later:
        return {row.index: row.index for row in later.tables[whole.table].rows}
    pairs = book.rows(part.filing, part.head.table, later, whole.table)
    return {pair.later: pair.earlier for pair in pairs if pair.sure}


def _amount(part: Part, row: int) -> Figure | None:
    """The figure of a row in a part's column, if it is readable and of that very period."""
    index = part.filing.tables[part.head.table].grid[row][part.head.column]
    if index is None:
        return None
    figure = part.filing.figures[index]
    return None if figure.mantissa is None or (figure.period and figure.period.start is None) else figure


def _line(label: str, first: Figure, second: Figure, whole: Figure) -> Line:
    exponent = min(figure.exponent for figure in (first, second, whole))
    units = [10 ** (figure.exponent - exponent) for figure in (first, second, whole)]
    one, other, total = (
        (figure.mantissa or 0) * unit for figure, unit in zip((first, second, whole), units, strict=True)
    )
    residual = total - one - other
    return Line(label, (first.index, second.index, whole.index), residual, exponent, 2 * abs(residual) <= sum(units))


def is_believed(addition: Addition) -> bool:
    """Whether enough of the lines add up for the columns to belong together."""
    telling = [line for line in addition.lines if all(figure.mantissa for figure in addition.printed(line))]
    holding = sum(line.holds for line in telling)
    return holding >= FEWEST and holding * AGREEING[1] >= len(telling) * AGREEING[0]
