"""Lines that changed only their name: one amount, in one place or under much the same words."""

from __future__ import annotations

from bisect import bisect_left
from functools import lru_cache

from auditor.compare.heads import PERIOD_WORDS
from auditor.compare.rows import lasting_words
from auditor.compare.tying import TELLING, Fact, Tie
from auditor.identify.labels import NEUTRAL
from auditor.model.figure import Figure
from auditor.model.record import altered

MOST_ALIKE = 20  # lines of one amount; beyond, it tells none of them


def with_renamed(tie: Tie) -> Tie:
    """The tie with lines that only one filing prints under their name made one where amount and place are the same."""
    gone: dict[int, list[Fact]] = {}  # by what they print
    for fact in tie.facts:
        if fact.later is None:
            gone.setdefault(-fact.delta, []).append(fact)
    if not gone or all(fact.earlier is not None for fact in tie.facts):
        return tie
    order = _Order(tie)
    merged: dict[int, Fact] = {}  # by the figure of the later filing
    dropped: set[int] = set()  # figures of the earlier
    for fact in tie.facts:
        if fact.earlier is not None or fact.later is None:
            continue
        for old in gone.get(fact.delta, ())[:MOST_ALIKE]:
            if old.earlier is None or old.earlier in dropped or not order.is_one(old.earlier, fact.later):
                continue
            dropped.add(old.earlier)
            name = None if old.label == fact.label else old.label
            merged[fact.later] = altered(fact, earlier=old.earlier, delta=0, renamed=name)
            break
    facts = [
        merged.get(fact.later, fact) if fact.later is not None else fact
        for fact in tie.facts
        if fact.later is not None or fact.earlier not in dropped
    ]
    return altered(tie, facts=tuple(facts))


class _Order:
    """Where lines stand among those that both filings print."""

    def __init__(self, tie: Tie) -> None:
        self.earlier, self.later = tie.earlier.figures, tie.later.figures
        rows = [
            (self.earlier[fact.earlier].row or 0, self.later[fact.later].row or 0)
            for fact in tie.facts
            if fact.earlier is not None and fact.later is not None and not fact.is_moved
        ]
        self._rows = sorted(rows)
        self._mine = [row for row, _ in self._rows]
        self._yours = sorted(row for _, row in rows)

    def is_one(self, earlier: int, later: int) -> bool:
        """Whether two figures under unlike labels are one line: equal, and in one place or of like name."""
        one, other = self.earlier[earlier], self.later[later]
        if not one.mantissa or (one.mantissa, one.exponent) != (other.mantissa, other.exponent):
            return False
        if one.unit != other.unit and None not in (one.unit, other.unit):
            return False
        places, named = self._places(one, other), _share_words(one.label, other.label)
        if abs(one.mantissa) >= TELLING:
            return places > 0 or named
        return places == 2 or (places == 1 and named)

    def _places(self, one: Figure, other: Figure) -> int:
        """How many of the nearest common lines, above and below, are the same for both: 0, 1 or 2."""
        mine = bisect_left(self._mine, one.row or 0)
        yours = bisect_left(self._yours, other.row or 0)
        above = bool(mine and yours) and self._rows[mine - 1][1] == self._yours[yours - 1]
        beneath = mine < len(self._rows) and yours < len(self._yours) and self._rows[mine][1] == self._yours[yours]
        return above + beneath


@lru_cache(maxsize=4096)
def telling_words(label: str) -> frozenset[str]:
    """The words of a label that make it another: no numbers, no dates, none that are said of every line."""
    return lasting_words(label) - NEUTRAL - PERIOD_WORDS


def _share_words(one: str, other: str) -> bool:
    """Whether half of the words of the shorter label, and two at least, stand in the other."""
    mine, yours = lasting_words(one), lasting_words(other)
    shared = len(mine & yours)
    return shared >= 2 and 2 * shared >= min(len(mine), len(yours))
