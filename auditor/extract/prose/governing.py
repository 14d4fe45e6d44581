"""Which period governs each amount of a sentence: decided only where the words leave no doubt."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence

from auditor.extract.fiscal import Phrase, lowered_in_place
from auditor.extract.prose.amounts import Amount
from auditor.model.figure import Period

# This and the next are sought in words in lower case: as patterns that take either case they are several times as slow.
_DIVIDE = re.compile(
    r"\b(?:as\s+)?compared\s+(?:to|with)\b|\bversus\b|\bvs\b|\bagainst\b|\bwhile\b|\bwhereas\b|\bthan\b|\b(?:over|since|from|above|below)\s+(?=the\s|last\s|(?:a|one)\s+year|that\s|year)"
    r"|\bfrom\s+(?=(?:an?\s+)?(?:\w+\s+){0,2}\(?\$)|(?P<to>\bto\s+(?=(?:\w+\s+){0,2}\(?\$))"
)

_RESPECTIVELY = re.compile(r"\brespectively\b", re.IGNORECASE)
_AMOUNTS_FIRST = re.compile(r"(?:A+P)+")
_PERIODS_FIRST = re.compile(r"(?:PA+)+")


def governing(sentence: str, amounts: Sequence[Amount], said: Sequence[Phrase]) -> list[Period | None]:
    """The period of each amount, segment by segment; None where two phrases might govern it.

    Segments part where a comparison begins. Within one, a single phrase governs every amount; several phrases
    govern the amounts before (or after) them only if amounts and phrases strictly take turns.
    """
    periods: list[Period | None] = [None] * len(amounts)
    if not said or _RESPECTIVELY.search(sentence):
        return periods
    borders = [0, *_borders(sentence, amounts), len(sentence)]
    for low, high in itertools.pairwise(borders):
        mine = [i for i, amount in enumerate(amounts) if low <= amount.start < high]
        here = [phrase for phrase in said if low <= phrase.start < high]
        if not mine or not here:
            continue
        if len(here) == 1 or len({phrase.period for phrase in here}) == 1:
            for i in mine:
                periods[i] = here[0].period
        else:
            _take_turns(amounts, mine, here, periods)
    return periods


def _take_turns(
    amounts: Sequence[Amount], mine: Sequence[int], here: Sequence[Phrase], periods: list[Period | None]
) -> None:
    order = sorted([(amounts[i].start, i, None) for i in mine] + [(phrase.start, -1, phrase) for phrase in here],
                   key=lambda item: item[0])  # fmt: skip
    kinds = "".join("A" if phrase is None else "P" for _, _, phrase in order)
    if _AMOUNTS_FIRST.fullmatch(kinds):
        order.reverse()  # each phrase governs the amounts before it
    elif not _PERIODS_FIRST.fullmatch(kinds):
        return
    period: Period | None = None
    for _, index, phrase in order:
        if phrase is not None:
            period = phrase.period
        else:
            periods[index] = period


def _borders(sentence: str, amounts: Sequence[Amount]) -> list[int]:
    """Where comparisons begin. "increased to $2.1 million" begins none: no amount stands before it."""
    borders: list[int] = []
    for divide in _DIVIDE.finditer(lowered_in_place(sentence)):
        if divide["to"] and not borders and not any(amount.start < divide.start() for amount in amounts):
            continue
        borders.append(divide.start())
    return borders
