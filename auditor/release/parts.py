"""The tables a release consists of: a file, a directory or ZIP archive of files, the sheets of a workbook.

Each is read in stretches of rows, every cell as text, so that a table of millions of rows takes no more memory than
one of thousands. Nothing is known here of what columns mean.
"""

from __future__ import annotations

import hashlib
import io
import lzma
import zipfile
import zlib
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

import numpy as np
from numpy.typing import NDArray

from auditor.model.diagnostic import Diagnostic
from auditor.read.archive import DAMAGE, MOST_MEMBERS, MOST_RATIO, RATIO_FLOOR
from auditor.read.delimited import DELIMITERS, delimiter_of
from auditor.read.failure import over_limit, unreadable
from auditor.read.frames import missing_library
from auditor.read.sniff import encoding_of, signature
from auditor.read.source import SIZE_LIMIT, Source
from auditor.release.sniffing import damaged, refuse_other

STRETCH = 65_536  # rows read at a time
GLANCE = 1_024  # rows read to tell whether a table is a release
SAMPLE = 262_144  # bytes that tell encoding and delimiter
ENDINGS = (".csv", ".tsv", ".parquet", ".pq", ".xlsx")  # of files in a directory or archive that are tables
ENCRYPTED = 0x1

Texts = NDArray[np.object_]
Stretch = tuple[int, list[Texts]]  # zero-based row of the file's grid at which it begins; one array of texts a column


@dataclass(frozen=True)
class Part:
    """One table of a release. ``path`` is as a person would name it: ``drop.zip#q1.csv``; ``sheet`` that of a book.

    ``stretches()`` reads the rows below the header; it may be called once more for each reading.
    """

    path: str
    media: str
    sha256: str
    header: tuple[str, ...]
    stretches: Callable[[], Iterator[Stretch]]
    sheet: str = ""
    remarks: tuple[Diagnostic, ...] = ()


def parts_of(path: str, *, glance: bool = False) -> list[Part]:
    """Every table of the release at ``path``, in order of name.

    At a ``glance`` no file is read further than its first rows ask for: it has no digest, and its encoding is guessed.

    Raises `ReadFailure` for a path that does not exist, an empty or damaged file, and one that holds no table.
    """
    place = Path(path)
    try:
        if place.is_dir():
            inside = sorted(p for p in place.iterdir() if p.is_file() and p.name.lower().endswith(ENDINGS))
            if not inside:
                raise unreadable(f"{path}: a directory without tables ({', '.join(ENDINGS)})")
            return [part for one in inside for part in _of_file(str(one), one, glance)]
        return _of_file(path, place, glance)
    except FileNotFoundError:
        raise unreadable(f"{path}: no such file") from None
    except OSError as error:
        raise unreadable(f"{path}: {error.strerror or error}") from None


def _of_file(name: str, place: Path, glance: bool) -> list[Part]:
    refuse_other(str(place))
    with place.open("rb") as stream:
        head = stream.read(SAMPLE)
    if not head:
        raise unreadable(f"{name}: is empty")
    kind = signature(head)
    if kind not in ("", "zip", "parquet"):
        raise unreadable(f"{name}: {kind} is not read as a release table")
    digest = "" if glance else _digest(place)
    if kind == "zip":
        return _of_zip(name, place, digest, glance)
    if kind == "parquet":
        return [_parquet(name, digest, lambda: str(place))]
    return [_delimited(name, digest, lambda: place.open("rb"), glance)]


def _digest(place: Path) -> str:
    with place.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def _of_zip(name: str, place: Path, digest: str, glance: bool) -> list[Part]:
    try:
        with zipfile.ZipFile(place) as archive:
            members = {member.filename: member for member in archive.infolist() if not member.is_dir()}
            if "xl/workbook.xml" in members:
                return _sheets(name, digest, place.read_bytes())
            tables = sorted(one for one in members if one.lower().endswith(ENDINGS))
            if not tables or len(members) > MOST_MEMBERS:
                count = f"{len(members):,} members, " + ("over the limit" if tables else "none of which is a table")
                raise unreadable(f"{name}: a zip archive of {count}")
            return [part for one in tables for part in _of_member(name, place, digest, members[one], archive, glance)]
    except DAMAGE as error:
        raise damaged(name, error) from None


