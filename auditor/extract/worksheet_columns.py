"""Columns of a worksheet: which grid columns the figures of its rows stand in together."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from auditor.extract.worksheet_cells import Item
from auditor.extract.worksheet_rows import SheetRow

FEW = 0.34  # share of a column's figures below which it may be its neighbour's, set a cell aside


@dataclass(slots=True)
class Lane:
    """One column of figures on the grid: from ``left`` up to, not including, ``right``; digits end at ``edge``."""

    left: int
    right: int
    edge: int
    count: int


def stub_edge(rows: Sequence[SheetRow]) -> int:
    """The first grid column right of the stub: where the figures of most rows begin after their words.

    A table whose rows begin with years or numbers (a summary by year) keeps its first column as the stub.
    """
    worded = [row for row in rows if row.kind == "figures" and row.items[0].kind == "words"]
    if worded:
        return 1 + min(row.items[0].left for row in worded)
    lefts = [row.items[0].left for row in rows if row.kind == "figures"]
    dated = [row for row in rows if row.kind == "figures" and row.items[0].kind == "year" and len(row.items) > 1]
    return min(lefts, default=0) + 1 if dated and 2 * len(dated) > len(lefts) else 0


def lanes_of(rows: Sequence[SheetRow], stub: int) -> list[Lane]:
    """The columns, left to right."""
    by_edge: dict[int, Lane] = {}
    used: dict[int, set[int]] = {}  # the rows that print a figure at an edge
    for number, row in enumerate(rows):
        if row.kind != "figures":
            continue
        for item in figures_of(row, stub):
            used.setdefault(item.edge, set()).add(number)
            lane = by_edge.get(item.edge)
            if lane is None:
                by_edge[item.edge] = Lane(item.left, item.right, item.edge, 1)
            else:
                lane.left, lane.right = min(lane.left, item.left), max(lane.right, item.right)
                lane.count += 1
    return _merged([by_edge[edge] for edge in sorted(by_edge)], used)


def figures_of(row: SheetRow, stub: int) -> list[Item]:
    """The figures of a row that stand in columns: right of the stub; a year there counts as a figure."""
    return [
        item for item in row.items if item.left >= stub and item.token is not None and item.kind in ("figure", "year")
    ]


def _merged(lanes: list[Lane], used: Mapping[int, set[int]]) -> list[Lane]:
    """Lanes that no row uses both of and that overlap are one column, its digits set a cell aside in some rows."""
    merged: list[tuple[Lane, list[int]]] = []
    for lane in lanes:
        if merged:
            last, edges = merged[-1]
            overlaps = lane.left < last.right
            few = min(lane.count, last.count) <= FEW * max(lane.count, last.count) and lane.left <= last.right
            if (overlaps or few) and all(used[edge].isdisjoint(used[lane.edge]) for edge in edges):
                edge = lane.edge if lane.count > last.count else last.edge
                merged[-1] = (
                    Lane(min(last.left, lane.left), max(last.right, lane.right), edge, last.count + lane.count),
                    [*edges, lane.edge],
                )
                continue
        merged.append((lane, [lane.edge]))
    return [lane for lane, _ in merged]


def place(found: Sequence[Item], lanes: Sequence[Lane]) -> list[int | None]:
    """The column of each figure of a row; None for one that stands in none, or whose column is taken."""
    by_edge = {lane.edge: at for at, lane in enumerate(lanes)}
    places: list[int | None] = []
    taken: set[int] = set()
    for item in found:
        best = by_edge.get(item.edge)
        if best is None:
            overlapping = (at for at, lane in enumerate(lanes) if item.left < lane.right and item.right > lane.left)
            best = next(overlapping, None)
        if best in taken:
            best = None
        if best is not None:
            taken.add(best)
        places.append(best)
    return places
