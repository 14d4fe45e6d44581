"""Periods: what "Third Quarter Ended Sept. 30, 2003" speaks of, and when a duration began."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from auditor.extract.spelling import Spelled
from auditor.model.figure import Period

MONTHS = Spelled({"jan": 1, "feb": 2, "mar": 3, "apr": 4, "may": 5, "jun": 6})
MONTHS |= {"jul": 7, "aug": 8, "sep": 9, "oct": 10, "nov": 11, "dec": 12}
NUMBER_WORDS = {"one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9}
NUMBER_WORDS |= {"ten": 10, "eleven": 11, "twelve": 12}
ORDINALS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "1st": 1, "2nd": 2, "3rd": 3, "4th": 4}
WEEKS = {"twelve": 12, "thirteen": 13, "fourteen": 14, "sixteen": 16, "twenty-six": 26, "twenty-seven": 27}
WEEKS |= {"thirty-nine": 39, "forty": 40, "fifty-two": 52, "fifty-three": 53}

HEADER = 20_000  # characters of a submission within which its header stands
OPENING = 1_000_000  # and within which an annual report has named its fiscal year

_MONTH = (
    r"(?P<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?"
    r"|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\b\.?"
)
_FULL_DATE = re.compile(_MONTH + r"\s*(?P<day>\d{1,2}),?\s*(?P<year>(?:19|20)\d\d)\b", re.IGNORECASE)
_NAMES = tuple(name.capitalize() for name in MONTHS)
_IN_FIGURES = re.compile(
    r"(?<![\w./-])(?:(?P<year>(?:19|20)\d\d)-(?P<month>0[1-9]|1[0-2])-(?P<day>0[1-9]|[12]\d|3[01])"
    r"|(?P<first>0?[1-9]|[12]\d|3[01])\.(?P<second>0?[1-9]|1[0-2])\.(?P<last>(?:19|20)\d\d))(?![\w/-])"
)
_DAY_FIRST = re.compile(
    r"\b(?P<day>\d{1,2})(?:st|nd|rd|th)?\s+" + _MONTH + r",?\s*(?P<year>(?:19|20)\d\d)\b", re.IGNORECASE
)
_SHORT_QUARTER = re.compile(
    r"\b(?:(?P<before>[1-4])Q|Q(?P<after>[1-4]))[ -]?(?:FY)?'?(?P<year>20\d\d|\d\d)\b(?![,.]?\d)", re.IGNORECASE
)
_MONTH_DAY = re.compile(_MONTH + r"\s*(?P<day>\d{1,2})(?!\d)", re.IGNORECASE)
_MONTH_YEAR = re.compile(_MONTH + r",?\s*(?P<year>(?:19|20)\d\d)\b", re.IGNORECASE)
_SLASHED = re.compile(
    r"(?<![\d/-])(?P<month>0?[1-9]|1[0-2])(?P<mark>[/-])(?P<day>[0-2]?\d|3[01])(?P=mark)(?P<year>(?:19|20)?\d\d)(?![\d/-])"
)
_YEAR = re.compile(r"(?<![\d,$.])(?:19|20)\d\d(?!\d|,\d)")
_SHORT_YEAR = re.compile(r"(?:'|\bFY ?)(\d\d)\b", re.IGNORECASE)
_MONTHS_LONG = re.compile(r"\b(?P<count>[a-z]+|\d{1,2})[- ]months?\b", re.IGNORECASE)
_AGE = re.compile(
    r"\b(?:than|next|within|over) (?:the )?(?:next )?\w+ months\b|\bmonths or (?:more|greater|longer|less)\b",
    re.IGNORECASE,
)
_WEEKS_LONG = re.compile(r"\b(?P<count>[a-z]+(?:-[a-z]+)?|\d{1,2})[- ]weeks?\b", re.IGNORECASE)
_QUARTER = re.compile(
    r"\b(?:(?P<ordinal>first|second|third|fourth|1st|2nd|3rd|4th)\s+(?:fiscal\s+)?quarter|Q(?P<digit>[1-4])\b|quarters?\b"
    r"|quarterly\b)",
    re.IGNORECASE,
)
_YEARLY = re.compile(r"\b(?:years?|fiscal)\b", re.IGNORECASE)
_TO_DATE = re.compile(r"\byear[- ]to[- ]date\b|\bYTD\b", re.IGNORECASE)
_SPANNED = re.compile(
    _MONTH.replace("?P<month>", "")
    + r"\s*\d{1,2},?\s*(?:19|20)\d\d\b[^\d]{0,60}?\b(?:to|through)\s+"
    + _MONTH.replace("?P<month>", "")
    + r"\s*\d{1,2},?\s*(?:19|20)\d\d\b",
    re.IGNORECASE,
)
_AT = re.compile(r"\b(?:as (?:of|at)|at)\b(?!,? (?:or|and) for\b)", re.IGNORECASE)
_FISCAL_HEADER = re.compile(r"FISCAL YEAR END:\s*(\d\d)(\d\d)")
_ENDED = re.compile(r"\bend(?:ed|ing)\b", re.IGNORECASE)
# In words in lower case; the letters come first, so that the search leaps to them.
_YEAR_ENDED = re.compile(r"year(?<=\byear)s?\s+ended\s+" + _MONTH + r"\s*(?P<day>\d{1,2})")
_YEAR_ENDED_DAY_FIRST = re.compile(
    r"\b(?:years?|period)\s+end(?:ed|ing)\s+(?P<day>\d{1,2})(?:st|nd|rd|th)?\s+" + _MONTH
)


@dataclass(frozen=True, slots=True)
class Calendar:
    """The month and day on which the company's fiscal year ends.

    ``ahead`` is 1 where a year's name runs behind: fiscal 2025 ends in January 2026.
    """

    month: int = 12
    day: int = 31
    ahead: int = 0

    def year_end(self, year: int) -> date:
        return _date(year + self.ahead, self.month, self.day)


def calendar_of(text: str, stated: tuple[int, int] | None = None) -> Calendar:
    """The fiscal year's end: ``stated`` (month, day) by the submission's header, else the first "year ended" of the
    text, else December. The header may also stand in the text itself."""
    if stated:
        return Calendar(*stated)
    header = _FISCAL_HEADER.search(text, 0, HEADER)
    if header and 1 <= int(header[1]) <= 12 and 1 <= int(header[2]) <= 31:
        return Calendar(int(header[1]), int(header[2]))
    opening = text[:OPENING].lower()
    phrase = _YEAR_ENDED.search(opening) or _YEAR_ENDED_DAY_FIRST.search(opening)
    if phrase:
        return Calendar(MONTHS[phrase["month"][:3].lower()], min(31, max(1, int(phrase["day"]))))
    return Calendar()


@lru_cache(maxsize=4096)
def period_of(
    head: str, context: str = "", flow: bool | None = None, calendar: Calendar | None = None
) -> Period | None:
    """The period a column's head speaks of; ``context`` is what stands above (caption, stub head).

    ``flow`` says whether the table is a statement of flows (True), of balances (False) or unknown (None).
    Returns None where no year is named.

    >>> str(period_of("Third Quarter Ended Sept. 30, 2003"))
    '2003-07-01 to 2003-09-30'
    >>> str(period_of("1993", "For the years ended December 31"))
    '1993-01-01 to 1993-12-31'
    """
    calendar = calendar or Calendar()
    head, context = month_first(head), month_first(context)
    spanned = _SPANNED.search(head)
    if spanned is not None and flow is not False:
        first, last = full_dates(spanned[0])
        if first < last:
            return Period(last, first)
    months = _duration(head)
    to_date = _TO_DATE.search(head) is not None
    at = bool(_AT.search(head))
    if months is None and not at:
        months = _duration(context)
        if flow is False or (months is not None and _AT.search(context) and not _ended(context)):
            months = None
    end = _end(head, context, months, calendar)
    if end is None:
        return None
    if to_date:
        months = (end.month - calendar.month - 1) % 12 + 1
    if months is None and not at and flow and _only_year(head):
        months = 12
    return Period(end, start_of(end, months)) if months and flow is not False else Period(end)


def is_periodic(head: str) -> bool:
    """Whether a head names a year, a date or a duration.

    >>> is_periodic("Retained Earnings"), is_periodic("1994")
    (False, True)
    """
    head = month_first(head)
    return any(pattern.search(head) for pattern in (_YEAR, _MONTH_DAY, _SLASHED, _SHORT_YEAR)) or bool(_duration(head))


@lru_cache(maxsize=4096)
def month_first(text: str) -> str:
    """The same words with days written before their month put behind it: "31 March 2018" is "March 31, 2018".

    So are dates in figures that only one order explains: "2018-03-31" and "31.03.2018".
    """
    if "-" in text or "." in text:
        text = _IN_FIGURES.sub(_in_words, text)
    text = _DAY_FIRST.sub(r"\g<month> \g<day>, \g<year>", text)
    return _SHORT_QUARTER.sub(_spelled_quarter, text)


def _in_words(match: re.Match[str]) -> str:
    month = int(match["month"] or match["second"])
    return f"{_NAMES[month - 1]} {int(match['day'] or match['first'])}, {match['year'] or match['last']}"


def _spelled_quarter(match: re.Match[str]) -> str:
    """ "4Q21" and "Q4'21" as "Q4 2021"."""
    year = match["year"]
    return f"Q{match['before'] or match['after']} {year if len(year) == 4 else _century(int(year))}"


def has_full_date(text: str) -> bool:
    """Whether words name a day in full: month, day and year."""
    text = month_first(text)
    return _FULL_DATE.search(text) is not None or _SLASHED.search(text) is not None


def month_day(text: str) -> tuple[int, int] | None:
    """The first month and day that words name, as numbers."""
    match = _MONTH_DAY.search(month_first(text))
    return (MONTHS[match["month"][:3].lower()], int(match["day"])) if match else None


def full_dates(text: str) -> list[date]:
    """The days that words name in full, in order."""
    return [
        _date(int(m["year"]), MONTHS[m["month"][:3].lower()], int(m["day"]))
        for m in _FULL_DATE.finditer(month_first(text))
    ]


def is_duration(text: str) -> bool:
    """Whether words name a length of time: months, weeks, a quarter, a year."""
    return _duration(text) is not None


def only_year(head: str) -> bool:
    """Whether a head names a year and no month."""
    return _only_year(head) and _MONTH_YEAR.search(head) is None


def _ended(context: str) -> bool:
    return _ENDED.search(context) is not None


def _only_year(head: str) -> bool:
    return _MONTH_DAY.search(head) is None and _YEAR.search(head) is not None


def _duration(text: str) -> int | None:
    """Length in months, or None where the words name none."""
    match = _MONTHS_LONG.search(text)
    if match and not _AGE.search(text):
        word = match["count"].lower()
        count = NUMBER_WORDS.get(word) or (int(word) if word.isdigit() else 0)
        if 0 < count <= 24:
            return count
    match = _WEEKS_LONG.search(text)
    if match:
        word = match["count"].lower()
        weeks = WEEKS.get(word) or (int(word) if word.isdigit() else 0)
        if weeks:
            return max(1, round(weeks * 12 / 52))
    if _QUARTER.search(text):
        return 3
    if _YEARLY.search(text):
        return 12
    return None


def _end(head: str, context: str, months: int | None, calendar: Calendar) -> date | None:
    full = _FULL_DATE.search(head)
    if full:
        return _date(int(full["year"]), MONTHS[full["month"][:3].lower()], int(full["day"]))
    slashed = _SLASHED.search(head)
    if slashed:
        year = int(slashed["year"])
        year += 0 if year > 99 else (1900 if year >= 70 else 2000)
        return _date(year, int(slashed["month"]), int(slashed["day"]))
    year_text = _YEAR.search(head)
    short = _SHORT_YEAR.search(head)
    if year_text is None and short is None:
        return _dated_only(head, context)
    year = int(year_text[0]) if year_text else _century(int(short[1])) if short else 0
    day = _MONTH_DAY.search(head)
    month_year = _MONTH_YEAR.search(head)
    if day is None and month_year is not None:
        return _month_end(year, MONTHS[month_year["month"][:3].lower()])
    quarter = _numbered_quarter(head)
    if day is None and quarter is not None and (quarter["ordinal"] or quarter["digit"]):
        count = ORDINALS.get((quarter["ordinal"] or "").lower()) or int(quarter["digit"] or 0)
        return _fiscal(year, 3 * count, calendar)
    if day is None:
        named = next((full for full in _FULL_DATE.finditer(context) if int(full["year"]) == year), None)
        day = named or _MONTH_DAY.search(context)
    if day is not None:
        return _date(year, MONTHS[day["month"][:3].lower()], int(day["day"]))
    quarter = _numbered_quarter(context)
    if quarter is not None and (quarter["ordinal"] or quarter["digit"]):
        count = ORDINALS.get((quarter["ordinal"] or "").lower()) or int(quarter["digit"] or 0)
        return _fiscal(year, 3 * count, calendar)
    return _fiscal(year, months or 12, calendar)


def _numbered_quarter(text: str) -> re.Match[str] | None:
    """The first quarter that words number: not the "quarterly" before it."""
    return next((match for match in _QUARTER.finditer(text) if match["ordinal"] or match["digit"]), None)


def _dated_only(head: str, context: str) -> date | None:
    """A head with month and day but no year takes the one year its context names."""
    day = _MONTH_DAY.search(head)
    source = context if day is not None else head + " " + context
    full = _FULL_DATE.search(context) if day is None else None
    if full and len(set(_YEAR.findall(source))) == 1:
        return _date(int(full["year"]), MONTHS[full["month"][:3].lower()], int(full["day"]))
    years = set(_YEAR.findall(context))
    if day is not None and len(years) == 1:
        return _date(int(years.pop()), MONTHS[day["month"][:3].lower()], int(day["day"]))
    return None


def _century(year: int) -> int:
    return year + (1900 if year >= 70 else 2000)


def _fiscal(year: int, months: int, calendar: Calendar) -> date:
    """The day on which the first ``months`` of fiscal ``year`` end."""
    if months >= 12:
        return calendar.year_end(year)
    index = (year + calendar.ahead) * 12 + calendar.month - 1 - (12 - months)
    whole = calendar.day >= monthrange(2001, calendar.month)[1]
    month_end = _month_end(index // 12, index % 12 + 1)
    return month_end if whole else _date(index // 12, index % 12 + 1, calendar.day)


def start_of(end: date, months: int) -> date:
    """The first day of a duration of whole months.

    >>> start_of(date(2003, 9, 30), 3), start_of(date(1997, 9, 27), 12)
    (datetime.date(2003, 7, 1), datetime.date(1996, 9, 28))
    """
    index = end.year * 12 + end.month - 1 - months
    if end.day == monthrange(end.year, end.month)[1]:
        return _month_end(index // 12, index % 12 + 1) + timedelta(days=1)
    return _date(index // 12, index % 12 + 1, end.day) + timedelta(days=1)


def _month_end(year: int, month: int) -> date:
    return date(year, month, monthrange(year, month)[1])


def _date(year: int, month: int, day: int) -> date:
    """A date; a day beyond the month's end (a misprint, or 29 February) is moved back to it."""
    month = min(12, max(1, month))
    return date(year, month, min(max(1, day), monthrange(year, month)[1]))
