"""A sentence parted where comparisons begin and end: the stretch that tells, and those it is compared with.

"Sales rose 9% over the first quarter of 2002 to $5 million from $4.6 million" tells 9% and $5 million, compares with
$4.6 million; the first quarter of 2002 stands beside no amount and governs none.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from auditor.extract.fiscal import LISTED, Phrase
from auditor.extract.prose.amounts import Amount

NEAR = 50  # characters between "than" and the amount it leads to
LOOK_BACK = 40  # characters before a phrase in which a word may keep it from governing

# All are sought in words in lower case: as patterns that take either case they are several times as slow.
_HEDGE = (
    r"(?:(?:approximately|about|nearly|almost|roughly|around|just\s+over|just\s+under|more\s+than|less\s+than|over|only)"
    r"\s+)"
)
_MONEY = (
    rf"{_HEDGE}?(?:an?\s+)?\(?\$"
    rf"|{_HEDGE}?\d[\d.,]*\s?(?:%|percent|cents?|ounces|million|thousand|billion|tons|pounds|shares)"
)
_CLAUSE = re.compile(r"\b(?:while|whereas)\b|;|\s[*\u2022\u2023\u25cf\u25e6\u25a0\u00b7\u25aa]\s")
_DIVIDE = re.compile(
    r"\b(?:(?P<strong>(?:as\s+)?(?:compared|comparing|contrasted)\s+(?:to|with)\b|(?:in|by)\s+comparison\s+(?:to|with)\b|versus\b|vs\b|up\s+from\b|down\s+from\b)"
    rf"|against\s+(?=(?:the\s+)?{_MONEY}|(?:the\s+)?(?:same|year|prior|previous|last|comparable|corresponding|first|second|third|fourth)\b|an?\s+(?:net\s+)?(?:loss|profit|income)\b)"
    r"|(?P<than>(?<!other\s)(?<!rather\s)(?<!later\s)than\b(?!\s+offset\b|\s*\(?\$|\s+(?!(?:19|20)\d\d\b)\(?\d))"
    rf"|(?P<from>from\s+(?=(?:the\s+)?{_MONEY}|(?:an?\s+|the\s+)?(?:net\s+|operating\s+)?(?:losse?s?|income|earnings|profit|revenues?|sales)\s+of\s+{_MONEY}))"
    rf"|(?P<to>to\s+(?={_MONEY}|(?:an?\s+)?(?:net\s+|operating\s+)?(?:loss|income|earnings|profit)\s+of\s+{_MONEY}))"
    r"|(?P<weak>(?:from|over|above|below)\b))"
)
_INERT = re.compile(
    r"\b(?:due|matur\w+|expir\w+|through|until|since|after|before|by|prior\s+to|subsequent\s+to|following|beginning"
    r"|starting|commenc\w+|effective|dated|acts?\s+of|began|begins?|scheduled\s+for|expected|issued|acquired|adopted"
    r"|signed|announced|entered\s+into|occurr\w+|completed|closed|established|formed|initiated|approved|authorized"
    r"|purchased|originated|to\s+be\s+\w+)"
    r"\s+(?:early\s+|late\s+|mid-)?(?:(?:in|on|at|of|for|during|from)\s+)?(?:the\s+)?$"
)
_COLUMNS = re.compile(r"\)?%?\s*(?:\$\s?\(?)?")  # nothing but blanks between two amounts: a table's line, no sentence
# "ranging from $A to $B" and "resulted from $A" compare nothing.
_SOURCE = re.compile(
    r"\b(?:rang\w+|result\w+|benefit\w*|deriv\w+|generat\w+|receiv\w+|aris\w+|vary\w*|varie[sd]|primarily|mainly|principally)\s+$"
)
_LEADS_TO = re.compile(
    r"[\s,]*(?:(?:the|that|those|levels?|of|in|for|during|at|as|reported|recorded|its|our|an?)\s+){0,4}"
)
_NUMBER_IN_BRACKETS = re.compile(r"\(\$?[\d.,]+$")
# What follows the period of a comparison when the sentence returns to what it tells: a stop, or a verb.
_RETURNS = re.compile(
    r"[,;)]|\bto\s+(?:\w+\s+){0,2}\(?\$?\s?\(?$|\b(?:was|were|is|are|totall?ed|amounted|increased|decreased|rose|fell|grew|declined|due|primarily|mainly|"
    r"because|reflect\w+|and|but|which|with)\b"
)
_COMPARED_ENDS = re.compile(
    r",?\s+but\s+|,\s+and\s+(?!(?:approximately\s+|about\s+|of\s+)*\(?\$?\(?\d)|,?\s+(?:which|due\s+to|primarily|mainly"
    r"|reflect\w+|represent\w+|result\w+|because|driven)\b|,\s+(?:with|as(?!\s+(?:of|at)\b)|up|down)\s"
    r"|,\s+(?:or\s+)?an?\s+(?:[\w.,%$-]+\s+){0,3}?(?:increase|decrease|decline|improvement|growth|gain|drop|rise|reduction)\b"
    r"|(?P<share>,\s+or\s+\d[\d.,]*\s?%)"
)


@dataclass(slots=True)
class Stretch:
    """Part of a sentence: positions of its amounts, and the periods said in it. Compared amounts are told apart."""

    compared: bool
    amounts: list[int] = field(default_factory=list)
    said: list[Phrase] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Span:
    """Where a comparison stands. One without amounts is closed by its period and leaves no stretch."""

    start: int
    end: int
    leads_back: bool = False  # "to $B" behind "from $A"


def stretches(lowered: str, amounts: Sequence[Amount], said: Sequence[Phrase]) -> list[Stretch]:
    """The stretches of a sentence in lower case that hold amounts. Periods that govern nothing are left out.

    A table's line that was read as a sentence has none.
    """
    if any(_COLUMNS.fullmatch(lowered, one.end, other.start) for one, other in itertools.pairwise(amounts)):
        return []
    live = [phrase for phrase in said if not _INERT.search(lowered[max(0, phrase.start - LOOK_BACK) : phrase.start])]
    borders = [0, *(clause.start() for clause in _CLAUSE.finditer(lowered)), len(lowered)]
    found: list[Stretch] = []
    leading: list[Phrase] = []
    for low, high in itertools.pairwise(borders):
        mine = [i for i, amount in enumerate(amounts) if low <= amount.start < high]
        here = [phrase for phrase in live if low <= phrase.start < high]
        if low == 0 and mine and all(phrase.end <= amounts[mine[0]].start for phrase in here):
            leading = here  # "In the third quarter, sales were $5 million, while income was $1 million"
        if mine:
            here = here or (leading if lowered.startswith("wh", low) else [])
            found.extend(_of_clause(lowered, low, high, amounts, mine, here))
    return found


def _of_clause(
    lowered: str, low: int, high: int, amounts: Sequence[Amount], mine: list[int], here: list[Phrase]
) -> list[Stretch]:
    spans = _spans(lowered, low, high, [amounts[i] for i in mine], here)
    told = Stretch(False)
    parts = [Stretch(not span.leads_back) for span in spans]
    for i in mine:
        at = _span_at(spans, amounts[i].start)
        (told if at is None else parts[at]).amounts.append(i)
    for phrase in here:
        at = _span_at(spans, phrase.start)
        (told if at is None else parts[at]).said.append(phrase)
    for part in parts:
        if not part.compared and not part.said:
            told.amounts = sorted(told.amounts + part.amounts)
            part.amounts = []
    _return_what_is_reported(told, parts)
    return [stretch for stretch in (told, *parts) if stretch.amounts]


def _return_what_is_reported(told: Stretch, parts: list[Stretch]) -> None:
    """ "Rose to $5 million from $4 million in the quarter": the period reported on, said last, is no earlier one."""
    compared = [part for part in parts if part.compared and part.amounts]
    if told.said or not told.amounts or len(compared) != 1 or any(part.said for part in parts if part not in compared):
        return
    (part,) = compared
    if part.said and all(phrase.reported for phrase in part.said):
        told.said, part.said = part.said, []


def _span_at(spans: Sequence[_Span], place: int) -> int | None:
    return next((at for at, span in enumerate(spans) if span.start <= place < span.end), None)


def _spans(lowered: str, low: int, high: int, mine: Sequence[Amount], here: Sequence[Phrase]) -> list[_Span]:
    """The comparisons of a clause, in order, apart from each other."""
    found: list[_Span] = []
    for divide in _DIVIDE.finditer(lowered, low, high):
        start, last = divide.start(), found[-1] if found else None
        if last is not None and start >= last.end:
            last = None
        if last is not None and not any(last.start <= amount.start < start for amount in mine):
            continue  # "compared to $X from ..." goes on only behind an amount
        if divide["to"]:
            span = _Span(start, high, leads_back=True) if last is not None and not last.leads_back else None
        else:
            span = _comparison(lowered, low, divide, _limit(lowered, low, start, high), mine, here)
        if span is None:
            continue
        if last is not None:
            found[-1] = _Span(last.start, start, last.leads_back)
        found.append(span)
    return found


def _limit(lowered: str, low: int, start: int, high: int) -> int:
    """The bracket that closes around a comparison, or the clause's end."""
    if lowered.rfind("(", low, start) <= lowered.rfind(")", low, start):
        return high
    closing = lowered.find(")", start, high)
    while closing > 0 and _NUMBER_IN_BRACKETS.search(lowered, max(start, closing - 12), closing):
        closing = lowered.find(")", closing + 1, high)  # "(compared to $(0.05) in 2002)"
    return closing if closing > 0 else high


