"""Pages that lost their mark-up: a cell a line becomes a table again."""

from __future__ import annotations

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from auditor.extract import extract_all
from auditor.model.audit import Extraction
from auditor.read import read_documents
from auditor.read.flattened import is_flattened, unflattened
from auditor.read.source import Source
from auditor.read.text import read_text

ROWS = (
    ("Net sales", 5_742, 5_363, 7_983),
    ("Cost of sales", 4_139, 4_128, 5_817),
    ("Gross margin", 1_603, 1_235, 2_166),
)
NOTES = [("Wages", 812, 790, 744), ("Rent", 141, 138, 121), ("Freight", 97, 103, 111), ("Total", 1_050, 1_031, 976)]


def printed(rows: list[tuple[str, list[str]]], heads: list[str]) -> str:
    return "\n".join([*heads, *(line for label, cells in rows for line in (label, *cells))])


def page(rows: list[tuple[str, list[str]]] | None = None) -> str:
    """A statement of income, and a note often enough to show what the page is."""
    own = rows or [(label, [f"{value:,}" for value in values]) for label, *values in ROWS]
    note = [(label, [f"{value:,}" for value in values]) for label, *values in NOTES]
    statement = printed(own, ["CONSOLIDATED STATEMENTS OF OPERATIONS", "(In millions)", "2002", "2001", "2000"])
    notes = "\n".join(printed(note, [f"Note {i}. The costs were these.", "2002", "2001", "2000"]) for i in range(6))
    return (
        f"Acme Ore Company\n{statement}\nThe notes are part of the statements, and should be read with them.\n{notes}\n"
    )


def read(folder: Path, text: str) -> Extraction:
    path = folder / "page.txt"
    path.write_bytes(text.encode())
    return extract_all(read_documents(path))


def test_page_of_lone_numbers_is_told_from_a_printed_one() -> None:
    line = "Net sales            5,742    5,363    7,983\n\n"
    assert (is_flattened(page()), is_flattened(line * 100)) == (True, False)


def test_label_and_the_numbers_behind_it_are_a_row(tmp_path: Path) -> None:
    extraction = read(tmp_path, page())
    table = extraction.tables[0]
    assert [row.label for row in table.rows] == ["Net sales", "Cost of sales", "Gross margin"]
    assert [[extraction.figures[i].text for i in cells if i is not None] for cells in table.grid] == [
        ["5,742", "5,363", "7,983"],
        ["4,139", "4,128", "5,817"],
        ["1,603", "1,235", "2,166"],
    ]


def test_years_above_are_heads_and_the_caption_tells_the_scale(tmp_path: Path) -> None:
    table = read(tmp_path, page()).tables[0]
    assert [column.period.end.year for column in table.columns if column.period] == [2002, 2001, 2000]
    assert (table.statement, table.scale) == ("income_statement", 6)


def test_fragments_of_a_cell_are_one_figure(tmp_path: Path) -> None:
    rows = [("Net loss", ["$", "(42", ")", "$", "88", "$", "\u2014"]), ("Interest", ["(11", ")", "12", "13"])]
    rows += [("Tax", ["1", "2", "3"]), ("Other", ["4", "5", "6"])]
    extraction = read(tmp_path, page(rows))
    first = [extraction.figures[i] for i in extraction.tables[0].grid[0] if i is not None]
    assert [figure.mantissa for figure in first] == [-42, 88, 0]


def test_row_that_lost_a_cell_gives_no_figure_in_a_wrong_column(tmp_path: Path) -> None:
    rows = [(label, [f"{value:,}" for value in values]) for label, *values in ROWS]
    extraction = read(tmp_path, page([*rows, ("Charges", ["12", "30"])]))
    assert "Charges" not in [row.label for row in extraction.tables[0].rows]
    assert [one.message for one in extraction.diagnostics if one.level == "warning"] == [
        "numbers of rows in which some cell left no mark: 2"
    ]


