"""Footing: which line is the sum of which lines before it.

Reading down (or, with the table turned, across), lines not yet consumed stand on a stack. A total consumes a suffix of
the stack, with signs, and then stands there itself. Suffixes are tested from running sums, column by column; what
decides between them is evidence, in bits (see `auditor.identify.hypothesis`): how many columns hold and how much a hold
is worth, against how many were tried, with what the page says of the line.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import accumulate
from math import inf, log2

from auditor.identify.hypothesis import EXPLAINED, MISPRINT, MOST_INFORMATION, REPEATED
from auditor.identify.ledger import Matrix
from auditor.model.record import dataclass
from auditor.model.typist import slip

LONGEST_SUFFIX = 96  # lines; a longer column of parts is not footed (and a long table stays linear)
MOST_PROBED = 64  # columns in which suffixes are looked for; all others only bear out what is found
LONGEST_SIGNED = 6  # up to here every pattern of signs is tried
LONGEST_DEDUCTED = 24  # up to here some patterns are
LONGEST_DECLARED = 40  # lines that the page alone may declare the parts of a total
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


# Parts, signs, cost of naming the signs in bits, and in how many columns that tell it holds.
Candidate = tuple[tuple[int, ...], tuple[int, ...], float, int]
Signs = tuple[int, ...]  # first part first
# (rank of the search that found it, length, deducted): bit i of ``deducted`` is set where the i-th part from the total
# up is deducted.
Netting = tuple[int, int, int]
CueReader = Callable[[int, tuple[int, ...]], Cues]
LineTest = Callable[[int], bool]


class RunningSums:
    """One column's lines on the stack, with the sums from the first to each: a suffix's sum is a difference of two.

    ``sums[i]`` is the sum of the i lowest lines of the stack, ``places[i]`` that of their places, ``filled[i]`` how
    many of them are not zero.
    """

    __slots__ = ("amounts", "filled", "place", "places", "sums")

    def __init__(self, amounts: Sequence[int], place: Sequence[int]) -> None:
        self.amounts, self.place = amounts, place
        self.sums, self.places, self.filled = [0], [0], [0]

    def push(self, line: int) -> None:
        amount = self.amounts[line]
        self.sums.append(self.sums[-1] + amount)
        self.places.append(self.places[-1] + self.place[line])
        self.filled.append(self.filled[-1] + (amount != 0))

    def drop(self, lines: int) -> None:
        del self.sums[-lines:], self.places[-lines:], self.filled[-lines:]

    def plain(self, line: int, longest: int) -> list[int]:
        """Lengths, up to ``longest``, of the suffixes whose sum is the line's amount within rounding."""
        amount, sums, places, filled = self.amounts[line], self.sums, self.places, self.filled
        if not amount or not filled[-1]:
            return []
        top, bottom = len(sums) - 1, len(sums) - 1 - longest
        own = places[top] + self.place[line]
        wanted = sums[top] - amount  # what the lines below the suffix sum to
        slack = (own - places[bottom]) // 2  # of the longest suffix; each is then tested with its own
        low, high = wanted - slack, wanted + slack
        return [
            top - i
            for i, below in enumerate(sums[bottom:top], bottom)
            if low <= below <= high and 2 * abs(below - wanted) <= own - places[i] and filled[top] > filled[i]
        ]

    def netted(self, line: int, near: Sequence[int]) -> list[Netting]:
        """Suffixes of up to `LONGEST_SIGNED` parts whose sum, some of them deducted, is the line within rounding.

        ``near`` are the top lines of the stack, nearest first. All patterns are tried: what must be deducted is half
        of what the plain sum exceeds the line by, and is looked for among the sums of the parts' subsets.
        """
        amounts, sums, places, filled = self.amounts, self.sums, self.places, self.filled
        bottom, own, excess_of_all = len(sums) - 2, places[-1] + self.place[line], sums[-1] - amounts[line]
        asked, least, most, length = [], 0, 0, 1
        for part in near[: LONGEST_SIGNED - 1]:  # each may be deducted once the sum begins beyond it
            length, bottom = length + 1, bottom - 1
            if bottom < 0:
                break
            amount = amounts[part]
            if amount > 0:
                most += amount
            else:
                least += amount
            if filled[-1] - filled[bottom] > 1:
                # As in `_deductible`; in line, since most columns ask for more than all parts hold, and end here.
                twice, slack = 2 * (excess_of_all - sums[bottom]), own - places[bottom]
                if twice - slack <= 4 * most and twice + slack >= 4 * least:
                    asked.append((length, -((slack - twice) // 4), (slack + twice) // 4))
        if not asked:
            return []
        subsets = [0]
        for part in near[: asked[-1][0] - 1]:
            amount = amounts[part]
            subsets += [subset + amount for subset in subsets]
        return [
            (0, length, deducted)
            for length, low, high in asked
            for deducted, subset in enumerate(subsets[: 1 << (length - 1)])
            if low <= subset <= high and deducted
        ]

    def netted_long(self, line: int, near: Sequence[int], labelled: Sequence[bool]) -> Iterator[Netting]:
        """Longer suffixes, of which only some patterns are tried.

        The first part less all the rest; the parts deducted whose labels commonly are (``labelled``); any one part.
        """
        top, amounts = len(self.sums) - 1, [self.amounts[part] for part in near]
        by_label = list(accumulate((a if d else 0 for a, d in zip(amounts, labelled, strict=True)), initial=0))
        marks = list(accumulate((d << at for at, d in enumerate(labelled)), initial=0))
        for length in range(LONGEST_SIGNED + 1, len(near) + 1):
            bottom, others = top - length, length - 1
            if self.filled[top] - self.filled[bottom] < 2:
                continue
            low, high = self._deductible(line, bottom)
            if low <= self.sums[top] - self.sums[bottom + 1] <= high:
                yield 1, length, (1 << others) - 1
            if marks[others] and low <= by_label[others] <= high:
                yield 2, length, marks[others]
            yield from ((3, length, 1 << at) for at, part in enumerate(amounts[:others]) if low <= part <= high)

    def _deductible(self, line: int, bottom: int) -> tuple[int, int]:
        """Least and most that the deducted parts of the suffix above ``bottom`` may sum to, if the rest is the line.

        A deducted part is left out and taken away: twice its amount. Within rounding: 2 |excess - 2 x| <= slack.
        """
        excess = self.sums[-1] - self.sums[bottom] - self.amounts[line]
        slack = self.places[-1] - self.places[bottom] + self.place[line]
        return -((slack - 2 * excess) // 4), (slack + 2 * excess) // 4

    def told(self, line: int, length: int, deducted: Sequence[int]) -> tuple[int, int] | None:
        """(residual, slack) of the top ``length`` lines, less twice those ``deducted``, against the line.

        None where the column prints nothing in the line, or in none of the parts. Slack is twice the tolerance.
        """
        places = self.places[-1] - self.places[-1 - length]
        if not places or not self.place[line]:
            return None
        residual = self.sums[-1] - self.sums[-1 - length] - self.amounts[line]
        for part in deducted:
            residual -= 2 * self.amounts[part]
        return residual, places + self.place[line]


class FootingSearch:
    """One pass over the lines of a ledger (or of its transpose).

    ``amounts`` and ``place`` hold a tuple for each column, of a number for each line (for each row, of a number for
    each column, where columns are footed across). ``cues`` reads the page for a line as the total of given parts,
    ``declares`` whether the page sets the line off as a total at all (a rule above, the word, no label), ``nets``
    whether it may be what deductions leave, ``deducted`` whether its label is commonly subtracted, ``added`` whether it
    never is (where nothing is said, no line is such).
    """

    def __init__(
        self,
        amounts: Matrix,
        place: Matrix,
        cues: CueReader,
        declares: LineTest,
        nets: LineTest,
        deducted: LineTest,
        added: LineTest = lambda line: False,
    ) -> None:
        self.columns = [RunningSums(*column) for column in zip(amounts, place, strict=True)]
        self.lines = len(amounts[0]) if amounts else 0
        self.bracketed = [any(amount < 0 for amount in line) for line in zip(*amounts, strict=True)]
        self.printed = [len(line) - line.count(0) for line in zip(*amounts, strict=True)]
        self.cues, self.declares, self.nets, self.deducted, self.added = cues, declares, nets, deducted, added
        self.stack: list[int] = []

    def run(self) -> list[Footing]:
        found = []
        for line in range(self.lines):
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
            for column in self.columns:
                column.push(line)
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
        tentative = [self._is_tentative(footing) for footing in found]
        if not any(tentative):
            return found
        totals = [(f.total, set(f.parts)) for f, is_tentative in zip(found, tentative, strict=True) if not is_tentative]

        def is_remainder(footing: Footing) -> bool:
            return any(
                total > footing.total and footing.total in parts and parts & set(footing.parts)
                for total, parts in totals
            )

        return [f for f, is_tentative in zip(found, tentative, strict=True) if not (is_tentative and is_remainder(f))]

    def _consume(self, footing: Footing) -> None:
        del self.stack[len(self.stack) - len(footing.parts) :]
        for column in self.columns:
            column.drop(len(footing.parts))

    def _best(self, line: int) -> tuple[Footing, float, bool] | None:
        """The weightiest suffix for this line, its weight, and whether any column holds."""
        stack = self.stack[-LONGEST_SUFFIX:]
        tried = log2(len(stack) + 1)
        best: tuple[Footing, float, bool] | None = None
        declared = self.declares(line)
        floor = -inf if declared else ACCEPTED  # below it an undeclared total comes to nothing
        for parts, signs, cost, held in self._candidates(line, stack):
            is_copy = len(parts) == 1 and signs[0] > 0
            if not declared and is_copy:
                continue
            cues = self.cues(line, parts)
            if is_copy and not cues.is_total:
                continue
            whole = len(parts) == len(self.stack) > 1  # everything not yet summed: there is no other place to begin
            plain = min(signs) > 0
            search = ANCHORED if plain and (cues.is_anchored or whole) else tried
            prior = cues.bits - cost - search
            if not declared and prior + self._at_most(line, len(parts), held) < ACCEPTED:
                continue
            footing = Footing(line, parts, signs, prior, cues.evidence)
            beaten = max(floor, best[1]) if best else floor
            weight = prior + self._vote(line, parts, signs, beaten - prior)
            if best is None or weight > best[1]:
                best = (footing, weight, True)
        if not declared or (best is not None and best[1] >= ACCEPTED):
            return best
        structural = self._structural(line, stack)
        if structural is not None and (best is None or structural[1] > best[1]):
            return structural
        return best

    def _telling(self, line: int) -> list[RunningSums]:
        """The columns in which suffixes are looked for: all that print the line, of very many some, evenly spread."""
        telling = [column for column in self.columns if column.amounts[line]]
        if len(telling) <= MOST_PROBED:
            return telling
        return [telling[len(telling) * at // MOST_PROBED] for at in range(MOST_PROBED)]

    def _candidates(self, line: int, stack: list[int]) -> list[Candidate]:
        """Suffixes whose sum holds in some column that tells: plain, and with deductions where the line may net."""
        telling = self._telling(line)
        plain = Counter(length for column in telling for length in column.plain(line, len(stack)))
        found: list[Candidate] = [
            (tuple(stack[-k:]), (1,) * k, LONE_PART if k == 1 else 0.0, held) for k, held in sorted(plain.items())
        ]
        if telling and len(stack) > 1 and self.nets(line):
            nettings = self._netted(line, stack, telling)
            found += [one for one in nettings if not (plain[len(one[0])] and self._is_lost_sign(one[0], one[1]))]
        if telling and stack and self.deducted(stack[-1]) and self.nets(line):
            turned = sum(column.amounts[line] == -column.amounts[stack[-1]] for column in telling)
            if turned:  # where there is no revenue, the loss is the expenses
                found.append(((stack[-1],), (-1,), LONE_PART, turned))
        return found

    def _is_lost_sign(self, parts: tuple[int, ...], signs: Signs) -> bool:
        """Whether a deduction is likelier a sign mistyped: of one row, bracketed, that no other column prints.

        Asked only where another column bears out the plain sum, which that row cannot tell from the signed one.
        """
        deducted = [part for part, sign in zip(parts, signs, strict=True) if sign < 0]
        part = deducted[0]
        return len(deducted) == 1 and self.bracketed[part] and self.printed[part] == 1 and self.added(part)

    def _netted(self, line: int, stack: list[int], telling: Sequence[RunningSums]) -> list[Candidate]:
        """Suffixes that hold, in some column, with some parts deducted; the first part never is."""
        near = stack[: -LONGEST_DEDUCTED - 1 : -1]
        nettings = Counter(netting for column in telling for netting in column.netted(line, near))
        if len(near) > LONGEST_SIGNED:
            labelled = [self.deducted(part) for part in near]
            nettings.update(netting for column in telling for netting in column.netted_long(line, near, labelled))
        found: dict[tuple[int, int], Candidate] = {}
        for netting in sorted(nettings):
            _, length, deducted = netting
            if (length, deducted) not in found:
                parts = tuple(stack[-length:])
                signs = tuple([-1 if deducted >> at & 1 else 1 for at in range(length - 1, -1, -1)])
                found[length, deducted] = parts, signs, self._sign_cost(parts, signs), nettings[netting]
        return list(found.values())

    def _at_most(self, line: int, length: int, held: int) -> float:
        """More than the columns can say, in bits, for a sum of the top ``length`` lines that ``held`` of them bear out.

        Those in which the line prints zero are not among ``held``, and may bear it out too.
        """
        # Of very many columns only some were looked at: the others may all bear it out.
        held += max(0, sum(1 for column in self.columns if column.amounts[line]) - MOST_PROBED)
        fails, zeros = -held, 0
        for column in self.columns:
            if column.amounts[line]:
                fails += column.places[-1] > column.places[-1 - length]
            elif column.place[line]:
                zeros += 1
        return MOST_INFORMATION * (held + zeros) - (MISPRINT - EXPLAINED) * fails

    def _sign_cost(self, parts: tuple[int, ...], signs: Signs) -> float:
        """Bits it takes to name the pattern: few when the labels already say it."""
        surprising = sum((sign < 0) != self.deducted(part) for part, sign in zip(parts[1:], signs[1:], strict=True))
        rest_deducted = all(sign < 0 for sign in signs[1:])
        # A row that is deducted prints its amounts positive; brackets in some column say that it is added.
        bracketed = sum(sign < 0 and self.bracketed[part] for part, sign in zip(parts, signs, strict=True))
        return 1.0 + min(2.0 * surprising, 2.0 if rest_deducted else 99.0) + BRACKETED * bracketed

    def _structural(self, line: int, stack: list[int]) -> tuple[Footing, float, bool] | None:
        """What the page alone would call the parts of a total, though no column bears it out."""
        best: tuple[tuple[int, ...], Cues] | None = None
        for k in range(1, min(len(stack), LONGEST_DECLARED) + 1):
            parts = tuple(stack[-k:])
            cues = self.cues(line, parts)
            if k == 1:  # a section of one line: only where the page says both where it begins and that it ends
                if not (cues.is_total and cues.is_anchored):
                    continue
                cues = replace(cues, bits=cues.bits - LONE_PART)
            if best is None or cues.bits > best[1].bits - 1.0:  # of those the page speaks for alike, the longest
                best = parts, cues
        if best is None or best[1].bits - 1.0 < COLLAPSED:
            return None
        parts, cues = best
        footing = Footing(line, parts, (1,) * len(parts), cues.bits - 1.0, cues.evidence)
        return footing, footing.prior + self._vote(line, footing.parts, footing.signs), False

    def _vote(self, line: int, parts: tuple[int, ...], signs: Signs, enough: float = -inf) -> float:
        """What the columns say, in bits; the same sums as `hypothesis.weigh`, on the ledger's integers.

        ``parts`` are the top lines of the stack.
        Looking for slips is dear: it ends once even a slip in every column left would not lift the votes to
        ``enough``, and what is returned is then only known to fall short of that.
        """
        holds, fails = [], []
        deducted = [part for part, sign in zip(parts, signs, strict=True) if sign < 0]
        for column in self.columns:
            told = column.told(line, len(parts), deducted)
            if told is None:
                continue
            residual, slack = told
            if 2 * abs(residual) > slack:
                fails.append((residual, column))
                continue
            sizes = [abs(column.amounts[part]) for part in parts]
            sizes.append(abs(column.amounts[line]))
            sizes.sort()
            holds.append(min(MOST_INFORMATION, log2(2 * sizes[-2] / slack + 1)))
        votes = sum(holds, -MISPRINT * len(fails))
        for left, (residual, column) in zip(range(len(fails), 0, -1), fails, strict=True):
            if votes + EXPLAINED * left < enough:
                break
            signed = [column.amounts[part] * sign for part, sign in zip(parts, signs, strict=True)]
            if self._is_explained(residual, signed, column.amounts[line]):
                votes += EXPLAINED
            elif any(self._repeats(column, at) for at in (*parts, line)):
                votes += REPEATED
        return votes

    def _repeats(self, column: RunningSums, line: int) -> bool:
        """Whether another column prints the same amount in the line, of three digits or more."""
        amount = abs(column.amounts[line])
        return amount >= 100 and any(abs(one.amounts[line]) == amount for one in self.columns if one is not column)

    @staticmethod
    def _is_explained(residual: int, parts: list[int], total: int) -> bool:
        if abs(total) >= 10 and slip(total, total + residual):
            return True
        return any(abs(part) >= 10 and slip(part, part - residual) for part in parts)
