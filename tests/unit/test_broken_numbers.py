"""A number broken by a space, a bracket or a point is read where one reading is possible, and doubted.

One that cannot be read is listed without a value; it is never dropped and never 0.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import auditor
from auditor.extract.numbers import closed_up
from auditor.extract.worksheet_cells import read_mark

TABLE = """
                     EXAMPLE FINANCE, INC.
                 Consolidated Balance Sheets

                                      Sept. 30, 2005   Sept. 30, 2004
                                      --------------   --------------
  Advances under line of credit           29,285,000       39,355,000
  Other liabilities                       {broken}        3,351,000
  Income taxes payable                     1,243,000        1,425,000
  Deferred income taxes                      153,000           44,000
                                      --------------   --------------
    Total liabilities                     34,861,000       44,175,000
                                      ==============   ==============
"""


def report(path: Path, broken: str) -> auditor.Report:
    filing = path / "filing.txt"
    filing.write_text(TABLE.format(broken=broken), encoding="utf-8")
    return auditor.audit(filing)


def values(path: Path, broken: str) -> list[str | None]:
    return [f["value"] for f in report(path, broken).document()["figures"] if f["text"] == broken.strip()]


def test_a_space_beside_a_comma_leaves_one_reading(tmp_path: Path) -> None:
    assert values(tmp_path, "4,180 ,000") == ["4180000"]


def test_groups_that_are_not_of_three_digits_leave_none(tmp_path: Path) -> None:
    figures = report(tmp_path, "4,18 0,000").document()["figures"]
    assert "4180000" not in [f["value"] for f in figures]


def test_its_column_is_added_with_it(tmp_path: Path) -> None:
    found = report(tmp_path, "4,810 ,000").findings
    assert {f.check for f in found} >= {"FT101"}


def test_it_is_doubted_and_nothing_else_is(tmp_path: Path) -> None:
    assert [f.check for f in report(tmp_path, "4,180 ,000").findings] == ["PL103"]


def test_the_doubt_is_one_of_hygiene(tmp_path: Path) -> None:
    assert [f.verdict for f in report(tmp_path, "4,180 ,000").findings] == ["hygiene"]


def test_the_suggestion_closes_it_up(tmp_path: Path) -> None:
    (finding,) = report(tmp_path, "4,180 ,000").findings
    assert [s.suggested_text for s in finding.suspects] == ["4,180,000"]


def test_a_number_that_can_be_read_there_is_not(tmp_path: Path) -> None:
    assert report(tmp_path, " 4,180,000").findings == ()


@pytest.mark.parametrize(
    ("cell", "mantissa"),
    [("47,268, 208", 47268208), ("((34,974))", -34974), ("( ( 34,974 ) )", -34974), ("$ 1,883.", 1883), ("246.", 246)],
)
def test_a_cell_with_one_possible_reading_has_it(cell: str, mantissa: int) -> None:
    token = read_mark(cell)[1]
    assert token is not None and (token.mantissa, token.exponent) == (mantissa, 0)


@pytest.mark.parametrize("cell", ["12.", "2003.", "((4))", "1,23 4"])
def test_a_cell_that_may_be_no_amount_is_none(cell: str) -> None:
    assert closed_up(cell) is None


@given(st.integers(1000, 10**12), st.integers(0, 3))
def test_spaces_beside_commas_never_change_a_number(number: int, at: int) -> None:
    groups = f"{number:,}".split(",")
    at = min(at, len(groups) - 2)
    token = closed_up(",".join(groups[: at + 1]) + " ," + ",".join(groups[at + 1 :]))
    assert token is not None and token.mantissa == number


@given(st.text(alphabet="0123456789,.()$ %-", max_size=30))
def test_what_is_closed_up_keeps_its_digits(text: str) -> None:
    token = closed_up(text)
    digits = "".join(filter(str.isdigit, text)).lstrip("0")
    assert token is None or str(abs(token.mantissa or 0)).lstrip("0") == digits
