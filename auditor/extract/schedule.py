"""Financial data schedules (exhibit 27 of filings from 1993 to 2001): the statements' main lines, each under a tag.

A schedule says its multiplier, the period and the values, one tag a line, sometimes for several periods side by side::

    <MULTIPLIER> 1,000
    <PERIOD-TYPE>                   9-MOS
    <PERIOD-END>                               SEP-30-1997
    <TOTAL-ASSETS>                                   4,233

Values at the end of the period become one table, values of the period another: each column has one period.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from pathlib import Path

from auditor.extract.numbers import read_digits
from auditor.extract.periods import MONTHS, start_of
from auditor.model.audit import Extraction
from auditor.model.diagnostic import Diagnostic
from auditor.model.document import Document
from auditor.model.figure import Figure, Period
from auditor.model.table import Column, Row, Table

TITLE = "Financial data schedule"
TAGS = Path(__file__).with_name("schedule_tags.toml")
LONGEST_LINE = 1_000  # characters; no schedule has longer ones
MOST_MULTIPLIER = 12  # powers of ten

_TAG_LINE = re.compile(r"[ \t]*<([A-Z][A-Z0-9&./-]{0,60})>(.*)", re.IGNORECASE)
_FOOTNOTE = re.compile(r"<F?\d{1,2}>|\(F\d{1,2}\)|<FN>", re.IGNORECASE)
_VALUE = re.compile(
    r"(?P<open>\()?[ ]?\$?[ ]?(?P<minus>-)?\$?(?P<digits>\d[\d,]*(?:\.\d*)?|\.\d+)[ ]?(?P<close>\))?(?P<percent>%)?"
)
_DATE = re.compile(r"([A-Z]{3})[A-Z]*[- ](\d{1,2})[- ,]+(\d{4})|(\d{1,2})/(\d{1,2})/(\d{4})", re.IGNORECASE)
_MONTHS_LONG = re.compile(r"(\d{1,2})-MOS?\b", re.IGNORECASE)
_WORD = re.compile(r"\S+")
_DOLLARS = re.compile(r"^\W*$|\bU\.?\s?S\.?\b|UNITED STATES|^\s*DOLLARS?\s*$|\bUSD\b", re.IGNORECASE)
_OPENING = frozenset({"PERIOD-TYPE", "FISCAL-YEAR-END", "PERIOD-START", "PERIOD-END"})
_SAYINGS = frozenset(
    {"ARTICLE", "LEGEND", "RESTATED", "CIK", "NAME", "MULTIPLIER", "CURRENCY", "EXCHANGE-RATE", "PERIOD-TYPE"}
    | {
        "FISCAL-YEAR-END",
        "PERIOD-START",
        "PERIOD-END",
        "TABLE",
        "S",
        "C",
        "PAGE",
        "FN",
        "TEXT",
        "BOOK-VALUE",
        "CAPTION",
    }
    | {"SERIES", "NUMBER", "FLAWED"}
)


@dataclass(frozen=True, slots=True)
class Tags:
    """What the tags mean: the concept each is tied to ("" for none), and the unit of those that are not scaled."""

    balances: dict[str, str]
    income: dict[str, str]
    loose: frozenset[str]  # a difference may be one of definition
    free: frozenset[str]  # a difference mostly is
    unscaled: dict[str, str]


@lru_cache(maxsize=1)
def tags() -> Tags:
    """The tags, read once from the data file beside this module."""
    data = tomllib.loads(TAGS.read_text(encoding="utf-8"))
    unscaled = {tag: unit for unit, members in data["unscaled"].items() for tag in members}
    return Tags(
        data["balances"], data["income"], frozenset(data["loose"]["tags"]), frozenset(data["free"]["tags"]), unscaled
    )


@dataclass(slots=True)
class _Entry:
    """One tagged line of values: its tag, 1-based line, and the matches of its values."""

    tag: str
    line: int
    offset: int  # of the words behind the tag, in the document's text
    left: int  # and in their line
    values: list[re.Match[str]]


@dataclass(slots=True)
class _Block:
    """One set of columns: what is said of each, and the lines of values below."""

    months: list[int | None] = field(default_factory=list)  # None for "YEAR" and what is not understood
    yearly: list[bool] = field(default_factory=list)
    starts: list[date | None] = field(default_factory=list)
    ends: list[date | None] = field(default_factory=list)
    edges: list[int] = field(default_factory=list)  # right edges of the columns, where the period's line has them
    entries: list[_Entry] = field(default_factory=list)

    @property
    def width(self) -> int:
        widest = max((len(entry.values) for entry in self.entries), default=0)
        return len(self.ends) or len(self.months) or widest


def extract_schedule(document: Document) -> Extraction:
    """The values of a schedule as figures, with their concepts; two tables for each set of columns."""
    scale, unit, blocks, diagnostics = _read(document)
    tables: list[Table] = []
    figures: list[Figure] = []
    for block in blocks:
        for flow, entries in ((False, _of_kind(block, flow=False)), (True, _of_kind(block, flow=True))):
            if entries:
                tables.append(_table(len(tables), block, entries, flow, scale, unit, figures))
    return Extraction(tuple(tables), tuple(figures), (), tuple(diagnostics), tables_seen=len(tables))


def _read(document: Document) -> tuple[int | None, str | None, list[_Block], list[Diagnostic]]:
    scale: int | None = 0
    unit = "USD"
    blocks = [_Block()]
    diagnostics: list[Diagnostic] = []
    is_legend = False
    for number, (start, end) in enumerate(_lines(document), start=1):
        line = document.text[start:end] if end - start <= LONGEST_LINE else ""
        found = _TAG_LINE.match(line)
        if "LEGEND>" in line.upper():
            is_legend = "</" not in line
        if is_legend or found is None:
            continue
        tag, rest = found[1].upper(), _FOOTNOTE.sub(_blank, found[2])
        if tag == "FN":  # footnotes end the schedule
            break
        if tag == "MULTIPLIER":
            power = _power(rest)
            if power is None:
                diagnostics.append(Diagnostic("warning", f"the multiplier {rest.strip()!r} is no power of ten", number))
            scale = power
        elif tag == "CURRENCY":
            unit = "USD" if _DOLLARS.search(rest) else ""
        elif tag in _OPENING:
            if blocks[-1].entries:
                blocks.append(_Block())
            _opens(blocks[-1], tag, rest, found.start(2))
        elif tag not in _SAYINGS and (values := list(_VALUE.finditer(rest))):
            blocks[-1].entries.append(_Entry(tag, number, start + found.start(2), found.start(2), values))
    return scale, unit or None, blocks, diagnostics


def _lines(document: Document) -> list[tuple[int, int]]:
    starts = document.line_starts
    return list(zip(starts, (*starts[1:], len(document.text)), strict=True))


def _blank(match: re.Match[str]) -> str:
    return " " * len(match[0])


def _power(words: str) -> int | None:
    """The power of ten that a multiplier is: 3 for "1,000"; None where it is none."""
    digits = words.strip().replace(",", "").lstrip("$").split(".")[0].strip()
    if not digits.isdigit() or len(digits) > MOST_MULTIPLIER:
        return None
    return len(digits) - 1 if digits == "1" + "0" * (len(digits) - 1) else None


def _opens(block: _Block, tag: str, rest: str, left: int) -> None:
    """Take in what one of the opening lines says of each column."""
    if tag == "PERIOD-TYPE":
        words = _WORD.findall(rest)
        long = [_MONTHS_LONG.match(word) for word in words]
        block.months = [int(match[1]) if match else 3 if word.upper().startswith("QTR") else None
                        for word, match in zip(words, long, strict=True)]  # fmt: skip
        block.yearly = [word.upper() == "YEAR" for word in words]
    elif tag == "PERIOD-END":
        dates = list(_DATE.finditer(rest))
        block.ends = [_date(match) for match in dates]
        block.edges = [left + match.end() for match in dates]
    elif tag == "PERIOD-START":
        block.starts = [_date(match) for match in _DATE.finditer(rest)]


def _date(match: re.Match[str]) -> date | None:
    try:
        if match[1]:
            return date(int(match[3]), MONTHS[match[1].lower()], int(match[2]))
        return date(int(match[6]), int(match[4]), int(match[5]))
    except (KeyError, ValueError):  # a month or a day that there is not
        return None


def _of_kind(block: _Block, *, flow: bool) -> list[_Entry]:
    """The block's lines of one kind; a tag that nobody knows is of the kind of the one above it."""
    known = tags()
    found: list[_Entry] = []
    is_flow = False
    for entry in block.entries:
        is_flow = True if entry.tag in known.income else False if entry.tag in known.balances else is_flow
        if is_flow == flow:
            found.append(entry)
    return found


