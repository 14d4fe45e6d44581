"""Ratios inside a table: per-unit costs, the row that divides one row by another (check RT101).

"Total cash costs 4,496 / ounces 28 = 161 per ounce": the divisor printed in thousands is an interval, so the test has
as much power as its coarsest figure allows, and the weighing counts it so.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import log2

from auditor.identify.hypothesis import Hypothesis, Instance
from auditor.identify.labels import words
from auditor.model.figure import Figure
from auditor.model.table import Table

REACH = 6  # rows above in which a quotient's operands are looked for


def hypotheses(table: Table, figures: Sequence[Figure]) -> Iterator[Hypothesis]:
    """Every row of a unit such as USD/oz against pairs of rows shortly above whose units divide to it."""
    units = [_unit(cells, figures) for cells in table.grid]
    for row, unit in enumerate(units):
        if not unit or "/" not in unit:
            continue
        over_unit, under_unit = unit.split("/", 1)
        above = range(max(0, row - REACH), row)
        overs = [r for r in above if _is_unit(units[r], over_unit)]
        unders = [r for r in above if _is_unit(units[r], under_unit)]
        tried = log2(max(1, len(overs) * len(unders)))
        for over in overs:
            for under in unders:
                yield from _quotient(table, figures, row, over, under, tried)


def _unit(cells: Sequence[int | None], figures: Sequence[Figure]) -> str | None:
    for index in cells:
        if index is not None and not figures[index].nil:
            return figures[index].unit
    return None


def _is_unit(unit: str | None, wanted: str) -> bool:
    return unit is not None and (unit == wanted or unit.startswith(wanted + " "))


def _quotient(
    table: Table, figures: Sequence[Figure], row: int, over: int, under: int, tried: float
) -> Iterator[Hypothesis]:
    instances = []
    for column in range(len(table.columns)):
        cells = (table.grid[over][column], table.grid[under][column], table.grid[row][column])
        if None not in cells and table.columns[column].kind == "amount":
            top, bottom, total = (i for i in cells if i is not None)
            if figures[bottom].mantissa and not figures[total].nil:
                instances.append(Instance((top, bottom), (1, 1), total))
    if not instances:
        return
    rows = table.rows
    bits, why = -2.0 - tried, []
    if rows[under].label.lower().startswith("divided by"):
        bits += 6.0
        why.append("'divided by' label")
    if words(rows[over].label) & words(rows[row].label):
        bits += 2.0
        why.append("names its numerator")
    if rows[over].path == rows[row].path:
        bits += 1.0
    if row - over == 2 and row - under == 1:
        bits += 1.0
        why.append("stands below its operands")
    yield Hypothesis("RT101", "ratio", "ratio", tuple(instances), bits, tuple(why))
