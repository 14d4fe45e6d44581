"""Data releases: many filings in one file, as a regulator publishes them.

``audits(path)`` yields one `auditor.model.audit.Audit` a filing, whatever the form of the release; each has a report
document of its own. See docs/releases.md.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from auditor.model.audit import Audit

__all__ = ["audits", "is_release"]


def is_release(path: str | os.PathLike[str]) -> bool:
    """Whether ``path`` is a statement data set (zip or folder) or company facts (JSON)."""
    from auditor.release import company_facts, statement_sets

    return statement_sets.is_release(path) or company_facts.is_release(path)


def audits(path: str | os.PathLike[str], jobs: int = 1, checks: Sequence[Path] = ()) -> Iterator[Audit]:
    """The audit of every filing of a release, in order of accession numbers, by ``jobs`` processes.

    Raises `auditor.read.ReadFailure` where the release cannot be read.
    """
    from auditor.release import company_facts, statement_sets

    if statement_sets.is_release(path):
        return statement_sets.audits(path, jobs, checks)
    return company_facts.audits(path, jobs, checks)
