"""Data releases: extracted figures of many companies, audited entity by entity."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from auditor.model.audit import Audit


def is_release(path: str) -> bool:
    """Whether the file or directory at ``path`` is a data release."""
    return False


def audits(path: str, columns: Mapping[str, str], jobs: int = 1) -> Iterator[Audit]:
    """An audit of each entity."""
    yield from ()
