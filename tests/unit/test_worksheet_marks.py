"""Marks of a row: what one cell prints, and figures joined from the cells they are split over."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from auditor.extract.worksheet_cells import MAX_CELL, items, read_mark
from auditor.model.worksheet import Cell


def row(*texts: str) -> tuple[Cell, ...]:
    return tuple(Cell(0, at, text) for at, text in enumerate(texts) if text)


def joined(*texts: str) -> list[tuple[str, int | None]]:
    """Kind and mantissa of each mark of a row."""
    return [(item.kind, item.token.mantissa if item.token else None) for item in items(row(*texts))]


@pytest.mark.parametrize(
    "text, mantissa, exponent",
    [
        ("1,234", 1234, 0), ("(1,234)", -1234, 0), ("$1,234", 1234, 0), ("$ (1,234)", -1234, 0), ("($1,234)", -1234, 0),
        ("-1,234", -1234, 0), ("−1,234", -1234, 0), ("–1,234", -1234, 0), ("-$1,234", -1234, 0), ("$-1,234", -1234, 0),
        ("0.16", 16, -2), (".16", 16, -2), ("(.16)", -16, -2), ("£1,234", 1234, 0), ("€1.5", 15, -1),
        ("US$1,234", 1234, 0),
        ("1,234*", 1234, 0), ("1,234(a)", 1234, 0), ("1,234 (1)", 1234, 0), ("1,234[2]", 1234, 0), ("+1,234", 1234, 0),
        ("1'234'567", 1234567, 0), ("1 234 567", 1234567, 0), ("12.5%", 125, -1), ("(12.5)%", -125, -1),
        ("(12.5%)", -125, -1),
        ("0", 0, 0), ("7", 7, 0), ("( 1,234 )", -1234, 0), ("1,234 †", 1234, 0),
        ("$1,234,567,890,123", 1234567890123, 0),
    ],
)  # fmt: skip
def test_a_number_however_it_is_printed(text: str, mantissa: int, exponent: int) -> None:
    kind, token, _ = read_mark(text)
    assert token is not None
    assert (kind, token.mantissa, token.exponent) == ("figure", mantissa, exponent)


@pytest.mark.parametrize("text", ["—", "-", "–", "--", "- -", "$—", "$ -", "(—)", "-0-", "—%", "$ — "])
def test_a_nil_is_a_figure_of_zero(text: str) -> None:
    kind, token, _ = read_mark(text)
    assert token is not None
    assert (kind, token.kind, token.mantissa) == ("figure", "nil", 0)


@pytest.mark.parametrize("text", ["N/A", "n/m", "NM", "nm", "n.a.", "not meaningful", "*", "nil", "None"])
def test_what_stands_for_no_number_is_a_mark(text: str) -> None:
    assert read_mark(text)[0] == "mark"


@pytest.mark.parametrize("text", ["2003", "1999", " 2024 "])
def test_a_bare_year_is_a_year(text: str) -> None:
    assert read_mark(text)[0] == "year"


@pytest.mark.parametrize(
    "text",
    [
        "Total assets", "Dec. 31, 2003", "12/31/2003", "2003-12-31", "7.5% notes due 2013", "5 to 10", "00012345",
        "Q1", "",
        "$1,000 and $2,000", "1-877-555-0199", "3Q03", "1" * (MAX_CELL + 1), "Level 1", "A-1",
    ],
)  # fmt: skip
def test_words_are_no_figures(text: str) -> None:
    assert read_mark(text)[0] == "words"


@pytest.mark.parametrize("text", ["#REF!", "=SUM(A1:A4)", "#DIV/0!", "=B2+B3", "####"])
def test_a_formula_without_its_result_is_a_figure_that_cannot_be_read(text: str) -> None:
    kind, token, _ = read_mark(text)
    assert token is not None
    assert (kind, token.mantissa) == ("figure", None)


@pytest.mark.parametrize("text", ["25 bps", "1.5x", "3.2 pts", "25 basis points", "0.4 ppts", "2.1 times"])
def test_points_and_times_are_told(text: str) -> None:
    assert read_mark(text)[2]


@pytest.mark.parametrize("text", ["1,23 4", "1,2 34", "12,345 ,67"])
def test_a_number_broken_by_a_blank_among_its_digits_is_no_other_number(text: str) -> None:
    token = read_mark(text)[1]
    assert token is None or token.mantissa is None


@pytest.mark.parametrize(("text", "mantissa"), [("1, 234", 1234), ("12,345 ,678", 12345678)])
def test_a_blank_beside_a_comma_leaves_one_reading(text: str, mantissa: int) -> None:
    token = read_mark(text)[1]
    assert token is not None and token.mantissa == mantissa


@given(st.text("0123456789.,()$%-–— \n*abxNMQ'/[]=#+£", max_size=MAX_CELL + 5))
@example("$" * MAX_CELL)
def test_any_text_is_a_mark_of_some_kind(text: str) -> None:
    assert read_mark(text)[0] in ("figure", "year", "note", "mark", "words")


@given(
    st.lists(
        st.sampled_from(("$", "(", "1,234", ")", "%", ")%", "—", "2003", "Wood", "(a)", "", "N/A", "-", ".5)", "\n")),
        max_size=9,
    )
)
def test_marks_of_any_row_stand_left_to_right(texts: list[str]) -> None:
    found = items(row(*texts))
    assert all(one.left < one.edge <= one.right for one in found)
    assert all(one.right <= two.left for one, two in pairwise(found))


@pytest.mark.parametrize(
    "cells, expected",
    [
        (("$", "1,234"), 1234), (("$", "(1,234", ")"), -1234), (("(", "1,234", ")"), -1234), (("$", "(", "1,234",
        ")"), -1234),
        (("$(", "1,234", ")"), -1234), (("$(1,234", ")"), -1234), (("12.5", "%"), 125), (("(", "12.5", ")%"), -125),
        (("(12.5", ")", "%"), -125), (("$", "—"), 0), (("(12", ".5)"), -125), (("US$", "1,234"), 1234),
        (("1,234", "(a)"), 1234), (("1,234", "*"), 1234), (("25", "bps"), 25), (("$", "-1,234"), -1234), (("£",
        "1,234"), 1234),
    ],
)  # fmt: skip
def test_a_figure_split_over_cells_is_one(cells: tuple[str, ...], expected: int) -> None:
    assert joined(*cells) == [("figure", expected)]


def test_a_blank_cell_between_the_parts_does_not_matter() -> None:
    assert joined("$", "", "(1,234", "", ")") == [("figure", -1234)]


def test_the_currency_of_the_next_figure_is_not_the_end_of_this_one() -> None:
    assert joined("$", "1,234", "$", "5,678") == [("figure", 1234), ("figure", 5678)]


def test_the_bracket_of_the_next_figure_is_not_the_end_of_this_one() -> None:
    assert joined("1,234", "(", "5,678", ")") == [("figure", 1234), ("figure", -5678)]


def test_a_nil_before_a_figure_is_no_minus_sign() -> None:
    assert joined("Wood", "—", "1,234") == [("words", None), ("figure", 0), ("figure", 1234)]


def test_a_year_behind_a_currency_sign_is_an_amount() -> None:
    assert joined("Wood", "$", "2,003", "$", "2003")[2] == ("figure", 2003)


def test_a_row_of_signs_heads_columns() -> None:
    assert [item.kind for item in items(row("", "$", "$", "%"))] == ["words"] * 3


def test_a_figure_aligns_by_the_cell_of_its_digits() -> None:
    (item,) = items(row("$", "(1,234", ")"))
    assert (item.left, item.edge, item.right) == (0, 2, 3)
