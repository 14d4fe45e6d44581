"""The tidy table as a file: CSV, JSON, Parquet, XLSX. No value passes through a binary float.

| format | ``value`` | dates | whole numbers |
| --- | --- | --- | --- |
| CSV | exact decimal, as text | ISO | digits |
| JSON | exact decimal, as a string | ISO, strings | numbers |
| Parquet | decimal128(38, s), s the most places of the table; text where 38 digits do not hold it | date32 | int32 |
| XLSX | a number where fifteen digits hold it, else text | dates | numbers |

Where the filing says nothing a field is empty in CSV and XLSX, null in JSON and Parquet.
"""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal
from io import BytesIO, StringIO
from typing import Any

from auditor.report.tidy import COLUMNS, Entry

FORMATS = ("csv", "json", "parquet", "xlsx")
EXTRAS = {"parquet": "parquet", "xlsx": "sheets"}  # format -> the extra that brings its library
BINARY = frozenset(EXTRAS)

_PARQUET_DIGITS = 38  # of a decimal128
_SHEET_DIGITS = 15  # of a number that a spreadsheet keeps
_SHEET_ROWS = 1_048_576
_CELL_LETTERS = 32_767  # a spreadsheet's cell holds no more
_UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")  # no XML holds these
_WIDTHS = {"title": 30, "path": 30, "label": 40, "value": 16, "document": 24, "entity": 24}


class Unwritable(Exception):
    """The table cannot be written in this format; the message says why, in one line."""


def write(rows: Sequence[Entry], form: str) -> bytes:
    """The rows in one of `FORMATS`. Raises `Unwritable` where a library is missing or the format has no room."""
    try:
        return {"csv": _csv, "json": _json, "parquet": _parquet, "xlsx": _xlsx}[form](rows)
    except ImportError:
        raise Unwritable(
            f"{form} needs a further library; install it with: pip install 'auditor[{EXTRAS[form]}]'"
        ) from None


def plain_text(value: Decimal) -> str:
    """A value without an exponent, its printed places kept: ``0.50``, ``152231000``."""
    return format(value, "f")


def _field(value: object) -> object:
    """A value as text and JSON hold it."""
    if isinstance(value, Decimal):
        return plain_text(value)
    return value.isoformat() if isinstance(value, date) else value


def _csv(rows: Sequence[Entry]) -> bytes:
    stream = StringIO(newline="")
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(COLUMNS)
    writer.writerows(["" if value is None else _field(value) for value in row] for row in rows)
    return stream.getvalue().encode("utf-8", "replace")


def _json(rows: Sequence[Entry]) -> bytes:
    """An array with one object a line."""
    lines = (json.dumps(dict(zip(COLUMNS, map(_field, row), strict=True)), allow_nan=False) for row in rows)
    body = ",\n".join(lines)
    return (f"[\n{body}\n]\n" if body else "[]\n").encode("ascii")


def _parquet(rows: Sequence[Entry]) -> bytes:
    import pyarrow as arrow
    from pyarrow import parquet

    values = [row.value for row in rows]
    places = max((_places(value) for value in values if value is not None), default=0)
    whole = max((max(value.adjusted() + 1, 1) for value in values if value is not None), default=1)
    kind = arrow.decimal128(_PARQUET_DIGITS, places) if whole + places <= _PARQUET_DIGITS else arrow.string()
    types = {"value": kind, "period_start": arrow.date32(), "period_end": arrow.date32()}
    types |= {"decimals": arrow.int32(), "line": arrow.int32()}
    columns: list[Any] = []
    for name, column in zip(COLUMNS, list(zip(*rows, strict=True)) or [()] * len(COLUMNS), strict=True):
        held: Sequence[object] = column
        if name == "value" and kind == arrow.string():
            held = [None if value is None else plain_text(value) for value in values]
        columns.append(arrow.array(held, types.get(name, arrow.string())))
    sink = BytesIO()
    parquet.write_table(arrow.table(columns, names=list(COLUMNS)), sink)
    return sink.getvalue()


def _places(value: Decimal) -> int:
    exponent = value.as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0


def _xlsx(rows: Sequence[Entry]) -> bytes:
    from openpyxl import Workbook
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.styles import Font
    from openpyxl.utils import get_column_letter

    if len(rows) >= _SHEET_ROWS:
        raise Unwritable(f"{len(rows):,} figures are more than a sheet's {_SHEET_ROWS:,} rows; choose csv or parquet")
    book = Workbook(write_only=True)
    sheet = book.create_sheet("figures")
    sheet.freeze_panes = "A2"
    for number, name in enumerate(COLUMNS, 1):
        sheet.column_dimensions[get_column_letter(number)].width = _WIDTHS.get(name, 12)
    head = [WriteOnlyCell(sheet, value=name) for name in COLUMNS]
    for cell in head:
        cell.font = Font(bold=True)
    sheet.append(head)
    for row in rows:
        sheet.append([_sheet_cell(sheet, value, WriteOnlyCell) for value in row])
    sink = BytesIO()
    book.save(sink)
    return sink.getvalue()


def _sheet_cell(sheet: Any, value: object, cell_type: Any) -> Any:
    """What a sheet holds: words are never formulas, and a value whose digits it cannot keep is text."""
    if value is None or isinstance(value, int):
        return value
    if isinstance(value, Decimal):
        if len(value.as_tuple().digits) + max(0, _trailing(value)) > _SHEET_DIGITS or _places(value) > _SHEET_DIGITS:
            return _words(sheet, plain_text(value), cell_type)
        cell = cell_type(sheet, value=value)
        cell.number_format = "#,##0" + ("." + "0" * _places(value) if _places(value) else "")
        return cell
    if isinstance(value, date):
        return (
            datetime(value.year, value.month, value.day)
            if value.year >= 1900
            else _words(sheet, value.isoformat(), cell_type)
        )
    return _words(sheet, str(value), cell_type)


def _trailing(value: Decimal) -> int:
    exponent = value.as_tuple().exponent
    return exponent if isinstance(exponent, int) else 0


def _words(sheet: Any, text: str, cell_type: Any) -> Any:
    cell = cell_type(sheet)
    cell.value = _UNPRINTABLE.sub("\ufffd", text[:_CELL_LETTERS])
    cell.data_type = "s"
    return cell
