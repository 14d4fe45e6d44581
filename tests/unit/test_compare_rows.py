"""Which line of one table is which of another: by words, headings and order, never by amount alone."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from auditor.compare.rows import paired_rows
from auditor.model.table import Row, Table


def table(*lines: str | tuple[str, str]) -> Table:
    """A table of rows; ("Noncurrent:", "Deferred taxes") is a row under a heading."""
    rows = []
    for n, line in enumerate(lines):
        heading, label = ("", line) if isinstance(line, str) else line
        rows.append(Row(n, n + 1, label, (heading,) if heading else (), 0))
    return Table(0, "", None, None, 0, tuple(rows), (), tuple(() for _ in rows), 1, len(rows))


def pairs(one: Table, other: Table) -> list[tuple[int, int]]:
    return [(pair.earlier, pair.later) for pair in paired_rows(one, other)]


@pytest.mark.parametrize(
    ("earlier", "later"),
    [
        ("Net income", "Net income (loss)"),
        ("Net income", "Net loss"),
        ("Net cash provided by operating activities", "Net cash used in operating activities"),
        ("Income taxes", "Income taxes (1)"),
        ("Common stock, 86,179 shares issued", "Common stock, 109,389 shares issued"),
        ("TOTAL ASSETS", "Total assets"),
    ],
)
def test_a_line_keeps_its_identity_under_the_words_of_its_year(earlier: str, later: str) -> None:
    assert pairs(table("Cash", earlier), table("Cash", later)) == [(0, 0), (1, 1)]


@pytest.mark.parametrize(
    ("earlier", "later"),
    [
        ("Interest income", "Interest expense"),
        ("Net income", "Income before income taxes"),
        ("Short-term investments", "Long-term investments"),
        ("Basic", "Diluted"),
    ],
)
def test_lines_of_unlike_words_are_two(earlier: str, later: str) -> None:
    assert pairs(table("Cash", earlier), table("Cash", later)) == [(0, 0)]


def test_one_label_under_two_headings_is_told_apart_by_them() -> None:
    earlier = table(("Current:", "Deferred taxes"), ("Noncurrent:", "Deferred taxes"))
    later = table(("Current:", "Deferred taxes"), "Land", ("Noncurrent:", "Deferred taxes"))
    assert pairs(earlier, later) == [(0, 0), (1, 2)]


def test_one_label_that_repeats_oftener_in_one_table_is_left_alone() -> None:
    assert pairs(table("Basic", "Basic"), table("Basic", "Cash", "Basic", "Basic")) == []


def test_a_line_that_changed_its_heading_is_not_sure() -> None:
    (pair,) = paired_rows(table(("Current:", "Deferred taxes")), table(("Noncurrent:", "Deferred taxes")))
    assert not pair.sure


def test_a_line_out_of_order_is_not_sure() -> None:
    found = paired_rows(table("Cash", "Land", "Debt", "Stock"), table("Stock", "Cash", "Land", "Debt"))
    assert [pair.sure for pair in found] == [False, True, True, True]


def test_an_unlabelled_total_is_paired_below_the_same_line() -> None:
    assert pairs(table("Cash", "", "Debt"), table("Cash", "", "Debt")) == [(0, 0), (1, 1), (2, 2)]


@given(st.lists(st.sampled_from(["Cash", "Land", "Debt", "", "Net income (loss)", "Basic"]), max_size=12))
def test_a_table_is_paired_with_itself_row_by_row(labels: list[str]) -> None:
    own = table(*labels)
    assert all(one == other for one, other in pairs(own, own))
