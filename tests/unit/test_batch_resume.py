"""A batch that was interrupted keeps what it wrote, and goes on where it was."""

from __future__ import annotations

import gzip
import json
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from auditor.batch.resume import beside, earlier
from auditor.cli import main

ROOT = Path(__file__).resolve().parents[2]
COUNT = 16  # filings
posix = pytest.mark.skipif(sys.platform == "win32", reason="signals as POSIX has them")

# A batch whose audits take a twentieth of a second more, and which notes what it audits.
SLOWLY = """
import sys, time
import auditor.batch.child as child
from auditor.cli import main
audited = child.audited
def slowly(path, brief):
    time.sleep(0.05)
    with open(sys.argv[1], "a") as noted:
        print(path, file=noted)
    return audited(path, brief)
child.audited = slowly
main(sys.argv[2:])
"""


@pytest.fixture
def folder(tmp_path: Path, release_text: str) -> Path:
    place = tmp_path / "filings"
    place.mkdir()
    for number in range(COUNT):
        text = release_text.replace("152,231", "152,321") if number == 7 else release_text
        (place / f"{number:02}.txt").write_text(text, encoding="utf-8")
    return place


@pytest.fixture
def output(tmp_path: Path) -> Path:
    return tmp_path / "reports.jsonl"


def batch(folder: Path, output: Path, *options: str) -> Result:
    return CliRunner().invoke(main, ["batch", str(folder), "--jobs", "1", "-o", str(output), *options])


def audited_by(monkeypatch: pytest.MonkeyPatch, noted: Path) -> None:
    """Notes what is audited in a file: it happens in another process."""
    from auditor.batch import child

    real = child.audited

    def noting(path: str, brief: object) -> object:
        with noted.open("a", encoding="utf-8") as stream:
            stream.write(Path(path).name + "\n")
        return real(path, brief)  # type: ignore[arg-type]

    monkeypatch.setattr(child, "audited", noting)


def lines(place: Path) -> list[bytes]:
    return place.read_bytes().splitlines(keepends=True)


def paths(place: Path) -> list[str]:
    return [Path(json.loads(line)["documents"][0]["path"]).name for line in lines(place)]


@posix
@pytest.mark.parametrize("jobs", ["1", "3"])
def test_what_an_interrupted_batch_wrote_is_gone_on_with(folder: Path, output: Path, tmp_path: Path, jobs: str) -> None:
    noted = tmp_path / "noted"
    command = [
        sys.executable, "-c", SLOWLY, str(noted), "batch", str(folder), "--jobs", jobs, "--output", str(output),
        "--pages", str(tmp_path / "pages"),
    ]  # fmt: skip
    running = subprocess.Popen(command, cwd=ROOT, stderr=subprocess.PIPE, text=True)
    while not output.exists() or output.read_bytes().count(b"\n") < 3:
        assert running.poll() is None
        time.sleep(0.01)
    running.send_signal(signal.SIGINT)
    _, said = running.communicate(timeout=30)
    done = paths(output)
    assert (running.returncode, said.splitlines()[-1]) == (
        130, f"auditor: interrupted after {len(done)} of {COUNT} filings; to go on: the same command with --resume",
    )  # fmt: skip
    assert "Traceback" not in said and 3 <= len(done) < COUNT
    assert all(name in (tmp_path / "pages" / "index.jsonl").read_text(encoding="utf-8") for name in done)

    noted.unlink()
    resumed = subprocess.run([*command, "--resume"], cwd=ROOT, stderr=subprocess.PIPE, text=True, check=False)
    assert f"{len(done)} of {COUNT} filings were finished before" in resumed.stderr
    assert f"{COUNT} of {COUNT} filings audited: 1 error" in resumed.stderr and resumed.returncode == 1
    assert sorted(done + [Path(path).name for path in noted.read_text(encoding="utf-8").split()]) == [
        f"{number:02}.txt" for number in range(COUNT)
    ]
    whole = tmp_path / "whole.jsonl"
    batch(folder, whole)
    assert output.read_bytes() == whole.read_bytes() and not beside(output).exists()


