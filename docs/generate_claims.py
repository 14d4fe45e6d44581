"""Writes the measured figures into ``docs/claims.md`` from what ``benchmarks/claims.py`` left.

    make docs        or        python docs/generate_claims.py

The words of the page are written by hand, its figures nowhere but here; a test compares. ``make bench`` measures anew.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent))

import marks
from marks import PLACE, ROOT, head, row, share  # noqa: F401

PAGE = ROOT / "docs" / "claims.md"
PARTS = {
    "dev": "looked at while the matching was made",
    "held-out": "labelled for measuring",
    "final": "labelled last",
}


def page(text: str) -> str:
    """The page with what stands between its marks written anew."""
    return marks.filled(text, TABLES)


def matching(result: dict[str, Any]) -> Iterator[str]:
    """A line for each part, and one for all."""
    yield from head(
        "part", "filings", "amounts", "a table prints them", "of these unread", "matched", "rightly", "precision",
        "recall", "F1", words=1,
    )  # fmt: skip
    for name, one in [*result["parts"].items(), ("all", result["all"])]:
        words = f"*{name}*: {PARTS[name]}" if name in PARTS else "together"
        counts = (one["filings"], one["labels"], one["bound"], one["unread"], one["tp"] + one["fp"], one["tp"])
        scores = (f"{one[score]:.3f}" for score in ("precision", "recall", "f1"))
        yield row(words, *(f"{count:,}" for count in counts), *scores)


def releases(result: dict[str, Any]) -> Iterator[str]:
    """The lists of 2003 in a line."""
    one = result["releases_of_2003"]
    yield from head("claims listed", "stated elsewhere in the release", "of these read", "and tested", words=0)
    shares = (f"{one[kind]} ({share(one[kind], one['stated'])})" for kind in ("read", "tested"))
    yield row(one["claims"], one["stated"], *shares)


TABLES: dict[str, tuple[str, Callable[[Any], Iterator[str]]]] = {
    "matching": ("claims", matching),
    "releases": ("claims", releases),
}


def main() -> None:
    marks.write(PAGE, TABLES)


if __name__ == "__main__":
    main()
