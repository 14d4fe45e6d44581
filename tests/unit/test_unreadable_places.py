"""Places that hold no filing, filings that change, and outputs that take nothing: one line, status 2, no traceback."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

import auditor
from auditor.cli import main
from auditor.read import source

FULL = Path("/dev/full")
disk = pytest.mark.skipif(not FULL.exists(), reason="needs /dev/full")


@pytest.fixture
def filing(tmp_path: Path, release_text: str) -> Path:
    path = tmp_path / "q3.txt"
    path.write_text(release_text, encoding="utf-8")
    return path


def said(path: Path | str) -> str:
    failure = auditor.audit(path).failure
    assert failure is not None
    return failure.message


# -- what is given as a filing ----------------------------------------------------------------------------------------


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs named pipes")
def test_a_pipe_that_nobody_writes_to_is_empty(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    assert said(tmp_path / "pipe").endswith("is empty")


@pytest.mark.parametrize("device", ["/dev/zero", "/dev/full", "/dev/null"])
def test_a_device_is_no_filing(device: str) -> None:
    if not Path(device).exists():
        pytest.skip(f"needs {device}")
    assert said(device) == f"{device}: is a device, not a file"


def test_a_link_to_itself_is_one_line(tmp_path: Path) -> None:
    (tmp_path / "loop").symlink_to("loop")
    assert len(said(tmp_path / "loop").splitlines()) == 1


@pytest.mark.parametrize("name", ["", "nul\x00", "x" * 5_000, "\udc80"])
def test_a_name_that_no_file_can_have_is_one_line(name: str) -> None:
    assert said(name)


def test_a_name_of_two_lines_is_told_in_one(tmp_path: Path) -> None:
    result = CliRunner().invoke(main, ["extract", str(tmp_path / "a\nb\x1b[31m.txt")])
    assert (result.exit_code, result.stderr.count("\n"), "\x1b" in result.stderr) == (2, 1, False)


@pytest.mark.skipif(not Path("/dev/stdin").exists(), reason="needs /dev/stdin")
def test_what_another_program_writes_can_be_audited(release_text: str) -> None:
    command = [sys.executable, "-m", "auditor", "audit", "/dev/stdin"]
    assert subprocess.run(command, input=release_text.encode(), capture_output=True).returncode == 0


# -- filings that change ----------------------------------------------------------------------------------------------


def changing(monkeypatch: pytest.MonkeyPatch, path: Path, size: int) -> None:
    """From now on the file is given another size between the first look at it and the last."""
    true_stat, looks = os.fstat, []

    def look(descriptor: int) -> os.stat_result:
        looks.append(true_stat(descriptor))
        if len(looks) == 1:
            os.truncate(path, size)
        return looks[-1]

    monkeypatch.setattr(source.os, "fstat", look)


@pytest.mark.parametrize("size", [0, 100, 5_000])
def test_a_file_that_changes_while_it_is_read_is_refused(
    filing: Path, monkeypatch: pytest.MonkeyPatch, size: int
) -> None:
    changing(monkeypatch, filing, size)
    assert "changed while it was read" in said(filing)


@pytest.mark.parametrize("audited", [True, False])
def test_the_digest_is_of_the_bytes_that_were_audited(
    filing: Path, monkeypatch: pytest.MonkeyPatch, audited: bool
) -> None:
    data = filing.read_bytes() if audited else b"\x89PNG\r\n\x1a\n"
    filing.write_bytes(data)
    true_read = source.bytes_of

    def read_and_replace(path: str, limit: int) -> bytes:
        found = true_read(path, limit)
        filing.write_bytes(b"another filing altogether")
        return found

    monkeypatch.setattr(source, "bytes_of", read_and_replace)
    assert auditor.audit(filing).audit.document.sha256 == hashlib.sha256(data).hexdigest()


# -- outputs that take nothing ----------------------------------------------------------------------------------------

COMMANDS = (
    ["audit"],
    ["audit", "--format", "html"],
    ["extract"],
    ["extract", "--format", "xlsx"],
    ["diff"],
    ["compare"],
)


@disk
@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_a_full_disk_is_one_line(filing: Path, command: list[str]) -> None:
    files = [str(filing)] * (2 if command[0] in ("diff", "compare") else 1)
    result = CliRunner().invoke(main, [*command, *files, "--output", str(FULL)])
    assert (result.exit_code, result.stderr.count("\n"), "cannot write" in result.stderr) == (2, 1, True)


@disk
@pytest.mark.parametrize("command", [["audit", "FILING"], ["schema"], ["--help"]], ids=" ".join)
def test_standard_output_on_a_full_disk_is_one_line(filing: Path, command: list[str]) -> None:
    words = [str(filing) if word == "FILING" else word for word in command]
    with FULL.open("wb") as full:
        done = subprocess.run([sys.executable, "-m", "auditor", *words], stdout=full, stderr=subprocess.PIPE, text=True)
    assert (done.returncode, done.stderr) == (2, "auditor: cannot write standard output: No space left on device\n")


def test_a_reader_that_goes_away_is_no_traceback(filing: Path) -> None:
    reads, writes = os.pipe()
    os.close(reads)
    command = [sys.executable, "-m", "auditor", "audit", str(filing)]
    done = subprocess.run(command, stdout=writes, stderr=subprocess.PIPE, text=True)
    os.close(writes)
    assert (done.returncode, done.stderr) == (2, "")


@pytest.mark.skipif(os.name != "posix", reason="closes streams as a POSIX shell does")
@pytest.mark.parametrize("closed", [">&-", "2>&-", "<&-", ">&- 2>&-"])
def test_closed_streams_do_not_change_the_verdict(filing: Path, closed: str) -> None:
    line = f'"$0" -m auditor audit "$1" {closed}'
    assert subprocess.run(["sh", "-c", line, sys.executable, str(filing)], capture_output=True).returncode == 0