def _period(block: _Block, column: int, flow: bool) -> Period | None:
    end = block.ends[column] if column < len(block.ends) else None
    if end is None or not flow:
        return Period(end) if end else None
    stated = block.starts[column] if column < len(block.starts) else None
    months = block.months[column] if column < len(block.months) else None
    yearly = column < len(block.yearly) and block.yearly[column]
    if months is None and yearly:
        months = 12
    if months is None or not 1 <= months <= 24:
        return Period(end, stated) if stated and stated <= end else None
    return Period(end, start_of(end, months))


def _table(
    index: int,
    block: _Block,
    entries: Sequence[_Entry],
    flow: bool,
    scale: int | None,
    unit: str | None,
    figures: list[Figure],
) -> Table:
    """One table of the schedule; its figures are appended to ``figures``."""
    known = tags()
    concepts = known.income if flow else known.balances
    columns = tuple(Column(i, _head(block, i, flow), _period(block, i, flow)) for i in range(block.width))
    rows: list[Row] = []
    grid: list[tuple[int | None, ...]] = []
    for entry in entries:
        row = Row(len(rows), entry.line, entry.tag, (), 0)
        cells: list[int | None] = [None] * len(columns)
        for column, value in _placed(entry, block):
            own = known.unscaled.get(entry.tag)
            mantissa, exponent = read_digits(value["digits"])
            if mantissa is not None and (value["open"] or value["minus"]):
                mantissa = -mantissa
            text = value[0].strip()
            start = entry.offset + value.start() + (len(value[0]) - len(value[0].lstrip()))
            cells[column] = len(figures)
            figures.append(
                Figure(
                    index=len(figures),
                    text=text,
                    mantissa=None if scale is None and not own else mantissa,  # an unreadable multiplier: no value
                    exponent=exponent + (0 if own else scale or 0),
                    unit=own or unit,
                    label=entry.tag,
                    path=(),
                    period=columns[column].period,
                    line=entry.line,
                    start=start,
                    end=start + len(text),
                    table=index,
                    row=row.index,
                    column=column,
                    concept=concepts.get(entry.tag) or None,
                )
            )
        rows.append(row)
        grid.append(tuple(cells))
    last = entries[-1].line
    return Table(
        index, TITLE, None, unit, scale or 0, tuple(rows), columns, tuple(grid), entries[0].line, last, schedule=True
    )


def _head(block: _Block, column: int, flow: bool) -> str:
    """A column's head in the words of a statement: "9 months ended 1997-09-30"."""
    period = _period(block, column, flow)
    if period is None:
        return ""
    if not flow:
        return f"{period.end}"
    months = block.months[column] if column < len(block.months) else None
    return f"{months} months ended {period.end}" if months else f"year ended {period.end}"


def _placed(entry: _Entry, block: _Block) -> list[tuple[int, re.Match[str]]]:
    """The line's values with their columns: in order, or by the nearest right edge where some are blank."""
    values = entry.values[: block.width]
    if len(values) == block.width or len(block.edges) < block.width:
        return list(enumerate(values))
    placed: dict[int, re.Match[str]] = {}
    for value in values:
        edge = entry.left + value.end()
        column = min(range(block.width), key=lambda i: abs(block.edges[i] - edge))
        placed.setdefault(column, value)
    return sorted(placed.items())
