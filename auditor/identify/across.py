"""Checks across statements, and tables that lean on a statement: periods pair the figures.

Durations meet the same duration; balances meet the instant at which the period opens or closes.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import timedelta
from itertools import product
from typing import TYPE_CHECKING

from auditor.identify.hypothesis import Hypothesis, Instance
from auditor.identify.sheets import Sheet
from auditor.identify.within import is_undecided
from auditor.model.arithmetic import status_of
from auditor.model.figure import Figure, Period
from auditor.relation import Operand, Shape

if TYPE_CHECKING:
    from auditor.catalogue import Check

REACHED = 2.0  # bits off for looking elsewhere: the statement's line may be another than the table means
OPENING_SLACK = timedelta(days=7)  # 52/53-week years end on a weekday, comparative columns on a month's end


def across(check: Check, shape: Shape, sheets: Sequence[Sheet], figures: Sequence[Figure]) -> Iterator[Hypothesis]:
    """Hypotheses of a check whose operands stand on different statements, one for each anchoring table.

    The anchor is the first operand that speaks of a duration; the others are looked up by its period in the nearest
    statement of their kind. Statements on another footing (pro forma, parent company alone) are left out.
    """
    anchor = next(operand for operand in shape.operands if operand.moment is None)
    form = "equal" if sorted(shape.coefficients) == [-1, 1] else "linear"
    plain = [sheet for sheet in sheets if not sheet.is_special]
    for sheet in plain:
        if sheet.statement != anchor.statement or len(sheet.rows.get(anchor.concept, ())) != 1:
            continue
        instances = []
        for start, period in _cells(sheet, anchor.concept, figures):
            cells = [
                start if operand == anchor else _witness(operand, period, sheet, plain, figures)
                for operand in shape.operands
            ]
            printed = tuple(i for i in cells if i is not None)
            if len(printed) == len(cells) and len(set(printed)) == len(cells):
                instances.append(Instance(printed, shape.coefficients, printed[shape.operands.index(shape.total)]))
        if instances:
            yield Hypothesis(
                check.code,
                "catalogue",
                form,  # type: ignore[arg-type]
                tuple(instances),
                check.prior,
                ("the lines are labelled as the check's concepts", "the periods are the same"),
                latent=check.latent,
                worst=check.severity,
            )


def reaching(
    check: Check, shape: Shape, sheet: Sheet, sheets: Sequence[Sheet], figures: Sequence[Figure]
) -> Iterator[Hypothesis]:
    """The check where a table prints its total alone, or nearly: what it lacks is looked up in the nearest statement
    of the kind that the check ``reaches``, for the total's period or, of a balance sheet, at its end.

    Which of an operand's stand-ins is meant is not said, so all are tried and the one that holds most often is kept.
    """
    lacking = [o for o in shape.all_operands if o != shape.total and len(sheet.rows.get(o.concept, ())) != 1]
    statements = [other for other in sheets if other.statement == check.reaches and not other.is_special]
    if not lacking or sheet in statements or len(sheet.rows[shape.total.concept]) != 1:
        return
    moment = "closing" if check.reaches == "balance_sheet" else None
    names = [(o.concept, *check.instead.get(o.concept, "").split()) for o in lacking]
    best: tuple[int, list[Instance]] = (0, [])
    for chosen in product(*names):
        wanted = {o: Operand(name, check.reaches, moment) for o, name in zip(lacking, chosen, strict=True)}
        reached = _reached(shape, wanted, sheet, statements, figures)
        instances = [one for one in reached if shape.form == "linear" or not is_undecided(figures, one, check.slack)]
        holding = sum(
            status_of(figures, shape.form, one.figures, one.coefficients, one.total) == "holds" for one in instances
        )
        if holding > best[0]:
            best = (holding, instances)
    if best[0]:
        why = ("the lines are labelled as the check's concepts", "the periods are the same")
        yield Hypothesis(
            check.code, "catalogue", shape.form, tuple(best[1]), check.prior - REACHED, why, check.latent, "warning"
        )


def _reached(
    shape: Shape,
    wanted: Mapping[Operand, Operand],
    sheet: Sheet,
    statements: Sequence[Sheet],
    figures: Sequence[Figure],
) -> Iterator[Instance]:
    """One instance for each column of the total's row whose operands are all found."""
    row = sheet.table.grid[sheet.rows[shape.total.concept][0]]
    for total, period in _cells(sheet, shape.total.concept, figures):
        column = row.index(total)
        cells: list[int | None] = []
        for operand in shape.operands:
            if operand == shape.total:
                cells.append(total)
            elif operand in wanted:
                cells.append(_witness(wanted[operand], period, sheet, statements, figures))
            else:
                cells.append(sheet.table.grid[sheet.rows[operand.concept][0]][column])
        printed = tuple(i for i in cells if i is not None and figures[i].mantissa)
        if len(printed) == len(cells) and len(set(printed)) == len(cells) and figures[total].mantissa:
            yield Instance(printed, shape.coefficients or (1, 1), total)


def _cells(sheet: Sheet, concept: str, figures: Sequence[Figure]) -> Iterator[tuple[int, Period]]:
    """The readable figures of the concept's first row whose period no other column of the table shares.

    Columns of one period stand for parts of the company or for adjustments, and nothing says which is the whole.
    """
    shared = Counter(column.period for column in sheet.table.columns)
    for i in sheet.table.grid[sheet.rows[concept][0]]:
        if i is None or figures[i].concept != concept or figures[i].mantissa is None:
            continue
        period = figures[i].period
        if period is not None and shared[period] <= 1:
            yield i, period


def _witness(
    operand: Operand, period: Period, anchor: Sheet, sheets: Sequence[Sheet], figures: Sequence[Figure]
) -> int | None:
    """The figure of ``operand`` for the anchor's period, from the statement printed nearest to the anchor."""
    near = sorted(sheets, key=lambda s: (s.table.statement is None, abs(s.table.index - anchor.table.index)))
    for sheet in near:
        if sheet.statement != operand.statement or len(sheet.rows.get(operand.concept, ())) != 1:
            continue
        for i, other in _cells(sheet, operand.concept, figures):
            if _matches(operand.moment, period, other):
                return i
    return None


def _matches(moment: str | None, period: Period, other: Period) -> bool:
    if moment is None:
        return period == other
    if moment == "closing":
        return other.end == period.end
    if period.start is None:  # the row itself says that it is a balance: "cash, beginning of period"
        return other.start is None and abs(other.end - period.end) <= OPENING_SLACK
    # A balance printed in a column of a duration (cash at the end of the year) is the balance at its end.
    return period.start is not None and abs(other.end - (period.start - timedelta(days=1))) <= OPENING_SLACK
