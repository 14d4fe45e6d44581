"""Share counts: what basic, diluted and per-share figures say of one another (checks EP103, EP104, TI101).

A weighted average stands in no sum, and its quotient is printed to few digits, so its witnesses are others: diluted
shares are the basic ones and a little more (in a loss, the same); the count of one period is one, whatever table or
restated column prints it, and whatever scale the table leaves unsaid; and counts of a row do not change by a factor
unless the earnings per share change with them.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations, pairwise

from auditor.identify.hypothesis import Hypothesis, Instance
from auditor.model.arithmetic import status_of
from auditor.model.audit import Extraction
from auditor.model.figure import Figure, Period
from auditor.model.record import dataclass
from auditor.model.table import Table

LAW = 18.0  # bits: diluted shares include the basic ones by definition
IN_LOSS = 8.0  # bits: nothing dilutes a loss
SAME_PERIOD = 3.0  # bits: columns of one period, "as reported" and "as restated", are reckoned on the same shares
SAME_COUNT = 5.0  # bits: the count of one kind and period, in another table whose scale was left unsaid
DILUTION = (1, 2)  # beyond twice the basic shares, no ordinary dilution
SUSPECT_DILUTION = (2, 3)  # beyond half as many again, where earnings per share contradict it
LEAP = 3  # times the row's middle count: a split or a merger, which earnings per share would show too
LEAP_OF_TWO = 5  # the same, of a row of two columns
MOST_ALIKE = 12  # rows of one kind and period; beyond, they are no one company's

_SHARES = re.compile(r"\b(?:shares?|units?|stock)\b", re.I)
_COUNT = re.compile(r"\b(?:weighted|average|denominators?|outstanding|number|count|used (?:in|to|for))\b", re.I)
_BASIC = re.compile(r"\b(?:basic|primary)\b", re.I)
_DILUTED = re.compile(r"\b(?:diluted|fully|assuming dilution)\b", re.I)
_NO_COUNT = re.compile(
    r"\b(?:effect|incremental|dilutive|excluded|normalization|options?|convertible|add(?:itional)?)\b", re.I
)
_POTENTIAL = re.compile(r"\beffect of dilut\w+ (?:securities|stock|shares)\b|\bdilutive potential\b", re.I)
_STRAIN = re.compile(r"pro[ -]?forma|non-?\s?gaap|adjusted(?! weighted)|class [a-z]\b|series [a-z]\b|preferred", re.I)


@dataclass(frozen=True, slots=True)
class Count:
    """A row of share counts. ``kind`` is "basic", "diluted" or "both"; ``strain`` what sets it apart from others."""

    table: int
    row: int
    kind: str
    strain: frozenset[str]
    cells: tuple[int | None, ...]  # by column; None where blank, nil, unreadable or no amount


def hypotheses(extraction: Extraction, checks: object = None) -> Iterator[Hypothesis]:
    """Everything that share counts say of one another in a filing."""
    figures = extraction.figures
    counts: list[Count] = []
    for table in extraction.tables:
        if table.schedule:
            continue
        own = counts_of(table, figures)
        if not own:
            continue
        counts += own
        earnings = Earnings(table, figures)
        for basic, diluted in _pairs(own):
            yield from _dilution(basic, diluted, earnings, figures)
        for count in own:
            yield from _leaps(count, earnings, figures)
            yield from _restated(count, table)
    yield from _unscaled(counts, extraction, figures)


def counts_of(table: Table, figures: Sequence[Figure]) -> list[Count]:
    """The rows of a table that print share counts used for per-share amounts."""
    found = []
    amounts = [column.kind == "amount" for column in table.columns]
    for row in table.rows:
        first = next((figures[i] for i in table.grid[row.index] if i is not None), None)
        is_bound = first is not None and (first.concept or "").startswith("shares_")
        kind = _kind(row.label, row.path, is_bound)
        if kind is None:
            continue
        cells = tuple(
            i if i is not None and is_amount and figures[i].mantissa and not figures[i].nil else None
            for i, is_amount in zip(table.grid[row.index], amounts, strict=True)
        )
        printed = [figures[i] for i in cells if i is not None]
        if not printed or any(figure.unit == "percent" or "/" in (figure.unit or "") for figure in printed):
            continue
        if printed[0].unit == "shares" or (printed[0].concept or "").startswith("shares_"):
            whole = " ".join((*row.path, row.label, table.title))
            strain = frozenset(re.sub(r"[^a-z]", "", word.lower()) for word in _STRAIN.findall(whole))
            found.append(Count(table.index, row.index, kind, strain, cells))
    return found


def _kind(label: str, path: Sequence[str], is_bound: bool = False) -> str | None:
    """Whether a row names basic or diluted shares, or both at once; None where it is no count of them.

    ``is_bound``: the rows above say that "- Diluted" is of shares.

    >>> _kind("Shares used to compute diluted net income per share", ()), _kind("Basic", ("Weighted average shares:",))
    ('diluted', 'basic')
    """
    basic, diluted = bool(_BASIC.search(label)), bool(_DILUTED.search(label))
    if not basic and not diluted:
        return None
    heading = path[-1] if path else ""
    if _NO_COUNT.search(label.replace("effect of dilution", "")) and not _COUNT.search(label):
        return None
    if _POTENTIAL.search(label):
        return None
    whole = f"{heading} {label}"
    if not is_bound and not (_SHARES.search(whole) and _COUNT.search(whole)):
        return None
    return "both" if basic and diluted else "basic" if basic else "diluted"


def _pairs(counts: Sequence[Count]) -> Iterator[tuple[Count, Count]]:
    """Basic and diluted rows of one strain, in order; none where their numbers differ."""
    by_strain: dict[frozenset[str], tuple[list[Count], list[Count]]] = defaultdict(lambda: ([], []))
    for count in counts:
        if count.kind != "both":
            by_strain[count.strain][count.kind == "diluted"].append(count)
    for basic, diluted in by_strain.values():
        if len(basic) == len(diluted):
            yield from zip(basic, diluted, strict=True)


class Earnings:
    """What a table's earnings and earnings per share say of a share count in one of its columns."""

    INCOMES = ("income_to_common", "net_income_parent", "net_income")

    def __init__(self, table: Table, figures: Sequence[Figure]) -> None:
        self.figures = figures
        self.incomes: list[Sequence[int | None]] = []
        self.quotients: dict[str, list[Sequence[int | None]]] = {"basic": [], "diluted": []}
        for cells in table.grid:
            concept = next((figures[i].concept for i in cells if i is not None and figures[i].concept), None)
            if concept in self.INCOMES:
                self.incomes.append(cells)
            elif concept in ("eps_basic", "eps_diluted"):
                self.quotients[concept[4:]].append(cells)

    def bear_out(self, kind: str, column: int, count: int) -> bool | None:
        """Whether some income over the count is the printed figure per share; None where nothing can be said."""
        kinds = ("basic", "diluted") if kind == "both" else (kind,)
        said = None
        for quotients in (self.quotients[k] for k in kinds):
            for income, quotient in ((i[column], q[column]) for i in self.incomes for q in quotients):
                if income is None or quotient is None or not self.figures[quotient].mantissa:
                    continue
                status = status_of(self.figures, "ratio", (income, count), (1, 1), quotient)
                if status == "holds":
                    return True
                said = False if status == "violated" else said
        return said

    def is_loss(self, column: int) -> bool:
        """Whether the column prints a loss, and nothing above zero among its incomes and figures per share."""
        rows = [*self.incomes, *self.quotients["basic"], *self.quotients["diluted"]]
        printed = [self.figures[i].mantissa or 0 for cells in rows if (i := cells[column]) is not None]
        return min(printed, default=0) < 0 and max(printed) <= 0


