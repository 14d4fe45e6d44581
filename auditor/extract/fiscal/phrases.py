"""Periods named in a sentence: each phrase at its place, resolved against the calendar of the filing's columns."""

from __future__ import annotations

import re
from dataclasses import dataclass

from auditor.extract.fiscal import grammar
from auditor.extract.fiscal.calendar import Calendar, closing_month
from auditor.extract.fiscal.mentions import Mention, Named, named
from auditor.extract.fiscal.resolving import RELATIVE, UNCERTAIN, at_border, kind_of, more, resolve
from auditor.model.figure import Period

LOOK_BACK = 40  # characters before a phrase in which "the end of" stands

_APPOSED = re.compile(r"[\s,(]*(?:(?:in|for|during|the)\s+)*")
_CARRIES = frozenset({"quarter", "short", "months", "bare", "current"})


@dataclass(frozen=True, slots=True)
class Phrase:
    """A period said in a sentence: where (offsets in the sentence) and which; None where it cannot be told.

    The items of "the three and nine months ended ..." share one place; ``reported`` marks what closes with the period
    reported on.
    """

    start: int
    end: int
    period: Period | None
    reported: bool = False


def lowered_in_place(text: str) -> str:
    """The text in lower case with every character at its place. (One capital, a dotted I, becomes two characters.)"""
    lowered = text.lower()
    return lowered if len(lowered) == len(text) else "".join(c.lower() if len(c.lower()) == 1 else c for c in text)


def phrases(sentence: str, calendar: Calendar) -> list[Phrase]:
    """The periods named in a sentence, in order, relative ones against the last plain one before them.

    A list ("in 1996, 1995 and 1994") gives one phrase for each of its items.
    """
    lowered = lowered_in_place(sentence)
    matches = list(grammar.matches(lowered))
    found: list[Phrase] = []
    base: tuple[Period, ...] = ()
    uncertain = False
    for at, match in enumerate(matches):
        if found and match.start() < found[-1].end:
            continue  # an item of the list before it
        kind = kind_of(match)
        against = base or (_said_later(lowered, matches, at, calendar) if kind in RELATIVE else ())
        items = _items(lowered, Mention(match, calendar, against, _carried(lowered, matches, at, calendar)), kind)
        plain = tuple(item.period for item in items if item.period is not None)
        if plain and kind not in RELATIVE and len(plain) == len(items):
            listed = found and grammar.LISTED.fullmatch(lowered, found[-1].end, items[0].start)
            base = base + plain if listed else plain
        apposed = found and _APPOSED.fullmatch(lowered, found[-1].end, match.start())
        if items and apposed and kind in UNCERTAIN:
            continue  # "in the first quarter of 2002, a year earlier"
        if items and apposed and uncertain:
            found.pop()  # "one year earlier, in the first quarter of 2002"
        found.extend(items)
        uncertain = kind in UNCERTAIN
    return found


def _items(lowered: str, mention: Mention, kind: str) -> list[Phrase]:
    """The phrases of one match: its own, then those of a list that follows it. Empty where it names no period."""
    match, calendar = mention.match, mention.calendar
    own = resolve(mention, kind)
    if not own:
        return []
    start = match.start()
    before = lowered[max(0, start - LOOK_BACK) : start]
    for border in (grammar.END_OF, grammar.BEGINNING_OF):
        if kind not in ("at", "year_end", "quarter_end") and (words := border.search(before)):
            own = at_border(mention, kind, own, closing=border is grammar.END_OF)
            start -= len(before) - words.start()
    further = list(more(lowered, mention, kind, own))
    if len(own) == 1:
        return [
            _phrase(start, match.end(), own[0], calendar),
            *(_phrase(*span, periods[0], calendar) for span, periods in further),
        ]
    end = further[-1][0][1] if further else match.end()
    by_length = zip(own, *(periods for _, periods in further), strict=True)  # the three months of each year, the nine
    return [_phrase(start, end, period, calendar) for periods in by_length for period in periods]


def _phrase(start: int, end: int, period: Period | None, calendar: Calendar) -> Phrase:
    if period is None or calendar.close is None:
        return Phrase(start, end, period)
    return Phrase(start, end, period, closing_month(period.end) == closing_month(calendar.close))


def _said_later(lowered: str, matches: list[re.Match[str]], at: int, calendar: Calendar) -> tuple[Period, ...]:
    """The first plain periods behind a relative one that has none before it."""
    for later in range(at + 1, len(matches)):
        kind = kind_of(matches[later])
        if kind not in RELATIVE:
            own = resolve(Mention(matches[later], calendar, (), Named()), kind)
            return tuple(period for period in own if period is not None)
    return ()


def _carried(lowered: str, matches: list[re.Match[str]], at: int, calendar: Calendar) -> Named:
    """The year that the end of a list names: "the third quarter and first nine months of 1998"."""
    for here, after in zip(matches[at:], matches[at + 1 :], strict=False):
        if kind_of(here) not in _CARRIES or not grammar.GLUE.fullmatch(lowered, here.end(), after.start()):
            break
        if said := named(after, kind_of(after), calendar):
            return said
    return Named()
