"""Writes the measured figures into ``README.md`` from what the benchmarks left in ``benchmarks/*.json``.

    make bench       or, when these files are there:        python docs/generate_figures.py

A figure in the README that nobody can reproduce is worth nothing: these come from the benchmarks and from nowhere else.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "README.md"
PLACE = re.compile(r"(<!-- figures: (accuracy|speed|reading) [^\n]*-->\n).*?(<!-- /figures -->)", re.S)
READ = {
    "plain text": ("text",),
    "full submissions": ("submission",),
    "HTML": ("html",),
    "inline XBRL": ("inline-xbrl",),
    "XBRL instances": ("xbrl",),
}
PLANTED = {"statement": "the primary statements", "table": "other tables", "prose": "sentences"}


def measured(name: str) -> dict[str, Any] | None:
    """What a benchmark left, or None where it has not been run."""
    path = ROOT / "benchmarks" / f"{name}.json"
    return json.loads(path.read_text(encoding="utf-8")) if path.exists() else None


def page(text: str) -> str:
    """The page with the tables between its marks written anew; those of a benchmark that was not run stay."""

    def written(mark: re.Match[str]) -> str:
        figures = measured(mark.group(2))
        if figures is None:
            return mark.group(0)
        lines = {"accuracy": _accuracy, "speed": _speed, "reading": _reading}[mark.group(2)](figures)
        return mark.group(1) + "\n".join(lines) + "\n" + mark.group(3)

    return PLACE.sub(written, text)


def _accuracy(summary: dict[str, Any]) -> Iterator[str]:
    yield from ("| planted in | typos | detected | located | corrected |", "| --- | --- | --- | --- | --- |")
    for group, words in PLANTED.items():
        if f"{group}.n" in summary:
            shares = " | ".join(_share(summary[f"{group}.{word}"]) for word in ("detected", "located", "corrected"))
            yield f"| {words} | {summary[f'{group}.n']} | {shares} |"
    yield ""
    errors, warnings = (f"{summary[f'clean.{kind}_per_document']:g}" for kind in ("errors", "warnings"))
    yield f"In the same releases as filed, with nothing planted: {errors} errors and {warnings} warnings a document."


def _share(value: float) -> str:
    return f"{100 * value:.0f} %"


def _speed(results: dict[str, dict[str, float]]) -> Iterator[str]:
    yield from ("| command | seconds | memory, MB | of that the audit, ms |", "| --- | --- | --- | --- |")
    for command, row in results.items():
        if "seconds" in row:
            audit = results.get(command.split()[-1], {}).get("all")
            yield f"| `{command}` | {row['seconds']:.2f} | {row['megabytes']:.0f} | {f'{audit:.0f}' if audit else ''} |"


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


def main() -> None:
    PAGE.write_text(page(PAGE.read_text(encoding="utf-8")), encoding="utf-8", newline="\n")
    print(f"wrote {PAGE.relative_to(ROOT)}")


if __name__ == "__main__":
    main()
