"""Weighing: does a relation apply, given how it fares in every column it speaks of?

A *hypothesis* is one relation between rows (or columns) of a filing, with an *instance* for each column (or row) in
which its operands are printed. Its weight is a log-likelihood ratio in bits:

    weight = prior + Σ over holding instances of information − Σ over failing instances of surprise

*Information* is what a hold by chance would cost: log2 of how many values the total could have taken over how many
rounding would have let pass. ``4,281`` within ±2.5 is worth about 10 bits, ``0.06`` within ±0.02 about one: the
power of the test. *Surprise* is what a failure costs if the relation is real: misprints are rare (about ten bits),
but less surprising when the residual is one that a typist's single slip would leave.

*Prior* is what the page says before any amount is looked at (a rule line above, the word "total", the label of a
catalogue concept), less what the search cost: of 30 suffixes tried, one holds by chance 30 times as easily.

A failing instance is reported only when the weight, its own failure included, is high. A large difference does not
disappear because it is large; a relation nobody else vouches for does not raise an alarm because it is near.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import log2
from typing import NamedTuple, cast

from auditor.model.arithmetic import (
    UNREADABLE,
    balanced,
    evaluate,
    outcome_of,
    quotient_scale,
    residual_units,
    status_of,
)
from auditor.model.figure import Figure
from auditor.model.finding import Severity
from auditor.model.identity import Form, Identity, Status
from auditor.model.record import dataclass
from auditor.model.typist import slip

MISPRINT = 11.0  # bits: about one printed figure in two thousand is a misprint
EXPLAINED = 5.0  # bits back when a single slip of some member explains the residual
REPEATED = 3.0  # bits back when some member repeats its neighbour's amount: unchanged rows are not so rare
EXCHANGED = 8.0  # bits back when two columns fail because two amounts of one row changed places: one slip, not two
CONFIRMED = 5.0  # weight from which a failure is worth a warning
CERTAIN = 12.0  # weight from which it is an error
MOST_INFORMATION = 20.0  # one column's vote counts no more than this: amounts are not drawn evenly
TELLING_TIE = 6.0  # bits some column of a tie must be worth: two rows of cents agree by chance
USUAL_CHANGE = 10  # amounts change by one part in so many from one period to the next
MOST_SUPPORT = 24.0  # nor all holding columns together: a relation may simply not apply to one line of a table


Units = tuple[int, int, int]  # twice the residual, twice the tolerance, exponent: see `residual_units`


class Instance(NamedTuple):
    """The relation in one column: members, their coefficients, and the total's figure."""

    figures: tuple[int, ...]
    coefficients: tuple[int, ...]
    total: int | None


@dataclass(frozen=True, slots=True)
class Hypothesis:
    """One relation, in every column that prints its operands. ``prior`` in bits."""

    check: str
    origin: str
    form: Form
    instances: tuple[Instance, ...]
    prior: float
    evidence: tuple[str, ...] = ()
    latent: bool = False  # may only ever serve as a witness
    worst: str = "error"  # the highest severity a failure may have


def information(figures: Sequence[Figure], form: Form, instance: Instance) -> float:
    """Bits that a hold of this instance is worth: 0 for a relation among nils."""
    if form in ("linear", "equal"):
        return _linear_information([figures[i] for i in instance.figures], instance.coefficients)
    if instance.total is None:
        return 0.0
    total = figures[instance.total]
    if form == "average":
        members = [*(figures[i] for i in instance.figures), total]
        return _linear_information(members, (*(1 for _ in instance.figures), -len(instance.figures)))
    over, under = figures[instance.figures[0]], figures[instance.figures[1]]
    if form == "change":
        return _change_information(over, under, total, instance.coefficients)
    if not (total.mantissa and over.mantissa and under.mantissa):
        return 0.0
    # Relative precision of the quotient: the coarsest of the three printed figures rules.
    coarseness = sum(1 / abs(f.mantissa or 1) for f in (total, over, under))
    return max(0.0, min(MOST_INFORMATION, log2(1 / coarseness)))


