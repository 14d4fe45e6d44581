"""One audit as the gate keeps it: its findings under the rules that hold for its path, and where each stands."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Mapping
from decimal import Decimal

from auditor.gate.baseline import Baseline, Entry
from auditor.gate.outcome import FAILING, Amount, Gated, Place, Point, Standing, Tested
from auditor.gate.settings import Rules
from auditor.model.audit import Audit
from auditor.model.figure import Figure
from auditor.model.finding import Finding
from auditor.model.identity import Identity
from auditor.report.words import name, where

MOST_AMOUNTS = 40  # of a finding: the first say where it is


def record(audit: Audit, rules: Rules, baseline: Baseline, names: Mapping[str, str], seconds: float = 0.0) -> Gated:
    """The audit under its rules. ``names`` are the checks' names by code; ``baseline`` what was accepted."""
    source = audit.document
    places = _Places(audit)
    place = baseline.place(audit.document.path)
    points = tuple(
        _point(audit, at, finding, rules, baseline.entry_for(place, finding.fingerprint), places)
        for at, finding in enumerate(audit.findings)
    )
    return Gated(
        path=source.path,
        sha256=source.sha256 or "",
        company=source.company or "",
        form=source.form or "",
        period=source.period or "",
        figures=audit.coverage.figures,
        covered=audit.coverage.detectable,
        points=points,
        tested=_tested(audit, names),
        failure=(audit.failure.kind, audit.failure.message) if audit.failure else None,
        seconds=seconds,
        least=rules.least,
        failing=FAILING[rules.fail_on],
    )


def _point(audit: Audit, at: int, finding: Finding, rules: Rules, entry: Entry | None, places: _Places) -> Point:
    suspect = finding.suspects[0] if finding.suspects else None
    indices = dict.fromkeys([*([suspect.figure] if suspect else []), *finding.figures])
    figures = [audit.extraction.figures[index] for index in list(indices)[:MOST_AMOUNTS]]
    return Point(
        id=f"e{at + 1}",
        check=finding.check,
        name=finding.name,
        severity=rules.severity.get(finding.check, finding.severity),
        found=finding.severity,
        verdict=finding.verdict,
        message=finding.message,
        fingerprint=finding.fingerprint,
        amounts=tuple(Amount(figure.text, name(figure), figure.when, places.of(figure)) for figure in figures),
        suggested=suspect.suggested_text if suspect else "",
        typo=suspect.typo if suspect else "",
        standing=_standing(audit, finding, rules, entry),
        entry=entry,
    )


def _standing(audit: Audit, finding: Finding, rules: Rules, entry: Entry | None) -> Standing:
    if not rules.is_on(finding.check):
        return "off"
    if entry is not None and entry.kind == "accepted":
        return "accepted"
    if rules.tolerance and _is_tolerated(audit, finding, rules.tolerance):
        return "tolerated"
    return "open"


def _is_tolerated(audit: Audit, finding: Finding, units: int) -> bool:
    """Whether every relation of the finding that fails does so by at most ``units`` of its coarsest last place more
    than rounding allows. What is implausible by itself is never tolerated."""
    failing = [audit.identities[place] for place in finding.identities if audit.identities[place].status == "violated"]
    return bool(failing) and all(_within(audit, identity, units) for identity in failing)


def _within(audit: Audit, identity: Identity, units: int) -> bool:
    if identity.residual is None or identity.tolerance is None or identity.form == "bound":
        return False
    figures = [audit.extraction.figures[index] for index in identity.members]
    quotient = identity.form in ("ratio", "change") and identity.total is not None
    judged = [audit.extraction.figures[identity.total]] if quotient and identity.total is not None else figures
    place = Decimal(1).scaleb(max(figure.exponent for figure in judged))
    return abs(identity.residual) <= identity.tolerance + units * place


def _tested(audit: Audit, names: Mapping[str, str]) -> tuple[Tested, ...]:
    counts: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    for identity in audit.identities:
        if identity.standing == "confirmed" and identity.status in ("holds", "violated"):
            counts[identity.check][identity.status == "violated"] += 1
    found = {finding.check: finding.name for finding in audit.findings}
    return tuple(
        Tested(check, names.get(check) or found.get(check, ""), holds, violated)
        for check, (holds, violated) in sorted(counts.items())
    )


class _Places:
    """Lines and columns in the files that a person opens."""

    def __init__(self, audit: Audit) -> None:
        self._documents = audit.documents

    def of(self, figure: Figure) -> Place:
        """The figure's place: columns only where the line's beginning is known."""
        words = where(figure)
        document = self._documents[figure.document]
        if figure.start is None or figure.end is None:
            return Place(figure.line, None, None, None, None, words)
        at = figure.start - document.origin
        starts = document.line_starts
        line = bisect_right(starts, at)
        column = at - starts[line - 1] + 1
        first = figure.line if figure.line is not None else line
        return Place(first, column, column + figure.end - figure.start, figure.start, figure.end, words)
