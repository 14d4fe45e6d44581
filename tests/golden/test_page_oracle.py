"""The comparison of golden pages tells each kind of fault: what it never tells apart, it never finds."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from pathlib import Path

import page_data
import page_oracle
import pytest
from filings import ROOT
from page_data import GoldenPeriod, GoldenSheet

from auditor.extract import extract_all
from auditor.model.audit import Extraction
from auditor.read.door import read_documents

PAGES = ROOT / "tests" / "fixtures" / "pages"


@cache
def page(name: str) -> tuple[GoldenSheet, Extraction]:
    sheet = page_data.load(PAGES / f"{name}.toml").sheets[0]
    return sheet, extract_all(read_documents(PAGES / f"{name}.html"))


@pytest.fixture
def sheet() -> GoldenSheet:
    return page("signs-and-brackets-in-cells-of-their-own")[0]


def kinds(sheet: GoldenSheet) -> dict[str, int]:
    found = page_oracle.compare(sheet, page("signs-and-brackets-in-cells-of-their-own")[1])
    return {kind: len(lines) for kind, lines in found.wrong.items()}


def with_line(sheet: GoldenSheet, number: int, **changes: object) -> GoldenSheet:
    lines = list(sheet.lines)
    lines[number] = replace(lines[number], **changes)  # type: ignore[arg-type]
    return replace(sheet, lines=tuple(lines))


def with_cell(sheet: GoldenSheet, text: str) -> GoldenSheet:
    """The sheet with other print in its first figure."""
    others = sheet.lines[0].cells[1:]
    return with_line(sheet, 0, cells=(page_data.cell(0, 0, text, "kUSD"), *others))


def test_true_transcription_has_no_fault(sheet: GoldenSheet) -> None:
    assert kinds(sheet) == {}


def test_figure_with_other_digits_is_unread(sheet: GoldenSheet) -> None:
    assert kinds(with_cell(sheet, "41,360")) == {"unread": 1}


def test_figure_with_another_sign_has_a_wrong_value(sheet: GoldenSheet) -> None:
    assert kinds(with_cell(sheet, "(41,306)")) == {"value": 1}


def test_figure_of_the_neighbouring_column_stands_in_a_wrong_column(sheet: GoldenSheet) -> None:
    first, second = sheet.lines[0].cells
    assert first and second
    swapped = (replace(second, column=0), replace(first, column=1))
    assert kinds(with_line(sheet, 0, cells=swapped)) == {"column": 2}


def test_figures_under_another_label_stand_in_a_wrong_row(sheet: GoldenSheet) -> None:
    assert kinds(with_line(sheet, 3, label="Dividends received")) == {"row": 2}


def test_column_of_another_year_has_a_wrong_period(sheet: GoldenSheet) -> None:
    first, second = sheet.columns
    assert first and first.start
    earlier = GoldenPeriod(first.end.replace(year=2001), first.start.replace(year=2001))
    assert kinds(replace(sheet, columns=(earlier, second))) == {"period": 7}


def test_instant_is_no_duration(sheet: GoldenSheet) -> None:
    first, second = sheet.columns
    assert first
    assert kinds(replace(sheet, columns=(GoldenPeriod(first.end), second))) == {"period": 7}


def test_line_left_out_of_the_transcription_counts_as_invented(sheet: GoldenSheet) -> None:
    extraction = page("signs-and-brackets-in-cells-of-their-own")[1]
    short = replace(sheet, lines=sheet.lines[:2] + sheet.lines[3:])
    assert len(page_oracle.compare(short, extraction).invented) == 2


def test_transcription_with_a_wrong_count_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "wrong.toml"
    text = (PAGES / "monospaced-block.toml").read_text(encoding="utf-8")
    path.write_text("figures = 11\n" + text, encoding="utf-8")
    with pytest.raises(ValueError, match="11 figures and holds 10"):
        page_data.load(path)
