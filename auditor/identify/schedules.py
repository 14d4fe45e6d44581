"""Financial data schedules against the statements they were drawn from: a second, tagged witness for one fact.

A schedule repeats the statements' main lines for its period, so all its ties to one statement are weighed together:
where most of its lines are the statement's, the one that is not is a misprint in the one or the other. Filers fill
some tags by definitions of their own (gross receivables, revenues with other income): of these only agreement counts.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import timedelta

from auditor.extract.fiscal import months_of
from auditor.extract.schedule import tags
from auditor.extract.vocabulary import vocabulary
from auditor.identify.hypothesis import Hypothesis, Instance
from auditor.model.arithmetic import status_of
from auditor.model.audit import Extraction
from auditor.model.figure import Figure, Period
from auditor.model.table import Table

CHECK = "TI104"
PRIOR = 2.0  # bits: the same concept for the same period, in a document made of the other
FEWEST_LINES = 3  # of a statement that a schedule repeats before a difference says anything
MOST_DIFFERENT = 0.34  # of its lines: beyond, it speaks of another period, scale or company
SLACK = timedelta(days=7)  # a fiscal year of 52 or 53 weeks is often given as the month's end

# Relations among the tags of one schedule. They vouch for its figures; a failure alone is never reported.
INNER = (
    ("BS101", "equal", (("TOTAL-ASSETS", 1), ("TOTAL-LIABILITY-AND-EQUITY", -1))),
    ("IS103", "linear", (("INCOME-PRETAX", 1), ("INCOME-TAX", -1), ("INCOME-CONTINUING", -1))),
    (
        "IS104",
        "linear",
        (("INCOME-CONTINUING", 1), ("DISCONTINUED", 1), ("EXTRAORDINARY", 1), ("CHANGES", 1), ("NET-INCOME", -1)),
    ),
)

Place = tuple[int, str]  # a table and a concept


def hypotheses(extraction: Extraction, checks: object = None) -> Iterable[Hypothesis]:
    """Ties of every schedule's columns to the statements of the same period, and the relations within."""
    schedules = [table for table in extraction.tables if table.schedule]
    if not schedules:
        return
    statements = [table for table in extraction.tables if table.statement and not table.schedule]
    printed = _printed(statements, extraction.figures)
    for schedule in schedules:
        for column in range(len(schedule.columns)):
            lines = _lines(schedule, column, extraction.figures)
            yield from _ties(lines, schedule.columns[column].period, printed, extraction.figures)
            yield from _within(lines, extraction.figures)


def _lines(schedule: Table, column: int, figures: Sequence[Figure]) -> dict[str, int]:
    """The readable figures of one column by tag; a tag given twice is left out."""
    cells = [(row.label, schedule.grid[row.index][column]) for row in schedule.rows]
    often = Counter(tag for tag, index in cells if index is not None)
    return {tag: i for tag, i in cells if i is not None and often[tag] == 1 and figures[i].mantissa is not None}


def _printed(statements: Sequence[Table], figures: Sequence[Figure]) -> dict[str, list[int]]:
    """The amounts of the statements by concept."""
    found: dict[str, list[int]] = defaultdict(list)
    for table in statements:
        for cells in table.grid:
            for index in cells:
                if index is not None and figures[index].concept and figures[index].mantissa:
                    found[figures[index].concept or ""].append(index)
    return found


def _ties(
    lines: dict[str, int], period: Period | None, printed: dict[str, list[int]], figures: Sequence[Figure]
) -> Iterator[Hypothesis]:
    if period is None:
        return
    known = tags()
    candidates = {
        tag: found
        for tag, index in lines.items()
        if figures[index].mantissa  # 0 mostly stands for "not applicable"
        and (found := [i for i in printed.get(figures[index].concept or "", ()) if _same(figures[i].period, period)])
    }
    holding: list[Instance] = []
    failing: list[Instance] = []
    home = _home(lines, candidates, figures)
    for tag, found in candidates.items():
        instance, holds = _instance(lines[tag], found, home, figures)
        if holds:
            holding.append(instance)
        elif tag not in known.loose and figures[instance.figures[0]].table == home:
            failing.append(instance)
    evidence = ("the schedule's tag names the line", "the periods are the same")
    if not failing and holding:
        yield Hypothesis(CHECK, "tie", "equal", tuple(holding), PRIOR, evidence)
    if len(holding) < FEWEST_LINES or len(failing) > MOST_DIFFERENT * (len(holding) + len(failing)):
        failing = []
    for instance in failing:  # each is judged by the lines that agree
        yield Hypothesis(CHECK, "tie", "equal", (*holding, instance), PRIOR, evidence)


def _same(one: Period | None, other: Period) -> bool:
    """Whether two periods are one, but for the days by which a fiscal period misses the calendar's."""
    if one is None or abs(one.end - other.end) > SLACK:
        return False
    return (one.start is None) == (other.start is None) and months_of(one) == months_of(other)


def _home(lines: dict[str, int], candidates: dict[str, list[int]], figures: Sequence[Figure]) -> int | None:
    """The table that repeats most lines of the schedule; the first such."""
    agreeing: Counter[int] = Counter()
    for tag, found in candidates.items():
        tables = {figures[i].table for i in found if _holds(_pair(i, lines[tag], figures), figures)}
        agreeing.update(table for table in tables if table is not None)
    most = max(agreeing.values(), default=0)
    return min((table for table, count in agreeing.items() if count == most), default=None)


def _instance(own: int, found: Sequence[int], home: int | None, figures: Sequence[Figure]) -> tuple[Instance, bool]:
    """The tie of a schedule's figure to one of ``found``: of its home where it can be, to an agreeing one rather."""
    ranked = sorted(found, key=lambda i: (figures[i].table != home, i))
    pairs = [_pair(i, own, figures) for i in ranked]
    agreeing = [pair for pair in pairs if _holds(pair, figures)]
    at_home = [pair for pair in agreeing if figures[pair.figures[0]].table == home]
    if at_home or (agreeing and figures[ranked[0]].table != home):
        return (at_home or agreeing)[0], True
    return pairs[0], False


def _pair(printed: int, own: int, figures: Sequence[Figure]) -> Instance:
    """Statement and schedule; a cost may be printed in brackets in the one and without in the other."""
    concept = vocabulary()[figures[printed].concept or ""]
    one, other = figures[printed].mantissa or 0, figures[own].mantissa or 0
    turned = (concept.is_expense or concept.is_either) and (one < 0) != (other < 0)
    return Instance((printed, own), (1, 1 if turned else -1), own)


def _holds(pair: Instance, figures: Sequence[Figure]) -> bool:
    return status_of(figures, "equal", pair.figures, pair.coefficients, pair.total) == "holds"


def _within(lines: dict[str, int], figures: Sequence[Figure]) -> Iterator[Hypothesis]:
    """The relations among a column's own tags, as witnesses."""
    for check, form, terms in INNER:
        if not all(tag in lines for tag, _ in terms):
            continue
        members = tuple(lines[tag] for tag, _ in terms)
        instance = Instance(members, tuple(sign for _, sign in terms), members[-1])
        holds = status_of(figures, "linear", members, instance.coefficients, instance.total) == "holds"
        if holds:
            kind = "equal" if form == "equal" else "linear"
            yield Hypothesis(check, "catalogue", kind, (instance,), PRIOR, ("tags of one schedule",))  # type: ignore[arg-type]
