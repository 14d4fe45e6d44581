"""One filing of a statement data set as tables: lines down, periods across, as its statements show them.

A statement's own periods are told by how full they are: its columns hold nearly every line, while a value that another
statement or a note gives for another period fills a line or two. Between the two there is nothing (of 2,000 dates of
balance sheets in the release of 2010q2, ten stand between 10 and 80 per cent), so the bound matters little.

A value is one figure wherever it is shown, for the release says it once; shown with its sign turned it is another.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import lru_cache
from itertools import groupby
from operator import attrgetter

from auditor.extract.captions import statement_by_rows, statement_of
from auditor.extract.instance import bound_by_element
from auditor.extract.presentation import Place, opening_day
from auditor.identify.labels import is_total
from auditor.model.audit import Diagnostic, Extraction
from auditor.model.figure import Figure, Period
from auditor.model.record import altered
from auditor.model.table import Column, Row, Table
from auditor.release.printed_places import Amount, amount_of, at_place, places, written
from auditor.release.set_reading import ShownValue

TITLES = {
    "BS": "Balance sheet",
    "IS": "Statement of income",
    "CF": "Statement of cash flows",
    "EQ": "Statement of changes in shareholders' equity",
    "CI": "Statement of comprehensive income",
    "UN": "Statement",  # the regulator could not tell which
}
FEWEST_SHARE = 0.4  # of the lines of the fullest column, that a column of the statement itself holds
MOST_COLUMNS = 24
MOST_QUARTERS = 400  # a century: longer is no period, however long a company has been in its development stage

_OPENS = re.compile(r"\b(?:beginning|beg|opening|start|previously reported|brought forward)\b", re.IGNORECASE)
_CLOSES = re.compile(r"\b(?:end|ending|closing|close)\b", re.IGNORECASE)
_CURRENCY = re.compile(r"[A-Z]{3}")

When = tuple[str, str]  # day and quarters as the release writes them
Head = tuple[When, str]  # a column: when, and its currency


@dataclass(frozen=True, slots=True)
class FiledLine:
    """A line of a statement with its values by (when, currency); the currency of shares and ratios is ""."""

    number: int
    first: ShownValue
    cells: Mapping[Head, ShownValue]
    opens: bool = False  # of balances among movements: it is the one that the period opens with

    def shown(self, when: When, currency: str) -> ShownValue | None:
        """What the line shows in a column: an amount of its currency, else what is no amount of money."""
        return self.cells.get((when, currency)) or self.cells.get((when, ""))


def extract_filing(values: Sequence[ShownValue], shares: frozenset[tuple[str, str]] = frozenset()) -> Extraction:
    """Tables and figures of one filing. ``shares`` are tags of amounts per share where the release tells.

    Lines in parentheses (shares authorised, allowances) add to nothing; their values are figures of no table.
    """
    book = _Book(shares)
    laid = [(report, list(shown)) for report, shown in groupby(values, key=attrgetter("report"))]
    book.read(value for _, shown in laid for value in shown)
    for _, shown in laid:
        book.enter([value for value in shown if not value.in_parentheses and value.statement in TITLES])
    for value in values:
        if value.in_parentheses:
            book.figure(value, None, None, None)
    figures = bound_by_element(tuple(book.tables), book.figures, book.names)
    tables = tuple(_with_rules(table, figures) for table in book.tables)
    return Extraction(tables, figures, (), tuple(book.remarks), (), len(laid))


# What a release leaves out of a page is the rule above a total; these lines have one in print.
RULED = frozenset((
    "total_assets", "total_current_assets", "total_noncurrent_assets", "total_liabilities",
    "total_current_liabilities", "total_noncurrent_liabilities", "total_equity", "total_parent_equity",
    "total_liabilities_and_equity", "gross_profit", "operating_expenses_total", "costs_and_expenses_total",
    "operating_income", "pretax_income", "income_continuing", "discontinued", "net_income", "net_income_parent",
    "income_to_common", "comprehensive_income", "net_cash_operating", "net_cash_investing", "net_cash_financing",
    "net_change_in_cash",
))  # fmt: skip

# In a statement of changes only the balances have one; its other totals are memoranda or of some components alone.
BALANCES = frozenset(("total_equity", "total_parent_equity"))


def _with_rules(table: Table, figures: Sequence[Figure]) -> Table:
    """The table with a rule above every line that is a total: by its name, by its element, or because it says again
    what the only line of a section says above it."""
    every = frozenset(range(len(table.columns)))
    of_changes = table.statement == "equity"
    rows: list[Row] = []
    for row, cells in zip(table.rows, table.grid, strict=True):
        concepts = {figures[cell].concept for cell in cells if cell is not None}
        if of_changes:
            is_ruled = not BALANCES.isdisjoint(concepts)
        else:
            is_ruled = is_total(row.label) or not RULED.isdisjoint(concepts)
        if rows and rows[-1].headed and not row.headed and not is_ruled and not of_changes:
            is_ruled = _amounts(cells, figures) == _amounts(table.grid[row.index - 1], figures) != ()
        rows.append(altered(row, ruled=every) if is_ruled and rows and not row.headed else row)
    return altered(table, rows=tuple(rows))


def _amounts(cells: Sequence[int | None], figures: Sequence[Figure]) -> tuple[tuple[int, int | None, int], ...]:
    """A row's amounts other than zero, by column."""
    shown = ((column, figures[cell]) for column, cell in enumerate(cells) if cell is not None)
    return tuple((column, figure.mantissa, figure.exponent) for column, figure in shown if figure.mantissa)


