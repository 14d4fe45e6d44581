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

LONGEST_SUFFIX = 96  # lines; a longer run of parts is footed only from where it plainly begins
MOST_PROBED = 64  # columns in which suffixes are looked for; all others only bear out what is found
LONGEST_DEDUCTED = 24  # up to here some patterns are
LONGEST_DECLARED = 40  # lines that the page alone may declare the parts of a total
LONE_PART = 3.0  # bits against a total of one part: equal neighbours are common, so the page must call it a total
BRACKETED = 4.5  # bits against deducting a row that some column prints in brackets
ACCEPTED = 6.0  # bits from which a suffix is consumed
ANCHORED = 1.0  # bits the search costs when the page says where the sum begins
LONG_BEGINNINGS = 3  # the last ends of a total or heads of a section from which longer suffixes are footed too
MOST_LONG_RUNS = 512  # lines of one table for which such long suffixes are weighed
LEAST_REPEATED = 100  # smaller amounts are repeated by chance
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


# Length of the suffix, the parts it deducts (as in `Netting`), cost of naming these in bits, and in how many columns
# that tell it holds.
Candidate = tuple[int, int, float, int]
Signs = tuple[int, ...]  # first part first
CueReader = Callable[[int, tuple[int, ...]], Cues]
LineTest = Callable[[int], bool]


