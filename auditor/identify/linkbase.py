"""What a filing says itself of its facts: its calculation links, its roll-forwards of cash, its repetitions.

A calculation link is a declaration by the filer, and still no proof: that a link lists only part of what a total holds
in some setting is commoner than a misprint. So a summation is weighed like any other relation, by how it fares in all
settings that report it; one that fails and is not vouched for is remarked on, not raised as an error.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal, localcontext
from fractions import Fraction
from itertools import pairwise
from math import lcm

from auditor.identify.calculations import Calculation, Setting, calculations, contradict, repetitions, settings
from auditor.identify.hypothesis import Hypothesis, Instance, weigh
from auditor.model.arithmetic import status_of
from auditor.model.audit import Extraction
from auditor.model.document import Document
from auditor.model.fact import Fact
from auditor.model.figure import Figure
from auditor.model.identity import Identity
from auditor.model.linkbase import Line, Linkbase
from auditor.model.record import altered

SUMMATION, REPETITION, ROLL_FORWARD = "XB101", "XB102", "CF102"
DECLARED = 10.0  # bits: the filer says that these add up
ROLLED = 8.0  # bits: a presentation opens and closes with the same balance, with its change between
REPEATED = 16.0  # bits: two facts of one name and setting are one fact
MOST_REPORTS = 4  # of one fact that are tried in a sum; more say no more
LARGEST_WEIGHT = 1000  # denominators beyond are no weights anybody meant
DIGITS = 200  # of a residual; amounts and weights have far fewer

_CHANGE = ("PeriodIncreaseDecreaseIncludingExchangeRateEffect", "PeriodIncreaseDecrease")
_EXCLUDING, _EXCHANGE = "PeriodIncreaseDecreaseExcludingExchangeRateEffect", "EffectOfExchangeRate"


def identities(extraction: Extraction, documents: Sequence[Document]) -> Iterator[Identity]:
    """Every relation that the linkbases and facts of XBRL instances declare, judged."""
    figures = extraction.figures
    for place, document in enumerate(documents):
        if document.media != "xbrl":
            continue
        figure_of = {f.fact: f.index for f in figures if f.fact is not None and f.document == place}
        facts = extraction.facts
        placed = settings(facts, sorted(figure_of))
        yield from _repetitions(facts, placed, figure_of, figures)
        if document.linkbase is not None:
            yield from _summations(facts, document.linkbase, placed, figure_of, figures)
            yield from _roll_forwards(facts, document.linkbase, placed, figure_of, figures)


def undeclared(extraction: Extraction, documents: Sequence[Document]) -> Extraction:
    """The extraction without the tables of instances whose own links say what adds up: nothing is sought there.

    What structure finds in such a table never accuses anybody (see `yielding`), and the search costs more than reading
    the instance.
    """
    declared = {place for place, document in enumerate(documents) if _declares_sums(document)}
    if not declared:
        return extraction
    return replace(extraction, tables=tuple(table for table in extraction.tables if table.document not in declared))


def _declares_sums(document: Document) -> bool:
    return document.media == "xbrl" and document.linkbase is not None and bool(document.linkbase.summations)


def yielding(hypothesis: Hypothesis, extraction: Extraction, documents: Sequence[Document]) -> Hypothesis:
    """The hypothesis, as a witness only where an instance itself declares what it guesses at.

    What adds up is declared by links, and an instance shows no signs to guess by (a dividend is a positive fact). Two
    facts that are not reported as one are declared to be two, however alike their labels are.
    """
    if hypothesis.latent or hypothesis.origin not in ("structure", "tie") or not hypothesis.instances:
        return hypothesis
    first = extraction.figures[hypothesis.instances[0].figures[0]]
    document = documents[first.document] if first.fact is not None else None
    if document is None or document.media != "xbrl":
        return hypothesis
    if hypothesis.origin == "structure":
        return altered(hypothesis, latent=True) if _declares_sums(document) else hypothesis
    return altered(hypothesis, latent=True) if hypothesis.form == "equal" else hypothesis


Placed = Mapping[str, Mapping[Setting, Sequence[int]]]


def _repetitions(
    facts: Sequence[Fact], placed: Placed, figure_of: Mapping[int, int], figures: Sequence[Figure]
) -> Iterator[Identity]:
    """One fact reported more than once: each report with the next."""
    for repetition in repetitions(facts, placed):
        pairs = tuple(
            Instance((figure_of[one], figure_of[other]), (1, -1), None) for one, other in pairwise(repetition.facts)
        )
        evidence = ("one name, entity, period and unit: one fact reported twice",)
        for pair in pairs:
            yield from weigh(figures, Hypothesis(REPETITION, "linkbase", "equal", (pair,), REPEATED, evidence))


def _summations(
    facts: Sequence[Fact],
    linkbase: Linkbase,
    placed: Placed,
    figure_of: Mapping[int, int],
    figures: Sequence[Figure],
) -> Iterator[Identity]:
    """Each summation in all its settings, weighed together; the verdict on each is that of Calculations 1.1."""
    together: dict[tuple[str, str], list[Calculation]] = defaultdict(list)
    for calculation in calculations(facts, linkbase, placed=placed):
        together[calculation.summation.role, calculation.summation.total].append(calculation)
    for (role, _), members in together.items():
        title = linkbase.definitions.get(role) or role.rpartition("/")[2]
        evidence = (f"the filing's own calculation link, '{title}'",)
        judged = [one for one in members if one.verdict != "not evaluated"]
        enough = _enough(facts, judged)
        vouching = [one for one in judged if one.verdict == "consistent" or enough(one)]
        yield from _together(facts, vouching, figure_of, figures, evidence)
        for one in judged:  # a setting that reports only some of the parts says little by failing
            if one not in vouching and (instance := _instance(facts, one, figure_of)) is not None:
                yield _unvouched(one, instance, (*evidence, "not every part is reported"))
        for one in members:
            if one.verdict == "not evaluated":
                yield from _unevaluated(facts, one, figure_of, figures, evidence)


def _unevaluated(
    facts: Sequence[Fact],
    calculation: Calculation,
    figure_of: Mapping[int, int],
    figures: Sequence[Figure],
    evidence: tuple[str, ...],
) -> Iterator[Identity]:
    """A calculation that cannot be judged: skipped, with its reason.

    Where two reports of one fact contradict each other, the sum with either of them is a witness instead: it tells
    which of the two is wrong.
    """
    torn = [one for one in (calculation.totals, *(p for p, _ in calculation.items)) if contradict(facts, one)]
    found = _instance(facts, calculation, figure_of)
    if found is None:
        return
    if not torn:
        yield _skipped(found, evidence, calculation.reason)
    for positions in torn:
        known = figure_of[_finest(facts, positions)]
        for position in positions[:MOST_REPORTS]:
            chosen = tuple(figure_of[position] if figure == known else figure for figure in found.figures)
            total = figure_of[position] if found.total == known else found.total
            status = status_of(figures, "linear", chosen, found.coefficients, total)
            witness = _skipped(Instance(chosen, found.coefficients, total), evidence, calculation.reason)
            yield altered(witness, status=status, standing="latent", guards=False)


def _enough(facts: Sequence[Fact], judged: Sequence[Calculation]) -> Callable[[Calculation], bool]:
    """Whether a setting reports as many parts as one that holds; where none holds, as many as any setting does."""
    held = {_parts(facts, one) for one in judged if one.verdict == "consistent" and len(one.items) > 1}
    most = max((len(one.items) for one in judged), default=0)

    def enough(calculation: Calculation) -> bool:
        parts = _parts(facts, calculation)
        return any(others <= parts for others in held) if held else len(parts) >= most

    return enough


def _parts(facts: Sequence[Fact], calculation: Calculation) -> frozenset[str]:
    return frozenset(facts[positions[0]].name for positions, _ in calculation.items)


def _together(
    facts: Sequence[Fact],
    judged: Sequence[Calculation],
    figure_of: Mapping[int, int],
    figures: Sequence[Figure],
    evidence: tuple[str, ...],
) -> Iterator[Identity]:
    """One summation in several settings: as each fares it speaks for or against all."""
    pairs = [(one, instance) for one in judged if (instance := _instance(facts, one, figure_of)) is not None]
    instances = tuple(instance for _, instance in pairs)
    weighed = (
        weigh(figures, Hypothesis(SUMMATION, "linkbase", "linear", instances, DECLARED, evidence)) if pairs else []
    )
    if weighed:
        yield from (_as_calculated(one, identity) for (one, _), identity in zip(pairs, weighed, strict=True))
    else:  # it fails wherever it is reported: a link that lists the wrong things, or only part of them
        yield from (_unvouched(one, instance, evidence) for one, instance in pairs)


def _instance(facts: Sequence[Fact], calculation: Calculation, figure_of: Mapping[int, int]) -> Instance | None:
    """The calculation over figures, in whole coefficients: Σ weight × item − total = 0."""
    scale = lcm(*(weight.denominator for _, weight in calculation.items))
    if scale > LARGEST_WEIGHT:
        return None
    members = [(figure_of[_finest(facts, positions)], int(weight * scale)) for positions, weight in calculation.items]
    total = figure_of[_finest(facts, calculation.totals)]
    if any(figure == total for figure, _ in members):
        return None
    return Instance((*(figure for figure, _ in members), total), (*(weight for _, weight in members), -scale), total)


def _finest(facts: Sequence[Fact], positions: Sequence[int]) -> int:
    """Of facts that say the same of the same, the one declared to the most places; None is exact."""

    def places(position: int) -> float:
        decimals = facts[position].decimals
        return float("inf") if decimals is None else decimals

    return max(positions, key=places)


def _as_calculated(calculation: Calculation, identity: Identity) -> Identity:
    """The identity with the verdict of Calculations 1.1, and confirmed at least for a remark where it fails.

    Declared places may differ from printed ones ("INF", duplicates), so that the verdict is not that of the digits.
    """
    residual, tolerance = _distances(calculation)
    if calculation.verdict == "consistent":
        return identity if identity.status == "holds" else identity.judged("holds", residual, tolerance)
    failed = identity.judged("violated", residual, tolerance)
    if failed.standing == "confirmed":
        return failed
    return altered(failed, standing="confirmed", severity="warning" if _is_whole(calculation) else "info")


def _is_whole(calculation: Calculation) -> bool:
    """Whether every part that the link lists is reported, so that nothing unreported explains a difference."""
    return len(calculation.items) == len(calculation.summation.items) > 1


def _distances(calculation: Calculation) -> tuple[Decimal | None, Decimal | None]:
    """By how much sum and total differ, and what rounding allows, in the unit of the facts."""
    reported, computed = calculation.reported, calculation.computed
    if reported is None or computed is None:
        return None, None
    residual = Fraction(computed.low + computed.high - reported.low - reported.high, 2)
    slack = Fraction(computed.high - computed.low + reported.high - reported.low, 2)
    return _decimal(residual), _decimal(slack)


def _decimal(value: Fraction) -> Decimal:
    """Exact wherever weights are: halves of powers of ten end, and the context has room for every digit of them."""
    with localcontext() as context:
        context.prec = DIGITS
        return Decimal(value.numerator) / Decimal(value.denominator)


def _unvouched(calculation: Calculation, instance: Instance, evidence: tuple[str, ...]) -> Identity:
    """A calculation nothing speaks for: it protects no figure, and its failure is worth no more than a remark where a
    part is not reported."""
    residual, tolerance = _distances(calculation)
    return altered(
        _skipped(instance, evidence, None),
        severity="warning" if _is_whole(calculation) else "info",
        status="holds" if calculation.verdict == "consistent" else "violated",
        residual=residual,
        tolerance=tolerance,
        guards=False,
    )


def _skipped(instance: Instance, evidence: tuple[str, ...], reason: str | None) -> Identity:
    """The relation of a calculation, not judged."""
    return Identity(
        check=SUMMATION,
        origin="linkbase",
        form="linear",
        figures=instance.figures,
        coefficients=instance.coefficients,
        total=instance.total,
        evidence=evidence,
        bits=0.0,
        severity="info",
        status="skipped",
        reason=reason,
    )


def _roll_forwards(
    facts: Sequence[Fact],
    linkbase: Linkbase,
    placed: Placed,
    figure_of: Mapping[int, int],
    figures: Sequence[Figure],
) -> Iterator[Identity]:
    """Opening balance + change = closing balance, where a presentation shows all three by label.

    A calculation link cannot say this: its terms would stand in different contexts.
    """
    for presentation in linkbase.presentations:
        opened = {line.concept for line in presentation.lines if _is_labelled(line, "periodStart")}
        closed = {line.concept for line in presentation.lines if _is_labelled(line, "periodEnd")}
        changes = _changes([line.concept for line in presentation.lines])
        for concept in sorted(opened & closed):
            instances = tuple(
                instance
                for names in changes
                for instance in _rolled(concept, names, placed, figure_of)
                if len(set(instance.figures)) == len(instance.figures)
            )
            evidence = ("the presentation opens and closes with this balance",)
            if instances:
                yield from weigh(figures, Hypothesis(ROLL_FORWARD, "linkbase", "linear", instances, ROLLED, evidence))


def _is_labelled(line: Line, kind: str) -> bool:
    return line.preferred is not None and kind in line.preferred


def _changes(concepts: Sequence[str]) -> list[tuple[str, ...]]:
    """The change of a balance: the one line that names it, with the effect of exchange rates where that is apart."""
    whole = dict.fromkeys(concept for concept in concepts if concept.endswith(_CHANGE))
    apart = dict.fromkeys(concept for concept in concepts if concept.endswith(_EXCLUDING))
    exchange = dict.fromkeys(c for c in concepts if c.rpartition(":")[2].startswith(_EXCHANGE))
    if len(whole) == 1:
        return [(next(iter(whole)),)]
    if len(apart) == 1 and len(exchange) == 1 and not whole:
        return [(next(iter(apart)), next(iter(exchange)))]
    return []


def _rolled(concept: str, changes: tuple[str, ...], placed: Placed, figure_of: Mapping[int, int]) -> Iterator[Instance]:
    """The roll-forward in every setting of the change that has both balances."""
    from auditor.extract.presentation import opening_day
    from auditor.model.figure import Period

    balances = placed.get(concept, {})
    for setting, positions in placed.get(changes[0], {}).items():
        period = setting.period
        if not isinstance(period, Period) or period.start is None:
            continue
        opening = balances.get(setting._replace(period=Period(opening_day(period))))
        closing = balances.get(setting._replace(period=Period(period.end)))
        others = [placed.get(name, {}).get(setting) for name in changes[1:]]
        if opening and closing and all(others):
            terms = [opening[0], positions[0], *(other[0] for other in others if other)]
            yield Instance(
                (*(figure_of[term] for term in terms), figure_of[closing[0]]),
                (*(1 for _ in terms), -1),
                figure_of[closing[0]],
            )
