"""The report for a terminal."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from auditor.model.audit import Audit, Extraction, Failure
from auditor.report.console import console


def test_findings_come_before_tables_and_the_verdict_comes_last(transposed: Audit) -> None:
    text = console(transposed, width=100)
    assert text.index("FT101") < text.index("Consolidated Balance Sheets") < text.index("Verdict")


def test_the_suspect_is_marked_with_its_line_and_the_suggestion(transposed: Audit) -> None:
    text = console(transposed, width=100)
    assert ">  line 535  152,321  Total current assets" in text
    assert "Probably meant 152,231 for 152,321: two neighbouring digits changed places (transposition)" in text


def test_a_table_is_one_line(transposed: Audit) -> None:
    line = next(line for line in console(transposed, width=100).splitlines() if line.startswith("Consolidated"))
    assert line.split()[-4:] == ["7×2", "2/2", "100", "%"]


@pytest.mark.parametrize("width", [40, 60, 80, 200])
def test_no_line_is_wider_than_the_terminal(transposed: Audit, width: int) -> None:
    lines = console(transposed, width=width).splitlines()
    assert max(len(line) for line in lines[1:]) <= width  # the first line is the path, which is never broken


def test_piped_text_has_no_escape_sequences(transposed: Audit) -> None:
    assert "\x1b" not in console(transposed)


def test_a_terminal_gets_styles(transposed: Audit, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setenv("TERM", "xterm-256color")
    assert "\x1b[" in console(transposed, terminal=True)


@pytest.mark.parametrize("hostile", ["[bold red]x[/]", "[/nonsense]", ":warning:", "\x1b[2J\x1b[31m", "\u202e123"])
def test_a_hostile_label_is_shown_not_obeyed(audit_of: Callable[..., Audit], hostile: str) -> None:
    text = console(audit_of(label=hostile, message=hostile, path=hostile, company=hostile), width=120)
    assert "\x1b" not in text
    assert "\u202e" not in text
    assert hostile.replace("\x1b", "\ufffd").replace("\u202e", "\ufffd") in text


def test_a_failure_is_one_sentence(transposed: Audit) -> None:
    failed = replace(transposed, extraction=Extraction((), ()), findings=(), failure=Failure("limit", "too large"))
    assert "Not audited: too large" in console(failed)
