"""Parquet: a data frame becomes a worksheet whose first row holds the names of its columns."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from io import BytesIO
from itertools import zip_longest
from typing import Any

from auditor.model.worksheet import Cell, Worksheet
from auditor.read.failure import over_limit, unreadable
from auditor.read.frames import CELL_LIMIT, COLUMN_LIMIT, ROW_LIMIT, Grid, missing_library, words_of
from auditor.read.printed import day_words, plain
from auditor.read.source import Source

BATCH = 256  # rows expanded at a time
EXPANDED = 200_000_000  # bytes of values: one long word can stand in a million rows and take no room in the file

_INDEX = "__index_level_"  # what pandas calls an index that has no name


def read_parquet(source: Source) -> Worksheet:
    """The one worksheet of a Parquet file. Exact decimals and integers stay exact; a binary float is written with
    the fewest digits that name it. Raises `ReadFailure`."""
    try:
        import pyarrow as arrow
        from pyarrow import parquet
    except ImportError:
        raise missing_library(source.path, "Parquet", "parquet") from None
    try:
        file = parquet.ParquetFile(BytesIO(source.data), memory_map=False)
        rows, columns = file.metadata.num_rows, len(file.schema_arrow.names)
        if rows > ROW_LIMIT or columns > COLUMN_LIMIT or rows * columns > CELL_LIMIT:
            raise over_limit(
                f"{source.path}: {rows:,} rows of {columns:,} columns, over the limit of {CELL_LIMIT:,} cells"
            )
        names = [("" if name.startswith(_INDEX) else name) for name in file.schema_arrow.names]
        values: list[list[str]] = [[] for _ in names]
        expanded = 0
        for batch in file.iter_batches(batch_size=BATCH):
            expanded += batch.nbytes
            if expanded > EXPANDED:
                raise over_limit(f"{source.path}: over the limit of {EXPANDED:,} bytes once expanded")
            for known, column in zip(values, batch.columns, strict=True):
                known += texts_of(column, arrow)
    except (arrow.ArrowException, OSError, ValueError, TypeError, OverflowError) as error:
        words = " ".join(str(error).split())[:120]
        raise unreadable(f"{source.path}: damaged Parquet ({words})") from None
    grid = Grid(source.path)
    grid.add(_cells(0, names, head=True), columns)
    for row, texts in enumerate(zip_longest(*values, fillvalue=""), 1):
        grid.add(_cells(row, texts), columns)
    return Worksheet(grid.whole(), columns, path="table[1]", addressed=True)


def _cells(row: int, texts: Any, head: bool = False) -> list[Cell]:
    found = []
    for column, text in enumerate(texts):
        words, indent = words_of(text)
        if words:
            found.append(Cell(row, column, words, indent=indent, head=head, place=(row, column)))
    return found


def texts_of(column: Any, arrow: Any) -> list[str]:
    """The values of one column as they would be printed; "" where there is none, or where it is no number or word."""
    values = column.to_pylist()
    if arrow.types.is_float32(column.type) or arrow.types.is_float16(column.type):
        import numpy as np

        single = np.float32 if arrow.types.is_float32(column.type) else np.float16
        # a number of single precision has fewer shortest digits than the double it is handed over as
        return [_text(None if value is None else float(str(single(value)))) for value in values]
    return [_text(value) for value in values]


def _text(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, int):
        return str(value)
    if isinstance(value, float):
        return plain(Decimal(repr(value)))
    if isinstance(value, Decimal):  # its declared places are printed places
        return format(value, "f") if value.is_finite() else ""
    if isinstance(value, datetime):
        return day_words(value.date())
    return day_words(value) if isinstance(value, date) else ""
