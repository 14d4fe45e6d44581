"""What is a release, told by a look: whatever is no file is never waited for, whatever is forged never raises."""

from __future__ import annotations

import hashlib
import os
import sys
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from auditor.read.failure import ReadFailure
from auditor.release import audits, is_release, statement_sets
from auditor.release.company_facts import is_release as is_facts
from auditor.release.sniffing import form_of, zip_names
from auditor.release.tables import is_release_table

HEAD = "entity,concept,period,value\n"
ROW = "Example Co,Assets,2023,1\n"


def archive(path: Path, names: tuple[str, ...] = ("sub.txt", "num.txt", "pre.txt")) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as written:
        for name in names:
            written.writestr(name, (HEAD + ROW * 50) if name.endswith("csv") else "adsh\tname\n" * 50)
    return path


def central(data: bytearray) -> int:
    return data.index(b"PK\x01\x02")


def of_another_version(data: bytearray) -> None:
    data[central(data) + 6] = 99


def misnamed(data: bytearray) -> None:
    at = central(data)
    data[at + 9] |= 0x08  # the name is UTF-8
    data[at + 46 : at + 48] = b"\xff\xfe"


def encrypted(data: bytearray) -> None:
    for at in (0, central(data)):
        data[at + (6 if at == 0 else 8)] |= 1


def garbled(data: bytearray) -> None:
    start = 30 + data[26]
    data[start : start + 12] = b"\xff" * 12


def packed_otherwise(data: bytearray) -> None:
    data[8] = data[central(data) + 10] = 77


def placed_nowhere(data: bytearray) -> None:
    at = central(data) + 42
    data[at : at + 4] = b"\xff\xff\xff\x7f"


def cut(data: bytearray) -> None:
    del data[-30:]


FORGED = (of_another_version, misnamed, encrypted, garbled, packed_otherwise, placed_nowhere, cut)


@pytest.mark.parametrize("names", [("sub.txt", "num.txt", "pre.txt"), ("drop.csv",)])
@pytest.mark.parametrize("forged", FORGED)
def test_a_forged_archive_is_refused_in_one_line(
    tmp_path: Path, forged: Callable[[bytearray], None], names: tuple[str, ...]
) -> None:
    path = archive(tmp_path / "set.zip", names)
    data = bytearray(path.read_bytes())
    forged(data)
    path.write_bytes(data)
    assert statement_sets.is_release(path) in (True, False)
    assert not is_release_table(path)
    for read in (audits, statement_sets.audits):
        with pytest.raises(ReadFailure) as refused:
            list(read(path))
        assert "\n" not in str(refused.value) and str(refused.value).startswith(str(path))


@pytest.mark.parametrize("forged", [of_another_version, misnamed, cut])
def test_an_archive_whose_names_cannot_be_read_is_no_release(
    tmp_path: Path, forged: Callable[[bytearray], None]
) -> None:
    path = archive(tmp_path / "set.zip")
    data = bytearray(path.read_bytes())
    forged(data)
    path.write_bytes(data)
    assert not is_release(path) and not statement_sets.is_release(path)
    with pytest.raises(ReadFailure, match="damaged zip archive"):
        zip_names(str(path))


def test_a_member_that_is_damaged_further_on_is_refused_in_one_line(tmp_path: Path) -> None:
    path = tmp_path / "drop.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_STORED) as written:
        written.writestr("drop.csv", HEAD + ROW * 50_000)
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.write_bytes(data)
    with pytest.raises(ReadFailure, match="damaged zip archive"):
        list(audits(path))


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="named pipes as POSIX has them")
@pytest.mark.parametrize("name", ["drop.csv", "set.zip", "facts.json"])
def test_a_named_pipe_is_never_waited_for(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    os.mkfifo(path)
    assert not any(ask(path) for ask in (is_release, is_facts, is_release_table, statement_sets.is_release))
    with pytest.raises(ReadFailure, match="no regular file"):
        list(audits(path))
    with pytest.raises(ReadFailure, match="no regular file"):
        zip_names(str(path))


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="named pipes as POSIX has them")
def test_a_named_pipe_in_a_folder_is_no_table(tmp_path: Path) -> None:
    for name in ("sub.txt", "num.txt"):
        (tmp_path / name).write_text("adsh\n")
    os.mkfifo(tmp_path / "pre.txt")
    assert not is_release(tmp_path) and not statement_sets.is_release(tmp_path)
    with pytest.raises(ReadFailure):
        statement_sets.audits(tmp_path)


@pytest.mark.skipif(sys.platform == "win32", reason="devices as POSIX has them")
def test_a_device_is_no_release() -> None:
    assert form_of("/dev/zero") is None and not is_release("/dev/zero")


@pytest.mark.parametrize(
    ("begins", "form"),
    [
        (b"<html><body>a, b, c, d", None),
        (b"CONSOLIDATED BALANCE SHEETS\na,b,c,d", None),
        (b"%PDF-1.4 a,b,c,d", None),
        (b"", None),
        (b"\xef\xbb\xbf {", "json"),
        (b"entity;period;value", "delimited"),
        ("entity\tconcept\tperiod\tvalue\n".encode("utf-16"), "delimited"),
        (b"PAR1", "parquet"),
        (b"PK\x03\x04", "zip"),
    ],
)
def test_a_form_is_told_by_its_beginning(tmp_path: Path, begins: bytes, form: str | None) -> None:
    path = tmp_path / "file"
    path.write_bytes(begins)
    assert form_of(str(path)) == form


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_a_table_is_known_in_every_encoding(tmp_path: Path, encoding: str, end: str) -> None:
    path = tmp_path / "drop.txt"
    rows = "Société,Assets,2023,1\n" * 20_000
    path.write_bytes((HEAD + rows).replace("\n", end).encode(encoding))
    assert is_release(path)


def test_nothing_is_hashed_to_tell_a_release(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "drop.csv"
    path.write_text(HEAD + ROW)
    (tmp_path / "words.txt").write_text("Acme Corp, Inc., a Delaware corporation\n")
    with monkeypatch.context() as patched:
        patched.setattr(hashlib, "file_digest", lambda *_: pytest.fail("hashed"))
        assert is_release(path) and not is_release(tmp_path / "words.txt")
    (audit,) = audits(path)
    assert audit.document.sha256 == hashlib.sha256(path.read_bytes()).hexdigest()


def test_a_page_of_words_costs_next_to_nothing(tmp_path: Path) -> None:
    path = tmp_path / "filing.txt"
    path.write_text("Acme Corp, Inc., a Delaware corporation\n" * 500_000)
    is_release(path)
    began = time.perf_counter()
    for _ in range(20):
        assert not is_release(path)
    assert time.perf_counter() - began < 1
