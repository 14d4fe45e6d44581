"""Tables whose cells are words: "2.5 million ounces (up 9% over Q3/13)" under a quarter, a mine's name beside it.

Such a block is found by its cells, not by its geometry alone: rows that have a label and one or more cells beginning
with a quantity, set in columns (aligned anyhow, wrapped over lines), between bars or tabs, as bullets ("Silver: 2.5
million ounces ..., 8.9 million ounces for the year") or one cell a line. Each quantity becomes a figure of a table,
with the substance in its unit ("oz silver"); percentages in a cell's brackets become figures outside the grid.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from auditor.extract.fiscal import Calendar, phrases
from auditor.extract.quantity_blocks import Block, find_blocks, joined
from auditor.extract.quantity_layouts import NUMBER, QUANTITY, Span
from auditor.extract.spelling import Spelled
from auditor.model.document import Document
from auditor.model.figure import Figure, Period
from auditor.model.table import Column, Row, Table

SCALES = Spelled({"thousand": 3, "million": 6, "billion": 9, "trillion": 12})
UNITS = {
    "ounce": "oz",
    "pound": "lb",
    "barrel": "bbl",
    "gallon": "gal",
    "carat": "ct",
    "share": "shares",
}  # other unit words stand for themselves
SUBSTANCES = frozenset(
    {"silver", "gold", "lead", "zinc", "copper", "platinum", "palladium", "nickel", "uranium", "iron"}
)

_PERCENT = re.compile(
    rf"(?P<direction>\bup|\bdown|\+|-)?\s*(?<![\w.,])(?P<number>{NUMBER})\s?(?:%|percent\b)(?P<rest>[^,;)%]{{0,40}})",
    re.IGNORECASE,
)
_SHORT_QUARTER = re.compile(r"\bQ([1-4])\s*[/' ]?\s*(?:of\s+)?(?:20)?(\d\d)\b", re.IGNORECASE)
_NO_YEAR = re.compile(r"quarter|months|change|\bvs\b", re.IGNORECASE)
_BARE_YEAR = re.compile(r"\b(20\d\d|19\d\d)\b")
_LETTERS = re.compile(r"[a-z]+")


def read_quantities(
    document: Document, tables: Sequence[Table], figures: Sequence[Figure]
) -> tuple[tuple[Table, ...], tuple[Figure, ...]]:
    """The tables and figures with those of quantity tables joined; tables stay in the order of the filing.

    A table that was read from the same lines is replaced, with its figures.
    """
    blocks = find_blocks(document)
    if not blocks:
        return tuple(tables), tuple(figures)
    kept, every = _without(tables, figures, [(block.top, block.last) for block in blocks])
    calendar = Calendar.of(kept, document)
    for block in blocks:
        table, read = _table(document, block, calendar, len(kept), len(every))
        kept.append(table)
        every += read
    return _in_order(kept, every)


def _without(
    tables: Sequence[Table], figures: Sequence[Figure], spans: Sequence[Span]
) -> tuple[list[Table], list[Figure]]:
    """Tables and figures that stand outside the spans of lines, renumbered."""
    gone = {t.index for t in tables if any(t.line <= last and first <= t.last_line for first, last in spans)}
    if not gone:
        return list(tables), list(figures)
    table_at = {t.index: i for i, t in enumerate(t for t in tables if t.index not in gone)}
    staying = [figure for figure in figures if figure.table not in gone]
    figure_at = {figure.index: i for i, figure in enumerate(staying)}
    kept = [_renumbered(t, table_at[t.index], figure_at) for t in tables if t.index not in gone]
    return kept, [
        replace(figure, index=i, table=None if figure.table is None else table_at[figure.table])
        for i, figure in enumerate(staying)
    ]


def _renumbered(table: Table, index: int, figure_at: dict[int, int]) -> Table:
    grid = tuple(tuple(None if cell is None else figure_at[cell] for cell in row) for row in table.grid)
    return replace(table, index=index, grid=grid)


def _in_order(tables: list[Table], figures: list[Figure]) -> tuple[tuple[Table, ...], tuple[Figure, ...]]:
    ordered = sorted(tables, key=lambda table: (table.line, table.index))
    position = {table.index: i for i, table in enumerate(ordered)}
    return (
        tuple(replace(table, index=i) for i, table in enumerate(ordered)),
        tuple(figure if figure.table is None else replace(figure, table=position[figure.table]) for figure in figures),
    )


def _period_of(head: str, calendar: Calendar) -> Period | None:
    said = [phrase.period for phrase in phrases(head, calendar) if phrase.period is not None]
    if said:
        return said[0]
    if short := _SHORT_QUARTER.search(head):
        return calendar.through(3 * int(short[1]), 2000 + int(short[2]), 3)
    if (year := _BARE_YEAR.search(head)) and not _NO_YEAR.search(head):
        return calendar.through(12, int(year[1]), 12)
    return None


def _table(document: Document, block: Block, calendar: Calendar, index: int, first: int) -> tuple[Table, list[Figure]]:
    """The block as a table with its figures, numbered from ``first``; percentages follow their cell's quantity."""
    numbers = sorted({column for row in block.rows for column in row.pieces if column})
    place = {column: i for i, column in enumerate(numbers)}
    columns = tuple(
        Column(
            i,
            block.heads.get(column, ""),
            _period_of(block.heads.get(column, ""), calendar),
            _kind(document, block, column),
        )
        for column, i in place.items()
    )
    figures: list[Figure] = []
    grid: list[tuple[int | None, ...]] = []
    rows: list[Row] = []
    for at, draft in enumerate(block.rows):
        label = joined(document.text, draft.pieces[0]).strip(" :*-\u2022")
        rows.append(Row(at, draft.line, label, (), draft.indent))
        printed: list[int | None] = [None] * len(numbers)
        for column, i in place.items():
            for figure in _figures(document, draft.pieces.get(column, []), label, columns[i].period):
                index_now = first + len(figures)
                if printed[i] is None and (figure.unit != "percent" or columns[i].kind == "percent"):
                    printed[i] = index_now
                    figure = replace(figure, table=index, row=at, column=i)
                figures.append(replace(figure, index=index_now))
        grid.append(tuple(printed))
    table = Table(
        index=index, title=block.title, statement=None, unit=None, scale=0, rows=tuple(rows), columns=columns,
        grid=tuple(grid), line=block.top, last_line=block.last,
    )  # fmt: skip
    return table, figures


