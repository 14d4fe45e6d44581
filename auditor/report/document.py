"""The report document: an audit as plain data, in the form that ``auditor schema`` publishes.

Money is exact text ("152231000", "-0.02"), never a binary float. Ids are positions counted from one: d1, t1, f1,
i1, e1. Latent identities serve diagnosis only; they are listed where a finding names one, as skipped.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from auditor import __version__
from auditor.model.audit import Audit
from auditor.model.document import Document
from auditor.model.figure import Figure, Period
from auditor.model.finding import Finding, Suspect
from auditor.model.identity import Identity
from auditor.model.table import Table
from auditor.report import mathml

SCHEMA = "auditor-report/1"
_WITNESS = "a witness only: the evidence that it applies is too weak to report a failure"

Json = dict[str, Any]


def document(audit: Audit) -> Json:
    """The whole report document of one filing, ready for ``json.dumps``."""
    named = _named_identities(audit.findings)
    identities = [
        _identity(position, identity)
        for position, identity in enumerate(audit.identities)
        if _listed(identity) or position in named
    ]
    return {
        "schema": SCHEMA,
        "tool": {"name": "auditor", "version": __version__},
        "documents": [_document(source) for source in audit.documents],
        "tables": [_table(table, audit.documents[table.document].id) for table in audit.extraction.tables],
        "figures": _figures(audit),
        "identities": identities,
        "findings": [_finding(position, finding) for position, finding in enumerate(audit.findings)],
        "coverage": {
            "figures": audit.coverage.figures,
            "detectable": audit.coverage.detectable,
            "locatable": audit.coverage.locatable,
            "tables_seen": audit.coverage.tables_seen,
            "tables_read": audit.coverage.tables_read,
            "numeric_cells_unread": audit.coverage.numeric_cells_unread,
        },
        "diagnostics": [
            {"level": remark.level, "message": remark.message, "line": remark.line}
            for remark in audit.extraction.diagnostics
        ],
        "summary": _summary(audit, identities),
        "failure": {"kind": audit.failure.kind, "message": audit.failure.message} if audit.failure else None,
    }


def exact(value: Decimal | None) -> str | None:
    """A decimal without exponent and without idle zeros after the point: ``2000``, ``0.5``, ``-0.02``."""
    if value is None:
        return None
    text = format(value, "f")
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return "0" if text in ("-0", "") else text


def exact_value(figure: Figure) -> str | None:
    """A figure's value with its printed places kept: 6 × 10⁻² is ``0.06``, 50 × 10⁻² is ``0.50``.

    Built from the digits, so that no context precision can round a long number.
    """
    if figure.mantissa is None:
        return None
    if figure.mantissa == 0:
        return "0"
    sign, digits = ("-" if figure.mantissa < 0 else ""), str(abs(figure.mantissa))
    if figure.exponent >= 0:
        return sign + digits + "0" * figure.exponent
    places = -figure.exponent
    digits = digits.rjust(places + 1, "0")
    return f"{sign}{digits[:-places]}.{digits[-places:]}"


def _listed(identity: Identity) -> bool:
    return identity.standing != "latent" and identity.status != "latent"


def _named_identities(findings: tuple[Finding, ...]) -> set[int]:
    named = {position for finding in findings for position in finding.identities}
    return named.union(*(suspect.settles for finding in findings for suspect in finding.suspects))


def _document(source: Document) -> Json:
    return {
        "id": source.id,
        "path": source.path,
        "media": source.media,
        "form": source.form,
        "company": source.company,
        "period": source.period,
        "sha256": source.sha256 or None,
        "characters": len(source.text),
    }


def dated(period: Period | None) -> Json | None:
    """A period as the contract writes it: an instant, or its first and last day."""
    if period is None:
        return None
    if period.start is None:
        return {"instant": period.end.isoformat()}
    return {"start": period.start.isoformat(), "end": period.end.isoformat()}


def _table(table: Table, document_id: str) -> Json:
    return {
        "id": table.id,
        "document": document_id,
        "title": table.title,
        "statement": table.statement,
        "unit": table.unit,
        "scale": 10**table.scale,
        "rows": len(table.rows),
        "columns": [
            {"index": column.index, "header": column.header, "period": dated(column.period)} for column in table.columns
        ],
    }


def _figures(audit: Audit) -> list[Json]:
    figures = audit.extraction.figures
    protection = audit.protection or ("none",) * len(figures)
    ids = [source.id for source in audit.documents]
    return [_figure(figure, word, ids[figure.document]) for figure, word in zip(figures, protection, strict=True)]


def _figure(figure: Figure, protection: str, document_id: str) -> Json:
    said = {
        "id": figure.id,
        "document": document_id,
        "table": None if figure.table is None else f"t{figure.table + 1}",
        "row": figure.row,
        "column": figure.column,
        "line": figure.line,
        "start": figure.start,
        "end": figure.end,
        "cell": None if figure.cell is None else list(figure.cell),
        "text": figure.text,
        "value": exact_value(figure),
        "decimals": figure.decimals,
        "unit": figure.unit,
        "label": figure.label,
        "path": list(figure.path),
        "period": dated(figure.period),
        "concept": figure.concept,
        "protection": protection,
    }
    if figure.anchor is not None:  # beyond the contract, whose own keys stand in every figure
        said["anchor"] = figure.anchor
    return said


def _identity(position: int, identity: Identity) -> Json:
    coefficients = identity.coefficients
    if len(coefficients) != len(identity.figures):  # ratio, change, average and bound need none
        coefficients = (1,) * len(identity.figures)
    latent = not _listed(identity)
    equation, markup = mathml.by_ids(identity)
    return {
        "id": f"i{position + 1}",
        "check": identity.check,
        "origin": identity.origin,
        "terms": [
            {"figure": f"f{figure + 1}", "coefficient": str(coefficient)}
            for figure, coefficient in zip(identity.figures, coefficients, strict=True)
        ],
        "form": identity.form,
        "total": None if identity.total is None else f"f{identity.total + 1}",
        "equation": equation,
        "mathml": markup,
        "evidence": list(identity.evidence),
        "residual": exact(identity.residual),
        "tolerance": exact(identity.tolerance),
        "status": "skipped" if latent else identity.status,
        "reason": (identity.reason or _WITNESS) if latent else identity.reason,
    }


def _finding(position: int, finding: Finding) -> Json:
    return {
        "id": f"e{position + 1}",
        "check": finding.check,
        "name": finding.name,
        "severity": finding.severity,
        "verdict": finding.verdict,
        "message": finding.message,
        "identities": [f"i{identity + 1}" for identity in finding.identities],
        "figures": [f"f{figure + 1}" for figure in finding.figures],
        "suspects": [_suspect(suspect) for suspect in finding.suspects],
        "fingerprint": finding.fingerprint,
    }


def _suspect(suspect: Suspect) -> Json:
    return {
        "figure": f"f{suspect.figure + 1}",
        "confidence": round(float(suspect.confidence), 4),
        "suggested_text": suspect.suggested_text,
        "suggested_value": exact(suspect.suggested_value),
        "typo": suspect.typo,
        "settles": [f"i{identity + 1}" for identity in suspect.settles],
    }


def _summary(audit: Audit, identities: list[Json]) -> Json:
    severities = [finding.severity for finding in audit.findings]
    statuses = [identity["status"] for identity in identities]
    return {
        "errors": severities.count("error"),
        "warnings": severities.count("warning"),
        "info": severities.count("info"),
        "identities": len(identities),
        "holds": statuses.count("holds"),
        "violated": statuses.count("violated"),
        "skipped": statuses.count("skipped"),
        "truncated": audit.truncated,
    }
