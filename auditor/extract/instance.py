"""XBRL instances: facts become figures, and the presentations of their linkbase become tables.

A fact is one figure however many presentations show it, for the filing says it once. Where there is no presentation,
facts under the standard names of the primary statements are set out as those statements.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from auditor.extract.concepts import bind
from auditor.extract.elements import concept_of_element, words_of_element
from auditor.extract.presentation import Layout, Place, layouts, statements
from auditor.extract.vocabulary import vocabulary
from auditor.model.audit import Extraction
from auditor.model.document import Document
from auditor.model.fact import Fact
from auditor.model.figure import Figure
from auditor.model.linkbase import STANDARD_LABEL, Linkbase
from auditor.model.table import Column, Row, Table


def extract_instance(document: Document) -> Extraction:
    """Every numeric fact that is not nil, in tables first, then what no table shows in file order."""
    facts = document.facts
    linkbase = document.linkbase or Linkbase()
    plans = layouts(facts, linkbase) if linkbase.presentations else statements(facts)
    book = _Book(facts, linkbase)
    for plan in plans:
        book.enter(plan)
    loose = [position for position, fact in enumerate(facts) if position not in book.figure_of and not fact.nil]
    for position in loose:
        book.add(position, None)
    tables = tuple(book.tables)
    figures = _bound(tables, book.figures, facts)
    return Extraction(tables, figures, (), (), facts, len(tables))


@dataclass
class _Book:
    """Tables and figures as they are written down. ``figure_of`` maps a fact's position to its figure's."""

    facts: Sequence[Fact]
    linkbase: Linkbase
    tables: list[Table] = field(default_factory=list)
    figures: list[Figure] = field(default_factory=list)
    figure_of: dict[int, int] = field(default_factory=dict)

    def enter(self, plan: Layout) -> None:
        """One layout as a table; figures that an earlier table holds are shown again, not counted again."""
        index = len(self.tables)
        columns = tuple(Column(at, self._header(place), place.period) for at, place in enumerate(plan.places))
        rows: list[Row] = []
        grid: list[tuple[int | None, ...]] = []
        every = frozenset(range(len(columns)))
        for at, line in enumerate(plan.lines):
            here = Row(
                at,
                next((self.facts[c].line or 1 for c in line.cells if c is not None), 1),
                self._label(line.concept, line.preferred),
                tuple(self._label(concept, None) for concept in line.above),
                line.depth,
                ruled=every if line.is_total else frozenset(),
                headed=line.is_headed,
            )
            rows.append(here)
            grid.append(
                tuple(
                    None if c is None else self.add(c, here, index, at, column) for column, c in enumerate(line.cells)
                )
            )
        lines = [row.line for row in rows]
        units = [self.facts[c].unit for line in plan.lines for c in line.cells if c is not None]
        self.tables.append(
            Table(
                index=index,
                title=plan.title,
                statement=plan.statement,
                unit=Counter(units).most_common(1)[0][0],
                scale=0,
                rows=tuple(rows),
                columns=columns,
                grid=tuple(grid),
                line=min(lines),
                last_line=max(lines),
                caption=plan.title,
            )
        )

    def add(
        self, position: int, row: Row | None, table: int | None = None, at: int | None = None, column: int | None = None
    ) -> int:
        """The figure of one fact, written down where it is first met."""
        known = self.figure_of.get(position)
        if known is not None:
            return known
        fact = self.facts[position]
        mantissa, exponent = printed_digits(fact)
        index = self.figure_of[position] = len(self.figures)
        members = tuple(self._label(member, None) for _, member in fact.context.dimensions)
        self.figures.append(
            Figure(
                index=index,
                text=fact.text,
                mantissa=mantissa,
                exponent=exponent,
                unit=fact.unit,
                label=row.label if row else self._label(fact.name, None),
                path=row.path if row else members,
                period=fact.context.period,
                line=fact.line,
                start=None,
                end=None,
                table=table,
                row=at,
                column=column,
                anchor=fact.id,
                fact=position,
            )
        )
        return index

    def _label(self, concept: str, preferred: str | None) -> str:
        """The concept's words by the label role asked for, else its standard label, else its name in words."""
        known = self.linkbase.labels.get(concept, {})
        words = known.get(preferred or "") or known.get(STANDARD_LABEL) or ""
        if not words or (" " not in words and "_" in words):  # some write the element's name for want of a label
            words = words_of_element(concept)
        return words.partition(" [")[0] if words.endswith("]") else words

    def _header(self, place: Place) -> str:
        members = [self._label(member, None) for _, member in place.dimensions]
        return " | ".join([*members, place.words])


def printed_digits(fact: Fact) -> tuple[int | None, int]:
    """(mantissa, exponent) at the fact's declared place, where its digits end there; else exactly as written.

    >>> # "26441000" with decimals -3 → (26441, 3); "26441123" with decimals -3 → (26441123, 0); INF → as written
    """
    if fact.mantissa is None or fact.decimals is None:
        return fact.mantissa, fact.exponent
    coarser = -fact.decimals - fact.exponent
    if coarser <= 0 or fact.mantissa % 10**coarser:
        return fact.mantissa, fact.exponent
    return fact.mantissa // 10**coarser, -fact.decimals


def _bound(tables: tuple[Table, ...], figures: Sequence[Figure], facts: Sequence[Fact]) -> tuple[Figure, ...]:
    return bound_by_element(tables, figures, [None if f.fact is None else facts[f.fact].name for f in figures])


def bound_by_element(
    tables: tuple[Table, ...], figures: Sequence[Figure], names: Sequence[str | None]
) -> tuple[Figure, ...]:
    """Concepts by element where the element has a standard name, else by label.

    ``names`` holds each figure's element, as "us-gaap:Assets", or None where it has none.
    """
    bound = list(bind(tables, figures))
    concepts = vocabulary()
    reported: dict[int | None, set[str]] = defaultdict(set)
    for figure, name in zip(figures, names, strict=True):
        if name is not None:
            reported[figure.table].add(name)
    for figure, name in zip(figures, names, strict=True):
        if name is None or figure.table is None:
            continue
        named = concept_of_element(name, reported[figure.table])
        if named is not None and (tables[figure.table].statement or "any") in concepts[named].statements:
            bound[figure.index] = replace(bound[figure.index], concept=named)
    return tuple(bound)
