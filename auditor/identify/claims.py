"""Identities between a sentence and a table: the per-share claim against the earnings-per-share line.

"6 cents per share, for the first quarter of 2003" must be what the income statement prints for that quarter, in
magnitude (a sentence says "loss" in words). Where basic and diluted lines differ, meeting either is enough. Other
amounts are the matter of `identify.told`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from auditor.extract.fiscal import agree
from auditor.model.arithmetic import balanced, evaluate_linear, residual_units
from auditor.model.audit import Extraction
from auditor.model.figure import Claim, Figure
from auditor.model.identity import Identity

PER_SHARE_CHECK = "CL101"  # per-share-claim-differs
PER_SHARE_BITS = 9.0  # a sentence bound by unit, period and subject; it may still speak of another measure

_EARNINGS = re.compile(r"\b(?:income|loss|earnings|profit|basic|diluted|primary)\b", re.IGNORECASE)
_COMPONENT = re.compile(
    r"\b(?:cumulative|discontinued|extraordinary|before|pro\s?forma|excluding|adjust\w*|dividends?|price|book|cash|"
    r"non-?GAAP|shares|high|low|continuing|accounting|effect|underlying|core|normali[sz]ed|comparable|ongoing)\b",
    re.IGNORECASE,
)
_OTHER_MEASURE = re.compile(
    r"\b(?:pro\s?forma|exclud\w+|exclusive\s+of|before|non-?GAAP|adjusted|without|expect\w*|anticipat\w*|guidance|outlook|"
    r"forecast\w*|range|would|could|should|may|continuing|discontinued|extraordinary|one-time|non-?recurring|"
    r"restructuring|cumulative|special|consensus|analysts?|annuali[sz]ed|if|underlying|core|normali[sz]ed|comparable|"
    r"ongoing|operating\s+(?:eps|earnings))\b",
    re.IGNORECASE,
)
_OTHER_AMOUNT = re.compile(
    r"\b(?:dividends?|prices?|priced|par\s+value|exercis\w+|conver\w+|warrants?|options?|book\s+value|charges?|gains?|impact|"
    r"effect|benefit\w*|increase[sd]?|decrease[sd]?|improve\w+|reduc\w+|accretive|dilutive|estimate\w*|purchase\w*|sold|"
    r"redempt\w+|liquidat\w+|preference|issu\w+|offering|tender|merger|tax|settlement|portion|due\s+to|related)\b",
    re.IGNORECASE,
)
# "increased $34 million", "up $0.02": an amount of change, unless "to" leads to it.
_CHANGE = re.compile(
    r"\b(?:increas\w+|decreas\w+|declin\w+|rose|fell|grew|grow\w*|up|down|improv\w+|dropp\w+|gain\w*|higher|lower)"
    r"(?:\s+(?!to\b)[\w%.,-]+){0,5}\s*\(?\$?$",
    re.IGNORECASE,
)
_LOSS = re.compile(r"\b(?:loss|losses|lost|deficit)\b", re.IGNORECASE)
_DILUTED = re.compile(r"\bdilut|\bassuming\b", re.IGNORECASE)
_BASIC = re.compile(r"\bbasic\b|\bprimary\b", re.IGNORECASE)
BEHIND = 60  # characters behind an amount that may still qualify it: ", before one-time charges"
CENTS = -2  # earnings per share are printed to the cent
NEAR_ROWS = 3  # "Net income per share - Basic" and "- Diluted" stand this close


@dataclass(frozen=True, slots=True)
class _Said:
    """A claim with its figure and the words that may qualify it."""

    claim: Claim
    figure: Figure
    before: str  # the sentence up to the amount
    behind: str


def identities(extraction: Extraction) -> list[Identity]:
    """Evaluated identities of origin "prose", in the order of the sentences."""
    if not extraction.claims:
        return []
    earnings = _earnings_lines(extraction)
    found: list[Identity] = []
    for said in _said(extraction):
        figure, subject = said.figure, said.claim.subject
        if figure.period is None or figure.mantissa is None:
            continue
        if figure.unit == "USD/share" and subject == "eps":
            lines = _of_period(figure, earnings)
            if lines and not _is_other_measure(said) and not _is_other_amount(said):
                found.extend(_per_share(extraction, said, lines))
    return found


def _is_other_measure(said: _Said) -> bool:
    """Whether the sentence speaks of another measure than the statements print, or of a change."""
    return bool(
        _OTHER_MEASURE.search(said.before) or _OTHER_MEASURE.search(said.behind) or _CHANGE.search(said.before[-80:])
    )


def _is_other_amount(said: _Said) -> bool:
    """Whether the amount a share is no earnings: a dividend, a price, an effect."""
    return bool(_OTHER_AMOUNT.search(said.before[-70:]) or _OTHER_AMOUNT.search(said.behind[:40]))


def _said(extraction: Extraction) -> Iterator[_Said]:
    """The claims with their places in their sentences: the same amount twice in one sentence is told apart."""
    for claim in extraction.claims:
        figure = extraction.figures[claim.figure]
        yield _Said(claim, figure, claim.sentence[: claim.at], claim.sentence[claim.until : claim.until + BEHIND])


def _earnings_lines(extraction: Extraction) -> list[Figure]:
    """Table figures of the lines that print earnings per share as a whole, no component of it.

    A line "- Diluted" under such a line belongs to it, whatever its unit was taken for, when it prints cents.
    """
    lines: list[Figure] = []
    last: tuple[int, int] | None = None  # table and row of the latest such line
    for figure in extraction.figures:
        if figure.table is None or figure.row is None or figure.mantissa is None or figure.nil:
            continue
        if figure.unit == "USD/share":
            place = " ".join((*figure.path[-2:], figure.label))
            if _EARNINGS.search(place) and not _COMPONENT.search(place):
                lines.append(figure)
                last = figure.table, figure.row
        elif last is not None and _goes_on(figure, figure.row, last):
            lines.append(figure)
    return [figure for figure in lines if figure.period is not None]


def _goes_on(figure: Figure, row: int, last: tuple[int, int]) -> bool:
    """Whether a figure in cents stands in a row "- Diluted" just below an earnings line."""
    if figure.table != last[0] or row - last[1] > NEAR_ROWS or figure.exponent != CENTS:
        return False
    return _DILUTED.search(figure.label) is not None or _BASIC.search(figure.label) is not None


def _of_period(claimed: Figure, figures: list[Figure]) -> list[Figure]:
    if claimed.period is None:
        return []
    return [figure for figure in figures if figure.period is not None and agree(claimed.period, figure.period)]


def _turned(said: _Said, line: Figure) -> bool:
    """Whether the table prints the claim's sign turned round, as a loss told in words and printed in brackets is."""
    opposite = (said.figure.mantissa or 0) * (line.mantissa or 0) < 0
    return opposite and ((said.figure.mantissa or 0) < 0 or _LOSS.search(said.before) is not None)


