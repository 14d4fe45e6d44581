"""Writes what a batch gains by processes, holds and takes into ``docs/batch.md``, from ``benchmarks/batch.json``.

make bench       or, when that file is there:        python docs/generate_batch.py
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent))

import marks
from marks import PLACE, ROOT, head, row  # noqa: F401

PAGE = ROOT / "docs" / "batch.md"


def page(text: str) -> str:
    """The page with the table between its marks written anew; it stays where the benchmark was not run."""
    return marks.filled(text, TABLES)


def _batch(results: dict[str, Any]) -> Iterator[str]:
    ran = results["processes"]
    best = ran["best"]
    yield from head("", "one process", "two processes")
    yield row(f"{ran['filings']} filings, {ran['MB']} MB, seconds", best["one, s"], best["two, s"])
    yield row("of that the processors, seconds", best["one, processor s"], best["two, processor s"])
    yield ""
    yield (
        f"Two processes are {best['gain']:.2f} times as fast as one: the best of {len(ran['pairs'])} pairs, on a "
        f"machine with {results['processors']} cores that others used meanwhile (load {best['load']}). "
        f"A process audits {best['MB/s a process']} MB of filings a second of its processor; lxml parses the same "
        f"bytes at {best['lxml, MB/s']} MB a second."
    )
    yield ""
    yield from head("after filings", "the batch holds, MB", "its processes, MB")
    for count, held in results["memory"]["after"].items():
        yield row(f"{int(count):,}", held["batch, MB"], " and ".join(str(one) for one in held["processes, MB"]))


TABLES = {"batch": ("batch", _batch)}


if __name__ == "__main__":
    marks.write(PAGE, TABLES)
