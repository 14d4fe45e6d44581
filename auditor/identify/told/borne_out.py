"""Failing amounts that a change told of them bears out: "sales were $735.9 million, down 23%", where a row prints 375.9
and, a year before, 487.3. What the change says fits what was meant and not what is told.
"""

from __future__ import annotations

from collections.abc import Iterable

from auditor.identify.told.changes import Bound, in_row
from auditor.identify.told.operands import Told, changes_in, sentences_of
from auditor.identify.told.verdict import Verdict, telling_digits
from auditor.model.audit import Extraction

FEWEST = 2  # digits of a change that tell


def borne_out(extraction: Extraction, verdicts: Iterable[Verdict], bound: Bound) -> frozenset[int]:
    """The claims' figures, among those that fail by one slip, whose change holds for the amount that was meant.

    ``bound`` maps the claims that hold to their cells.
    """
    failing = {one.bound.context.claim.figure: one.cells for one in verdicts if one.slip is not None}
    if not failing:
        return frozenset()
    meant = {**bound, **failing}
    found: set[int] = set()
    for members in sentences_of(extraction):
        own = failing.keys() & {claim.figure for claim in members}
        if own:
            for told in changes_in(members, extraction.figures):
                found |= own & _bears(extraction, told, meant)
    return frozenset(found)


def _bears(extraction: Extraction, told: Told, meant: Bound) -> set[int]:
    """The amounts of a change that holds between the cells they are meant to be."""
    change = extraction.figures[told.claim.figure]
    if told.other_basis or told.new is None or telling_digits(change) < FEWEST:
        return set()
    trial = in_row(extraction, told, meant)
    if trial is None or not trial.holds:
        return set()
    return {told.new.figure} | ({told.old.figure} if told.old is not None else set())
