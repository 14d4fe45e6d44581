"""Lines of a table that are the mean of the lines beside them (check RT102).

A mean is sought as a run of lines ending beside it: the sum of the last n figures above (or to the left) is n times
the figure printed. Running sums make each run a few steps, and what several columns agree on is held against all.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from math import log2

from auditor.identify.hypothesis import MOST_SUPPORT, Hypothesis, Instance, information
from auditor.identify.lines import MEAN, Lines, decimals
from auditor.model.arithmetic import status_of
from auditor.model.figure import Figure

PROBES = 4  # places looked at before a run of lines is held against all of them
LONGEST = 400  # lines of which a mean so called is sought
LONGEST_UNNAMED = 60  # and one of which the page says nothing
NEAREST = 8  # lines that may stand between a mean and its last part: a heading, a total
NEAREST_UNNAMED = 2
SHARE_NAMED = 0.6  # of the places must hold
SHARE_UNNAMED = 0.8
NAMED = 6.0  # bits: the page calls it an average
UNNAMED = 8.0  # bits against it where it does not
FEWEST_UNNAMED = 3  # places which must bear out a mean of which nothing is said
ENOUGH = 8.0  # bits from which a mean is believed
MOST_CANDIDATES = 6

Run = tuple[int, ...]  # the lines averaged, nearest first


@dataclass
class Mean:
    """A line found to be a mean of others, by the places in which it holds and fails."""

    target: int
    run: Run
    bits: float = 0.0
    holds: list[Instance] = field(default_factory=list)
    fails: list[Instance] = field(default_factory=list)
    proven: int = 0  # places of figures that differ, and not those of another place


def averages(lines: Lines, figures: Sequence[Figure], unnamed: bool) -> Iterator[Hypothesis]:
    """The means among the lines: those so called and, where ``unnamed``, those that only their figures betray."""
    called = frozenset(at for at, name in enumerate(lines.names) if MEAN.search(name))
    for target in range(len(lines.names)):
        named = target in called
        if not (named or (unnamed and lines.may_be_unnamed)) or lines.widths[target] < (1 if named else FEWEST_UNNAMED):
            continue
        best = None
        for run in _candidates(lines, target, named, called):
            mean = _judged(lines, figures, target, run, named)
            if mean is not None and (best is None or mean.bits > best.bits):
                best = mean
        if best is not None and best.bits >= ENOUGH:
            yield from _proposed(lines, best, named)


def _candidates(lines: Lines, target: int, named: bool, called: frozenset[int]) -> list[Run]:
    """Runs of lines that average to the printed figure in half of the probes or more."""
    probes = lines.telling(target, PROBES)
    hits: Counter[Run] = Counter()
    for at in probes:
        hits.update(set(_runs(lines, target, at, named, called)))
    needed = (len(probes) + 1) // 2
    found = [run for run, count in hits.items() if count >= needed]
    found.sort(key=lambda run: (-hits[run], -len(run), run))
    return found[:MOST_CANDIDATES]


def _runs(lines: Lines, target: int, at: int, named: bool, called: frozenset[int]) -> Iterator[Run]:
    """The runs on either side of the target whose figures in one place average to the target's, within rounding."""
    longest, nearest = (LONGEST, NEAREST) if named else (LONGEST_UNNAMED, NEAREST_UNNAMED)
    count = len(lines.names)
    for step in (-1, 1):
        for gap in range(1, nearest + 1):
            side = range(target + gap * step, max(-1, min(count, target + (gap + longest) * step)), step)
            if side and lines.place[side[0]][at]:
                yield from _running(lines, target, at, side)
            if named and called and any(line in called for line in side):
                others = [line for line in side if line not in called]
                if others and lines.place[others[0]][at]:
                    yield from _running(lines, target, at, others)


def _running(lines: Lines, target: int, at: int, side: Sequence[int]) -> Iterator[Run]:
    printed, place = lines.twice[target][at], lines.place[target][at]
    total = slack = members = 0
    alike = True
    first = lines.twice[side[0]][at]
    for length, line in enumerate(side, 1):
        own = lines.place[line][at]
        if not own:
            continue
        amount = lines.twice[line][at]
        total, slack, members = total + amount, slack + own, members + 1
        alike = alike and amount == first
        if members > 1 and not alike and abs(total - members * printed) <= slack + members * place:
            yield tuple(side[:length])


def _judged(lines: Lines, figures: Sequence[Figure], target: int, run: Run, named: bool) -> Mean | None:
    """The run held against every place; None where it does not hold in enough of them."""
    mean = Mean(target, run)
    results: set[tuple[int | None, ...]] = set()
    for at, total in enumerate(lines.figures[target]):
        parts = tuple(lines.figures[line][at] for line in run if lines.figures[line][at] >= 0)
        if total < 0 or len(parts) < 2:
            continue
        one = Instance(parts[::-1], (1,) * len(parts), total)
        if status_of(figures, "average", one.figures, one.coefficients, one.total) != "holds":
            mean.fails.append(one)
            continue
        mean.holds.append(one)
        amounts = tuple(figures[part].mantissa for part in parts)
        if amounts not in results and len(set(amounts)) > 1:
            results.add(amounts)
            mean.bits += information(figures, "average", one)
    mean.proven = len(results)
    held, tried = len(mean.holds), len(mean.holds) + len(mean.fails)
    if not mean.proven or held < (SHARE_NAMED if named else SHARE_UNNAMED) * tried:
        return None
    if not named and (mean.proven < FEWEST_UNNAMED or not _is_finer(lines, target, run)):
        return None
    mean.bits += (NAMED if named else -UNNAMED) - log2(len(lines.names) + 1)
    return mean


def _is_finer(lines: Lines, target: int, run: Run) -> bool:
    """Whether the line prints more places behind the point than what it would be the mean of: amounts lie half-way
    between others by chance."""
    finest = -lines.base
    return decimals(lines.twice[target], finest) > decimals((a for line in run for a in lines.twice[line]), finest)


def _proposed(lines: Lines, mean: Mean, named: bool) -> Iterator[Hypothesis]:
    """The places that hold as one hypothesis; one that fails, as one that all the others vouch for."""
    held, tried = len(mean.holds), len(mean.holds) + len(mean.fails)
    place = "rows" if lines.across else "columns"
    evidence = (*(("called an average",) if named else ()), f"holds in {held} of {tried} {place}")
    prior = (NAMED if named else -UNNAMED) - log2(len(lines.names) + 1)
    yield Hypothesis("RT102", "ratio", "average", tuple(mean.holds), prior, evidence)
    if len(mean.fails) == 1 and named:
        yield Hypothesis("RT102", "ratio", "average", tuple(mean.fails), min(MOST_SUPPORT, mean.bits), evidence)
