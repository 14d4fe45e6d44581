"""A release against the one before it: what is gone, added, restated, or was mistyped on the way."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from pathlib import Path

import pytest

from auditor.model.audit import Audit
from auditor.release.tables import audits

HEADER = ("entity", "concept", "period", "value", "unit")
LINE = "Widget costs"  # of no concept, so that no sum speaks of it
VALUES = [1_210, 1_384, 1_127, 1_655]


def write(path: Path, rows: Iterable[Sequence[object]]) -> Path:
    with path.open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream).writerows([HEADER, *rows])
    return path


def series(values: Sequence[object], entity: str = "Co", concept: str = LINE) -> list[list[object]]:
    return [[entity, concept, f"FY{2020 + n}", value, "USD"] for n, value in enumerate(values)]


def against(now: list[list[object]], before: list[list[object]], folder: Path, every: bool = False) -> list[Audit]:
    return list(audits(write(folder / "now.csv", now), against=write(folder / "before.csv", before), every=every))


def one(made: list[Audit]) -> tuple[Audit, str, str, str]:
    """The only audit, its only finding's check, severity and message."""
    (audit,) = made
    assert audit.failure is None
    (finding,) = audit.findings
    return audit, finding.check, finding.severity, finding.message


def test_the_same_release_again_says_nothing(tmp_path: Path) -> None:
    assert against(series(VALUES), series(VALUES), tmp_path) == []


def test_a_new_period_is_no_finding(tmp_path: Path) -> None:
    (audit,) = against(series([*VALUES, 1_500]), series(VALUES), tmp_path, every=True)
    assert audit.findings == ()


def test_a_coarser_value_of_the_same_amount_is_no_change(tmp_path: Path) -> None:
    before = [["Co", LINE, "FY2020", "1210.4", "USD"]]
    (audit,) = against([["Co", LINE, "FY2020", "1210", "USD"]], before, tmp_path, every=True)
    assert audit.findings == ()


@pytest.mark.parametrize(
    ("value", "typo", "words"),
    [
        (12_100, "scale", "10 times as large"),
        (-1_210, "sign", "its sign turned"),
        (1_127, "stale", "now the amount of year to 2022-12-31"),
    ],
)
def test_a_slip_that_no_sum_bears_out_is_a_warning_with_the_old_value(
    value: int, typo: str, words: str, tmp_path: Path
) -> None:
    audit, check, severity, message = one(against(series([value, *VALUES[1:]]), series(VALUES), tmp_path))
    assert (check, severity) == ("RL105", "warning")
    assert words in message and "the previous release gave 1210" in message
    suspect = audit.findings[0].suspects[0]
    assert (suspect.suggested_text, suspect.typo) == ("1210", typo)
    assert audit.extraction.figures[suspect.figure].cell == (1, 3)


def test_another_change_is_a_remark(tmp_path: Path) -> None:
    _, check, severity, message = one(against(series([1_300, *VALUES[1:]]), series(VALUES), tmp_path))
    assert (check, severity) == ("RL105", "info")
    assert message == (
        "1 value of year to 2020-12-31 changed since the previous release (no sum speaks of them): "
        "Widget costs from 1210 to 1300."
    )


def test_a_value_that_is_gone_is_a_warning(tmp_path: Path) -> None:
    audit, check, severity, message = one(against(series(VALUES[:3]), series(VALUES), tmp_path))
    assert (check, severity) == ("RL105", "warning")
    assert "that the previous release gave are gone: Widget costs (1655)" in message
    (gone,) = audit.findings[0].figures
    assert audit.documents[audit.extraction.figures[gone].document].path.endswith("before.csv#Co")


def test_an_entity_that_is_gone_has_an_audit_of_its_own(tmp_path: Path) -> None:
    made = against(series(VALUES), series(VALUES) + series(VALUES[:1], "Lost Co"), tmp_path)
    audit, check, severity, _ = one(made)
    assert audit.document.company == "Lost Co"
    assert (check, severity) == ("RL105", "warning")


def test_a_value_added_to_a_known_period_is_a_remark(tmp_path: Path) -> None:
    now = [*series(VALUES), ["Co", "Other costs", "FY2021", 7, "USD"]]
    _, check, severity, message = one(against(now, series(VALUES), tmp_path))
    assert (check, severity) == ("RL105", "info")
    assert "that the previous release lacked were added: Other costs (7)" in message


def test_order_of_rows_in_either_release_does_not_matter(tmp_path: Path) -> None:
    now, before = series([12_100, *VALUES[1:]]), series(VALUES)
    first = one(against(now, before, tmp_path))[1:]
    assert one(against(now[::-1], before[::-1], tmp_path))[1:3] == first[:2]
