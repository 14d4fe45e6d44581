"""Where filings are audited, and in which order they are handed out and come back.

An `Executor` only audits what it is handed. Order, bounds and the last stretch are the docket's, the same for all of
them; so a batch gives the same bytes wherever it ran.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from auditor.batch.outcome import Outcome

AHEAD = 64  # filings a process may finish ahead of the slowest one
WAITING = 64_000_000  # characters of finished reports that may wait for a slower filing before them
STRETCH = 12  # filings a process that are left when the largest go first, so that no large one comes last and alone


@dataclass(frozen=True, slots=True)
class Filing:
    """A file to be audited: its path as given, and its size in bytes (0 where it cannot be seen)."""

    path: str
    size: int = 0


@dataclass(frozen=True, slots=True)
class Limits:
    """What one filing may take: seconds, and megabytes beyond what the auditor itself takes (None: any)."""

    seconds: float = 120.0
    memory: int | None = None


class Executor(Protocol):
    """Processes that audit filings."""

    @property
    def capacity(self) -> int:
        """How many filings it may hold at a time, at least one."""

    def hand(self, position: int, path: str) -> None:
        """Give it a filing. ``position`` is what the outcome is called by."""

    def collect(self) -> list[tuple[int, Outcome]]:
        """What it has finished, in any order; where there is nothing it waits for a moment, not for long."""

    def close(self) -> None:
        """End it, whatever it holds."""


@dataclass(slots=True)
class Docket:
    """Which filing is next, and which outcomes wait for one before them."""

    filings: Sequence[Filing]
    _due: int = 0  # the first filing whose outcome has not been given back
    _next: int = 0  # the first that has not been handed out, before the last stretch
    _last: list[int] | None = None  # those left to hand out in the last stretch, the largest at the end
    _waiting: dict[int, Outcome] = field(default_factory=dict)
    _characters: int = 0

    @property
    def unfinished(self) -> bool:
        return self._due < len(self.filings)

    def take(self, capacity: int) -> int | None:
        """The filing to hand out now; None where none is left, or where too much waits for a slow one."""
        left = len(self.filings) - self._next
        if self._last is None and left <= STRETCH * capacity:
            first = self._next
            self._last = sorted(range(first, first + left), key=lambda at: (self.filings[at].size, -at))
        if self._last is not None:
            return self._take_largest()
        if self._next > self._due and (self._characters > WAITING or self._next >= self._due + AHEAD * capacity):
            return None
        self._next += 1
        return self._next - 1

    def _take_largest(self) -> int | None:
        assert self._last is not None
        if self._characters <= WAITING:
            return self._last.pop() if self._last else None
        if self._due not in self._last:
            return None
        self._last.remove(self._due)  # what all others wait for goes out in any case
        return self._due

    def put(self, position: int, outcome: Outcome) -> None:
        self._waiting[position] = outcome
        self._characters += len(outcome.line)

    def due(self) -> Iterator[Outcome]:
        """The outcomes for which all before them have been given back."""
        while self._due in self._waiting:
            outcome = self._waiting.pop(self._due)
            self._characters -= len(outcome.line)
            self._due += 1
            yield outcome

    def waiting(self) -> list[Outcome]:
        """What is finished and has not been given back, in order."""
        return [self._waiting[position] for position in sorted(self._waiting)]


def audit_all(docket: Docket, executor: Executor) -> Iterator[Outcome]:
    """The outcome of every filing of the docket, in its order."""
    held = 0
    while docket.unfinished:
        while held < executor.capacity and (position := docket.take(executor.capacity)) is not None:
            executor.hand(position, docket.filings[position].path)
            held += 1
        yield from docket.due()  # written while the processes work on
        if not held:  # finished; or the room that was wanted is there now
            continue
        for position, outcome in executor.collect():
            held -= 1
            docket.put(position, outcome)
