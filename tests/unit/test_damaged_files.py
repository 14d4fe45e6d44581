"""Every medium, damaged in every way: a report in the published form or one clear line, soon, the same every time.

The files are small and laid out here; `tests.fuzz.damage` says how they are damaged.
"""

from __future__ import annotations

import gzip
import io
import json
import zipfile
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.fuzz.damage import KINDS, Damage, damaged
from tests.fuzz.law import hold

CORPUS = Path(__file__).resolve().parents[1] / "fuzz" / "corpus"
INSTANCE = b"""<?xml version="1.0" encoding="utf-8"?>
<xbrl xmlns="http://www.xbrl.org/2003/instance" xmlns:x="urn:x" xmlns:xbrldi="http://xbrl.org/2006/xbrldi">
<context id="c"><entity><identifier scheme="urn:s">7</identifier><segment>
<xbrldi:explicitMember dimension="x:Line">x:Gold</xbrldi:explicitMember></segment></entity>
<period><startDate>2003-01-01</startDate><endDate>2003-12-31</endDate></period></context>
<unit id="u"><measure>iso4217:USD</measure></unit>
<unit id="p"><divide><unitNumerator><measure>iso4217:USD</measure></unitNumerator>
<unitDenominator><measure>shares</measure></unitDenominator></divide></unit>
<x:Sales contextRef="c" unitRef="u" decimals="-3">12000</x:Sales>
<x:Costs contextRef="c" unitRef="u" decimals="-3">7000</x:Costs>
<x:Profit contextRef="c" unitRef="p" decimals="2">0.45</x:Profit></xbrl>
"""
SHEET = (
    b"Balance sheet,,\r\n(in thousands),2003,2002\r\n"
    b'"Cash, and deposits","1,204",1106\r\nStock,311,(298)\r\nTotal,1515,808\r\n'
)
ROWS = (("(in thousands)", "2003", "2002"), ("Cash", 1204, 1106.5), ("Stock", 311, -298), ("Total", 1515, 808.5))


@cache
def workbook() -> bytes:
    from openpyxl import Workbook

    book = Workbook()
    for row in ROWS:
        book.active.append(row)
    book.active["B5"] = "=B2+B3"
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


@cache
def parquet() -> bytes:
    import pyarrow
    from pyarrow import parquet as writer

    stream = io.BytesIO()
    columns = {"label": ["Cash", "Stock", "Total"], "2003": [1204, 311, 1515], "2002": [1106.5, -298.0, 808.5]}
    writer.write_table(pyarrow.table(columns), stream)
    return stream.getvalue()


def packed(members: dict[str, bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as writer:
        for name, data in members.items():
            writer.writestr(name, data)
    return stream.getvalue()


def seed(medium: str, name: str) -> bytes:
    return (CORPUS / medium / name).read_bytes()


@cache
def plain(medium: str) -> tuple[tuple[bytes, str], ...]:
    """The small valid files of a medium, and whose words may be put into them."""
    if medium in ("text", "html"):
        return tuple((path.read_bytes(), medium) for path in sorted((CORPUS / medium).iterdir()))
    release = seed("text", "balance-sheet")
    return {
        "inline XBRL": ((seed("html", "inline-tags"), "xml"),),
        "XBRL": ((INSTANCE, "xml"),),
        "CSV": ((SHEET, "csv"), (SHEET.replace(b",", b"\t"), "csv")),
        "XLSX": ((workbook(), "bytes"),),
        "Parquet": ((parquet(), "bytes"),),
        "ZIP": ((packed({"q1.txt": release, "q2.csv": SHEET}), "bytes"), (gzip.compress(release), "bytes")),
        "submission": ((seed("text", "submission-of-two-documents"), "text"),),
    }[medium]


MEDIA = ("text", "html", "inline XBRL", "XBRL", "CSV", "XLSX", "Parquet", "ZIP", "submission")
share = st.floats(0, 1, exclude_max=True)
damages = st.lists(
    st.builds(
        Damage, st.sampled_from(KINDS), share, share, st.sampled_from((1, 2, 8, 40, 200)), st.integers(0, 65_535)
    ),
    min_size=1,
    max_size=4,
)
few = settings(
    max_examples=20, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow], database=None
)


def held(data: bytes) -> str:
    """The report on a file of these bytes, without what differs from run to run."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "filing"
        path.write_bytes(data)
        return json.dumps(hold(path).document()).replace(folder, "")


@pytest.mark.parametrize("medium", MEDIA)
def test_the_file_that_is_damaged_is_read_when_it_is_whole(medium: str) -> None:
    assert all('"kind": "unreadable"' not in held(data) for data, _ in plain(medium))


@pytest.mark.parametrize("medium", MEDIA)
@few
@given(damages=damages, pick=st.integers(0, 5))
def test_a_damaged_file_gives_a_report_or_one_line(medium: str, damages: list[Damage], pick: int) -> None:
    data, words = plain(medium)[pick % len(plain(medium))]
    held(damaged(data, damages, words))


@pytest.mark.parametrize("medium", MEDIA)
@settings(few, max_examples=4)
@given(damages=damages)
def test_the_same_bytes_give_the_same_report(medium: str, damages: list[Damage]) -> None:
    data, words = plain(medium)[0]
    bad = damaged(data, damages, words)
    assert held(bad) == held(bad)


@pytest.mark.parametrize(
    "target", ["xl/worksheets/sheet1.xml", "xl/styles.xml", "xl/workbook.xml", "[Content_Types].xml"]
)
@settings(few, max_examples=8)
@given(damages=damages)
def test_a_workbook_whose_xml_is_damaged_is_survived(target: str, damages: list[Damage]) -> None:
    """The archive is sound, so that the damage reaches the reader of sheets."""
    with zipfile.ZipFile(io.BytesIO(workbook())) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    held(packed(members | {target: damaged(members[target], damages, "xml")}))


@pytest.mark.parametrize(
    "encoding", ["utf-16", "utf-16-le", "utf-16-be", "cp1252", "utf-8-sig", "utf-32", "cp037", "utf-7"]
)
@pytest.mark.parametrize("medium", ["text", "html", "XBRL", "CSV"])
def test_other_encodings_are_read_or_refused(medium: str, encoding: str) -> None:
    for data, _ in plain(medium):
        held(data.decode().encode(encoding, "replace"))


@pytest.mark.parametrize(
    "path",
    sorted(path for path in CORPUS.rglob("*") if path.is_file()),
    ids=lambda path: f"{path.parent.name}-{path.name}",
)
def test_the_fuzzers_corpus_holds_the_law(path: Path) -> None:
    hold(path)
