"""What releases hold that they should not: said in one line, or read as what it is; never passed over."""

from __future__ import annotations

import csv
import zipfile
from collections.abc import Iterable, Sequence
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from auditor.model.audit import Audit
from auditor.read.failure import ReadFailure
from auditor.release.tables import audits, is_release_table

HEADER = ("entity", "concept", "period", "value", "unit")


def write(path: Path, rows: Iterable[Sequence[object]], header: Sequence[str] = HEADER) -> Path:
    with path.open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream).writerows([header, *rows])
    return path


def series(concept: str, values: Sequence[object], unit: str = "USD", first: int = 2010) -> list[list[object]]:
    return [["Co", concept, f"FY{first + n}", value, unit] for n, value in enumerate(values)]


def only(path: Path, **options: object) -> Audit:
    (audit,) = audits(path, **options)  # type: ignore[arg-type]
    assert audit.failure is None
    return audit


def said(audit: Audit) -> str:
    return " | ".join(remark.message for remark in audit.extraction.diagnostics)


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "is empty"),
        (b"  \n \n", "white space"),
        (b"\x00\x01\x02\x03\xff\xfe" * 200, "not a text file"),
        (b"%PDF-1.7 ...", "a PDF document is not read"),
        (b"PAR1 and nothing behind", "damaged Parquet"),
        (b"PK\x03\x04 and nothing behind", "damaged zip archive"),
        (b"entity,period,concept,value\nCo,FY2020,Assets,1\nCo,FY2021,Assets,2,3\n", "Expected 4 fields in line 3"),
        (b"Dear Sir, it is so.\nYours, a reader.\n", "not recognised as a release table"),
    ],
)
def test_what_is_no_table_is_refused_in_one_line(data: bytes, words: str, tmp_path: Path) -> None:
    path = tmp_path / "release.csv"
    path.write_bytes(data)
    with pytest.raises(ReadFailure) as refused:
        list(audits(path))
    assert words in str(refused.value)
    assert str(path) in str(refused.value)
    assert "\n" not in str(refused.value)
    assert not is_release_table(path)


def test_no_file_and_an_empty_folder_are_refused(tmp_path: Path) -> None:
    for path in (tmp_path / "none.csv", tmp_path):
        with pytest.raises(ReadFailure):
            list(audits(path))


def test_a_header_without_rows_has_no_audits(tmp_path: Path) -> None:
    assert list(audits(write(tmp_path / "release.csv", []))) == []


def test_formulas_and_words_are_figures_that_cannot_be_read(tmp_path: Path) -> None:
    rows = [*series("Assets", [100, "=A1+B1", "about 12", 130])]
    audit = only(write(tmp_path / "release.csv", rows))
    assert [f.mantissa for f in audit.extraction.figures] == [100, None, None, 130]
    assert audit.coverage.numeric_cells_unread == 2
    assert "'=A1+B1' in cell D3 cannot be read as an amount; 1 more like it" in said(audit)


def test_a_formula_that_nobody_solved_is_said(tmp_path: Path) -> None:
    openpyxl = pytest.importorskip("openpyxl")
    book = openpyxl.Workbook()
    for row in [HEADER, *series("Assets", [100, "=D2*2", 110])]:
        book.active.append(row)
    book.save(tmp_path / "release.xlsx")
    audit = only(tmp_path / "release.xlsx")
    assert [f.mantissa for f in audit.extraction.figures] == [100, None, 110]
    assert "1 formula has no stored result" in said(audit)


def test_amounts_of_any_size_are_added_exactly(tmp_path: Path) -> None:
    huge = 10**40
    rows: list[list[object]] = []
    for n in range(5):
        sales, cost = huge + 7 * n, huge // 3 + n
        rows += [[*row[:2], f"FY{2010 + n}", *row[3:]] for row in series("Net sales", [sales])]
        rows += [["Co", "Cost of sales", f"FY{2010 + n}", cost, "USD"]]
        rows += [["Co", "Gross profit", f"FY{2010 + n}", sales - cost + (90 if n == 2 else 0), "USD"]]
    audit = only(write(tmp_path / "release.csv", rows), every=False)
    assert len(audit.findings) == 1
    assert audit.findings[0].check == "IS101"


def test_a_period_that_cannot_be_read_is_said_and_its_value_kept(tmp_path: Path) -> None:
    rows = [["Co", "Assets", "03/04/2023", 12, "USD"], *series("Assets", [100, 110])]
    audit = only(write(tmp_path / "release.csv", rows))
    assert len(audit.extraction.figures) == 3
    assert "the value '12' in cell D2 is of a period that cannot be read" in said(audit)


