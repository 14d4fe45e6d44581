"""Tables of a page on their grid: merged cells, rules, indentation, hidden cells, tables within tables."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from auditor.model.worksheet import Cell, Worksheet
from auditor.read.failure import ReadFailure
from auditor.read.html import read_html
from auditor.read.source import Source


def sheets(body: str) -> tuple[Worksheet, ...]:
    return read_html(Source("page.htm", f"<html><body>{body}</body></html>".encode())).worksheets


def sheet(*rows: str) -> Worksheet:
    """The one worksheet of a table, given by what stands in its rows."""
    (found,) = sheets("<table>" + "".join(f"<tr>{row}</tr>" for row in rows) + "</table>")
    return found


def cells(*rows: str) -> dict[str, Cell]:
    return {cell.text: cell for row in sheet(*rows).rows for cell in row}


def places(*rows: str) -> dict[str, tuple[int, int]]:
    return {text: (cell.row, cell.column) for text, cell in cells(*rows).items()}


# -- the grid ---------------------------------------------------------------------------------------------------------


def test_a_cell_over_two_columns_moves_the_next_one() -> None:
    assert places("<td colspan=2>Sales<td>1")["1"] == (0, 2)


def test_a_cell_over_two_rows_moves_the_cells_below() -> None:
    assert places("<td rowspan=2>Sales<td>1", "<td>2") == {"Sales": (0, 0), "1": (0, 1), "2": (1, 1)}


def test_a_cell_over_two_rows_and_columns_moves_the_cells_below() -> None:
    assert places("<td>Sales<td rowspan=2 colspan=2>1<td>2", "<td>Costs<td>3")["3"] == (1, 3)


def test_a_blank_cell_takes_its_place() -> None:
    assert places("<td>Sales<td> <td>&nbsp;<td>1")["1"] == (0, 3)


def test_a_span_of_zero_columns_takes_one() -> None:
    assert places("<td colspan=0>Sales<td>1")["1"] == (0, 1)


@pytest.mark.parametrize("span", ["x", "-3", "", "1.5e3", "%"])
def test_a_span_that_is_no_number_takes_one(span: str) -> None:
    assert places(f"<td colspan='{span}'>Sales<td>1")["1"] == (0, 1)


def test_a_span_takes_at_most_a_thousand_columns() -> None:
    assert places("<td colspan=99999999999>Sales<td>1")["1"] == (0, 1000)


def test_a_span_of_zero_rows_takes_all_below() -> None:
    found = places("<td rowspan=0>Sales<td>1", "<td>2", "<td>3")
    assert (found["2"], found["3"]) == ((1, 1), (2, 1))


def test_no_cell_reaches_from_the_head_of_a_table_into_its_body() -> None:
    (found,) = sheets(
        "<table><thead><tr><td rowspan=3>Item<td>2003</tr></thead><tbody><tr><td>Sales<td>1</tr></tbody></table>"
    )
    assert [cell.column for cell in found.rows[1]] == [0, 1]


def test_a_hidden_cell_takes_no_place() -> None:
    assert places("<td>Sales<td style='display:none'>9<td>1") == {"Sales": (0, 0), "1": (0, 1)}


def test_a_hidden_row_takes_no_place() -> None:
    found = sheet("<td>Sales<td>1", "<td>Draft<td>9", "<td>Costs<td>2")
    assert len(found.rows) == 3
    (hidden,) = sheets("<table><tr><td>Sales<td>1<tr style='display: none'><td>Draft<td>9<tr><td>Costs<td>2</table>")
    assert [[cell.text for cell in row] for row in hidden.rows] == [["Sales", "1"], ["Costs", "2"]]


def test_the_places_of_a_row_count_hidden_cells_and_rows_too() -> None:
    (found,) = sheets("<table><tr hidden><td>9<tr><td hidden>8<td>Sales<td>1</table>")
    assert [cell.place for cell in found.rows[0]] == [(2, 2), (2, 3)]


def test_cells_without_closing_tags_are_told_apart() -> None:
    assert list(places("<td>Sales<td>1<td>2")) == ["Sales", "1", "2"]


def test_heads_of_a_file_are_marked() -> None:
    found = cells("<th>Item<th>2003", "<td>Sales<td>1")
    assert (found["2003"].head, found["1"].head) == (True, False)


@dataclass(frozen=True)
class Spanned:
    across: int
    down: int


@st.composite
def merged(draw: st.DrawFn) -> list[list[Spanned]]:
    spans = st.builds(Spanned, st.sampled_from((1, 1, 1, 2, 3)), st.sampled_from((1, 1, 1, 2, 4)))
    return draw(st.lists(st.lists(spans, min_size=1, max_size=4), min_size=1, max_size=6))


def browser(rows: list[list[Spanned]]) -> dict[tuple[int, int], tuple[int, int]]:
    """(row, position) -> grid place, each grid place taken by hand, as the HTML standard forms a table."""
    taken: set[tuple[int, int]] = set()
    found: dict[tuple[int, int], tuple[int, int]] = {}
    for y, row in enumerate(rows):
        x = 0
        for at, cell in enumerate(row):
            while (y, x) in taken:
                x += 1
            found[y, at] = (y, x)
            taken |= {(y + b, x + a) for b in range(cell.down) for a in range(cell.across)}
            x += cell.across
    return found


@settings(max_examples=80, deadline=None)
@given(merged())
@example([[Spanned(1, 1), Spanned(1, 4)], [Spanned(2, 2)], [Spanned(1, 1)], [Spanned(1, 1), Spanned(1, 1)]])
def test_merged_cells_stand_where_a_browser_puts_them(rows: list[list[Spanned]]) -> None:
    html = "".join(
        "<tr>" + "".join(f"<td colspan={c.across} rowspan={c.down}>{y}{at}1</td>" for at, c in enumerate(row)) + "</tr>"
        for y, row in enumerate(rows)
    )
    (found,) = sheets(f"<table>{html}</table>")
    read = {(cell.row, at): (cell.row, cell.column) for row in found.rows for at, cell in enumerate(row)}
    assert read == browser(rows)


# -- what a cell says -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "words",
    [
        "  Net\n  sales ", "Net&nbsp;sales", "Net<b> sales</b>", "<font>Net</font> <font>sales</font>",
        "Net sa&shy;les",
        "<div>Net sales</div>", "Net<!-- gross --> sales", "Net <script>var x='gross'</script>sales",
        "Net&#8203; sales",
        "Net <span style='display:none'>gross </span>sales", "<p></p>Net sales<br>",
        "Net <span hidden>gross </span>sales",
        "Net <style>td{color:red}</style>sales", "N<span>e</span>t s<i>al</i>es",
    ],
)  # fmt: skip
def test_words_are_the_same_in_any_elements(words: str) -> None:
    assert next(iter(cells(f"<td>{words}<td>1"))) == "Net sales"


def test_a_line_break_is_kept() -> None:
    assert "Sales,\nnet" in cells("<td>Sales,<br>net<td>1")


def test_blocks_of_one_cell_are_lines() -> None:
    assert "Sales\nCosts" in cells("<td><div>Sales</div><div>Costs</div><td>1")


def test_a_block_set_inline_is_no_line() -> None:
    assert "Sales net" in cells("<td>Sales <div style='display:inline'>net</div><td>1")


def test_a_raised_digit_does_not_lengthen_a_number() -> None:
    assert "1,234(2)" in cells("<td>Sales<td>1,234<sup>2</sup>")


def test_a_raised_digit_in_brackets_is_not_bracketed_twice() -> None:
    assert "1,234(2)" in cells("<td>Sales<td>1,234<sup>(2)</sup>")


def test_a_number_that_is_raised_as_a_whole_is_kept() -> None:
    assert "1,234" in cells("<td>Sales<td><sup>1,234</sup>")


def test_the_typesetters_apostrophe_is_the_typewriters() -> None:
    assert "Owners' share" in cells("<td>Owners\u2019 share<td>1")


def test_bold_words_are_known() -> None:
    found = cells("<td><b>Sales</b><td>1", "<td>Costs<td style='font-weight:bold'>2")
    assert [found[text].bold for text in ("Sales", "1", "Costs", "2")] == [True, False, False, True]


# -- rules and indentation --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "mark",
    [
        "<td style='border-top:1px solid #000'>3", "<td style='border-top: solid black 1.0pt'>3", "<td><hr>3",
        "<td><div style='border-top:1px solid black'>3</div>", "<td style='border:1px solid black'>3",
    ],
)  # fmt: skip
def test_a_rule_along_the_upper_edge_is_seen(mark: str) -> None:
    assert cells("<td>Sales<td>1", f"<td>Total{mark}")["3"].over


@pytest.mark.parametrize(
    "style", ["border-top:none", "border-top:0 solid", "border:0px solid black", "border-top:1px solid white",
    "border-left:1px solid"]
)  # fmt: skip
def test_what_does_not_show_is_no_rule(style: str) -> None:
    assert not cells("<td>Sales<td>1", f"<td>Total<td style='{style}'>3")["3"].over


def test_a_blank_cell_with_a_rule_is_kept() -> None:
    (blank,) = sheet("<td>Sales<td>1", "<td><td style='border-bottom:1px solid'>", "<td>Total<td>1").rows[1]
    assert (blank.text, blank.column, blank.under) == ("", 1, True)


def test_dashes_drawn_in_a_cell_are_a_rule() -> None:
    assert sheet("<td>Sales<td>1", "<td><td>-------", "<td>Total<td>1").rows[1][0].over


def test_a_lone_dash_is_no_rule() -> None:
    assert "-" in cells("<td>Sales<td>1", "<td>Costs<td>-")


def test_a_rule_of_a_row_is_a_rule_of_its_cells() -> None:
    (found,) = sheets("<table><tr><td>Sales<td>1<tr style='border-top:1px solid black'><td>Total<td>1</table>")
    assert [cell.over for cell in found.rows[1]] == [True, True]


@pytest.mark.parametrize(
    "inner",
    [
        "<td style='padding-left:10pt'>Wood", "<td>&nbsp;&nbsp;&nbsp;&nbsp;Wood",
        "<td><div style='margin-left:10pt'>Wood</div>", "<td><p style='text-indent:10pt'>Wood</p>",
        "<td style='padding:0 0 0 10pt'>Wood",
        "<td><div style='margin-left:4pt'><p style='margin-left:6pt'>Wood</p></div>",
        "<td style='padding-left:20pt;text-indent:-10pt'>Wood",
    ],
)  # fmt: skip
def test_indentation_counts_however_it_is_made(inner: str) -> None:
    found = cells("<td>Sales:<td>1", f"{inner}<td>2")
    assert (found["Sales:"].indent, found["Wood"].indent) == (0, 10)


# -- tables within tables ---------------------------------------------------------------------------------------------


def test_a_table_that_lays_out_the_page_is_walked() -> None:
    (found,) = sheets("<table><tr><td>Our results<td><table><tr><td>Sales<td>1<tr><td>Costs<td>2</table></table>")
    assert (found.path, len(found.rows), found.before) == ("table[2]", 2, ("Our results",))


def test_a_table_within_a_table_of_figures_is_read_for_itself() -> None:
    found = sheets(
        "<table><tr><td>Sales<td>1<td>2<tr><td>Costs<td>3<td>4"
        "<tr><td><table><tr><td>Tons<td>5<tr><td>Pounds<td>6</table></table>"
    )
    assert [sheet.path for sheet in found] == ["table[1]", "table[2]"]


def test_the_words_of_an_inner_table_are_not_those_of_the_cell_around_it() -> None:
    found = sheets(
        "<table><tr><td>Sales<td>1<td>2<tr><td>Costs<td>3<td>4"
        "<tr><td>Of which<table><tr><td>Tons<td>5<tr><td>Pounds<td>6</table></table>"
    )
    assert [cell.text for cell in found[0].rows[2]] == ["Of which"]


def test_a_table_without_figures_is_words() -> None:
    assert sheets("<p>1</p><table><tr><td>By:<td>A. Clerk</table>") == ()


def test_a_comment_is_no_table() -> None:
    (found,) = sheets("<!-- <table><tr><td>Old<td>9</table> --><table><tr><td>Sales<td>1<tr><td>Costs<td>2</table>")
    assert (found.path, found.rows[0][0].text) == ("table[1]", "Sales")


def test_cells_in_the_strings_of_a_script_are_none() -> None:
    (found,) = sheets(
        "<script>document.write('<table><tr><td>Old<td>9</table>')</script>"
        "<table><tr><td>Sales<td>1<tr><td>Costs<td>2</table>"
    )
    assert [cell.text for row in found.rows for cell in row] == ["Sales", "1", "Costs", "2"]


# -- limits -----------------------------------------------------------------------------------------------------------


def test_merged_cells_are_counted_against_the_limit() -> None:
    with pytest.raises(ReadFailure, match="cells"):
        sheet("<td colspan=1000 rowspan=65534>1" * 1600)


def test_a_merged_cell_is_counted_in_every_row_it_takes() -> None:
    with pytest.raises(ReadFailure, match="cells"):
        sheet("<td colspan=1000 rowspan=65534>1", *["<td>1"] * 1600)
