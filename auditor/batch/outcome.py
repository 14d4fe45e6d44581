"""One filing of a batch: audited to one line."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from auditor.model.audit import Audit, Extraction, Failure
from auditor.pipeline import audit_file, unread
from auditor.report.report import Report


@dataclass(frozen=True, slots=True)
class Outcome:
    """One filing's report line (JSON, without line end) and what the batch counts of it."""

    path: str
    line: str
    errors: int
    warnings: int
    failure: str | None  # the kind, None where the filing was audited


def audited(path: str, checks: Sequence[Path] = ()) -> Outcome:
    """Audit one file."""
    return _outcome(path, Report(audit_file(path, checks=checks)))


def lost(path: str, failure: Failure) -> Outcome:
    """The outcome of a filing whose process ended or ran too long."""
    return _outcome(path, Report(Audit(unread(path), Extraction(tables=(), figures=()), failure=failure)))


def _outcome(path: str, report: Report) -> Outcome:
    summary = report.document()["summary"]
    kind = report.failure.kind if report.failure else None
    return Outcome(path, report.to_json(), summary["errors"], summary["warnings"], kind)


_FIRST = """
                    Balance Sheet
                    (in thousands)
                                2003      2002
Cash                           1,204     1,106
Inventories                      311       298
                              ------    ------
   Total assets                1,515     1,404
"""


def warm() -> None:
    """Audit a few lines, so that forked workers inherit every import, pattern and vocabulary ready made.

    What comes of it is of no interest: a defect it meets, each filing's own audit reports.
    """
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # one process a core already; threads would only contend
    os.environ.setdefault("OMP_NUM_THREADS", "1")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "first.txt")
        path.write_text(_FIRST, encoding="utf-8")
        audited(str(path))