@lru_cache(maxsize=4096)
def period_of(when: When) -> Period | None:
    """The period that the release rounds to whole months and quarters; None where it is none.

    >>> period_of(("20100331", "1")).said, period_of(("20091231", "0")).said, period_of(("20100231", "1"))
    ('3 months to 2010-03-31', '2009-12-31', None)
    """
    day, quarters = when
    if len(day) != 8 or not day.isdigit() or not quarters.isdigit() or int(quarters) > MOST_QUARTERS:
        return None
    try:
        end = date(int(day[:4]), int(day[4:6]), int(day[6:]))
        if quarters == "0":
            return Period(end)
        months = end.year * 12 + end.month - 3 * int(quarters)  # counted from the month behind the period's end
        behind = end + timedelta(days=1)
        if behind.month == end.month:  # some releases give days that are no month's end
            return Period(end, end.replace(year=(months - 1) // 12, month=(months - 1) % 12 + 1, day=1))
        return Period(end, date(months // 12, months % 12 + 1, 1))
    except (ValueError, OverflowError):
        return None


def head_of(value: ShownValue) -> Head:
    """The column that a value belongs in: when, and its currency ("" for what is no money)."""
    unit = value.unit
    return (value.day, value.quarters), unit[:3] if _CURRENCY.fullmatch(unit[:3]) and unit[3:4] in ("", "/") else ""


TURNED = " negated"  # ends the anchor of a figure that is shown with its sign turned


def anchor_of(value: ShownValue) -> str:
    """What finds a value in the release: "Assets us-gaap/2009 20100331 0 USD"."""
    key = (value.tag, value.version, value.day, value.quarters, value.unit, value.registrant)
    return " ".join(filter(None, key)) + (TURNED if value.is_negated else "")


def unit_of(value: ShownValue, shares: frozenset[tuple[str, str]]) -> str:
    """A release's unit in the auditor's words. Amounts per share bear the bare currency in most releases.

    >>> per_share = ShownValue(1, 1, "IS", False, "EarningsPerShareBasic", "", "", False, "", "", "USD", "", "", 1)
    >>> unit_of(per_share, frozenset())
    'USD/share'
    """
    unit = value.unit
    if _CURRENCY.fullmatch(unit):
        is_per_share = "PerShare" in value.tag or (value.tag, value.version) in shares
        return f"{unit}/share" if is_per_share else unit
    return "USD/share" if unit in ("USD/shares", "shares/USD") else unit


@dataclass
class _Book:
    """Tables and figures as they are written down."""

    shares: frozenset[tuple[str, str]]
    tables: list[Table] = field(default_factory=list)
    figures: list[Figure] = field(default_factory=list)
    names: list[str | None] = field(default_factory=list)
    remarks: list[Diagnostic] = field(default_factory=list)
    amounts: dict[int, Amount] = field(default_factory=dict)  # by line of the release's table
    units: dict[int, str] = field(default_factory=dict)
    place: dict[int, int] = field(default_factory=dict)
    known: dict[tuple[int, bool], int] = field(default_factory=dict)

    def read(self, values: Iterable[ShownValue]) -> None:
        """Every amount, and the place it was printed to: by the first statement that shows it."""
        first: dict[int, ShownValue] = {}
        for value in values:
            if value.text:  # an empty one is reported as nil: the statement shows the line without an amount
                first.setdefault(value.at, value)
        for at, value in first.items():
            self.amounts[at] = amount_of(value.text)
            self.units[at] = unit_of(value, self.shares)
        known = places((value.statement, self.units[at], self.amounts[at]) for at, value in first.items())
        for at, value in first.items():
            self.place[at] = known[value.statement, self.units[at]]

    def enter(self, shown: Sequence[ShownValue]) -> None:
        """One report as a table, where it has columns."""
        shown = _of_one_registrant([value for value in shown if value.at in self.amounts])
        lines = list(_lines(shown))
        heads = self._heads(lines)
        if not heads:
            return
        index, kind = len(self.tables), shown[0].statement
        title = TITLES[kind] + (f" of registrant {shown[0].registrant}" if shown[0].registrant else "")
        currencies = {currency for _, currency in heads}
        columns = tuple(_column(at, head, len(currencies) > 1) for at, head in enumerate(heads))
        rows: list[Row] = []
        grid: list[tuple[int | None, ...]] = []
        before = 0
        for line in lines:
            cells = [self._cell(line, head) for head in heads]
            if all(cell is None for cell in cells):
                continue
            at = next(cell.at for cell in cells if cell is not None)
            row = Row(len(rows), at, " ".join(line.first.label.split()), (), 0, headed=line.number != before + 1)
            before = line.number
            grid.append(
                tuple(None if c is None else self.figure(c, row, index, column) for column, c in enumerate(cells))
            )
            rows.append(row)
        units = Counter(self.units[cell.at] for line in lines for cell in line.cells.values())
        self.tables.append(
            Table(
                index=index,
                title=title,
                statement=statement_by_rows([row.label for row in rows]) if kind == "UN" else statement_of(title),
                unit=units.most_common(1)[0][0],
                scale=0,
                rows=tuple(rows),
                columns=columns,
                grid=tuple(grid),
                line=min(row.line for row in rows),
                last_line=max(row.line for row in rows),
                caption=title,
            )
        )

    def figure(self, value: ShownValue, row: Row | None, table: int | None, column: int | None) -> int | None:
        """The figure of one value as shown, written down where it is first met; None for a nil."""
        if value.at not in self.amounts:
            return None
        key = (value.at, value.is_negated)
        if key in self.known:
            return self.known[key]
        amount, unit = self.amounts[value.at], self.units[value.at]
        mantissa, exponent = at_place(amount, self.place[value.at])
        if mantissa is not None and value.is_negated:
            mantissa = -mantissa
        index = self.known[key] = len(self.figures)
        self.figures.append(
            Figure(
                index=index,
                text=written(mantissa, exponent) if mantissa is not None else value.text,
                mantissa=mantissa,
                exponent=exponent,
                unit=unit,
                label=row.label if row else " ".join(value.label.split()),
                path=(),
                period=period_of((value.day, value.quarters)),
                line=value.at,
                start=None,
                end=None,
                table=table,
                row=row.index if row else None,
                column=column,
                anchor=anchor_of(value),
            )
        )
        if mantissa is None:
            self.remarks.append(Diagnostic("warning", f"{value.tag}: {value.text[:40]!r} is no number", value.at))
        taxonomy = value.version.partition("/")[0]
        self.names.append(f"{taxonomy}:{value.tag}")
        return index

    @staticmethod
    def _heads(lines: Sequence[FiledLine]) -> list[Head]:
        """The statement's own columns: shortest period first, the latest before the earlier."""
        full: Counter[Head] = Counter()
        for line in lines:
            full.update({(when, currency) for (when, currency) in line.cells if currency})
        movements = {head: count for head, count in full.items() if head[0][1] != "0"}
        balances = {head: count for head, count in full.items() if head[0][1] == "0"}
        # Balances stand in the columns of their periods where the statement is one of movements.
        own = movements if max(movements.values(), default=0) >= max(balances.values(), default=0) else balances
        fullest = max(own.values(), default=0)
        kept = [head for head, count in own.items() if count >= FEWEST_SHARE * fullest and period_of(head[0])]
        kept.sort(key=lambda head: (head[1], int(head[0][1]), -int(head[0][0])))
        return kept[:MOST_COLUMNS]

    @staticmethod
    def _cell(line: FiledLine, head: Head) -> ShownValue | None:
        """The line's value in a column: of its period, or the balance that the period closes, or opens, with."""
        when, currency = head
        found = line.shown(when, currency)
        if found is None and when[1] != "0":
            period = period_of(when)
            if period is not None:
                day = opening_day(period) if line.opens else period.end
                found = line.shown((f"{day:%Y%m%d}", "0"), currency)
        return found


def _of_one_registrant(shown: Sequence[ShownValue]) -> list[ShownValue]:
    """The values of the registrant whose statement this is: of those that file together, the one that has most lines
    of it; the filer itself where it has as many."""
    lines: dict[str, set[int]] = defaultdict(set)
    for value in shown:
        lines[value.registrant].add(value.line)
    if len(lines) < 2:
        return list(shown)
    whose = max(sorted(lines), key=lambda registrant: len(lines[registrant]))
    return [value for value in shown if value.registrant == whose]


def _lines(shown: Sequence[ShownValue]) -> Iterator[FiledLine]:
    """Lines in order. Of a balance shown twice without words that say which, the first is the one it opens with."""
    numbered = [(number, list(values)) for number, values in groupby(shown, key=attrgetter("line"))]
    left = Counter((values[0].tag, values[0].version) for _, values in numbered)
    repeated = {name for name, count in left.items() if count > 1}
    for number, values in numbered:
        first = values[0]
        name = (first.tag, first.version)
        left[name] -= 1
        opens = bool(_OPENS.search(first.label)) and not _CLOSES.search(first.label)
        if not opens and not _CLOSES.search(first.label):
            opens = name in repeated and left[name] > 0
        yield FiledLine(number, first, {head_of(v): v for v in reversed(values)}, opens)


def _column(at: int, head: Head, names_currency: bool) -> Column:
    when, currency = head
    period = period_of(when)
    words = Place((), period).words if period else " ".join(when)
    return Column(at, f"{words} ({currency})" if names_currency else words, period)
