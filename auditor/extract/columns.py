"""Columns: where the right edges of figures gather, and which column each figure of a line stands in.

A figure one character too long pushes the rest of its line to the right. Therefore the figures of a line are
placed together, in order, at the least total distance, and a stray edge does not make a column of its own.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from statistics import median_low

from auditor.extract.numbers import Token

NEAR = 2  # places within which edges are one edge: ")" and "%" hang, decimals align on the point
STRAY = 5  # places by which a mistyped figure may push its neighbours
MISPLACED = 60  # cost of leaving a figure out, in places: dearer than any shift
REACH = 9  # places a figure may stand from its column when it does not even overlap it


@dataclass(slots=True)
class Band:
    """One column: the edge its figures align by, and the place range they cover."""

    edge: int
    left: int
    right: int


def find_bands(rows: list[list[Token]]) -> list[Band]:
    """The columns of a block, left to right. ``rows`` holds the cells of each line, in order."""
    edges: dict[int, int] = {}
    for row in rows:
        for cell in row:
            edges[cell.edge] = edges.get(cell.edge, 0) + 1
    if not edges:
        return []
    for reach in (NEAR, 1, 0):
        clusters = _linked(sorted(edges), reach)
        if not _collides(rows, clusters):
            break
    clusters = _merged(rows, clusters)
    clusters = _without_strays(rows, clusters, edges)
    return _bands(rows, [_middle(cluster, edges) for cluster in clusters])


def _linked(edges: list[int], reach: int) -> list[list[int]]:
    clusters: list[list[int]] = []
    for edge in edges:
        if clusters and edge - clusters[-1][-1] <= reach:
            clusters[-1].append(edge)
        else:
            clusters.append([edge])
    return clusters


def _owners(clusters: list[list[int]]) -> dict[int, int]:
    return {edge: index for index, cluster in enumerate(clusters) for edge in cluster}


def _collides(rows: list[list[Token]], clusters: list[list[int]]) -> bool:
    """Whether some line has two figures in one cluster."""
    owner = _owners(clusters)
    for row in rows:
        owners = [owner[cell.edge] for cell in row]
        if len(set(owners)) < len(owners):
            return True
    return False


def _merged(rows: list[list[Token]], clusters: list[list[int]]) -> list[list[int]]:
    """Clusters a few places apart that no line uses both of are one column."""
    owner = _owners(clusters)
    together = {(owner[a.edge], owner[b.edge]) for row in rows for a, b in pairwise(row)}
    merged: list[list[int]] = []
    last = -1
    for index, cluster in enumerate(clusters):
        near = merged and cluster[0] - merged[-1][-1] <= NEAR + 2 and cluster[-1] - merged[-1][0] <= STRAY + 1
        if near and (last, index) not in together:
            merged[-1] = merged[-1] + cluster
        else:
            merged.append(list(cluster))
        last = index
    return merged


def _without_strays(rows: list[list[Token]], clusters: list[list[int]], edges: dict[int, int]) -> list[list[int]]:
    """Drop clusters that hold one figure where that figure's line fits the others with a small shift."""
    support = [sum(edges[edge] for edge in cluster) for cluster in clusters]
    if len(rows) < 3 or max(support) < 3:
        return clusters
    weak_edges = {edge for cluster, weight in zip(clusters, support, strict=True) if weight == 1 for edge in cluster}
    kept = [cluster for cluster, weight in zip(clusters, support, strict=True) if weight > 1]
    if not weak_edges or not kept:
        return clusters
    bands = [Band(_middle(cluster, edges), 0, 0) for cluster in kept]
    needed: set[int] = set()
    for row in rows:
        strays = [cell for cell in row if cell.edge in weak_edges]
        if not strays:
            continue
        places = _align([cell.edge for cell in row], [band.edge for band in bands])
        for cell, place in zip(row, places, strict=True):
            far = place is None or abs(cell.edge - bands[place].edge) > STRAY
            if far and cell.edge in weak_edges:
                needed.add(cell.edge)
    return [cluster for cluster in clusters if cluster in kept or needed.intersection(cluster)]


def _middle(cluster: list[int], edges: dict[int, int]) -> int:
    return median_low([edge for edge in cluster for _ in range(edges[edge])])


def _bands(rows: list[list[Token]], edges: list[int]) -> list[Band]:
    bands = [Band(edge, edge, edge) for edge in edges]
    for row in rows:
        for cell, place in zip(row, _align([cell.edge for cell in row], edges), strict=True):
            if place is not None and abs(cell.edge - edges[place]) <= STRAY:
                band = bands[place]
                band.left, band.right = min(band.left, cell.left), max(band.right, cell.edge)
    return bands


def place_cells(row: list[Token], bands: list[Band]) -> list[int | None]:
    """The column of each figure of one line, in order; None for one that stands in no column."""
    places = _align([cell.edge for cell in row], [band.edge for band in bands])
    result: list[int | None] = []
    for cell, place in zip(row, places, strict=True):
        if place is not None:
            band = bands[place]
            overlaps = cell.left < band.right and cell.right > band.left
            if not overlaps and abs(cell.edge - band.edge) > REACH:
                place = None
        result.append(place)
    return result


def _align(cells: list[int], bands: list[int]) -> list[int | None]:
    """Order-preserving assignment of edges to columns at the least total distance.

    >>> _align([41, 64], [40, 50, 60])
    [0, 2]
    """
    if len(cells) == len(bands):
        return list(range(len(bands)))
    width = len(bands)
    best = [[0] * (width + 1) for _ in range(len(cells) + 1)]
    for i in range(1, len(cells) + 1):
        best[i][0] = i * MISPLACED
        for j in range(1, width + 1):
            best[i][j] = min(
                best[i][j - 1],
                best[i - 1][j] + MISPLACED,
                best[i - 1][j - 1] + min(abs(cells[i - 1] - bands[j - 1]), MISPLACED - 1),
            )
    places: list[int | None] = [None] * len(cells)
    i, j = len(cells), width
    while i and j:
        if best[i][j] == best[i][j - 1]:
            j -= 1
        elif best[i][j] == best[i - 1][j] + MISPLACED:
            i -= 1
        else:
            places[i - 1] = j - 1
            i, j = i - 1, j - 1
    return places