def _dilution(basic: Count, diluted: Count, earnings: Earnings, figures: Sequence[Figure]) -> Iterator[Hypothesis]:
    """Basic shares within the diluted ones, these within reason, and both the same in a loss."""
    columns = [
        (column, b, d)
        for column, (b, d) in enumerate(zip(basic.cells, diluted.cells, strict=True))
        if b is not None and d is not None and figures[b].exponent == figures[d].exponent
    ]
    if not columns:
        return
    within = tuple(Instance((b, d), (1, -1), None) for _, b, d in columns)
    yield Hypothesis("EP103", "catalogue", "bound", within, LAW, ("diluted shares include the basic ones",))
    low, high = DILUTION
    bounds = []
    for column, b, d in columns:
        borne_out = earnings.bear_out("diluted", column, d)
        if borne_out or (borne_out is None and len(columns) == 1):
            continue
        ours = SUSPECT_DILUTION if borne_out is False and len(columns) > 1 else (low, high)
        bounds.append(Instance((d, b), (ours[0], -ours[1]), None))
    if bounds:
        yield Hypothesis("EP104", "catalogue", "bound", tuple(bounds), LAW, ("few shares dilute",))
    losses = tuple(Instance((b, d), (1, -1), d) for column, b, d in columns if earnings.is_loss(column))
    if losses:
        yield Hypothesis("EP103", "catalogue", "equal", losses, IN_LOSS, ("nothing dilutes a loss",), worst="warning")


