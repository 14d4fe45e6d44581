"""Rows of a sheet: amounts that look like years are told from heads of years."""

from __future__ import annotations

import pytest

from auditor.extract.worksheet_rows import rows_of
from auditor.read.frames import read_frames
from auditor.read.source import Source


def kinds(text: str) -> list[str]:
    return [row.kind for row in rows_of(read_frames(Source("t.csv", text.encode())).worksheets[0])]


@pytest.mark.parametrize("amounts", ["1950,2010", "1950,", "2003,1999", ",2001"])
def test_an_amount_that_looks_like_a_year_is_no_head_where_thousands_have_no_commas(amounts: str) -> None:
    assert kinds(f",2003,2002\nWood,12345,23456\nGlass,{amounts}\nSlate,1234,5678\n")[2] == "figures"


@pytest.mark.parametrize("years", ["2003,2002", "2002,2003"])
def test_years_in_a_run_head_the_next_table(years: str) -> None:
    assert kinds(f",2003,2002\nWood,12345,23456\nTotal,12345,23456\nAssets,{years}\nSlate,1234,5678\n")[3] == "heads"


def test_years_head_columns_where_thousands_have_commas() -> None:
    text = ',2003,1999\nWood,"12,345","23,456"\nTotal,"12,345","23,456"\nAssets,2003,1999\nSlate,"1,234","5,678"\n'
    assert kinds(text)[3] == "heads"


def test_a_period_before_a_lone_year_is_a_head() -> None:
    assert kinds(",2003\nWood,12345\nGlass,54321\nYear ended December 31,2001\nSlate,1234\n")[3] == "heads"
