"""Whether a bound claim agrees with its line: what it meets, what it was to meet, and how surely.

A claim that meets a cell of the lines it speaks of holds. One that meets none is doubted only where a single slip of
a typist lies between it and the cell that words and period ask for: a sentence that speaks of something else is far
from the line it seems to name, a mistyped one is near.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from math import log2
from typing import Literal

from auditor.extract.fiscal import SPILL_DAYS, agree
from auditor.identify.told.binding import Bound, Candidate, is_of_unit
from auditor.identify.told.context import COUNT, Context
from auditor.identify.told.lines import Line
from auditor.identify.told.vocabulary import SOFT, tokens
from auditor.model.figure import Figure, Period
from auditor.model.finding import Typo
from auditor.model.hedged import told
from auditor.model.interval import Interval
from auditor.model.typist import slip

ALIKE = 3.0  # lines whose weights are nearer than this cannot be told apart by words
LEAST = 2.0  # bits that words must give
TRUST, MOST_TRUST = 1.5, 4.0  # bits less for each digit over two of a number that meets, at most so many
LEAST_BITS = 2.0  # of words, that a doubt needs
# How much may be said by only one of sentence and label, in bits, by the number of digits and by how the period is
# known: the fewer digits there are, the oftener an unlike amount stands one slip away. Then the least bits of nearness.
NEVER = -1.0
GAPS: dict[str, dict[int, float]] = {
    "said": {1: NEVER, 2: 0.0, 3: 5.0, 4: 5.0},
    "supposed": {1: NEVER, 2: NEVER, 3: 5.0, 4: 5.0},
    "other": {1: NEVER, 2: NEVER, 3: NEVER, 4: 5.0},
}
LEAST_POWER = {"said": 0.5, "supposed": 1.2, "other": 2.0}
REPURCHASE = "sharerepurchase"
PLAIN, LITTLE = 4.0, 3.0  # bits of words, and of words that only one has, by which a line is plainly meant
SUREST = 12.0  # bits of words from which two digits are doubted though no period is said
SLIPS: frozenset[Typo] = frozenset({"substitution", "transposition"})
LONGER: frozenset[Typo] = frozenset({"omission", "insertion"})  # told from another amount only where many digits agree
LONG, LONGEST = 4, 6  # digits
REACH = 160  # characters before and behind an amount in which "includes" and a name stand

_WITHIN = re.compile(
    r"\b(?:includ(?:es|ed|ing|e)|of\s+which|compris\w+|consist\w+|reflect(?:s|ed|ing)|exclud\w+|portion|part\s+of)\b",
    re.I,
)

_VALUED = re.compile(r"\b(?:valued|priced)\s+at\s+\$?\s?$", re.I)  # "includes 5,600 airplanes valued at $448 billion"
_PARTITIVE = re.compile(
    r"\s*of\s+(?:the|this|these|those|its|our|their|such|that)\b", re.I
)  # "$3.2 billion of this cash"

Status = Literal["holds", "nearly", "violated"]
Said = Literal["said", "supposed", "other"]
Cells = list[tuple[Candidate, int]]


@dataclass(frozen=True, slots=True)
class Verdict:
    """What became of one claim.

    ``cells`` are the equal figures it meets, best first, or, where it meets none, the cell it was to meet. ``period``
    tells how the cells' period was found: "said", "supposed" (none is said, or the day a said period closes) or
    "other" (another one than is said). "nearly" is a claim rounded the wrong way.
    """

    bound: Bound
    status: Status
    cells: tuple[int, ...]
    period: Said
    bits: float  # for the claim speaking of these cells
    gap: float  # bits of the words that only one of the two has
    slip: Typo | None = None
    chance: float = 1.0  # of a number as long being so near to what it was to meet
    asked: tuple[int, ...] = ()  # where it meets another period's cells only: those of the period that it says
    pair: bool = False  # its line is known by the amount it goes with: see `partners`

    @property
    def line(self) -> Line:
        """The line of its first cell."""
        wanted = self.cells[0]
        return next(one.line for one in self.bound.candidates if wanted in one.line.cells)

    @property
    def power(self) -> float:
        """Bits that standing so near is worth."""
        return -log2(self.chance)

    @property
    def may_accuse(self) -> bool:
        """Whether a claim of its kind, so told, could be worth a warning at all."""
        context = self.bound.context
        if context.unit in ("percent", COUNT) or (context.figure.unit != "USD" and self.period != "said"):
            return False
        if context.claim.kind != "level" and (context.claim.kind != "outlook" or self.bound.expected):
            return False
        if context.claim.kind == "outlook" and self.period != "said":
            return False
        if context.part or (context.listed and self.period != "said"):
            return False  # of "$48.2 billion, $46.1 billion and $44.9 billion" nothing tells which is whose
        if self.pair:
            return True
        if context.claim.in_cell or is_part_of(context, self.line):
            return False
        return REPURCHASE not in self.line.label  # told by the day of the trade, paid later, with the excise tax

    @property
    def accuses(self) -> bool:
        """Whether a claim that fails is worth a warning: by its words, its nearness, and both together."""
        if self.slip is None or not self.may_accuse:
            return False
        if self.pair:
            return self.power >= LEAST_POWER["other"]
        size = telling_digits(self.bound.context.figure)
        if size == 2 and self.period == "supposed" and self.bits >= SUREST:
            return self.gap <= 0 and self.power >= LEAST_POWER["other"]
        widest = GAPS[self.period][min(size, LONG)]
        return self.bits >= LEAST_BITS and self.power >= LEAST_POWER[self.period] and self.gap <= widest


def is_of_another_period(found: Verdict) -> bool:
    """Whether a claim plainly gives the amount of another period than the one it says."""
    context = found.bound.context
    plain = found.gap <= LITTLE and found.bits >= PLAIN and telling_digits(context.figure) >= LONG - 1
    return bool(found.asked) and plain and context.claim.kind == "level" and not context.compared


def verdict(bound: Bound, figures: Sequence[Figure], beside: Period | None = None) -> Verdict | None:
    """Judge one bound claim; None where nothing comparable is printed. ``beside`` is the period of the amount told
    before it in its paragraph, which it takes over where it says none: "The year's earnings of $1.84 include a loss of
    $18.6 million"."""
    if not bound.candidates:
        return None
    claim, top, hedge = bound.context.figure, bound.candidates[0], bound.context.claim.hedge
    if claim.mantissa is None or top.weight < LEAST - min(MOST_TRUST, max(0.0, TRUST * (digits(claim) - 2))):
        return None
    alike = [one for one in bound.candidates if one.weight >= top.weight - ALIKE]
    cells = _cells(bound, alike, figures)
    found = _best(claim, [(one, cell) for one, cell in cells if meets(claim, figures[cell], hedge)], figures, beside)
    if found is None and top.weight >= LEAST:
        others = _cells(bound, bound.candidates[len(alike) :], figures)
        found = _best(
            claim, [(one, cell) for one, cell in others if meets(claim, figures[cell], hedge)], figures, beside
        )
        if found is not None and top.gap <= 0 and telling_digits(claim) >= LONG - 1:
            own = _failing(bound, cells, [], figures)  # a line is named to the word: did the amount slip?
            if own is not None and own.accuses and not any(_names(bound, one) for one, _ in found[1]):
                return own
    if found is not None:
        how, chosen = found
        first = chosen[0][0]
        if how == "other" and claim.period is not None and not bound.context.compared:
            same = [pair for pair in cells if pair[0].line is first.line]
            own = _failing(
                bound, same, [], figures
            )  # another period's amount of the line: a slip from its own period's?
            if own is not None and own.period == "said" and telling_digits(claim) >= LONG - 1 and own.accuses:
                return own
        asked = tuple(cell for cell in first.line.cells if is_said(claim.period, figures[cell].period))
        met = tuple(dict.fromkeys(cell for _, cell in chosen))
        return Verdict(bound, "holds", met, how, first.weight, first.gap, asked=asked if how == "other" else ())
    if top.weight < LEAST:
        return None
    known = [one for one in bound.candidates if one.weight >= LEAST]
    return _failing(bound, cells, _cells(bound, known, figures), figures)


