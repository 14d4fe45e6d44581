"""Data releases: extracted figures of many companies, audited company by company or filing by filing.

``audits`` yields one `auditor.model.audit.Audit` each, whatever the form of the release: a regulator's statement data
set or company facts (docs/releases.md), long or wide tables of a data team's own (docs/release-tables.md).
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from auditor.model.own import NOTHING, Own

if TYPE_CHECKING:
    from auditor.model.audit import Audit

__all__ = ["audits", "is_release"]


def is_release(path: str | os.PathLike[str], columns: Mapping[str, str] | None = None) -> bool:
    """Whether ``path`` is a data release. ``columns`` are a user's names for the columns of a table, by their role."""
    from auditor.release.sniffing import form_of, head_of

    name = os.fspath(path)
    form = form_of(name)
    if form is None:
        return False
    if form == "delimited":  # what reads tables takes a second to load: a page of words need not wait for it
        from auditor.release.release_table import may_be_headed

        if not may_be_headed(head_of(name), columns or None):
            return False
    from auditor.release import company_facts, statement_sets, tables

    if form == "json":
        return company_facts.is_release(name)
    return statement_sets.is_release(name) or tables.is_release_table(name, columns or None)


def audits(
    path: str | os.PathLike[str],
    jobs: int = 1,
    checks: Sequence[Path] = (),
    columns: Mapping[str, str] | None = None,
    against: str | os.PathLike[str] | None = None,
    own: Own = NOTHING,
) -> Iterator[Audit]:
    """The audit of every filing or entity of a release, in their order, by ``jobs`` processes where its form allows.

    ``against`` is the release before it, of tables. Raises `auditor.read.ReadFailure` where a release cannot be read.
    """
    from auditor.release import company_facts, statement_sets, tables

    if statement_sets.is_release(path):
        return statement_sets.audits(path, jobs, checks, own)
    if company_facts.is_release(path):
        return company_facts.audits(path, jobs, checks, own)
    return tables.audits(path, columns or None, against, checks=checks, own=own)