def _of_member(
    name: str, place: Path, digest: str, member: zipfile.ZipInfo, archive: zipfile.ZipFile, glance: bool
) -> Sequence[Part]:
    shown = f"{name}#{''.join(c if c.isprintable() else '?' for c in member.filename)[:200]}"
    if member.flag_bits & ENCRYPTED:
        raise unreadable(f"{shown}: is encrypted")
    if member.file_size > RATIO_FLOOR and member.file_size > MOST_RATIO * max(1, member.compress_size):
        raise over_limit(f"{shown}: expands to more than {MOST_RATIO:,} times its size")
    if not member.file_size:
        raise unreadable(f"{shown}: is empty")
    with archive.open(member) as stream:
        kind = signature(stream.read(8))
    if kind in ("zip", "parquet"):  # these are read from their end: they have to be whole
        if member.file_size > SIZE_LIMIT:
            raise over_limit(f"{shown}: {member.file_size:,} bytes, over the limit of {SIZE_LIMIT:,}")
        data = archive.read(member)
        return _sheets(shown, digest, data) if kind == "zip" else [_parquet(shown, digest, lambda: io.BytesIO(data))]
    if kind:
        raise unreadable(f"{shown}: {kind} is not read as a release table")

    @contextmanager
    def opened() -> Iterator[IO[bytes]]:
        try:
            with zipfile.ZipFile(place) as again, again.open(member.filename) as stream:
                yield stream
        except (zipfile.BadZipFile, zlib.error, lzma.LZMAError, EOFError, RuntimeError) as error:
            raise damaged(shown, error) from None

    return [_delimited(shown, digest, opened, glance)]


# --- delimited text ---------------------------------------------------------------------------------------------------


def _delimited(name: str, digest: str, opened: Callable[[], Any], glance: bool = False) -> Part:
    """A CSV or TSV file whose first row names its columns."""
    with opened() as stream:
        sample: bytes = stream.read(SAMPLE)
        encoding = _encoding(name, sample, stream, glance)
    text = sample.decode(encoding, "ignore").removeprefix("\ufeff")
    if not text.strip():
        raise unreadable(f"{name}: holds nothing but white space")
    first = text.partition("\n")[0]
    delimiter = delimiter_of(text) or max(DELIMITERS, key=first.count)
    if delimiter not in first:
        raise unreadable(f"{name}: no table of delimited fields: its first line is {first[:60]!r}")
    header = tuple(next(_rows(name, opened, encoding, delimiter, header=True, glance=glance))[1])
    return Part(
        name,
        "tsv" if delimiter == "\t" else "csv",
        digest,
        tuple(str(cells[0]).removeprefix("\ufeff") for cells in header),
        lambda: _rows(name, opened, encoding, delimiter, glance=glance),
    )


def _encoding(name: str, sample: bytes, stream: IO[bytes], glance: bool) -> str:
    """The encoding of the whole file: UTF-8 where all of it is, whatever its first bytes look like."""
    whole = len(sample) < SAMPLE
    wide = b"\0" in sample[:64]  # of UTF-16 a line ends behind its line feed
    cut = sample if whole or wide else sample[: sample.rfind(b"\n") + 1] or sample
    found = encoding_of(cut)
    if found is None:
        raise unreadable(f"{name}: not a text file (binary data)")
    if found != "utf-8" or whole or glance:
        return found
    import codecs

    decoder = codecs.getincrementaldecoder("utf-8")()
    try:
        decoder.decode(sample)
        while block := stream.read(1 << 20):
            decoder.decode(block)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return "cp1252" if b"\x00" not in sample else "latin-1"
    return "utf-8"


