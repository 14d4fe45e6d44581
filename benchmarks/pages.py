"""What the report's page costs: time to set it beside the audit, its size beyond the filing, and how soon it opens.

    python benchmarks/pages.py

The filings are the project's examples, one of 2,000 relations, and, where the corpus is beside the repository, large
ones of it and a page of four megabytes put together from two. Opening is the load event in Chromium, the best of
three windows; without playwright or a Chromium it is not measured. Writes ``benchmarks/pages.json``.
"""

from __future__ import annotations

import json
import os
import shutil
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import ExitStack
from html import escape
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
CORPUS = ROOT.parent / "shared" / "corpus"
EXAMPLES = ("hecla-2003-05-01.txt", "hecla-2003-11-04.txt", "example-co-2025-q3.html")
LARGE = ("report-html/google-20111231-10-K.htm", "report-html/pypi-tgt_2026_10k.html")
LARGE += ("release-html/jpmorgan-2021Q4-EX99.2.htm",)
MEGABYTES = 4
ROUNDS = 3
LOADED = "performance.getEntriesByType('navigation')[0].loadEventEnd"


def best(work: Callable[[], Any]) -> tuple[float, Any]:
    """Seconds of the quickest round, and what the work made."""
    seconds, made = float("inf"), None
    for _ in range(ROUNDS):
        began = time.perf_counter()
        made = work()
        seconds = min(seconds, time.perf_counter() - began)
    return seconds, made


def measure(path: Path, opened: Callable[[str], float | None]) -> dict[str, Any]:
    import auditor
    from auditor.report import marked

    audit, report = best(lambda: auditor.audit(path))
    document = report.document()
    render, page = best(report.to_html)
    sheets = marked.sheets(report.audit, marked.states_of(report.audit))
    source = sum(len(sheet.lines or "") + len(escape(sheet.page or "")) for sheet in sheets)
    return {
        "filing": round(path.stat().st_size / 1e6, 2),
        "figures": len(document["figures"]),
        "relations": document["summary"]["holds"] + document["summary"]["violated"],
        "findings": len(document["findings"]),
        "audit": round(audit, 2),
        "render": round(render, 2),
        "page": round(len(page) / 1e6, 2),
        "beyond": round((len(page) - source) / 1e6, 2),
        "opens": opened(page),
    }


def put_together(folder: Path) -> Path | None:
    """A page of `MEGABYTES` from large ones of the corpus, one below the other."""
    words = ""
    for name in (LARGE[1], LARGE[0], "report-html/msft-2013-10-K.htm"):
        if (CORPUS / name).exists():
            words += (CORPUS / name).read_text(encoding="utf-8", errors="replace")
    end = words.lower().find("</table>", int(MEGABYTES * 1e6))
    if end < 0:
        return None
    path = folder / "four-megabytes.htm"
    path.write_text(f"<html><body>{words[:end]}</table></body></html>", encoding="utf-8")
    return path


def window(stack: ExitStack, folder: Path) -> Callable[[str], float | None]:
    """Opens a page and says after how many seconds it was there."""
    name = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, ("chromium", "google-chrome"))), None)
    try:
        from playwright.sync_api import sync_playwright
    except ImportError:
        name = None
    if name is None:
        print("Not measured: how soon pages open, which needs playwright and a Chromium.")
        return lambda _: None
    chromium = stack.enter_context(sync_playwright()).chromium.launch(
        executable_path=name, args=["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
    )
    stack.callback(chromium.close)

    def opened(page: str) -> float:
        place = folder / "page.html"
        place.write_text(page, encoding="utf-8")
        took = []
        for _ in range(ROUNDS):
            tab = chromium.new_page(viewport={"width": 1280, "height": 900})
            tab.goto(place.as_uri())
            took.append(tab.evaluate(LOADED) / 1000)
            tab.close()
        return round(min(took), 2)

    return opened


def main() -> None:
    from tests.unit.test_report_size import TABLES, statement

    results: dict[str, dict[str, Any]] = {}
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        opened = window(stack, folder)
        many = folder / "two-thousand-relations.txt"
        many.write_text("".join(map(statement, range(1, TABLES + 1))), encoding="utf-8")
        paths = [*(ROOT / "examples" / name for name in EXAMPLES), many]
        paths += [CORPUS / name for name in LARGE if (CORPUS / name).exists()]
        paths += filter(None, [put_together(folder)])
        for path in paths:
            results[path.name] = row = measure(path, opened)
            print(path.name, row)
    (Path(__file__).resolve().parent / "pages.json").write_text(json.dumps(results, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
