"""Stretches of lines that average to a figure printed beside them, found by running sums (for check RT102).

In one place of a table let s(k) be the sum of the first k figures printed there. Those after the i-th, up to the k-th,
average to m where s(k) - k·m is what s(i) - i·m was: so for one figure m each end of a stretch is one look-up among the
few lines at which it may begin.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate
from typing import NamedTuple

from auditor.identify.lines import Lines

LONGEST = 400  # lines of which a mean so called is sought
LONGEST_UNNAMED = 60  # and one of which the page says nothing
NEAREST = 8  # lines that may stand between a mean and its last part: a heading, a total
NEAREST_UNNAMED = 2
MOST_LOOKED_AT = 10_000  # lines, by all the means so called in a table: where they are very many, each looks less far
SHORTEST = 16  # lines that each looks at in any case


class Span(NamedTuple):
    """The lines from one to another, nearest the mean first; those called averages left out where it skips."""

    start: int
    end: int
    skips: bool


@dataclass(frozen=True)
class _Place:
    """One place of the lines, as running sums over those that print something there; amounts in half units."""

    printed: list[int]  # the lines, in order
    sums: list[int]  # of the first k of them
    slack: list[int]  # of the first k: half a unit of the last printed place each
    changes: list[int]  # up to the k-th: how often an amount differs from the one before


class Sums:
    """The lines of a table with their running sums, made as they are asked for; ``called``: those called averages."""

    def __init__(self, lines: Lines, called: frozenset[int]) -> None:
        self.lines, self.called = lines, called
        self.longest = max(SHORTEST, min(LONGEST, MOST_LOOKED_AT // max(1, len(called))))
        self._places: dict[tuple[int, bool], _Place] = {}
        count = len(lines.names)
        self._called_before = [0, *accumulate(line in called for line in range(count))]
        self._next = {step: self._nearest_other(step) for step in (-1, 1)} if called else {}

    def _nearest_other(self, step: int) -> list[int]:
        """For each line: itself or, where it is called an average, the next that is not (one beyond the last: none)."""
        count = len(self.lines.names)
        found = list(range(count))
        beyond = -1 if step < 0 else count
        for line in range(count)[::-step]:
            if line in self.called:
                found[line] = beyond
            else:
                beyond = line
        return found

    def length(self, span: Span) -> int:
        """How many lines a span has."""
        low, high = min(span.start, span.end), max(span.start, span.end) + 1
        return high - low - (self._called_before[high] - self._called_before[low] if span.skips else 0)

    def run(self, span: Span) -> tuple[int, ...]:
        step = 1 if span.end >= span.start else -1
        lines = range(span.start, span.end + step, step)
        return tuple(line for line in lines if not (span.skips and line in self.called))

    def spans(self, target: int, at: int, named: bool) -> Iterator[Span]:
        """The spans on either side of a line whose figures in one place average to its own, within rounding; one may
        be given twice. Named means are sought farther away, and without other means among their parts too."""
        longest, nearest = (self.longest, NEAREST) if named else (LONGEST_UNNAMED, NEAREST_UNNAMED)
        for step in (-1, 1):
            whole: dict[int, int] = {}  # where a span may start: the last line at which it may end
            others: dict[int, int] = {}
            for gap in range(1, nearest + 1):
                line, last = target + gap * step, target + (gap + longest - 1) * step
                if not 0 <= line < len(self.lines.names):
                    break
                whole[line] = last
                if named:
                    others[self._next[step][line]] = last
            yield from self._ending(target, at, step, whole, False)
            if self._has_called(target + step, max(whole.values(), key=lambda end: end * step, default=target)):
                yield from self._ending(target, at, step, others, True)

    def _has_called(self, one: int, other: int) -> bool:
        low, high = max(0, min(one, other)), min(len(self.lines.names), max(one, other) + 1)
        return low < high and self._called_before[high] > self._called_before[low]

    def _ending(self, target: int, at: int, step: int, starts: dict[int, int], skips: bool) -> Iterator[Span]:
        """The spans from any of the starts; ``starts`` gives for each the last line at which its spans may end."""
        place = self._place(at, skips)
        printed, sums, slack, changes = place.printed, place.sums, place.slack, place.changes
        mean, own = self.lines.twice[target][at], self.lines.place[target][at]
        points = []  # (how far the sum is from so many times the mean, its slack, number of figures, last, start)
        for start, last in starts.items():
            k = bisect_left(printed, start)
            if k < len(printed) and printed[k] == start:
                k += step < 0  # a stretch upwards ends with its first line
                end = bisect_right(printed, last) if step > 0 else bisect_left(printed, last)
                points.append((sums[k] - k * mean, slack[k] + k * own, k, end, start))
        if not points:
            return
        points.sort()
        keys = [point[0] for point in points]
        farthest = (min if step > 0 else max)(point[1] for point in points)
        first, stop = min(step * p[2] for p in points) + 2, max(step * p[3] for p in points)
        below = step > 0
        for k in range(first * step, (stop + 1) * step, step):
            away, wide = sums[k] - k * mean, slack[k] + k * own
            reach = abs(wide - farthest)
            n = bisect_left(keys, away - reach)
            while n < len(keys) and keys[n] <= away + reach:
                key, narrow, begun, end, start = points[n]
                n += 1
                if step * (k - begun) < 2 or step * (end - k) < 0 or abs(away - key) > abs(wide - narrow):
                    continue
                if changes[k - below] != changes[begun - (not below)]:
                    line = printed[k - below]
                    yield Span(start, line, skips and self._has_called(start, line))

    def _place(self, at: int, skips: bool) -> _Place:
        known = self._places.get((at, skips))
        if known is None:
            twice, place = self.lines.twice, self.lines.place
            skipped = self.called if skips else ()
            printed = [line for line in range(len(twice)) if place[line][at] and line not in skipped]
            amounts = [twice[line][at] for line in printed]
            sums = [0, *accumulate(amounts)]
            slack = [0, *accumulate(place[line][at] for line in printed)]
            differs = (n > 0 and amount != amounts[n - 1] for n, amount in enumerate(amounts))
            known = self._places[at, skips] = _Place(printed, sums, slack, list(accumulate(differs)))
        return known
