"""Which files are audited, in which order."""

from __future__ import annotations

import os
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path

HEAD = 65_536  # bytes in which an XML file says what its root is


def filings(directory: str, leave_out: Path | None = None) -> list[str]:
    """Every file below ``directory`` in path order, hidden ones and ``leave_out`` excepted.

    Paths begin with ``directory`` as given. Links to directories are not followed, so that a loop ends.
    """
    skipped = leave_out.resolve() if leave_out is not None else None
    found: list[str] = []
    for folder, folders, names in os.walk(directory):
        folders[:] = [name for name in folders if not name.startswith(".")]
        for name in names:
            path = os.path.join(folder, name)
            if not name.startswith(".") and not (skipped and name == skipped.name and Path(path).resolve() == skipped):
                found.append(path)
    return sorted(found, key=lambda path: path.split(os.sep))


def gathered(places: Sequence[str], leave_out: Path | None = None) -> list[str]:
    """Every file that is named, and every file below a directory that is named, once each, in path order.

    Raises ``FileNotFoundError`` with the first place where there is nothing.
    """
    found: dict[str, None] = {}
    for place in places:
        if os.path.isdir(place):
            found.update(dict.fromkeys(filings(place, leave_out)))
        elif os.path.lexists(place):
            found[place] = None
        else:
            raise FileNotFoundError(place)
    return sorted(found, key=lambda path: path.split(os.sep))


def size_of(path: str) -> int:
    """The size of a file in bytes; 0 where it cannot be seen."""
    try:
        return os.path.getsize(path)
    except OSError:
        return 0


def apart(paths: Sequence[str]) -> tuple[list[str], list[str]]:
    """(filings, linkbases and schemas): the latter are read with an instance of their folder, and are no filings.

    A linkbase whose instance is not there stays among the filings, so that its line says so.
    """
    from auditor.read.linkbase import is_linked

    folders: dict[str, list[str]] = defaultdict(list)
    for path in paths:
        folders[os.path.dirname(path)].append(os.path.basename(path))
    accompanying = {
        os.path.join(folder, name)
        for folder, names in folders.items()
        if any(map(is_linked, names))
        for name in _accompanying(folder, names)
    }
    return [path for path in paths if path not in accompanying], [path for path in paths if path in accompanying]


def _accompanying(folder: str, names: list[str]) -> set[str]:
    """The names of a folder's linkbases and schemas that some instance of it is read with."""
    from auditor.read.linkbase import is_linked
    from auditor.read.xbrl import companions

    found = {
        companion
        for name in names
        if name.lower().endswith((".xml", ".xbrl")) and not is_linked(name)
        if is_instance(os.path.join(folder, name))
        for companion in companions(os.path.join(folder, name), names)
    }
    return {name for name in found if _root(os.path.join(folder, name)) in ("linkbase", "schema")}


def is_instance(path: str) -> bool:
    """Whether the file at ``path`` is an XBRL instance, by its root element."""
    return _root(path) == "xbrl"


def _root(path: str) -> str:
    """The root element of the XML file at ``path``; "" where it is none, or cannot be opened."""
    from auditor.read.sniff import encoding_of, xml_root

    try:
        with open(path, "rb") as stream:
            head = stream.read(HEAD)
    except OSError:
        return ""
    return xml_root(head.decode(encoding_of(head) or "latin-1", "replace").removeprefix("\ufeff"))
