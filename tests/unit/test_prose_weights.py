"""Weights by their kind of ton, numbers too long to be amounts, and words in odd letters, as sentences tell them."""

from __future__ import annotations

import pytest

from auditor.extract.numbers import MAX_DIGITS
from auditor.extract.prose import every_amount


@pytest.mark.parametrize("kind", ["short", "long", "metric", "Short"])
def test_tons_of_every_kind_are_tons(kind: str) -> None:
    (found,) = every_amount(f"The mine shipped 2.1 million {kind} tons of coal.")
    assert (found.mantissa, found.exponent, found.unit) == (21, 5, "ton")


def test_tons_of_a_kind_may_be_told_in_words() -> None:
    (found,) = every_amount("The mine shipped one million short tons of coal.")
    assert (found.mantissa, found.exponent, found.unit) == (1, 6, "ton")


def test_a_price_is_one_of_a_short_ton() -> None:
    (found,) = every_amount("Coal was sold at $92.40 per short ton.")
    assert (found.mantissa, found.exponent, found.unit) == (9240, -2, "USD/ton")


def test_a_number_of_too_many_digits_is_unreadable() -> None:
    (found,) = every_amount("Sales were $1" + ",999" * MAX_DIGITS + " in all.")
    assert found.mantissa is None


def test_a_number_of_as_many_digits_as_may_be_is_read() -> None:
    (found,) = every_amount("Sales were $1" + ",999" * (MAX_DIGITS // 3) + " in all.")
    assert found.mantissa == int("1" + "999" * (MAX_DIGITS // 3))


def test_a_range_whose_first_end_is_unreadable_keeps_its_second() -> None:
    first, second = every_amount("Sales were $1" + ",999" * MAX_DIGITS + " to $5 million.")
    assert (first.mantissa, second.mantissa, second.exponent) == (None, 5, 6)


def test_a_scale_word_in_odd_letters_is_read() -> None:
    (found,) = every_amount("Sales were $26.4 m\u0131llion in all.")
    assert (found.mantissa, found.exponent) == (264, 5)
