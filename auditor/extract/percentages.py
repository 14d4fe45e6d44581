"""Percentages that show their sign on the first line and the total alone, as typesetters set them."""

from __future__ import annotations

from collections.abc import Sequence

from auditor.model.figure import Figure
from auditor.model.record import altered

FEWEST = 2  # lines without a sign between the first and the total
MOST = 40  # lines of one breakdown
WHOLE = 100  # per cent, to which a breakdown adds


def percents_throughout(figures: list[Figure], grid: Sequence[Sequence[int | None]]) -> None:
    """The lines between a first percentage and the hundred per cent that it and they add up to are percentages too.

    ``grid`` are the places among ``figures``, row by row. What does not add up, within the rounding of its lines, is
    left as it is.
    """
    for column in zip(*grid, strict=True):
        members = [figures[index] for index in column if index is not None]
        totals = [at for at, one in enumerate(members) if one.unit == "percent" and _printed(one) == (WHOLE, 1)]
        for total in totals:
            first = _first(members, total)
            if first is not None:
                for one in members[first + 1 : total]:
                    figures[one.index] = altered(one, unit="percent", exponent=0 if one.nil else -one.places)


def _first(members: Sequence[Figure], total: int) -> int | None:
    """Where the breakdown of a total begins: a percentage, with nothing but unsigned lines from there on."""
    unit = 10 ** max((one.places for one in members[max(0, total - MOST) : total]), default=0)
    added = 0
    for at in range(total - 1, max(-1, total - 1 - MOST), -1):
        one = members[at]
        if one.mantissa is None:
            return None
        digits, parts = _printed(one)
        added += digits * unit // parts
        if one.unit == "percent" and not one.nil:
            lines = total - at
            return at if lines > FEWEST and 2 * abs(added - WHOLE * unit) <= lines * unit else None
    return None


def _printed(figure: Figure) -> tuple[int, int]:
    """The number as printed, without any scale: its digits, and the power of ten they are divided by."""
    return (0, 1) if figure.nil else (figure.mantissa or 0, 10**figure.places)