def _leaps(count: Count, earnings: Earnings, figures: Sequence[Figure]) -> Iterator[Hypothesis]:
    """No count of a row is a multiple of the row's middle one, unless the earnings per share bear it out."""
    printed = [(column, i) for column, i in enumerate(count.cells) if i is not None]
    if len(printed) < 2 or len({figures[i].exponent for _, i in printed}) > 1:
        return
    middle = sorted((i for _, i in printed), key=lambda i: abs(figures[i].mantissa or 0))[(len(printed) - 1) // 2]
    times = LEAP if len(printed) > 2 else LEAP_OF_TWO
    bounds = []
    for column, i in printed:
        if i == middle or earnings.bear_out(count.kind, column, i):
            continue
        smaller, larger = sorted((i, middle), key=lambda f: figures[f].mantissa or 0)
        bounds.append(Instance((larger, smaller), (1, -times), None))
    if bounds:
        why = ("counts of one row are alike, or the earnings per share tell why not",)
        yield Hypothesis("EP104", "catalogue", "bound", tuple(bounds), LAW, why)


def _restated(count: Count, table: Table) -> Iterator[Hypothesis]:
    """Columns of one period (as reported, as restated) are reckoned on the same shares."""
    by_period: dict[Period, list[int]] = defaultdict(list)
    for column, i in zip(table.columns, count.cells, strict=True):
        if i is not None and column.period is not None:
            by_period[column.period].append(i)
    pairs = [(a, b) for cells in by_period.values() for a, b in pairwise(cells)]
    instances = tuple(Instance(pair, (1, -1), pair[1]) for pair in pairs)
    if instances:
        yield Hypothesis("TI101", "tie", "equal", instances, SAME_PERIOD, ("the same shares, the same period",))


def _unscaled(counts: Iterable[Count], extraction: Extraction, figures: Sequence[Figure]) -> Iterator[Hypothesis]:
    """The same count in tables of which one leaves its scale unsaid: equal digits, thousands apart.

    The coefficients carry the scale: 131,969 thousand and 131,969 are 1 × 131,969,000 and 1,000 × 131,969.
    """
    groups: dict[tuple[str, Period], list[tuple[Count, int]]] = defaultdict(list)
    for count in counts:
        for column, i in zip(extraction.tables[count.table].columns, count.cells, strict=True):
            if i is not None and column.period is not None:
                groups[(count.kind, column.period)].append((count, i))
    found: dict[tuple[tuple[int, int], tuple[int, int]], list[tuple[int, int]]] = defaultdict(list)
    for members in groups.values():
        if len(members) > MOST_ALIKE:
            continue
        for (one, i), (other, j) in combinations(members, 2):
            if one.table != other.table and abs(figures[i].exponent - figures[j].exponent) in (3, 6):
                found[((one.table, one.row), (other.table, other.row))].append((i, j))
    for pairs in found.values():
        shifts = {figures[i].exponent - figures[j].exponent for i, j in pairs}
        if len(shifts) > 1 or not any(figures[i].mantissa == figures[j].mantissa for i, j in pairs):
            continue
        shift = shifts.pop()
        signs = (1, -(10**shift)) if shift > 0 else (10**-shift, -1)
        instances = tuple(Instance(pair, signs, pair[1]) for pair in pairs)
        why = ("the same shares for the same period", "the scale is said in one of the tables")
        yield Hypothesis("TI101", "tie", "equal", instances, SAME_COUNT, why)
