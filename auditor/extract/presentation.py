"""Presentations laid out: which facts stand in which row and column of a statement.

Columns are periods, and members of the axes a presentation names. A balance stands in the column of the period that
it opens or closes, as the line's label says; elsewhere it has a column of its own.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from auditor.extract.captions import statement_of
from auditor.extract.elements import concept_of_element, words_of_element
from auditor.extract.vocabulary import vocabulary
from auditor.model.fact import Fact
from auditor.model.figure import Period
from auditor.model.linkbase import Line, Linkbase, Presentation

MOST_COLUMNS = 40  # what is wider is no table that anybody would print
FEWEST_SHARE = 8  # a column holds at least one in so many of the rows that the fullest one does

LAST = "~"  # sorts behind the definitions, which begin with a number

_DEFINITION = re.compile(r"^\s*\S{1,20}\s+-\s+\w{1,20}\s+-\s+(?P<title>.+)$")
_PARENTHETICAL = re.compile(r"\bparentheticals?\b|\(details?\)|\bdetails?\b", re.IGNORECASE)
_DAY = timedelta(days=1)

Dimensions = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Place:
    """A column: the members it is of, and its period."""

    dimensions: Dimensions
    period: Period

    @property
    def words(self) -> str:
        """The column's head: "9 months ended Jul. 1, 2023", "Jul. 1, 2023"."""
        end = self.period.end
        day = f"{end:%b} {end.day}, {end.year}"
        if self.period.start is None:
            return day
        months = round((end - self.period.start).days / 30.4375)
        if months == 0:
            days = (end - self.period.start).days + 1
            return f"{days} {'day' if days == 1 else 'days'} ended {day}"
        return f"{months} {'month' if months == 1 else 'months'} ended {day}"


@dataclass(frozen=True, slots=True)
class LaidLine:
    """A row: ``cells[column]`` is a fact's position. ``above`` are the headings over it, outermost first."""

    concept: str
    preferred: str | None
    above: tuple[str, ...]
    depth: int
    cells: tuple[int | None, ...]
    is_headed: bool = False

    @property
    def is_total(self) -> bool:
        return self.preferred is not None and self.preferred.endswith(("totalLabel", "TotalLabel", "negatedTotal"))


@dataclass(frozen=True, slots=True)
class Layout:
    """A table to be: title, statement, columns and rows."""

    title: str
    statement: str | None
    places: tuple[Place, ...]
    lines: tuple[LaidLine, ...]


@dataclass(frozen=True, slots=True)
class _Fact:
    """A fact that can be placed. ``position`` is its place among the document's facts."""

    position: int
    dimensions: Dimensions
    period: Period


def layouts(facts: Sequence[Fact], linkbase: Linkbase) -> list[Layout]:
    """A layout for each presentation that shows a fact, in the order of the filing's own numbering."""
    placed = _by_name(facts)
    found = []
    for presentation in sorted(linkbase.presentations, key=lambda p: linkbase.definitions.get(p.role, LAST)):
        layout = _layout(presentation, linkbase.definitions, placed)
        if layout is not None:
            found.append(layout)
    return found


def _by_name(facts: Sequence[Fact]) -> dict[str, list[_Fact]]:
    """Facts that can be placed, by name. Of facts that say the same of the same, the most precise stands for all."""
    best: dict[tuple[object, ...], int] = {}
    for position, fact in enumerate(facts):
        if fact.nil or fact.mantissa is None or fact.context.period is None:
            continue
        key = (fact.name, fact.context.entity, fact.context.dimensions, fact.context.period, fact.unit)
        at = best.get(key)
        if at is None or _finer(fact, facts[at]):
            best[key] = position
    found: dict[str, list[_Fact]] = defaultdict(list)
    for position in sorted(best.values()):
        fact = facts[position]
        if fact.context.period is not None:
            found[fact.name].append(_Fact(position, fact.context.dimensions, fact.context.period))
    return found


def _finer(one: Fact, other: Fact) -> bool:
    """Whether ``one`` is declared to more places than ``other``; None is exact."""
    if other.decimals is None:
        return False
    return one.decimals is None or one.decimals > other.decimals


def _layout(
    presentation: Presentation, definitions: Mapping[str, str], placed: Mapping[str, Sequence[_Fact]]
) -> Layout | None:
    concepts = {line.concept for line in presentation.lines}
    shown = {
        name: [f for f in placed[name] if all(axis in concepts and member in concepts for axis, member in f.dimensions)]
        for name in concepts
        if name in placed
    }
    places = _places(presentation.lines, shown)
    if not places:
        return None
    lines = list(_lines(presentation.lines, shown, places))
    fullest = max((sum(line.cells[c] is not None for line in lines) for c in range(len(places))), default=0)
    kept = [
        c
        for c in range(len(places))
        if sum(line.cells[c] is not None for line in lines) * FEWEST_SHARE >= max(fullest, 1)
    ][:MOST_COLUMNS]
    rows = [
        LaidLine(
            line.concept, line.preferred, line.above, line.depth, tuple(line.cells[c] for c in kept), line.is_headed
        )
        for line in lines
        if any(line.cells[c] is not None for c in kept)
    ]
    if not rows:
        return None
    title = title_of(presentation.role, definitions)
    statement = None if _PARENTHETICAL.search(title) else statement_of(title)
    return Layout(title, statement, tuple(places[c] for c in kept), tuple(rows))


