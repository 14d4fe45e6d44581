"""What a comparison gives: filings, what was held against what, and findings whose figures stand in several filings."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from auditor.compare.filing import Filing
from auditor.model.audit import Failure
from auditor.model.diagnostic import Diagnostic
from auditor.model.figure import Figure, Period
from auditor.model.finding import Severity, Typo, Verdict

FEWEST = 2  # filings that can be compared
NAMES = {
    "CP101": "comparative-differs",
    "CP102": "comparative-reclassified",
    "CP103": "comparative-restated",
    "CP104": "comparative-off-by-one",
    "CP105": "line-renamed",
    "CP106": "shares-split",
    "CP201": "quarters-do-not-add",
}


@dataclass(frozen=True, slots=True, order=True)
class Printed:
    """A figure and the filing it stands in, both by position."""

    filing: int
    figure: int


@dataclass(frozen=True, slots=True)
class Change:
    """One line that changed: what either filing prints, None where it prints nothing; the later less the earlier."""

    label: str
    earlier: Printed | None
    later: Printed | None
    change: Decimal


@dataclass(frozen=True, slots=True)
class Doubt:
    """A figure that may be wrong, and what was meant if it is."""

    printed: Printed
    confidence: float
    text: str
    value: Decimal
    typo: Typo


@dataclass(frozen=True, slots=True)
class Difference:
    """One finding of a comparison. ``earlier`` and ``later`` are the positions of its two filings."""

    check: str
    severity: Severity
    verdict: Verdict
    message: str
    earlier: int
    later: int
    period: Period
    figures: tuple[Printed, ...]
    changes: tuple[Change, ...]
    suspects: tuple[Doubt, ...]
    fingerprint: str

    @property
    def name(self) -> str:
        return NAMES[self.check]


@dataclass(frozen=True, slots=True)
class Tally:
    """What two filings were held against each other in: columns, the lines in them, and how those came out."""

    earlier: int
    later: int
    columns: int = 0
    lines: int = 0
    equal: int = 0
    within_rounding: int = 0
    additions: int = 0  # lines of quarters and years to date that were added up over the two


@dataclass(frozen=True, slots=True)
class Comparison:
    """Filings of one company in the order of their periods, and what their figures say of one another."""

    filings: tuple[Filing, ...]
    tallies: tuple[Tally, ...]
    findings: tuple[Difference, ...]
    diagnostics: tuple[Diagnostic, ...] = ()
    failure: Failure | None = None  # a defect of the auditor: nothing was compared

    def exit_status(self, fail_on: Literal["error", "warning", "never"] = "error") -> int:
        """0 clean, 1 findings at or above ``fail_on``, 2 where nothing could be compared."""
        if self.failure is not None or len(self.filings) < FEWEST:
            return 2
        failing = {"error": {"error"}, "warning": {"error", "warning"}, "never": set[str]()}[fail_on]
        return 1 if any(finding.severity in failing for finding in self.findings) else 0

    def figure(self, printed: Printed) -> Figure:
        return self.filings[printed.filing].figures[printed.figure]
