"""Casting: sums wherever they stand, above their parts, between them, or apart from them.

`auditor.identify.footing` reads a page as it is written, parts first. Sheets are written otherwise too: the total stands
above what it is made of, a column sums every third one, two columns at either side of a third add up to it. Here every
line is tried as the total of

* a run of lines not yet summed, beside it or a few lines off, read downwards and upwards;
* two lines near it, on whichever side;
* lines of its own name (the "Public" column of every school level).

A candidate is found in one of a few *probes* (cells of the line that print much) by looking an amount up, never by
trying all sets of lines; it is then borne out by the other cells or dropped. A line costs the same however long the
table is.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from math import log2

from auditor.identify.footing import LONGEST_SUFFIX, Footing
from auditor.identify.hypothesis import MISPRINT, MOST_INFORMATION
from auditor.identify.ledger import Matrix
from auditor.model.record import dataclass

PROBES = 4  # cells of a line in which candidates are looked for
CONSIDERED = 64  # cells of a line among which the probes are chosen
GAP = 6  # lines not yet summed that may stand between a total and its run of parts
LONGEST_NAMESAKES = 32  # lines of one name that are looked through for the parts of one
ALIKE = 10  # "A + B = C" of amounts that differ by less than a tenth of the larger says little: see `structure`

Parts = tuple[int, ...]
LineCues = Callable[[int, Parts], tuple[float, tuple[str, ...]]]


@dataclass(frozen=True, slots=True)
class Custom:
    """What is asked of a cast: ``window`` lines to either side for pairs, ``fewest`` cells that tell, ``share`` of the
    cells that speak which must hold, ``accepted`` bits."""

    window: int
    fewest: int
    share: float
    accepted: float


DOWN = Custom(window=10, fewest=2, share=0.75, accepted=9.0)
ACROSS = Custom(window=40, fewest=3, share=0.8, accepted=9.0)


@dataclass(frozen=True, slots=True)
class Bearing:
    """How a sum fares: ``bits`` its holds are worth, in how many cells it tells (two parts and the total print other
    than zero) and holds, and in how many it fails."""

    bits: float
    telling: int
    fails: int


class Stack:
    """Lines not yet summed, with one cell's running sums over them, and where each sum was reached."""

    __slots__ = ("amounts", "places", "place", "sums", "where")

    def __init__(self, amounts: Sequence[int], place: Sequence[int]) -> None:
        self.amounts, self.place = amounts, place
        self.sums, self.places = [0], [0]
        self.where: dict[int, list[int]] = {0: [0]}

    def push(self, line: int) -> None:
        total = self.sums[-1] + self.amounts[line]
        self.where.setdefault(total, []).append(len(self.sums))
        self.sums.append(total)
        self.places.append(self.places[-1] + self.place[line])

    def pop(self) -> None:
        self.where[self.sums.pop()].pop()
        self.places.pop()

    def runs(self, line: int) -> Iterator[tuple[int, int]]:
        """(from, to): the slices of the stack whose sum is the line's amount; within rounding only at the very top."""
        amount, sums, where = self.amounts[line], self.sums, self.where
        top = len(sums) - 1
        bottom = max(0, top - LONGEST_SUFFIX)
        slack = (self.places[top] - self.places[bottom] + self.place[line]) // 2
        wanted = sums[top] - amount
        low, high = wanted - slack, wanted + slack
        for i in range(bottom, top):
            if low <= sums[i] <= high:
                yield i, top
        for end in range(top - 1, max(0, top - 1 - GAP), -1):
            for begin in where.get(sums[end] - amount, ())[-2:]:
                if max(bottom, 0) <= begin < end - 1:
                    yield begin, end


