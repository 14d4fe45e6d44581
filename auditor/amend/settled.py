"""Contradictions that an amendment ends: relations that hold as amended and fail with what the original prints."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from auditor.amend.model import Change
from auditor.model.arithmetic import evaluate
from auditor.model.audit import Audit
from auditor.model.figure import Figure
from auditor.model.identity import Identity
from auditor.model.record import altered


def settled(original: Audit, amended: Audit, changes: Sequence[Change], mates: Mapping[int, int]) -> list[Change]:
    """The changes with the relations of the amended version that each settles.

    A relation between figures that all were restated together held before as well and settles nothing. A line that
    the original does not print counts as nothing in it.
    """
    place = {
        change.amended.figure: at
        for at, change in enumerate(changes)
        if change.amended is not None and change.amended.figure is not None
    }
    settles: dict[int, list[int]] = {}
    before = _before(original, amended, mates)
    for at, identity in enumerate(amended.identities):
        if identity.status != "holds" or identity.standing != "confirmed" or identity.form == "bound":
            continue
        moved = [place[figure] for figure in identity.members if figure in place]
        if moved and _fails(identity, before):
            for change in dict.fromkeys(moved):
                settles.setdefault(change, []).append(at)
    return [_marked(change, tuple(settles.get(at, ()))) for at, change in enumerate(changes)]


def _marked(change: Change, settles: tuple[int, ...]) -> Change:
    """A line that was left out where a sum then failed, and of which no finding spoke, was missed as well."""
    if not settles:
        return change
    return replace(change, settles=settles, suspicion=change.suspicion or "missed")


def _before(original: Audit, amended: Audit, mates: Mapping[int, int]) -> list[Figure]:
    """The original's prints at the places of the amended version's figures: nothing where a table lacks the line,
    unreadable where a sentence does, for what it does not say contradicts nothing."""
    figures = [altered(f, mantissa=None if f.table is None else 0) for f in amended.extraction.figures]
    for one, other in mates.items():
        figures[other] = original.extraction.figures[one]
    return figures


def _fails(identity: Identity, figures: Sequence[Figure]) -> bool:
    """Whether a relation fails among other prints of its figures."""
    outcome = evaluate(figures, identity.form, identity.figures, identity.coefficients, identity.total)
    return outcome.status == "violated"
