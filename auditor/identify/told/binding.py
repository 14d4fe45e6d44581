"""Which table line an amount in a sentence speaks of: by words, unit and period, never by its number alone.

Every line that shares a telling word with the amount's context is weighed in bits: for each word they share, against
each word that only one of them has. The best lines are what the sentence may speak of; the number only chooses among
lines that words alone cannot tell apart.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta

from auditor.identify.told.context import Context, contexts
from auditor.identify.told.lines import Ledger, Line, ledger
from auditor.identify.told.vocabulary import QUALIFIERS, SOFT
from auditor.model.audit import Extraction
from auditor.model.figure import Figure

INHERITED, BEFORE, ABOVE, TITLE, AROUND = 0.9, 0.45, 0.35, 0.25, 0.6  # of a word's bits, by where it stands
UNSAID = 0.7  # of a label's word that the sentence lacks
UNMATCHED = 0.6  # of a word that the sentence says and the line lacks
STRANGE = 1.5  # bits against for a word that no line of the filing holds
STRANGE_MOST = 4.5
STRANGER = 4.0  # bits that such a word counts for where a claim is doubted
QUALIFIED = 7.0  # bits against where only one of both qualifies the measure
AFTER = timedelta(days=10)  # a period that closes so much later than the balances is yet to come
CONTRARY = 6.0  # bits against where one says basic and the other diluted
WHOLE = 2.0  # bits more where sentence and label name the same thing, neither saying more
APART = frozenset({"nongaap", "excluding", "before"})  # "excluding special items" is what a line calls non-GAAP
RECONCILED = frozenset({"reconciliation", "reconcile", "reconciling"})
NONGAAP, NEVER_GAAP = "nongaap", frozenset({"freecash"})  # what no standard defines need not be said to be so
LATER = 0.7  # bits against each reading after the first
CONSIDERED = 120  # lines weighed at most for one claim, those with the rarest words first
LEAST = -2.0  # bits that a line needs to be considered


@dataclass(frozen=True, slots=True)
class Candidate:
    """A line and its weight in bits."""

    line: Line
    weight: float
    gap: float = 0.0  # bits of the words that only the sentence, or only the label, has


@dataclass(frozen=True, slots=True)
class Bound:
    """A claim's context with the lines it may speak of, weightiest first."""

    context: Context
    candidates: tuple[Candidate, ...]


def bindings(extraction: Extraction, company: frozenset[str] = frozenset()) -> Iterator[Bound]:
    """Every claim that may speak of a line, with its candidate lines, in the order of the claims."""
    book = ledger(extraction, company)
    for context in contexts(extraction.claims, extraction.figures):
        bound = bind(book, context)
        if bound is not None:
            yield bound


def bind(book: Ledger, context: Context) -> Bound | None:
    """The lines that one claim may speak of; None where there are none."""
    if context.unit is None or not context.readings:
        return None
    found = candidates(book, context)
    return Bound(context, found) if found else None


def candidates(book: Ledger, context: Context) -> tuple[Candidate, ...]:
    """The lines that the words around an amount may name, of a fitting unit, weightiest first."""
    said = _said(context)
    best: dict[int, Candidate] = {}
    for place, reading in enumerate(context.readings):
        spoken = said | dict.fromkeys(reading, INHERITED if context.inherited else 1.0)
        reached: dict[int, float] = {}
        for word in dict.fromkeys(reading):
            bits = book.weight(word)
            for at in book.by_label.get(word, ()):
                reached[at] = reached.get(at, 0.0) + bits
            for at in book.by_heading.get(word, ()):
                reached[at] = reached.get(at, 0.0) + AROUND * bits
        for word in context.heading:  # below "Americas", sales are those of the Americas
            for at in book.by_label.get(word, ()):
                reached[at] = reached.get(at, 0.0) + ABOVE * book.weight(word)
        for at in sorted(reached, key=lambda at: (-reached[at], at))[:CONSIDERED]:
            line = book.lines[at]
            if not fits(context, line, book):
                continue
            fit = weigh(book, spoken, reading, line)
            weight = fit.weight - LATER * place
            if weight >= LEAST and (at not in best or weight > best[at].weight):
                best[at] = Candidate(line, weight, fit.gap)
    found = list(best.values())
    found.sort(key=lambda one: (-one.weight, one.line.table, one.line.row))
    return tuple(found)


