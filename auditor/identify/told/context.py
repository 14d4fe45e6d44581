"""What a sentence says around each of its amounts: the words that may name it, and those that stand farther off."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from auditor.identify.told.readings import Named, after, end_of_behind, named, names
from auditor.identify.told.vocabulary import QUALIFIERS, tokens
from auditor.model.figure import Claim, Figure, Role

BEFORE = 220  # characters before an amount that may name it
OPENING = 90  # characters of an opening clause
FARTHER = 400  # characters of the sentence before that
LOOKED_AT = 600  # characters of the sentence before
COUNT = "count"  # the unit of what is counted: "50 million people"
SMALLEST_ALONE = 1000  # from here on an amount without a scale word is none per share

_ASIDE = re.compile(r",\s*(?:net\s+of|excluding|including|exclusive\s+of|less|before)\b[^,;.$]{0,80},", re.I)
_SIGN = re.compile(r"(?:\s?(?:%|percent\b|bps\b|basis\s+points?\b|percentage\s+points?\b))?", re.I)  # matches always
_RELATIVE = re.compile(
    r",\s*which\s+(?:(?!\b(?:was|were)\b)[^;.$]){3,200}?,(?=\s*(?:was|were|are|is|totaled|increased|decreased)\b)", re.I
)
_LISTED = re.compile(r"[\s,]*(?:and|or)?\s*\(?\$?\s?\(?$", re.I)
_RESPECTIVELY = re.compile(r"[\s,)]*(?:\w+\s+){0,2}respectively\b", re.I)
_COMPARED = re.compile(
    r"(?:\b(?:compar(?:ed|es|ing)\s+(?:to|with)|versus|vs\.?|against|than|over)\s+(?:(?!(?:to|was|were)\b)[\w'\u2019().%-]+\s+){0,9}"
    r"|\bfrom\s+(?:(?:an?\s+|the\s+)?(?:(?!(?:was|were)\b)[\w-]+\s+){1,4}of\s+)?(?:about\s+|approximately\s+)?)\(?\$?\s?\(?$",
    re.I,
)
_PART = re.compile(
    r"\b(?:includ(?:es|ed|ing|e)|of\s+which|compris\w+|consist\w+|reflect(?:s|ed|ing)|exclud\w+|net\s+of|offset\s+by"
    r"|portion|part\s+of)\b((?:[^.;]|\.\d){0,80})$",
    re.I,
)
_APART = re.compile(
    r"\W{0,4}(?:excluding|without|before|exclusive\s+of|adjust(?:ed|ing)\s+for|after\s+adjusting)\b", re.I
)
_BARE = re.compile(
    r"\s*(?:[,.;)\u2013\u2014-]|(?:in|for|from|at|as|compared|up|down|versus|and|or|to|which)\b|$)", re.I
)
_JOINTS = re.compile(r",\s*(?:and\s+)?|\s+and\s+", re.I)
_REFERS = re.compile(r"\W{0,4}(?:this|that|it|these|which)\b", re.I)
_EARNINGS = frozenset({"netincome", "income", "loss", "earning"})
_OTHER_PER_SHARE = frozenset({"dividend", "book", "price", "cash", "value", "purchase", "sharerepurchase", "exercise"})


@dataclass(frozen=True, slots=True)
class Context:
    """The telling words of a claim.

    ``readings`` are the ways to name it, the likeliest first; ``before`` the words that stand earlier in its sentence,
    ``above`` those of its heading and of its paragraph's sentences before, ``heading`` those of the former alone.
    """

    claim: Claim
    figure: Figure
    readings: tuple[tuple[str, ...], ...]
    before: frozenset[str]
    above: frozenset[str]
    heading: frozenset[str]
    named: Named
    compared: bool  # it stands for an earlier amount: "compared to $23.4 million"
    listed: bool  # it stands in a list of amounts with one name
    part: bool  # of a line, not the line: "includes $27 million of fees"
    unit: str | None  # that which the words give: "EPS: $0.56" is an amount a share
    source: int | None  # figure of the amount that it takes its name from

    @property
    def inherited(self) -> bool:
        """Whether its own words are those of the amount before it."""
        return self.named.inherited


def contexts(claims: Sequence[Claim], figures: Sequence[Figure]) -> Iterator[Context]:
    """The context of every claim, sentence by sentence; of a claim whose words were cut off, none."""
    previous: frozenset[str] = frozenset()
    opening: Context | None = None  # the first amount of the sentence before
    paragraph = None
    for (where, _), group in groupby(claims, key=lambda claim: (claim.paragraph, claim.begins)):
        members = [claim for claim in group if claim.until <= len(claim.sentence)]
        if not members:
            continue
        if where != paragraph:
            previous, opening, paragraph = frozenset(), None, where
        made = _of_sentence(members, figures, previous, opening)
        yield from made
        previous |= frozenset(tokens(members[0].sentence[:LOOKED_AT]))
        opening = made[0]


def _of_sentence(
    members: Sequence[Claim], figures: Sequence[Figure], previous: frozenset[str], opening: Context | None
) -> list[Context]:
    sentence = members[0].sentence
    heading = frozenset(tokens(members[0].heading))
    above = heading | previous
    apart = _apart(sentence, members[0].at)
    made: list[Context] = []
    lists = _lists(members)
    shares = _shares(members, lists)
    named_before: list[Context] = []
    last = 0  # where the words that belong to the amount before end
    for position, claim in enumerate(members):
        left = max(last, claim.at - BEFORE)
        printed = _RELATIVE.sub(",", _ASIDE.sub(", excluding,", sentence[left : claim.at]))
        following = members[position + 1].at if position + 1 < len(members) else len(sentence)
        until = _after_sign(sentence, claim.until)
        last = end_of_behind(sentence, until, following)
        behind = sentence[until:last]
        if position in shares:
            printed = shares[position]
        run = lists[position]
        if position == run.start or claim.kind != members[position - 1].kind:
            named_before = _named_in_turn(made[: run.start], members, run, claim.kind)
        source = named_before[position - run.start] if named_before else made[-1] if made else None
        if source is None and opening is not None and _REFERS.match(sentence):
            source = opening
        qualified = (*after(sentence, until, behind), *apart)
        part = _is_part(printed[printed.rfind(", ") + 1 :])
        if part and names(tokens(behind)):  # "including $221.3 million in mining revenues" is named behind, and whole
            called, part = named(behind, "", qualified, None), False
        else:
            called = named(printed, behind, qualified, source.named if source else None)
        unit = _unit(figures[claim.figure], called.ways, _BARE.match(sentence, claim.until) is not None)
        listed_behind = bool(made) and made[-1].compared and position > run.start
        is_compared = _COMPARED.search(printed) is not None or listed_behind
        if source is not None and called.inherited and (is_compared or position > run.start):
            unit = _unit_of_source(unit, source, figures[claim.figure])
        context = Context(
            claim=claim,
            figure=figures[claim.figure],
            readings=tuple(_per_share(words, unit) for words in called.ways),
            before=frozenset(tokens(sentence[max(0, left - FARTHER) : left])),
            above=above,
            heading=heading,
            named=called,
            compared=is_compared,
            listed=position not in shares and _stands_in_list(members, run, position, figures),
            part=part,
            unit=unit,
            source=source.claim.figure if source is not None and called.inherited else None,
        )
        made.append(context)
    return made


def _is_part(printed: str) -> bool:
    """Whether an amount is one of those that its line includes: what it is is not said behind "included"."""
    found = _PART.search(printed)
    return found is not None and not names(tokens(found[1]))


def _apart(sentence: str, first: int) -> tuple[str, ...]:
    """What a sentence says before its ``first`` amount of all its amounts: "Excluding one-time items, …", "As reported
    before, …"."""
    comma = sentence.find(",", 0, min(first, OPENING))
    said = tokens(sentence[:comma]) if comma > 0 else ()
    apart = ("excluding",) if _APART.match(sentence) else ()
    return (*apart, *(word for word in said if word in QUALIFIERS))


