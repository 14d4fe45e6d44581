"""Tick marks, as auditors set them beside figures: what was done with each, and held.

F footed, C cross-footed, A agreed to another place, S agreed to a sentence, R recomputed, B rolled forward.
"""

from __future__ import annotations

from collections.abc import Mapping

from auditor.model.audit import Audit
from auditor.model.identity import Identity

# Each mark with what it says; the order in which they stand beside a figure.
LEGEND: Mapping[str, str] = {
    "F": "footed: the sum of figures above or below it",
    "C": "cross-footed: the sum of its row",
    "B": "rolled forward from another balance",
    "R": "recomputed: a quotient, a change or an average",
    "A": "agreed to another place of the filing",
    "S": "agreed to a sentence",
}


def ticks(audit: Audit) -> dict[int, str]:
    """The marks of each figure that has any, by its position; a sum ticks its total, an agreement both its figures."""
    found: dict[int, set[str]] = {}
    for identity in audit.identities:
        if identity.status != "holds" or identity.standing != "confirmed":
            continue
        mark = _mark(identity, audit)
        if mark is None:
            continue
        both = identity.form == "equal" or identity.total is None
        for figure in identity.members if both else (identity.total,):
            if figure is not None:
                found.setdefault(figure, set()).add(mark)
    return {figure: "".join(mark for mark in LEGEND if mark in marks) for figure, marks in found.items()}


def _mark(identity: Identity, audit: Audit) -> str | None:
    if identity.form == "bound":
        return None
    if identity.origin == "prose":
        return "S"
    if identity.form == "equal" or identity.origin == "tie":
        return "A"
    if identity.form in ("ratio", "change", "average"):
        return "R"
    if identity.origin == "period" or identity.check.startswith("RF"):
        return "B"
    figures = [audit.extraction.figures[index] for index in identity.members]
    places = {(figure.table, figure.row) for figure in figures}
    return "C" if len(places) == 1 and figures[0].table is not None else "F"
