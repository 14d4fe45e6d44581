"""``auditor extract``: the figures of filings as one table."""

from __future__ import annotations

import csv
import io
import json
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from pyarrow import parquet

from auditor.cli import main
from auditor.report.tidy import COLUMNS

TABLE = """\
Statements of Operations
(in thousands)
,2003,2002
Sales,"26,441","23,383"
Cost of sales,"19,486","18,115"
Gross profit,"6,955","5,268"
"""


@pytest.fixture
def sheet(tmp_path: Path) -> Path:
    path = tmp_path / "table.csv"
    path.write_text(TABLE, encoding="utf-8")
    return path


def extract(*arguments: object) -> Result:
    return CliRunner().invoke(main, ["extract", *map(str, arguments)])


def rows(result: Result) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(result.stdout)))


def test_figures_are_written_as_csv(sheet: Path) -> None:
    found = rows(extract(sheet))
    assert [(row["label"], row["value"], row["place"]) for row in found[:2]] == [
        ("Sales", "26441000", "B4"),
        ("Sales", "23383000", "C4"),
    ]


def test_the_head_names_the_columns(sheet: Path) -> None:
    assert extract(sheet).stdout.splitlines()[0] == ",".join(COLUMNS)


def test_several_files_make_one_table(sheet: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.csv"
    other.write_text(TABLE, encoding="utf-8")
    assert {row["document"] for row in rows(extract(sheet, other))} == {str(sheet), str(other)}


def test_json_holds_values_as_text(sheet: Path) -> None:
    assert json.loads(extract(sheet, "--format", "json").stdout)[0]["value"] == "26441000"


def test_the_name_of_the_output_tells_the_format(sheet: Path, tmp_path: Path) -> None:
    out = tmp_path / "made" / "figures.parquet"
    assert extract(sheet, "-o", out).exit_code == 0
    assert parquet.read_metadata(out).num_rows == 6


def test_a_written_workbook_can_be_read_again(sheet: Path, tmp_path: Path) -> None:
    out = tmp_path / "figures.xlsx"
    extract(sheet, "-o", out)
    assert {"26441000", "23383000"} <= {row["value"] for row in rows(extract(out))}


def test_amounts_that_nothing_checks_are_written(tmp_path: Path) -> None:
    path = tmp_path / "prose.txt"
    path.write_text("The company had sales of $26.4 million in the quarter.\n", encoding="utf-8")
    result = extract(path)
    assert (result.exit_code, [row["value"] for row in rows(result)]) == (0, ["26400000"])


def test_a_file_that_cannot_be_read_is_named_and_the_others_are_written(sheet: Path, tmp_path: Path) -> None:
    result = extract(tmp_path / "absent.csv", sheet)
    assert (result.exit_code, len(rows(result)), result.stderr.count("\n")) == (2, 6, 1)


def test_nothing_is_written_where_no_file_could_be_read(tmp_path: Path) -> None:
    result = extract(tmp_path / "absent.csv", "-o", tmp_path / "out.csv")
    assert (result.exit_code, (tmp_path / "out.csv").exists()) == (2, False)


def test_a_missing_library_is_one_line(sheet: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "openpyxl", None)
    result = extract(sheet, "--format", "xlsx")
    assert (result.exit_code, result.stderr.count("\n")) == (2, 1)


def test_csv_needs_neither_pandas_nor_a_further_library(sheet: Path) -> None:
    code = (
        "import sys; from auditor.cli import main\n"
        f"try: main(['extract', {str(sheet)!r}])\n"
        "except SystemExit: pass\n"
        "print([name for name in ('pandas', 'openpyxl', 'pyarrow') if name in sys.modules], file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stderr.strip() == "[]"
