"""Periods in words, resolved against the columns of a filing: days, quarters, lists, comparisons, idiom."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from auditor.extract.fiscal import Calendar, phrases
from auditor.extract.fiscal.grammar import PHRASE, matches
from auditor.model.document import Document
from auditor.model.figure import Period
from auditor.model.table import Column, Table


def period(told: str) -> Period:
    """ "2003-07-01 2003-09-30" as a duration, one day as an instant."""
    *start, end = (date.fromisoformat(day) for day in told.split())
    return Period(end, *start)


Q3_03, Q3_02 = period("2003-07-01 2003-09-30"), period("2002-07-01 2002-09-30")
NINE_03, NINE_02 = period("2003-01-01 2003-09-30"), period("2002-01-01 2002-09-30")
SEPTEMBER, DECEMBER = period("2003-09-30"), period("2002-12-31")
YEAR_04, YEAR_03 = period("2003-09-28 2004-09-25"), period("2002-09-29 2003-09-27")
CLOSE_04, CLOSE_03 = period("2004-09-25"), period("2003-09-27")

THIRD_QUARTER = Calendar((Q3_03, Q3_02, NINE_03, NINE_02), 12, date(2003, 9, 30), (SEPTEMBER, DECEMBER))
YEAR_IN_WEEKS = Calendar((YEAR_04, YEAR_03), 9, date(2004, 9, 25), (CLOSE_04, CLOSE_03))


def said(words: str, calendar: Calendar = THIRD_QUARTER) -> list[Period | None]:
    return [phrase.period for phrase in phrases(words, calendar)]


def table(*heads: tuple[str, Period]) -> Table:
    columns = tuple(Column(i, head, each) for i, (head, each) in enumerate(heads))
    return Table(0, "", None, None, 0, (), columns, (), 1, 1)


def document(text: str = "", closing: str | None = None) -> Document:
    return Document("d1", "release.txt", "text", text, "", (0,), period=closing)


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("cash at December 31, 2002", DECEMBER),
        ("cash as of September 30, 2003", SEPTEMBER),
        ("cash at the end of 2002", DECEMBER),
        ("cash at the end of the third quarter", SEPTEMBER),
        ("cash at the end of the quarter", SEPTEMBER),
        ("cash at quarter-end", SEPTEMBER),
        ("debt down from year-end", DECEMBER),
        ("debt at year-end 2002", DECEMBER),
        ("debt at the beginning of the year", DECEMBER),
        ("debt at the beginning of the quarter", period("2003-06-30")),
        ("debt at the end of last year", DECEMBER),
        ("shares outstanding as of October 5, 2003", period("2003-10-05")),
    ],
)
def test_a_day_of_balances_is_an_instant(words: str, day: Period) -> None:
    assert said(words) == [day]


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("cash at the end of fiscal 2003", CLOSE_03),
        ("cash at year-end", CLOSE_04),
        ("cash as of September 30, 2004", CLOSE_04),
        ("cash at the beginning of the year", CLOSE_03),
    ],
)
def test_an_instant_takes_its_day_from_the_columns(words: str, day: Period) -> None:
    assert said(words, YEAR_IN_WEEKS) == [day]


def test_on_a_day_tells_balances_only_where_the_columns_have_that_day() -> None:
    assert said("Cash was low on September 30, 2003, and on July 3, 2003") == [SEPTEMBER]


def test_on_a_day_something_happens_without_a_balance() -> None:
    assert said("On September 30, 2003, the company sold its mine") == []


@pytest.mark.parametrize(
    ("words", "items"),
    [
        ("for the three months ended September 30, 2003 and 2002", [Q3_03, Q3_02]),
        ("at September 30, 2003 and December 31, 2002", [SEPTEMBER, DECEMBER]),
        ("third quarter and first nine months of 2002", [Q3_02, NINE_02]),
        ("the three and nine months ended September 30, 2003", [Q3_03, NINE_03]),
        ("three- and nine-month periods ended September 30, 2003", [Q3_03, NINE_03]),
        ("the three and nine months ended September 30, 2003 and 2002", [Q3_03, Q3_02, NINE_03, NINE_02]),
        ("the quarters ended September 30, 2003 and June 30, 2003", [Q3_03, period("2003-04-01 2003-06-30")]),
        ("the quarters ended June 30 and September 30, 2003", [period("2003-04-01 2003-06-30"), Q3_03]),
        (
            "in the first and second quarters of 2003",
            [period("2003-01-01 2003-03-31"), period("2003-04-01 2003-06-30")],
        ),
        ("the third quarter and first nine months of 2003 and the same periods in 2002",
         [Q3_03, NINE_03, Q3_02, NINE_02]),
    ],
)  # fmt: skip
def test_a_list_names_each_of_its_periods(words: str, items: list[Period]) -> None:
    assert said(words) == items


@pytest.mark.parametrize(
    "words", ["in {}, {}, and {}", "fiscal years {}, {} and {}", "for {}, {} and {}, respectively"]
)
def test_a_list_of_years_names_each_year(words: str) -> None:
    whole = [period(f"{year}-01-01 {year}-12-31") for year in (1996, 1995, 1994)]
    assert said(words.format(1996, 1995, 1994)) == whole


@pytest.mark.parametrize(
    ("words", "meant"),
    [
        ("a September quarter record", Q3_03),
        ("the year-ago September quarter", Q3_02),
        ("the December quarter", period("2003-10-01 2003-12-31")),
        ("Q3 2002", Q3_02),
        ("Q3'02", Q3_02),
        ("3Q02", Q3_02),
        ("Q3", Q3_03),
        ("third-quarter 2002", Q3_02),
        ("2002 third quarter", Q3_02),
        ("third quarter fiscal year 2002", Q3_02),
        ("the prior year third quarter", Q3_02),
        ("last year's first nine months", NINE_02),
        ("first three quarters for 2002", NINE_02),
        ("the nine-month period", NINE_03),
        ("thirty-nine weeks ended September 30, 2003", NINE_03),
        ("this quarter", Q3_03),
        ("the quarter last year", Q3_02),
        ("the prior-year quarter", Q3_02),
        ("the year-ago quarter", Q3_02),
        ("the same quarter in 2002", Q3_02),
        ("the prior quarter", period("2003-04-01 2003-06-30")),
        ("the second half of 2002", period("2002-07-01 2002-12-31")),
        ("year-to-date", NINE_03),
        ("FY24", period("2024-01-01 2024-12-31")),
        ("FY 2020", period("2020-01-01 2020-12-31")),
        ("for the 2002 fiscal year", period("2002-01-01 2002-12-31")),
        ("full year 2002", period("2002-01-01 2002-12-31")),
        ("from January 1, 2003 to September 30, 2003", NINE_03),
    ],
)
def test_a_company_s_idiom_names_the_column_s_period(words: str, meant: Period) -> None:
    assert said(words) == [meant]


@pytest.mark.parametrize("words", ["fiscal 2003", "in 2003", "the prior fiscal year", "for fiscal year 2003"])
def test_a_fiscal_year_in_weeks_takes_its_days_from_the_columns(words: str) -> None:
    assert said(words, YEAR_IN_WEEKS) == [YEAR_03]


def test_a_calendar_year_is_no_fiscal_year() -> None:
    assert said("calendar 2003", YEAR_IN_WEEKS) == [period("2003-01-01 2003-12-31")]


@pytest.mark.parametrize(
    "words",
    ["the same period in the prior year", "the comparable period last year", "the corresponding period of 2002",
     "the year-ago period", "a year earlier", "the prior-year period"],
)  # fmt: skip
def test_a_comparison_moves_the_period_said_before_it(words: str) -> None:
    assert said(f"sales for the first nine months of 2003, compared to {words}") == [NINE_03, NINE_02]


def test_a_comparison_said_first_waits_for_its_period() -> None:
    assert said("Compared to the same period last year, sales for the first nine months of 2003 rose") == [
        NINE_02,
        NINE_03,
    ]


@pytest.mark.parametrize(
    "words",
    ["the same period last year", "in the fourth quarter", "for the year", "the March quarter",
     "over the past five years", "in July 2003", "the year ended June 30"],
)  # fmt: skip
def test_what_could_be_several_periods_is_none(words: str) -> None:
    assert set(said(words)) <= {None}


@pytest.mark.parametrize(
    "words",
    ["the Securities Act of 2002", "at the same time", "the 2002 Plan", "12,003 shares", "the quarter-century mark"],
)
def test_what_names_no_period_is_no_phrase(words: str) -> None:
    assert said(words) == []


def test_the_latest_balance_sheet_tells_the_close_before_an_outlook_does() -> None:
    tables = (table(("", Q3_03), ("", Q3_02), ("", period("2003-10-01 2003-12-31"))), table(("", SEPTEMBER)))
    assert Calendar.of(tables, document(closing="2003-12-31")).close == date(2003, 9, 30)


def test_a_cover_tells_the_close_where_no_table_was_read() -> None:
    assert Calendar.of((), document(closing="2003-09-30")).current(3) == Q3_03


def test_a_balance_sheet_compares_with_the_last_year_s_end() -> None:
    tables = (
        table(("", period("2003-12-01 2004-02-28"))),
        table(("", period("2004-02-28")), ("", period("2003-11-30"))),
    )
    assert Calendar.of(tables, document()).year_end == 11


def test_columns_of_the_trailing_year_do_not_move_the_fiscal_year() -> None:
    trailing = period("2002-10-01 2003-09-30")
    tables = (table(("", Q3_03), ("", trailing)), table(("", trailing)), table(("", SEPTEMBER), ("", DECEMBER)))
    assert Calendar.of(tables, document()).year_end == 12


def test_a_sentence_that_numbers_the_quarter_tells_the_year_s_end() -> None:
    words = "Results for the first quarter of fiscal 2004 ended December 27, 2003, are below."
    assert Calendar.of((table(("", period("2003-09-28 2003-12-27"))),), document(words)).year_end == 9


EARLY, LATE = period("2019-02-03 2020-02-01"), period("2020-02-02 2021-01-30")


@pytest.mark.parametrize(("heads", "behind"), [(("2019", "2020"), 1), (("2020", "2021"), 0), (("", ""), None)])
def test_years_that_close_in_january_are_named_as_the_columns_name_them(
    heads: tuple[str, str], behind: int | None
) -> None:
    tables = (table(*zip(heads, (EARLY, LATE), strict=True)),)
    assert Calendar.of(tables, document()).behind == behind


def test_years_that_close_in_january_are_named_as_a_sentence_names_them() -> None:
    words = "In fiscal 2020, the year ended January 30, 2021, sales rose."
    assert Calendar.of((table(("", EARLY), ("", LATE)),), document(words)).through(12, 2020, 12) == LATE


def test_years_without_a_settled_name_are_not_told() -> None:
    assert said("fiscal 2020", Calendar((EARLY, LATE), 1, date(2021, 1, 30), (), None)) == [None]


def test_last_year_s_quarter_needs_no_name() -> None:
    quarter, before = period("2020-11-01 2021-01-30"), period("2019-11-03 2020-02-01")
    calendar = Calendar((quarter, before), 1, date(2021, 1, 30), (), None)
    assert said("last year's fourth quarter", calendar) == [before]


@given(st.lists(st.integers(1991, 2030), min_size=2, max_size=6), st.sampled_from([", ", " and ", ", and ", " or "]))
def test_every_list_of_years_is_read_in_its_order(years: list[int], glue: str) -> None:
    words = f"in {glue.join(map(str, years))} sales rose"
    assert [each.end.year for each in said(words) if each] == years


WORDS = [
    *(
        "the",
        "third",
        "first",
        "quarter",
        "quarters",
        "of",
        "and",
        "ended",
        "September 30,",
        "2003",
        "December 31",
        "2002",
    ),
    *("year-ago", "prior", "last", "year's", "same", "period", "in", "for", "at", "end", "beginning", "months", "nine"),
    *("three", "fiscal", "FY24", "Q3'24", "4Q23", "to", "from", "as", "year", "$5 million", "respectively", ","),
]


@given(st.lists(st.sampled_from(WORDS), max_size=30))
def test_the_cheap_tests_before_the_grammar_lose_nothing(words: list[str]) -> None:
    lowered = " ".join(words).lower()
    assert [found.span() for found in matches(lowered)] == [found.span() for found in PHRASE.finditer(lowered)]


@given(st.lists(st.sampled_from(WORDS), max_size=30))
def test_phrases_stand_in_order_within_the_sentence(words: list[str]) -> None:
    sentence = " ".join(words)
    found = phrases(sentence, THIRD_QUARTER)
    assert all(0 <= phrase.start < phrase.end <= len(sentence) for phrase in found)
    assert [phrase.start for phrase in found] == sorted(phrase.start for phrase in found)
