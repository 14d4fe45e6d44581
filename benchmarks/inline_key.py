"""Inline XBRL as its own answer key: what the page displays, read without its tags, against what the tags say.

    python benchmarks/inline_key.py [--misses N] [--kind WORD] [FILE or FOLDER …]

Of the numbers that a filing tags in its tables (hidden, nil and spelled-out ones left out), how many does the auditor
read at all; of those, how many with the right magnitude (digits and scale), the right period (end, and instant or
start) and the sign that the page prints. Where tags stand within tags, one of them must agree. Writes
``benchmarks/inline_key.json`` and the table in ``docs/inline-xbrl.md`` when run on the corpus beside the repository;
``--misses N`` lists N misses a file.
"""

from __future__ import annotations

import argparse
import itertools
import json
import re
import sys
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent
sys.path.insert(0, str(ROOT))

from auditor.extract import extract_all  # noqa: E402
from auditor.model.document import Document  # noqa: E402
from auditor.model.fact import Fact  # noqa: E402
from auditor.model.figure import Figure, Period  # noqa: E402
from auditor.read import ReadFailure, read_documents  # noqa: E402
from auditor.read.inline_xbrl import facts_of  # noqa: E402

CORPUS = ROOT.parent / "shared" / "corpus"
DOCUMENTED = ROOT / "docs" / "inline-xbrl.md"
SMALL = 60  # tagged numbers; up to so many, a filing has no line of its own in the documentation
SAME_START = timedelta(days=7)  # a head names months; a fiscal year of weeks starts some days off
WORDS = ("read", "magnitude", "period", "sign")

PLACE = re.compile(r"(<!-- figures: inline_key [^\n]*-->\n).*?(<!-- /figures -->)", re.S)
PREFIX = re.compile(rb"xmlns:([\w.-]+)\s*=\s*[\"']http://www\.xbrl\.org/\d+/inlineXBRL[\"']")
BESIDE = re.compile(r"[\s$\u00a3\u20ac()%\u00a0-]*")
DIGIT_OR_DASH = re.compile(r"[\d\u2010-\u2015\u2212-]")
OPEN = re.compile(r"\([\s$\u00a3\u20ac\u00a0]*$")
CLOSE = re.compile(r"[\s%\u00a0]*\)")
MINUS = re.compile(
    r"(?:^|(?<![\d%])[\s$\u00a3\u20ac(\u00a0])[\u2010-\u2015\u2212-][\s$\u00a3\u20ac\u00a0]?$"
)  # no range


@dataclass(frozen=True, slots=True)
class Printed:
    """One number that a page displays within its tags: innermost first, by position among the page's tags."""

    tags: tuple[int, ...]
    text: str
    alone: bool  # the cell holds no other words
    below_zero: bool  # brackets or a minus stand before it
    row: str  # the words of its row
    table: int  # 1-based, as the page counts


@dataclass(slots=True)
class Score:
    """Counts of one file, or of all."""

    counts: Counter[str] = field(default_factory=Counter)
    kinds: Counter[str] = field(default_factory=Counter)

    def share(self, word: str) -> float | None:
        tried = self.counts[f"{word}.tried"]
        return self.counts[word] / tried if tried else None

    def add(self, word: str, right: bool) -> None:
        self.counts[f"{word}.tried"] += 1
        self.counts[word] += right


@dataclass(frozen=True, slots=True)
class Miss:
    """A number that was not read, or read differently than tagged."""

    kind: str
    printed: Printed
    said: str


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("places", nargs="*", type=Path)
    parser.add_argument("--misses", type=int, default=0, metavar="N", help="list N misses of each file")
    parser.add_argument("--kind", default="", help="only misses whose kind holds this word")
    options = parser.parse_args()
    places = options.places or [CORPUS]
    if not options.places and not CORPUS.exists():
        sys.exit(f"the filings are not here: {CORPUS} is missing")
    total, files, failed = Score(), {}, 0
    print(f"{'tagged':>7s} " + " ".join(f"{word:>9s}" for word in WORDS))
    for path in inline_files(places):
        try:
            score, misses = judge(path)
        except ReadFailure as refused:
            failed += 1
            print(f"not read: {refused}")
            continue
        total.counts += score.counts
        total.kinds += score.kinds
        files[path.name] = summary(score)
        print(line_of(score, path.name))
        shown = [miss for miss in misses if options.kind in miss.kind][: options.misses]
        for miss in shown:
            print(f"    {miss.kind:24s} table[{miss.printed.table}] {miss.printed.row[:90]!r} {miss.said}")
    print(line_of(total, f"all {len(files)} files" + (f", {failed} not read" if failed else "")))
    for kind, count in total.kinds.most_common():
        print(f"    {count:6d} {kind}")
    if not options.places and files:
        result = {"total": summary(total), "kinds": dict(total.kinds.most_common()), "files": files}
        (HERE / "inline_key.json").write_text(json.dumps(result, indent=1) + "\n", encoding="utf-8")
        document(files, summary(total))