def _meets(said: _Said, line: Figure) -> bool:
    """Whether the two could be one number, each within its own rounding; to the same place only if they are one."""
    if said.figure.exponent == line.exponent:
        return said.figure.mantissa == (-(line.mantissa or 0) if _turned(said, line) else line.mantissa)
    members = (said.figure, line)  # two intervals meet where the difference lies within both roundings
    return balanced(residual_units(members, (0, 1), (1, 1 if _turned(said, line) else -1))) == "holds"


def _of_kind(said: _Said, lines: list[Figure]) -> list[Figure]:
    """The diluted lines for a claim of diluted earnings, where there are any; likewise the basic ones."""
    around = said.before[-40:] + said.behind[:30]
    for kind, other in ((_DILUTED, _BASIC), (_BASIC, _DILUTED)):
        if kind.search(around) and not other.search(around):
            return [line for line in lines if kind.search(line.label)] or lines
    return lines


def _per_share(extraction: Extraction, said: _Said, lines: list[Figure]) -> Iterator[Identity]:
    if not lines:
        return
    met = [line for line in lines if _meets(said, line)]
    own = _of_kind(said, lines)
    bound = met[0] if met else own[0]
    evidence = [
        f"the sentence says {said.figure.text} a share for {said.figure.when}",
        f"{bound.label or 'the table'} prints {bound.text} for the same period",
    ]
    if not met and len(lines) > 1:
        evidence.append(f"none of the {len(lines)} per-share figures of that period meets it")
    plain = said.claim.hedge is None
    yield _equal(extraction, PER_SHARE_CHECK, said, bound, PER_SHARE_BITS, tuple(evidence), reported=plain)


def _equal(
    extraction: Extraction,
    check: str,
    said: _Said,
    bound: Figure,
    bits: float,
    evidence: tuple[str, ...],
    *,
    reported: bool,
) -> Identity:
    """The claim and the line as one fact printed twice; a loss told in words turns the sign."""
    coefficients = (1, 1) if _turned(said, bound) else (1, -1)
    members = (said.figure.index, bound.index)
    outcome = evaluate_linear(extraction.figures, members, coefficients, "equal")
    return Identity(
        check=check,
        origin="prose",
        form="equal",
        figures=members,
        coefficients=coefficients,
        total=None,
        evidence=evidence,
        bits=bits,
        standing="confirmed" if reported else "latent",
        severity="warning",
        status=outcome.status,
        residual=outcome.residual,
        tolerance=outcome.tolerance,
    )