def _comparison(
    lowered: str, low: int, divide: re.Match[str], limit: int, mine: Sequence[Amount], here: Sequence[Phrase]
) -> _Span | None:
    """What a word of comparison opens, up to where the sentence returns; None where it compares nothing."""
    start = divide.start()
    amount = next((amount for amount in mine if divide.end() <= amount.start < limit), None)
    phrase = next((phrase for phrase in here if start <= phrase.start < limit), None)
    if phrase is not None and (amount is None or phrase.start < amount.start):
        near = divide["strong"] or _LEADS_TO.fullmatch(lowered, divide.end(), max(divide.end(), phrase.start))
        if not near or not (divide["strong"] or lowered[low:start].strip()):
            return None  # "Over the first nine months of 2003 ..." compares nothing
        end = _end_of_list(lowered, phrase, here)
        if amount is None or _RETURNS.search(lowered, end, amount.start):
            return _Span(start, end)
    elif (
        amount is None
        or divide["weak"]
        or _SOURCE.search(lowered, max(low, start - LOOK_BACK), start)
        or (not divide["strong"] and amount.start - divide.end() > NEAR)
    ):
        return None
    for ends in _COMPARED_ENDS.finditer(lowered, amount.end, limit):
        if not ends["share"] or any(start <= phrase.start < ends.start() for phrase in here):
            return _Span(start, ends.start())  # "an increase of $890 million, or 13%, in 1993" goes on
    return _Span(start, limit)


def _end_of_list(lowered: str, phrase: Phrase, here: Sequence[Phrase]) -> int:
    end = phrase.end
    for other in here:
        if other.start >= phrase.start and LISTED.fullmatch(lowered, end, max(end, other.start)):
            end = other.end
    return end
