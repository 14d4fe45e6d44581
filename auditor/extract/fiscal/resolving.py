"""What a phrase of the grammar means in a filing's calendar. What cannot be told with certainty is None."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date, timedelta

from auditor.extract.fiscal import grammar
from auditor.extract.fiscal.calendar import SPILL_DAYS, Calendar, closing_month, months_of
from auditor.extract.fiscal.mentions import Mention, Named, closing_year, day_of, lengths, named, nearest_day
from auditor.model.figure import Period
from auditor.read.cover import dates_in

LONGEST_LIST = 8  # items of one list: "in 1996, 1995 and 1994"
FARTHEST = 9  # years between a period and the earlier one that it is compared with
HALF_A_YEAR = 6  # months: a quarter named by its month alone is the one nearer than this

RELATIVE = frozenset({"same", "year_ago", "previous", "last", "vague", "period"})  # said against another period
UNCERTAIN = frozenset({"last", "vague"})  # an apposition beside a plain phrase
_LISTED = frozenset({"ended", "at", "year", "quarter", "short", "months", "bare", "month_quarter"})

Periods = tuple[Period | None, ...]
Item = tuple[tuple[int, int], Periods]  # its place and periods: one for each length said


def kind_of(match: re.Match[str]) -> str:
    return next(kind for kind in _RESOLVERS if match[kind] is not None)


def resolve(mention: Mention, kind: str) -> Periods:
    """The periods that a match names; empty where it names none after all."""
    return _RESOLVERS[kind](mention)


def more(lowered: str, mention: Mention, kind: str, own: Periods) -> Iterator[Item]:
    """The further items of a list: "ended March 31, 2023 and 2024", "in 1996, 1995 and 1994"."""
    if kind not in _LISTED:
        return
    at = mention.match.end()
    years = grammar.YEARS.findall(mention.match[0])
    for _ in range(LONGEST_LIST):
        item = grammar.MORE.match(lowered, at)
        if item is None or (item["year"] is None and kind not in ("ended", "at")):
            return
        yield item.span(item.lastgroup or 0), tuple(_another(mention, kind, each, item, years) for each in own)
        at = item.end()


def _another(mention: Mention, kind: str, first: Period | None, item: re.Match[str], years: list[str]) -> Period | None:
    calendar = mention.calendar
    if item["year"]:
        return calendar.shifted(first, int(item["year"]) - int(years[-1])) if first and years else None
    days = dates_in(item["date"]) if item["date"] else [day_of(item["day"], int(years[-1]))] if years else []
    if not days or days[0] is None:
        return None
    if kind == "at":
        return calendar.instant(days[0])
    return calendar.ended(days[0], months_of(first)) if first else None


def at_border(mention: Mention, kind: str, own: Periods, *, closing: bool) -> Periods:
    """The balances at the end, or at the beginning, of what a match names."""
    calendar = mention.calendar
    if kind in ("last", "whole") and calendar.close is not None:
        year = calendar.year_of(calendar.close) - (kind == "last")
        whole = calendar.within(12, year, 12)
        own = (whole if kind == "last" or not closing or calendar.elapsed == 12 else None,)
    elif kind == "period" and own == (None,) and calendar.close is not None and closing:
        own = (Period(calendar.close),)
    if closing:
        return tuple(calendar.balance(period) if period else None for period in own)
    return tuple(calendar.opening(period) if period else None for period in own)


def _span(mention: Mention) -> Periods:
    days = [day for group in ("sp_first", "sp_last") for day in dates_in(mention.match[group])]
    if len(days) != 2 or days[0] >= days[1]:
        return (None,)
    told = Period(days[1], days[0])
    printed = mention.calendar.ended(told.end, months_of(told))
    near = printed.start is not None and abs((printed.start - days[0]).days) <= SPILL_DAYS
    return (printed if near else told,)


def _ended(mention: Mention) -> Periods:
    match, calendar = mention.match, mention.calendar
    if match["e_date"]:
        days: list[date | None] = [*dates_in(match["e_date"])]
    else:
        behind = grammar.MORE.match(match.string, match.end())
        years = grammar.YEARS.findall(behind[0]) if behind else []
        days = [day_of(match["e_day"], int(years[0])) if years else nearest_day(match["e_day"], calendar)]
    day = days[0] if days else None
    return tuple(calendar.ended(day, months) if day else None for months in lengths(match["e_lengths"])) or (None,)


def _quarter(mention: Mention) -> Periods:
    ordinals = [grammar.ORDINALS[word] for word in grammar.ORDINAL_WORDS.findall(mention.match["q_ordinals"])]
    return tuple(_through(mention, "quarter", 3 * number, 3) for number in ordinals)


def _short(mention: Mention) -> Periods:
    return (_through(mention, "short", 3 * int(mention.match["h_number"] or mention.match["h_before"]), 3),)


def _months(mention: Mention) -> Periods:
    match = mention.match
    if match["m_second"]:
        return (_through(mention, "months", 12, 6),)
    count = grammar.COUNTS[match["m_count"]] if match["m_count"] else 9 if match["m_quarters"] == "three" else 6
    return (_through(mention, "months", count, count),)


def _through(mention: Mention, kind: str, months: int, length: int) -> Period | None:
    """The first months of the year named; of the year reported on where it is not named and they are over."""
    calendar = mention.calendar
    said = named(mention.match, kind, calendar) or mention.carried
    year = closing_year(mention, said)
    period = calendar.within(months, year, length) if year is not None else None
    if said or period is None:
        return period
    if any(months_of(base) == 12 and base.end != calendar.close for base in mention.base):
        return None  # "in 1995 ... in the fourth quarter": that year's, or this year's
    in_year = calendar.elapsed < 12 and months < calendar.elapsed
    return period if in_year or months == calendar.elapsed else None


def _bare(mention: Mention) -> Periods:
    word = mention.match["b_count"]
    count = grammar.COUNTS.get(word) or int(word)
    said = named(mention.match, "bare", mention.calendar) or mention.carried
    if not said:
        return (mention.calendar.current(count),)
    if said.year is None:
        current = mention.calendar.current(count)
        return (mention.calendar.shifted(current, -1 if said.last else 0) if current else None,)
    year = closing_year(mention, said)
    return (mention.calendar.within(count, year, count) if year is not None else None,)


def _same(mention: Mention) -> Periods:
    match, calendar = mention.match, mention.calendar
    length = (
        3
        if match["s_quarter"]
        else grammar.COUNTS.get(match["s_count"]) or int(match["s_count"])
        if match["s_count"]
        else 0
    )
    return _of_base(mention, length, bool(match["s_many"]), match["s_date"], named(match, "same", calendar))


def _year_ago(mention: Mention) -> Periods:
    match = mention.match
    length = 3 if match["a_quarter"] else grammar.COUNTS[match["a_count"]] if match["a_count"] else 0
    return _of_base(mention, length, bool(match["a_many"]), match["a_date"], Named(last=True))


def _of_base(mention: Mention, length: int, many: bool, ended: str | None, said: Named) -> Periods:
    """The base periods moved to the year that is named."""
    calendar = mention.calendar
    base = tuple(period for period in mention.base if period.start is not None)
    if length:
        current = calendar.current(length)
        base = tuple(each for each in base if months_of(each) == length) or ((current,) if current else ())
    elif not base and calendar.only is not None:
        base = (calendar.only,)
    if not base or (len(base) > 1 and not many):
        return (None,)
    if ended:
        days = dates_in(ended)
        return tuple(calendar.ended(days[0], months_of(each)) if days else None for each in base)
    return tuple(_moved(calendar, each, said) for each in base)


def _moved(calendar: Calendar, period: Period, said: Named) -> Period | None:
    if said.year is not None:
        years = said.year - calendar.fiscal_year(period)
        return calendar.shifted(period, years) if -FARTHEST <= years <= 0 else None
    return calendar.shifted(period, -1) if said.last else None


def _previous(mention: Mention) -> Periods:
    base = mention.base[0] if len(mention.base) == 1 else mention.calendar.current(3) if not mention.base else None
    if base is None or base.start is None or months_of(base) != 3:
        return (None,)
    return (mention.calendar.ended(base.start - timedelta(days=1), 3),)


def _month_quarter(mention: Mention) -> Periods:
    match, calendar = mention.match, mention.calendar
    month = grammar.MONTHS[match["k_month"][:3]]
    said = named(match, "month_quarter", calendar)
    if calendar.close is None or (month - calendar.year_end) % 3:
        return (None,)
    if said.year is not None:
        return (calendar.ending(said.year, month, 3),)
    year, closing = closing_month(calendar.close)
    away = (month - closing + HALF_A_YEAR) % 12 - HALF_A_YEAR
    if away == -HALF_A_YEAR:
        return (None,)
    place = year * 12 + closing - 1 + away
    return (calendar.ending(place // 12 - said.last, place % 12 + 1, 3),)


def _current(mention: Mention) -> Periods:
    calendar = mention.calendar
    current = calendar.current(3)
    said = named(mention.match, "current", calendar) or mention.carried
    if current is None or not said or said.this:
        return (current,)
    years = -1 if said.last else (said.year or 0) - calendar.fiscal_year(current)
    return (calendar.shifted(current, years) if years in (0, -1) else None,)


def _at(mention: Mention) -> Periods:
    """A day of balances. Other words than "at" and "as of" name one only where the columns have that day."""
    match, calendar = mention.match, mention.calendar
    behind = grammar.MORE.match(match.string, match.end()) if match["at_day"] else None
    years = grammar.YEARS.findall(behind[0]) if behind else []
    if match["at_date"]:
        days: list[date | None] = [*dates_in(match["at_date"])]
    else:
        days = [day_of(match["at_day"], int(years[0])) if years else nearest_day(match["at_day"], calendar)]
    if not days or days[0] is None:
        return ()
    instant = calendar.instant(days[0])
    if match["at_how"].startswith(("at", "as")):
        return (instant,)
    if match["at_how"] == "on" and not grammar.BALANCE_WORDS.search(match.string):
        return ()
    return (instant,) if instant in calendar.instants else ()


def _year_end(mention: Mention) -> Periods:
    match, calendar = mention.match, mention.calendar
    number = match["n_year"] or match["n_year_before"]
    if number:
        year = closing_year(mention, Named(int(number)))
    elif calendar.close is None:
        year = None
    else:
        this = calendar.elapsed == 12 and not match["n_last"]
        year = calendar.year_of(calendar.close) - (not this)
    whole = calendar.within(12, year, 12) if year is not None else None
    return (calendar.balance(whole) if whole else None,)


def _quarter_end(mention: Mention) -> Periods:
    close = mention.calendar.close
    return (mention.calendar.balance(Period(close)) if close else None,)


def _year(mention: Mention) -> Periods:
    match, calendar = mention.match, mention.calendar
    if match["y_short"]:
        number = int(match["y_short"]) + (2000 if len(match["y_short"]) == 2 else 0)
        return (calendar.through(12, number, 12),)
    if match["y_calendar"] and calendar.year_end != 12:
        return (calendar.ending(int(match["y_year"]), 12, 12),)
    return (calendar.through(12, int(match["y_year"]), 12),)


def _to_date(mention: Mention) -> Periods:
    return (mention.calendar.current(mention.calendar.elapsed),)


def _last(mention: Mention) -> Periods:
    """The base a year earlier. A "prior fiscal year" is a whole one."""
    base = mention.base or ((mention.calendar.only,) if mention.calendar.only else ())
    if len(base) != 1 or (not mention.base and months_of(base[0]) != 12):
        return (None,)
    if "fiscal" in mention.match[0] and months_of(base[0]) != 12:
        return (None,)
    return (mention.calendar.shifted(base[0], -1),)


def _whole(mention: Mention) -> Periods:
    calendar = mention.calendar
    if len(mention.base) == 1 and months_of(mention.base[0]) == 12:
        return mention.base
    return (calendar.current(12) if calendar.elapsed == 12 else None,)


def _period(mention: Mention) -> Periods:
    durations = tuple(each for each in mention.base if each.start is not None)
    if durations:
        return durations if len(durations) == 1 or mention.match["p_many"] else (None,)
    return (mention.calendar.only,)


def _vague(mention: Mention) -> Periods:
    return (None,)


_RESOLVERS: dict[str, Callable[[Mention], Periods]] = {
    "span": _span,
    "ended": _ended,
    "quarter": _quarter,
    "short": _short,
    "months": _months,
    "bare": _bare,
    "same": _same,
    "year_ago": _year_ago,
    "previous": _previous,
    "month_quarter": _month_quarter,
    "current": _current,
    "at": _at,
    "year_end": _year_end,
    "quarter_end": _quarter_end,
    "year": _year,
    "to_date": _to_date,
    "last": _last,
    "whole": _whole,
    "period": _period,
    "vague": _vague,
}
