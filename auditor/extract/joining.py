"""Joining: the extractions of several documents as one, numbered through, at their places in the file."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from auditor.model.audit import Diagnostic, Extraction
from auditor.model.document import Document
from auditor.model.fact import Fact
from auditor.model.figure import Claim, Figure
from auditor.model.record import altered
from auditor.model.table import Table

Part = tuple[Document, Extraction]
Grid = tuple[tuple[int | None, ...], ...]


def joined(parts: Sequence[Part]) -> Extraction:
    """One extraction of all; a lone one that begins its file is returned as it is."""
    if len(parts) == 1 and not parts[0][0].origin:
        document, part = parts[0]
        return replace(part, diagnostics=document.diagnostics + part.diagnostics) if document.diagnostics else part
    tables: list[Table] = []
    figures: list[Figure] = []
    claims: list[Claim] = []
    facts: list[Fact] = []
    diagnostics: list[Diagnostic] = []
    seen = 0
    for position, (document, part) in enumerate(parts):
        first_table, first_figure, first_fact = len(tables), len(figures), len(facts)
        lines = document.first_line - 1
        figures += (
            _moved(figure, document, position, first_table, first_figure, first_fact) for figure in part.figures
        )
        tables += (
            altered(
                table,
                index=table.index + first_table,
                document=position,
                line=table.line + lines,
                last_line=table.last_line + lines,
                rows=tuple(altered(row, line=row.line + lines) for row in table.rows) if lines else table.rows,
                grid=_counted_on(table.grid, first_figure),
            )
            for table in part.tables
        )
        claims += (altered(claim, figure=claim.figure + first_figure) for claim in part.claims)
        facts += part.facts
        diagnostics += (
            remark if remark.line is None else replace(remark, line=remark.line + lines)
            for remark in (*document.diagnostics, *part.diagnostics)
        )
        seen += part.tables_seen
    return Extraction(tuple(tables), tuple(figures), tuple(claims), tuple(diagnostics), tuple(facts), seen)


def _counted_on(grid: Grid, first: int) -> Grid:
    """The grid of a table whose figures are numbered from ``first`` on."""
    if not first:
        return grid
    return tuple(tuple(None if i is None else i + first for i in row) for row in grid)


def _moved(figure: Figure, document: Document, position: int, table: int, index: int, fact: int) -> Figure:
    """The figure with its numbers counted on, and its place counted from the start of the file."""
    return altered(
        figure,
        index=figure.index + index,
        table=None if figure.table is None else figure.table + table,
        line=None if figure.line is None else figure.line + document.first_line - 1,
        start=None if figure.start is None else figure.start + document.origin,
        end=None if figure.end is None else figure.end + document.origin,
        document=position,
        fact=None if figure.fact is None else figure.fact + fact,
    )
