"""Which table line an amount in a sentence speaks of: by words, unit and period, never by its number alone.

Every line that shares a telling word with the amount's context is weighed in bits: for each word they share, against
each word that only one of them has. The best lines are what the sentence may speak of; the number only chooses among
lines that words alone cannot tell apart.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import NamedTuple

from auditor.identify.told.context import COUNT, Context, contexts
from auditor.identify.told.lines import Ledger, Line, ledger
from auditor.identify.told.scales import AROUND, COUNTED, TITLE, LineWords, Own, Scales
from auditor.identify.told.vocabulary import QUALIFIERS
from auditor.model.audit import Extraction
from auditor.model.figure import Figure

INHERITED, BEFORE, ABOVE = 0.9, 0.45, 0.35  # of a word's bits, by where it stands
STRANGE = 1.5  # bits against for a word that no line of the filing holds
STRANGE_MOST = 4.5
STRANGER = 4.0  # bits that such a word counts for where a claim is doubted
AFTER = timedelta(days=10)  # a period that closes so much later than the balances is yet to come
WHOLE = 2.0  # bits more where sentence and label name the same thing, neither saying more
LATER = 0.7  # bits against each reading after the first
CONSIDERED = 120  # lines weighed at most for one claim, those with the rarest words first
LEAST = -2.0  # bits that a line needs to be considered
ROUNDING = 1e-9  # bits by which two sums of the same weights may differ


class Candidate(NamedTuple):
    """A line and its weight in bits."""

    line: Line
    weight: float
    gap: float = 0.0  # bits of the words that only the sentence, or only the label, has


@dataclass(frozen=True, slots=True)
class Bound:
    """A claim's context with the lines it may speak of, weightiest first."""

    context: Context
    candidates: tuple[Candidate, ...]
    expected: bool = False  # told as yet to come, of no period that has closed


def bindings(
    extraction: Extraction, company: frozenset[str] = frozenset(), book: Ledger | None = None
) -> Iterator[Bound]:
    """Every claim that may speak of a line, with its candidate lines, in the order of the claims. ``book`` is the
    filing's, where it was made before."""
    scales = Scales.of(book or ledger(extraction, company))
    for bound in bound_in(scales, extraction):
        if bound.candidates:
            yield bound


def bound_in(scales: Scales, extraction: Extraction) -> Iterator[Bound]:
    """Every claim with a unit and a name, bound to the lines of a ledger; to none, where none may be meant."""
    if not scales.book.lines:
        return
    for context in contexts(extraction.claims, extraction.figures):
        if context.unit is not None and context.readings:
            yield Bound(context, candidates(scales, context), is_outlook(context, scales.book))


def candidates(scales: Scales, context: Context) -> tuple[Candidate, ...]:
    """The lines that the words around an amount may name, of a fitting unit, weightiest first."""
    book, fitting = scales.book, scales.fitting(context)
    if 1 not in fitting:
        return ()
    far, expected = _said(context), is_outlook(context, book)
    best: dict[int, tuple[float, float]] = {}
    for place, reading in enumerate(context.readings):
        said = far | dict.fromkeys(reading, INHERITED if context.inherited else 1.0)
        spoken, own = frozenset(said), scales.own(reading)
        floor = LEAST + LATER * place - ROUNDING
        for at in _reached(scales, reading, context.heading):
            if not fitting[at] or (expected and not is_yet_to_come(context, book.lines[at], book)):
                continue
            weighed = weigh(said, spoken, own, scales.line(at), floor)
            if weighed is None:
                continue
            weight, gap = weighed
            weight -= LATER * place
            if weight >= LEAST and (at not in best or weight > best[at][0]):
                best[at] = weight, gap
    found = [Candidate(book.lines[at], weight, gap) for at, (weight, gap) in best.items()]
    found.sort(key=lambda one: (-one.weight, one.line.table, one.line.row))
    return tuple(found)


def _reached(scales: Scales, reading: tuple[str, ...], heading: frozenset[str]) -> list[int]:
    """The lines that hold words of a reading, those with the most bits first; `CONSIDERED` at most."""
    found = scales.reached.get((reading, heading))
    if found is None:
        found = scales.reached[reading, heading] = _foremost(scales.book, reading, heading)
    return found


