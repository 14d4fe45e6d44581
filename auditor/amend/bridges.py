"""Several changes, one cause: differences that balance through the relations of either version are one bridge.

A receivable that is 754,365 higher makes current assets and total assets 754,365 higher; the same amount, shared out
between a liability and retained earnings, comes back on the other side. Told line by line these are many changes; told
as a bridge it is one amount, where it enters (roots) and what it runs through (totals, repeats, what is computed from
it).
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from auditor.amend.model import Bridge, Change, Link, Printed, Role
from auditor.model.audit import Audit
from auditor.model.figure import Figure
from auditor.model.identity import Identity

TELLING = 100  # a witness links changes only from so many units of the last place on
SAME_DIFFERENCE = 1_000  # and equal differences by themselves, in one period
BY_CHANCE = 20  # a sum of differences must be so many times rarer than chance would give it
MOST_PAIRS = 250_000  # of sentences' and tables' changes that are tried
MOST_DIFFERENCES = 80  # of one period whose sums are tried


def bridges(original: Audit, amended: Audit, changes: Sequence[Change]) -> list[Bridge]:
    """The changes that hang together, two or more in each; the others stand alone and are in none."""
    links = [*_related(original, changes, True), *_related(amended, changes, False)]
    links = _once(links)
    groups = _grouped(len(changes), links)
    more = [*_same_amounts(changes, groups), *_equal_differences(changes, groups)]
    more += _summed_differences(changes, _grouped(len(changes), [*links, *more]))
    groups = _grouped(len(changes), [*links, *more])
    members: dict[int, list[int]] = defaultdict(list)
    for change, group in enumerate(groups):
        members[group].append(change)
    own: dict[int, list[Link]] = defaultdict(list)
    for link in (*links, *more):
        own[groups[link.changes[0]]].append(link)
    return [
        _bridge(tuple(linked), tuple(own[group]), changes, original, amended)
        for group, linked in members.items()
        if len(linked) > 1
    ]


def _bridge(
    members: tuple[int, ...], links: tuple[Link, ...], changes: Sequence[Change], original: Audit, amended: Audit
) -> Bridge:
    roles = tuple(_roles(members, links, changes, original, amended))
    foots = (_foots(original, (link.original for link in links)), _foots(amended, (link.amended for link in links)))
    sizes = Counter(
        d.copy_abs()
        for m, role in zip(members, roles, strict=True)
        if role != "derived" and (d := changes[m].difference)
    )
    difference = max(sizes, key=lambda size: (sizes[size], size)) if sizes else None
    return Bridge(members, roles, links, difference, foots)


def _foots(audit: Audit, positions: Iterator[int | None]) -> bool | None:
    statuses = [audit.identities[at].status for at in positions if at is not None]
    return all(status == "holds" for status in statuses) if statuses else None


def _related(audit: Audit, changes: Sequence[Change], is_original: bool) -> Iterator[Link]:
    """One link for each relation of one version among whose members the differences balance."""
    place = {
        side.figure: at
        for at, change in enumerate(changes)
        if (side := change.original if is_original else change.amended) is not None and side.figure is not None
    }
    for at, identity in enumerate(audit.identities):
        moved = [figure for figure in identity.members if figure in place]
        if len(moved) < 2 or identity.form == "bound":
            continue
        if not _carries(identity, changes, place, audit.extraction.figures):
            continue
        total = place.get(identity.total) if identity.total is not None else None
        linked = tuple(dict.fromkeys(place[figure] for figure in moved))
        yield Link(identity.check, linked, at if is_original else None, None if is_original else at, total)


def _carries(
    identity: Identity, changes: Sequence[Change], place: Mapping[int, int], figures: Sequence[Figure]
) -> bool:
    """Whether a relation hands a difference on: linear ones where the differences cancel within rounding, quotients
    where their result changed with one of their terms and they hold."""
    if identity.form in ("ratio", "change"):
        is_told = identity.standing == "confirmed" and identity.status == "holds"
        return is_told and identity.total in place and any(f in place for f in identity.figures)
    terms = dict(zip(identity.figures, identity.coefficients, strict=False))
    if identity.form == "average" and identity.total is not None:
        terms = dict.fromkeys(identity.figures, 1) | {identity.total: -len(identity.figures)}
    if len(terms) < 2:
        return False
    exponent = min(_finest(changes[place[f]]) if f in place else figures[f].exponent for f in terms)
    residual = allowed = 0
    for figure, coefficient in terms.items():
        if figure in place:
            units = changes[place[figure]].units(exponent)
            if units is None:
                return False
            residual += coefficient * units
            allowed += abs(coefficient) * 10 ** (figures[figure].exponent - exponent)
            if identity.standing == "latent" and abs(units) < TELLING:
                return False
    # each version rounds once: a difference of two prints is off by a whole unit at most
    return residual == 0 if identity.standing == "latent" or identity.form == "equal" else abs(residual) <= allowed


def _finest(change: Change) -> int:
    return min(side.exponent for side in (change.original, change.amended) if side is not None)


def _once(links: Sequence[Link]) -> list[Link]:
    """One relation found in both versions is one link."""
    met: dict[tuple[str, frozenset[int]], Link] = {}
    for link in links:
        key = (link.reason, frozenset(link.changes))
        known = met.get(key)
        if known is None:
            met[key] = link
        else:
            met[key] = Link(
                link.reason, known.changes,
                known.original if known.original is not None else link.original,
                known.amended if known.amended is not None else link.amended,
                known.total if known.total is not None else link.total,
            )  # fmt: skip
    return list(met.values())


def _grouped(count: int, links: Sequence[Link]) -> list[int]:
    """For each change the first one that it hangs together with."""
    parent = list(range(count))

    def root(at: int) -> int:
        while parent[at] != at:
            parent[at] = parent[parent[at]]
            at = parent[at]
        return at

    for link in links:
        for other in link.changes[1:]:
            one, two = sorted((root(link.changes[0]), root(other)))
            parent[two] = one
    return [root(at) for at in range(count)]


def _by_period(changes: Sequence[Change]) -> Iterator[list[int]]:
    """Amounts of one unit in one period (and, where none is known, under one head) whose difference is long."""
    kin: dict[object, list[int]] = defaultdict(list)
    for at, change in enumerate(changes):
        end = change.period.end if change.period is not None else (change.head or None)
        if end is not None and change.difference and change.happened == "changed":
            kin[change.unit, end].append(at)
    yield from kin.values()


def _long(change: Change) -> bool:
    units = change.units(_finest(change))
    return units is not None and abs(units) >= SAME_DIFFERENCE


def _same_amounts(changes: Sequence[Change], groups: Sequence[int]) -> Iterator[Link]:
    """One amount before and one after, both printed again elsewhere: to the digit, or in a sentence more roundly."""
    exact: dict[tuple[object, ...], list[int]] = defaultdict(list)
    for at, change in enumerate(changes):
        sides = _both(change)
        if sides is not None:
            exact[tuple((side.value or Decimal(0)).copy_abs() for side in sides)].append(at)
    for alike in exact.values():
        if len({groups[at] for at in alike}) > 1 and (_is_long(changes[alike[0]]) or _one_is_told(changes, alike)):
            yield Link("the same amounts", tuple(alike))
    tables = [at for at, change in enumerate(changes) if not change.is_told_in_words and _both(change)]
    told = [at for at, change in enumerate(changes) if change.is_told_in_words and _both(change)]
    if len(tables) * len(told) > MOST_PAIRS:
        return
    for one in told:
        match = next((at for at in tables if _rounds(changes[one], changes[at])), None)
        if match is not None and groups[one] != groups[match]:
            yield Link("the same amounts, rounded", (match, one))


def _both(change: Change) -> tuple[Printed, Printed] | None:
    one, other = change.original, change.amended
    if one is None or other is None or one.mantissa is None or other.mantissa is None:
        return None
    return one, other


def _is_long(change: Change) -> bool:
    sides = _both(change)
    return sides is not None and all(abs(side.mantissa or 0) >= TELLING for side in sides)


def _one_is_told(changes: Sequence[Change], alike: Sequence[int]) -> bool:
    """Whether a sentence is among them: sentences repeat what tables print, while short amounts of tables recur."""
    words = [changes[at].is_told_in_words for at in alike]
    return any(words) and len(alike) - sum(words) <= 1


def _rounds(told: Change, change: Change) -> bool:
    """Whether both prints of a sentence are what both of a table round to, signs apart, to at least two digits."""
    mine, yours = _both(told), _both(change)
    if mine is None or yours is None:
        return False
    for one, other in zip(mine, yours, strict=True):
        if one.exponent <= other.exponent or abs(one.mantissa or 0) < 10:
            return False
        place = 10 ** (one.exponent - other.exponent)
        if 2 * abs(abs(one.mantissa or 0) * place - abs(other.mantissa or 0)) > place:
            return False
    return True


def _equal_differences(changes: Sequence[Change], groups: Sequence[int]) -> Iterator[Link]:
    """The same difference, of four digits or more, in two figures of one period is hardly two causes."""
    for kin in _by_period(changes):
        sized: dict[object, list[int]] = defaultdict(list)
        for at in kin:
            difference = changes[at].difference
            if difference is not None and _long(changes[at]):
                sized[difference.copy_abs()].append(at)
        for alike in sized.values():
            if len({groups[at] for at in alike}) > 1:
                yield Link("the same difference", tuple(alike))


def _summed_differences(changes: Sequence[Change], groups: Sequence[int]) -> Iterator[Link]:
    """A difference that is the sum of two others, where so many sums would hardly give it by chance."""
    for kin in _by_period(changes):
        long = [at for at in kin if _long(changes[at])]
        if len(long) < 3 or len(long) > MOST_DIFFERENCES:
            continue
        base = min(_finest(changes[at]) for at in long)
        first: dict[int, int] = {}
        for at in long:
            first.setdefault(abs(changes[at].units(base) or 0), at)
        sizes = sorted(first)
        if len(sizes) ** 3 * BY_CHANCE > 2 * sizes[-1]:
            continue
        for i, small in enumerate(sizes):
            for large in sizes[i + 1 :]:
                whole = first.get(small + large)
                parts = (first[small], first[large])
                if whole is not None and len({groups[at] for at in (whole, *parts)}) > 1:
                    yield Link("the differences add up", (*parts, whole))


def _roles(
    members: Sequence[int], links: Sequence[Link], changes: Sequence[Change], original: Audit, amended: Audit
) -> Iterator[Role]:
    """What each change is in its bridge. A total of changed parts is a total; the result of a quotient is derived; of
    several prints of one fact the first that is neither is the root and the others repeat it."""
    totals: set[int] = set()
    derived: set[int] = set()
    tied: list[tuple[int, ...]] = []
    for link in links:
        audit, at = (original, link.original) if link.original is not None else (amended, link.amended)
        form = audit.identities[at].form if at is not None else None
        if form in ("ratio", "change", "average") and link.total is not None:
            derived.add(link.total)
        elif form == "linear" and link.total is not None:
            totals.add(link.total)
        elif form == "equal" or link.reason.startswith("the same amounts"):
            tied.append(link.changes)
    repeats: set[int] = set()
    for linked in tied:
        results = totals | derived
        first = next((at for at in linked if at in results), None)
        first = first if first is not None else min(linked)
        repeats.update(at for at in linked if at != first and at not in results)
    if not set(members) - totals - derived - repeats:  # each is another's total: the first is where it enters
        totals.discard(members[0])
        repeats.discard(members[0])
    for at in members:
        yield "total" if at in totals else "derived" if at in derived else "repeat" if at in repeats else "root"
