"""The words of each line with their bits, reckoned once: what a sentence is weighed against a thousand times.

The weights themselves stand in `binding`; sums go over words in their order, so that they come out the same whenever
they are reckoned.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from auditor.identify.told.context import COUNT, Context
from auditor.identify.told.lines import Ledger, Line
from auditor.identify.told.vocabulary import QUALIFIERS, SOFT

TITLE = 0.25  # of a word's bits, where it stands in the title
AROUND = 0.6  # of a word's bits, where it stands around the label
UNSAID = 0.7  # of a label's word that the sentence lacks
UNMATCHED = 0.6  # of a word that the sentence says and the line lacks
QUALIFIED = 7.0  # bits against where only one of both qualifies the measure
APART = frozenset({"nongaap", "excluding", "before"})  # "excluding special items" is what a line calls non-GAAP
# The units of cells that may print a count: a table of money holds rows of people and scripts.
COUNTED = frozenset({None, "USD", "shares"})
RECONCILED = frozenset({"reconciliation", "reconcile", "reconciling"})
NONGAAP, NEVER_GAAP = "nongaap", frozenset({"freecash"})  # what no standard defines need not be said to be so

Costs = tuple[tuple[str, float], ...]
Weights = tuple[tuple[str, float, float], ...]  # a word, its bits where it is said, and those against where it is not


class LineWords(NamedTuple):
    """The words of one line. ``label_apart`` are those of the label for a sentence that says of itself "excluding"."""

    label: Weights
    label_apart: Weights
    around: Weights  # those of headings that the label does not hold
    around_words: frozenset[str]
    around_cost: float  # bits against where none of them is said
    title: Costs  # those that neither label nor headings hold
    title_rest: frozenset[str]
    title_words: frozenset[str]
    known: frozenset[str]  # all of them
    names: frozenset[str]  # those of the label
    is_apart: bool  # it says "excluding", or the like
    one_sided: str | None  # "basic" or "diluted", where it says one and not the other
    beside: float  # bits that all words but the label's give at most


class Own(NamedTuple):
    """One way to name an amount, as it is weighed against lines."""

    costs: Costs  # bits against each of its words that a line lacks
    costs_apart: Costs  # the same for a line that says "excluding"
    strange: tuple[str, ...]  # words that no line holds
    words: frozenset[str]  # its own, and those that need not be said
    is_apart: bool
    one_sided: str | None


@dataclass(frozen=True)
class Scales:
    """A ledger with the words of its lines, and the lines that print amounts of each kind asked for so far."""

    book: Ledger
    lines: list[LineWords | None]  # those weighed so far
    _units: tuple[tuple[frozenset[str | None], frozenset[str | None]], ...]  # of all cells; of those with decimals
    _fitting: dict[tuple[bool, bool, str | None, bool], bytes] = field(default_factory=dict)
    _labels: dict[frozenset[str], tuple[Weights, Weights]] = field(default_factory=dict)
    _own: dict[tuple[str, ...], Own] = field(default_factory=dict)
    reached: dict[tuple[tuple[str, ...], frozenset[str]], list[int]] = field(default_factory=dict)

    @classmethod
    def of(cls, book: Ledger) -> Scales:
        units = []
        for line in book.lines:
            cells = [book.figures[cell] for cell in line.cells]
            fine = frozenset(cell.unit for cell in cells if cell.exponent < 0)
            units.append((frozenset(cell.unit for cell in cells), fine))
        return cls(book, [None] * len(book.lines), tuple(units))

    def line(self, at: int) -> LineWords:
        """The words of the line that stands there in the ledger."""
        found = self.lines[at]
        if found is None:
            line = self.book.lines[at]
            if line.label not in self._labels:
                self._labels[line.label] = _label_weights(self.book, line.label)
            found = self.lines[at] = _line_words(self.book, line, *self._labels[line.label])
        return found

    def own(self, reading: tuple[str, ...]) -> Own:
        """What a reading's words weigh against lines that lack them."""
        found = self._own.get(reading)
        if found is None:
            found = self._own[reading] = self._weighed(reading)
        return found

    def _weighed(self, reading: Sequence[str]) -> Own:
        book = self.book
        costs: list[tuple[str, float]] = []
        strange: list[str] = []
        for word in dict.fromkeys(reading):
            if word in SOFT or word in book.company:
                continue
            if word in QUALIFIERS:
                costs.append((word, QUALIFIED))
            elif book.knows(word):
                costs.append((word, UNMATCHED * book.weight(word)))
            else:
                strange.append(word)
        without = tuple(pair for pair in costs if pair[0] not in APART)
        words = frozenset(reading)
        return Own(tuple(costs), without, tuple(strange), words | SOFT, not APART.isdisjoint(words), _one_sided(words))

    def fitting(self, context: Context) -> bytes:
        """For each line whether it prints amounts of the claim's unit and kind, an outlook's period not asked: changes
        stand in columns of changes, or, as amounts, in the statement of cash flows."""
        kind = context.claim.kind
        coarse = bool(context.figure.word) or context.figure.exponent >= 0
        key = kind == "change", kind == "delta", context.unit, coarse
        if key not in self._fitting:
            self._fitting[key] = bytes(
                (key[0] or (key[1] and line.statement != "cash_flow")) is line.changes
                and _prints(context.unit or "", coarse, units, fine)
                for line, (units, fine) in zip(self.book.lines, self._units, strict=True)
            )
        return self._fitting[key]


