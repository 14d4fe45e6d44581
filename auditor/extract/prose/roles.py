"""What a number is in its sentence: an amount, a change of one and which way, a share of something, an expectation."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from typing import NamedTuple

from auditor.extract.fiscal import lowered_in_place
from auditor.extract.prose.amounts import BASIS_POINTS, POINTS, TIMES, Amount
from auditor.model.figure import Role

REACH = 110  # characters before an amount in which a verb of change may stand
BEHIND = 70  # characters behind an amount in which its noun of change may stand

# All are sought in words in lower case. A word that says a change, and which way; of "improved" only the sign is open.
_TREND = re.compile(
    r"\b(?:(?P<up>(?<!made )(?<!make )(?<!makes )up|increas(?:es?|ed|ing)|rose|risen|rises?|rising"
    r"|grew|grow(?:s|n|ing|th)?|climb(?:s|ed|ing)?|jump(?:s|ed|ing)?|surg(?:es?|ed|ing)"
    r"|advanc(?:ed|ing)|gained|higher|greater|expan(?:ds?|ded|ding|sion))"
    r"|(?P<down>decreas(?:es?|ed|ing)|declin(?:es?|ed|ing)|fell|falls?|fallen|falling|down|drop(?:s|ped|ping)?|lower(?:ed|ing)?"
    r"|reduc(?:es?|ed|ing|tions?)|contracted|contraction|shrank|slipped|narrowed)"
    r"|(?P<open>improv(?:es?|ed|ing|ements?)|chang(?:es?|ed|ing)|worsened|deteriorated|better|worse|varied|swing))\b"
)
# The words that may stand between a verb of change and its amount.
_BETWEEN = re.compile(
    r"(?:\s+(?:(?:more|less|better|greater)\s+than|(?:year|quarter)[\s-](?:over|on)[\s-](?:year|quarter)|in\s+excess\s+of"
    r"|(?!(?:to|from|was|were|is|are|and|as|while|which|with|including|due|because"
    r"|compared|versus|vs|than|that|at|per|reached|totall?ed|primarily|mainly|partially|resulting|or|over|million|billion"
    r"|percent|into|on|when)\b)[\w'\u2019/&.-]*[\w'\u2019&.-])){0,6}"
    r"(?:\s+(?:was|were|is)(?:\s+(?:about|approximately|nearly|almost|over|only))?)?\s*(?:by\s*)?[:\u2013\u2014]?\s*[(+-]?\$?\s?\(?"
)
# "The increase was 13%", but "sales rose and profit was 13%".
_VERB_OF_LEVEL = re.compile(r"\s(?:was|were|is)\s")
_NOUN = re.compile(
    r"(?:increase|decrease|decline|growth|improvement|reduction|drop|rise|change|fall|gain|expansion|contraction)s?"
)
_CHANGE_BEHIND = re.compile(
    r"[\s-]*(?:or\s+)?(?:(?!(?:of|to|from|in|for|and|or|as|is|was|were|are|with|by|on|at|the|than|compared|versus|per|due|that|which|while"
    r"|primarily|mainly|largely|partially|reflect(?:s|ed|ing)?|driven|led|helped|offset|result(?:s|ed|ing)?|include[sd]?|have|had|has|we|it|our)\b)"
    r"[\w\u2019'-]+\s+){0,4}?"
    r"(?:(?P<up>increase|growth|rise|gain|jump|surge|higher|(?:greater|more)\s+than\s+(?:the|in|last)|expansion)"
    r"|(?P<down>decrease|decline|reduction|drop|fall|lower|less|contraction)"
    r"|(?P<open>improvement|change|better|worse))\b(?!\s+(?:the|our|its|their|margin)\b)"
)
_ALSO = re.compile(
    r"\s*(?:,?\s*(?:or|and|&)|,|\s\()\s*(?:by\s+)?(?:about|approximately|nearly|almost|over|a|an)?\s*\(?\$?\s?\(?[+-]?"
)
# "increased the provision, net income and earnings per share by $493 million, …"
_CHANGED_BY = re.compile(
    r"\b(?:(?P<up>increas|rais|improv)|(?P<down>decreas|reduc|lower)|(?P<open>impact|affect|benefit))"
    r"(?:ed|es|ing|e|s)?\s+(?:the|our|its|their|net|income|earnings|operating|diluted|cost|sales|revenues?)\b[^;:.$%]{0,160}\bby\s+"
    r"(?:about\s+|approximately\s+|nearly\s+|almost\s+|over\s+|an?\s+)?\(?\$?\s?\(?$"
)
FAR = 240  # characters before an amount in which what is changed by it may be named
_SHARE_BEHIND = re.compile(r"\s+of\s+")
_EXPECTED = re.compile(
    r"^\W*if\b|\b(?:expect(?:s|ed|ing)?(?<!as expected)(?<!than expected)(?<!than-expected)|anticipates?"
    r"|anticipated\s+to|anticipating|guidance|outlook|forecast\w*|estimate[sd]?\s+(?:to|that|at)|project(?:s|ed|ing)|target\w*"
    r"|plan(?:s|ned)?\s+to|budget\w*|could(?!\s+have\b)|should(?!\s+have\b)|would(?!\s+have\b)|may\s+be|on\s+track|hypothetical\w*|assumed|assumption|effort\s+to"
    r"|no\s+more\s+than|not\s+(?:to\s+)?exceed)\b"
)
_RANGE_LINK = re.compile(r"\s*(?P<link>to|-|\u2013|\u2014|and)\s*\(?\$?\s?\(?")  # between the ends of a range
_HALF_RANGE = re.compile(
    r"(?<![\d.,])(?!(?:19|20)\d\d\s)[\d.,]*\d\s*(?:[-\u2013\u2014]|\bto)\s*\$?\s?$"
)  # "3 to 5 percent"
_FROM = re.compile(r"\bfrom\s+(?:\w+\s+){0,3}\(?\$?\s?\(?$")
_BETWEEN_AND = re.compile(r"\bbetween\s+(?:\w+\s+){0,2}\(?\$?\s?\(?$")
_RANGING = re.compile(r"\brang(?:es?|ed|ing)\b")


class Part(NamedTuple):
    """The part that a number plays, and for a change which way: 1 up, -1 down, 0 where the words leave that open."""

    role: Role
    direction: int = 0


def roles(sentence: str, amounts: Sequence[Amount]) -> list[Part]:
    """The part of each amount of a sentence, in order."""
    lowered = lowered_in_place(sentence)
    if _EXPECTED.search(lowered):
        return [Part("outlook")] * len(amounts)
    ranged = _ranged(lowered, amounts)
    found: list[Part] = []
    for position, amount in enumerate(amounts):
        last = amounts[position - 1] if position else None
        part = Part("outlook") if position in ranged else _part(lowered, amount)
        if part.role in ("level", "share") and last is not None and found[-1].role in ("change", "delta"):
            part = _also(lowered, amount, last, found[-1], part)
        found.append(part)
    return found


def _part(lowered: str, amount: Amount) -> Part:
    relative = amount.unit in ("percent", BASIS_POINTS, POINTS, TIMES)
    role: Role = "change" if relative else "delta"
    if (
        amount.unit == TIMES
        and not amount.text[:1].isdigit()
        and not amount.text.lower().endswith(("fold", "times", "twice"))
    ):
        return Part("change", -1 if amount.exponent < 0 else 1)  # "doubled" says it itself
    behind = _CHANGE_BEHIND.match(lowered[amount.behind : amount.behind + BEHIND])
    if behind is not None:
        return Part(role, _way(behind))
    way = _way_before(lowered, amount.start)
    if way is not None:
        return Part(role, way)
    changed = _CHANGED_BY.search(lowered[max(0, amount.start - FAR) : amount.start])
    if changed is not None:
        return Part(role, _way(changed))
    if amount.unit == "percent" and _SHARE_BEHIND.match(lowered, amount.behind):
        return Part("share")
    return Part("level")


def _way(trend: re.Match[str]) -> int:
    return 1 if trend["up"] else -1 if trend["down"] else 0


def _way_before(lowered: str, start: int) -> int | None:
    """The direction said by the nearest word of change that leads to the amount; None where none does."""
    window = lowered[max(0, start - REACH) : start]
    for trend in reversed(list(_TREND.finditer(window))):
        between = window[trend.end() :]
        if _BETWEEN.fullmatch(between) is None:
            continue
        if _VERB_OF_LEVEL.search(between) and _NOUN.fullmatch(trend[0]) is None:
            return None
        return _way(trend)
    return None


def _also(lowered: str, amount: Amount, last: Amount, before: Part, part: Part) -> Part:
    """ "increased $80 million, or 16%", "up 9% and 14%", "$5 million (12%)": the change goes on."""
    if _ALSO.fullmatch(lowered, last.behind, amount.start) is None or _SHARE_BEHIND.match(lowered, amount.behind):
        return part
    relative = amount.unit in ("percent", BASIS_POINTS, POINTS, TIMES)
    return Part("change" if relative else "delta", before.direction)


def _ranged(lowered: str, amounts: Sequence[Amount]) -> set[int]:
    """Positions of the ends of ranges: "between $5 and $6 million", "3 to 5 percent"; not of "rose from 3% to 5%"."""
    found: set[int] = set()
    for position, (first, second) in enumerate(itertools.pairwise(amounts)):
        link = _RANGE_LINK.fullmatch(lowered, first.behind, second.start)
        if link is None or first.unit != second.unit:
            continue
        before = lowered[max(0, first.start - REACH) : first.start]
        if link["link"] == "and":
            is_range = _BETWEEN_AND.search(before) is not None
        else:
            is_range = _RANGING.search(before) is not None or (
                _FROM.search(before) is None and not _TREND.search(before)
            )
        if is_range:
            found |= {position, position + 1}
    for position, amount in enumerate(amounts):
        before = lowered[max(0, amount.start - 12) : amount.start]
        if (
            position not in found
            and _HALF_RANGE.search(before)
            and (not position or amounts[position - 1].behind < amount.start - 12)
        ):
            found.add(position)
    return found
