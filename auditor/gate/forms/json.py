"""The run as plain data, the form that ``auditor/gate/schema.json`` describes. Amounts are text, as printed."""

from __future__ import annotations

from typing import Any

from auditor.gate.baseline import Entry
from auditor.gate.forms import wording
from auditor.gate.forms.safe import as_json
from auditor.gate.outcome import Gated, Place, Point, Run

SCHEMA = "auditor-gate/1"
_VERDICT = ("clean", "findings", "not-audited")  # of the exit statuses

Json = dict[str, Any]


def render(run: Run) -> str:
    """The run as one JSON document."""
    return as_json(document(run))


def document(run: Run) -> Json:
    """The run as data."""
    name, _, version = run.tool.partition(" ")
    return {
        "schema": SCHEMA,
        "tool": {"name": name, "version": version},
        "status": run.status,
        "verdict": _VERDICT[run.status],
        "fail_on": run.fail_on,
        "baseline": run.baseline or None,
        "counts": {
            "filings": len(run.filings),
            "not_audited": sum(1 for _ in wording.unaudited(run)),
            "covered_too_little": len(wording.short(run)),
            "errors": run.count("error"),
            "warnings": run.count("warning"),
            "notes": run.count("info"),
            "accepted": run.standing("accepted"),
            "tolerated": run.standing("tolerated"),
            "off": run.standing("off"),
            "stale": len(run.stale),
        },
        "filings": [_filing(filing) for filing in run.filings],
        "stale": [_entry(entry) for entry in run.stale],
    }


def _filing(filing: Gated) -> Json:
    failure = filing.failure
    return {
        "path": filing.path,
        "sha256": filing.sha256,
        "company": filing.company or None,
        "form": filing.form or None,
        "period": filing.period or None,
        "status": filing.status,
        "failure": {"kind": failure[0], "message": failure[1]} if failure is not None else None,
        "coverage": {
            "figures": filing.figures,
            "covered": filing.covered,
            "percent": round(filing.coverage, 4),
            "least": filing.least,
            "is_short": filing.is_short,
        },
        "failing": sorted(filing.failing),
        "seconds": round(filing.seconds, 3),
        "tested": [
            {"check": each.check, "name": each.name, "holds": each.holds, "violated": each.violated}
            for each in filing.tested
        ],
        "findings": [_finding(point) for point in filing.points],
    }


def _finding(point: Point) -> Json:
    return {
        "id": point.id,
        "check": point.check,
        "name": point.name,
        "severity": point.severity,
        "found": point.found,
        "verdict": point.verdict,
        "message": point.message,
        "fingerprint": point.fingerprint,
        "standing": point.standing,
        "entry": _entry(point.entry) if point.entry is not None else None,
        "suggested": point.suggested or None,
        "typo": point.typo or None,
        "amounts": [
            {"text": each.text, "label": each.label, "period": each.period or None, "place": _place(each.place)}
            for each in point.amounts
        ],
    }


def _place(place: Place) -> Json:
    return {part: getattr(place, part) for part in ("line", "column", "end_column", "start", "end", "words")}


def _entry(entry: Entry) -> Json:
    parts = ("kind", "fingerprint", "check", "reason", "who", "file", "decision", "message")
    when = entry.when.isoformat() if entry.when is not None else None
    return {part: getattr(entry, part) for part in parts} | {"when": when, "line": entry.line or None}
