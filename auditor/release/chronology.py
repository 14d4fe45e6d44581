"""Periods of a release held together: parts of a year against the year (TI105), cash against its change (CF102)."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from auditor.extract.vocabulary import kind_of_unit, vocabulary
from auditor.release.books import DAY_SPAN, LENGTHS, Book

WHOLES = ((12, 3), (12, 6), (9, 3), (6, 3))  # months of a period and of the parts that make it up
EXCLUDED = frozenset(("opening_cash", "closing_cash", "opening_retained_earnings", "closing_retained_earnings"))
CASH = ("closing_cash", "cash")

Positions = NDArray[np.int64]


class Chain(NamedTuple):
    """Relations of one form: in each row of ``members`` positions in the book whose sum by ``coefficients`` is zero.

    The last member is the total.
    """

    check: str
    members: Positions
    coefficients: tuple[int, ...]
    why: str


def chains(book: Book) -> list[Chain]:
    """Every relation between periods whose operands this release gives."""
    return [*_years(book), *_cash(book)]


def _adds_up(book: Book) -> NDArray[np.bool_]:
    """Which values are amounts of a duration that add over time: money and quantities, no averages or rates."""
    summing = np.array(
        [
            line.statement != "balance_sheet"
            and line.concept not in EXCLUDED
            and (line.concept is not None)
            and kind_of_unit(line.unit) in ("money", "quantity", None)
            and vocabulary()[line.concept].unit == "money"
            for line in book.register.lines
        ],
        np.bool_,
    )
    found: NDArray[np.bool_] = book.used & (book.months > 0) & summing[book.block.line]
    return found


def _years(book: Book) -> Iterator[Chain]:
    which = np.flatnonzero(_adds_up(book))
    if not len(which):
        return
    key = _key(book, which, book.months[which], book.closing[which])
    order = np.argsort(key, kind="stable")
    for whole, part in WHOLES:
        totals = which[book.months[which] == whole]
        count = whole // part
        places = [
            _find(
                key[order],
                _key(book, totals, np.full(len(totals), part), book.closing[totals] - part * (count - 1 - n)),
            )
            for n in range(count)
        ]
        there = np.all([at >= 0 for at in places], axis=0)
        if there.any():
            members = np.stack([*(which[order[at[there]]] for at in places), totals[there]], axis=1)
            why = f"{_NUMBER[count]} periods of {part} months make up one of {whole}"
            yield Chain("TI105", members, (*(1,) * count, -1), why)


_NUMBER = {2: "two", 3: "three", 4: "four"}


def _key(book: Book, at: Positions, months: NDArray[np.integer], closing: NDArray[np.integer]) -> NDArray[np.int64]:
    """Entity, line, length and closing month as one number: lines are fewer than a million."""
    entity = book.block.entity[at].astype(np.int64)
    found: NDArray[np.int64] = (
        (entity * len(book.register.lines) + book.block.line[at]) * LENGTHS + months.astype(np.int64)
    ) * 131_072 + closing.astype(np.int64)
    return found


def _find(ordered: NDArray[np.int64], wanted: NDArray[np.int64]) -> Positions:
    """The first place of each wanted key among the ordered ones; -1 where it is not among them."""
    at = np.searchsorted(ordered, wanted)
    inside = np.minimum(at, len(ordered) - 1)
    return np.where(ordered[inside] == wanted, inside, -1)


def _cash(book: Book) -> Iterator[Chain]:
    """Cash at a period's opening and its change make the cash at its end, with the effect of exchange rates where the
    release gives it."""
    ranks = {name: rank for rank, name in enumerate(vocabulary())}
    changes = np.flatnonzero(book.used & (book.concept == ranks["net_change_in_cash"]) & (book.months > 0))
    cash = np.flatnonzero(book.used & (book.concept == ranks["cash"]))
    if not len(changes) or not len(cash):
        return
    ends, starts = book.period // DAY_SPAN, book.period % DAY_SPAN
    held = _of_day(book, cash, ends[cash])
    order = np.argsort(held, kind="stable")
    closing = _find(held[order], _of_day(book, changes, ends[changes]))
    opening = _find(held[order], _of_day(book, changes, starts[changes] - 1))
    there = (closing >= 0) & (opening >= 0)
    if not there.any():
        return
    first, last = cash[order[opening[there]]], cash[order[closing[there]]]
    why = "cash at the opening and its change make cash at the end"
    yield Chain("CF102", np.stack([first, changes[there], last], axis=1), (1, 1, -1), why)
    rates = np.flatnonzero(book.used & (book.concept == ranks["fx_effect"]) & (book.months > 0))
    if len(rates):
        effects = _of_period(book, rates)
        ordered = np.argsort(effects, kind="stable")
        effect = _find(effects[ordered], _of_period(book, changes[there]))
        given = effect >= 0
        if given.any():
            members = [first[given], changes[there][given], rates[ordered[effect[given]]], last[given]]
            yield Chain("CF102", np.stack(members, axis=1), (1, 1, 1, -1), f"{why}, exchange rates considered")


def _of_day(book: Book, at: Positions, days: NDArray[np.int64]) -> NDArray[np.int64]:
    """Entity, qualifier and day as one number."""
    return _whose(book, at) * DAY_SPAN + days


def _of_period(book: Book, at: Positions) -> NDArray[np.int64]:
    found: NDArray[np.int64] = (_whose(book, at) * LENGTHS + book.months[at]) * DAY_SPAN + book.period[at] // DAY_SPAN
    return found


def _whose(book: Book, at: Positions) -> NDArray[np.int64]:
    """Entity, qualifier and currency as one number: what one cash balance is of."""
    names = [(line.qualifier, line.currency) for line in book.register.lines]
    numbers = {name: number for number, name in enumerate(dict.fromkeys(names))}
    kinds = np.array([numbers[name] for name in names], np.int64)
    found: NDArray[np.int64] = book.block.entity[at].astype(np.int64) * len(numbers) + kinds[book.block.line[at]]
    return found


def by_entity(chain: Chain, first: int, behind: int) -> Sequence[tuple[int, ...]]:
    """The chain's members within one entity's span of the book."""
    begins = chain.members[:, 0]  # rows stand in the order of entities, as the spans do
    inside = slice(bisect_left(begins, first), bisect_left(begins, behind))
    return [tuple(row) for row in chain.members[inside].tolist()]
