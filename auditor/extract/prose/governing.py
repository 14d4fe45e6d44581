"""Which period governs each amount of a sentence: decided only where the words leave no doubt."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from auditor.extract.fiscal import LISTED, Calendar, Phrase, lowered_in_place, phrases
from auditor.extract.prose.amounts import Amount
from auditor.extract.prose.stretches import Stretch, stretches
from auditor.model.figure import Period

_NO_CALENDAR = Calendar((), 12, None)

# Sought in words in lower case: as patterns that take either case they are several times as slow.
_RESPECTIVELY = re.compile(r"\brespectively\b")
_UNIT_WORDS = (
    r"(?:\s?%|\s+percent|\s+cents?|\s+(?:ounces|shares|tons|tonnes|pounds|barrels)"
    r"|\s+(?:an?|per)\s+(?:\w+\s+){0,3}(?:share|ounce|ton|unit|pound|barrel))"
)
_CHAINED = re.compile(
    rf"\)?{_UNIT_WORDS}?(?:\s*,\s*(?:and\s+)?|\s+and\s+)(?:approximately\s+|about\s+|an?\s+)?\(?\$?\s?\(?"
)
_OR = re.compile(rf"\)?{_UNIT_WORDS}?\s*,?\s*(?:or|\()\s*(?:approximately\s+|about\s+|an?\s+)?\(?\$?\s?\(?")
_BESIDE = re.compile(
    rf"\)?{_UNIT_WORDS}{{0,2}}\)?\s*,?\s*(?:(?:reported|recorded|earned|posted|recognized|incurred|spent)\s+)?(?:(?:in|for|during|at|as\s+of|of|over|on)\s+)?"
    r"(?:the\s+)?(?:fiscal\s+)?"
)
_LENGTH_OF_TIME = re.compile(r"\b(?:months?|quarters?|years?|periods?|half|weeks?)\b")
_AMOUNTS_FIRST = re.compile(r"(?:A+P)+")
_PERIODS_FIRST = re.compile(r"(?:PA+)+")


@dataclass(frozen=True, slots=True)
class _Chain:
    """Amounts of one unit that stand in a list (positions), or the phrases of a list of periods."""

    start: int
    end: int
    amounts: tuple[int, ...] = ()
    said: tuple[Phrase, ...] = ()


def governing(sentence: str, amounts: Sequence[Amount], said: Sequence[Phrase]) -> list[Period | None]:
    """The period of each amount, stretch by stretch; None where two phrases might govern it.

    Stretches part where a comparison begins and where it ends. Within one, a single phrase governs every amount;
    several govern the amounts before (or after) them only if amounts and phrases strictly take turns. A list of
    periods is dealt out to a list of as many amounts.
    """
    periods: list[Period | None] = [None] * len(amounts)
    if not said or not amounts:
        return periods
    lowered = lowered_in_place(sentence)
    respectively = _RESPECTIVELY.search(lowered) is not None
    for stretch in stretches(lowered, amounts, said):
        if stretch.said:
            for i, period in _settled(lowered, amounts, stretch, respectively):
                periods[i] = period
    return periods


def comparison(sentence: str, amounts: Sequence[Amount]) -> list[bool]:
    """Whether each amount is what another is compared with, at a time that the sentence does not say."""
    lowered = lowered_in_place(sentence)
    compared = [False] * len(amounts)
    for stretch in stretches(lowered, amounts, phrases(sentence, _NO_CALENDAR)):
        for i in stretch.amounts:
            compared[i] = stretch.compared and not stretch.said
    return compared


def _settled(
    lowered: str, amounts: Sequence[Amount], stretch: Stretch, respectively: bool
) -> Iterator[tuple[int, Period | None]]:
    """The amounts of a stretch that have a period, with it."""
    if len({phrase.period for phrase in stretch.said}) == 1:
        if not respectively or not _unread_list(lowered, stretch):
            yield from ((i, stretch.said[0].period) for i in stretch.amounts)
        return
    chains = _chains(lowered, amounts, stretch.amounts)
    lists = _lists(lowered, stretch.said)
    if len(lists) == 1 and all(len(chain.amounts) == len(stretch.said) for chain in chains):
        yield from _dealt(amounts, stretch.said, chains, respectively)  # "$7.1 and $8.8 in ..., of which $5.3 and $6.7"
        return
    yield from _in_turns(lowered, amounts, chains, lists, respectively)


def _in_turns(
    lowered: str, amounts: Sequence[Amount], chains: Sequence[_Chain], lists: Sequence[_Chain], respectively: bool
) -> Iterator[tuple[int, Period | None]]:
    """Amounts and periods that take turns. Shares of something, and changes, may break in."""
    order = sorted([*chains, *lists], key=lambda chain: chain.start)
    for rows in (order, [chain for chain in order if chain.said or amounts[chain.amounts[0]].unit != "percent"]):
        kinds = "".join("A" if chain.amounts else "P" for chain in rows)
        if _AMOUNTS_FIRST.fullmatch(kinds):
            rows = rows[::-1]  # each phrase governs the amounts before it
        elif not _PERIODS_FIRST.fullmatch(kinds):
            continue
        for periods, mine in _turns(rows):
            yield from _dealt(amounts, periods.said, mine, respectively)
        return
    yield from _beside(lowered, amounts, order, respectively)


def _turns(rows: Sequence[_Chain]) -> Iterator[tuple[_Chain, list[_Chain]]]:
    """Each list of periods with the chains behind it, these in the order of the sentence."""
    mine: list[_Chain] = []
    periods: _Chain | None = None
    for chain in [*rows, None]:
        if chain is None or chain.said:
            if periods is not None:
                yield periods, sorted(mine, key=lambda each: each.start)
            periods, mine = chain, []
        else:
            mine.append(chain)


def _dealt(
    amounts: Sequence[Amount], said: Sequence[Phrase], chains: Sequence[_Chain], respectively: bool
) -> Iterator[tuple[int, Period | None]]:
    """One period to every amount; several to as many amounts of a unit, in order. Nothing where the counts differ."""
    if len(said) == 1:
        yield from ((i, said[0].period) for chain in chains for i in chain.amounts)
        return
    for unit in {amounts[i].unit for chain in chains for i in chain.amounts}:
        own = [chain for chain in chains if amounts[chain.amounts[0]].unit == unit]
        every = [i for chain in own for i in chain.amounts]
        if all(len(chain.amounts) == len(said) for chain in own):
            rows = [chain.amounts for chain in own]
        elif respectively and len(every) == len(said):
            rows = [tuple(every)]
        else:
            continue
        for row in rows:
            yield from ((i, phrase.period) for i, phrase in zip(row, said, strict=True))


def _beside(
    lowered: str, amounts: Sequence[Amount], order: Sequence[_Chain], respectively: bool
) -> Iterator[tuple[int, Period | None]]:
    """Amounts and periods in no regular order: a period directly behind an amount is its own, and a list behind as
    many amounts is theirs; the amounts left over have the one period before them all that is no amount's."""
    taken: set[int] = set()
    free: list[int] = []
    for at, chain in enumerate(order):
        if not chain.said:
            continue
        own = list(_own(lowered, order, at))
        if not own:
            free.append(at)
        for i, period in _dealt(amounts, chain.said, own, respectively):
            taken.add(i)
            yield i, period
    if free == [0] and len(order[0].said) == 1:
        for chain in order:
            yield from ((i, order[0].said[0].period) for i in chain.amounts if i not in taken)


