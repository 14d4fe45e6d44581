"""Archives: a ``.gz`` holds one file, a ``.zip`` several; each member is read for what it is.

Archives in archives stay closed. What a member claims to be called is only a name: nothing is written anywhere.
"""

from __future__ import annotations

import gzip
import io
import lzma
import struct
import zipfile
import zlib
from collections.abc import Sequence
from dataclasses import replace

from auditor.model.diagnostic import Diagnostic
from auditor.model.document import Document
from auditor.read.failure import ReadFailure, over_limit, unreadable, without_figures
from auditor.read.linkbase import is_linked
from auditor.read.sniff import signature, xml_root
from auditor.read.source import SIZE_LIMIT, Source

MOST_MEMBERS = 1_000
MOST_RATIO = 1_000  # expanded bytes for each packed one; deflate of text gives 5 to 20, of blanks up to 1,032
RATIO_FLOOR = 10_000_000  # bytes below which no ratio is absurd
LONGEST_NAME = 200  # characters of a member's name that are shown
CHUNK = 1 << 20
ENCRYPTED = 0x1  # of a member's flags

# What the library raises for archives that are cut, forged, or packed in a way it does not know.
DAMAGE: tuple[type[Exception], ...] = (
    *(zipfile.BadZipFile, zlib.error, lzma.LZMAError, struct.error, OSError, EOFError),
    *(ValueError, OverflowError, RuntimeError),
)

_WORKBOOK = "xl/workbook.xml"
_OFFICE = {"word/document.xml": "a word processor's document (.docx)", "ppt/presentation.xml": "a presentation (.pptx)"}


def read_archive(source: Source, kind: str) -> tuple[Document, ...]:
    """The documents of every member of the archive that can be read; the others are named in their diagnostics.

    ``kind`` is "gzip" or "zip". Raises `ReadFailure` where no member can be read.
    """
    return _read_gzip(source) if kind == "gzip" else _read_zip(source)


def _read_gzip(source: Source) -> tuple[Document, ...]:
    from auditor.read.door import documents_of

    data = _inflated(source)
    if not data:
        raise unreadable(f"{source.path}: a gzip archive of nothing")
    if signature(data) in ("gzip", "zip") and not _is_workbook(data):
        raise unreadable(f"{source.path}: an archive within an archive is not opened")
    return documents_of(Source(source.path, data))


def _inflated(source: Source) -> bytes:
    """The expanded bytes of a gzip file, which may be several end to end, within the limits."""
    parts: list[bytes] = []
    total = 0
    try:
        with gzip.GzipFile(fileobj=io.BytesIO(source.data)) as stream:
            while chunk := stream.read(CHUNK):
                total += len(chunk)
                _within_limits(source.path, total, len(source.data))
                parts.append(chunk)
    except EOFError:
        raise unreadable(f"{source.path}: a gzip archive that is cut off") from None
    except (OSError, zlib.error) as error:
        raise unreadable(f"{source.path}: a damaged gzip archive ({' '.join(str(error).split())})") from None
    return b"".join(parts)


def _within_limits(path: str, expanded: int, packed: int) -> None:
    if expanded > SIZE_LIMIT:
        raise over_limit(f"{path}: expands to more than the limit of {SIZE_LIMIT:,} bytes")
    if expanded > RATIO_FLOOR and expanded > MOST_RATIO * packed:
        raise over_limit(f"{path}: expands to more than {MOST_RATIO:,} times its size")


def _is_workbook(data: bytes) -> bool:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return _WORKBOOK in archive.namelist()
    except DAMAGE:
        return False


def _read_zip(source: Source) -> tuple[Document, ...]:
    from auditor.read.releases import data_set

    try:
        archive = zipfile.ZipFile(io.BytesIO(source.data))
    except DAMAGE as error:
        raise unreadable(f"{source.path}: a damaged zip archive ({' '.join(str(error).split())})") from None
    with archive:
        members = [member for member in archive.infolist() if not member.is_dir()]
        names = [member.filename for member in members]
        if _WORKBOOK in names:
            from auditor.read.frames import read_frames

            return (read_frames(source),)
        for name, kind in _OFFICE.items():
            if name in names:
                raise unreadable(f"{source.path}: {kind} is not read here")
        if release := data_set(names):
            raise without_figures(f"{source.path}: {release}")
        if len(members) > MOST_MEMBERS:
            raise over_limit(f"{source.path}: holds {len(members):,} members, over the limit of {MOST_MEMBERS:,}")
        return _members(source, archive, members)


