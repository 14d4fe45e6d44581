"""Ties: the same fact printed in two places, and facts that other places add up to.

Rows of the whole filing are compared period by period. Candidates come from equal amounts and from equal labels; the
evidence is how many periods agree and how much that says, with how alike the labels are. A coarser figure ("35"
thousand ounces beside 34,944) is a weaker witness, not a contradiction: intervals must meet.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from decimal import Decimal
from itertools import combinations
from math import log2

from auditor.identify.changes import OPENING_SLACK, balance_changes
from auditor.identify.coarse import coarse_pairs
from auditor.identify.hypothesis import Hypothesis, Instance
from auditor.identify.labels import all_words, is_contrary, is_total, likeness, likeness_in_context, words
from auditor.identify.namesakes import holds, sums_without_namesakes, without_namesakes
from auditor.model.arithmetic import evaluate
from auditor.model.figure import Figure, Period
from auditor.model.record import altered, dataclass
from auditor.model.table import Table

ZERO = Decimal(0)
COMPANION = 1.5  # bits for every other row of the same two tables that agrees throughout
MOST_COMPANY = 3  # rows; more add nothing
NAMED_SEARCH = 3.0  # bits: among rows of like name there are few to try
TOTAL_ASSETS = re.compile(r"\s*total\s+assets\s*$", re.I)
BALANCING = {"total_assets", "total_liabilities_and_equity"}  # often on two pages, and so in two tables
LARGEST_CLUSTER = 12  # rows that share one amount or one label; beyond, the coincidence says nothing
DAY = timedelta(days=1)
PeriodKey = tuple[Period | str, int]


@dataclass(frozen=True, slots=True)
class Line:
    """A row as a fact over periods: ``cells[n]`` is the figure that prints it for the n-th period of the filing."""

    table: int
    row: int
    label: str
    path: tuple[str, ...]
    unit: str | None
    concept: str | None
    statement: str | None
    cells: dict[int, int]
    is_asset: bool | None = None  # of a balance sheet: whether it stands above "Total assets"; None where none does

    @property
    def section(self) -> tuple[int, tuple[str, ...]]:
        return self.table, self.path


def lines_of(tables: Sequence[Table], figures: Sequence[Figure]) -> tuple[list[Line], list[PeriodKey]]:
    """(lines, periods): every row that prints a readable, non-nil figure, with its cells by period number.

    Columns without a period answer to their header. Where two columns share a period (segments side by side), the
    ordinal in the key keeps them apart. Periods are numbered, since they are compared very often.
    """
    found = []
    numbers: dict[PeriodKey, int] = {}
    days = _days(tables)
    for table in tables:
        if table.schedule:  # tied by its tags, in `schedules`
            continue
        keys = [None if key is None else numbers.setdefault(key, len(numbers)) for key in _column_keys(table, days)]
        assets_end = _assets_end(table)
        for row in table.rows:
            cells: dict[int, int] = {}
            first = None  # the first amount that is no nil tells the row's unit
            is_zero = True
            for key, i in zip(keys, table.grid[row.index], strict=True):
                if i is None or key is None or (figure := figures[i]).mantissa is None:
                    continue
                cells[key] = i
                is_zero = is_zero and figure.mantissa == 0
                if first is None and not figure.nil:
                    first = figure
            if is_zero or first is None:
                continue
            is_asset = None if assets_end is None else row.index <= assets_end
            found.append(
                Line(
                    table.index,
                    row.index,
                    row.label,
                    row.path,
                    first.unit,
                    first.concept,
                    table.statement,
                    cells,
                    is_asset,
                )
            )
    return found, list(numbers)


def _assets_end(table: Table) -> int | None:
    """The row of "Total assets" in a balance sheet."""
    if table.statement != "balance_sheet":
        return None
    return next((row.index for row in table.rows if TOTAL_ASSETS.match(row.label)), None)


def _days(tables: Sequence[Table]) -> dict[date, date]:
    """The first or last days of periods, each with the one it stands for: a week may lie between two readings.

    "September 27", "1996" (of a fiscal year that ends on a weekday) and "the fourth quarter" end on one day.
    """
    periods = [column.period for table in tables for column in table.columns if column.period is not None]
    found = {period.end for period in periods} | {period.start - DAY for period in periods if period.start}
    meant: dict[date, date] = {}
    first = date.min
    for day in sorted(found):
        if day - first > OPENING_SLACK:
            first = day
        meant[day] = first
    return meant


def _column_keys(table: Table, days: Mapping[date, date]) -> list[PeriodKey | None]:
    """A key a column: its period, or its header; None for a column that has neither or holds percentages."""
    seen: dict[Period | str, int] = defaultdict(int)
    keys: list[PeriodKey | None] = []
    for column in table.columns:
        name: Period | str | None = column.period or (column.header.lower() or None)
        if isinstance(name, Period):
            name = Period(days[name.end], days[name.start - DAY] + DAY if name.start else None)
        if name is None or column.kind != "amount":
            keys.append(None)
            continue
        keys.append((name, seen[name]))
        seen[name] += 1
    return keys


def hypotheses(tables: Sequence[Table], figures: Sequence[Figure]) -> list[Hypothesis]:
    """All ties of a filing: TI101 (the same fact), TI102 (sums of rows elsewhere), TI103 (balance changes)."""
    lines, periods = lines_of(tables, figures)
    book = AmountBook(lines, figures)
    found = list(_same_fact(lines, book, closings(periods), figures))
    found += _sums_elsewhere(lines, book, figures)
    found += _sections_summed(lines, book, figures)
    found += balance_changes(lines, periods)
    return found


def closings(periods: Sequence[PeriodKey]) -> dict[int, int]:
    """By the number of a duration, that of the instant at its end, where the filing prints one.

    Summaries of several years head balances and flows alike: there a balance stands under its year.
    """
    instants = {
        (period.end, ordinal): number
        for number, (period, ordinal) in enumerate(periods)
        if isinstance(period, Period) and period.start is None
    }
    return {
        number: instants[(period.end, ordinal)]
        for number, (period, ordinal) in enumerate(periods)
        if isinstance(period, Period) and period.start is not None and (period.end, ordinal) in instants
    }


class AmountBook:
    """Rows by what they print: (period number, absolute amount) → line numbers.

    Amounts are integers in units of the filing's finest place, so that 2.5 million and 2,500 thousand are one.
    """

    def __init__(self, lines: Sequence[Line], figures: Sequence[Figure]) -> None:
        self.entries: dict[tuple[int, int], list[int]] = defaultdict(list)
        self.amounts: dict[int, int] = {}  # by figure, with its sign
        exponents = {figures[index].exponent for line in lines for index in line.cells.values()}
        units = {exponent: 10 ** (exponent - min(exponents)) for exponent in exponents}
        for number, line in enumerate(lines):
            for key, index in line.cells.items():
                figure = figures[index]
                amount = self.amounts[index] = (figure.mantissa or 0) * units[figure.exponent]
                if amount:
                    self.entries[(key, abs(amount))].append(number)

    def at(self, key: int, amount: int) -> list[int]:
        """The lines that print the amount, with either sign, in the period."""
        return self.entries.get((key, abs(amount)), [])


def _same_fact(
    lines: Sequence[Line], book: AmountBook, ends: dict[int, int], figures: Sequence[Figure]
) -> Iterator[Hypothesis]:
    pairs: set[tuple[int, int]] = set()
    for rows in book.entries.values():
        if 1 < len(rows) <= LARGEST_CLUSTER:
            pairs.update(combinations(sorted(set(rows)), 2))
    pairs.update(coarse_pairs(lines, figures))
    halves = [n for n, line in enumerate(lines) if line.concept in BALANCING]
    if len(halves) <= LARGEST_CLUSTER:
        pairs.update(combinations(halves, 2))
    by_label: dict[frozenset[str], list[int]] = defaultdict(list)
    for number, line in enumerate(lines):
        if line.label:
            by_label[all_words(line.label)].append(number)
    for rows in by_label.values():
        if 1 < len(rows) <= LARGEST_CLUSTER:
            pairs.update(combinations(rows, 2))
    search = log2(len(lines) + 1)
    found: list[tuple[int, int, Hypothesis]] = []
    for one, other in sorted(pairs):
        hypothesis = _tie(lines[one], lines[other], ends, figures, search)
        if hypothesis is not None:
            found.append((one, other, hypothesis))
    told = [(lines[a].table, lines[b].table, tie) for a, b, tie in without_namesakes(found, lines, figures)]
    yield from _in_company(told, figures)


def _in_company(found: Sequence[tuple[int, int, Hypothesis]], figures: Sequence[Figure]) -> Iterator[Hypothesis]:
    """The ties, those of like-named rows the likelier the more other rows of the same two tables agree throughout."""
    agreeing: Counter[tuple[int, int]] = Counter()
    agree: list[bool] = []
    for one, other, tie in found:
        is_named = not tie.latent and tie.prior > 0
        agree.append(is_named and all(holds(figures, i) for i in tie.instances))
        agreeing[(one, other)] += agree[-1]
    for (one, other, tie), agrees in zip(found, agree, strict=True):
        company = 0 if one == other else min(MOST_COMPANY, agreeing[(one, other)] - agrees)
        yield altered(tie, prior=tie.prior + company * COMPANION) if company and tie.prior > 0 else tie


def _tie(one: Line, other: Line, ends: dict[int, int], figures: Sequence[Figure], search: float) -> Hypothesis | None:
    """One fact in two rows, or None where the page says they are two facts."""
    if one.table == other.table and one.path == other.path:
        return None  # sisters in one list are different facts, however equal
    if one.unit != other.unit and one.unit is not None and other.unit is not None:
        return None
    shared = [(i, other.cells[key]) for key, i in one.cells.items() if key in other.cells]
    if not shared and "balance_sheet" in (one.statement, other.statement):
        shared = _at_the_end(one, other, ends)
    if not shared:
        return None
    same_concept = one.concept is not None and one.concept == other.concept
    balancing = {one.concept, other.concept} == BALANCING
    alike = max(
        likeness_in_context(one.label, one.path, other.label, other.path),
        5.0 if same_concept else 8.0 if balancing else -99.0,
    )
    prior = alike - (NAMED_SEARCH if alike > 0 else search) + (0.0 if one.table == other.table else 1.0)
    if one.statement and other.statement and one.statement != other.statement and not same_concept:
        prior -= 1.0
    turned = _is_turned(shared, figures)
    signs = (1, 1) if turned else (1, -1)
    instances = tuple([Instance(pair, signs, pair[1]) for pair in shared])
    if balancing:
        return Hypothesis("BS101", "tie", "equal", instances, prior, ("the two halves of one balance sheet",))
    why = ["the same label" if alike >= 5 else "a like label"] if alike > 0 else ["the same amounts"]
    if turned:
        why.append("printed with the opposite sign")
    # Unlike names with equal amounts may be one fact; names that exclude each other are two.
    latent = alike <= 0 and is_contrary(one.label, other.label)
    return Hypothesis("TI101", "tie", "equal", instances, prior, tuple(why), latent=latent)


def _at_the_end(one: Line, other: Line, ends: dict[int, int]) -> list[tuple[int, int]]:
    """The figures of a balance and of the years at whose ends it stands, whichever of the two is which."""
    if one.statement == other.statement:
        return []
    mine = {ends.get(key, key): i for key, i in one.cells.items()}
    yours = {ends.get(key, key): i for key, i in other.cells.items()}
    return [(i, yours[key]) for key, i in mine.items() if key in yours]


def _is_turned(shared: Sequence[tuple[int, int]], figures: Sequence[Figure]) -> bool:
    """Whether the two rows print the fact with opposite signs, by majority of the periods."""
    votes = 0
    for one, other in shared:
        a, b = figures[one].mantissa, figures[other].mantissa
        if a and b:
            votes += 1 if (a < 0) == (b < 0) else -1
    return votes < 0


def _sums_elsewhere(lines: Sequence[Line], book: AmountBook, figures: Sequence[Figure]) -> Iterator[Hypothesis]:
    """A row that is the sum of two like-named rows of a primary statement (depreciation of two kinds)."""
    by_word: dict[tuple[int, str], list[int]] = defaultdict(list)
    for number, line in enumerate(lines):
        if line.statement is None or is_total(line.label) or "/" in (line.unit or ""):
            continue
        for word in sorted(words(line.label)):  # a set has no order of its own, and identities are numbered
            by_word[(line.table, word)].append(number)
    tested: set[tuple[int, int]] = set()
    found: list[tuple[tuple[int, int], int, Hypothesis]] = []
    for rows in by_word.values():
        if not 2 <= len(rows) <= LARGEST_CLUSTER:
            continue
        for a, b in combinations(rows, 2):
            one, other = lines[a], lines[b]
            if one.unit != other.unit or (a, b) in tested:
                continue
            tested.add((a, b))
            for target in _targets((one, other), lines, book):
                if lines[target].table == one.table:
                    continue
                common = words(one.label) & words(other.label) & words(lines[target].label)
                prior = 3.0 - NAMED_SEARCH if common else -8.0 - log2(len(lines) + 1)
                sums = _sum((one, other), lines[target], figures, prior, "rows of like name elsewhere")
                found += (((a, b), target, one_sum) for one_sum in sums)
    yield from sums_without_namesakes(found, figures)


def _targets(parts: Sequence[Line], lines: Sequence[Line], book: AmountBook) -> set[int]:
    """Rows that print the parts' sum in some period."""
    found: set[int] = set()
    amounts = book.amounts
    for key in parts[0].cells:
        total = 0
        for part in parts:
            if key not in part.cells:
                break
            total += amounts[part.cells[key]]
        else:
            if total:
                found.update(n for n in book.at(key, total) if lines[n] not in parts)
    return found


