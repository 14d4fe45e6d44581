"""Two versions of one filing, held against each other, on one screen."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence

from auditor.amend.around import hold_tables
from auditor.amend.bridges import bridges
from auditor.amend.fate import fate, foreseen
from auditor.amend.held import Held
from auditor.amend.kind import kind
from auditor.amend.model import Change, Difference
from auditor.amend.note import note, note_sentences
from auditor.amend.particulars import hold_particulars
from auditor.amend.prose import hold_sentences
from auditor.amend.rest import hold_the_rest
from auditor.amend.sentences import Sentence, sentences
from auditor.amend.settled import settled
from auditor.amend.tables import paired_tables, plain
from auditor.model.audit import Audit


def difference(original: Audit, amended: Audit) -> Difference:
    """What changed between two audited versions of one filing.

    Takes audits as `auditor.pipeline.audit_file` gives them; one without tables is compared by its sentences. The
    explanatory note of an amendment is no part of the comparison: it is held against its result.
    """
    before, after = sentences(original), sentences(amended)
    said, unsaid = note_sentences(after, amended, before), note_sentences(before, original, after)
    held = Held(original, amended, frozenset(_amounts(unsaid)), frozenset(_amounts(said)))
    tables = paired_tables(original.extraction, amended.extraction)
    hold_tables(held, tables)
    hold_sentences(held, _without(before, unsaid), _without(after, said))
    hold_the_rest(held)
    hold_particulars(held)
    ends = fate(original, amended, held.mates)
    changes = foreseen(original, amended, sorted(held.changes, key=_order), held.mates, ends)
    changes = settled(original, amended, changes, held.mates)
    linked = bridges(original, amended, changes)
    told, changes, wordings = note(said, changes, held.wordings, original, amended)
    word, reasons = kind(changes, wordings, linked, ends)
    return Difference(
        original=original,
        amended=amended,
        changes=tuple(changes),
        wordings=tuple(wordings),
        bridges=tuple(linked),
        fate=ends,
        note=told,
        removed=tuple(held.removed),
        added=tuple(held.added),
        kind=word,
        reasons=reasons,
        compared=len(held.mates),
        remarks=tuple(_remarks(original, amended)),
        tables=tuple(tables),
    )


def _remarks(original: Audit, amended: Audit) -> Iterator[str]:
    """Two filings of different companies or periods are hardly versions of one."""
    one, other = original.document, amended.document
    if one.company and other.company and plain(one.company).strip(".") != plain(other.company).strip("."):
        yield f"the two name different companies: {one.company} and {other.company}"
    if one.period and other.period and one.period != other.period:
        yield f"the two are of different periods, {one.period} and {other.period}; amendments are not"


def _amounts(said: Sequence[Sentence]) -> Iterator[int]:
    return (figure for sentence in said for figure in sentence.amounts.values())


def _without(every: Sequence[Sentence], some: Sequence[Sentence]) -> list[Sentence]:
    left_out = {id(sentence) for sentence in some}
    return [sentence for sentence in every if id(sentence) not in left_out]


def _order(change: Change) -> tuple[int, int, int]:
    """Tables first, each from top to bottom; what was removed stands where its table now is."""
    table = change.tables[1] if change.tables[1] is not None else change.tables[0]
    side = change.amended or change.original
    place = side.figure if side is not None and side.figure is not None else sys.maxsize
    return (sys.maxsize if table is None else table), place, (side.line or 0) if side is not None else 0
