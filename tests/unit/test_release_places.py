"""To which place a release's amounts were printed."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from auditor.release.printed_places import STEPS, UNREADABLE, Amount, amount_of, at_place, last_place, places, written


@pytest.mark.parametrize("text", ["", "n/a", "NaN", "Infinity", "1_000", "1e999", "--5", "1,000", "9" * 60, "٣"])
def test_what_is_no_number_is_unreadable_and_never_zero(text: str) -> None:
    assert amount_of(text) == UNREADABLE


@given(st.decimals(allow_nan=False, allow_infinity=False, places=4, min_value=-(10**20), max_value=10**20))
def test_a_value_is_read_exactly(value: Decimal) -> None:
    mantissa, exponent = amount_of(f"{value:f}")
    assert mantissa is not None
    assert Decimal(f"{mantissa}E{exponent}") == value
    assert not mantissa or mantissa % 10


@given(st.integers(-(10**20), 10**20), st.sampled_from(STEPS), st.sampled_from(STEPS))
def test_setting_to_a_place_never_changes_a_value(mantissa: int, exponent: int, place: int) -> None:
    amount = amount_of(written(mantissa, exponent))
    shown, at = at_place(amount, place)
    assert shown is not None
    assert Decimal(f"{shown}E{at}") == Decimal(f"{mantissa}E{exponent}")
    assert at <= place


@given(st.lists(st.integers(1, 10**6).filter(lambda n: n % 10), min_size=8), st.sampled_from((6, 3, 0, -2)))
def test_amounts_that_all_end_at_a_step_are_printed_to_it(amounts: list[int], step: int) -> None:
    assert last_place([amount_of(written(amount, step)).exponent for amount in amounts]) == step


@given(st.lists(st.integers(3, 5), min_size=9, max_size=40), st.integers(-4, 2))
def test_one_odd_value_does_not_make_a_statement_exact(ends: list[int], odd: int) -> None:
    assert last_place([*ends, odd]) == last_place(ends) or max(ends) > min(ends)
    assert (last_place([*ends, odd]) or 0) >= 3


def test_the_odd_value_itself_stays_exact() -> None:
    assert at_place(amount_of("12345678"), 3) == (12345678, 0)


def test_a_statement_of_few_values_takes_the_filings_place() -> None:
    many = [("BS", "USD", Amount(17 + 10 * n, 3)) for n in range(20)]
    few = [("CI", "USD", Amount(5, 6)), ("CI", "USD", Amount(7, 6))]
    assert places([*many, *few])["CI", "USD"] == 3


def test_amounts_a_share_are_printed_to_cents_at_least() -> None:
    assert places([("IS", "USD/share", Amount(5, -1)), ("IS", "USD/share", Amount(1, 0))])["IS", "USD/share"] == -2


def test_zeros_say_nothing() -> None:
    assert places([("BS", "USD", Amount(0, 0))] * 20 + [("BS", "USD", Amount(13, 3))] * 9)["BS", "USD"] == 3
