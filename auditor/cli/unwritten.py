"""When the command's own output cannot be written: a full disk, a reader that went away, no standard output at all."""

from __future__ import annotations

import contextlib
import errno
import io
import os
import sys
from collections.abc import Iterator

NOT_WRITTEN = 2


@contextlib.contextmanager
def told() -> Iterator[None]:
    """End with status 2 and one line where output cannot be written; without a line where its reader went away."""
    try:
        yield
        if sys.stdout is not None:
            sys.stdout.flush()
    except OSError as error:
        if error.errno not in (errno.EPIPE, errno.EINVAL):  # as POSIX and Windows call a pipe that nobody reads
            from auditor.cli.options import complain

            place = error.filename if isinstance(error.filename, str) else "standard output"
            complain(f"cannot write {place}: {error.strerror or error}")
        _let_go(sys.stdout)
        sys.exit(NOT_WRITTEN)


def _let_go(stream: io.TextIOBase | object | None) -> None:
    """What the stream still holds goes nowhere: the interpreter tries to write it once more when it ends."""
    with contextlib.suppress(OSError, ValueError, AttributeError):  # streams of tests are no files
        away = os.open(os.devnull, os.O_WRONLY)
        os.dup2(away, stream.fileno())  # type: ignore[union-attr]
        os.close(away)


def provide() -> None:
    """Streams for a process that was started without: what is written to them goes nowhere."""
    if sys.stdout is None:
        sys.stdout = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115
    if sys.stderr is None:
        sys.stderr = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115
