"""The sums that casting finds in a table, as hypotheses."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from auditor.identify.casting import ACROSS, DOWN, Casting, Parts
from auditor.identify.footing import Cues, Footing
from auditor.identify.hypothesis import Hypothesis, Instance
from auditor.identify.ledger import Ledger, Matrix
from auditor.identify.mistyped import one_slip

FEWEST_TO_ACCUSE = 5  # cells that hold, from which the only one that fails, by a slip, is worth a word
TOTAL_HEAD = 2.0  # bits: a column headed as a total
PLAIN_HEAD = -5.0  # and one that is not


def cast_down(
    ledger: Ledger, cues: Callable[[int, Parts], Cues], known: Sequence[tuple[Ledger, Footing]]
) -> list[Hypothesis]:
    """Rows that are sums of other rows, wherever those stand (check FT101). ``known`` are the footings found before."""

    def bits(line: int, parts: Parts) -> tuple[float, tuple[str, ...]]:
        told = cues(line, parts)
        return told.bits, told.evidence

    names = [ledger.table.rows[row].label for row in ledger.rows]
    sides = ledger.amounts, ledger.place, ledger.amounts_by_column, ledger.place_by_column
    casting = Casting(*sides, names, bits, _within(ledger.rows, [(a.rows, f) for a, f in known]), DOWN)
    figures = tuple(zip(*ledger.figures, strict=True))
    return [_hypothesis("FT101", f, ledger.amounts_by_column, ledger.place_by_column, figures) for f in casting.run()]


def cast_across(
    ledger: Ledger, is_sum: Callable[[str], bool], known: Sequence[tuple[Ledger, Footing]]
) -> list[Hypothesis]:
    """Columns that are sums of other columns, wherever those stand (check FT102)."""
    heads = [ledger.table.columns[column].header for column in ledger.columns]
    named = [is_sum(head) for head in heads]

    def bits(line: int, parts: Parts) -> tuple[float, tuple[str, ...]]:
        return (TOTAL_HEAD, (f"column headed '{heads[line]}'",)) if named[line] else (PLAIN_HEAD, ())

    sides = ledger.amounts_by_column, ledger.place_by_column, ledger.amounts, ledger.place
    casting = Casting(*sides, heads, bits, _within(ledger.columns, [(a.columns, f) for a, f in known]), ACROSS)
    return [_hypothesis("FT102", f, ledger.amounts, ledger.place, ledger.figures) for f in casting.run()]


def _within(lines: Sequence[int], known: Sequence[tuple[Sequence[int], Footing]]) -> list[Footing]:
    """Footings by the numbers their rows (or columns) have in this ledger."""
    at = {line: i for i, line in enumerate(lines)}
    return [
        Footing(at[there[f.total]], tuple(at[there[part]] for part in f.parts), f.signs, f.prior, f.evidence)
        for there, f in known
        if there[f.total] in at and all(there[part] in at for part in f.parts)
    ]


def _hypothesis(check: str, footing: Footing, amounts: Matrix, place: Matrix, figures: Matrix) -> Hypothesis:
    """The sum in every cell where it holds; a failing one speaks only alone, by a slip, against several.

    Casting looks far and wide for its sums, and what it finds is no one's declared total.
    """
    lines = (*footing.parts, footing.total)
    held, failed, telling = [], [], 0
    for cell, marks, at in zip(amounts, place, figures, strict=True):
        if not marks[footing.total] or not any(marks[part] for part in footing.parts):
            continue
        printed = [cell[part] for part in footing.parts]
        residual = sum(printed) - cell[footing.total]
        kept = [i for i in lines if at[i] >= 0]
        signs = (1,) * (len(kept) - 1) + (-1,)
        instance = Instance(tuple([at[i] for i in kept]), signs, at[footing.total])
        if 2 * abs(residual) <= sum([marks[i] for i in lines]):
            held.append(instance)
            telling += len(printed) - printed.count(0) > 1
        else:
            failed.append(
                (
                    instance,
                    one_slip(residual, [(cell[footing.total], -1), *((amount, 1) for amount in printed)]),
                )
            )
    if len(failed) == 1 and failed[0][1] and telling >= FEWEST_TO_ACCUSE:
        held.append(failed[0][0])
    return Hypothesis(check, "structure", "linear", tuple(held), footing.prior, footing.evidence)