def _unit(figure: Figure, ways: Sequence[tuple[str, ...]], is_bare: bool) -> str | None:
    if figure.unit is None and figure.word in ("million", "billion", "thousand"):
        return "USD" if is_bare else COUNT  # "revenues were 8.5 million", "served 50 million people"
    if figure.unit == "USD" and figure.exponent <= -2 and ways and "earningspershare" in ways[0]:
        return "USD/share" if abs(figure.mantissa or 0) < SMALLEST_ALONE * 10**-figure.exponent else figure.unit
    return figure.unit


def _unit_of_source(unit: str | None, source: Context, figure: Figure) -> str | None:
    """The unit of an amount that takes its name from ``source``: "$4.51 a pound, compared to $3.20"."""
    small = abs(figure.mantissa or 0) < SMALLEST_ALONE * 10 ** max(0, -figure.exponent)
    if unit == "USD" and not figure.word and small and (source.unit or "").startswith("USD/"):
        return source.unit
    return unit


def _per_share(own: tuple[str, ...], unit: str | None) -> tuple[str, ...]:
    """An amount a share that income is named for is earnings per share: "net income of $6.7 million, or 6 cents a
    share"."""
    if unit != "USD/share" or not set(own) & (_EARNINGS | {"earningspershare"}) or set(own) & _OTHER_PER_SHARE:
        return own
    return ("earningspershare", *(word for word in own if word not in _EARNINGS and word != "earningspershare"))


