"""Which filings a pattern of a user's means: the same ones however their path was typed, and from wherever."""

from __future__ import annotations

import os
import re
from functools import lru_cache
from pathlib import Path, PurePath

_PIECE = re.compile(r"\*\*/|\*\*|\*|\?|[^*?]+")
_SAID = {"**/": r"(?:[^/]*/)*", "**": ".*", "*": "[^/]*", "?": "[^/]"}


def place_of(path: str, folder: str | os.PathLike[str] = "") -> str:
    """A filing's path relative to ``folder`` ("" for the working directory), with "/" between its parts.

    What stands behind a "#" names a member of an archive or a release, and stays as it is.

    >>> place_of("a/./b/../q3.txt"), place_of("x/2010q2.zip#0001-10-1")
    ('a/q3.txt', 'x/2010q2.zip#0001-10-1')
    """
    file, sign, member = (path, "", "") if "#" not in path or os.path.exists(path) else path.partition("#")
    whole = os.path.relpath(os.path.abspath(file), os.path.abspath(folder or Path()))
    words = PurePath(whole).as_posix() + sign + member
    return words.encode("utf-8", "replace").decode("utf-8")  # as a baseline can hold it: a name may be no UTF-8


def matches(place: str, pattern: str) -> bool:
    """Whether a place, or its last parts, meet a pattern of ``*`` (no "/"), ``?`` and ``**`` (any folders).

    A pattern without a "#" means the whole of an archive or release.

    >>> matches("drafts/2003/q3.txt", "drafts/**"), matches("a/q3.txt", "q?.txt"), matches("q3.txt", "drafts/*")
    (True, True, False)
    """
    wanted = PurePath(pattern).as_posix()
    files = place if "#" in wanted else place.partition("#")[0]
    return _expression(wanted).fullmatch(files) is not None or _expression(wanted).fullmatch(place) is not None


@lru_cache(maxsize=512)
def _expression(pattern: str) -> re.Pattern[str]:
    pieces = (_SAID.get(piece) or re.escape(piece) for piece in _PIECE.findall(pattern))
    return re.compile(f"(?:.*/)?{''.join(pieces)}", re.DOTALL)


def is_file(place: str, named: str) -> bool:
    """Whether a place is the file ``named``, or its last parts are; a member's place is that of its file too.

    >>> is_file("a/q3.txt", "q3.txt"), is_file("a/aq3.txt", "q3.txt"), is_file("a/r.csv#Alder", "a/r.csv")
    (True, False, True)
    """
    own = PurePath(os.path.normpath(named)).as_posix() if named else named
    return any(words == own or words.endswith(f"/{own}") for words in (place, place.partition("#")[0]))
