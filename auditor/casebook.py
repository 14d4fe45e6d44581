"""The cases in a check's documentation, as extractions the engine can judge.

A case is written as it would be printed::

    Consolidated Statements of Income (in thousands, except per share)

    | label         | 2003   | 2002   |
    | Net sales     | 26,441 | 24,102 |
    | Costs:        |        |        |
    |   Wages       | 10,000 |  9,000 |
    | ------------- |        |        |
    | Total costs   | 10,000 |  9,000 |

The line above a table is its title, and tells the statement and the scale. A row without amounts is a heading of the
rows below it; a row of dashes is a rule line. Column heads are years or ISO dates. A table titled "As tagged" says
what the tags around the amounts of like-labelled rows above it say to a machine; one titled "Submission header" or
"Cover page" holds identification numbers.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from auditor.extract.concepts import bind
from auditor.extract.cover_numbers import cover_number
from auditor.extract.identification import with_numbers
from auditor.extract.schedule import tags
from auditor.model.audit import Extraction
from auditor.model.fact import Context, Fact
from auditor.model.figure import Figure, Period
from auditor.model.table import Column, Row, Table
from auditor.read.header import header_lines

NUMBER = re.compile(r"(\(?-?[\d,]*\.?\d+\)?%?)(?: (thousand|million|billion))?(?: (ounces|tons)(?: of ([a-z]+))?)?")
MEASURES = {"ounces": "oz", "tons": "ton"}
SCALE_WORDS = {"thousand": 3, "million": 6, "billion": 9}
NIL = frozenset({"--", "- -", "-", "—"})
RULE = re.compile(r"[-=]{3,}")
_YEAR, _DAY = re.compile(r"\b(?:19|20)\d\d\b"), re.compile(r"\b(\d{4})-(\d\d)-(\d\d)\b")
STATEMENTS = (
    (re.compile(r"balance sheet|financial (?:position|condition)", re.I), "balance_sheet"),
    (re.compile(r"cash flow", re.I), "cash_flow"),
    (
        re.compile(r"statements? of (?:consolidated )?(?:operations|income|earnings|loss)|income statement", re.I),
        "income_statement",
    ),
    (re.compile(r"equity", re.I), "equity"),
)
SCHEDULE = re.compile(r"^financial data schedule(?P<balances>, balances)?", re.I)
NUMBERED = ("Submission header", "Cover page")  # tables of identification numbers
TAGGED = re.compile(r"^as tagged\b", re.I)
THOUSANDS, MILLIONS = re.compile(r"in thousands", re.I), re.compile(r"in millions", re.I)
PER_SHARE, PER_OUNCE = re.compile(r"per (?:\w+ )?share", re.I), re.compile(r"per ounce", re.I)
SHARES, OUNCES = re.compile(r"\bshares\b", re.I), re.compile(r"\bounces\b", re.I)


@dataclass(frozen=True, slots=True)
class PrintedTable:
    """A table of a case, as written: its title and the cells of every line, label first."""

    title: str
    lines: tuple[tuple[str, ...], ...]


def printed_tables(section: str) -> list[PrintedTable]:
    """The tables of a documentation section, each with the line above it that is no sentence as its title."""
    found: list[PrintedTable] = []
    title, lines = "", []
    for line in (*section.splitlines(), ""):
        stripped = line.strip()
        if stripped.startswith("|"):
            lines.append(tuple(cell.strip() for cell in stripped.strip("|").split("|")))
            continue
        if lines:
            found.append(PrintedTable(title, tuple(lines)))
            title, lines = "", []
        if stripped:
            title = "" if stripped.endswith((".", ":")) else stripped
    return found


def extraction_of(section: str) -> Extraction:
    """A documentation section's tables as an extraction, concepts bound."""
    figures: list[Figure] = []
    written = printed_tables(section)
    shown = [printed for printed in written if not TAGGED.search(printed.title) and printed.title not in NUMBERED]
    tables = tuple(_table(i, printed, figures) for i, printed in enumerate(shown))
    bound = [_by_tag(figure) if tables[figure.table or 0].schedule else figure for figure in bind(tables, figures)]
    facts = tuple(_facts([printed for printed in written if TAGGED.search(printed.title)], bound))
    whole = Extraction(tables, tuple(bound), facts=facts, tables_seen=len(tables))
    header, cover = ([line for p in written if p.title == title for line in p.lines[1:]] for title in NUMBERED)
    return with_numbers(whole, header_lines(header), [cover_number(*line) for line in cover])


def _facts(written: Sequence[PrintedTable], figures: list[Figure]) -> Iterator[Fact]:
    """What the tags say; each figure of a like-labelled row and column is put into its tag."""
    position = 0
    for printed in written:
        said: list[Figure] = []
        table = _table(0, printed, said)
        for figure in said:
            period = table.columns[figure.column or 0].period
            name = "example:" + "".join(word.capitalize() for word in re.findall(r"\w+", figure.label))
            context = Context(str(period), "example", period)
            yield Fact(name, context, figure.unit, figure.text, figure.mantissa, figure.exponent, figure.decimals)
            for at, shown in enumerate(figures):
                if (shown.label, shown.column) == (figure.label, figure.column):
                    figures[at] = replace(shown, fact=position)
            position += 1


