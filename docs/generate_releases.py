"""Writes the measured figures into ``docs/releases.md`` from what ``benchmarks/release.py`` left.

    make docs        or        python docs/generate_releases.py

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

PAGE = ROOT / "docs" / "releases.md"
KINDS = {
    "BS": "balance sheet",
    "IS": "income",
    "CF": "cash flows",
    "EQ": "changes in equity",
    "CI": "comprehensive income",
    "UN": "the regulator could not tell",
    "between": "between statements",
    "other": "other",
}
SLIPS = {
    "all": "all",
    "BS": "in balance sheets",
    "IS": "in statements of income",
    "CF": "in statements of cash flows",
    "substitute": "a digit substituted",
    "transpose": "two digits transposed",
    "drop": "a digit dropped",
    "double": "a digit doubled",
    "sign": "the sign turned",
    "stale": "another column's value",
}


def page(text: str) -> str:
    """The page with what stands between its marks written anew."""
    return marks.filled(text, TABLES)


def statements(result: dict[str, Any]) -> Iterator[str]:
    """A line for each kind of statement, and one for all."""
    told = result["published"]
    yield from head("statement", "statements", "relations tested", "hold", "fail")
    for kind, one in [*told["by_statement"].items(), ("", told)]:
        words = f"{KINDS[kind]} ({kind})" if kind.isupper() else KINDS.get(kind, "together")
        yield row(words, *(f"{one[count]:,}" for count in ("statements", "identities", "holds", "violated")))


def whole(result: dict[str, Any]) -> Iterator[str]:
    """The release in a line."""
    told = result["published"]
    yield from head("filings", "figures", "a slip in them would be noticed", "errors", "warnings", "seconds",
                    "of processor time", "MB, two processes", words=0)  # fmt: skip
    noticed = f"{told['detectable']:,} ({share(told['detectable'], told['figures'])})"
    counts = (told["errors"], told["warnings"], told["seconds"], told["processor_seconds"], told["megabytes"])
    yield row(f"{told['filings']:,}", f"{told['figures']:,}", noticed, *counts)


def planted(result: dict[str, Any]) -> Iterator[str]:
    """A line for all slips, for each statement and for each kind."""
    yield from head("slips", "planted", "detected", "located", "corrected")
    detected = result["planted"]["detected"]
    for name, words in SLIPS.items():
        if name in detected:
            one = detected[name]
            shares = (share(one[verdict], 1, 1) for verdict in ("detected", "located", "corrected"))
            yield row(words, f"{one['planted']:,}", *shares)


TABLES: dict[str, tuple[str, Callable[[Any], Iterator[str]]]] = {
    "whole": ("release", whole),
    "statements": ("release", statements),
    "planted": ("release", planted),
}


def main() -> None:
    marks.write(PAGE, TABLES)


if __name__ == "__main__":
    main()
