"""Footing: which line is the sum of which lines before it.

Reading down (or, with the table turned, across), lines not yet consumed stand on a stack. A total consumes a suffix of
the stack, with signs, and then stands there itself. All suffixes are tested at once from running sums, in every column
at once; what decides between them is evidence, in bits (see `auditor.identify.hypothesis`): how many columns hold and
how much a hold is worth, against how many were tried, with what the page says of the line.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from math import inf, log2

import numpy as np
from numpy.typing import NDArray

from auditor.identify.hypothesis import EXPLAINED, MISPRINT, MOST_INFORMATION
from auditor.identify.ledger import Amounts, Present
from auditor.model.typist import slip

LONGEST_SUFFIX = 96  # lines; a longer column of parts is not footed (and a long table stays linear)
LONGEST_SIGNED = 6  # up to here every pattern of signs is tried
LONGEST_DEDUCTED = 24  # up to here some patterns are
LONE_PART = 3.0  # bits against a total of one part: equal neighbours are common, so the page must call it a total
BRACKETED = 4.5  # bits against deducting a row that some column prints in brackets
ACCEPTED = 6.0  # bits from which a suffix is consumed
ANCHORED = 1.0  # bits the search costs when the page says where the sum begins
COLLAPSED = 8.0  # bits of page evidence from which a total that does not foot still clears the stack


@dataclass(frozen=True, slots=True)
class Cues:
    """What the page says of a line as the total of ``parts`` (line numbers): bits, and why, in words.

    ``is_total``: the line calls itself a total, or has no name of its own. ``is_anchored``: the first part begins a
    section, so the page itself says where the sum begins.
    """

    bits: float
    evidence: tuple[str, ...]
    is_total: bool = False
    is_anchored: bool = False


@dataclass(frozen=True, slots=True)
class Footing:
    """Line ``total`` = Σ ``signs[i]`` × line ``parts[i]``. ``prior`` in bits: cues less the cost of the search."""

    total: int
    parts: tuple[int, ...]
    signs: tuple[int, ...]
    prior: float
    evidence: tuple[str, ...]


Candidate = tuple[tuple[int, ...], tuple[int, ...], float]  # parts, signs, cost of naming the signs in bits
Patterns = Iterator[tuple[int, ...]]  # signs, first part first
CueReader = Callable[[int, tuple[int, ...]], Cues]
LineTest = Callable[[int], bool]


@cache
def sign_patterns(longest: int) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """(patterns, lengths): all patterns of ±1 with a minus over 2 … ``longest`` parts, nearest part first.

    The farthest part of each (the first of the sum) is positive; columns beyond a pattern's length are 0.
    """
    rows, lengths = [], []
    for length in range(2, longest + 1):
        for choice in range(1, 2 ** (length - 1)):
            signs = [-1 if choice >> at & 1 else 1 for at in range(length - 1)]
            rows.append(signs + [1] + [0] * (longest - length))
            lengths.append(length)
    return np.array(rows, dtype=np.int64).reshape(len(rows), longest), np.array(lengths, dtype=np.int64)


def _holding(sums: Amounts, target: Amounts, slack: Amounts, possible: Present) -> list[int]:
    """Lengths (beyond those of which every pattern is tried) whose sum holds in some column that tells."""
    holds = ((2 * np.abs(sums - target) <= slack) & possible).any(axis=1)
    return [k for k in (np.flatnonzero(holds) + 1).tolist() if k > LONGEST_SIGNED]


class FootingSearch:
    """One pass over the lines of a ledger (or of its transpose).

    ``cues`` reads the page for a line as the total of given parts, ``declares`` whether the page sets the line off as a
    total at all (a rule above, the word, no label), ``nets`` whether it may be what deductions leave, ``deducted``
    whether its label is commonly subtracted.
    """

    def __init__(
        self,
        amounts: Amounts,
        present: Present,
        place: Amounts,
        cues: CueReader,
        declares: LineTest,
        nets: LineTest,
        deducted: LineTest,
    ) -> None:
        self.amounts, self.present, self.place = amounts, present, place
        self.telling = present & (amounts != 0)
        self.cues, self.declares, self.nets, self.deducted = cues, declares, nets, deducted
        self.stack: list[int] = []

    def run(self) -> list[Footing]:
        found = []
        for line in range(len(self.amounts)):
            best = self._best(line) if self.stack else None
            if best is not None:
                footing, weight, held = best
                if weight >= ACCEPTED and held:
                    found.append(footing)
                    if not self._is_tentative(footing):
                        self._consume(footing)
                elif footing.prior >= COLLAPSED:
                    found.append(footing)  # weighing tells whether its failure is worth a word
                    self._consume(footing)
            self.stack.append(line)
        return self._without_remainders(found)

    def _is_tentative(self, footing: Footing) -> bool:
        """A difference that neither the page nor the labels declare: its operands stay on the stack."""
        if footing.evidence or all(sign > 0 for sign in footing.signs):
            return False
        return not all(self.deducted(p) for p, sign in zip(footing.parts, footing.signs, strict=True) if sign < 0)

    def _without_remainders(self, found: list[Footing]) -> list[Footing]:
        """Footings less those that are a later total solved for its last part.

        "Shareholders' equity = total assets − every liability" holds by algebra wherever the balance sheet balances:
        once equity is itself a part of a later total, with the same liabilities, it says nothing new.
        """
        parts_of_totals = [(f.total, set(f.parts)) for f in found if not self._is_tentative(f)]

        def is_remainder(footing: Footing) -> bool:
            return any(
                total > footing.total and footing.total in parts and parts & set(footing.parts)
                for total, parts in parts_of_totals
            )

        return [f for f in found if not (self._is_tentative(f) and is_remainder(f))]

    def _consume(self, footing: Footing) -> None:
        del self.stack[len(self.stack) - len(footing.parts) :]

    def _best(self, line: int) -> tuple[Footing, float, bool] | None:
        """The weightiest suffix for this line, its weight, and whether any column holds."""
        stack = self.stack[-LONGEST_SUFFIX:]
        tried = log2(len(stack) + 1)
        candidates = self._candidates(line, stack)
        best: tuple[Footing, float, bool] | None = None
        floor = -inf if self.declares(line) else ACCEPTED  # below it an undeclared total comes to nothing
        for parts, signs, cost in candidates:
            cues = self.cues(line, parts)
            if len(parts) == 1 and not cues.is_total:
                continue
            whole = len(parts) == len(self.stack) > 1  # everything not yet summed: there is no other place to begin
            plain = min(signs) > 0
            search = ANCHORED if plain and (cues.is_anchored or whole) else tried
            footing = Footing(line, parts, signs, cues.bits - cost - search, cues.evidence)
            beaten = max(floor, best[1]) if best else floor
            weight = footing.prior + self._vote(line, parts, signs, beaten - footing.prior)
            if best is None or weight > best[1]:
                best = (footing, weight, True)
        if best is not None and best[1] >= ACCEPTED:
            return best
        structural = self._structural(line, stack)
        if structural is not None and (best is None or structural[1] > best[1]):
            return structural
        return best

    def _candidates(self, line: int, stack: list[int]) -> list[Candidate]:
        """Suffixes whose sum holds in some column that tells: plain, and with deductions where the line may net."""
        telling, target = self.telling[line], self.amounts[line]
        if not telling.any():
            return []
        nearest = np.array(stack[::-1])  # the top of the stack first: row k - 1 of a running sum is a suffix of k
        block = self.amounts.take(nearest, axis=0)
        sums = block.cumsum(axis=0)
        slack = self.place.take(nearest, axis=0).cumsum(axis=0) + self.place[line]
        filled = (block != 0).cumsum(axis=0)
        holds = ((2 * np.abs(sums - target) <= slack) & telling & (filled > 0)).any(axis=1)
        found: list[Candidate] = [
            (tuple(stack[-k:]), (1,) * k, LONE_PART if k == 1 else 0.0) for k in (holds.nonzero()[0] + 1).tolist()
        ]
        if len(stack) > 1 and self.nets(line):
            top = slice(LONGEST_DEDUCTED)
            possible = telling & (filled[top] > 1)
            found += self._signed(stack, block[top], target, slack[top], possible)
        return found

    def _signed(
        self, stack: list[int], block: Amounts, target: Amounts, slack: Amounts, possible: Present
    ) -> list[Candidate]:
        """Suffixes that hold, in some column, with some parts deducted; the first part never is.

        All patterns of signs up to `LONGEST_SIGNED` parts; beyond, the labels' own pattern, the first less all the
        rest, and single deductions. ``block[0]`` is the part nearest to the total.
        """
        found: dict[tuple[int, ...], None] = {}
        for signs in self._every_pattern(block, target, slack, possible):
            found[signs] = None
        if len(block) > LONGEST_SIGNED:
            near = stack[: -len(block) - 1 : -1]
            for signs in self._likely_patterns(near, block, target, slack, possible):
                found[signs] = None
        return [(parts := tuple(stack[-len(signs) :]), signs, self._sign_cost(list(parts), signs)) for signs in found]

    @staticmethod
    def _every_pattern(block: Amounts, target: Amounts, slack: Amounts, possible: Present) -> Patterns:
        patterns, lengths = sign_patterns(min(len(block), LONGEST_SIGNED))
        sums = patterns @ block[: patterns.shape[1]]
        holds = ((2 * np.abs(sums - target) <= slack[lengths - 1]) & possible[lengths - 1]).any(axis=1)
        for i in holds.nonzero()[0].tolist():
            k = int(lengths[i])
            yield tuple(patterns[i, :k][::-1].tolist())

    def _likely_patterns(
        self, near: list[int], block: Amounts, target: Amounts, slack: Amounts, possible: Present
    ) -> Patterns:
        sums = block.cumsum(axis=0)
        labelled = np.array([-1 if self.deducted(part) else 1 for part in near])
        by_label = (block * labelled[:, None]).cumsum(axis=0) + block * (labelled < 0)[:, None] * 2
        rest = 2 * block - sums
        bound = (slack, possible)
        for k in _holding(rest, target, *bound):
            yield (1, *(-1 for _ in range(k - 1)))
        for k in _holding(by_label, target, *bound):
            if (labelled[: k - 1] < 0).any():
                yield (1, *labelled[: k - 1][::-1].tolist())
        single = (2 * np.abs(sums[:, None] - 2 * block[None] - target) <= slack[:, None]) & possible[:, None]
        for k, i in zip(*np.nonzero(np.tril(single.any(axis=2), -1)), strict=True):
            if k >= LONGEST_SIGNED:  # shorter ones stand among all patterns; block[k] is the first part of k + 1
                yield tuple(-1 if at == k - i else 1 for at in range(int(k) + 1))

    def _sign_cost(self, parts: list[int], signs: tuple[int, ...]) -> float:
        """Bits it takes to name the pattern: few when the labels already say it."""
        surprising = sum((sign < 0) != self.deducted(part) for part, sign in zip(parts[1:], signs[1:], strict=True))
        rest_deducted = all(sign < 0 for sign in signs[1:])
        # A row that is deducted prints its amounts positive; brackets in some column say that it is added.
        bracketed = sum(
            sign < 0 and bool((self.amounts[part] < 0).any()) for part, sign in zip(parts, signs, strict=True)
        )
        return 1.0 + min(2.0 * surprising, 2.0 if rest_deducted else 99.0) + BRACKETED * bracketed

    def _structural(self, line: int, stack: list[int]) -> tuple[Footing, float, bool] | None:
        """What the page alone would call the parts of a total, though no column bears it out."""
        best: tuple[Footing, float, bool] | None = None
        if not self.declares(line):
            return None
        for k in range(2, min(len(stack), 40) + 1):
            parts = tuple(stack[-k:])
            cues = self.cues(line, parts)
            if best is None or cues.bits > best[0].prior:
                footing = Footing(line, parts, (1,) * k, cues.bits - 1.0, cues.evidence)
                best = (footing, footing.prior, False)
        if best is None or best[0].prior < COLLAPSED:
            return None
        footing = best[0]
        return footing, footing.prior + self._vote(line, footing.parts, footing.signs), False

    def _vote(self, line: int, parts: tuple[int, ...], signs: tuple[int, ...], enough: float = -inf) -> float:
        """What the columns say, in bits; the same sums as `hypothesis.weigh`, on the ledger's integers.

        Looking for slips is dear: it ends once even a slip in every column left would not lift the votes to
        ``enough``, and what is returned is then only known to fall short of that.
        """
        block = self.amounts[list(parts)] * np.array(signs)[:, None]
        target = self.amounts[line]
        residual = block.sum(axis=0) - target
        slack = self.place[list(parts)].sum(axis=0) + self.place[line]
        told = self.present[line] & self.present[list(parts)].any(axis=0)
        holds = told & (2 * np.abs(residual) <= slack)
        sizes = np.sort(np.abs(np.vstack([block, target])), axis=0)[-2]
        fails = np.flatnonzero(told & ~holds).tolist()
        votes = -MISPRINT * len(fails)
        for j in np.flatnonzero(holds).tolist():
            votes += min(MOST_INFORMATION, log2(2 * int(sizes[j]) / int(slack[j]) + 1))
        for left, j in zip(range(len(fails), 0, -1), fails, strict=True):
            if votes + EXPLAINED * left < enough:
                break
            if self._is_explained(int(residual[j]), block[:, j].tolist(), int(target[j])):
                votes += EXPLAINED
        return votes

    @staticmethod
    def _is_explained(residual: int, parts: list[int], total: int) -> bool:
        if abs(total) >= 10 and slip(total, total + residual):
            return True
        return any(abs(part) >= 10 and slip(part, part - residual) for part in parts)
