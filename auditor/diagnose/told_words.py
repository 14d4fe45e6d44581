"""What a sentence says, and what its amounts give: failures of changes, ratios and directions told in words."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Context, Decimal
from fractions import Fraction

from auditor.model.figure import Figure
from auditor.model.hedged import computed
from auditor.model.identity import Identity

WIDE = Context(prec=100)
_UNITS = {"percent": " percent", "bp": " basis points", "points": " percentage points", "times": " times"}
_HEDGES = {"about": "about ", "under": "nearly ", "over": "more than ", "most": "at most ", "least": "at least "}


def is_told(figures: Sequence[Figure], identity: Identity) -> bool:
    """Whether an identity holds a change, a ratio or a direction told in a sentence against figures."""
    if identity.origin != "prose" or len(identity.figures) < 2 or identity.form == "equal":
        return False
    return identity.total is None or figures[identity.total].table is None


def told_failure(figures: Sequence[Figure], identity: Identity) -> str:
    """One sentence: what is told, of which amounts, and what those give."""
    first, second = (figures[i] for i in identity.figures[:2])
    if identity.total is None:
        low, high = _named(first), _named(second)
        where = _place(first if first.table is None else second)
        return f"The sentence{where} has the direction wrong: {low} is higher than {high}."
    own = figures[identity.total]
    said = _HEDGES.get(identity.hedge or "", "") + own.text + (_UNITS.get(own.unit or "", "") if _is_digit(own) else "")
    given = _given(figures, identity, own)
    if identity.form == "ratio" and own.unit != "times":
        return f"The sentence{_place(own)} says {said}, but {_named(first)} over {_named(second)} is {given}."
    if identity.form == "ratio" and first.label != second.label and first.table is not None:
        return f"The sentence{_place(own)} says {said}, but {_named(first)} over {_named(second)} is {given}."
    return f"The sentence{_place(own)} says {said}, but from {_named(second)} to {_named(first)} is {given}."


def _named(figure: Figure) -> str:
    """An amount with its line and place where a table prints it: "6,955 (Gross profit, line 269)"."""
    if figure.table is None:
        return figure.text
    parts = [part for part in (figure.label, figure.whereabouts) if part]
    return f"{figure.text} ({', '.join(parts)})" if parts else figure.text


def _given(figures: Sequence[Figure], identity: Identity, own: Figure) -> str:
    """What the amounts give for the claim, to its own last place, with the range that their rounding leaves."""
    total = identity.total if identity.total is not None else own.index
    admitted = computed(figures, identity.form, identity.figures, identity.coefficients, total)
    if admitted is None:
        return "nothing that can be reckoned"
    scale, places = own.exponent + own.places, own.places
    unit = _UNITS.get(own.unit or "", "") or (f" {own.word}" if own.word else "")
    low, high = (_rounded(end, scale, places + 1) for end in (admitted.low, admitted.high))
    middle = _rounded((admitted.low + admitted.high) / 2, scale, places)
    return f"{middle}{unit}" + ("" if low == high else f" (between {low} and {high} as printed)")


def _rounded(value: Fraction, scale: int, places: int) -> str:
    units = round(value / Fraction(10) ** (scale - places))
    return f"{Decimal(units).scaleb(-places, context=WIDE):,f}"


def _is_digit(figure: Figure) -> bool:
    return figure.text[:1].isdigit() or figure.text[:1] in "(-."


def _place(figure: Figure) -> str:
    where = figure.whereabouts
    return f" {'on' if where.startswith('line') else 'in'} {where}" if where else ""
