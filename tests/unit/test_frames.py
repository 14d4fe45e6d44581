"""CSV, TSV, XLSX and Parquet become worksheets whose grid is the file's own."""

from __future__ import annotations

import csv
import io
import sys
import zipfile
from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

import openpyxl
import pyarrow
import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl.styles import Alignment, Border, Font, Side
from pyarrow import parquet

from auditor.model.document import Document
from auditor.read import frames
from auditor.read.delimited import delimiter_of, records
from auditor.read.failure import ReadFailure
from auditor.read.frames import is_csv, read_frames
from auditor.read.printed import plain, shown, stored
from auditor.read.source import Source

VERBOSE = """\
Example Mining Company
"Statements of Operations (in thousands, except per share)"

,"Three months ended March 31,",
,2003,2002
Sales,"26,441","23,383"
"Cost of sales, and other costs","19,486","18,115"
Gross profit,"6,955","5,268"

"(1) A note of our own, with commas in it."
"""
Fill = Callable[[openpyxl.Workbook], None]


def csv_document(text: str) -> Document:
    return read_frames(Source("t.csv", text.encode()))


def workbook(fill: Fill) -> Document:
    book, sink = openpyxl.Workbook(), io.BytesIO()
    fill(book)
    book.save(sink)
    return read_frames(Source("t.xlsx", sink.getvalue()))


def one_cell(value: object, form: str = "General") -> str:
    def fill(book: openpyxl.Workbook) -> None:
        cell = book.active.cell(1, 1, value)
        cell.number_format = form

    return workbook(fill).worksheets[0].rows[0][0].text


def texts(document: Document) -> list[list[str]]:
    return [[cell.text for cell in row] for row in document.worksheets[0].rows]


def refusal(data: bytes) -> tuple[str, str]:
    with pytest.raises(ReadFailure) as refused:
        read_frames(Source("t", data))
    return refused.value.failure.kind, refused.value.failure.message


# What is a table of fields


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_every_delimiter_is_told(delimiter: str) -> None:
    sink = io.StringIO()
    csv.writer(sink, delimiter=delimiter).writerows(csv.reader(io.StringIO(VERBOSE)))
    assert delimiter_of(sink.getvalue()) == delimiter


def test_semicolons_win_over_decimal_commas() -> None:
    assert delimiter_of("Cash;1.204,5;1.106,2\nInventories;311,0;298,1\nTotal;1.515,5;1.404,3\n") == ";"


def test_few_rows_among_many_titles_are_a_table() -> None:
    titles = "".join(f"Title {word}\n" for word in ("one", "two", "three", "four", "five"))
    assert is_csv(f"{titles}a,1,2\nb,3,4\nc,5,6\n")


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Dear holders,\nsales rose by 1,204 to 2,311, and costs,\ntoo, rose.\n" * 5, id="prose"),
        pytest.param("Cash                 1,204     1,106\nInventories          2,311     2,298\n" * 9, id="page"),
        pytest.param("1\n2\n3\n4\n", id="single-column"),
        pytest.param("| Item | 2003 |\n|------|------|\n| Cash | 1204 |\n| Debt | 311 |\n", id="markdown"),
        pytest.param("alpha,beta\ngamma,delta\n", id="no-numbers"),
        pytest.param("", id="empty"),
    ],
)
def test_what_is_no_table_is_none(text: str) -> None:
    assert not is_csv(text)


def test_no_filing_of_text_is_taken_for_a_table() -> None:
    corpus = Path(__file__).parents[2].parent / "shared" / "corpus" / "text"
    if not corpus.is_dir():
        pytest.skip("the filings under ../shared are absent")
    taken = [path.name for path in corpus.glob("*.txt") if is_csv(path.read_text("latin-1"))]
    assert taken == []


# Delimited text


