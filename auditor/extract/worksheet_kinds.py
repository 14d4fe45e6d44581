"""Kinds of columns: which of them print amounts, and which percentages or changes that never add."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import permutations

from auditor.extract.layout import column_kind
from auditor.extract.worksheet_cells import Item

SHARE = 0.6  # of a column's rows that must be the change between two others for it to be one
FEWEST = 3  # rows that tell
WIDEST = 16  # columns of a table up to which every pair is tried

_RATE = re.compile(
    r"\b(?:interest|discount|coupon|effective|crediting|growth) rates?\b(?! swap)|\byields?\b"
    r"|\b(?:average )?rates?(?: \(\w\))?$",
    re.IGNORECASE,
)
_CHANGE = re.compile(r"\bchange\b|\bincrease\b|\bdecrease\b|\bvariance\b|\bgrowth\b|\bfav\b|\bvs\b|%", re.IGNORECASE)

Marks = Sequence[Sequence[Item | None]]


def kinds_of(heads: Sequence[str], rows: Marks) -> list[str]:
    """The kind of each column, by its head and its figures: "amount", "percent" or "change". ``rows`` hold one mark or
    None a column."""
    columns = [[row[at] for row in rows] for at in range(len(heads))]
    kinds = [
        _kind(head, [item for item in column if item is not None]) for head, column in zip(heads, columns, strict=True)
    ]
    amounts = [at for at, kind in enumerate(kinds) if kind == "amount"]
    if len(heads) <= WIDEST:
        for at, head in enumerate(heads):
            if kinds[at] == "change" and _CHANGE.search(head) and _is_percent_change(rows, at, amounts):
                kinds[at] = "percent"
    return kinds


def _kind(head: str, marks: list[Item]) -> str:
    tokens = [item.token for item in marks if item.token is not None]
    numbers = [token for token in tokens if token.kind == "number"]
    bare = numbers and not any(token.currency for token in tokens)
    if bare and numbers[0].percent and numbers[-1].percent:
        return "percent"  # the sign stands on the first and last lines only
    if bare and _RATE.search(head) and all(abs(token.mantissa or 0) < 100 * 10**-token.exponent for token in numbers):
        return "percent"
    if marks and 2 * sum(item.points for item in marks) > len(marks):
        return "change"
    kind = column_kind(head, tokens)
    return "percent" if kind == "change" and bare and any(token.percent for token in numbers) else kind


def _is_percent_change(rows: Marks, at: int, amounts: Sequence[int]) -> bool:
    """Whether most figures of a column are the change in percent from one column of amounts to another, as printed."""
    for now, then in permutations(amounts, 2):
        tried = right = 0
        for row in rows:
            change, new, old = (_value(row[column]) for column in (at, now, then))
            if change is None or new is None or old is None or old == 0:
                continue
            item = row[at]
            places = -item.token.exponent if item is not None and item.token is not None else 0
            tried += 1
            # change / 10^places = 100 × (new − old) / |old|, to within one in the last place printed
            right += abs(100 * (new - old) * 10**places - change * abs(old)) <= abs(old)
        if tried >= FEWEST and right >= SHARE * tried:
            return True
    return False


def _value(item: Item | None) -> int | None:
    """The printed digits with their sign, all of one column's rows being printed to one place."""
    return None if item is None or item.token is None else item.token.mantissa