def _names(bound: Bound, one: Candidate) -> bool:
    """Whether a line holds all words of one way to name the claim: "cash flow, non-GAAP" for "cash flow"."""
    return any(frozenset(reading) - SOFT <= one.line.named for reading in bound.context.readings)


def _cells(bound: Bound, lines: Sequence[Candidate], figures: Sequence[Figure]) -> Cells:
    return [(one, cell) for one in lines for cell in one.line.cells if is_of_unit(bound.context, figures[cell])]


def _best(claim: Figure, met: Cells, figures: Sequence[Figure], beside: Period | None) -> tuple[Said, Cells] | None:
    """The cells of the period said, failing them those supposed, failing these any; and which they are. Of those
    supposed, those of the amount before come first."""
    if claim.period is None and beside is not None:
        met = sorted(met, key=lambda pair: figures[pair[1]].period != beside)
    ways: tuple[tuple[Said, Cells], ...] = (
        ("said", [pair for pair in met if is_said(claim.period, figures[pair[1]].period)]),
        ("supposed", [pair for pair in met if is_supposed(claim.period, figures[pair[1]].period)]),
        ("other", met),
    )
    return next(((how, found) for how, found in ways if found), None)


def _failing(bound: Bound, cells: Cells, known: Cells, figures: Sequence[Figure]) -> Verdict | None:
    """The verdict on a claim that meets no cell of its lines; None where no cell could be meant. Of lines that words
    make less likely, ``known``, only the cells of the very period said could."""
    claim = bound.context.figure
    said = [(one, cell) for one, cell in cells if is_said(claim.period, figures[cell].period)]
    expected = said or _supposed(bound, cells, figures)
    if not expected:
        expected = said = [(one, cell) for one, cell in known if is_said(claim.period, figures[cell].period)]
    if not expected:
        return None
    how: Said = "said" if said else "supposed"
    near = [(one, cell) for one, cell in expected if is_nearly(claim, figures[cell])]
    if near:
        return Verdict(
            bound, "nearly", tuple(dict.fromkeys(cell for _, cell in near)), how, near[0][0].weight, near[0][0].gap
        )
    found = _slipped(claim, expected, figures)
    if not found and not said:
        expected, how = cells, "other"  # which period is not said
        found = _slipped(claim, expected, figures)
    if not found:
        return Verdict(bound, "violated", (expected[0][1],), how, expected[0][0].weight, expected[0][0].gap)
    one, cell, kind = found[0]
    amounts = len({figures[cell].mantissa for _, cell in expected})
    equal = tuple(dict.fromkeys(c for _, c, _ in found if figures[c].mantissa == figures[cell].mantissa))
    return Verdict(bound, "violated", equal, how, one.weight, one.gap, kind, chance(claim, amounts))


