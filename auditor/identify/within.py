"""Checks within one table: each row that prints a check's total looks for its operands around it.

Operands are sought above the total (or, failing that, below) up to the neighbouring total of the same concept. Signs
and optional lines are read in the way that makes the relation hold most often, the same in every column.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import combinations, pairwise, product
from typing import TYPE_CHECKING

from auditor.extract.vocabulary import kind_of_unit, plain_text, vocabulary
from auditor.identify.hypothesis import Hypothesis, Instance, information
from auditor.identify.sheets import Sheet
from auditor.model.arithmetic import evaluate, status_of
from auditor.model.figure import Figure
from auditor.relation import Operand, Shape

if TYPE_CHECKING:
    from auditor.catalogue import Check

UNEXPLAINED = 14.0  # bits against a relation between whose operands stands an amount nobody accounts for
MOST_SIGNS = 4  # rows whose printed sign may be either; each doubles the search
MOST_OPTIONAL = 4
MOST_BETWEEN = 4  # lines below a subtotal that may belong to the sum, though no concept names them

# Words after which an amount without brackets is money that went out, or a loss.
TAKEN_AWAY = frozenset(
    {"used", "less", "deduct", "deducted", "loss", "losses", "deficit", "decrease", "expense", "expenses"}
)
GIVEN = frozenset({"provided", "generated", "from", "income", "earnings", "increase", "change", "gain"})


def within(check: Check, shape: Shape, sheet: Sheet, figures: Sequence[Figure]) -> Iterator[Hypothesis]:
    """The check's hypotheses in one table, one for each row that prints its total."""
    if any(concept in sheet.rows for concept in check.silenced_by.split()):
        return
    total = _printed(shape.total.concept, check, sheet)
    totals = sheet.rows.get(total, ())
    for position, at in enumerate(totals):
        above = totals[position - 1] if position else -1
        below = totals[position + 1] if position + 1 < len(totals) else len(sheet.bound)
        places = _places(check, shape, sheet, total, at, (above, below))
        if places is None:
            continue
        if shape.form == "ratio":
            yield from _quotient(check, shape, sheet, figures, places)
        else:
            yield from _sum(check, shape, sheet, figures, places, at)


def _printed(concept: str, check: Check, sheet: Sheet) -> str:
    """The concept, or the first of those that stand in for it which this table prints."""
    names = (concept, *_stand_ins(concept, check, sheet))
    return next((name for name in names if name in sheet.rows), concept)


def _stand_ins(concept: str, check: Check, sheet: Sheet) -> list[str]:
    if any(forbidding in sheet.rows for forbidding in check.instead_unless.split()):
        return []
    return check.instead.get(concept, "").split()


def _places(
    check: Check, shape: Shape, sheet: Sheet, total: str, at: int, window: tuple[int, int]
) -> dict[Operand, int] | None:
    """The row of every operand around the total's row ``at``; None when one is not printed."""
    places: dict[Operand, int] = {}
    for operand in shape.all_operands:
        if operand == shape.total:
            places[operand] = at
            continue
        names = (operand.concept, *_stand_ins(operand.concept, check, sheet))
        rows = (_nearest(sheet, name, at, window) for name in names if name != total)
        row = next((row for row in rows if row is not None), None)
        if row is None:
            return None
        places[operand] = row
    return places if len(set(places.values())) == len(places) else None


def _nearest(sheet: Sheet, concept: str, at: int, window: tuple[int, int]) -> int | None:
    """The concept's row nearest above ``at`` within the window, or nearest below where none stands above."""
    low, high = window
    rows = sheet.rows.get(concept, ())
    above = [row for row in rows if low < row < at]
    if above:
        return above[-1]
    return next((row for row in rows if at < row < high), None)


def _sum(
    check: Check, shape: Shape, sheet: Sheet, figures: Sequence[Figure], places: Mapping[Operand, int], at: int
) -> Iterator[Hypothesis]:
    """The relation under the reading of signs and of optional lines by which it holds in most columns."""
    required = [(places[operand], c) for operand, c in zip(shape.operands, shape.coefficients, strict=True)]
    optional = _optional_rows(check, sheet, [row for row, _ in required], at)
    if check.needs_optional and not optional:
        return
    flexible = _flexible(sheet, [row for row, _ in (*required, *optional)])
    best: Reading | None = None
    for taken in _selections(optional):
        terms = (*required, *taken)
        for signs in _signs(sheet, figures, terms, flexible):
            instances = _instances(sheet, figures, terms, signs, len(required), at)
            holding = sum(_holds(figures, one) and information(figures, "linear", one) > 0 for one in instances)
            if instances and (best is None or holding > best.holding):
                best = Reading(instances, holding, tuple(row for row, _ in terms))
    if best is None:
        return
    if best.holding < len(best.instances):
        best = replace(best, instances=[_with_rows_between(sheet, figures, best, at, one) for one in best.instances])
    # Most pages follow the first reading tried, so a choice costs less than a whole bit.
    prior = check.prior - (len(flexible) + len(optional)) / 2
    between = [] if check.spans else _unexplained(sheet, best.rows, at)
    clear = [one for one in best.instances if not _obstructed(sheet, figures, between, at, one)]
    blocked = [one for one in best.instances if one not in clear and _holds(figures, one)]
    if clear:
        yield _linear(check, sheet, clear, prior, "the lines are labelled as the check's concepts")
    if blocked:
        evidence = "an amount that no line accounts for stands between them"
        yield _linear(check, sheet, blocked, prior - UNEXPLAINED, evidence)


