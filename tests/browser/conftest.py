"""A Chromium that opens reports. Where there is none the tests of this folder say so and are skipped."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

import auditor

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
# Without them a browser looks for updates and for hosts of its own.
QUIET = (
    *("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"),
    *("--disable-component-update", "--disable-sync"),
)
ROOT = Path(__file__).resolve().parents[2]

Open = Callable[..., Any]


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed: no browser tests")
    path = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, NAMES)), None)
    if path is None:
        pytest.skip("no Chromium is installed (apt-get install chromium): no browser tests")
    with playwright.sync_playwright() as driver:
        chromium = driver.chromium.launch(executable_path=path, args=list(QUIET))
        yield chromium
        chromium.close()


@pytest.fixture(scope="session")
def report_of(tmp_path_factory: pytest.TempPathFactory) -> Callable[[Path], Path]:
    """The report's page of a filing, made once."""
    folder, made = tmp_path_factory.mktemp("reports"), dict[Path, Path]()

    def render(filing: Path) -> Path:
        if filing not in made:
            made[filing] = folder / f"{len(made)}-{filing.stem}.html"
            made[filing].write_text(auditor.audit(filing).to_html(), encoding="utf-8")
        return made[filing]

    return render


@pytest.fixture
def opened(browser: Any, report_of: Callable[[Path], Path]) -> Iterator[Open]:
    """Opens the report of a filing in a window of its own; afterwards the page must have been quiet: no error, no
    warning of its policy, no request but for itself."""
    contexts: list[Any] = []
    noises: list[str] = []

    def start(filing: Path, scheme: str = "light", **settings: Any) -> Any:
        context = browser.new_context(viewport={"width": 1280, "height": 900}, color_scheme=scheme, **settings)
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda said: noises.append(f"{said.type}: {said.text}"))
        page.on("pageerror", lambda error: noises.append(f"error: {error}"))
        page.on("dialog", lambda dialog: (noises.append(f"dialog: {dialog.message}"), dialog.dismiss()))
        page.on("request", lambda asked: asked.url.startswith(("file:", "data:", "about:")) or noises.append(asked.url))
        page.goto(report_of(filing).as_uri())
        return page

    yield start
    for context in contexts:
        context.close()
    assert noises == []