def test_a_line_that_was_cut_off_is_dropped(folder: Path, output: Path) -> None:
    batch(folder, output)
    whole = output.read_bytes()
    output.write_bytes(whole[: len(whole) // 2])
    batch(folder, output, "--resume")
    assert output.read_bytes() == whole


def test_only_what_has_changed_is_audited_again(
    folder: Path, output: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    batch(folder, output)
    (folder / "07.txt").write_bytes((folder / "08.txt").read_bytes())
    (folder / "12.txt").unlink()
    (folder / "03a.txt").write_bytes((folder / "08.txt").read_bytes())
    audited_by(monkeypatch, tmp_path / "noted")
    batch(folder, output, "--resume")
    assert (tmp_path / "noted").read_text(encoding="utf-8").split() == ["03a.txt", "07.txt"]
    batch(folder, tmp_path / "whole.jsonl")
    assert output.read_bytes() == (tmp_path / "whole.jsonl").read_bytes()


def test_lines_out_of_turn_wait_for_theirs_and_outlast_a_second_interrupt(
    folder: Path, output: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    batch(folder, output)
    whole = lines(output)
    output.write_bytes(b"".join([*whole[:2], *whole[5:9]]))
    from auditor.batch.resume import earlier

    every = [str(folder / name) for name in sorted(path.name for path in folder.iterdir())]
    earlier(output, every)  # a batch that was ended at once, and then one that wrote a line
    output.write_bytes(b"".join(whole[:3]))
    audited_by(monkeypatch, tmp_path / "noted")
    batch(folder, output, "--resume")
    assert (tmp_path / "noted").read_text(encoding="utf-8").split()[:3] != ["02.txt"]
    assert not {"05.txt", "08.txt"} & set((tmp_path / "noted").read_text(encoding="utf-8").split())
    assert lines(output) == whole


def test_a_complete_batch_resumed_audits_nothing(folder: Path, output: Path) -> None:
    first = batch(folder, output)
    before = output.read_bytes()
    again = batch(folder, output, "--resume")
    assert (again.exit_code, output.read_bytes()) == (first.exit_code, before)
    assert f"{COUNT} of {COUNT} filings were finished before" in again.stderr


def test_lines_of_another_version_are_audited_again(folder: Path, output: Path) -> None:
    batch(folder, output)
    whole = output.read_bytes()
    output.write_bytes(whole.replace(b'"version": "', b'"version": "0.0.', 3))
    assert f"{COUNT - 3} of {COUNT} filings were finished before" in batch(folder, output, "--resume").stderr
    assert output.read_bytes() == whole


def test_what_could_not_be_audited_is_tried_again(folder: Path, output: Path) -> None:
    (folder / "05.txt").write_bytes(b"")
    batch(folder, output)
    assert f"{COUNT - 1} of {COUNT} filings were finished before" in batch(folder, output, "--resume").stderr


def test_a_packed_filing_is_known_by_its_own_bytes(folder: Path, output: Path) -> None:
    (folder / "05.txt.gz").write_bytes(gzip.compress((folder / "05.txt").read_bytes()))
    batch(folder, output)
    assert f"{COUNT + 1} of {COUNT + 1} filings were finished before" in batch(folder, output, "--resume").stderr


def test_a_filing_without_its_page_is_audited_again(folder: Path, output: Path, tmp_path: Path) -> None:
    pages = tmp_path / "pages"
    batch(folder, output, "--pages", str(pages))
    next(iter(sorted(pages.glob("*.txt-*.html")))).unlink()
    assert f"{COUNT - 1} of {COUNT} filings" in batch(folder, output, "--pages", str(pages), "--resume").stderr
    assert len(list(pages.glob("*.txt-*.html"))) == COUNT


def test_comparisons_are_the_same_after_a_resumed_batch(folder: Path, output: Path, tmp_path: Path) -> None:
    batch(folder, output, "--compare")
    comparisons = (tmp_path / "comparisons.jsonl").read_bytes()
    output.write_bytes(b"".join(lines(output)[3:9]))
    batch(folder, output, "--compare", "--resume")
    assert (tmp_path / "comparisons.jsonl").read_bytes() == comparisons


def test_a_file_that_is_no_output_of_a_batch_is_left_alone(folder: Path, output: Path) -> None:
    output.write_text('{"mine": 1}\n', encoding="utf-8")
    result = batch(folder, output, "--resume")
    assert (result.exit_code, result.stderr.count("\n")) == (2, 1)
    assert "line 1: no line of a batch" in result.stderr and output.read_text(encoding="utf-8") == '{"mine": 1}\n'


@pytest.mark.parametrize("later", ["No figure at all.\n", "", "Cash  1,204\n" * 9])
def test_the_digest_is_of_the_bytes_that_were_audited(
    tmp_path: Path, release_text: str, monkeypatch: pytest.MonkeyPatch, later: str
) -> None:
    from hashlib import sha256

    import auditor
    from auditor.read import source

    path, real = tmp_path / "a.txt", source.source_of
    for first in (release_text, "No figure at all, at first.\n"):
        path.write_text(first, encoding="utf-8")

        def changing(name: str) -> source.Source:
            taken = real(name)
            path.write_text(later, encoding="utf-8")
            return taken

        monkeypatch.setattr(source, "source_of", changing)
        found = auditor.audit(path).document()
        assert found["documents"][0]["sha256"] == sha256(first.encode()).hexdigest()


def test_what_stays_is_as_long_as_its_lines(folder: Path, output: Path) -> None:
    assert batch(folder, output).exit_code in (0, 1)
    lines = output.read_bytes().splitlines(keepends=True)
    output.write_bytes(b"".join(lines[:5]) + lines[5][:40])
    paths = [str(path) for path in sorted(folder.iterdir())]
    found = earlier(output, paths)
    assert [line.path for line in found.first] == paths[:5]
    assert found.size == sum(map(len, lines[:5])) == sum(line.length for line in found.first)
