"""Sums whose parts stand below the statement, in a tail of members.

Pages rendered from tagged statements print first what belongs to the whole company and then, below the last line, the
amounts of its members (product lines, services, consolidated vehicles), each under the heading of its member and, once
more, the heading of the section it belongs to. There a line above is the sum of the members' lines of its section, and
a total above adds lines of the statement and lines of the tail:

    Revenues                        Revenues
      Total revenues    122          [Service]    Revenues    99
                                     [Equipment]  Revenues    23
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations
from math import log2

from auditor.identify.hypothesis import Hypothesis, Instance
from auditor.identify.labels import is_cash_result, is_total, words
from auditor.identify.ledger import Ledger, ledgers
from auditor.model.arithmetic import status_of
from auditor.model.figure import Figure
from auditor.model.table import Row, Table

LONGEST_STATEMENT = 200  # rows above a tail
LONGEST_TAIL = 48  # rows; what is longer is another statement in the same table
MOST_CHOSEN = 4  # unsummed members of a section up to which every choice of them is tried
LONGEST_SIBLINGS = 40  # lines of the statement that a total may add besides members
NAMED_ALIKE = 6.0  # bits: the whole and its members bear one name, under one heading
CALLED_TOTAL = 4.0  # bits: a total that its own lines do not make
EVIDENCE = ("parts stand below the statement, by member",)


def hypotheses(table: Table, figures: Sequence[Figure], footed: Sequence[Hypothesis]) -> list[Hypothesis]:
    """Sums over the tail of one table; ``footed`` are the sums found without it."""
    start = _tail_of(table.rows)
    if start is None:
        return []
    found = []
    for ledger in ledgers(table, figures):
        at = sum(row < start for row in ledger.rows)
        if 0 < at < len(ledger.rows):
            found += _Search(ledger, at, figures, footed).run()
    return found


def _tail_of(rows: Sequence[Row]) -> int | None:
    """The row at which the statement's sections return under headings of another kind; None where they do not."""
    left: set[str] = set()
    outer: set[str] = set()
    section = ""
    for row in rows:
        heading = _section(row)
        if row.headed and len(row.path) > 1 and heading in left and _name(row.path[0]) not in outer:
            is_short = row.index <= LONGEST_STATEMENT and len(rows) - row.index <= LONGEST_TAIL
            return row.index if is_short else None
        if heading != section:
            left.add(section)
            section = heading
        outer.update(_name(heading) for heading in row.path)
    return None


def _section(row: Row) -> str:
    return _name(row.path[-1]) if row.path else ""


def _name(heading: str) -> str:
    return heading.strip().rstrip(":").lower()