def _rows(
    name: str, opened: Callable[[], Any], encoding: str, delimiter: str, *, header: bool = False, glance: bool = False
) -> Iterator[Stretch]:
    """Stretches of the rows behind the first, or the first alone where ``header``."""
    import pandas as pd

    try:
        with opened() as stream:
            reader = pd.read_csv(
                stream,
                sep=delimiter,
                encoding=encoding,
                encoding_errors="replace" if glance else "strict",
                header=None,
                dtype=object,
                na_filter=False,
                skip_blank_lines=False,
                chunksize=1 if header else GLANCE if glance else STRETCH,
                on_bad_lines="error",
                low_memory=False,
            )
            at = 0
            for frame in reader:
                columns = [_texts(frame.iloc[:, n]) for n in range(frame.shape[1])]
                if header:
                    yield 0, columns
                    return
                skip = 1 if at == 0 else 0
                yield at + skip, [column[skip:] for column in columns]
                at += len(frame)
    except pd.errors.ParserError as error:
        raise unreadable(f"{name}: {' '.join(str(error).split())[:160]}") from None
    except (UnicodeDecodeError, pd.errors.EmptyDataError) as error:
        raise unreadable(f"{name}: cannot be read as {encoding} ({' '.join(str(error).split())[:100]})") from None


def _texts(column: Any) -> Texts:
    """A column's cells; a row too short has "" for what it lacks."""
    found: Texts = column.to_numpy(dtype=object)
    missing = column.isna().to_numpy()
    if missing.any():
        found = found.copy()
        found[missing] = ""
    return found


# --- Parquet and workbooks --------------------------------------------------------------------------------------------


def _parquet(name: str, digest: str, opened: Callable[[], Any]) -> Part:
    """A Parquet file; decimals keep their places, floats the fewest digits that name them."""
    try:
        import pyarrow as arrow
        from pyarrow import parquet
    except ImportError:
        raise missing_library(name, "Parquet", "parquet") from None
    from auditor.read.columnar import texts_of

    def stretches() -> Iterator[Stretch]:
        at = 1  # the names of the columns are the grid's first row
        try:
            for batch in parquet.ParquetFile(opened(), memory_map=False).iter_batches(batch_size=STRETCH):
                yield at, [_array(texts_of(column, arrow)) for column in batch.columns]
                at += batch.num_rows
        except (arrow.ArrowException, OSError, ValueError, TypeError, OverflowError) as error:
            raise unreadable(f"{name}: damaged Parquet ({' '.join(str(error).split())[:120]})") from None

    try:
        names = parquet.ParquetFile(opened(), memory_map=False).schema_arrow.names
    except (arrow.ArrowException, OSError, ValueError) as error:
        raise unreadable(f"{name}: damaged Parquet ({' '.join(str(error).split())[:120]})") from None
    return Part(name, "parquet", digest, tuple(names), stretches)


def _array(texts: Sequence[str]) -> Texts:
    found: Texts = np.empty(len(texts), dtype=object)
    found[:] = texts
    return found


def _sheets(name: str, digest: str, data: bytes) -> list[Part]:
    """The visible sheets of a workbook, each as it shows its cells; its first row names the columns."""
    from auditor.read.workbook import read_workbook

    sheets, remarks = read_workbook(Source(name, data))
    parts = []
    for number, sheet in enumerate(sheets):
        if not any(sheet.rows):
            continue
        grid = np.full((len(sheet.rows), sheet.width), "", dtype=object)
        for cells in sheet.rows:
            for cell in cells:
                grid[cell.place if sheet.addressed else (cell.row, cell.column)] = cell.text
        rows = [(1, [grid[1:, n] for n in range(sheet.width)])]
        parts.append(
            Part(
                name,
                "xlsx",
                digest,
                tuple(grid[0]),
                lambda rows=rows: iter(rows),  # type: ignore[misc]
                sheet=sheet.name,
                remarks=remarks if not number else (),
            )
        )
    if not parts:
        raise unreadable(f"{name}: a workbook without a table")
    return parts
