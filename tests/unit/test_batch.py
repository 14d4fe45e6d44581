"""A batch audits every filing, whatever happens to its neighbours, within what one may take."""

from __future__ import annotations

import json
import os
import signal
import sys
import time
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from auditor.batch.executor import Docket, Filing, Limits, audit_all
from auditor.batch.filings import filings, gathered
from auditor.batch.local import Crew
from auditor.batch.outcome import Outcome
from auditor.cli import main

forking = pytest.mark.skipif(sys.platform != "linux", reason="only forked workers inherit a staged audit")


def batch(directory: Path, *options: str) -> Result:
    return CliRunner().invoke(main, ["batch", str(directory), *options])


def lines_of(result: Result) -> list[dict[str, Any]]:
    return [json.loads(line) for line in result.stdout.splitlines()]


@pytest.fixture
def folder(tmp_path: Path, release_text: str) -> Path:
    """Six releases, one of them with a transposed total, one empty file."""
    place = tmp_path / "filings"
    (place / "2003").mkdir(parents=True)
    for name in ("a.txt", "c.txt", "2003/q1.txt", "2003/q2.txt", "e.txt"):
        (place / name).write_text(release_text, encoding="utf-8")
    (place / "d.txt").write_text(release_text.replace("152,231", "152,321"), encoding="utf-8")
    (place / "b.txt").touch()
    return place


def stage(monkeypatch: pytest.MonkeyPatch, trouble: str, act: Any) -> None:
    """Replaces the audit of files whose name begins with ``trouble``; forked workers inherit the replacement."""

    def staged(path: str, brief: object = None) -> Outcome:
        if Path(path).name.startswith(trouble):
            act()
        return Outcome(path, path, 0, 0, None)

    monkeypatch.setattr("auditor.batch.child.audited", staged)


def crew_audits(paths: list[str], jobs: int = 2, limits: Limits = Limits()) -> list[Outcome]:  # noqa: B008
    crew = Crew(jobs, limits=limits)
    try:
        return list(audit_all(Docket([Filing(path) for path in paths]), crew))
    finally:
        crew.close()


@pytest.mark.parametrize("jobs", ["1", "3"])
def test_one_line_a_filing_in_path_order(folder: Path, jobs: str) -> None:
    paths = [line["documents"][0]["path"] for line in lines_of(batch(folder, "--jobs", jobs))]
    names = [os.path.relpath(path, folder) for path in paths]
    assert names == ["2003/q1.txt", "2003/q2.txt", "a.txt", "b.txt", "c.txt", "d.txt", "e.txt"]


def test_processes_and_one_process_report_the_same(folder: Path) -> None:
    assert batch(folder, "--jobs", "3").stdout == batch(folder, "--jobs", "1").stdout


def test_a_batch_line_is_the_single_report(folder: Path) -> None:
    single = CliRunner().invoke(main, ["audit", str(folder / "d.txt"), "--format", "json"]).stdout
    assert single in batch(folder, "--jobs", "2").stdout


def test_an_unreadable_neighbour_has_a_line_of_its_own(folder: Path) -> None:
    failures = [line["failure"] is None for line in lines_of(batch(folder))]
    assert failures.count(False) == 1


def test_findings_exit_1(folder: Path) -> None:
    assert batch(folder).exit_code == 1


def test_no_findings_exit_0_beside_an_unreadable_file(folder: Path) -> None:
    (folder / "d.txt").unlink()
    assert batch(folder).exit_code == 0


def test_nothing_audited_exits_2(tmp_path: Path) -> None:
    (tmp_path / "empty.txt").touch()
    assert batch(tmp_path).exit_code == 2


@pytest.mark.parametrize("what", ["empty", "file", "absent"])
def test_what_is_no_directory_of_files_is_one_line(tmp_path: Path, what: str) -> None:
    place = tmp_path / what
    if what == "empty":
        place.mkdir()
    elif what == "file":
        place.touch()
    result = batch(place)
    assert (result.exit_code, result.stderr.count("\n")) == (2, 1)


def test_the_output_file_is_not_audited(folder: Path) -> None:
    output = folder / "reports.jsonl"
    for _ in range(2):
        batch(folder, "--output", str(output))
    assert len(output.read_text(encoding="utf-8").splitlines()) == 7


def test_hidden_files_and_link_loops_are_left_out(folder: Path) -> None:
    (folder / ".hidden").touch()
    (folder / "2003" / "loop").symlink_to(folder)
    assert len(filings(str(folder))) == 7


