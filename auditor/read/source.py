"""A source: the bytes of one file, or of one member of an archive, decoded where they are text."""

from __future__ import annotations

import hashlib
import os
import re
import stat
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from auditor.read.failure import over_limit, unreadable
from auditor.read.sniff import encoding_of

SIZE_LIMIT = 200_000_000  # bytes; the largest submissions on EDGAR stay well below
CHUNK = 1 << 20

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
    def sha256(self) -> str:
        """The SHA-256 of the bytes in hexadecimal digits: of those that were read, whatever the file holds by now."""
        return hashlib.sha256(self.data).hexdigest()

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
    data = bytes_of(path, SIZE_LIMIT)
    if not data:
        raise unreadable(f"{path}: is empty", hashlib.sha256(b"").hexdigest())
    return Source(path, data)


def bytes_of(path: str, limit: int) -> bytes:
    """The bytes at ``path``, ``limit`` of them at most, as they stood at one time.

    Raises `ReadFailure` where there is no file, it is larger (whatever it says of its size), or it changes meanwhile.
    A pipe is read to its end, but nobody waits for its other end to be opened; devices, which may have no end, are not.
    """
    try:
        with open(path, "rb", opener=_without_waiting) as stream:
            before = os.fstat(stream.fileno())
            if not stat.S_ISREG(before.st_mode) and not stat.S_ISFIFO(before.st_mode):
                raise unreadable(f"{path}: is a device, not a file")
            if before.st_size > limit:
                raise over_limit(f"{path}: {before.st_size:,} bytes, over the limit of {limit:,}")
            if hasattr(os, "O_NONBLOCK"):
                os.set_blocking(stream.fileno(), True)
            data = stream.read(max(before.st_size, CHUNK) + 1)
            while len(data) <= limit and (more := stream.read(CHUNK)):  # a pipe; or a file that grows
                data += more
            after = os.fstat(stream.fileno())
    except FileNotFoundError:
        raise unreadable(f"{path}: no such file") from None
    except IsADirectoryError:
        raise unreadable(f"{path}: is a directory; audit the files in it with auditor batch") from None
    except (OSError, ValueError) as error:
        raise unreadable(f"{path}: {getattr(error, 'strerror', None) or error}") from None
    if len(data) > limit:
        raise over_limit(f"{path}: more than the limit of {limit:,} bytes")
    if stat.S_ISREG(after.st_mode) and _differ(before, after, len(data)):
        raise unreadable(f"{path}: changed while it was read; audit it again when it is complete")
    return data


def _without_waiting(path: str, flags: int) -> int:
    """Open a file; a pipe that nobody writes to is opened too, and is empty."""
    return os.open(path, flags | getattr(os, "O_NONBLOCK", 0))


def _differ(before: os.stat_result, after: os.stat_result, read: int) -> bool:
    """Whether a file was written to between two looks at it. Some of the system's own files give their size as 0."""
    return before.st_mtime_ns != after.st_mtime_ns or (after.st_size or read) != read
