"""One cause, told once: bridges of different tables that change the same line by the same amount."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date
from fractions import Fraction

from auditor.compare.alone import is_explained
from auditor.compare.bridges import Bridge, Kind
from auditor.compare.rows import exact_words
from auditor.compare.tying import TELLING
from auditor.model.figure import Figure
from auditor.model.record import altered, dataclass

MANY = 3  # groups of lines moved in one column: a new way of presenting it rather than so many causes
GRAVITY: tuple[Kind, ...] = ("restated", "split", "reclassified", "differs", "rounded")
Mark = tuple[object, object, date]


@dataclass(frozen=True, slots=True)
class Cause:
    """Bridges of one cause between two filings; the first tells most of it."""

    kind: Kind
    bridges: tuple[Bridge, ...]


def causes(found: Sequence[Bridge]) -> list[Cause]:
    """The bridges of one pair of filings by cause: splits of shares by their factor, differences of one unit together,
    the others where a line and its change are in both."""
    factors = {bridge.factor for bridge in found if bridge.factor is not None}
    bridges = [_split(bridge, factors) for bridge in found]
    moved = Counter(id(bridge.tie) for bridge in bridges if bridge.kind == "reclassified")
    groups: dict[object, list[Bridge]] = {}
    keyed: dict[object, object] = {}  # a mark → the key of the group that has it
    for bridge in bridges:
        marks: list[object] = [(bridge.tie.yours.declared == "former", mark) for mark in _marks(bridge)]
        if bridge.kind == "reclassified" and moved[id(bridge.tie)] >= MANY:
            marks.append(id(bridge.tie))
        if bridge.kind in ("split", "rounded"):
            groups.setdefault((bridge.kind, bridge.factor), []).append(bridge)
            continue
        known = [key for mark in marks if (key := keyed.get(mark)) is not None]
        key = known[0] if known else ("cause", len(groups))
        for other in dict.fromkeys(known[1:]):
            if other != key and other in groups:
                groups[key] += groups.pop(other)
                keyed = {mark: key if held == other else held for mark, held in keyed.items()}
        groups.setdefault(key, []).append(bridge)
        keyed.update((mark, key) for mark in marks)
    return [_cause(group) for group in groups.values()]


def _cause(group: Sequence[Bridge]) -> Cause:
    kind = min((bridge.kind for bridge in group), key=GRAVITY.index)
    return Cause(kind, tuple(sorted(group, key=lambda bridge: (GRAVITY.index(bridge.kind), -len(bridge.facts)))))


def _split(bridge: Bridge, factors: set[Fraction]) -> Bridge:
    """A line that changed alone by the factor of a split elsewhere belongs to it."""
    if bridge.kind != "differs":
        return bridge
    factor = next((one for one in sorted(factors) if is_explained(bridge.tie, bridge.facts, one)), None)
    return bridge if factor is None else altered(bridge, kind="split", factor=factor)


def _marks(bridge: Bridge) -> list[Mark]:
    """What tells a bridge's facts again in another table: both amounts where they have digits enough, else the words
    and the change; and the last day of the period."""
    end = bridge.tie.yours.period.end
    marks: list[Mark] = []
    for fact in bridge.facts:
        one, other = bridge.tie.printed(fact)
        if one is not None and other is not None and _is_telling(one) and _is_telling(other):
            marks.append((one.value, other.value, end))
        if fact.delta:
            marks.append((exact_words(fact.label), Fraction(fact.delta) * Fraction(10) ** fact.exponent, end))
    return marks


def _is_telling(figure: Figure) -> bool:
    return abs(figure.mantissa or 0) >= TELLING