class _Search:
    """One ledger of a table with a tail. Lines are numbered as the ledger numbers them."""

    def __init__(self, ledger: Ledger, start: int, figures: Sequence[Figure], footed: Sequence[Hypothesis]) -> None:
        self.ledger, self.start = ledger, start
        self.rows = [ledger.table.rows[row] for row in ledger.rows]
        line_of = {at: line for line, cells in enumerate(ledger.figures) for at in cells if at >= 0}
        self.footed: dict[int, set[int]] = {}  # total: the parts it is known to add
        for hypothesis in footed:
            for instance in hypothesis.instances:
                if instance.total not in line_of or _fails(figures, instance):
                    continue
                parts = {line_of[i] for i in instance.figures if i in line_of}
                total = line_of[instance.total]
                self.footed.setdefault(total, set()).update(parts - {total})

    def run(self) -> list[Hypothesis]:
        found: list[Hypothesis] = []
        members: dict[str, list[int]] = {}
        for line in range(self.start, len(self.rows)):
            members.setdefault(_section(self.rows[line]), []).append(line)
        for section, lines in members.items():
            top = list(self._nested(lines, found))
            found += self._wholes(section, lines, top)
        return found

    def _nested(self, lines: list[int], found: list[Hypothesis]) -> Iterator[int]:
        """The members that are no part of another member; sums of members by members are added to ``found``."""
        inner: set[int] = set()
        for line in lines:  # totals that the page's structure has already told, perhaps not in every column
            told = self.footed.get(line, set())
            if len(told) > 1 and told <= set(lines):
                found.append(self._sum(line, sorted(told), NAMED_ALIKE - 1))
                inner |= told
        for position, line in enumerate(lines):
            above = [other for other in lines[:position] if other not in inner]
            below = [other for other in lines[position + 1 :] if other not in inner]
            runs = [above[-k:] for k in range(2, len(above) + 1)] + [below[:k] for k in range(2, len(below) + 1)]
            for parts in runs:
                if line not in inner and self._holds(line, parts):
                    found.append(self._sum(line, parts, NAMED_ALIKE - log2(len(runs) + 1)))
                    inner.update(parts)
                    break
        return (line for line in lines if line not in inner)

    def _wholes(self, section: str, lines: Sequence[int], top: Sequence[int]) -> list[Hypothesis]:
        """Lines of the statement that the section's members make, alone or with lines of the statement."""
        choices = [tuple(top)]
        if len(top) <= MOST_CHOSEN:
            choices += [chosen for k in range(len(top) - 1, 0, -1) for chosen in combinations(top, k)]
        names = {words(self.rows[line].label) for line in lines}
        found: list[Hypothesis] = []
        for line, siblings in self._open_lines():
            row = self.rows[line]
            alike = _section(row) == section and words(row.label) in names
            first = 0 if alike else 1
            last = len(siblings) if line not in self.footed and _declares(row) else 0
            best = self._best(line, siblings, range(first, last + 1), choices)
            if best is not None:
                parts, cost = best
                self.footed.setdefault(line, set()).update(parts)
                found.append(self._sum(line, parts, (NAMED_ALIKE if alike else CALLED_TOTAL) - cost))
        return found

    def _open_lines(self) -> Iterator[tuple[int, list[int]]]:
        """The statement's lines, each with the lines above it that no total has added yet, nearest last."""
        stack: list[int] = []
        for line in range(self.start):
            yield line, stack[-LONGEST_SIBLINGS:]
            consumed = self.footed.get(line, set())
            stack = [other for other in stack if other not in consumed]
            stack.append(line)

    def _best(
        self, line: int, siblings: Sequence[int], lengths: range, choices: Sequence[tuple[int, ...]]
    ) -> tuple[list[int], float] | None:
        """The parts that hold in most columns, half of them at least, and the search's cost in bits."""
        best: tuple[int, list[int]] | None = None
        printed = sum(1 for amount in self.ledger.amounts[line] if amount)
        for chosen in choices:
            for length in lengths:
                if length + len(chosen) < 2:
                    continue
                parts = [*siblings[len(siblings) - length :], *chosen]
                held = self._holding(line, parts)
                if 2 * held >= printed and held and (best is None or held > best[0]):
                    best = held, parts
        return None if best is None else (best[1], log2(1 + len(choices) * len(lengths)))

    def _holding(self, line: int, parts: Sequence[int]) -> int:
        """In how many columns that print a total other than zero the parts add to it within rounding."""
        ledger, held = self.ledger, 0
        for column in range(len(ledger.columns)):
            total = ledger.amounts[line][column]
            if not total or not any(ledger.place[part][column] for part in parts):
                continue
            residual = sum(ledger.amounts[part][column] for part in parts) - total
            slack = ledger.place[line][column] + sum(ledger.place[part][column] for part in parts)
            held += 2 * abs(residual) <= slack
        return held

    def _holds(self, line: int, parts: Sequence[int]) -> bool:
        """Whether the parts make the line in most of the columns that print it."""
        printed = sum(1 for amount in self.ledger.amounts[line] if amount)
        return bool(printed) and 2 * self._holding(line, parts) > printed

    def _sum(self, line: int, parts: Sequence[int], prior: float) -> Hypothesis:
        instances = []
        for column, total in enumerate(self.ledger.figures[line]):
            cells = [cell for part in parts if (cell := self.ledger.figures[part][column]) >= 0]
            if total >= 0 and cells:
                instances.append(Instance((*cells, total), (*(1 for _ in cells), -1), total))
        return Hypothesis("FT101", "structure", "linear", tuple(instances), prior, EVIDENCE)


def _fails(figures: Sequence[Figure], instance: Instance) -> bool:
    return status_of(figures, "linear", instance.figures, instance.coefficients, instance.total) != "holds"


def _declares(row: Row) -> bool:
    """Whether the page sets the row off as a total."""
    return bool(row.ruled) or not row.label or is_total(row.label) or is_cash_result(row.label)