class Bound:
    """What the columns can say for sums of one line at most, before any is looked into.

    ``telling`` are the columns that print the line other than zero.
    """

    __slots__ = ("beyond", "speaking", "telling", "zeros")

    def __init__(self, columns: Sequence[RunningSums], line: int) -> None:
        self.telling = [column for column in columns if column.amounts[line]]
        self.zeros = sum([1 for column in columns if column.place[line]]) - len(self.telling)
        # Of very many columns only some are looked at: the others may all bear a sum out.
        self.beyond = max(0, len(self.telling) - MOST_PROBED)
        self.speaking: dict[int, int] = {}  # columns that print any of the top lines, by how many lines

    def bits(self, length: int, held: int) -> float:
        """More than the columns can say for a sum of the top ``length`` lines that ``held`` of them bear out.

        Those in which the line prints zero are not among ``held``, and may bear it out too.
        """
        speaking = self.speaking.get(length)
        if speaking is None:
            speaking = sum([1 for column in self.telling if column.places[-1] > column.places[-1 - length]])
            self.speaking[length] = speaking
        held += self.beyond
        return MOST_INFORMATION * (held + self.zeros) - (MISPRINT - EXPLAINED) * (speaking - held)

    def probed(self) -> list[RunningSums]:
        """The columns in which suffixes are looked for: all that print the line, of very many some, evenly spread."""
        if not self.beyond:
            return self.telling
        return [self.telling[len(self.telling) * at // MOST_PROBED] for at in range(MOST_PROBED)]


class FootingSearch:
    """One pass over the lines of a ledger (or of its transpose).

    ``amounts`` and ``place`` hold a tuple for each column, of a number for each line (for each row, of a number for
    each column, where columns are footed across). ``cues`` reads the page for a line as the total of given parts,
    ``most`` says how many bits it can give the line at most, ``declares`` whether the page sets the line off as a
    total at all (a rule above, the word, no label), ``nets`` whether it may be what deductions leave, ``deducted``
    whether its label is commonly subtracted, ``added`` whether it never is, ``begins`` whether a section begins with
    it (where nothing is said, no line is such).
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
        begins: LineTest = lambda line: False,
        most: Callable[[int], float] = lambda line: inf,
    ) -> None:
        self.columns = [RunningSums(*column) for column in zip(amounts, place, strict=True)]
        across = list(zip(*amounts, strict=True))
        self.lines = len(across)
        self.bracketed = [min(line) < 0 for line in across]
        self.printed = [len(line) - line.count(0) for line in across]
        self.repeated = [_repeated(line) for line in across]
        self.deducted = [deducted(line) for line in range(self.lines)]
        self.cues, self.most, self.declares, self.nets, self.added, self.begins = (
            cues,
            most,
            declares,
            nets,
            added,
            begins,
        )
        self.stack: list[int] = []
        self.beginnings: list[int] = []  # heights at which a section begins, or a total has just been drawn
        self.long_runs = MOST_LONG_RUNS

    def run(self) -> list[Footing]:
        found = []
        for line in range(self.lines):
            if self.begins(line):
                self._begin()
            best = self._best(line) if self.stack else None
            consumed = 0
            if best is not None:
                footing, weight, held = best
                if weight >= ACCEPTED and held:
                    found.append(footing)
                    consumed = 0 if self._is_tentative(footing) else len(footing.parts)
                elif footing.prior >= COLLAPSED:
                    found.append(footing)  # weighing tells whether its failure is worth a word
                    consumed = len(footing.parts)
            if consumed:
                self._drop(consumed)
            self.stack.append(line)
            for column in self.columns:
                column.push(line)
            if consumed:
                self._begin()
        return self._without_remainders(found)

    def _begin(self) -> None:
        height = len(self.stack)
        if height and self.beginnings[-1:] != [height]:
            self.beginnings.append(height)

    def _drop(self, lines: int) -> None:
        del self.stack[len(self.stack) - lines :]
        while self.beginnings and self.beginnings[-1] > len(self.stack):
            self.beginnings.pop()
        for column in self.columns:
            column.drop(lines)

    def _is_tentative(self, footing: Footing) -> bool:
        """A difference that neither the page nor the labels declare: its operands stay on the stack."""
        if footing.evidence or min(footing.signs) > 0:
            return False
        return not all(self.deducted[p] for p, sign in zip(footing.parts, footing.signs, strict=True) if sign < 0)

    def _without_remainders(self, found: list[Footing]) -> list[Footing]:
        """Footings less those that are a later total solved for its last part.

        "Shareholders' equity = total assets − every liability" holds by algebra wherever the balance sheet balances:
        once equity is itself a part of a later total, with the same liabilities, it says nothing new.
        """
        tentative = [self._is_tentative(footing) for footing in found]
        if not any(tentative):
            return found
        wholes: dict[int, list[Footing]] = {}  # of each part
        for footing, is_tentative in zip(found, tentative, strict=True):
            for part in () if is_tentative else footing.parts:
                wholes.setdefault(part, []).append(footing)

        def is_remainder(footing: Footing) -> bool:
            return any(
                whole.total > footing.total and not set(whole.parts).isdisjoint(footing.parts)
                for whole in wholes.get(footing.total, ())
            )

        return [f for f, is_tentative in zip(found, tentative, strict=True) if not (is_tentative and is_remainder(f))]

    def _best(self, line: int) -> tuple[Footing, float, bool] | None:
        """The weightiest suffix for this line, its weight, and whether any column holds."""
        stack = self.stack
        tried = log2(min(len(stack), LONGEST_SUFFIX) + 1)
        best: tuple[Footing, float, bool] | None = None
        declared = self.declares(line)
        floor = -inf if declared else ACCEPTED  # below it an undeclared total comes to nothing
        bound, most = Bound(self.columns, line), inf if declared else self.most(line)
        for length, deducted, cost, held in self._candidates(line, bound):
            is_copy = length == 1 and not deducted
            possible = bound.bits(length, held) - cost
            if not declared and (is_copy or most + possible - (tried if deducted else ANCHORED) < ACCEPTED):
                continue
            parts = tuple(stack[-length:])
            cues = self.cues(line, parts)
            if is_copy and not cues.is_total:
                continue
            whole = length == len(stack) > 1  # everything not yet summed: there is no other place to begin
            search = ANCHORED if not deducted and (cues.is_anchored or whole) else tried
            prior = cues.bits - cost - search
            if not declared and cues.bits - search + possible < ACCEPTED:
                continue
            footing = Footing(line, parts, _signs(length, deducted), prior, cues.evidence)
            beaten = max(floor, best[1]) if best else floor
            weight = prior + self._vote(line, parts, footing.signs, beaten - prior)
            if best is None or weight > best[1]:
                best = (footing, weight, True)
        if not declared or (best is not None and best[1] >= ACCEPTED):
            return best
        structural = self._structural(line)
        if structural is not None and (best is None or structural[1] > best[1]):
            return structural
        return best

    def _candidates(self, line: int, bound: Bound) -> list[Candidate]:
        """Suffixes whose sum holds in some column that tells: plain, and with deductions where the line may net."""
        stack, probed = self.stack, bound.probed()
        longest = min(len(stack), LONGEST_SUFFIX)
        beginnings = [0, *self.beginnings[-LONG_BEGINNINGS:]] if len(stack) > longest and self.long_runs else ()
        plain: dict[int, int] = {}
        for column in probed:
            for length in column.plain(line, longest, beginnings):
                plain[length] = plain.get(length, 0) + 1
        if beginnings and plain and max(plain) > longest:
            self.long_runs -= 1
        found: list[Candidate] = [(k, 0, LONE_PART if k == 1 else 0.0, held) for k, held in sorted(plain.items())]
        if not probed or not stack or not self.nets(line):
            return found
        if len(stack) > 1:
            nettings = self._netted(line, probed)
            found += [one for one in nettings if not (one[0] in plain and self._is_lost_sign(one[1]))]
        if self.deducted[stack[-1]]:
            turned = sum(column.amounts[line] == -column.amounts[stack[-1]] for column in probed)
            if turned:  # where there is no revenue, the loss is the expenses
                found.append((1, 1, LONE_PART, turned))
        return found

    def _is_lost_sign(self, deducted: int) -> bool:
        """Whether a deduction is likelier a sign mistyped: of one row, bracketed, that no other column prints.

        Asked only where another column bears out the plain sum, which that row cannot tell from the signed one.
        """
        if deducted & (deducted - 1):
            return False
        part = self.stack[-deducted.bit_length()]
        return self.bracketed[part] and self.printed[part] == 1 and self.added(part)

    def _netted(self, line: int, probed: Sequence[RunningSums]) -> list[Candidate]:
        """Suffixes that hold, in some column, with some parts deducted; the first part never is."""
        near = self.stack[: -LONGEST_DEDUCTED - 1 : -1]
        labelled = sum([1 << at for at, part in enumerate(near) if self.deducted[part]])
        nettings: dict[Netting, int] = {}
        for column in probed:
            found_here = column.netted(line, near)
            if len(near) > LONGEST_SIGNED:
                found_here += column.netted_long(line, near, labelled)
            for netting in found_here:
                nettings[netting] = nettings.get(netting, 0) + 1
        if not nettings:
            return []
        bracketed = sum([1 << at for at, part in enumerate(near) if self.bracketed[part]])
        found: dict[tuple[int, int], Candidate] = {}
        for netting in sorted(nettings):
            _, length, deducted = netting
            if (length, deducted) not in found:
                cost = _sign_cost(length, deducted, labelled, bracketed)
                found[length, deducted] = length, deducted, cost, nettings[netting]
        return list(found.values())

    def _structural(self, line: int) -> tuple[Footing, float, bool] | None:
        """What the page alone would call the parts of a total, though no column bears it out."""
        best: tuple[tuple[int, ...], Cues] | None = None
        stack = self.stack
        if self.most(line) - 1.0 < COLLAPSED:
            return None
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
        holds: list[tuple[int, RunningSums]] = []
        fails: list[tuple[int, RunningSums]] = []
        deducted = [part for part, sign in zip(parts, signs, strict=True) if sign < 0]
        bottom = -1 - len(parts)
        for column in self.columns:
            amounts, mark = column.amounts, column.place[line]
            places = column.places[-1] - column.places[bottom]
            if not places or not mark:
                continue
            residual = column.sums[-1] - column.sums[bottom] - amounts[line]
            for part in deducted:
                residual -= 2 * amounts[part]
            if 2 * abs(residual) > places + mark:
                fails.append((residual, column))
            else:
                holds.append((places + mark, column))
        votes = -MISPRINT * len(fails)
        if votes + MOST_INFORMATION * len(holds) + EXPLAINED * len(fails) < enough:
            return votes
        for slack, column in holds:
            amounts = column.amounts
            sizes = sorted([abs(amounts[part]) for part in (*parts, line)])
            votes += min(MOST_INFORMATION, log2(2 * sizes[-2] / slack + 1))
        repeated = [part for part in (*parts, line) if self.repeated[part]]
        for left, (residual, column) in zip(range(len(fails), 0, -1), fails, strict=True):
            if votes + EXPLAINED * left < enough:
                break
            amounts = column.amounts
            signed = [(amounts[part], sign) for part, sign in zip(parts, signs, strict=True)]
            signed.append((amounts[line], -1))
            if one_slip(residual, signed):
                votes += EXPLAINED
            elif any(abs(amounts[part]) in self.repeated[part] for part in repeated):
                votes += REPEATED
        return votes


def _repeated(line: Sequence[int]) -> frozenset[int]:
    """The amounts, of three digits or more and without their signs, that several columns of a line print."""
    sizes = list(map(abs, line))
    if len(set(sizes)) == len(sizes):
        return _NONE
    return frozenset(size for size, count in Counter(sizes).items() if count > 1 and size >= LEAST_REPEATED)


_NONE: frozenset[int] = frozenset()


def _signs(length: int, deducted: int) -> Signs:
    if not deducted:
        return (1,) * length
    return tuple([-1 if deducted >> at & 1 else 1 for at in range(length - 1, -1, -1)])


def _sign_cost(length: int, deducted: int, labelled: int, bracketed: int) -> float:
    """Bits it takes to name the pattern: few when the labels (``labelled``, as bits) already say it."""
    rest = (1 << (length - 1)) - 1
    surprising = ((deducted ^ labelled) & rest).bit_count()
    # A row that is deducted prints its amounts positive; brackets in some column say that it is added.
    against = (deducted & bracketed).bit_count()
    return 1.0 + min(2.0 * surprising, 2.0 if deducted == rest else 99.0) + BRACKETED * against
