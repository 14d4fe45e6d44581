"""Which period governs an amount: lists dealt out in order, comparisons with and without a period of their own."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from auditor.extract.fiscal import Calendar, phrases
from auditor.extract.prose.amounts import amounts
from auditor.extract.prose.governing import comparison, governing
from auditor.model.figure import Period

Q3_03, Q3_02 = Period(date(2003, 9, 30), date(2003, 7, 1)), Period(date(2002, 9, 30), date(2002, 7, 1))
NINE_03, NINE_02 = Period(date(2003, 9, 30), date(2003, 1, 1)), Period(date(2002, 9, 30), date(2002, 1, 1))
SEPTEMBER, DECEMBER = Period(date(2003, 9, 30)), Period(date(2002, 12, 31))
CALENDAR = Calendar((Q3_03, Q3_02, NINE_03, NINE_02), 12, date(2003, 9, 30), (SEPTEMBER, DECEMBER))


def governed(sentence: str) -> list[Period | None]:
    return governing(sentence, list(amounts(sentence)), phrases(sentence, CALENDAR))


def compared(sentence: str) -> list[bool]:
    return comparison(sentence, list(amounts(sentence)))


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Sales for the third quarter and first nine months of 2003 were $5 million and $14 million, respectively.",
         [Q3_03, NINE_03]),
        ("Sales were $5 million and $4 million for the three months ended September 30, 2003 and 2002.",
         [Q3_03, Q3_02]),
        ("Cash was $5 million and $4 million at September 30, 2003 and December 31, 2002, respectively.",
         [SEPTEMBER, DECEMBER]),
        ("Sales for the third quarter and first nine months of 2003 were $5 million and $14 million, respectively,"
         " decreases of 19% and 20%, respectively, over the corresponding periods in 2002.",
         [Q3_03, NINE_03, Q3_03, NINE_03]),
        ("Sales were $5 million and $14 million, respectively, for the third quarter and first nine months of 2003,"
         " compared to $4 million and $12 million, respectively, for the same periods in 2002.",
         [Q3_03, NINE_03, Q3_02, NINE_02]),
        ("For the third quarter of 2003 and 2002, income was $5 million, or $0.10 per share, and $4 million, or $0.08"
         " per share, respectively.", [Q3_03, Q3_03, Q3_02, Q3_02]),
        ("For the three and nine months ended September 30, 2003 and 2002, dividends of $1 million and $2 million,"
         " respectively, and $3 million and $6 million, respectively, were paid.", [Q3_03, Q3_02, NINE_03, NINE_02]),
        ("Taxes were $7 million and $8 million at September 30, 2003 and December 31, 2002, of which $5 million and $6"
         " million, respectively, may be repaid.", [SEPTEMBER, DECEMBER, SEPTEMBER, DECEMBER]),
    ],
)  # fmt: skip
def test_a_list_of_periods_is_dealt_out_in_order(sentence: str, expected: list[Period]) -> None:
    assert governed(sentence) == expected


@pytest.mark.parametrize(
    "sentence",
    [
        "Sales were $5 million, $6 million and $7 million in the third quarter of 2003 and 2002, respectively.",
        "Sales were $5 million in the third quarter of 2003 and 2002.",
        "Sales of $5 million and $14 million, respectively, were made in the quarter and over a longer period.",
    ],
)
def test_a_list_of_another_length_is_dealt_to_nobody(sentence: str) -> None:
    assert set(governed(sentence)) == {None}


def test_one_period_governs_several_subjects_told_respectively() -> None:
    assert governed("Sales and income were $5 million and $1 million, respectively, in the third quarter of 2002.") == [
        Q3_02,
        Q3_02,
    ]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Sales for the quarter were $5 million, compared to $4 million last year.", [Q3_03, Q3_02]),
        ("Sales for the quarter were $5 million, compared to $4 million.", [Q3_03, None]),
        ("Sales for the quarter rose from $4 million to $5 million.", [None, Q3_03]),
        ("Sales rose 9% over the third quarter of 2002 to $5 million in the third quarter of 2003.", [Q3_03, Q3_03]),
        ("Compared to the third quarter of 2002, sales rose to $5 million.", [None]),
        ("Sales rose to $5 million from $4 million in the third quarter of 2003.", [Q3_03, None]),
        ("Sales were $5 million in the quarter, a gain of 25% compared to $4 million in the third quarter of 2002.",
         [Q3_03, Q3_03, Q3_02]),
        ("Spending of $5 million was $1 million higher than 2002.", [None, None]),
        ("Cash rose to $5 million at September 30, 2003, from $4 million at December 31, 2002.", [SEPTEMBER, DECEMBER]),
        ("In the third quarter, sales were more than $5 million.", [Q3_03]),
        ("In the third quarter, cash from operations was $5 million.", [Q3_03]),
        ("The net loss for the third quarter was $5 million (compared to $4 million in the third quarter of 2002) and"
         " sales were $9 million.", [Q3_03, Q3_02, Q3_03]),
        ("In the third quarter, sales were $5 million, while income was $1 million.", [Q3_03, Q3_03]),
    ],
)  # fmt: skip
def test_a_comparison_has_only_the_period_it_says(sentence: str, expected: list[Period | None]) -> None:
    assert governed(sentence) == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "In the third quarter of 2003 it earned $5 million, and $14 million in the first nine months.",
            [Q3_03, NINE_03],
        ),
        ("Notes of $5 million due in 2002 were repaid.", [None]),
        ("A charge of $5 million, expected in 2004, was booked.", [None]),
    ],
)
def test_a_period_beside_an_amount_is_its_own(sentence: str, expected: list[Period | None]) -> None:
    assert governed(sentence) == expected


def test_a_table_s_line_read_as_a_sentence_has_no_periods() -> None:
    assert governed("Net sales in the third quarter $5,112 $4,310 Net income $812 $790") == [None] * 4


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Sales were $5 million, compared to $4 million.", [False, True]),
        ("Sales were $5 million versus $4 million in 2002.", [False, False]),
        ("Sales rose from $4 million to $5 million.", [True, False]),
        ("Sales of $5 million were up 25% from a year ago.", [False, False]),
        ("Sales were more than $5 million.", [False]),
        ("Prices ranging from $5 to $6 were paid.", [False, False]),
        ("The loss resulted from $5 million of charges.", [False]),
        ("A gain of $5 million was more than offset by a loss of $6 million.", [False, False]),
        ("Sales compared to $5 million and $6 million, respectively, as of June 30, 2002.", [False, False]),
        ("Income was $5 million, against a loss of $4 million.", [False, True]),
    ],
)
def test_an_earlier_amount_without_a_period_is_a_comparison(sentence: str, expected: list[bool]) -> None:
    assert compared(sentence) == expected


@given(st.lists(st.integers(1991, 2030), min_size=2, max_size=6, unique=True), st.booleans(), st.booleans())
def test_as_many_amounts_as_years_are_dealt_out_in_order(years: list[int], first: bool, respectively: bool) -> None:
    *all_but_last, last = [f"${i + 2} million" for i in range(len(years))]
    told, when = f"{', '.join(all_but_last)} and {last}", f"{', '.join(map(str, years[:-1]))} and {years[-1]}"
    tail = ", respectively" if respectively else ""
    sentence = f"In {when}, sales were {told}{tail}." if first else f"Sales were {told} in {when}{tail}."
    assert [each.end.year if each else None for each in governed(sentence)] == years


@given(st.integers(1, 6), st.integers(2, 6))
def test_lists_of_other_lengths_are_dealt_to_nobody(amount_count: int, year_count: int) -> None:
    told = ", ".join(f"${i + 2} million" for i in range(amount_count))
    sentence = f"Sales were {told} in {', '.join(str(1996 + i) for i in range(year_count))}, respectively."
    assert (set(governed(sentence)) == {None}) == (amount_count != year_count)
