"""The benchmark of reading: what it makes of examples, and how it sums up."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "benchmarks"))

import reading  # noqa: E402
import side_by_side  # noqa: E402

from auditor.pipeline import audit_file  # noqa: E402


def page(size: int, ours: list[float], lxml: list[float], theirs: list[float] | None = None) -> side_by_side.Page:
    return side_by_side.Page("folder/page.htm", size, ours=ours, lxml=lxml, theirs=theirs or [])


def values(path: str) -> list[str]:
    return sorted(str(figure.value) for figure in audit_file(path).extraction.figures)


def test_example_in_another_format_holds_the_same_figures(tmp_path: Path) -> None:
    pytest.importorskip("pyarrow")
    made = reading.lacking({"csv", "xlsx"}, tmp_path)
    assert sorted(Path(path).suffix for path in made) == [".parquet", ".tsv"]
    original = values(str(reading.EXAMPLES / "production.csv"))
    assert len(original) == 8
    assert [values(path) for path in made] == [original, original]


def test_page_takes_as_many_times_as_its_best_round_does() -> None:
    assert page(1000, ours=[8.0, 6.0], lxml=[1.5, 1.0]).times == 6.0


def test_pages_over_the_target_are_named_slowest_first() -> None:
    pages = [page(1000, [13.0], [1.0]), page(2000, [5.0], [1.0]), page(3000, [20.0], [1.0])]
    assert [one["bytes"] for one in side_by_side.beside_lxml(pages)["over"]] == [3000, 1000]


def test_pages_are_parted_by_size() -> None:
    pages = [page(99_999, [1.0], [1.0]), page(100_000, [1.0], [1.0]), page(5_000_000, [1.0], [1.0])]
    bands = side_by_side.beside_lxml(pages)["by_size"]
    assert {size: band["pages"] for size, band in bands.items()} == {"0-100000": 1, "100000-300000": 1, "1000000-": 1}


def test_nothing_is_said_of_edgartools_where_it_parsed_nothing() -> None:
    assert side_by_side.beside_edgartools([page(1000, [1.0], [1.0])]) is None


def test_refused_file_counts_as_a_file_and_not_as_audited(tmp_path: Path) -> None:
    path = tmp_path / "cover.txt"
    path.write_text("There are no figures in this letter.\n", encoding="utf-8")
    readings, _ = reading.census([str(path)], 2, None)
    row = reading.row(readings)
    assert (row["files"], row["audited"], row["no-figures"]) == (1, 0, 1)


def test_rate_is_of_the_files_that_were_audited(tmp_path: Path) -> None:
    path = tmp_path / "cover.txt"
    path.write_text("There are no figures in this letter.\n", encoding="utf-8")
    readings, _ = reading.census([str(path)], 2, None)
    assert reading.row(readings)["whole_a_megabyte"] is None


def test_memory_is_that_of_the_command_in_a_process_of_its_own() -> None:
    (row,) = side_by_side.memory([str(reading.EXAMPLES / "production.csv")])
    assert row["file"] == "examples/production.csv"
    assert 5 < row["megabytes"] < row["allowed"]
