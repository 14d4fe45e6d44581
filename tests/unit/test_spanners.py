"""Heads over several columns, in files whose cells cannot be merged."""

from __future__ import annotations

from auditor.extract.worksheet_spanners import with_spanners
from auditor.read.frames import read_frames
from auditor.read.source import Source


def spans(text: str) -> dict[str, int]:
    """How many columns each cell takes that takes more than one."""
    sheet = with_spanners(read_frames(Source("t.csv", text.encode())).worksheets[0])
    return {cell.text: cell.across for row in sheet.rows for cell in row if cell.across > 1}


def test_heads_that_divide_the_columns_evenly_span_them() -> None:
    assert spans(",English,,French,\n,Total,Often,Total,Often\na,1,2,3,4\n") == {"English": 2, "French": 2}


def test_heads_whose_columns_begin_alike_span_them() -> None:
    assert spans(",English,,,French,\n,All,Often,Never,All,Often\na,1,2,3,4,5\n") == {"English": 3, "French": 2}


def test_a_period_spans_its_years() -> None:
    assert spans(',"Year ended December 31,",\n,2003,2002\na,1,2\nb,3,4\n') == {"Year ended December 31,": 2}


def test_a_spanner_of_spanners_spans_all() -> None:
    text = ",Languages,,,\n,English,,French,\n,Total,Often,Total,Often\na,1,2,3,4\n"
    assert spans(text)["Languages"] == 4


def test_a_blank_column_between_groups_belongs_to_none() -> None:
    assert spans(",English,,,French,\n,Total,Often,,Total,Often\na,1,2,,3,4\n") == {"English": 2, "French": 2}


def test_heads_set_in_two_lines_do_not_span() -> None:
    assert spans(",Net,,Total,\n,sales,Costs,costs,\na,1,2,3,\nb,1,2,3,\n") == {}


def test_figures_are_no_heads() -> None:
    assert spans("a,1,,2,\nb,3,4,5,6\nc,7,8,9,9\n") == {}


def test_a_title_in_the_first_column_spans_nothing() -> None:
    assert spans("Title,,\n,Cash,Debt\na,1,2\nb,3,4\n") == {}
