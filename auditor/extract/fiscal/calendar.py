"""The fiscal calendar of a filing: its columns' periods, when its year closes, and how its fiscal years are named."""

from __future__ import annotations

import re
from calendar import monthrange
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from auditor.extract.spelling import Spelled
from auditor.model.document import Document
from auditor.model.figure import Period
from auditor.model.table import Table
from auditor.read.cover import DATE_WORDS, dates_in

DAYS_A_MONTH = 30.44
HEAD_CHARACTERS = 20_000  # a submission's header stands here
NAMING_CHARACTERS = 300_000  # within which a filing has said how it names its fiscal years
SPILL_DAYS = 10  # a fiscal month of 52-53 week years may end this many days into the next one
EARLY_YEAR_END = 2  # years that close in January or February are named for either of two calendar years

_ORDINALS = Spelled({"first": 1, "second": 2, "third": 3, "fourth": 4})
_FISCAL_YEAR_END = re.compile(r"^[ \t]*FISCAL YEAR END:\s*(\d{2})(\d{2})", re.MULTILINE)
_HEADED_QUARTER = re.compile(r"\b(first|second|third|fourth)\s+quarter\b", re.IGNORECASE)
_HEADED_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
# In words in lower case: "fiscal 2020 (the year ended February 29, 2020)", "the third quarter of fiscal 2026".
_DAY = rf"(?P<day>{DATE_WORDS.lower()})"
_NAME = r"fiscal\s+(?:year\s+)?(?P<name>20\d\d|19\d\d)\b"
_NAMED_THEN_ENDED = re.compile(rf"\b{_NAME}[^.;]{{0,60}}?\bended\s+(?:on\s+)?{_DAY}")
_ENDED_THEN_NAMED = re.compile(rf"\byear\s+ended\s+{_DAY}[\s,]*[(\"\u201c]{{1,2}}(?:the\s+)?[\"\u201c]?{_NAME}")
_QUARTER_OF = re.compile(rf"\b(?P<ordinal>first|second|third|fourth)\s+quarter\s+(?:of\s+)?(?:the\s+)?{_NAME}")
_QUARTER_ENDED = re.compile(
    r"\b(?P<ordinal>first|second|third|fourth)\s+(?:fiscal\s+)?quarter"
    r"(?:\s+(?:of\s+)?(?:fiscal\s+)?(?:year\s+)?(?:20|19)\d\d)?"
    rf"(?:\s+(?:results|period))?,?\s+(?:which\s+|that\s+)?ended\s+(?:on\s+)?{_DAY}"
)
_YEAR_ENDED = re.compile(rf"\b(?:fiscal\s+)?year\s+end(?:ed|ing)\s+(?:on\s+)?{_DAY}")
# How much each kind of evidence for the closing month counts. Columns of twelve months may trail any quarter.
_WORDS_WEIGHT, _SHEET_WEIGHT, _QUARTER_WEIGHT, _OPENING_WEIGHT, _YEAR_WEIGHT = 4, 4, 3, 2, 1
_SOME = 3  # of the commonest close's columns, one in this many makes a close count


def closing_month(day: date) -> tuple[int, int]:
    """Year and month that a fiscal period's last day closes: 1 October 2005 closes September 2005."""
    nominal = day - timedelta(days=SPILL_DAYS)
    return (nominal.year, nominal.month) if day.day <= SPILL_DAYS else (day.year, day.month)


def months_of(period: Period) -> int:
    """Length of a duration in whole months, nearest; 0 for an instant."""
    if period.start is None:
        return 0
    return round(((period.end - period.start).days + 1) / DAYS_A_MONTH)


def agree(first: Period, second: Period) -> bool:
    """Whether two periods are one: both durations of a length that close together, or both instants of a day."""
    if (first.start is None) != (second.start is None):
        return False
    return abs((first.end - second.end).days) <= SPILL_DAYS and months_of(first) == months_of(second)


