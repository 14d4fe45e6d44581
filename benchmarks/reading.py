"""What is read of every kind of filing, how long it takes, and how that compares.

    python benchmarks/reading.py [--rounds N] [--no-memory] [FILE or FOLDER …]

Audits every file (default: the corpus beside the repository) in this process, in path order, and sums up by format:
files, tables seen and read, figures, numeric cells that could not be read, seconds a megabyte. Formats that are not
among the files come from ``examples/``, or are made from them for the run. Every HTML page is timed beside lxml on the
same bytes, in rounds one after the other, and beside edgartools where that is installed (``pip install
'auditor[bench]'``). Peak memory is that of the command, a process a file. Prints tables; writes
``benchmarks/reading.json`` when run without files.
"""

from __future__ import annotations

import argparse
import contextlib
import gc
import json
import os
import platform
import re
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from time import monotonic
from typing import Any

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent
sys.path[:0] = [str(ROOT), str(HERE)]

import side_by_side  # noqa: E402

from auditor.batch.filings import apart, filings  # noqa: E402
from auditor.model.audit import Audit  # noqa: E402
from auditor.pipeline import audit_file  # noqa: E402

CORPUS = ROOT.parent / "shared" / "corpus"
EXAMPLES = ROOT / "examples"
ABOUT = ("MANIFEST.tsv", "README.md")  # of the corpus: they tell of filings and are none
FORMATS = ("text", "submission", "html", "inline-xbrl", "xbrl", "csv", "tsv", "xlsx", "parquet")
PAGES = ("html", "inline-xbrl")
LARGEST = {"html": 3, "inline-xbrl": 2, "text": 1, "submission": 1, "xbrl": 1, "csv": 1, "xlsx": 1}  # for memory
SUBMITTED = re.compile(r"^(?:CONFORMED SUBMISSION TYPE:|<SUBMISSION>|<(?:SEC|IMS)-(?:DOCUMENT|HEADER)>)", re.MULTILINE)
HEAD = 20_000  # characters in which a submission says that it is one
PATIENCE = 1.0  # seconds before progress is shown
MEGABYTE = 1_000_000


@dataclass(frozen=True)
class Reading:
    """One file: what was read of it, and in how many seconds."""

    path: str
    form: str  # one of `FORMATS`, or "other"
    size: int
    failure: str  # the kind, "" where it was audited
    why: str
    seen: int
    tables: int
    figures: int
    unread: int
    reading: float  # seconds: read and extract
    whole: float  # seconds: every stage


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("places", nargs="*", type=Path)
    parser.add_argument("--rounds", type=int, default=2, help="of a page, ours and lxml in turn (default: 2)")
    parser.add_argument("--no-memory", action="store_true", help="leave the memory of commands unmeasured")
    options = parser.parse_args()
    if not options.places and not CORPUS.exists():
        sys.exit(f"the filings are not here: {CORPUS} is missing")
    paths, companions = files(options.places or [CORPUS])
    parse = side_by_side.edgartools()
    if parse is None:
        print("edgartools is not installed: left out (pip install 'auditor[bench]')", file=sys.stderr)
    warm(parse)
    with tempfile.TemporaryDirectory() as folder:
        readings, pages = census(paths, options.rounds, parse)
        if not options.places:
            more = lacking({reading.form for reading in readings}, Path(folder))
            readings += census(more, options.rounds, None)[0]
        result = summary(readings, companions, pages)
        if not options.no_memory:
            result["memory"] = side_by_side.memory(largest(readings))
    show(result)
    if not options.places:
        (HERE / "reading.json").write_text(json.dumps(result, indent=1) + "\n", encoding="utf-8")


def files(places: Sequence[Path]) -> tuple[list[str], int]:
    """The filings of the places in path order, and how many linkbases and schemas are read with them."""
    paths: list[str] = []
    companions = 0
    for place in places:
        if not place.is_dir():
            paths.append(str(place))
            continue
        found, beside = apart(filings(str(place)))
        paths += [path for path in found if not (Path(path).parent == CORPUS and Path(path).name in ABOUT)]
        companions += len(beside)
    return paths, companions


