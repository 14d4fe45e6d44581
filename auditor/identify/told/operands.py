"""Between which two amounts of its own sentence a change goes: the new one and the old one.

"an 895% increase in gross profit during the third quarter to $7.2 million, compared to $0.7 million", "sales of $26.4
million, up 13% from $23.4 million", "nearly doubled from $3.7 million to $7 million". Only words of a closed list may
stand between a change and its amounts; anything else may bring in another measure, and then nothing is said.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from auditor.extract.prose.amounts import BASIS_POINTS, POINTS, TIMES
from auditor.identify.told.linking import is_linking, words
from auditor.model.audit import Extraction
from auditor.model.figure import Claim, Figure

RELATIVE = ("percent", BASIS_POINTS, POINTS, TIMES)
MOST_CLAIMS = 60  # of one sentence; with more it is a table run together
LONGEST_GAP = 260  # characters between a change and an amount of it
FREE = 14  # words between an amount and its comma that may say what it is of

_STOPS = re.compile(r"[;\u2022\u25a0\u25cf*|]|\.\s")
_CONJUNCTION = re.compile(
    r"\b(?:and|while|as|but|on|with|driven|due|despite|including|excluding|because|whereas|reflecting|primarily)\b"
)
_OTHER_PLACE = re.compile(
    r"\b(?:due|driven|because|reflecting|primarily|mainly|while|which|whereas|attributable|contributed|resulting|led"
    r"|and|as|including|excluding)\b"
)
_COMPARES = re.compile(
    r"\b(?:compared|comparing|comparison|relative|versus|vs|against|over|than|above|below|from)\b(?!.*\b(?:and|up|down)\b)[\s\w'\u2019-]*$"
)
# An amount of which this is said is none that was reached now.
_EARLIER = re.compile(
    r"\b(?:previous|prior|preceding|last\s+year|year[\s-]ago|a\s+year\s+earlier|comparable|same\s+(?:period|quarter))\b"
)
_RESULT = re.compile(r"\b(?:income|profit|earnings|loss)\b")
_KIND = re.compile(r"\s+(?:in|of)\s+(?:net\s+)?(income|expense|loss|gains?|losses)\b")
_LOSS = re.compile(r"\b(?:loss|losses|deficit)\b")
_TO = re.compile(
    r"\bto\s+(?:(?:an?|the|new|record|low|high|all-time|of|total|level|approximately|about|nearly|almost|roughly|around|over"
    r"|more|than|just|only|negative)\s+)*\(?\$?\s?\(?[-\u2212]?$"
)
_COMPARED_TO = re.compile(r"\b(?:compared|comparison|relative|as\s+against|comparable|similar)\s+to\b[^,]*$")
_IN_OTHER = re.compile(
    r"[\s%-]*(?:percent\s+|per\s+cent\s+)?(?:[a-z-]+\s+){0,3}(?:increase|decrease|decline|growth|improvement|reduction|drop|rise)\s+(?:in|of)\s+"
    r"(?P<what>[^,;.()]*)"
)
_LISTED = re.compile(r"\s*(?:%|percent)?\s*(?:,|,?\s*and)\s*\(?\$?\s?\(?")
_CHAINED = re.compile(r"\bwhich\s+(?:was|were)\b")
_CUT = re.compile(
    r"[,;.()\u2022\u25a0]|\s(?:and|due|driven|primarily|reflecting|as|led|while|mainly|largely|despite|because|which|on|with|partially|resulting)\b"
)
# The same measure reckoned otherwise than its amounts are printed.
_RECKONED = re.compile(
    r"\b(?:(?:constant|local)[\s-]+currenc\w+|cc\b|organic\w*|like-for-like|same[\s-]store|comparable\s+(?:store|sales|basis)|excluding"
    r"|exclusive|without|adjust(?:ed|ing)\s+(?:for|basis)|annuali[sz]ed|basis\s+excluding|fx\b|underlying|cagr|compound\w*|average\s+annual"
    r"|per\s+(?:day|year|annum)|(?:two|three|five)-year)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Told:
    """A claim of change, and the claims of its own sentence between which it goes, as far as they are printed."""

    claim: Claim
    new: Claim | None
    old: Claim | None
    other_basis: bool  # its own words say that it is reckoned otherwise than the statements


def sentences_of(extraction: Extraction) -> Iterator[list[Claim]]:
    """The claims of the filing, sentence by sentence; those of lists that are no sentences are left out."""
    for _, group in groupby(extraction.claims, key=lambda claim: (claim.paragraph, claim.begins, claim.sentence)):
        members = list(group)
        if len(members) <= MOST_CLAIMS:
            yield members


def changes_in(members: Sequence[Claim], figures: Sequence[Figure]) -> Iterator[Told]:
    """The changes and deltas told in one sentence with their operands."""
    sentence = members[0].sentence.lower()
    if len(sentence) != len(members[0].sentence):
        return
    for at, claim in enumerate(members):
        if claim.kind in ("change", "delta"):
            new, old = _operands(sentence, members, figures, at)
            if "respectively" in sentence:
                new, old = _in_turn(members, figures, at), None
            if new is not None and old is not None and _turns(sentence, members, new, old):
                new = old = None
            yield Told(claim, new, old, _is_otherwise(sentence, members, at))


def _operands(
    sentence: str, members: Sequence[Claim], figures: Sequence[Figure], at: int
) -> tuple[Claim | None, Claim | None]:
    unit = figures[members[at].figure].unit
    new, old = _behind(sentence, members, figures, at, unit)
    if new is not None:
        return new, old
    before, compared = _ahead(sentence, members, figures, at, unit)
    if before is None or _is_of_other(sentence, members, at, before):
        return None, old
    if old is not None and _unit(figures, old) != _unit(figures, before):
        old = None
    return before, old or compared


def _in_turn(members: Sequence[Claim], figures: Sequence[Figure], at: int) -> Claim | None:
    """The new amount of one of several changes "respectively": as many of one unit stand in a row before them."""
    run = _run(members, at)
    before = _run(members, run.start - 1) if run.start else range(0)
    if len(run) < 2 or len(before) != len(run) or members[before.start].kind != "level":
        return None
    new = members[before[at - run.start]]
    return new if _fits(figures, new, _unit(figures, members[at]), None) else None


def _run(members: Sequence[Claim], at: int) -> range:
    """The positions of the claims of one kind that stand in one list with this one."""
    low = high = at
    while low and _is_listed(members[low - 1], members[low]):
        low -= 1
    while high + 1 < len(members) and _is_listed(members[high], members[high + 1]):
        high += 1
    return range(low, high + 1)


def _is_listed(first: Claim, second: Claim) -> bool:
    return first.kind == second.kind and _LISTED.fullmatch(second.sentence, first.until, second.at) is not None


def _turns(sentence: str, members: Sequence[Claim], new: Claim, old: Claim) -> bool:
    """Whether one of both is called a loss and the other is not: between them no change can be reckoned."""
    first, second = sorted((new, old), key=lambda claim: claim.at)
    lead = sentence[first.until : second.at]
    kinds = [_KIND.match(sentence, claim.until) for claim in (first, second)]
    if kinds[0] and kinds[1] and kinds[0][1] != kinds[1][1]:
        return True  # "to $22 million in expense, compared with $29 million of income"
    here = _LOSS.search(sentence, max(0, first.at - 80), first.at) is not None
    return (_LOSS.search(lead) is not None) is not here and _RESULT.search(lead) is not None


def _fits(figures: Sequence[Figure], claim: Claim, unit: str | None, so_far: Claim | None) -> bool:
    """Whether a claim may be an operand of a change in this unit, and of one with the operand found so far."""
    figure = figures[claim.figure]
    if claim.kind not in ("level", "share") or figure.mantissa is None:
        return False
    if so_far is not None and figure.unit != _unit(figures, so_far):
        return False
    if unit in (BASIS_POINTS, POINTS):
        return figure.unit == "percent"
    if unit in ("percent", TIMES):
        return figure.unit not in (BASIS_POINTS, POINTS, TIMES)
    return figure.unit == unit


def _unit(figures: Sequence[Figure], claim: Claim) -> str | None:
    return figures[claim.figure].unit


def _behind(
    sentence: str, members: Sequence[Claim], figures: Sequence[Figure], at: int, unit: str | None
) -> tuple[Claim | None, Claim | None]:
    """(new, old) among the amounts behind the change."""
    new: Claim | None = None
    old: Claim | None = None
    start = members[at].until
    for position in range(at + 1, len(members)):
        claim = members[position]
        lead = sentence[start : claim.at]
        if len(lead) > LONGEST_GAP or _STOPS.search(lead):
            break
        found = new or old
        if not _fits(figures, claim, unit, found):
            if not _is_aside(sentence, members, position, figures):
                break
            start = claim.until
            continue
        if new is None and _leads_to(lead):
            new = claim
        elif old is None and _COMPARES.search(_bare(lead)) and is_linking(lead, sentence[: members[at].at]):
            old = claim
        else:
            break
        start = claim.until
        if new is not None and old is not None:
            break
    return new, old


def _bare(lead: str) -> str:
    return lead.rstrip("$( -\u2212")


def _leads_to(lead: str) -> bool:
    """Whether what stands between a change (or the old amount) and an amount says that this is what it came to."""
    if _TO.search(lead) is None or _COMPARED_TO.search(lead):
        return False
    return _OTHER_PLACE.search(lead) is None


def _is_aside(sentence: str, members: Sequence[Claim], position: int, figures: Sequence[Figure]) -> bool:
    """Whether an amount only says the one before it again: ", or 6 cents per share,", "(12%)"."""
    lead = sentence[members[position - 1].until : members[position].at]
    return (
        re.fullmatch(
            r"[\s%]*(?:percent|per\s+cent|cents|basis\s+points)?[\s,]*(?:or|\(|and)?\s*(?:by\s+)?(?:an?\s+|about\s+|approximately\s+)?\(?\$?\(?",
            lead,
        )
        is not None
    )


def _ahead(
    sentence: str, members: Sequence[Claim], figures: Sequence[Figure], at: int, unit: str | None
) -> tuple[Claim | None, Claim | None]:
    """(new, old) among the amounts before the change."""
    compared: Claim | None = None
    end = members[at].at
    for position in range(at - 1, -1, -1):
        claim = members[position]
        gap = sentence[claim.until : end]
        if len(gap) > LONGEST_GAP or _STOPS.search(gap):
            break
        if not _fits(figures, claim, unit, compared):
            if _CHAINED.search(gap):
                break  # "6% higher than in 1992, which was 6% lower than in 1991"
            if claim.kind in ("level", "outlook", "share") and not _is_aside(sentence, members, position, figures):
                break
            continue
        lead = sentence[members[position - 1].until if position else 0 : claim.at]
        if compared is None and _COMPARES.search(_bare(lead)[-60:]) and position:
            if _CHAINED.search(gap):
                break  # "from 1992's record $300 million, which was $181 million higher than in 1991"
            if not is_linking(_without(gap, members, position, at, sentence)):
                break
            compared, end = claim, claim.at
            continue
        if _leads_here(gap, members, position, at, sentence, claim.until, compared is not None):
            return claim, compared
        break
    return None, compared


def _without(gap: str, members: Sequence[Claim], position: int, at: int, sentence: str) -> str:
    """What stands between two claims, the claims between them left out."""
    parts, start = [], members[position].until
    for claim in members[position + 1 : at]:
        parts.append(sentence[start : claim.at])
        start = claim.until
    parts.append(sentence[start : members[at].at])
    return " ".join(parts)


def _leads_here(
    gap: str, members: Sequence[Claim], position: int, at: int, sentence: str, start: int, is_compared: bool
) -> bool:
    """Whether nothing between an amount and its change (or what it is compared with) brings in another measure."""
    between = _without(gap, members, position, at, sentence) if not is_compared else gap
    head, comma, tail = between.partition(",")
    if _EARLIER.search(head):
        return False
    if not comma:
        conjunction = _CONJUNCTION.search(head)
        if conjunction is not None:
            head, tail = head[: conjunction.start()], head[conjunction.start() :]
    return len(words(head)) <= FREE and is_linking(tail, sentence[:start], frozenset())


def _is_of_other(sentence: str, members: Sequence[Claim], at: int, new: Claim) -> bool:
    """Whether the words behind a change say that it is of something else: "reflecting a 24% decline in unit sales"."""
    claim = members[at]
    following = members[at + 1].at if at + 1 < len(members) else len(sentence)
    behind = sentence[claim.until : min(following, claim.until + 120)]
    spoken = sentence[max(0, new.at - 160) : claim.at]
    other = _IN_OTHER.match(behind)
    if other is not None:
        return not is_linking(_first(other["what"]), spoken, frozenset())
    return not is_linking(_first(behind.lstrip("%")), spoken, frozenset())


def _first(text: str) -> str:
    """The words up to where another clause begins."""
    cut = _CUT.search(text)
    return text[: cut.start()] if cut else text


def _is_otherwise(sentence: str, members: Sequence[Claim], at: int) -> bool:
    claim = members[at]
    left = members[at - 1].until if at else 0
    right = members[at + 1].at if at + 1 < len(members) else len(sentence)
    before = sentence[max(left, claim.at - 120) : claim.at]
    behind = sentence[claim.until : min(right, claim.until + 90)]
    cut = re.search(r"[,;)]|\sand\s|\.\s", behind)
    return bool(_RECKONED.search(before) or _RECKONED.search(behind[: cut.start()] if cut else behind))
