"""One entity of a release as an extraction: a table a statement, periods across, lines down, each value a figure.

Lines stand in the order in which statements print them, whatever the order of the release's rows, so that the same
values give the same tables. What has no place in such a table (values given again, values whose period cannot be read,
those of the release before) stands in tables of its own, which no relation looks at.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date

import numpy as np

from auditor.model.audit import Diagnostic, Extraction
from auditor.model.document import Document
from auditor.model.figure import Figure, Period
from auditor.model.table import Column, Row, Table
from auditor.model.worksheet import address
from auditor.release.amounts import without_idle_zeros
from auditor.release.books import DAY_SPAN, Book
from auditor.release.concept_names import element_name, narrower
from auditor.release.lines import Line

TITLES = {
    "income_statement": "Income statement",
    "balance_sheet": "Balance sheet",
    "cash_flow": "Cash flow",
    "equity": "Equity",
    None: "Other lines",
}
REPEATED, UNDATED, BEFORE = "Given again", "Period unreadable", "Previous release"


@dataclass
class EntityTables:
    """The extraction of one entity and its documents; ``figure_of`` leads from positions in the book to figures."""

    documents: tuple[Document, ...]
    extraction: Extraction
    figure_of: dict[int, int]


@dataclass
class _Sheet:
    """A table in the making: rows of positions in the book by period. Rows are (label, path, unit, positions)."""

    title: str
    statement: str | None
    rows: list[tuple[Line, dict[int, int]]] = field(default_factory=list)


def tables_of(book: Book, first: int, behind: int, shown_before: Iterable[int] = ()) -> EntityTables:
    """The tables and figures of the entity whose values stand in the book from ``first`` up to ``behind``.

    ``shown_before`` are positions of values of the previous release that are worth a figure.
    """
    writer = _Writer(book, first, behind)
    current = [at for at in range(first, behind) if not book.previous[at]]
    for sheet in _statements(book, [at for at in current if book.kept[at] and book.period[at] >= 0]):
        writer.enter(sheet)
    undated = [at for at in current if book.period[at] < 0]
    again = [at for at in current if not book.kept[at] and book.period[at] >= 0]
    for title, loose in ((UNDATED, undated), (REPEATED, again), (BEFORE, sorted(shown_before))):
        if loose:
            writer.enter(_Sheet(title, None, [(book.line(at), {int(book.period[at]): at}) for at in loose]), bind=False)
    return EntityTables(writer.documents(), writer.extraction(), writer.figure_of)


def _statements(book: Book, positions: Sequence[int]) -> Iterator[_Sheet]:
    """The sheets of one entity: whole company first, then each qualifier; a sheet of each statement and currency."""
    currencies = Counter(c for at in positions if (c := book.line(at).currency) is not None)
    usual = min(currencies, key=lambda c: (-currencies[c], c)) if currencies else None
    sheets: dict[tuple[str, str, str | None], dict[Line, dict[int, int]]] = defaultdict(lambda: defaultdict(dict))
    for at in positions:
        line = book.line(at)
        place = line.qualifier, line.currency or usual or "", line.statement
        sheets[place][line][int(book.period[at])] = at
    order = {statement: rank for rank, statement in enumerate(TITLES)}
    places = sorted(sheets, key=lambda place: (place[0], place[1] != (usual or ""), place[1], order[place[2]]))
    for qualifier, currency, statement in places:
        lines = sheets[qualifier, currency, statement]
        parts = [TITLES[statement], *([qualifier] if qualifier else []), *([currency] if currency != usual else [])]
        rows = sorted(lines.items(), key=lambda row: (row[0].rank, row[0].name, row[0].unit or ""))
        yield _Sheet(", ".join(part for part in parts if part), statement, rows)


def period_of(code: int) -> Period | None:
    """The period that a book's number stands for; None for one that could not be read."""
    if code < 0:
        return None
    end, start = divmod(code, DAY_SPAN)
    return Period(date.fromordinal(end), date.fromordinal(start) if start else None)


