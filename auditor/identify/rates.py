"""What quotients were found in a filing's tables, as hypotheses (checks RT101 to RT104).

A table of two rows proves little by itself. But a filing repeats itself: where ten tables print the change in percent
to the right of the two years it compares, the eleventh does too. So quotients of one habit vouch for one another.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from auditor.identify.averages import averages
from auditor.identify.hypothesis import MOST_SUPPORT, Hypothesis
from auditor.identify.lines import FRACTION, STRICT_RATE, Lines, decimals, lines_of
from auditor.identify.quotients import Quotient, is_named, quotients, turned
from auditor.identify.shares import shares
from auditor.model.figure import Figure
from auditor.model.table import Table

if TYPE_CHECKING:
    from auditor.model.audit import Extraction

ENOUGH = 8.0  # bits from which a quotient is believed
MOST_VOUCHED = 16.0  # bits that quotients of the same habit may lend
EXCEPTIONS = 0.05  # of the places may fail and each still be reported
FORM_CHECK = {"ratio": "RT101", "change": "RT103"}


def hypotheses(extraction: Extraction) -> Iterator[Hypothesis]:
    """The averages of each table; the quotients and changes of all tables, weighed together."""
    figures = extraction.figures
    found: list[Quotient] = []
    for table in extraction.tables:
        both = None if table.schedule else lines_of(table, figures)
        if both is None:
            continue
        unnamed = _is_sheet(table, figures)
        for lines in both:
            yield from averages(lines, figures, unnamed)
        divided = of_table(both, figures, unnamed)
        found += divided
        for lines in both:
            taken = frozenset(q.target for q in divided if q.lines is lines and q.bits >= ENOUGH)
            yield from shares(lines, figures, taken)
    habits: dict[tuple[object, ...], float] = defaultdict(float)
    for quotient in found:
        habits[quotient.habit] += _own(quotient)
    for quotient in found:
        vouched = min(MOST_VOUCHED, habits[quotient.habit] - _own(quotient)) if quotient.clued else 0.0
        yield from _proposed(quotient, figures, vouched)


def _own(quotient: Quotient) -> float:
    """What a quotient lends to its like: its own evidence where that is for it."""
    return max(0.0, quotient.bits) * len(quotient.holds) / (len(quotient.holds) + len(quotient.fails))


def of_table(both: tuple[Lines, Lines], figures: Sequence[Figure], unnamed: bool) -> list[Quotient]:
    """The quotients of one table, down its columns and across its rows, each relation once."""
    found = []
    for lines in both:
        if unnamed or any(is_named(lines, at, unnamed) for at in range(len(lines.names))):
            found += list(quotients(lines, figures, unnamed))
    return list(_once(found, unnamed))


def _is_sheet(table: Table, figures: Sequence[Figure]) -> bool:
    """Whether the table is of a CSV file or a sheet, where columns are computed and heads are terse."""
    first = next((at for cells in table.grid for at in cells if at is not None), None)
    return first is not None and figures[first].cell is not None


def _once(found: Iterable[Quotient], unnamed: bool) -> Iterator[Quotient]:
    """Of the readings of one relation (a = b × c is a quotient twice over) the one that names its result."""
    kept: dict[tuple[object, ...], Quotient] = {}
    for quotient in found:
        form, _, _, under = quotient.pair
        if form == "ratio" and _rank(quotient, under) > _rank(quotient, quotient.target):
            quotient = turned(quotient, unnamed)
        key = (quotient.lines.across, form, frozenset((quotient.target, *quotient.pair[2:])))
        kept.setdefault(key, quotient)
    yield from kept.values()


def _rank(quotient: Quotient, line: int) -> tuple[bool, int, bool, int]:
    """How likely a line is what was computed: printed as a percentage, or with more digits behind the point than the
    other. Where amounts are just multiplied, units by price, that says nothing: the first factor stands for the
    quotient where the product comes last, else what comes last does."""
    lines, over = quotient.lines, quotient.pair[2]
    first = -line if over > max(quotient.target, quotient.pair[3]) else line
    if _multiplies(quotient):
        return FRACTION.search(lines.names[line]) is not None, 0, False, first
    finest = decimals((lines.twice[line][at] for at in quotient.holds), -lines.base)
    return lines.rates[line], finest, STRICT_RATE.search(lines.names[line]) is not None, first


def _multiplies(quotient: Quotient) -> bool:
    """Whether the relation is an exact product wherever it holds."""
    lines, (form, scale, over, under) = quotient.lines, quotient.pair
    return form == "ratio" and all(
        lines.twice[quotient.target][at] * lines.twice[under][at] == 2 * scale * lines.one * lines.twice[over][at]
        for at in quotient.holds
    )


def _proposed(quotient: Quotient, figures: Sequence[Figure], vouched: float) -> Iterator[Hypothesis]:
    """The places that hold as one hypothesis; those that fail each as one that all the others vouch for."""
    form = quotient.pair[0]
    total = quotient.bits + vouched
    if total < ENOUGH:
        return
    check, held, failed = FORM_CHECK[form], len(quotient.holds), len(quotient.fails)
    place = "rows" if quotient.lines.across else "columns"
    why = [f"holds in {held} of {held + failed} {place}"]
    if quotient.named:
        why.insert(0, "named or printed as a quotient")
    if vouched > 0:
        why.append("as elsewhere in the filing")
    evidence = tuple(why)
    holding = tuple(quotient.instance(figures, at) for at in quotient.holds)
    yield Hypothesis(check, "ratio", form, holding, min(vouched, total) if vouched else 0.0, evidence)
    telling = failed <= max(1, int(EXCEPTIONS * (held + failed)))
    for at in quotient.fails:
        instance = (quotient.instance(figures, at),)
        yield Hypothesis(check, "ratio", form, instance, min(MOST_SUPPORT, total), evidence, latent=not telling)
