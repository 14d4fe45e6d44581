"""The typist's slips, forwards and backwards."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from auditor.diagnose.slips import meant
from auditor.model.typist import slip, surprise


@pytest.mark.parametrize(
    ("printed", "true", "kind"),
    [
        (2093, 2039, "transposition"),
        (19559, 19599, "substitution"),
        (1877, 18877, "omission"),
        (18877, 1877, "insertion"),
        (-201, 201, "sign"),
        (55, 1055, "omission"),  # the leading digit dropped; the zero after it is not printed
        (4281, 4281, None),
        (1234, 4321, None),
        (12, 123456, None),
    ],
)
def test_a_slip_is_named(printed: int, true: int, kind: str | None) -> None:
    assert slip(printed, true) == kind


@given(st.integers(min_value=1, max_value=10**7))
def test_every_value_one_slip_away_is_named_as_a_slip(printed: int) -> None:
    unnamed = [value for value in meant(printed) if value not in (printed, 0) and slip(printed, value) is None]
    assert unnamed == []


@given(st.integers(min_value=10, max_value=10**6), st.data())
def test_a_substituted_digit_is_among_the_values_meant(true: int, data: st.DataObject) -> None:
    digits = str(true)
    place = data.draw(st.integers(min_value=0, max_value=len(digits) - 1))
    digit = data.draw(st.sampled_from("123456789"))
    printed = int(digits[:place] + digit + digits[place + 1 :])
    assert printed == true or true in set(meant(printed))


def test_a_doubled_digit_is_likelier_than_a_stray_one() -> None:
    assert surprise(22039, 2039)[1] < surprise(72039, 2039)[1]
