"""Writes the measured figures into ``docs/reading.md`` from what the benchmarks left in ``benchmarks/*.json``.

    make docs        or        python docs/generate_reading.py

The words of the page are written by hand, its figures nowhere but here; a test compares. ``make bench`` measures anew.
"""

from __future__ import annotations

import re
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent))

import marks
from marks import PLACE, ROOT, head  # noqa: F401

PAGE = ROOT / "docs" / "reading.md"
NAMES = {
    "text": "plain text", "submission": "full submission", "html": "HTML", "inline-xbrl": "inline XBRL",
    "xbrl": "XBRL instance", "csv": "CSV", "tsv": "TSV", "xlsx": "XLSX", "parquet": "Parquet", "other": "refused",
}  # fmt: skip
WORDS = {  # of the answer key: the share, and the least that is asked
    "read": ("read at all", 99),
    "magnitude": ("of those, digits and scale right", 99),
    "period": ("of those, period right", 97),
    "sign": ("of those, below zero as printed", None),
}
KINDS = {
    "unread": "not read", "column": "in another column", "row": "under another label", "value": "with another value",
    "period": "with another period", "invented": "read where nothing is printed",
}  # fmt: skip
TARGET = 12  # times lxml


def page(text: str) -> str:
    """The page with what stands between its marks written anew."""
    return marks.filled(text, TABLES)


def formats(result: dict[str, Any]) -> Iterator[str]:
    """A line for each format."""
    yield from head(
        "format", "files", "audited", "tables seen", "read", "figures", "numeric cells unread",
        "s/MB to read", "s/MB in all",
    )  # fmt: skip
    for form, one in [*result["formats"].items(), ("", result["total"])]:
        name, bold = (NAMES[form], "") if form else ("together", "**")
        cells = [f"{one[word]:,}" for word in ("files", "audited", "seen", "tables", "figures", "unread")]
        cells += [seconds(one, "reading"), seconds(one, "whole")]
        yield f"| {bold}{name}{bold} | {' | '.join(cells)} |"
    yield ""
    yield (
        f"{result['companions']} linkbases and schemas are read with their instances and are not counted. Python "
        f"{result['python']}, lxml {result['lxml']}, one process."
    )


def seconds(one: dict[str, Any], word: str) -> str:
    """Seconds a megabyte, and nothing where the files are too small for a rate."""
    rate = one[f"{word}_a_megabyte"]
    return "" if rate is None else f"{rate:.2f}" if one["bytes"] >= 100_000 else "*"


def refusals(result: dict[str, Any]) -> Iterator[str]:
    """Files without a report, by what is said of them."""
    said = Counter((one["kind"], reason(one["why"])) for one in result["refused"])
    yield from ("| why | kind | files |", "| --- | --- | ---: |")
    for (kind, why), count in sorted(said.items(), key=lambda item: (-item[1], item[0])):
        yield f"| {why} | `{kind}` | {count} |"


def reason(why: str) -> str:
    """What a refusal says, without what is particular to one file."""
    first, *others = why.split("; ")
    parts = [first, *(part for part in others if not part.startswith(("company ", "period ending", "dated ")))]
    text = re.sub(r"\bthe (?:one amount|\d+ amounts)", "the amounts", "; ".join(parts))
    text = re.sub(r"( JSON) of [^:]+:", r"\1:", text)
    text = re.sub(r" at line \d+.*", "", text)
    return text.replace("|", "\\|")


def key(result: dict[str, Any]) -> Iterator[str]:
    """The answer key of inline XBRL."""
    total = result["total"]
    yield from head("of the numbers tagged in tables", "share", "at least")
    for word, (name, least) in WORDS.items():
        yield f"| {name} | {100 * total[word]:.2f} % | {f'{least} %' if least else ''} |"
    yield ""
    yield f"{len(result['files'])} filings, {total['tagged']:,} numbers."


def golden(result: dict[str, Any]) -> Iterator[str]:
    """Statements transcribed by eye."""
    figures = result["figures"]
    yield from head(f"of {figures:,} figures in {result['files']} filings", "count", "share")
    for kind, words in KINDS.items():
        yield f"| {words} | {result[kind]} | {100 * result[kind] / figures:.2f} % |"
    hard = {name: one for name, one in result["pages"].items() if "hard" in one}
    for name, one in hard.items():
        wrong = sum(one[kind] for kind in KINDS if kind in one)
        yield from ("", f"Of these, {wrong} are in `{name}` ({one['hard']}).")