def _sum(
    parts: Sequence[Line], total: Line, figures: Sequence[Figure], prior: float, why: str, check: str = "TI102"
) -> Iterator[Hypothesis]:
    """``total`` = Σ parts, in every period the total and at least one part print.

    A sum of costs may be printed in brackets elsewhere: the sign follows the majority. A part that is nil, or
    within rounding, wherever the sum holds has nobody to vouch for it: then there is no hypothesis.
    """
    columns = []
    votes = 0
    for key in total.cells:
        indices = [part.cells[key] for part in parts if key in part.cells]
        if not indices:
            continue
        added = sum(figures[i].mantissa or 0 for i in indices)
        printed = figures[total.cells[key]].mantissa or 0
        votes += (added * printed > 0) - (added * printed < 0)
        columns.append((tuple(indices), total.cells[key]))
    sign = 1 if votes < 0 else -1
    instances = tuple(Instance((*i, t), (*(1 for _ in i), sign), t) for i, t in columns)
    tried = [(one, evaluate(figures, "linear", one.figures, one.coefficients, one.total)) for one in instances]
    vouched = {
        i
        for one, outcome in tried
        if outcome.status == "holds"
        for i in one.figures
        if figures[i].mantissa and abs(figures[i].value or ZERO) > (outcome.tolerance or ZERO)
    }
    if all(any(i in vouched for i in part.cells.values()) for part in parts):
        yield Hypothesis(check, "tie", "linear", instances, prior, (why,))


