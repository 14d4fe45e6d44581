"""Data that is published about filings, and is no filing: bulk data sets, company facts, linkbases without instance.

Each is told apart and named in one line, so that nobody takes it for a filing that failed.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterable

from auditor.read.failure import ReadFailure, unreadable
from auditor.read.sniff import xml_root

HEAD = 65_536  # bytes of a neighbouring file that tell what it is
FOR_RELEASES = "use `auditor gate`"  # the command that audits every filing of a release
MOST_NEIGHBOURS = 400  # files of a folder that are looked at

_DATA_SET = frozenset(("sub", "num", "pre", "tag"))
_HEADS = {  # the first columns of each table of the bulk data sets
    "num": ("adsh", "tag", "version"),
    "pre": ("adsh", "report", "line"),
    "sub": ("adsh", "cik", "name"),
    "tag": ("tag", "version", "custom"),
}
_TABLES = {"num": "values", "pre": "lines of statements", "sub": "submissions", "tag": "tags"}
_ROOT_ENDINGS = re.compile(r"(?:_(?:cal|pre|lab|def|ref)\.xml|\.xsd(?:\.xml)?)$", re.IGNORECASE)


def data_set(names: Iterable[str]) -> str:
    """What an archive with these members is, where it is the regulator's bulk data; else "".

    >>> data_set(["sub.txt", "num.txt", "pre.txt", "tag.txt", "readme.htm"])[:24]
    'a financial statement da'
    """
    stems = {
        name.rsplit("/", 1)[-1].lower().rpartition(".")[0] for name in names if name.lower().endswith((".txt", ".tsv"))
    }
    if len(_DATA_SET & stems) < 3:
        return ""
    told = "a financial statement data set (sub, num, pre, tag): a data release on many filings, not a filing"
    return f"{told}; {FOR_RELEASES}"


def data_set_part(text: str) -> str:
    """What a text is, where it is one table of the bulk data; else ""."""
    columns = tuple(text[: text.find("\n")].strip().lower().split("\t")) if "\t" in text[:200] else ()
    for name, head in _HEADS.items():
        if columns[: len(head)] == head:
            return (
                f"the table '{name}' ({_TABLES[name]}) of a financial statement data set: a data release, not a filing"
            )
    return ""


def describe_json(text: str, path: str) -> str:
    """What JSON data is. Raises `ReadFailure` where it is malformed, saying where; ``path`` is for its words."""
    try:
        data = json.loads(text)
    except (RecursionError, ValueError) as error:
        raise malformed(path, error) from None
    if isinstance(data, dict):
        name = data.get("entityName") or data.get("name")
        of = f" of {' '.join(name.split())[:100]}" if isinstance(name, str) else ""
        if "facts" in data:
            return f"company facts JSON{of}: facts of many filings, not audited as a filing; {FOR_RELEASES}"
        if "filings" in data:
            return f"company submissions JSON{of}: a list of filings, not audited as a filing"
    return "JSON data, which is no filing"


def malformed(path: str, error: Exception) -> ReadFailure:
    """The failure of JSON that could not be read, saying where it breaks."""
    if isinstance(error, json.JSONDecodeError):
        return unreadable(f"{path}: malformed JSON: {error.msg} at line {error.lineno}, column {error.colno}")
    return unreadable(f"{path}: JSON that is nested too deeply, or holds a number too long, to be read")


def beside(path: str) -> str:
    """ " (name)" of the instance that lies in the folder of a linkbase or schema; "" where there is none."""
    folder, own = os.path.split(path)
    if not _ROOT_ENDINGS.search(own):
        return ""
    try:
        names = sorted(os.listdir(folder or "."))[:MOST_NEIGHBOURS]
    except OSError:
        return ""
    stem = _ROOT_ENDINGS.sub("", own)[:4].lower()
    for name in names:
        if (
            name.lower().endswith((".xml", ".htm", ".html"))
            and not _ROOT_ENDINGS.search(name)
            and name[:4].lower() == stem
        ):
            try:
                with open(os.path.join(folder, name), "rb") as stream:
                    root = xml_root(stream.read(HEAD).decode("utf-8", "replace"))
            except OSError:
                continue
            if root in ("xbrl", "html"):
                return f" ({name})"
    return ""
