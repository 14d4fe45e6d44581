"""Pictures of the report for the documentation: ``python docs/make_screenshots.py`` writes ``docs/images/``.

Needs playwright and a Chromium (``CHROMIUM`` names it, else it is looked for). The filings are examples of the
project's own; pictures of others may be made with ``--filing FILE --into DIR``, one of each part of the report.
"""

from __future__ import annotations

import argparse
import os
import shutil
import sys
import tempfile
from pathlib import Path
from typing import Any

import auditor

ROOT = Path(__file__).resolve().parents[1]
EXAMPLES = Path("examples")
EXAMPLE = EXAMPLES / "hecla-2014-01-29-as-released.txt"
RELEASES = {"may-2003": EXAMPLES / "hecla-2003-05-01.txt", "november-2003": EXAMPLES / "hecla-2003-11-04.txt"}
SEVERAL = Path("tests") / "fixtures" / "pro-forma-two-errors-as-filed.txt"
# A large page of a filing, of which only a statement's labels and amounts are shown. Not everyone has it.
LARGE = Path("..") / "shared" / "corpus" / "report-html" / "google-20111231-10-K.htm"
STATEMENT = "Total current assets"  # a line of it
QUIET = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
WIDTH, HEIGHT = 1280, 860


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--filing", type=Path)
    parser.add_argument("--into", type=Path, default=ROOT / "docs" / "images")
    args = parser.parse_args()
    args.into = args.into.resolve()
    if not args.filing:
        os.chdir(ROOT)  # pictures show a filing's path as it is given
    from playwright.sync_api import sync_playwright

    path = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, ("chromium", "google-chrome"))), None)
    if path is None:
        sys.exit("no Chromium: install it (apt-get install chromium) or name it in CHROMIUM")
    args.into.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as driver, tempfile.TemporaryDirectory() as folder:
        chromium = driver.chromium.launch(executable_path=path, args=list(QUIET))
        if args.filing:
            take(chromium, args.filing, args.into, Path(folder), "light", args.filing.stem + "-")
        else:
            take(chromium, EXAMPLE, args.into, Path(folder), "light", "")
            take(chromium, SEVERAL, args.into, Path(folder), "dark", "dark-")
            for name, release in RELEASES.items():
                take_statement(chromium, release, args.into / f"{name}.png", Path(folder))
            take_table(chromium, RELEASES["november-2003"], args.into, Path(folder))
            take_index(chromium, args.into, Path(folder))
            if LARGE.exists():
                os.chdir(LARGE.parent)
                take_statement(chromium, Path(LARGE.name), args.into / "large.png", Path(folder))
            else:
                print(f"{LARGE} is not here: large.png stays as it is")
        chromium.close()


def take(chromium: Any, filing: Path, into: Path, folder: Path, scheme: str, prefix: str) -> None:
    """The head with the first finding, and the filing with the first suspect chosen."""
    source = folder / f"{filing.stem}.html"
    source.write_text(auditor.audit(filing).to_html(), encoding="utf-8")
    context = chromium.new_context(viewport={"width": WIDTH, "height": HEIGHT}, color_scheme=scheme)
    page = context.new_page()
    page.goto(source.as_uri())
    page.screenshot(path=into / f"{prefix}report.png")
    shown = page.locator("[data-show]")
    if shown.count():
        shown.first.click()
        page.wait_for_timeout(300)
        page.screenshot(path=into / f"{prefix}filing.png")
    context.close()
    print(f"{filing.name}: {prefix}report.png, {prefix}filing.png")


def take_statement(chromium: Any, filing: Path, into: Path, folder: Path) -> None:
    """The filing with the first figure of a statement's line chosen, and what it is held against."""
    source = folder / f"{filing.stem}.html"
    source.write_text(auditor.audit(filing).to_html(), encoding="utf-8")
    page = chromium.new_page(viewport={"width": WIDTH, "height": HEIGHT})
    page.goto(source.as_uri())
    figure = page.evaluate(
        "line => 1 + window.auditReport.data.figures.findIndex(one => one[1].toLowerCase() === line.toLowerCase())",
        STATEMENT,
    )
    page.locator("details.sheet").first.evaluate("sheet => { sheet.open = true; sheet.scrollIntoView(); }")
    page.wait_for_timeout(1500)  # a page of megabytes is set
    page.evaluate("figure => window.auditReport.choose(figure)", figure)
    page.wait_for_timeout(500)
    page.locator("#filing h2").evaluate("one => one.scrollIntoView()")
    page.screenshot(path=into)
    page.close()
    print(f"{filing.name}: {into.name}")


def take_table(chromium: Any, filing: Path, into: Path, folder: Path) -> None:
    """A balance sheet with its tick marks."""
    source = folder / "table.html"
    source.write_text(auditor.audit(filing).to_html(), encoding="utf-8")
    page = chromium.new_page(viewport={"width": WIDTH, "height": HEIGHT})
    page.goto(source.as_uri())
    table = page.locator("details.table", has_text="Balance Sheets").first
    table.locator("summary").click()
    page.evaluate("document.querySelector('.tools') && document.querySelector('.tools').remove()")
    table.screenshot(path=into / "table.png")
    page.close()
    print(f"{filing.name}: table.png")


def take_index(chromium: Any, into: Path, folder: Path) -> None:
    """The index of a batch over the examples."""
    from auditor.batch.outcome import Brief, audited
    from auditor.report.index import PAGE, write

    pages = folder / "pages"
    pages.mkdir()
    found = [
        audited(str(path), Brief(pages=pages))
        for path in sorted(path for path in EXAMPLES.iterdir() if path.suffix not in (".md", ".py"))
    ]
    write(pages, [one.entry for one in found if one.entry is not None])
    page = chromium.new_page(viewport={"width": WIDTH, "height": 620})
    page.goto((pages / PAGE).as_uri())
    page.screenshot(path=into / "index.png")
    page.close()
    print("examples: index.png")


if __name__ == "__main__":
    main()
