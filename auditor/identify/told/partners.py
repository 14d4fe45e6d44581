"""Amounts that go together: one that takes its name from another is of the same row, in the column of its own period.

"Operating expenses were $283.6 million, compared to $299.1 million a year ago": where the one is what a row prints, the
other is to be what the same row prints for the other period, however little the words say.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from auditor.identify.told.binding import Bound, Candidate, is_of_unit
from auditor.identify.told.comparatives import earlier
from auditor.identify.told.context import Context
from auditor.identify.told.lines import Line
from auditor.identify.told.verdict import (
    Verdict,
    chance,
    is_nearly,
    is_said,
    is_supposed,
    meets,
    slipped_from,
    telling_digits,
)
from auditor.identify.told.vocabulary import QUALIFIERS
from auditor.model.audit import Extraction

FEWEST = 3  # digits of the amount that is known, by which its row is
SUREST = 6.0  # bits of words from which, with the period said, a digit fewer is enough


def paired(
    extraction: Extraction, contexts: Sequence[Context], judged: Mapping[int, Verdict]
) -> Iterator[tuple[int, Verdict]]:
    """New verdicts on amounts that meet nothing, by the row of the amount they go with: (figure of the claim, verdict).

    ``judged`` holds the verdicts so far by the claim's figure.
    """
    by_figure = {context.claim.figure: context for context in contexts}
    for context in contexts:
        source = by_figure.get(context.source) if context.source is not None else None
        if source is None or source.unit != context.unit:
            continue
        for known, other in ((source, context), (context, source)):
            found = judged.get(known.claim.figure)
            own = judged.get(other.claim.figure)
            if found is None or found.status != "holds" or (own is not None and not _may_yield(own)):
                continue
            if _is_sure(found) and known.claim.kind == other.claim.kind == "level":
                made = _verdict(extraction, found, other)
                if made is not None:
                    yield other.claim.figure, made


def _may_yield(own: Verdict) -> bool:
    """Whether a verdict leaves room for one by the row of another amount."""
    return own.status == "violated" and not own.accuses


def _is_sure(found: Verdict) -> bool:
    """Whether the row of an amount is known: by its digits, or by its words and its period."""
    size = telling_digits(found.bound.context.figure)
    return size >= FEWEST or (size >= FEWEST - 1 and found.period == "said" and found.bits >= SUREST)


def _verdict(extraction: Extraction, known: Verdict, other: Context) -> Verdict | None:
    figures, claim = extraction.figures, other.figure
    line = known.line
    said = {word for reading in other.readings for word in reading}
    if said & QUALIFIERS - line.named - line.title:
        return None
    expected = [cell for cell in _expected(extraction, known, other) if is_of_unit(other, figures[cell])]
    bound = Bound(other, tuple(Candidate(one, known.bits) for one in _lines(known)))
    met = tuple(cell for cell in expected if meets(claim, figures[cell], other.claim.hedge))
    if met:
        return Verdict(bound, "holds", met, "said", known.bits, 0.0)
    if not expected or any(is_nearly(claim, figures[cell]) for cell in expected):
        return None
    for cell in expected:
        kind = slipped_from(claim, figures[cell])
        if kind is not None:
            amounts = len({figures[one].mantissa for one in expected})
            return Verdict(bound, "violated", (cell,), "said", known.bits, 0.0, kind, chance(claim, amounts), pair=True)
    return Verdict(bound, "violated", (expected[0],), "said", known.bits, 0.0, pair=True)


def _lines(known: Verdict) -> list[Line]:
    """The lines of the cells that the known amount meets."""
    return [one.line for one in known.bound.candidates if not set(one.line.cells).isdisjoint(known.cells)]


def _expected(extraction: Extraction, known: Verdict, other: Context) -> list[int]:
    """The cells of the known amount's lines that print the other period: the one said, else the one before, or the one
    of which the known is before."""
    figures = extraction.figures
    cells = dict.fromkeys(cell for line in _lines(known) for cell in line.cells if cell not in known.cells)
    if other.figure.period is not None:
        period = other.figure.period
        return [
            cell for cell in cells if is_said(period, figures[cell].period) or is_supposed(period, figures[cell].period)
        ]
    own = [figures[cell] for cell in known.cells]
    if other.compared:
        return [one.index for cell in own for one in earlier(extraction, cell, None) if one.index in cells]
    if known.bound.context.compared:
        back = {one.index for one in own}
        return [cell for cell in cells if any(one.index in back for one in earlier(extraction, figures[cell], None))]
    return []
