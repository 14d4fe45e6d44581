"""Lines of a table that divide one line by another, or say by how much one exceeds another.

A column of percentages is searched for once, by what it prints: of a few telling places, every pair of neighbouring
lines whose quotient would be printed so is a candidate; a candidate is then held against every place. So what a head
says is evidence, but no condition. The search is a look-up in sorted amounts: its cost grows with the number of lines
that may be meant, not with the number of places.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from math import log2
from typing import Literal

from auditor.identify.hypothesis import Instance, information
from auditor.identify.labels import words
from auditor.identify.lines import CHANGE, PER_SHARE, RATE, STRICT_CHANGE, STRICT_RATE, Lines, decimals
from auditor.model.arithmetic import status_of_quotient
from auditor.model.figure import Figure
from auditor.model.record import altered

Kind = Literal["ratio", "change"]
Pair = tuple[Kind, int, int, int]  # form, scale, over, under

PROBES = 5  # places looked at before a candidate is held against all of them
PROBES_UNNAMED = 3
WIDEST = 40  # lines of a table up to which any may be an operand
REACH_ROWS = 40  # rows above a quotient in which its operands are looked for
REACH_BELOW = 4
FIRST_ROWS = 4  # and the first rows of the table: sales
MOST_CANDIDATES = 12  # held against every place
SHARE_NAMED = 0.6  # of the places must hold where the page says that a quotient stands here
SHARE_UNNAMED = 0.8
SHARE_CLUED = 0.5  # and where it points at the operands: then the document's other tables decide
NAMED = 4.0  # bits: its name, or a percent sign, says that the line is a quotient
CLUED = 1.0  # bits that an operand costs which the page itself points at
FEWEST_UNNAMED = 3  # places which must bear out a quotient of which nothing is said
UNNAMED = 8.0  # bits against it: most lines are none

WHOLE = re.compile(r"\btotals?\b|\bsales\b|\brevenues?\b", re.IGNORECASE)


@dataclass
class Quotient:
    """A line found to be a quotient: ``holds``, ``fails`` and ``near`` are places; ``bits`` its own evidence."""

    lines: Lines
    target: int
    pair: Pair
    named: bool
    clued: bool
    bits: float = 0.0
    holds: list[int] = field(default_factory=list)
    fails: list[int] = field(default_factory=list)
    near: list[int] = field(default_factory=list)  # off by a unit, or with the other sign: says nothing
    proven: int = 0  # different results that hold and say something

    @property
    def habit(self) -> tuple[object, ...]:
        """What a document repeats: percentages of sales below each line, the change to the right of two years."""
        form, scale, over, under = self.pair
        if self.lines.across:
            return form, scale, True, over - self.target, under - self.target
        return form, scale, False, over - self.target == -1, self.lines.names[under].lower()

    def instance(self, figures: Sequence[Figure], at: int) -> Instance:
        return _instance(self.lines, figures, self.target, self.pair, at)


def quotients(lines: Lines, figures: Sequence[Figure], unnamed: bool) -> Iterator[Quotient]:
    """The best quotient for each line that may be one; ``unnamed`` ones too where the table is a plain sheet."""
    for target in range(len(lines.names)):
        named = is_named(lines, target, unnamed)
        least = 1 if named else FEWEST_UNNAMED
        if not (named or (unnamed and lines.may_be_unnamed)) or lines.widths[target] < least:
            continue
        found = _best(lines, figures, target, named)
        if found is not None:
            yield found


def is_named(lines: Lines, target: int, sheet: bool) -> bool:
    """Whether the page says that the line is a quotient: by its name, its kind or its percent signs.

    In a filing a row is so only by a percent sign or a word that leaves no doubt: statements of cash flows are full of
    increases and changes, and earnings per share have checks of their own.
    """
    return _names_quotient(lines.names[target], sheet, lines.across, lines.rates[target])


def turned(quotient: Quotient, sheet: bool) -> Quotient:
    """The same relation read for its divisor, a / b = c for a / c = b: what the page says of one is not the other's."""
    lines, (form, scale, over, under) = quotient.lines, quotient.pair
    pair = (form, scale, over, quotient.target)
    named = is_named(lines, under, sheet)
    bits = quotient.bits + (NAMED if named else -UNNAMED) - (NAMED if quotient.named else -UNNAMED)
    return replace(quotient, target=under, pair=pair, named=named, clued=_is_clued(lines, pair, under), bits=bits)


