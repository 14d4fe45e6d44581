"""Changes, multiples and differences told in sentences, held against the amounts they go between.

The amounts of its own clause come first: they are coarse, and what they admit is wide. Sharper are the cells of a
table that those amounts were bound to, with the same row's comparative where the sentence prints only the new amount.
Where it prints neither ("gross profit nearly doubled"), the row is sought by words.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

from auditor.extract.prose.amounts import BASIS_POINTS, POINTS
from auditor.identify.hypothesis import Instance, information
from auditor.identify.told import directions, quotients
from auditor.identify.told.comparatives import earlier, step_back
from auditor.identify.told.lines import Ledger
from auditor.identify.told.operands import Told, changes_in, sentences_of
from auditor.identify.told.trials import SHARE, Grade, Trial, middle, outcome, tried
from auditor.model.audit import Extraction
from auditor.model.figure import Claim, Figure
from auditor.model.identity import Identity
from auditor.model.typist import slip

Bound = Mapping[int, tuple[int, ...]]

BITS: dict[Grade, float] = {"clause": 10.0, "row": 8.0, "named": 6.0, "words": 4.0}
_WHERE: dict[Grade, str] = {
    "clause": "of its own clause",
    "row": "of the row it gives the amount of",
    "named": "of the row it names",
    "words": "of a row that its words point at",
}
TWO_DIGITS, THREE_DIGITS = 10, 100  # of one digit each is a slip from any other
GROSS = ("transposition", "insertion", "omission")
SURE = 3.0  # bits that a hold of a row found by words alone must be worth to be told of
WORTH = 4.0  # bits of power below which a failure in a row found by words says nothing


def identities(extraction: Extraction, bound: Bound, book: Ledger | None = None) -> list[Identity]:
    """Evaluated identities of origin "prose".

    ``bound`` maps a claim's figure to the equal table figures that it speaks of; ``book`` holds the filing's lines,
    where they were found before.
    """
    tried_ = itertools.chain(trials(extraction, bound, book), quotients.trials(extraction, bound))
    made = [(trial, identity(extraction, trial)) for trial in tried_]
    # A row found by its name that fails and is not told of is another row: it bears no witness either.
    told_of = [one for trial, one in made if trial.holds or trial.grade != "named" or one.standing == "confirmed"]
    return [*told_of, *directions.identities(extraction)]


def trials(extraction: Extraction, bound: Bound, book: Ledger | None = None) -> Iterator[Trial]:
    """Every change that has operands, tried: against its clause, and against the sharpest row that is known."""
    figures = extraction.figures
    open_: list[Told] = []
    for members in sentences_of(extraction):
        for told in changes_in(members, figures):
            if told.other_basis:
                continue
            clause = None
            if told.new is not None and told.old is not None:
                clause = tried(figures, told.claim, told.new.figure, told.old.figure, "clause")
                if clause is not None:
                    yield clause
                    if not clause.holds:
                        continue
            trial = in_row(extraction, told, bound)
            if trial is not None:
                # reckoned from amounts that were rounded first: what the clause admits is no error of the row's
                yield replace(trial, nearly=True) if clause is not None and not trial.holds else trial
            elif told.old is None and told.claim.figure not in bound:
                open_.append(told)
    if open_:
        from auditor.identify.told.rows import by_words  # few claims come to this

        yield from by_words(extraction, open_, book)


def in_row(extraction: Extraction, told: Told, bound: Bound) -> Trial | None:
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
        guards=reported and trial.grade in ("clause", "row"),
    )


def _is_reported(trial: Trial, figures: Sequence[Figure], power: float) -> bool:
    """Whether a trial is told of.

    A failure in its own clause is; one against a table, only where one slip of a typist lies between what is told and
    what the cells give, for a sentence that speaks of something else is far off. Where the cells were found by words,
    a slip in one digit is no evidence either.
    """
    by_name = trial.grade in ("named", "words")
    if trial.holds:
        return not by_name or power >= SURE
    if trial.grade == "clause":
        return True
    if trial.nearly or power < WORTH:
        return False
    size, given = abs(figures[trial.claim.figure].mantissa or 0), abs(middle(trial, figures))
    kind = slip(size, given) if _is_same_way(trial, figures) else None
    if trial.relation.check == SHARE and by_name:
        return size >= THREE_DIGITS and kind in GROSS
    if trial.grade == "named":
        return kind is not None and (size >= THREE_DIGITS or (min(size, given) >= TWO_DIGITS and kind in GROSS))
    return trial.grade == "row" and size >= TWO_DIGITS and kind is not None


def _is_same_way(trial: Trial, figures: Sequence[Figure]) -> bool:
    """Whether what the cells give goes the way that is told."""
    return (middle(trial, figures) > 0) is ((figures[trial.claim.figure].mantissa or 0) > 0)


def evidence(figures: Sequence[Figure], trial: Trial) -> tuple[str, ...]:
    """What is told, between which figures, and what those admit."""
    relation, own = trial.relation, figures[trial.claim.figure]
    new, old = (figures[i] for i in relation.figures[:2])
    where = _WHERE[trial.grade]
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
    scale, places = own.exponent + own.places, own.places + 1
    place = Fraction(10) ** (scale - places)
    ends = (Decimal(round(end / place)).scaleb(-places) for end in (trial.admitted.low, trial.admitted.high))
    low, high = (f"{end:,f}" for end in ends)
    word = f" {own.word}" if own.word else ""
    return (low if low == high else f"{low} to {high}") + word
