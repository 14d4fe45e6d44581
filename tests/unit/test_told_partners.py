"""Amounts that go together: one known by its row, the other held against the same row's other period."""

from __future__ import annotations

import pytest

from auditor.identify.told import Verdict, verdicts
from tests.sentences import STATEMENT, filing, told

HARBOR = """
Expenditure on works (in thousands)

| label                           |   2003 |   2002 |
| Harbor development and dredging | 14,413 | 19,727 |
| Royalties                       |  8,853 |  7,961 |
"""
ALL = STATEMENT + HARBOR


def judged(words: str) -> dict[str, Verdict]:
    return {one.bound.context.figure.text: one for one in verdicts(filing(words, ALL))}


def accused(words: str) -> list[str]:
    return [text for text, one in judged(words).items() if one.accuses]


def test_of_two_amounts_compared_the_one_that_slipped_is_accused() -> None:
    assert accused("Development was $14.4 million, compared to $17.9 million in the prior year.") == ["17.9 million"]


def test_alone_the_words_of_that_amount_accuse_nobody() -> None:
    assert accused("Development was $17.9 million in 2002.") == []


def test_it_was_to_meet_the_same_rows_earlier_period() -> None:
    words = "Development was $14.4 million, compared to $17.9 million in the prior year."
    assert [(one.claim, one.status, one.cell) for one in told(filing(words, ALL))] == [
        ("14.4 million", "holds", "14,413"),
        ("17.9 million", "violated", "19,727"),
    ]


def test_where_both_are_what_the_row_prints_nobody_is_accused() -> None:
    found = judged("Development was $14.4 million, compared to $19.7 million in the prior year.")
    assert [one.status for one in found.values()] == ["holds", "holds"]


def test_an_amount_far_from_its_rows_other_period_is_not_accused() -> None:
    assert accused("Development was $14.4 million, compared to $63.2 million in the prior year.") == []


def test_an_amount_rounded_the_wrong_way_is_not_accused() -> None:
    assert accused("Development was $14.4 million, compared to $19.8 million in the prior year.") == []


def test_an_amount_on_another_basis_is_not_accused() -> None:
    assert accused("Development was $14.4 million, compared to pro forma $17.9 million in the prior year.") == []


def test_the_amount_that_another_is_compared_with_is_accused_where_that_one_is_right() -> None:
    found = told(filing("Development was $41.4 million, compared to $19.7 million in 2002.", ALL))
    assert [(one.claim, one.status, one.cell) for one in found] == [
        ("41.4 million", "violated", "14,413"),
        ("19.7 million", "holds", "19,727"),
    ]


def test_an_amount_that_its_own_words_accuse_keeps_their_verdict() -> None:
    found = judged("Net sales were $264.4 million, compared to $214.0 million in 2002.")
    assert (found["214.0 million"].accuses, found["214.0 million"].pair) == (True, False)


def test_an_amount_that_its_own_words_bear_out_keeps_their_verdict() -> None:
    found = judged("Net sales were $264.4 million, compared to $264.4 million in 2003.")
    assert not any(one.pair for one in found.values())


def test_a_coarse_amount_is_known_by_the_row_of_the_one_it_is_compared_with() -> None:
    found = told(filing("Development was $14.4 million, compared to $20 million in the prior year.", ALL))
    assert [(one.status, one.cell) for one in found] == [("holds", "14,413"), ("holds", "19,727")]


@pytest.mark.parametrize(("period", "expected"), [("", []), (" in 2003", ["8.6 million"])])
def test_two_digits_make_a_row_known_only_with_its_name_and_period(period: str, expected: list[str]) -> None:
    words = f"Royalties were $8.9 million{period}, compared to $8.6 million."
    assert accused(words) == expected