def test_values_of_nobody_are_said(tmp_path: Path) -> None:
    audit = only(write(tmp_path / "release.csv", [["", "", "FY2020", 12, "USD"]]))
    assert audit.document.path.endswith("release.csv#")
    assert "name no entity" in said(audit)
    assert "names no line" in said(audit)


def test_currencies_are_never_added(tmp_path: Path) -> None:
    rows = []
    for n in range(5):
        rows += [
            ["Co", "Net sales", f"FY{2010 + n}", 900 + n, "USD"],
            ["Co", "Cost of sales", f"FY{2010 + n}", 500, "EUR"],
        ]
        rows += [["Co", "Gross profit", f"FY{2010 + n}", 411 + n, "USD"]]
    audit = only(write(tmp_path / "release.csv", rows))
    assert audit.findings == ()
    assert {table.title for table in audit.extraction.tables} == {"Income statement", "Income statement, EUR"}


def test_one_unit_written_in_two_ways_is_one(tmp_path: Path) -> None:
    rows = [*series("Assets", [100, 110], "usd"), *series("Assets", [120], "USD", 2012)]
    audit = only(write(tmp_path / "release.csv", rows))
    assert len(audit.extraction.tables[0].rows) == 1


def test_segments_are_no_duplicates_of_the_whole(tmp_path: Path) -> None:
    header = (*HEADER, "segment")
    rows = [["Co", "Net sales", "FY2020", 100, "USD", ""], ["Co", "Net sales", "FY2020", 60, "USD", "North"]]
    audit = only(write(tmp_path / "release.csv", rows, header))
    assert audit.findings == ()
    assert [table.title for table in audit.extraction.tables] == ["Income statement", "Income statement, North"]


def test_the_last_filing_of_a_value_counts(tmp_path: Path) -> None:
    header = (*HEADER, "filed")
    rows = [
        ["Co", "Net sales", "FY2020", 100, "USD", "2021-02-01"],
        ["Co", "Net sales", "FY2020", 90, "USD", "2022-02-01"],
    ]
    audit = only(write(tmp_path / "release.csv", rows, header))
    assert audit.findings == ()
    kept = audit.extraction.tables[0].grid[0][0]
    assert kept is not None and audit.extraction.figures[kept].text == "90"


def test_values_given_twice_alike_are_one_remark(tmp_path: Path) -> None:
    audit = only(write(tmp_path / "release.csv", [*series("Assets", [100, 110]), *series("Assets", [100, 110])]))
    ((check, severity),) = [(f.check, f.severity) for f in audit.findings]
    assert (check, severity) == ("RL101", "info")
    assert "2 values are given twice alike" in audit.findings[0].message


def test_a_whole_period_out_of_scale_is_one_error(tmp_path: Path) -> None:
    rows: list[list[object]] = []
    for n in range(8):
        times = 1000 if n == 5 else 1
        for concept, value in (("Net sales", 900), ("Cost of sales", 500), ("Gross profit", 400)):
            rows.append(["Co", concept, f"FY{2010 + n}", (value + n * (concept != "Cost of sales")) * times, "USD"])
    audit = only(write(tmp_path / "release.csv", rows))
    ((check, severity),) = [(f.check, f.severity) for f in audit.findings]
    assert (check, severity) == ("RL102", "error")
    assert "The period to 2015-12-31 is given in another scale" in audit.findings[0].message


@pytest.mark.parametrize("values", [[5, -4, 3, -5, 4, -3], [1, 100, 3, 5000, 7, 90], [100, 102, 101, 400, 405, 410]])
def test_a_history_that_moves_by_itself_accuses_nobody(values: list[int], tmp_path: Path) -> None:
    audit = only(write(tmp_path / "release.csv", series("Net income", values)))
    assert audit.findings == ()


@pytest.mark.parametrize("encoding", ["utf-8-sig", "cp1252", "utf-16"])
def test_names_in_other_encodings_are_read(encoding: str, tmp_path: Path) -> None:
    path = tmp_path / "release.csv"
    text = "entity;period;concept;value\n" + "".join(f"Société Générale;FY{y};Assets;{y}\n" for y in range(2010, 2014))
    path.write_bytes(text.encode(encoding))
    assert only(path).document.company == "Société Générale"