def _sections_summed(lines: Sequence[Line], book: AmountBook, figures: Sequence[Figure]) -> Iterator[Hypothesis]:
    """Rows of one label in sibling sections (mines, segments) that add up to a row elsewhere, or to a section."""
    groups: dict[tuple[frozenset[str], tuple[str, ...], str | None], list[int]] = defaultdict(list)
    for number, line in enumerate(lines):
        if line.label and line.path:
            groups[(all_words(line.label), line.path[1:], line.unit)].append(number)
    for (_, _, unit), rows in groups.items():
        if unit is not None and ("/" in unit or unit in ("percent", "days")):
            continue
        distinct = {lines[n].section for n in rows}
        if not 2 <= len(distinct) <= LARGEST_CLUSTER or len(distinct) != len(rows):
            continue
        for first, last in combinations(range(len(rows) + 1), 2):
            if last - first < 2:
                continue
            run = rows[first:last]
            parts = [lines[n] for n in run]
            for target in _targets(parts, lines, book):
                if target in run:
                    continue
                label = max(likeness(lines[target].label, parts[0].label), -4.0)
                whole_group = last - first == len(rows) or (target in rows and last == len(rows))
                prior = label + (1.0 if whole_group else -2.0) - (NAMED_SEARCH if label > 0 else log2(len(lines) + 1))
                yield from _sum(parts, lines[target], figures, prior, "rows of one label in sibling sections")
