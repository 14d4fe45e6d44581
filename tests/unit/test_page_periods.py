"""Periods, scales and units of figures in cells: the head, what stands over it, what stands above the table."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from auditor.extract import extract
from auditor.extract.captions import shares_scale
from auditor.extract.periods import full_dates, month_first, period_of
from auditor.model.audit import Extraction
from auditor.model.figure import Period
from auditor.model.record import altered
from auditor.read.html import read_html
from auditor.read.source import Source

INCOME = "Statements of Income"
BALANCE = "Balance Sheets"
ROWS = "<tr><td>Wood<td>1,234<td>1,111<tr><td>Glass<td>2,345<td>2,222"


def read(title: str, heads: str, rows: str = ROWS, lead: str = "") -> Extraction:
    page = f"<html><body>{lead}<p>{title}</p><table>{heads}{rows}</table></body></html>"
    return extract(read_html(Source("page.htm", page.encode())))


def periods(title: str, heads: str, rows: str = ROWS, lead: str = "") -> list[str]:
    return [str(column.period) for column in read(title, heads, rows, lead).tables[0].columns]


# -- periods of columns -----------------------------------------------------------------------------------------------


def test_a_head_over_two_columns_speaks_of_both() -> None:
    heads = "<tr><td><td colspan=2>Three Months Ended June 30,<tr><td><td>2003<td>2002"
    assert periods(INCOME, heads) == ["2003-04-01 to 2003-06-30", "2002-04-01 to 2002-06-30"]


def test_heads_over_spacers_speak_of_the_columns_under_them() -> None:
    heads = "<tr><td><td><td colspan=3>Year Ended December 31,<tr><td><td><td>2003<td><td>2002"
    rows = "<tr><td>Wood<td><td>1,234<td><td>1,111<tr><td>Glass<td><td>2,345<td><td>2,222"
    assert periods(INCOME, heads, rows) == ["2003-01-01 to 2003-12-31", "2002-01-01 to 2002-12-31"]


def test_two_lengths_side_by_side_are_told_apart() -> None:
    heads = (
        "<tr><td><td colspan=2>Three months ended September 30,<td colspan=2>Nine months ended September 30,"
        "<tr><td><td>2003<td>2002<td>2003<td>2002"
    )
    rows = "<tr><td>Wood<td>1,1<td>1,2<td>1,3<td>1,4<tr><td>Glass<td>5.1<td>5.2<td>5.3<td>5.4"
    rows = rows.replace("1,", "1.")
    assert periods(INCOME, heads, rows) == [
        "2003-07-01 to 2003-09-30", "2002-07-01 to 2002-09-30", "2003-01-01 to 2003-09-30", "2002-01-01 to 2002-09-30",
    ]  # fmt: skip


def test_balances_stand_on_a_day() -> None:
    assert periods(BALANCE, "<tr><td><td>March 31, 2004<td>December 31, 2003") == ["2004-03-31", "2003-12-31"]


def test_under_at_or_for_balances_stand_on_a_day_and_flows_last() -> None:
    rows = "<tr><td>Net sales<td>1,234<td>1,111<tr><td>Total assets<td>2,345<td>2,222"
    found = read("At or for the Three Months Ended March 31,", "<tr><td><td>2020<td>2019", rows)
    assert [str(figure.period) for figure in found.figures[::2]] == ["2020-01-01 to 2020-03-31", "2020-03-31"]


def test_a_head_broken_into_lines_is_one_date() -> None:
    assert periods(BALANCE, "<tr><td><td>March 31,<br>2004<td>December 31,<br>2003") == ["2004-03-31", "2003-12-31"]


def test_a_head_set_in_two_rows_is_one_date() -> None:
    assert periods(BALANCE, "<tr><td><td>March 31,<td>December 31,<tr><td><td>2004<td>2003") == [
        "2004-03-31",
        "2003-12-31",
    ]


def test_a_head_in_the_stub_dates_the_years() -> None:
    assert periods(INCOME, "<tr><td>Year ended June 30,<td>2003<td>2002") == [
        "2002-07-01 to 2003-06-30",
        "2001-07-01 to 2002-06-30",
    ]


def test_a_title_dates_the_years() -> None:
    title = f"{INCOME}</p><p>For the years ended June 30, 2003 and 2002"
    assert periods(title, "<tr><td><td>2003<td>2002") == ["2002-07-01 to 2003-06-30", "2001-07-01 to 2002-06-30"]


def test_cash_at_the_beginning_and_end_of_a_year_stands_on_a_day() -> None:
    rows = (
        "<tr><td>Wood sold<td>1,234<td>1,111<tr><td>Cash at beginning of year<td>2,345<td>1,234"
        "<tr><td>Cash at end of year<td>3,579<td>2,345"
    )
    extraction = read("Statements of Cash Flows", "<tr><td>Year ended December 31,<td>2003<td>2002", rows)
    assert [str(figure.period) for figure in extraction.figures] == [
        "2003-01-01 to 2003-12-31", "2002-01-01 to 2002-12-31", "2002-12-31", "2001-12-31", "2003-12-31", "2002-12-31",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "head",
    [
        "31 March 2018",
        "31st March 2018",
        "2018-03-31",
        "31.03.2018",
        "March 31, 2018",
        "Mar. 31, 2018",
        "3/31/2018",
        "03/31/18",
    ],
)
def test_a_day_is_the_same_in_every_order(head: str) -> None:
    assert period_of(head) == Period(date(2018, 3, 31))


@pytest.mark.parametrize(
    "head", ["4Q21", "Q4'21", "Q4 2021", "4Q 2021", "Q421", "Fourth Quarter 2021", "Q4 FY21", "4Q FY2021"]
)
def test_a_quarter_is_the_same_by_every_name(head: str) -> None:
    assert str(period_of(head, "", True)) == "2021-10-01 to 2021-12-31"


@pytest.mark.parametrize(
    "text", ["1Q", "version 1.2.3", "31.13.2018", "Q5 2020", "10.5", "2018-13-31", "1.234.567", "4Q1,234"]
)
def test_what_names_no_day_or_quarter_stays_as_it_is(text: str) -> None:
    assert month_first(text) == text


@pytest.mark.parametrize(
    "months, start", [("Q1", "01"), ("Second quarter", "04"), ("3Q", "07"), ("Fourth Quarter", "10")]
)
def test_quarters_of_a_calendar_year_begin_every_three_months(months: str, start: str) -> None:
    assert str(period_of(f"{months} 2021", "", True)).startswith(f"2021-{start}-01 to ")


def test_a_year_to_date_begins_with_the_fiscal_year() -> None:
    assert str(period_of("Year-to-date September 30, 2021", "", True)) == "2021-01-01 to 2021-09-30"


@pytest.mark.parametrize("word", ["to", "through"])
def test_a_span_between_two_days_is_that_span(word: str) -> None:
    assert str(period_of(f"March 5, 2019 (inception) {word} December 31, 2019")) == "2019-03-05 to 2019-12-31"


@given(st.dates(date(1901, 1, 1), date(2099, 12, 31)))
def test_a_day_in_full_reads_as_itself_in_both_orders(day: date) -> None:
    month = day.strftime("%B")
    assert full_dates(f"{month} {day.day}, {day.year}; {day.day} {month} {day.year}") == [day, day]


@given(st.text("0123456789.-/ QqFY'marchMay,", max_size=40))
def test_any_head_has_a_period_or_none(head: str) -> None:
    period = period_of(head, head)
    assert period is None or period.start is None or period.start <= period.end


# -- scale and unit ---------------------------------------------------------------------------------------------------


def scales(title: str, heads: str = "<tr><td><td>2003<td>2002", rows: str = ROWS) -> set[tuple[str | None, int]]:
    return {(figure.unit, figure.exponent) for figure in read(title, heads, rows).figures}


@pytest.mark.parametrize(
    "note, scale",
    [
        ("(in thousands)", 3), ("(In millions)", 6), ("(Dollars in thousands)", 3), ("($ in millions)", 6),
        ("(000s omitted)", 3),
        ("In Millions, Except Per Share Data", 6), ("(U.S. dollars in billions)", 9), ("(in thousands, unaudited)", 3),
    ],
)  # fmt: skip
def test_a_note_above_the_table_scales_its_money(note: str, scale: int) -> None:
    assert scales(f"{INCOME}</p><p>{note}") == {("USD", scale)}


def test_a_note_in_the_stub_scales_the_money() -> None:
    assert scales(INCOME, "<tr><td>(in thousands)<td>2003<td>2002") == {("USD", 3)}


def test_a_note_over_the_heads_scales_the_money() -> None:
    assert scales(INCOME, "<tr><td colspan=3>(in thousands)<tr><td><td>2003<td>2002") == {("USD", 3)}


def test_a_row_per_share_is_not_scaled() -> None:
    rows = ROWS + "<tr><td>Earnings per share<td>$ 1.25<td>$ 1.10"
    assert ("USD/share", -2) in scales(f"{INCOME}</p><p>(in thousands, except per share data)", rows=rows)


def test_a_percentage_is_not_scaled() -> None:
    rows = ROWS + "<tr><td>Wood of all<td>34.5%<td>33.3%"
    assert ("percent", -1) in scales(f"{INCOME}</p><p>(in thousands)", rows=rows)


@pytest.mark.parametrize(
    "note, scale",
    [
        ("$ in Millions, shares in Thousands", 3), ("(in millions, except shares, which are in thousands)", 3),
        ("(in thousands, except share and per share amounts)", 0), ("(in thousands, except per share data)", None),
        ("(in thousands)", None), ("USD ($) shares in Millions, $ in Thousands", 6),
    ],
)  # fmt: skip
def test_a_note_may_give_shares_a_scale_of_their_own(note: str, scale: int | None) -> None:
    assert shares_scale(note) == scale


# -- records ----------------------------------------------------------------------------------------------------------


def test_an_altered_record_differs_in_what_was_altered_alone() -> None:
    figure = read(INCOME, "<tr><td><td>2003<td>2002").figures[0]
    other = altered(figure, label="Slate")
    assert (other.label, other.mantissa, figure.label) == ("Slate", figure.mantissa, "Wood")
    assert altered(other, label="Wood") == figure
