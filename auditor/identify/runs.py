"""Runs: rows of one name that print the same amounts in the same order, under heads that tell no common period.

Quarterly tables head their columns "First quarter", summaries by year, and many columns have no head at all. Where two
rows of like name share two amounts side by side, the columns beside those answer to each other too (check TI101).
Rows are found by their pairs of neighbouring amounts, so the search grows with the number of figures.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise

from auditor.identify.hypothesis import Hypothesis, Instance
from auditor.identify.labels import is_contrary, likeness
from auditor.model.arithmetic import status_of
from auditor.model.audit import Extraction
from auditor.model.figure import Figure, Period
from auditor.model.record import dataclass
from auditor.model.table import Table

NAMED_SEARCH = 3.0  # bits: among rows of like name there are few to try
MOST_SHARING = 12  # rows with the same two amounts side by side; beyond, they say nothing
FEWEST_TWINS = 6  # rows that two columns of one period print before they are taken for the same column
TWINS = 2.0  # bits: columns of one period
FEWEST_SHARED = 2  # columns in which two rows must agree before the others are compared
UNSAID = (-6, -3, 0, 3, 6)  # powers of ten between two rows, of which one table may leave its scale unsaid
SMALLEST = 10  # mantissas below are met by chance


@dataclass(frozen=True, slots=True)
class Series:
    """The amounts of one row, in the order of its columns."""

    table: int
    row: int
    label: str
    unit: str | None
    cells: tuple[int, ...]


Match = tuple[int, int, int]  # the other series, direction (1 or -1), and the position that answers to ours of 0


def hypotheses(extraction: Extraction, checks: object = None) -> Iterator[Hypothesis]:
    """Ties of like-named rows in different tables whose columns follow each other alike."""
    figures = extraction.figures
    for table in extraction.tables:
        if not table.schedule:
            yield from _twins(table, figures)
    series = _series(extraction)
    for one, other, direction, offset in _aligned(series, figures):
        hypothesis = _tie(series[one], series[other], direction, offset, figures)
        if hypothesis is not None:
            yield hypothesis


def _twins(table: Table, figures: Sequence[Figure]) -> Iterator[Hypothesis]:
    """Two columns of one period that agree in all rows but one: a quarter printed again as the year to date."""
    by_period: dict[Period, list[int]] = defaultdict(list)
    for column in table.columns:
        if column.kind == "amount" and column.period is not None:
            by_period[column.period].append(column.index)
    for columns in by_period.values():
        for left, right in pairwise(columns):
            pairs = [
                (i, j)
                for cells in table.grid
                if (i := cells[left]) is not None and (j := cells[right]) is not None and _is_telling(figures[i])
            ]
            instances = [Instance(pair, (1, -1), pair[1]) for pair in pairs if figures[pair[1]].mantissa is not None]
            failing = sum(not _agree(figures, one) for one in instances)
            if len(instances) >= FEWEST_TWINS and failing <= 1:
                yield Hypothesis("TI101", "tie", "equal", tuple(instances), TWINS, ("columns of one period",))


def _agree(figures: Sequence[Figure], one: Instance) -> bool:
    return status_of(figures, "equal", one.figures, one.coefficients, one.total) == "holds"


def _series(extraction: Extraction) -> list[Series]:
    found = []
    figures = extraction.figures
    for table in extraction.tables:
        amounts = [column.index for column in table.columns if column.kind == "amount"]
        if table.schedule or len(amounts) < FEWEST_SHARED + 1:
            continue
        for row in table.rows:
            if not row.label:
                continue
            cells = tuple(i for c in amounts if (i := table.grid[row.index][c]) is not None and _is_telling(figures[i]))
            if len(cells) > FEWEST_SHARED:
                found.append(Series(table.index, row.index, row.label, figures[cells[0]].unit, cells))
    return found


def _is_telling(figure: Figure) -> bool:
    return figure.mantissa is not None and abs(figure.mantissa) >= SMALLEST


def _aligned(series: Sequence[Series], figures: Sequence[Figure]) -> Iterator[tuple[int, int, int, int]]:
    """(one, other, direction, offset) of rows in different tables that share two neighbouring amounts."""
    places: dict[tuple[int, int], list[tuple[int, int, int]]] = defaultdict(list)
    for number, row in enumerate(series):
        for position in range(len(row.cells) - 1):
            a, b = (figures[i] for i in row.cells[position : position + 2])
            first, second = abs(a.mantissa or 0), abs(b.mantissa or 0)
            if first == second or a.exponent != b.exponent:
                continue
            direction = 1 if first < second else -1
            places[(min(first, second), max(first, second))].append((number, position, direction))
    seen: set[tuple[int, int, int, int]] = set()
    for found in places.values():
        if not 1 < len(found) <= MOST_SHARING:
            continue
        for n, (one, at, way) in enumerate(found):
            for other, there, their_way in found[n + 1 :]:
                if series[one].table == series[other].table:
                    continue
                direction = way * their_way
                offset = there - at if direction > 0 else there + 1 + at
                key = (one, other, direction, offset)
                if key not in seen:
                    seen.add(key)
                    yield key


def _tie(one: Series, other: Series, direction: int, offset: int, figures: Sequence[Figure]) -> Hypothesis | None:
    """The columns of two rows that answer to each other as one fact each, unless labels or units forbid it."""
    if one.unit != other.unit and one.unit is not None and other.unit is not None:
        return None
    alike = likeness(one.label, other.label)
    if alike <= 0 or is_contrary(one.label, other.label):
        return None
    pairs = []
    for position, i in enumerate(one.cells):
        there = offset + direction * position
        if 0 <= there < len(other.cells):
            pairs.append((i, other.cells[there]))
    if _tell_common_periods(one, other, figures) and any(_in_other_periods(figures[i], figures[j]) for i, j in pairs):
        return None  # their heads say which columns answer to each other, and say others
    pairs = [(i, j) for i, j in pairs if not _told_apart(figures[i], figures[j])]
    agreeing = sum(abs(figures[i].mantissa or 0) == abs(figures[j].mantissa or 0) for i, j in pairs)
    if not pairs or agreeing < max(FEWEST_SHARED, len(pairs) - 1):
        return None  # one column may hold a slip; where more differ they are other columns
    shifts = {figures[i].exponent - figures[j].exponent for i, j in pairs}
    shift = shifts.pop()
    if shifts or shift not in UNSAID:
        return None
    turned = sum((figures[i].mantissa or 0) * (figures[j].mantissa or 0) < 0 for i, j in pairs) * 2 > len(pairs)
    scaled = (1, 10**shift) if shift >= 0 else (10**-shift, 1)
    signs = (scaled[0], scaled[1] if turned else -scaled[1])
    instances = tuple(Instance(pair, signs, pair[1]) for pair in pairs)
    why = ("the same label" if alike >= 5 else "a like label", "the same amounts side by side")
    return Hypothesis("TI101", "tie", "equal", instances, alike - NAMED_SEARCH, why)


def _tell_common_periods(one: Series, other: Series, figures: Sequence[Figure]) -> bool:
    mine = {figures[i].period for i in one.cells}
    return any(figures[i].period is not None and figures[i].period in mine for i in other.cells)


def _in_other_periods(one: Figure, other: Figure) -> bool:
    return one.period is not None and other.period is not None and one.period != other.period


def _told_apart(one: Figure, other: Figure) -> bool:
    """Whether both say their period, and another: then they are two facts, whatever stands beside them."""
    return _in_other_periods(one, other) and one.mantissa != other.mantissa
