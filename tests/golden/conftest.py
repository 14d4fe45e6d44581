"""The sum over the golden pages stands at the end of a test run, where documentation can quote it."""

from __future__ import annotations

from collections import Counter

import pytest

PAGES_READ = pytest.StashKey[dict[str, Counter[str]]]()  # of each golden page: its figures, and those wrong by kind


def pytest_configure(config: pytest.Config) -> None:
    config.stash[PAGES_READ] = {}


@pytest.fixture
def pages_read(request: pytest.FixtureRequest) -> dict[str, Counter[str]]:
    return request.config.stash[PAGES_READ]


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    pages = config.stash.get(PAGES_READ, {})
    if not pages:
        return
    total = sum(pages.values(), Counter[str]())
    wrong = ", ".join(f"{total[kind]} {kind}" for kind in ("unread", "column", "row", "value", "period"))
    terminalreporter.write_line(f"golden pages: {len(pages)} files, {total['total']} figures of statements; {wrong}")
