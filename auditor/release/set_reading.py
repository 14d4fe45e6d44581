"""The regulator's Financial Statement Data Sets, read: a zip or a folder of ``sub``, ``num`` and ``pre`` tables.

Read as text throughout, a run of rows at a time; of the values only those of a whole company (or of a registrant that
files together with others) are kept, and of these only those that some statement shows. What one filing holds is then
one slice of each column. ``tag`` is read where it is there, for which amounts are per share.

Older releases have ``coreg`` (a co-registrant) and no ``segments``; newer ones have both or only ``segments``. Columns
are known by their heads, in any order.
"""

from __future__ import annotations

import os
import zipfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import pairwise
from typing import IO, Any, NamedTuple

from auditor.model.audit import Failure
from auditor.read.archive import DAMAGE
from auditor.read.failure import ReadFailure, over_limit, unreadable
from auditor.release.sniffing import damaged, refuse_other

ROWS_AT_A_TIME = 250_000
MOST_BYTES = 8_000_000_000  # of one table, expanded; the largest release so far has 0.6 GB of values
MOST_RATIO = 1_000  # expanded bytes for each packed one, as in read/archive.py
TABLES = ("sub", "num", "pre")  # without any of these there is nothing to audit

_NEEDED = {
    "sub": ("adsh", "name", "form", "period"),
    "num": ("adsh", "tag", "version", "ddate", "qtrs", "uom", "value"),
    "pre": ("adsh", "report", "line", "stmt", "inpth", "tag", "version", "plabel", "negating"),
}
_OPTIONAL = {"sub": ("cik", "fye"), "num": ("coreg", "segments"), "pre": ()}
_ENTITY = ("LegalEntity=", "dei:LegalEntityAxis", "us-gaap:LegalEntityAxis")  # the segment a co-registrant stands in
_JOINED = ("report", "line", "stmt", "inpth", "tag", "version", "plabel", "negating", "ddate", "qtrs", "uom", "coreg",
           "value", "at")  # fmt: skip


class Submission(NamedTuple):
    """What ``sub`` says of a filing. ``period`` is an ISO date or None."""

    adsh: str
    company: str | None
    form: str | None
    period: str | None
    cik: str | None


class ShownValue(NamedTuple):
    """One value where one line of a statement shows it. ``text`` is the release's own, ``at`` its line in ``num``."""

    report: int
    line: int
    statement: str  # "BS", "IS", "CF", "EQ", "CI", "UN"
    in_parentheses: bool
    tag: str
    version: str
    label: str
    is_negated: bool  # the statement shows it with its sign turned
    day: str  # YYYYMMDD
    quarters: str
    unit: str
    registrant: str  # "" for the filer as a whole
    text: str
    at: int


@dataclass(frozen=True)
class StatementSet:
    """A release in memory: ``columns`` hold the joined rows in order of filing, report and line."""

    path: str
    submissions: dict[str, Submission]
    columns: dict[str, Any] = field(repr=False)  # NumPy or pandas arrays of equal length
    bounds: dict[str, tuple[int, int]] = field(repr=False)  # rows of each filing
    shares: frozenset[tuple[str, str]] = field(default=frozenset(), repr=False)  # tags of amounts per share

    @property
    def filings(self) -> list[str]:
        """Accession numbers, in order."""
        return sorted(self.submissions)

    def values(self, adsh: str) -> list[ShownValue]:
        """Every value that a statement of the filing shows, in the order of its reports and lines."""
        begin, end = self.bounds.get(adsh, (0, 0))
        if begin == end:
            return []
        parts = {name: column[begin:end].tolist() for name, column in self.columns.items()}
        return [
            ShownValue(
                _whole(report), _whole(line), statement, parenthesised == "1", tag, version, label, negating == "1",
                day, quarters, unit, registrant, text, at,
            )
            for report, line, statement, parenthesised, tag, version, label, negating, day, quarters, unit, registrant,
            text, at in zip(*(parts[name] for name in _JOINED), strict=True)
        ]  # fmt: skip


