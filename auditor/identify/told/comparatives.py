"""The figure of the period that a change looks back to, in the row of a table that prints the new one."""

from __future__ import annotations

import re
from collections.abc import Iterator

from auditor.extract.fiscal import SPILL_DAYS, months_of
from auditor.model.audit import Extraction
from auditor.model.figure import Figure, Period

YEAR, QUARTER = 365, 91  # days
SPILL = 12  # a 53rd week and a leap day may shift a comparative by so many days

YEAR_BACK = re.compile(
    r"\b(?:year[\s-]?(?:over|on)[\s-]?year|yoy|y/y|y-o-y|(?:prior|previous|last|preceding)[\s-]year|year[\s-]ago|a\s+year\s+(?:ago|earlier)"
    r"|(?:same|comparable|corresponding|year-earlier)\s+(?:prior[\s-]year\s+)?(?:period|quarter|months?))\b",
    re.IGNORECASE,
)
QUARTER_BACK = re.compile(
    r"\b(?:sequential(?:ly)?|linked[\s-]quarter|(?:prior|previous|preceding)\s+quarter|quarter[\s-]over[\s-]quarter|qoq|q/q)\b",
    re.IGNORECASE,
)


def step_back(words: str) -> int | None:
    """How many days the words around a change look back: a year, a quarter, or None where they do not say."""
    if QUARTER_BACK.search(words):
        return QUARTER
    return YEAR if YEAR_BACK.search(words) else None


def earlier(extraction: Extraction, cell: Figure, step: int | None) -> Iterator[Figure]:
    """The figures of a cell's own row whose period closes one ``step`` earlier and is as long; either step for None."""
    if cell.table is None or cell.row is None or cell.period is None:
        return
    for index in extraction.tables[cell.table].grid[cell.row]:
        other = extraction.figures[index] if index is not None else None
        if other is None or other.index == cell.index or other.period is None or other.mantissa is None:
            continue
        if other.unit == cell.unit and _is_back(cell.period, other.period, step):
            yield other


def _is_back(now: Period, then: Period, step: int | None) -> bool:
    if (now.start is None) != (then.start is None) or months_of(now) != months_of(then):
        return False
    days = (now.end - then.end).days
    if step != QUARTER and abs(days - YEAR) <= SPILL:
        return True
    if step == YEAR or (now.start is not None and months_of(now) != 3):
        return False
    return abs(days - QUARTER) <= SPILL


def is_same(told: Period | None, printed: Period | None) -> bool:
    """Whether a cell's period may be the told one: the same, or the balance of its last day."""
    if told is None or printed is None:
        return told is printed
    if abs((told.end - printed.end).days) > SPILL_DAYS:
        return False
    return printed.start is None or told.start is None or months_of(told) == months_of(printed)
