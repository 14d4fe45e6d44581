"""Every number of a page's words is found again in the source, whatever stands between."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from auditor.extract import extract
from auditor.model.document import Document
from auditor.read.html import parse, read_html
from auditor.read.page_places import digit_behind, places
from auditor.read.source import Source


def page(text: str) -> Document:
    return read_html(Source("page.htm", text.encode(), text))


def placed(text: str) -> list[str]:
    """What the source prints from the start of each amount of a sentence to its end."""
    return [text[one.start : one.end] if one.start is not None else "" for one in extract(page(text)).figures]


def test_each_item_of_a_list_set_as_a_table_of_words_has_its_place() -> None:
    rows = "".join(f"<tr><td>&#8226;<td>Sales rose by <b>${at}</b>.5 million" for at in (21, 22, 23))
    assert placed(f"<td><div>Of <p>2003<table>{rows}</table>") == ["21</b>.5", "22</b>.5", "23</b>.5"]


def test_words_of_several_cells_of_a_row_have_places_of_their_own() -> None:
    row = "<table><tr><td>Costs of $4 million<td width=4>and sales of $4 million</table>"
    first = row.index("4 million")
    starts = [figure.start for figure in extract(page(row)).figures]
    assert starts == [first, row.index("4 million", first + 1)]


@pytest.mark.parametrize(
    "before",
    [
        "<!-- 1.5 -->", "<style>p { margin: 1.5pt }</style>", "<script>a = '<p>1.5'</script>", "<p title='>1.5'>of",
        "&#49;.5", "<p>2 < 1.5", "<?page 1.5?>", "<p hidden>1.5</p>", "<p style='display:none'>of $1.5 million</p>",
        "<select><option>1.5</select>", "<title>1.5</title>", "</p></div>1.5<td>", "&frac12;", "<p>&sup2; 15&nbsp;%",
    ],
)  # fmt: skip
def test_an_amount_is_found_behind_digits_that_are_no_words(before: str) -> None:
    text = f"{before}<p>Of the sales in the first quarter of 2003, costs took <i>$1.5 million</i>.</p>"
    assert placed(text)[-1] == "1.5 million"


def test_an_amount_told_in_digits_of_entities_is_no_other_ones() -> None:
    text = "<p>Sales rose by $&#49;&#50; million.</p><p>Costs rose by $12 million in the second quarter of 2003.</p>"
    assert placed(text) == ["", "12 million"]


def test_the_lines_of_a_preformatted_block_lead_back_to_the_source() -> None:
    text = "<p>5</p><pre>\nAt 31&nbsp;May, <b>sales</b> &amp; orders rose by $1.5 million.\n</pre>"
    assert placed(text) == ["1.5 million"]


def test_digits_are_counted_in_words_alone() -> None:
    assert digit_behind("<td width=5>&#36;1<!-- 2 --><b>3", 0, 1) == 31


def test_there_is_no_digit_behind_the_last() -> None:
    assert digit_behind("1 <b 2>", 0, 1) is None


WORDS = st.sampled_from(["of 12 and", "3", " ", "$4.5", "&nbsp;", "&#8226; 6", "Sales", "\n78,901"])
TAGS = st.sampled_from(["<b>", "</b>", "<p>", "<br>", "<td>", "<table><tr>", "</table>", "<div style='a:1'>", "</div>"])


@given(st.lists(st.one_of(WORDS, TAGS), max_size=40).map("".join))
def test_what_is_placed_begins_with_its_own_digits(body: str) -> None:
    text = f"<html><body>{body}</body></html>"
    root = parse(text)
    within, behind = places(text, root, list(root.iter()))
    for element, start in within.items():
        first = re.search("[0-9]", element.text or "")
        assert first is not None and text[digit_behind(text, start, 0) or 0] == first[0]
    for element, start in behind.items():
        first = re.search("[0-9]", element.tail or "")
        assert first is not None and text[digit_behind(text, start, 0) or 0] == first[0]


@given(st.lists(st.one_of(WORDS, TAGS), max_size=40).map("".join))
def test_every_piece_with_a_digit_is_placed(body: str) -> None:
    text = f"<html><body>{body}</body></html>"
    root = parse(text)
    elements = list(root.iter())
    within, behind = places(text, root, elements)
    printed = sum(any(c.isdigit() for c in words or "") for one in elements for words in (one.text, one.tail))
    assert len(within) + len(behind) == printed