def inline_files(places: Sequence[Path]) -> Iterator[Path]:
    """The files among, and below, the places that declare inline XBRL."""
    for place in places:
        for path in sorted(place.rglob("*")) if place.is_dir() else [place]:
            if path.is_file() and path.suffix.lower() in (".htm", ".html", ".xhtml", ".txt", ".nc"):
                data = path.read_bytes()
                if b":nonfraction" in data.lower():
                    yield path


def line_of(score: Score, name: str) -> str:
    shares = (score.share(word) for word in WORDS)
    return f"{score.counts['read.tried']:7d} " + " ".join(
        f"{'–':>9s}" if share is None else f"{share:9.4f}" for share in (*shares,)
    ) + f"  {name}"  # fmt: skip


def summary(score: Score) -> dict[str, Any]:
    shares = {word: score.share(word) for word in WORDS}
    return {
        "tagged": score.counts["read.tried"],
        **{word: None if share is None else round(share, 5) for word, share in shares.items()},
        "read_alone_in_cell": None if (s := score.share("alone")) is None else round(s, 5),
        "spelled_out": score.counts["spelled_out"],
    }


def document(files: Mapping[str, dict[str, Any]], total: dict[str, Any]) -> None:
    """Write the figures into their place in the documentation: reports a line each, small accounts summed up."""
    rows = [*((name, one) for name, one in files.items() if one["tagged"] > SMALL), ("all files", total)]
    lines = ["| filing | tagged | " + " | ".join(WORDS) + " |", "| --- | --- |" + " --- |" * len(WORDS)]
    for name, one in rows:
        shares = ("" if one[word] is None else f"{100 * one[word]:.1f} %" for word in WORDS)
        lines.append(f"| {name} | {one['tagged']:,} | {' | '.join(shares)} |")
    lines.append(f"\n{len(files)} filings; those of at most {SMALL} tagged numbers are counted in the last line only.")
    page = DOCUMENTED.read_text(encoding="utf-8")
    text = PLACE.sub(lambda mark: mark[1] + "\n".join(lines) + "\n" + mark[2], page)
    DOCUMENTED.write_text(text, encoding="utf-8", newline="\n")


# --- judging ----------------------------------------------------------------------------------------------------------


def judge(path: Path) -> tuple[Score, list[Miss]]:
    """Read one file by its display, and hold every figure against the tag it stands in."""
    documents = read_documents(path)
    extraction = extract_all(documents)
    linked: dict[tuple[int, int], Figure] = {}
    for figure in extraction.figures:
        if figure.fact is not None and (tag := extraction.facts[figure.fact].tag) is not None:
            at = (figure.document, tag)
            if at not in linked or linked[at].table is None:
                linked[at] = figure
    score, misses = Score(), []
    for position, document in enumerate(documents):
        if not document.tags:
            continue
        facts = facts_of(document.tags, document.contexts, document.units)
        for printed in printed_in_tables(document):
            if not DIGIT_OR_DASH.search(printed.text):
                score.counts["spelled_out"] += 1
                continue
            figure = next((linked[(position, t)] for t in printed.tags if (position, t) in linked), None)
            found = list(compare(score, printed, figure, [facts[t] for t in printed.tags], extraction))
            score.kinds.update(miss.kind for miss in found)
            misses += found
    return score, misses


def compare(
    score: Score, printed: Printed, figure: Figure | None, facts: Sequence[Fact], extraction: Any
) -> Iterator[Miss]:
    """Count one number; yield what is missed of it."""
    tagged = " or ".join(f"{fact.name} {said_by(fact)} {fact.context.period}" for fact in facts)
    is_read = figure is not None and figure.mantissa is not None
    score.add("read", is_read)
    if printed.alone:
        score.add("alone", is_read)
    if figure is None or figure.mantissa is None:
        where = "alone in its cell" if printed.alone else "among words"
        state = "unread" if figure is None else "unreadable"
        yield Miss(f"{state}, {where}", printed, f"{printed.text!r}; tag: {tagged}")
        return
    head, place = "", ""
    if figure.table is not None and figure.column is not None:
        table = extraction.tables[figure.table]
        head, place = table.columns[figure.column].header, table.title
    read = f"{figure.text!r} = {figure.value} {figure.unit} {figure.period}; head {head!r}; title {place!r}"
    said = f"{read}; label {figure.label!r}; tag: {tagged}"
    valued = [fact for fact in facts if fact.mantissa is not None]
    if valued:
        wrong = [magnitude_miss(figure, fact) for fact in valued]
        score.add("magnitude", not all(wrong))
        if all(wrong):
            yield Miss(f"magnitude: {wrong[0]}", printed, said)
    dated = [fact.context.period for fact in facts if fact.context.period is not None]
    if dated:
        off = [period_miss(figure.period, period) for period in dated]
        score.add("period", not all(off))
        if all(off):
            yield Miss(f"period: {off[0]}", printed, said)
    if figure.mantissa:
        score.add("sign", (figure.mantissa < 0) == printed.below_zero)
        if (figure.mantissa < 0) != printed.below_zero:
            yield Miss("sign", printed, said)