def _with_rows_between(sheet: Sheet, figures: Sequence[Figure], best: Reading, at: int, one: Instance) -> Instance:
    """The instance; where it fails by exactly what the lines just below a subtotal print, with those lines.

    Between total liabilities and equity stand lines of many names (a note that may be redeemed, a minority's share).
    """
    if one.total is None or _holds(figures, one):
        return one
    unit, column = figures[one.total].unit, _column_of(sheet, at, one.total)
    sign = -next(c for f, c in zip(one.figures, one.coefficients, strict=True) if f == one.total)
    concepts = vocabulary()
    operands = set(best.rows)
    subtotals = [row for row in sorted(operands) if concepts[sheet.bound[row] or ""].is_total]
    for row, end in pairwise(subtotals):
        taken: list[int] = []
        for below in range(row + 1, min(row + 1 + MOST_BETWEEN, end)):
            cell = sheet.table.grid[below][column] if column is not None else None
            if below in operands or cell is None or not figures[cell].mantissa:
                continue
            if figures[cell].unit != unit:
                break
            taken.append(cell)
            wider = Instance((*one.figures, *taken), (*one.coefficients, *[sign] * len(taken)), one.total)
            if evaluate(figures, "linear", wider.figures, wider.coefficients, wider.total).residual == 0:
                return wider
    return one


def _worst(check: Check, sheet: Sheet) -> str:
    """The highest severity a failure may have: a summary leaves lines out, so there it is a warning."""
    return "warning" if sheet.is_summary and check.severity == "error" else check.severity


def _linear(check: Check, sheet: Sheet, instances: Sequence[Instance], prior: float, evidence: str) -> Hypothesis:
    return Hypothesis(
        check.code,
        "catalogue",
        "linear",
        tuple(instances),
        prior,
        (evidence,),
        latent=check.latent,
        worst=_worst(check, sheet),
    )


Term = tuple[int, int]  # a row, and its coefficient in the relation


@dataclass(frozen=True, slots=True)
class Reading:
    """One choice of signs and optional lines: its instances, how many of them hold and say something, its rows."""

    instances: list[Instance]
    holding: int
    rows: tuple[int, ...]


def _holds(figures: Sequence[Figure], one: Instance) -> bool:
    return status_of(figures, "linear", one.figures, one.coefficients, one.total) == "holds"


def _optional_rows(check: Check, sheet: Sheet, rows: Sequence[int], at: int) -> list[Term]:
    """Rows of the check's optional concepts, printed after its first subtotal and before its total."""
    concepts = vocabulary()
    subtotals = [row for row in rows if row != at and concepts[sheet.bound[row] or ""].is_total]
    first = min(subtotals, default=min(rows))
    found = [
        (row, -1 if concepts[concept].is_expense else 1)
        for concept in check.optional.split()
        for row in sheet.rows.get(concept, ())
        if first < row < max(rows) and row not in rows
    ]
    return found[:MOST_OPTIONAL]


def _selections(optional: Sequence[Term]) -> Iterator[tuple[Term, ...]]:
    """Which optional lines take part: all of them first, none last (a subtotal may hold them already)."""
    for size in range(len(optional), -1, -1):
        yield from combinations(optional, size)


def _instances(
    sheet: Sheet, figures: Sequence[Figure], terms: Sequence[Term], signs: Sequence[int], required: int, at: int
) -> list[Instance]:
    """One instance for each column of amounts that prints every required operand, readable and not all nil."""
    found = []
    for column in sheet.table.columns:
        if column.kind != "amount":
            continue
        members, coefficients = [], []
        for position, ((row, coefficient), sign) in enumerate(zip(terms, signs, strict=True)):
            cell = sheet.table.grid[row][column.index]
            if cell is not None and figures[cell].mantissa is not None:
                members.append(cell)
                coefficients.append(coefficient * sign)
            elif cell is not None or position < required:
                break
        else:
            if any(figures[i].mantissa for i in members):
                total = sheet.table.grid[at][column.index]
                found.append(Instance(tuple(members), tuple(coefficients), total))
    return found


