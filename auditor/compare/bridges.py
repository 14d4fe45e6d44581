"""Changed lines of one tied column gathered by their cause: one bridge a cause, however many lines it runs through.

Both filings' own sums lead from line to line. Lines that stand in one sum and changed together are one bridge. Where
no total at its top changed, amounts were only moved (*reclassified*); where one did, it was *restated*. A line that
changed alone, with nothing around it that would account for it, *differs*.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from itertools import combinations
from typing import Literal

from auditor.compare.alone import parted_from, split_of
from auditor.compare.filing import Filing
from auditor.compare.heads import Head
from auditor.compare.tying import Fact, Tie
from auditor.model.record import altered, dataclass

Kind = Literal["reclassified", "restated", "split", "differs", "rounded"]
MOST_PARTED = 12  # changed lines of a bridge, in which separate causes are sought
LARGEST_CAUSE = 4  # lines of such a cause
MOST_ALONE = 50  # lines of a column that changed outside every sum; beyond, none is sought that accounts for one


@dataclass(frozen=True, slots=True)
class Sum:
    """A total and its parts among the facts of a tie: ``parts`` are (fact, coefficient in the total).

    ``excess`` is by how much the parts exceed the total, ``tolerance`` how much of it rounding explains.
    """

    total: int
    parts: tuple[tuple[int, int], ...]
    is_later: bool
    holds: bool
    excess: Decimal
    tolerance: Decimal

    @property
    def members(self) -> tuple[int, ...]:
        return (self.total, *(fact for fact, _ in self.parts))

    def is_mended(self, n: int, fact: Fact) -> bool:
        """Whether a failing sum holds once it has the other filing's amount for the ``n``-th fact, or one that holds
        only within rounding becomes exact."""
        if fact.is_close or not self.excess:
            return False
        coefficient = -1 if n == self.total else dict(self.parts).get(n, 0)
        change = Decimal(fact.delta).scaleb(fact.exponent) * (-coefficient if self.is_later else coefficient)
        return bool(change) and abs(self.excess + change) <= (0 if self.holds else self.tolerance)


@dataclass(frozen=True, slots=True)
class Bridge:
    """Facts of one tie that changed for one cause.

    ``totals`` are those of them that add up others, ``unchanged`` the totals above them that stayed as they were.
    ``broken`` and ``guarded`` say in which filings (False: the earlier, True: the later) a sum over them fails, or
    holds; of a line that changed alone, any relation that would betray a slip in it.
    """

    tie: Tie
    kind: Kind
    facts: tuple[Fact, ...]
    totals: tuple[Fact, ...] = ()
    unchanged: tuple[Fact, ...] = ()
    broken: frozenset[bool] = frozenset()
    guarded: frozenset[bool] = frozenset()
    factor: Fraction | None = None  # of a split of the shares
    is_alone: bool = False  # of a line that differs: nothing else of its column is left unexplained


def bridges(tie: Tie) -> list[Bridge]:
    """The bridges of a tie whose renamed lines are one. Lines that only one filing prints are told beside a line that
    changed; alone they were only left out, or are printed in more detail."""
    sums = sums_of(tie)
    inexact = [one for one in sums if one.excess]
    over = _sums_over(sums)
    standing = _standing(tie.facts, sums)
    changed = [n for n, fact in enumerate(tie.facts) if fact.delta and (fact.is_paired or n in standing)]
    mistyped = {n for n in changed if tie.facts[n].is_paired and any(one.is_mended(n, tie.facts[n]) for one in inexact)}
    found = [altered(_bridge(tie, over, [n]), is_alone=True) for n in sorted(mistyped)]
    for group in _connected(sums, [n for n in changed if n not in mistyped]):
        if any(tie.facts[n].is_paired for n in group):
            found += _parted(_bridge(tie, over, group), sums)
    return gathered(tie, found)


def sums_of(tie: Tie) -> list[Sum]:
    """The sums of both columns, over the facts of the tie."""
    mine = {fact.earlier: n for n, fact in enumerate(tie.facts) if fact.earlier is not None}
    yours = {fact.later: n for n, fact in enumerate(tie.facts) if fact.later is not None}
    return [
        *_sums(tie.earlier, tie.mine, mine, is_later=False),
        *_sums(tie.later, tie.yours, yours, is_later=True),
    ]


def _sums(filing: Filing, head: Head, places: Mapping[int, int], is_later: bool) -> Iterator[Sum]:
    """A part that no fact prints is nothing, or no amount of the period: it changed nothing here."""
    for identity in filing.sums.get((head.table, head.column), ()):
        coefficients = dict(zip(identity.figures, identity.coefficients, strict=True))
        if identity.total is None or identity.total not in places:
            continue
        own = coefficients.get(identity.total)
        if own not in (1, -1):
            continue
        parts = [
            (places[figure], -coefficient * own)
            for figure, coefficient in coefficients.items()
            if figure != identity.total and figure in places
        ]
        excess = (identity.residual or Decimal(0)) * -own
        tolerance = identity.tolerance or Decimal(0)
        yield Sum(places[identity.total], tuple(parts), is_later, identity.status == "holds", excess, tolerance)


def _standing(facts: Sequence[Fact], sums: Sequence[Sum]) -> set[int]:
    """The facts of one filing alone that are part, through however many totals, of one that both print."""
    above: dict[int, set[int]] = {}
    for one in sums:
        for n, _ in one.parts:
            above.setdefault(n, set()).add(one.total)
    found: set[int] = set()
    upcoming = [n for n in above if any(facts[total].is_paired for total in above[n])]
    beneath: dict[int, set[int]] = {}
    for n, totals in above.items():
        for total in totals:
            beneath.setdefault(total, set()).add(n)
    while upcoming:
        n = upcoming.pop()
        if n not in found and not facts[n].is_paired:
            found.add(n)
            upcoming += beneath.get(n, ())
    return found


def _connected(sums: Sequence[Sum], changed: Sequence[int]) -> list[list[int]]:
    """The changed facts in groups: those of one sum are together."""
    leader = {n: n for n in changed}

    def find(n: int) -> int:
        while leader[n] != n:
            leader[n] = leader[leader[n]]
            n = leader[n]
        return n

    for one in sums:
        members = [n for n in one.members if n in leader]
        for n in members[1:]:
            leader[find(n)] = find(members[0])
    groups: dict[int, list[int]] = {}
    for n in changed:
        groups.setdefault(find(n), []).append(n)
    return list(groups.values())


def _sums_over(sums: Sequence[Sum]) -> dict[int, list[Sum]]:
    """The sums in which each fact stands."""
    found: dict[int, list[Sum]] = {}
    for one in sums:
        for n in one.members:
            found.setdefault(n, []).append(one)
    return found


def _bridge(tie: Tie, sums: Mapping[int, Sequence[Sum]], group: Sequence[int]) -> Bridge:
    """The bridge of a group of facts; ``sums`` are those over each fact."""
    members = set(group)
    over = list({id(one): one for n in group for one in sums.get(n, ())}.values())
    totals = [n for n in group if any(one.total == n and members.intersection(dict(one.parts)) for one in over)]
    tops = [n for n in group if not any(n in dict(one.parts) for one in over)]
    above = {one.total for one in over} - members
    facts = tie.facts
    moved = [n for n in tops if not facts[n].is_close]
    if all(facts[n].is_close for n in group):
        kind: Kind = "rounded"
    elif len(group) == 1:
        kind = "differs"
    else:
        kind = "restated" if moved else "reclassified"
    if kind not in ("rounded", "differs"):  # what only rounding to another scale sets apart did not change
        group = [n for n in group if not (facts[n].is_close and facts[n].is_scaled)]
    return Bridge(
        tie,
        kind,
        tuple(facts[n] for n in group),
        tuple(facts[n] for n in totals),
        tuple(facts[n] for n in sorted(above) if facts[n].is_paired and not facts[n].delta),
        frozenset(one.is_later for one in over if not one.holds or _is_mended_by(one, facts, group))
        | _suspecting(tie, group),
        frozenset(one.is_later for one in over if one.holds) | _vouching(tie, group),
    )


def _is_mended_by(one: Sum, facts: Sequence[Fact], group: Sequence[int]) -> bool:
    """Whether the one line of a group is what a sum is off by."""
    return len(group) == 1 and one.is_mended(group[0], facts[group[0]])


def _suspecting(tie: Tie, group: Sequence[int]) -> set[bool]:
    """The filings whose own audit suspects the one figure of a group."""
    fact = tie.facts[group[0]]
    sides = ((False, tie.earlier, fact.earlier), (True, tie.later, fact.later))
    return {side for side, filing, i in sides if len(group) == 1 and i in filing.suspected}


def _vouching(tie: Tie, group: Sequence[int]) -> set[bool]:
    """The filings in which a slip in the one figure of a group would have been found."""
    fact = tie.facts[group[0]]
    sides = ((False, tie.earlier, fact.earlier), (True, tie.later, fact.later))
    return {side for side, filing, i in sides if len(group) == 1 and i is not None and filing.is_vouched(i)}


def _parted(bridge: Bridge, sums: Sequence[Sum]) -> Iterator[Bridge]:
    """Lines moved below one total, parted into the smallest groups that account for themselves."""
    if bridge.kind != "reclassified" or bridge.totals or not 4 <= len(bridge.facts) <= MOST_PARTED:
        yield bridge
        return
    signs = _signs(bridge, sums)
    rest = list(range(len(bridge.facts)))
    for size in range(2, LARGEST_CAUSE + 1):
        for group in combinations(range(len(bridge.facts)), size):
            if len(rest) <= size or not set(group) <= set(rest) or not _is_one_place(bridge, group):
                continue
            if sum(signs[n] * bridge.facts[n].delta for n in group) == 0:
                yield altered(bridge, facts=tuple(bridge.facts[n] for n in group))
                rest = [n for n in rest if n not in group]
    yield altered(bridge, facts=tuple(bridge.facts[n] for n in rest))


def _signs(bridge: Bridge, sums: Sequence[Sum]) -> list[int]:
    """How each fact of a bridge enters the total above it."""
    known: dict[int, int] = {}
    for one in sums:
        for n, coefficient in one.parts:
            known.setdefault(n, coefficient)
    places = {id(fact): n for n, fact in enumerate(bridge.tie.facts)}
    return [known.get(places[id(fact)], 1) for fact in bridge.facts]


def _is_one_place(bridge: Bridge, group: Sequence[int]) -> bool:
    return len({bridge.facts[n].exponent for n in group}) == 1


def gathered(tie: Tie, found: Sequence[Bridge]) -> list[Bridge]:
    """The bridges of one tie, with lines that changed alone put to what they belong to: a split of the shares, what was
    restated, or a new line beside them."""
    settled = [bridge for bridge in found if bridge.kind != "differs" or bridge.is_alone]
    alone = [bridge for bridge in found if bridge.kind == "differs" and not bridge.is_alone]
    facts = tuple(fact for bridge in alone for fact in bridge.facts)
    factor = split_of(tie, facts)
    if factor is not None:
        return [*settled, Bridge(tie, "split", facts, factor=factor)]
    restated = next((bridge for bridge in settled if bridge.kind == "restated"), None)
    if restated is not None:  # amounts per share and the like follow from it
        facts += tuple(fact for bridge in settled if bridge.kind == "rounded" for fact in bridge.facts)
        whole = altered(restated, facts=(*restated.facts, *facts))
        return [whole, *(bridge for bridge in settled if bridge is not restated and bridge.kind != "rounded")]
    told = {id(fact) for bridge in found for fact in bridge.facts}
    single = [fact for fact in tie.facts if not fact.is_paired and id(fact) not in told]
    unexplained = []
    for bridge in alone:
        others = parted_from(tie, bridge.facts[0], single) if len(alone) <= MOST_ALONE else []
        single = [fact for fact in single if not any(fact is other for other in others)]
        if others:
            settled.append(altered(bridge, kind="reclassified", facts=(*bridge.facts, *others)))
        else:
            unexplained.append(bridge)
    if not unexplained:
        return settled
    facts = tuple(fact for bridge in unexplained for fact in bridge.facts)
    return [*settled, altered(unexplained[0], facts=facts, is_alone=len(facts) == 1)]