def warm(parse: Callable[[str], Any] | None) -> None:
    """Do each kind of work once, so that no file pays for imports and vocabularies."""
    page = "<html><body><p>Sales (in thousands)</p><table><tr><td>Sales</td><td>1,204</td></tr></table></body></html>"
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder, "page.html")
        place.write_text(page, encoding="utf-8")
        for path in (place, *sorted(EXAMPLES.glob("*.*"))):
            audit_file(path)
    side_by_side.by_lxml(page.encode())
    if parse is not None:
        parse(page)


def census(
    paths: Sequence[str], rounds: int, parse: Callable[[str], Any] | None
) -> tuple[list[Reading], list[side_by_side.Page]]:
    """Audit every file once, and pages as often as there are rounds, beside the others."""
    readings, pages = [], []
    with progress(len(paths)) as step:
        for path in paths:
            step(path)
            seconds, audit = side_by_side.timed(partial(audit_file, path))
            form = format_of(path, audit)
            if form in PAGES and not audit.failure:
                page, audit = side_by_side.measure(path, seconds, rounds, parse)
                pages.append(page)
                seconds = min(page.ours)
            readings.append(reading_of(path, form, audit, seconds))
            del audit
            gc.collect()
    return readings, pages


def format_of(path: str, audit: Audit) -> str:
    """What a file is: its media, but of a whole submission that it is one; "other" where it was refused at the door.

    One ``<DOCUMENT>`` cut from a submission counts as what it holds.
    """
    from auditor.read.sniff import signature
    from auditor.read.source import source_of

    if audit.document.media == "unknown":
        return "other"
    source = source_of(path)
    whole = not signature(source.data) and SUBMITTED.search(source.text, 0, HEAD)
    return "submission" if whole else audit.document.media


def reading_of(path: str, form: str, audit: Audit, seconds: float) -> Reading:
    counts, failure = audit.coverage, audit.failure
    stages = sum(audit.seconds.get(stage, 0.0) for stage in ("read", "extract"))
    every = sum(audit.seconds.values())
    return Reading(
        path, form, os.path.getsize(path), failure.kind if failure else "",
        failure.message.removeprefix(f"{path}: ") if failure else "",
        counts.tables_seen, counts.tables_read, counts.figures, counts.numeric_cells_unread,
        seconds * stages / every if every else seconds, seconds,
    )  # fmt: skip


def lacking(there: set[str], folder: Path) -> list[str]:
    """Files of the formats that are not among those met: examples, or what is made of an example."""
    made = {"csv": EXAMPLES / "production.csv", "xlsx": EXAMPLES / "annual-statements.xlsx"}
    if "tsv" not in there:
        made["tsv"] = as_tsv(made["csv"], folder / "production.tsv")
    if "parquet" not in there and (written := as_parquet(made["csv"], folder / "production.parquet")):
        made["parquet"] = written
    return [str(path) for form, path in made.items() if form not in there]


def as_tsv(source: Path, place: Path) -> Path:
    import csv

    with source.open(encoding="utf-8", newline="") as stream, place.open("w", encoding="utf-8", newline="") as out:
        csv.writer(out, delimiter="\t").writerows(csv.reader(stream))
    return place


def as_parquet(source: Path, place: Path) -> Path | None:
    """The table of a CSV, its columns named by its first full row; None without a library for it."""
    try:
        import pyarrow
        import pyarrow.parquet
    except ImportError:
        print("pyarrow is not installed: no Parquet (pip install 'auditor[parquet]')", file=sys.stderr)
        return None
    import csv

    with source.open(encoding="utf-8", newline="") as stream:
        rows = list(csv.reader(stream))
    width = max(map(len, rows))
    names, *lines = [row for row in rows if len(row) == width and all(row)]
    columns = {name: [line[place] for line in lines] for place, name in enumerate(names)}
    pyarrow.parquet.write_table(pyarrow.table(columns), place)
    return place


def largest(readings: Sequence[Reading]) -> list[str]:
    """The largest audited files of some formats."""
    found: list[Reading] = []
    for form, count in LARGEST.items():
        some = [reading for reading in readings if reading.form == form and not reading.failure]
        found += sorted(some, key=lambda reading: -reading.size)[:count]
    return [reading.path for reading in found]


