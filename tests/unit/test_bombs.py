"""Files made to exhaust: time and memory stay bounded, nothing is fetched, and nothing is written beside the report."""

from __future__ import annotations

import gzip
import io
import os
import socket
import stat
import struct
import subprocess
import sys
import threading
import zipfile
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

import auditor
from tests.fuzz.law import hold

RELEASE = b"Sales          1,234   5,678\nCosts            234     678\nProfit         1,000   5,000\n"
INSTANCE = (
    '<?xml version="1.0"?>{0}<xbrl xmlns="http://www.xbrl.org/2003/instance" xmlns:x="urn:x"><x:a>{1}</x:a></xbrl>'
)
PAGE = "<html><table><tr><td>Cash<td>1<td>2<tr><td>Stock<td>3<td>4<tr><td>Total<td>4<td>6</table>"
Law = Callable[[bytes | str], auditor.Report]


@pytest.fixture
def law(tmp_path: Path) -> Law:
    """The report on a file of these bytes, once the law is seen to hold for it."""

    def check(data: bytes | str) -> auditor.Report:
        path = tmp_path / "filing"
        path.write_bytes(data if isinstance(data, bytes) else data.encode())
        return hold(path)

    return check


def kind(report: auditor.Report) -> str:
    return report.failure.kind if report.failure else ""


def said(report: auditor.Report) -> str:
    assert report.failure is not None
    return report.failure.message


# -- entities ---------------------------------------------------------------------------------------------------------


@pytest.fixture
def visitors() -> Iterator[tuple[int, list[bytes]]]:
    """A port that listens, and what came in."""
    came: list[bytes] = []
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(0.05)

        def listen() -> None:
            try:
                peer, _ = server.accept()
                came.append(peer.recv(100))
                peer.close()
            except OSError:
                return

        thread = threading.Thread(target=listen)
        thread.start()
        yield server.getsockname()[1], came
        thread.join()


@pytest.mark.parametrize("address", ["http://127.0.0.1:{port}/x", "ftp://127.0.0.1:{port}/x"])
@pytest.mark.parametrize(
    "document_type",
    ['<!DOCTYPE x SYSTEM "{0}">', '<!DOCTYPE x [<!ENTITY a SYSTEM "{0}">]>',
     '<!DOCTYPE x [<!ENTITY % a SYSTEM "{0}"> %a;]>'],
    ids=["DTD", "entity", "parameter entity"],
)  # fmt: skip
def test_nothing_is_fetched(law: Law, visitors: tuple[int, list[bytes]], document_type: str, address: str) -> None:
    port, came = visitors
    declared = document_type.format(address.format(port=port))
    law(INSTANCE.format(declared, "&a;" if "ENTITY a" in declared else "1"))
    law(f"{declared.replace('DOCTYPE x', 'DOCTYPE html')}{PAGE}&a;<img src='{address.format(port=port)}'>")
    assert came == []


def test_an_entity_does_not_lead_to_a_file(law: Law, tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("the secret 4,711")
    declared = f'<!DOCTYPE x [<!ENTITY a SYSTEM "file://{tmp_path}/secret">]>'
    for text in (INSTANCE.format(declared, "&a;"), f"{declared.replace('DOCTYPE x', 'DOCTYPE html')}{PAGE}<p>&a;"):
        assert "4,711" not in law(text).to_json()


def test_entities_of_entities_are_not_unfolded_in_a_page(law: Law) -> None:
    laughs = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 12))
    law(f'<!DOCTYPE html [<!ENTITY a0 "ha">{laughs}]>{PAGE}<p>&a11;')


def test_one_long_entity_named_many_times_is_not_unfolded(law: Law) -> None:
    law(INSTANCE.format(f'<!DOCTYPE x [<!ENTITY a "{"1" * 50_000}">]>', "&a;" * 20_000))


# -- archives ---------------------------------------------------------------------------------------------------------


