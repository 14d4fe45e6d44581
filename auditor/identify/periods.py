"""Periods: four quarters make a year (check TI105), and a longer period's average lies among its parts' (EP105).

A quarterly table seldom dates its columns; which year it tells is read from the amounts themselves: the year whose
like-named lines are the sums of most of its rows. Rows of another kind (prices, amounts per share, averages) have no
sums, and a row that differs is only ever reported where one slip of a typist would leave exactly its difference.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from datetime import timedelta

from auditor.extract.fiscal import months_of
from auditor.identify.hypothesis import Hypothesis, Instance, explained
from auditor.identify.labels import all_words
from auditor.identify.share_counts import Count, counts_of
from auditor.model.arithmetic import residual_units
from auditor.model.audit import Extraction
from auditor.model.figure import Figure, Period
from auditor.model.table import Table

PRIOR = 2.0  # bits: like-named lines of a year and of four quarters
FEWEST_ROWS = 2  # of a quarterly table that must make the year's lines before another row's difference says anything
MOST_DIFFERENT = 0.34  # of its rows: beyond, quarters and year were not drawn up alike
AVERAGED = 12.0  # bits: a longer period's weighted average is the mean of its parts', but for the days
DAYS = 50  # the mean moves by no more than this part of the parts' distance for 89 or 92 days
UNEQUAL = 4  # units in the last place beyond which rounding is no excuse
GAP = timedelta(days=8)  # between the parts of a period: a week may fall to either

_QUARTER = re.compile(r"\bquarters?\b|\bquarterly\b|\bthree months\b", re.I)
_YEAR_HEAD = re.compile(r"\byear\b|\btotal\b|\btwelve months\b", re.I)

Names = frozenset[str]


def hypotheses(extraction: Extraction, checks: object = None) -> Iterator[Hypothesis]:
    """Quarters against the year in other tables, and share counts of a period against those of its parts."""
    yield from _years(extraction)
    for table in extraction.tables:
        if not table.schedule and len(table.columns) > 2:
            for count in counts_of(table, extraction.figures):
                yield from _averages(count, table, extraction.figures)


# --- quarters and years ---------------------------------------------------------------------------------------------


def _years(extraction: Extraction) -> Iterator[Hypothesis]:
    quarterly = [table for table in extraction.tables if _is_quarterly(table)]
    if not quarterly:
        return
    annual = _annual(extraction, {table.index for table in quarterly})
    for table in quarterly:
        columns = [column.index for column in table.columns if column.kind == "amount"]
        for start in range(0, len(columns) - 3, 4):
            yield from _year(table, columns[start : start + 4], annual, extraction.figures)


def _is_quarterly(table: Table) -> bool:
    """Whether four columns, or several times four, are quarters by their heads or by the table's title."""
    heads = [column.header for column in table.columns if column.kind == "amount"]
    if table.schedule or len(heads) < 4 or len(heads) % 4 or any(_YEAR_HEAD.search(head) for head in heads[:4]):
        return False
    return any(_QUARTER.search(head) for head in heads) or bool(_QUARTER.search(table.title))


def _annual(extraction: Extraction, quarterly: set[int]) -> dict[tuple[Names, str | None], list[int]]:
    """The amounts of whole years by the words of their labels and their unit."""
    found: dict[tuple[Names, str | None], list[int]] = defaultdict(list)
    for table in extraction.tables:
        if table.schedule or table.index in quarterly:
            continue
        years = [c.index for c in table.columns if c.kind == "amount" and c.period and months_of(c.period) == 12]
        for row in table.rows if years else ():
            for i in (table.grid[row.index][column] for column in years):
                if i is not None and row.label and extraction.figures[i].mantissa and _adds(extraction.figures[i]):
                    found[(all_words(row.label), extraction.figures[i].unit)].append(i)
    return found


def _adds(figure: Figure) -> bool:
    return "/" not in (figure.unit or "") and figure.unit not in ("percent", "shares", "days")


def _year(
    table: Table, columns: Sequence[int], annual: dict[tuple[Names, str | None], list[int]], figures: Sequence[Figure]
) -> Iterator[Hypothesis]:
    """One year's quarters: the rows of one block (those under one year's heading) against the year that fits."""
    blocks: dict[tuple[str, ...], list[tuple[tuple[int, ...], list[int]]]] = defaultdict(list)
    for row in table.rows:
        cells = tuple(i for c in columns if (i := table.grid[row.index][c]) is not None)
        if len(cells) < 4 or any(figures[i].mantissa is None for i in cells) or not _adds(figures[cells[0]]):
            continue
        candidates = annual.get((all_words(row.label), figures[cells[0]].unit))
        if candidates:
            blocks[row.path[:1]].append((cells, candidates))
    for rows in blocks.values():
        votes: Counter[Period] = Counter()
        for cells, candidates in rows:
            fitting = {figures[i].period for i in candidates if _residual(cells, i, figures) == "exact"}
            votes.update(period for period in fitting if period is not None)
        if votes:
            period = max(votes, key=lambda p: (votes[p], p))
            yield from _weighed(rows, period, figures)


