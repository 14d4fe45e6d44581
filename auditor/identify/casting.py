"""Casting: sums wherever they stand, above their parts, between them, or apart from them.

`auditor.identify.footing` reads a page as it is written, parts first. Sheets are written otherwise too: the total
stands above what it is made of, a column sums every third one, two columns at either side of a third add up to it.
Here every line is tried as the total of

* a run of lines not yet summed, beside it or a few lines off, read downwards and upwards;
* two lines near it, on whichever side;
* lines of its own name (the "Public" column of every school level).

A candidate is found in one of a few *probes* (cells of the line that print much) by looking an amount up, never by
trying all sets of lines; it is then borne out by the other cells or dropped. A line costs the same however long the
table is.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Hashable, Iterable, Sequence
from itertools import accumulate
from math import log2
from typing import TypeVar

from auditor.identify.footing import LONGEST_SUFFIX, Footing
from auditor.identify.hypothesis import MISPRINT, MOST_INFORMATION
from auditor.identify.ledger import Matrix
from auditor.identify.stack import Stack
from auditor.model.record import dataclass

PROBES = 5  # cells of a line in which candidates are looked for
CONSIDERED = 64  # cells of a line among which the probes are chosen
MOST_LONG_RUNS = 512  # runs of more lines than `LONGEST_SUFFIX` that are weighed in one table
WIDEST_STRIDE = 4  # "every third line": as many kinds of amount side by side, summed each for itself
PROPORTION = 1000  # parts in which the proportion of a pair is told
PAIR_PROBES = 3  # cells in which pairs are looked for
PAIR_SHARE = 0.85  # of the cells that speak of a pair must hold
MOST_PAIRS = 32  # pairs that are weighed for one line; small whole numbers make pairs everywhere
LONGEST_NAMESAKES = 32  # lines of one name (or one stride) that are looked through for the parts of one
NEAR = 12  # lines above a total among which the names of its parts are sought
MOST_MISPRINTS = 2  # failing cells that count against a sum; more are no misprints
# Bits that the choice among the candidates of one kind costs.
SOME_LINES_OFF = 2.0  # a run that does not reach up to its total
OF_ONE_NAME = 2.0  # lines that share the total's name
OF_A_NAME_NEARBY = 4.0  # lines that share the name of one just above a declared total
OF_TOTALS = 2.0  # a total of totals, besides how many there are
OF_A_STRIDE = 3.0  # every second, third, fourth line, besides how many there are

Parts = tuple[int, ...]
LineCues = Callable[[int, Parts], tuple[float, tuple[str, ...]]]


@dataclass(frozen=True, slots=True)
class Custom:
    """What is asked of a cast: ``window`` lines to either side for pairs, ``gap`` lines not yet summed that may stand
    between a total and its parts, ``fewest`` cells that tell (``fewest_declared`` where the page calls the line a
    total), ``share`` of the cells that speak which must hold, ``accepted`` bits; ``strides``, whether lines that are
    not declared totals are tried as the total of every second one."""

    window: int
    gap: int
    fewest: int
    fewest_declared: int
    share: float
    accepted: float
    strides: bool


DOWN = Custom(window=10, gap=4, fewest=2, fewest_declared=1, share=0.6, accepted=9.0, strides=False)
ACROSS = Custom(window=40, gap=24, fewest=3, fewest_declared=3, share=0.5, accepted=9.0, strides=True)


@dataclass(frozen=True, slots=True)
class Bearing:
    """How a sum fares: ``bits`` its holds are worth, in how many cells it tells (two parts and the total print other
    than zero) and holds, and in how many it fails."""

    bits: float
    telling: int
    fails: int


Found = TypeVar("Found", bound=Hashable)


def _agreed(probes: Sequence[int], look: Callable[[int], Iterable[Found]]) -> list[Found]:
    """What two of the probes find, or the only one; what most of them find first, then in the order first found."""
    if len(probes) == 1:
        return list(dict.fromkeys(look(probes[0])))
    times: dict[Found, int] = {}
    for at, probe in enumerate(probes, 1):
        if at == len(probes) and not times:
            break  # one more would not make two
        for found in look(probe):
            times[found] = times.get(found, 0) + 1
    return sorted([found for found, count in times.items() if count > 1], key=lambda found: -times[found])


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
        self.whole: dict[frozenset[int], int] = {}  # the first total found of these parts
        self.part_of: dict[int, int] = {}  # a line, and a total it goes into
        for footing in known:
            self._know(footing)
        self.probes = [self._probes_of(line) for line in range(self.count)]
        self.found: list[Footing] = []
        self.long_runs = MOST_LONG_RUNS

    def run(self) -> list[Footing]:
        """The sums not known before."""
        self._read(range(self.count - 1, -1, -1))
        self._read(range(self.count))
        self._namesakes()
        self._strides()
        self._totals()
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
        self.whole.setdefault(frozenset(parts), total)
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
        # The largest tell most, but may be totals of another kind: some of the middling ones too.
        last = len(filled) - 1
        return tuple(dict.fromkeys(filled[last * at * at // (PROBES * PROBES)] for at in range(PROBES)))

    def _read(self, order: Sequence[int]) -> None:
        """Runs of lines not yet summed, in this order of reading. A line that goes into a later total is not kept."""
        backwards = len(order) > 1 and order[0] > order[-1]
        probed = {j for probes in self.probes for j in probes}
        stacks = {j: Stack(self.cells[j], self.cell_place[j]) for j in sorted(probed)}
        height: dict[int, int] = {}  # of each line on the stack
        stack: list[int] = []
        for line in order:
            if len(stack) > 1:
                self._accept(line, self._runs(line, stack, stacks))
            summed = self.summed.get(line, ())
            taken = {part for parts in summed for part in parts if part in height and (part < line) != backwards}
            if taken:
                first = min(height[part] for part in taken)
                kept = [other for other in stack[first:] if other not in taken]
                for other in stack[first:]:
                    del height[other]
                self._cut(stack, stacks, first)
                for other in kept:
                    self._push(stack, stacks, height, other)
            total = self.part_of.get(line)
            if total is None or (total > line) != backwards:
                self._push(stack, stacks, height, line)

    def _runs(self, line: int, stack: list[int], stacks: dict[int, Stack]) -> list[tuple[Parts, float]]:
        """The slices of the stack that sum to the line in two of its probes, with what the search for them costs."""
        probes, gap = self.probes[line], self.custom.gap
        tried = _agreed(probes, lambda j: stacks[j].runs(line, gap))
        search = log2(min(len(stack), LONGEST_SUFFIX) + 1)
        found = []
        for begin, end in tried:
            if end - begin > LONGEST_SUFFIX:  # each costs as much as it is long
                if not self.long_runs:
                    continue
                self.long_runs -= 1
            found.append((tuple(sorted(stack[begin:end])), search + (SOME_LINES_OFF if end < len(stack) else 0.0)))
        return found

    @staticmethod
    def _push(stack: list[int], stacks: dict[int, Stack], height: dict[int, int], line: int) -> None:
        height[line] = len(stack)
        stack.append(line)
        for one in stacks.values():
            one.push(line)

    @staticmethod
    def _cut(stack: list[int], stacks: dict[int, Stack], height: int) -> None:
        for one in stacks.values():
            for _ in range(len(stack) - height):
                one.pop()
        del stack[height:]

    def _totals(self) -> None:
        """A total of totals, whatever lines stand between them."""
        totals = sorted(self.summed)
        for line in range(self.count):
            if self.custom.strides or self._is_declared(line):
                at = bisect_left(totals, line)
                others = [one for one in totals[max(0, at - LONGEST_NAMESAKES) : at] if one != line]
                self._series(line, others[::-1], OF_TOTALS + log2(len(others) + 1), 1)
                after = totals[at + (at < len(totals) and totals[at] == line) :][:LONGEST_NAMESAKES]
                self._series(line, after, OF_TOTALS + log2(len(after) + 1), 1)

    def _is_declared(self, line: int) -> bool:
        """Whether the page calls the line a total, whatever its parts."""
        return bool(self.probes[line]) and self.cues(line, ())[0] > 0

    def _namesakes(self) -> None:
        """The first or the last of several lines of one name as the total of those before or after it.

        So too a line that the page calls a total, of those before it.
        """
        groups: dict[str, list[int]] = {}
        for line, name in enumerate(self.names):
            if name:
                groups.setdefault(name, []).append(line)
        for group in groups.values():
            for at, line in enumerate(group if len(group) > 2 else ()):
                self._series(line, group[at + 1 : at + 1 + LONGEST_NAMESAKES], OF_ONE_NAME, 2)
                self._series(line, group[max(0, at - LONGEST_NAMESAKES) : at][::-1], OF_ONE_NAME, 2)
        if self.custom.strides:
            return
        for line in range(self.count):
            if self._is_declared(line):
                near = {self.names[other] for other in range(max(0, line - NEAR), line)}
                for name in sorted(near - {self.names[line], ""}):
                    group = groups[name]
                    at = bisect_left(group, line)
                    self._series(line, group[max(0, at - LONGEST_NAMESAKES) : at][::-1], OF_A_NAME_NEARBY, 2)

    def _strides(self) -> None:
        """Every second, third, fourth line before or after a line."""
        for line in range(self.count):
            if not (self.custom.strides or self._is_declared(line)):
                continue
            for stride in range(2, WIDEST_STRIDE + 1):
                before = range(line - stride, -1, -stride)[:LONGEST_NAMESAKES]
                after = range(line + stride, self.count, stride)[:LONGEST_NAMESAKES]
                for others in (before, after):
                    self._series(line, others, OF_A_STRIDE + log2(len(others) + 1), 3)

    def _series(self, line: int, others: Sequence[int], search: float, fewest: int) -> None:
        """The line as the sum of the first of the others, ``fewest`` or more of them."""
        if len(others) < max(2, fewest):
            return
        lengths = _agreed(self.probes[line], lambda j: self._reaching(line, others, j))
        self._accept(line, [(tuple(sorted(others[:k])), search) for k in lengths if k >= fewest])

    def _reaching(self, line: int, others: Sequence[int], cell: int) -> list[int]:
        """How many of the other lines, first ones first, sum to the line in the cell."""
        amounts, wanted = self.cells[cell], self.lines[line][cell]
        sums = list(accumulate([amounts[other] for other in others]))
        if wanted not in sums:
            return []
        return [k for k, total in enumerate(sums, 1) if total == wanted and k > 1]

    def _pairs(self) -> None:
        """Two lines near a third that sum to it."""
        window = self.custom.window
        search = 2 * log2(min(self.count, 2 * window)) - 1
        for line in range(self.count):
            first, beyond = max(0, line - window), min(self.count, line + window + 1)
            pairs = _agreed(self.probes[line][:PAIR_PROBES], lambda j: self._adding(line, first, beyond, j))  # noqa: B023
            if pairs:
                self._accept(line, [(pair, search) for pair in pairs[:MOST_PAIRS]], PAIR_SHARE)

    def _adding(self, line: int, first: int, beyond: int, cell: int) -> list[Parts]:
        """Pairs of the lines from ``first`` to before ``beyond`` that add up to the line in the cell."""
        amounts, wanted = self.cells[cell], self.lines[line][cell]
        present = set(amounts[first:beyond])
        present.discard(0)
        if present.isdisjoint([wanted - amount for amount in present]):
            return []
        found: list[Parts] = []
        seen: dict[int, list[int]] = {}
        for other in range(first, beyond):
            amount = amounts[other]
            if other == line or not amount:
                continue
            found += [(mate, other) for mate in seen.get(wanted - amount, ())]
            seen.setdefault(amount, []).append(other)
        return found

    def _accept(self, line: int, candidates: Sequence[tuple[Parts, float]], share: float = 0.0) -> list[Footing]:
        """Those of the candidates (parts, cost of the search in bits) that the cells bear out, the weightiest first."""
        if not candidates:
            return []
        weighed = []
        custom = self.custom
        share = max(share, custom.share)
        for parts, search in candidates:
            bearing = self._bearing(line, parts, share)
            if bearing is None:
                continue
            bits, why = self.cues(line, parts)
            if bearing.telling < (custom.fewest_declared if bits > 0 else custom.fewest):
                continue
            weight = bits - search + bearing.bits - min(bearing.fails, MOST_MISPRINTS) * MISPRINT
            if weight >= custom.accepted:
                weighed.append((weight, parts, bits - search, why))
        weighed.sort(key=lambda one: (-one[0], one[1]))
        accepted = []
        for _, parts, prior, why in weighed:
            known = self.summed.get(line, ())
            if any(not one.isdisjoint(parts) for one in known) or (known and frozenset(parts) in self.whole):
                continue
            footing = Footing(line, parts, (1,) * len(parts), prior, why)
            self._note(line, parts)
            accepted.append(footing)
        self.found += accepted
        return accepted

    def _bearing(self, line: int, parts: Parts, share: float) -> Bearing | None:
        """How the sum fares in every cell that prints the line and some part.

        None if less than the share of the cells that speak hold; it is given up where that can no longer change.
        """
        bits, telling, fails = 0.0, 0, 0
        amounts, places = self.lines[line], self.line_place[line]
        rows, marks = [self.lines[part] for part in parts], [self.line_place[part] for part in parts]
        seen: set[tuple[int, ...]] = set()
        most_fails = (1 - share) * len(places)
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
                    if fails > most_fails:
                        return None
                continue
            if filled < 2 or not amount:
                continue
            sizes = sorted(map(abs, printed))
            telling += 1
            # Two lines that keep their proportion from cell to cell (prices rising alike) agree everywhere or nowhere.
            key = tuple(printed) if len(parts) > 2 else (PROPORTION * printed[0] // amount,)
            if key not in seen:
                seen.add(key)
                bits += min(MOST_INFORMATION, log2(2 * sizes[-2] / slack + 1))
        return Bearing(bits, telling, fails) if telling >= share * (telling + fails) else None
