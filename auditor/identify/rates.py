"""What quotients were found in a filing's tables, as hypotheses (checks RT101, RT103).

A table of two rows proves little by itself. But a filing repeats itself: where ten tables print the change in percent
to the right of the two years it compares, the eleventh does too. So quotients of one habit vouch for one another.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from auditor.identify.hypothesis import MOST_SUPPORT, Hypothesis
from auditor.identify.lines import Lines, lines_of
from auditor.identify.quotients import Quotient, is_named, quotients
from auditor.model.figure import Figure
from auditor.model.table import Table

if TYPE_CHECKING:
    from auditor.model.audit import Extraction

ENOUGH = 8.0  # bits from which a quotient is believed
MOST_VOUCHED = 16.0  # bits that quotients of the same habit may lend
EXCEPTIONS = 0.05  # of the places may fail and each still be reported
FORM_CHECK = {"ratio": "RT101", "change": "RT103"}


def hypotheses(extraction: Extraction) -> Iterator[Hypothesis]:
    """The quotients and changes of all tables, weighed together."""
    figures = extraction.figures
    found: list[Quotient] = []
    for table in extraction.tables:
        if not table.schedule:
            found += of_table(table, figures)
    habits: dict[tuple[object, ...], float] = defaultdict(float)
    for quotient in found:
        habits[quotient.habit] += _own(quotient)
    for quotient in found:
        vouched = min(MOST_VOUCHED, habits[quotient.habit] - _own(quotient)) if quotient.clued else 0.0
        yield from _proposed(quotient, figures, vouched)


def _own(quotient: Quotient) -> float:
    """What a quotient lends to its like: its own evidence where that is for it."""
    return max(0.0, quotient.bits) * len(quotient.holds) / (len(quotient.holds) + len(quotient.fails))


def of_table(table: Table, figures: Sequence[Figure]) -> list[Quotient]:
    """The quotients of one table, down its columns and across its rows, each relation once."""
    both = lines_of(table, figures)
    if both is None:
        return []
    unnamed = _is_sheet(table, figures)
    found = []
    for lines in both:
        if unnamed or any(is_named(lines, figures, at) for at in range(len(lines.names))):
            found += list(quotients(lines, figures, unnamed))
    return list(_once(found))


def _is_sheet(table: Table, figures: Sequence[Figure]) -> bool:
    """Whether the table is of a CSV file or a sheet, where columns are computed and heads are terse."""
    first = next((at for cells in table.grid for at in cells if at is not None), None)
    return first is not None and figures[first].cell is not None


def _once(found: Iterable[Quotient]) -> Iterator[Quotient]:
    """Of the readings of one relation (a = b × c is a quotient twice over) the one that names its result."""
    kept: dict[tuple[object, ...], Quotient] = {}
    for quotient in found:
        form, _, over, under = quotient.pair
        key = (quotient.lines.across, form, frozenset((over, under, quotient.target)))
        other = kept.get(key)
        if other is None or _rank(quotient) > _rank(other):
            kept[key] = quotient
    yield from kept.values()


def _rank(quotient: Quotient) -> tuple[bool, int, int]:
    """How likely a line is the result of a division: named so, or with more digits behind the point than the rest."""
    return quotient.named, decimals(quotient.lines, quotient.target), -quotient.target


def decimals(lines: Lines, target: int) -> int:
    """How many digits behind the point the line prints at most, written-out zeros left aside."""
    finest = -lines.base
    for twice in lines.twice[target]:
        while twice and finest and twice % (2 * 10 ** (-lines.base - finest + 1)):
            return -lines.base - (-lines.base - finest)
    return finest


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
