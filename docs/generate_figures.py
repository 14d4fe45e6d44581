"""Writes the measured figures into ``README.md`` from what the benchmarks left in ``benchmarks/*.json``.

    make bench       or, when these files are there:        python docs/generate_figures.py

A figure in the README that nobody can reproduce is worth nothing: these come from the benchmarks and from nowhere else.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent))

import marks
from marks import PLACE, ROOT, head, row, share  # noqa: F401

PAGE = ROOT / "README.md"
READ = {
    "plain text": ("text",),
    "full submissions": ("submission",),
    "HTML": ("html",),
    "inline XBRL": ("inline-xbrl",),
    "XBRL instances": ("xbrl",),
}
COLLECTIONS = {"releases": "two releases", "text": "plain text", "html": "HTML"}
PLANTED = {"statement": "the primary statements", "table": "other tables", "prose": "sentences"}


def page(text: str) -> str:
    """The page with the tables between its marks written anew; those of a benchmark that was not run stay."""
    return marks.filled(text, TABLES)


def _accuracy(collections: dict[str, Any]) -> Iterator[str]:
    yield from head("filings", "planted in", "typos", "detected", "of these located", "and corrected", words=2)
    for name, words in COLLECTIONS.items():
        for place, where in PLANTED.items():
            if counts := collections.get(name, {}).get("where", {}).get(place):
                of_these = (share(counts[word], counts["detected"]) for word in ("located", "corrected"))
                yield row(words, where, counts["n"], share(counts["detected"], counts["n"]), *of_these)
    yield ""
    yield "As filed, with nothing planted:"
    yield ""
    yield from head("filings", "documents", "errors a document", "warnings a document")
    for name, words in COLLECTIONS.items():
        if one := collections.get(name):
            rates = (f"{one['clean'][kind] / one['filings']:.2f}" for kind in ("errors", "warnings"))
            yield row(words, one["filings"], *rates)


def _speed(results: dict[str, dict[str, float]]) -> Iterator[str]:
    yield from ("| command | seconds | memory, MB | of that the audit, ms |", "| --- | --- | --- | --- |")
    for command, one in results.items():
        if "seconds" in one:
            audit = results.get(command.split()[-1], {}).get("all")
            yield f"| `{command}` | {one['seconds']:.2f} | {one['megabytes']:.0f} | {f'{audit:.0f}' if audit else ''} |"


def _reading(result: dict[str, Any]) -> Iterator[str]:
    yield from ("| read | files | figures | numeric cells unread |", "| --- | --- | --- | --- |")
    for form, names in READ.items():
        rows = [result["formats"][name] for name in names if name in result["formats"]]
        files, figures, unread = (sum(row[word] for row in rows) for word in ("audited", "figures", "unread"))
        if files:
            yield f"| {form} | {files} | {figures:,} | {unread} |"
    if html := result["html"]:
        times = html["all"]["together"]
        yield ""
        yield f"The audit of {html['all']['pages']} HTML pages takes {times:.1f} times what lxml takes to parse them."


TABLES: dict[str, tuple[str, Callable[[Any], Iterator[str]]]] = {
    "accuracy": ("accuracy", _accuracy),
    "speed": ("speed", _speed),
    "reading": ("reading", _reading),
}


def main() -> None:
    marks.write(PAGE, TABLES)


if __name__ == "__main__":
    main()
