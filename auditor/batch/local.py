"""Filings shared out among processes of this machine.

Each worker has a pipe of its own and holds one filing at a time, so the parent always knows which filing a dead or
stuck process was at: that one is reported as lost, the process replaced, and every other filing is still audited.
(``concurrent.futures`` breaks the whole pool in that case and cannot end a stuck task.)
"""

from __future__ import annotations

import multiprocessing
import signal
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from multiprocessing.connection import Connection, wait
from multiprocessing.context import BaseContext
from multiprocessing.process import BaseProcess
from time import monotonic

from auditor.batch.outcome import Brief, Outcome, audited, lost, warm
from auditor.model.audit import Failure

AHEAD = 64  # filings a worker may finish ahead of the slowest one, so that waiting lines stay few
_POLL = 0.5  # seconds between looks at the clock while workers are busy
_LAST_BREATH = 1.0  # seconds a process may take to end after its pipe has


def audit_all(
    paths: Sequence[str],
    jobs: int,
    seconds: float,
    brief: Brief = Brief(),  # noqa: B008 - it is frozen
) -> Iterator[Outcome]:
    """The outcome of every path, in the order of ``paths``.

    ``jobs`` = 1 runs in this process, where no filing can be cut short; otherwise each may take ``seconds``.
    """
    if jobs <= 1 or len(paths) <= 1:
        for path in paths:
            yield audited(path, brief)
        return
    warm()
    crew = _Crew(min(jobs, len(paths)), seconds, brief)
    try:
        yield from crew.work(paths)
    finally:
        crew.dismiss()


@dataclass(slots=True)
class _Worker:
    process: BaseProcess
    pipe: Connection
    position: int | None = None  # of the filing it holds
    deadline: float = field(default=0.0)


class _Crew:
    """Worker processes, and what each of them holds."""

    def __init__(self, size: int, seconds: float, brief: Brief) -> None:
        self._size, self._seconds, self._brief = size, seconds, brief
        self._context = _context()
        self._workers = [self._hire() for _ in range(size)]

    def work(self, paths: Sequence[str]) -> Iterator[Outcome]:
        waiting: dict[int, Outcome] = {}
        upcoming = due = 0
        while due < len(paths):
            for worker in self._workers:
                if worker.position is None and upcoming < min(len(paths), due + AHEAD * self._size):
                    self._hand(worker, upcoming, paths[upcoming])
                    upcoming += 1
            for position, outcome in self._collect(paths):
                waiting[position] = outcome
            while due in waiting:
                yield waiting.pop(due)
                due += 1

    def dismiss(self) -> None:
        for worker in self._workers:
            _end(worker)

    def _hire(self) -> _Worker:
        ours, theirs = self._context.Pipe()
        process = self._context.Process(  # type: ignore[attr-defined]
            target=_serve, args=(theirs, ours, self._brief), daemon=True
        )
        process.start()
        theirs.close()
        return _Worker(process, ours)

    def _hand(self, worker: _Worker, position: int, path: str) -> None:
        worker.position, worker.deadline = position, monotonic() + self._seconds
        try:
            worker.pipe.send(path)
        except OSError:  # it died idle: its pipe reads as ended in the next round, where the filing is reported
            return

    def _collect(self, paths: Sequence[str]) -> Iterator[tuple[int, Outcome]]:
        ready = set(wait([worker.pipe for worker in self._workers if worker.position is not None], timeout=_POLL))
        for place, worker in enumerate(self._workers):
            position = worker.position
            if position is None:
                continue
            if worker.pipe in ready:
                try:
                    outcome: Outcome = worker.pipe.recv()
                    worker.position = None
                except (EOFError, OSError):
                    worker.process.join(_LAST_BREATH)  # so that its own exit status is seen, not our kill
                    outcome = lost(paths[position], self._replace(place), self._brief)
            elif monotonic() > worker.deadline:
                self._replace(place)
                message = f"not finished after {self._seconds:g} seconds; give it more with --timeout"
                outcome = lost(paths[position], Failure("limit", message), self._brief)
            else:
                continue
            yield position, outcome

    def _replace(self, place: int) -> Failure:
        """End the worker at ``place``, put a fresh one there, and say how the old one ended."""
        old = self._workers[place]
        _end(old)
        self._workers[place] = self._hire()
        code = old.process.exitcode
        ended = f"was ended by signal {-code}" if code is not None and code < 0 else f"ended with status {code}"
        return Failure("internal", f"the process auditing this file {ended}; audit it alone to see more")


def _end(worker: _Worker) -> None:
    """End a process at once: it holds nothing that outlives it."""
    worker.pipe.close()
    worker.process.kill()
    worker.process.join()


def _serve(pipe: Connection, parents_end: Connection, brief: Brief) -> None:
    """A worker's life: a path in, an outcome out, until the parent is gone."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # an interrupt is the parent's to answer: it ends the workers
    parents_end.close()  # a fork inherits it, and while it is open here the pipe would never read as ended
    while True:
        try:
            path = pipe.recv()
        except (EOFError, OSError, KeyboardInterrupt):
            return
        pipe.send(audited(path, brief))


def _context() -> BaseContext:
    """Fork on Linux, where it is safe and shares the imports; the system's own way elsewhere."""
    return multiprocessing.get_context("fork" if sys.platform == "linux" else None)
