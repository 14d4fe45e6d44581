"""Namesakes: a part that bears nearly the name of its total is another fact, and no tie's other end.

"Earnings from discontinued operations, net of taxes" stands above "Earnings from discontinued operations" where a gain
comes between them; in years without the gain the two are equal.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Protocol

from auditor.identify.hypothesis import Hypothesis, Instance
from auditor.model.arithmetic import status_of
from auditor.model.figure import Figure
from auditor.model.identity import Form


class Printed(Protocol):
    """A row of a table."""

    @property
    def table(self) -> int: ...

    @property
    def label(self) -> str: ...


def holds(figures: Sequence[Figure], one: Instance, form: Form = "equal") -> bool:
    return status_of(figures, form, one.figures, one.coefficients, one.total) == "holds"


def without_namesakes(
    found: Sequence[tuple[int, int, Hypothesis]], lines: Sequence[Printed], figures: Sequence[Figure]
) -> Iterator[tuple[int, int, Hypothesis]]:
    """The ties of two rows, but for those that fail where the table of the one has a row that is named more like the
    other and agrees with it throughout."""
    agrees = [all(holds(figures, i) for i in tie.instances) for _, _, tie in found]
    likeness = [_likeness(lines[one], lines[other], tie) for one, other, tie in found]
    best: dict[tuple[int, int], tuple[float, bool]] = {}  # of a row, by the table in which its likest agrees
    for (one, other, _), agree, alike in zip(found, agrees, likeness, strict=True):
        if agree:
            for key in ((one, lines[other].table), (other, lines[one].table)):
                best[key] = max(best.get(key, alike), alike)
    for (one, other, tie), agree, alike in zip(found, agrees, likeness, strict=True):
        elsewhere = (best.get((one, lines[other].table), alike), best.get((other, lines[one].table), alike))
        if agree or alike >= max(elsewhere):
            yield one, other, tie


def _likeness(one: Printed, other: Printed, tie: Hypothesis) -> tuple[float, bool]:
    """How much alike two rows are named: word for word, at last."""
    return tie.prior, one.label.casefold() == other.label.casefold()


def sums_without_namesakes(
    found: Sequence[tuple[tuple[int, int], int, Hypothesis]], figures: Sequence[Figure]
) -> Iterator[Hypothesis]:
    """The sums of two rows, but for those that fail where one of the two adds up throughout, with a third row, to the
    same total."""
    agrees = [all(holds(figures, i, "linear") for i in one.instances) for _, _, one in found]
    settled = {(part, total) for (parts, total, _), agree in zip(found, agrees, strict=True) if agree for part in parts}
    for (parts, total, one), agree in zip(found, agrees, strict=True):
        if agree or not any((part, total) in settled for part in parts):
            yield one
