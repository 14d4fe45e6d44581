"""Where a finding stands, as CI systems name it: a file below the working directory, a line, a column.

A filing's path may lead into an archive or a release, ``filings.zip#q3.txt``. CI knows files only, so a finding stands
at the archive, and the member is told in words.
"""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from auditor.gate.outcome import Place
from auditor.report.words import visible

_MEMBER = re.compile(r"(?<=[^/\\.])\.[A-Za-z][A-Za-z0-9]{1,7}(?=#)")  # "q3 #2.txt" has none: no extension before "#"
_PACKED = (".gz", ".zip", ".xlsx", ".parquet", ".pq")  # lines counted in what they hold are not lines of the file


@dataclass(frozen=True, slots=True)
class Source:
    """The file that a filing lies in, relative to the working directory where it is below it, and the filing's part of
    it, "" for the whole."""

    file: str
    member: str

    @property
    def has_lines(self) -> bool:
        """Whether a line of the filing is a line of the file."""
        return not self.member and not self.file.lower().endswith(_PACKED)

    @property
    def uri(self) -> str:
        """A reference relative to the working directory, or a ``file:`` URI for what lies elsewhere.

        >>> Source("filings/q3 #2 100%.txt", "").uri
        'filings/q3%20%232%20100%25.txt'
        """
        if not os.path.isabs(self.file):
            return quote(_bytes(self.file.replace(os.sep, "/")), safe="/")
        path = Path(self.file).as_posix()
        return "file://" + quote(_bytes(path if path.startswith("/") else f"/{path}"), safe="/:")


def source(path: str) -> Source:
    """The file of a filing's path.

    >>> source("filings/2026.zip#q3.txt")
    Source(file='filings/2026.zip', member='q3.txt')
    """
    member = _MEMBER.search(path)
    file, part = (path[: member.end()], path[member.end() + 1 :]) if member else (path, "")
    return Source(below_working_directory(file), part)


def below_working_directory(path: str) -> str:
    """A path relative to the working directory; an absolute one where it lies elsewhere."""
    here = os.getcwd()
    absolute = os.path.normpath(os.path.join(here, path))
    beginning = here if here.endswith(os.sep) else here + os.sep
    return absolute[len(beginning) :] if absolute.startswith(beginning) else absolute


def _bytes(path: str) -> bytes:
    """A path as the file system has it: names that are no UTF-8 keep their bytes."""
    try:
        return path.encode("utf-8", "surrogateescape")
    except UnicodeEncodeError:  # a surrogate that stands for no byte
        return path.encode("utf-8", "replace")


def at(path: str, place: Place) -> str:
    """``q3.txt:28:40``, which terminals and editors open; ``q3.xlsx, cell B7`` where there is no line."""
    if place.line is None:
        return ", ".join(visible(part) for part in (path, place.words) if part)
    column = f":{place.column}" if place.column is not None else ""
    return f"{visible(path)}:{place.line}{column}"
