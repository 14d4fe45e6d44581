"""Missing rows (RL104): an entity's period gives every line of a sum but one, which its other periods give."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from statistics import median

from auditor.catalogue import Check
from auditor.extract.fiscal.calendar import months_of
from auditor.model.audit import Extraction
from auditor.model.figure import Figure, Period
from auditor.model.identity import Identity
from auditor.model.table import Table

LEAST_PERIODS = 3  # others that give the whole sum, and in which it holds
LEAST_OF_TWO = 4  # the same where the sum is of two lines only, and no other period may lack one
LEAST_OF_LINE = 6  # other periods of one length that must all give a line of no sum for its absence to say anything
LEAST_BESIDE = 3  # other lines that the period itself must give
USUAL_SHARE = 0.75  # of the lines that periods of this length usually give
LEAST_SHARE = 0.75  # of the periods that give the whole sum: so many hold, or it does not apply to this entity


@dataclass(frozen=True, slots=True)
class Gap:
    """A line that one period of an entity lacks.

    ``figures`` are the other operands of its sum, the total last, and ``amount`` is what the sum makes of it, as
    (mantissa, exponent). A line of no sum has no ``check`` and no amount; its figures are its neighbours in time.
    """

    concept: str
    label: str
    period: Period
    figures: tuple[int, ...]
    amount: tuple[int, int] | None
    periods: int
    check: str = ""


def gaps(extraction: Extraction, identities: Sequence[Identity], checks: Mapping[str, Check]) -> list[Gap]:
    """Every line that is missing so, once, by the sum that says it with the most periods."""
    found: dict[tuple[str, Period, int], Gap] = {}
    by_sum: dict[tuple[str, int], list[Identity]] = defaultdict(list)
    for identity in identities:
        if identity.origin == "catalogue" and identity.form == "linear" and identity.check in checks:
            table = extraction.figures[identity.figures[0]].table
            if table is not None and identity.status in ("holds", "violated") and len(identity.figures) > 1:
                by_sum[identity.check, table].append(identity)
    for (check, at), whole in sorted(by_sum.items()):
        for gap in _of_sum(check, extraction.tables[at], whole, extraction.figures):
            key = gap.concept, gap.period, at
            if key not in found or found[key].periods < gap.periods:
                found[key] = gap
    for sheet in extraction.tables:
        for gap in _of_lines(sheet, extraction.figures):
            found.setdefault((gap.concept, gap.period, sheet.index), gap)
    return [found[key] for key in sorted(found, key=lambda k: (k[2], k[1], k[0]))]


def _of_lines(table: Table, figures: Sequence[Figure]) -> Iterator[Gap]:
    """Lines that every period of one length gives but one, which is not the first: a line may well begin later."""
    lengths: dict[int, list[int]] = defaultdict(list)
    for column in table.columns:
        if column.period is not None:
            lengths[months_of(column.period)].append(column.index)
    for columns in lengths.values():
        given = {c: sum(line[c] is not None for line in table.grid) for c in columns}
        usual = median(given.values())
        for row in table.rows:
            cells = [table.grid[row.index][column] for column in columns]
            if cells.count(None) != 1 or cells[0] is None or len(cells) <= LEAST_OF_LINE:
                continue
            at = cells.index(None)
            period = table.columns[columns[at]].period
            first = cells[at - 1]
            if given[columns[at]] < max(LEAST_BESIDE, USUAL_SHARE * usual) or period is None or first is None:
                continue
            around = tuple(i for i in (*cells[at + 1 : at + 2], first) if i is not None)
            name = figures[first].concept or row.label
            yield Gap(name, row.label, period, around, None, len(cells) - 1)


def _of_sum(check: str, table: Table, whole: Sequence[Identity], figures: Sequence[Figure]) -> list[Gap]:
    """The columns of the table that lack just one of the rows that the sum has in its other columns."""
    forms = defaultdict(list)
    for identity in whole:
        rows = tuple(figures[i].row or 0 for i in identity.figures)
        forms[rows, identity.coefficients].append(identity)
    (rows, coefficients), members = max(forms.items(), key=lambda item: len(item[1]))
    holding = {figures[i.figures[0]].column for i in members if i.status == "holds"}
    least = LEAST_PERIODS if len(rows) > 2 else LEAST_OF_TWO
    if len(holding) < least or len(holding) < LEAST_SHARE * len(members):
        return []
    total = figures[members[0].total].row if members[0].total is not None else None
    found = []
    for column in table.columns:
        cells = [table.grid[row][column.index] for row in rows]
        lacking = [n for n, cell in enumerate(cells) if cell is None]
        if len(lacking) != 1 or column.period is None:
            continue
        (missing,) = lacking
        given = [c.index for c in table.columns if table.grid[rows[missing]][c.index] is not None]
        alike = [c.index for c in table.columns if _alike(c.period, column.period) and c.index != column.index]
        lacking_too = len(set(alike) - set(given))
        if len(given) < least or lacking_too > (len(rows) > 2) or not set(alike) & set(given) & holding:
            continue
        present = [(cell, c) for n, (cell, c) in enumerate(zip(cells, coefficients, strict=True)) if n != missing]
        operands = [(cell, c) for cell, c in present if cell is not None and figures[cell].mantissa is not None]
        if len(operands) < len(present):
            continue
        operands.sort(key=lambda one: figures[one[0]].row == total)
        sample = figures[next(i for i in table.grid[rows[missing]] if i is not None)]
        if sample.concept is None:
            continue
        amount = _wanting(operands, coefficients[missing], figures)
        if 2 * abs(amount[0]) <= len(rows):  # a nil, or what rounding leaves: such rows are left out on purpose
            continue
        found.append(
            Gap(
                sample.concept,
                sample.label,
                column.period,
                tuple(cell for cell, _ in operands),
                amount,
                len(given),
                check,
            )
        )
    return found


def _alike(one: Period | None, other: Period) -> bool:
    return one is not None and months_of(one) == months_of(other)


def _wanting(operands: Sequence[tuple[int, int]], coefficient: int, figures: Sequence[Figure]) -> tuple[int, int]:
    """What the missing operand must be for the sum to be nought: coefficients are one or minus one."""
    base = min(figures[i].exponent for i, _ in operands)
    rest = sum(c * (figures[i].mantissa or 0) * 10 ** (figures[i].exponent - base) for i, c in operands)
    return -rest // coefficient, base
