"""A release in numbers."""

from __future__ import annotations

from pathlib import Path

from auditor.release.statement_sets import audits
from auditor.release.summary import Summary, counting, summary
from tests.releases import Filing, balance_sheet, cash_flow, income_statement, written


def release(tmp_path: Path) -> Path:
    sound = Filing("1", (income_statement(), balance_sheet(), cash_flow()))
    wrong = Filing("2", (income_statement(), balance_sheet(inventories=331), cash_flow()))
    return written(tmp_path / "set", [sound, wrong, Filing("3", ())])


def test_filings_and_findings_are_counted(tmp_path: Path) -> None:
    told = summary(audits(release(tmp_path))).document()
    assert (told["filings"], told["not_audited"], told["statements"]) == (3, 1, 6)
    assert told["errors"] + told["warnings"] == 1
    assert told["identities"] == told["holds"] + told["violated"]
    assert told["violated"] >= 1


def test_relations_are_counted_by_the_statement_they_stand_in(tmp_path: Path) -> None:
    told = summary(audits(release(tmp_path))).document()["by_statement"]
    assert [told[kind]["statements"] for kind in ("BS", "IS", "CF")] == [2, 2, 2]
    assert all(told[kind]["identities"] > 0 for kind in ("BS", "IS", "CF"))
    assert (told["BS"]["violated"] > 0, told["IS"]["violated"], told["CF"]["violated"]) == (True, 0, 0)


def test_counting_hands_on_every_audit(tmp_path: Path) -> None:
    counted = Summary()
    paths = [audit.document.path for audit in counting(audits(release(tmp_path)), counted)]
    assert paths == [f"{tmp_path / 'set'}#{n}" for n in (1, 2, 3)]
    assert counted.filings == 3
