"""The figures of audits as a tidy table: one row a figure, every value exact; identification numbers are left out.

The same rows become a pandas DataFrame (``frame.py``) and files (``export.py``).
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from auditor.model.audit import Audit
from auditor.model.figure import Figure
from auditor.report.document import exact_value

BETWEEN = " > "  # the sections above a row, outermost first


class Entry(NamedTuple):
    """One figure. Where the filing says nothing a text is None, never ""; an unreadable figure has no value."""

    entity: str | None  # the company, as the filing names it
    document: str  # the path as given; "archive.zip#member" for a part of a file
    id: str  # "f12": the figure's id in the report of its file
    table: str | None  # "t3"; None in running text
    title: str | None  # the table's
    statement: str | None  # "balance_sheet", "income_statement", "cash_flow", "equity"
    path: str | None  # sections above the row
    label: str | None
    period_start: date | None  # None for an instant
    period_end: date | None
    value: Decimal | None  # sign and scale applied
    unit: str | None
    decimals: int  # the last printed place, as in XBRL: -3 = thousands
    text: str  # as printed
    line: int | None  # 1-based
    place: str | None  # "Sheet1!B7", "B7", "table[12]/tr[5]/td[3]" or "line:column"
    concept: str | None
    protection: str  # "locatable", "detectable", "none"


COLUMNS = Entry._fields


def entries(audit: Audit) -> Iterator[Entry]:
    """The rows of one audit, in reading order."""
    figures = audit.extraction.amounts.figures  # a telephone number is no amount
    protection = audit.protection or ("none",) * len(figures)
    for figure, word in zip(figures, protection, strict=False):
        yield _entry(audit, figure, word)


def _entry(audit: Audit, figure: Figure, protection: str) -> Entry:
    table = None if figure.table is None else audit.extraction.tables[figure.table]
    document = audit.documents[figure.document]
    value = exact_value(figure)
    return Entry(
        entity=document.company or audit.document.company,
        document=document.path,
        id=figure.id,
        table=table.id if table else None,
        title=(table.title or None) if table else None,
        statement=table.statement if table else None,
        path=BETWEEN.join(word for word in figure.path if word) or None,
        label=figure.label or None,
        period_start=figure.period.start if figure.period else None,
        period_end=figure.period.end if figure.period else None,
        value=None if value is None else Decimal(value),
        unit=figure.unit,
        decimals=figure.decimals,
        text=figure.text,
        line=figure.line,
        place=place(audit, figure),
        concept=figure.concept,
        protection=protection,
    )


def place(audit: Audit, figure: Figure) -> str | None:
    """Where a person finds the figure: a cell's address, the anchor of a page, or line and column of a text."""
    if figure.address is not None or figure.anchor is not None:
        return figure.address or figure.anchor
    if figure.line is None:
        return None
    document = audit.documents[figure.document]
    if figure.start is None or not document.text:
        return str(figure.line)
    offset = max(0, figure.start - document.origin)
    return f"{figure.line}:{offset - document.line_starts[document.line_of(offset) - 1] + 1}"