def _is_listed(sentence: str, before: Claim, claim: Claim) -> bool:
    return _LISTED.fullmatch(sentence[_after_sign(sentence, before.until) : claim.at]) is not None


def _lists(members: Sequence[Claim]) -> list[range]:
    """For each amount of a sentence, which ones stand in one list with it, itself among them."""
    found: list[range] = []
    sentence = members[0].sentence
    start = 0
    for end in range(1, len(members) + 1):
        if end == len(members) or not _is_listed(sentence, members[end - 1], members[end]):
            found += [range(start, end)] * (end - start)
            start = end
    return found


def _stands_in_list(members: Sequence[Claim], listed: range, position: int, figures: Sequence[Figure]) -> bool:
    """Whether an amount of the same unit stands right before or right behind."""
    unit = figures[members[position].figure].unit
    return any(at in listed and figures[members[at].figure].unit == unit for at in (position - 1, position + 1))


def _is_in_turn(members: Sequence[Claim], listed: range) -> bool:
    """Whether "respectively" stands behind a list."""
    last = members[listed.stop - 1]
    return len(listed) > 1 and _RESPECTIVELY.match(last.sentence, _after_sign(last.sentence, last.until)) is not None


def _shares(members: Sequence[Claim], lists: Sequence[range]) -> dict[int, str]:
    """Of "EBITDA and net sales were $3 million and $9 million, respectively": each amount's name."""
    sentence = members[0].sentence
    found: dict[int, str] = {}
    for listed in dict.fromkeys(lists):
        if _is_in_turn(members, listed):
            first = members[listed.start]
            left = members[listed.start - 1].until if listed.start else 0
            words = sentence[max(left, first.at - BEFORE) : first.at]
            joints = [joint for joint in _JOINTS.finditer(words) if joint.end() < len(words)]
            last = _JOINTS.split(words)[-len(listed) :]
            is_series = len(last) == len(listed) and "and" in joints[-1][0]  # no opening clause and one name
            if is_series and all(names(tokens(part)) for part in last):
                found |= dict(zip(listed, last, strict=True))
    return found


def _after_sign(sentence: str, until: int) -> int:
    """Where the sign of a percentage ends, if one stands there."""
    sign = _SIGN.match(sentence, until)
    return sign.end() if sign else until


def _named_in_turn(made: Sequence[Context], members: Sequence[Claim], listed: range, kind: Role) -> list[Context]:
    """For each amount of a list "… respectively" the one whose name it takes: that in the same place among those of its
    kind named before the list. None of any other list."""
    if not listed.start or len(listed) < 2 or not _RESPECTIVELY.match(members[0].sentence, members[listed[-1]].until):
        return []
    changes = {c.claim.figure for c in made if c.claim.kind == "change" and not c.inherited}
    before = [
        c
        for c in made
        if (not c.inherited or c.source in changes)  # "income increased 29.1% to $107.9 million"
        and c.claim.kind == kind
        and names(c.readings[0] if c.readings else ())
    ]
    return before if len(before) == len(listed) else []