def _foremost(book: Ledger, reading: Sequence[str], heading: frozenset[str]) -> list[int]:
    reached: dict[int, float] = {}
    so_far = reached.get
    for word in dict.fromkeys(reading):
        bits = book.weight(word)
        for at in book.by_label.get(word, ()):
            reached[at] = so_far(at, 0.0) + bits
        bits *= AROUND
        for at in book.by_heading.get(word, ()):
            reached[at] = so_far(at, 0.0) + bits
    for word in sorted(heading):  # below "Americas", sales are those of the Americas
        bits = ABOVE * book.weight(word)
        for at in book.by_label.get(word, ()):
            reached[at] = so_far(at, 0.0) + bits
    return sorted(sorted(reached), key=reached.__getitem__, reverse=True)[:CONSIDERED]


def is_outlook(context: Context, book: Ledger) -> bool:
    """Whether an amount is expected: told in such words, and not of a period that has closed."""
    if context.claim.kind != "outlook":
        return False
    period = context.figure.period
    return period is None or book.close is None or period.end > book.close


def is_yet_to_come(context: Context, line: Line, book: Ledger) -> bool:
    """Whether a line prints, in the claim's unit, what is yet to come: what is expected is no past amount."""
    if line.is_outlook or book.close is None:
        return True
    cells = [cell for cell in line.cells if is_of_unit(context, book.figures[cell])]
    ends = [period.end for cell in cells if (period := book.figures[cell].period) is not None]
    return not ends or max(ends) > book.close + AFTER


def is_of_unit(context: Context, cell: Figure) -> bool:
    """Whether a cell prints amounts of the claim's unit. A price may be told without "per ton", which its line has."""
    if cell.unit == context.unit:
        return True
    if context.unit == COUNT:
        return cell.unit in COUNTED
    if cell.exponent >= 0 or context.figure.exponent >= 0:
        return False
    told, printed = context.unit or "", cell.unit or ""
    if not ((told == "USD" and printed.startswith("USD/")) or (printed == "USD" and told.startswith("USD/"))):
        return False
    return not context.figure.word


def _said(context: Context) -> dict[str, float]:
    """The words farther off, each with the share of its bits that its place gives."""
    said: dict[str, float] = dict.fromkeys(context.above - QUALIFIERS, ABOVE)
    return said | dict.fromkeys(context.before - QUALIFIERS, BEFORE)


def weigh(
    said: Mapping[str, float], spoken: frozenset[str], own: Own, line: LineWords, floor: float
) -> tuple[float, float] | None:
    """(weight, gap): the bits for a sentence that says these words speaking of this line, and those of the words that
    only one of the two has; None where the label alone tells that the weight stays below ``floor``, and where one says
    basic and the other diluted. ``said`` gives the share of its bits that each word counts for, ``spoken`` are its
    words."""
    (
        label,
        label_apart,
        around,
        around_words,
        around_cost,
        title,
        title_rest,
        title_words,
        known,
        names,
        is_apart,
        one_sided,
        beside,
    ) = line
    if own.one_sided and one_sided and own.one_sided != one_sided:
        return None
    weight = unsaid = lost = 0.0
    for word, bits, cost in label_apart if own.is_apart else label:
        if word in said:
            weight += bits * said[word]
        else:
            unsaid += cost
    for word, cost in own.costs_apart if is_apart else own.costs:
        if word not in known:
            lost += cost
    if weight + beside + WHOLE - unsaid - lost < floor:
        return None
    if around_words.isdisjoint(spoken):
        unsaid += around_cost
    else:
        for word, bits, cost in around:
            if word in said:
                weight += bits * said[word]
            else:
                unsaid += cost
    if not title_rest.isdisjoint(spoken):
        for word, bits in title:
            if word in said:
                weight += TITLE * bits * said[word]
    strange = 0
    for word in own.strange:  # a title at most holds it
        strange += word not in title_words
    gap = unsaid + lost + STRANGER * strange
    if not gap and names <= own.words:
        weight += WHOLE
    return weight - unsaid - lost - min(STRANGE * strange, STRANGE_MOST), gap
