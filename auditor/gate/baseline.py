"""The baseline: findings that a team has looked at, each with a reason, who and when. It is reviewed like code.

    [[accepted]]                     # the gate passes over it
    fingerprint = "9f2c…"
    check = "FT101"
    reason = "a pro forma column that the company never totals"
    who = "A. Controller"
    when = 2026-11-22
    file = "filings/q3.txt"          # optional: only there
    decision = "accepted"            # optional: "tool" where the auditor is wrong
    message = "Total assets is …"    # optional: what was accepted, in words

``[[confirmed]]`` entries are findings that a reviewer found to be true: they are kept and pass nothing over.
"""

from __future__ import annotations

import contextlib
import json
import os
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any, Literal

from auditor.gate.key_lines import key_lines
from auditor.gate.toml_file import TomlError, read_toml
from auditor.model.path_pattern import is_file, place_of
from auditor.report.words import visible

NAME = "auditor-baseline.toml"
HEAD = "# Findings reviewed by hand. The gate passes over those accepted.\n"
Kind = Literal["accepted", "confirmed"]
KINDS: tuple[Kind, ...] = ("accepted", "confirmed")
_ABOUT = ("file", "tool")  # what the report says of where it was reviewed
_TEXTS = ("fingerprint", "check", "reason", "who", "file", "decision", "message")
_DECISIONS = frozenset(("", "accepted", "tool", "confirmed"))


class BaselineError(ValueError):
    """A baseline that cannot be read or written: one line with file, line and key."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One reviewed finding. ``file`` is "" where it holds for any; ``line`` is that of its head in the file."""

    kind: Kind
    fingerprint: str
    check: str = ""
    reason: str = ""
    who: str = ""
    when: date | None = None
    file: str = ""
    decision: str = ""
    message: str = ""
    line: int = 0

    def is_of(self, place: str) -> bool:
        """Whether it speaks of the filing at ``place`` (see `place_of`): the same file, or its last parts."""
        return not self.file or is_file(place, self.file)


@dataclass(frozen=True)
class Baseline:
    """The entries of a baseline. Their files are relative to ``folder``, that of the baseline."""

    entries: tuple[Entry, ...] = ()
    folder: str = ""

    @cached_property
    def _by_fingerprint(self) -> dict[str, list[Entry]]:
        found: dict[str, list[Entry]] = {}
        for entry in self.entries:
            found.setdefault(entry.fingerprint, []).append(entry)
        return found

    def place(self, path: str) -> str:
        """A filing's path as an entry names it."""
        return place_of(path, self.folder)

    def entry_for(self, place: str, fingerprint: str) -> Entry | None:
        """The entry that speaks of a finding: accepted before confirmed, one with its file before one for any."""
        met = [entry for entry in self._by_fingerprint.get(fingerprint, ()) if entry.is_of(place)]
        return min(met, key=lambda entry: (entry.kind != "accepted", not entry.file), default=None)


def read(path: Path) -> tuple[Entry, ...]:
    """The entries of a baseline, in its order. Raises `BaselineError`."""
    try:
        text, document = read_toml(path)
    except TomlError as error:
        raise BaselineError(str(error)) from None
    lines = key_lines(text)
    for name in document:
        if name not in (*KINDS, *_ABOUT):
            line = lines.get((name,)) or lines.get((name, 0))
            place = f"{path}, line {line}" if line else str(path)
            raise BaselineError(
                f"{place}: there is no {visible(name)!r} in a baseline, only [[accepted]] and [[confirmed]]"
            )
    found: list[Entry] = []
    for kind in KINDS:
        listed = document.get(kind, [])
        if not isinstance(listed, list):
            raise BaselineError(f"{path}: {kind} must be a list of tables: [[{kind}]]")
        for at, entry in enumerate(listed):
            line = lines.get((kind, at), 0)  # those written inline stand on lines that are not known
            place = f"{path}, line {line}" if line else str(path)
            found.append(replace(_entry(place, kind, entry), line=line))
    return tuple(sorted(found, key=lambda entry: entry.line))


def _entry(place: str, kind: Kind, entry: Any) -> Entry:
    """One entry; ``place`` is how a complaint begins. Raises `BaselineError`."""
    if not isinstance(entry, dict):
        raise BaselineError(f"{place}: {kind} must be a list of tables: [[{kind}]]")
    unknown = sorted(set(entry) - {*_TEXTS, "when"})
    if unknown:
        raise BaselineError(f"{place}: [[{kind}]] has no key {unknown[0]!r}; it has {', '.join((*_TEXTS, 'when'))}")
    for key in _TEXTS:
        if not isinstance(entry.get(key, ""), str):
            raise BaselineError(f"{place}: {key} = {entry[key]!r} must be words in quotes")
    when = entry.get("when")
    if when is not None and type(when) is not date:
        raise BaselineError(f"{place}: when = {when!r} must be a date without quotes: when = 2026-11-22")
    if not entry.get("fingerprint"):
        raise BaselineError(f"{place}: an entry of [[{kind}]] has no fingerprint")
    if kind == "accepted" and not entry.get("reason", "").strip():
        raise BaselineError(
            f"{place}: {visible(entry['fingerprint'])} is accepted without a reason; write why it may stand"
        )
    if entry.get("decision", "") not in _DECISIONS:
        raise BaselineError(f"{place}: decision = {entry['decision']!r} must be accepted, tool or confirmed")
    words = {key: entry.get(key, "") for key in _TEXTS}
    return Entry(kind, when=when, **words)


def write(path: Path, entries: Iterable[Entry]) -> None:
    """Write a baseline whole or not at all. Raises `BaselineError`."""
    new = path.with_name(f".{path.name}.new")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        new.write_text(as_toml(entries), encoding="utf-8", newline="\n")
        os.replace(new, path)
    except OSError as error:
        with contextlib.suppress(OSError):  # what a full disk took of it
            new.unlink(missing_ok=True)
        raise BaselineError(f"{path}: {error.strerror}") from error


def as_toml(entries: Iterable[Entry]) -> str:
    """The baseline's text: what `read` reads back, entry for entry."""
    parts = [HEAD]
    for entry in entries:
        lines = [f"[[{entry.kind}]]"]
        lines += [f"{key} = {_quoted(getattr(entry, key))}" for key in ("fingerprint", "check", "reason", "who")]
        if entry.when is not None:
            lines.append(f"when = {entry.when.isoformat()}")
        lines += [
            f"{key} = {_quoted(value)}" for key in ("file", "decision", "message") if (value := getattr(entry, key))
        ]
        parts.append("\n".join(lines) + "\n")
    return "\n".join(parts)


def _quoted(words: str) -> str:
    """A basic string of TOML: JSON's escapes are among TOML's, but for DEL and lone surrogates."""
    kept = words.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return json.dumps(kept, ensure_ascii=False).replace("\x7f", "\\u007f")
