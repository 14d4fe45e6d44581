"""A release in numbers: how much of each statement could be tested, how much of it holds, and what was found."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from auditor.model.audit import Audit
from auditor.model.table import Table
from auditor.release.statement_tables import TITLES

STATEMENTS = tuple(TITLES)
BETWEEN = "between"  # relations among figures of different statements
ELSEWHERE = "other"  # tables that are no statement of a data set, figures of no table


@dataclass
class StatementTally:
    """Of one kind of statement: how many there are, and how many of their relations were tested and hold."""

    statements: int = 0
    tested: int = 0
    holds: int = 0

    @property
    def violated(self) -> int:
        return self.tested - self.holds


@dataclass
class Summary:
    """The counts of a release. ``filings`` counts those that could not be audited too."""

    filings: int = 0
    not_audited: int = 0
    with_errors: int = 0  # filings that have one
    figures: int = 0
    detectable: int = 0  # figures in which a slip would be noticed
    findings: Counter[str] = field(default_factory=Counter)  # by severity
    by_statement: dict[str, StatementTally] = field(default_factory=dict)  # "BS" …, `BETWEEN`, `ELSEWHERE`

    def add(self, audit: Audit) -> None:
        """Count one filing in."""
        self.filings += 1
        self.not_audited += audit.failure is not None
        self.figures += audit.coverage.figures
        self.detectable += audit.coverage.detectable
        severities = [finding.severity for finding in audit.findings]
        self.findings.update(severities)
        self.with_errors += "error" in severities
        kinds = [kind_of(table) for table in audit.extraction.tables]
        for kind in kinds:
            self._of(kind).statements += 1
        figures = audit.extraction.figures
        for identity in audit.identities:
            if identity.standing != "confirmed" or identity.status not in ("holds", "violated"):
                continue
            tables = {figures[member].table for member in identity.members}
            only = next(iter(tables)) if len(tables) == 1 else None
            tally = self._of(BETWEEN if len(tables) > 1 else ELSEWHERE if only is None else kinds[only])
            tally.tested += 1
            tally.holds += identity.status == "holds"

    def document(self) -> dict[str, Any]:
        """The summary as plain data."""
        tested = sum(tally.tested for tally in self.by_statement.values())
        holds = sum(tally.holds for tally in self.by_statement.values())
        return {
            "filings": self.filings,
            "not_audited": self.not_audited,
            "with_errors": self.with_errors,
            "statements": sum(tally.statements for tally in self.by_statement.values()),
            "figures": self.figures,
            "detectable": self.detectable,
            "identities": tested,
            "holds": holds,
            "violated": tested - holds,
            "errors": self.findings["error"],
            "warnings": self.findings["warning"],
            "info": self.findings["info"],
            "by_statement": {
                kind: {
                    "statements": tally.statements,
                    "identities": tally.tested,
                    "holds": tally.holds,
                    "violated": tally.violated,
                }
                for kind in (*STATEMENTS, BETWEEN, ELSEWHERE)
                if (tally := self.by_statement.get(kind)) is not None
            },
        }

    def _of(self, kind: str) -> StatementTally:
        return self.by_statement.setdefault(kind, StatementTally())


def summary(audits: Iterable[Audit]) -> Summary:
    """The counts of a release's audits, which are taken one at a time."""
    counted = Summary()
    for _ in counting(audits, counted):
        pass
    return counted


def counting(audits: Iterable[Audit], into: Summary) -> Iterator[Audit]:
    """The audits themselves, counted on the way: for one who does more with them than count."""
    for audit in audits:
        into.add(audit)
        yield audit


def kind_of(table: Table) -> str:
    """Which statement of a data set a table is: "BS", "IS" …; `ELSEWHERE` for any other table."""
    title = table.title.partition(" of registrant ")[0]
    return next((kind for kind, words in TITLES.items() if words == title), ELSEWHERE)
