"""Where results go, and what happens where they cannot."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from auditor.batch import output as results
from auditor.batch.executor import Docket, Filing, audit_all
from auditor.batch.local import Crew
from auditor.batch.outcome import Outcome
from auditor.cli import main
from auditor.cli.progress import Pace

ROOT = Path(__file__).resolve().parents[2]
linux = pytest.mark.skipif(sys.platform != "linux", reason="limits and devices as Linux has them")

# A batch whose files may not grow beyond so many bytes: what a full disk is to it.
CONFINED = """
import resource, sys
from auditor.cli import main
most = int(sys.argv[1])
resource.setrlimit(resource.RLIMIT_FSIZE, (most, most))
main(sys.argv[2:])
"""


@pytest.fixture
def folder(tmp_path: Path, release_text: str) -> Path:
    place = tmp_path / "filings"
    place.mkdir()
    for name in ("a", "b", "c", "d"):
        (place / f"{name}.txt").write_text(release_text, encoding="utf-8")
    (place / "e.txt").touch()
    return place


def run(*words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, *words], cwd=ROOT, capture_output=True, text=True, check=False)


@linux
def test_a_full_disk_is_one_line_and_leaves_whole_lines(folder: Path, tmp_path: Path) -> None:
    whole, short = tmp_path / "whole.jsonl", tmp_path / "short.jsonl"
    CliRunner().invoke(main, ["batch", str(folder), "-o", str(whole)])
    lines = whole.read_bytes().splitlines(keepends=True)
    most = len(lines[0]) + len(lines[1]) + 10
    ended = run("-c", CONFINED, str(most), "batch", str(folder), "-o", str(short))
    assert (ended.returncode, ended.stderr.count("\n")) == (2, 1)
    assert "cannot write" in ended.stderr and "2 of 5 filings are done" in ended.stderr
    assert short.read_bytes() == b"".join(lines[:2])


@linux
def test_a_device_that_takes_nothing_is_one_line(folder: Path) -> None:
    ended = run("-m", "auditor", "batch", str(folder), "-o", "/dev/full")
    assert (ended.returncode, ended.stderr) == (2, "auditor: cannot write /dev/full: No space left on device\n")


@linux
def test_a_pipe_that_is_closed_is_one_line(folder: Path) -> None:
    command = f"{sys.executable} -m auditor batch {folder} --jobs 1 | head -c 1; exit ${{PIPESTATUS[0]}}"
    ended = subprocess.run(["bash", "-c", command], cwd=ROOT, capture_output=True, text=True, check=False)
    assert (ended.returncode, ended.stderr) == (2, "auditor: cannot write to standard output: Broken pipe\n")


def test_an_output_that_cannot_be_made_is_one_line(folder: Path, tmp_path: Path) -> None:
    ended = CliRunner().invoke(main, ["batch", str(folder), "-o", str(folder / "a.txt" / "out.jsonl")])
    assert (ended.exit_code, ended.stderr.count("\n")) == (2, 1)


def test_a_line_that_an_interrupt_cut_is_written_over(tmp_path: Path) -> None:
    place = tmp_path / "out.jsonl"
    sink = results.JsonLines(place)
    sink.write(Outcome("a", "first", 0, 0, None))
    with place.open("ab") as stream:
        stream.write(b"a cut line, and a long one")
    sink.write(Outcome("b", "second", 0, 0, None))
    sink.close()
    assert place.read_text(encoding="ascii") == "first\nsecond\n"


def test_parquet_has_a_row_a_filing_with_its_report(folder: Path, tmp_path: Path) -> None:
    parquet = pytest.importorskip("pyarrow.parquet")
    CliRunner().invoke(main, ["batch", str(folder), "-o", str(tmp_path / "out.parquet")])
    CliRunner().invoke(main, ["batch", str(folder), "-o", str(tmp_path / "out.jsonl")])
    rows = parquet.read_table(tmp_path / "out.parquet").to_pylist()
    lines = (tmp_path / "out.jsonl").read_text(encoding="ascii").splitlines()
    assert [row["report"] for row in rows] == lines
    reports = [json.loads(line) for line in lines]
    assert [row["sha256"] for row in rows] == [report["documents"][0]["sha256"] for report in reports]
    assert [row["locatable"] for row in rows] == [report["coverage"]["locatable"] for report in reports]
    assert [row["company"] for row in rows] == [report["documents"][0]["company"] for report in reports]
    assert [row["failure_kind"] for row in rows] == [None, None, None, None, "unreadable"]


def test_parquet_is_written_in_groups_as_results_arrive(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    parquet = pytest.importorskip("pyarrow.parquet")
    monkeypatch.setattr(results, "ROWS", 3)
    sink = results.ParquetRows(tmp_path / "out.parquet")
    for number in range(7):
        sink.write(Outcome(f"p{number}\udcff", "{}", 0, 0, None))
    sink.close()
    assert parquet.ParquetFile(tmp_path / "out.parquet").num_row_groups == 3


def test_parquet_without_its_library_says_what_to_install(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    ended = CliRunner().invoke(main, ["batch", str(folder), "-o", str(tmp_path / "out.parquet")])
    assert (ended.exit_code, "pip install 'auditor[parquet]'" in ended.stderr) == (2, True)


def test_rates_and_time_left_follow_the_bytes_done() -> None:
    seconds = iter([0.0, 10.0])
    pace = Pace(4, 8_000_000, lambda: next(seconds))
    pace.add(1_000_000)
    pace.add(1_000_000)
    assert pace.words() == "0.2 filings/s, 0.20 MB/s, 0:00:30 left"


def test_no_rate_is_told_before_there_is_one() -> None:
    assert Pace(4, 8_000_000, lambda: 0.0).words() == ""


def test_without_a_terminal_no_progress_is_shown(folder: Path) -> None:
    assert run("-m", "auditor", "batch", str(folder)).stderr == "4 of 5 filings audited: 0 errors, 0 warnings\n"


@linux
def test_an_interrupt_is_no_concern_of_the_processes(folder: Path) -> None:
    import os
    import signal

    crew = Crew(1)
    try:
        os.kill(crew._places[0].child._process.pid, signal.SIGINT)  # type: ignore[attr-defined]
        (outcome,) = audit_all(Docket([Filing(str(folder / "a.txt"))]), crew)
    finally:
        crew.close()
    assert outcome.failure is None
