"""A match of the grammar in its sentence, and the numbers, days and years that its words name."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from auditor.extract.fiscal import grammar
from auditor.extract.fiscal.calendar import SPILL_DAYS, Calendar
from auditor.model.figure import Period
from auditor.read.cover import dates_in

LONGEST = 24  # months of a column

_GROUPS = {"quarter": "q", "short": "h", "months": "m", "bare": "b", "same": "s", "month_quarter": "k", "current": "c"}


@dataclass(frozen=True, slots=True)
class Named:
    """The fiscal year that a phrase names: by its number, or as the one before the one reported on, or as that."""

    year: int | None = None
    last: bool = False
    this: bool = False

    def __bool__(self) -> bool:
        return self.year is not None or self.last or self.this


@dataclass(frozen=True, slots=True)
class Mention:
    """A match of the grammar, with what the sentence has said around it."""

    match: re.Match[str]
    calendar: Calendar
    base: tuple[Period, ...]  # the plain periods said last
    carried: Named  # the year of the list it stands in


def named(match: re.Match[str], kind: str, calendar: Calendar) -> Named:
    """The year that a match names, by whichever of its groups."""
    if kind == "ended":
        days = dates_in(match["e_date"] or "")
        return Named(calendar.fiscal_year(Period(days[0]))) if days else Named()
    of = _GROUPS.get(kind)
    if of is None:
        return Named()
    said = {name.partition("_")[2]: match[name] for name in _YEAR_GROUPS[of]}
    before = said.get("before") or ""
    number = said.get("year") or said.get("year_before")
    if number is None and (short := said.get("short")):
        number = short if len(short) == 4 else f"20{short}"
    this = bool(said.get("this")) or before.startswith("this")
    return Named(int(number) if number else None, bool(said.get("last") or before) and not this, this)


_YEAR_GROUPS = {
    of: [f"{of}_{end}" for end in ("year", "year_before", "short", "last", "this", "before")
         if f"{of}_{end}" in grammar.PHRASE.groupindex and not (of == "h" and end == "before")]
    for of in _GROUPS.values()
}  # fmt: skip


def lengths(words: str) -> list[int]:
    """Months of each length named: [3, 9] of "three and nine months". "Two years" are no length of a column."""
    found: list[int] = []
    for match in grammar.LENGTHS.finditer(words):
        if match["weeks"]:
            number = grammar.WEEKS.get(match["weeks"]) or (int(match["weeks"]) if match["weeks"].isdigit() else 0)
            found.append(round(number * 12 / 52))
        elif match["months"]:
            found.append(grammar.COUNTS.get(match["months"]) or int(match["months"]))
        elif not match["years"]:
            found.append(3 if match["quarter"] else 12)
    return [months for months in found if 0 < months <= LONGEST]


def day_of(words: str, year: int) -> date | None:
    """ "march 31" of a year; None for a day that the month does not have."""
    name, number = words.replace(".", " ").split()[:2]
    days = dates_in(f"{name} {number}, {year}")
    return days[0] if days else None


def nearest_day(words: str, calendar: Calendar) -> date | None:
    """ "march 31" without a year: that of the period reported on, where it closes then."""
    if calendar.close is None:
        return None
    years = (calendar.close.year - 1, calendar.close.year, calendar.close.year + 1)
    days = [day for year in years if (day := day_of(words, year)) is not None]
    return next((day for day in days if abs((day - calendar.close).days) <= SPILL_DAYS), None)


def closing_year(mention: Mention, said: Named) -> int | None:
    """The calendar year in which the named fiscal year closes; without a name, that of the one reported on."""
    calendar = mention.calendar
    if said.year is not None:
        return None if calendar.behind is None else said.year + calendar.behind
    return None if calendar.close is None else calendar.year_of(calendar.close) - said.last
