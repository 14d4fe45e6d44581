"""The index of a batch: one row a filing, with a link to its page, built from the report documents.

Beside the page lie its rows (``index.jsonl``): a later batch adds its filings to them and rewrites the index alone.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, fields
from hashlib import sha256
from pathlib import Path
from typing import Any

ROWS, PAGE = "index.jsonl", "index.html"
_UNFIT = re.compile(r"[^A-Za-z0-9.-]+")
_TYPES: dict[str, tuple[type, ...]] = {"str": (str,), "int": (int,), "float": (int, float)}
LONGEST_NAME = 80  # characters of a page's name


@dataclass(frozen=True, slots=True)
class Entry:
    """One filing of the index. ``covered`` is how many of its ``figures`` a slip in which would be noticed."""

    path: str
    page: str
    company: str
    form: str
    period: str  # ISO date
    errors: int
    warnings: int
    notes: int
    figures: int
    covered: int
    seconds: float
    failure: str  # why it could not be audited; "" where it was

    @property
    def worst(self) -> str:
        if self.failure:
            return "failed"
        return "error" if self.errors else "warning" if self.warnings else "info" if self.notes else "clean"


def page_name(path: str) -> str:
    """A name for a filing's page that no other filing's has, and that a person knows again."""
    stem = _UNFIT.sub("-", os.path.basename(path)).strip("-.")[:LONGEST_NAME] or "filing"
    return f"{stem}-{sha256(path.encode('utf-8', 'surrogateescape')).hexdigest()[:8]}.html"


def entry(document: Mapping[str, Any], seconds: float) -> Entry:
    """The row of one report document."""
    source, summary, coverage = document["documents"][0], document["summary"], document["coverage"]
    failure = document["failure"]
    return Entry(
        path=source["path"],
        page=page_name(source["path"]),
        company=source["company"] or "",
        form=source["form"] or "",
        period=source["period"] or "",
        errors=summary["errors"],
        warnings=summary["warnings"],
        notes=summary["info"],
        figures=coverage["figures"],
        covered=coverage["detectable"],
        seconds=round(seconds, 2),
        failure=failure["message"] if failure else "",
    )


def known(folder: Path) -> dict[str, Entry]:
    """The rows of an earlier batch by path; none where there was none.

    Raises ``ValueError`` with the line's number where the file is none of ours.
    """
    try:
        lines = (folder / ROWS).read_text(encoding="utf-8").splitlines()
    except FileNotFoundError:
        return {}
    found: dict[str, Entry] = {}
    for number, line in enumerate(lines, start=1):
        try:
            row = Entry(**json.loads(line))
        except (TypeError, ValueError) as error:
            raise ValueError(f"{folder / ROWS}, line {number}: no row of an index") from error
        if any(not isinstance(getattr(row, field.name), _TYPES[str(field.type)]) for field in fields(row)):
            raise ValueError(f"{folder / ROWS}, line {number}: no row of an index")
        found[row.path] = row
    return found


def write(folder: Path, entries: Iterable[Entry], templates: Sequence[Path] = ()) -> None:
    """Write the index and its rows, the filings with the most serious findings first, then those not audited. Raises
    ``OSError``."""
    ranked = sorted(entries, key=lambda one: (-one.errors, -one.warnings, not one.failure, -one.notes, one.path))
    folder.mkdir(parents=True, exist_ok=True)
    rows = "".join(json.dumps(asdict(one)) + "\n" for one in ranked)
    _replace(folder / ROWS, rows)
    _replace(folder / PAGE, index_page(ranked, templates))


def _replace(place: Path, words: str) -> None:
    """Write a file whole or not at all."""
    new = place.with_name(f".{place.name}.new")
    new.write_text(words, encoding="utf-8", errors="replace")
    os.replace(new, place)


def index_page(entries: Sequence[Entry], templates: Sequence[Path] = ()) -> str:
    """The index as one self-contained page."""
    from auditor.report.page import environment, script

    setting = environment(tuple(templates))
    return setting.get_template("index.html.j2").render(
        entries=entries,
        errors=sum(one.errors for one in entries),
        warnings=sum(one.warnings for one in entries),
        notes=sum(one.notes for one in entries),
        figures=sum(one.figures for one in entries),
        failed=sum(bool(one.failure) for one in entries),
        scripts=[script(setting, "index.js")],
    )
