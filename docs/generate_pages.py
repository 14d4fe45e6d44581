"""Writes what the report's pages cost into ``docs/report.md``, from ``benchmarks/pages.json``.

make bench       or, when that file is there:        python docs/generate_pages.py
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent))

import marks
from marks import PLACE, ROOT, head, row  # noqa: F401

PAGE = ROOT / "docs" / "report.md"


def page(text: str) -> str:
    """The page with the table between its marks written anew; it stays where the benchmark was not run."""
    return marks.filled(text, TABLES)


def _pages(results: dict[str, dict[str, Any]]) -> Iterator[str]:
    yield from head(
        "filing", "MB", "figures", "relations", "audit, s", "page set, s", "MB beyond the filing", "opens, s"
    )
    for name, one in results.items():
        opens = "" if one["opens"] is None else f"{one['opens']:.2f}"
        seconds = (f"{one[word]:.2f}" for word in ("audit", "render"))
        yield row(f"`{name}`", f"{one['filing']:.2f}", f"{one['figures']:,}", f"{one['relations']:,}", *seconds,
                  f"{one['beyond']:.2f}", opens)  # fmt: skip


TABLES = {"pages": ("pages", _pages)}


if __name__ == "__main__":
    marks.write(PAGE, TABLES)
