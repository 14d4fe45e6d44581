"""Sheets that print "1.234,5" for 1234.5."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from auditor.extract import extract_all
from auditor.extract.worksheet_commas import has_decimal_commas, with_point
from auditor.identify import identify
from auditor.model.figure import Figure
from auditor.read.door import documents_of
from auditor.read.frames import read_frames
from auditor.read.source import Source

EUROPEAN = "Assets;2003;2002\nCash;1.204,5;1.106,2\nInventories;311,0;298,1\nTotal;1.515,5;1.404,3\n"
GROUPED = 'Assets,2003,2002\nCash,"1,204","1,106"\nInventories,"26,41","298"\nTotal,"1,515","1,404"\n'


def figures(text: str) -> tuple[Figure, ...]:
    return extract_all(documents_of(Source("t.csv", text.encode()))).figures


def commas(text: str) -> bool:
    return has_decimal_commas(read_frames(Source("t.csv", text.encode())).worksheets[0])


def test_decimal_commas_are_told_by_the_whole_sheet() -> None:
    assert (commas(EUROPEAN), commas(GROUPED)) == (True, False)


def test_the_value_takes_the_comma_for_the_point() -> None:
    assert figures(EUROPEAN)[0].value == Decimal("1204.5")


def test_the_text_stays_as_printed() -> None:
    assert figures(EUROPEAN)[0].text == "1.204,5"


def test_printed_places_stand_behind_the_comma() -> None:
    assert [figure.places for figure in figures(EUROPEAN)] == [1] * 6


def test_a_decimal_comma_is_no_broken_group() -> None:
    documents = documents_of(Source("t.csv", EUROPEAN.encode()))
    found = identify(extract_all(documents), documents, None)
    assert [identity.check for identity in found if identity.check == "PL103"] == []


def test_a_slip_in_grouped_numbers_is_read_as_printed() -> None:
    assert figures(GROUPED)[2].value == Decimal(2641)


@given(st.decimals(min_value=-(10**9), max_value=10**9, places=2, allow_nan=False))
def test_a_number_set_anew_is_the_same_number(value: Decimal) -> None:
    european = f"{value:,.2f}".translate(str.maketrans(",.", ".,"))
    assert with_point(european) == f"{value:,.2f}"


@pytest.mark.parametrize("words", ["Net, all", "12/31/2003", "1,2,3", "A1", "", "3.14.15,9"])
def test_what_is_no_number_stays(words: str) -> None:
    assert with_point(words) == words