def title_of(role: str, definitions: Mapping[str, str]) -> str:
    """A role's title: its definition without number and kind, else the last part of its address in words."""
    definition = definitions.get(role, "")
    match = _DEFINITION.match(definition)
    return (match["title"] if match else definition) or words_of_element(role.rpartition("/")[2])


def _places(lines: Sequence[Line], shown: Mapping[str, Sequence[_Fact]]) -> list[Place]:
    """The columns: every period of every set of members, and the instants that no such period opens or closes."""
    durations: dict[Dimensions, set[Period]] = defaultdict(set)
    instants: dict[Dimensions, set[Period]] = defaultdict(set)
    order: dict[Dimensions, int] = {(): 0}
    for line in lines:
        for fact in shown.get(line.concept, ()):
            order.setdefault(fact.dimensions, len(order))
            (durations if fact.period.start else instants)[fact.dimensions].add(fact.period)
    has_openings = any(_opens(line) for line in lines)
    for dimensions, dates in instants.items():
        reached = {period.end for period in durations[dimensions]}
        if has_openings:
            reached |= {opening_day(period) for period in durations[dimensions]}
        durations[dimensions] |= {period for period in dates if period.end not in reached}
    found = [Place(dimensions, period) for dimensions, periods in durations.items() for period in periods]
    return sorted(found, key=lambda p: (order[p.dimensions], _length(p.period), -p.period.end.toordinal()))


def _opens(line: Line) -> bool:
    """Whether the line's label says that it shows the balance with which a period opens."""
    return line.preferred is not None and "periodStart" in line.preferred


def _length(period: Period) -> int:
    """Months, so that quarters of 13 and 14 weeks stand side by side; 0 for an instant."""
    return round((period.end - period.start).days / 30.4375) if period.start else 0


def opening_day(period: Period) -> date:
    """The date of the balances that a period opens with."""
    start = period.start or period.end
    return start - _DAY if start > date.min else start


def _lines(lines: Sequence[Line], shown: Mapping[str, Sequence[_Fact]], places: Sequence[Place]) -> Iterator[LaidLine]:
    """Rows in presentation order; headings become the path of what stands below them."""
    headings: list[tuple[int, str]] = []
    is_headed = False
    for line in lines:
        while headings and headings[-1][0] >= line.depth:
            headings.pop()
        if line.concept not in shown:
            if line.depth and line.concept.endswith("Abstract"):
                headings.append((line.depth, line.concept))
                is_headed = True
            continue
        cells = _cells(line, shown[line.concept], places)
        if any(cell is not None for cell in cells):
            above = tuple(concept for _, concept in headings)
            yield LaidLine(line.concept, line.preferred, above, line.depth, cells, is_headed)
            is_headed = False


def _cells(line: Line, facts: Sequence[_Fact], places: Sequence[Place]) -> tuple[int | None, ...]:
    """The line's fact in each column. A balance closes its period unless the label says that it opens it."""
    by_place = {(fact.dimensions, fact.period): fact.position for fact in reversed(facts)}
    found = []
    for place in places:
        cell = by_place.get((place.dimensions, place.period))
        if cell is None and place.period.start is not None:
            day = opening_day(place.period) if _opens(line) else place.period.end
            cell = by_place.get((place.dimensions, Period(day)))
        found.append(cell)
    return tuple(found)


_TITLES = {
    "balance_sheet": "Balance sheet",
    "income_statement": "Statement of income",
    "cash_flow": "Statement of cash flows",
}


def statements(facts: Sequence[Fact]) -> list[Layout]:
    """Without a presentation: the primary statements, of the facts of the whole under standard names alone."""
    placed = {
        name: [fact for fact in found if not fact.dimensions]
        for name, found in _by_name(facts).items()
        if concept_of_element(name)
    }
    concepts = vocabulary()
    order = {concept: at for at, concept in enumerate(concepts)}
    found = []
    for statement, title in _TITLES.items():
        names = [
            (order[concept], name)
            for name in placed
            if (concept := concept_of_element(name)) and statement in concepts[concept].statements
        ]
        lines = [Line("Abstract", 0), *(Line(name, 1) for _, name in sorted(names))]
        layout = _layout(Presentation(title, tuple(lines)), {title: title}, placed)
        if layout is not None and len(layout.lines) > 1:
            found.append(Layout(title, statement, layout.places, layout.lines))
    return found
