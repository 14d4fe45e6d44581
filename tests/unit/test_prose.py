"""Amounts in sentences: what is read, which period and which subject govern it, and when nothing is said."""

from __future__ import annotations

import time
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from auditor.extract.fiscal import Calendar, phrases
from auditor.extract.prose import LONGEST_LINE, claims, overlong
from auditor.model.document import Document
from auditor.model.figure import Claim, Figure, Period
from auditor.model.table import Column, Table


def period(start: str, end: str) -> Period:
    return Period(date.fromisoformat(end), date.fromisoformat(start))


Q1_03, Q1_02 = period("2003-01-01", "2003-03-31"), period("2002-01-01", "2002-03-31")
Q3_03, Q3_02 = period("2003-07-01", "2003-09-30"), period("2002-07-01", "2002-09-30")
NINE_03, NINE_02 = period("2003-01-01", "2003-09-30"), period("2002-01-01", "2002-09-30")
# A fiscal year that closes at the end of June, in weeks.
JUNE_Q4, JUNE_Q3, JUNE_Q4_02 = (
    period("2003-03-30", "2003-06-28"),
    period("2002-12-29", "2003-03-29"),
    period("2002-03-31", "2002-06-29"),
)
JUNE_YEAR = period("2002-06-30", "2003-06-28")


def table(*periods: Period, line: int = 10_000, last: int = 10_000) -> Table:
    heads = tuple(Column(i, "", each) for i, each in enumerate(periods))
    return Table(0, "", None, None, 0, (), heads, (), line, last)


def document(text: str, closing: str | None = None) -> Document:
    starts = [0, *(i + 1 for i, character in enumerate(text) if character == "\n" and i + 1 < len(text))]
    return Document("d1", "release.txt", "text", text, "", tuple(starts), period=closing)


def read(text: str, *periods: Period) -> list[tuple[Figure, Claim]]:
    tables = (table(*(periods or (Q1_03, Q1_02))),)
    figures, made = claims(document(text), tables, ())
    return [(figures[claim.figure], claim) for claim in made]


RELEASE = (
    "Acme Ore Company now reported\nnet income of $6.7 million, or 6 cents per share, for the first quarter of 2003,\n"
    "compared to $0.5 million, or 1 cent per share, in the first quarter of 2002.\n"
)


@pytest.mark.parametrize(
    ("words", "text", "value", "unit"),
    [
        ("sales were $26.4 million.", "26.4 million", "26400000", "USD"),
        ("it earned $0.16 per share.", "0.16", "0.16", "USD/share"),
        ("it earned $.07 a share.", ".07", "0.07", "USD/share"),
        ("it earned 6 cents per share.", "6 cents", "0.06", "USD/share"),
        ("a loss of $694,000 was booked.", "694,000", "-694000", "USD"),
        ("a loss of ($0.01) per share.", "($0.01)", "-0.01", "USD/share"),
        ("a loss of $(0.01) per diluted share.", "(0.01)", "-0.01", "USD/share"),
        ("earnings per diluted share of $0.24 in all.", "0.24", "0.24", "USD/share"),
        ("diluted EPS was $1.35 in all.", "1.35", "1.35", "USD/share"),
        ("it made 44,767 ounces.", "44,767", "44767", "oz"),
        ("it made 1.5 million ounces.", "1.5 million", "1500000", "oz"),
        ("ore of 32 ounces per ton.", "32", "32", "oz/ton"),
        ("at a cost of $137 per ounce.", "137", "137", "USD/oz"),
        ("at a cost per ounce of $1.33.", "1.33", "1.33", "USD/oz"),
        ("profit rose 62%.", "62", "62", "percent"),
        ("it sold 23 million shares.", "23 million", "23000000", "shares"),
    ],
)
def test_an_amount_is_read_with_its_scale_and_unit(words: str, text: str, value: str, unit: str) -> None:
    ((figure, _),) = read(f"In short, {words}\n")
    expected = value.lstrip("-") if "(" not in words else value
    assert (figure.text, str(figure.value if figure.exponent < 0 else int(figure.value or 0)), figure.unit) == (
        text,
        expected,
        unit,
    )


