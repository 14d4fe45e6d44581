"""What must hold among the values of one entity: the catalogue, periods against periods, history, values given twice.

The catalogue's sums, ties and quotients are proposed and weighed as for a filing; the release adds what only a release
can tell. All of it goes to one diagnosis, so that one wrong value is one finding.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal

from auditor.catalogue import Check
from auditor.identify import catalogue
from auditor.identify.hypothesis import Hypothesis, Instance, information, weigh
from auditor.identify.passes import merge
from auditor.model.arithmetic import evaluate_linear
from auditor.model.audit import Extraction
from auditor.model.figure import Figure
from auditor.model.finding import Severity
from auditor.model.identity import Identity
from auditor.model.record import altered
from auditor.release.books import Book
from auditor.release.chronology import Chain, by_entity
from auditor.release.history import Break

TWICE, SCALE, SIGN, MISSING, COMPARATIVE = "RL101", "RL102", "RL103", "RL104", "RL105"
CHAINED = 8.0  # bits: the same line of the same entity, for periods that make up one another
DOUBTED = 14.0  # bits of a break with history that nothing else bears out
BORNE_OUT = 26.0  # bits of one that the sums bear out, or of a history that leaves no doubt: it leads the finding
ONE_VALUE = 26.0  # bits: entity, line, period and unit are the same, so the values must be

ROUND = 5  # zeros at the end of an amount written in full from which it may have been rounded there

TIMES = {1: "10", 2: "100", 3: "1,000", 6: "1,000,000"}


def identities(
    extraction: Extraction,
    checks: Mapping[str, Check],
    chains: Iterable[tuple[Chain, Sequence[tuple[int, ...]]]],
    broken: Sequence[tuple[int, Break]],
    twice: Iterable[tuple[int, int]],
    before: Iterable[tuple[int, int]],
) -> tuple[Identity, ...]:
    """Every identity of one entity, evaluated; ``broken`` and ``twice`` and ``before`` hold positions of figures.

    ``twice`` are pairs of values given for the same thing; ``before`` pairs of a value and what the previous release
    gave for it, which accuse nobody but bear out a repair.
    """
    figures = extraction.figures
    found: list[Identity] = []
    for hypothesis in catalogue.hypotheses(extraction, checks):
        found += weigh(figures, hypothesis)
    for hypothesis in _chained(chains, figures):
        found += weigh(figures, hypothesis)
    found += catalogue.skipped(extraction, checks)
    found = merge(found)
    found += _doubts(figures, found, broken)
    found += [_equal(TWICE, pair, figures, ONE_VALUE) for pair in twice]
    found += [altered(_equal(COMPARATIVE, pair, figures, 0.0), standing="latent", severity="info") for pair in before]
    return tuple(found)


def chains_of(
    chains: Sequence[Chain], first: int, behind: int, figure_of: Mapping[int, int]
) -> Iterator[tuple[Chain, list[tuple[int, ...]]]]:
    """Each chain with its members in one entity's span, as figures."""
    for chain in chains:
        rows = by_entity(chain, first, behind)
        if rows:
            yield chain, [tuple(figure_of[at] for at in row) for row in rows]


def _chained(
    chains: Iterable[tuple[Chain, Sequence[tuple[int, ...]]]], figures: Sequence[Figure]
) -> Iterator[Hypothesis]:
    """One hypothesis for each chain and line: years of one line bear one another out."""
    for chain, rows in chains:
        lines: dict[tuple[object, ...], list[Instance]] = defaultdict(list)
        for row in rows:
            if _rounded_further(figures, row, chain.coefficients):
                continue
            total = figures[row[-1]]
            lines[total.table, total.row].append(Instance(row, chain.coefficients, row[-1]))
        for instances in lines.values():
            yield Hypothesis(chain.check, "period", "linear", tuple(instances), CHAINED, (chain.why,))


def _rounded_further(figures: Sequence[Figure], row: Sequence[int], coefficients: Sequence[int]) -> bool:
    """Whether a relation between periods fails by no more than round amounts explain: -61,900,000 among amounts that
    end in thousands was told to the hundred thousand by another filing, though written in full."""
    residual, slack = Decimal(0), Decimal(0)
    for i, coefficient in zip(row, coefficients, strict=True):
        value = figures[i].value
        if value is None:
            return False
        residual += coefficient * value
        digits = str(abs(int(value)))
        zeros = len(digits) - len(digits.rstrip("0"))
        if zeros >= ROUND and len(digits) > zeros:
            slack += Decimal(1).scaleb(zeros) / 2
    return 0 < abs(residual) <= slack


