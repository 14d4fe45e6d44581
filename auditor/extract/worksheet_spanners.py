"""Spanners in files that cannot merge cells: a head over several columns stands in the first, blanks in the others.

,English,,,French,,
,Total,Most often,Regularly,Total,Most often,Regularly
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from auditor.extract.periods import is_periodic
from auditor.extract.worksheet_cells import read_mark
from auditor.model.worksheet import Cell, Worksheet


def with_spanners(sheet: Worksheet) -> Worksheet:
    """The worksheet with every spanner's cell as wide as what it spans; cells that the file merged stay as they are."""
    filled = [at for at, row in enumerate(sheet.rows) if any(cell.text for cell in row)]
    widened: dict[int, tuple[Cell, ...]] = {}
    for lower, upper in pairwise(reversed(filled)):  # from below, so that a spanner of spanners sees theirs
        cells = _widened(sheet.rows[upper], widened.get(lower, sheet.rows[lower]))
        if cells is not None:
            widened[upper] = cells
    if not widened:
        return sheet
    return replace(sheet, rows=tuple(widened.get(at, row) for at, row in enumerate(sheet.rows)))


def _widened(upper: Sequence[Cell], lower: Sequence[Cell]) -> tuple[Cell, ...] | None:
    """The upper row with its cells spread over the heads below them; None where it spans nothing."""
    over = [cell for cell in upper if cell.text and cell.column > 0]
    heads = [cell for cell in lower if cell.text and over and cell.column >= over[0].column]
    if not over or len(over) >= len(heads) or not (_are_heads(over) and _are_heads(heads)):
        return None
    if any(cell.across > 1 for cell in over):
        return None
    groups: list[list[Cell]] = [[] for _ in over]
    group = 0
    for head in heads:
        while group + 1 < len(over) and head.column >= over[group + 1].column:
            group += 1
        groups[group].append(head)
    if any(not members or members[0].column != cell.column for cell, members in zip(over, groups, strict=True)):
        return None
    if not _belongs(over, groups):
        return None
    ends = {cell.column: members[-1].column + members[-1].across for cell, members in zip(over, groups, strict=True)}
    return tuple(
        cell._replace(across=ends[cell.column] - cell.column) if cell.text and cell.column in ends else cell
        for cell in upper
    )


def _belongs(over: Sequence[Cell], groups: Sequence[Sequence[Cell]]) -> bool:
    """Whether the heads below divide as a spanner's do: evenly, alike in each group, or by periods."""
    sizes = {len(members) for members in groups}
    if len(sizes) == 1:
        return True
    firsts = [members[0].text for members in groups if len(members) > 1]
    if len(firsts) > 1 and len(set(firsts)) == 1:
        return True
    return all(is_periodic(cell.text) for cell in over)


def _are_heads(cells: Sequence[Cell]) -> bool:
    """Whether a row holds no figures: only words, years and marks."""
    return all(read_mark(cell.text.replace("\n", " "))[0] in ("words", "year", "mark", "note") for cell in cells)
