"""Statement data sets: what becomes of a filing's lines and values."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import jsonschema
import pytest

from auditor.model.audit import Audit
from auditor.model.figure import Figure
from auditor.read.failure import ReadFailure
from auditor.release import is_release
from auditor.release.statement_sets import audits
from auditor.report.report import Report
from auditor.report.schema import schema
from tests.releases import (
    NEW_HEADS,
    NOW,
    OLD_HEADS,
    QUARTER,
    THEN,
    Filing,
    Line,
    Statement,
    balance_sheet,
    cash_flow,
    income_statement,
    thousands,
    written,
    zipped,
)

SHARED = Path(__file__).resolve().parents[3] / "shared" / "corpus" / "statement-data-sets"
SOUND = Filing("0000000001-10-000001", (income_statement(), balance_sheet(), cash_flow()))


def audited(tmp_path: Path, *filings: Filing, heads: dict[str, str] = OLD_HEADS) -> list[Audit]:
    return list(audits(written(tmp_path / "set", filings, heads)))


def grid(audit: Audit, table: int) -> list[tuple[str, list[str | None]]]:
    """Labels and texts as the table shows them."""
    shown = audit.extraction.tables[table]
    texts = [[None if i is None else audit.extraction.figures[i].text for i in cells] for cells in shown.grid]
    return list(zip([row.label for row in shown.rows], texts, strict=True))


def figure(audit: Audit, label: str) -> Figure:
    return next(figure for figure in audit.extraction.figures if figure.label == label)


def test_a_sound_filing_has_nothing_to_report_and_much_that_holds(tmp_path: Path) -> None:
    (audit,) = audited(tmp_path, SOUND)
    assert audit.failure is None and audit.findings == ()
    held = {(i.check, i.status) for i in audit.identities if i.standing == "confirmed"}
    assert {("FT101", "holds"), ("BS101", "holds"), ("CF101", "holds"), ("IS101", "holds")} <= held


def test_a_document_says_whose_filing_it_is(tmp_path: Path) -> None:
    (audit,) = audited(tmp_path, SOUND)
    told = Report(audit).document()["documents"][0]
    assert told["path"] == f"{tmp_path / 'set'}#0000000001-10-000001"
    assert (told["company"], told["form"], told["period"]) == ("ACME CORP", "10-Q", "2010-03-31")


def test_the_report_document_is_valid(tmp_path: Path) -> None:
    wrong = dataclasses.replace(SOUND, adsh="0000000001-10-000002", statements=(balance_sheet(inventories=331),))
    for audit in audited(tmp_path, SOUND, wrong):
        jsonschema.validate(Report(audit).document(), schema())


def test_a_misprint_is_found_and_corrected(tmp_path: Path) -> None:
    (audit,) = audited(tmp_path, Filing("1", (balance_sheet(inventories=331), income_statement(), cash_flow())))
    (finding,) = audit.findings
    assert finding.severity in ("error", "warning")
    assert audit.extraction.figures[finding.suspects[0].figure].label == "Inventories"
    assert finding.suspects[0].suggested_value == 311_000


def test_lines_are_shown_in_order_with_negated_signs_turned(tmp_path: Path) -> None:
    (audit,) = audited(tmp_path, SOUND)
    shown = dict(grid(audit, 1))
    assert list(shown)[:3] == ["Cash", "Receivables", "Inventories"]
    assert shown["Treasury stock"] == ["-252000", "-227000"]


def test_balances_stand_in_the_periods_they_open_and_close(tmp_path: Path) -> None:
    (audit,) = audited(tmp_path, SOUND)
    shown = dict(grid(audit, 2))
    assert shown["Cash at beginning of period"] == ["1106000", "960000"]
    assert shown["Cash at end of period"] == ["1204000", "1061000"]


def test_a_value_is_one_figure_wherever_it_is_shown(tmp_path: Path) -> None:
    (audit,) = audited(tmp_path, SOUND)
    tables = audit.extraction.tables
    cash = dict(zip([r.label for r in tables[2].rows], tables[2].grid, strict=True))
    assert tables[1].grid[0][0] == cash["Cash at end of period"][0]


def test_places_and_units_are_those_of_the_statement(tmp_path: Path) -> None:
    (audit,) = audited(tmp_path, SOUND)
    assert (figure(audit, "Cash").exponent, figure(audit, "Cash").unit) == (3, "USD")
    assert (figure(audit, "Earnings per share").text, figure(audit, "Earnings per share").unit) == ("0.59", "USD/share")


def test_gaps_in_the_numbering_are_headings(tmp_path: Path) -> None:
    (audit,) = audited(tmp_path, SOUND)
    assert [row.label for row in audit.extraction.tables[1].rows if row.headed] == ["Cash", "Payables", "Common stock"]


def test_a_figure_leads_back_to_its_line_of_the_table(tmp_path: Path) -> None:
    (audit,) = audited(tmp_path, SOUND)
    one = figure(audit, "Inventories")
    line = (tmp_path / "set" / "num.txt").read_text(encoding="utf-8").splitlines()[(one.line or 0) - 1]
    assert line.split("\t")[:3] == ["0000000001-10-000001", "InventoryNet", "us-gaap/2009"]
    assert one.anchor == "InventoryNet us-gaap/2009 20100331 0 USD"


def test_periods_of_other_statements_are_no_columns(tmp_path: Path) -> None:
    """Net income of the year, which a note gives, and cash of an older date stand in no column of their own."""
    stray = (
        Line("", "NetIncomeLoss", thousands(999), when=[("20091231", "4")]),
        Line("", "CashAndCashEquivalentsAtCarryingValue", thousands(801), when=[("20071231", "0")]),
    )
    (audit,) = audited(tmp_path, dataclasses.replace(SOUND, loose=stray))
    assert [len(table.columns) for table in audit.extraction.tables] == [2, 2, 2]


def test_segments_are_left_out(tmp_path: Path) -> None:
    stray = Line("", "InventoryNet", thousands(77), when=[NOW], segments="ProductOrService=Ore;")
    filing = dataclasses.replace(SOUND, loose=(stray,))
    (audit,) = audited(tmp_path, filing, heads=NEW_HEADS)
    assert dict(grid(audit, 1))["Inventories"] == ["311000", "298000"]


def test_older_and_newer_layouts_read_alike(tmp_path: Path) -> None:
    (old,) = audited(tmp_path / "old", SOUND)
    (new,) = audited(tmp_path / "new", SOUND, heads=NEW_HEADS)
    assert old.extraction == new.extraction


def test_a_co_registrants_statement_shows_its_own_values(tmp_path: Path) -> None:
    """Both statements name the same lines; those that only the subsidiary has tell whose the second is."""
    lines = balance_sheet().lines
    own = [dataclasses.replace(line, registrant="Sub", values=thousands(1, 2)) for line in lines]
    second = Statement(
        "BS", (NOW, THEN), (*own, Line("Due to parent", "DueToParent", thousands(3, 4), registrant="Sub"))
    )
    (audit,) = audited(tmp_path, Filing("1", (balance_sheet(), second)))
    assert [table.title for table in audit.extraction.tables] == ["Balance sheet", "Balance sheet of registrant Sub"]
    assert dict(grid(audit, 1))["Cash"] == ["1000", "2000"]


def test_lines_in_parentheses_add_to_nothing(tmp_path: Path) -> None:
    sheet = balance_sheet()
    shares = Line(
        "Shares issued", "CommonStockSharesIssued", ["500000.0000", "500000.0000"], "shares", in_parentheses=True
    )
    (audit,) = audited(tmp_path, Filing("1", (dataclasses.replace(sheet, lines=(*sheet.lines, shares)),)))
    assert figure(audit, "Shares issued").table is None
    assert "Shares issued" not in dict(grid(audit, 0))


def test_an_unreadable_value_is_a_figure_without_value(tmp_path: Path) -> None:
    sheet = balance_sheet()
    odd = dataclasses.replace(sheet.lines[2], values=["3ll000", "298000.0000"])
    (audit,) = audited(
        tmp_path, Filing("1", (dataclasses.replace(sheet, lines=(*sheet.lines[:2], odd, *sheet.lines[3:])),))
    )
    one = figure(audit, "Inventories")
    assert (one.mantissa, one.text) == (None, "3ll000")
    assert {finding.verdict for finding in audit.findings} == {"hygiene"}  # what cannot be read accuses nobody
    assert any("3ll000" in remark.message for remark in audit.extraction.diagnostics)


def test_an_empty_value_is_a_blank_cell(tmp_path: Path) -> None:
    sheet = balance_sheet()
    nil = Line("Commitments", "CommitmentsAndContingencies", ["", ""])
    (audit,) = audited(tmp_path, Filing("1", (dataclasses.replace(sheet, lines=(*sheet.lines, nil)),)))
    assert "Commitments" not in dict(grid(audit, 0))


def test_an_opening_balance_without_words_is_the_first_of_two(tmp_path: Path) -> None:
    flow = cash_flow()
    plain = [dataclasses.replace(line, label="Cash") for line in flow.lines[-2:]]
    (audit,) = audited(tmp_path, Filing("1", (dataclasses.replace(flow, lines=(*flow.lines[:-2], *plain)),)))
    assert [texts for label, texts in grid(audit, 0) if label == "Cash"] == [
        ["1106000", "960000"],
        ["1204000", "1061000"],
    ]


def test_filings_come_in_order_however_many_processes(tmp_path: Path) -> None:
    filings = [dataclasses.replace(SOUND, adsh=f"{n:04d}") for n in (3, 1, 2, 5, 4)]
    folder = written(tmp_path / "set", filings)
    alone = list(audits(folder))
    assert [audit.document.path for audit in alone] == [f"{folder}#{n:04d}" for n in (1, 2, 3, 4, 5)]
    assert list(audits(folder, jobs=2)) == alone


def test_a_filing_without_statements_is_reported(tmp_path: Path) -> None:
    (audit,) = audited(tmp_path, Filing("1", ()))
    assert audit.failure is not None and audit.failure.kind == "no-figures"


def test_zip_and_folder_are_known_as_releases(tmp_path: Path) -> None:
    folder = written(tmp_path / "set", [SOUND])
    archive = zipped(folder, tmp_path / "2010q2.zip")
    assert is_release(folder) and is_release(archive)
    (audit,) = audits(archive)
    assert audit.document.path == f"{archive}#0000000001-10-000001"
    assert not is_release(tmp_path) and not is_release(folder / "num.txt") and not is_release(tmp_path / "none.zip")


@pytest.mark.parametrize(
    ("table", "text", "said"),
    [
        ("num", None, "without its table num"),
        ("num", "adsh\ttag\tversion\n", "no column ddate, qtrs, uom, value"),
        ("pre", "", "no column"),
    ],
)
def test_a_broken_release_gets_one_clear_line(tmp_path: Path, table: str, text: str | None, said: str) -> None:
    folder = written(tmp_path / "set", [SOUND])
    path = folder / f"{table}.txt"
    path.unlink() if text is None else path.write_text(text)
    with pytest.raises(ReadFailure, match=said):
        audits(folder)


def test_a_byte_order_mark_and_short_rows_cost_nothing(tmp_path: Path) -> None:
    folder = written(tmp_path / "set", [SOUND])
    num = folder / "num.txt"
    num.write_bytes(b"\xef\xbb\xbf" + num.read_bytes() + b"0000000001-10-000001\tAssets\n\x00\xff\t\n")
    (audit,) = audits(folder)
    assert audit.findings == ()
    assert audit.extraction.tables == next(audits(written(tmp_path / "again", [SOUND]))).extraction.tables


def test_tables_without_rows_are_a_release_of_nothing_to_audit(tmp_path: Path) -> None:
    folder = written(tmp_path / "set", [SOUND])
    num = folder / "num.txt"
    num.write_text(num.read_text(encoding="utf-8").split("\n")[0] + "\n", encoding="utf-8")
    (audit,) = audits(folder)
    assert audit.failure is not None and audit.failure.kind == "no-figures"


def test_what_is_not_there_gets_one_clear_line(tmp_path: Path) -> None:
    with pytest.raises(ReadFailure, match="No such file"):
        audits(tmp_path / "none.zip")


def test_dates_and_quarters_that_are_none_cost_only_their_column(tmp_path: Path) -> None:
    odd = Statement("IS", (QUARTER, ("2010033x", "1")), income_statement().lines)
    (audit,) = audited(tmp_path, Filing("1", (odd,)))
    assert [column.header for column in audit.extraction.tables[0].columns] == ["3 months ended Mar 31, 2010"]


@pytest.mark.skipif(not SHARED.is_dir(), reason="the corpus is not here")
def test_a_published_release_of_the_newer_layout() -> None:
    reports = list(audits(SHARED / "2025q3-20250701.zip"))
    assert len(reports) == 6
    for audit in reports:
        jsonschema.validate(Report(audit).document(), schema())
    # A deficit that its tag tells as equity, and a total of expenses that leaves one of two out: wrong as published.
    messages = [finding.message for audit in reports for finding in audit.findings if finding.severity != "info"]
    assert any("1239231" in message for message in messages)
    assert any("Total operating expenses" in message and "157623" in message for message in messages)