def _equal(check: str, pair: tuple[int, int], figures: Sequence[Figure], bits: float) -> Identity:
    one, other = pair
    outcome = evaluate_linear(figures, pair, (1, -1))  # each within its own places: one may be given more exactly
    return Identity(
        check=check,
        origin="release",
        form="linear" if figures[one].exponent != figures[other].exponent else "equal",
        figures=pair,
        coefficients=(1, -1),
        total=None,
        evidence=("entity, line, period and unit are the same",),
        bits=bits,
        status=outcome.status if agree(figures[one], figures[other]) else "violated",
        residual=outcome.residual,
        tolerance=outcome.tolerance,
    )


def agree(one: Figure, other: Figure) -> bool:
    """Whether two values of the same thing agree: to the digit, or within the places of the coarser."""
    if one.mantissa is None or other.mantissa is None:
        return False
    if one.exponent == other.exponent:
        return one.mantissa == other.mantissa
    base = min(one.exponent, other.exponent)
    coarse: int = 10 ** (max(one.exponent, other.exponent) - base)
    gap = one.mantissa * 10 ** (one.exponent - base) - other.mantissa * 10 ** (other.exponent - base)
    return bool(2 * abs(gap) <= coarse)


# --- breaks with history ----------------------------------------------------------------------------------------------


def meant(figure: Figure, broken: Break) -> tuple[tuple[int, int], ...]:
    """(mantissa, exponent) of what the value was probably meant as, likeliest first.

    A value too small by a power of ten lacks its zeros, or was rounded to the larger unit before.
    """
    mantissa, exponent = figure.mantissa or 0, figure.exponent
    if not broken.power:
        return ((-mantissa, exponent),)
    if broken.power > 0:
        whole, rest = divmod(mantissa, 10**broken.power)
        return ((mantissa, exponent - broken.power),) if rest else ((whole, exponent),)
    return (mantissa * 10**-broken.power, exponent), (mantissa, exponent - broken.power)


def _doubts(
    figures: Sequence[Figure], found: Sequence[Identity], broken: Sequence[tuple[int, Break]]
) -> Iterator[Identity]:
    """A doubt of each value that breaks with its history, unless the sums it stands in bear it out as it is."""
    standing: dict[int, list[Identity]] = defaultdict(list)
    for identity in found:
        if identity.standing == "confirmed" and identity.status != "skipped" and identity.form in ("linear", "equal"):
            for member in identity.members:
                standing[member].append(identity)
    for at, one in broken:
        figure = figures[at]
        failing = [i for i in standing[at] if i.status == "violated"]
        forms = meant(figure, one)
        settling = [form for form in forms if any(_would_hold(figures, i, at, form) for i in failing)]
        settled, wanted = bool(settling), (settling or forms)[0]
        contrary = any(
            i.status == "holds" and not _would_hold(figures, i, at, wanted) and _says_something(figures, i)
            for i in standing[at]
        )
        if (contrary or one.open) and not settled:
            continue
        sure = settled or one.sure
        severity: Severity = "error" if sure else "warning"
        yield Identity(
            check=SIGN if not one.power else SCALE,
            origin="release",
            form="bound",
            figures=(at,),
            coefficients=(1,),
            total=None,
            evidence=(f"a history of {one.periods} periods",),
            bits=BORNE_OUT if sure else DOUBTED,
            severity=severity,
            status="violated",
            reason=reason(figure, one),
            meant=wanted,
        )


def reason(figure: Figure, one: Break) -> str:
    """Why the value breaks with its history, in words that follow "is printed as 1,234:"."""
    if not one.power:
        side = "below" if (figure.mantissa or 0) < 0 else "above"
        other = "above" if side == "below" else "below"
        return f"it is {side} zero, and of like size {other} zero in the {one.periods} periods beside it"
    size = "times as large as" if one.power > 0 else "times smaller than"
    return f"it is about {TIMES[abs(one.power)]} {size} in the {one.periods} periods beside it"


def _would_hold(figures: Sequence[Figure], identity: Identity, at: int, wanted: tuple[int, int]) -> bool:
    changed = {i: figures[i] for i in identity.figures}
    changed[at] = altered(figures[at], mantissa=wanted[0], exponent=wanted[1])
    numbered = {i: n for n, i in enumerate(identity.figures)}
    members = [changed[i] for i in identity.figures]
    outcome = evaluate_linear(members, [numbered[i] for i in identity.figures], identity.coefficients, identity.form)
    return outcome.status == "holds"


def _says_something(figures: Sequence[Figure], identity: Identity) -> bool:
    instance = Instance(identity.figures, identity.coefficients, identity.total)
    return information(figures, identity.form, instance) > 4.0


def breaks_of(book: Book, found: Mapping[int, Break], first: int, behind: int) -> list[Break]:
    """One entity's breaks with its history, in order of the book."""
    return [found[at] for at in range(first, behind) if at in found]
