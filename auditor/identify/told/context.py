"""What a sentence says around each of its amounts: the words that may name it, and those that stand farther off.

The words between the amount before and this one name it ("GAAP operating income was $6.65 billion and non-GAAP
operating income was $8.92 billion"); where none stand there ("compared to $23.4 million"), those of the amount before
do. What follows directly may name it too ("$45 million of performance fees"), and so may a name given in brackets
("earnings before interest, taxes … ("EBITDA") totaled"). Each way to take it is a *reading*.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from auditor.identify.told.vocabulary import QUALIFIERS, SOFT, tokens
from auditor.model.figure import Claim, Figure

BEFORE = 220  # characters before an amount that may name it
BEHIND = 110  # characters behind
FARTHER = 400  # characters of the sentence before that
LOOKED_AT = 600  # characters of the sentence before
VERB = 25  # characters of "was approximately $": with no more between, what follows "and" names the next amount
LONG, NEAREST = 5, 3  # of more words than these, the nearest alone are a reading too
SMALLEST_ALONE = 1000  # from here on an amount without a scale word is none per share

_ENDS = re.compile(
    r",(?!\s*(?:excluding|net\s+of|before|exclusive)\b)|[;:()]|\.(?:\s|$)|\b(?:compared|versus|vs|from|while|which|was|were|is|are|resulting|due|primarily|reflect\w*|because|at|as"
    r"|during|increas(?:ed|es|ing)|decreas(?:ed|es|ing)|or|driven|but|that|by|will)\b"
    r"|\b(?:in|for)\s+(?:the\s+)?(?:first|second|third|fourth|fiscal|three|six|nine|twelve|quarter|year|same|prior|19|20)",
    re.I,
)
_AND = re.compile(r"\band\b|\bas\s+well\s+as\b|&", re.I)
_FROM = re.compile(r"\s*from\s+(?=(?:an?|the|our|its)?\s*[a-z])", re.I)
_BASIS = re.compile(r"[^.;$]{0,25}?\bon\s+an?\s+((?:[\w-]+\s+){1,3})basis\b", re.I)
_PREPOSITION = re.compile(r"\b(?:of|in|on|to|for|related|under|with|from)\b", re.I)
_LEADS = re.compile(r"\s*(?!(?:and|or|but|to|per|an?)\b)\(?[a-z]", re.I)
_PER = re.compile(
    r"\s*(?:an?|per)\s+(?:(?:basic|diluted|common|fully|and)\s+){0,4}(?:share|ounce|ton|tonne|pound|barrel|unit)s?\b",
    re.I,
)
_ALIAS = re.compile(r"\(\s*[\"\u201c']?([A-Za-z][\w&\s-]{1,40}?)[\"\u201d']?\s*\)[\s,]*[^()]{0,60}$")
_LISTED = re.compile(r"[\s,]*(?:and|or)?\s*\(?\$?\s?\(?$", re.I)
_RESPECTIVELY = re.compile(r"[\s,)]*(?:\w+\s+){0,2}respectively\b", re.I)
_COMPARED = re.compile(
    r"(?:\b(?:compar(?:ed|es|ing)\s+(?:to|with)|versus|vs\.?|against|than)\s+(?:(?!(?:to|was|were)\b)[\w'\u2019().%-]+\s+){0,9}"
    r"|\bfrom\s+(?:(?:an?\s+|the\s+)?(?:(?!(?:was|were)\b)[\w-]+\s+){1,4}of\s+)?(?:about\s+|approximately\s+)?)\(?\$?\s?\(?$",
    re.I,
)
_PART = re.compile(
    r"\b(?:includ(?:es|ed|ing|e)|of\s+which|compris\w+|consist\w+|reflect(?:s|ed|ing)|exclud\w+|net\s+of|offset\s+by|contributed|added"
    r"|portion|part\s+of)\b[^.;]{0,60}$",
    re.I,
)
_EARNINGS = frozenset({"netincome", "income", "loss", "earning"})
_OTHER_PER_SHARE = frozenset({"dividend", "book", "price", "cash", "value", "purchase", "sharerepurchase", "exercise"})


@dataclass(frozen=True, slots=True)
class Context:
    """The telling words of a claim. ``readings`` are the ways to name it, the likeliest first; ``before`` the words that
    stand earlier in its sentence, ``above`` those of its heading and of the sentence before."""

    claim: Claim
    figure: Figure
    readings: tuple[tuple[str, ...], ...]
    before: frozenset[str]
    above: frozenset[str]
    inherited: bool  # its own words are those of the amount before it
    compared: bool  # it stands for an earlier amount: "compared to $23.4 million"
    part: bool  # of a line, not the line: "includes $27 million of fees"

    @property
    def own(self) -> tuple[str, ...]:
        return self.readings[0] if self.readings else ()

    @property
    def unit(self) -> str | None:
        """The unit that the words give: "EPS: $0.56" is an amount a share."""
        return _unit(self.figure, self.own)


def contexts(claims: Sequence[Claim], figures: Sequence[Figure]) -> Iterator[Context]:
    """The context of every claim, sentence by sentence."""
    previous: frozenset[str] = frozenset()
    paragraph = None
    for (where, _), group in groupby(claims, key=lambda claim: (claim.paragraph, claim.begins)):
        members = list(group)
        if where != paragraph:
            previous, paragraph = frozenset(), where
        yield from _of_sentence(members, figures, previous)
        previous |= frozenset(tokens(members[0].sentence[:LOOKED_AT]))


def _of_sentence(members: Sequence[Claim], figures: Sequence[Figure], previous: frozenset[str]) -> Iterator[Context]:
    sentence = members[0].sentence
    above = frozenset(tokens(members[0].heading)) | previous
    made: list[Context] = []
    last = 0  # where the words that belong to the amount before end
    for position, claim in enumerate(members):
        left = max(last, claim.at - BEFORE)
        printed = sentence[left : claim.at]
        following = members[position + 1].at if position + 1 < len(members) else len(sentence)
        end = _behind(sentence, claim.until, following)
        own, behind = tokens(printed), sentence[claim.until : end]
        source = None if names(own) else _antecedent(made, members, position, sentence)
        inherited = source is not None
        readings = _readings(own, _clause(printed), behind, _alias(printed), source)
        unit = _unit(figures[claim.figure], readings[0] if readings else ())
        after = _after(sentence, claim, behind)
        if after:
            readings = tuple((*words, *after) for words in readings)
        context = Context(
            claim,
            figures[claim.figure],
            tuple(_per_share(words, unit) for words in readings),
            frozenset(tokens(sentence[max(0, left - FARTHER) : left])),
            above,
            inherited,
            _COMPARED.search(printed) is not None
            or (bool(made) and made[-1].compared and _is_listed(sentence, made[-1].claim, claim)),
            _PART.search(printed) is not None,
        )
        made.append(context)
        last = end
        yield context


def names(words: Sequence[str]) -> bool:
    """Whether words name a measure: qualifiers alone do not."""
    return any(word not in QUALIFIERS and word not in SOFT for word in words)


def _after(sentence: str, claim: Claim, behind: str) -> tuple[str, ...]:
    """Words behind an amount that qualify it whatever names it: "per diluted share", "on a non-GAAP basis"."""
    basis = _BASIS.match(sentence, claim.until)
    said = tokens(f"{behind} {basis[1]}" if basis else behind)
    return tuple(word for word in said if word in SOFT or (basis is not None and word in QUALIFIERS))


def _readings(
    own: tuple[str, ...], clause: tuple[str, ...], behind: str, alias: tuple[str, ...], source: Context | None
) -> tuple[tuple[str, ...], ...]:
    """The ways to name an amount, the likeliest first, each once."""
    found: list[tuple[str, ...]] = []
    follows = tokens(behind)
    first = _PREPOSITION.search(behind.lstrip(), 5)
    head = tokens(behind.lstrip()[: first.start()]) if first else ()
    if source is not None:
        if names(follows):
            found.append((*own, *follows))
            found.append((*own, *head))
        found += [(*own, *words) for words in source.readings[:2]]
    else:
        found.append(own)
        if names(follows):
            found += [(*own, *follows), follows, head]
    if alias:
        found.append(alias)
    if clause:
        found.insert(0, clause)
    if len(own) > LONG:
        found.append(own[-NEAREST:])
    if found and (bare := _bare(found[0])):
        found.append(bare)
    return tuple(dict.fromkeys(tuple(dict.fromkeys(words)) for words in found if names(words)))[:5]


_RESULT = frozenset({"earning", "income", "profit", "loss"})


def _bare(words: tuple[str, ...]) -> tuple[str, ...]:
    """The same with net income for a bare "earnings" or "loss"; nothing where none stands there."""
    if not set(words) & _RESULT or "netincome" in words:
        return ()
    return ("netincome", *(word for word in words if word not in _RESULT))


def _behind(sentence: str, start: int, following: int) -> int:
    """Where the words that follow an amount and belong to it end; ``start`` where none do."""
    per = _PER.match(sentence, start)
    if per is not None:
        return min(per.end(), following)
    source = _FROM.match(sentence, start)
    if source is not None:
        start = source.end()
    text = sentence[start : min(len(sentence), start + BEHIND)]
    if not _LEADS.match(text):
        return start
    end = _ENDS.search(text)
    length = end.start() if end else len(text)
    joined = _AND.search(text, 0, length)
    if start + length > following or (joined is not None and start + length >= following - VERB):
        length = joined.start() if joined is not None else min(length, following - start)
    return start + max(0, min(length, following - start))


def _alias(printed: str) -> tuple[str, ...]:
    found = _ALIAS.search(printed)
    return tokens(found[1]) if found else ()


def _clause(printed: str) -> tuple[str, ...]:
    """The words behind the last comma, where they name a measure by themselves."""
    comma = printed.rfind(", ", 0, -8)
    words = tokens(printed[comma + 1 :]) if comma >= 0 else ()
    return words if names(words) else ()


def _unit(figure: Figure, own: Sequence[str]) -> str | None:
    if figure.unit is None and figure.word in ("million", "billion", "thousand"):
        return "USD"
    if figure.unit == "USD" and "earningspershare" in own and figure.exponent <= -2:
        return "USD/share" if abs(figure.mantissa or 0) < SMALLEST_ALONE * 10**-figure.exponent else figure.unit
    return figure.unit


def _per_share(own: tuple[str, ...], unit: str | None) -> tuple[str, ...]:
    """An amount a share that income is named for is earnings per share: "net income of $6.7 million, or 6 cents a share"."""
    if unit != "USD/share" or not set(own) & (_EARNINGS | {"earningspershare"}) or set(own) & _OTHER_PER_SHARE:
        return own
    return ("earningspershare", *(word for word in own if word not in _EARNINGS and word != "earningspershare"))


def _is_listed(sentence: str, before: Claim, claim: Claim) -> bool:
    return _LISTED.fullmatch(sentence[before.until : claim.at]) is not None


def _antecedent(made: Sequence[Context], members: Sequence[Claim], position: int, sentence: str) -> Context | None:
    """The amount whose name this one takes: the one before it, or of a list "… respectively" the one that stands in
    the same place among those named before."""
    if not made:
        return None
    run = position
    while run and _is_listed(sentence, members[run - 1], members[run]):
        run -= 1
    end = position + 1
    while end < len(members) and _is_listed(sentence, members[end - 1], members[end]):
        end += 1
    kind = members[position].kind
    if end - run > 1 and run and _RESPECTIVELY.match(sentence, members[end - 1].until):
        named = [c for c in made[:run] if not c.inherited and c.claim.kind == kind]
        if len(named) == end - run:
            return named[position - run]
    return made[-1]
