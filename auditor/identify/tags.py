"""Tags: a printed figure against the tag it stands in, and printed figures against each other where tags say that
they are one fact.

A tag takes its digits from the words it encloses, so a misprint is in both. What can differ is what stands around the
digits: the scale a page states in words and a tag in an attribute, the sign a page prints as brackets and a tag gives
its concept. And one fact printed in two places is one amount, whatever the labels beside it say: its name, entity,
period, dimensions and unit are declared.

The page is judged by itself: where the reading of a table's scale disagrees with most of its tags, the reading is at
fault, not the filing.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from auditor.identify.hypothesis import Hypothesis, Instance
from auditor.model.audit import Extraction
from auditor.model.fact import Fact
from auditor.model.figure import Figure
from auditor.model.finding import Severity
from auditor.model.identity import Identity

SAME_FACT, TAGGED_AMOUNT, TAGGED_SIGN = "TI101", "IX101", "IX102"

ONE_FACT = 18.0  # bits: the filing itself declares that two figures are one fact
VOUCHED = 6.0  # bits more where further figures of the fact agree
FEW = 4  # up to so many figures of one fact are compared each with each, more of them with the next two
TAG_BITS = 14.0  # bits of evidence of a tag that disagrees with its own figure
CERTAIN_SCALE = 5  # figures of a table that must agree with their tags in size before one that does not is doubted
MOST_DIFFERENT = 0.05  # of a table's figures: beyond, the page was misread
LIKE_SIGNED = 2  # figures of the same line whose tags must follow the one convention


class Pair(NamedTuple):
    """A printed figure and the fact of the tag it stands in; both have a value.

    ``power`` is the power of ten by which the tag says more than the page: 0 where they agree, None where digits
    differ. ``turn`` is 1 where the page prints the tag's sign, -1 where it prints the opposite, 0 for nothing.
    """

    figure: Figure
    fact: Fact
    power: int | None
    turn: int

    @classmethod
    def of(cls, figure: Figure, fact: Fact) -> Pair:
        one, other = figure.mantissa or 0, fact.mantissa or 0
        if not one or not other:
            return cls(figure, fact, 0 if one == other else None, 0)
        more = fact.exponent - figure.exponent + (2 if figure.unit == "percent" else 0)  # tagged as a fraction of one
        return cls(figure, fact, _power(abs(one), abs(other), more), 1 if (one > 0) == (other > 0) else -1)

    @property
    def line(self) -> tuple[str, int | None, int | None]:
        """The concept's row: figures there follow one convention of sign."""
        return self.fact.name, self.figure.table, self.figure.row


def _power(one: int, other: int, more: int) -> int | None:
    """By what power of ten the second exceeds the first, ``more`` added; None where they have other digits."""
    if one == other:
        return more
    times, rest = divmod(max(one, other), min(one, other))
    zeros = len(str(times)) - 1
    if rest or times != 10**zeros:
        return None
    return more + (zeros if other > one else -zeros)


def pairs_of(extraction: Extraction) -> list[Pair]:
    """Every readable figure that stands in a tag whose value can be read."""
    facts = extraction.facts
    if not facts:
        return []
    linked = ((figure, facts[figure.fact]) for figure in extraction.figures if figure.fact is not None)
    return [
        Pair.of(figure, fact) for figure, fact in linked if figure.mantissa is not None and fact.mantissa is not None
    ]


# --- one fact, printed twice ------------------------------------------------------------------------------------------


def hypotheses(extraction: Extraction, checks: object = None) -> Iterator[Hypothesis]:
    """Figures that the filing tags as one fact print one amount, each within its own places.

    Only figures that the page's own reading and the tag agree on in size take part: a misreading is no misprint.
    """
    pairs = [pair for pair in pairs_of(extraction) if pair.power == 0]
    signs = Signs(pairs)
    by_fact: dict[Hashable, list[Pair]] = defaultdict(list)
    for pair in pairs:
        by_fact[_fact_key(pair)].append(pair)
    for printed in by_fact.values():
        if len(printed) > 1 and any(pair.figure.mantissa for pair in printed):
            yield from _duplicates(printed, signs)


def _fact_key(pair: Pair) -> Hashable:
    """What makes two facts one: name, of whom, when, qualified by what, and unit. Documents do not share contexts."""
    context = pair.fact.context
    whose = (context.entity, context.period) if context.period is not None else context.id
    return pair.fact.name, whose, context.dimensions, pair.fact.unit, pair.figure.unit