def _kind(document: Document, block: Block, column: int) -> str:
    texts = [joined(document.text, row.pieces[column]) for row in block.rows if column in row.pieces]
    return "amount" if any(QUANTITY.search(text) for text in texts) else "percent"


def _figures(document: Document, spans: Sequence[Span], label: str, period: Period | None) -> Iterator[Figure]:
    """A cell's quantity, then the percentages in it."""
    text, origin = _spread(document.text, spans)
    quantity = QUANTITY.search(text)
    if quantity:
        word = quantity["unit"].lower()
        unit = UNITS.get(word, word)
        substance = _substance(quantity["substance"] or quantity["metal"], label)
        end = quantity.end("scale") if quantity["scale"] else quantity.end("number")
        yield _figure(
            document, text, origin, (quantity.start("number"), end), quantity["scale"],
            f"{unit} {substance}" if substance else unit, label, period,
        )  # fmt: skip
    for percent in _PERCENT.finditer(text, quantity.end() if quantity else 0):
        words = f"{label}: {percent['direction'] or ''} {percent['rest']}".replace("  ", " ").strip(" :.")
        figure = _figure(document, text, origin, percent.span("number"), None, "percent", words, period)
        yield (
            replace(figure, text=figure.text + "%", end=None if figure.end is None else figure.end + 1)
            if (text[percent.end("number") : percent.end("number") + 1] == "%")
            else figure
        )


def _substance(said: str | None, label: str) -> str | None:
    if said:
        return said.lower()
    named = [word for word in _LETTERS.findall(label.lower()) if word in SUBSTANCES]
    return named[0] if len(named) == 1 else None


def _spread(text: str, spans: Sequence[Span]) -> tuple[str, list[int]]:
    """A cell's pieces as one text, and the document's offset of each of its characters."""
    parts: list[str] = []
    origin: list[int] = []
    for start, end in spans:
        parts.append(text[start:end].replace("\t", " "))
        origin += range(start, end)
        origin.append(end)
    return " ".join(parts), origin


def _figure(
    document: Document,
    text: str,
    origin: list[int],
    span: Span,
    scale: str | None,
    unit: str,
    label: str,
    period: Period | None,
) -> Figure:
    """A figure from a span of a cell's text. One that is broken over lines ends, for its place, with its first line."""
    start, end = span
    number = text[start:end].split()[0]
    whole, _, fraction = number.replace(",", "").partition(".")
    contiguous = origin[end - 1] - origin[start] == end - 1 - start
    return Figure(
        index=0,
        text=" ".join(text[start:end].split()),
        mantissa=int(whole + fraction),
        exponent=(SCALES[scale.lower()] if scale else 0) - len(fraction),
        unit=unit,
        label=label,
        path=(),
        period=period,
        line=document.line_of(origin[start]),
        start=origin[start],
        end=origin[start] + (end - start if contiguous else len(number)),
    )
