"""Markdown in which a filing's words are words: they cannot make links, HTML, mentions, tables or commands of a log.

Two ways: `code` for what is printed and may be copied, which no renderer looks into; `text` for sentences, in which
signs of Markdown are entities, and a sign that would make a reference (``@all``, ``#12``, ``!3``) is parted from what
follows by a blank of no width, as GitHub and GitLab look for those after the entities are read.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from auditor.gate.forms.safe import plain, whole

_APART = "\N{ZERO WIDTH SPACE}"
_REFERENCE = re.compile(r"""[@#!$~%&^:](?=["'\w])|:(?=//)|\bwww(?=\.)""", re.IGNORECASE)
_COMMIT = re.compile(r"\b(?=[0-9a-f]*[a-f])[0-9a-f]{7,40}\b", re.IGNORECASE)
_SIGN = re.compile(r"[\\`*_{}\[\]<>#|~$&@!^" + _APART + "]")
_LINE_START = re.compile(r"^(?:[-+=]|\d+[.)])")  # a list or an underline, where the words begin a line
_TICKS = re.compile(r"`+")


def text(words: str) -> str:
    """Words of a filing within a sentence or a cell of a table.

    >>> text("<b>Cash</b> | $5 @all")
    '&#60;b&#62;Cash&#60;/b&#62; &#124; &#36;&#8203;5 &#64;&#8203;all'
    """
    apart = _REFERENCE.sub(lambda sign: sign[0] + _APART, whole(plain(words)))
    apart = _COMMIT.sub(lambda sha: sha[0][:3] + _APART + sha[0][3:], apart)
    marked = _SIGN.sub(_entity, apart.strip())
    return _LINE_START.sub(lambda start: f"{start[0][:-1]}&#{ord(start[0][-1])};", marked)


def _entity(sign: re.Match[str]) -> str:
    return f"&#{ord(sign[0])};"


def code(words: str, *, in_table: bool = False) -> str:
    """Words of a filing as they are, in a fence of more backticks than they hold.

    >>> code("a `b` | c", in_table=True)
    '``a `b` \\\\| c``'
    """
    kept = whole(plain(words)).strip()
    if not kept:
        return "–"
    fence = "`" * (max((len(run) for run in _TICKS.findall(kept)), default=0) + 1)
    if kept.startswith("`") or kept.endswith("`"):
        kept = f" {kept} "
    if in_table:  # a bar parts cells even in code; only there a backslash before it is taken away
        kept = kept.replace("|", "\\|")
    return f"{fence}{kept}{fence}"


def table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table of cells that are Markdown already. A head that ends in ``:`` is of a column of numbers."""
    rules = ["---:" if head.endswith(":") else "---" for head in heads]
    lines = [[head.removesuffix(":") for head in heads], rules, *rows]
    return "\n".join("| " + " | ".join(cells) + " |" for cells in lines)


def within(most: int, parts: Iterable[str], number: int, rest: str) -> list[str]:
    """As many of the ``number`` parts, in order, as ``most`` bytes hold, and how many were left out, said by ``rest``
    with ``{}``."""
    kept: list[str] = []
    size = len(rest) + 20  # room for saying what is left out
    for part in parts:
        size += len(part.encode("utf-8")) + 2
        if size > most:
            return [*kept, rest.format(f"{number - len(kept):,}")]
        kept.append(part)
    return kept
