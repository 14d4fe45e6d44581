"""The figures of an audit as a tidy table: one row a figure, for those who go on in pandas."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import pandas as pd

from auditor.model.audit import Audit
from auditor.report.document import exact_value

if TYPE_CHECKING:
    from auditor.model.figure import Figure

BETWEEN = " > "  # sections and label, outermost first
COLUMNS = {
    "id": "object",
    "table": "object",  # its title; None in running text
    "statement": "object",
    "label": "object",
    "period_start": "datetime64[s]",  # NaT for an instant
    "period_end": "datetime64[s]",
    "text": "object",
    "value": "object",  # Decimal, never a float; None where the figure could not be read
    "decimals": "int64",
    "unit": "object",
    "line": "Int64",
    "protection": "object",
}


def frame(audit: Audit) -> pd.DataFrame:
    """A DataFrame with the columns of `COLUMNS`, indexed from 0, in reading order; empty where nothing was read.

    ``value`` holds `Decimal` with sign, scale and printed places; ``decimals`` is the last printed place as in XBRL.
    """
    figures = audit.extraction.figures
    protection = audit.protection or ("none",) * len(figures)
    rows = [(*_row(audit, figure), word) for figure, word in zip(figures, protection, strict=True)]
    columns = zip(*rows, strict=True) if rows else ((),) * len(COLUMNS)
    return pd.DataFrame(
        {
            name: pd.Series(list(column), dtype=dtype)
            for (name, dtype), column in zip(COLUMNS.items(), columns, strict=True)
        }
    )


def _row(audit: Audit, figure: Figure) -> tuple[object, ...]:
    table = None if figure.table is None else audit.extraction.tables[figure.table]
    value = exact_value(figure)
    return (
        figure.id,
        table.title if table else None,
        table.statement if table else None,
        BETWEEN.join(word for word in (*figure.path, figure.label) if word),
        figure.period.start if figure.period else None,
        figure.period.end if figure.period else None,
        figure.text,
        None if value is None else Decimal(value),
        figure.decimals,
        figure.unit,
        figure.line,
    )