def _duplicates(printed: Sequence[Pair], signs: Signs) -> Iterator[Hypothesis]:
    known: dict[tuple[int, int], bool] = {}
    reach = len(printed) if len(printed) <= FEW else 2
    tied = ((one, other) for one in range(len(printed)) for other in range(one + 1, one + 1 + reach))
    for one, other in tied:
        if other < len(printed) and (agrees := _agree(printed[one], printed[other])) is not None:
            known[one, other] = agrees
    holding = sum(known.values())
    for (one, other), holds in known.items():
        vouched = holding > holds
        first, second = printed[one], printed[other]
        sign = -signs.expected(first) * signs.expected(second)
        instance = Instance((first.figure.index, second.figure.index), (1, sign or -1), None)
        yield Hypothesis(
            SAME_FACT,
            "linkbase",
            "equal",
            (instance,),
            ONE_FACT + (VOUCHED if vouched else 0.0),
            (f"both are tagged {first.fact.name}", *(("printed with the opposite sign",) if sign > 0 else ())),
        )


def _agree(one: Pair, other: Pair) -> bool | None:
    """Whether two figures of one fact agree within their places; None where the filing declares a coarser precision
    than it prints, and they differ."""
    coarse = max(one.figure.exponent, other.figure.exponent)
    base = min(one.figure.exponent, other.figure.exponent)
    first, second = (abs(p.figure.mantissa or 0) * 10 ** (p.figure.exponent - base) for p in (one, other))
    slack = 0 if one.figure.exponent == other.figure.exponent else (10 ** (coarse - base) + 1)
    if 2 * abs(first - second) <= slack:
        return True
    percent = 2 if one.figure.unit == "percent" else 0
    declared = [p.fact.decimals for p in (one, other) if p.fact.decimals is not None]
    return None if any(-decimals > coarse - percent for decimals in declared) else False


# --- the tag against the page -----------------------------------------------------------------------------------------


class Signs:
    """How each line prints its concept: with the tag's sign, or with the opposite one."""

    def __init__(self, pairs: Sequence[Pair]) -> None:
        self.lines: Counter[Hashable] = Counter()
        self.labels: Counter[Hashable] = Counter()
        for pair in pairs:
            if pair.turn and pair.figure.table is not None:
                self.lines[pair.line, pair.turn] += 1
                self.labels[pair.fact.name, pair.figure.label, pair.turn] += 1

    def against(self, pair: Pair) -> int:
        """How many figures of the line, or of lines of the same name, follow the other convention; 0 unless all do."""
        turn, name, label = pair.turn, pair.fact.name, pair.figure.label
        if pair.figure.table is None or not turn or not (count := self.labels[name, label, -turn]):
            return 0
        if self.labels[name, label, turn] > 1 or self.lines[pair.line, turn] > 1 or not self.lines[pair.line, -turn]:
            return 0
        return count if count >= LIKE_SIGNED else 0

    def expected(self, pair: Pair) -> int:
        """The convention of the pair's line, its own vote left out where all others follow another."""
        return -pair.turn if self.against(pair) else pair.turn or 1


def identities(extraction: Extraction) -> Iterator[Identity]:
    """Figures that a tag gives another size, sign or amount: IX101 and IX102, each of one figure.

    An instance prints nothing that could differ from its facts: they are its figures.
    """
    pairs = [pair for pair in pairs_of(extraction) if pair.fact.line is None]
    yield from _sizes(pairs)
    yield from _hidden(extraction.facts, pairs)
    yield from _unreadable(extraction, pairs)
    sound = [pair for pair in pairs if pair.power == 0]
    signs = Signs(sound)
    for pair in sound:
        others = signs.against(pair)
        if others:
            meant = (-(pair.figure.mantissa or 0), pair.figure.exponent)
            yield _doubt(TAGGED_SIGN, pair, meant, _sign_reason(pair, others), "error")


def _sizes(pairs: Sequence[Pair]) -> Iterator[Identity]:
    """Figures larger or smaller than tagged by a power of ten, in tables whose scale is certain."""
    tables: dict[int | None, list[Pair]] = defaultdict(list)
    for pair in pairs:
        tables[pair.figure.table].append(pair)
    for table, members in tables.items():
        agreeing = [pair for pair in members if pair.power == 0]
        off = [pair for pair in members if pair.power]
        if table is None or len(agreeing) < CERTAIN_SCALE or len(off) > max(1, MOST_DIFFERENT * len(members)):
            continue
        sure = Counter(pair.figure.row for pair in agreeing if pair.figure.mantissa)
        for pair in off:
            same_unit = pair.figure.unit == pair.fact.unit  # else the row's unit was misread, and so its scale
            if same_unit and sure[pair.figure.row]:
                yield _doubt(TAGGED_AMOUNT, pair, None, _size_reason(pair), "error")


