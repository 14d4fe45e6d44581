"""Periods of a worksheet's figures: what the column's head says, corrected by what the row says.

A balance at the beginning or end of a period is no flow although it stands in a flow's column; the rows of an equity
statement speak of the time between two dated balances; fiscal years of whole weeks end on the days the document names;
a bare year heads balances or flows according to what the rows are.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import lru_cache
from itertools import accumulate

from auditor.extract.periods import (
    Calendar,
    full_dates,
    has_full_date,
    is_duration,
    is_periodic,
    month_day,
    month_first,
    only_year,
    period_of,
)
from auditor.model.figure import Period
from auditor.model.worksheet import Worksheet

SPILL = 7  # days by which a fiscal year or quarter of whole weeks ends before or after the month does
SPAN = 3  # years side by side: flows are shown for three, balances for two
WEEKLY = 0.6  # share of the named days on one day of the week from which the calendar counts weeks
HEAD_ROWS = 8  # rows of a worksheet looked at for dates

_OPENING = re.compile(r"\b(?:beginning|start|opening)\b", re.IGNORECASE)
_CLOSING = re.compile(
    r"^ending$|\b(?:end|ending|closing) (?:of|balances?\b)|\bat end\b|, end(?:ing)?\b"
    r"|\b(?:balances?|outstanding),? (?:at )?end\b",
    re.IGNORECASE,
)
_BALANCE = re.compile(
    r"\bbalances?\b|\bcash\b|\ballowance\b|\bliabilit(?:y|ies)\b|\b(?:non|un)vested\b|\boutstanding\b|\baccrued\b"
    r"|\breserve\b|\bbenefit obligations?\b|\bplan assets\b|\bequity\b",
    re.IGNORECASE,
)
_DATED_BALANCE = re.compile(
    r"^\W*(?:(?:total )?(?:balances?|outstanding|unvested|nonvested|exercisable)\b.{0,60}|(?:as of|at) .{0,24})$",
    re.IGNORECASE,
)
_AT = re.compile(r"\b(?:as (?:of|at)|at)\b(?! (?:the|least|a|an|any|all)\b)(?!,? (?:or|and) for\b)", re.IGNORECASE)
_AT_OR_FOR = re.compile(r"\b(?:as (?:of|at)|at),? (?:or|and) for\b", re.IGNORECASE)
_STOCKS = re.compile(
    r"\bassets?\b|\bliabilit|\bpayables?\b|\breceivables?\b|\baccrued\b|\binventor|\bproperty\b|\bequity\b"
    r"|\bdebt\b|\bnotes? due\b"
    r"|\ballowance\b|\bgoodwill\b|\bsecurities\b|\bdeposits?\b|\bbalance|\baccumulated\b|\bborrowings?\b|\bland\b|\bbuildings?\b",
    re.IGNORECASE,
)
_FLOWS = re.compile(
    r"\bsales\b|\brevenues?\b|\bincome\b|\bexpenses?\b|\bcosts?\b|\bprovision\b|\btax(?:es)?\b|\bdepreciation\b|\bgains?\b|\bloss"
    r"|\bearnings\b|\bpurchases?\b|\bpaid\b|\bproceeds\b|\brepayments?\b|\bcash (?:used|provided|generated)\b"
    r"|\badditions\b"
    r"|\bcontributions?\b|\bdividends?\b|\bamortization\b|\bcompensation\b|\bfees\b|\bcurrent$"
    r"|\bdeferred$|\bunited states\b",
    re.IGNORECASE,
)
_DATE_AND_YEAR = re.compile(
    r"(?P<day>.*[A-Za-z]{3,9}\.? \d{1,2},) ?(?P<year>(?:19|20)\d\d)\b[^\d]{1,4}(?P<own>(?:19|20)\d\d)"
    r"[\s\u00a3$\u20ac]*$"
)
_YEARS = re.compile(r"\b(?:19|20)\d\d\b")
_LATER = re.compile(r"\bthereafter\b", re.IGNORECASE)
_YEAR_LABEL = re.compile(r"\W*(?:fiscal )?(?:years? )?(20\d\d)\b.{0,60}$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Days:
    """The days that a document names in full, sorted, and the one it reports on."""

    named: tuple[tuple[date, int], ...] = ()  # each with how often
    reported: date | None = None

    @classmethod
    def of(cls, sheets: Iterable[Worksheet], reported: str | None) -> Days:
        found: Counter[date] = Counter()
        for sheet in sheets:
            for row in sheet.rows[:HEAD_ROWS]:
                for cell in row:
                    if "20" in cell.text or "19" in cell.text:
                        found.update(_dates(cell.text[:200]))
            for line in sheet.before[-4:]:
                found.update(_dates(line[:300]))
        return cls(tuple(sorted(found.items())), date.fromisoformat(reported) if reported else None)

    @property
    def weekday(self) -> int | None:
        """The weekday on which periods end where the fiscal calendar counts weeks; None where it counts months."""
        total = sum(count for _, count in self.named)
        month_ends = sum(count for day, count in self.named if (day + timedelta(days=1)).day == 1)
        if not total or 2 * month_ends > total:
            return None
        weekdays: Counter[int] = Counter()
        for day, count in self.named:
            weekdays[day.weekday()] += count
        most, count = weekdays.most_common(1)[0]
        return most if count > WEEKLY * total else None

    def nearest(self, day: date, weekday: int | None = None) -> date:
        """The day within a week of ``day`` that the document names most often; ``day`` itself where there is none."""
        near = [
            (count, -abs((named - day).days), named) for named, count in self.named if abs((named - day).days) <= SPILL
        ]
        if weekday is not None:
            near = [one for one in near if one[2].weekday() == weekday]
        elif self.weekday is None:  # a month's first day opens a period, and closes none
            near = [one for one in near if one[2].day != 1]
        return max(near)[2] if near else day

    def settle(self, period: Period | None, stated: bool) -> Period | None:
        """The period with its ends on the days that are meant. An end that was ``stated`` in full stays as it is.

        Where the fiscal calendar counts weeks a quarter has thirteen.
        """
        if period is None:
            return None
        end = period.end if stated else self.nearest(period.end)
        if period.start is None:
            return Period(end)
        opening = period.start - timedelta(days=1)
        weekday = self.weekday
        if weekday is not None and weekday == end.weekday():
            weeks = round((end - opening).days / 91) * 13
            opening = self.nearest(end - timedelta(weeks=weeks), weekday)
        start = opening + timedelta(days=1)
        return Period(end, start) if start < end else Period(end, period.start)


@lru_cache(maxsize=8192)
def _dates(text: str) -> tuple[date, ...]:
    return tuple(full_dates(text))


def named_behind(calendar: Calendar, years: Iterable[int], reported: date | None) -> Calendar:
    """The calendar with ``ahead`` set where the latest year that heads name is the one before the year reported on:
    then fiscal 2025 is the year that ends in January 2026."""
    latest = max(years, default=None)
    if reported is None or latest is None or calendar.month > 6:
        return calendar
    return replace(calendar, ahead=1) if reported.year - latest == 1 else calendar


@dataclass(frozen=True, slots=True)
class Speech:
    """What a table says of time besides its heads. ``flow`` as in `period_of`; None where no statement decides."""

    context: str  # titles, stub head and caption
    lead: str  # the sentence that leads in to the table
    flow: bool | None
    labels: tuple[str, ...]
    heads: tuple[str, ...] = ()

    @property
    def years(self) -> int:
        """How many different years the heads name."""
        return len({year for head in self.heads for year in _YEARS.findall(head)})

    @property
    def falls_due(self) -> bool:
        """Whether rows or columns are the years ahead, and what comes thereafter."""
        return any(_LATER.search(words) for words in (*self.labels, *self.heads))

    @property
    def holds_stocks(self) -> bool:
        """Whether the rows are balances rather than flows, by their words."""
        words = [*self.labels, self.context]
        stocks = sum(1 for text in words if _STOCKS.search(text))
        return stocks > sum(1 for text in words if _FLOWS.search(text))

    @property
    def is_mixed(self) -> bool:
        """Whether one head serves balances and flows: "At or for the three months ended"."""
        return any(_AT_OR_FOR.search(words) for words in (self.context, self.lead, *self.heads))

    @property
    def rolls(self) -> bool:
        """Whether the rows go from an opening to a closing balance."""
        if any(map(_OPENING.search, self.labels)) and any(map(_CLOSING.search, self.labels)):
            return True
        return len(self.labels) > 2 and month_day(self.labels[0]) is not None and month_day(self.labels[-1]) is not None


def column_period(head: str, speech: Speech, calendar: Calendar, days: Days) -> Period | None:
    """The period of a column."""
    head = _own_year(head)
    flow, context, stated = speech.flow, speech.context, has_full_date(head)
    found = period_of(head, context, flow, calendar)
    if flow is not None or is_duration(head):
        return days.settle(found, stated)
    if not stated and not has_full_date(context) and not is_duration(context) and speech.lead:
        found = period_of(head, f"{context} {speech.lead}", flow, calendar) or found
    if only_year(head):
        found = _bare_year(head, speech, found, calendar)
    elif stated and found is not None and found.start is None and speech.rolls:
        found = Period(found.end, (found.end.replace(day=1) - timedelta(days=334)).replace(day=1))
    return days.settle(found, stated)


def _own_year(head: str) -> str:
    """A spanning date gives way to the year below it: "31 August 2017 2016" is 31 August 2016."""
    match = _DATE_AND_YEAR.match(month_first(head))
    return f"{match['day']} {match['own']}" if match is not None and match["year"] != match["own"] else head


def _bare_year(head: str, speech: Speech, found: Period | None, calendar: Calendar) -> Period | None:
    """A year alone: the end of it for balances, all of it for flows."""
    spoken = f"{speech.context} {speech.lead}"
    if found is not None and found.start is not None and not _AT.search(spoken):
        return found
    stands = (_AT.search(spoken) and has_full_date(spoken)) or speech.holds_stocks
    if speech.years < SPAN and not speech.rolls and stands:
        return Period(found.end) if found is not None else None
    return period_of(head, "year", True, calendar) or found


def row_periods(
    rows: Sequence[tuple[str, tuple[str, ...], str]],
    columns: Sequence[Period | None],
    speech: Speech,
    calendar: Calendar,
    days: Days,
) -> list[tuple[Period | None, ...]]:
    """The periods of the figures of each row, column by column. ``rows`` are (label, path, section)."""
    if speech.falls_due and days.reported is not None:
        due = Period(days.reported)
        columns = [due if column is None or column.end > days.reported else column for column in columns]
    if days.reported is not None and _falls_due([label for label, _, _ in rows], days.reported.year):
        return [(Period(days.reported),) * len(columns)] * len(rows)
    if any(columns):
        found = [tuple(_in_row(row, column, calendar, days) for column in columns) for row in rows]
        return (
            [_at_end(row[0], periods) for row, periods in zip(rows, found, strict=True)] if speech.is_mixed else found
        )
    return _rolled(rows, len(columns), speech, calendar, days)


def _at_end(label: str, periods: tuple[Period | None, ...]) -> tuple[Period | None, ...]:
    """The periods of a row under "at or for": a balance stands at their ends."""
    if not _STOCKS.search(label) or _FLOWS.search(label):
        return periods
    return tuple(None if period is None else Period(period.end) for period in periods)


def _falls_due(labels: Sequence[str], year: int) -> bool:
    """Whether the rows are the years ahead: what falls due in them stands at the day reported on."""
    ahead = [label for label in labels if (named := _YEAR_LABEL.match(label)) and int(named[1]) >= year]
    return len(ahead) > 2 and 2 * len(ahead) >= len(labels)


def _in_row(
    row: tuple[str, tuple[str, ...], str], column: Period | None, calendar: Calendar, days: Days
) -> Period | None:
    label, path, section = row
    if column is None:
        return _own(label, path, section, calendar, days)
    if column.start is not None and _DATED_BALANCE.match(label) and has_full_date(label):
        return _own(label, (), "", calendar, days)
    return balance_in_flow(label, path, column)


def balance_in_flow(label: str, path: tuple[str, ...], column: Period) -> Period:
    """The period of a figure in a flow's column: an instant where its row is the balance at the period's beginning or
    end ("Cash, beginning of period", "Balance as of June 30"), else the column's."""
    if column.start is None:
        return column
    if not _is_balance(label, path[-1] if path else ""):
        return column
    opening = column.start - timedelta(days=1)
    if _OPENING.search(label):
        return Period(opening)
    if _CLOSING.search(label):
        return Period(column.end)
    named = month_day(label) if _DATED_BALANCE.match(label) else None
    return column if named is None else Period(min((opening, column.end), key=lambda day: _apart(day, named)))


