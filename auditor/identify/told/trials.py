"""One change held against two amounts: the relation it states, the verdict, and what the amounts admit."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from auditor.extract.prose.amounts import BASIS_POINTS, POINTS, TIMES
from auditor.model.arithmetic import Outcome, evaluate
from auditor.model.figure import Claim, Figure
from auditor.model.hedged import computed, told
from auditor.model.identity import Form, Status
from auditor.model.interval import Interval

CHANGE, MULTIPLE, POINTS_CHECK, DELTA = "CL111", "CL112", "CL113", "CL114"
RATIO, SHARE, DIRECTION = "CL115", "CL116", "CL117"
A_POINT = 100  # basis points

# How surely the operands are those of the change: both in its own clause, both in one row of a table that the clause
# names by amount, in a row whose label and period it says, or in a row that its words alone point at.
Grade = Literal["clause", "row", "named", "words"]


@dataclass(frozen=True, slots=True)
class Relation:
    """What a claim states of two figures, in the terms of an `Identity`."""

    check: str
    form: Form
    figures: tuple[int, ...]
    coefficients: tuple[int, ...]
    total: int


@dataclass(frozen=True, slots=True)
class Trial:
    """A claim held against figures. ``admitted`` is what they allow it to be, in the claim's own unit."""

    claim: Claim
    relation: Relation
    status: Status
    admitted: Interval
    grade: Grade
    nearly: bool  # it fails by less than one unit of its last place: cut off where it should have been rounded

    @property
    def holds(self) -> bool:
        return self.status == "holds"


def tried(figures: Sequence[Figure], claim: Claim, new: int, old: int, grade: Grade) -> Trial | None:
    """The change between two figures held against its claim; of several readings of its words the one that holds.

    None where nothing can be reckoned: from nought, from a loss to a profit, from what could not be read.
    """
    trials = [
        made
        for relation in _relations(figures, claim, new, old)
        if (made := judged(figures, claim, relation, grade)) is not None
    ]
    holding = next((trial for trial in trials if trial.holds), None)
    if holding is not None or not trials:
        return holding
    turned = _turned(figures, trials[0]) if claim.direction else None
    return turned or trials[0]


def judged(figures: Sequence[Figure], claim: Claim, relation: Relation, grade: Grade) -> Trial | None:
    """A claim held against one relation; None where a divisor may be zero or an operand could not be read."""
    if any(figures[i].mantissa is None for i in (*relation.figures, relation.total)):
        return None
    admitted = computed(figures, relation.form, relation.figures, relation.coefficients, relation.total)
    if admitted is None:
        return None
    said = told(figures[claim.figure], claim.hedge)
    status: Status = "holds" if admitted.meets(said) else "violated"
    place = Fraction(10) ** figures[claim.figure].exponent
    nearly = status == "violated" and admitted.meets(Interval(said.low - place / 2, said.high + place / 2))
    return Trial(claim, relation, status, admitted, grade, nearly)


def _relations(figures: Sequence[Figure], claim: Claim, new: int, old: int) -> list[Relation]:
    """What the claim may state of the two figures, the likeliest first."""
    now, then, own = figures[new], figures[old], figures[claim.figure]
    if not then.mantissa or now.mantissa is None or own.mantissa is None:
        return []
    ways = (claim.direction,) if claim.direction else (1, -1)
    both = (now.mantissa < 0, then.mantissa < 0)
    if own.unit in (BASIS_POINTS, POINTS):
        times = A_POINT if own.unit == BASIS_POINTS else 1
        return [_difference(POINTS_CHECK, new, old, claim.figure, times, way) for way in ways]
    if own.unit == TIMES:
        return [Relation(MULTIPLE, "ratio", (new, old), (1, 1), claim.figure)] if both[0] is both[1] else []
    if own.unit == "percent":
        changes = (
            [Relation(CHANGE, "change", (new, old), (way, 1), claim.figure) for way in ways]
            if not both[1] or both[0]
            else []
        )
        if now.unit != "percent":
            return changes
        return [*(_difference(POINTS_CHECK, new, old, claim.figure, 1, way) for way in ways), *changes]
    sizes = (-1, 1) if all(both) else (1,)  # a loss told without brackets grows as its amount falls
    return [_difference(DELTA, new, old, claim.figure, size, way) for size in sizes for way in ways]


def _difference(check: str, new: int, old: int, claim: int, times: int, way: int) -> Relation:
    return Relation(check, "linear", (new, old, claim), (times, -times, -way), claim)


def _turned(figures: Sequence[Figure], trial: Trial) -> Trial | None:
    """The same change the other way, where that holds: then it is the word of direction that is wrong."""
    relation = trial.relation
    if relation.check == MULTIPLE:
        return None
    if relation.form == "change":
        coefficients: tuple[int, ...] = (-relation.coefficients[0], relation.coefficients[1])
    else:
        coefficients = (*relation.coefficients[:2], -relation.coefficients[2])
    opposite = judged(figures, trial.claim, _with(relation, relation.check, coefficients), trial.grade)
    if opposite is None or not opposite.holds:
        return None
    return judged(figures, trial.claim, _with(relation, DIRECTION, relation.coefficients), trial.grade)


def _with(relation: Relation, check: str, coefficients: tuple[int, ...]) -> Relation:
    return Relation(check, relation.form, relation.figures, coefficients, relation.total)


def middle(trial: Trial, figures: Sequence[Figure]) -> int:
    """What the operands give for the claim, in units of its last place, to the nearest."""
    place = Fraction(10) ** figures[trial.claim.figure].exponent
    half = (trial.admitted.low + trial.admitted.high) / 2
    return round(half / place)


def outcome(figures: Sequence[Figure], relation: Relation) -> Outcome:
    """Residual and tolerance of a relation, hedges apart: for display."""
    return evaluate(figures, relation.form, relation.figures, relation.coefficients, relation.total)
