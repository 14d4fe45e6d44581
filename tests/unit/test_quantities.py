"""Tables whose cells are words, laid out in every way we could think of."""

from __future__ import annotations

import textwrap
import time
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from auditor.extract.quantities import read_quantities
from auditor.model.document import Document
from auditor.model.figure import Figure
from auditor.model.table import Column, Row, Table

ROWS = (
    ("Silver", "2.5 million ounces (up 9% over Q3/13, 20% over Q4/12)", "8.9 million ounces (up 39%)"),
    ("Gold", "47,108 ounces (up 27% over Q3/13, 203% over Q4/12)", "119,989 ounces (up 116%)"),
    ("North Pit", "1.8 million ounces of silver (down 12% from Q4/12)", "7.4 million ounces of silver (up 16%)"),
    ("Lucky Shaft", "642,224 million ounces of silver (up 34% over Q3/13)", "1.5 million ounces of silver"),
    ("Old Adit", "32,386 ounces of gold (up 38% over Q3/13)", "62,532 ounces of gold"),
)
HEADS = ("", "Fourth Quarter 2013", "Year 2013")
GRID = [
    ("Silver", "2.5 million", "8.9 million"),
    ("Gold", "47,108", "119,989"),
    ("North Pit", "1.8 million", "7.4 million"),
    ("Lucky Shaft", "642,224 million", "1.5 million"),
    ("Old Adit", "32,386", "62,532"),
]
Rows = tuple[tuple[str, str, str], ...]


def document(text: str) -> Document:
    starts = [0, *(i + 1 for i, character in enumerate(text) if character == "\n" and i + 1 < len(text))]
    return Document("d1", "release.txt", "text", text, "", tuple(starts))


def columns(
    widths: tuple[int, int, int] = (14, 34, 28),
    align: Callable[[str, int], str] = str.ljust,
    gap: str = "   ",
    between: str = "",
    hanging: int = 0,
) -> str:
    """The rows wrapped in columns, with heads above and ``between`` after each row."""

    def line(cells: list[str]) -> str:
        return gap.join(align(cell, width) for cell, width in zip(cells, widths, strict=True)).rstrip()

    out = [line(list(HEADS)), line(["-" * width for width in widths])]
    for row in ROWS:
        wrapped = [textwrap.wrap(c, w, subsequent_indent=" " * hanging) for c, w in zip(row, widths, strict=True)]
        for i in range(max(map(len, wrapped))):
            out.append(line([cell[i] if i < len(cell) else "" for cell in wrapped]))
        out.append(between)
    return "\n".join(out) + "\n"


def bullets(mark: str, width: int) -> str:
    lines = (f"{mark}{label}: {quarter}; {year} for the year" for label, quarter, year in ROWS)
    return "\n".join(textwrap.fill(line, width, subsequent_indent="     ") for line in lines) + "\n"


LAYOUTS = {
    "wide columns": columns((14, 60, 40)),
    "wrapped cells": columns(),
    "wrapped cells with blank lines between": columns(between=" "),
    "narrow columns that break quantities": columns((12, 18, 16)),
    "centred cells": columns(align=str.center),
    "hanging indents": columns((14, 30, 26), gap="  ", hanging=3),
    "full-width rules between rows": columns(between="-" * 82),
    "bars": "\n".join(" | ".join(row) for row in (HEADS, *ROWS)) + "\n",
    "framed bars": "\n".join(f"| {' | '.join(row)} |" for row in (HEADS, ("---",) * 3, *ROWS)) + "\n",
    "wrapped cells between bars": columns(gap=" | "),
    "tabs": "\n".join("\t".join(row) for row in (HEADS, *ROWS)) + "\n",
    "tabs and blank lines": "\n\n".join("\t".join(row) for row in (HEADS, *ROWS)) + "\n",
    "one cell a line": "\n".join("\n".join(row) for row in ROWS) + "\n",
    "one cell a line and blank lines": "\n\n".join("\n\n".join(row) for row in ROWS) + "\n",
    "bullets": bullets("  * ", 200),
    "wrapped bullets": bullets("-- ", 60),
    "dashes": "\n".join(f"{label} - {quarter}, {year} for the year" for label, quarter, year in ROWS) + "\n",
}
LEAD = "Some news of the company comes first, in a paragraph that runs over a line\nand says nothing in particular.\n\n"
TAIL = "\nThe company was pleased with 2013, when it produced more than before.\n"


def read(text: str) -> tuple[tuple[Table, ...], tuple[Figure, ...]]:
    return read_quantities(document(text), (), ())


def printed(table: Table, figures: tuple[Figure, ...]) -> list[tuple[str, ...]]:
    return [
        (row.label, *("" if cell is None else figures[cell].text for cell in cells))
        for row, cells in zip(table.rows, table.grid, strict=True)
    ]


@pytest.mark.parametrize("name", LAYOUTS)
def test_every_layout_gives_the_same_rows_and_columns(name: str) -> None:
    (table,), figures = read(LEAD + LAYOUTS[name] + TAIL)
    assert printed(table, figures) == GRID


