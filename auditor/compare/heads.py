"""The columns that can be held against those of another filing: amounts of a period that was over.

Two columns of one period are told apart by what else their heads say ("Pro Forma", "Less FX effect", "Low"). Words by
which a filing says that it has changed a column ("as restated", "as previously reported") tell no two facts apart, for
both are held against what was printed before; they are kept beside it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from auditor.compare.filing import SLACK, Filing
from auditor.model.figure import Period

_WORD = re.compile(r"[a-z]+")
_OF_PERIODS = (
    "jan january feb february mar march apr april may jun june jul july aug august sep sept september oct october "
    "nov november dec december first second third fourth one two three four six nine twelve thirteen fourteen "
    "fiscal calendar quarter quarters q year years month months week weeks half period periods day days date "
    "end ended ending to at as of on the for in and a an unaudited audited note notes dollars thousands millions"
)
PERIOD_WORDS = frozenset(_OF_PERIODS.split())
_CHANGED = re.compile(r"\b(?:restated|revised|reclassified|recast|corrected)\b", re.I)
_FORMER = re.compile(r"\b(?:previously|originally)\s+(?:reported|stated|presented|filed)\b", re.I)
_OF_CHANGES = "restated revised reclassified recast corrected previously originally reported stated presented filed"
_DECLARED_WORDS = frozenset(_OF_CHANGES.split())


@dataclass(frozen=True, slots=True)
class Head:
    """One column: where it stands, its period, what else its head says of it, and whether it is declared changed."""

    table: int
    column: int
    period: Period
    qualifier: frozenset[str]
    declared: str | None = None  # "restated": the filing says that it changed the column; "former": as it was


def heads(filing: Filing) -> list[Head]:
    """The comparable columns of a filing, but for those that no head tells from another of the same period."""
    found = []
    for table in filing.tables:
        if table.schedule or table.statement == "equity":  # its tags are no lines; its columns are no periods
            continue
        own = [
            Head(table.index, column.index, column.period, _qualifier(column.header), _declared(column.header))
            for column in table.columns
            if column.kind == "amount" and column.period is not None and _is_over(filing, column.period)
        ]
        names = Counter(_name(head, own) for head in own)
        found += [head for head in own if names[_name(head, own)] == 1]
    return found


def _is_over(filing: Filing, period: Period) -> bool:
    return filing.as_of is None or period.end <= filing.as_of + SLACK


def _name(head: Head, own: Sequence[Head]) -> tuple[int, frozenset[str], str | None]:
    first = next(n for n, other in enumerate(own) if is_same(head.period, other.period))
    return first, head.qualifier, head.declared


def _qualifier(header: str) -> frozenset[str]:
    return frozenset(_WORD.findall(header.lower())) - PERIOD_WORDS - _DECLARED_WORDS


def _declared(header: str) -> str | None:
    if _FORMER.search(header):
        return "former"
    return "restated" if _CHANGED.search(header) else None


def is_same(one: Period, other: Period) -> bool:
    """Whether two periods are one, but for the days by which a fiscal period misses the calendar's."""
    if abs(one.end - other.end) > SLACK:
        return False
    if one.start is None or other.start is None:
        return one.start is other.start
    return abs(one.start - other.start) <= SLACK
