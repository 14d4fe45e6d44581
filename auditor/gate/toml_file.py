"""A TOML file that people write: its text and its data, or one line that says where it is wrong."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Any

LARGEST = 10_000_000  # bytes; a baseline of ten thousand findings has a third of that
LONGEST_INTEGER = 4_000  # digits; Python refuses a few more, without saying where they stand
_DIGITS = re.compile(rf"\d(?:_?\d){{{LONGEST_INTEGER}}}")


class TomlError(ValueError):
    """A file that cannot be read, or is no TOML: one line that names it."""


def read_toml(path: Path) -> tuple[str, dict[str, Any]]:
    """The text, without a byte order mark and with plain line ends, and what it says. Raises `TomlError`."""
    from auditor.read.failure import ReadFailure
    from auditor.read.source import bytes_of

    try:
        data = bytes_of(str(path), LARGEST)
    except ReadFailure as refused:
        raise TomlError(refused.failure.message) from None
    try:
        text = data.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise TomlError(f"{path}, line {line}: not UTF-8: {error.reason}") from None
    try:
        return text, tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise TomlError(f"{path}: {error}") from None
    except RecursionError:
        raise TomlError(f"{path}: lists or tables within one another without end") from None
    except ValueError as error:  # a number that TOML allows and Python does not read
        long = _DIGITS.search(text)
        place = f"{path}, line {text.count(chr(10), 0, long.start()) + 1}" if long else str(path)
        raise TomlError(f"{place}: {error}") from None