@pytest.mark.parametrize("name", [name for name in LAYOUTS if HEADS[1] in LAYOUTS[name]])
def test_the_columns_keep_their_periods_where_heads_are_printed(name: str) -> None:
    (table,), _ = read(LEAD + LAYOUTS[name] + TAIL)
    assert [str(c.period) for c in table.columns] == ["2013-10-01 to 2013-12-31", "2013-01-01 to 2013-12-31"]


def test_the_substance_is_in_the_unit_from_the_cell_or_else_from_the_label() -> None:
    _, figures = read(columns())
    units = {figure.label: figure.unit for figure in figures if figure.table == 0}
    assert units == {
        "Silver": "oz silver",
        "Gold": "oz gold",
        "North Pit": "oz silver",
        "Lucky Shaft": "oz silver",
        "Old Adit": "oz gold",
    }


def test_the_scale_word_belongs_to_its_own_figure() -> None:
    _, figures = read(columns())
    (figure,) = [figure for figure in figures if figure.text == "642,224 million"]
    assert (figure.mantissa, figure.exponent) == (642224, 6)


def test_percentages_in_brackets_become_figures_outside_the_grid() -> None:
    _, figures = read(columns())
    percents = [figure.text for figure in figures if figure.unit == "percent"]
    assert percents == ["9%", "20%", "39%", "27%", "203%", "116%", "12%", "16%", "34%", "38%"]


def test_a_change_column_of_percentages_is_no_amount_column() -> None:
    text = (
        "                 Q4 2013                  Change      Year 2013\n"
        "Silver           2.5 million ounces       9%          8.9 million ounces\n"
        "Gold             47,108 ounces            27%         119,989 ounces\n"
    )
    (table,), _ = read(text)
    assert [column.kind for column in table.columns] == ["amount", "percent", "amount"]


def test_a_figure_mistyped_longer_than_its_column_stays_in_its_cell() -> None:
    text = "".join(f"{label:12}{quarter.split(' (')[0]:30}  {year.split(' (')[0]}\n" for label, quarter, year in ROWS)
    (table,), figures = read(text)
    assert printed(table, figures) == GRID


def test_offsets_delimit_the_printed_text() -> None:
    text = LEAD + columns((14, 60, 40))
    _, figures = read(text)
    assert [text[f.start : f.end] for f in figures] == [f.text for f in figures]


def test_a_figure_broken_over_lines_is_placed_at_its_first_line() -> None:
    text = columns((12, 18, 16))
    _, figures = read(text)
    broken = [f for f in figures if text[f.start : f.end] != f.text]
    assert all(f.start is not None and text[f.start : f.end] == f.text.split()[0] for f in broken)


def test_sentences_are_no_table() -> None:
    text = (
        "In the quarter the mine produced 2.5 million ounces of silver, and in the year before\n"
        "it was 2.3 million ounces. Gold production of 47,108 ounces was above the 37,000 ounces\n"
        "of the third quarter, and the mill treated 80,000 tons of ore.\n"
    )
    assert read(text) == ((), ())


def test_two_bullets_are_still_a_sentence() -> None:
    text = "o  silver: 2.4 million ounces, at a low cost\no  gold: 53,412 ounces, of which 34,944 ounces were cheap\n"
    assert read(text) == ((), ())


def test_a_table_read_from_the_same_lines_is_replaced_with_its_figures() -> None:
    text = columns((14, 60, 40)) + "\n\n\nSales      10\n"
    old = [
        Figure(0, "2.5", 25, -1, None, "Silver", (), None, 3, 0, 3, 0, 0, 0),
        Figure(1, "10", 10, 0, "USD", "Sales", (), None, 12, 0, 2, 1, 0, 0),
    ]
    tables = [
        Table(0, "", None, None, 0, (Row(0, 3, "Silver", (), 0),), (Column(0, "", None),), ((0,),), 3, 7),
        Table(1, "", None, None, 0, (Row(0, 12, "Sales", (), 0),), (Column(0, "", None),), ((1,),), 12, 12),
    ]
    new_tables, figures = read_quantities(document(text), tables, old)
    assert [t.index for t in new_tables] == [0, 1]
    assert [f.index for f in figures] == list(range(len(figures)))
    assert "2.5" not in [f.text for f in figures]
    sales = new_tables[1].grid[0][0]
    assert sales is not None
    assert (figures[sales].label, figures[sales].table) == ("Sales", 1)


@settings(max_examples=40, deadline=None)
@given(st.lists(st.integers(1, 999_999), min_size=3, max_size=8))
def test_any_numbers_set_in_columns_are_read_back(numbers: list[int]) -> None:
    lines = [
        f"{'Mine ' + 'ABCDEFGH'[i]:16}{f'{n:,} ounces of gold':32}{f'{n} tons of ore'}" for i, n in enumerate(numbers)
    ]
    (table,), figures = read("\n".join(lines) + "\n")
    values = [[figures[cell].mantissa for cell in row if cell is not None] for row in table.grid]
    assert values == [[n, n] for n in numbers]


@pytest.mark.parametrize(
    "hostile", ["1 ounce " * 20_000, "9 " * 50_000, "1 ounce\n" * 5_000, "1" + " " * 300_000 + "x\n"]
)
def test_hostile_text_ends_soon(hostile: str) -> None:
    began = time.process_time()
    read(hostile)
    assert time.process_time() - began < 3