@given(
    st.lists(
        st.lists(st.text(st.characters(codec="utf-8", exclude_characters="\x00"), max_size=6), min_size=2, max_size=4),
        min_size=1,
        max_size=5,
    ),
    st.sampled_from([",", ";", "\t", "|"]),
)
def test_what_a_writer_quotes_is_read_back(rows: list[list[str]], delimiter: str) -> None:
    sink = io.StringIO(newline="")
    csv.writer(sink, delimiter=delimiter, quoting=csv.QUOTE_ALL).writerows(rows)
    assert [[field.text for field in record] for record in records(sink.getvalue(), delimiter)] == rows


@given(st.text(st.sampled_from('a1",\n\r '), max_size=60))
def test_fields_and_what_parts_them_are_the_whole_text(text: str) -> None:
    at = 0
    for record in records(text, ","):
        for field in record:
            assert field.start >= at and set(text[at : field.start]) <= set(",\r\n")
            at = field.end
    assert set(text[at:]) <= set("\r\n")


def test_a_quote_that_nothing_closes_is_a_letter() -> None:
    assert [[f.text for f in record] for record in records('5" pipe,1\nx,2\n"lost,3\n', ",")] == [
        ['5" pipe', "1"],
        ["x", "2"],
        ['"lost', "3"],
    ]


def test_titles_blank_lines_and_notes_stay_rows_of_the_grid() -> None:
    assert texts(csv_document(VERBOSE))[:5] == [
        ["Example Mining Company"],
        ["Statements of Operations (in thousands, except per share)"],
        [],
        ["Three months ended March 31,"],
        ["2003", "2002"],
    ]


def test_a_cell_knows_its_place_in_the_file() -> None:
    cell = csv_document(VERBOSE).worksheets[0].rows[6][1]
    assert (cell.text, cell.row, cell.column, cell.place) == ("19,486", 6, 1, (6, 1))


def test_offsets_lead_to_the_cell() -> None:
    document = csv_document(VERBOSE)
    cell = document.worksheets[0].rows[5][2]
    assert document.text[cell.start : cell.end] == '"23,383"'


def test_leading_blanks_are_an_indent() -> None:
    rows = csv_document("Assets,2003\n   Cash,12\n   Debt,13\n").worksheets[0].rows
    assert [row[0].indent for row in rows] == [0, 3 * frames.BLANK, 3 * frames.BLANK]


def test_a_table_in_another_encoding_is_read() -> None:
    document = read_frames(Source("t.csv", "Umsätze;12;13\nErträge;14;15\n".encode("utf-16")))
    assert (document.media, texts(document)[0]) == ("csv", ["Umsätze", "12", "13"])


def test_tabs_make_a_tsv() -> None:
    assert csv_document("a\t1\nb\t2\nc\t3\n").media == "tsv"


def test_a_row_of_a_million_columns_is_one_line() -> None:
    kind, message = refusal(b"a,1\nb,2\n" + b"1," * 1_000_000)
    assert (kind, "columns" in message, message.count("\n")) == ("limit", True, 0)


def test_too_many_cells_are_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(frames, "CELL_LIMIT", 10)
    assert refusal(b"a,1,2\n" * 9)[0] == "limit"


# Workbooks


