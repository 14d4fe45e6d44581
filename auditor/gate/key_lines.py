"""On which line of a TOML file a key stands, so that a complaint can name it."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence

_PART = r"[A-Za-z0-9_-]+|\"(?:[^\"\\\n]|\\[^\n])*\"|'[^'\n]*'"
_NAME = re.compile(rf"[ \t]*((?:{_PART})(?:[ \t]*\.[ \t]*(?:{_PART}))*)[ \t]*")
_PARTS = re.compile(_PART)
_BLANK = re.compile(r"(?:[ \t\r\n]+|#[^\n]*)*")
# What a value consists of, strings as wholes: brackets and line ends within them count for nothing. Those of several
# lines come first, for they begin as an empty one does; up to two more quotes may stand before their closing three.
_PIECE = re.compile(
    r'"""(?:[^"\\]|\\.|"{1,2}(?!"))*"{3,5}'
    r"|'''(?:[^']|'{1,2}(?!'))*'{3,5}"
    r'|"(?:[^"\\\n]|\\.)*"'
    r"|'[^'\n]*'"
    r"|#[^\n]*|[\[{]|[\]}]|\n|[^\"'#\[\]{}\n]+",
    re.DOTALL,
)

Path = tuple[str | int, ...]


def key_lines(text: str) -> dict[Path, int]:
    """The line (from 1) of every key and table head, by its path: ``("paths", 0, "match")``.

    The text must be TOML that has been read. A key within an inline table has the line of that table's key.
    """
    found: dict[Path, int] = {}
    table: Path = ()
    counts: dict[Path, int] = {}
    at, line, counted = 0, 1, 0
    while (at := _after(_BLANK, text, at)) < len(text):
        line, counted = line + text.count("\n", counted, at), at
        opening = 2 if text.startswith("[[", at) else 1 if text[at] == "[" else 0
        name = _NAME.match(text, at + opening)
        if name is None:
            break  # no TOML
        path = _parts(name[1])
        at = name.end()
        if opening == 2:
            within = _within_lists(path[:-1], counts)
            counts[(*within, path[-1])] = counts.get((*within, path[-1]), -1) + 1
            table = (*within, path[-1], counts[(*within, path[-1])])
        elif opening:
            table = _within_lists(path, counts)
        found.setdefault(table if opening else (*table, *path), line)
        at = at + opening if opening else _value_end(text, at)
    return found


def line_of(found: dict[Path, int], path: Sequence[str | int]) -> int | None:
    """The line of a path, or of the nearest thing around it that has one."""
    for length in range(len(path), 0, -1):
        if (line := found.get(tuple(path[:length]))) is not None:
            return line
    return None


def _after(pattern: re.Pattern[str], text: str, at: int) -> int:
    match = pattern.match(text, at)
    return match.end() if match else at


def _value_end(text: str, at: int) -> int:
    """Where the value ends that begins at its ``=``: at the end of a line outside all brackets and strings."""
    depth = 0
    while piece := _PIECE.match(text, at):
        if piece[0] in "[{":
            depth += 1
        elif piece[0] in "]}":
            depth -= 1
        elif piece[0] == "\n" and depth <= 0:
            break
        at = piece.end()
    return at


def _parts(dotted: str) -> tuple[str, ...]:
    return tuple(_bare(part) for part in _PARTS.findall(dotted))


def _bare(part: str) -> str:
    """A part of a name as it is meant: without its quotes, and with its escapes read."""
    if part.startswith('"'):
        return str(tomllib.loads(f"name = {part}")["name"]) if "\\" in part else part[1:-1]
    return part[1:-1] if part.startswith("'") else part


def _within_lists(name: Sequence[str], counts: dict[Path, int]) -> Path:
    """``[paths.severity]`` below ``[[paths]]`` belongs to the last of them."""
    path: Path = ()
    for part in name:
        path = (*path, part)
        if path in counts:
            path = (*path, counts[path])
    return path