def sums(rows: list[dict[str, Any]]) -> Iterator[str]:
    """Calculations beside Arelle, summed up."""
    bound, ours, theirs, one, other = (
        sum(row.get(word) or 0 for row in rows)
        for word in ("bound", "inconsistent", "arelle", "only ours", "only arelle")
    )
    yield (
        f"{len(rows)} sets, {bound:,} summations bound; inconsistent: {ours} by this project, {theirs} by Arelle, of "
        f"which only ours {one}, only Arelle's {other}."
    )


def speed(result: dict[str, Any]) -> Iterator[str]:
    """Times lxml, by size."""
    html = result["html"]
    yield from head("page", "pages", "median", "nine in ten", "most", f"over {TARGET}", "together")
    for size, band in [*html["by_size"].items(), ("", html["all"])]:
        times = [f"{band[word]:.1f}" for word in ("median", "nine_in_ten", "most")]
        name = between(size) if size else "**all**"
        yield f"| {name} | {band['pages']} | {' | '.join(times)} | {band['over']} | {band['together']:.1f} |"
    every = html["all"]
    yield ""
    yield (
        f"{every['megabytes']:.0f} MB: {every['seconds']:.1f} s beside {every['lxml_seconds']:.1f} s of lxml. Writing "
        f"the reports as JSON afterwards takes {every['report_seconds']:.1f} s more."
    )
    if html["over"]:
        yield ""
        names = ", ".join(f"`{one['page']}` {one['times']:.1f}" for one in html["over"][:12])
        more = len(html["over"]) - 12
        yield f"Over {TARGET}: {names}{f' and {more} more' if more > 0 else ''}."


def between(size: str) -> str:
    """A range of bytes in words: "100 to 300 kB"."""
    low, _, high = size.partition("-")
    if not high:
        return f"from {int(low) / 1000:,.0f} kB"
    return f"below {int(high) / 1000:,.0f} kB" if low == "0" else f"{int(low) // 1000:,} to {int(high) // 1000:,} kB"


def edgartools(result: dict[str, Any]) -> Iterator[str]:
    """Ours, whole, beside edgartools, parsing only."""
    beside = result["edgartools"]
    if beside is None:
        yield "edgartools was not installed when this was measured."
        return
    share, theirs = beside["seconds"] / beside["edgartools_seconds"], beside["edgartools_seconds"]
    yield (
        f"edgartools {beside['version']} takes {theirs:.1f} s to parse the {beside['pages']} pages "
        f"that it parses; the whole audit of the same pages takes {beside['seconds']:.1f} s, {100 * share:.0f} % of "
        f"that. A page's share is {100 * beside['median']:.0f} % in the middle and {100 * beside['most']:.0f} % at "
        f"most; pages that take us longer: {len(beside['slower'])}."
    )
    if beside["slower"]:
        names = (
            f"`{one['page']}` ({one['ms']:.0f} ms, {one['edgartools_ms']:.0f} ms)" for one in beside["slower"][:12]
        )
        more = len(beside["slower"]) - 12
        yield from ("", f"Longer: {', '.join(names)}{f' and {more} more' if more > 0 else ''}.")


def memory(result: dict[str, Any]) -> Iterator[str]:
    """The peak of the command."""
    yield from head("file", "MB of input", "peak, MB", "allowed, MB")
    for one in result["memory"]:
        yield f"| `{one['file']}` | {one['bytes'] / 1e6:.2f} | {one['megabytes']:.0f} | {one['allowed']:.0f} |"


TABLES: dict[str, tuple[str, Callable[[Any], Iterator[str]]]] = {
    "formats": ("reading", formats),
    "refusals": ("reading", refusals),
    "key": ("inline_key", key),
    "golden": ("golden_pages", golden),
    "sums": ("calculations", sums),
    "speed": ("reading", speed),
    "edgartools": ("reading", edgartools),
    "memory": ("reading", memory),
}


def main() -> None:
    marks.write(PAGE, TABLES)


if __name__ == "__main__":
    main()
