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
from auditor.identify.stretches import Span, Sums
from auditor.model.arithmetic import status_of
from auditor.model.figure import Figure

PROBES = 4  # places looked at before a run of lines is held against all of them
SHARE_NAMED = 0.6  # of the places must hold
SHARE_UNNAMED = 0.8
NAMED = 6.0  # bits: the page calls it an average
UNNAMED = 8.0  # bits against it where it does not
FEWEST_UNNAMED = 3  # places which must bear out a mean of which nothing is said
ENOUGH = 8.0  # bits from which a mean is believed
MOST_CANDIDATES = 6
MOST_CALLED = 12  # lines called averages, beyond which the name says nothing where most lines of the table bear it

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
    sums = Sums(lines, _called(lines))
    for target in range(len(lines.names)):
        named = target in sums.called
        if not (named or (unnamed and lines.may_be_unnamed)) or lines.widths[target] < (1 if named else FEWEST_UNNAMED):
            continue
        best = None
        for run in _candidates(sums, target, named):
            mean = _judged(lines, figures, target, run, named)
            if mean is not None and (best is None or mean.bits > best.bits):
                best = mean
        if best is not None and best.bits >= ENOUGH:
            yield from _proposed(lines, best, named)


def _called(lines: Lines) -> frozenset[int]:
    """The lines called averages; none where most lines of a table are, and the name tells none of them apart."""
    called = frozenset(at for at, name in enumerate(lines.names) if MEAN.search(name))
    return frozenset() if len(called) > max(MOST_CALLED, len(lines.names) // 2) else called


def _candidates(sums: Sums, target: int, named: bool) -> list[Run]:
    """Runs of lines that average to the printed figure in half of the probes or more."""
    probes = sums.lines.telling(target, PROBES)
    hits: Counter[Span] = Counter()
    for at in probes:
        hits.update(set(sums.spans(target, at, named)))
    needed = (len(probes) + 1) // 2
    found = [span for span, count in hits.items() if count >= needed]
    # As the runs themselves would be sorted: of two from one line, equally long, the one that skips goes farther.
    found.sort(key=lambda span: (-hits[span], -sums.length(span), span.start, span.skips == (span.start > target)))
    return [sums.run(span) for span in found[:MOST_CANDIDATES]]


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
