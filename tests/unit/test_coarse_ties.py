"""Rows that print a fact more coarsely than another are tied to it; what one coarse cell says otherwise is told."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from auditor.casebook import extraction_of
from auditor.identify.coarse import coarse_pairs
from auditor.identify.hypothesis import weigh
from auditor.identify.ties import hypotheses, lines_of
from auditor.model.audit import Extraction
from tests.paper import tabulate

COARSE = "94.4 billion | 82.8 billion | 371.6 billion"
FILING = """
Highlights

| label   |  2003 |  2002 |  2001 |
| {label} | {cells} |

Consolidated Statements of Income (in millions)

| label                           |   2003 |   2002 |    2001 |
| Revenue from premiums and fees  | 94,427 | 82,787 | 371,622 |
| Investment and other income     |  1,287 |  2,164 |   2,871 |
"""


def pairs(cells: str, label: str = "Revenue from premiums") -> set[tuple[str, str, str]]:
    """(status, coarse cell, fine cell) of the ties that are told of."""
    read = extraction_of(FILING.format(label=label, cells=cells))
    return {
        (i.status, read.figures[i.figures[0]].text, read.figures[i.figures[1]].text)
        for tie in hypotheses(read.tables, read.figures)
        for i in weigh(read.figures, tie)
        if i.check == "TI101" and i.standing == "confirmed"
    }


def found(read: Extraction) -> list[tuple[int, int]]:
    return list(coarse_pairs(lines_of(read.tables, read.figures)[0], read.figures))


def test_a_row_in_billions_is_tied_to_one_that_rounds_to_it() -> None:
    assert pairs(COARSE) == {
        ("holds", "94.4 billion", "94,427"),
        ("holds", "82.8 billion", "82,787"),
        ("holds", "371.6 billion", "371,622"),
    }


@pytest.mark.parametrize(
    ("right", "wrong", "fine"),
    [
        ("371.6 billion", "317.6 billion", "371,622"),
        ("94.4 billion", "94.9 billion", "94,427"),
        ("82.8 billion", "82.7 billion", "82,787"),  # cut off, not rounded
    ],
)
def test_one_coarse_cell_mistyped_is_violated(right: str, wrong: str, fine: str) -> None:
    assert ("violated", wrong, fine) in pairs(COARSE.replace(right, wrong))


def test_rows_of_unlike_labels_that_agree_in_one_period_only_are_not_paired() -> None:
    assert found(tabulate([("Sales to dealers", "94.4", "28.8")], [("Fees", "94.427", "82.787")])) == []


@pytest.mark.parametrize(("cell", "expected"), [("37.2", [(0, 1)]), ("36.2", [])])
def test_rows_are_paired_where_all_periods_but_one_agree(cell: str, expected: list[tuple[int, int]]) -> None:
    coarse, fine = ("Sales", "94.4", "82.8", "55.5", cell), ("Fees", "94.427", "82.787", "61.128", "37.162")
    assert found(tabulate([coarse], [fine])) == expected


@pytest.mark.parametrize(("label", "expected"), [("Sales to dealers", []), ("Premiums", [(0, 1)])])
def test_one_period_that_agrees_pairs_rows_of_like_labels_only(label: str, expected: list[tuple[int, int]]) -> None:
    assert found(tabulate([(label, "94.4")], [("Premiums and fees", "94.427")])) == expected


def test_two_periods_that_agree_pair_rows_of_any_label() -> None:
    assert found(tabulate([("Sales to dealers", "94.4", "82.8")], [("Fees", "94.427", "82.787")])) == [(0, 1)]


def test_rows_of_one_table_are_not_paired() -> None:
    assert found(tabulate([("Sales to dealers", "94.4", "82.8"), ("Fees", "94.427", "82.787")])) == []


def test_an_amount_of_one_digit_pairs_no_rows() -> None:
    assert found(tabulate([("Fees", "0.4", "0.8")], [("Fees", "0.427", "0.787")])) == []


def test_a_row_one_place_coarser_is_not_paired_here() -> None:
    assert found(tabulate([("Fees", "94.42", "82.78")], [("Fees", "94.421", "82.779")])) == []


def test_amounts_a_share_are_not_paired() -> None:
    tables = [("Fees", "94.4", "82.8")], [("Fees", "94.427", "82.787")]
    assert found(tabulate(*tables, unit="USD/share")) == []


@given(
    amounts=st.lists(st.integers(10**4, 10**12), min_size=2, max_size=6),
    places=st.integers(2, 3),
    kept=st.integers(0, 2),
    first=st.booleans(),
    signs=st.tuples(*[st.sampled_from(("{:,}", "({:,})"))] * 2),
)
def test_a_row_rounded_from_another_is_found_whatever_the_amounts(
    amounts: list[int], places: int, kept: int, first: bool, signs: tuple[str, str]
) -> None:
    """Printed to ``places`` fewer behind the point, with either row first; two digits are left at least."""
    fine = [Decimal(amount).scaleb(-places - kept) for amount in amounts]
    coarse = [amount.quantize(Decimal(1).scaleb(-kept), rounding=ROUND_HALF_UP) for amount in fine]
    rows = [
        ("Sales to dealers", *(signs[0].format(amount) for amount in coarse)),
        ("Fees", *(signs[1].format(amount) for amount in fine)),
    ]
    one, other = rows if first else reversed(rows)
    assert found(tabulate([one], [other])) == [(0, 1)]