@lru_cache(maxsize=8192)
def _is_balance(label: str, heading: str) -> bool:
    """Whether a row of a flow's columns may show what stood at their beginning or end."""
    return any(_BALANCE.search(words) for words in (label, heading)) or _DATED_BALANCE.match(label) is not None


def _apart(day: date, named: tuple[int, int]) -> int:
    """Days between a day and a month and day of its year, the short way round."""
    apart = abs((day.month - named[0]) * 30 + day.day - named[1])
    return min(apart, 360 - apart)


@lru_cache(maxsize=8192)
def _own(label: str, path: tuple[str, ...], section: str, calendar: Calendar, days: Days) -> Period | None:
    """The period that a row's label, or the nearest heading above it, names in full."""
    for words in (label, *reversed(path), section):
        if has_full_date(words) or (is_duration(words) and is_periodic(words)):
            found = period_of(words, "", None, calendar)
            if found is not None:
                return _closed(days.settle(found, has_full_date(words)), words, days)
    return None


def _closed(period: Period | None, words: str, days: Days) -> Period | None:
    """A balance dated on a month's first day is the one with which the day before closed, where years are of months."""
    opens = period is not None and period.start is None and period.end.day == 1 and _DATED_BALANCE.match(words)
    return Period(period.end - timedelta(days=1)) if period and opens and days.weekday is None else period


