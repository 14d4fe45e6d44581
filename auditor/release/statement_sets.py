"""The regulator's Financial Statement Data Sets: each filing audited from what it told the regulator's machines.

A release is a zip (``2010q2.zip``) or a folder with the tables ``sub``, ``num`` and ``pre``; what a filing's statements
show becomes tables, and the engine that audits pages audits them (see docs/releases.md).
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from auditor.model.audit import Audit, Extraction
from auditor.model.document import Document
from auditor.model.own import NOTHING, Own
from auditor.read.failure import ReadFailure
from auditor.release.auditing import audit_all, digest
from auditor.release.set_reading import TABLES, StatementSet, read_set, table_names
from auditor.release.sniffing import form_of, kind_of_path, zip_names
from auditor.release.statement_tables import extract_filing

MEDIA = "statement-data-set"


def is_release(path: str | os.PathLike[str]) -> bool:
    """Whether a zip or a folder holds the tables of a statement data set. False for what cannot be opened."""
    name = os.fspath(path)
    form = form_of(name)
    try:
        if form == "zip":
            return set(TABLES) <= set(table_names(zip_names(name)))
        if form != "directory":
            return False
        found = table_names(sorted(os.listdir(name)))
    except (OSError, ReadFailure):
        return False
    return all(kind_of_path(os.path.join(name, found.get(table, ""))) == "file" for table in TABLES)


@dataclass(frozen=True)
class StatementRelease:
    """A statement data set as a release of filings: see `auditor.release.auditing.Release`."""

    data: StatementSet

    @classmethod
    def read(cls, path: str | os.PathLike[str]) -> StatementRelease:
        """The release at ``path``. Raises `auditor.read.ReadFailure` where it cannot be read."""
        return cls(read_set(os.fspath(path)))

    @property
    def path(self) -> str:
        return self.data.path

    @property
    def filings(self) -> Sequence[str]:
        return self.data.filings

    @cached_property
    def _digest(self) -> str:
        return digest(self.data.path)

    def document(self, adsh: str) -> Document:
        told = self.data.submissions[adsh]
        return Document(
            id="d1",
            path=f"{self.path}#{adsh}",
            media=MEDIA,
            text="",
            sha256=self._digest,
            line_starts=(0,),
            form=told.form,
            company=told.company,
            period=told.period,
            cik=told.cik,
        )

    def extraction(self, adsh: str) -> Extraction:
        return extract_filing(self.data.values(adsh), self.data.shares)


def audits(
    path: str | os.PathLike[str], jobs: int = 1, checks: Sequence[Path] = (), own: Own = NOTHING
) -> Iterator[Audit]:
    """The audit of every filing of the release at ``path``, in order of accession numbers.

    ``jobs`` processes share the work; the order is the same for any number of them. ``checks`` are directories of
    further checks: they are code, and are run. Raises `auditor.read.ReadFailure`, before the first audit, where the
    release cannot be read; a filing that cannot be audited is an audit with a ``failure``.
    """
    release = StatementRelease.read(path)
    return audit_all(release, jobs, checks, own)
