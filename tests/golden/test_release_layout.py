"""Tables, rows, columns, figures and periods of the releases of 2003, against the golden transcription."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import Any

import oracle
import pytest
from filings import COPIES, RELEASES, golden, place, reading_of, report_on
from golden_data import GoldenRow, GoldenTable

FILES = [pytest.param(release, copy, id=f"{release}-{copy}") for release in RELEASES for copy in COPIES]
TABLES = [
    pytest.param(release, copy, table, id=f"{release}-{copy}-{table.key}")
    for release in RELEASES
    for copy in COPIES
    for table in golden(release).tables
]
UNITS_TESTED = {"USD", "USD/share", "shares", "oz", "ton", "USD/oz", "USD/ton"}


@pytest.mark.parametrize("release", RELEASES)
def test_transcription_has_the_rows_and_figures_that_were_counted(release: str) -> None:
    data = golden(release)
    assert [len(table.rows) for table in data.tables] == [table.counted_rows for table in data.tables]
    figures = [sum(cell is not None for row in table.rows for cell in row.cells) for table in data.tables]
    assert figures == [table.counted_figures for table in data.tables]
    assert (len(data.tables), sum(figures)) == (data.raw["tables"], data.raw["figures"])


@pytest.mark.parametrize(("release", "copy"), FILES)
def test_every_table_is_read_and_no_other(release: str, copy: str) -> None:
    report = report_on(place(release, copy))
    found = [(table["title"], table["rows"]) for table in report["tables"]]
    assert len(found) == len(golden(release).tables), found


@pytest.mark.parametrize(("release", "copy", "table"), TABLES)
def test_rows_hold_the_printed_figures_in_their_columns(release: str, copy: str, table: GoldenTable) -> None:
    reading = reading_of(place(release, copy), release)
    assert (reading.lost[table.key], reading.strange.get(table.key)) == ([], [])


@pytest.mark.parametrize(("release", "copy", "table"), TABLES)
def test_table_has_its_title_statement_and_scale(release: str, copy: str, table: GoldenTable) -> None:
    found = reading_of(place(release, copy), release).grids[table.key].table
    assert oracle.words(table.title) in oracle.words(found["title"] or "")
    assert found["statement"] == table.statement
    # A table without a caption may state the scale of the figures that it inherits, or none.
    assert found["scale"] in ({table.scale, 1} if not table.title else {table.scale})


@pytest.mark.parametrize(("release", "copy", "table"), TABLES)
def test_columns_have_their_periods(release: str, copy: str, table: GoldenTable) -> None:
    found = reading_of(place(release, copy), release).grids[table.key].table
    assert [period(column["period"]) for column in found["columns"]] == list(table.columns)


@pytest.mark.parametrize(("release", "copy", "table"), TABLES)
def test_rows_have_their_whole_labels(release: str, copy: str, table: GoldenTable) -> None:
    differences = [
        (row.label, figure["label"])
        for row, figure in first_figures(release, copy, table)
        if oracle.words(row.label) != oracle.words(figure["label"])
    ]
    assert differences == []


@pytest.mark.parametrize(("release", "copy", "table"), TABLES)
def test_rows_stand_under_their_headings(release: str, copy: str, table: GoldenTable) -> None:
    differences = [
        (row.label, row.path, figure["path"])
        for row, figure in first_figures(release, copy, table)
        if row.label and [oracle.words(part) for part in row.path] != [oracle.words(part) for part in figure["path"]]
    ]
    assert differences == []


@pytest.mark.parametrize(("release", "copy", "table"), TABLES)
def test_figures_carry_their_scale_and_sign(release: str, copy: str, table: GoldenTable) -> None:
    reading = reading_of(place(release, copy), release)
    differences = [
        (cell.key, cell.column, str(cell.value), figure["value"])
        for cell, figure in reading.figures.items()
        if cell.table == table.key and (figure["value"] is None or Fraction(figure["value"]) != cell.value)
    ]
    assert differences == []


@pytest.mark.parametrize(("release", "copy", "table"), TABLES)
def test_figures_carry_their_units(release: str, copy: str, table: GoldenTable) -> None:
    differences = [
        (row.label, row.unit, figure["unit"])
        for row, figure in first_figures(release, copy, table)
        if row.unit.removeprefix("k") in UNITS_TESTED and figure["unit"] != row.unit.removeprefix("k")
    ]
    assert differences == []


@pytest.mark.parametrize(("release", "copy"), FILES)
def test_offsets_delimit_the_printed_text(release: str, copy: str) -> None:
    path = place(release, copy)
    source = path.read_text(encoding="utf-8")
    wrong = [
        (figure["text"], source[figure["start"] : figure["end"]])
        for figure in report_on(path)["figures"]
        if " ".join(source[figure["start"] : figure["end"]].split()) != " ".join(figure["text"].split())
    ]
    assert wrong == []


def period(found: dict[str, str] | None) -> str:
    if not found:
        return ""
    return found.get("instant") or f"{found['start']}/{found['end']}"


def first_figures(release: str, copy: str, table: GoldenTable) -> Iterator[tuple[GoldenRow, dict[str, Any]]]:
    """Each row that was read, with the figure of its first column."""
    figures = reading_of(place(release, copy), release).figures
    for row in table.rows:
        cell = next(cell for cell in row.cells if cell is not None)
        if cell in figures:
            yield row, figures[cell]
