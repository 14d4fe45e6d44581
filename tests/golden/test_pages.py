"""HTML pages: statements of real filings transcribed by eye; small pages of our own, each with one tricky layout."""

from __future__ import annotations

from collections import Counter
from functools import cache
from pathlib import Path
from typing import Any

import page_data
import page_oracle
import pytest
from filings import ROOT, report_on
from page_data import GoldenPage
from page_oracle import Comparison

from auditor.extract import extract_all
from auditor.model.audit import Extraction
from auditor.read.door import read_documents

REAL = {path.stem: page_data.load(path) for path in sorted((Path(__file__).parent / "pages").glob("*.toml"))}
FIXTURES = ROOT / "tests" / "fixtures" / "pages"
OURS = {path.stem: page_data.load(path) for path in sorted(FIXTURES.glob("*.toml"))}
SHARED = ROOT.parent / "shared"


def filings(what: str) -> list[Any]:
    """Every real filing; one that is known to be too hard for ``what`` is expected to fail, and told when it no longer
    does."""
    hard = {name: dict(page.raw.get("hard", {})).get(what) for name, page in REAL.items()}
    return [
        pytest.param(name, marks=[pytest.mark.xfail(strict=True, reason=str(why))] if why else [])
        for name, why in hard.items()
    ]


ENOUGH = 99  # percent of the figures of a real filing's statements that must be read right


@cache
def extraction(path: Path) -> Extraction:
    return extract_all(read_documents(path))


def place(name: str) -> Path:
    """The page of a golden file: our own fixture, or the real filing, without which the test is skipped."""
    if name in OURS:
        return FIXTURES / f"{name}.html"
    path = SHARED / REAL[name].source
    if not path.exists():
        pytest.skip(f"the filing is not here: {path.relative_to(ROOT.parent)}")
    return path


@cache
def comparisons(name: str) -> tuple[Comparison, ...]:
    page: GoldenPage = OURS.get(name) or REAL[name]
    return tuple(page_oracle.compare(sheet, extraction(place(name))) for sheet in page.sheets)


def faults(name: str, *kinds: str) -> list[str]:
    return [f"{kind}: {line}" for c in comparisons(name) for kind in kinds for line in c.wrong.get(kind, ())]


def test_there_are_enough_golden_pages() -> None:
    assert len(REAL) >= 12
    assert len(OURS) >= 14
    assert sorted(path.stem for path in FIXTURES.glob("*.html")) == sorted(OURS)


@pytest.mark.parametrize("name", filings("places"))
def test_figures_of_a_filing_are_read_into_their_rows_and_columns(
    name: str, pages_read: dict[str, Counter[str]]
) -> None:
    total = sum(c.total for c in comparisons(name))
    counts = Counter({kind: sum(c.count(kind) for c in comparisons(name)) for kind in page_oracle.KINDS})
    pages_read[name] = Counter(total=total) + counts
    misplaced = faults(name, "unread", "column", "row")
    assert 100 * (total - len(misplaced)) >= ENOUGH * total, "\n".join(misplaced)


@pytest.mark.parametrize("name", filings("values"))
def test_figures_of_a_filing_have_their_value_and_sign(name: str) -> None:
    total = sum(c.total for c in comparisons(name))
    wrong = faults(name, "value")
    assert 100 * (total - len(wrong)) >= ENOUGH * total, "\n".join(wrong)


@pytest.mark.parametrize("name", filings("periods"))
def test_figures_of_a_filing_have_their_period(name: str) -> None:
    total = sum(c.total for c in comparisons(name))
    wrong = faults(name, "period")
    assert 100 * (total - len(wrong)) >= ENOUGH * total, "\n".join(wrong)


@pytest.mark.parametrize("name", filings("invented"))
def test_statements_of_a_filing_hold_no_figure_that_is_not_printed(name: str) -> None:
    assert [line for c in comparisons(name) for line in c.invented] == []


@pytest.mark.parametrize("name", filings("statements"))
def test_statements_of_a_filing_are_known_for_what_they_are(name: str) -> None:
    found = {c.sheet.key: (c.tables[0].statement, c.tables[0].scale) for c in comparisons(name) if c.tables}
    assert found == {sheet.key: (sheet.statement, sheet.scale) for sheet in REAL[name].sheets}


@pytest.mark.parametrize("name", OURS)
def test_every_figure_of_a_page_stands_in_its_row_and_column(name: str) -> None:
    assert faults(name, "unread", "column", "row") == []


@pytest.mark.parametrize("name", OURS)
def test_every_figure_of_a_page_has_its_value(name: str) -> None:
    assert faults(name, "value") == []


@pytest.mark.parametrize("name", OURS)
def test_every_figure_of_a_page_has_its_period(name: str) -> None:
    assert faults(name, "period") == []


@pytest.mark.parametrize("name", OURS)
def test_page_holds_no_table_and_no_figure_that_is_not_printed(name: str) -> None:
    assert [line for c in comparisons(name) for line in c.invented] == []
    if "tables" in OURS[name].raw:
        assert len(extraction(place(name)).tables) == OURS[name].raw["tables"]


@pytest.mark.parametrize("name", OURS)
def test_titles_statements_and_scales_are_those_of_the_page(name: str) -> None:
    for c in comparisons(name):
        table = c.tables[0]
        assert page_oracle.words(c.sheet.title) in page_oracle.words(table.title)
        assert (table.statement, table.scale) == (c.sheet.statement, c.sheet.scale)


@pytest.mark.parametrize(
    "name", [name for name, page in OURS.items() if any(line.path for s in page.sheets for line in s.lines)]
)
def test_labels_stand_under_the_headings_of_the_page(name: str) -> None:
    wrong = {}
    for c in comparisons(name):
        for number, line in enumerate(c.sheet.lines):
            if line.path and number in c.rows:
                table, row = c.rows[number]
                wanted, found = (tuple(map(page_oracle.words, p)) for p in (line.path, table.rows[row].path))
                below_its_own_group = line.label.startswith("Total") and found[: len(wanted)] == wanted
                if wanted != found and not below_its_own_group:
                    wrong[line.label] = (found, wanted)
    assert wrong == {}


@pytest.mark.parametrize("name", [name for name, page in OURS.items() if any(s.ruled for s in page.sheets)])
def test_rules_of_a_page_are_seen(name: str) -> None:
    for c in comparisons(name):
        ruled = [n for n, (table, row) in c.rows.items() if table.rows[row].ruled]
        assert (c.sheet.key, ruled) == (c.sheet.key, list(c.sheet.ruled))


@pytest.mark.parametrize("name", [name for name, page in OURS.items() if "prose" in page.raw])
def test_figures_of_sentences_are_read_as_prose(name: str) -> None:
    prose = [figure.text for figure in extraction(place(name)).figures if figure.table is None]
    assert [text for text in OURS[name].raw["prose"] if not any(text in found for found in prose)] == []


@pytest.mark.parametrize("name", OURS)
def test_page_that_foots_has_no_finding(name: str) -> None:
    findings = report_on(place(name))["findings"]
    assert [finding["message"] for finding in findings if finding["severity"] != "info"] == []
