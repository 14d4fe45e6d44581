"""A second chance by amount: the one cell that prints it, in a line that shares a telling word with the sentence."""

from __future__ import annotations

import pytest

from tests.sentences import STATEMENT, Told, filing, told

NAME = "Environmental accruals of the harbor district stood at"  # too strange for any line by its words
PROVISIONS = """
Provisions (in thousands)

| label                               |   2003 |   2002 |
| Provision for environmental matters | 23,147 | 20,918 |
| Retirement obligations              |  8,853 |  7,961 |
| Recovery rate                       |  23.1% |  22.4% |
"""
TWICE = """
Provisions (in thousands)

| label                                 |   2003 |   2002 |
| Provision for environmental matters   | 23,147 | 20,918 |
| {label} | {amount} | 20,645 |
"""


def found(words: str, section: str = PROVISIONS) -> list[Told]:
    return told(filing(words, STATEMENT + section))


def test_the_only_cell_that_prints_the_amount_in_a_line_of_a_like_word_is_met() -> None:
    assert found(f"{NAME} $23.1 million.") == [
        Told("23.1 million", "holds", "Provision for environmental matters", "23,147", "supposed")
    ]


def test_such_a_match_of_the_period_said_is_known_to_be_of_it() -> None:
    assert [one.period for one in found(f"{NAME} $23.1 million in 2003.")] == ["said"]


def test_two_digits_have_no_second_chance() -> None:
    assert found(f"{NAME} $23 million.") == []


def test_an_amount_that_no_line_of_a_like_word_prints_has_no_second_chance() -> None:
    assert found(f"{NAME} $24.1 million.") == []


def test_an_amount_in_a_line_that_shares_no_word_is_not_met() -> None:
    assert found("Outlays of the harbor district stood at $23.1 million.") == []


def test_a_percentage_has_no_second_chance() -> None:
    assert found("Recovery of the harbor district stood at 23.1%.") == []


def test_the_amount_of_another_period_than_is_said_is_not_met() -> None:
    assert found(f"{NAME} $23.1 million in 2002.") == []


@pytest.mark.parametrize(
    ("label", "met"), [("Environmental insurance recoveries", 0), ("Provision for environmental matters", 1)]
)
def test_two_lines_of_unlike_labels_that_print_the_amount_are_not_told_apart(label: str, met: int) -> None:
    assert len(found(f"{NAME} $23.1 million.", TWICE.format(label=label, amount="23,147"))) == met


def test_two_amounts_that_round_to_the_one_told_are_not_told_apart() -> None:
    label = "Provision for environmental matters"
    assert found(f"{NAME} $23.1 million.", TWICE.format(label=label, amount="23,063")) == []


@pytest.mark.parametrize(
    ("label", "met"), [("Pro forma environmental provision", 0), ("Total environmental provision", 1)]
)
def test_a_line_that_qualifies_what_the_sentence_does_not_is_not_met(label: str, met: int) -> None:
    section = f"Provisions (in thousands)\n\n| label | 2003 |\n| {label} | 23,147 |\n"
    assert len(found(f"{NAME} $23.1 million.", section)) == met


@pytest.mark.parametrize(("years", "met"), [(9, 1), (10, 0)])  # of three lines: 3 % of 900 amounts are 27 cells
def test_where_many_cells_share_the_word_the_amount_may_be_among_them_by_chance(years: int, met: int) -> None:
    rows = ["Environmental provision | 23,147", "Environmental reserve | 41,853", "Environmental insurance | 67,291"]
    heads = " | ".join(str(2003 - at) for at in range(years))
    more = "".join(f" | {81_000 + 977 * at:,}" for at in range(1, years))
    section = f"Provisions (in thousands)\n\n| label | {heads} |\n" + "".join(f"| {row}{more} |\n" for row in rows)
    assert len(found(f"{NAME} $23.1 million.", section)) == met


def test_a_word_that_tells_little_leads_to_no_line() -> None:
    section = "Provisions (in thousands)\n\n| label | 2003 |\n| Expense of dredging | 23,147 |\n"
    assert found("Harbor expense of the eastern district stood at $23.1 million.", section) == []
