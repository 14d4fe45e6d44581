"""Financial data schedules against the statements they were drawn from: a second, tagged witness for one fact.

A schedule repeats the statements' main lines for its period, so all its ties to one statement are weighed together:
where most of its lines are the statement's, the one that is not is a misprint in the one or the other. Filers fill
tags by definitions of their own (gross receivables, deferred taxes among the current liabilities), so a difference
is only ever reported where one slip of a typist would leave exactly it.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import timedelta

from auditor.extract.fiscal import months_of
from auditor.extract.schedule import tags
from auditor.extract.vocabulary import vocabulary
from auditor.identify.hypothesis import Hypothesis, Instance
from auditor.identify.ties import TOTAL_ASSETS
from auditor.model.arithmetic import status_of
from auditor.model.audit import Extraction
from auditor.model.figure import Figure, Period
from auditor.model.table import Table
from auditor.model.typist import slip

CHECK = "TI104"
PRIOR = 2.0  # bits: the same concept for the same period, in a document made of the other
FEWEST_LINES = 3  # of a statement that a schedule repeats before a difference says anything
MOST_DIFFERENT = 0.34  # of its lines: beyond, it speaks of another period, scale or company
TELLING_DIGITS = 4  # of an amount that filers define in various ways, before a slip is told from a definition
SLACK = timedelta(days=7)  # a fiscal year of 52 or 53 weeks is often given as the month's end

EVIDENCE = ("the schedule's tag names the line", "the periods are the same")

Place = tuple[int, str]  # a table and a concept


def hypotheses(extraction: Extraction, checks: object = None) -> Iterable[Hypothesis]:
    """Ties of every schedule's columns to the statements of the same period."""
    schedules = [table for table in extraction.tables if table.schedule]
    if not schedules:
        return
    statements = Statements(extraction)
    for schedule in schedules:
        for column in range(len(schedule.columns)):
            lines = _lines(schedule, column, extraction.figures)
            yield from _ties(lines, schedule.columns[column].period, statements, extraction.figures)


def _lines(schedule: Table, column: int, figures: Sequence[Figure]) -> dict[str, int]:
    """The readable figures of one column by tag; a tag given twice is left out."""
    cells = [(row.label, schedule.grid[row.index][column]) for row in schedule.rows]
    often = Counter(tag for tag, index in cells if index is not None)
    return {tag: i for tag, i in cells if i is not None and often[tag] == 1 and figures[i].mantissa is not None}


class Statements:
    """The statements' amounts as a schedule asks for them."""

    def __init__(self, extraction: Extraction) -> None:
        self.figures = extraction.figures
        self.tables = extraction.tables
        self.by_concept: dict[str, list[int]] = defaultdict(list)
        for table in extraction.tables:
            if table.statement is None or table.schedule:
                continue
            for index in (cell for cells in table.grid for cell in cells if cell is not None):
                concept = self.figures[index].concept
                if concept and self.figures[index].mantissa:
                    self.by_concept[concept].append(index)

    def printing(self, concept: str | None, period: Period) -> list[int]:
        """The amounts of the concept for the period."""
        found = self.by_concept.get(concept or "", ())
        return [i for i in found if _same(self.figures[i].period, period)]

    def beside(self, home: int | None) -> Sequence[int]:
        """The home and, of a balance sheet printed as two tables, its other half."""
        if home is None:
            return ()
        found = [home]
        for other in (home - 1, home + 1):
            if 0 <= other < len(self.tables) and not self.tables[other].schedule:
                kinds = {self.tables[home].statement, self.tables[other].statement}
                if kinds == {"balance_sheet"} and _is_half(self.tables[home]) != _is_half(self.tables[other]):
                    found.append(other)
        return found

    def unlabelled(self, home: int | None, own: int, period: Period) -> tuple[Instance | None, bool]:
        """The tie of a tag to a total without a label in the table ``home``, and whether it holds.

        Which total is meant is told by the amount alone: the same one, or the only one that a slip of a typist away.
        """
        if home is None:
            return None, False
        table = self.tables[home]
        near: list[Instance] = []
        for row in table.rows:
            if row.label:
                continue
            for i in table.grid[row.index]:
                if i is not None and _same(self.figures[i].period, period) and self.figures[i].mantissa:
                    pair = Instance((i, own), (1, -1), own)
                    if self.figures[i].concept is not None:
                        continue
                    if _holds(pair, self.figures):
                        return pair, True
                    if _is_slip(pair, self.figures):
                        near.append(pair)
        return (near[0], False) if len(near) == 1 else (None, False)