def _slipped(claim: Figure, cells: Cells, figures: Sequence[Figure]) -> list[tuple[Candidate, int, Typo]]:
    """The cells from whose amounts the claim is one slip away, and which slip."""
    return [
        (one, cell, kind)
        for one, cell in cells
        if (kind := slipped_from(claim, figures[cell])) and not _is_told_by_label(claim, figures[cell])
    ]


def _supposed(bound: Bound, cells: Cells, figures: Sequence[Figure]) -> Cells:
    """The cells meant where no period is said, or only a day's balance can be: the latest of each line, or for an
    amount that another is compared with, the earlier ones."""
    fitting = [(one, cell) for one, cell in cells if is_supposed(bound.context.figure.period, figures[cell].period)]
    if bound.context.figure.period is not None:
        return fitting
    latest = max((period.end for _, cell in fitting if (period := figures[cell].period) is not None), default=None)
    if latest is None:
        return fitting
    return [
        (one, cell)
        for one, cell in fitting
        if (period := figures[cell].period) is None
        or (abs((period.end - latest).days) <= SPILL_DAYS) is not bound.context.compared
    ]


def is_said(named: Period | None, printed: Period | None) -> bool:
    """Whether the cell stands under the very period that the sentence says."""
    return named is not None and printed is not None and agree(named, printed)


def is_supposed(named: Period | None, printed: Period | None) -> bool:
    """No period is said, or of the two one is the day on which the other closes."""
    if named is None or printed is None:
        return True
    return (printed.start is None or named.start is None) and abs((named.end - printed.end).days) <= SPILL_DAYS


def meets(claim: Figure, cell: Figure, hedge: str | None = None) -> bool:
    """Whether both could be one amount, each within its own rounding and the claim within what its hedge leaves open; a
    loss in words is a bracket in a table."""
    if claim.exponent == cell.exponent:  # to one place they are one amount only if they print the same
        if abs(claim.mantissa or 0) == abs(cell.mantissa or 0):
            return True
    elif _may_be_one(claim, cell):
        return True
    if is_in_tables_scale(claim, cell):
        return True
    if hedge is None or not claim.mantissa or not cell.mantissa:
        return False
    printed, said = Interval.of(cell), told(claim, hedge)
    return printed.meets(said) or printed.meets(-said)