def said_by(fact: Fact) -> str:
    return "nothing" if fact.mantissa is None else f"{fact.mantissa}e{fact.exponent} {fact.unit}"


def magnitude_miss(figure: Figure, fact: Fact) -> str | None:
    """How digits or scale of figure and fact differ; None where they do not. A percentage counts in hundredths."""
    one, other = abs(figure.mantissa or 0), abs(fact.mantissa or 0)
    if not one and not other:
        return None
    exponent = figure.exponent - (2 if figure.unit == "percent" else 0)
    base = min(exponent, fact.exponent)
    one, other = one * 10 ** (exponent - base), other * 10 ** (fact.exponent - base)
    if one == other:
        return None
    if not one or not other or str(one).rstrip("0") != str(other).rstrip("0"):
        return "digits"
    power = len(str(one)) - len(str(other))
    return f"scale, 10^{power:+d} ({figure.unit} for {fact.unit})"


def period_miss(read: Period | None, tagged: Period) -> str | None:
    """How the periods differ; None where they do not."""
    if read is None:
        return "none read"
    if (read.start is None) != (tagged.start is None):
        return "instant for duration" if read.start is None else "duration for instant"
    if read.end != tagged.end:
        return "end"
    if read.start is not None and tagged.start is not None and abs(read.start - tagged.start) > SAME_START:
        return "start"
    return None


# --- the page, by a walk of our own -----------------------------------------------------------------------------------


def printed_in_tables(document: Document) -> Iterator[Printed]:
    """The numbers tagged within tables, each once, in the order of the page's tags; what is not shown left out."""
    from lxml import etree

    data = document.text.encode("utf-8", "replace")
    found = PREFIX.search(data)
    name = f"{found[1].decode().lower() if found else 'ix'}:nonfraction"
    root = etree.fromstring(data, etree.HTMLParser(encoding="utf-8", no_network=True, huge_tree=True))
    elements = list(root.iter(name))
    if len(elements) != len(document.tags):
        print(f"    {document.path}: {len(elements)} tags on the page, {len(document.tags)} read")
        return
    order = {element: position for position, element in enumerate(elements)}
    tables = {table: number for number, table in enumerate(root.iter("table"), start=1)}
    for element in elements:
        above = list(element.iterancestors())
        if element.find(f".//{name}") is not None or is_hidden([element, *above]) or is_nil(element):
            continue
        table = next((a for a in above if a.tag == "table"), None)
        row = next((a for a in above if a.tag == "tr"), None)
        cell = next((a for a in above if a.tag in ("td", "th")), None)
        if table is None or row is None or cell is None:
            continue
        chain = (element, *(a for a in above if a in order))
        text = "".join(element.itertext()).strip()
        in_cell = before(cell, element)
        yield Printed(
            tags=tuple(order[one] for one in chain),
            text=text,
            alone=bool(BESIDE.fullmatch("".join(cell.itertext()).replace(text, "", 1))),
            below_zero=bool(OPEN.search(before(row, element)) and CLOSE.match(after(row, element)))
            or bool(MINUS.search(in_cell) or text[:1] in "(-\u2212"),
            row=" ".join("".join(f"{t} " for t in row.itertext()).split()),
            table=tables[table],
        )


def before(holder: Any, element: Any) -> str:
    """The words of ``holder`` that stand before ``element``."""
    return "".join(
        piece or "" for piece in itertools.takewhile(lambda piece: piece is not None, _pieces(holder, element))
    )


def after(holder: Any, element: Any) -> str:
    """The words of ``holder`` that stand behind ``element``."""
    pieces = iter(_pieces(holder, element))
    for piece in pieces:
        if piece is None:
            break
    return "".join(piece for piece in pieces if piece)


def _pieces(holder: Any, element: Any) -> Iterator[str | None]:
    """The words of ``holder`` in order, with None in the place of ``element``."""
    from lxml import etree

    inside = False
    for event, one in etree.iterwalk(holder, events=("start", "end")):
        if one is element:
            inside = event == "start"
            if not inside:
                yield None
                yield element.tail or ""
        elif not inside and event == "start" and isinstance(one.tag, str):
            yield one.text or ""
        elif not inside and event == "end" and one is not holder:
            yield one.tail or ""


def is_hidden(chain: Sequence[Any]) -> bool:
    return any(
        str(one.tag).endswith((":hidden", ":header"))
        or "display:none" in (one.get("style") or "").replace(" ", "").lower()
        for one in chain
    )


def is_nil(element: Any) -> bool:
    return (element.get("xsi:nil") or "").lower() in ("true", "1")


if __name__ == "__main__":
    main()
