"""The figures of an audit as a pandas DataFrame: one row a figure, for those who go on in pandas."""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd

from auditor.model.audit import Audit
from auditor.report.tidy import COLUMNS, Entry, entries

_TYPES = {
    "period_start": "datetime64[s]",  # NaT for an instant
    "period_end": "datetime64[s]",
    "decimals": "int64",
    "line": "Int64",
}
DTYPES = {name: _TYPES.get(name, "object") for name in COLUMNS}  # `value` holds Decimal, never a float


def frame(audit: Audit) -> pd.DataFrame:
    """A DataFrame with the columns of `tidy.Entry`, indexed from 0, in reading order; empty where nothing was read.

    ``value`` holds `Decimal` with sign, scale and printed places; ``decimals`` is the last printed place as in XBRL.
    """
    return frame_of(entries(audit))


def frame_of(rows: Iterable[Entry]) -> pd.DataFrame:
    """The rows as a DataFrame."""
    columns = list(zip(*rows, strict=True)) or [()] * len(COLUMNS)
    return pd.DataFrame(
        {name: pd.Series(list(column), dtype=DTYPES[name]) for name, column in zip(COLUMNS, columns, strict=True)}
    )
