"""Filings shared out over a Dask cluster.

A worker looks a filing up under its path, from the folder the batch was started in. Where it is not there, or not the
same by size and time, the bytes are sent along, and from then on with every filing. On the worker a child process
does the audit (`auditor.batch.local.Crew` of one a thread): so a filing's limits hold there too, threads of one
worker do not wait for each other, and a crash costs no worker. Of a worker that is lost the cluster gives its filings
to others.

The wire is Dask's own, which trusts its network: no cluster of strangers.
"""

from __future__ import annotations

import logging
import os
import threading
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from queue import Empty, SimpleQueue
from time import monotonic
from typing import TYPE_CHECKING
from uuid import uuid4

from auditor import __version__
from auditor.batch.child import Begun, Errand
from auditor.batch.executor import Limits
from auditor.batch.filings import is_instance
from auditor.batch.local import Crew
from auditor.batch.outcome import Brief, Outcome, audited, lost
from auditor.model.audit import Failure
from auditor.read.source import SIZE_LIMIT

if TYPE_CHECKING:
    from distributed import Client, Future

EACH = 2  # filings a thread of the cluster has at a time: one under audit, one at hand
TRIES = 3  # times a filing is handed out anew after the cluster dropped it
_ANSWER = 10.0  # seconds in which a scheduler answers
_WORKERS = 30.0  # seconds to wait for a first worker
_SILENCE = 30.0  # seconds a scheduler may be away before it is given up
_POLL = 0.5  # seconds between looks at the scheduler
_CENSUS = 2.0  # seconds between counts of the workers' threads

Stamp = tuple[int, int]  # size in bytes, time of the last change in nanoseconds


class ClusterError(Exception):
    """The cluster cannot be used, or no longer; the message is one line that says what to do."""


class Cluster:
    """The workers of a scheduler. An `auditor.batch.executor.Executor`; every method may raise `ClusterError`."""

    def __init__(self, address: str, brief: Brief, limits: Limits) -> None:
        self._address, self._brief, self._limits = address, _anywhere(brief), limits
        self._client = _client(address)
        self._folder = os.getcwd()
        self._run = uuid4().hex
        self._held: dict[int, tuple[str, Future]] = {}
        self._own: dict[int, Outcome] = {}  # of files that are gone, empty or too large
        self._tries: dict[int, int] = {}
        self._done: SimpleQueue[int] = SimpleQueue()
        self._sends = False  # whether bytes go along
        self._seen = monotonic()  # when the scheduler was last there
        self._capacity, self._counted = 1, 0.0
        try:
            self._client.wait_for_workers(1, timeout=_WORKERS)
        except TimeoutError:
            self.close()
            raise ClusterError(f"{address} has no workers; start some with: dask worker {address}") from None

    @property
    def capacity(self) -> int:
        if monotonic() - self._counted > _CENSUS:
            with self._answered():
                self._capacity = max(1, EACH * sum(self._client.nthreads().values()))
            self._counted = monotonic()
        return self._capacity

    def hand(self, position: int, path: str) -> None:
        self._tries[position] = self._tries.get(position, 0) + 1
        try:
            errand, stamp = self._errand(path)
        except OSError:
            errand, stamp = Errand(path), (0, 0)
        if not 0 < stamp[0] <= SIZE_LIMIT:  # there are no bytes, or too many: the report that says so needs no worker
            self._own[position] = audited(path, self._brief)
            self._done.put(position)
            return
        with self._answered(), warnings.catch_warnings():
            warnings.simplefilter("ignore", UserWarning)  # of a large task: that is the filing
            future = self._client.submit(
                audit_errand, errand, stamp, self._brief, self._limits, __version__,
                key=f"auditor-{self._run}-{position}-{self._tries[position]}", pure=False, priority=-position,
            )  # fmt: skip
        self._held[position] = (path, future)
        future.add_done_callback(lambda _: self._done.put(position))

    def collect(self) -> list[tuple[int, Outcome]]:
        try:
            positions = [self._done.get(timeout=_POLL)]
        except Empty:
            self._look()
            return []
        while not self._done.empty():
            positions.append(self._done.get())
        found = ((position, self._outcome(position)) for position in positions)
        return [(position, outcome) for position, outcome in found if outcome is not None]

    def close(self) -> None:
        """Give up what is held and part from the scheduler, whether or not it is still there."""
        with _unheard():
            if self._client.status == "running" and self._held:
                self._client.cancel([future for _, future in self._held.values()])
            self._client.close(timeout=_POLL)

    def _errand(self, path: str) -> tuple[Errand, Stamp]:
        if not self._sends:
            return Errand(path, self._folder), _stamp(path)
        stamp = _stamp(path)
        if stamp[0] > SIZE_LIMIT:
            return Errand(path), stamp
        with open(path, "rb") as stream:
            return Errand(path, None, stream.read(), _beside(path)), stamp

    def _outcome(self, position: int) -> Outcome | None:
        """The outcome of a filing whose future is done; None where it was handed out once more."""
        from distributed import CancelledError, KilledWorker

        if position in self._own:
            return self._own.pop(position)
        path, future = self._held.pop(position)
        try:
            with self._answered():
                outcome: Outcome | None = future.result()
        except KilledWorker:
            message = f"{path}: every worker it was given to was lost; audit it alone to see more"
            return lost(path, Failure("internal", message), self._brief)
        except CancelledError:  # the scheduler was away for a moment, and forgot
            if self._tries[position] >= TRIES:
                raise ClusterError(f"{self._address} drops its filings; look at the scheduler's log") from None
            outcome = None
        except ClusterError:
            raise
        except Exception as error:  # of the cluster's making: an audit never raises
            raise ClusterError(f"the workers of {self._address} cannot audit: {_first_line(error)}") from None
        if outcome is not None:
            del self._tries[position]
            return outcome
        self._sends = self._sends or future.status == "finished"
        self.hand(position, path)
        return None

    def _look(self) -> None:
        """Raise where the scheduler has been away for too long."""
        if self._client.status == "running":
            self._seen = monotonic()
        elif monotonic() - self._seen > _SILENCE:
            raise ClusterError(f"{self._address} has not answered for {_SILENCE:g} seconds")

    @contextmanager
    def _answered(self) -> Iterator[None]:
        """What a scheduler that is gone raises, as one line."""
        from distributed.comm import CommClosedError

        try:
            yield
        except (CommClosedError, TimeoutError, ConnectionError) as error:
            raise ClusterError(f"{self._address} does not answer: {_first_line(error)}") from None


