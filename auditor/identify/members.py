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

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import accumulate, combinations
from math import log2
from typing import NamedTuple

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
MOST_LOOKED_UP = 100_000  # sums compared with totals in one table: beyond, lines of one name are still told
NAMED_ALIKE = 6.0  # bits: the whole and its members bear one name, under one heading
CALLED_TOTAL = 4.0  # bits: a total that its own lines do not make
EVIDENCE = ("parts stand below the statement, by member",)


def hypotheses(table: Table, figures: Sequence[Figure], footed: Sequence[Hypothesis]) -> list[Hypothesis]:
    """Sums over the tail of one table; ``footed`` are the sums found without it."""
    start = _tail_of(table.rows)
    if start is None:
        return []
    found = []
    left = MOST_LOOKED_UP
    for ledger in ledgers(table, figures):
        at = sum(row < start for row in ledger.rows)
        if 0 < at < len(ledger.rows):
            search = _Search(ledger, at, figures, footed, left)
            found += search.run()
            left = search.left
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


class _Choice(NamedTuple):
    """Members that a line may add, and what they come to, column by column."""

    lines: tuple[int, ...]
    amounts: list[int]
    places: list[int]  # added: 0 where none of them prints anything


class _Siblings(NamedTuple):
    """What the last lines above a total add up to in one column: of the nearest n, for every n from 0 on."""

    sums: list[int]
    slack: list[int]  # the places of what is printed, added: 0 where nothing is
    order: list[tuple[int, int]]  # (sum, n), by sum


class _Search:
    """One ledger of a table with a tail. Lines are numbered as the ledger numbers them.

    ``left``: how many more sums may be compared with totals.
    """

    def __init__(
        self, ledger: Ledger, start: int, figures: Sequence[Figure], footed: Sequence[Hypothesis], left: int
    ) -> None:
        self.ledger, self.start, self.left = ledger, start, left
        self._siblings: dict[int, tuple[Sequence[int], list[_Siblings]]] = {}  # by line: the lines and their sums
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
        choices = [self._choice(top)]
        if len(top) <= MOST_CHOSEN:
            choices += [self._choice(chosen) for k in range(len(top) - 1, 0, -1) for chosen in combinations(top, k)]
        names = {words(self.rows[line].label) for line in lines}
        found: list[Hypothesis] = []
        for line, siblings in self._open_lines():
            row = self.rows[line]
            alike = _section(row) == section and words(row.label) in names
            first = 0 if alike else 1
            last = len(siblings) if self.left > 0 and line not in self.footed and _declares(row) else 0
            lengths = range(first, last + 1)
            best = self._best(line, siblings, lengths, choices) if lengths else None
            if best is not None:
                parts, cost = best
                self.footed.setdefault(line, set()).update(parts)
                found.append(self._sum(line, parts, (NAMED_ALIKE if alike else CALLED_TOTAL) - cost))
        return found

    def _choice(self, lines: Sequence[int]) -> _Choice:
        ledger, columns = self.ledger, range(len(self.ledger.columns))
        amounts = [sum(ledger.amounts[line][column] for line in lines) for column in columns]
        places = [sum(ledger.place[line][column] for line in lines) for column in columns]
        return _Choice(tuple(lines), amounts, places)

    def _open_lines(self) -> Iterator[tuple[int, list[int]]]:
        """The statement's lines, each with the lines above it that no total has added yet, nearest last."""
        stack: list[int] = []
        for line in range(self.start):
            yield line, stack[-LONGEST_SIBLINGS:]
            consumed = self.footed.get(line, set())
            stack = [other for other in stack if other not in consumed]
            stack.append(line)

    def _best(
        self, line: int, siblings: Sequence[int], lengths: range, choices: Sequence[_Choice]
    ) -> tuple[list[int], float] | None:
        """The parts that hold in most columns, half of them at least, and the search's cost in bits."""
        best: tuple[int, list[int]] | None = None
        printed = sum(1 for amount in self.ledger.amounts[line] if amount)
        sums = self._sums(line, siblings if lengths.stop > 1 else ())
        for chosen in choices:
            held_by = self._held(line, sums, lengths, chosen)
            for length in sorted(held_by):
                held = held_by[length]
                if length + len(chosen.lines) >= 2 and 2 * held >= printed and (best is None or held > best[0]):
                    best = held, [*siblings[len(siblings) - length :], *chosen.lines]
        return None if best is None else (best[1], log2(1 + len(choices) * len(lengths)))

    def _sums(self, line: int, siblings: Sequence[int]) -> list[_Siblings]:
        """The sums of a line's siblings, column by column, kept until its siblings are others."""
        known = self._siblings.get(line)
        if known is not None and known[0] == siblings:
            return known[1]
        made = []
        nearest = siblings[::-1]
        for amounts, place in zip(self.ledger.amounts_by_column, self.ledger.place_by_column, strict=True):
            sums = list(accumulate((amounts[other] for other in nearest), initial=0))
            slack = list(accumulate((place[other] for other in nearest), initial=0))
            made.append(_Siblings(sums, slack, sorted((amount, n) for n, amount in enumerate(sums))))
        self._siblings[line] = siblings, made
        return made

    def _held(self, line: int, sums: Sequence[_Siblings], lengths: range, chosen: _Choice) -> Counter[int]:
        """For numbers of siblings, in how many columns they and the chosen members add to the line within rounding."""
        held: Counter[int] = Counter()
        for column, (_, slacks, order) in enumerate(sums):
            total = self.ledger.amounts[line][column]
            if not total:
                continue
            own, missing = chosen.places[column], total - chosen.amounts[column]
            allowed = self.ledger.place[line][column] + own
            reach = (allowed + slacks[-1]) // 2
            at = bisect_left(order, (missing - reach, -1))
            self.left -= 1
            while at < len(order) and order[at][0] <= missing + reach:
                amount, length = order[at]
                at += 1
                self.left -= 1
                if length in lengths and own + slacks[length] and 2 * abs(amount - missing) <= allowed + slacks[length]:
                    held[length] += 1
        return held

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