def _change_information(now: Figure, then: Figure, total: Figure, coefficients: Sequence[int]) -> float:
    """How many changes of this size, or of a tenth where it is less, could have been printed, over those allowed."""
    if not (now.mantissa and then.mantissa) or total.mantissa is None:
        return 0.0
    numerator, denominator = quotient_scale(coefficients, total)
    # One unit of the last printed place is `unit` over `by`; all is brought to the denominator by × new × old × 10.
    unit = denominator * 10 ** max(0, total.exponent)
    by = abs(numerator) * 10 ** max(0, -total.exponent)
    new, old = abs(now.mantissa), abs(then.mantissa)
    slack = (unit * new * old + by * (new + old)) * USUAL_CHANGE
    span = max(by, abs(total.mantissa) * unit * USUAL_CHANGE) * new * old
    return max(0.0, min(MOST_INFORMATION, log2((span + slack) / slack)))


def _linear_information(members: Sequence[Figure], coefficients: Sequence[int]) -> float:
    """How many amounts of the second largest member's size could have been printed, over those within rounding."""
    base = min([f.exponent for f in members])
    signed, slack = [], 0
    for coefficient, figure in zip(coefficients, members, strict=True):
        if figure.mantissa is None:
            return 0.0
        if figure.exponent != base:
            coefficient *= 10 ** (figure.exponent - base)
        signed.append(coefficient * figure.mantissa)
        slack += coefficient if coefficient > 0 else -coefficient
    if len(signed) == 2:
        span = min(abs(signed[0]), abs(signed[1]))
    elif len(signed) < 2 or (len(signed) > 3 and _pairs_off(signed)):
        return 0.0
    else:  # the second largest: with one non-zero member there is nothing to hold against
        span = sorted(map(abs, signed))[-2]
    return min(MOST_INFORMATION, log2(2 * span / slack + 1))


def _pairs_off(amounts: list[int]) -> bool:
    """Whether the amounts, nils apart, cancel two by two: a hold such as 1.17 - 1.17 + 1.26 = 1.26 says nothing."""
    if sum(amounts):
        return False
    left = sorted((amount for amount in amounts if amount), key=abs)
    return len(left) > 3 and len(left) % 2 == 0 and all(a == -b for a, b in zip(left[::2], left[1::2], strict=True))


