"""Which line of a table an amount in a sentence is bound to: by its words and unit."""

from __future__ import annotations

import pytest

from tests.sentences import MEASURES, SEGMENTS, STATEMENT, filing, lines, told

ALL = STATEMENT + MEASURES + SEGMENTS


def labels(words: str, section: str = STATEMENT) -> list[str]:
    return [label for _, label, _ in lines(words, section)]


def test_an_amount_is_named_by_the_words_before_it() -> None:
    assert lines("Net sales were $264.4 million in 2003.") == [("264.4 million", "Net sales", "264,410")]


def test_an_amount_is_named_by_the_words_behind_it() -> None:
    assert labels("The company earned $1.3 million of interest income in 2003.") == ["Interest income"]


def test_an_amount_compared_with_takes_the_name_of_the_one_before_it() -> None:
    found = lines("Net sales were $264.4 million in 2003, compared to $241.0 million in 2002.")
    assert found[1] == ("241.0 million", "Net sales", "241,025")


def test_a_sentence_that_begins_with_this_takes_the_name_of_the_sentence_before() -> None:
    found = lines("Net sales were $264.4 million in 2003. This was above the $241.0 million of 2002.")
    assert found[1] == ("241.0 million", "Net sales", "241,025")


@pytest.mark.parametrize("name", ["Revenues", "Turnover", "Sales", "Total revenue"])
def test_names_of_one_thing_are_one_word(name: str) -> None:
    assert labels(f"{name} in 2003 came to $264.4 million.") == ["Net sales"]


def test_an_abbreviation_is_the_words_it_stands_for() -> None:
    assert labels("In 2003 SG&A was $31.3 million.") == ["Selling, general and administrative"]


def test_a_name_in_brackets_names_the_amount() -> None:
    assert labels("Outlays for new designs (R&D) were $21.4 million in 2003.") == ["Research and development"]


def test_words_that_no_label_has_bind_an_equal_amount_to_nothing() -> None:
    assert told(filing("The warehouse was sold for $93.1 million in 2003.")) == []


def test_words_of_another_line_do_not_bind_an_equal_amount() -> None:
    assert labels("Restructuring charges were $93.1 million in 2003.") == []


def test_of_two_lines_of_one_amount_the_words_choose() -> None:
    rows = "| Trade receivables | 4,812 |\n| Restricted cash | 4,812 |\n"
    twins = f"Balance Sheets (in thousands)\n\n| label | 2003 |\n{rows}"
    assert labels("Restricted cash was $4.8 million.", twins) == ["Restricted cash"]


@pytest.mark.parametrize(
    ("words", "label"),
    [
        ("Diluted earnings per share were $0.89 in 2003.", "Diluted earnings per share"),
        ("Basic earnings per share were $0.92 in 2003.", "Basic earnings per share"),
    ],
)
def test_basic_and_diluted_are_told_apart(words: str, label: str) -> None:
    assert labels(words) == [label]


def test_an_amount_a_share_of_income_is_earnings_per_share() -> None:
    found = labels("Net income was $27.5 million, or $0.89 per diluted share, in 2003.")
    assert found == ["Net income", "Diluted earnings per share"]


@pytest.mark.parametrize(
    "words",
    [
        "Non-GAAP net income was $31.9 million in 2003.",
        "Adjusted net income was $31.9 million in 2003.",
        "On a non-GAAP basis, net income was $31.9 million in 2003.",
        "Net income was $31.9 million on a non-GAAP basis in 2003.",
        "Excluding one-time items, net income was $31.9 million in 2003.",
    ],
)
def test_an_adjusted_measure_is_the_adjusted_line(words: str) -> None:
    assert labels(words, ALL) == ["Non-GAAP net income"]


@pytest.mark.parametrize("name", ["Net income", "GAAP net income"])
def test_a_measure_without_qualifier_is_not_the_adjusted_line(name: str) -> None:
    assert labels(f"{name} was $31.9 million in 2003.", ALL) == []


def test_an_adjusted_measure_is_not_the_line_without_qualifier() -> None:
    assert labels("Adjusted net income was $27.5 million in 2003.") == []


def test_the_heading_of_rows_names_them_with_their_labels() -> None:
    assert labels("Coatings net sales were $143.9 million in 2003.", ALL) == ["Net sales Coatings"]


def test_a_heading_above_a_paragraph_names_its_amounts() -> None:
    found = labels("Coatings:\n\nOperating income was $22.7 million in 2003.", ALL)
    assert found == ["Operating income Coatings"]


def test_words_of_the_companys_name_need_not_stand_in_a_label() -> None:
    with_name = filing("Acme net sales were $264.4 million in 2003.")
    assert [one.cell for one in told(with_name, company=("acme",))] == ["264,410"]


def test_the_companys_name_does_not_make_another_line() -> None:
    assert lines("Acme pumps net sales were $120.5 million in 2003.", ALL, company=("acme",)) == [
        ("120.5 million", "Net sales Pumps", "120,483")
    ]


def test_an_amount_of_another_unit_is_bound_to_nothing() -> None:
    assert told(filing("Net sales were 264,410 ounces in 2003.")) == []


def test_an_amount_of_change_is_bound_to_no_amount() -> None:
    assert told(filing("Net sales increased $23.4 million in 2003.")) == []


def test_millions_without_a_sign_of_money_are_money_where_nothing_is_counted() -> None:
    assert labels("Net sales were 264.4 million in 2003.") == ["Net sales"]


def test_what_is_expected_is_no_amount_of_a_past_period() -> None:
    balance = STATEMENT + "\nConsolidated Balance Sheets (in thousands)\n\n| label | 2003 |\n| Cash | 4,812 |\n"
    assert told(filing("We expect net sales of $264.4 million in 2004.", balance)) == []


@pytest.mark.parametrize("words", ["Trade receivables", "Doubtful"])
def test_a_table_of_other_things_binds_nothing(words: str) -> None:
    assert told(filing(f"{words} were $264.4 million in 2003.")) == []
