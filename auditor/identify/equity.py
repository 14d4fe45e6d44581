"""Statements of equity against balance sheets: every column closes with a line of the balance sheet (check RF103).

The statement prints a component in each column and a balance of its date in some rows; the balance sheet prints the
same balances a line each, a date in each column. Which column is which line is told by their words and by an amount
they share; what the other dates and the other columns print then bears the whole out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date

from auditor.extract.periods import full_dates
from auditor.identify.hypothesis import Hypothesis, Instance
from auditor.identify.labels import all_words, words
from auditor.identify.rolls import is_station, label_of
from auditor.identify.sheets import SPECIAL
from auditor.model.audit import Extraction
from auditor.model.figure import Figure
from auditor.model.table import Row, Table

ALIKE = 2.0  # bits: a head and a label that share words, and an amount of one date
SMALLEST = 100  # mantissas below are shared by chance
EVIDENCE = ("the statement of equity closes with the balance sheet",)

_PARTICULARS = re.compile(r"[;:$(]|,? (?:no |without )?par\b|,? (?:at|net of) ", re.I)
_TOTAL = re.compile(r"\btotal\b", re.I)
_OWNERS = re.compile(r"\b(?:equity|deficit|deficiency|investment|capital)\b", re.I)
_WHOLE = re.compile(r"\bliabilities\b", re.I)

Dated = dict[date, int]  # figures by the date they stand for


def hypotheses(extraction: Extraction, checks: object = None) -> Iterator[Hypothesis]:
    """Each statement of equity against each balance sheet of its document."""
    figures = extraction.figures
    sheets = [table for table in extraction.tables if table.statement == "balance_sheet" and not _is_special(table)]
    lines = {table.index: list(_lines(table, figures)) for table in sheets}
    if not sheets:
        return
    for table in extraction.tables:
        if table.statement == "balance_sheet" or table.schedule or _is_special(table):
            continue
        columns = list(_columns(table, figures))
        for sheet in sheets if columns else ():
            instances = tuple(_paired(columns, lines[sheet.index], figures)) if sheet.document == table.document else ()
            if instances:
                yield Hypothesis("RF103", "tie", "equal", instances, ALIKE, EVIDENCE)


def _is_special(table: Table) -> bool:
    return bool(SPECIAL.search(table.title))


def _columns(table: Table, figures: Sequence[Figure]) -> Iterator[tuple[str, Dated]]:
    """The components of a statement of equity: head, and balances by date. Columns of periods are no components."""
    stations = [row.index for row in table.rows if is_station(row)]
    if len(stations) < 2 or any(column.period is not None for column in table.columns):
        return
    days = {row: _day(table.rows[row]) for row in stations}
    for column in table.columns:
        dated: Dated = {}
        for row in stations:
            at = table.grid[row][column.index]
            if at is not None and _is_money(figures[at]):
                period = figures[at].period
                day = days[row] if period is None else period.end
                if day is not None:
                    dated[day] = at
        if dated:
            yield column.header, dated


def _day(row: Row) -> date | None:
    """The date that a row's label names."""
    days = full_dates(label_of(row))
    return days[-1] if days else None


def _lines(table: Table, figures: Sequence[Figure]) -> Iterator[tuple[str, Dated]]:
    """The lines of a balance sheet: label, and balances by date."""
    for row in table.rows:
        dated: Dated = {}
        for at in table.grid[row.index]:
            if at is not None and _is_money(figures[at]):
                period = figures[at].period
                if period is not None and period.start is None:
                    dated[period.end] = at
        if dated:
            yield row.label, dated


def _is_money(figure: Figure) -> bool:
    is_told = figure.mantissa is not None and not figure.nil
    return is_told and figure.unit not in ("shares", "percent", "USD/share")


def _paired(
    columns: Sequence[tuple[str, Dated]], lines: Sequence[tuple[str, Dated]], figures: Sequence[Figure]
) -> Iterator[Instance]:
    """Columns with the lines they close with, at every date both print."""
    left: list[tuple[str, Dated]] = []
    free = list(lines)
    for head, balances in columns:
        for line in free:
            label, printed = line
            days = sorted(balances.keys() & printed.keys()) if _share_words(head, label) else []
            pairs = [(balances[day], printed[day]) for day in days]
            if any(_agree(figures[one], figures[other]) for one, other in pairs):
                free.remove(line)
                yield from (Instance(pair, (1, -1), pair[1]) for pair in pairs)
                break
        else:
            left.append((head, balances))
    for head, balances in left:  # no amount in common: only where head and label are the same words
        named = [printed for label, printed in free if words(head) and words(head) == words(_name(label))]
        days = sorted(balances.keys() & named[0].keys()) if len(named) == 1 else []
        yield from (Instance((balances[day], named[0][day]), (1, -1), named[0][day]) for day in days)


def _name(label: str) -> str:
    """The label without the particulars of stock: "Common stock" of "Common stock; $0.001 par value"."""
    return _PARTICULARS.split(label, maxsplit=1)[0] or label


def _share_words(head: str, label: str) -> bool:
    """Whether a column's head and a line's label may name one component.

    The column of all components is headed "Total" or by the owners' name; its line is the total of the equity.
    """
    is_whole = bool(_TOTAL.search(label)) and bool(_OWNERS.search(label)) and not _WHOLE.search(label)
    if _TOTAL.search(head) or not words(head):
        return is_whole
    if is_whole:
        return bool(_OWNERS.search(head)) and bool(all_words(head) & all_words(label))
    return bool(words(head) & words(_name(label)))


def _agree(one: Figure, other: Figure) -> bool:
    return abs(one.mantissa or 0) >= SMALLEST and (one.mantissa, one.exponent) == (other.mantissa, other.exponent)