class Casting:
    """The sums among the lines of a ledger (rows; or columns, with the ledger turned).

    ``lines[i][j]`` and ``cells[j][i]`` are the same amounts, of line i in cell j; ``line_place`` and ``cell_place``
    the sizes of their last places. ``names`` are the lines' labels or heads, ``cues`` reads the page for a line as a
    total: bits, and why. ``known`` are the sums found already: nothing that overlaps them is proposed for their totals.
    """

    def __init__(
        self,
        lines: Matrix,
        line_place: Matrix,
        cells: Matrix,
        cell_place: Matrix,
        names: Sequence[str],
        cues: LineCues,
        known: Iterable[Footing],
        custom: Custom,
    ) -> None:
        self.lines, self.line_place, self.cells, self.cell_place = lines, line_place, cells, cell_place
        self.names, self.cues, self.custom = names, cues, custom
        self.count = len(lines)
        self.summed: dict[int, list[frozenset[int]]] = {}
        self.part_of: dict[int, int] = {}  # a line, and a total it goes into
        for footing in known:
            self._know(footing)
        self.probes = [self._probes_of(line) for line in range(self.count)]
        self.found: list[Footing] = []

    def run(self) -> list[Footing]:
        """The sums not known before."""
        self._read(range(self.count - 1, -1, -1))
        self._read(range(self.count))
        self._namesakes()
        self._pairs()
        return self.found

    def _know(self, footing: Footing) -> None:
        """A difference is known as the sum that its first part is: net = gross - costs, gross = net + costs."""
        if min(footing.signs) > 0:
            self._note(footing.total, footing.parts)
        elif footing.signs.count(1) == 1:
            whole = footing.parts[footing.signs.index(1)]
            parts = frozenset((*footing.parts, footing.total)) - {whole}
            self.summed.setdefault(whole, []).append(parts)

    def _note(self, total: int, parts: Parts) -> None:
        self.summed.setdefault(total, []).append(frozenset(parts))
        for part in parts:
            self.part_of.setdefault(part, total)

    def _probes_of(self, line: int) -> tuple[int, ...]:
        """The cells that tell most of the line: its largest amounts."""
        amounts = self.lines[line]
        step = max(1, len(amounts) // CONSIDERED)
        filled = [j for j in range(0, len(amounts), step) if amounts[j]]
        if len(filled) <= PROBES:
            return tuple(filled)
        filled.sort(key=lambda j: -abs(amounts[j]))
        return tuple(filled[:PROBES])

    def _read(self, order: Sequence[int]) -> None:
        """Runs of lines not yet summed, in this order of reading. A line that goes into a later total is not kept."""
        backwards = len(order) > 1 and order[0] > order[-1]
        stacks = [Stack(*cell) for cell in zip(self.cells, self.cell_place, strict=True)]
        stack: list[int] = []
        for line in order:
            tried: Counter[tuple[int, int]] = Counter()
            for j in self.probes[line] if len(stack) > 1 else ():
                tried.update(set(stacks[j].runs(line)))
            search = log2(len(stack[-LONGEST_SUFFIX:]) + 1)
            candidates = [
                (tuple(sorted(stack[begin:end])), search + (2.0 if end < len(stack) else 0.0))
                for begin, end in tried
                if end - begin > 1 and (tried[begin, end] > 1 or len(self.probes[line]) == 1)
            ]
            self._accept(line, candidates)
            taken = {part for parts in self.summed.get(line, ()) for part in parts if (part < line) != backwards}
            taken.intersection_update(stack)
            if taken:
                first = min(stack.index(part) for part in taken)
                kept = [other for other in stack[first:] if other not in taken]
                self._cut(stack, stacks, first)
                for other in kept:
                    self._push(stack, stacks, other)
            total = self.part_of.get(line)
            if total is None or (total > line) != backwards:
                self._push(stack, stacks, line)

    @staticmethod
    def _push(stack: list[int], stacks: list[Stack], line: int) -> None:
        stack.append(line)
        for one in stacks:
            one.push(line)

    @staticmethod
    def _cut(stack: list[int], stacks: list[Stack], height: int) -> None:
        for _ in range(len(stack) - height):
            for one in stacks:
                one.pop()
        del stack[height:]

    def _namesakes(self) -> None:
        """The first or the last of several lines of one name as the total of those before or after it."""
        groups: dict[str, list[int]] = {}
        for line, name in enumerate(self.names):
            if name:
                groups.setdefault(name, []).append(line)
        for group in groups.values():
            if len(group) < 3:
                continue
            for at, line in enumerate(group):
                after = group[at + 1 : at + 1 + LONGEST_NAMESAKES]
                before = group[max(0, at - LONGEST_NAMESAKES) : at][::-1]
                for others in (after, before):
                    lengths = Counter(k for j in self.probes[line] for k in self._reaching(line, others, j))
                    self._accept(line, [(tuple(sorted(others[:k])), 2.0) for k, n in lengths.items() if n > 1])

    def _reaching(self, line: int, others: Sequence[int], cell: int) -> Iterator[int]:
        """How many of the other lines, first ones first, sum to the line in the cell."""
        amounts, wanted, total = self.cells[cell], self.lines[line][cell], 0
        for k, other in enumerate(others, 1):
            total += amounts[other]
            if k > 1 and total == wanted:
                yield k

    def _pairs(self) -> None:
        """Two lines near a third that sum to it."""
        window = self.custom.window
        search = 2 * log2(min(self.count, 2 * window)) - 1
        for line in range(self.count):
            near = range(max(0, line - window), min(self.count, line + window + 1))
            pairs: Counter[Parts] = Counter()
            for j in self.probes[line]:
                pairs.update(self._adding(line, near, j))
            needed = min(2, len(self.probes[line]))
            self._accept(line, [(pair, search) for pair, n in pairs.items() if n >= needed])

    def _adding(self, line: int, near: range, cell: int) -> Iterator[Parts]:
        amounts, wanted = self.cells[cell], self.lines[line][cell]
        seen: dict[int, list[int]] = {}
        for other in near:
            amount = amounts[other]
            if other == line or not amount:
                continue
            for mate in seen.get(wanted - amount, ()):
                yield mate, other
            seen.setdefault(amount, []).append(other)

    def _accept(self, line: int, candidates: Iterable[tuple[Parts, float]]) -> list[Footing]:
        """Those of the candidates (parts, cost of the search in bits) that the cells bear out, the weightiest first."""
        weighed = []
        for parts, search in candidates:
            bearing = self._bearing(line, parts)
            bits, why = self.cues(line, parts)
            declared = bits > 0
            custom = self.custom
            if bearing.telling < (1 if declared and custom.fewest < 3 else custom.fewest):
                continue
            if bearing.telling < custom.share * (bearing.telling + bearing.fails):
                continue
            weight = bits - search + bearing.bits - min(bearing.fails, 2) * MISPRINT
            if weight >= custom.accepted:
                weighed.append((weight, parts, bits - search, why))
        weighed.sort(key=lambda one: (-one[0], one[1]))
        accepted = []
        for _, parts, prior, why in weighed:
            if any(not known.isdisjoint(parts) for known in self.summed.get(line, ())):
                continue
            footing = Footing(line, parts, (1,) * len(parts), prior, why)
            self._note(line, parts)
            accepted.append(footing)
        self.found += accepted
        return accepted

    def _bearing(self, line: int, parts: Parts) -> Bearing:
        """How the sum fares in every cell that prints the line and some part."""
        bits, telling, fails = 0.0, 0, 0
        amounts, places = self.lines[line], self.line_place[line]
        rows, marks = [self.lines[part] for part in parts], [self.line_place[part] for part in parts]
        seen: set[tuple[int, ...]] = set()
        for j, place in enumerate(places):
            if not place:
                continue
            printed = [row[j] for row in rows]
            amount = amounts[j]
            filled = len(printed) - printed.count(0)
            slack = place + sum([mark[j] for mark in marks])
            if 2 * abs(sum(printed) - amount) > slack:
                if filled:
                    fails += 1
                    if fails > 5 and fails > telling + len(places) - j:
                        break
                continue
            if filled < 2 or not amount:
                continue
            sizes = sorted(map(abs, printed))
            telling += 1
            key = tuple(printed)
            if key not in seen:
                seen.add(key)
                bits += min(MOST_INFORMATION, log2(2 * sizes[-2] / slack + 1))
        return Bearing(bits, telling, fails)
