"""Rows that print a fact more coarsely than another: "94.4 billion" of what a statement gives as 94,427 million.

Highlights are set in words of scale. No amount of such a row equals that of the row it is taken from, but all of them
round to theirs: two periods that do so are not met by chance, nor one where the labels are alike.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from auditor.identify.labels import likeness_in_context
from auditor.model.figure import Figure

if TYPE_CHECKING:
    from auditor.identify.ties import Line

COARSER = 2  # places at least
FEWEST = 2  # periods that must agree where the labels are not alike
MOST = 12  # rows that round to one amount, or print it; of more the coincidence says nothing
DIGITS = 10  # an amount of a coarse row in units of its last place: from two digits on it tells something


def coarse_pairs(lines: Sequence[Line], figures: Sequence[Figure]) -> Iterator[tuple[int, int]]:
    """Pairs of line numbers, the lower first, of which the one gives the other's amounts rounded, but for one period at
    most."""
    places = [_place(line, figures) for line in lines]
    known = [place for place in places if place is not None]
    finest = min(known, default=0)
    coarse = {place for place in known if place >= finest + COARSER}
    if not coarse:
        return
    rounded = {key: rows for key, rows in _rounded(lines, places, coarse, figures).items() if len(rows) <= MOST}
    printed = Counter(
        (places[number], key, abs(figures[index].mantissa or 0))
        for number, line in enumerate(lines)
        if places[number] in coarse
        for key, index in line.cells.items()
    )
    for number, line in enumerate(lines):
        place = places[number]
        if place not in coarse or place is None:
            continue
        agreeing: Counter[int] = Counter()  # by line, over periods
        for key, index in line.cells.items():
            amount = abs(figures[index].mantissa or 0)
            if amount >= DIGITS and printed[place, key, amount] <= MOST:
                agreeing.update(rounded.get((place, key, amount), ()))
        for other, count in agreeing.items():
            shared = sum(key in lines[other].cells for key in line.cells)
            if lines[other].table == line.table or count < shared - 1:
                continue
            if count >= FEWEST or _is_alike(line, lines[other]):
                yield (number, other) if number < other else (other, number)


def _is_alike(one: Line, other: Line) -> bool:
    """Whether the labels name one thing: then one period that agrees is enough."""
    return likeness_in_context(one.label, one.path, other.label, other.path) > 0


def _place(line: Line, figures: Sequence[Figure]) -> int | None:
    """The last printed place of a row of money as a power of ten; None where its cells differ in it."""
    found = {figures[index].exponent for index in line.cells.values() if not figures[index].nil}
    return found.pop() if len(found) == 1 and line.unit is not None and "/" not in line.unit else None


def _rounded(
    lines: Sequence[Line], places: Sequence[int | None], coarse: set[int], figures: Sequence[Figure]
) -> dict[tuple[int, int, int], list[int]]:
    """The lines by what their amounts round to: (place, period number, amount in units of the place) → line numbers."""
    found: dict[tuple[int, int, int], list[int]] = defaultdict(list)
    for number, line in enumerate(lines):
        own = places[number]
        if own is None:
            continue
        for place in coarse:
            if place < own + COARSER:
                continue
            step: int = 10 ** (place - own)
            for key, index in line.cells.items():
                amount = (2 * abs(figures[index].mantissa or 0) + step) // (2 * step)
                if amount >= DIGITS:
                    found[place, key, amount].append(number)
    return found
