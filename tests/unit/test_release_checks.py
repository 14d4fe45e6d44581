"""The documented cases of the checks on data releases, written out as long tables and audited."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from auditor.casebook import extraction_of
from auditor.catalogue import Check, load_checks
from auditor.model.audit import Audit
from auditor.release.tables import audits

CHECKS = [check for check in load_checks().values() if check.decided_by == "release"]
COLUMNS = ("entity", "concept", "start", "end", "value", "unit")


def written(section: str, folder: Path) -> list[Path]:
    """The section's tables as long tables, one file each: a row a value."""
    extraction = extraction_of(section)
    paths = []
    for table in extraction.tables:
        path = folder / f"{table.index}.csv"
        with path.open("w", newline="", encoding="utf-8") as stream:
            writer = csv.writer(stream)
            writer.writerow(COLUMNS)
            for row in table.grid:
                for i in row:
                    if i is not None:
                        figure = extraction.figures[i]
                        assert figure.period is not None
                        start = figure.period.start or ""
                        writer.writerow(
                            ("Example Co", figure.label, start, figure.period.end, f"{figure.value:f}", "USD")
                        )
        paths.append(path)
    return paths


def audited(section: str, folder: Path) -> Audit:
    release, *previous = written(section, folder)
    (audit,) = audits(release, against=previous[0] if previous else None)
    assert audit.failure is None
    return audit


def named(check: Check) -> str:
    return check.code


def test_there_are_checks_of_releases() -> None:
    assert [check.code for check in CHECKS] == ["RL101", "RL102", "RL103", "RL104", "RL105"]


@pytest.mark.parametrize("check", CHECKS, ids=named)
def test_failing_case_is_reported_once_at_the_documented_severity(check: Check, tmp_path: Path) -> None:
    found = [(f.check, f.severity) for f in audited(check.fails, tmp_path).findings if f.severity != "info"]
    assert found == [(check.code, check.severity)]


@pytest.mark.parametrize("check", CHECKS, ids=named)
def test_passing_case_has_nothing_above_a_remark(check: Check, tmp_path: Path) -> None:
    assert [f for f in audited(check.passes, tmp_path).findings if f.severity != "info"] == []


@pytest.mark.parametrize("check", CHECKS, ids=named)
def test_silent_case_says_nothing(check: Check, tmp_path: Path) -> None:
    assert audited(check.silent, tmp_path).findings == ()
