"""The comparison document: a comparison as plain data, in the form that ``auditor compare --schema`` publishes.

Money is exact text. Filings are d1, d2 … in the order of their periods; a figure's id is its filing's and its own in
that filing's report document: "d2.f12". Only figures that a finding names are listed.
"""

from __future__ import annotations

import json
from functools import lru_cache
from pathlib import Path
from typing import Any

from auditor import __version__
from auditor.compare.comparison import Change, Comparison, Difference, Doubt, Printed
from auditor.compare.filing import Filing
from auditor.report.document import dated, exact, exact_value

SCHEMA = "auditor-compare/1"
_FILE = Path(__file__).with_name("schema.json")

Json = dict[str, Any]


def document(comparison: Comparison, folder: str | None = None) -> Json:
    """The whole comparison document, ready for ``json.dumps``. ``folder`` is where a batch found the filings."""
    severities = [finding.severity for finding in comparison.findings]
    named = sorted({one for finding in comparison.findings for one in finding.figures})
    tallies, failure = comparison.tallies, comparison.failure
    return {
        "schema": SCHEMA,
        "tool": {"name": "auditor", "version": __version__},
        "folder": folder,
        "documents": [_filing(filing) for filing in comparison.filings],
        "comparisons": [
            {
                "earlier": f"d{tally.earlier + 1}",
                "later": f"d{tally.later + 1}",
                "columns": tally.columns,
                "lines": tally.lines,
                "equal": tally.equal,
                "within_rounding": tally.within_rounding,
                "additions": tally.additions,
            }
            for tally in tallies
        ],
        "figures": [_figure(comparison, printed) for printed in named],
        "findings": [_finding(position, finding) for position, finding in enumerate(comparison.findings)],
        "diagnostics": [
            {"level": remark.level, "message": remark.message, "line": remark.line} for remark in comparison.diagnostics
        ],
        "summary": {
            "errors": severities.count("error"),
            "warnings": severities.count("warning"),
            "info": severities.count("info"),
            "columns": sum(tally.columns for tally in tallies),
            "lines": sum(tally.lines for tally in tallies),
            "equal": sum(tally.equal for tally in tallies),
            "within_rounding": sum(tally.within_rounding for tally in tallies),
            "additions": sum(tally.additions for tally in tallies),
        },
        "failure": {"kind": failure.kind, "message": failure.message} if failure else None,
    }


def to_json(comparison: Comparison, folder: str | None = None) -> str:
    """The comparison document as one line of pure ASCII."""
    return json.dumps(document(comparison, folder), allow_nan=False)


def _id(printed: Printed) -> str:
    return f"d{printed.filing + 1}.f{printed.figure + 1}"


def _filing(filing: Filing) -> Json:
    source = filing.audit.document
    severities = [finding.severity for finding in filing.audit.findings]
    return {
        "id": filing.id,
        "path": source.path,
        "media": source.media,
        "form": source.form,
        "company": source.company,
        "period": filing.as_of.isoformat() if filing.as_of else None,
        "sha256": source.sha256 or None,
        "figures": len(filing.figures),
        "errors": severities.count("error"),
        "warnings": severities.count("warning"),
    }


def _figure(comparison: Comparison, printed: Printed) -> Json:
    figure = comparison.figure(printed)
    table = None if figure.table is None else comparison.filings[printed.filing].tables[figure.table]
    return {
        "id": _id(printed),
        "document": f"d{printed.filing + 1}",
        "table": None if table is None else table.id,
        "title": None if table is None else table.title,
        "line": figure.line,
        "anchor": figure.anchor,
        "text": figure.text,
        "value": exact_value(figure),
        "decimals": figure.decimals,
        "unit": figure.unit,
        "label": figure.label,
        "path": list(figure.path),
        "period": dated(figure.period),
    }


def _finding(position: int, finding: Difference) -> Json:
    return {
        "id": f"e{position + 1}",
        "check": finding.check,
        "name": finding.name,
        "severity": finding.severity,
        "verdict": finding.verdict,
        "message": finding.message,
        "earlier": f"d{finding.earlier + 1}",
        "later": f"d{finding.later + 1}",
        "period": dated(finding.period),
        "figures": [_id(printed) for printed in finding.figures],
        "changes": [_change(change) for change in finding.changes],
        "suspects": [_suspect(doubt) for doubt in finding.suspects],
        "fingerprint": finding.fingerprint,
    }


def _change(change: Change) -> Json:
    return {
        "label": change.label,
        "earlier": None if change.earlier is None else _id(change.earlier),
        "later": None if change.later is None else _id(change.later),
        "change": exact(change.change),
    }


def _suspect(doubt: Doubt) -> Json:
    return {
        "figure": _id(doubt.printed),
        "confidence": round(float(doubt.confidence), 4),
        "suggested_text": doubt.text,
        "suggested_value": exact(doubt.value),
        "typo": doubt.typo,
    }


def schema_text() -> str:
    """The schema as it is published, ending with a line end."""
    return _FILE.read_text(encoding="utf-8")


@lru_cache(maxsize=1)
def schema() -> Json:
    """The schema as data."""
    loaded: Json = json.loads(schema_text())
    return loaded
