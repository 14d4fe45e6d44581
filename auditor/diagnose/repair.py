"""The smallest repair: the fewest figures whose change makes every sum of a small system hold, by integer programming.

A system is rows of whole numbers: by how much each sum is off, how far it may be, and how a change of each figure moves
it. Whoever asks gets every cheapest set of changes, for there may be several, and nothing where the solver's answer,
rounded to whole numbers, does not make every row hold exactly.
"""

from __future__ import annotations

import ctypes
import os
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    import numpy as np
    from scipy.optimize import LinearConstraint, OptimizeResult

MOST_ROWS = 64
MOST_FIGURES = 200
MOST_CHANGES = 3  # more figures at once than this explain anything
MOST_REPAIRS = 4  # equally cheap ones looked for
NODES = 2000  # of the search for one solution: a bound that does not depend on the machine
SECONDS = 3.0  # the last resort
LARGEST = 10**8  # of a change: beyond, the solver's floating point cannot tell nought from one


class Row(NamedTuple):
    """One sum: ``off`` + Σ ``moves[figure]`` × change must lie within ± ``slack``."""

    off: int
    slack: int
    moves: Mapping[int, int]


def repairs(rows: Sequence[Row]) -> list[dict[int, int]]:
    """Every way, up to `MOST_REPAIRS`, to change the fewest figures so that all rows hold; changes by figure.

    Empty where no few changes do, where the system is too large, or where the time is up.
    """
    rows = _freed(rows)
    if not all(row.moves for row in rows if abs(row.off) > row.slack):
        return []  # a sum that is off, and no figure of it can change
    figures = sorted({figure for row in rows for figure in row.moves})
    largest = 2 * sum(abs(row.off) for row in rows)
    if not figures or not largest or largest > LARGEST or len(rows) > MOST_ROWS or len(figures) > MOST_FIGURES:
        return []
    found: list[dict[int, int]] = []
    while len(found) < MOST_REPAIRS:
        changes = _cheapest(rows, figures, largest, [frozenset(one) for one in found])
        if changes is None or len(changes) > MOST_CHANGES or (found and len(changes) > len(found[0])):
            break
        found.append(changes)
    return found


def _freed(rows: Sequence[Row]) -> list[Row]:
    """The rows without the figures that cannot change, for they alone would upset a sum that holds."""
    free = list(rows)
    while True:
        pinned = {
            figure
            for row in free
            if len(row.moves) == 1 and abs(row.off) <= row.slack
            for figure, move in row.moves.items()
            if abs(move) > abs(row.off) + row.slack
        }
        if not pinned:
            return free
        free = [Row(row.off, row.slack, {f: move for f, move in row.moves.items() if f not in pinned}) for row in free]


def _cheapest(
    rows: Sequence[Row], figures: Sequence[int], largest: int, barred: Sequence[frozenset[int]]
) -> dict[int, int] | None:
    """The fewest changes that make all rows hold and do not contain a barred set; None where there are none.

    Variables are each figure's change and whether it is changed at all, the one bounded by the other.
    """
    import numpy as np
    from scipy.optimize import Bounds, milp

    count = len(figures)
    with _hushed():
        solution = milp(
            np.concatenate([np.zeros(count), np.ones(count)]),
            constraints=_constraints(rows, figures, largest, barred),
            integrality=np.ones(2 * count),
            bounds=Bounds(
                np.concatenate([np.full(count, -largest), np.zeros(count)]),
                np.concatenate([np.full(count, largest), np.ones(count)]),
            ),
            options={"node_limit": NODES, "time_limit": SECONDS, "mip_rel_gap": 0.0},
        )
    return _whole(solution, rows, figures)


@contextmanager
def _hushed() -> Iterator[None]:
    """Without the remarks that the solver's C code prints, whatever it is told, to the standard output of the process.

    A report may be on its way there. C buffers what it prints, so the buffer is emptied on both sides of the detour.
    """
    try:
        flush = ctypes.CDLL(None).fflush
        kept = os.dup(1)
    except (OSError, TypeError, AttributeError):  # no standard output, or a system whose C library goes by another name
        yield
        return
    away = os.open(os.devnull, os.O_WRONLY)
    try:
        if sys.stdout is not None:
            sys.stdout.flush()
        flush(None)
        os.dup2(away, 1)
        yield
    finally:
        flush(None)
        os.dup2(kept, 1)
        os.close(kept)
        os.close(away)


def _constraints(
    rows: Sequence[Row], figures: Sequence[int], largest: int, barred: Sequence[frozenset[int]]
) -> list[LinearConstraint]:
    import numpy as np
    from scipy.optimize import LinearConstraint

    count = len(figures)
    place = {figure: at for at, figure in enumerate(figures)}
    sums = np.zeros((len(rows), 2 * count))
    for number, row in enumerate(rows):
        for figure, move in row.moves.items():
            sums[number, place[figure]] = move
    off = np.array([row.off for row in rows], dtype=float)
    slack = np.array([row.slack for row in rows], dtype=float)
    one, none = np.eye(count), np.zeros(count)
    found = [
        LinearConstraint(sums, -slack - off, slack - off),
        LinearConstraint(np.hstack([one, -largest * one]), -np.inf, none),
        LinearConstraint(np.hstack([-one, -largest * one]), -np.inf, none),
    ]
    few = np.concatenate([none, np.ones(count)])  # said, not only looked at: a search for more takes many times longer
    found.append(LinearConstraint(few.reshape(1, -1), -np.inf, MOST_CHANGES))
    for bar in barred:
        chosen: np.ndarray[tuple[int, ...], np.dtype[np.float64]] = np.zeros((1, 2 * count))
        for figure in bar:
            chosen[0, count + place[figure]] = 1
        found.append(LinearConstraint(chosen, -np.inf, len(bar) - 1))
    return found


def _whole(solution: OptimizeResult, rows: Sequence[Row], figures: Sequence[int]) -> dict[int, int] | None:
    """The solution in whole numbers, if it is one: every row is added up again, exactly."""
    if solution.x is None or not solution.success:
        return None
    values = [round(float(value)) for value in solution.x]
    changes = {figure: value for figure, value in zip(figures, values, strict=False) if value}
    if len(changes) > sum(values[len(figures) :]) or not changes:
        return None  # a change slipped through the solver's tolerance
    return changes if all(holds(row, changes) for row in rows) else None


def holds(row: Row, changes: Mapping[int, int]) -> bool:
    """Whether the row adds up once the figures are so changed."""
    return abs(row.off + sum(move * changes.get(figure, 0) for figure, move in row.moves.items())) <= row.slack