def fits(context: Context, line: Line, book: Ledger) -> bool:
    """Whether a line prints amounts of the claim's unit and kind: changes stand in columns of changes, or, as amounts,
    in the statement of cash flows; what is expected is no past amount."""
    kind = context.claim.kind
    if (kind == "change" or (kind == "delta" and line.statement != "cash_flow")) is not line.changes:
        return False
    cells = [cell for cell in line.cells if is_of_unit(context, book.figures[cell])]
    if kind == "outlook" and not line.is_outlook and book.close is not None:
        ends = [period.end for cell in cells if (period := book.figures[cell].period) is not None]
        return bool(cells) and (not ends or max(ends) > book.close + AFTER)
    return bool(cells)


def is_of_unit(context: Context, cell: Figure) -> bool:
    """Whether a cell prints amounts of the claim's unit. A price may be told without the "per ton" that its line has."""
    if cell.unit == context.unit:
        return True
    told, printed = context.unit or "", cell.unit or ""
    if context.figure.word or context.figure.exponent >= 0 or cell.exponent >= 0:
        return False
    return (told == "USD" and printed.startswith("USD/")) or (printed == "USD" and told.startswith("USD/"))


def _said(context: Context) -> dict[str, float]:
    """The words farther off, each with the share of its bits that its place gives."""
    said: dict[str, float] = dict.fromkeys(context.above - QUALIFIERS, ABOVE)
    return said | dict.fromkeys(context.before - QUALIFIERS, BEFORE)


def weigh(book: Ledger, said: Mapping[str, float], own: Sequence[str], line: Line) -> Candidate:
    """Bits for a sentence that says these words, its ``own`` ones nearest, speaking of this line."""
    weight = unsaid = 0.0
    for word in line.label:
        if word in said:
            weight += book.weight(word) * said[word]
        elif word in book.company or (word == NONGAAP and line.label & NEVER_GAAP):
            continue
        elif word in QUALIFIERS:
            unsaid += 0.0 if word in APART and not APART.isdisjoint(own) else QUALIFIED
        elif word not in SOFT:
            unsaid += UNSAID * book.weight(word)
    reconciles = not RECONCILED.isdisjoint(
        line.around
    )  # "Reconciliation to adjusted EBITDA" qualifies no line below it
    for word in line.around - line.label:
        if word in said:
            weight += AROUND * book.weight(word) * said[word]
        elif word in QUALIFIERS and not reconciles:
            unsaid += QUALIFIED
    for word in line.title - line.named:
        if word in said:
            weight += TITLE * book.weight(word) * said[word]
    lost, strange = _unmatched(book, own, line)
    gap = unsaid + lost + STRANGER * strange
    if not gap and line.label <= {*own, *SOFT}:
        weight += WHOLE
    contrary = CONTRARY if _is_contrary(own, line.label | line.around) else 0.0
    return Candidate(line, weight - unsaid - lost - min(STRANGE * strange, STRANGE_MOST) - contrary, gap + contrary)


def _unmatched(book: Ledger, own: Sequence[str], line: Line) -> tuple[float, int]:
    """Bits against, for the words of a sentence that the line lacks but other lines hold; and how many no line holds."""
    lost, strange = 0.0, 0
    for word in dict.fromkeys(own):
        if word in line.named or word in line.title or word in SOFT or word in book.company:
            continue
        if word in QUALIFIERS:
            lost += 0.0 if word in APART and APART & (line.named | line.title) else QUALIFIED
        elif book.knows(word):
            lost += UNMATCHED * book.weight(word)
        else:
            strange += 1
    return lost, strange


def _is_contrary(own: Sequence[str], line: frozenset[str]) -> bool:
    return ("basic" in own) != ("diluted" in own) and any(
        mine in own and other in line and mine not in line
        for mine, other in (("basic", "diluted"), ("diluted", "basic"))
    )
