"""Sentences as words with their amounts in place, and which of their amounts may be one fact told twice.

A *telling* is an amount with the words before and behind it in its sentence. Of each word stands its *form* and its
*value*: words differ in form, but two amounts, two years or two months are of one form, so that a sentence can be laid
over another and what differs be seen.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from calendar import month_name
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import groupby
from math import log2
from typing import NamedTuple

from auditor.model.audit import Extraction
from auditor.model.figure import Claim, Figure

BEFORE, BEHIND = 28, 20  # words on either side that are looked at
COMMON = 24  # word pairs that stand beside more amounts than these tell nothing
ASKED = 8  # of an amount's rarest word pairs
SHARED = 2  # so many of them two amounts must have in common
MOST_LIKE = 12  # amounts compared with each
MOST_BITS = 6.0  # of one word
FEWEST = 30  # amounts that a word's rarity is reckoned among besides the filing's own

AMOUNT, YEAR, MONTH, COUNT, WAY, NUMBER = "#", "#year", "#month", "#count", "#way", "#number"
TELLING = frozenset({AMOUNT, YEAR, MONTH, COUNT, WAY})  # of which two values are two facts

_WORD = re.compile(r"\d[\d,.]*\d|\d|[a-z]+(?:['\u2019]s)?", re.I)
_YEAR = re.compile(r"(?:19|20)\d\d")
_MONTHS = {name.lower(): str(number) for number, name in enumerate(month_name) if name}
_COUNTING = "one two three four five six seven eight nine ten eleven twelve first second third fourth fifth half annual"
_RISING = "increase increased increases increasing rose grew higher up gain gains above improved"
_FALLING = "decrease decreased decreases decreasing fell declined lower down loss losses below less"
_UNTELLING = (
    "the a an of and in on for to from by at as or with that this these its our their we they it is are was were be "
    "been being has have had will would which who not all any such than s also both each company approximately about "
    "respectively during million billion thousand total net"
)
_COUNTS, _UP, _DOWN = (frozenset(words.split()) for words in (_COUNTING, _RISING, _FALLING))
IDLE = frozenset(_UNTELLING.split())


class Word(NamedTuple):
    form: str
    value: str = ""


class Telling(NamedTuple):
    """An amount with the words on both sides of it, the nearest first."""

    claim: Claim
    figure: Figure
    before: tuple[Word, ...]
    behind: tuple[Word, ...]


def tellings(extraction: Extraction) -> list[Telling]:
    """Every amount of a sentence that was read, with its words, in the order of the sentences."""
    figures = extraction.figures
    found: list[Telling] = []
    for _, group in groupby(extraction.claims, key=lambda claim: (claim.paragraph, claim.begins)):
        claims = [claim for claim in group if figures[claim.figure].mantissa]
        if not claims:
            continue
        words, places = _words(claims, figures)
        for claim in claims:
            at = places.get(claim.figure)
            if at is not None:
                before = tuple(words[max(0, at - BEFORE) : at][::-1])
                found.append(Telling(claim, figures[claim.figure], before, tuple(words[at + 1 : at + 1 + BEHIND])))
    return found


def amount_of(figure: Figure) -> str:
    """The amount, its sign left to words, as one text: equal for "$26.4 million" and "$26,400,000"."""
    digits = str(abs(figure.mantissa or 0))
    bare = digits.rstrip("0")
    return f"{bare}e{figure.exponent + len(digits) - len(bare)} {figure.unit}"


def digits_of(figure: Figure) -> int:
    """How many of its digits count: 2 of "18,000,000" and of "5.0 million"."""
    digits = str(abs(figure.mantissa or 0))
    return len(digits if "." in figure.text else digits.rstrip("0"))


def _words(claims: Sequence[Claim], figures: Sequence[Figure]) -> tuple[list[Word], dict[int, int]]:
    """The words of a sentence, each amount one of them, and where among them the amounts stand by their figures."""
    starts = [claim.at for claim in claims]
    words: list[Word] = []
    places: dict[int, int] = {}
    for match in _WORD.finditer(claims[0].sentence):
        position = bisect_left(starts, match.end()) - 1
        if position >= 0 and match.start() < claims[position].until:
            index = claims[position].figure
            if index not in places:
                places[index] = len(words)
                words.append(Word(AMOUNT, amount_of(figures[index])))
        else:
            words.append(_word(match[0].lower()))
    return words, places


@lru_cache(maxsize=8192)
def _word(printed: str) -> Word:
    if printed[0].isdigit():
        return Word(YEAR if _YEAR.fullmatch(printed) else NUMBER, printed)
    if printed in _MONTHS:
        return Word(MONTH, _MONTHS[printed])
    if printed in _COUNTS:
        return Word(COUNT, printed)
    if printed in _UP or printed in _DOWN:
        return Word(WAY, "up" if printed in _UP else "down")
    return Word(printed)


def weights(tellings: Sequence[Telling]) -> dict[str, float]:
    """Bits of each form: how seldom it stands beside an amount of this filing. Idle words are worth a third."""
    spread: Counter[str] = Counter()
    for telling in tellings:
        spread.update({word.form for side in (telling.before, telling.behind) for word in side})
    many = len(tellings) + FEWEST
    return {form: min(MOST_BITS, log2(many / count)) * (0.3 if form in IDLE else 1.0) for form, count in spread.items()}


def printings(tellings: Iterable[Telling]) -> Counter[str]:
    """In how many sentences each amount is told."""
    seen = {(amount_of(one.figure), place_of(one)) for one in tellings}
    return Counter(amount for amount, _ in seen)


def place_of(telling: Telling) -> tuple[int, int, int]:
    """The sentence of a telling."""
    return telling.figure.document, telling.claim.paragraph, telling.claim.begins


def alike(tellings: Sequence[Telling]) -> Iterator[tuple[Telling, Telling]]:
    """Pairs of one unit in two sentences that have rare pairs of words in common, the earlier first; for each amount
    at most `MOST_LIKE`, those with the most in common."""
    marks = [_marks(telling) for telling in tellings]
    spread = Counter(mark for own in marks for mark in own)
    posted: dict[tuple[str | None, str, str], list[int]] = defaultdict(list)
    for position, own in enumerate(marks):
        telling = tellings[position]
        rare = sorted((mark for mark in own if 1 < spread[mark] <= COMMON), key=lambda mark: (spread[mark], mark))
        votes: Counter[int] = Counter()
        for mark in rare:
            votes.update(posted[telling.figure.unit, *mark])
            posted[telling.figure.unit, *mark].append(position)
        for other, shared in votes.most_common(MOST_LIKE):
            if shared < SHARED or place_of(tellings[other]) == place_of(telling):
                continue
            yield tellings[other], telling


def _marks(telling: Telling) -> set[tuple[str, str]]:
    """The neighbouring words of a telling by their forms, in reading order; the amount itself is one."""
    found: set[tuple[str, str]] = set()
    last = AMOUNT
    for word in telling.before:
        found.add((word.form, last))
        last = word.form
    last = AMOUNT
    for word in telling.behind:
        found.add((last, word.form))
        last = word.form
    return found
