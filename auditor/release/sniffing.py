"""What a path may hold of a release, told by a look at its beginning: few bytes, and nothing that could wait.

A named pipe or a device is never opened, and a page of words costs no more than one short read.
"""

from __future__ import annotations

import os
import stat
import zipfile
from typing import Literal

from auditor.read.archive import DAMAGE
from auditor.read.delimited import DELIMITERS
from auditor.read.failure import unreadable
from auditor.read.sniff import signature

HEAD = 32_768  # bytes looked at
LEAST_FIELDS = 3  # an entity, a period and what is told of them

Form = Literal["directory", "zip", "parquet", "json", "delimited"]


def kind_of_path(path: str) -> Literal["directory", "file", "other"] | None:
    """What stands at ``path``: a directory, a regular file, something else (a pipe, a device), or nothing."""
    try:
        mode = os.stat(path).st_mode
    except (OSError, ValueError):
        return None
    return "directory" if stat.S_ISDIR(mode) else "file" if stat.S_ISREG(mode) else "other"


def refuse_other(path: str) -> None:
    """Raises `ReadFailure` for a pipe or a device, which is read only once, and may have no end."""
    if kind_of_path(path) == "other":
        raise unreadable(f"{path}: is no regular file; a release is read more than once")


def head_of(path: str) -> bytes:
    """The first bytes of a regular file; none of anything else, and of what cannot be read."""
    if kind_of_path(path) != "file":
        return b""
    try:
        with open(path, "rb", buffering=0) as stream:
            return stream.read(HEAD)
    except OSError:
        return b""


def form_of(path: str) -> Form | None:
    """The form of release that may stand at ``path``; None where none can."""
    if kind_of_path(path) == "directory":
        return "directory"
    head = head_of(path)
    kind = signature(head)
    if kind:
        return "zip" if kind == "zip" else "parquet" if kind == "parquet" else None
    begins = head.removeprefix(b"\xef\xbb\xbf").lstrip()[:1]
    if begins == b"{":
        return "json"
    first = head.partition(b"\n")[0]
    if begins == b"<" or all(first.count(one.encode()) < LEAST_FIELDS - 1 for one in DELIMITERS):
        return None
    return "delimited"


def zip_names(path: str) -> list[str]:
    """The names of an archive's members. Raises `ReadFailure` for whatever damage, forged or not."""
    refuse_other(path)
    try:
        with zipfile.ZipFile(path) as archive:
            return archive.namelist()
    except DAMAGE as error:
        raise damaged(path, error) from None


def damaged(path: str, error: Exception) -> Exception:
    """The failure of an archive that raised ``error``: the system's words where it was the system."""
    said = error.strerror if isinstance(error, OSError) and error.strerror else None
    if said:
        return unreadable(f"{path}: {said}")
    words = " ".join(str(error).split())[:120] or type(error).__name__
    return unreadable(f"{path}: {words}" if os.path.isdir(path) else f"{path}: a damaged zip archive ({words})")
