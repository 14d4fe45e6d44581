"""Checks among the tags of one financial data schedule: each column by itself, the operands named by their tags.

A schedule's values are amounts without words; its tags are defined by the article it is drawn up under, so a relation
needs no labels read. Where a sum holds it vouches for its tags. Filers fill some of them by definitions of their own,
so only a sum that holds in other columns of the schedule accuses anybody.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from auditor.identify.hypothesis import Hypothesis, Instance
from auditor.model.arithmetic import status_of
from auditor.model.figure import Figure
from auditor.model.table import Table
from auditor.relation import Shape

if TYPE_CHECKING:
    from auditor.catalogue import Check

EVIDENCE = ("tags of one schedule",)
Term = tuple[int, int]  # a figure, and its coefficient


def is_of_tags(shape: Shape) -> bool:
    """Whether the operands are tags ("TOTAL-ASSETS") and no concepts."""
    return shape.total.concept.isupper()


def tagged(check: Check, shape: Shape, table: Table, figures: Sequence[Figure]) -> Iterator[Hypothesis]:
    """The check over the columns of one table of a schedule: at most one hypothesis."""
    instances = []
    for column in range(len(table.columns)):
        terms = _terms(check, shape, _values(table, column, figures))
        if terms is not None and sum(bool(figures[i].mantissa) for i, _ in terms) > 1:
            instances.append(_instance(terms, figures))
    if instances:
        yield Hypothesis(
            check.code, "catalogue", "linear", tuple(instances), check.prior, EVIDENCE, check.latent, check.severity
        )


def _values(table: Table, column: int, figures: Sequence[Figure]) -> dict[str, int]:
    """The readable figures of one column by tag; a tag given twice is left out."""
    cells = [(row.label, table.grid[row.index][column]) for row in table.rows]
    often = Counter(tag for tag, cell in cells if cell is not None)
    return {tag: i for tag, i in cells if i is not None and often[tag] == 1 and figures[i].mantissa is not None}


def _terms(check: Check, shape: Shape, values: dict[str, int]) -> list[Term] | None:
    """The operands' figures with their coefficients, the total last; None where one is not given."""
    if any(tag in values for tag in check.silenced_by.split()):
        return None
    terms: list[Term] = []
    own: Term | None = None
    for operand, coefficient in zip(shape.operands, shape.coefficients, strict=True):
        tags = (operand.concept, *check.instead.get(operand.concept, "").split())
        tag = next((tag for tag in tags if tag in values), None)
        if tag is None:
            return None
        if operand == shape.total:
            own = (values[tag], coefficient)
        else:
            terms.append((values[tag], coefficient))
    terms += [(values[tag], 1) for tag in check.optional.split() if tag in values]
    return [*terms, own] if own is not None else None


def _instance(terms: Sequence[Term], figures: Sequence[Figure]) -> Instance:
    """The terms as one instance. What is deducted is given in brackets by some filers, and then added."""
    members, total = tuple(i for i, _ in terms), terms[-1][0]
    signs = tuple(c for _, c in terms)
    turned = tuple(1 if c < 0 and i != total and (figures[i].mantissa or 0) < 0 else c for i, c in terms)
    if turned != signs and status_of(figures, "linear", members, turned, total) == "holds":
        signs = turned
    return Instance(members, signs, total)
