"""What the page's script knows: the report document's figures and relations, as few characters as will do.

A relation that holds is not set out in the page: the script sets it out when its figure is asked for.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from markupsafe import Markup

from auditor.report.words import visible

_UNSAFE = {"<": "\\u003c", ">": "\\u003e", "&": "\\u0026", "\u2028": "\\u2028", "\u2029": "\\u2029"}


def bundle(document: Mapping[str, Any], states: Mapping[int, str]) -> Markup:
    """The data as JSON that may stand in a page's script element.

    ``figures``: [text, label, period, line, state, document] by position; ``relations``: [check, status, form, terms,
    total, residual, tolerance, evidence], a term being [figure, coefficient]; ``findings``: [id, check, severity,
    fingerprint, figures, message]. Figures are positions counted from one, as their ids are.
    """
    data = {
        "file": visible(document["documents"][0]["path"]) if document["documents"] else "",
        "digest": (document["documents"][0]["sha256"] or "") if document["documents"] else "",
        "tool": f"{document['tool']['name']} {document['tool']['version']}",
        "figures": [_figure(figure, states.get(at, "none")) for at, figure in enumerate(document["figures"])],
        "relations": [_relation(identity) for identity in document["identities"] if identity["status"] != "skipped"],
        "findings": [_finding(finding) for finding in document["findings"]],
    }
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    for sign, code in _UNSAFE.items():
        text = text.replace(sign, code)
    return Markup(text)  # no sign is left in it that could end the element or begin another


def _number(name: str | None) -> int:
    return int(name[1:]) if name else 0


def _period(period: Mapping[str, str] | None) -> str:
    if period is None:
        return ""
    return period.get("instant") or f"{period['start']} to {period['end']}"


def _figure(figure: Mapping[str, Any], state: str) -> list[Any]:
    label = figure["label"] or (figure["path"][-1] if figure["path"] else "")
    return [
        visible(figure["text"]),
        visible(label),
        _period(figure["period"]),
        figure["line"] or 0,
        state,
        figure["document"],
    ]


def _relation(identity: Mapping[str, Any]) -> list[Any]:
    terms = [[_number(term["figure"]), term["coefficient"]] for term in identity["terms"]]
    return [
        identity["check"],
        identity["status"],
        identity["form"],
        terms,
        _number(identity["total"]),
        identity["residual"],
        identity["tolerance"],
        visible("; ".join(identity["evidence"])),
    ]


def _finding(finding: Mapping[str, Any]) -> list[Any]:
    suspects = [suspect["figure"] for suspect in finding["suspects"][:1]]
    figures = dict.fromkeys(_number(name) for name in [*suspects, *finding["figures"]])
    return [
        finding["id"],
        finding["check"],
        finding["severity"],
        finding["fingerprint"],
        list(figures),
        visible(finding["message"]),
    ]
