"""Filings shared out among processes of one machine.

Each child has a pipe of its own and holds one filing at a time, so the parent always knows which filing a dead or
stuck process was at, and every other filing is still audited. A filing whose process died is tried once more in a
fresh one, for it may have died of something else; one that took too long or too much is not.
(``concurrent.futures`` breaks the whole pool in that case and cannot end a stuck task.)
"""

from __future__ import annotations

import signal
from collections.abc import Callable
from dataclasses import dataclass
from multiprocessing.connection import wait
from time import monotonic

from auditor.batch.child import Child, Errand, Forked
from auditor.batch.executor import Limits
from auditor.batch.outcome import Brief, Outcome, lost, warm
from auditor.model.audit import Failure
from auditor.pipeline import TOO_LITTLE_MEMORY

TRIES = 2  # processes that a filing may take with it before it is reported as lost
_POLL = 0.5  # seconds between looks at the clock while children are busy
_LAST_BREATH = 1.0  # seconds a process may take to end after its pipe has
_OF_WANT = frozenset({signal.SIGABRT, signal.SIGSEGV, signal.SIGBUS})  # how libraries in C end without memory


@dataclass(slots=True)
class _Place:
    """One child's place, and the filing it holds."""

    child: Child
    position: int = 0
    errand: Errand | None = None
    tries: int = 0
    deadline: float = 0.0


class Crew:
    """So many children, and what each of them holds. An `auditor.batch.executor.Executor`."""

    def __init__(
        self,
        size: int,
        brief: Brief = Brief(),  # noqa: B008 - it is frozen
        limits: Limits = Limits(),  # noqa: B008
        begin: Callable[[Brief, Limits], Child] = Forked,
    ) -> None:
        self._brief, self._limits, self._begin = brief, limits, begin
        if begin is Forked:
            warm()
        self._places = [_Place(begin(brief, limits)) for _ in range(size)]

    @property
    def capacity(self) -> int:
        return len(self._places)

    @property
    def alive(self) -> bool:
        return all(place.child.alive for place in self._places)

    def hand(self, position: int, path: str) -> None:
        self.send(position, Errand(path))

    def send(self, position: int, errand: Errand) -> None:
        """Hand an errand to an idle child. Raises ``StopIteration`` where there is none."""
        place = next(place for place in self._places if place.errand is None)
        place.position, place.errand, place.tries = position, errand, 0
        self._start(place, errand)

    def collect(self) -> list[tuple[int, Outcome]]:
        busy = [place for place in self._places if place.errand is not None]
        ready = set(wait([place.child.pipe for place in busy], timeout=_POLL))
        found: list[tuple[int, Outcome]] = []
        for place in busy:
            outcome = self._look(place, place.child.pipe in ready)
            if outcome is not None:
                place.errand = None
                found.append((place.position, outcome))
        return found

    def close(self) -> None:
        for place in self._places:
            place.child.end()

    def _start(self, place: _Place, errand: Errand) -> None:
        place.tries += 1
        place.deadline = monotonic() + self._limits.seconds
        try:
            place.child.pipe.send(errand)
        except OSError:  # it died idle: its pipe reads as ended in the next round, where the filing is tried again
            return

    def _look(self, place: _Place, is_ready: bool) -> Outcome | None:
        """What became of the filing at ``place``; None while it goes on."""
        assert place.errand is not None
        path = place.errand.path
        if not is_ready:
            if monotonic() <= place.deadline:
                return None
            self._renew(place)
            message = f"not finished after {self._limits.seconds:g} seconds; give it more with --timeout"
            return lost(path, Failure("limit", message), self._brief)
        try:
            outcome: Outcome | None = place.child.pipe.recv()
        except (EOFError, OSError):
            ended = self._renew(place, _LAST_BREATH)  # so that its own exit status is seen, not our kill
            if place.tries < TRIES:
                self._start(place, place.errand)
                return None
            return lost(path, Failure("internal", self._epitaph(ended)), self._brief)
        return outcome or lost(path, Failure("limit", f"{path}: its report {TOO_LITTLE_MEMORY}"), self._brief)

    def _renew(self, place: _Place, patience: float = 0.0) -> int | None:
        """Put a fresh child in a place; the exit status of the one that was there."""
        status = place.child.end(patience)
        place.child = self._begin(self._brief, self._limits)
        return status

    def _epitaph(self, status: int | None) -> str:
        ended = f"was ended by signal {-status}" if status is not None and status < 0 else f"ended with status {status}"
        message = f"the process auditing this file {ended}, {TRIES} times; audit it alone to see more"
        if self._limits.memory is not None and status is not None and -status in _OF_WANT:
            message += f", or give it more than --memory {self._limits.memory}"
        return message
