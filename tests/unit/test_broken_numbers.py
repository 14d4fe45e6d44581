"""A number that cannot be read is listed without a value; it is never dropped and never 0."""

from __future__ import annotations

from pathlib import Path

import auditor

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


def test_it_is_a_figure_without_a_value(tmp_path: Path) -> None:
    figures = report(tmp_path, "4,180 ,000").document()["figures"]
    assert [f["value"] for f in figures if f["text"] == "4,180 ,000"] == [None]


def test_it_is_doubted_and_nothing_else_is(tmp_path: Path) -> None:
    assert [f.check for f in report(tmp_path, "4,180 ,000").findings] == ["PL103"]


def test_the_doubt_is_one_of_hygiene(tmp_path: Path) -> None:
    assert [f.verdict for f in report(tmp_path, "4,180 ,000").findings] == ["hygiene"]


def test_a_number_that_can_be_read_there_is_not(tmp_path: Path) -> None:
    assert report(tmp_path, " 4,180,000").findings == ()