def test_decimal_commas_are_told_by_the_table(tmp_path: Path) -> None:
    path = tmp_path / "release.csv"
    lines = [f"Co;FY{2010 + n};Assets;1.23{n},5" for n in range(5)]
    path.write_text("entity;period;concept;value\n" + "\n".join(lines) + "\nCo;FY2020;Assets;1.234\n")
    figures = only(path).extraction.figures
    assert [str(f.value) for f in figures] == ["1230.5", "1231.5", "1232.5", "1233.5", "1234.5", "1234"]


def test_an_archive_with_something_else_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "drop.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("notes.csv", "a,b,c\n1,2,3\n4,5,6\n")
    assert not is_release_table(path)
    with pytest.raises(ReadFailure, match=r"drop\.zip#notes\.csv: not recognised"):
        list(audits(path))


def test_idle_zeros_of_a_program_are_no_digits_of_the_amount(tmp_path: Path) -> None:
    rows: list[list[object]] = []
    for n in range(5):
        for concept, value in (("Net sales", 900 + n), ("Cost of sales", 500), ("Gross profit", 400 + n)):
            rows.append(
                ["Co", concept, f"FY{2010 + n}", f"{value * 1000 + (9000 if n == 3 and value > 800 else 0)}.0000", ""]
            )
    audit = only(write(tmp_path / "release.csv", rows))
    (finding,) = audit.findings
    assert "403000" in finding.message and "412,000" in finding.message
    assert audit.extraction.figures[0].text == "900000"


def test_a_nil_that_is_left_out_is_no_missing_row(tmp_path: Path) -> None:
    rows: list[list[object]] = []
    for n in range(6):
        sales, cost = 900 + n, (0 if n == 3 else 500)
        for concept, value in (("Net sales", sales), ("Cost of sales", cost), ("Gross profit", sales - cost)):
            if value:
                rows.append(["Co", concept, f"FY{2010 + n}", value, "USD"])
    assert only(write(tmp_path / "release.csv", rows)).findings == ()


def test_growth_at_the_end_of_a_history_is_no_break(tmp_path: Path) -> None:
    audit = only(write(tmp_path / "release.csv", series("Widget costs", [1000, 1010, 1020, 1015, 1030, 10_250])))
    assert audit.findings == ()
    inside = [1000, 1010, 1020, 10_150, 1030, 1025]
    (finding,) = only(write(tmp_path / "release.csv", series("Widget costs", inside))).findings
    assert (finding.check, finding.severity) == ("RL102", "warning")


def test_amounts_that_end_in_thousands_are_told_in_thousands(tmp_path: Path) -> None:
    rows: list[list[object]] = []
    for n in range(8):
        sales, cost = 9_000 + 37 * n, 5_000 + 11 * n
        for concept, value in (
            ("Net sales", sales),
            ("Cost of sales", cost),
            ("Gross profit", sales - cost + (n == 3)),
        ):
            rows.append(["Co", concept, f"FY{2010 + n}", value * 1000, "USD"])
    audit = only(write(tmp_path / "release.csv", rows))
    assert {f.exponent for f in audit.extraction.figures} == {3}
    assert [f for f in audit.findings if f.severity != "info"] == []


CELLS = st.sampled_from(
    (
        *("", "x", "=1+1", "1e999", "1e-50", "-", "9" * 60, "9" * 30, "0", "-0", "1,2,3", "(5)", "12%", "INF", "1200"),
        *("0001-01-31", "9999-12-31", "2023-02-30", "2022Q1", "2023Q1", "2023Q2", "FY2023"),
        *("Assets", "Liabilities", "Net sales", "USD"),
    )
)


@settings(max_examples=40, deadline=None)
@given(rows=st.lists(st.lists(CELLS, min_size=6, max_size=6), max_size=30))
def test_no_cell_makes_an_audit_fail(rows: list[list[str]], tmp_path_factory: pytest.TempPathFactory) -> None:
    path = tmp_path_factory.getbasetemp() / "odd.csv"
    write(path, rows, ("entity", "concept", "period", "value", "unit", "scale"))
    for every in (True, False):
        for audit in audits(path, every=every, against=path):
            assert audit.failure is None


@settings(max_examples=40, deadline=None)
@given(data=st.binary(max_size=400))
def test_any_bytes_are_audited_or_refused(data: bytes, tmp_path_factory: pytest.TempPathFactory) -> None:
    path = tmp_path_factory.getbasetemp() / "bytes.csv"
    path.write_bytes(b"entity,concept,period,value\n" + data)
    try:
        made = list(audits(path))
    except ReadFailure as refused:
        assert "\n" not in str(refused)
    else:
        assert all(audit.failure is None for audit in made)
