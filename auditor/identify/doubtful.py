"""Columns in which nothing adds up, though everything does in the columns beside them.

A column printed by other rules (deductions without their brackets, another company, pro forma) fails in sum after sum,
and no slip explains it. Such a column must not speak against the sums of its neighbours: each sum that fails there is
proposed once more without it. What fails in the column itself is still told.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from auditor.identify.hypothesis import Hypothesis, Instance, explained
from auditor.model.arithmetic import status_of
from auditor.model.figure import Figure

FEWEST = 2  # sums that fail in a column and hold in some other, before the column is doubted


def without_doubtful_columns(footed: Sequence[Hypothesis], figures: Sequence[Figure]) -> Iterator[Hypothesis]:
    """The sums of one table that fail in a doubtful column, without it; nothing where no column is doubtful."""
    failing: list[tuple[Hypothesis, list[int | None]]] = []
    doubts: Counter[int | None] = Counter()
    for hypothesis in footed:
        if hypothesis.check != "FT101" or len(hypothesis.instances) < FEWEST:
            continue
        fails = [one for one in hypothesis.instances if _fails(one, figures)]
        if not fails or len(fails) == len(hypothesis.instances):
            continue
        failing.append((hypothesis, [_column(one, figures) for one in fails]))
        doubts.update(_column(one, figures) for one in fails if not explained(figures, one))
    doubtful = {column for column, count in doubts.items() if count >= FEWEST}
    for hypothesis, columns in failing:
        if doubtful.intersection(columns):
            kept = tuple(one for one in hypothesis.instances if _column(one, figures) not in doubtful)
            if len(kept) > 1:
                yield replace(hypothesis, instances=kept)


def _column(one: Instance, figures: Sequence[Figure]) -> int | None:
    return None if one.total is None else figures[one.total].column


def _fails(one: Instance, figures: Sequence[Figure]) -> bool:
    return status_of(figures, "linear", one.figures, one.coefficients, one.total) == "violated"
