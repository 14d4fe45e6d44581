"""Pages: what becomes a passage, what a worksheet, what stands above it, and where each leads back to."""

from __future__ import annotations

import pytest

from auditor.extract import extract
from auditor.model.document import Document
from auditor.read.failure import ReadFailure
from auditor.read.html import read_html
from auditor.read.source import Source

ROWS = "<tr><td>Wood<td>1,234<tr><td>Glass<td>2,345"
TABLE = f"<table>{ROWS}</table>"


def page(body: str) -> Document:
    return read_html(Source("page.htm", f"<html><body>{body}</body></html>".encode()))


def passages(body: str) -> list[str]:
    return [passage.text for passage in page(body).passages]


def before(body: str) -> tuple[str, ...]:
    return page(body).worksheets[-1].before


# -- passages ---------------------------------------------------------------------------------------------------------


def test_each_block_is_a_passage() -> None:
    assert passages("<p>One</p><div>Two</div><h2>Three</h2>Four") == ["One", "Two", "Three", "Four"]


def test_words_in_line_elements_are_one_passage() -> None:
    assert passages("<p>Sales <b>rose</b> by <font>$1 million</font>.</p>") == ["Sales rose by $1 million."]


def test_a_line_break_divides_a_passage_into_lines() -> None:
    assert passages("<p>One<br>Two<br/><br>Three</p>") == ["One\nTwo\nThree"]


def test_a_block_within_a_block_ends_the_words_before_it() -> None:
    assert passages("<div>One<div>Two</div>Three</div>") == ["One", "Two", "Three"]


def test_a_line_element_set_as_a_block_is_a_passage() -> None:
    assert passages("<div style='display:inline'>One</div> <div style='display:inline'>Two</div>") == ["One Two"]


@pytest.mark.parametrize("silent", ["script", "style", "template", "select", "noscript", "title"])
def test_what_is_not_shown_is_no_passage(silent: str) -> None:
    assert passages(f"<p>One</p><{silent}>Two</{silent}><p>Three</p>") == ["One", "Three"]


@pytest.mark.parametrize("hiding", ["hidden", "style='display:none'", "style='visibility:hidden'", "class=gone"])
def test_a_hidden_block_is_no_passage(hiding: str) -> None:
    assert passages(f"<style>.gone{{display:none}}</style><p>One</p><p {hiding}>Two</p>") == ["One"]


def test_words_behind_a_comment_are_kept() -> None:
    assert passages("<p>One <!-- two --> three</p>") == ["One three"]


@pytest.mark.parametrize("blank", ["&nbsp;", "&#160;", "&emsp;", "\n\t", "&thinsp;", " &nbsp; "])
def test_blanks_of_every_width_are_one(blank: str) -> None:
    assert passages(f"<p>One{blank}two</p>") == ["One two"]


@pytest.mark.parametrize("nothing", ["&shy;", "&#8203;", "&zwj;", "&#65279;"])
def test_signs_without_width_are_left_out(nothing: str) -> None:
    assert passages(f"<p>Mil{nothing}lion</p>") == ["Million"]


def test_entities_are_the_signs_they_stand_for() -> None:
    assert passages("<p>R&amp;D &mdash; &#36;5 &lt;10</p>") == ["R&D — $5 <10"]


def test_blocks_by_the_word_pre_keep_their_lines() -> None:
    (found,) = page("<pre>Wood   1\nGlass  2\n</pre>").passages
    assert (found.preformatted, found.text.split("\n")[1]) == (True, "Glass  2")


def test_figures_of_monospaced_lines_are_read() -> None:
    lines = (
        "                2003      2002\n             -------   -------\nWood           1,234     1,111\n"
        "Glass          2,345     2,222\n             -------   -------\nTotal          3,579     3,333\n"
    )
    figures = extract(page(f"<pre>{lines}</pre>")).figures
    assert [figure.text for figure in figures] == ["1,234", "1,111", "2,345", "2,222", "3,579", "3,333"]


# -- what stands above ------------------------------------------------------------------------------------------------


def test_the_lines_above_a_table_are_kept_in_order() -> None:
    assert before(f"<p>Balance Sheet</p><p>(in thousands)</p>{TABLE}") == ("Balance Sheet", "(in thousands)")


