"""Identities between sentences and tables: each amount told against the line it speaks of."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from auditor.identify.told.peers import is_coincidence, stands_again
from auditor.identify.told.verdict import Verdict, is_of_another_period, is_said
from auditor.model.arithmetic import evaluate_linear
from auditor.model.audit import Extraction
from auditor.model.figure import Figure
from auditor.model.identity import Identity

AMOUNT = "CL102"  # amount-claim-differs
ANOTHER_PERIOD = "CL103"  # claim-of-another-period
SUREST = 2.5  # bits of words from which a claim that holds vouches for itself
MOST = 14.0  # bits at most
SHOWN = 3  # equal cells told of


def identities(
    extraction: Extraction, verdicts: Sequence[Verdict], borne_out: frozenset[int] = frozenset()
) -> Iterator[Identity]:
    """One identity for each claim that was judged, of form "equal", over the claim and the first cell it speaks of.

    ``borne_out`` are the failing ones that a change told of them bears out. Amounts a share are left to
    `identify.claims`, changes to `told.changes`.
    """
    for found in verdicts:
        context = found.bound.context
        if context.unit == "USD/share" or context.claim.kind in ("change", "share", "delta"):
            continue
        if is_of_another_period(found):
            yield _elsewhere(extraction, found)
        else:
            yield _identity(extraction, found, _is_reported(found, verdicts, extraction.figures, borne_out))


def _identity(extraction: Extraction, found: Verdict, worth: bool) -> Identity:
    context, cell = found.bound.context, extraction.figures[found.cells[0]]
    members = (context.figure.index, cell.index)
    coefficients = (1, 1) if is_turned(context.figure, cell) else (1, -1)
    outcome = evaluate_linear(extraction.figures, members, coefficients, "equal")
    reported = worth and (found.status != "holds" or outcome.status == "holds" or context.claim.hedge is not None)
    return Identity(
        check=AMOUNT,
        origin="prose",
        form="equal",
        figures=members,
        coefficients=coefficients,
        total=None,
        evidence=_evidence(extraction, found, cell),
        bits=min(MOST, found.bits + (found.power if found.status == "violated" else 0.0)),
        standing="confirmed" if reported else "latent",
        severity="info" if found.status == "nearly" else "warning",
        status="holds" if found.status == "holds" else outcome.status,
        residual=outcome.residual,
        tolerance=outcome.tolerance,
        hedge=context.claim.hedge,
    )


def _elsewhere(extraction: Extraction, found: Verdict) -> Identity:
    """The claim against the cell of the period it says, though it gives another's: worth knowing, no more."""
    claim, own = found.bound.context.figure, extraction.figures[found.asked[0]]
    other = extraction.figures[found.cells[0]]
    members = (claim.index, own.index)
    coefficients = (1, 1) if is_turned(claim, own) else (1, -1)
    outcome = evaluate_linear(extraction.figures, members, coefficients, "equal")
    return Identity(
        check=ANOTHER_PERIOD,
        origin="prose",
        form="equal",
        figures=members,
        coefficients=coefficients,
        total=None,
        evidence=(
            f"the sentence says {claim.text} for {claim.when}",
            f"{own.label or 'the table'} prints {own.text} for it",
            f"{other.text} is what it prints for {other.when}",
        ),
        bits=min(MOST, found.bits),
        severity="info",
        status=outcome.status,
        residual=outcome.residual,
        tolerance=outcome.tolerance,
        reason=f"That is the amount of {other.when}, {other.text}",
    )


def _is_reported(
    found: Verdict, every: Sequence[Verdict], figures: Sequence[Figure], borne_out: frozenset[int]
) -> bool:
    if found.status == "holds":
        return found.bits >= SUREST and found.period != "other"
    if found.status == "nearly":
        return found.bits >= SUREST and found.period == "said" and found.bound.context.claim.hedge is None
    context = found.bound.context
    if context.claim.figure not in borne_out and (not found.accuses or is_coincidence(found, every)):
        return False
    return figures[found.cells[0]].unit == context.unit and not stands_again(context.figure, figures)


def is_turned(claim: Figure, cell: Figure) -> bool:
    """Whether the table prints the other sign: a loss told in words, a payment in brackets."""
    return (claim.mantissa or 0) * (cell.mantissa or 0) < 0


def _evidence(extraction: Extraction, found: Verdict, cell: Figure) -> tuple[str, ...]:
    claim = found.bound.context.figure
    when = f" for {claim.period.said}" if claim.period is not None and is_said(claim.period, cell.period) else ""
    evidence = [
        f"the sentence says {claim.text}{when}",
        f"{cell.label or 'the table'} prints {cell.text}" + (f" for {cell.period.said}" if cell.period else ""),
    ]
    if len(found.cells) > 1:
        places = [extraction.figures[i] for i in found.cells[1 : 1 + SHOWN]]
        evidence.append("so does " + ", ".join(f"{one.label or 'a table'} ({one.whereabouts})" for one in places))
    if found.slip is not None:
        evidence.append(f"one {found.slip} lies between the two")
    return tuple(evidence)
