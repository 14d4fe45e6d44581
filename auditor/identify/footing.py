"""Footing: which line is the sum of which lines before it.

Reading down (or, with the table turned, across), lines not yet consumed stand on a stack. A total consumes a suffix of
the stack, with signs, and then stands there itself. Suffixes are tested from running sums, column by column; what
decides between them is evidence, in bits (see `auditor.identify.hypothesis`): how many columns hold and how much a hold
is worth, against how many were tried, with what the page says of the line.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace
from math import inf, log2

from auditor.identify.hypothesis import EXPLAINED, MISPRINT, MOST_INFORMATION, REPEATED
from auditor.identify.ledger import Matrix
from auditor.identify.mistyped import one_slip
from auditor.identify.running_sums import LONGEST_SIGNED, Netting, RunningSums
from auditor.model.record import dataclass

LONGEST_SUFFIX = 96  # lines; a longer column of parts is not footed (and a long table stays linear)
MOST_PROBED = 64  # columns in which suffixes are looked for; all others only bear out what is found
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
CueReader = Callable[[int, tuple[int, ...]], Cues]
LineTest = Callable[[int], bool]


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
