"""A user's relation, written as text: ``total_assets = total_liabilities + total_equity``. Read, never evaluated."""

from __future__ import annotations

import re

from auditor.relation import Eq, Ratio, Relation, Sum, concepts

_NAME = r"[a-z][a-z0-9_]*(?:\.[a-z_]+)*"
_TERM = re.compile(rf"\s*(?P<sign>[+-]?)\s*(?:(?P<times>\d{{1,3}})\s*\*\s*)?(?P<name>{_NAME})\s*")
_RATIO = re.compile(rf"\s*({_NAME})\s*/\s*({_NAME})\s*")
_RESULT = re.compile(rf"\s*({_NAME})\s*")


class EquationError(ValueError):
    """An equation that cannot be read: what is wrong, and where."""


def equation(text: str) -> Relation:
    """The relation: sums and differences of concepts, or a quotient of two, on one side, one concept on the other.

    >>> equation("gross_profit = sales - cost_of_sales").shape().form
    'linear'

    Raises `EquationError`.
    """
    sides = text.split("=")
    if len(sides) != 2:
        raise EquationError(f"{text!r}: an equation has one '='")
    left, right = sides
    result = _RESULT.fullmatch(left)
    if result is None:
        left, right = right, left
        result = _RESULT.fullmatch(left)
    if result is None:
        raise EquationError(f"{text!r}: one side must be a single concept, the figure printed as the result")
    try:
        total = concepts(result[1])
        if quotient := _RATIO.fullmatch(right):
            return Ratio(total, concepts(quotient[1]), concepts(quotient[2]))
        return Eq(_sum(right, text), total)
    except EquationError:
        raise
    except ValueError as error:
        raise EquationError(f"{text!r}: {error}") from None


def _sum(side: str, text: str) -> Sum:
    at, terms = 0, Sum(())
    while at < len(side):
        term = _TERM.match(side, at)
        if term is None or (at and not term["sign"]):
            raise EquationError(f"{text!r}: {side[at:].strip()[:40]!r} is no '+ concept' or '- concept'")
        factor = int(term["times"] or 1) * (-1 if term["sign"] == "-" else 1)
        terms = terms + factor * concepts(term["name"])
        at = term.end()
    if not terms.terms:
        raise EquationError(f"{text!r}: nothing is left of one side")
    return terms
