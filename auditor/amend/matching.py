"""Two sequences laid side by side: what stays, in order, and what stands opposite what in between.

Anchors first (what occurs once on each side), then common subsequences between them, then likeness in the gaps. Every
step is bounded, so that sequences of any length and any repetition end in nearly linear time.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Callable, Hashable, Iterator, Sequence

DEEPEST = 24  # anchors within stretches between anchors; deeper is repetition, not order
MOST_CELLS = 40_000  # of a table of common subsequences; wider stretches are matched greedily
MOST_ALIKE = 6_000  # comparisons of likeness in one gap

Pair = tuple[int, int]
Stretch = tuple[int, int, int, int]  # before: from, to; after: from, to


def aligned(before: Sequence[Hashable], after: Sequence[Hashable]) -> list[Pair]:
    """Positions of equal items, rising on both sides.

    >>> aligned("abcd", "xbcdy"), aligned("aab", "ab")
    ([(1, 1), (2, 2), (3, 3)], [(0, 0), (2, 1)])
    """
    found: list[Pair] = []
    stack: list[tuple[Stretch, int]] = [((0, len(before), 0, len(after)), 0)]
    while stack:
        (low, high, first, last), depth = stack.pop()
        while low < high and first < last and before[low] == after[first]:
            found.append((low, first))
            low, first = low + 1, first + 1
        while low < high and first < last and before[high - 1] == after[last - 1]:
            high, last = high - 1, last - 1
            found.append((high, last))
        if low == high or first == last:
            continue
        anchors = _anchors(before, after, (low, high, first, last)) if depth < DEEPEST else []
        if anchors:
            found += anchors
            stack += ((stretch, depth + 1) for stretch in _between(anchors, (low, high, first, last)))
        elif (high - low) * (last - first) <= MOST_CELLS:
            found += _common(before, after, (low, high, first, last))
        else:
            found += _greedy(before, after, (low, high, first, last))
    return sorted(found)


def gaps(pairs: Sequence[Pair], before: int, after: int) -> Iterator[Stretch]:
    """The stretches between matched positions in which something is left on either side."""
    for stretch in _between(pairs, (0, before, 0, after)):
        if stretch[0] < stretch[1] or stretch[2] < stretch[3]:
            yield stretch


def alike(stretch: Stretch, likeness: Callable[[int, int], float], least: float) -> list[Pair]:
    """The pairs within a gap, in order on both sides, whose likeness is greatest in sum; none below ``least``."""
    low, high, first, last = stretch
    rows, columns = high - low, last - first
    if not rows or not columns:
        return []
    if rows * columns > MOST_ALIKE:  # too wide to weigh: what stands at the same place, where as much stands
        if rows != columns:
            return []
        return [(low + i, first + i) for i in range(rows) if likeness(low + i, first + i) >= least]
    best = [[0.0] * (columns + 1) for _ in range(rows + 1)]
    weight = [[likeness(low + i, first + j) for j in range(columns)] for i in range(rows)]
    for i in reversed(range(rows)):
        for j in reversed(range(columns)):
            paired = best[i + 1][j + 1] + weight[i][j] if weight[i][j] >= least else 0.0
            best[i][j] = max(best[i + 1][j], best[i][j + 1], paired)
    pairs, i, j = [], 0, 0
    while i < rows and j < columns:
        if weight[i][j] >= least and best[i][j] == best[i + 1][j + 1] + weight[i][j]:
            pairs.append((low + i, first + j))
            i, j = i + 1, j + 1
        elif best[i][j] == best[i + 1][j]:
            i += 1
        else:
            j += 1
    return pairs


def _between(pairs: Sequence[Pair], whole: Stretch) -> Iterator[Stretch]:
    low, high, first, last = whole
    for i, j in pairs:
        yield low, i, first, j
        low, first = i + 1, j + 1
    yield low, high, first, last


def _anchors(before: Sequence[Hashable], after: Sequence[Hashable], stretch: Stretch) -> list[Pair]:
    """What occurs once on each side, in the longest order common to both."""
    low, high, first, last = stretch
    here, there = Counter(before[low:high]), Counter(after[first:last])
    place = {after[j]: j for j in range(first, last) if there[after[j]] == 1}
    single = [(i, place[before[i]]) for i in range(low, high) if here[before[i]] == 1 and before[i] in place]
    tails: list[int] = []  # the lowest end of a rising run of each length, and how the runs go on
    ends: list[int] = []
    prior: list[int] = []
    for at, (_, j) in enumerate(single):
        length = bisect_left(tails, j)
        prior.append(ends[length - 1] if length else -1)
        if length == len(tails):
            tails.append(j)
            ends.append(at)
        else:
            tails[length], ends[length] = j, at
    run, at = [], ends[-1] if ends else -1
    while at >= 0:
        run.append(single[at])
        at = prior[at]
    return run[::-1]


def _common(before: Sequence[Hashable], after: Sequence[Hashable], stretch: Stretch) -> list[Pair]:
    """A longest common subsequence."""
    low, high, first, last = stretch
    length = [[0] * (last - first + 1) for _ in range(high - low + 1)]
    for i in reversed(range(high - low)):
        for j in reversed(range(last - first)):
            same = before[low + i] == after[first + j]
            length[i][j] = length[i + 1][j + 1] + 1 if same else max(length[i + 1][j], length[i][j + 1])
    pairs, i, j = [], 0, 0
    while i < high - low and j < last - first:
        if before[low + i] == after[first + j]:
            pairs.append((low + i, first + j))
            i, j = i + 1, j + 1
        elif length[i + 1][j] >= length[i][j + 1]:
            i += 1
        else:
            j += 1
    return pairs


def _greedy(before: Sequence[Hashable], after: Sequence[Hashable], stretch: Stretch) -> list[Pair]:
    """Each item with the next equal one behind the last that was taken, unless that skips much of the other side."""
    low, high, first, last = stretch
    places: dict[Hashable, list[int]] = {}
    for j in range(first, last):
        places.setdefault(after[j], []).append(j)
    reach = max(64, abs((high - low) - (last - first)) * 2)
    pairs, taken = [], first - 1
    for i in range(low, high):
        ahead = places.get(before[i], [])
        at = bisect_right(ahead, taken)
        if at < len(ahead) and ahead[at] - taken <= reach:
            taken = ahead[at]
            pairs.append((i, taken))
    return pairs
