"""Periods of columns: durations, instants, and what a context lends to a bare year."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from auditor.extract.periods import Calendar, calendar_of, period_of


@pytest.mark.parametrize(
    ("head", "context", "flow", "expected"),
    [
        ("Third Quarter Ended Sept. 30, 2003", "", True, "2003-07-01 to 2003-09-30"),
        ("First Quarter Ended MAR. 31, 2003", "", True, "2003-01-01 to 2003-03-31"),
        ("Nine Months Ended Sept. 30, 2002", "", True, "2002-01-01 to 2002-09-30"),
        ("Three Months Ended June 30, 2003", "", None, "2003-04-01 to 2003-06-30"),
        ("Twelve Months Ended Jun 30, 2003", "", None, "2002-07-01 to 2003-06-30"),
        ("1993", "For the years ended December 31 (In millions)", None, "1993-01-01 to 1993-12-31"),
        ("1995", "Fiscal years ended September 27, 1996, and September 29, 1995", True, "1994-09-30 to 1995-09-29"),
        ("September 27, 1997", "Fiscal year ended", True, "1996-09-28 to 1997-09-27"),
        ("13 Weeks Ended Apr. 29, 2006", "", True, "2006-01-30 to 2006-04-29"),
        ("Dec. 31, 2002", "", False, "2002-12-31"),
        ("As of Jun 30, 2003", "", False, "2003-06-30"),
        ("1992", "At December 31 (In millions)", False, "1992-12-31"),
        ("1992", "", True, "1992-01-01 to 1992-12-31"),
        ("12/31/03", "", False, "2003-12-31"),
        ("3rd Quarter 2003", "", True, "2003-07-01 to 2003-09-30"),
        ("June 2000", "", False, "2000-06-30"),
    ],
)
def test_a_head_names_its_period(head: str, context: str, flow: bool | None, expected: str) -> None:
    assert str(period_of(head, context, flow)) == expected


@pytest.mark.parametrize("head", ["Common Stock", "Change", "78 1/8-53", "$1,997", ""])
def test_a_head_without_a_year_has_no_period(head: str) -> None:
    assert period_of(head) is None


def test_a_quarter_without_a_date_follows_the_fiscal_calendar() -> None:
    assert str(period_of("First Quarter 2003", flow=True, calendar=Calendar(6, 30))) == "2002-07-01 to 2002-09-30"


def test_the_calendar_comes_from_the_submission_header() -> None:
    assert calendar_of("FISCAL YEAR END:\t\t\t0630\n") == Calendar(6, 30)


def test_the_calendar_comes_from_the_words_where_there_is_no_header() -> None:
    assert calendar_of("results for the year ended September 30, 2004") == Calendar(9, 30)


@given(st.dates(date(1980, 1, 1), date(2040, 1, 1)), st.sampled_from([1, 3, 6, 9, 12]))
def test_a_duration_begins_before_it_ends_and_lasts_its_months(end: date, months: int) -> None:
    period = period_of(f"{months} months ended {end:%B} {end.day}, {end.year}")
    assert period is not None
    assert period.start is not None
    assert period.end == end
    days = (period.end - period.start).days + 1
    assert 28 * months <= days <= 31 * months + 1