def _is_half(table: Table) -> bool:
    """Whether a balance sheet shows no assets: the half of liabilities and equity."""
    return not any(TOTAL_ASSETS.match(row.label) for row in table.rows)


def _ties(
    lines: dict[str, int], period: Period | None, statements: Statements, figures: Sequence[Figure]
) -> Iterator[Hypothesis]:
    if period is None:
        return
    candidates = {
        tag: found
        for tag, index in lines.items()
        if figures[index].mantissa  # 0 mostly stands for "not applicable"
        and (found := statements.printing(figures[index].concept, period))
    }
    home = _home(lines, candidates, figures)
    homes = statements.beside(home)
    holding: list[Instance] = []
    failing: list[tuple[str, Instance]] = []
    for tag, index in lines.items():
        instance, holds = _instance(index, candidates.get(tag, ()), homes, figures)
        if not holds and figures[index].concept:
            unlabelled, agrees = statements.unlabelled(home, index, period)
            if agrees or (unlabelled is not None and _is_elsewhere(instance, homes, figures)):
                instance, holds = unlabelled, agrees
        if instance is not None and holds:
            holding.append(instance)
        elif instance is not None and tag not in tags().free and figures[instance.figures[0]].table in homes:
            failing.append((tag, instance))
    if holding:
        yield Hypothesis(CHECK, "tie", "equal", tuple(holding), PRIOR, EVIDENCE)
    if len(failing) > MOST_DIFFERENT * (len(holding) + len(failing)):
        failing = []
    for tag, instance in failing:
        yield from _differing(tag, instance, holding, figures)
    yield from _net_receivables(lines, candidates, figures)


def _differing(
    tag: str, instance: Instance, holding: list[Instance], figures: Sequence[Figure]
) -> Iterator[Hypothesis]:
    """A tie that fails, judged by the lines that agree; latent where it may be a matter of definition."""
    is_loose = tag in tags().loose
    digits = max(len(str(abs(figures[i].mantissa or 0))) for i in instance.figures)  # a slip may have cost one
    is_slip = _is_slip(instance, figures) and (not is_loose or digits >= TELLING_DIGITS)
    latent = not is_slip or len(holding) < FEWEST_LINES
    worst = "warning" if is_loose else "error"
    yield Hypothesis(CHECK, "tie", "equal", (*holding, instance), PRIOR, EVIDENCE, latent=latent, worst=worst)


def _is_elsewhere(instance: Instance | None, homes: Sequence[int], figures: Sequence[Figure]) -> bool:
    """Whether the tag's line is printed in other tables only, or nowhere: then it may be an unlabelled one at home."""
    return instance is None or figures[instance.figures[0]].table not in homes


def _is_slip(instance: Instance, figures: Sequence[Figure]) -> bool:
    """Whether one slip of a typist makes the one amount of the other; both must be printed to one place."""
    one, other = (figures[i] for i in instance.figures)
    if one.exponent != other.exponent or one.mantissa is None or other.mantissa is None:
        return False
    return bool(slip(one.mantissa, -other.mantissa * instance.coefficients[1]))


def _net_receivables(
    lines: dict[str, int], candidates: dict[str, list[int]], figures: Sequence[Figure]
) -> Iterator[Hypothesis]:
    """A schedule gives receivables before their allowances, a balance sheet mostly after: a witness where it holds."""
    if "ALLOWANCES" not in lines or not figures[lines["ALLOWANCES"]].mantissa:
        return
    for printed in candidates.get("RECEIVABLES", ()):
        instance = Instance((lines["RECEIVABLES"], lines["ALLOWANCES"], printed), (1, -1, -1), printed)
        if status_of(figures, "linear", instance.figures, instance.coefficients, printed) == "holds":
            yield Hypothesis(CHECK, "tie", "linear", (instance,), PRIOR, ("receivables less their allowances",))
            return


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


def _instance(
    own: int, found: Sequence[int], homes: Sequence[int], figures: Sequence[Figure]
) -> tuple[Instance | None, bool]:
    """The tie of a schedule's figure to one of ``found``: of its homes where it can be, to an agreeing one rather."""
    if not found:
        return None, False
    ranked = sorted(found, key=lambda i: (figures[i].table not in homes, i))
    pairs = [_pair(i, own, figures) for i in ranked]
    agreeing = [pair for pair in pairs if _holds(pair, figures)]
    at_home = [pair for pair in agreeing if figures[pair.figures[0]].table in homes]
    if at_home or (agreeing and figures[ranked[0]].table not in homes):
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
