"""How far a batch is: filings and megabytes a second, and the time left."""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Callable, Iterator
from time import monotonic

Step = Callable[[int, int], None]  # bytes of the filing that is done, errors so far

_MEGABYTE = 1_000_000
_EARLY = 3.0  # seconds before which a rate is chance


class Pace:
    """The rate of a batch of so many filings and bytes. ``clock`` gives seconds."""

    def __init__(self, filings: int, size: int, clock: Callable[[], float] = monotonic) -> None:
        self._left, self._bytes_left, self._clock = filings, size, clock
        self._done = self._bytes = 0
        self._began = clock()

    def add(self, size: int) -> None:
        """One more filing of so many bytes is done."""
        self._done, self._bytes = self._done + 1, self._bytes + size
        self._left, self._bytes_left = self._left - 1, self._bytes_left - size

    def words(self) -> str:
        """``3.1 filings/s, 0.92 MB/s, 0:01:10 left``; nothing before a rate can be told."""
        seconds = self._clock() - self._began
        if seconds < _EARLY or not self._done:
            return ""
        rate = self._bytes / seconds
        left = self._bytes_left / rate if rate else self._left * seconds / self._done
        minutes, rest = divmod(round(left), 60)
        return (
            f"{self._done / seconds:.1f} filings/s, {rate / _MEGABYTE:.2f} MB/s, "
            f"{minutes // 60}:{minutes % 60:02}:{rest:02} left"
        )


@contextlib.contextmanager
def progress(filings: int, size: int, done: int = 0) -> Iterator[Step]:
    """A bar on standard error where that is a terminal. ``done`` filings of an earlier batch come on top.

    It is refreshed from here, not by a thread: processes are forked while it runs, and a fork beside a thread can
    inherit a held lock.
    """
    if not sys.stderr.isatty():
        yield lambda size, errors: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

    bar = Progress(
        TextColumn("auditing"), BarColumn(), MofNCompleteColumn(), TextColumn("{task.description}"),
        console=Console(stderr=True), auto_refresh=False, transient=True,
    )  # fmt: skip
    pace = Pace(filings, size)
    with bar:
        task = bar.add_task("", total=filings + done, completed=done)

        def step(size: int, errors: int) -> None:
            pace.add(size)
            said = [f"{errors} error{'' if errors == 1 else 's'}", pace.words()]
            bar.update(task, advance=1, description=", ".join(filter(None, said)), refresh=True)

        bar.refresh()
        yield step
