"""A page of inline XBRL from end to end: as it should be, and with one thing wrong at a time."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import auditor

PAGE = Path(__file__).resolve().parents[1] / "fixtures" / "inline" / "income-and-cash-flow.htm"
Audited = Callable[..., dict[str, Any]]


@pytest.fixture
def audited(tmp_path: Path) -> Audited:
    """The report on the page with some words replaced, each found exactly once from ``behind`` on."""

    def audit(old: str = "", new: str = "", behind: str = "") -> dict[str, Any]:
        text = PAGE.read_text(encoding="utf-8")
        at = text.index(behind) if behind else 0
        if old:
            assert old in text[at:]
            text = text[:at] + text[at:].replace(old, new, 1)
        copy = tmp_path / "page.htm"
        copy.write_text(text, encoding="utf-8")
        report: dict[str, Any] = auditor.audit(copy).document()
        return report

    return audit


def reported(report: dict[str, Any]) -> list[tuple[str, str]]:
    return [(f["severity"], f["check"]) for f in report["findings"] if f["severity"] != "info"]


def suspect(report: dict[str, Any]) -> tuple[str, str, str]:
    """The first suspect of the first finding: its text, what was meant, and the slip."""
    first = report["findings"][0]["suspects"][0]
    figure = next(f for f in report["figures"] if f["id"] == first["figure"])
    return figure["text"], first["suggested_text"], first["typo"]


def test_the_page_is_read_as_inline_xbrl(audited: Audited) -> None:
    assert audited()["documents"][0]["media"] == "inline-xbrl"


def test_nothing_is_found_on_the_sound_page(audited: Audited) -> None:
    assert reported(audited()) == []


def test_figures_tagged_as_one_fact_are_tied(audited: Audited) -> None:
    tied = [i["status"] for i in audited()["identities"] if "both are tagged ex:NetIncomeLoss" in i["evidence"]]
    assert tied == ["holds"] * 3


def test_a_misprint_of_one_copy_is_one_finding_that_mends_it(audited: Audited) -> None:
    report = audited(">11,739<", ">11,793<", behind="Statements of Cash Flows")
    assert len(reported(report)) == 1
    assert suspect(report) == ("11,793", "11,739", "transposition")


def test_brackets_lost_on_the_page_are_found_and_put_back(audited: Audited) -> None:
    cells = re.search(
        r"<td>\(</td>(<td><ix:nonFraction name=\"ex:WorkingCapital\".*?</td>)<td>\)</td>", PAGE.read_text()
    )
    assert cells is not None
    report = audited(cells[0], f"<td></td>{cells[1]}<td></td>")
    assert len(reported(report)) == 1
    assert suspect(report) == ("2,057", "(2,057)", "sign")


def test_a_scale_wrong_in_one_tag_is_an_error(audited: Audited) -> None:
    report = audited(
        'contextRef="y23" unitRef="usd" decimals="-3" scale="3"',
        'contextRef="y23" unitRef="usd" decimals="-3" scale="6"',
    )
    assert reported(report) == [("error", "IX101")]
    assert "1,000 times more" in report["findings"][0]["message"]


def test_a_sign_missing_in_one_tag_is_found(audited: Audited) -> None:
    report = audited(' sign="-">1,204<', ">1,204<")
    assert ("IX102") in {check for _, check in reported(report)}


def test_words_that_the_format_does_not_allow_are_found(audited: Audited) -> None:
    report = audited(">12,640<", ">(12,640)<")
    assert "encloses '(12,640)'" in " ".join(i["reason"] or "" for i in report["identities"])


def test_a_fact_out_of_sight_that_differs_is_found(audited: Audited) -> None:
    report = audited(">13774000<", ">13747000<")
    assert reported(report) == [("warning", "IX101")]


def test_periods_and_scale_come_from_the_page_not_from_its_tags(audited: Audited) -> None:
    report = audited("2023-12-31", "2019-12-31")
    figure = next(f for f in report["figures"] if f["text"] == "126,441")
    assert (figure["period"]["end"], figure["value"]) == ("2023-12-31", "126441000")
