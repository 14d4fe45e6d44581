"""Results as they arrive: JSON lines or Parquet. What was written stays valid, whatever ends the batch."""

from __future__ import annotations

import os
import stat
import sys
from pathlib import Path
from typing import Any, Protocol

from auditor.batch.outcome import Outcome, Particulars

FORMATS = ("jsonl", "parquet")
ROWS, CHARACTERS = 1_000, 32_000_000  # the most of a row group; it is held until it is written
_NOTHING = Particulars(None, None, None, None, 0, 0, 0, 0, 0, 0, 0.0, None)


class Unwritable(Exception):
    """Results cannot be written; the message is one line that says why."""


class Results(Protocol):
    """Where outcomes go. Every method may raise `Unwritable`."""

    def write(self, outcome: Outcome) -> None: ...

    def close(self) -> None:
        """Finish what is written. Nothing may follow."""


class Printed:
    """Lines on standard output."""

    def write(self, outcome: Outcome) -> None:
        self._try(outcome.line + "\n")

    def close(self) -> None:
        self._try("")

    def _try(self, text: str) -> None:
        try:
            sys.stdout.write(text)
            sys.stdout.flush()
        except OSError as error:
            _forsake_standard_output()
            raise Unwritable(f"cannot write to standard output: {error.strerror or error}") from None


def _forsake_standard_output() -> None:
    """Let what is left in its buffer go nowhere: the interpreter would complain of it once more as it ends."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())
    os.close(nowhere)


class JsonLines:
    """Lines in a file, each with the system before the next is begun; a line cut off by a full disk or an interrupt is
    taken back. ``start`` is how many bytes of the file stay."""

    def __init__(self, place: Path, start: int = 0) -> None:
        self._place, self._end = place, start
        try:
            place.parent.mkdir(parents=True, exist_ok=True)
            self._file = os.open(place, os.O_WRONLY | os.O_CREAT | getattr(os, "O_BINARY", 0), 0o666)
            self._regular = stat.S_ISREG(os.fstat(self._file).st_mode)
            if self._regular:
                os.ftruncate(self._file, start)
                os.lseek(self._file, start, os.SEEK_SET)
        except OSError as error:
            raise _cannot(place, error) from None

    def write(self, outcome: Outcome) -> None:
        line = memoryview(outcome.line.encode("ascii") + b"\n")
        try:
            if self._regular:
                os.lseek(self._file, self._end, os.SEEK_SET)  # over what an interrupt left of a line
            left = line
            while left:
                left = left[os.write(self._file, left) :]
        except OSError as error:
            raise _cannot(self._place, error) from None
        self._end += len(line)

    def close(self) -> None:
        try:
            if self._regular:
                os.ftruncate(self._file, self._end)
            os.close(self._file)
        except OSError as error:
            raise _cannot(self._place, error) from None


class ParquetRows:
    """One row a filing, written in row groups, so that memory holds no more than one of them."""

    def __init__(self, place: Path) -> None:
        try:
            import pyarrow
            from pyarrow import parquet
        except ImportError:
            raise Unwritable(
                "--format parquet needs a further library; install it with: pip install 'auditor[parquet]'"
            ) from None
        self._arrow, self._place = pyarrow, place
        self._rows: list[dict[str, Any]] = []
        self._characters = 0
        self._schema = _schema(pyarrow)
        try:
            place.parent.mkdir(parents=True, exist_ok=True)
            self._writer = parquet.ParquetWriter(place, self._schema, compression="zstd")
        except OSError as error:
            raise _cannot(place, error) from None

    def write(self, outcome: Outcome) -> None:
        self._rows.append(row(outcome))
        self._characters += len(outcome.line)
        if len(self._rows) >= ROWS or self._characters >= CHARACTERS:
            self._put()

    def close(self) -> None:
        self._put()
        try:
            self._writer.close()
        except OSError as error:
            raise self._broken(error) from None

    def _put(self) -> None:
        if not self._rows:
            return
        rows, self._rows, self._characters = self._rows, [], 0
        try:
            self._writer.write_table(self._arrow.Table.from_pylist(rows, schema=self._schema))
        except OSError as error:
            raise self._broken(error) from None

    def _broken(self, error: OSError) -> Unwritable:
        said = _cannot(self._place, error)
        return Unwritable(f"{said}; a Parquet file without its end cannot be read, jsonl can")


def row(outcome: Outcome) -> dict[str, Any]:
    """One row of the Parquet file, by column."""
    known = outcome.particulars or _NOTHING
    return {
        "path": outcome.path.encode("utf-8", "replace").decode("utf-8"),
        "sha256": known.sha256,
        "company": _storable(known.company),
        "form": _storable(known.form),
        "period": _storable(known.period),
        "errors": known.errors,
        "warnings": known.warnings,
        "notes": known.notes,
        "figures": known.figures,
        "detectable": known.detectable,
        "locatable": known.locatable,
        "seconds": known.seconds,
        "failure_kind": outcome.failure,
        "failure": _storable(known.failure),
        "report": outcome.line,
    }


def _storable(text: str | None) -> str | None:
    """Lone surrogates have no UTF-8; the report has them as escapes."""
    return None if text is None else text.encode("utf-8", "replace").decode("utf-8")


def _schema(arrow: Any) -> Any:
    text, count = arrow.string(), arrow.int32()
    return arrow.schema(
        [
            arrow.field("path", text, nullable=False), ("sha256", text), ("company", text), ("form", text),
            ("period", text), ("errors", count), ("warnings", count), ("notes", count), ("figures", count),
            ("detectable", count), ("locatable", count), ("seconds", arrow.float64()), ("failure_kind", text),
            ("failure", text), arrow.field("report", arrow.large_string(), nullable=False),
        ]
    )  # fmt: skip


def _cannot(place: Path, error: OSError) -> Unwritable:
    return Unwritable(f"cannot write {place}: {error.strerror or error}")
