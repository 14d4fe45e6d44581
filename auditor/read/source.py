"""A source: the bytes of one file, or of one member of an archive, decoded where they are text."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from auditor.read.failure import over_limit, unreadable
from auditor.read.sniff import encoding_of

SIZE_LIMIT = 200_000_000  # bytes; the largest submissions on EDGAR stay well below

# Dashes and quotation marks of Windows that some program took for control characters: U+0097 was meant as a dash.
_CONTROLS = re.compile("[\x80-\x9f]")
_CONTROLS_ENCODED = re.compile(rb"\xc2[\x80-\x9f]")  # the same in UTF-8: bytes of a fixed beginning are found faster
_WINDOWS = {code: bytes([code]).decode("cp1252", "replace") for code in range(0x80, 0xA0)}


@dataclass(frozen=True)
class Source:
    """Bytes and what to call them. ``path`` is as given; a member of an archive is "archive.zip#member".

    ``beside`` holds, of such a member, the linkbases and schemas of the archive by name: they have no folder.
    """

    path: str
    data: bytes = field(repr=False)
    beside: Mapping[str, bytes] = field(default_factory=dict, repr=False, compare=False)

    @cached_property
    def encoding(self) -> str:
        """The encoding of the bytes; "" where they are not text."""
        return encoding_of(self.data) or ""

    @cached_property
    def text(self) -> str:
        """The decoded text, without a byte order mark. Raises `ReadFailure` where the bytes are not text."""
        if not self.encoding:
            raise unreadable(f"{self.path}: not a text file (binary data)")
        text = self.data.decode(self.encoding).removeprefix("\ufeff")
        return text.translate(_WINDOWS) if self._has_controls(text) else text

    def _has_controls(self, text: str) -> bool:
        if self.encoding.startswith("utf-8"):
            return not text.isascii() and _CONTROLS_ENCODED.search(self.data) is not None
        return self.encoding != "cp1252" and _CONTROLS.search(text) is not None  # which decodes none to such a sign


def source_of(path: str) -> Source:
    """The bytes of the file at ``path``. Raises `ReadFailure` where there is none, or it is empty or too large."""
    place = Path(path)
    try:
        if place.is_dir():
            raise unreadable(f"{path}: is a directory; audit the files in it with auditor batch")
        size = place.stat().st_size
        if size > SIZE_LIMIT:
            raise over_limit(f"{path}: {size:,} bytes, over the limit of {SIZE_LIMIT:,}")
        data = place.read_bytes()
    except FileNotFoundError:
        raise unreadable(f"{path}: no such file") from None
    except (OSError, ValueError) as error:
        raise unreadable(f"{path}: {getattr(error, 'strerror', None) or error}") from None
    if not data:
        raise unreadable(f"{path}: is empty")
    return Source(path, data)