def _hidden(facts: Sequence[Fact], pairs: Sequence[Pair]) -> Iterator[Identity]:
    """Printed figures against the same fact as the page tags it out of sight."""
    unseen = {
        _declared(fact): fact
        for fact in facts
        if fact.hidden and fact.mantissa is not None and fact.context.period is not None
    }
    for pair in pairs:
        fact = unseen.get(_declared(pair.fact))
        if fact is None or pair.power != 0 or pair.fact.hidden:
            continue
        told = Pair.of(pair.figure, fact)
        if _agree(pair, Pair.of(_as_printed(pair.figure, fact), fact)) is False:
            yield _doubt(TAGGED_AMOUNT, told, _meant(told), _hidden_reason(told), "warning")


def _unreadable(extraction: Extraction, pairs: Sequence[Pair]) -> Iterator[Identity]:
    """Figures that a reader can read and, by the tag's own format, a machine cannot; where it can read the others."""
    read = Counter(pair.figure.table for pair in pairs)
    for figure in extraction.figures:
        if figure.fact is None or figure.table is None or figure.mantissa is None:
            continue
        fact = extraction.facts[figure.fact]
        if fact.mantissa is None and not fact.nil and read[figure.table] >= CERTAIN_SCALE:
            reason = f"its tag {fact.name} encloses {fact.text!r}, which the tag's own format does not allow"
            yield _doubt(TAGGED_AMOUNT, Pair.of(figure, fact), None, reason, "warning")


def _as_printed(figure: Figure, fact: Fact) -> Figure:
    """The figure as a fact out of sight would have it printed, a percentage in hundredths."""
    shift = 2 if figure.unit == "percent" else 0
    return replace(figure, mantissa=fact.mantissa, exponent=fact.exponent + shift)


def _declared(fact: Fact) -> Hashable:
    context = fact.context
    return fact.name, context.entity, context.period, context.dimensions, fact.unit


def _meant(told: Pair) -> tuple[int, int]:
    """What the figure would be, in its own places where they suffice, were it the amount that another tag tells."""
    printed = _as_printed(told.figure, told.fact)
    mantissa, exponent = (printed.mantissa or 0) * (told.turn or 1), printed.exponent
    if exponent >= told.figure.exponent:
        return mantissa * 10 ** (exponent - told.figure.exponent), told.figure.exponent
    digits, rest = divmod(mantissa, 10 ** (told.figure.exponent - exponent))
    return (mantissa, exponent) if rest else (digits, told.figure.exponent)


def _doubt(check: str, pair: Pair, meant: tuple[int, int] | None, reason: str, severity: Severity) -> Identity:
    """A doubt of one figure; ``meant`` is what it would be sound as, None where only the tag can be wrong."""
    return Identity(
        check=check,
        origin="linkbase",
        form="bound",
        figures=(pair.figure.index,),
        coefficients=(1,),
        total=None,
        evidence=(f"tagged {pair.fact.name}",),
        bits=TAG_BITS,
        severity=severity,
        status="violated",
        reason=reason,
        meant=meant,
    )


def _size_reason(pair: Pair) -> str:
    value = pair.figure.value
    tagged = (pair.fact.mantissa or 0) * 10 ** max(0, pair.fact.exponent)
    power = pair.power or 0
    more = "more" if power > 0 else "less"
    said = f"{tagged:,}" if pair.fact.exponent >= 0 else f"{pair.fact.text} × 10^{pair.fact.exponent}"
    return (
        f"the page says {value:,f}, its tag {pair.fact.name} says {said}, {10 ** abs(power):,} times {more}, "
        "where the figures beside it agree with their tags"
    )


def _hidden_reason(pair: Pair) -> str:
    return f"a tag of the same fact, {pair.fact.name}, that the page does not show says {pair.fact.text}"


def _sign_reason(pair: Pair, others: int) -> str:
    shown = "below" if (pair.figure.mantissa or 0) < 0 else "above"
    tagged = "below" if (pair.fact.mantissa or 0) < 0 else "above"
    rule = "the opposite of the tag's sign" if pair.turn > 0 else "the tag's sign"
    return (
        f"the page prints it as {shown} zero and its tag {pair.fact.name} says {tagged} zero, but {others} other "
        f"figures of this line print {rule}"
    )