def summary(readings: Sequence[Reading], companions: int, pages: Sequence[side_by_side.Page]) -> dict[str, Any]:
    import lxml

    from auditor import __version__

    met = [form for form in (*FORMATS, "other") if any(reading.form == form for reading in readings)]
    return {
        "auditor": __version__,
        "python": platform.python_version(),
        "lxml": lxml.__version__,
        "files": len(readings),
        "companions": companions,
        "formats": {form: row([r for r in readings if r.form == form]) for form in met},
        "total": row(readings),
        "refused": refused(readings),
        "html": side_by_side.beside_lxml(pages) if pages else None,
        "edgartools": side_by_side.beside_edgartools(pages),
        "memory": [],
    }


def row(readings: Sequence[Reading]) -> dict[str, Any]:
    """The sums of some files. Seconds a megabyte are over those that were audited."""
    audited = [reading for reading in readings if not reading.failure]
    megabytes = sum(reading.size for reading in audited) / MEGABYTE
    failures = Counter(reading.failure for reading in readings if reading.failure)
    sums = {
        name: sum(getattr(reading, name) for reading in audited) for name in ("seen", "tables", "figures", "unread")
    }
    times = {name: sum(getattr(reading, name) for reading in audited) for name in ("reading", "whole")}
    return {
        "files": len(readings), "audited": len(audited), **dict(sorted(failures.items())),
        "bytes": sum(reading.size for reading in audited), **sums,
        **{f"{name}_seconds": round(seconds, 3) for name, seconds in times.items()},
        **{f"{name}_a_megabyte": round(s / megabytes, 3) if megabytes else None for name, s in times.items()},
    }  # fmt: skip


def refused(readings: Sequence[Reading]) -> list[dict[str, str]]:
    """The files that gave no report, and why."""
    return [
        {"file": f"{Path(r.path).parent.name}/{Path(r.path).name}", "kind": r.failure, "why": r.why}
        for r in readings
        if r.failure
    ]


def show(result: dict[str, Any]) -> None:
    print(f"{'':12s} {'files':>6s} {'none':>5s} {'seen':>6s} {'read':>6s} {'figures':>8s} {'unread':>7s} {'s/MB':>15s}")
    for form, one in [*result["formats"].items(), ("all", result["total"])]:
        taken = " ".join("–" if (s := one[f"{w}_a_megabyte"]) is None else f"{s:7.2f}" for w in ("reading", "whole"))
        print(
            f"{form:12s} {one['files']:6d} {one['files'] - one['audited']:5d} {one['seen']:6d} {one['tables']:6d} "
            f"{one['figures']:8d} {one['unread']:7d} {taken:>15s}"
        )
    if result["html"]:
        print(f"\ntimes lxml (at most {side_by_side.MOST}):")
        for size, band in [*result["html"]["by_size"].items(), ("all", result["html"]["all"])]:
            print(
                f"{size:>16s} bytes: {band['pages']:4d} pages, median {band['median']:5.1f}, nine in ten "
                f"{band['nine_in_ten']:5.1f}, most {band['most']:5.1f}, over {band['over']}, together "
                f"{band['together']:5.1f}"
            )
    if theirs := result["edgartools"]:
        print(
            f"\nedgartools {theirs['version']}, parsing only: {theirs['edgartools_seconds']} s; ours, whole: "
            f"{theirs['seconds']} s; a page's share: median {theirs['median']}, most {theirs['most']}; "
            f"slower on {len(theirs['slower'])} of {theirs['pages']}"
        )
    for one in result["memory"]:
        print(f"{one['file']:60s} {one['bytes']:9,d} bytes {one['megabytes']:7.1f} MB of {one['allowed']:6.1f} allowed")


@contextlib.contextmanager
def progress(total: int) -> Iterator[Callable[[str], None]]:
    """Says on a terminal which file is at hand, once there has been something to wait for."""
    if not sys.stderr.isatty():
        yield lambda path: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

    columns = TextColumn("reading"), BarColumn(), MofNCompleteColumn(), TextColumn("{task.description}")
    bar = Progress(*columns, console=Console(stderr=True), auto_refresh=False, transient=True)
    began, task = monotonic(), bar.add_task("", total=total)

    def step(path: str) -> None:
        bar.update(task, advance=1, description=Path(path).name)
        if monotonic() - began > PATIENCE:
            bar.start()
            bar.refresh()

    yield step
    bar.stop()


if __name__ == "__main__":
    main()
