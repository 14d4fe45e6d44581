"""From the bytes of CSV and XLSX files to figures: scale, period, place."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest

from auditor.extract import extract_all
from auditor.model.audit import Extraction
from auditor.model.figure import Figure
from auditor.pipeline import audit_file
from auditor.read.door import documents_of
from auditor.read.source import Source

ROOT = Path(__file__).parents[2]
TABLE = """\
Example Mining Company
"Statements of Operations (in thousands, except per share)"

,"Three months ended March 31,",
,2003,2002
Sales,"26,441","23,383"
Cost of sales,"19,486","18,115"
Gross profit,"6,955","5,268"
Net income per share,0.06,(0.02)

"(1) A note of our own, with commas in it."
"""


def extraction_of(data: bytes) -> Extraction:
    return extract_all(documents_of(Source("t", data)))


def figure_in(cell: str, extraction: Extraction) -> Figure:
    return next(figure for figure in extraction.figures if figure.address == cell)


@pytest.fixture(scope="module")
def table() -> Extraction:
    return extraction_of(TABLE.encode())


@pytest.fixture(scope="module")
def statements() -> Extraction:
    return extraction_of((ROOT / "examples" / "annual-statements.xlsx").read_bytes())


def test_every_figure_of_a_verbose_file_is_read(table: Extraction) -> None:
    assert len(table.figures) == 8


def test_a_figure_knows_its_cell(table: Extraction) -> None:
    assert figure_in("C7", table).text == "18,115"


def test_the_scale_above_the_table_is_taken(table: Extraction) -> None:
    assert str(figure_in("B6", table).value) == "2.6441E+7"


def test_a_row_per_share_keeps_its_own_scale(table: Extraction) -> None:
    figure = figure_in("C9", table)
    assert (str(figure.value), figure.unit) == ("-0.02", "USD/share")


def test_every_column_below_a_spanner_has_its_period(table: Extraction) -> None:
    assert str(figure_in("C6", table).period) == "2002-01-01 to 2002-03-31"


def test_sheets_of_a_workbook_become_tables(statements: Extraction) -> None:
    assert [table.statement for table in statements.tables] == ["income_statement", "balance_sheet"]


def test_a_cell_of_a_workbook_is_named_with_its_sheet(statements: Extraction) -> None:
    assert figure_in("'Balance sheet'!B11", statements).text == "63,238"


def test_stored_dates_are_periods(statements: Extraction) -> None:
    assert str(figure_in("'Balance sheet'!C11", statements).period) == "2022-12-31"


def test_a_formula_without_a_result_is_a_figure_that_cannot_be_read() -> None:
    def fill(sheet: openpyxl.worksheet.worksheet.Worksheet) -> None:
        for row in (["", 2003], ["Cash", 12], ["Debt", 13], ["Total", "=SUM(B2:B3)"]):
            sheet.append(row)

    figure = figure_in("Sheet!B4", extraction_of(workbook(fill)))
    assert (figure.text, figure.value) == ("=SUM(B2:B3)", None)


def workbook(fill: Callable[[openpyxl.worksheet.worksheet.Worksheet], None]) -> bytes:
    book, sink = openpyxl.Workbook(), io.BytesIO()
    fill(book.active)
    book.save(sink)
    return sink.getvalue()


@pytest.mark.parametrize("broken", ["#REF!", "#DIV/0!", "#VALUE!"])
def test_a_broken_result_is_a_figure_that_cannot_be_read(broken: str) -> None:
    figure = figure_in("B3", extraction_of(f",2003\nCash,12\nDebt,{broken}\nTotal,25\n".encode()))
    assert (figure.text, figure.value) == (broken, None)


@pytest.mark.parametrize(("name", "findings"), [("annual-statements.xlsx", ["FT101"]), ("production.csv", [])])
def test_the_examples_give_what_their_page_says(name: str, findings: list[str]) -> None:
    audit = audit_file(ROOT / "examples" / name)
    assert [finding.check for finding in audit.findings] == findings


@pytest.mark.parametrize("head", ["2003-09-30", "30.09.2003", "9/30/2003", '"Sept. 30, 2003"'])
def test_a_date_in_figures_heads_a_column(head: str) -> None:
    text = f"Balance sheet,{head},2002\nCash,12,13\nInventories,4,5\nTotal assets,16,18\n"
    assert str(figure_in("B2", extraction_of(text.encode())).period) == "2003-09-30"
