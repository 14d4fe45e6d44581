"""Words of direction between two amounts: what "increased to $2.1 million, compared to $0.5 million" must satisfy.

Only a verb that leads straight from one amount to the other in one clause is taken, and a bound is stated: the lower
amount is no higher than the other, within the roundings of both.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence

from auditor.identify.told.linking import is_linking
from auditor.identify.told.operands import sentences_of
from auditor.identify.told.trials import DIRECTION
from auditor.model.arithmetic import evaluate_bound
from auditor.model.audit import Extraction
from auditor.model.figure import Claim, Figure
from auditor.model.identity import Identity

BITS = 9.0  # a verb with both its amounts; it may still speak of a part, or of the size of a loss

_HEDGES = r"(?:(?:an?|about|approximately|nearly|almost|roughly|over|more\s+than|just|record|only)\s+)*\(?\$?\s?\(?$"
_UP = r"(?P<up>increased|rose|grew|climbed|jumped|surged|advanced|up)"
_DOWN = r"(?P<down>decreased|declined|fell|dropped|shrank|slipped|down)"
_VERB_TO = re.compile(rf"\b(?:{_UP}|{_DOWN})\b(?P<link>[^,;:()]*?)\bto\s+{_HEDGES}")
_VERB_FROM = re.compile(rf"\b(?:{_UP}|{_DOWN})\b(?P<link>[^,;:()]*?)\bfrom\s+{_HEDGES}")
_COMPARED = re.compile(rf"\b(?:compared\s+(?:to|with)|versus|vs\.?|from)\s+{_HEDGES}")
_TO = re.compile(rf"\bto\s+{_HEDGES}")
_LOSS = re.compile(r"\b(?:loss|losses|deficit|cash\s+used|outflow|negative|expense\s*\(benefit\)|benefit)\b")
_TURN = re.compile(r"\b(?:and|but|while|whereas|which|due|driven)\b")


def identities(extraction: Extraction) -> list[Identity]:
    """Evaluated bounds of origin "prose": the lower amount first."""
    figures = extraction.figures
    return [
        _identity(figures, lower, higher, word)
        for members in sentences_of(extraction)
        for lower, higher, word in directed(members, figures)
    ]


def directed(members: Sequence[Claim], figures: Sequence[Figure]) -> Iterator[tuple[int, int, str]]:
    """(lower, higher, word): the figures of two successive amounts, as the word between or before them orders them."""
    sentence = members[0].sentence.lower()
    if len(sentence) != len(members[0].sentence) or "respectively" in sentence or _LOSS.search(sentence):
        return
    levels = [claim for claim in members if claim.kind == "level"]
    for first, second in itertools.pairwise(levels):
        one, other = figures[first.figure], figures[second.figure]
        if one.unit != other.unit or one.unit is None or first.hedge or second.hedge:
            continue
        if (one.mantissa or 0) <= 0 or (other.mantissa or 0) <= 0:
            continue
        before = sentence[max(0, first.at - 120) : first.at]
        lead = sentence[first.until : second.at]
        if _TURN.search(lead) or not is_linking(lead) or any(first.at < c.at < second.at for c in members):
            continue
        yield from _ordered(before, lead, first.figure, second.figure)


def _ordered(before: str, lead: str, first: int, second: int) -> Iterator[tuple[int, int, str]]:
    rose_to = _VERB_TO.search(before)
    if rose_to and _is_plain(rose_to) and _COMPARED.search(lead):
        yield (second, first, rose_to["up"]) if rose_to["up"] else (first, second, rose_to["down"])
        return
    rose_from = _VERB_FROM.search(before)
    if rose_from and _is_plain(rose_from) and _TO.search(lead) and not _COMPARED.search(lead):
        yield (first, second, rose_from["up"]) if rose_from["up"] else (second, first, rose_from["down"])


def _is_plain(found: re.Match[str]) -> bool:
    return _TURN.search(found["link"]) is None


def _identity(figures: Sequence[Figure], lower: int, higher: int, word: str) -> Identity:
    outcome = evaluate_bound(figures, (lower, higher))
    return Identity(
        check=DIRECTION,
        origin="prose",
        form="bound",
        figures=(lower, higher),
        coefficients=(1, -1),
        total=None,
        evidence=(f"the sentence says {word!r} between {figures[lower].text} and {figures[higher].text}",),
        bits=BITS,
        standing="confirmed",
        severity="warning",
        status=outcome.status,
        residual=outcome.residual,
        tolerance=outcome.tolerance,
        guards=False,
    )
