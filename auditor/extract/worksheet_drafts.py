"""Drafts: tables of a worksheet while they are read, and what the reading of one document gave so far."""

from __future__ import annotations

from dataclasses import dataclass, field

from auditor.extract.captions import Caption
from auditor.extract.periods import Calendar
from auditor.extract.worksheet_cells import Item
from auditor.extract.worksheet_columns import Lane
from auditor.extract.worksheet_heads import Headings
from auditor.extract.worksheet_periods import Days
from auditor.extract.worksheet_rows import SheetRow
from auditor.extract.worksheet_stub import WordedRow
from auditor.model.document import Document
from auditor.model.figure import Figure, Period
from auditor.model.table import Column, Table
from auditor.model.worksheet import Worksheet


@dataclass(slots=True)
class Draft:
    """One table being read: its rows of figures with one mark or None a column."""

    sheet: Worksheet
    rows: list[SheetRow]
    lanes: list[Lane]
    headings: Headings
    words: list[WordedRow]
    cells: list[list[Item | None]]
    caption: Caption = field(default_factory=Caption)
    context: str = ""
    lead: str = ""
    elder: Draft | None = None  # the table above in the same worksheet
    inherits: bool = False  # no words stand between this worksheet and the one before it
    per_share: bool = False  # whole amounts, but for amounts per share with cents, which the caption excepts
    periods: list[tuple[Period | None, ...]] = field(default_factory=list)  # of the figures, row by row
    columns: list[Column] = field(default_factory=list)
    unread: int = 0


@dataclass(slots=True)
class Reading:
    """What the worksheets of one document gave so far."""

    document: Document
    calendar: Calendar
    days: Days
    currency: str = "USD"  # of money that names none
    tables: list[Table] = field(default_factory=list)
    figures: list[Figure] = field(default_factory=list)
    by_habit: int = 0  # tables that declare no scale and are read in the one that the others declare
    seen: int = 0  # stretches of rows that looked like a table
    homes: list[Draft] = field(default_factory=list)  # the table of which `tables` holds the finished form, by position
