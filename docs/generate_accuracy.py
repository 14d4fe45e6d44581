"""Writes the measured figures into ``docs/accuracy.md`` from what the benchmarks left in ``benchmarks/*.json``.

    make docs        or        python docs/generate_accuracy.py

The words of the page are written by hand, its figures nowhere but here; a test compares. ``make bench`` measures anew.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

sys.path[:0] = [str(Path(__file__).resolve().parent), str(Path(__file__).resolve().parent.parent / "benchmarks")]

import marks  # noqa: E402
from marks import PLACE, ROOT, head, row, share  # noqa: E402, F401
from missed import KINDS  # noqa: E402

PAGE = ROOT / "docs" / "accuracy.md"
COLLECTIONS = {"releases": "the two releases", "text": "plain text", "html": "HTML"}
LARGER = ("text", "html")  # the collections that are aimed at, and large enough for shares of parts
PLACES = {"statement": "statements", "table": "other tables", "prose": "sentences"}
SCORES = ("detected", "located", "corrected")
AIMS = {"statement": (0.97, 0.93, 0.88), "table": (0.70, 0.93, 0.88)}  # in the order of `SCORES`, of text and HTML each
QUIET = 0.10  # errors a document as published, at most
TYPOS = {
    "substitute": "one digit for another", "transpose": "two digits changed about", "drop": "a digit left out",
    "double": "a digit typed twice", "sign": "brackets added", "stale": "the amount beside it repeated",
}  # fmt: skip
STAGES = ("read", "extract", "identify", "diagnose")
LARGE = {"sections": "Sections with totals", "list": "A single list with its total"}
OPERATORS = {"Sum": "sums", "Average": "averages", "Division": "quotients", "RelativeChange": "changes", "all": "all"}

Json = dict[str, Any]


def page(text: str) -> str:
    """The page with what stands between its marks written anew."""
    return marks.filled(text, TABLES)


def planted(collections: Json) -> Iterator[str]:
    """Typos found, placed and corrected, by collection and place."""
    yield from head("filings", "planted in", "typos", "detected", "of these located", "of these corrected", words=2)
    for name, words in COLLECTIONS.items():
        for place, where in PLACES.items():
            if counts := collections.get(name, {}).get("where", {}).get(place):
                yield row(words, where, f"{counts['n']:,}", *of_detected(counts))
    for place, aims in AIMS.items():
        yield row("*aim, text and HTML*", f"*{PLACES[place]}*", "", *(f"*{100 * aim:.0f} %*" for aim in aims))


def of_detected(counts: Json) -> list[str]:
    """Detected of all; located and corrected of those."""
    found = counts["detected"]
    return [share(found, counts["n"], 1), *(share(counts[word], found, 1) for word in SCORES[1:])]


def clean(collections: Json) -> Iterator[str]:
    """What is reported on the filings as published, and how long both batches took."""
    yield from head("filings", "documents", "errors", "warnings", "info", "errors a document", "copies", "seconds")
    for name, words in COLLECTIONS.items():
        if one := collections.get(name):
            said = (one["clean"][word] for word in ("errors", "warnings", "info"))
            rate = f"{one['clean']['errors'] / one['filings']:.2f}"
            seconds = f"{one['seconds']['clean'] + one['seconds']['planted']:.0f}"
            yield row(words, one["filings"], *said, rate, f"{one['cases']:,}", seconds)
    yield row("*aim*", "", "", "", "", f"*{QUIET:.2f}*", "", "")


def typos(collections: Json) -> Iterator[str]:
    """By kind of typo, over all places."""
    shown = [name for name in LARGER if name in collections] or list(collections)
    titles = [f"{COLLECTIONS[name]}: {word}" for name in shown for word in ("typos", *SCORES)]
    yield from head("typo", *titles)
    for typo, words in TYPOS.items():
        cells = []
        for name in shown:
            counts = collections[name]["typos"].get(typo, dict.fromkeys(("n", *SCORES), 0))
            cells += [counts["n"], *of_detected(counts)]
        yield row(words, *cells)
    yield from ("", "Located and corrected are shares of the detected.")


def missed(collections: Json) -> Iterator[str]:
    """Why what was missed was missed."""
    shown = [name for name in LARGER if name in collections] or list(collections)
    yield from head("missed", *(f"{COLLECTIONS[name]}: {where}" for name in shown for where in PLACES.values()))
    totals = [0] * (len(shown) * len(PLACES))
    for kind, words in KINDS.items():
        counts = [collections[name]["missed"].get(kind, {}).get(place, 0) for name in shown for place in PLACES]
        totals = [total + count for total, count in zip(totals, counts, strict=True)]
        if any(counts):
            yield row(words, *(count or "" for count in counts))
    yield row("**together**", *totals)
    planted_in = [collections[name]["where"].get(place, {}).get("n", 0) for name in shown for place in PLACES]
    yield row("of typos", *planted_in)


def confidence(collections: Json) -> Iterator[str]:
    """How many first suspects were the figure mistyped, by how confidently they were named."""
    shown = [name for name in LARGER if name in collections] or list(collections)
    titles = [f"{COLLECTIONS[name]}: {word}" for name in shown for word in ("suspects", "mean confidence", "right")]
    yield from head("confidence", *titles)
    edges = sorted({(one["from"], one["to"]) for name in shown for one in collections[name]["confidence"]})
    for edge in edges:
        cells: list[object] = []
        for name in shown:
            bins = {(one["from"], one["to"]): one for one in collections[name]["confidence"]}
            one = bins.get(edge)
            cells += [one["suspects"], f"{100 * one['mean']:.0f} %", f"{100 * one['right']:.0f} %"] if one else [""] * 3
        yield row(f"{100 * edge[0]:.0f} to {100 * edge[1]:.0f} %", *cells)
    yield ""
    for name in shown:
        found = sum(counts["detected"] for counts in collections[name]["where"].values())
        alone = share(collections[name]["one_finding"], found)
        yield f"Of the {found:,} typos detected in {COLLECTIONS[name]}, {alone} gave exactly one new finding."


def aggregations(result: Json) -> Iterator[str]:
    """Relations found in annotated CSV files, beside AggreCol."""
    yield from head(
        "relations", "annotated", "found", "exact: P", "R", "F1", "lenient: P", "R", "F1", "AggreCol: P", "R", "F1"
    )
    for operator, words in OPERATORS.items():
        if one := result["operators"].get(operator):
            scores = [f"{one[mode][word]:.3f}" for mode in ("exact", "lenient") for word in ("p", "r", "f1")]
            theirs = result["aggrecol"].get(operator, {}).get("lenient", {})
            beside = [f"{theirs[word]:.3f}" if theirs else "" for word in ("p", "r", "f1")]
            yield row(words, f"{one['annotated']:,}", f"{one['found']:,}", *scores, *beside)
    theirs, best = result["aggrecol"], result["aggrecol"]["all without its third stage"]["lenient"]
    yield ""
    yield (
        f"{result['files']} files in {result['seconds']:.0f} s, AggreCol {theirs['seconds']:,} s. AggreCol's columns "
        "are by its own, the lenient criterion; by the exact one its F1 over all is "
        f"{theirs['all']['exact']['f1']:.3f}, and lenient in its best setting (without its third stage) "
        f"{best['f1']:.3f}."
    )


def growth(result: Json) -> Iterator[str]:
    """Seconds by rows, with and without a mistyped digit."""
    yield from head("rows", "read + extract, s", "identify, s", "diagnose, s", "ms a row", "with a typo, s", "ms a row")
    for one, other in zip(result["clean"]["sizes"], result["planted"]["sizes"], strict=True):
        seconds = (f"{one[stage]:.3f}" for stage in ("reading", "identify", "diagnose"))
        rates = [f"{1000 * each['testing'] / each['rows']:.2f}" for each in (one, other)]
        yield row(f"{one['rows']:,}", *seconds, rates[0], f"{other['testing']:.3f}", rates[1])
    yield ""
    fitted = (
        f"{words} the time of identify + diagnose grows with the rows to the power of {one['exponent']:.2f}, "
        f"over the last step {one['last_exponent']:.2f}"
        for words, one in (("Without a typo", result["clean"]), ("with one", result["planted"]))
    )
    first = result["clean"]
    yield f"{'; '.join(fitted)}. For *n* log *n* these would be {first['n_log_n']:.2f} and {first['last_n_log_n']:.2f}."


def large(result: Json) -> Iterator[str]:
    """The largest tables: seconds, and what their reports say of what was not tested."""
    for name, words in LARGE.items():
        one = result["large"][name]
        findings = f"{one['findings']} finding{'s' if one['findings'] != 1 else ''}"
        yield (
            f"{words}, {one['rows']:,} rows of {result['columns']} columns, with one mistyped digit: "
            f"{one['reading']:.1f} s to read, {one['testing']:.1f} s to test; {one['identities']:,} relations, "
            f"{share(one['detectable'], one['figures'])} of the figures covered, {findings}. {untested(one)}"
        )
        yield ""


def untested(one: Json) -> str:
    """What the report on a large table says of what was not tested."""
    said = [*(f"{reason} ({count:,} relations)" for reason, count in one["skipped"].items()), *one["remarks"]]
    return f"Its report says: {'; '.join(said)}." if said else "Its report names nothing left untested."


def stages(result: Json) -> Iterator[str]:
    """Testing beside reading: a summary, and the filings with the highest ratio."""
    seconds = result["seconds"]
    reading, testing = seconds["read"] + seconds["extract"], seconds["identify"] + seconds["diagnose"]
    brief = result["brief"]
    yield (
        f"{result['filings']} filings: {reading:.1f} s to read and extract, {testing:.1f} s to identify and diagnose. "
        f"In {result['within']} of them ({share(result['within'], result['filings'])}) the second takes no longer than "
        f"the first; the ratio is {result['median']:.2f} in the middle, {result['nine_in_ten']:.2f} at nine in ten, "
        f"{result['most']:.2f} at most. Of those over, {brief['over']} are read in less than {brief['below_ms']} ms."
    )
    yield ""
    yield from head("highest ratios", "figures", "read + extract, ms", "identify, ms", "diagnose, ms", "ratio")
    for one in result["worst"]:
        times = (f"{one['ms'][stage]:.0f}" for stage in ("reading", "identify", "diagnose"))
        yield row(f"`{one['file']}`", f"{one['figures']:,}", *times, f"{one['ratio']:.2f}")


TABLES: dict[str, tuple[str, Callable[[Any], Iterator[str]]]] = {
    "planted": ("accuracy", planted),
    "clean": ("accuracy", clean),
    "typos": ("accuracy", typos),
    "missed": ("accuracy", missed),
    "confidence": ("accuracy", confidence),
    "aggregations": ("aggregations", aggregations),
    "growth": ("growth", growth),
    "large": ("growth", large),
    "stages": ("stages", stages),
}


def main() -> None:
    marks.write(PAGE, TABLES)


if __name__ == "__main__":
    main()
