"""Figures that neither a table nor a sentence paired: found again by what they print, by what they say, and by the
words around them. What is left over was added or removed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Sequence

from rapidfuzz.fuzz import ratio

from auditor.amend.held import Held, slipped
from auditor.amend.matching import alike
from auditor.amend.model import Change
from auditor.amend.prose import counts, digits_of, unread
from auditor.amend.tables import plain
from auditor.amend.words import compared
from auditor.model.audit import Audit
from auditor.model.figure import Figure

LONG = 4  # digits from which a number hardly recurs by chance
FEWER = 2  # and in a sentence with a scale word behind it
SAME_WORDS = 0.6  # likeness of the words around two amounts
_NUMBERLESS = ("print", "scale", "unit", "column head", "sentence", "identification")  # numbers in them are no amounts

Mark = Callable[[Figure], Hashable]


def hold_the_rest(held: Held) -> None:
    """Pair what can be paired; tell the others as added or removed."""
    taken = set(held.mates.values()) | held.said
    paired = set(held.mates) | held.unsaid
    told = {change.original.figure for change in held.changes if change.original is not None}
    known = {change.amended.figure for change in held.changes if change.amended is not None}
    before = [f for f in _amounts(held.original) if f.index not in paired and f.index not in told]
    after = [f for f in _amounts(held.amended) if f.index not in taken and f.index not in known]
    for mark in (_print_and_name, _print, _name):
        before, after = _by_mark(held, before, after, mark)
    before, after = _by_words(held, before, after)
    said, others = _sentences(held.original), _sentences(held.amended)
    for figure in before:
        held.alone(figure.index, True, said.get(figure.index))
    for figure in after:
        held.alone(figure.index, False, others.get(figure.index))
    _settle_numbers_in_labels(held)


def _settle_numbers_in_labels(held: Held) -> None:
    """Labels and captions in which nothing changed but numbers: those are changes of figures, told as such already or
    now."""
    told = _numbers_told(held)
    kept = []
    for wording in held.wordings:
        both = compared(wording.original, wording.amended)
        if wording.place in _NUMBERLESS or both.reworded or not both.renumbered:
            kept.append(wording)
            continue
        fresh = [(both.original[i], both.amended[j]) for i, j in both.renumbered]
        fresh = [(a, b) for a, b in fresh if (digits_of(a.text), digits_of(b.text)) not in told]
        if not all(counts(wording.original, a) or counts(wording.amended, b) for a, b in fresh):
            kept.append(wording)
            continue
        for one, other in fresh:
            sides = (unread(one, wording.where[0]), unread(other, wording.where[1]))
            held.changes.append(Change("changed", *sides, "", sentence=wording.amended, slip=slipped(*sides)))
    held.wordings[:] = kept


def _sentences(audit: Audit) -> dict[int, str]:
    """The sentence that each amount in words stands in."""
    return {claim.figure: claim.sentence for claim in audit.extraction.claims}


def _amounts(audit: Audit) -> Sequence[Figure]:
    return audit.extraction.amounts.figures


def _by_mark(held: Held, before: list[Figure], after: list[Figure], mark: Mark) -> tuple[list[Figure], list[Figure]]:
    places: dict[Hashable, list[Figure]] = defaultdict(list)
    for figure in reversed(after):
        places[mark(figure)].append(figure)
    left = []
    for figure in before:
        said = mark(figure)
        if said is not None and places[said]:
            held.pair(figure.index, places[said].pop().index)
        else:
            left.append(figure)
    taken = set(held.mates.values())
    return left, [figure for figure in after if figure.index not in taken]


def _print_and_name(figure: Figure) -> Hashable:
    return figure.text, figure.value, figure.unit, plain(figure.label), figure.period, figure.table is None


def _print(figure: Figure) -> Hashable:
    """The print alone, where it is long, or in words with a scale of their own ("23.1 million")."""
    digits = sum(map(str.isdigit, figure.text))
    if digits < (FEWER if figure.table is None and figure.word else LONG):
        return None
    return figure.text, figure.value, figure.unit, figure.table is None


def _name(figure: Figure) -> Hashable:
    if not figure.label or figure.table is None:
        return None
    return plain(figure.label), figure.path, figure.period, figure.unit, figure.concept


def _by_words(held: Held, before: list[Figure], after: list[Figure]) -> tuple[list[Figure], list[Figure]]:
    """Amounts in words of labels and cells, by the words that they stand in."""
    said, others = _sentences(held.original), _sentences(held.amended)
    mine = [figure for figure in before if figure.index in said]
    yours = [figure for figure in after if figure.index in others]

    def likeness(i: int, j: int) -> float:
        if mine[i].unit != yours[j].unit:
            return 0.0
        return ratio(said[mine[i].index][:300], others[yours[j].index][:300]) / 100

    for i, j in alike((0, len(mine), 0, len(yours)), likeness, SAME_WORDS):
        held.pair(mine[i].index, yours[j].index, others[yours[j].index])
    taken = set(held.mates.values())
    return [f for f in before if f.index not in held.mates], [f for f in after if f.index not in taken]


def _numbers_told(held: Held) -> set[tuple[str, str]]:
    return {
        (digits_of(change.original.text), digits_of(change.amended.text))
        for change in held.changes
        if change.original is not None and change.amended is not None
    }