def test_a_table_begins_anew_what_stands_above() -> None:
    assert before(f"<p>One</p>{TABLE}<p>Two</p>{TABLE}") == ("Two",)


def test_a_title_within_the_table_stands_above_it() -> None:
    assert before(f"<table><caption>Balance Sheet</caption>{ROWS}</table>") == ("Balance Sheet",)


def test_a_table_of_words_stands_above() -> None:
    assert before(f"<table><tr><td>Balance Sheet</table>{TABLE}") == ("Balance Sheet",)


def test_of_many_lines_above_the_last_are_kept() -> None:
    lines = before("".join(f"<p>Line {at}</p>" for at in range(40)) + TABLE)
    assert (len(lines), lines[-1]) == (16, "Line 39")


def test_worksheets_and_passages_are_counted_in_reading_order() -> None:
    document = page(f"<p>One</p>{TABLE}<p>Two</p>{TABLE}")
    assert [one.order for one in document.passages] == [0, 2]
    assert [one.order for one in document.worksheets] == [1, 3]


def test_tables_of_one_row_below_one_another_are_one() -> None:
    rows = ("Wood", "Glass", "Slate", "Barley")
    document = page("".join(f"<table><tr><td>{row}<td>{at},111</table>" for at, row in enumerate(rows, start=1)))
    (sheet,) = document.worksheets
    assert sheet.paths == ("table[1]", "table[2]", "table[3]", "table[4]")


def test_words_between_tables_of_one_row_keep_them_apart() -> None:
    table = "<table><tr><td>Wood<td>1,111</table>"
    assert len(page(f"{table}{table}<p>Of which</p>{table}{table}").worksheets) == 4


# -- the way back -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "between",
    [
        "<!-- <td>1,234</td> -->", "<script>'<td>1,234'</script>", "<p>&nbsp;</p>", "<table><tr><td></table>", "<tr>",
        "<p title='<td>'>9</p>", "</td>", "<td>",
    ],
)  # fmt: skip
def test_a_figure_is_found_behind_what_looks_like_cells(between: str) -> None:
    document = page(f"{between}{TABLE}")
    figure = next(figure for figure in extract(document).figures if figure.text == "1,234")
    assert document.text[: figure.start].endswith("<td>Wood<td>")


def test_the_same_number_twice_in_a_row_has_two_places() -> None:
    document = page("<table><tr><td>Wood<td>1,234<td>1,234<tr><td>Glass<td>5<td>6</table>")
    first, second = [figure.start for figure in extract(document).figures][:2]
    assert first is not None and second is not None and first < second


def test_a_number_split_by_elements_reaches_to_its_last_digit() -> None:
    document = page("<table><tr><td>Wood<td>1,<b>234</b><tr><td>Glass<td>5.5</table>")
    figure = extract(document).figures[0]
    assert (figure.mantissa, document.text[figure.start : figure.end]) == (1234, "1,<b>234")


def test_a_number_that_stands_in_an_attribute_too_is_found_in_the_words() -> None:
    document = page("<table><tr><td>Wood<td title='1,234'>1,234<tr><td>Glass<td>5.5</table>")
    figure = extract(document).figures[0]
    assert figure.start is not None and document.text[figure.start - 1] == ">"


def test_the_amount_of_a_sentence_is_found_in_the_source() -> None:
    document = page("<p>Of 2003.</p><p>Sales rose&nbsp;by <b>$1.5 million</b>, costs by $1.5 million.</p>")
    places = [figure.start for figure in extract(document).figures]
    first = document.text.index("1.5")
    assert places == [first, document.text.index("1.5", first + 1)]


# -- failures ---------------------------------------------------------------------------------------------------------


def test_a_page_without_words_is_refused() -> None:
    with pytest.raises(ReadFailure, match="without words"):
        page("<p>&nbsp;</p><script>9</script>")


def test_a_page_that_holds_only_a_comment_is_refused() -> None:
    with pytest.raises(ReadFailure, match="without"):
        read_html(Source("page.htm", b"<!-- nothing -->"))
