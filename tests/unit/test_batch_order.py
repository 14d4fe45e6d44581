"""The docket: what is handed out next, and what waits."""

from __future__ import annotations

from unittest.mock import patch

from hypothesis import given, settings
from hypothesis import strategies as st

from auditor.batch import executor
from auditor.batch.executor import AHEAD, STRETCH, WAITING, Docket, Filing, audit_all
from auditor.batch.outcome import Outcome


def outcome(path: str, characters: int = 1) -> Outcome:
    return Outcome(path, "x" * characters, 0, 0, None)


class Shuffled:
    """An executor that finishes what it holds in an order given by numbers, and says the most it ever held."""

    def __init__(self, capacity: int, order: list[int], characters: int = 1) -> None:
        self.capacity = capacity
        self.most = 0
        self._order, self._characters = order, characters
        self._held: list[tuple[int, str]] = []

    def hand(self, position: int, path: str) -> None:
        self._held.append((position, path))
        self.most = max(self.most, len(self._held))

    def collect(self) -> list[tuple[int, Outcome]]:
        number = self._order.pop() if self._order else 0
        position, path = self._held.pop(number % len(self._held))
        return [(position, outcome(path, self._characters))]

    def close(self) -> None:
        self._held.clear()


def filings(count: int) -> list[Filing]:
    return [Filing(f"p{number}", number * 7919 % 101) for number in range(count)]


@settings(deadline=None, max_examples=50)
@given(st.integers(0, 150), st.integers(1, 5), st.lists(st.integers(0, 99)), st.integers(0, 200))
def test_whatever_finishes_first_outcomes_come_in_path_order(
    count: int, capacity: int, order: list[int], most: int
) -> None:
    files = [Filing(f"p{number}", number * 7919 % 101) for number in range(count)]
    running = Shuffled(capacity, order, characters=10)
    with patch.object(executor, "WAITING", most):
        paths = [one.path for one in audit_all(Docket(files), running)]
    assert paths == [one.path for one in files] and running.most <= capacity


def test_a_slow_filing_is_not_left_behind_by_more_than_so_many() -> None:
    docket = Docket(filings(1_000))
    taken = []
    while (position := docket.take(2)) is not None:
        taken.append(position)
        if position:
            docket.put(position, outcome("p"))
    assert len(taken) == 2 * AHEAD


def test_large_reports_do_not_pile_up_behind_a_slow_filing() -> None:
    docket = Docket(filings(1_000))
    assert (docket.take(2), docket.take(2)) == (0, 1)
    docket.put(1, outcome("p1", WAITING + 1))
    assert docket.take(2) is None


def test_what_all_others_wait_for_goes_out_however_full_it_is() -> None:
    docket = Docket([Filing("small", 1), Filing("large", 9)])
    assert docket.take(1) == 1
    docket.put(1, outcome("large", WAITING + 1))
    assert (docket.take(1), docket.take(1)) == (0, None)


def test_at_the_end_the_largest_go_first() -> None:
    docket = Docket([Filing("a", 1), Filing("b", 3), Filing("c", 2), Filing("d", 3)])
    assert [docket.take(1) for _ in range(5)] == [1, 3, 2, 0, None]


def test_before_the_last_stretch_filings_go_in_path_order() -> None:
    docket = Docket(filings(STRETCH + 3))
    assert [docket.take(1) for _ in range(3)] == [0, 1, 2]
