"""Reading beside others: lxml on the same bytes, edgartools on the same page, and the memory of a whole command.

Nothing is written here; ``benchmarks/reading.py`` calls these and keeps what they return.
"""

from __future__ import annotations

import gc
import os
import subprocess
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median, quantiles
from time import process_time
from typing import Any

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent
sys.path.insert(0, str(ROOT))

from auditor.model.audit import Audit  # noqa: E402
from auditor.pipeline import audit_file  # noqa: E402
from auditor.report.report import Report  # noqa: E402

MOST = 12  # times what lxml takes for the page: the target of the whole pipeline
BYTES_EACH, BYTES_ONCE = 40, 100_000_000  # the target of memory: for each byte of input, and once
SIZES = (100_000, 300_000, 1_000_000)  # bytes that part small pages from large ones
MEGABYTE = 1_000_000

# A process of its own between this one and the command: what it has waited for is the command and nothing else.
WATCH = """
import resource, subprocess, sys
done = subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
print(done.returncode, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)
"""
UNIT = 1 if sys.platform == "darwin" else 1024  # bytes in which the system counts memory


@dataclass
class Page:
    """Seconds that one page took, a round each. ``theirs`` is empty without edgartools, or where it refused."""

    path: str
    size: int
    ours: list[float] = field(default_factory=list)
    lxml: list[float] = field(default_factory=list)
    theirs: list[float] = field(default_factory=list)
    report: float = 0.0  # seconds that the report takes as JSON, after the audit
    refused: str = ""

    @property
    def times(self) -> float:
        """How many times as long as lxml."""
        return min(self.ours) / min(self.lxml)


def timed(work: Callable[[], Any]) -> tuple[float, Any]:
    """Seconds of processor time that the work took, and what it gave. What others have left is cleared before.

    Other programs on the machine take turns with this one; processor time leaves those turns out.
    """
    gc.collect()
    began = process_time()
    result = work()
    return process_time() - began, result


def by_lxml(data: bytes) -> list[str]:
    """The text of every cell of a page: the least that anyone who reads its tables must do."""
    from lxml import etree

    root = etree.fromstring(data, etree.HTMLParser(huge_tree=True, encoding="utf-8"))
    return ["".join(cell.itertext()) for cell in root.iter("td", "th")]


def edgartools() -> Callable[[str], Any] | None:
    """The other's parser; None where it is not installed."""
    try:
        from edgar.documents import parse_html
    except ImportError:
        return None
    parser: Callable[[str], Any] = parse_html
    return parser


def measure(path: str, first: float, rounds: int, parse: Callable[[str], Any] | None) -> tuple[Page, Audit]:
    """Time one page: in each round ours, then lxml; in the last also the other's parser.

    ``first`` are the seconds of the audit that began the first round: that it is a page was not known before.
    """
    data = Path(path).read_bytes()
    page = Page(path, len(data), ours=[first], lxml=[timed(lambda: by_lxml(data))[0]])
    for _ in range(max(rounds, 2) - 1):
        seconds, audit = timed(lambda: audit_file(path))
        page.ours.append(seconds)
        page.lxml.append(timed(lambda: by_lxml(data))[0])
    page.report, _ = timed(lambda: Report(audit).to_json())
    if parse is not None:
        text = data.decode("utf-8", "replace")
        try:
            page.theirs.append(timed(lambda: parse(text))[0])
        except (ValueError, RuntimeError, RecursionError, LookupError, TypeError, AttributeError) as error:
            page.refused = f"{type(error).__name__}: {error}"[:200]
    return page, audit


def beside_lxml(pages: Sequence[Page]) -> dict[str, Any]:
    """How many times lxml's time: over all pages, and by their size."""
    bands = {}
    for low, high in zip((0, *SIZES), (*SIZES, None), strict=True):
        some = [page for page in pages if page.size >= low and (high is None or page.size < high)]
        if some:
            bands[f"{low}-{high or ''}"] = _spread(some)
    return {
        "all": _spread(pages),
        "by_size": bands,
        "over": [_line(page) for page in sorted(pages, key=lambda p: -p.times) if page.times > MOST],
        "pages": [_line(page) for page in pages],
    }


def _spread(pages: Sequence[Page]) -> dict[str, Any]:
    times = [page.times for page in pages]
    tenths = quantiles(times, n=10, method="inclusive") if len(times) > 1 else times * 9
    ours, lxml = sum(min(p.ours) for p in pages), sum(min(p.lxml) for p in pages)
    return {
        "pages": len(pages), "megabytes": round(sum(p.size for p in pages) / MEGABYTE, 2),
        "median": round(median(times), 2), "nine_in_ten": round(tenths[8], 2), "most": round(max(times), 2),
        "over": sum(t > MOST for t in times), "together": round(ours / lxml, 2),
        "seconds": round(ours, 2), "lxml_seconds": round(lxml, 2),
        "report_seconds": round(sum(p.report for p in pages), 2),
    }  # fmt: skip


def _line(page: Page) -> dict[str, Any]:
    line: dict[str, Any] = {
        "page": _name(page.path), "bytes": page.size, "times": round(page.times, 2),
        "ms": round(1000 * min(page.ours), 1), "lxml_ms": round(1000 * min(page.lxml), 1),
    }  # fmt: skip
    if page.theirs:
        line["edgartools_ms"] = round(1000 * min(page.theirs), 1)
    return line


def beside_edgartools(pages: Sequence[Page]) -> dict[str, Any] | None:
    """Ours, whole, beside edgartools, parsing only, each in the last round; None where it is not installed."""
    both = [page for page in pages if page.theirs]
    if not both:
        return None
    from importlib.metadata import version

    shares = [page.ours[-1] / page.theirs[-1] for page in both]
    slower = [page for page, share in zip(both, shares, strict=True) if share >= 1]
    return {
        "version": version("edgartools"),
        "pages": len(both),
        "refused": {_name(page.path): page.refused for page in pages if page.refused},
        "seconds": round(sum(page.ours[-1] for page in both), 2),
        "edgartools_seconds": round(sum(page.theirs[-1] for page in both), 2),
        "median": round(median(shares), 3),
        "most": round(max(shares), 3),
        "slower": [_line(page) for page in slower],
    }


def memory(paths: Sequence[str]) -> list[dict[str, Any]]:
    """The peak of resident memory of ``auditor audit FILE --format json``, a process each, with the allowance."""
    return [row for path in paths if (row := _memory(path)) is not None]


def _memory(path: str) -> dict[str, Any] | None:
    audit = [sys.executable, "-m", "auditor", "audit", str(Path(path).resolve()), "--format", "json"]
    seen = subprocess.run([sys.executable, "-c", WATCH, *audit], cwd=ROOT, capture_output=True, text=True, check=True)
    status, peak = (int(word) for word in seen.stdout.split())
    if status not in (0, 1):
        print(f"no memory of {path}: the command ended with status {status}", file=sys.stderr)
        return None
    size = os.path.getsize(path)
    allowed = BYTES_EACH * size + BYTES_ONCE
    return {
        "file": _name(path), "bytes": size, "megabytes": round(peak * UNIT / MEGABYTE, 1),
        "allowed": round(allowed / MEGABYTE, 1), "each": round(peak * UNIT / size, 1),
    }  # fmt: skip


def _name(path: str) -> str:
    """A path without what is particular to this machine: its folder and its name."""
    place = Path(path)
    return f"{place.parent.name}/{place.name}"