def _own(lowered: str, order: Sequence[_Chain], at: int) -> Iterator[_Chain]:
    """The chains that a list of periods governs as their next neighbour: "$5 million, or $0.10 a share, in 2003"."""
    said, last = order[at], at - 1
    if last < 0 or order[last].said:
        return
    if len(said.said) > 1:
        if len(order[last].amounts) == len(said.said):
            yield order[last]
        return
    if not _BESIDE.fullmatch(lowered, order[last].end, said.start):
        return
    if last > 0 and len(order[last].amounts) > 1:
        yield _Chain(
            order[last].start, order[last].end, order[last].amounts[-1:]
        )  # "$5 million, and $14 million in ..."
        return
    yield order[last]
    while last > 0 and order[last - 1].amounts and _OR.fullmatch(lowered, order[last - 1].end, order[last].start):
        last -= 1
        yield order[last]


def _unread_list(lowered: str, stretch: Stretch) -> bool:
    """Whether "respectively" may deal out periods of which only one was read."""
    first = min(*(phrase.start for phrase in stretch.said), lowered.find("respectively"))
    last = max(phrase.end for phrase in stretch.said)
    words = list(lowered)
    for phrase in stretch.said:
        words[phrase.start : phrase.end] = " " * (phrase.end - phrase.start)
    return _LENGTH_OF_TIME.search("".join(words)) is not None if first <= last else True


def _chains(lowered: str, amounts: Sequence[Amount], mine: Sequence[int]) -> list[_Chain]:
    """The amounts of a stretch, those of one list together."""
    found: list[_Chain] = []
    for i in mine:
        before = found[-1] if found else None
        if (
            before is not None
            and amounts[before.amounts[-1]].unit == amounts[i].unit
            and _CHAINED.fullmatch(lowered, before.end, amounts[i].start)
        ):
            found[-1] = _Chain(before.start, amounts[i].end, (*before.amounts, i))
        else:
            found.append(_Chain(amounts[i].start, amounts[i].end, (i,)))
    return found


def _lists(lowered: str, said: Sequence[Phrase]) -> list[_Chain]:
    """The phrases of a stretch, those of one list together."""
    found: list[_Chain] = []
    for phrase in said:
        before = found[-1] if found else None
        if before is not None and (phrase.start < before.end or LISTED.fullmatch(lowered, before.end, phrase.start)):
            found[-1] = _Chain(before.start, phrase.end, (), (*before.said, phrase))
        else:
            found.append(_Chain(phrase.start, phrase.end, (), (phrase,)))
    return found
