"""A batch compares the filings of each company, and its report lines stay as they are without."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from auditor.batch.companies import groups
from auditor.cli import main
from tests.consecutive import ASSETS, may, november


@pytest.fixture
def library(tmp_path: Path) -> Path:
    """Two folders: of one company two filings, the later with a mistyped comparative; of another, one."""
    folder = tmp_path / "filings"
    for name, text in {
        "alderbrook/2-november.txt": november({**ASSETS, "Inventories": 14_785}),
        "alderbrook/9-may.txt": may(),
        "brannock/may.txt": may().replace("ALDERBROOK", "BRANNOCK"),
    }.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder


def batch(folder: Path, *options: str) -> Result:
    return CliRunner().invoke(main, ["batch", str(folder), "--jobs", "1", *options])


def lines(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def test_one_line_a_company_with_two_filings(library: Path, tmp_path: Path) -> None:
    batch(library, "--comparisons", str(tmp_path / "c.jsonl"))
    (line,) = lines(tmp_path / "c.jsonl")
    assert Path(line["folder"]).name == "alderbrook"
    assert [Path(source["path"]).name for source in line["documents"]] == ["9-may.txt", "2-november.txt"]
    assert line["summary"]["warnings"] == 1


def test_report_lines_are_the_same_with_and_without(library: Path, tmp_path: Path) -> None:
    with_comparisons = batch(library, "--comparisons", str(tmp_path / "c.jsonl")).stdout
    assert with_comparisons == batch(library).stdout
    assert len(with_comparisons.splitlines()) == 3


def test_comparisons_stand_beside_the_output_by_default(library: Path, tmp_path: Path) -> None:
    batch(library, "--compare", "--output", str(tmp_path / "out" / "reports.jsonl"))
    assert len(lines(tmp_path / "out" / "comparisons.jsonl")) == 1


def test_comparisons_need_a_place(library: Path) -> None:
    result = batch(library, "--compare")
    assert result.exit_code == 2
    assert "--comparisons FILE" in result.stderr


def test_reports_and_comparisons_cannot_share_a_file(library: Path, tmp_path: Path) -> None:
    place = str(tmp_path / "both.jsonl")
    assert batch(library, "--output", place, "--comparisons", place).exit_code == 2


def test_comparisons_of_an_earlier_run_are_no_filing(library: Path) -> None:
    place = library / "alderbrook" / "comparisons.jsonl"
    batch(library, "--comparisons", str(place))
    assert len(batch(library, "--comparisons", str(place)).stdout.splitlines()) == 3


def test_a_warning_of_a_comparison_counts_for_the_status(tmp_path: Path) -> None:
    folder = tmp_path / "filings"
    folder.mkdir()
    for name, text in {"may": may(), "november": november()}.items():
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
    assert batch(folder, "--comparisons", str(tmp_path / "c"), "--fail-on", "warning").exit_code == 0
    (folder / "november.txt").write_text(november({**ASSETS, "Inventories": 14_785}), encoding="utf-8")
    assert batch(folder, "--comparisons", str(tmp_path / "c"), "--fail-on", "warning").exit_code == 1


@pytest.mark.parametrize(
    ("filings", "expected"),
    [
        ([("f/a", "Apple Inc."), ("f/b", "APPLE INC"), ("g/a", "Apple Inc.")], [("f", ["f/a", "f/b"])]),
        ([("f/a", "Apple Inc."), ("f/b", "Adobe"), ("f/c", "Apple Inc")], [("f", ["f/a", "f/c"])]),
        ([("f/a", "Apple Inc."), ("f/b", None)], [("f", ["f/a", "f/b"])]),
        ([("f/a", None), ("f/b", None)], [("f", ["f/a", "f/b"])]),
        ([("f/a", "Apple Inc."), ("f/b", "Adobe"), ("f/c", None)], []),
    ],
    ids=["one name written twice", "two companies", "one names none", "none named", "nameless among several"],
)
def test_filings_of_one_folder_and_company_go_together(
    filings: list[tuple[str, str | None]], expected: list[tuple[str, list[str]]]
) -> None:
    assert groups(filings) == expected
