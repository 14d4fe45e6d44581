"""Golden pages: the tables of an HTML page as a person reads them, a row a line:

    section > label {unit} | figure | figure ...

The section and the unit may be left out; a row without a unit has its table's. "k" before a unit means thousands, "M"
millions: ``kUSD``, ``Mshares``. A blank cell is blank on the page too. ``columns`` gives the period of each column,
"2003-12-31" or "2003-01-01/2003-12-31", or "" where a column speaks of no period or none is tested. ``column_units``
names columns, counted from 0, whose head gives a unit of its own. ``{opening}`` and ``{closing}`` mark balances among
flows: cash at the beginning and at the end of a period.

Only the standard library is used here, and nothing of the auditor: this is the other side of the scales.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from pathlib import Path
from typing import Any

NIL = re.compile(r"[-–—−]+|N/A|nil", re.IGNORECASE)
UNIT = re.compile(r"\s*\{([^}]*)\}$")
SCALES = {"k": Fraction(1000), "M": Fraction(1000000)}
BALANCES = ("opening", "closing")
SCALED = re.compile(r"([kM])(?=USD$|CAD$|GBP$|EUR$|shares$|units$|oz$)")


@dataclass(frozen=True)
class GoldenCell:
    """One printed figure of a page, and its exact value."""

    row: int
    column: int
    text: str
    value: Fraction


@dataclass(frozen=True)
class GoldenLine:
    """``balance`` is "opening" or "closing" where a row of a statement of flows holds what there was on a day."""

    path: tuple[str, ...]
    label: str
    unit: str
    balance: str
    cells: tuple[GoldenCell | None, ...]  # None: a blank


@dataclass(frozen=True)
class GoldenPeriod:
    """A duration, or an instant where ``start`` is None. ``about``: the day may be a week off."""

    end: date
    start: date | None = None
    about: bool = False

    def balance(self, which: str) -> GoldenPeriod:
        """The instant of the opening or the closing balance of a duration."""
        if which == "closing" or not self.start:
            return GoldenPeriod(self.end)
        return GoldenPeriod(self.start - timedelta(days=1), about=self.start.day != 1)


@dataclass(frozen=True)
class GoldenSheet:
    """A table of a page. ``columns`` holds None where the period of a column is not tested."""

    key: str
    title: str
    statement: str | None
    unit: str
    columns: tuple[GoldenPeriod | None, ...]
    lines: tuple[GoldenLine, ...]
    ruled: tuple[int, ...] = ()  # lines with a rule above, counted from 0

    @property
    def scale(self) -> int:
        """The power of ten of the caption."""
        return {"k": 3, "M": 6}.get(self.unit[:1], 0) if SCALED.match(self.unit) else 0

    @property
    def cells(self) -> tuple[GoldenCell, ...]:
        return tuple(cell for line in self.lines for cell in line.cells if cell)


@dataclass(frozen=True)
class GoldenPage:
    """A golden file. ``source`` is the page, below ../shared, or beside the golden file where that is empty."""

    name: str
    source: str
    sheets: tuple[GoldenSheet, ...]
    raw: dict[str, Any]


def load(path: Path) -> GoldenPage:
    """Read a golden file. Raises ValueError where a line has not as many cells as its table has columns, and where
    the file holds not as many figures as it says."""
    raw = tomllib.loads(path.read_text(encoding="utf-8"))
    sheets = tuple(_sheet(entry) for entry in raw["table"])
    count = sum(len(sheet.cells) for sheet in sheets)
    if raw.get("figures", count) != count:
        raise ValueError(f"{path.name} says {raw['figures']} figures and holds {count}")
    return GoldenPage(path.stem, str(raw.get("source", "")), sheets, raw)


def _sheet(entry: dict[str, Any]) -> GoldenSheet:
    columns = tuple(_period(column) for column in entry["columns"])
    heads: dict[str, str] = entry.get("column_units", {})
    lines = []
    for number, line in enumerate(entry["lines"].strip("\n").split("\n")):
        stub, *texts = (part.strip() for part in line.split("|"))
        if len(texts) != len(columns):
            raise ValueError(f"{entry['key']}, {stub}: {len(texts)} cells, but {len(columns)} columns")
        named = UNIT.search(stub)
        balance = named[1] if named and named[1] in BALANCES else ""
        unit = named[1] if named and not balance else entry["unit"]
        *path, label = UNIT.sub("", stub).split(" > ")
        cells = tuple(
            cell(number, place, text, heads.get(str(place), unit)) if text else None for place, text in enumerate(texts)
        )
        lines.append(GoldenLine(tuple(path), label.strip(), unit, balance, cells))
    return GoldenSheet(
        entry["key"], entry["title"], entry["statement"] or None, entry["unit"], columns, tuple(lines),
        tuple(entry.get("ruled", ())),
    )  # fmt: skip


def _period(text: str) -> GoldenPeriod | None:
    if not text:
        return None
    start, slash, end = text.partition("/")
    if slash:
        return GoldenPeriod(date.fromisoformat(end), date.fromisoformat(start))
    return GoldenPeriod(date.fromisoformat(start))


def cell(row: int, column: int, text: str, unit: str) -> GoldenCell:
    """A printed text as an exact value: scale and sign applied. A percent stands apart from the scale of its row."""
    if NIL.fullmatch(text):
        return GoldenCell(row, column, text, Fraction(0))
    scaled = SCALED.match(unit)
    scale = SCALES[scaled[1]] if scaled and not text.endswith("%") else Fraction(1)
    digits = re.sub(r"[^\d.]", "", text)
    sign = -1 if text[0] in "(-–−" else 1
    return GoldenCell(row, column, text, sign * Fraction(digits) * scale)
