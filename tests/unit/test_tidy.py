"""The tidy table: one row a figure, and every value the same after a file has held it."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal

import openpyxl
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyarrow import parquet

from auditor.model.audit import Audit
from auditor.model.figure import Figure
from auditor.model.worksheet import address
from auditor.report.document import exact_value
from auditor.report.export import Unwritable, write
from auditor.report.frame import frame_of
from auditor.report.tidy import COLUMNS, Entry, entries, place

EMPTY = Entry(
    entity=None, document="q3.txt", id="f1", table=None, title=None, statement=None, path=None, label=None,
    period_start=None, period_end=None, value=None, unit=None, decimals=0, text="1", line=None, place=None,
    concept=None, protection="none",
)  # fmt: skip


def figure_of(mantissa: int | None, exponent: int) -> Figure:
    return Figure(
        index=0, text="x", mantissa=mantissa, exponent=exponent, unit=None, label="", path=(), period=None,
        line=None, start=None, end=None,
    )  # fmt: skip


def value_of(mantissa: int, exponent: int) -> Decimal:
    text = exact_value(figure_of(mantissa, exponent))
    assert text is not None
    return Decimal(text)


def from_csv(data: bytes) -> list[Decimal | None]:
    return [Decimal(row["value"]) if row["value"] else None for row in csv.DictReader(io.StringIO(data.decode()))]


def from_json(data: bytes) -> list[Decimal | None]:
    return [None if row["value"] is None else Decimal(row["value"]) for row in json.loads(data)]


def from_parquet(data: bytes) -> list[Decimal | None]:
    held = parquet.read_table(io.BytesIO(data)).column("value").to_pylist()
    return [None if value is None else Decimal(value) for value in held]


def from_xlsx(data: bytes) -> list[Decimal | None]:
    """As another program reads it: numbers come as binary floats, whose shortest digits are taken."""
    sheet = openpyxl.load_workbook(io.BytesIO(data)).active
    column = COLUMNS.index("value")
    held = [row[column] for row in sheet.iter_rows(min_row=2, values_only=True)]
    return [None if value is None else Decimal(str(value)) for value in held]


def from_frame(rows: list[Entry]) -> list[Decimal | None]:
    return list(frame_of(rows)["value"])


MONEY = st.builds(value_of, st.integers(-(10**40), 10**40), st.integers(-12, 12))
USUAL = st.builds(value_of, st.integers(-(10**12), 10**12), st.integers(-4, 9))
READERS: dict[str, Callable[[bytes], list[Decimal | None]]] = {
    "csv": from_csv, "json": from_json, "parquet": from_parquet, "xlsx": from_xlsx
}  # fmt: skip


@pytest.mark.parametrize("form", READERS)
@settings(max_examples=60, deadline=None)
@given(st.lists(st.one_of(MONEY, USUAL, st.none()), max_size=5))
def test_a_file_gives_back_every_value(form: str, values: list[Decimal | None]) -> None:
    rows = [EMPTY._replace(value=value) for value in values]
    assert READERS[form](write(rows, form)) == values


@settings(max_examples=60, deadline=None)
@given(st.lists(st.one_of(MONEY, st.none()), max_size=5))
def test_a_frame_holds_every_value(values: list[Decimal | None]) -> None:
    assert from_frame([EMPTY._replace(value=value) for value in values]) == values


@given(st.integers(-(10**40), 10**40), st.integers(-30, 30))
def test_the_value_is_the_figures_own(mantissa: int, exponent: int) -> None:
    assert value_of(mantissa, exponent) == figure_of(mantissa, exponent).value


def test_printed_places_survive_csv() -> None:
    assert b",0.50," in write([EMPTY._replace(value=Decimal("0.50"))], "csv")


def test_parquet_holds_values_as_decimals() -> None:
    rows = [EMPTY._replace(value=Decimal("0.06")), EMPTY._replace(value=Decimal(152_231_000))]
    schema = parquet.read_schema(io.BytesIO(write(rows, "parquet")))
    assert str(schema.field("value").type) == "decimal128(38, 2)"


def test_parquet_holds_as_text_what_no_decimal_holds() -> None:
    rows = [EMPTY._replace(value=Decimal(10**39))]
    assert str(parquet.read_schema(io.BytesIO(write(rows, "parquet"))).field("value").type) == "string"


def test_words_that_look_like_a_formula_stay_words_in_a_sheet() -> None:
    data = write([EMPTY._replace(label='=HYPERLINK("x")')], "xlsx")
    cell = openpyxl.load_workbook(io.BytesIO(data)).active.cell(2, COLUMNS.index("label") + 1)
    assert (cell.data_type, cell.value) == ("s", '=HYPERLINK("x")')


def test_letters_that_no_sheet_holds_are_replaced() -> None:
    data = write([EMPTY._replace(label="a\x00\x1fb")], "xlsx")
    assert openpyxl.load_workbook(io.BytesIO(data)).active.cell(2, COLUMNS.index("label") + 1).value == "a\ufffd\ufffdb"


def test_dates_are_dates_in_a_sheet() -> None:
    data = write([EMPTY._replace(period_end=date(2003, 9, 30))], "xlsx")
    cell = openpyxl.load_workbook(io.BytesIO(data)).active.cell(2, COLUMNS.index("period_end") + 1)
    assert cell.is_date


@pytest.mark.parametrize("form", READERS)
def test_no_figures_make_a_table_of_heads(form: str) -> None:
    assert READERS[form](write([], form)) == []


def test_a_missing_library_names_its_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "pyarrow", None)
    with pytest.raises(Unwritable, match=r"auditor\[parquet\]"):
        write([], "parquet")


def test_rows_are_those_of_the_figures(transposed: Audit) -> None:
    row = list(entries(transposed))[8]
    assert row == Entry(
        entity="EXAMPLE MINING COMPANY", document="filings/q3.txt", id="f9", table="t1",
        title="Consolidated Balance Sheets", statement="balance_sheet", path="ASSETS > Current assets:",
        label="Total current assets", period_start=None, period_end=date(2003, 9, 30),
        value=Decimal(152_321_000), unit="USD", decimals=-3, text="152,321", line=535, place=row.place, concept=None,
        protection="locatable",
    )  # fmt: skip


def placed(audit: Audit, **changes: object) -> str | None:
    return place(audit, replace(audit.extraction.figures[0], **changes))


def test_a_cell_is_found_by_its_address(transposed: Audit) -> None:
    assert placed(transposed, cell=(6, 1)) == "B7"


def test_a_cell_of_a_page_is_found_by_its_anchor(transposed: Audit) -> None:
    assert placed(transposed, anchor="table[12]/tr[5]/td[3]", cell=None) == "table[12]/tr[5]/td[3]"


def test_a_number_in_a_text_is_found_by_line_and_column(transposed: Audit) -> None:
    text = "Cash\n  12\n"
    audit = replace(transposed, document=replace(transposed.document, text=text, line_starts=(0, 5, 10)))
    assert placed(audit, line=2, start=7) == "2:3"


def test_a_place_in_an_exhibit_counts_from_the_start_of_its_file(transposed: Audit) -> None:
    exhibit = replace(
        transposed.document, text="Cash\n  12\n", line_starts=(0, 5, 10), origin=1_000, first_line=41
    )  # fmt: skip
    assert placed(replace(transposed, document=exhibit), line=42, start=1_007) == "42:3"


@given(st.integers(0, 1_048_575), st.integers(0, 16_383))
def test_an_address_is_a_spreadsheets_own(row: int, column: int) -> None:
    from openpyxl.utils import get_column_letter

    assert address(row, column) == f"{get_column_letter(column + 1)}{row + 1}"


def test_a_frame_has_the_same_columns(transposed: Audit) -> None:
    frame = frame_of(entries(transposed))
    assert list(frame.columns) == list(COLUMNS)
    assert isinstance(frame["period_end"].dtype, type(pd.Series([], dtype="datetime64[s]").dtype))
