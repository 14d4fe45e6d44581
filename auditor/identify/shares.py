"""Percentages of a whole that stands in one place: 100 % of sales, of a portfolio, of a company (check RT104).

A column prints each amount's share of the total below it, or of the sales above. The place that prints 100 names the
whole; where there are several, each governs the places up to the next, above it or below it, as most of them bear out.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from math import log2

from auditor.identify.hypothesis import MOST_SUPPORT, Hypothesis, Instance, information
from auditor.identify.lines import Lines
from auditor.identify.quotients import is_rate, says_nothing, told_scale
from auditor.model.arithmetic import status_of
from auditor.model.figure import Figure

REACH = 3  # columns to either side in which the amounts are looked for; the row above or below
WHOLE = 4.0  # bits: a percentage of 100 says what the whole is
SHARE = 0.7  # of the places must hold
FEWEST = 2  # places must hold
ENOUGH = 8.0  # bits from which shares are believed
EXCEPTIONS = 0.05  # of the places may fail and each still be reported


@dataclass
class Shares:
    """A line found to print shares of a whole."""

    bits: float
    holds: list[Instance] = field(default_factory=list)
    fails: list[Instance] = field(default_factory=list)


def shares(lines: Lines, figures: Sequence[Figure], taken: frozenset[int]) -> Iterator[Hypothesis]:
    """The shares among the lines, those ``taken`` by other relations left out."""
    for target in range(len(lines.names)):
        if target in taken or lines.widths[target] < FEWEST + 1 or not is_rate(lines, target):
            continue
        wholes = [at for at, twice in enumerate(lines.twice[target]) if twice == 200 * lines.one]
        if not wholes:
            continue
        reach = REACH if lines.across else 1
        near = [target + step * by for by in range(1, reach + 1) for step in (-1, 1)]
        amounts = [at for at in near if 0 <= at < len(lines.names) and not is_rate(lines, at)]
        found = [
            one
            for over in amounts
            for below in (True, False)
            if (one := _judged(lines, figures, target, over, wholes, below, len(amounts))) is not None
        ]
        if found:
            best = max(found, key=lambda one: one.bits)
            if best.bits >= ENOUGH:
                yield from _proposed(lines, best)


def _judged(
    lines: Lines,
    figures: Sequence[Figure],
    target: int,
    over: int,
    wholes: Sequence[int],
    below: bool,
    choices: int,
) -> Shares | None:
    """The line held against the amounts of another, each share of the next whole ``below`` it or above."""
    found = Shares(WHOLE - log2(2 * choices) - 1.0)
    telling: set[tuple[int, int]] = set()
    silent = 0
    for at, total in enumerate(lines.figures[target]):
        whole = _governing(wholes, at, below)
        top = lines.figures[over][at]
        if total < 0 or top < 0 or whole == at or not lines.twice[over][whole] or lines.figures[over][whole] == top:
            continue
        one = Instance((top, lines.figures[over][whole]), told_scale(figures, total, 100), total)
        if status_of(figures, "ratio", one.figures, one.coefficients, one.total) == "holds":
            found.holds.append(one)
            amounts = (lines.twice[over][at], lines.twice[target][at])
            if amounts not in telling:
                telling.add(amounts)
                found.bits += information(figures, "ratio", one)
        elif says_nothing(figures, "ratio", one):
            silent += 1
        else:
            found.fails.append(one)
    tried = len(found.holds) + len(found.fails) + silent
    return found if len(telling) >= FEWEST and len(found.holds) >= SHARE * tried else None


def _governing(wholes: Sequence[int], at: int, below: bool) -> int:
    """The whole that a place is a share of: the next one below it, or else the last above; or the other way round."""
    following = bisect_left(wholes, at)
    if below:
        return wholes[min(following, len(wholes) - 1)]
    if following < len(wholes) and wholes[following] == at:
        return at
    return wholes[max(following - 1, 0)]


def _proposed(lines: Lines, best: Shares) -> Iterator[Hypothesis]:
    """The shares that hold as one hypothesis; those that fail each as one that all the others vouch for."""
    held, tried = len(best.holds), len(best.holds) + len(best.fails)
    evidence = ("100 % names the whole", f"holds in {held} of {tried} {'rows' if lines.across else 'columns'}")
    yield Hypothesis("RT104", "ratio", "ratio", tuple(best.holds), 0.0, evidence)
    telling = len(best.fails) <= max(1, int(EXCEPTIONS * tried))
    for one in best.fails:
        support = min(MOST_SUPPORT, best.bits)
        yield Hypothesis("RT104", "ratio", "ratio", (one,), support, evidence, latent=not telling)
