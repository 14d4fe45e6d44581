"""Earnings per share that a statement prints otherwise than two other tables."""

from __future__ import annotations

from pathlib import Path

import pytest

import auditor

CASES = Path(__file__).parents[1] / "fixtures" / "corrections"
RELEASE = (CASES / "inmarsat-2017-q1-as-released.txt").read_text("utf-8")


def told(folder: Path, text: str) -> list[tuple[str, str]]:
    """(printed, suggested) of the first suspect of every finding above info."""
    path = folder / "release.txt"
    path.write_text(text, encoding="utf-8")
    audit = auditor.audit(path).audit
    alarms = [finding for finding in audit.findings if finding.severity != "info"]
    return [(audit.extraction.figures[f.suspects[0].figure].text, f.suspects[0].suggested_text) for f in alarms]


def test_a_statement_against_two_tables_that_agree_is_told(tmp_path: Path) -> None:
    assert told(tmp_path, RELEASE) == [("0.09", "0.12"), ("0.09", "0.11")]


@pytest.mark.parametrize("title", ["PRO FORMA CONSOLIDATED INCOME STATEMENT", "ADJUSTED CONSOLIDATED INCOME STATEMENT"])
def test_a_statement_of_another_measure_may_differ(tmp_path: Path, title: str) -> None:
    assert told(tmp_path, RELEASE.replace("CONDENSED CONSOLIDATED INCOME STATEMENT", title)) == []


def test_a_statement_against_one_other_table_is_passed_over(tmp_path: Path) -> None:
    assert told(tmp_path, RELEASE[: RELEASE.index("NOTE 7.")]) == []


def test_tables_that_disagree_among_themselves_outvote_nobody(tmp_path: Path) -> None:
    note = RELEASE.index("NOTE 7.")
    text = RELEASE[:note] + RELEASE[note:].replace("0.12", "0.15").replace("0.11", "0.14")
    assert told(tmp_path, text) == []
