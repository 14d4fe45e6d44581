"""The page of a large filing stays small: what holds is kept in few characters and set out when asked for."""

from __future__ import annotations

from html import escape

import pytest

import auditor
from auditor.report import marked

MOST = 1_000_000  # characters beyond the annotated source, of a filing with 2,000 relations and no finding
TABLES, LINES = 250, 4


def statement(number: int) -> str:
    """A table of four lines, their total, and a column that adds up two others: eight relations."""
    head = f"\n                 Example Company, Division {number}\n                       (in thousands)\n"
    heads = f"{'':34}{'Domestic':>12}{'Abroad':>12}{'Total':>12}\n"
    rows = []
    for line in range(LINES):
        domestic, abroad = 1_000 + 37 * number + 211 * line, 500 + 17 * number + 97 * line
        rows.append((f"Sales of product {'ABCD'[line]}", domestic, abroad, domestic + abroad))
    total = [sum(row[at] for row in rows) for at in (1, 2, 3)]
    told = [f"{label:34}" + "".join(f"{amount:>12,}" for amount in amounts) for label, *amounts in rows]
    rule = f"{'':34}" + f"{'--------':>12}" * 3
    last = f"{'  Total sales':34}" + "".join(f"{amount:>12,}" for amount in total)
    return "\n".join([head, heads, *told, rule, last, "", ""])


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> auditor.Report:
    path = tmp_path_factory.mktemp("large") / "filing.txt"
    path.write_text("".join(map(statement, range(1, TABLES + 1))), encoding="utf-8")
    return auditor.audit(path)


def test_the_page_of_2000_relations_is_small(report: auditor.Report) -> None:
    summary = report.document()["summary"]
    assert (summary["holds"] >= 2_000, len(report.findings)) == (True, 0)
    sheets = marked.sheets(report.audit, marked.states_of(report.audit))
    source = sum(len(sheet.lines or "") + len(escape(sheet.page or "")) for sheet in sheets)
    assert len(report.to_html()) - source < MOST


def test_relations_that_hold_are_counted_and_not_listed(report: auditor.Report) -> None:
    page = report.to_html()
    assert f"{report.document()['summary']['holds']:,}" in page
    assert "<math" not in page
