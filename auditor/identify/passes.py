"""The passes over the extraction, then one weighing for all.

Each pass proposes hypotheses; `hypothesis.weigh` judges them by the figures themselves; what two passes both found is
said once, with the evidence of both.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from auditor.identify import (
    catalogue,
    claims,
    doubtful,
    equity,
    identification,
    linkbase,
    members,
    outvoted,
    periods,
    pinned,
    plausibility,
    rates,
    ratios,
    rolls,
    runs,
    schedules,
    share_counts,
    structure,
    tags,
    ties,
    told,
)
from auditor.identify.hypothesis import Hypothesis, weigh
from auditor.model.audit import Extraction
from auditor.model.document import Document
from auditor.model.finding import SEVERITIES
from auditor.model.identity import Identity
from auditor.model.own import Pin
from auditor.model.record import altered
from auditor.model.table import Table

if TYPE_CHECKING:
    from auditor.catalogue import Check

Checks = Mapping[str, "Check"]
Pass = Callable[[Extraction, Checks], Iterable[Hypothesis]]


def _laid_out(extraction: Extraction) -> Iterable[Table]:
    """The tables whose layout means something; a data schedule is a list of tags."""
    return (table for table in extraction.tables if not table.schedule)


def _structure(extraction: Extraction, checks: Checks) -> Iterable[Hypothesis]:
    for table in _laid_out(extraction):
        rolled = rolls.hypotheses(table, extraction.figures)
        footed = structure.hypotheses(table, extraction.figures)
        yield from rolled
        yield from rolls.without_rolled(footed, rolled)
        yield from doubtful.without_doubtful_columns(footed, extraction.figures)
        yield from members.hypotheses(table, extraction.figures, footed)


def _ratios(extraction: Extraction, checks: Checks) -> Iterable[Hypothesis]:
    for table in _laid_out(extraction):
        yield from ratios.hypotheses(table, extraction.figures)


def _rates(extraction: Extraction, checks: Checks) -> Iterable[Hypothesis]:
    return rates.hypotheses(extraction)


def _ties(extraction: Extraction, checks: Checks) -> Iterable[Hypothesis]:
    return ties.hypotheses(extraction.tables, extraction.figures)


# The catalogue comes first: what it names keeps the catalogue's name when structure finds it too.
PASSES: tuple[Pass, ...] = (
    catalogue.hypotheses,
    _structure,
    _ratios,
    _rates,
    share_counts.hypotheses,
    outvoted.hypotheses,
    tags.hypotheses,
    _ties,
    runs.hypotheses,
    equity.hypotheses,
    periods.hypotheses,
    schedules.hypotheses,
)


def find(
    extraction: Extraction, documents: Sequence[Document], checks: Checks | None = None, pins: Sequence[Pin] = ()
) -> tuple[Identity, ...]:
    """Every identity of a filing, evaluated; latent ones included, those over identification numbers last."""
    numbers = identification.identities(extraction)
    extraction = extraction.amounts
    if checks is None:
        from auditor.catalogue import load_checks

        checks = load_checks()
    # Amounts in words come first: their parts and wholes keep that name when structure foots them too.
    found = list(plausibility.identities(extraction, documents))
    undeclared = linkbase.undeclared(extraction, documents)
    stated = list(pinned.hypotheses(extraction, documents, pins))
    for own in stated:
        found += weigh(extraction.figures, own)
    totals = pinned.totals(stated)
    for propose in PASSES:
        for proposed in propose(undeclared if propose is _structure else extraction, checks):
            hypothesis = pinned.without(proposed, totals) if totals and propose is _structure else proposed
            if hypothesis is None:
                continue
            found += weigh(extraction.figures, linkbase.yielding(hypothesis, extraction, documents))
        if propose is catalogue.hypotheses:  # what the filing declares itself comes before what structure guesses
            found += linkbase.identities(extraction, documents)
    found += catalogue.skipped(extraction, checks)
    found += claims.identities(extraction)
    found += told.identities(extraction, documents)
    found += tags.identities(extraction)
    return (*merge(found), *pinned.skipped(extraction, documents, pins), *numbers)


def merge(found: Sequence[Identity]) -> list[Identity]:
    """One identity for each relation: the first finder's name, the evidence of all, the strongest standing."""
    kept: dict[tuple[object, ...], int] = {}
    merged: list[Identity] = []
    for identity in found:
        if len(set(identity.figures)) < len(identity.figures):  # a fact that two tables show vouches for nothing
            continue
        key = _key(identity)
        at = kept.get(key)
        if at is None:
            kept[key] = len(merged)
            merged.append(identity)
        else:
            merged[at] = _joined(merged[at], identity)
    return merged


def _joined(one: Identity, other: Identity) -> Identity:
    standing = one.standing if one.standing == "confirmed" else other.standing
    witnesses = [i for i in (one, other) if i.standing == standing]
    return altered(
        one,
        evidence=tuple(dict.fromkeys((*one.evidence, *other.evidence))),
        bits=max(i.bits for i in witnesses),
        standing=standing,
        guards=any(i.guards for i in witnesses),
        severity=max((i.severity for i in witnesses), key=SEVERITIES.index),
        residual=witnesses[0].residual,
        tolerance=witnesses[0].tolerance,
    )


def _key(identity: Identity) -> tuple[object, ...]:
    """The relation itself: linear ones up to the order of terms and a common sign, nils left in."""
    if identity.form in ("linear", "equal"):
        pairs = sorted(zip(identity.figures, identity.coefficients, strict=True))
        turn = -1 if pairs and pairs[0][1] < 0 else 1
        return ("linear", *[figure for figure, _ in pairs], *[turn * coefficient for _, coefficient in pairs])
    return (identity.form, identity.figures, identity.total, identity.check if len(identity.figures) < 2 else "")
