"""One filing of a batch: audited to one line."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from time import perf_counter
from typing import Any

from auditor.model.audit import Audit, Extraction, Failure
from auditor.model.own import NOTHING, Own
from auditor.pipeline import audit_file, audit_source, unread
from auditor.report.index import Entry, entry
from auditor.report.report import Report


@dataclass(frozen=True, slots=True)
class Particulars:
    """What a table of results says of one filing beside its report. ``detectable`` and ``locatable`` count figures."""

    company: str | None
    form: str | None
    period: str | None  # ISO date
    sha256: str | None
    errors: int
    warnings: int
    notes: int
    figures: int
    detectable: int
    locatable: int
    seconds: float
    failure: str | None  # its message; the kind is the outcome's


@dataclass(frozen=True, slots=True)
class Outcome:
    """One filing's report line (JSON, without line end) and what the batch counts of it."""

    path: str
    line: str
    errors: int
    warnings: int
    failure: str | None  # the kind, None where the filing was audited
    entry: Entry | None = None  # its row in the index, where pages are written
    particulars: Particulars | None = None
    kept: Any = None  # what the brief's `keep` made of the audit


@dataclass(frozen=True, slots=True)
class Brief:
    """What every filing of a batch is audited with: a user's checks, the folder its page goes into (None: no pages),
    a user's templates, and what a user's configuration adds.

    Where ``keep`` is given, what it makes of the audit and its seconds is all that comes back, and no report line.
    """

    checks: tuple[Path, ...] = ()
    pages: Path | None = None
    templates: tuple[Path, ...] = ()
    own: Own = NOTHING
    keep: Callable[[Audit, float], Any] | None = None


def audited(path: str, brief: Brief = Brief()) -> Outcome:
    """Audit one file, and write its page where the brief says so."""
    began = perf_counter()
    report = Report(audit_file(path, checks=brief.checks, own=brief.own))
    return _outcome(path, report, brief, perf_counter() - began)


def audited_bytes(path: str, data: bytes, beside: Mapping[str, bytes], brief: Brief) -> Outcome:
    """The same for a file that cannot be seen here: its bytes, and those of the linkbases and schemas beside it."""
    from auditor.read.source import Source

    began = perf_counter()
    report = Report(audit_source(Source(path, data, beside), checks=brief.checks, own=brief.own))
    return _outcome(path, report, brief, perf_counter() - began)


def lost(path: str, failure: Failure, brief: Brief = Brief()) -> Outcome:
    """The outcome of a filing whose process ended, or took too long or too much."""
    return _outcome(path, Report(Audit(unread(path), Extraction(tables=(), figures=()), failure=failure)), brief, 0.0)


def _outcome(path: str, report: Report, brief: Brief, seconds: float) -> Outcome:
    if brief.keep is not None:
        return Outcome(path, "", 0, 0, report.failure.kind if report.failure else None,
                       kept=brief.keep(report.audit, seconds))  # fmt: skip
    document = report.document()
    summary = document["summary"]
    kind = report.failure.kind if report.failure else None
    row: Entry | None = None
    if brief.pages is not None:
        row = entry(document, seconds)
        try:
            (brief.pages / row.page).write_text(report.to_html(brief.templates), encoding="utf-8", errors="replace")
        except Exception as error:  # a full disk, or a defect of the page, costs the page and never the report
            said = error.strerror if isinstance(error, OSError) else f"{type(error).__name__}: {error}"
            row = replace(row, page="", failure=row.failure or f"its page could not be written: {said}")
    particulars = _particulars(document, seconds)
    return Outcome(path, report.to_json(), summary["errors"], summary["warnings"], kind, row, particulars)


def _particulars(document: Mapping[str, Any], seconds: float) -> Particulars:
    first, summary, coverage = document["documents"][0], document["summary"], document["coverage"]
    return Particulars(
        company=first["company"],
        form=first["form"],
        period=first["period"],
        sha256=first["sha256"],
        errors=summary["errors"],
        warnings=summary["warnings"],
        notes=summary["info"],
        figures=coverage["figures"],
        detectable=coverage["detectable"],
        locatable=coverage["locatable"],
        seconds=round(seconds, 3),
        failure=document["failure"]["message"] if document["failure"] else None,
    )


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