def _client(address: str) -> Client:
    try:
        from distributed import Client
    except ImportError:
        raise ClusterError(
            "--scheduler needs a further library; install it with: pip install 'auditor[cluster]'"
        ) from None
    for name in [name for name in logging.root.manager.loggerDict if name.startswith("distributed")]:
        logging.getLogger(name).setLevel(logging.CRITICAL)  # what matters of a lost scheduler is said in one line
    try:
        return Client(address, timeout=_ANSWER, set_as_default=False)
    except (OSError, TimeoutError, ValueError) as error:
        words = f"no scheduler answers at {address} ({_first_line(error)}); start one with: dask scheduler"
        raise ClusterError(words) from None


def _first_line(error: BaseException) -> str:
    lines = str(error).splitlines()
    return f"{type(error).__name__}: {lines[0]}" if lines else type(error).__name__


@contextmanager
def _unheard() -> Iterator[None]:
    """Parting from a cluster that is gone already is no news."""
    from distributed.comm import CommClosedError

    try:
        yield
    except (CommClosedError, TimeoutError, ConnectionError, RuntimeError):
        return


def _anywhere(brief: Brief) -> Brief:
    """The brief with whole paths: a worker has another folder."""
    return Brief(
        tuple(path.resolve() for path in brief.checks),
        brief.pages.resolve() if brief.pages is not None else None,
        tuple(path.resolve() for path in brief.templates),
    )


def _stamp(path: str) -> Stamp:
    """By what a file is known to be the same here and there. Raises ``OSError``."""
    known = os.stat(path)
    return known.st_size, known.st_mtime_ns


def _beside(path: str) -> dict[str, bytes]:
    """The linkbases and schemas that an instance is read with, by name."""
    if not is_instance(path):
        return {}
    from auditor.read.xbrl import companions

    found: dict[str, bytes] = {}
    for name in companions(path):
        with open(os.path.join(os.path.dirname(path), name), "rb") as stream:
            found[name] = stream.read()
    return found


# What follows runs on the workers.

_idle: list[tuple[Brief, Limits, Crew]] = []
_lock = threading.Lock()


def audit_errand(errand: Errand, stamp: Stamp, brief: Brief, limits: Limits, version: str) -> Outcome | None:
    """Audit one filing in a child of this worker. None where the filing is not to be seen from here.

    Raises ``RuntimeError`` where the worker has another version of the auditor.
    """
    if version != __version__:
        raise RuntimeError(f"auditor {__version__} is installed there, {version} here")
    if errand.folder is not None and not _sees(errand.folder, errand.path, stamp):
        return None
    crew = _borrowed(brief, limits)
    try:
        crew.send(0, errand)
        while not (found := crew.collect()):
            continue
    except BaseException:
        crew.close()
        raise
    with _lock:
        _idle.append((brief, limits, crew))
    return found[0][1]


def _sees(folder: str, path: str, stamp: Stamp) -> bool:
    try:
        return os.path.isdir(folder) and _stamp(os.path.join(folder, path)) == stamp
    except OSError:
        return False


def _borrowed(brief: Brief, limits: Limits) -> Crew:
    """A crew of one that has nothing to do, of this batch; those of others are ended."""
    with _lock:
        own = [crew for mine, bounds, crew in _idle if (mine, bounds) == (brief, limits) and crew.alive]
        others = [crew for *_, crew in _idle if crew not in own]
        _idle[:] = [(brief, limits, crew) for crew in own[1:]]
    for crew in others:
        crew.close()
    return own[0] if own else Crew(1, brief, limits, Begun)
