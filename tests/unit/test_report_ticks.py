"""Tick marks beside figures, and the picture of how closely relations hold."""

from __future__ import annotations

from pathlib import Path

import pytest

import auditor
from auditor.model.audit import Audit
from auditor.report.residuals import BINS, bars
from auditor.report.ticks import LEGEND, ticks
from tests.unit.test_sentences_hostile import STATEMENT

TOLD = STATEMENT + "Net sales were $26.4 million in 2003, compared to $23.1 million in 2002.\n"


@pytest.fixture(scope="module")
def audit(tmp_path_factory: pytest.TempPathFactory) -> Audit:
    path = tmp_path_factory.mktemp("ticks") / "filing.txt"
    path.write_text(TOLD, encoding="utf-8")
    return auditor.audit(path).audit


def marks(audit: Audit) -> dict[str, str]:
    return {audit.extraction.figures[at].text: found for at, found in ticks(audit).items()}


def test_a_total_is_footed_and_its_parts_are_not(audit: Audit) -> None:
    found = marks(audit)
    assert "F" in found["6,955"] and "F" not in found.get("19,486", "")


def test_an_amount_that_a_sentence_tells_is_agreed_to_it(audit: Audit) -> None:
    assert "S" in marks(audit)["26,441"]


def test_marks_stand_in_the_order_of_the_legend(audit: Audit) -> None:
    order = "".join(LEGEND)
    assert all(
        [order.index(one) for one in found] == sorted(order.index(one) for one in found)
        for found in marks(audit).values()
    )


def test_what_fails_is_not_ticked(tmp_path: Path) -> None:
    path = tmp_path / "filing.txt"
    path.write_text(TOLD.replace("6,955 ", "6,595 "), encoding="utf-8")
    assert "6,595" not in marks(auditor.audit(path).audit)


def test_relations_that_hold_to_the_digit_stand_in_the_middle(audit: Audit) -> None:
    (middle,) = [bar for bar in bars(audit) if bar.at == 0.5]
    assert middle.held > 0


def test_a_failure_stands_outside_of_what_rounding_allows(tmp_path: Path) -> None:
    path = tmp_path / "filing.txt"
    path.write_text(TOLD.replace("6,955 ", "6,595 "), encoding="utf-8")
    failed = [bar for bar in bars(auditor.audit(path).audit) if bar.failed]
    assert failed and all(abs(bar.at - 0.5) > (BINS // 3) / BINS for bar in failed)