@pytest.mark.parametrize(
    ("words", "units"),
    [
        ("$15.95 to $16.40 per share", ["USD/share", "USD/share"]),
        ("$15.95 - $16.40 per share", ["USD/share", "USD/share"]),
        ("$137 to $145 per ounce", ["USD/oz", "USD/oz"]),
        ("$0.06 and $0.24 per share", ["USD", "USD/share"]),
        ("$15 to $16.40 per share", ["USD", "USD/share"]),
        ("$15.95 in addition to $16.40 per share", ["USD", "USD/share"]),
    ],
)
def test_both_ends_of_a_range_are_of_the_unit_that_its_second_names(words: str, units: list[str]) -> None:
    assert [figure.unit for figure, _ in read(f"It may come to {words}.\n")] == units


def test_years_dates_and_item_numbers_are_no_amounts() -> None:
    assert read("On May 1, 2003, under Item 5 of Form 8-K, the 112-year-old company wrote to 208/769-4100.\n") == []


def test_offsets_are_exact_over_line_breaks() -> None:
    for figure, _ in read(RELEASE):
        assert " ".join(RELEASE[figure.start : figure.end].split()) == figure.text


def test_each_side_of_a_comparison_has_its_own_period() -> None:
    assert [figure.period for figure, _ in read(RELEASE)] == [Q1_03, Q1_03, Q1_02, Q1_02]


def test_the_subject_of_the_first_amount_governs_the_compared_one() -> None:
    assert [claim.subject for _, claim in read(RELEASE)] == ["net_income", "eps", "net_income", "eps"]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Hecla's third quarter 2003 net loss was $17.5 million.", [Q3_03]),
        ("Net loss was $8.2 million for the first nine months of 2003.", [NINE_03]),
        (
            "Income for the first nine months of 2003 was $14.9 million, compared to $7.1 million for the same period"
            " last year.",
            [NINE_03, NINE_02],
        ),
        ("Profit went from $3.7 million in the third quarter of 2002 to $7 million in the third quarter of this year.",
         [Q3_02, Q3_03]),
        ("Profit was $0.7 million in the previous year's third quarter.", [Q3_02]),
        ("Over nine months the net loss is $8.2 million.", [NINE_03]),
        ("One year earlier, in the third quarter of 2002, it earned $0.5 million.", [Q3_02]),
        ("Sales for the three months ended September 30, 2003 were $5 million.", [Q3_03]),
        ("Sales were $5 million in the quarter and $14 million in the first nine months of 2003.", [Q3_03, NINE_03]),
        ("Gross profit was $10.4 million, a 62% increase over last year's third quarter.", [None, None]),
        ("Sales were $5 million.", [None]),
        ("Prices were $295 and $4.51, respectively, during the third quarter of 2002.", [Q3_02, Q3_02]),
        ("In the fourth quarter sales may reach $6 million.", [None]),
    ],
)  # fmt: skip
def test_the_period_is_taken_from_the_words_that_govern_the_amount(
    sentence: str, expected: list[Period | None]
) -> None:
    found = [figure.period for figure, _ in read(sentence + "\n", Q3_03, Q3_02, NINE_03, NINE_02)]
    assert found == expected


def test_fiscal_quarters_take_their_dates_from_the_columns() -> None:
    sentence = (
        "Net loss for the quarter was $370,000, compared to a net loss of $631,000 in the previous quarter and versus"
        " a net loss of $694,000 in the comparable period last year.\n"
    )
    found = [figure.period for figure, _ in read(sentence, JUNE_Q4, JUNE_Q3, JUNE_Q4_02, JUNE_YEAR)]
    assert found == [JUNE_Q4, JUNE_Q3, JUNE_Q4_02]


def test_an_ordinal_quarter_counts_from_the_fiscal_year() -> None:
    calendar = Calendar.of((table(JUNE_Q4, JUNE_YEAR),), document(""))
    assert [phrase.period for phrase in phrases("the fourth quarter of fiscal 2003", calendar)] == [JUNE_Q4]


def test_the_cover_decides_which_period_is_reported_on() -> None:
    calendar = Calendar.of((table(Q1_03, period("2003-10-01", "2003-12-31")),), document("", closing="2003-03-31"))
    assert calendar.current(3) == Q1_03


