"""Sentences with several amounts: which of their words belong to which of them."""

from __future__ import annotations

import pytest

from auditor.identify.told import verdicts
from auditor.identify.told.binding import bindings
from auditor.identify.told.context import COUNT
from auditor.identify.told.readings import end_of_behind
from tests.sentences import SEGMENTS, STATEMENT, Told, filing, lines, told


def by_claim(words: str, section: str = STATEMENT) -> dict[str, Told]:
    return {one.claim: one for one in told(filing(words, section))}


@pytest.mark.parametrize(
    "words",
    [
        "Gross profit and net income were $93.1 million and $27.5 million, respectively, in 2003.",
        "In 2003 gross profit and net income were $93.1 million and $27.5 million, respectively.",
        "In 2003, gross profit and net income amounted to $93.1 million and $27.5 million respectively.",
    ],
)
def test_a_list_of_amounts_respectively_shares_out_the_names_before_it(words: str) -> None:
    found = lines(words)
    assert [label for _, label, _ in found] == ["Gross profit", "Net income"]


def test_three_names_are_shared_out_to_three_amounts() -> None:
    words = "Net sales, gross profit and net income were $264.4 million, $93.1 million and $27.5 million, respectively."
    assert [label for _, label, _ in lines(words)] == ["Net sales", "Gross profit", "Net income"]


def test_amounts_exchanged_in_a_list_are_not_borne_out() -> None:
    words = "Gross profit and net income were $27.5 million and $93.1 million, respectively, in 2003."
    assert lines(words) == []


def test_years_respectively_are_shared_out_to_amounts() -> None:
    words = "Net sales were $264.4 million and $241.0 million in 2003 and 2002, respectively."
    assert [(one.cell, one.period) for one in told(filing(words))] == [("264,410", "said"), ("241,025", "said")]


def test_each_clause_names_its_own_amount() -> None:
    words = "Net sales were $264.4 million in 2003, while gross profit was $93.1 million and R&D was $21.4 million."
    assert [label for _, label, _ in lines(words)] == ["Net sales", "Gross profit", "Research and development"]


def test_a_compared_amount_without_a_period_is_that_of_the_earlier_one() -> None:
    assert by_claim("Net sales were $264.4 million, compared to $241.0 million.")["241.0 million"].cell == "241,025"


def test_an_amount_from_which_another_rose_takes_its_name() -> None:
    found = by_claim("Interest income fell from $2.2 million in 2002 to $1.3 million in 2003.")
    assert {claim: one.label for claim, one in found.items()} == {
        "2.2 million": "Interest income",
        "1.3 million": "Interest income",
    }


def test_an_amount_included_is_named_behind_and_not_by_what_includes_it() -> None:
    words = "Gross profit was $93.1 million in 2003, including $1.3 million of interest income."
    assert by_claim(words)["1.3 million"].label == "Interest income"


def test_an_amount_included_under_no_name_accuses_nobody() -> None:
    (found,) = [bound for bound in bindings(filing("Net sales for 2003 include $246.4 million.")) if bound.context.part]
    assert found.context.figure.text == "246.4 million"


def test_words_before_the_clause_still_name_the_part_of_the_business() -> None:
    words = "In coatings, demand was strong in 2003, and operating income reached $22.7 million."
    assert lines(words, STATEMENT + SEGMENTS)[0][1] == "Operating income Coatings"


def test_an_aside_between_commas_names_nothing() -> None:
    words = "Net income, before the restructuring charges of the year, was $27.5 million in 2003."
    assert "Restructuring charges" not in {one.label for one in told(filing(words))}


def test_the_second_sentence_of_a_paragraph_has_names_of_its_own() -> None:
    words = "Net sales were $264.4 million. Gross profit was $93.1 million."
    assert [label for _, label, _ in lines(words)] == ["Net sales", "Gross profit"]


def test_a_list_of_amounts_with_one_name_is_known_as_a_list() -> None:
    words = "Net sales were $264.4 million, $241.0 million and $236.8 million."
    assert all(bound.context.listed for bound in bindings(filing(words)))


def test_two_amounts_compared_are_no_list() -> None:
    words = "Net sales were $264.4 million in 2003, compared to $241.0 million in 2002."
    assert not any(bound.context.listed for bound in bindings(filing(words)))


@pytest.mark.parametrize(
    ("between", "belongs"),
    [
        (" of depreciation and amortization of property, ", " of depreciation and amortization of property"),
        (" of depreciation and amortization of property, and ", " of depreciation and amortization of property"),
        (" of depreciation and ", " of depreciation "),
        (" of depreciation, amortization was ", " of depreciation"),
        (" of depreciation and amortization while ", " of depreciation "),
    ],
)
def test_the_words_behind_an_item_of_a_list_go_up_to_its_comma(between: str, belongs: str) -> None:
    first, second = "Adjustments were $1,396 million", "$455 million of deferred taxes."
    sentence = first + between + second
    end = end_of_behind(sentence, len(first), len(first + between) + 1)
    assert sentence[len(first) : end] == belongs


PEOPLE = """
Operating data (in thousands)

| label         |   2003 |   2002 |
| People served | 50,300 | 47,100 |
"""


@pytest.mark.parametrize(
    ("words", "unit"),
    [
        ("Clinics served 50.3 million people in 2003.", COUNT),
        ("Clinics served 50.3 million, in 2003.", "USD"),
        ("Clinics served people for 50.3 million in 2003.", "USD"),
    ],
)
def test_millions_with_what_is_counted_behind_them_are_a_count(words: str, unit: str) -> None:
    (found,) = bindings(filing(words, PEOPLE))
    assert found.context.unit == unit


def test_a_count_meets_what_its_line_prints() -> None:
    assert lines("People served were 50.3 million people in 2003.", PEOPLE) == [
        ("50.3 million", "People served", "50,300")
    ]


@pytest.mark.parametrize(("counted", "accuses"), [("53.0 million people", False), ("$53.0 million", True)])
def test_a_count_one_slip_off_accuses_nobody(counted: str, accuses: bool) -> None:
    (found,) = verdicts(filing(f"People served were {counted} in 2003.", PEOPLE))
    assert (found.slip, found.accuses) == ("transposition", accuses)