def _whole(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 0


def read_set(path: str) -> StatementSet:
    """The release at ``path``. Raises `ReadFailure` where a table is absent, malformed or too large."""
    import pandas as pd

    try:
        with _opened(path) as tables:
            missing = [name for name in TABLES if name not in tables.names]
            if missing:
                raise unreadable(f"{path}: a statement data set without its table {' and '.join(missing)}")
            submissions = _submissions(_whole_table(tables, "sub"))
            pre = _whole_table(tables, "pre").drop_duplicates(ignore_index=True)
            shares = _per_share(tables)
            num = _values(tables)
    except DAMAGE as error:
        raise damaged(path, error) from None
    for key in ("adsh", "tag", "version"):  # one set of codes for both sides makes the join one of integers
        known = pd.api.types.union_categoricals([num[key], pre[key]], sort_categories=True).categories
        num[key] = num[key].cat.set_categories(known)
        pre[key] = pre[key].cat.set_categories(known)
    pre["report_number"] = pd.to_numeric(pre["report"].astype(str), errors="coerce").fillna(0).astype("int32")
    pre["line_number"] = pd.to_numeric(pre["line"].astype(str), errors="coerce").fillna(0).astype("int32")
    rows = pre.merge(num, on=["adsh", "tag", "version"], how="inner")
    rows = rows.sort_values(["adsh", "report_number", "line_number", "at"], ignore_index=True)
    codes = rows["adsh"].cat.codes.to_numpy()
    edges = [0, *(at + 1 for at in (codes[1:] != codes[:-1]).nonzero()[0].tolist()), len(codes)] if len(codes) else []
    names = rows["adsh"].cat.categories
    bounds = {names[codes[a]]: (a, b) for a, b in pairwise(edges)}
    columns = {name: rows[name].to_numpy() if name == "at" else rows[name].array for name in _JOINED}
    return StatementSet(path, submissions, columns, bounds, shares)


class _Tables:
    """The tables of a release by name, wherever they lie."""

    def __init__(self, path: str, names: dict[str, str], archive: zipfile.ZipFile | None) -> None:
        self.path, self.names, self.archive = path, names, archive

    def open(self, name: str) -> IO[bytes]:
        own = self.names[name]
        if self.archive is None:
            refuse_other(own)
            return open(own, "rb")
        entry = self.archive.getinfo(own)
        if entry.file_size > MOST_BYTES or entry.file_size > MOST_RATIO * max(entry.compress_size, 1):
            raise over_limit(f"{self.path}: {own} expands to {entry.file_size:,} bytes")
        return self.archive.open(entry)


def table_names(names: Sequence[str]) -> dict[str, str]:
    """Which of the files holds which table: by their names without folder and ending.

    >>> table_names(["a/sub.txt", "NUM.TSV", "readme.htm"])
    {'sub': 'a/sub.txt', 'num': 'NUM.TSV'}
    """
    found: dict[str, str] = {}
    for name in names:
        stem, _, ending = name.replace("\\", "/").rpartition("/")[2].lower().rpartition(".")
        if ending in ("txt", "tsv") and stem in (*TABLES, "tag"):
            found.setdefault(stem, name)
    return found


@contextmanager
def _opened(path: str) -> Iterator[_Tables]:
    if os.path.isdir(path):
        names = table_names(sorted(os.listdir(path)))
        yield _Tables(path, {stem: os.path.join(path, name) for stem, name in names.items()}, None)
        return
    refuse_other(path)
    with zipfile.ZipFile(path) as archive:
        yield _Tables(path, table_names(archive.namelist()), archive)


def _chunks(tables: _Tables, name: str, needed: Sequence[str], optional: Sequence[str]) -> Iterator[Any]:
    """Runs of rows of one table as data frames of text. Raises `ReadFailure` where a column is absent."""
    import pandas as pd

    with tables.open(name) as stream:
        head = stream.readline(65_536).decode("utf-8-sig", "replace").rstrip("\r\n").split("\t")
    absent = [column for column in needed if column not in head]
    if absent:
        raise unreadable(f"{tables.path}: the table '{name}' has no column {', '.join(absent)}")
    wanted = [column for column in (*needed, *optional) if column in head]
    options = {
        "sep": "\t",
        "usecols": wanted,
        "keep_default_na": False,
        "quoting": 3,  # a quotation mark is a character like any other
        "encoding": "utf-8-sig",
        "encoding_errors": "replace",
        "chunksize": ROWS_AT_A_TIME,
    }
    try:
        with tables.open(name) as stream:
            for chunk in pd.read_csv(stream, dtype="str", **options):
                yield _coded(chunk)
    except (ValueError, pd.errors.ParserError) as error:
        said = " ".join(str(error).split())[:200]
        raise ReadFailure(Failure("unreadable", f"{tables.path}: the table '{name}' is malformed: {said}")) from None


_PLAIN = ("value", "plabel")  # hardly one like another


def _coded(chunk: Any) -> Any:
    """What repeats as categories. (Asked for while reading, they would be numbers, and money floats.) Cells that a
    short row lacks are empty."""
    import pandas as pd

    chunk = chunk.fillna("")
    return pd.DataFrame({c: chunk[c] if c in _PLAIN else chunk[c].astype("category") for c in chunk.columns})


def _joined(chunks: Sequence[Any]) -> Any:
    """Runs of rows as one frame, their categories united."""
    import pandas as pd

    if len(chunks) == 1:
        return chunks[0]
    whole = {}
    for column in chunks[0].columns:
        parts = [chunk[column] for chunk in chunks]
        if parts[0].dtype.name == "category":
            whole[column] = pd.api.types.union_categoricals(parts)
        else:
            whole[column] = pd.concat(parts, ignore_index=True).array
    return pd.DataFrame(whole)


def _whole_table(tables: _Tables, name: str) -> Any:
    chunks = list(_chunks(tables, name, _NEEDED[name], _OPTIONAL[name]))
    if not chunks:
        raise unreadable(f"{tables.path}: the table '{name}' is empty")
    return _joined(chunks)


def _submissions(table: Any) -> dict[str, Submission]:
    found = {}
    has_cik = "cik" in table.columns
    ciks = table["cik"] if has_cik else table["adsh"]
    for adsh, name, form, period, cik in zip(
        table["adsh"], table["name"], table["form"], table["period"], ciks, strict=True
    ):
        day = f"{period[:4]}-{period[4:6]}-{period[6:]}" if len(period) == 8 and period.isdigit() else None
        if adsh:
            found[adsh] = Submission(adsh, name or None, form or None, day, cik if has_cik else None)
    return found


def _values(tables: _Tables) -> Any:
    """The rows of ``num`` that speak of a whole registrant, each with its line in the file."""
    import pandas as pd

    kept, line = [], 2  # the first row below the heads
    for chunk in _chunks(tables, "num", _NEEDED["num"], _OPTIONAL["num"]):
        chunk["at"] = range(line, line + len(chunk))
        line += len(chunk)
        if "coreg" not in chunk:
            chunk["coreg"] = pd.Categorical([""] * len(chunk))
        if "segments" in chunk:
            segments = chunk["segments"].astype(str)
            alone = segments.str.startswith(_ENTITY) & (segments.str.strip(";").str.count(";") == 0)
            chunk = chunk[(segments == "") | (alone & (chunk["coreg"] != ""))].drop(columns="segments")
        kept.append(chunk.reset_index(drop=True))
    if not kept:
        raise unreadable(f"{tables.path}: the table 'num' is empty")
    return _joined(kept)


def _per_share(tables: _Tables) -> frozenset[tuple[str, str]]:
    """(tag, version) of amounts per share, where the release tells."""
    if "tag" not in tables.names:
        return frozenset()
    try:
        chunks = list(_chunks(tables, "tag", ("tag", "version", "datatype"), ()))
    except ReadFailure:  # it only helps: names tell most of it
        return frozenset()
    kinds = ("perShare", "perUnit")
    parts = [chunk[chunk["datatype"].isin(kinds)] for chunk in chunks]
    return frozenset(
        (tag, version) for part in parts for tag, version in zip(part["tag"], part["version"], strict=True)
    )