def packed(members: dict[str, bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as writer:
        for name, data in members.items():
            writer.writestr(name, data)
    return stream.getvalue()


def test_members_that_share_one_packed_body_stop_at_the_limit(law: Law) -> None:
    """Some hundred members of one body: small on disk, large when each is unpacked."""
    body = zlib.compress(b" " * 4_000_000, 9)[2:-4]
    check = zlib.crc32(b" " * 4_000_000)
    name = b"a.txt"
    local = struct.pack("<4sHHHHHIIIHH", b"PK\3\4", 20, 0, 8, 0, 0, check, len(body), 4_000_000, len(name), 0) + name
    fields = (20, 20, 0, 8, 0, 0, check, len(body), 4_000_000, len(name), 0, 0, 0, 0, 0, 0)
    entry = struct.pack("<4sHHHHHHIIIHHHHHII", b"PK\1\2", *fields) + name
    where = len(local) + len(body)
    end = struct.pack("<4sHHHHIIH", b"PK\5\6", 0, 0, 500, 500, 500 * len(entry), where, 0)
    assert kind(law(local + body + entry * 500 + end)) in ("limit", "unreadable")


def test_a_member_that_understates_its_size_stops_at_the_limit(law: Law) -> None:
    data = bytearray(packed({"a.txt": b" " * 30_000_000}))
    at = data.index(b"PK\1\2") + 24
    data[at : at + 4] = struct.pack("<I", 100)
    assert kind(law(bytes(data))) in ("limit", "unreadable")


def test_archives_nested_without_end_are_opened_once(law: Law) -> None:
    data = RELEASE
    for _ in range(50):
        data = packed({"a.zip": data})
    assert "within an archive" in said(law(data))


def test_an_archive_that_holds_itself_ends(law: Law) -> None:
    data = gzip.compress(gzip.compress(gzip.compress(RELEASE)))
    assert "within an archive" in said(law(data))


HOSTILE = (
    "../../outside.txt", "/tmp/outside-absolute.txt", "C:\\outside.txt", "..\\..\\outside.txt", "NUL", "CON.txt",
    "/dev/sda", "a/../../outside.txt", "nul\x01.txt", "." * 300, "/", "//server/outside.txt", "\u202etxt.exe",
)  # fmt: skip


def test_names_of_members_lead_nowhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is unpacked to disk: no member's name is ever opened, nor any file for writing."""
    path = tmp_path / "a.zip"
    path.write_bytes(packed(dict.fromkeys(HOSTILE, RELEASE)))
    hold(path)  # what is imported on first use is read from disk
    opened: list[str] = []
    true_open = os.open
    monkeypatch.setattr(
        os, "open", lambda name, *more, **rest: opened.append(str(name)) or true_open(name, *more, **rest)
    )
    monkeypatch.setattr(Path, "write_bytes", lambda *_: pytest.fail("something was written"))
    report = hold(path)
    assert (opened, len(report.audit.documents)) == ([str(path)], len([name for name in HOSTILE if name[-1] != "/"]))
    assert [one.name for one in tmp_path.iterdir()] == ["a.zip"]


def test_a_link_in_an_archive_is_only_its_words(tmp_path: Path) -> None:
    (tmp_path / "secret.txt").write_bytes(RELEASE.replace(b"1,234", b"4,711"))
    link = zipfile.ZipInfo("link.txt")
    link.create_system, link.external_attr = 3, (stat.S_IFLNK | 0o777) << 16
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as writer:
        writer.writestr(link, str(tmp_path / "secret.txt"))
        writer.writestr("q1.txt", RELEASE)
    (tmp_path / "a.zip").write_bytes(stream.getvalue())
    assert "4,711" not in hold(tmp_path / "a.zip").to_json()


def test_a_nought_in_a_members_name_ends_it(law: Law) -> None:
    data = packed({"q1.txt\x00.exe": RELEASE}).replace(b"q1.txt.exe", b"q1.txt.exe")
    forged = packed({"q1.txtX.exe": RELEASE}).replace(b"q1.txtX.exe", b"q1.txt\x00.exe")
    assert {kind(law(data)), kind(law(forged))} <= {"", "unreadable"}


# -- tables -----------------------------------------------------------------------------------------------------------


def sheet(rows: str) -> bytes:
    """A workbook whose sheet is this XML."""
    from openpyxl import Workbook

    stream = io.BytesIO()
    Workbook().save(stream)
    with zipfile.ZipFile(stream) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    text = f'<worksheet xmlns="{main}"><sheetData>{rows}</sheetData></worksheet>'
    return packed(members | {"xl/worksheets/sheet1.xml": text.encode()})


def test_a_row_of_a_million_columns_stops_at_the_limit(law: Law) -> None:
    cells = "<c><v>1</v></c>" * 1_000_000
    assert kind(law(sheet(f"<row>{cells}</row>"))) == "limit"


def test_a_cell_in_the_last_corner_of_a_sheet_is_not_read_and_said_so(law: Law) -> None:
    report = law(sheet('<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>2</v></c></row>'))
    assert "row 1,048,576 and those below were not read" in report.to_json()


def test_a_row_below_many_blank_lines_is_not_read_and_said_so(law: Law) -> None:
    report = law("Cash,1,2\nStock,3,4\nTotal,4,6\n" + "\n" * 100_000 + "Debt,1,2\n")
    assert "blank rows stand above" in report.to_json()


def test_a_cell_at_no_place_is_survived(law: Law) -> None:
    for place in ("ZZZZZZ1", "A99999999999", "A0", "", "1A", "A-1", "é1"):
        law(sheet(f'<row r="1"><c r="A1"><v>1</v></c><c r="{place}"><v>2</v></c></row>'))


@pytest.mark.parametrize("style", ["n", "d", "b", "s", "e", "inlineStr", "odd"])
def test_a_cell_of_no_number_is_survived(law: Law, style: str) -> None:
    for value in ("1e99999", "NaN", "9" * 5_000, "0x10", " "):
        law(sheet(f'<row r="1"><c r="A1" t="{style}"><v>{value}</v></c><c r="B1"><v>2</v></c></row>'))


@pytest.mark.parametrize("field", ["1,", '"a",', "a" * 99 + ",", '"', ",", '"",'])
def test_one_line_without_end_is_refused_or_read(law: Law, field: str) -> None:
    law("Cash,1,2\nStock,3,4\nTotal,4,6\n" + field * (1_000_000 // len(field)))


def test_two_hundred_tables_in_one_another_are_read_or_refused(law: Law) -> None:
    law("<html>" + "<table><tr><td>1<td>2<td>3<td>" * 200 + PAGE)


@pytest.mark.parametrize("blank", [" ", "\n", "\t", "\u00a0", "\r", "\f", " \n", "\u3000", "\u200b"])
def test_blanks_by_the_million_hold_nothing(law: Law, blank: str) -> None:
    assert kind(law(blank * (2_000_000 // len(blank)))) in ("unreadable", "no-figures")


@pytest.mark.parametrize(
    "piece", [" ", "\t", "-", "=", ".", "|", ":-", "| ", "<", "&", "$ ", "(", "1 ", "1,", "\u00a0"]
)
def test_one_thing_repeated_on_the_line_above_a_table_is_passed(law: Law, piece: str) -> None:
    """A pattern that parted it in every way would not end within the law's seconds."""
    law(piece * (200_000 // len(piece)) + RELEASE.decode())


def test_blanks_between_the_lines_of_a_table_are_passed(law: Law) -> None:
    law(RELEASE.replace(b"\n", b"\n" * 200_000).replace(b"   ", b" " * 20_000))


def test_memory_is_a_small_multiple_of_the_file(tmp_path: Path) -> None:
    """Scaled: what five million blanks take says what two hundred would, beyond which nothing is opened."""
    path = tmp_path / "filing"
    path.write_bytes(b" " * 5_000_000 + RELEASE)
    ask = "import resource as r, sys, auditor; auditor.audit(sys.argv[1]); print(r.getrusage(r.RUSAGE_SELF).ru_maxrss)"
    seen = [
        subprocess.run([sys.executable, "-c", ask, one], capture_output=True, check=True).stdout
        for one in (__file__, path)
    ]
    assert int(seen[1]) - int(seen[0]) < 20 * 5_000  # kilobytes


def test_a_file_of_ten_gigabytes_is_not_opened(tmp_path: Path) -> None:
    """It has holes: the disk holds none of it, reading it would fill the memory."""
    path = tmp_path / "filing"
    with path.open("wb") as stream:
        stream.truncate(10_000_000_000)
    assert kind(hold(path)) == "limit"
