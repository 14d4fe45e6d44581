"""What the gate found: a record a filing, small enough that a release of thousands fits in memory.

Everything is plain data. A CI form needs no more than this, and no filing's text.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from auditor.gate.baseline import Entry

Severity = Literal["error", "warning", "info"]
Standing = Literal["open", "accepted", "tolerated", "off"]
FailOn = Literal["error", "warning", "never"]
CLEAN, FOUND, NOT_AUDITED = 0, 1, 2
FAILING: Mapping[FailOn, frozenset[str]] = {
    "error": frozenset(("error",)),
    "warning": frozenset(("error", "warning")),
    "never": frozenset(),
}


@dataclass(frozen=True, slots=True)
class Place:
    """Where a figure stands. Lines and columns count from one, columns in characters, ``end_column`` is behind the
    last; ``start`` and ``end`` are offsets in the file's decoded text. None where the format has none. ``words`` is for
    a person: "line 28", "table 12, row 5", "cell B7"."""

    line: int | None
    column: int | None
    end_column: int | None
    start: int | None
    end: int | None
    words: str


@dataclass(frozen=True, slots=True)
class Amount:
    """A figure that takes part in a finding: as printed, what it is called, and where it stands."""

    text: str
    label: str
    period: str  # "3 months to 2003-03-31"; "" where unknown
    place: Place


@dataclass(frozen=True, slots=True)
class Point:
    """One finding, and what the policy makes of it.

    ``severity`` is the policy's, ``found`` the audit's own. ``amounts`` begin with the suspect where there is one;
    ``suggested`` is what was probably meant, "" where nothing points at one figure. ``standing``: "open" counts;
    "accepted" is passed over by ``entry`` of the baseline, "tolerated" lies within the tolerance that is configured,
    "off" belongs to a check that is turned off.
    """

    id: str
    check: str
    name: str
    severity: Severity
    found: Severity
    verdict: str
    message: str
    fingerprint: str
    amounts: tuple[Amount, ...]
    suggested: str
    typo: str
    standing: Standing
    entry: Entry | None = None  # of the baseline: accepted, or confirmed by a reviewer and still there


@dataclass(frozen=True, slots=True)
class Tested:
    """How the relations of one check came out in one filing."""

    check: str
    name: str
    holds: int
    violated: int


@dataclass(frozen=True, slots=True)
class Gated:
    """One filing, or one entity of a release. ``figures`` and ``covered`` count the numbers read, and those a slip in
    which would be noticed; ``failure`` is (kind, message) where it could not be audited; ``least`` the coverage in
    percent that its policy asks for; ``failing`` the severities that close the gate for it."""

    path: str
    sha256: str
    company: str
    form: str
    period: str
    figures: int
    covered: int
    points: tuple[Point, ...]
    tested: tuple[Tested, ...]
    failure: tuple[str, str] | None
    seconds: float
    least: float = 0.0
    report: str = ""  # the report document as one line of JSON, where it was asked for and is not yet written
    page: str = ""  # the name of its report's page, where pages were asked for and one could be written
    unwritten: str = ""  # why there is no page, where one was asked for
    failing: frozenset[str] = FAILING["error"]

    @property
    def open(self) -> tuple[Point, ...]:
        return tuple(point for point in self.points if point.standing == "open")

    @property
    def coverage(self) -> float:
        """Percent of the figures read in which a slip would be noticed; 0 of nothing."""
        return 100 * self.covered / self.figures if self.figures else 0.0

    @property
    def is_short(self) -> bool:
        """Whether less is covered than its policy asks for."""
        return self.failure is None and self.coverage < self.least

    @property
    def status(self) -> int:
        """`CLEAN`, `FOUND` or `NOT_AUDITED`: what could not be audited is never clean."""
        if self.failure is not None:
            return NOT_AUDITED
        return FOUND if self.is_short or any(point.severity in self.failing for point in self.open) else CLEAN


@dataclass(frozen=True, slots=True)
class Run:
    """A whole run of the gate. ``stale`` are entries of the baseline that met no finding though their filing was
    audited; they close the gate where warnings do."""

    filings: tuple[Gated, ...]
    stale: tuple[Entry, ...]
    baseline: str  # the baseline's path; "" where there is none
    tool: str  # "auditor 0.1.0"
    fail_on: FailOn = "error"

    @property
    def status(self) -> int:
        """The worst of all filings': findings before what could not be audited, as the reader must see to them."""
        statuses = {filing.status for filing in self.filings}
        if FOUND in statuses or (self.stale and self.fail_on == "warning"):
            return FOUND
        return NOT_AUDITED if NOT_AUDITED in statuses or not self.filings else CLEAN

    def count(self, severity: Severity) -> int:
        """How many findings of a severity are open."""
        return sum(point.severity == severity for filing in self.filings for point in filing.open)

    def standing(self, standing: Standing) -> int:
        return sum(point.standing == standing for filing in self.filings for point in filing.points)
