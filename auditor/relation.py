"""Relations among concepts as a check states them: sums that equal, and quotients.

A check writes ``Eq(sales - cost_of_sales, gross_profit)`` over symbols. The symbols here are feather-light so that an
audit need not import an algebra system (SymPy takes longer to import than a release takes to audit); every relation
*is* a SymPy relation as soon as one is asked for, and SymPy does the algebra: solving for an operand, the matrix of
the catalogue, its independent rows. A contract test holds the two readings of every check against each other.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    import sympy

Moment = Literal["opening", "closing"]
STATEMENTS = frozenset({"income_statement", "balance_sheet", "cash_flow", "equity"})
MOMENTS = frozenset({"opening", "closing"})


@dataclass(frozen=True, slots=True)
class Operand:
    """A concept where a check means it: on which statement, and, for a balance, at which end of the period."""

    concept: str
    statement: str | None = None
    moment: str | None = None

    @classmethod
    def parse(cls, text: str) -> Operand:
        """``net_income``, ``net_income.cash_flow`` or ``retained_earnings.balance_sheet.opening``.

        Raises ValueError for a qualifier that is neither a statement nor a moment.
        """
        concept, *qualifiers = text.split(".")
        statement = moment = None
        for qualifier in qualifiers:
            if qualifier in STATEMENTS:
                statement = qualifier
            elif qualifier in MOMENTS:
                moment = qualifier
            else:
                raise ValueError(f"{text!r}: {qualifier!r} is neither a statement nor 'opening' or 'closing'")
        return cls(concept, statement, moment)

    def __str__(self) -> str:
        return ".".join(part for part in (self.concept, self.statement, self.moment) if part)


@dataclass(frozen=True, slots=True)
class Sum:
    """A sum of operands with whole coefficients: what ``+``, ``-`` and ``2 *`` make of symbols."""

    terms: tuple[tuple[Operand, int], ...]

    def __add__(self, other: Sum) -> Sum:
        return Sum(_collected((*self.terms, *other.terms)))

    def __sub__(self, other: Sum) -> Sum:
        return self + -other

    def __neg__(self) -> Sum:
        return Sum(tuple((operand, -coefficient) for operand, coefficient in self.terms))

    def __rmul__(self, factor: int) -> Sum:
        return Sum(tuple((operand, factor * coefficient) for operand, coefficient in self.terms))

    def sympy(self) -> sympy.Expr:
        """The sum as a SymPy expression."""
        import sympy

        return sympy.Add(*(coefficient * sympy.Symbol(str(operand)) for operand, coefficient in self.terms))


def _collected(terms: Iterable[tuple[Operand, int]]) -> tuple[tuple[Operand, int], ...]:
    sums: dict[Operand, int] = {}
    for operand, coefficient in terms:
        sums[operand] = sums.get(operand, 0) + coefficient
    return tuple((operand, coefficient) for operand, coefficient in sums.items() if coefficient)


def concepts(names: str) -> Any:
    """Symbols for the named concepts: one for one name, a tuple for several, as ``sympy.symbols`` gives them.

    >>> sales, gross_profit = concepts("sales gross_profit")
    """
    symbols = tuple(Sum(((Operand.parse(name), 1),)) for name in names.split())
    return symbols[0] if len(symbols) == 1 else symbols


@dataclass(frozen=True, slots=True)
class Shape:
    """A relation compiled for evaluation.

    linear: Σ ``coefficients[i]`` × ``operands[i]`` = 0, the ``total`` among the operands.
    ratio: ``total`` = ``operands[0]`` / ``operands[1]``; coefficients are empty.
    """

    form: Literal["linear", "ratio"]
    operands: tuple[Operand, ...]
    coefficients: tuple[int, ...]
    total: Operand

    @property
    def all_operands(self) -> tuple[Operand, ...]:
        """Every operand, the total included, each once."""
        return self.operands if self.form == "linear" else (*self.operands, self.total)


@dataclass(frozen=True, slots=True)
class Eq:
    """``left`` = ``right``. The total is the right side, which must be a single operand."""

    left: Sum
    right: Sum

    def __post_init__(self) -> None:
        if len(self.right.terms) != 1 or self.right.terms[0][1] != 1:
            raise ValueError("the right side of an equation must be one concept: the figure printed as the result")

    def shape(self) -> Shape:
        """The equation as a sum that must be zero."""
        terms = (self.left - self.right).terms
        return Shape("linear", tuple(o for o, _ in terms), tuple(c for _, c in terms), self.right.terms[0][0])

    def sympy(self) -> sympy.Eq:
        """The equation as SymPy's own."""
        import sympy

        return sympy.Eq(self.left.sympy(), self.right.sympy(), evaluate=False)


@dataclass(frozen=True, slots=True)
class Ratio:
    """``total`` = ``over`` / ``under``, each a single operand."""

    total: Sum
    over: Sum
    under: Sum

    def shape(self) -> Shape:
        """The quotient's operands: over, under, and the total that prints it."""
        (total, _), (over, _), (under, _) = (side.terms[0] for side in (self.total, self.over, self.under))
        return Shape("ratio", (over, under), (), total)

    def sympy(self) -> sympy.Eq:
        import sympy

        return sympy.Eq(self.over.sympy() / self.under.sympy(), self.total.sympy(), evaluate=False)


Relation = Eq | Ratio


def solve_for(relation: Relation, concept: str) -> sympy.Expr:
    """What a concept must be for the relation to hold, from the other concepts.

    >>> sales, costs, profit = concepts("sales costs_total gross_profit")
    >>> str(solve_for(Eq(sales - costs, profit), "sales"))
    'costs_total + gross_profit'

    Raises ValueError when the relation does not speak of the concept.
    """
    import sympy

    symbol = sympy.Symbol(concept)
    equation = relation.sympy()
    if symbol not in equation.free_symbols:
        raise ValueError(f"the relation does not speak of {concept!r}")
    (solution,) = sympy.solve(equation, symbol)
    return solution


def matrix(relations: Sequence[Eq]) -> tuple[sympy.Matrix, tuple[sympy.Symbol, ...]]:
    """The linear relations as the matrix A of A x = 0 (relations by concepts), and the concepts, in name order."""
    import sympy

    equations = [relation.sympy() for relation in relations]
    symbols = tuple(sorted({s for e in equations for s in e.free_symbols}, key=str))
    coefficients, _ = sympy.linear_eq_to_matrix(equations, symbols)
    return coefficients, symbols


def independent(relations: Sequence[Eq]) -> list[int]:
    """Positions of the relations that do not follow from those before them."""
    coefficients, _ = matrix(relations)
    _, pivots = coefficients.T.rref()
    return list(pivots)