@pytest.mark.parametrize(
    ("value", "form", "text"),
    [
        (26441.0, "#,##0", "26,441"),
        (0.125, "0.0%", "12.5%"),
        (-5, "#,##0;(#,##0)", "(5)"),
        (-5, "#,##0_);[Red](#,##0)", "(5)"),
        (0, '_(* #,##0_);_(* (#,##0);_(* "-"??_);_(@_)', "-"),
        (1234.5, '"$"#,##0.00', "$1,234.50"),
        (1234.5, "[$€-407] #,##0.00", "€ 1,234.50"),
        (-1234.5, "0.0", "-1234.5"),
        (-0.2, "0", "0"),
        (1234567, '#,##0.0,," million"', "1.2 million"),
        (1234, "0,000", "1,234"),
        (12, "0000", "0012"),
        (0.5, "#.##", ".5"),
        (123456, "0.00E+00", "1.23E+05"),
        (1.5, "# ?/?", "1.5"),
        (7, "[<10]0.0;0", "7.0"),
        (0.1 + 0.2, "General", "0.3"),
        (1e22, "General", "10000000000000000000000"),
        (123456789012345, "General", "123456789012345"),
        (2003, "General", "2003"),
        ("'2,311", "@", "'2,311"),
        (True, "General", "TRUE"),
        (datetime(2003, 9, 30), "mmm d, yyyy", "September 30, 2003"),
        (datetime(2003, 9, 30), "mmm-yy", "September 2003"),
        (datetime(2003, 9, 30), "yyyy", "2003"),
        ("#REF!", "General", "#REF!"),
    ],
)
def test_a_cell_holds_what_the_sheet_shows(value: object, form: str, text: str) -> None:
    assert one_cell(value, form) == text


@given(st.decimals(allow_nan=False, allow_infinity=False, places=4, min_value=-(10**10), max_value=10**10))
def test_fifteen_stored_digits_are_exact(value: Decimal) -> None:
    assert stored(float(value)) == value


@given(st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**30), max_value=10**30))
def test_a_decimal_written_plain_is_the_same_decimal(value: Decimal) -> None:
    assert Decimal(plain(value)) == value or value.adjusted() < -40


@given(st.text(st.sampled_from('0#?,.%;()_*"\\[]$-E+<>1a@/'), max_size=30), st.integers(-(10**12), 10**12))
def test_no_number_format_raises(form: str, value: int) -> None:
    assert isinstance(shown(Decimal(value), form), str)


def test_style_tells_totals() -> None:
    def fill(book: openpyxl.Workbook) -> None:
        cell = book.active.cell(2, 2, 12)
        cell.font, cell.border = Font(bold=True), Border(top=Side("thin"), bottom=Side("double"))
        book.active.cell(2, 1, "Total").alignment = Alignment(indent=2)

    label, total = workbook(fill).worksheets[0].rows[1]
    assert (label.indent, total.bold, total.over, total.under) == (18.0, True, True, True)


def test_a_merged_head_spans_its_columns() -> None:
    def fill(book: openpyxl.Workbook) -> None:
        book.active["B1"] = "Year ended"
        book.active.merge_cells("B1:C2")

    cell = workbook(fill).worksheets[0].rows[0][0]
    assert (cell.column, cell.across, cell.down) == (1, 2, 2)


def test_a_rule_under_a_blank_cell_is_kept() -> None:
    def fill(book: openpyxl.Workbook) -> None:
        book.active["A1"] = "x"
        book.active["B1"].border = Border(bottom=Side("thin"))

    assert [(cell.text, cell.under) for cell in workbook(fill).worksheets[0].rows[0]] == [("x", False), ("", True)]


def test_each_visible_sheet_is_a_worksheet() -> None:
    def fill(book: openpyxl.Workbook) -> None:
        book.active.title = "Income"
        book.create_sheet("Balance")["A1"] = 1
        book.create_sheet("Drafts").sheet_state = "hidden"

    document = workbook(fill)
    assert [sheet.name for sheet in document.worksheets] == ["Income", "Balance"]
    assert [remark.message for remark in document.diagnostics] == ["sheet 'Drafts' is hidden and was not read"]


def test_a_formula_without_a_result_is_no_number() -> None:
    document = workbook(lambda book: book.active.append([1, 2, "=SUM(A1:B1)"]))
    assert texts(document)[0] == ["1", "2", "=SUM(A1:B1)"]
    assert "no stored result" in document.diagnostics[0].message


def test_a_wrong_claim_of_size_costs_nothing() -> None:
    sink = io.BytesIO()
    book = openpyxl.Workbook()
    book.active["A1"] = 5
    book.save(sink)
    assert texts(read_frames(Source("t.xlsx", remade(sink.getvalue(), b'ref="A1:A1"', b'ref="A1:XFD1048576"')))) == [
        ["5"]
    ]