@forking
def test_a_process_that_dies_loses_only_its_own_filing(monkeypatch: pytest.MonkeyPatch) -> None:
    stage(monkeypatch, "bad", lambda: os.kill(os.getpid(), signal.SIGKILL))
    outcomes = crew_audits(["a", "bad1", "b", "c", "bad2", "d"])
    assert [outcome.failure for outcome in outcomes] == [None, "internal", None, None, "internal", None]


@forking
def test_a_filing_whose_process_died_once_is_audited_by_another(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    def die_once() -> None:
        if not (tmp_path / "died").exists():
            (tmp_path / "died").touch()
            os.kill(os.getpid(), signal.SIGKILL)

    stage(monkeypatch, "bad", die_once)
    assert [outcome.failure for outcome in crew_audits(["a", "bad", "b"])] == [None, None, None]


@forking
def test_a_dead_process_is_said_to_be_dead(monkeypatch: pytest.MonkeyPatch) -> None:
    stage(monkeypatch, "bad", lambda: os._exit(7))
    lost = crew_audits(["a", "bad"])[1]
    assert "ended with status 7, 2 times" in json.loads(lost.line)["failure"]["message"]


@forking
@pytest.mark.parametrize("jobs", [1, 2])
def test_a_filing_that_takes_too_long_is_given_up(monkeypatch: pytest.MonkeyPatch, jobs: int) -> None:
    stage(monkeypatch, "slow", lambda: time.sleep(60))
    outcomes = crew_audits(["a", "slow", "b", "c"], jobs, Limits(0.5))
    assert [outcome.failure for outcome in outcomes] == [None, "limit", None, None]


@forking
@pytest.mark.parametrize("jobs", [1, 2])
def test_a_filing_that_takes_too_much_memory_is_given_up(monkeypatch: pytest.MonkeyPatch, jobs: int) -> None:
    stage(monkeypatch, "large", lambda: bytearray(500_000_000))
    outcomes = crew_audits(["a", "large", "b", "c"], jobs, Limits(memory=100))
    assert [outcome.failure for outcome in outcomes] == [None, "limit", None, None]
    assert "--memory" in json.loads(outcomes[1].line)["failure"]["message"]


@forking
def test_an_audit_that_takes_too_much_memory_is_a_limit(tmp_path: Path, release_text: str) -> None:
    (tmp_path / "large.txt").write_text(release_text + " " * 90_000_000, encoding="utf-8")
    (tmp_path / "small.txt").write_text(release_text, encoding="utf-8")
    lines = lines_of(batch(tmp_path, "--memory", "80"))
    kinds = {Path(line["documents"][0]["path"]).name: (line["failure"] or {}).get("kind") for line in lines}
    assert kinds == {"large.txt": "limit", "small.txt": None}


@forking
def test_many_filings_stay_in_order(monkeypatch: pytest.MonkeyPatch) -> None:
    stage(monkeypatch, "never", lambda: None)
    paths = [f"p{number}" for number in range(500)]
    assert [outcome.path for outcome in crew_audits(paths, jobs=3)] == paths


def test_files_and_directories_are_taken_once_each_in_path_order(folder: Path) -> None:
    named = [str(folder / "e.txt"), str(folder / "2003"), str(folder / "2003" / "q1.txt"), str(folder / "a.txt")]
    names = [os.path.relpath(path, folder) for path in gathered(named)]
    assert names == ["2003/q1.txt", "2003/q2.txt", "a.txt", "e.txt"]


def test_a_file_that_is_named_is_audited(folder: Path) -> None:
    result = CliRunner().invoke(main, ["batch", str(folder / "a.txt"), str(folder / "d.txt")])
    assert [Path(line["documents"][0]["path"]).name for line in lines_of(result)] == ["a.txt", "d.txt"]


def test_a_file_that_is_gone_when_its_turn_comes_has_a_line(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("auditor.batch.filings.filings", lambda *_: [str(folder / "a.txt"), str(folder / "gone.txt")])
    assert [line["failure"] is None for line in lines_of(batch(folder))] == [True, False]


@pytest.mark.parametrize(
    "options",
    [
        ("--resume",),
        ("--format", "parquet"),
        ("--resume", "-o", "x.parquet"),
        ("--jobs", "2", "--scheduler", "tcp://localhost:1"),
    ],
    ids=["resume without a file", "parquet to a terminal", "parquet resumed", "here and elsewhere"],
)
def test_options_that_contradict_one_another_are_one_line(folder: Path, options: tuple[str, ...]) -> None:
    result = batch(folder, *options)
    assert (result.exit_code, result.stderr.count("\n")) == (2, 1)
