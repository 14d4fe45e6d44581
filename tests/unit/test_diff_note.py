"""The explanatory note of an amendment against what changed."""

from __future__ import annotations

from pathlib import Path

import pytest

from auditor.amend import Difference, difference
from auditor.amend.model import Note
from auditor.pipeline import audit_file

AMENDMENTS = Path(__file__).resolve().parents[1] / "fixtures" / "amendments"


@pytest.fixture(scope="module")
def found() -> Difference:
    original, amended = (AMENDMENTS / f"royalty-receivable-{form}.txt" for form in ("10-q", "10-q-a"))
    return difference(audit_file(original), audit_file(amended))


@pytest.fixture(scope="module")
def note(found: Difference) -> Note:
    assert found.note is not None
    return found.note


def test_a_line_that_the_note_names_is_told(found: Difference, note: Note) -> None:
    assert "Trade and royalty receivables" in {found.changes[at].label for at in note.told}


def test_a_difference_that_the_note_names_tells_of_all_that_it_runs_through(found: Difference, note: Note) -> None:
    assert {"Total current assets", "Total assets"} <= {found.changes[at].label for at in note.told}


def test_a_change_that_the_note_does_not_mention_is_listed(found: Difference, note: Note) -> None:
    untold = [found.changes[at] for at in note.untold]
    assert [change.label for change in untold if change.label] == ["Current liabilities"]
    assert [change.amended.text for change in untold if change.sentence and change.amended] == ["1.2 million"]


def test_a_line_that_the_note_names_and_that_did_not_change_is_listed(note: Note) -> None:
    assert note.unchanged == ("Property and equipment, net",)


def test_an_amount_that_stands_nowhere_is_listed(note: Note) -> None:
    assert note.unknown == ("$48,717",)


def test_the_note_itself_is_no_difference(found: Difference) -> None:
    assert not any("restates" in passage.text for passage in found.added)


def test_without_a_note_nothing_is_said_of_one() -> None:
    original = audit_file(AMENDMENTS / "royalty-receivable-10-q.txt")
    assert difference(original, original).note is None
