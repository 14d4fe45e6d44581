"""Printed numbers: digits, signs, brackets, last place, and what is no number at all."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from auditor.extract.numbers import Token, read_digits, tail_start, tokens, without_notes


def cells(line: str) -> list[Token]:
    return [token for token in tokens(line) if token.is_cell]


@pytest.mark.parametrize(
    ("printed", "text", "mantissa", "exponent"),
    [
        ("28,079", "28,079", 28079, 0),
        ("$   28,079", "28,079", 28079, 0),
        ("$102,820", "102,820", 102820, 0),
        ("$(17,460)", "(17,460)", -17460, 0),
        ("$  (0.16)", "(0.16)", -16, -2),
        ("(306)", "(306)", -306, 0),
        ("( 306)", "( 306)", -306, 0),
        (".07", ".07", 7, -2),
        ("(.07)", "(.07)", -7, -2),
        ("-5.3%", "-5.3", -53, -1),
        ("29.73%", "29.73", 2973, -2),
        ("(11%)", "(11%)", -11, 0),
        ("2.5 million", "2.5 million", 25, 5),
        ("45 1/4", "45 1/4", 4525, -2),
        ("- -", "- -", 0, 0),
        ("--", "--", 0, 0),
        ("---", "---", 0, 0),
        ("-0-", "-0-", 0, 0),
        ("1,234(a)", "1,234", 1234, 0),
    ],
)
def test_a_printed_number_keeps_its_digits_sign_and_last_place(
    printed: str, text: str, mantissa: int, exponent: int
) -> None:
    line = f"Some label   {printed}   9"
    token = cells(line)[0]
    assert (token.text, token.mantissa, token.exponent) == (text, mantissa, exponent)
    assert line[token.start : token.end] == text


@pytest.mark.parametrize(
    ("printed", "mantissa"),
    [("26,41", 2641), ("1,2345", 12345), ("(1,204", -1204), ("1,204)", -1204), (",840", 840), ("20.", 20)],
)
def test_a_malformed_number_is_read_as_printed(printed: str, mantissa: int) -> None:
    token, _ = cells(f"Sales   {printed}   9")
    assert (token.text, token.mantissa) == (printed, mantissa)


@pytest.mark.parametrize("words", ["Sept. 30,", "10-K", "12/31/03", "208/769-4100", "208-769-4100", "4.5:1", "PI74X"])
def test_dates_telephone_numbers_and_names_are_no_numbers(words: str) -> None:
    assert cells(f"label   {words}   ") == []


def test_dots_lead_to_a_number_and_are_no_part_of_it() -> None:
    (token,) = cells("Deposits........................250,000")
    assert (token.text, token.mantissa) == ("250,000", 250000)


def test_too_many_digits_are_unreadable_not_zero() -> None:
    (token,) = cells("serial   " + "7" * 60)
    assert token.mantissa is None


def test_notes_after_labels_go_and_brackets_that_mean_something_stay() -> None:
    assert without_notes("Net income (loss) (1)") == "Net income (loss)"
    assert without_notes("Total cash costs ($/oz.)(3)") == "Total cash costs ($/oz.)"
    assert without_notes("A unit (29.73% (a))") == "A unit (29.73%)"
    assert (
        without_notes("Average cost per ounce of silver produced(2):") == "Average cost per ounce of silver produced:"
    )


@given(st.integers(0, 10**15), st.integers(0, 4), st.booleans(), st.booleans())
def test_what_is_printed_is_read_back(value: int, places: int, negative: bool, dollar: bool) -> None:
    whole, part = divmod(value, 10**places)
    text = f"{whole:,}" + (f".{part:0{places}d}" if places else "")
    text = f"({text})" if negative else text
    (token,) = cells(f"label    {'$ ' if dollar else ''}{text}")
    assert (token.text, token.mantissa, token.exponent) == (text, -value if negative else value, -places)
    assert token.currency is dollar


@given(st.text(alphabet="0123456789,", min_size=1, max_size=30).filter(lambda text: text.strip(",")))
def test_digits_never_read_as_a_float(text: str) -> None:
    mantissa, exponent = read_digits(text)
    assert (mantissa, exponent) == (int(text.replace(",", "")), 0)


@given(st.text(alphabet=" $()[]-.,%/0123456789abxN*", max_size=80))
def test_any_line_is_read_and_tokens_do_not_overlap(line: str) -> None:
    end = 0
    for token in tokens(line):
        assert end <= token.left <= token.start <= token.end <= token.right <= len(line)
        assert line[token.start : token.end] == token.text
        end = token.right


@given(st.text(alphabet=" $()-.,%0123456789ab", max_size=60))
def test_nothing_before_the_last_word_matters(line: str) -> None:
    def figures(marks: list[Token]) -> list[Token]:
        last = max((i for i, token in enumerate(marks) if token.kind == "word"), default=-1)
        return [token for token in marks[last + 1 :] if token.is_cell]

    assert figures(tokens(line)) == figures(tokens(line, tail_start(line)))
