"""Roll-forwards: an opening balance and its movements make the closing balance, which opens what follows.

Statements of equity print balance after balance down a page, with the movements between; every column rolls by itself,
in money or in shares. Each stretch from one balance to the next bears out the others, so they are weighed as one
relation (check RF101): a column of share counts, three rows long, is vouched for by the stretches above and beside it.

Schedules of an allowance or of plan assets print a year in each column instead. There the balance that closes one year
opens the next, a column and some lines apart (check RF102).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from functools import lru_cache

from auditor.identify.hypothesis import Hypothesis, Instance
from auditor.identify.labels import all_words, is_total
from auditor.model.arithmetic import residual_units
from auditor.model.figure import Figure
from auditor.model.record import dataclass
from auditor.model.table import Row, Table

ROLLS = 3.0  # bits: the page calls the first and the last line balances
CONTINUES = 11.0  # bits: two balances of one name, one at the beginning and one at the end, on one day
LONGEST = 64  # movements; what lies farther apart is no roll-forward
YEAR = timedelta(days=373)  # of 53 weeks at most
SHARE = 0.6  # of the stretches that print a column must roll

_OPENING = re.compile(r"\b(?:beginning|opening|start)\b", re.I)
_CLOSING = re.compile(r"\b(?:end|ending|closing)\b", re.I)
_BALANCE = re.compile(r"\bbalances?\b|\b(?:beginning|end) of (?:the )?(?:\w+ )?(?:year|period|quarter)\b", re.I)
_DATED = re.compile(
    r"\b(?:january|february|march|april|may|june|july|august|september|october|november|december)\b", re.I
)
_REST_OF_DATE = re.compile(r"(?:\w+ )?(?:\d{1,2}, )?(?:19|20)\d\d\b")
_SUBTOTAL = re.compile(r"\bcomprehensive (?:income|loss|\(loss\))|\bsub-?total\b", re.I)
_SIDES = frozenset(["beginning", "opening", "start", "end", "ending", "closing", "the", "of", "at", "in"])

_COUNTED = re.compile(r"\bshares\)|, shares$|\bnumber of\b", re.I)

Kind = tuple[str | None, int]  # unit, and power of ten of what is printed

EVIDENCE = ("movements lead from one balance to the next",)
CONTINUED = ("the balance that closes one period opens the next",)


@lru_cache(maxsize=4096)
def _station(label: str) -> str | None:
    """ "opening", "closing", "balance" (both, as a dated one is) or None for a line that is no balance."""
    if not _BALANCE.search(label):
        return None
    if _OPENING.search(label):
        return "opening"
    return "closing" if _CLOSING.search(label) and not _DATED.search(label) else "balance"


def label_of(row: Row) -> str:
    """The label, with the line above it where a date was broken over two: "Balances as of September / 26, 1997"."""
    if row.path and _REST_OF_DATE.match(row.label) and _BALANCE.search(row.path[-1]):
        return f"{row.path[-1]} {row.label}"
    return row.label


def is_station(row: Row) -> bool:
    """Whether the row prints balances, and no movements."""
    return _station(label_of(row)) is not None


@dataclass(frozen=True, slots=True)
class Stretch:
    """One column from a balance to the next: figures, top to bottom. ``rows`` are those of the two balances."""

    rows: tuple[int, int]
    column: int
    opening: int
    movements: tuple[int, ...]
    closing: int


def hypotheses(table: Table, figures: Sequence[Figure]) -> list[Hypothesis]:
    """The roll-forwards of one table, down its columns and from column to column."""
    stations = [_station(label_of(row)) for row in table.rows]
    if sum(station is not None for station in stations) < 2:
        return []
    found = []
    stretches = list(_stretches(table, stations, figures))
    if len(stretches) > 1:
        found += _rolled(table, stretches, figures)
    found += _continued(table, stations, figures)
    return found


def without_rolled(footed: Sequence[Hypothesis], rolled: Sequence[Hypothesis]) -> Iterator[Hypothesis]:
    """Sums down a table, less those of balances that roll forward: what else adds to them does so by chance."""
    closed = {
        one.total: frozenset(one.figures)
        for hypothesis in rolled
        if hypothesis.check == "RF101"
        for one in hypothesis.instances
    }
    for hypothesis in footed:
        if hypothesis.check != "FT101" or not any(one.total in closed for one in hypothesis.instances):
            yield hypothesis
            continue
        instances = tuple(
            one for one in hypothesis.instances if closed.get(one.total) in (None, frozenset(one.figures))
        )
        if instances:
            yield replace(hypothesis, instances=instances)


def _stretches(table: Table, stations: Sequence[str | None], figures: Sequence[Figure]) -> Iterator[Stretch]:
    """Every column from balance to balance. Unlike units stand in stretches of their own, down one column."""
    for column in table.columns:
        if column.kind != "amount":
            continue
        opened: dict[Kind, tuple[int, list[int]]] = {}
        for row, station in enumerate(stations):
            at = table.grid[row][column.index]
            if at is None:
                continue
            figure = figures[at]
            if figure.unit == "percent" or "/" in (figure.unit or ""):
                continue  # prices and rates do not roll
            kind = figure.unit, figure.exponent + figure.places
            if station is None:
                for like in _moved(figure, kind, list(opened)):
                    opened[like][1].append(at)
                continue
            if kind in opened and station != "opening":
                opening, movements = opened[kind]
                if 0 < len(movements) <= LONGEST:
                    yield Stretch((figures[opening].row or 0, row), column.index, opening, tuple(movements), at)
            opened[kind] = at, []


def _moved(figure: Figure, kind: Kind, opened: list[Kind]) -> list[Kind]:
    """The balances that a movement moves: those of its kind. A nil may move any of its column.

    "Shares issued" names what was issued, and is money in a column of money; "Stock issued (in shares)" is not.
    """
    if figure.nil:
        return opened
    if kind in opened:
        return [kind]
    is_named = kind[0] == "shares" and not _COUNTED.search(figure.label)
    return opened if is_named and len(opened) == 1 and opened[0][1] == kind[1] else []


def _rolled(table: Table, stretches: Sequence[Stretch], figures: Sequence[Figure]) -> list[Hypothesis]:
    """All stretches of a table that roll, as one relation; without subtotals where that makes more of them roll."""
    kept: list[tuple[Stretch, bool]] = []
    by_rows: dict[tuple[int, int], list[Stretch]] = {}
    for stretch in stretches:
        by_rows.setdefault(stretch.rows, []).append(stretch)
    for group in by_rows.values():
        whole, plain = ([(one, _holds(one, figures)) for one in form] for form in (group, _plain(group, figures)))
        chosen = max(whole, plain, key=lambda form: sum(holds for _, holds in form))
        if len(group) == 1 or any(holds for _, holds in chosen):
            kept += chosen
    places = {figures[one.closing].exponent for one, holds in kept if holds}
    kept = [(one, holds) for one, holds in kept if holds or figures[one.closing].exponent in places]
    kept = [(one, holds) for one, holds in kept if holds or not _stands_alone(one, figures)]
    kept = _that_roll(kept)
    telling = [one for one, holds in kept if holds and any(figures[i].mantissa for i in one.movements)]
    if len(telling) < 2:
        return []
    instances = tuple(_instance(one) for one, _ in kept)
    return [Hypothesis("RF101", "structure", "linear", instances, ROLLS, EVIDENCE)]


def _plain(group: Sequence[Stretch], figures: Sequence[Figure]) -> list[Stretch]:
    """The stretches without the subtotals among their movements."""
    return [
        Stretch(
            one.rows,
            one.column,
            one.opening,
            tuple(i for i in one.movements if not _subtotals(figures[i])),
            one.closing,
        )
        for one in group
    ]


def _subtotals(figure: Figure) -> bool:
    return is_total(figure.label) or _SUBTOTAL.search(figure.label) is not None


def _that_roll(kept: Sequence[tuple[Stretch, bool]]) -> list[tuple[Stretch, bool]]:
    """Those in columns most of whose stretches roll: the others stand for something else than balances."""
    told: dict[int, list[bool]] = {}
    for one, holds in kept:
        told.setdefault(one.column, []).append(holds)
    rolling = {column for column, holds in told.items() if len(holds) == 1 or sum(holds) >= SHARE * len(holds) - 1}
    return [(one, holds) for one, holds in kept if one.column in rolling]


def _instance(one: Stretch) -> Instance:
    return Instance((one.opening, *one.movements, one.closing), (1, *(1 for _ in one.movements), -1), one.closing)


def _holds(one: Stretch, figures: Sequence[Figure]) -> bool:
    instance = _instance(one)
    return _within(residual_units(figures, instance.figures, instance.coefficients))


def _stands_alone(one: Stretch, figures: Sequence[Figure]) -> bool:
    """Whether the movements make the last line without the first: comprehensive income beside balances."""
    if len(one.movements) < 2:
        return False
    return _within(residual_units(figures, (*one.movements, one.closing), (*(1 for _ in one.movements), -1)))


def _within(units: tuple[int, int, int] | None) -> bool:
    return units is not None and abs(units[0]) <= units[1]


def _continued(table: Table, stations: Sequence[str | None], figures: Sequence[Figure]) -> Iterator[Hypothesis]:
    """Opening balances against the closing balances of the same name and day in other columns."""
    closing: dict[tuple[frozenset[str], str | None], int] = {}
    for row in range(len(stations) - 1, -1, -1):
        subject = _subject(table.rows[row].label, table.rows[row].path)
        unit = next((figures[i].unit for i in table.grid[row] if i is not None), None)
        if stations[row] == "closing":
            closing[subject, unit] = row
        elif stations[row] == "opening" and (subject, unit) in closing:
            pairs = tuple(_pairs(table.grid[row], table.grid[closing[subject, unit]], figures))
            if pairs:
                yield Hypothesis("RF102", "period", "equal", pairs, CONTINUES, CONTINUED)


def _subject(label: str, path: tuple[str, ...]) -> frozenset[str]:
    return all_words(label) - _SIDES or all_words(path[-1] if path else "")


def _pairs(
    opening: Sequence[int | None], closing: Sequence[int | None], figures: Sequence[Figure]
) -> Iterator[Instance]:
    """Figures of the two rows that stand for one day, in different columns."""
    closed: dict[date, list[int]] = {}
    ends: dict[int | None, date] = {}
    for at in closing:
        if at is not None and (period := figures[at].period) is not None:
            closed.setdefault(period.end, []).append(at)
            ends[figures[at].column] = period.end
    for at in opening:
        if at is None or (day := _opened_on(figures[at], ends)) is None:
            continue
        others = [i for i in closed.get(day, ()) if figures[i].unit == figures[at].unit]
        if len(others) == 1 and figures[others[0]].column != figures[at].column:
            yield Instance((at, others[0]), (1, -1), others[0])


def _opened_on(figure: Figure, ends: Mapping[int | None, date]) -> date | None:
    """The day an opening balance stands for: its own, or, where the head tells only a year, the year before's end."""
    period = figure.period
    if period is None:
        return None
    if period.start is not None:
        return period.start - timedelta(days=1)
    if period.end != ends.get(figure.column):
        return period.end
    before = max((day for day in ends.values() if day < period.end), default=None)
    return before if before is not None and period.end - before <= YEAR else None
