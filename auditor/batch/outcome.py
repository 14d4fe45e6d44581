"""One filing of a batch: audited to one line."""

from __future__ import annotations

import os
import tempfile
from dataclasses import dataclass, replace
from pathlib import Path
from time import perf_counter

from auditor.model.audit import Audit, Extraction, Failure
from auditor.pipeline import audit_file, unread
from auditor.report.index import Entry, entry
from auditor.report.report import Report


@dataclass(frozen=True, slots=True)
class Outcome:
    """One filing's report line (JSON, without line end) and what the batch counts of it."""

    path: str
    line: str
    errors: int
    warnings: int
    failure: str | None  # the kind, None where the filing was audited
    entry: Entry | None = None  # its row in the index, where pages are written


@dataclass(frozen=True, slots=True)
class Brief:
    """What every filing of a batch is audited with: a user's checks, the folder its page goes into (None: no pages),
    and a user's templates."""

    checks: tuple[Path, ...] = ()
    pages: Path | None = None
    templates: tuple[Path, ...] = ()


def audited(path: str, brief: Brief = Brief()) -> Outcome:
    """Audit one file, and write its page where the brief says so."""
    began = perf_counter()
    report = Report(audit_file(path, checks=brief.checks))
    return _outcome(path, report, brief, perf_counter() - began)


def lost(path: str, failure: Failure, brief: Brief = Brief()) -> Outcome:
    """The outcome of a filing whose process ended or ran too long."""
    return _outcome(path, Report(Audit(unread(path), Extraction(tables=(), figures=()), failure=failure)), brief, 0.0)


def _outcome(path: str, report: Report, brief: Brief, seconds: float) -> Outcome:
    summary = report.document()["summary"]
    kind = report.failure.kind if report.failure else None
    row: Entry | None = None
    if brief.pages is not None:
        row = entry(report.document(), seconds)
        try:
            (brief.pages / row.page).write_text(report.to_html(brief.templates), encoding="utf-8", errors="replace")
        except Exception as error:  # a full disk, or a defect of the page, costs the page and never the report
            said = error.strerror if isinstance(error, OSError) else f"{type(error).__name__}: {error}"
            row = replace(row, page="", failure=row.failure or f"its page could not be written: {said}")
    return Outcome(path, report.to_json(), summary["errors"], summary["warnings"], kind, row)


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
