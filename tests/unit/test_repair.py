"""The smallest repair, against trying every change."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations, product

from hypothesis import given, settings
from hypothesis import strategies as st

from auditor.diagnose.repair import LARGEST, Row, holds, repairs


def test_two_figures_that_share_a_sum_are_found_together() -> None:
    # two parts and a subtotal, two more and theirs, and the total of both: both subtotals are wrong
    rows = [
        Row(-9, 0, {0: 1, 1: 1, 2: -1}),
        Row(40, 0, {3: 1, 4: 1, 5: -1}),
        Row(31 - 62, 0, {2: 1, 5: 1, 6: -1}),
        Row(0, 0, {0: 1, 7: -1}),
        Row(0, 0, {1: 1, 8: -1}),
        Row(0, 0, {3: 1, 9: -1}),
        Row(0, 0, {4: 1, 10: -1}),
        Row(0, 0, {6: 1, 11: -1}),
    ]
    rows[2] = Row(-31, 0, rows[2].moves)
    assert repairs(rows) == [{2: -9, 5: 40}]


def test_equally_small_repairs_are_all_told() -> None:
    assert sorted(map(sorted, repairs([Row(5, 0, {0: 1, 1: 1, 2: -1})]))) == [[0], [1], [2]]


def test_a_system_without_a_fault_needs_no_repair() -> None:
    assert repairs([Row(0, 0, {0: 1, 1: -1})]) == []


def test_amounts_too_large_for_the_solver_are_declined() -> None:
    assert repairs([Row(LARGEST, 0, {0: 1, 1: -1})]) == []


def smallest(rows: list[Row], figures: int, bound: int) -> int | None:
    """The least number of figures, up to two, some change of which makes all rows hold."""
    for count in (1, 2):
        for chosen in combinations(range(figures), count):
            if any(all(holds(row, changes) for row in rows) for changes in tried(chosen, bound)):
                return count
    return None


def tried(chosen: tuple[int, ...], bound: int) -> Iterator[dict[int, int]]:
    for values in product(range(-bound, bound + 1), repeat=len(chosen)):
        yield dict(zip(chosen, values, strict=True))


@st.composite
def systems(draw: st.DrawFn) -> list[Row]:
    moves = st.lists(st.sampled_from([-1, 0, 1]), min_size=4, max_size=4)
    rows = draw(st.lists(st.tuples(st.integers(-6, 6), st.integers(0, 1), moves), min_size=1, max_size=3))
    return [Row(off, slack, {at: move for at, move in enumerate(moves) if move}) for off, slack, moves in rows]


@settings(max_examples=60, deadline=None)
@given(systems())
def test_no_repair_is_missed_and_none_is_larger_than_need_be(rows: list[Row]) -> None:
    found = repairs(rows)
    if all(holds(row, {}) for row in rows):
        return
    least = smallest(rows, 4, 2 * sum(abs(row.off) for row in rows))
    assert all(holds(row, changes) for changes in found for row in rows)
    assert {len(changes) for changes in found} == ({least} if least else {len(one) for one in found if len(one) > 2})