def _by_tag(figure: Figure) -> Figure:
    """A figure of a financial data schedule with the concept of its tag."""
    known = tags()
    return replace(figure, concept=known.balances.get(figure.label) or known.income.get(figure.label) or None)


def _table(index: int, printed: PrintedTable, figures: list[Figure]) -> Table:
    schedule = SCHEDULE.search(printed.title)
    statement = next((kind for pattern, kind in STATEMENTS if pattern.search(printed.title)), None)
    scale = 3 if THOUSANDS.search(printed.title) else 6 if MILLIONS.search(printed.title) else 0
    is_instant = statement == "balance_sheet" or (schedule is not None and schedule["balances"] is not None)
    head, *body = printed.lines
    columns = tuple(
        Column(i, text, _period(text, is_instant), "percent" if "%" in text else "amount")
        for i, text in enumerate(head[1:])
    )
    rows: list[Row] = []
    grid: list[tuple[int | None, ...]] = []
    for row, cells in _rows(body):
        row = replace(
            row, index=len(rows), line=100 * (index + 1) + len(rows), ruled=row.ruled & set(range(len(columns)))
        )
        rows.append(row)
        grid.append(
            tuple(
                _figure(text, row, column, index, scale, figures)
                for text, column in zip(cells[1:], columns, strict=True)
            )
        )
    return Table(
        index=index,
        title=printed.title,
        statement=statement,
        unit="USD",
        scale=scale,
        rows=tuple(rows),
        columns=columns,
        grid=tuple(grid),
        line=100 * (index + 1),
        last_line=100 * (index + 1) + len(rows),
        schedule=schedule is not None,
    )


def _rows(body: Sequence[tuple[str, ...]]) -> Iterator[tuple[Row, tuple[str, ...]]]:
    """The lines that hold amounts, with the headings and rules above them."""
    path: tuple[str, ...] = ()
    is_ruled = is_headed = False
    for cells in body:
        label, *amounts = cells
        if RULE.fullmatch(label) or (any(amounts) and all(RULE.fullmatch(a) for a in amounts if a)):
            is_ruled = True
        elif not any(amounts):
            path, is_headed = ((label,) if label else ()), True
        else:
            ruled = frozenset(range(len(amounts))) if is_ruled else frozenset[int]()
            yield Row(0, 0, label, path, 0 if label else -1, ruled=ruled, headed=is_headed), cells
            is_ruled = is_headed = False


def _period(text: str, is_instant: bool) -> Period | None:
    """The period a column head names: a year, the ISO date on which a period of a year ends, or "DATE to DATE"."""
    days = [date(*map(int, found.groups())) for found in _DAY.finditer(text)]
    if len(days) == 2:
        return Period(days[1], days[0])
    year = _YEAR.search(text)
    if year is None:
        return None
    end = days[0] if days else date(int(year.group()), 12, 31)
    return Period(end) if is_instant else Period(end, date(end.year, 1, 1))


def _figure(text: str, row: Row, column: Column, table: int, scale: int, figures: list[Figure]) -> int | None:
    """Append the cell's figure and return its index; None for a blank cell. What is no number has no mantissa."""
    if not text:
        return None
    printed = NUMBER.fullmatch(text)
    number, word, measure, substance = printed.groups() if printed else (text, None, None, None)
    unit, place = (MEASURES[measure], 0) if measure else _unit(row, column, text)
    plain = number.strip("()%-").replace(",", "")
    mantissa = int(plain.replace(".", "")) if printed else 0 if text in NIL else None
    if mantissa and number.startswith(("(", "-")):
        mantissa = -mantissa
    exponent = SCALE_WORDS[word] if word else scale if place is None else place
    figures.append(
        Figure(
            index=len(figures),
            text=f"{number} {word}" if word else number,
            mantissa=mantissa,
            exponent=exponent - len(plain.partition(".")[2]),
            unit=f"{unit} {substance}" if substance else unit,
            label=row.label,
            path=row.path,
            period=column.period,
            line=row.line,
            start=None,
            end=None,
            table=table,
            row=row.index,
            column=column.index,
            nil=text in NIL,
        )
    )
    return len(figures) - 1


def _unit(row: Row, column: Column, text: str) -> tuple[str, int | None]:
    """The cell's unit, and the scale that overrides the caption's (None where the caption's stands)."""
    words = " ".join((*row.path, row.label))
    if column.kind == "percent" or text.endswith("%"):
        return "percent", 0
    if SHARES.search(row.label) and not PER_SHARE.search(row.label):
        return "shares", None
    if PER_SHARE.search(words):
        return "USD/share", 0
    if PER_OUNCE.search(words):
        return "USD/oz", 0
    return ("oz", None) if OUNCES.search(row.label) else ("USD", None)
