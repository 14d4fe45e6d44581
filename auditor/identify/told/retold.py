"""One fact told twice in sentences: the second telling must give the amount of the first.

Filings tell every fifth amount of their running text again in nearly the same words: in a headline and its paragraph,
in the discussion and in a note. Which amounts are so told twice is decided by the words around them and by the other
amounts that stand there too, before the two are compared (see `likeness`).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from itertools import islice
from math import log2

from auditor.identify.told.likeness import Likeness, likeness
from auditor.identify.told.tellings import Telling, alike, amount_of, digits_of, place_of, printings, tellings, weights
from auditor.model.arithmetic import evaluate_linear
from auditor.model.audit import Extraction
from auditor.model.identity import Identity
from auditor.model.typist import slip

RETOLD = "CL109"  # retold-amount-differs
SLIPS = frozenset({"substitution", "transposition"})
BITS = 12.0  # at most
MOST_PARTNERS = 4  # of one amount
MOST_LAID = 6_000  # pairs of a filing whose words are laid over one another

APART = 1000  # characters: nearer by, like sentences tell of two things by one formula
ALIKE = 12.0  # bits of words, where another amount agrees too …
VOUCHING = 3.0  # … whose digits are worth so many
WEAKLY_ALIKE = 6.0  # from here on two that agree are witnesses to one another, though no more
SURELY_ALIKE = 20.0  # for amounts of two digits: any two of them are one slip apart by a fifth of chances
FAMILIAR = 6  # telling words that agree, where a year does and nothing stands in another's place …
VERBATIM = 24.0  # … or bits of words, where none does
LONG, SHORTEST = 3, 2  # digits that count


@dataclass(frozen=True, slots=True)
class Pair:
    """Two tellings of one fact, the earlier first."""

    one: Telling
    other: Telling
    like: Likeness
    vouching: float  # bits of the other amounts that agree
    surely: bool  # words and numbers leave no doubt that it is one fact


def identities(extraction: Extraction, borne_out: Collection[int] = ()) -> list[Identity]:
    """Evaluated identities of origin "prose", form "equal", over the two amounts of each fact that is told twice.

    ``borne_out`` are the figures of amounts that the tables bear out: two that are both so differ rightly.
    """
    told = tellings(extraction)
    if len(told) < 2:
        return []
    pairs = list(_pairs(told))
    agreeing = {
        telling.figure.index
        for pair in pairs
        if pair.surely and _agree(pair.one, pair.other)
        for telling in (pair.one, pair.other)
    }
    found: list[Identity] = []
    partners: Counter[int] = Counter()
    for pair in pairs:
        a, b = pair.one.figure.index, pair.other.figure.index
        if not _agree(pair.one, pair.other) and (
            _prints_both(pair) or {a, b} <= agreeing or (a in borne_out and b in borne_out)
        ):
            continue  # both are right
        if max(partners[a], partners[b]) < MOST_PARTNERS:
            partners.update((a, b))
            found.append(_identity(extraction, pair))
    return found


def _pairs(told: list[Telling]) -> Iterator[Pair]:
    """Those of one fact whose amounts are the same, or one slip apart, in the order of the second."""
    worth, often = weights(told), printings(told)
    candidates = (
        (one, other)
        for one, other in alike(told)
        if _may_be_one_fact(one, other) and (_agree(one, other) or _is_slip(one, other))
    )
    for one, other in islice(candidates, MOST_LAID):
        like = likeness(one, other, worth)
        if like.contrary:
            continue
        others = like.amounts - {amount_of(one.figure), amount_of(other.figure)}
        vouching = sum(_vouching(amount, often[amount]) for amount in others)
        surely = _is_retold(one, other, like, vouching)
        if surely or (_agree(one, other) and like.bits >= WEAKLY_ALIKE):
            yield Pair(one, other, like, vouching, surely)


def _may_be_one_fact(one: Telling, other: Telling) -> bool:
    """Whether two amounts stand far enough apart, in periods that do not contradict one another."""
    if one.figure.period and other.figure.period and one.figure.period != other.figure.period:
        return False
    (document, *place), (elsewhere, *there) = place_of(one), place_of(other)
    return document != elsewhere or abs(sum(there) - sum(place)) > APART


def _is_retold(one: Telling, other: Telling, like: Likeness, vouching: float) -> bool:
    """Whether words and numbers around two amounts suffice to say that they are one fact. The amounts are not asked."""
    digits = max(digits_of(one.figure), digits_of(other.figure))
    if digits < SHORTEST:
        return False
    if vouching >= VOUCHING and like.bits >= (ALIKE if digits >= LONG else SURELY_ALIKE):
        return True
    dated = like.years > 0 and like.words >= FAMILIAR
    return like.verbatim and (dated or (digits >= LONG and like.bits >= VERBATIM))


def _vouching(amount: str, sentences: int) -> float:
    """Bits by which an amount that both sentences print says that they tell one fact: by its digits, and the less the
    more sentences print it."""
    digits = len(amount.partition("e")[0])
    return max(0.0, min(10.0, 3.0 * digits - 1.0 - log2(max(1, sentences - 1))))


def _agree(one: Telling, other: Telling) -> bool:
    return amount_of(one.figure) == amount_of(other.figure)


def _is_slip(one: Telling, other: Telling) -> bool:
    """Whether one digit or two neighbouring ones lie between amounts told to the same place."""
    here, there = one.figure, other.figure
    return here.exponent == there.exponent and slip(abs(here.mantissa or 0), abs(there.mantissa or 0)) in SLIPS


def _prints_both(pair: Pair) -> bool:
    """Whether one of the sentences prints both amounts."""
    return any(
        word.value == amount_of(absent.figure)
        for telling, absent in ((pair.one, pair.other), (pair.other, pair.one))
        for word in (*telling.before, *telling.behind)
    )


def _identity(extraction: Extraction, pair: Pair) -> Identity:
    one, other = pair.one.figure, pair.other.figure
    members = (one.index, other.index)
    coefficients = (1, 1) if (one.mantissa or 0) * (other.mantissa or 0) < 0 else (1, -1)
    outcome = evaluate_linear(extraction.figures, members, coefficients, "equal")
    return Identity(
        check=RETOLD,
        origin="prose",
        form="equal",
        figures=members,
        coefficients=coefficients,
        total=None,
        evidence=_evidence(pair),
        bits=round(min(BITS, 5.0 + pair.like.bits / 10 + pair.vouching / 3), 1),
        standing="confirmed" if pair.surely else "latent",
        severity="warning",
        status=outcome.status,
        residual=outcome.residual,
        tolerance=outcome.tolerance,
    )


def _evidence(pair: Pair) -> tuple[str, ...]:
    places = [f"{one.figure.text} ({one.figure.whereabouts})" for one in (pair.one, pair.other)]
    evidence = [f"one fact told twice: {places[0]} and {places[1]}", f"{pair.like.words} words about them agree"]
    others = [one for one in (*pair.one.before, *pair.one.behind) if one.value in pair.like.amounts]
    if others:
        evidence.append(
            "the other amounts beside them agree" if len(others) > 1 else "the other amount beside them agrees"
        )
    return tuple(evidence)
