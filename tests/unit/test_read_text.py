"""Reading bytes: encodings, line ends, and one clear line for what cannot be read."""

from __future__ import annotations

from pathlib import Path

import pytest

from auditor.read import ReadFailure, read
from auditor.read.text import line_starts

RELEASE = "Café income   1,234   5,678\nTotal   1,234   5,678\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252", "latin-1"])
def test_every_encoding_gives_the_same_text(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "release.txt"
    path.write_bytes(RELEASE.encode(encoding))
    assert read(path).text == RELEASE


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_lines_end_in_each_of_three_ways(tmp_path: Path, end: str) -> None:
    path = tmp_path / "release.txt"
    path.write_bytes(RELEASE.replace("\n", end).encode())
    document = read(path)
    assert len(document.line_starts) == 3
    assert document.line_of(document.text.index("Total")) == 2


def test_offsets_count_a_pair_as_one_end() -> None:
    assert line_starts("a\r\nb\rc\nd") == (0, 3, 5, 7)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "is empty"),
        (b" \n \n", "nothing but white space"),
        (bytes(range(256)) * 40, "binary"),
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "binary"),
        (b"<!DOCTYPE html><html><body><table></table></body></html>", "without words"),
    ],
)
def test_what_cannot_be_read_gets_one_clear_line(tmp_path: Path, content: bytes, words: str) -> None:
    path = tmp_path / "file.txt"
    path.write_bytes(content)
    with pytest.raises(ReadFailure) as raised:
        read(path)
    failure = raised.value.failure
    assert failure.kind == "unreadable"
    assert words in failure.message
    assert str(path) in failure.message
    assert "\n" not in failure.message


def test_a_missing_file_is_a_failure_that_says_so(tmp_path: Path) -> None:
    with pytest.raises(ReadFailure, match="no such file"):
        read(tmp_path / "absent.txt")


def test_a_directory_is_a_failure_that_says_so(tmp_path: Path) -> None:
    with pytest.raises(ReadFailure, match="is a directory"):
        read(tmp_path)


def test_a_file_over_the_limit_is_not_opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "large.txt"
    path.write_bytes(b"x" * 100)
    monkeypatch.setattr("auditor.read.source.SIZE_LIMIT", 99)
    with pytest.raises(ReadFailure) as raised:
        read(path)
    assert raised.value.failure.kind == "limit"