@pytest.mark.parametrize(
    ("sentence", "subject"),
    [
        ("Sales in the first quarter of 2003 were $26.4 million.", "sales"),
        ("Cash flow provided by operating activities was $4.8 million.", "net_cash_operating"),
        ("Total gross profit was $27 million.", "gross_profit"),
        ("Hecla's gross profit from silver operations was $16.1 million.", None),
        ("The silver segment gross profit was $7.2 million.", None),
        ("Income before the accruals was $14.9 million.", None),
        ("The cost of sales was $19 million.", None),
        ("Net sales in the Americas were $3.5 billion.", None),
        ("Expenses were $527 million, or 21.4% of net sales, against $570 million.", None),
        ("The $4 million settlement helped.", None),
    ],
)
def test_the_subject_is_named_only_where_the_words_name_it(sentence: str, subject: str | None) -> None:
    found = [claim.subject for figure, claim in read(sentence + "\n") if figure.unit == "USD"]
    assert found[-1] == subject


@pytest.mark.parametrize(
    ("words", "hedge"),
    [("about", "about"), ("almost", "under"), ("nearly", "under"), ("more than", "over"), ("only", None)],
)
def test_a_hedge_tells_to_which_side_the_amount_is_rounded(words: str, hedge: str | None) -> None:
    ((_, claim),) = read(f"Cash increased to {words} $114 million.\n")
    assert claim.hedge == hedge


def test_lines_of_tables_are_no_running_text() -> None:
    text = "Sales of $5 million\nare below.\n\nSales      $    26,441\n"
    figures, _ = claims(document(text), (table(Q1_03, line=4, last=4),), ())
    assert [figure.text for figure in figures] == ["5 million"]


def test_a_line_set_in_columns_is_no_running_text_even_when_no_table_was_read() -> None:
    assert read("Silver sold      $  26,441 per ounce      $  23,383\n") == []


def test_figures_go_on_counting_after_those_of_the_tables() -> None:
    first = Figure(0, "26,441", 26441, 3, "USD", "Sales", (), Q1_03, 9, 0, 6, 0, 0, 0)
    figures, made = claims(document(RELEASE), (table(Q1_03, Q1_02),), (first,))
    assert [figure.index for figure in figures] == list(range(5))
    assert [claim.figure for claim in made] == [1, 2, 3, 4]


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 999_999), st.sampled_from(["", " million", " billion"]))
def test_any_amount_of_dollars_is_read_back_exactly(number: int, scale: str) -> None:
    ((figure, _),) = read(f"The company paid ${number:,}{scale} in all.\n")
    assert figure.value == number * {"": 1, " million": 10**6, " billion": 10**9}[scale]


@pytest.mark.parametrize(
    "hostile",
    ["$1 " * 30_000, "per " * 50_000 + "$1", "a" * 300_000, "$" + "9" * 300_000, "x" + " " * 300_000 + "$1 million of",
     "from " * 50_000, "first quarter of " * 20_000, "1" + "," * 100_000, "(" * 100_000],
)  # fmt: skip
def test_hostile_text_ends_soon(hostile: str) -> None:
    step = LONGEST_LINE - 1
    lines = [hostile[at : at + step] + "\n" for at in range(0, len(hostile), step)]
    began = time.process_time()
    read("".join(lines))
    assert time.process_time() - began < 8  # of the processor, on a slow one; what is quadratic takes minutes


def test_no_sentence_is_read_from_an_overlong_line() -> None:
    assert read("Sales were $5 million. " * (LONGEST_LINE // 20) + "\n") == []


def test_an_overlong_line_leaves_the_next_one_its_sentences() -> None:
    ((figure, _),) = read("x" * (LONGEST_LINE + 1) + "\nSales were $5 million.\n")
    assert (figure.text, figure.line) == ("5 million", 2)


def test_an_overlong_line_is_remarked_upon_with_its_number() -> None:
    remarks = overlong(document("Sales were $5 million.\n" + "x" * (LONGEST_LINE + 1)))
    assert [(remark.level, remark.line) for remark in remarks] == [("warning", 2)]


@pytest.mark.parametrize(("words", "unit"), [("C$", None), ("HK$", None), ("Cdn$", None), ("US$", "USD"), ("$", "USD")])
def test_a_dollar_of_another_country_is_not_taken_for_ours(words: str, unit: str | None) -> None:
    ((figure, _),) = read(f"Sales were {words}5 million.\n")
    assert figure.unit == unit
