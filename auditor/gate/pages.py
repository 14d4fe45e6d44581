"""The pages of a run: the report of every filing with something open, and an index of all."""

from __future__ import annotations

from pathlib import Path

from auditor.gate.outcome import Gated, Run
from auditor.model.audit import Audit
from auditor.report import index
from auditor.report.report import Report


def write_page(audit: Audit, folder: Path) -> tuple[str, str]:
    """Write the report's page of a filing into ``folder``: (its name, ""), or ("", why it could not be written).

    A page that cannot be written costs no finding: the index says why it is missing.
    """
    name = index.page_name(audit.document.path)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(Report(audit).to_html(), encoding="utf-8", errors="replace")
    except Exception as error:  # a full disk, or a defect of the page
        return "", error.strerror or "" if isinstance(error, OSError) else f"{type(error).__name__}: {error}"
    return name, ""


def write_index(run: Run, folder: Path) -> None:
    """Write ``index.html`` over all filings of the run, counting what is open. Raises ``OSError``."""
    index.write(folder, [_entry(filing) for filing in run.filings])


def _entry(filing: Gated) -> index.Entry:
    counts = [point.severity for point in filing.open]
    failure = filing.failure[1] if filing.failure else ""
    if not filing.page and (filing.open or filing.is_short):
        failure = failure or f"its page could not be written: {filing.unwritten}"
    return index.Entry(
        path=filing.path,
        page=filing.page,
        company=filing.company,
        form=filing.form,
        period=filing.period,
        errors=counts.count("error"),
        warnings=counts.count("warning"),
        notes=counts.count("info"),
        figures=filing.figures,
        covered=filing.covered,
        seconds=round(filing.seconds, 2),
        failure=failure,
    )
