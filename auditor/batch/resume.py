"""What an interrupted batch has finished, so that it is not audited again.

A filing is finished if its line is complete, of this version of the auditor, and of the bytes that the file has now,
and if it could be audited, or has no figures. Of lines that stand as the new batch would write them, the file keeps
the beginning; finished ones that stand elsewhere (after a file that has changed, or is new, or before one that an
interrupt overtook) wait beside it in ``<output>.earlier`` until their turn comes. That is removed at the end.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from auditor import __version__
from auditor.batch.outcome import Outcome
from auditor.report.document import SCHEMA


@dataclass(frozen=True, slots=True)
class Line:
    """A report line in a file: where it stands (bytes), and what a batch counts of it."""

    place: Path
    start: int
    length: int
    path: str
    sha256: str | None
    version: str
    company: str | None
    errors: int
    warnings: int
    failure: str | None

    def outcome(self) -> Outcome:
        """The same without its report, as a batch counts it."""
        return Outcome(self.path, "", self.errors, self.warnings, self.failure)

    def read(self) -> Outcome:
        """The whole outcome. Raises ``OSError``."""
        with self.place.open("rb") as stream:
            stream.seek(self.start)
            text = stream.read(self.length).decode("ascii").rstrip("\n")
        return Outcome(self.path, text, self.errors, self.warnings, self.failure)


@dataclass(slots=True)
class Earlier:
    """What is finished of ``paths``: the first lines of the output, which stay, and others by path."""

    output: Path
    first: list[Line] = field(default_factory=list)
    others: dict[str, Line] = field(default_factory=dict)
    size: int = 0  # bytes of the output that stay: those of the first lines

    @property
    def count(self) -> int:
        return len(self.first) + len(self.others)

    def forget(self) -> None:
        """The batch is complete: remove the lines that waited beside the output."""
        beside(self.output).unlink(missing_ok=True)


def beside(output: Path) -> Path:
    """Where finished lines wait for their turn."""
    return output.with_name(f"{output.name}.earlier")


def earlier(output: Path, paths: Sequence[str], also: Callable[[str], bool] = lambda _: True) -> Earlier:
    """What an earlier batch has finished of ``paths``; ``also`` is what else a finished path must answer to.

    Puts aside the finished lines that do not stand where the new batch would write them. Raises ``ValueError`` where
    the output is none of a batch, and ``OSError``.
    """
    wanted = set(paths)

    def finished(line: Line) -> bool:
        return line.path in wanted and _could_be(line) and also(line.path) and line.sha256 == _digest(line.path)

    found = Earlier(output)
    out_of_turn: list[Line] = []
    for line in _lines(output):
        in_turn = not out_of_turn and len(found.first) < len(paths) and line.path == paths[len(found.first)]
        if not finished(line):
            continue
        if in_turn and line.start == found.size:
            found.first.append(line)
            found.size += line.length
        else:
            out_of_turn.append(line)
    kept = {line.path for line in found.first}
    for line in _put_aside(output, out_of_turn):
        if line.path not in kept and finished(line):
            found.others[line.path] = line
    return found


def _could_be(line: Line) -> bool:
    """A failure of another kind may be the machine's, or that of limits which are no longer the same."""
    return line.version == __version__ and line.failure in (None, "no-figures")


def _put_aside(output: Path, lines: Sequence[Line]) -> Iterator[Line]:
    """Append lines to those that wait beside the output, and give back all that wait there."""
    place = beside(output)
    whole = sum(line.length for line in _lines(place))
    if lines:
        with place.open("r+b" if place.exists() else "wb") as there, output.open("rb") as here:
            there.truncate(whole)
            there.seek(whole)
            for line in lines:
                here.seek(line.start)
                there.write(here.read(line.length))
            there.flush()
            os.fsync(there.fileno())  # they are about to be cut off the output
    return _lines(place)


def _lines(place: Path) -> Iterator[Line]:
    """The complete lines of a file; none where there is no file. Raises ``ValueError`` with the number of a line that
    is no report."""
    if not place.exists():
        return
    with place.open("rb") as stream:
        start = 0
        for number, text in enumerate(stream, start=1):
            if not text.endswith(b"\n"):
                return  # cut off
            try:
                yield _line(place, start, len(text), json.loads(text))
            except (KeyError, IndexError, TypeError, ValueError):
                raise ValueError(f"{place}, line {number}: no line of a batch") from None
            start += len(text)


def _line(place: Path, start: int, length: int, report: dict[str, Any]) -> Line:
    if report["schema"] != SCHEMA:
        raise ValueError(report["schema"])
    first, summary, failure = report["documents"][0], report["summary"], report["failure"]
    company = next((one["company"] for one in report["documents"] if one["company"]), None)
    return Line(
        place, start, length, first["path"], first["sha256"], report["tool"]["version"], company,
        summary["errors"], summary["warnings"], failure["kind"] if failure else None,
    )  # fmt: skip


def _digest(path: str) -> str | None:
    """The SHA-256 of a file as it is now; None where there is none to be read."""
    try:
        if not os.path.isfile(path):
            return None
        with open(path, "rb") as stream:
            return hashlib.file_digest(stream, "sha256").hexdigest()
    except OSError:
        return None
