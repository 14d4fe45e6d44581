"""Bad input gets one clear line and the right exit status, never a traceback."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from auditor.cli import main


def audit(path: Path) -> Result:
    return CliRunner().invoke(main, ["audit", str(path), "--format", "json"])


def failure_of(result: Result) -> tuple[int, str]:
    return result.exit_code, json.loads(result.stdout)["failure"]["kind"]


def test_a_missing_file(tmp_path: Path) -> None:
    assert failure_of(audit(tmp_path / "absent.txt")) == (2, "unreadable")


def test_an_empty_file(tmp_path: Path) -> None:
    (tmp_path / "empty.txt").touch()
    assert failure_of(audit(tmp_path / "empty.txt")) == (2, "unreadable")


def test_a_binary_file(tmp_path: Path) -> None:
    (tmp_path / "b.txt").write_bytes(bytes(range(256)) * 64)
    assert failure_of(audit(tmp_path / "b.txt")) == (2, "unreadable")


def test_a_directory(tmp_path: Path) -> None:
    assert failure_of(audit(tmp_path)) == (2, "unreadable")


def test_a_text_without_figures(tmp_path: Path) -> None:
    (tmp_path / "prose.txt").write_text("The company announced nothing of note.\n" * 40, encoding="utf-8")
    assert failure_of(audit(tmp_path / "prose.txt")) == (2, "no-figures")


@pytest.mark.parametrize("kind", ["empty", "binary", "missing"])
def test_a_file_that_cannot_be_read_is_one_line_on_standard_error(tmp_path: Path, kind: str) -> None:
    path = tmp_path / "x.txt"
    if kind != "missing":
        path.write_bytes(b"" if kind == "empty" else bytes(range(256)))
    result = audit(path)
    assert result.stderr.count("\n") == 1
    assert "Traceback" not in result.stderr


def test_a_table_cut_in_the_middle_is_audited(tmp_path: Path, release_text: str) -> None:
    path = tmp_path / "cut.txt"
    path.write_text(release_text[: release_text.index("16,319") + 3], encoding="utf-8")
    assert audit(path).exit_code == 0


@pytest.mark.parametrize(
    ("piece", "characters"), [("x", 50_000_000), (" ", 50_000_000), ("1,234 (567) $ 8.9 ", 500_000)]
)
def test_one_very_long_line_holds_nothing_to_audit(tmp_path: Path, piece: str, characters: int) -> None:
    path = tmp_path / "line.txt"
    path.write_text(piece * (characters // len(piece)), encoding="utf-8")
    result = audit(path)
    assert (result.exit_code, result.stderr.count("\n")) == (2, 1)


@pytest.mark.parametrize("encoding", ["latin-1", "utf-16", "utf-8-sig", "cp1252"])
def test_another_encoding_gives_the_same_figures(tmp_path: Path, encoding: str, release_text: str) -> None:
    path = tmp_path / "encoded.txt"
    path.write_bytes(release_text.replace("SMALL COMPANY", "SOCIÉTÉ ANONYME").encode(encoding))
    report = json.loads(audit(path).stdout)
    assert [figure["text"] for figure in report["figures"]][-2:] == ["231,269", "131,079"]


@pytest.mark.parametrize("ending", ["\r\n", "\r"])
def test_other_line_ends_give_the_same_lines(tmp_path: Path, ending: str, release_text: str) -> None:
    path = tmp_path / "ends.txt"
    path.write_bytes(release_text.replace("\n", ending).encode())
    assert [figure["line"] for figure in json.loads(audit(path).stdout)["figures"]][-1] == 16


def test_offsets_find_the_text_in_a_file_with_carriage_returns(tmp_path: Path, release_text: str) -> None:
    path = tmp_path / "crlf.txt"
    source = release_text.replace("\n", "\r\n")
    path.write_bytes(source.encode())
    for figure in json.loads(audit(path).stdout)["figures"]:
        assert source[figure["start"] : figure["end"]] == figure["text"]


def test_hostile_labels_are_carried_as_text(tmp_path: Path, release_text: str) -> None:
    path = tmp_path / "hostile.txt"
    path.write_text(release_text.replace("Inventories      ", '{{7*7}} & "x"; --'), encoding="utf-8")
    labels = {figure["label"] for figure in json.loads(audit(path).stdout)["figures"]}
    assert '{{7*7}} & "x"; --' in labels


def test_every_cut_of_a_release_is_survived(tmp_path: Path, release_text: str) -> None:
    for end in range(1, len(release_text), 97):
        path = tmp_path / f"cut{end}.txt"
        path.write_text(release_text[:end], encoding="utf-8")
        failure = json.loads(audit(path).stdout)["failure"]
        assert failure is None or failure["kind"] in ("no-figures", "unreadable"), failure