def test_dash_taken_for_a_control_character_is_a_nil() -> None:
    assert Source("a", "Tax\n\x97\n".encode()).text == "Tax\n\u2014\n"


def test_durations_span_their_share_of_the_years(tmp_path: Path) -> None:
    heads = ["CONSOLIDATED STATEMENTS OF OPERATIONS", "(In millions)", "Three Months Ended September 30,"]
    heads += ["Nine Months Ended September 30,", "2002", "2001", "2002", "2001"]
    rows = [(label, [f"{value + step:,}" for step in (0, 1, 2, 3)]) for label, value, *_ in ROWS]
    text = page().replace("The notes are part", printed(rows, heads) + "\nThe notes are part")
    periods = [str(column.period) for column in read(tmp_path, text).tables[1].columns]
    assert periods == [
        "2002-07-01 to 2002-09-30",
        "2001-07-01 to 2001-09-30",
        "2002-01-01 to 2002-09-30",
        "2001-01-01 to 2001-09-30",
    ]


def test_nil_is_no_sign_of_the_number_behind_it(tmp_path: Path) -> None:
    rows = [("Due to others", ["$", "-", "$", "381", "$", "-"]), *((name, ["1", "2", "3"]) for name in ("a", "b", "c"))]
    extraction = read(tmp_path, page(rows))
    assert [extraction.figures[i].mantissa for i in extraction.tables[0].grid[0] if i is not None] == [0, 381, 0]


@given(st.lists(st.sampled_from(["$", "12", "(3", ")", "2001", "Sales", "\u2014", "%", "", "a" * 200]), max_size=60))
def test_no_order_of_lines_is_too_odd(lines: list[str]) -> None:
    document = unflattened(read_text(Source("a", ("Acme\n" + "\n".join(lines)).encode())))
    for sheet in document.worksheets:
        assert all(cell.column < sheet.width for row in sheet.rows for cell in row)


def test_folio_behind_a_table_is_no_amount_of_its_last_row(tmp_path: Path) -> None:
    note = printed([(label, [f"{value:,}" for value in values]) for label, *values in NOTES], ["2002", "2001", "2000"])
    text = page() + "".join(f"Note {40 + n}. Costs of that kind.\n{note}\n{n}\n" for n in range(10, 20))
    extraction = read(tmp_path, text)
    assert {row.label for row in extraction.tables[-1].rows} >= {"Total"}
    assert not [one for one in extraction.diagnostics if one.level == "warning"]


def test_heads_of_change_between_years_are_heads(tmp_path: Path) -> None:
    heads = ["Net sales by segment, in millions:", "2002", "Change", "2001", "Change", "2000"]
    rows = [("Ore", ["4,019", "26%", "3,181", "2%", "3,131"]), ("Coal", ["1,799", "37%", "1,309", "5%", "1,251"])]
    rows += [("Total net sales", ["5,818", "30%", "4,490", "2%", "4,382"])]
    text = page().replace("The notes are part", printed(rows, heads) + "\nThe notes are part")
    table = read(tmp_path, text).tables[1]
    assert [(column.header, column.kind) for column in table.columns] == [
        ("2002", "amount"),
        ("Change", "percent"),
        ("2001", "amount"),
        ("Change", "percent"),
        ("2000", "amount"),
    ]


def test_table_that_lost_its_heads_is_read_for_its_total(tmp_path: Path) -> None:
    heads = ["What falls due, in millions:", "All", "Payments", "Due in less", "Than a year", "Payments", "Due later"]
    rows = [
        ("Leases", ["617", "89", "528"]),
        ("Purchases", ["1,112", "1,112", "\u2014"]),
        ("Other", ["24", "14", "10"]),
    ]
    text = page().replace(
        "The notes are part", printed([*rows, ("Total", ["1,753", "1,215", "538"])], heads) + "\nThe notes are part"
    )
    assert [row.label for row in read(tmp_path, text).tables[1].rows] == ["Leases", "Purchases", "Other", "Total"]