def _residual(cells: Sequence[int], total: int, figures: Sequence[Figure]) -> str:
    """ "exact", "near" (within rounding) or "off": what the quarters' sum is to the year."""
    one = _instance(cells, total, figures)
    units = residual_units(figures, one.figures, one.coefficients)
    if units is None or abs(units[0]) > units[1]:
        return "off"
    return "near" if units[0] else "exact"


def _instance(cells: Sequence[int], total: int, figures: Sequence[Figure]) -> Instance:
    """The quarters' sum is the year; a cost may be printed in brackets in the one place and without in the other."""
    amounts = [figures[i].mantissa or 0 for i in cells]
    of_one_sign = min(amounts) >= 0 or max(amounts) <= 0
    sign = 1 if of_one_sign and sum(amounts) * (figures[total].mantissa or 0) < 0 else -1
    return Instance((*cells, total), (1, 1, 1, 1, sign), total)


def _weighed(
    rows: Sequence[tuple[tuple[int, ...], list[int]]], period: Period, figures: Sequence[Figure]
) -> Iterator[Hypothesis]:
    holding: list[Instance] = []
    failing: list[Instance] = []
    for cells, candidates in rows:
        same = [i for i in candidates if figures[i].period == period]
        fits = {i: _residual(cells, i, figures) for i in same}
        holding += [_instance(cells, i, figures) for i in same if fits[i] == "exact"]  # "near" is nobody's misprint
        if same and set(fits.values()) == {"off"}:
            failing.append(_instance(cells, same[0], figures))
    why = ("the quarters' rows make the lines of that year",)
    if holding:
        yield Hypothesis("TI105", "period", "linear", tuple(holding), PRIOR, why)
    if len(holding) < FEWEST_ROWS or len(failing) > MOST_DIFFERENT * len(rows):
        return
    for one in failing:
        latent = not explained(figures, one)
        yield Hypothesis("TI105", "period", "linear", (*holding, one), PRIOR, why, latent=latent, worst="warning")


# --- weighted averages ----------------------------------------------------------------------------------------------


def _averages(count: Count, table: Table, figures: Sequence[Figure]) -> Iterator[Hypothesis]:
    """The weighted average of a longer period against those of the equal periods that make it up."""
    by_period: dict[Period, int] = {}
    for column, i in zip(table.columns, count.cells, strict=True):
        if i is not None and column.period is not None and column.period.start is not None:
            by_period.setdefault(column.period, i)
    instances = []
    for whole, total in by_period.items():
        parts = _parts(whole, list(by_period))
        if parts and (one := _average([by_period[p] for p in parts], total, figures)) is not None:
            instances.append(one)
    if instances:
        why = ("a period's weighted average is the mean of its parts'",)
        prior = AVERAGED if count.kind != "diluted" else AVERAGED - 2
        yield Hypothesis("EP105", "period", "linear", tuple(instances), prior, why, worst="warning")


def _parts(whole: Period, periods: Sequence[Period]) -> list[Period]:
    """The equal periods that follow one another through the whole; none where they do not."""
    months = months_of(whole)
    for length in (3, 6):
        if not months or months % length or months <= length or whole.start is None:
            continue
        inner = sorted((p for p in periods if months_of(p) == length), key=lambda p: p.end, reverse=True)
        found: list[Period] = []
        end = whole.end
        for part in inner:
            if abs(part.end - end) <= GAP and part.start is not None:
                found.append(part)
                end = part.start - timedelta(days=1)
        if len(found) == months // length and abs(end - (whole.start - timedelta(days=1))) <= GAP:
            return found
    return []


def _average(parts: Sequence[int], total: int, figures: Sequence[Figure]) -> Instance | None:
    """The mean as a sum; None where it is off, but by no more than rounding and the days of its parts may make it."""
    one = Instance((*parts, total), (*(1 for _ in parts), -len(parts)), total)
    units = residual_units(figures, one.figures, one.coefficients)
    if units is None or len({figures[i].exponent for i in one.figures}) > 1:
        return None
    twice, tolerance, _ = units
    printed = [figures[i].mantissa or 0 for i in parts]
    spread = max(printed) - min(printed)
    excuse = tolerance + 2 * len(parts) * (UNEQUAL + spread // DAYS)
    return None if 0 < abs(twice) <= excuse else one