def _rolled(
    rows: Sequence[tuple[str, tuple[str, ...], str]], width: int, speech: Speech, calendar: Calendar, days: Days
) -> list[tuple[Period | None, ...]]:
    """Rows of a roll-forward: dated balances are instants, what stands between two of them is the time between."""
    spoken = speech.context if has_full_date(speech.context) else f"{speech.context} {speech.lead}"
    whole = days.settle(period_of("", spoken, None, calendar), True)
    own = [_own(*row, calendar, days) for row in rows]
    instants = [
        period if period is not None and period.start is None and has_full_date(label) else None
        for period, (label, _, _) in zip(own, rows, strict=True)
    ]
    openings = list(accumulate(instants, _latest))  # of each row, the nearest balance above it, and below it
    closings = list(accumulate(reversed(instants), _latest))[::-1]
    found: list[tuple[Period | None, ...]] = []
    for at, (period, opening, closing) in enumerate(zip(own, openings, closings, strict=True)):
        if instants[at] is None:
            if opening is not None and closing is not None and opening.end < closing.end:
                period = Period(closing.end, opening.end + timedelta(days=1))
            elif period is None:
                period = _bordering(rows[at], whole)
            else:
                period = _in_row((rows[at][0], rows[at][1], ""), period, calendar, days)
        found.append((period,) * width)
    return found


def _latest(before: Period | None, here: Period | None) -> Period | None:
    return before if here is None else here


def _bordering(row: tuple[str, tuple[str, ...], str], whole: Period | None) -> Period | None:
    """A row without a date of its own in a table whose caption names the period."""
    if whole is None or whole.start is None:
        return whole
    if _BALANCE.search(row[0]) and _OPENING.search(row[0]):
        return Period(whole.start - timedelta(days=1))
    if _BALANCE.search(row[0]) and _CLOSING.search(row[0]):
        return Period(whole.end)
    return whole
