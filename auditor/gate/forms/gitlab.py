"""GitLab's code quality report: a JSON list of degradations, shown in a merge request beside the changed lines.

The form is a part of Code Climate's (https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format).
GitLab compares the report with that of the target branch by fingerprint, so a fingerprint stands once, and does not
change with the line.
"""

from __future__ import annotations

from collections import Counter
from hashlib import sha256
from typing import Any

from auditor.gate.forms import wording
from auditor.gate.forms.places import source
from auditor.gate.forms.safe import as_json, plain, whole
from auditor.gate.outcome import Run, Severity

_SEVERITY: dict[Severity, str] = {"error": "critical", "warning": "major", "info": "info"}
_UNAUDITED, _SHORT, _STALE = "blocker", "major", "minor"

Json = dict[str, Any]


def render(run: Run) -> str:
    """The open findings, and what else closes the gate, as GitLab's code quality report."""
    found = [
        _issue(wording.told(point), f"{point.check} {point.name}", point.fingerprint, _SEVERITY[point.severity],
               filing.path, first.place.line if (first := wording.primary(point)) else None)
        for filing, point in wording.ranked(run)
    ]  # fmt: skip
    found += [
        _issue(f"Could not be audited: {message}", f"not-audited {kind}", kind, _UNAUDITED, filing.path)
        for filing, kind, message in wording.unaudited(run)
    ]
    found += [
        _issue(f"Coverage: {wording.shortfall(filing)}", "coverage", "coverage", _SHORT, filing.path)
        for filing in wording.short(run)
    ]
    found += [
        _issue(wording.stale(entry), "stale-baseline-entry", entry.fingerprint, _STALE, run.baseline, entry.line)
        for entry in run.stale
    ]
    if not run.filings:
        found.append(_issue(f"{wording.NOTHING.capitalize()}.", "not-audited", "nothing", _UNAUDITED, "."))
    return as_json(_told_apart(found))


def _issue(description: str, check: str, fingerprint: str, severity: str, path: str, line: int | None = None) -> Json:
    place = source(path)
    return {
        "type": "issue",
        "description": plain(description),
        "check_name": plain(check),
        "fingerprint": "\0".join((place.file, place.member, check, fingerprint)),
        "severity": severity,
        "location": {"path": whole(place.file), "lines": {"begin": line if line and place.has_lines else 1}},
    }


def _told_apart(found: list[Json]) -> list[Json]:
    """Each with a fingerprint of its own: filings may share one, and so may two findings of a filing."""
    met: Counter[str] = Counter()
    for issue in found:
        key = issue["fingerprint"]
        met[key] += 1
        issue["fingerprint"] = sha256(f"{key}\0{met[key]}".encode("utf-8", "surrogatepass")).hexdigest()
    return found
