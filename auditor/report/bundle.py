"""What the page's script knows: the report document's figures and relations, as few characters as will do.

A relation that holds is not set out in the page: the script sets it out when its figure is asked for.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from markupsafe import Markup

from auditor.model.audit import Audit
from auditor.model.figure import Figure
from auditor.report.words import difference, visible, where

_UNSAFE = {"<": "\\u003c", ">": "\\u003e", "&": "\\u0026", "\u2028": "\\u2028", "\u2029": "\\u2029"}


class _Words:
    """Words that return often, each kept once; a row names them by their place."""

    def __init__(self) -> None:
        self.places: dict[str, int] = {}

    def __call__(self, words: str) -> int:
        return self.places.setdefault(words, len(self.places))


def bundle(document: Mapping[str, Any], audit: Audit, states: Mapping[int, str]) -> Markup:
    """The data as JSON that may stand in a page's script element.

    ``words``: what the rows name by its place, from nought; ``figures``: [text, label, period, where it stands, state,
    document] by position, all but the text places in ``words``; ``relations``: [check, status, form, terms, total,
    difference, evidence], check, status, form and evidence places in ``words``; a term is the figure's position, below
    nought where it is taken away, [position, coefficient] where it is counted otherwise than once; ``findings``: [id,
    check, severity, fingerprint, figures, message]. Figures are positions counted from one, as their ids are.
    """
    words = _Words()
    data = {
        "file": visible(document["documents"][0]["path"]) if document["documents"] else "",
        "digest": (document["documents"][0]["sha256"] or "") if document["documents"] else "",
        "tool": f"{document['tool']['name']} {document['tool']['version']}",
        "figures": [_figure(figure, states.get(figure.index, "none"), words) for figure in audit.extraction.figures],
        "relations": [
            _relation(told, _apart(told, audit), words)
            for told in document["identities"]
            if told["status"] != "skipped"
        ],
        "findings": [_finding(finding) for finding in document["findings"]],
    }
    data["words"] = list(words.places)
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    for sign, code in _UNSAFE.items():
        text = text.replace(sign, code)
    return Markup(text)  # no sign is left in it that could end the element or begin another


def _number(name: str | None) -> int:
    return int(name[1:]) if name else 0


def _figure(figure: Figure, state: str, words: _Words) -> list[Any]:
    label = figure.label or (figure.path[-1] if figure.path else "")
    said = (visible(label), figure.when, where(figure), state, f"d{figure.document + 1}")
    return [visible(figure.text), *map(words, said)]


def _apart(told: Mapping[str, Any], audit: Audit) -> str:
    """By how much a relation fails, in the units its figures are printed in; "" of one that holds."""
    if told["status"] != "violated":
        return ""
    return difference(audit.identities[_number(told["id"]) - 1], audit.extraction.figures)


def _relation(identity: Mapping[str, Any], apart: str, words: _Words) -> list[Any]:
    return [
        words(identity["check"]),
        words(identity["status"]),
        words(identity["form"]),
        [_term(_number(term["figure"]), term["coefficient"]) for term in identity["terms"]],
        _number(identity["total"]),
        apart,
        words(visible("; ".join(identity["evidence"]))),
    ]


def _term(figure: int, coefficient: str) -> int | list[Any]:
    return {"1": figure, "-1": -figure}.get(coefficient) or [figure, coefficient]


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
