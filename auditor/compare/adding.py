"""Parts that do not make up their whole, as findings.

Between two filings a company may change its quarters without a word, so a difference is *info*. It is a *warning*
where it is the only one in its columns, one slip of a typist in one figure would leave exactly it, and no sum vouches
for that figure.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal

from auditor.compare import wording
from auditor.compare.comparison import Difference, Doubt, Printed
from auditor.compare.findings import FEWEST_AGREEING, LIKELY, fingerprint, telling_slip
from auditor.compare.quarters import Addition, Line, Part
from auditor.diagnose.wording import printed_scale
from auditor.model.figure import Figure
from auditor.model.finding import Severity

CHECK = "CP201"


def addition_findings(additions: Iterable[Addition]) -> Iterator[Difference]:
    """One finding for the columns of an addition; what another table has told already is left out."""
    seen: set[tuple[object, ...]] = set()
    for addition in additions:
        lines = [line for line in addition.failing if _mark(addition, line) not in seen]
        seen.update(_mark(addition, line) for line in lines)
        if lines:
            yield _finding(addition, lines)


def _mark(addition: Addition, line: Line) -> tuple[object, ...]:
    return (*(str(part.head.period) for part in addition.columns), line.label.lower(), line.residual, line.exponent)


def _finding(addition: Addition, lines: Sequence[Line]) -> Difference:
    positions = [part.filing.position for part in addition.columns]
    doubts: tuple[Doubt, ...] = ()
    if len(addition.failing) == 1 and len(addition.lines) > FEWEST_AGREEING:
        doubts = tuple(_doubts(addition, lines[0]))
    severity: Severity = "warning" if doubts else "info"
    figures = tuple(
        Printed(part.filing.position, index)
        for line in lines
        for part, index in zip(addition.columns, line.figures, strict=True)
    )
    return Difference(
        CHECK,
        severity,
        "mismatch",
        wording.not_adding(addition, lines, doubts[0].text if len(doubts) == 1 else None),
        min(positions),
        max(positions),
        addition.whole.head.period,
        tuple(dict.fromkeys(figures)),
        (),
        doubts,
        fingerprint(CHECK, [figure for line in lines for figure in addition.printed(line)]),
    )


def _doubts(addition: Addition, line: Line) -> Iterator[Doubt]:
    """The figures of a line in which one slip would leave the difference, where no sum vouches for them."""
    found = []
    for part, index, sign in zip(addition.columns, line.figures, (1, 1, -1), strict=True):
        figure = part.filing.figures[index]
        broken, vouched = _sums_over(part, index)
        place = 10 ** (figure.exponent - line.exponent)
        if vouched or figure.mantissa is None or line.residual % place:
            continue
        meant = figure.mantissa + sign * line.residual // place
        typo = telling_slip(figure.mantissa, meant, broken)
        if typo is not None:
            found.append((part, figure, meant, typo))
    for part, figure, meant, typo in found:
        value = Decimal(meant).scaleb(figure.exponent)
        place_of = Printed(part.filing.position, figure.index)
        yield Doubt(place_of, round(LIKELY / len(found), 2), _as_printed(value, figure), value, typo)


def _sums_over(part: Part, index: int) -> tuple[bool, bool]:
    """(whether a sum over the figure fails, whether one holds and none fails)."""
    over = [one for one in part.filing.sums.get((part.head.table, part.head.column), ()) if index in one.figures]
    broken = any(one.status == "violated" for one in over)
    return broken, bool(over) and not broken


def _as_printed(value: Decimal, figure: Figure) -> str:
    """A value as the figure's column would print it: in brackets where it is negative and the figure so printed."""
    text = printed_scale(abs(value), figure)
    return text if value >= 0 else f"({text})"
