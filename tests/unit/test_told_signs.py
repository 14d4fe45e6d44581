"""A pattern is tried only where one of its signs stands: whatever it matches must hold one."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from auditor.identify.told.signs import signs
from auditor.identify.told.vocabulary import _PHRASES, COMPARABLE_PERIOD

PATTERNS = [COMPARABLE_PERIOD.pattern, *(pattern for pattern, _ in _PHRASES)]


@pytest.mark.parametrize("pattern", PATTERNS)
def test_every_phrase_has_signs(pattern: str) -> None:
    assert "" not in signs(pattern)


@pytest.mark.parametrize("pattern", PATTERNS)
@settings(max_examples=20, deadline=None)
@given(data=st.data())
def test_whatever_a_phrase_matches_holds_one_of_its_signs(pattern: str, data: st.DataObject) -> None:
    matched = data.draw(st.from_regex(re.compile(pattern, re.ASCII)))
    assert any(sign in matched for sign in signs(pattern))


@pytest.mark.parametrize(
    ("pattern", "expected"),
    [
        ("sales", ("sales",)),
        ("sales?", ("sale",)),
        ("(?:net )?sales", ("sales",)),
        ("costs|capex", ("costs", "capex")),
        ("a(?:bc|de)f", ("bc", "de")),
        (r"r\s?&\s?d", ("&",)),
        (r"(?!non)gaap\b", ("gaap",)),
        ("[a-z]{2,}", ("",)),
        ("sales|.", ("",)),
        ("a{0,3}", ("",)),
        ("(?:a|b)*", ("",)),
    ],
)
def test_signs_are_what_cannot_be_left_out(pattern: str, expected: tuple[str, ...]) -> None:
    assert signs(pattern) == expected


def test_a_bracket_too_many_is_refused() -> None:
    with pytest.raises(ValueError, match="bracket"):
        signs("sales)")