@lru_cache(maxsize=4096)
def _names_quotient(name: str, sheet: bool, across: bool, prints_rates: bool) -> bool:
    if PER_SHARE.search(name) and not sheet:
        return False
    return prints_rates or bool((RATE if sheet or across else STRICT_RATE).search(name))


def is_rate(lines: Lines, line: int) -> bool:
    """Whether the line can hardly be anything but the result of a division."""
    return lines.rates[line] or _says_rate(lines.names[line])


@lru_cache(maxsize=4096)
def _says_rate(name: str) -> bool:
    return bool(STRICT_RATE.search(name))


def _best(lines: Lines, figures: Sequence[Figure], target: int, named: bool) -> Quotient | None:
    operands = _operands(lines, target)
    if len(operands) < 2:
        return None
    kinds = _kinds(lines, target, named)
    pairs = _candidates(lines, target, operands, kinds, named)
    pairs += [pair for pair in _pointed_at(lines, target, kinds) if pair not in pairs]
    best = None
    for pair in pairs:
        judged = _judged(lines, figures, target, pair, named, len(operands))
        if judged is not None and (best is None or judged.bits > best.bits):
            best = judged
    return best


def _kinds(lines: Lines, target: int, named: bool) -> tuple[tuple[Kind, int], ...]:
    ratio: tuple[tuple[Kind, int], ...] = (("ratio", 1), ("ratio", 100))
    if (CHANGE if lines.across else STRICT_CHANGE).search(lines.names[target]) or (lines.across and named):
        return (*ratio, ("change", 1), ("change", 100))
    return ratio


