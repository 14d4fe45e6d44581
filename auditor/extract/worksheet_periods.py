"""Periods of a worksheet's figures: what the column's head says, corrected by what the row says.

A balance at the beginning or end of a period is no flow although it stands in a flow's column; the rows of an equity
statement speak of the time between two dated balances; fiscal years of 52 weeks end on the days the document names.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from auditor.extract.periods import Calendar, full_dates, has_full_date, is_duration, is_periodic, only_year, period_of
from auditor.model.figure import Period
from auditor.model.worksheet import Worksheet

SPILL = 7  # days by which a fiscal year or quarter of whole weeks ends before or after the month does
HEAD_ROWS = 8  # rows of a worksheet looked at for dates

_OPENING = re.compile(
    r"\b(?:beginning|start|opening)\b(?: of (?:the )?(?:\w+ )?(?:period|year|quarter|month|fiscal))?|\bat beginning\b",
    re.IGNORECASE,
)
_CLOSING = re.compile(
    r"\b(?:end|ending|closing) (?:of|balances?\b)|\bat end\b|\b(?:balances?|outstanding),? (?:at )?end\b|, end(?:ing)?\b|, ending balances?",
    re.IGNORECASE,
)
_BALANCE = re.compile(
    r"\bbalances?\b|\bcash\b|\ballowance\b|\bliabilit(?:y|ies)\b|\bnonvested\b|\bunvested\b|\boutstanding\b|\baccrued\b|\breserve\b|\bbenefit obligation\b|\bplan assets\b",
    re.IGNORECASE,
)
_DATED_BALANCE = re.compile(
    r"^\W*(?:(?:total )?(?:balances?|outstanding|unvested|nonvested|exercisable)\b.{0,60}|as of .{0,20}|at .{0,20})$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Days:
    """The days that a document names in full, sorted."""

    named: tuple[date, ...] = ()

    @classmethod
    def of(cls, sheets: Iterable[Worksheet]) -> Days:
        found: set[date] = set()
        for sheet in sheets:
            for row in sheet.rows[:HEAD_ROWS]:
                for cell in row:
                    if "20" in cell.text or "19" in cell.text:
                        found.update(_dates(cell.text[:200]))
            for line in sheet.before[-4:]:
                found.update(_dates(line[:300]))
        return cls(tuple(sorted(found)))

    def nearest(self, day: date) -> date:
        """The named day within a week of ``day``; ``day`` itself where there is none."""
        if not self.named or day in self.named:
            return day
        near = [named for named in self.named if abs((named - day).days) <= SPILL]
        return min(near, key=lambda named: abs((named - day).days)) if near else day

    def settle(self, period: Period | None, stated: bool) -> Period | None:
        """The period with its ends on named days. An end that was ``stated`` in full is left as it is."""
        if period is None or not self.named:
            return period
        end = period.end if stated else self.nearest(period.end)
        if period.start is None:
            return period if end == period.end else Period(end)
        start = self.nearest(period.start - timedelta(days=1)) + timedelta(days=1)
        return Period(end, start) if start < end else Period(end, period.start)


@lru_cache(maxsize=8192)
def _dates(text: str) -> tuple[date, ...]:
    return tuple(full_dates(text))


def column_period(
    head: str, context: str, lead: str, flow: bool | None, calendar: Calendar, days: Days
) -> Period | None:
    """The period of a column. ``context`` is what its table says above the heads, ``lead`` the sentence before it."""
    said = has_full_date(head)
    found = period_of(head, context, flow, calendar)
    if said and flow is None and not is_duration(head) and not is_duration(context):
        return days.settle(found, True)
    if (found is None or not (said or has_full_date(context) or is_duration(context))) and lead:
        found = period_of(head, f"{context} {lead}".strip(), flow, calendar) or found
    if found is not None and found.start is None and flow is None and only_year(head) and not is_duration(head):
        spoken = f"{context} {lead}"
        if not has_full_date(spoken) and not _AT.search(spoken):
            found = period_of(head, "year", True, calendar) or found
    return days.settle(found, said)


_AT = re.compile(r"\b(?:as (?:of|at)|at)\b", re.IGNORECASE)


def row_periods(
    labels: Sequence[tuple[str, tuple[str, ...]]],
    columns: Sequence[Period | None],
    context: str,
    calendar: Calendar,
    days: Days,
) -> list[tuple[Period | None, ...]]:
    """The periods of the figures of each row, column by column. ``labels`` are (label, path) of the rows."""
    if any(columns):
        return [tuple(_in_row(label, path, column, calendar, days) for column in columns) for label, path in labels]
    return _rolled(labels, columns, context, calendar, days)


def _in_row(label: str, path: tuple[str, ...], column: Period | None, calendar: Calendar, days: Days) -> Period | None:
    if column is None:
        return _own(label, path, calendar, days)
    if column.start is None:
        return column
    if _BALANCE.search(label) or _BALANCE.search(" ".join(path[-1:])):
        if _OPENING.search(label):
            return Period(column.start - timedelta(days=1))
        if _CLOSING.search(label):
            return Period(column.end)
        if has_full_date(label) and _DATED_BALANCE.match(label):
            return _own(label, (), calendar, days)
    return column


@lru_cache(maxsize=4096)
def _own(label: str, path: tuple[str, ...], calendar: Calendar, days: Days) -> Period | None:
    """The period that a row's label, or the nearest heading above it, names in full."""
    for words in (label, *reversed(path)):
        if has_full_date(words) or (is_duration(words) and is_periodic(words)):
            found = period_of(words, "", None, calendar)
            if found is not None:
                return days.settle(found, has_full_date(words))
    return None


def _rolled(
    labels: Sequence[tuple[str, tuple[str, ...]]],
    columns: Sequence[Period | None],
    context: str,
    calendar: Calendar,
    days: Days,
) -> list[tuple[Period | None, ...]]:
    """Rows of a roll-forward: dated balances are instants, what stands between two of them is the time between."""
    whole = days.settle(period_of("", context, None, calendar), True) if context else None
    own = [_own(label, path, calendar, days) for label, path in labels]
    instants = [
        period if period is not None and period.start is None and has_full_date(label) else None
        for period, (label, _) in zip(own, labels, strict=True)
    ]
    found: list[tuple[Period | None, ...]] = []
    for at, period in enumerate(own):
        if instants[at] is None:
            opening = next((day for day in reversed(instants[:at]) if day is not None), None)
            closing = next((day for day in instants[at + 1 :] if day is not None), None)
            if opening is not None and closing is not None and opening.end < closing.end:
                period = Period(closing.end, opening.end + timedelta(days=1))
            elif period is None:
                period = _bordering(labels[at], whole)
        found.append((period,) * len(columns))
    return found


def _bordering(row: tuple[str, tuple[str, ...]], whole: Period | None) -> Period | None:
    """A row without a date of its own in a table whose caption names the period."""
    if whole is None or whole.start is None:
        return whole
    if _BALANCE.search(row[0]) and _OPENING.search(row[0]):
        return Period(whole.start - timedelta(days=1))
    if _BALANCE.search(row[0]) and _CLOSING.search(row[0]):
        return Period(whole.end)
    return whole