def _may_be_one(claim: Figure, cell: Figure) -> bool:
    """Whether two amounts printed to different places may be one, signs aside: the same as `residual_units` says."""
    if claim.mantissa is None or cell.mantissa is None:
        return False
    wide, narrow = (claim, cell) if claim.exponent > cell.exponent else (cell, claim)
    place: int = 10 ** (wide.exponent - narrow.exponent)
    return 2 * abs(abs(wide.mantissa or 0) * place - abs(narrow.mantissa or 0)) <= place + 1


def is_in_tables_scale(claim: Figure, cell: Figure) -> bool:
    """Whether a sentence prints a table's amount without its scale: "$4,278" below "(in thousands)"."""
    same = abs(claim.mantissa or 0) == abs(cell.mantissa or 0)
    return same and digits(claim) >= LONG and not claim.word and claim.exponent == 0 and cell.exponent in (3, 6)


def telling_digits(claim: Figure) -> int:
    """How many digits a claim prints up to the last that is no round thousand's or ten's: one of "300 million"."""
    size = digits(claim)
    if claim.places:
        return size
    shown = str(abs(claim.mantissa or 0))
    return max(1, len(shown.rstrip("0")))


def is_part_of(context: Context, line: Line) -> bool:
    """Whether the sentence says that its amount is included in what the line prints: the line's name stands before
    "includes", not behind it."""
    sentence, at = context.claim.sentence, context.claim.at
    if _PARTITIVE.match(sentence, context.claim.until):
        return True
    begin = max(0, at - REACH, sentence.rfind(", ", 0, at))  # of its own clause
    found = _WITHIN.search(sentence, begin, at)
    if found is None or _VALUED.search(sentence, begin, at):
        return False
    said = {*tokens(sentence[found.end() : at]), *tokens(sentence[context.claim.until : context.claim.until + REACH])}
    return not line.label <= said


def digits(claim: Figure) -> int:
    """How many digits the claim prints, leading zeros left out."""
    return len(str(abs(claim.mantissa or 0)))


def rounded(cell: Figure, place: int) -> int | None:
    """The magnitude of a cell's amount in units of 10 ** ``place``, to the nearest, ties upwards; None where the cell
    is the coarser."""
    if cell.mantissa is None or cell.exponent > place:
        return None
    step: int = 10 ** (place - cell.exponent)
    return (2 * abs(cell.mantissa) + step) // (2 * step)


def _is_told_by_label(claim: Figure, cell: Figure) -> bool:
    """Whether the line's own label names the claim's amount: "2021 notes, issuance of $18.5 billion"."""
    number = claim.text.lstrip("($").split(" ")[0].rstrip(")")
    return number in cell.label


def slipped_from(claim: Figure, cell: Figure) -> Typo | None:
    """The one slip that turns the cell's amount, rounded as the sentence prints it, into the sentence's."""
    meant = rounded(cell, claim.exponent)
    if meant is None or claim.mantissa is None:
        return None
    kind = slip(abs(claim.mantissa), meant)
    return kind if kind in SLIPS or (kind in LONGER and telling_digits(claim) >= LONGEST) else None


def is_nearly(claim: Figure, cell: Figure) -> bool:
    """Whether the sentence prints the cell's amount rounded the wrong way: the one lies within a last place of the
    other, though not within half of one, or, printed to one place of three digits or more, just one place beside it."""
    if cell.mantissa is None or claim.mantissa is None or cell.exponent > claim.exponent:
        return False
    if cell.exponent == claim.exponent:
        return digits(claim) > 2 and abs(abs(claim.mantissa) - abs(cell.mantissa)) == 1
    step: int = 10 ** (claim.exponent - cell.exponent)
    return abs(abs(claim.mantissa) * step - abs(cell.mantissa)) < step


def chance(claim: Figure, amounts: int) -> float:
    """How likely a number as long as the claim's is one slip from one of so many amounts, were they unrelated."""
    size = digits(claim)
    ways = 9 * size + (size - 1)
    return min(1.0, float(amounts * ways) / float(9 * 10 ** (size - 1)))