@dataclass(frozen=True, slots=True)
class Calendar:
    """The periods of a filing's columns, and the month in which its fiscal year closes."""

    periods: tuple[Period, ...]  # durations, most frequent first
    year_end: int
    close: date | None  # the last day of the period reported on
    instants: tuple[Period, ...] = ()  # the days of balances, most frequent first
    behind: int | None = 0  # by how many years a fiscal year's name runs behind the year it closes in; None: unsettled
    _closing: Mapping[tuple[int, int, int], Period] = field(init=False, repr=False, compare=False, default_factory=dict)

    def __post_init__(self) -> None:
        closing: dict[tuple[int, int, int], Period] = {}
        for period in self.periods:
            closing.setdefault((*closing_month(period.end), months_of(period)), period)
        object.__setattr__(self, "_closing", closing)

    @classmethod
    def of(cls, tables: Sequence[Table], document: Document) -> Calendar:
        """The header of a submission names the fiscal year's end; the cover, the period reported on."""
        counted = Counter(column.period for table in tables for column in table.columns if column.period)
        durations = Counter({period: count for period, count in counted.items() if period.start})
        instants = Counter({period: count for period, count in counted.items() if not period.start})
        close = _close(durations, instants, document)
        year_end = _stated_year_end(document) or _year_end(durations, close, tables, document)
        return cls(
            tuple(period for period, _ in durations.most_common()),
            year_end,
            close,
            tuple(period for period, _ in instants.most_common()),
            _naming(year_end, close, tables, document),
        )

    def ending(self, year: int, month: int, months: int) -> Period:
        """The column's period that closes in this month and is this long; failing one, the calendar's."""
        printed = self._closing.get((year, month, months))
        if printed is not None:
            return printed
        first = year * 12 + month - months
        return Period(date(year, month, monthrange(year, month)[1]), date(first // 12, first % 12 + 1, 1))

    def ended(self, day: date, months: int) -> Period:
        """The period of ``months`` months that closes on ``day``, or on the day the columns have for it."""
        return self.ending(*closing_month(day), months)

    def instant(self, day: date) -> Period:
        """The balances of ``day``; where it is a month's last, those of the day the columns have for it."""
        last = day.day == monthrange(day.year, day.month)[1]
        reach = SPILL_DAYS if last else 0
        near = [each for each in self.instants if abs((each.end - day).days) <= reach]
        return min(near, key=lambda each: abs((each.end - day).days), default=Period(day))

    def balance(self, period: Period) -> Period:
        """The balances at the end of a period."""
        near = [each for each in self.instants if abs((each.end - period.end).days) <= SPILL_DAYS]
        return min(near, key=lambda each: abs((each.end - period.end).days), default=Period(period.end))

    def opening(self, period: Period) -> Period | None:
        """The balances with which a period begins: those of the close before it. None for an instant."""
        return self.balance(Period(period.start - timedelta(days=1))) if period.start else None

    def year_of(self, day: date) -> int:
        """The calendar year in which the fiscal year that holds ``day`` closes."""
        year, month = closing_month(day)
        return year if month <= self.year_end else year + 1

    def fiscal_year(self, period: Period) -> int:
        """The name of the fiscal year in which a period closes: its calendar year, unless names run behind."""
        return self.year_of(period.end) - (self.behind or 0)

    def through(self, months: int, fiscal_year: int, length: int) -> Period | None:
        """The period of ``length`` months that ends ``months`` months into a fiscal year, called by its name.

        None where the naming of fiscal years is not settled (years that close in January or February).
        """
        if self.behind is None:
            return None
        return self.within(months, fiscal_year + self.behind, length)

    def within(self, months: int, year: int, length: int) -> Period | None:
        """The same of the fiscal year that closes in the calendar year ``year``."""
        if not 1990 <= year <= 2090:
            return None
        closing = year * 12 + self.year_end - 1 - (12 - months)
        return self.ending(closing // 12, closing % 12 + 1, length)

    def current(self, months: int) -> Period | None:
        """The column that ends with the period reported on and is this long."""
        if self.close is None:
            return None
        if not self.periods and months in (3, self.elapsed):
            return self.ended(self.close, months)  # no table was read; a cover names the close
        return self._closing.get((*closing_month(self.close), months))

    @property
    def elapsed(self) -> int:
        """Months of the fiscal year that the period reported on completes, 12 at its end; 0 where none is known."""
        return (closing_month(self.close)[1] - self.year_end - 1) % 12 + 1 if self.close else 0

    @property
    def only(self) -> Period | None:
        """The column that ends with the period reported on, where all that do are of one length."""
        if self.close is None:
            return None
        closing = closing_month(self.close)
        ending = [period for key, period in self._closing.items() if key[:2] == closing]
        return ending[0] if len(ending) == 1 else None

    def shifted(self, period: Period, years: int) -> Period:
        """The same months of another year, or its balances: ``years`` later, or earlier where negative."""
        year, month = closing_month(period.end)
        if period.start is None:
            return self.balance(self.ending(year + years, month, 1))
        return self.ending(year + years, month, months_of(period))


def _stated_year_end(document: Document) -> int | None:
    """The month that the fiscal year closes, by the submission's header; None where it says none."""
    stated = document.fiscal_year_end
    if stated is None:
        header = document.text[:HEAD_CHARACTERS]
        found = _FISCAL_YEAR_END.search(header) if "FISCAL YEAR END:" in header else None
        stated = (int(found[1]), int(found[2])) if found else (0, 0)
    month, day = stated
    if not 1 <= month <= 12:
        return None
    return month if not 1 <= day <= SPILL_DAYS else (month - 2) % 12 + 1


def _close(durations: Counter[Period], instants: Counter[Period], document: Document) -> date | None:
    """The last day of the period reported on: the latest close of columns that a balance sheet closes on too.

    Outlooks have columns that end later, comparatives earlier. Where there is no such balance, the cover decides.
    """
    reported = date.fromisoformat(document.period) if document.period else None
    ends: Counter[date] = Counter()
    for period, count in durations.items():
        ends[period.end] += count
    if not ends:
        return reported
    commonest = max(ends.values())
    told = [end for end, count in ends.items() if _SOME * count >= commonest and _has_balance(end, instants)]
    near = [end for end in ends if reported and abs((end - reported).days) <= SPILL_DAYS]
    return max(told or near or ends)


def _has_balance(end: date, instants: Counter[Period]) -> bool:
    return any(abs((each.end - end).days) <= SPILL_DAYS for each in instants)


def _year_end(counted: Counter[Period], close: date | None, tables: Sequence[Table], document: Document) -> int:
    """The fiscal year's closing month from sentences, balance sheets, columns and their heads; else December.

    It closes whole quarters before or behind the period reported on.
    """
    reported = closing_month(close) if close else None
    votes: Counter[int] = Counter()
    for period, count in counted.items():
        if period.start is None:
            continue
        if months_of(period) == 12:
            votes[closing_month(period.end)[1]] += _YEAR_WEIGHT * count
        elif months_of(period) in (6, 9):
            opening = (period.start + timedelta(days=SPILL_DAYS)).month
            votes[(opening - 2) % 12 + 1] += _OPENING_WEIGHT * count
    for table in tables:
        days = {column.period.end for column in table.columns if column.period and not column.period.start}
        if len(days) == 2 and closing_month(max(days)) == reported != closing_month(min(days)):
            votes[closing_month(min(days))[1]] += _SHEET_WEIGHT  # a balance sheet compares with the last year's end
        for column in table.columns:
            headed = _HEADED_QUARTER.search(column.header)
            if headed and column.period and months_of(column.period) == 3:
                votes[_closing_after(headed[1].lower(), column.period.end)] += _QUARTER_WEIGHT
    words = document.text[:NAMING_CHARACTERS].lower()
    for match in _QUARTER_ENDED.finditer(words):
        votes.update({_closing_after(match["ordinal"], day): _WORDS_WEIGHT for day in dates_in(match["day"])})
    for match in _YEAR_ENDED.finditer(words):
        votes.update({closing_month(day)[1]: _WORDS_WEIGHT for day in dates_in(match["day"])})
    fitting = [month for month, _ in votes.most_common() if reported is None or (month - reported[1]) % 3 == 0]
    return fitting[0] if fitting else 12


def _closing_after(ordinal: str, day: date) -> int:
    """The month in which the fiscal year closes whose first, second ... quarter ends on ``day``."""
    return (closing_month(day)[1] + 3 * (4 - _ORDINALS[ordinal]) - 1) % 12 + 1


def _naming(year_end: int, close: date | None, tables: Sequence[Table], document: Document) -> int | None:
    """By how many years the names of fiscal years run behind, as columns and sentences name them."""
    if year_end > EARLY_YEAR_END:
        return 0
    words = document.text[:NAMING_CHARACTERS].lower()
    named = [*_named_columns(tables), *_named_years(words, year_end), *_named_quarter(words, year_end, close)]
    votes = Counter(closed - name for closed, name in named if 0 <= closed - name <= 1)
    ranked = votes.most_common(2)
    if not ranked or (len(ranked) == 2 and 2 * ranked[1][1] > ranked[0][1]):
        return None
    return ranked[0][0]


def _named_columns(tables: Sequence[Table]) -> Iterator[tuple[int, int]]:
    """The calendar year in which each column of twelve months closes, and the year that its head names."""
    for table in tables:
        for column in table.columns:
            if column.period is not None and months_of(column.period) == 12:
                named = _HEADED_YEAR.findall(column.header)
                if len(named) == 1 and not dates_in(column.header):
                    yield closing_month(column.period.end)[0], int(named[0])


def _named_years(words: str, year_end: int) -> Iterator[tuple[int, int]]:
    """The same of the years that sentences name together with their last day."""
    for pattern in (_NAMED_THEN_ENDED, _ENDED_THEN_NAMED):
        for match in pattern.finditer(words):
            for day in dates_in(match["day"]):
                year, month = closing_month(day)
                if month == year_end:
                    yield year, int(match["name"])


def _named_quarter(words: str, year_end: int, close: date | None) -> Iterator[tuple[int, int]]:
    """The same of the year reported on: the latest whose quarter of that number sentences name more than once."""
    if close is None:
        return
    year, month = closing_month(close)
    months = (month - year_end - 1) % 12 + 1
    names = Counter(
        int(match["name"]) for match in _QUARTER_OF.finditer(words) if 3 * _ORDINALS[match["ordinal"]] == months
    )
    named = [name for name, count in names.items() if count > 1]
    if named:
        yield (year if month <= year_end else year + 1), max(named)
