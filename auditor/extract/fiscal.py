"""Periods said in words: "the third quarter of 2003", "the same period last year", "the nine months ended ...".

A phrase is resolved against the periods that stand over the columns of the filing's tables, so that a sentence and a
column of one fiscal quarter (which may end on 28 June or 1 October) get the same `Period`. What cannot be resolved
with certainty is None: a claim without a period is never tested.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from auditor.extract.spelling import Spelled
from auditor.model.document import Document
from auditor.model.figure import Period
from auditor.model.table import Table
from auditor.read.cover import DATE_WORDS, dates_in

DAYS_A_MONTH = 30.44
HEAD_CHARACTERS = 20_000  # a submission's header stands here
SPILL_DAYS = 10  # a fiscal month of 52-53 week years may end this many days into the next one

_ORDINALS = Spelled({"first": 1, "second": 2, "third": 3, "fourth": 4})
_COUNTS = Spelled({"three": 3, "six": 6, "nine": 9, "twelve": 12, "3": 3, "6": 6, "9": 9, "12": 12})
_YEAR = r"(?:19|20)\d\d\b"
_LAST_YEAR = (
    r"last\s+year|(?:the\s+)?(?:prior|previous|preceding)\s+(?:fiscal\s+)?year|(?:a|one)\s+year\s+(?:ago|earlier)"
)
_THIS_YEAR = r"(?:this|the)\s+(?:fiscal\s+)?year(?!\s+end)|the\s+current\s+(?:fiscal\s+)?year"

# One alternation, most specific first; the names of the groups tell the kind. Sought in words in lower case: that is
# several times as fast as a pattern that takes either case.
_PHRASE = re.compile(
    rf"""\b(?:
    (?P<ended>(?:(?P<e_months>three|six|nine|twelve|3|6|9|12)[\s-]+months?
        |(?P<e_quarter>(?:(?:first|second|third|fourth)[\s-]+(?:fiscal\s+)?)?quarter)|(?P<e_year>year))
        \s+(?:period\s+)?(?:ended|ending)\s+(?P<e_date>{DATE_WORDS.lower()}))
  | (?P<quarter>(?:(?P<q_before>last\s+year's|(?:the\s+)?(?:prior|previous)\s+year's|this\s+year's)\s+
        |(?:fiscal\s+)?(?P<q_year_before>{_YEAR})\s+)?
        (?P<q_ordinal>first|second|third|fourth)[\s-]+(?:fiscal\s+)?quarter\b(?:'s)?
        (?:,?\s+(?:(?:of|in|for)\s+)?(?:the\s+)?(?:fiscal\s+)?(?:year\s+)?(?P<q_year>{_YEAR})
          |\s+(?:of\s+)?(?P<q_last>{_LAST_YEAR})|\s+(?:of\s+)?(?P<q_this>{_THIS_YEAR}))?)
  | (?P<months>first\s+(?:(?P<m_count>three|six|nine)\s+months|(?P<m_half>half)|(?P<m_quarters>two|three)\s+quarters)
        (?:,?\s+(?:(?:of|in|for)\s+)?(?:the\s+)?(?:fiscal\s+)?(?:year\s+)?(?P<m_year>{_YEAR})
          |\s+(?:of\s+)?(?P<m_last>{_LAST_YEAR})|\s+(?:of\s+)?(?P<m_this>{_THIS_YEAR}))?)
  | (?P<bare>(?:over|in|for|during)\s+(?:the\s+)?(?P<b_count>six|nine|twelve)\s+months\b
        (?!\s+(?:after|before|end|from|to|or)))
  | (?P<same>(?:same|comparable|corresponding|equivalent)\s+(?:prior[\s-]year\s+)?
        (?:(?:three|six|nine|twelve)[\s-]months?\s+)?(?:fiscal\s+)?(?:period|quarter)\b
        (?:,?\s+(?:(?:of|in|for)\s+)?(?:fiscal\s+)?(?P<s_year>{_YEAR})|,?\s+(?:(?:of|in|for)\s+)?(?P<s_last>{_LAST_YEAR}))?)
  | (?P<year_ago>(?:year[\s-]ago|prior[\s-]year|last\s+year's)\s+
        (?:comparable\s+|corresponding\s+|same\s+)?(?:period|quarter)\b)
  | (?P<previous>(?:immediately\s+)?(?:previous|preceding|prior)\s+(?:fiscal\s+)?(?:quarter|period)\b)
  | (?P<current>(?:the|this|current)\s+(?:fiscal\s+|current\s+)?quarter\b(?!\s+(?:century|point)))
  | (?P<year>(?:fiscal\s+(?:year\s+)?|full\s+year\s+|calendar\s+(?:year\s+)?
        |(?:in|for|during|of)\s+(?:the\s+year\s+)?)(?P<y_year>{_YEAR}))
  | (?P<vague>{_LAST_YEAR}|{_THIS_YEAR}|(?:the|full|entire|fiscal|for)\s+(?:full\s+|fiscal\s+)?year\b
        |year[\s-]to[\s-]date|month\b|week\b)
    )""",
    re.VERBOSE,
)
_APPOSED = re.compile(r"[\s,]*(?:(?:in|for|during|the)\s+)*", re.IGNORECASE)
_FISCAL_YEAR_END = re.compile(r"^[ \t]*FISCAL YEAR END:\s*(\d{2})\d{2}", re.MULTILINE)
_NAMES_A_PERIOD = re.compile(r"quarter|year|month|period|half|week|(?:19|20)\d\d")
_HEADED_QUARTER = re.compile(r"\b(first|second|third|fourth)\s+quarter\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Phrase:
    """A period said in a sentence: where (offsets in the sentence) and which; None where it cannot be told."""

    start: int
    end: int
    period: Period | None


def closing_month(day: date) -> tuple[int, int]:
    """Year and month that a fiscal period's last day closes: 1 October 2005 closes September 2005."""
    nominal = day - timedelta(days=SPILL_DAYS)
    return (nominal.year, nominal.month) if day.day <= SPILL_DAYS else (day.year, day.month)


def months_of(period: Period) -> int:
    """Length of a duration in whole months, nearest; 0 for an instant."""
    if period.start is None:
        return 0
    return round(((period.end - period.start).days + 1) / DAYS_A_MONTH)


@dataclass(frozen=True, slots=True)
class Calendar:
    """The periods of a filing's columns, and the month in which its fiscal year closes."""

    periods: tuple[Period, ...]  # durations, most frequent first
    year_end: int
    close: date | None  # the last day of the period reported on

    @classmethod
    def of(cls, tables: Sequence[Table], document: Document) -> Calendar:
        """The header of a submission names the fiscal year's end; the cover, the period reported on."""
        counted = Counter(
            column.period for table in tables for column in table.columns if column.period and column.period.start
        )
        header = document.text[:HEAD_CHARACTERS]
        stated = _FISCAL_YEAR_END.search(header) if "FISCAL YEAR END:" in header else None
        month = document.fiscal_year_end[0] if document.fiscal_year_end else int(stated[1]) if stated else 0
        year_end = month if 1 <= month <= 12 else _year_end(counted, tables)
        ends = sorted({period.end for period in counted})
        reported = date.fromisoformat(document.period) if document.period else None
        near = [end for end in ends if reported and abs((end - reported).days) <= SPILL_DAYS]
        close = near[-1] if near else ends[-1] if ends else None
        return cls(tuple(period for period, _ in counted.most_common()), year_end, close)

    def ending(self, year: int, month: int, months: int) -> Period:
        """The column's period that closes in this month and is this long; failing one, the calendar's."""
        for period in self.periods:
            if months_of(period) == months and closing_month(period.end) == (year, month):
                return period
        first = year * 12 + month - months
        return Period(date(year, month, monthrange(year, month)[1]), date(first // 12, first % 12 + 1, 1))

    def ended(self, day: date, months: int) -> Period:
        """The period of ``months`` months that closes on ``day``, or on the day the columns have for it."""
        return self.ending(*closing_month(day), months)

    def fiscal_year(self, period: Period) -> int:
        """The fiscal year in which a period closes, named for the calendar year in which that year ends."""
        year, month = closing_month(period.end)
        return year if month <= self.year_end else year + 1

    def through(self, months: int, fiscal_year: int, length: int) -> Period | None:
        """The period of ``length`` months that ends ``months`` months into a fiscal year.

        None where the naming of fiscal years is not settled (years that close in January or February).
        """
        if self.year_end <= 2 or not 1990 <= fiscal_year <= 2090:
            return None
        closing = fiscal_year * 12 + self.year_end - 1 - (12 - months)
        return self.ending(closing // 12, closing % 12 + 1, length)

    def current(self, months: int) -> Period | None:
        """The column that ends with the period reported on and is this long."""
        for period in self.periods:
            if period.end == self.close and months_of(period) == months:
                return period
        return None

    def shifted(self, period: Period, years: int) -> Period:
        """The same months of another year: ``years`` later, or earlier where negative."""
        year, month = closing_month(period.end)
        return self.ending(year + years, month, months_of(period))


def _year_end(counted: Counter[Period], tables: Sequence[Table]) -> int:
    """The fiscal year's closing month from whole years, year-to-date columns or headed quarters; else December."""
    votes: Counter[int] = Counter()
    for period, count in counted.items():
        if period.start is None:
            continue
        if months_of(period) == 12:
            votes[closing_month(period.end)[1]] += count
        elif months_of(period) in (6, 9):
            opening = (period.start + timedelta(days=SPILL_DAYS)).month
            votes[(opening - 2) % 12 + 1] += count
    for table in tables:
        for column in table.columns:
            headed = _HEADED_QUARTER.search(column.header)
            if headed and column.period and months_of(column.period) == 3:
                month = closing_month(column.period.end)[1]
                votes[(month + 3 * (4 - _ORDINALS[headed[1].lower()]) - 1) % 12 + 1] += 1
    return votes.most_common(1)[0][0] if votes else 12


def lowered_in_place(text: str) -> str:
    """The text in lower case with every character at its place. (One capital, a dotted I, becomes two characters.)"""
    lowered = text.lower()
    return lowered if len(lowered) == len(text) else "".join(c.lower() if len(c.lower()) == 1 else c for c in text)


def phrases(sentence: str, calendar: Calendar) -> list[Phrase]:
    """The periods named in a sentence, in order, relative ones against the last plain one before them."""
    found: list[Phrase] = []
    governing: Period | None = None
    vague = False
    lowered = lowered_in_place(sentence)
    if not _NAMES_A_PERIOD.search(lowered):
        return found
    for match in _PHRASE.finditer(lowered):
        kind = _kind(match)
        period = _RESOLVERS[kind](match, calendar, governing)
        if kind not in ("same", "year_ago", "previous", "vague") and period is not None:
            governing = period
        if found and (vague or kind == "vague") and _APPOSED.fullmatch(sentence, found[-1].end, match.start()):
            if kind == "vague":
                continue  # "in the first quarter of 2002, a year earlier"
            found.pop()  # "one year earlier, in the first quarter of 2002"
        found.append(Phrase(match.start(), match.end(), period))
        vague = kind == "vague"
    return found


def _kind(match: re.Match[str]) -> str:
    return next(kind for kind in _RESOLVERS if match[kind] is not None)


def _ended(match: re.Match[str], calendar: Calendar, governing: Period | None) -> Period | None:
    days = dates_in(match["e_date"])
    if not days:
        return None
    months = _COUNTS[match["e_months"].lower()] if match["e_months"] else 3 if match["e_quarter"] else 12
    return calendar.ended(days[0], months)


def _year_said(calendar: Calendar, year: str | None, last: object, this: object) -> int | None:
    """The fiscal year that a phrase names; without a word, the one reported on."""
    if year:
        return int(year)
    if calendar.close is None:
        return None
    return calendar.fiscal_year(Period(calendar.close)) - (1 if last else 0)


def _quarter(match: re.Match[str], calendar: Calendar, governing: Period | None) -> Period | None:
    before = (match["q_before"] or "").lower()
    last = match["q_last"] or (before if before and not before.startswith("this") else None)
    year = _year_said(calendar, match["q_year"] or match["q_year_before"], last, match["q_this"])
    if year is None:
        return None
    period = calendar.through(3 * _ORDINALS[match["q_ordinal"].lower()], year, 3)
    named = match["q_year"] or match["q_year_before"] or last or match["q_this"] or before
    if not named and period is not None and period.end != calendar.close:
        return None  # "the fourth quarter" in a report on another quarter: which year's is not said
    return period


def _months(match: re.Match[str], calendar: Calendar, governing: Period | None) -> Period | None:
    year = _year_said(calendar, match["m_year"], match["m_last"], match["m_this"])
    count = _COUNTS[match["m_count"].lower()] if match["m_count"] else 9 if match["m_quarters"] == "three" else 6
    if year is None:
        return None
    period = calendar.through(count, year, count)
    named = match["m_year"] or match["m_last"] or match["m_this"]
    return None if not named and period is not None and period.end != calendar.close else period


def _bare(match: re.Match[str], calendar: Calendar, governing: Period | None) -> Period | None:
    return calendar.current(_COUNTS[match["b_count"].lower()])


def _same(match: re.Match[str], calendar: Calendar, governing: Period | None) -> Period | None:
    if governing is None or not months_of(governing):
        return None
    if match["s_year"]:
        years = int(match["s_year"]) - calendar.fiscal_year(governing)
        return calendar.shifted(governing, years) if -3 <= years < 0 else None
    return calendar.shifted(governing, -1) if match["s_last"] or "prior" in match[0].lower() else None


def _year_ago(match: re.Match[str], calendar: Calendar, governing: Period | None) -> Period | None:
    return calendar.shifted(governing, -1) if governing and months_of(governing) else None


def _previous(match: re.Match[str], calendar: Calendar, governing: Period | None) -> Period | None:
    if governing is None or months_of(governing) != 3 or governing.start is None:
        return None
    return calendar.ended(governing.start - timedelta(days=1), 3)


def _current(match: re.Match[str], calendar: Calendar, governing: Period | None) -> Period | None:
    return calendar.current(3)


def _year(match: re.Match[str], calendar: Calendar, governing: Period | None) -> Period | None:
    return calendar.through(12, int(match["y_year"]), 12)


def _vague(match: re.Match[str], calendar: Calendar, governing: Period | None) -> Period | None:
    return None


_RESOLVERS = {
    "ended": _ended,
    "quarter": _quarter,
    "months": _months,
    "bare": _bare,
    "same": _same,
    "year_ago": _year_ago,
    "previous": _previous,
    "current": _current,
    "year": _year,
    "vague": _vague,
}


def agree(first: Period, second: Period) -> bool:
    """Whether two periods are one: both durations of a length that close together, or both instants of a day."""
    if (first.start is None) != (second.start is None):
        return False
    return abs((first.end - second.end).days) <= SPILL_DAYS and months_of(first) == months_of(second)
