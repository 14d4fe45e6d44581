"""Plain text: a file becomes a `Document` whose offsets refer to the decoded text as it stands."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path

from auditor.model.audit import Failure
from auditor.model.document import Document
from auditor.read.cover import describe
from auditor.read.sniff import encoding_of, is_html, is_xml

SIZE_LIMIT = 200_000_000  # bytes; the largest text submissions on EDGAR stay well below

_LINE_END = re.compile(r"\r\n|\r|\n")


class ReadFailure(Exception):
    """A file could not be read. ``failure`` says why in one line."""

    def __init__(self, failure: Failure) -> None:
        super().__init__(failure.message)
        self.failure = failure


def read(path: str | Path) -> Document:
    """Read the file at ``path``. Raises `ReadFailure`, never anything else, where that cannot be done."""
    data = _bytes(Path(path))
    encoding = encoding_of(data)
    if encoding is None:
        raise _unreadable(f"{path}: not a text file (binary data)")
    text = data.decode(encoding).removeprefix("\ufeff")
    if not text.strip():
        raise _unreadable(f"{path}: holds nothing but white space")
    if is_html(text):
        raise _unreadable(f"{path}: HTML is not read yet, only plain text")
    if is_xml(text):
        raise _unreadable(f"{path}: XML is not read yet, only plain text")
    form, company, period, cover = describe(text)
    return Document(
        id="d1",
        path=str(path),
        media="text",
        text=text,
        sha256=hashlib.sha256(data).hexdigest(),
        line_starts=line_starts(text),
        form=form,
        company=company,
        period=period,
        encoding=encoding.removesuffix("-sig"),
        cover=cover,
    )


def line_starts(text: str) -> tuple[int, ...]:
    r"""The offset of each line; lines end with \n, \r\n or a lone \r.

    >>> line_starts("a\r\nb\rc\n")
    (0, 3, 5, 7)
    """
    return (0, *(end.end() for end in _LINE_END.finditer(text)))


def _bytes(path: Path) -> bytes:
    try:
        if path.is_dir():
            raise _unreadable(f"{path}: is a directory, not a file")
        size = path.stat().st_size
        if size > SIZE_LIMIT:
            raise ReadFailure(Failure("limit", f"{path}: {size:,} bytes, over the limit of {SIZE_LIMIT:,}"))
        data = path.read_bytes()
    except FileNotFoundError:
        raise _unreadable(f"{path}: no such file") from None
    except (OSError, ValueError) as error:
        raise _unreadable(f"{path}: {getattr(error, 'strerror', None) or error}") from None
    if not data:
        raise _unreadable(f"{path}: is empty")
    return data


def _unreadable(message: str) -> ReadFailure:
    return ReadFailure(Failure("unreadable", message))
