"""Pages of hand-written words whose figures come from the benchmarks and from nowhere else.

A table stands between two marks, ``<!-- figures: NAME … -->`` and ``<!-- /figures -->``, and is written anew from
``benchmarks/*.json``; where a benchmark has not been run, what stands there stays.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
PLACE = re.compile(r"(<!-- figures: (\w+) [^\n]*-->\n).*?(<!-- /figures -->)", re.S)

Tables = Mapping[str, tuple[str, Callable[[Any], Iterator[str]]]]  # of a mark: the benchmark, and the lines of it


def measured(name: str) -> Any:
    """What a benchmark left, or None where it has not been run."""
    path = ROOT / "benchmarks" / f"{name}.json"
    return json.loads(path.read_text(encoding="utf-8")) if path.exists() else None


def filled(text: str, tables: Tables) -> str:
    """The page with what stands between its marks written anew. Raises KeyError for a mark of no known table."""

    def written(mark: re.Match[str]) -> str:
        source, lines_of = tables[mark[2]]
        figures = measured(source)
        if figures is None:
            return mark[0]
        return mark[1] + "\n".join(lines_of(figures)) + "\n" + mark[3]

    return PLACE.sub(written, text)


def head(*titles: str, words: int = 1) -> Iterator[str]:
    """The head of a table: columns of words to the left, figures to the right."""
    yield f"| {' | '.join(titles)} |"
    yield "|" + " --- |" * words + " ---: |" * (len(titles) - words)


def row(*cells: object) -> str:
    """A line of a table."""
    return f"| {' | '.join(map(str, cells))} |"


def share(part: float, whole: float, places: int = 0) -> str:
    """Part of whole in percent; empty where there is no whole."""
    return f"{100 * part / whole:.{places}f} %" if whole else ""


def write(page: Path, tables: Tables) -> None:
    """Write a page's figures anew."""
    page.write_text(filled(page.read_text(encoding="utf-8"), tables), encoding="utf-8", newline="\n")
    print(f"wrote {page.relative_to(ROOT)}")
