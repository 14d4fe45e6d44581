"""A process that audits filings, one at a time: a path comes through its pipe, an outcome goes back.

It is forked from a batch on this machine, or begun as a program of its own (``python -m auditor.batch.child``) by a
worker of a cluster: such a worker has threads, beside which a fork is not safe.
"""

from __future__ import annotations

import contextlib
import multiprocessing
import os
import signal
import subprocess
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from multiprocessing.connection import Connection
from multiprocessing.context import BaseContext
from pathlib import Path
from typing import Protocol

from auditor.batch.executor import Limits
from auditor.batch.outcome import Brief, Outcome, audited, audited_bytes, warm

MEGABYTE = 1_000_000
_IDLE = 60.0  # seconds after which a program without work ends; a cluster's worker outlives its batches
_BEGIN = 60.0  # seconds a program may take to be ready
_STATM = Path("/proc/self/statm")


@dataclass(frozen=True, slots=True)
class Errand:
    """One filing for a child: its path as given, and where that is to be looked up from (None: where the child is);
    or, where the child cannot see it, its bytes and those of the linkbases and schemas beside it."""

    path: str
    folder: str | None = None
    data: bytes | None = field(default=None, repr=False)
    beside: Mapping[str, bytes] = field(default_factory=dict, repr=False)


class Child(Protocol):
    """A process and the parent's end of its pipe."""

    @property
    def pipe(self) -> Connection: ...

    @property
    def alive(self) -> bool: ...

    def end(self, patience: float = 0.0) -> int | None:
        """End it, after so many seconds in which it may end by itself. Its exit status; negative: a signal's number."""


class Forked:
    """A child forked from this process, with all its imports; elsewhere than on Linux begun the system's own way."""

    def __init__(self, brief: Brief, limits: Limits) -> None:
        context = _context()
        self.pipe, theirs = context.Pipe()
        with _uninterrupted():  # until the child has said that interrupts are none of its business
            self._process = context.Process(  # type: ignore[attr-defined]
                target=_forked, args=(theirs, self.pipe, brief, limits), daemon=True
            )
            self._process.start()
        theirs.close()

    @property
    def alive(self) -> bool:
        return bool(self._process.is_alive())

    def end(self, patience: float = 0.0) -> int | None:
        self.pipe.close()
        self._process.join(patience)
        self._process.kill()
        self._process.join()
        code: int | None = self._process.exitcode
        return code


class Begun:
    """A child begun as a program, which finds modules where this process does. Needs a POSIX system."""

    def __init__(self, brief: Brief, limits: Limits) -> None:
        self.pipe, theirs = multiprocessing.Pipe()
        environment = {**os.environ, "PYTHONPATH": os.pathsep.join(path or os.getcwd() for path in sys.path)}
        self._process = subprocess.Popen(
            [sys.executable, "-m", "auditor.batch.child", str(theirs.fileno())],
            pass_fds=[theirs.fileno()],
            env=environment,
            stdin=subprocess.DEVNULL,
            start_new_session=True,  # an interrupt at a terminal is not the child's
        )
        theirs.close()
        with contextlib.suppress(EOFError, OSError):  # it ended: the first filing finds out, and says with what status
            self.pipe.send((brief, limits))
            if self.pipe.poll(_BEGIN):
                self.pipe.recv()

    @property
    def alive(self) -> bool:
        return self._process.poll() is None

    def end(self, patience: float = 0.0) -> int | None:
        self.pipe.close()
        with contextlib.suppress(subprocess.TimeoutExpired):
            self._process.wait(patience)
        self._process.kill()
        return self._process.wait()


def serve(pipe: Connection, brief: Brief, limits: Limits, idle: float | None = None) -> None:
    """A child's life: an errand in, an outcome out, until the parent is gone. None means that memory ran short."""
    if limits.memory is not None:
        restrain(limits.memory)
    while True:
        try:
            if not pipe.poll(idle):
                return
            pipe.send(_performed(pipe.recv(), brief))
        except MemoryError:  # met while the report was sent, or its bytes received
            pipe.send(None)
        except (EOFError, OSError, KeyboardInterrupt):
            return


def restrain(megabytes: int) -> None:
    """Let this process take so much more address space than it has now, and no more. Linux only."""
    import resource

    pages = int(_STATM.read_text(encoding="ascii").split()[0])
    most = pages * resource.getpagesize() + megabytes * MEGABYTE
    _, hard = resource.getrlimit(resource.RLIMIT_AS)
    resource.setrlimit(resource.RLIMIT_AS, (most if hard == resource.RLIM_INFINITY else min(most, hard), hard))


def _performed(errand: Errand, brief: Brief) -> Outcome | None:
    try:
        if errand.data is not None:
            return audited_bytes(errand.path, errand.data, errand.beside, brief)
        if errand.folder is not None:
            os.chdir(errand.folder)
        return audited(errand.path, brief)
    except MemoryError:  # the audit itself reports its own; this one was met while its report was set
        return None


def _forked(pipe: Connection, parents_end: Connection, brief: Brief, limits: Limits) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # an interrupt is the parent's to answer: it ends its children
    parents_end.close()  # a fork inherits it, and while it is open here the pipe would never read as ended
    serve(pipe, brief, limits)


def _context() -> BaseContext:
    """Fork on Linux, where it is safe and shares the imports; the system's own way elsewhere."""
    return multiprocessing.get_context("fork" if sys.platform == "linux" else None)


@contextlib.contextmanager
def _uninterrupted() -> Iterator[None]:
    """Hold back interrupts, in this thread and in what is forked from it meanwhile."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def main() -> None:
    """The program: its one argument is the number of its open pipe, through which its orders come."""
    pipe: Connection = Connection(int(sys.argv[1]))
    try:
        brief, limits = pipe.recv()
        warm()
        pipe.send("ready")
        serve(pipe, brief, limits, _IDLE)
    except (EOFError, OSError):  # the parent is gone already
        return


if __name__ == "__main__":
    main()
