"""Reads a report document against golden data: which printed figure became which figure of the report.

Rows are matched by the figures they print, in order, so that one lost row is reported as one lost row.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from fractions import Fraction
from typing import Any

from golden_data import NILS, Cell, Golden, GoldenTable, Relation

Json = dict[str, Any]
NOTE = re.compile(r"\((?:\d{1,2}|[a-z])\)|\*")
WORD = re.compile(r"[a-z0-9]+")


def words(label: str) -> str:
    """A label's words alone, so that wrapping, dots and note references do not count."""
    return " ".join(WORD.findall(NOTE.sub(" ", label).lower()))


def printed(text: str) -> str:
    return "--" if text in NILS else text.replace("$", "").replace("%", "").replace(" ", "")


@dataclass
class Grid:
    """A table of the report with its figures in place: ``rows[i][j]`` or nothing."""

    table: Json
    rows: list[dict[int, Json]] = field(default_factory=list)

    def texts(self) -> list[tuple[str, ...]]:
        width = len(self.table["columns"])
        return [tuple(printed(row[c]["text"]) if c in row else "" for c in range(width)) for row in self.rows]


@dataclass
class Reading:
    """What the report made of the golden tables. ``figures`` maps a golden cell to a figure of the report."""

    grids: dict[str, Grid]
    figures: dict[Cell, Json]
    lost: dict[str, list[str]]  # by table key: golden rows without an equal row in the report
    strange: dict[str, list[str]]  # by table key: rows of the report that no golden row equals
    report: Json


def grids(report: Json) -> list[Grid]:
    found = {table["id"]: Grid(table) for table in report["tables"]}
    cells: dict[str, dict[int, dict[int, Json]]] = defaultdict(lambda: defaultdict(dict))
    for figure in report["figures"]:
        if figure["table"] is not None:
            cells[figure["table"]][figure["row"]][figure["column"]] = figure
    for name, rows in cells.items():
        found[name].rows = [rows[index] for index in sorted(rows)]
    return list(found.values())


def read_back(report: Json, golden: Golden) -> Reading:
    """Match every golden table with the table of the report that shares most of its figures."""
    left = grids(report)
    reading = Reading({}, {}, {}, {}, report)
    for table in golden.tables:
        wanted = Counter(text for row in _texts(table) for text in row if text)
        best = max(left, key=lambda grid: _shared(wanted, grid), default=None)
        if best is None or _shared(wanted, best) == 0:
            reading.lost[table.key] = [row.key for row in table.rows]
            continue
        left.remove(best)
        reading.grids[table.key] = best
        _match_rows(table, best, reading)
    return reading


def _texts(table: GoldenTable) -> list[tuple[str, ...]]:
    return [tuple(printed(cell.text) if cell else "" for cell in row.cells) for row in table.rows]


def _shared(wanted: Counter[str], grid: Grid) -> int:
    return sum((wanted & Counter(text for row in grid.texts() for text in row if text)).values())


def _match_rows(table: GoldenTable, grid: Grid, reading: Reading) -> None:
    golden, found = _texts(table), grid.texts()
    blocks = SequenceMatcher(None, golden, found, autojunk=False).get_matching_blocks()
    pairs = [(block.a + step, block.b + step) for block in blocks for step in range(block.size)]
    for row, place in pairs:
        for cell in table.rows[row].cells:
            if cell is not None:
                reading.figures[cell] = grid.rows[place][cell.column]
    matched, placed = {a for a, _ in pairs}, {b for _, b in pairs}
    reading.lost[table.key] = [
        f"{row.key}: {row.label} {golden[i]}" for i, row in enumerate(table.rows) if i not in matched
    ]
    reading.strange[table.key] = [
        f"{next(iter(row.values()))['label']!r} {found[i]}" for i, row in enumerate(grid.rows) if i not in placed
    ]


class Relations:
    """The identities of a report, ready to be asked whether they hold a golden relation.

    Figures that the report ties together count as one, with the sign that the tie carries; nils count as nothing.
    A sum is held when one identity says the same up to a factor.
    """

    def __init__(self, report: Json) -> None:
        self._values = {figure["id"]: figure["value"] for figure in report["figures"]}
        self._head: dict[str, tuple[str, int]] = {}
        tested = [identity for identity in report["identities"] if identity["status"] == "holds"]
        for identity in tested:
            if identity["form"] == "equal":
                self._tie(identity)
        self._sums = {key for i in tested if i["form"] in ("linear", "equal") for key in [self._sum(i)] if key}
        self._quotients = {
            (i["total"], i["terms"][0]["figure"], i["terms"][1]["figure"])
            for i in tested
            if i["form"] == "ratio" and len(i["terms"]) >= 2
        }

    def hold(self, relation: Relation, figures: dict[Cell, Json]) -> bool:
        """Whether some identity with status "holds" states this relation among these very figures."""
        cells = [relation.total, *(cell for _, cell in relation.terms)]
        if any(cell not in figures for cell in cells):
            return False
        if relation.form == "ratio":
            return self._has_quotient(*(figures[cell]["id"] for cell in cells))
        signed = [(1, relation.total), *((-sign, cell) for sign, cell in relation.terms)]
        key = self._normal([(figures[cell]["id"], Fraction(sign)) for sign, cell in signed])
        return key is None or key in self._sums

    def _has_quotient(self, total: str, dividend: str, divisor: str) -> bool:
        heads = [self._find(figure)[0] for figure in (total, dividend, divisor)]
        return any([self._find(figure)[0] for figure in found] == heads for found in self._quotients)

    def _find(self, figure: str) -> tuple[str, int]:
        sign = 1
        while figure in self._head:
            figure, turn = self._head[figure]
            sign *= turn
        return figure, sign

    def _tie(self, identity: Json) -> None:
        (one, a), (other, b) = ((term["figure"], Fraction(term["coefficient"])) for term in identity["terms"])
        (left, s), (right, t) = self._find(one), self._find(other)
        if left != right:
            self._head[left] = (right, int(-(b / a)) * s * t)

    def _sum(self, identity: Json) -> frozenset[tuple[str, Fraction]] | None:
        return self._normal([(term["figure"], Fraction(term["coefficient"])) for term in identity["terms"]])

    def _normal(self, terms: list[tuple[str, Fraction]]) -> frozenset[tuple[str, Fraction]] | None:
        """A sum as a set, scaled so that its first figure in order has coefficient 1; None when nothing is left."""
        total: dict[str, Fraction] = defaultdict(Fraction)
        for figure, coefficient in terms:
            if self._values[figure] is not None and Fraction(self._values[figure]) != 0:
                head, sign = self._find(figure)
                total[head] += sign * coefficient
        left = {figure: coefficient for figure, coefficient in total.items() if coefficient}
        if not left:
            return None
        lead = left[min(left)]
        return frozenset((figure, coefficient / lead) for figure, coefficient in left.items())