def _members(source: Source, archive: zipfile.ZipFile, members: Sequence[zipfile.ZipInfo]) -> tuple[Document, ...]:
    documents: list[Document] = []
    remarks: list[Diagnostic] = []
    failures: list[ReadFailure] = []
    beside: dict[str, bytes] = {}  # linkbases and schemas are read with the instance among the members
    total = 0
    for member in sorted(members, key=lambda member: not is_linked(_base(member))):
        name = _shown(member.filename)
        try:
            data = _content(source, archive, member, total)
            total += len(data)
            if _is_linkbase(member, data):
                beside[_base(member)] = data
            else:
                documents += _documents(Source(f"{source.path}#{name}", data, beside))
        except ReadFailure as failure:
            if failure.failure.kind == "limit":
                raise
            failures.append(failure)
            reason = failure.failure.message.removeprefix(f"{source.path}#{name}: ")
            remarks.append(Diagnostic("warning", f"{name} was not read: {reason}"))
    used = {name for document in documents if document.linkbase for name in document.linkbase.files}
    remarks += [
        Diagnostic("warning", f"{_shown(name)} was not read: no instance beside it refers to it")
        for name in beside
        if name not in used and not name.lower().endswith("_def.xml")
    ]
    if not documents:
        if len(failures) == 1:
            raise failures[0]
        count = f"{len(failures):,} members, none of which can be read" if failures else "no members"
        first = f": {remarks[0].message}" if remarks else ""
        raise unreadable(f"{source.path}: a zip archive of {count}{first}")
    numbered = [replace(document, id=f"d{number}") for number, document in enumerate(documents, start=1)]
    # The first document bears the path as given, by which a batch knows the file; the others name their members.
    main = replace(numbered[0], path=source.path, diagnostics=(*numbered[0].diagnostics, *remarks))
    return (main, *numbered[1:])


def _base(member: zipfile.ZipInfo) -> str:
    return member.filename.replace("\\", "/").rpartition("/")[2]


def _is_linkbase(member: zipfile.ZipInfo, data: bytes) -> bool:
    """Whether a member is a linkbase or schema, by its name and its root."""
    return is_linked(_base(member)) and xml_root(data[:CHUNK].decode("utf-8", "replace")) in ("linkbase", "schema")


def _documents(source: Source) -> tuple[Document, ...]:
    from auditor.read.door import documents_of

    if not source.data:
        raise unreadable(f"{source.path}: is empty")
    if signature(source.data) in ("gzip", "zip") and not _is_workbook(source.data):
        raise unreadable(f"{source.path}: an archive within an archive is not opened")
    return documents_of(source)


def _content(source: Source, archive: zipfile.ZipFile, member: zipfile.ZipInfo, before: int) -> bytes:
    """The expanded bytes of one member; ``before`` of the limit are used up already."""
    path = f"{source.path}#{_shown(member.filename)}"
    if member.flag_bits & ENCRYPTED:
        raise unreadable(f"{path}: is encrypted")
    parts: list[bytes] = []
    expanded = 0
    try:
        with archive.open(member) as stream:
            while chunk := stream.read(CHUNK):
                expanded += len(chunk)
                _within_limits(source.path, before + expanded, len(source.data))
                parts.append(chunk)
    except DAMAGE as error:
        raise unreadable(f"{path}: is damaged ({' '.join(str(error).split())})") from None
    return b"".join(parts)


def _shown(name: str) -> str:
    """A member's name as it may stand in a report: one line of printable characters, not too long."""
    return "".join(letter if letter.isprintable() else "\ufffd" for letter in name)[:LONGEST_NAME]