def _prints(unit: str, coarse: bool, units: frozenset[str | None], fine: frozenset[str | None]) -> bool:
    """Whether one of the cells' units is that of a claim (see `binding.is_of_unit`)."""
    if unit in units or (unit == COUNT and not COUNTED.isdisjoint(units)):
        return True
    if coarse:
        return False
    if unit == "USD":
        return any(one is not None and one.startswith("USD/") for one in fine)
    return unit.startswith("USD/") and "USD" in fine


def _line_words(book: Ledger, line: Line, label: Weights, apart: Weights) -> LineWords:
    # "Reconciliation to adjusted EBITDA" qualifies no line below it
    qualified = QUALIFIED if RECONCILED.isdisjoint(line.around) else 0.0
    around = [
        (word, AROUND * book.weight(word), qualified if word in QUALIFIERS else 0.0)
        for word in sorted(line.around - line.label)
    ]
    known = line.named | line.title
    rest = line.title - line.named
    return LineWords(
        label=label,
        label_apart=apart,
        around=tuple(around),
        around_words=line.around - line.label,
        around_cost=sum(cost for _, _, cost in around),
        title=tuple((word, book.weight(word)) for word in sorted(rest)),
        title_rest=rest,
        title_words=line.title,
        known=known,
        names=line.label,
        is_apart=not APART.isdisjoint(known),
        one_sided=_one_sided(line.named),
        beside=sum(bits for _, bits, _ in around) + TITLE * sum(book.weight(word) for word in rest),
    )


def _label_weights(book: Ledger, words: frozenset[str]) -> tuple[Weights, Weights]:
    """Of a label's words for any sentence, and for one that says "excluding"."""
    label: list[tuple[str, float, float]] = []
    for word in sorted(words):
        bits = book.weight(word)
        if word in book.company or (word == NONGAAP and words & NEVER_GAAP):
            cost = 0.0
        elif word in QUALIFIERS:
            cost = QUALIFIED
        else:
            cost = 0.0 if word in SOFT else UNSAID * bits
        label.append((word, bits, cost))
    apart = tuple((word, bits, 0.0 if word in APART else cost) for word, bits, cost in label)
    return tuple(label), apart


def _one_sided(words: frozenset[str]) -> str | None:
    if ("basic" in words) == ("diluted" in words):
        return None
    return "basic" if "basic" in words else "diluted"
