"""Of which period a row of a release speaks: its dates, its label, or fiscal year and period."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, timedelta
from functools import lru_cache
from typing import NamedTuple

from auditor.extract.periods import full_dates, start_of

DAYS_A_MONTH = 30.4375
QUARTER = 3  # months
FIRST_YEAR, LAST_YEAR = 1800, 2999  # of anything a company reports; 9999-12-31 means "open", and is no period's end
SPILL = 14  # days by which a 52/53-week period may end in the month before or behind

_ISO = re.compile(r"(\d{4})[-/](\d{1,2})[-/](\d{1,2})(?:[T ]00:00(?::00(?:\.0+)?)?Z?)?")
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})(?:\.0)?")
_YEAR_QUARTER = re.compile(r"(?:CY|FY)?(\d{4})[ \-/]?Q([1-4])I?|Q([1-4])[ \-/]?(?:CY|FY)?(\d{4})", re.I)
_YEAR_HALF = re.compile(r"(?:FY)?(\d{4})[ \-/]?H([12])|H([12])[ \-/]?(?:FY)?(\d{4})", re.I)
_YEAR = re.compile(r"(?:FY|CY)?[ \-]?(\d{4})(?:[ \-]?FY)?(?:\.0)?", re.I)
_MONTH = re.compile(r"(\d{4})-(\d{2})")
_SPAN = re.compile(r"(\d{4}-\d{1,2}-\d{1,2})\s*(?:to|/|–|\.\.)\s*(\d{4}-\d{1,2}-\d{1,2})")
_FISCAL = re.compile(r"(?:Q)?([1-4])(?:\.0)?|(FY|CY|A|Y|YEAR|ANNUAL)|H([12])|(9M)|(?:Q)?([1-4])Q", re.I)


class Stamp(NamedTuple):
    """The last day of a period; its first day and whole months where the row tells them (0 months: nothing said)."""

    end: date
    start: date | None
    months: int


@lru_cache(maxsize=65536)
def stamp_of(period: str, start: str, end: str, year: str, fiscal: str, quarters: str) -> Stamp | None:
    """The period of a row from what its columns say; "" for what there is no column of. None where it cannot be told.

    An end alone says nothing of the length: the amount is taken for no particular duration.

    >>> stamp_of("2023Q1", "", "", "", "", "")
    Stamp(end=datetime.date(2023, 3, 31), start=datetime.date(2023, 1, 1), months=3)
    >>> stamp_of("", "", "2023-09-30", "2023", "Q3", "").start, stamp_of("", "", "20231231", "", "", "4").months
    (datetime.date(2023, 7, 1), 12)
    """
    last, first = _day(end), _day(start)
    if (end.strip() and last is None) or (start.strip() and first is None):
        return None
    if last is None and period.strip():
        return _labelled(period.strip())
    length = _length(fiscal, quarters)
    if last is not None:
        if first is not None:
            return Stamp(last, first, months_between(first, last)) if first < last else None
        if length is None:
            told = _labelled(period.strip()) if period.strip() else None
            length = told.months if told is not None else 0
        return Stamp(last, start_of(last, length) if length else None, length)
    if not year.strip():
        return None
    return _fiscal(year.strip(), fiscal.strip())


def months_between(first: date, last: date) -> int:
    """Whole months of a duration, nearest; at least one."""
    return max(1, round(((last - first).days + 1) / DAYS_A_MONTH))


def month_index(day: date) -> int:
    """The month that a period's last day closes, counted from year 0: 1 October 2005 closes September 2005."""
    nominal = day - timedelta(days=SPILL) if day.day <= SPILL else day
    return nominal.year * 12 + nominal.month - 1


def _day(text: str) -> date | None:
    text = text.strip()
    if not text:
        return None
    found = _ISO.fullmatch(text) or _COMPACT.fullmatch(text)
    if found is not None:
        return _date(*map(int, found.groups()))
    if not re.search(r"[A-Za-z]", text):  # 03/04/2023 is one day here and another there
        return None
    days = full_dates(text)
    return days[0] if len(days) == 1 else None


def _date(year: int, month: int, day: int) -> date | None:
    if not FIRST_YEAR <= year <= LAST_YEAR:
        return None
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _labelled(text: str) -> Stamp | None:
    """A period by its label: "2023Q1", "FY2023", "2023-03-31", "2023-01-01 to 2023-03-31"."""
    span = _SPAN.fullmatch(text)
    if span is not None:
        first, last = _day(span[1]), _day(span[2])
        return Stamp(last, first, months_between(first, last)) if first and last and first < last else None
    if (quarter := _YEAR_QUARTER.fullmatch(text)) is not None:
        year, number = int(quarter[1] or quarter[4]), int(quarter[2] or quarter[3])
        return _months(year, number * QUARTER, QUARTER)
    if (half := _YEAR_HALF.fullmatch(text)) is not None:
        return _months(int(half[1] or half[4]), int(half[2] or half[3]) * 6, 6)
    if (year_only := _YEAR.fullmatch(text)) is not None:
        return _months(int(year_only[1]), 12, 12)
    day = _day(text)
    if day is not None:
        return Stamp(day, None, 0)
    if (month := _MONTH.fullmatch(text)) is not None and 1 <= int(month[2]) <= 12:
        return _months(int(month[1]), int(month[2]), 1)
    return None


def _months(year: int, month: int, length: int) -> Stamp | None:
    if not FIRST_YEAR <= year <= LAST_YEAR:
        return None
    last = date(year, month, monthrange(year, month)[1])
    return Stamp(last, start_of(last, length), length)


def _length(fiscal: str, quarters: str) -> int | None:
    """Months that the columns of fiscal period or quarters tell; 0 for an instant, None where they say nothing."""
    if re.fullmatch(r"\d{1,2}(?:\.0)?", quarters.strip()):
        return int(float(quarters)) * QUARTER
    found = _FISCAL.fullmatch(fiscal.strip())
    if found is None:
        return None
    return 12 if found[2] else 6 if found[3] else 9 if found[4] else QUARTER


def _fiscal(year: str, fiscal: str) -> Stamp | None:
    """Fiscal year and period without a date, taken as those of the calendar."""
    whole = _YEAR.fullmatch(year)
    if whole is None:
        return None
    if not fiscal:
        return _months(int(whole[1]), 12, 12)
    found = _FISCAL.fullmatch(fiscal)
    if found is None:
        return None
    if number := found[1] or found[5]:
        return _months(int(whole[1]), int(number) * QUARTER, QUARTER)
    if found[3]:
        return _months(int(whole[1]), int(found[3]) * 6, 6)
    return _months(int(whole[1]), 9 if found[4] else 12, 9 if found[4] else 12)
