"""Scale words, parts above their wholes, malformed grouping, sums of quantity tables."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from auditor.extract.prose import claims
from auditor.extract.quantities import read_quantities
from auditor.identify.plausibility import identities
from auditor.model.audit import Extraction
from auditor.model.document import Document
from auditor.model.figure import Figure
from auditor.model.identity import Identity
from auditor.model.table import Column, Row, Table

EXAMPLES = Path(__file__).parents[2] / "examples"
RELEASED, CORRECTED = (EXAMPLES / f"hecla-2014-01-29-{name}.txt" for name in ("as-released", "corrected"))


def document(text: str) -> Document:
    starts = (0, *(i + 1 for i, character in enumerate(text[:-1]) if character == "\n"))
    return Document("d1", "x.txt", "text", text, "", starts)


def audit(text: str) -> tuple[list[Identity], tuple[Figure, ...]]:
    tables, figures = read_quantities(document(text), (), ())
    figures, made = claims(document(text), tables, figures)
    return identities(Extraction(tables, figures, made), (document(text),)), figures


def violated(text: str, check: str = "") -> list[list[str]]:
    found, figures = audit(text)
    return [
        [figures[i].text for i in identity.figures]
        for identity in found
        if identity.status == "violated" and identity.check.startswith(check)
    ]


def grid(*columns: list[str], unit: str = "USD", label: str = "Row") -> list[Identity]:
    """The findings on a numeric table with these columns of printed cells."""
    figures: list[Figure] = []
    for column, cells in enumerate(columns):
        for row, text in enumerate(cells):
            digits = "".join(character for character in text if character.isdigit())
            figures.append(
                Figure(len(figures), text, int(digits), 0, unit, label, (), None, row + 1, 0, 0, 0, row, column)
            )
    height = len(columns[0])
    rows = tuple(Row(i, i + 1, label, (), 0) for i in range(height))
    cells_of = tuple(tuple(c * height + r for c in range(len(columns))) for r in range(height))
    heads = tuple(Column(c, "", None) for c in range(len(columns)))
    table = Table(0, "", None, unit, 0, rows, heads, cells_of, 1, height)
    return identities(Extraction((table,), tuple(figures)), (document("\n"),))


def test_every_implausibility_of_the_january_release_names_the_lucky_friday_quarter() -> None:
    found = violated(RELEASED.read_text(encoding="utf-8"))
    assert len(found) == 4
    assert all("642,224 million" in texts for texts in found)


def test_the_scale_word_is_found_once_as_an_error_about_one_figure() -> None:
    found, figures = audit(RELEASED.read_text(encoding="utf-8"))
    (identity,) = [i for i in found if i.check == "PL101"]
    assert (identity.form, identity.severity, [figures[i].text for i in identity.figures]) == (
        "bound",
        "error",
        ["642,224 million"],
    )


def test_a_mine_above_its_company_and_a_quarter_above_its_year_are_errors() -> None:
    found, _ = audit(RELEASED.read_text(encoding="utf-8"))
    bounds = [i for i in found if i.check == "PL102" and i.status == "violated"]
    assert [i.severity for i in bounds] == ["error", "error"]


def test_nothing_is_implausible_once_the_word_is_removed() -> None:
    assert violated(CORRECTED.read_text(encoding="utf-8")) == []


def test_the_parts_meet_their_whole_in_intervals_once_the_word_is_removed() -> None:
    found, _ = audit(CORRECTED.read_text(encoding="utf-8"))
    sums = [(i.status, i.residual, i.tolerance) for i in found if i.check == "FT103"]
    assert sums == [
        ("holds", Decimal(57_776), Decimal("100000.5")),
        ("holds", Decimal(0), Decimal(150_000)),
    ]


def test_gold_with_an_unlisted_producer_is_no_finding() -> None:
    found, figures = audit(CORRECTED.read_text(encoding="utf-8"))
    gold = [i for i in found if i.check == "FT103" and figures[i.figures[0]].unit == "oz gold"]
    assert gold == []


def test_a_scale_word_among_siblings_in_a_sentence_is_found() -> None:
    text = (
        "The mines gave 1.8 million ounces, 642,224 million ounces and 32,386 ounces of metal in the quarter.\n"
        "The year before it was 480,000 ounces at the second mine.\n"
    )
    assert violated(text) == [["642,224 million"]]


@pytest.mark.parametrize(
    "text",
    [
        "Sales were $1,234 million, costs $1,100 million and profit $134 million; assets are $9.8 billion.\n",
        "Sales were $1,234 million.\n",
        "It produced 1,250 thousand ounces, against 1.2 million ounces before, of 900,000 ounces planned.\n",
        "The market is $12,000 million wide. Our sales were $3.1 million and costs $2.9 million.\n",
    ],
)
def test_scale_words_in_their_right_place_are_silent(text: str) -> None:
    assert violated(text, "PL101") == []


@pytest.mark.parametrize("cell", ["26,41", "1,2345,678", "2,6441", "12,34,567"])
def test_malformed_grouping_is_a_warning(cell: str) -> None:
    found = grid(["26,441", cell, "3,510"])
    assert [(i.check, i.severity, i.status) for i in found] == [("PL103", "warning", "violated")]


@pytest.mark.parametrize("cell", ["26,441", "441", "1,234,567.89", "(1,204)", "0.06", "2003"])
def test_wellformed_numbers_are_silent(cell: str) -> None:
    assert grid(["26,441", cell, "3,510"]) == []


@pytest.mark.parametrize("cell", ["(1,204", "1,204)"])
def test_a_lone_bracket_among_balanced_neighbours_is_a_warning(cell: str) -> None:
    found = grid(["(26,441)", cell, "3,510"])
    assert [i.check for i in found] == ["PL103"]


def test_a_column_in_which_every_bracket_is_lone_is_a_habit() -> None:
    assert grid(["(26,441", "(1,204", "(3,510"]) == []


@settings(max_examples=60, deadline=None)
@given(st.lists(st.integers(0, 10**12), min_size=1, max_size=12))
def test_properly_grouped_numbers_never_raise_a_finding(numbers: list[int]) -> None:
    assert grid([f"{number:,}" for number in numbers]) == []


@settings(max_examples=60, deadline=None)
@given(st.lists(st.integers(1, 999_999), min_size=2, max_size=6))
def test_a_whole_printed_as_the_sum_of_its_parts_holds(parts: list[int]) -> None:
    mines = [f"Mine {'ABCDEF'[i]:11}{number:,} ounces of silver" for i, number in enumerate(parts)]
    found, _ = audit("\n".join([f"{'Silver':16}{sum(parts):,} ounces", *mines]) + "\n")
    assert [i.status for i in found if i.check == "FT103"] == ["holds"]
