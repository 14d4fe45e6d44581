"""The difference as data, in the form that ``auditor diff --schema`` publishes. Money is a string."""

from __future__ import annotations

import json
from functools import lru_cache
from pathlib import Path
from typing import Any

from auditor import __version__
from auditor.amend.model import Bridge, Change, Difference, Note, Passage, Printed, Runs, Wording
from auditor.model.audit import Audit
from auditor.report.document import dated, exact

SCHEMA = "auditor-diff/1"
_FILE = Path(__file__).with_name("schema.json")

Json = dict[str, Any]


def schema_text() -> str:
    """The schema as it is published, ending with a line end."""
    return _FILE.read_text(encoding="utf-8")


@lru_cache(maxsize=1)
def schema() -> Json:
    """The schema as data."""
    loaded: Json = json.loads(schema_text())
    return loaded


def document(difference: Difference) -> Json:
    """The whole difference, ready for ``json.dumps``."""
    fate = difference.fate
    bridged = {at: position for position, bridge in enumerate(difference.bridges) for at in bridge.changes}
    return {
        **_head(difference.original, difference.amended),
        "kind": difference.kind,
        "reasons": list(difference.reasons),
        "changes": [_change(at, change, bridged.get(at)) for at, change in enumerate(difference.changes)],
        "words": [_wording(at, wording) for at, wording in enumerate(difference.wordings)],
        "bridges": [_bridge(at, bridge) for at, bridge in enumerate(difference.bridges)],
        "findings": {
            "gone": [_finding(difference.original, at) for at in fate.gone],
            "new": [_finding(difference.amended, at) for at in fate.new],
            "remaining": [{"original": f"e{i + 1}", **_finding(difference.amended, j)} for i, j in fate.remaining],
        },
        "note": _note(difference.note),
        "sentences": {
            "removed": [_passage(passage) for passage in difference.removed],
            "added": [_passage(passage) for passage in difference.added],
        },
        "remarks": list(difference.remarks),
        "summary": summary(difference),
        "failure": None,
    }


def failed(original: Audit, amended: Audit) -> Json:
    """What is said where one of the two versions could not be audited."""
    failure = next(audit.failure for audit in (original, amended) if audit.failure is not None)
    return {
        **_head(original, amended),
        "kind": None,
        "reasons": [],
        "changes": [],
        "words": [],
        "bridges": [],
        "findings": {"gone": [], "new": [], "remaining": []},
        "note": None,
        "sentences": {"removed": [], "added": []},
        "remarks": [],
        "summary": dict.fromkeys(_COUNTS, 0),
        "failure": {"kind": failure.kind, "message": failure.message},
    }


_COUNTS = ("compared", "changed", "added", "removed", "words", "bridges", "exact", "suspected", "member", "missed")


def summary(difference: Difference) -> dict[str, int]:
    """Counts: figures held against each other, changes by kind, and how many of them the original's audit foresaw."""
    happened = [change.happened for change in difference.changes]
    foreseen = [change.suspicion for change in difference.changes]
    counted = {word: happened.count(word) for word in ("changed", "added", "removed")}
    known = {word: foreseen.count(word) for word in ("exact", "suspected", "member", "missed")}
    return {
        "compared": difference.compared,
        **counted,
        "words": len(difference.wordings),
        "bridges": len(difference.bridges),
        **known,
    }


def _head(original: Audit, amended: Audit) -> Json:
    return {
        "schema": SCHEMA,
        "tool": {"name": "auditor", "version": __version__},
        "original": _version(original),
        "amended": _version(amended),
    }


def _version(audit: Audit) -> Json:
    source = audit.document
    return {
        "path": source.path,
        "form": source.form,
        "company": source.company,
        "period": source.period,
        "sha256": source.sha256 or None,
        "figures": len(audit.extraction.figures),
    }


def _change(at: int, change: Change, bridge: int | None) -> Json:
    original, amended = (None if table is None else f"t{table + 1}" for table in change.tables)
    return {
        "id": f"c{at + 1}",
        "change": change.happened,
        "label": change.label,
        "path": list(change.path),
        "column": change.head or None,
        "period": dated(change.period),
        "unit": change.unit,
        "table": {"original": original, "amended": amended},
        "sentence": change.sentence,
        "original": _printed(change.original),
        "amended": _printed(change.amended),
        "difference": exact(change.difference),
        "slip": change.slip,
        "suspicion": change.suspicion,
        "suggested_text": change.suggested,
        "findings": [f"e{finding + 1}" for finding in change.findings],
        "settles": [f"i{identity + 1}" for identity in change.settles],
        "bridge": None if bridge is None else f"b{bridge + 1}",
        "named_in_note": change.told,
    }


def _printed(side: Printed | None) -> Json | None:
    if side is None:
        return None
    return {
        "figure": None if side.figure is None else f"f{side.figure + 1}",
        "text": side.text,
        "value": exact(side.value),
        "line": side.line,
        "where": side.where,
    }


def _wording(at: int, wording: Wording) -> Json:
    return {
        "id": f"w{at + 1}",
        "place": wording.place,
        "original": {"text": wording.original, "where": wording.where[0], "runs": _runs(wording.runs[0])},
        "amended": {"text": wording.amended, "where": wording.where[1], "runs": _runs(wording.runs[1])},
        "figures": [f"f{figure + 1}" for figure in wording.figures],
        "named_in_note": wording.told,
    }


def _runs(runs: Runs) -> list[Json]:
    return [{"text": text, "differs": differs} for text, differs in runs]


def _bridge(at: int, bridge: Bridge) -> Json:
    def named(changes: tuple[int, ...]) -> list[str]:
        return [f"c{change + 1}" for change in changes]

    return {
        "id": f"b{at + 1}",
        "difference": exact(bridge.difference),
        "roots": named(bridge.of("root")),
        "totals": named(bridge.of("total")),
        "repeats": named(bridge.of("repeat")),
        "derived": named(bridge.of("derived")),
        "foots_before": bridge.foots[0],
        "foots_after": bridge.foots[1],
        "links": [
            {
                "reason": link.reason,
                "changes": named(link.changes),
                "original": None if link.original is None else f"i{link.original + 1}",
                "amended": None if link.amended is None else f"i{link.amended + 1}",
            }
            for link in bridge.links
        ],
    }


def _finding(audit: Audit, at: int) -> Json:
    finding = audit.findings[at]
    return {
        "id": f"e{at + 1}",
        "check": finding.check,
        "name": finding.name,
        "severity": finding.severity,
        "message": finding.message,
        "fingerprint": finding.fingerprint,
    }


def _note(note: Note | None) -> Json | None:
    if note is None:
        return None
    return {
        "text": note.text,
        "named": [f"c{at + 1}" for at in note.told],
        "not_named": [f"c{at + 1}" for at in note.untold],
        "named_but_unchanged": list(note.unchanged),
        "named_but_not_found": list(note.unknown),
        "calls_it": list(note.words),
    }


def _passage(passage: Passage) -> Json:
    return {"text": passage.text, "where": passage.where}