def remade(data: bytes, old: bytes, new: bytes) -> bytes:
    sink = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as archive, zipfile.ZipFile(sink, "w", zipfile.ZIP_DEFLATED) as made:
        for name in archive.namelist():
            made.writestr(name, archive.read(name).replace(old, new))
    return sink.getvalue()


def plain_workbook() -> bytes:
    sink = io.BytesIO()
    openpyxl.Workbook().save(sink)
    return sink.getvalue()


def test_a_workbook_with_entities_is_not_opened() -> None:
    bomb = b'<!DOCTYPE x [<!ENTITY a "aaaa">]><worksheet'
    assert "entities" in refusal(remade(plain_workbook(), b"<worksheet", bomb))[1]


@pytest.mark.parametrize("cut", [30, 200, 2_000])
def test_a_damaged_workbook_is_one_line(cut: int) -> None:
    kind, message = refusal(plain_workbook()[:-cut])
    assert (kind, "damaged XLSX" in message, message.count("\n")) == ("unreadable", True, 0)


@pytest.mark.parametrize("module", ["openpyxl", "pyarrow"])
def test_a_missing_library_names_its_extra(module: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, module, None)
    data = plain_workbook() if module == "openpyxl" else parquet_bytes({"a": [1]})
    extra = {"openpyxl": "auditor[sheets]", "pyarrow": "auditor[parquet]"}[module]
    assert extra in refusal(data)[1]


# Parquet


def parquet_bytes(columns: dict[str, object]) -> bytes:
    sink = io.BytesIO()
    parquet.write_table(pyarrow.table(columns), sink)
    return sink.getvalue()


@pytest.mark.parametrize(
    ("values", "text"),
    [
        (pyarrow.array([Decimal("1.50")], pyarrow.decimal128(10, 2)), "1.50"),
        (pyarrow.array([12345678901234567], pyarrow.int64()), "12345678901234567"),
        (pyarrow.array([0.1], pyarrow.float64()), "0.1"),
        (pyarrow.array([0.1], pyarrow.float32()), "0.1"),
        (pyarrow.array([1e21], pyarrow.float64()), "1000000000000000000000"),
        (pyarrow.array([date(2003, 9, 30)]), "September 30, 2003"),
        (pyarrow.array(["Cash"]), "Cash"),
    ],
)
def test_a_stored_value_is_exact(values: object, text: str) -> None:
    assert texts(read_frames(Source("t.parquet", parquet_bytes({"2003": values})))) == [["2003"], [text]]


@pytest.mark.parametrize(
    "values", [pyarrow.array([None], pyarrow.int64()), pyarrow.array([float("nan")]), pyarrow.array([[1]])]
)
def test_what_is_no_number_is_blank(values: object) -> None:
    assert texts(read_frames(Source("t.parquet", parquet_bytes({"a": values})))) == [["a"], []]


def test_names_of_columns_are_heads() -> None:
    assert read_frames(Source("t", parquet_bytes({"a": [1]}))).worksheets[0].rows[0][0].head


def test_a_damaged_frame_is_one_line() -> None:
    kind, message = refusal(parquet_bytes({"a": [1]})[:-9])
    assert (kind, "damaged Parquet" in message, message.count("\n")) == ("unreadable", True, 0)


def test_parquet_that_expands_without_end_stops_at_the_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("auditor.read.columnar.EXPANDED", 1_000_000)
    out = io.BytesIO()
    parquet.write_table(pyarrow.table({"words": ["x" * 10_000] * 2_000}), out)
    assert len(out.getvalue()) < 100_000
    with pytest.raises(ReadFailure, match="once expanded") as raised:
        read_frames(Source("a.parquet", out.getvalue()))
    assert raised.value.failure.kind == "limit"