def _operands(lines: Lines, target: int) -> list[int]:
    """The lines that may be divided: all of a narrow table, the near ones and the first of a long one."""
    count = len(lines.names)
    if lines.across and count <= WIDEST:
        near = range(count)
    elif lines.across:
        near = range(max(0, target - WIDEST // 2), min(count, target + WIDEST // 2))
    else:
        near = range(max(0, target - REACH_ROWS), min(count, target + REACH_BELOW + 1))
    first = range(min(FIRST_ROWS, near.start))
    least = lines.widths[target] * SHARE_NAMED / 2
    return [at for at in (*first, *near) if at != target and lines.widths[at] and lines.widths[at] >= least]


def _candidates(
    lines: Lines, target: int, operands: Sequence[int], kinds: Sequence[tuple[Kind, int]], named: bool
) -> list[Pair]:
    """The pairs that give the printed figure in half of the probes or more, the most frequent first."""
    trivial = (0, 2 * lines.one, 200 * lines.one)  # anything over itself
    probes = lines.telling(target, PROBES if named else PROBES_UNNAMED, trivial)
    hits: Counter[Pair] = Counter()
    for at in probes:
        hits.update(_hits(lines, target, at, operands, kinds))
    needed = max(1, (len(probes) + 1) // 2)
    near = [pair for pair, count in hits.items() if count >= needed]
    near.sort(key=lambda pair: (-hits[pair], abs(pair[2] - target) + abs(pair[3] - target), pair))
    return near[:MOST_CANDIDATES]


def _hits(
    lines: Lines, target: int, at: int, operands: Sequence[int], kinds: Sequence[tuple[Kind, int]]
) -> Iterator[Pair]:
    """The pairs of operands that give the target's figure in one place, within rounding."""
    printed, place, one = lines.twice[target][at], lines.place[target][at], lines.one
    present = sorted([(amount, o) for o in operands if (amount := lines.twice[o][at])])
    amounts = [amount for amount, _ in present]
    places = [lines.place[o][at] for _, o in present]
    coarsest = max(places, default=0)
    for form, scale in kinds:
        per = 2 * scale * one
        wanted = printed + (per if form == "change" else 0)
        size = abs(wanted)
        for (amount, under), own in zip(present, places, strict=True):
            middle = wanted * amount
            slack = size * own + abs(amount) * place + own * place
            low = bisect_left(amounts, (middle - slack) // per - coarsest)
            high = bisect_right(amounts, -((-middle - slack) // per) + coarsest, low)
            if low < high <= low + MOST_CANDIDATES:
                for _, over in present[low:high]:
                    if over != under:
                        yield form, scale, over, under


def _pointed_at(lines: Lines, target: int, kinds: Sequence[tuple[Kind, int]]) -> list[Pair]:
    """The pairs that the layout points at: two columns to the left, or one on either side; the row above and sales."""
    if lines.across:
        near = [(target + a, target + b) for a, b in ((-2, -1), (-1, -2), (-1, 1))]
        wanted = [kind for kind in kinds if kind[0] == "change"]
    else:
        whole = (at for at in range(min(FIRST_ROWS, target - 1)) if WHOLE.search(lines.names[at]))
        near = [(target - 1, next(whole, 0))] if target > 1 else []
        wanted = [("ratio", 100)]
    return [
        (form, scale, over, under)
        for form, scale in wanted
        for over, under in near
        if over != under and min(over, under) >= 0 and max(over, under) < len(lines.names)
    ]


def _instance(lines: Lines, figures: Sequence[Figure], target: int, pair: Pair, at: int) -> Instance:
    _, scale, over, under = pair
    total = lines.figures[target][at]
    return Instance((lines.figures[over][at], lines.figures[under][at]), told_scale(figures, total, scale), total)


def told_scale(figures: Sequence[Figure], total: int, scale: int) -> tuple[int, int]:
    """Coefficients by which a quotient is multiplied by ``scale`` in all, the hundred of a percentage included."""
    told = 100 if figures[total].unit == "percent" else 1
    return (scale // told, 1) if scale >= told else (1, told // scale)


def _judged(
    lines: Lines, figures: Sequence[Figure], target: int, pair: Pair, named: bool, operands: int
) -> Quotient | None:
    """The candidate held against every place; None where it does not hold in enough of them."""
    form, _, over, under = pair
    if named and not RATE.search(lines.names[target]) and lines.rates[under]:
        named = False  # a percentage of a percentage: that it is one says nothing
    found = Quotient(lines, target, pair, named, _is_clued(lines, pair, target))
    totals, tops, bottoms = lines.figures[target], lines.figures[over], lines.twice[under]
    places = [at for at, bottom in enumerate(bottoms) if bottom and totals[at] >= 0 and tops[at] >= 0]
    share = SHARE_NAMED if named else SHARE_UNNAMED
    if found.clued:
        share = SHARE_CLUED
    telling: set[tuple[int, int, int]] = set()
    results: set[int] = set()
    most = (1 - share) * len(places)
    for at in places:
        if _fits(lines, target, pair, at):
            found.holds.append(at)
            amounts = (lines.twice[target][at], lines.twice[over][at], bottoms[at])
            if amounts not in telling:
                telling.add(amounts)
                found.bits += _worth(figures, form, found.instance(figures, at), amounts)
            if amounts[0] and amounts[1] != amounts[2]:
                results.add(amounts[0])
        else:
            found.fails.append(at)
            if len(found.fails) > most:
                return None
    found.proven = len(results)
    if found.proven < _fewest(named, found.clued):
        return None
    failing = found.fails
    found.near = [
        at for at in failing if lines.is_aside(at) or says_nothing(figures, form, found.instance(figures, at))
    ]
    near = frozenset(found.near)
    found.fails = [at for at in failing if at not in near]
    if not named and not lines.across:
        finest = [
            decimals((lines.twice[line][at] for at in found.holds), -lines.base) for line in (target, over, under)
        ]
        if finest[0] <= max(finest[1:]):
            return None  # amounts hold such relations by chance, and a row of quotients prints more places than they
    found.bits += (NAMED if named else -UNNAMED) - _cost(lines, pair, target, operands)
    return found


def _fits(lines: Lines, target: int, pair: Pair, at: int) -> bool:
    """Whether the target's figure times the divisor's meets the dividend's, each within its last place.

    The test of `arithmetic.status_of_quotient`, over the lines' own integers; the divisor is not zero there.
    """
    form, scale, over, under = pair
    per = 2 * scale * lines.one
    printed = lines.twice[target][at] + (per if form == "change" else 0)
    half, own = lines.place[target][at], lines.place[under][at]
    bottom, top, slack = lines.twice[under][at], lines.twice[over][at], lines.place[over][at]
    if bottom < 0:
        bottom, top = -bottom, -top
    low, high = printed - half, printed + half
    low *= bottom + own if low < 0 else bottom - own
    high *= bottom - own if high < 0 else bottom + own
    return low <= per * (top + slack) and per * (top - slack) <= high


def _fewest(named: bool, clued: bool) -> int:
    """How many different places must bear a quotient out."""
    if named:
        return 1 if clued else 2
    return FEWEST_UNNAMED


def _worth(figures: Sequence[Figure], form: Kind, one: Instance, amounts: tuple[int, int, int]) -> float:
    """Bits a hold is worth: hardly any where both operands are the same, for such lines often are."""
    bits = information(figures, form, one)
    return min(1.0, bits) if amounts[1] == amounts[2] else bits


def says_nothing(figures: Sequence[Figure], form: Kind, one: Instance) -> bool:
    """Whether a failure is no news: off by one unit of the last place, of the other sign, from a base below zero, of
    unlike units; or a change in percentage points, which is a difference."""
    total = figures[one.total] if one.total is not None else None
    over, under = (figures[i] for i in one.figures)
    if total is None or total.mantissa is None or over.mantissa is None or under.mantissa is None:
        return True
    if under.mantissa <= 0 or (form == "change" and over.mantissa < 0):
        return True
    if over.unit != under.unit and total.unit == "percent":
        return True
    if form == "change" and (over.unit == "percent" or _differs(over, under, total)):
        return True
    return any(
        status_of_quotient(form, over, under, altered(total, mantissa=mantissa), one.coefficients) == "holds"
        for mantissa in _alike(total.mantissa)
    )


def _differs(over: Figure, under: Figure, total: Figure) -> bool:
    """Whether the digits printed are those of the difference, whatever scale was made of them."""
    places = max(over.places, under.places, total.places)
    new, old, told = (abs(figure.mantissa or 0) * 10 ** (places - figure.places) for figure in (over, under, total))
    return bool(abs(new - old) == told)


def _alike(mantissa: int) -> tuple[int, ...]:
    return mantissa - 1, mantissa + 1, -mantissa, -mantissa - 1, -mantissa + 1


def _is_clued(lines: Lines, pair: Pair, target: int) -> bool:
    """Whether the page itself points at both operands."""
    return _clue_over(lines, pair, target) and _clue_under(lines, pair, target)


def _clue_over(lines: Lines, pair: Pair, target: int) -> bool:
    form, _, over, under = pair
    if lines.across:
        if form == "change":
            return abs(over - target) <= 2 and abs(under - target) <= 2
        return abs(over - target) == 1
    return target - over == 1 or bool(words(lines.names[over]) & words(lines.names[target]))


def _clue_under(lines: Lines, pair: Pair, target: int) -> bool:
    form, _, _, under = pair
    if lines.across:
        return _clue_over(lines, pair, target) if form == "change" else abs(under - target) <= 2 or under == 0
    name = lines.names[under]
    return under == 0 or bool(words(name) & words(lines.names[target])) or bool(WHOLE.search(name))


def _cost(lines: Lines, pair: Pair, target: int, operands: int) -> float:
    """Bits that the search cost: log2 of the lines that might have stood in an operand's place."""
    search = log2(max(2, operands))
    over = CLUED if _clue_over(lines, pair, target) else search
    under = CLUED if _clue_under(lines, pair, target) else search
    return over + under + 1.0