def _unexplained(sheet: Sheet, rows: Sequence[int], at: int) -> list[int]:
    """The rows between the operands that neither are operands nor are summed up by one that is a subtotal."""
    concepts = vocabulary()
    operands = set(rows)
    found: list[int] = []
    pending: list[int] = []
    for row in range(min(rows), max(rows) + 1):
        if row not in operands:
            pending.append(row)
            continue
        says_total = plain_text(sheet.table.rows[row].label).startswith("total ")
        if row == at or not (says_total or concepts[sheet.bound[row] or ""].is_total):
            found += pending
        pending = []
    return found


def _column_of(sheet: Sheet, at: int, total: int) -> int | None:
    """The column in which the row ``at`` prints the figure; a fact that two tables show names another one's."""
    return next((column for column, cell in enumerate(sheet.table.grid[at]) if cell == total), None)


def _obstructed(sheet: Sheet, figures: Sequence[Figure], between: Sequence[int], at: int, one: Instance) -> bool:
    """Whether one of the rows ``between`` prints an amount of money in the instance's column."""
    if one.total is None:
        return False
    column = _column_of(sheet, at, one.total)
    if column is None:
        return False
    cells = [sheet.table.grid[row][column] for row in between]
    return any(
        i is not None and figures[i].mantissa != 0 and kind_of_unit(figures[i].unit) in ("money", None) for i in cells
    )


def _flexible(sheet: Sheet, rows: Sequence[int]) -> frozenset[int]:
    """The rows that may be printed with either sign: expenses, and lines that say only "used" or "loss"."""
    concepts = vocabulary()
    found = []
    for row in rows:
        words = set(plain_text(sheet.table.rows[row].label).replace("(", " ").replace(")", " ").split())
        concept = concepts[sheet.bound[row] or ""]
        if concept.is_expense or concept.is_either or (words & TAKEN_AWAY and not words & GIVEN):
            found.append(row)
    return frozenset(found[:MOST_SIGNS])


def _signs(
    sheet: Sheet, figures: Sequence[Figure], terms: Sequence[Term], flexible: frozenset[int]
) -> Iterator[tuple[int, ...]]:
    """Signs by which the terms' coefficients are turned, one a row and fixed across its columns; the usual first.

    An expense printed in brackets is already taken away, so the usual reading adds its bracketed amount.
    """
    choices = []
    for row, _ in terms:
        amounts = [figures[i].mantissa or 0 for i in sheet.table.grid[row] if i is not None]
        is_bracketed = sum(a < 0 for a in amounts) > sum(a > 0 for a in amounts)
        is_expense = vocabulary()[sheet.bound[row] or ""].is_expense
        usual = -1 if row in flexible and is_expense and is_bracketed else 1
        choices.append((usual, -usual) if row in flexible else (usual,))
    return product(*choices)


def _quotient(
    check: Check, shape: Shape, sheet: Sheet, figures: Sequence[Figure], places: Mapping[Operand, int]
) -> Iterator[Hypothesis]:
    over, under = (places[operand] for operand in shape.operands)
    instances = []
    for column in sheet.table.columns:
        cells = [sheet.table.grid[row][column.index] for row in (over, under, places[shape.total])]
        printed = [i for i in cells if i is not None and figures[i].mantissa]
        if len(printed) < 3 or not (column.kind == "amount" or all(figures[i].concept for i in printed)):
            continue
        if _applies(check, sheet, figures, column.index):
            one = Instance((printed[0], printed[1]), (1, 1), printed[2])
            if not is_undecided(figures, one, check.slack):
                instances.append(one)
    # A quotient that fails in every one of several columns tells of a scale misread, not of misprints.
    if len(instances) == 1 or any(_divides(figures, one) for one in instances):
        yield Hypothesis(
            check.code,
            "catalogue",
            "ratio",
            tuple(instances),
            check.prior,
            ("the lines are labelled as the check's concepts",),
            latent=check.latent,
            worst=_worst(check, sheet),
        )


def is_undecided(figures: Sequence[Figure], one: Instance, slack: int) -> bool:
    """Whether the printed quotient is off by more than rounding allows, but by no more than the check's slack."""
    if not slack or one.total is None:
        return False
    outcome = evaluate(figures, "ratio", one.figures, one.coefficients, one.total)
    if outcome.status != "violated" or outcome.residual is None or outcome.tolerance is None:
        return False
    return abs(outcome.residual) <= outcome.tolerance + Decimal(slack).scaleb(figures[one.total].exponent)


def _divides(figures: Sequence[Figure], one: Instance) -> bool:
    return status_of(figures, "ratio", one.figures, one.coefficients, one.total) == "holds"


def _applies(check: Check, sheet: Sheet, figures: Sequence[Figure], column: int) -> bool:
    """Whether the check's own condition on the column's printed values, if it has one, is met."""
    if check.applies is None:
        return True
    printed: dict[str, Decimal] = {}
    for concept, rows in sheet.rows.items():
        cell = sheet.table.grid[rows[0]][column]
        value = figures[cell].value if cell is not None else None
        if value is not None:
            printed[concept] = value
    return check.applies(printed)
