"""What ``auditor.audit`` returns: one filing's audit, and every form it can be shown in."""

from __future__ import annotations

import json
from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from auditor.model.audit import Audit, Failure
from auditor.model.finding import Finding

if TYPE_CHECKING:
    from pandas import DataFrame

FailOn = Literal["error", "warning", "never"]

CLEAN, FOUND, NOT_AUDITED = 0, 1, 2
_FAILING: dict[FailOn, frozenset[str]] = {
    "error": frozenset({"error"}),
    "warning": frozenset({"error", "warning"}),
    "never": frozenset(),
}


class Report:
    """One filing, audited. In a notebook it shows itself as the HTML page."""

    def __init__(self, audit: Audit) -> None:
        self.audit = audit

    def __repr__(self) -> str:
        if self.failure:
            return f"<Report {self.audit.document.path}: not audited, {self.failure.message}>"
        return f"<Report {self.audit.document.path}: {len(self.errors)} errors, {len(self.findings)} findings>"

    @property
    def findings(self) -> tuple[Finding, ...]:
        return self.audit.findings

    @property
    def errors(self) -> tuple[Finding, ...]:
        """The findings that rounding cannot explain and whose evidence is strong."""
        return tuple(finding for finding in self.audit.findings if finding.severity == "error")

    @property
    def failure(self) -> Failure | None:
        """Why the file could not be audited; None when it was."""
        return self.audit.failure

    @cached_property
    def _document(self) -> dict[str, Any]:
        from auditor.report.document import document

        return document(self.audit)

    def document(self) -> dict[str, Any]:
        """The report document as plain data, in the form that ``auditor schema`` publishes."""
        return self._document

    def to_json(self, indent: int | None = None) -> str:
        """The report document as JSON: one line, unless ``indent`` asks for more. Pure ASCII."""
        return json.dumps(self._document, indent=indent, allow_nan=False)

    def to_frame(self) -> DataFrame:
        """The figures as a pandas DataFrame, one row a figure; values are `Decimal`, never floats.

        The columns are those of ``auditor extract``: see `auditor.report.tidy.Entry`.
        """
        from auditor.report.frame import frame

        return frame(self.audit)

    def to_html(self, templates: Sequence[Path] = ()) -> str:
        """One self-contained HTML page. ``templates`` are directories whose partials replace the built-in ones."""
        from auditor.report.page import page

        return page(self.audit, self._document, templates)

    def _repr_html_(self) -> str:
        """For notebooks: the page in a frame of its own, so that neither's style reaches the other.

        The frame may run nothing. It shares the notebook's origin, which without scripts gives it nothing, because
        browsers leave frames of another origin blank when a notebook is exported to PDF or a picture.
        """
        from html import escape

        return (
            f'<iframe srcdoc="{escape(self.to_html())}" sandbox="allow-same-origin" width="100%" height="720" '
            'style="border:1px solid #ccc" title="auditor report"></iframe>'
        )

    def exit_status(self, fail_on: FailOn = "error", allow_empty: bool = False) -> int:
        """0 clean, 1 findings at or above ``fail_on``, 2 not audited (0 for "no figures" where ``allow_empty``)."""
        if self.failure is not None:
            return CLEAN if allow_empty and self.failure.kind == "no-figures" else NOT_AUDITED
        failing = _FAILING[fail_on]
        return FOUND if any(finding.severity in failing for finding in self.audit.findings) else CLEAN
