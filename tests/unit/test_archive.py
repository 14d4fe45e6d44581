"""Archives: members are read by their content, within limits, and nothing else of them is trusted."""

from __future__ import annotations

import gzip
import io
import zipfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from auditor.read import ReadFailure, archive, read_documents
from auditor.read.source import Source

RELEASE = "Sales          1,234   5,678\nCosts            234     678\nProfit         1,000   5,000\n"


def packed(members: dict[str, bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as writer:
        for name, data in members.items():
            writer.writestr(name, data)
    return stream.getvalue()


def written(folder: Path, name: str, data: bytes) -> Path:
    path = folder / name
    path.write_bytes(data)
    return path


def failure(path: Path) -> tuple[str, str]:
    with pytest.raises(ReadFailure) as raised:
        read_documents(path)
    return raised.value.failure.kind, raised.value.failure.message


def test_gzip_is_told_by_its_bytes_and_not_by_its_name(tmp_path: Path) -> None:
    (document,) = read_documents(written(tmp_path, "release.txt", gzip.compress(RELEASE.encode())))
    assert (document.media, document.text) == ("text", RELEASE)


def test_gzip_of_two_members_is_read_as_one_file(tmp_path: Path) -> None:
    halves = gzip.compress(RELEASE[:40].encode()) + gzip.compress(RELEASE[40:].encode())
    assert read_documents(written(tmp_path, "a.gz", halves))[0].text == RELEASE


def test_first_member_bears_the_path_as_given_and_each_other_its_own_name_behind_it(tmp_path: Path) -> None:
    path = written(tmp_path, "a.zip", packed({"q1.txt": RELEASE.encode(), "q2.txt": RELEASE.encode()}))
    assert [(one.id, one.path) for one in read_documents(path)] == [("d1", str(path)), ("d2", f"{path}#q2.txt")]


def test_member_that_cannot_be_read_is_remarked_on_beside_those_that_can(tmp_path: Path) -> None:
    path = written(tmp_path, "a.zip", packed({"logo.png": b"\x89PNG\r\n\x1a\n\x00", "q2.txt": RELEASE.encode()}))
    (document,) = read_documents(path)
    assert document.diagnostics[0].message.startswith("logo.png was not read: a picture")


def test_path_that_climbs_is_only_a_name(tmp_path: Path) -> None:
    path = written(tmp_path, "a.zip", packed({"a.txt": RELEASE.encode(), "../../etc/q1.txt": RELEASE.encode()}))
    assert f"{path}#../../etc/q1.txt" in [one.path for one in read_documents(path)]
    assert [one.name for one in tmp_path.iterdir()] == ["a.zip"]


def test_control_characters_of_a_name_are_not_shown(tmp_path: Path) -> None:
    path = written(tmp_path, "a.zip", packed({"a.txt": RELEASE.encode(), "q\x1b[31m\n.txt": RELEASE.encode()}))
    assert read_documents(path)[1].path == f"{path}#q\ufffd[31m\ufffd.txt"


def test_archive_within_an_archive_stays_closed(tmp_path: Path) -> None:
    inner = packed({"q1.txt": RELEASE.encode()})
    assert "within an archive" in failure(written(tmp_path, "a.zip", packed({"b.zip": inner})))[1]
    assert "within an archive" in failure(written(tmp_path, "a.gz", gzip.compress(inner)))[1]


def test_bomb_stops_at_the_limit(tmp_path: Path) -> None:
    assert failure(written(tmp_path, "a.gz", gzip.compress(bytes(30_000_000))))[0] == "limit"
    assert failure(written(tmp_path, "a.zip", packed({"a": bytes(30_000_000)})))[0] == "limit"


def test_too_many_members_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive, "MOST_MEMBERS", 2)
    assert failure(written(tmp_path, "a.zip", packed({str(i): b"1" for i in range(3)})))[0] == "limit"


def test_encrypted_member_is_named_as_such(tmp_path: Path) -> None:
    data = bytearray(packed({"q1.txt": RELEASE.encode()}))
    data[6] |= 1  # the flags of the local header
    data[data.index(b"PK\x01\x02") + 8] |= 1  # and of the directory
    assert "is encrypted" in failure(written(tmp_path, "a.zip", bytes(data)))[1]


def test_empty_zip_gets_one_clear_line(tmp_path: Path) -> None:
    assert failure(written(tmp_path, "a.zip", packed({}))) == (
        "unreadable",
        f"{tmp_path}/a.zip: a zip archive of no members",
    )


def test_gzip_that_is_cut_off_gets_one_clear_line(tmp_path: Path) -> None:
    assert "cut off" in failure(written(tmp_path, "a.gz", gzip.compress(RELEASE.encode())[:-12]))[1]


@pytest.mark.parametrize(
    "names", [("sub.txt", "num.txt", "pre.txt", "tag.txt"), ("x/sub.tsv", "x/num.tsv", "x/tag.tsv")]
)
def test_bulk_data_set_is_told_from_a_filing(tmp_path: Path, names: tuple[str, ...]) -> None:
    kind, message = failure(written(tmp_path, "2010q2.zip", packed(dict.fromkeys(names, b"adsh\ttag\n"))))
    assert kind == "no-figures"
    assert "data release" in message


def test_members_of_a_submission_keep_both_names(tmp_path: Path) -> None:
    piece = "<DOCUMENT>\n<TYPE>{0}\n<FILENAME>{0}.txt\n<TEXT>\n" + RELEASE + "</TEXT>\n</DOCUMENT>\n"
    path = written(tmp_path, "a.zip", packed({"s.txt": (piece.format("8-K") + piece.format("EX-99")).encode()}))
    assert [one.path for one in read_documents(path)] == [str(path), f"{path}#s.txt#EX-99.txt"]


@given(st.binary(max_size=300), st.integers(0, 200), st.booleans())
def test_no_damage_raises_anything_but_a_failure(noise: bytes, at: int, is_gzip: bool) -> None:
    data = gzip.compress(RELEASE.encode()) if is_gzip else packed({"q1.txt": RELEASE.encode()})
    source = Source("a", data[:at] + noise + data[at + len(noise) :])
    try:
        archive.read_archive(source, "gzip" if is_gzip else "zip")
    except ReadFailure as refused:
        assert "\n" not in refused.failure.message
