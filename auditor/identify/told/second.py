"""A second chance for an amount whose words name no line well: the only cell that prints it, in a line that shares a
telling word with it.

"Environmental accruals of $23.1 million" is what a statement calls a provision for environmental matters. Among the
lines that hold one of its words few cells stand, and that one of them prints the very amount by chance is unlikely: so
many cells, held against so many digits. Such a match bears witness, and never accuses.
"""

from __future__ import annotations

from collections.abc import Sequence

from auditor.identify.told.binding import Bound, Candidate, is_of_unit, is_outlook, is_yet_to_come
from auditor.identify.told.context import Context
from auditor.identify.told.scales import Scales
from auditor.identify.told.verdict import Verdict, digits, is_said, meets, telling_digits
from auditor.identify.told.vocabulary import QUALIFIERS, SOFT
from auditor.model.figure import Figure

FEWEST = 3  # digits
TELLING = 3.0  # bits of a word that may lead to a line
LIKELIEST = 0.03  # chance of a coincidence from which it may be one
BITS = 2.5  # what such a match is taken for


def second_chance(scales: Scales, context: Context, figures: Sequence[Figure]) -> Verdict | None:
    """The verdict that a claim holds; None where no cell, or more than one amount's, could be meant."""
    claim = context.figure
    if context.claim.kind not in ("level", "delta", "outlook") or context.unit in (None, "percent"):
        return None
    if telling_digits(claim) < FEWEST:
        return None
    cells = _cells(scales, context, figures)
    met = [(line, cell) for line, cell in cells if meets(claim, figures[cell])]
    if not met or len({abs(figures[cell].mantissa or 0) for _, cell in met}) > 1:
        return None
    if len(cells) > LIKELIEST * 9 * 10 ** (digits(claim) - 1):
        return None
    names = {frozenset(scales.book.lines[line].label) for line, _ in met}
    if len(names) > 1:
        return None
    said = [pair for pair in met if is_said(claim.period, figures[pair[1]].period)]
    lines = dict.fromkeys(line for line, _ in said or met)
    bound = Bound(context, tuple(Candidate(scales.book.lines[line], BITS) for line in lines))
    found = tuple(dict.fromkeys(cell for _, cell in said or met))
    return Verdict(bound, "holds", found, "said" if said else "supposed", BITS, 0.0)


def _cells(scales: Scales, context: Context, figures: Sequence[Figure]) -> list[tuple[int, int]]:
    """The cells that could be meant, each with its line: of the claim's unit, of a period that it does not gainsay, in
    lines that share a telling word with what names it and qualify it alike."""
    book, fitting = scales.book, scales.fitting(context)
    own = {word for reading in context.readings for word in reading}
    lead = [word for word in sorted(own - QUALIFIERS - SOFT - book.company) if book.weight(word) >= TELLING]
    reached = {at for word in lead for at in (*book.by_label.get(word, ()), *book.by_heading.get(word, ()))}
    said = own | context.before | context.above
    found: list[tuple[int, int]] = []
    for at in sorted(reached):
        line = book.lines[at]
        if not fitting[at] or line.named & QUALIFIERS - said or own & QUALIFIERS - line.named - line.title:
            continue
        if is_outlook(context, book) and not is_yet_to_come(context, line, book):
            continue
        for cell in line.cells:
            figure = figures[cell]
            period = context.figure.period
            if is_of_unit(context, figure) and (period is None or is_said(period, figure.period)):
                found.append((at, cell))
    return found