class _Writer:
    """Writes sheets down as tables and figures, row by row, so that a row's figures are consecutive."""

    def __init__(self, book: Book, first: int, behind: int) -> None:
        self.book = book
        self.entity = book.register.entities[int(book.block.entity[first])]
        here = book.block.part[first:behind]
        self.parts = [int(n) for n in np.unique(here)]
        self.parts.sort(key=lambda n: (book.register.previous[n], n))
        self.paths = list(dict.fromkeys(book.register.parts[n].path for n in self.parts))
        self.tables: list[Table] = []
        self.figures: list[Figure] = []
        self.figure_of: dict[int, int] = {}
        self.unreadable = 0
        reported = {element_name(book.line(at).name) for at in range(first, behind) if not book.previous[at]}
        self.concepts = {
            line: narrower(line.name, line.concept, reported) for line in {book.line(at) for at in range(first, behind)}
        }

    def enter(self, sheet: _Sheet, bind: bool = True) -> None:
        """One sheet as the next table; ``bind`` where its lines stand for their concepts."""
        index = len(self.tables)
        codes = sorted({code for _, cells in sheet.rows for code in cells}, key=_order)
        periods = [period_of(code) for code in codes]
        columns = tuple(Column(n, p.said if p else "", p) for n, p in enumerate(periods))
        rows, grid = [], []
        for at, (line, cells) in enumerate(sheet.rows):
            label, path = line.label, ((line.qualifier,) if line.qualifier else ())
            concept = self.concepts.get(line) if bind else None
            found = [cells.get(code) for code in codes]
            first = next(position for position in found if position is not None)
            rows.append(Row(at, int(self.book.block.row[first]) + 1, label, path, 0))
            grid.append(
                tuple(
                    None if position is None else self._figure(position, line, path, concept, index, at, n, periods[n])
                    for n, position in enumerate(found)
                )
            )
        units = Counter(line.unit for line, _ in sheet.rows)
        document = self.figures[next(i for i in grid[0] if i is not None)].document
        numbers = [row.line for row in rows]
        self.tables.append(
            Table(
                index=index,
                title=sheet.title,
                statement=sheet.statement,
                unit=units.most_common(1)[0][0],
                scale=0,
                rows=tuple(rows),
                columns=columns,
                grid=tuple(grid),
                line=min(numbers),
                last_line=max(numbers),
                caption=sheet.title,
                document=document,
            )
        )

    def _figure(
        self,
        position: int,
        line: Line,
        path: tuple[str, ...],
        concept: str | None,
        table: int,
        row: int,
        column: int,
        period: Period | None,
    ) -> int:
        book, index = self.book, len(self.figures)
        part = book.register.parts[int(book.block.part[position])]
        cell = int(book.block.row[position]), int(book.block.column[position])
        self.figures.append(
            Figure(
                index=index,
                text=without_idle_zeros(book.block.text[position]),
                mantissa=book.amount(position),
                exponent=int(book.exponent[position]),
                unit=line.unit,
                label=line.label,
                path=path,
                period=period,
                line=None,
                start=None,
                end=None,
                table=table,
                row=row,
                column=column,
                cell=cell,
                concept=concept,
                anchor=address(*cell, part.sheet) if part.sheet else None,
                comma=book.register.commas[int(book.block.part[position])],
                document=self.paths.index(part.path),
            )
        )
        self.figure_of[position] = index
        self.unreadable += not book.readable[position]
        return index

    def documents(self) -> tuple[Document, ...]:
        """One document for each file that holds values of the entity; those of the previous release come last."""
        found = []
        ends = [f.period.end for f in self.figures if f.period is not None]
        for number, path in enumerate(self.paths):
            part = next(self.book.register.parts[n] for n in self.parts if self.book.register.parts[n].path == path)
            found.append(
                Document(
                    id=f"d{number + 1}",
                    path=f"{path}#{self.entity}",
                    media=part.media,
                    text="",
                    sha256=part.sha256,
                    line_starts=(0,),
                    company=self.entity or None,
                    period=max(ends).isoformat() if ends and not number else None,
                )
            )
        return tuple(found)

    def extraction(self) -> Extraction:
        remarks = [remark for n in self.parts for remark in self.book.register.parts[n].remarks]
        undated = sum(figure.period is None for figure in self.figures)
        if self.unreadable:
            first = next(f for f in self.figures if f.mantissa is None)
            remarks.append(_counted(self.unreadable, "value", "cannot be read as an amount", first))
        if undated:
            first = next(f for f in self.figures if f.period is None)
            remarks.append(_counted(undated, "value", "is of a period that cannot be read", first))
        if not self.entity:
            remarks.append(Diagnostic("warning", "these values name no entity"))
        unnamed = [f for f in self.figures if not f.label]
        if unnamed:
            remarks.append(_counted(len(unnamed), "value", "names no line", unnamed[0]))
        return Extraction(tuple(self.tables), tuple(self.figures), (), tuple(remarks), (), len(self.tables))


def _counted(count: int, what: str, why: str, first: Figure) -> Diagnostic:
    more = f"; {count - 1:,} more like it" if count > 1 else ""
    return Diagnostic("warning", f"the {what} {first.text[:40]!r} in cell {first.address} {why}{more}")


def _order(code: int) -> tuple[int, int]:
    """Durations by length, then by end: neighbours of a row are its neighbours in time."""
    end, start = divmod(code, DAY_SPAN)
    return (round((end - start) / 30.4) if start and code >= 0 else 0), end
