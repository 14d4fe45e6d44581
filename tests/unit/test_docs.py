"""The documentation keeps its promises: the generated page is current, and what pages point at exists."""

from __future__ import annotations

import importlib.util
import re
from pathlib import Path
from types import ModuleType

import pytest

from auditor.casebook import extraction_of
from auditor.catalogue import Check, load_check, load_checks
from auditor.identify import catalogue
from auditor.identify.hypothesis import weigh

ROOT = Path(__file__).resolve().parents[2]
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md"), *ROOT.glob("[et]*s/README.md")])
LINK = re.compile(r"\[[^\]\n]*\]\(([^)\s]+)\)")
HEADING = re.compile(r"^#{1,6} +(.+?) *$", re.M)
FENCE = re.compile(r"^```.*?^```", re.M | re.S)
COMMAND = re.compile(r"^ +(?:\.venv/bin/)?auditor +(\w+)", re.M)
OPTION = re.compile(r"--[a-z][a-z-]+")
PYTHON = re.compile(r"^```python\n(.*?)^```", re.M | re.S)


def script(name: str) -> ModuleType:
    spec = importlib.util.spec_from_file_location(name, ROOT / "docs" / f"{name}.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def anchors(page: Path) -> set[str]:
    """The anchors that Markdown renderers give a page's headings."""
    text = FENCE.sub("", page.read_text(encoding="utf-8"))
    return {re.sub(r"[^\w\- ]", "", title.lower()).replace(" ", "-") for title in HEADING.findall(text)}


def test_page_of_checks_is_what_the_docstrings_say() -> None:
    generator = script("generate_checks")
    written = generator.PAGE.read_text(encoding="utf-8")
    assert written == generator.page(load_checks()), "docs/checks.md is out of date; run: make docs"


def test_weights_on_the_page_are_those_in_the_code() -> None:
    generator = script("generate_weights")
    written = generator.PAGE.read_text(encoding="utf-8")
    assert written.count("| `") > 20
    assert written == generator.page(written), "docs/evidence.md is out of date; run: make docs"


def test_figures_in_the_readme_are_those_measured() -> None:
    generator = script("generate_figures")
    written = generator.PAGE.read_text(encoding="utf-8")
    assert [mark[1] for mark in generator.PLACE.findall(written)] == ["accuracy", "speed", "reading"]
    assert written == generator.page(written), "README.md is out of date; run: python docs/generate_figures.py"


def test_figures_of_reading_are_those_measured() -> None:
    generator = script("generate_reading")
    written = generator.PAGE.read_text(encoding="utf-8")
    assert {mark[1] for mark in generator.PLACE.findall(written)} == set(generator.TABLES)
    assert written == generator.page(written), "docs/reading.md is out of date; run: make docs"


def test_figures_of_accuracy_are_those_measured() -> None:
    generator = script("generate_accuracy")
    written = generator.PAGE.read_text(encoding="utf-8")
    assert {mark[1] for mark in generator.PLACE.findall(written)} == set(generator.TABLES)
    assert written == generator.page(written), "docs/accuracy.md is out of date; run: make docs"


def test_figures_of_claims_are_those_measured() -> None:
    generator = script("generate_claims")
    written = generator.PAGE.read_text(encoding="utf-8")
    assert {mark[1] for mark in generator.PLACE.findall(written)} == set(generator.TABLES)
    assert written == generator.page(written), "docs/claims.md is out of date; run: make docs"


def test_figures_of_batches_are_those_measured() -> None:
    generator = script("generate_batch")
    written = generator.PAGE.read_text(encoding="utf-8")
    assert {mark[1] for mark in generator.PLACE.findall(written)} == set(generator.TABLES)
    assert written == generator.page(written), "docs/batch.md is out of date; run: make docs"


def test_figures_of_releases_are_those_measured() -> None:
    generator = script("generate_releases")
    written = generator.PAGE.read_text(encoding="utf-8")
    assert {mark[1] for mark in generator.PLACE.findall(written)} == set(generator.TABLES)
    assert written == generator.page(written), "docs/releases.md is out of date; run: make docs"


def test_figures_of_pages_are_those_measured() -> None:
    generator = script("generate_pages")
    written = generator.PAGE.read_text(encoding="utf-8")
    assert {mark[1] for mark in generator.PLACE.findall(written)} == set(generator.TABLES)
    assert written == generator.page(written), "docs/report.md is out of date; run: make docs"


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_links_lead_somewhere(page: Path) -> None:
    dead = []
    for target in LINK.findall(FENCE.sub("", page.read_text(encoding="utf-8"))):
        if target.startswith(("http://", "https://")):
            continue
        path, _, anchor = target.partition("#")
        there = (page.parent / path).resolve() if path else page
        if not there.exists() or (anchor and anchor not in anchors(there)):
            dead.append(target)
    assert not dead


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_commands_and_options_shown_exist(page: Path) -> None:
    from importlib import import_module

    from auditor.cli.group import COMMANDS

    unknown = []
    for line in page.read_text(encoding="utf-8").splitlines():
        shown = COMMAND.match(line)
        if shown is None:
            continue
        name = shown.group(1)
        if name not in COMMANDS:
            unknown.append(name)
            continue
        command = import_module(f"auditor.cli.{COMMANDS[name][0]}").command
        known = {option for parameter in command.params for option in parameter.opts} | {"--help"}
        unknown += [option for option in OPTION.findall(line.split("  #")[0]) if option not in known]
    assert not unknown


def outcomes(check: Check, section: str) -> list[tuple[str, str]]:
    """How the check's identities fare over the tables of a section: status and standing."""
    extraction = extraction_of(section)
    found = catalogue.hypotheses(extraction, {check.code: check})
    return [(i.status, i.standing) for hypothesis in found for i in weigh(extraction.figures, hypothesis)]


def test_check_shown_to_newcomers_works_as_shown(tmp_path: Path) -> None:
    text = (ROOT / "docs" / "adding-a-check.md").read_text(encoding="utf-8")
    (shown,) = PYTHON.findall(text)
    named = re.search(r"`house-checks/(\w+\.py)`", text)
    assert named is not None
    path = tmp_path / named.group(1)
    path.write_text(shown, encoding="utf-8")
    check = load_check(path)
    assert ("violated", "confirmed") in outcomes(check, check.fails)
    assert {status for status, _ in outcomes(check, check.passes)} == {"holds"}
    assert outcomes(check, check.silent) == []
