"""Changes, multiples and differences told in sentences, held against the amounts they go between.

The amounts of its own clause come first: they are coarse, and what they admit is wide. Sharper are the cells of a
table that those amounts were bound to, with the same row's comparative where the sentence prints only the new amount.
Where it prints neither ("gross profit nearly doubled"), the row is sought by words.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from auditor.extract.prose.amounts import BASIS_POINTS, POINTS
from auditor.identify.hypothesis import Instance, information
from auditor.identify.told.comparatives import earlier, step_back
from auditor.identify.told.operands import Told, changes_in, sentences_of
from auditor.identify.told.trials import Grade, Trial, middle, outcome, tried
from auditor.model.audit import Extraction
from auditor.model.figure import Claim, Figure
from auditor.model.identity import Identity
from auditor.model.typist import slip

Bound = Mapping[int, tuple[int, ...]]

BITS: dict[Grade, float] = {"clause": 10.0, "row": 8.0, "words": 4.0}
SURE = 3.0  # bits that a hold of a row found by words alone must be worth to be told of
WORTH = 4.0  # bits of power below which a failure in a row found by words says nothing


def identities(extraction: Extraction, bound: Bound) -> list[Identity]:
    """Evaluated identities of origin "prose". ``bound`` maps a claim's figure to the equal table figures it speaks of."""
    return [identity(extraction, trial) for trial in trials(extraction, bound)]


def trials(extraction: Extraction, bound: Bound) -> Iterator[Trial]:
    """Every change that has operands, tried: against its clause, and against the sharpest row that is known."""
    figures = extraction.figures
    open_: list[Told] = []
    for members in sentences_of(extraction):
        for told in changes_in(members, figures):
            if told.other_basis:
                continue
            found = False
            if told.new is not None and told.old is not None:
                trial = tried(figures, told.claim, told.new.figure, told.old.figure, "clause")
                if trial is not None:
                    yield trial
                    found = trial.status == "violated"
            if found:
                continue
            trial = _in_row(extraction, told, bound)
            if trial is not None:
                yield trial
            elif told.old is None:
                open_.append(told)
    if open_:
        from auditor.identify.told.rows import by_words  # few claims come to this

        yield from by_words(extraction, open_)


def _in_row(extraction: Extraction, told: Told, bound: Bound) -> Trial | None:
    """The change between the cells that its amounts are bound to, or the new one's and its comparative's."""
    figures = extraction.figures
    if told.new is None:
        return None
    claim = told.claim
    step = step_back(_around(claim))
    found: list[Trial] = []
    for cell in bound.get(told.new.figure, ()):
        new = figures[cell]
        if told.old is not None:
            olds = [
                figures[i]
                for i in bound.get(told.old.figure, ())
                if (figures[i].table, figures[i].row) == (new.table, new.row)
            ]
        else:
            olds = list(earlier(extraction, new, step))
        for old in olds:
            if old.index == cell:
                continue
            trial = tried(figures, claim, cell, old.index, "row")
            if trial is not None and trial.holds:
                return trial
            if trial is not None:
                found.append(trial)
    return found[0] if found else None


def _around(claim: Claim) -> str:
    """The words that may say how far back a change looks."""
    return claim.sentence[max(0, claim.at - 120) : claim.until + 120]


def identity(extraction: Extraction, trial: Trial) -> Identity:
    """A trial as an identity: confirmed where its operands are sure, else a witness only."""
    figures, relation, claim = extraction.figures, trial.relation, trial.claim
    power = information(figures, relation.form, Instance(relation.figures, relation.coefficients, relation.total))
    result = outcome(figures, relation)
    reported = _is_reported(trial, figures, power)
    return Identity(
        check=relation.check,
        origin="prose",
        form=relation.form,
        figures=relation.figures,
        coefficients=relation.coefficients,
        total=relation.total,
        evidence=evidence(figures, trial),
        bits=round(BITS[trial.grade] + (power if trial.holds else 0.0), 1),
        standing="confirmed" if reported else "latent",
        severity="info" if trial.nearly or not reported else "warning",
        status=trial.status,
        residual=result.residual,
        tolerance=result.tolerance,
        hedge=claim.hedge,
        guards=reported and trial.grade != "words",
    )


def _is_reported(trial: Trial, figures: Sequence[Figure], power: float) -> bool:
    if trial.holds:
        return trial.grade != "words" or power >= SURE
    if trial.grade == "clause":
        return True
    if trial.nearly or power < WORTH:
        return False
    claimed = abs(figures[trial.claim.figure].mantissa or 0)
    return claimed >= 10 and slip(claimed, abs(middle(trial, figures))) is not None


def evidence(figures: Sequence[Figure], trial: Trial) -> tuple[str, ...]:
    """What is told, between which figures, and what those admit."""
    relation, own = trial.relation, figures[trial.claim.figure]
    new, old = (figures[i] for i in relation.figures[:2])
    where = {"clause": "of its own clause", "row": "of the row it names", "words": "of the row its words name"}[
        trial.grade
    ]
    hedge = f" ({trial.claim.hedge})" if trial.claim.hedge else ""
    unit = {"percent": " %", BASIS_POINTS: " basis points", POINTS: " points", "times": " times"}.get(
        own.unit or "", ""
    )
    return (
        f"the sentence says {own.text}{unit if own.text[:1].isdigit() else ''}{hedge}",
        f"the amounts {where}, {old.text} and {new.text}, admit {admits(trial, own)}{unit}",
    )


def admits(trial: Trial, own: Figure) -> str:
    """ "12.4 to 13.7": what the operands admit, to one place more than the claim is told."""
    places = min(max(0, 1 - own.exponent), 4) if own.exponent <= 0 else 0
    scale = 10**own.exponent if own.exponent > 0 else 1
    low, high = (f"{float(end / scale):,.{places}f}" for end in (trial.admitted.low, trial.admitted.high))
    word = f" {own.word}" if own.word else ""
    return (low if low == high else f"{low} to {high}") + word
