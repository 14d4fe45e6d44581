"""Where the golden filings stand, and what the auditor makes of each (audited once a test run)."""

from __future__ import annotations

from functools import cache, lru_cache
from pathlib import Path
from typing import Any

import golden_data
import oracle
import pytest

ROOT = Path(__file__).resolve().parents[2]
SEEDS = ROOT.parent / "shared" / "seeds"
RELEASES = ("hecla-2003-05-01", "hecla-2003-11-04")
COPIES = ("example", "original")

golden = lru_cache(maxsize=None)(golden_data.load)


def place(release: str, copy: str) -> Path:
    """The path of a release: our example, or the original, without which the test is skipped."""
    raw = golden(release).raw
    if copy == "example":
        return ROOT / "examples" / str(raw["example"])
    path = SEEDS / str(raw["original"])
    if not path.exists():
        pytest.skip(f"the original release is not here: {path.relative_to(ROOT.parent)}")
    return path


@cache
def report_on(path: Path) -> dict[str, Any]:
    import auditor

    document: dict[str, Any] = auditor.audit(path).document()
    return document


@cache
def reading_of(path: Path, release: str) -> oracle.Reading:
    return oracle.read_back(report_on(path), golden(release))