def explained(figures: Sequence[Figure], instance: Instance) -> float:
    """Bits a failing linear instance regains because a slip would leave this residual: 0 when none would.

    Either one slip of a typist in one member leaves exactly this residual, or a member repeats the amount of the
    column beside it, which may stand for anything.
    """
    units = residual_units(figures, instance.figures, instance.coefficients)  # only the residual matters here
    if units is None:
        return 0.0
    twice, _, base = units
    regained = 0.0
    for i, coefficient in zip(instance.figures, instance.coefficients, strict=True):
        figure = figures[i]
        if figure.nil or figure.mantissa is None or abs(figure.mantissa) < 10:
            continue
        place = 2 * coefficient * 10 ** (figure.exponent - base)
        if twice % place == 0 and slip(figure.mantissa, figure.mantissa - twice // place):
            return EXPLAINED
        if abs(figure.mantissa) >= 100 and repeats_neighbour(figures, figure):
            regained = REPEATED
    return regained


def repeats_neighbour(figures: Sequence[Figure], figure: Figure) -> bool:
    """Whether another column of the figure's row prints the same amount. Figures of a row are consecutive."""
    if figure.table is None or figure.mantissa is None:
        return False
    table, row, size = figure.table, figure.row, abs(figure.mantissa)
    for step in (-1, 1):
        for at in range(figure.index + step, -1 if step < 0 else len(figures), step):
            beside = figures[at]
            if beside.row != row or beside.table != table:
                break
            if abs(beside.mantissa or 0) == size:
                return True
    return False


def weigh(figures: Sequence[Figure], hypothesis: Hypothesis) -> list[Identity]:
    """The hypothesis as identities, judged.

    Instances that hold are confirmed when the whole is likelier true than not, failing ones from `CONFIRMED` bits on,
    with severity "error" from `CERTAIN` bits on. What is not confirmed is latent: a witness, never reported.
    """
    form = hypothesis.form
    trials = [_tried(figures, form, one) for one in hypothesis.instances]
    statuses = [status for status, _ in trials]
    worths = [
        information(figures, form, one) if status == "holds" else 0.0
        for one, status in zip(hypothesis.instances, statuses, strict=True)
    ]
    support = hypothesis.prior + sum(worths)
    fails = statuses.count("violated")
    if fails > 1 and not any(worths):
        return []  # two columns speak against it and none for it: not even a witness
    weight = min(support, MOST_SUPPORT) - fails * MISPRINT
    if fails and form in ("linear", "equal") and weight + fails * EXPLAINED >= CONFIRMED:
        weight += sum(
            explained(figures, one)
            for one, status in zip(hypothesis.instances, statuses, strict=True)
            if status == "violated"
        )
    if fails == 2 and form == "linear" and _exchanged(figures, hypothesis.instances, trials):
        weight += EXCHANGED
    evidence = hypothesis.evidence
    if len(statuses) > 1:
        evidence = (*evidence, f"holds in {sum(w > 0 for w in worths)} of {len(statuses)} columns")
    needed = CONFIRMED if fails else 0.0
    if fails and hypothesis.origin == "tie" and form == "equal" and max(worths) < TELLING_TIE:
        weight = min(weight, 0.0)
    return [
        _judged(figures, hypothesis, instance, trial, weight, evidence, weight > needed, support - worth)
        for instance, trial, worth in zip(hypothesis.instances, trials, worths, strict=True)
    ]


def _exchanged(
    figures: Sequence[Figure], instances: Sequence[Instance], trials: Sequence[tuple[Status, Units | None]]
) -> bool:
    """Whether both failing instances would hold to the digit, had two amounts of one row changed places."""
    failing = [(one, units) for one, (status, units) in zip(instances, trials, strict=True) if status == "violated"]
    (one, off), (other, opposite) = failing
    if off is None or opposite is None or (off[0], off[2]) != (-opposite[0], opposite[2]):
        return False
    if len(one.figures) < 3 or one.coefficients != other.coefficients:
        return False
    for here, there, coefficient in zip(one.figures, other.figures, one.coefficients, strict=True):
        mine, theirs = figures[here], figures[there]
        if mine.mantissa is None or theirs.mantissa is None or not off[2] <= mine.exponent == theirs.exponent:
            continue
        if 2 * coefficient * (theirs.mantissa - mine.mantissa) * 10 ** (mine.exponent - off[2]) == -off[0]:
            return True
    return False


def _tried(figures: Sequence[Figure], form: Form, one: Instance) -> tuple[Status, Units | None]:
    """The instance's verdict, with the integers it rests on where it is linear and readable."""
    if form in ("linear", "equal"):
        units = residual_units(figures, one.figures, one.coefficients, form)
        return balanced(units), units
    return status_of(figures, form, one.figures, one.coefficients, one.total), None


def _judged(
    figures: Sequence[Figure],
    hypothesis: Hypothesis,
    instance: Instance,
    trial: tuple[Status, Units | None],
    weight: float,
    evidence: tuple[str, ...],
    established: bool,
    others: float,
) -> Identity:
    """One instance as an identity. ``others`` is the support without this instance's own vote."""
    status, units = trial
    latent = hypothesis.latent or (status != "skipped" and not established)
    outcome = UNREADABLE
    if not latent and status != "skipped":  # what is never reported needs no residual in words
        if units is not None:
            outcome = outcome_of(units)
        else:
            outcome = evaluate(figures, hypothesis.form, instance.figures, instance.coefficients, instance.total)
    severity = "error" if weight >= CERTAIN and hypothesis.worst == "error" else "warning"
    return Identity(
        check=hypothesis.check,
        origin=hypothesis.origin,
        form=hypothesis.form,
        figures=instance.figures,
        coefficients=instance.coefficients,
        total=instance.total,
        evidence=evidence,
        bits=round(weight, 1),
        standing="latent" if latent else "confirmed",
        severity="info" if latent else cast(Severity, severity),
        status=status,
        residual=outcome.residual,
        tolerance=outcome.tolerance,
        reason="an operand could not be read, or the divisor may be zero" if status == "skipped" else None,
        guards=min(others, MOST_SUPPORT) - MISPRINT + EXPLAINED >= CONFIRMED,
    )
