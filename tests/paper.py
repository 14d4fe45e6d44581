"""Squared paper: small tables for tests, written as rows of label and printed amounts.

    extraction = tabulate([("Cash", "10", "12"), ("Inventories", "5", "6"), ("---",), ("Total assets", "15", "18")])

A row ("---",) is a rule line; a row with a label alone is a heading; "" is a blank cell, "--" a nil.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from auditor.model.audit import Extraction
from auditor.model.figure import Figure, Period
from auditor.model.table import Column, Row, Table

PERIODS = tuple(Period(end=date(2003 - n, 12, 31), start=date(2003 - n, 1, 1)) for n in range(12))


def read_amount(text: str) -> tuple[int, int]:
    """(mantissa, exponent) of a plainly printed amount."""
    bare = text.strip("()").replace(",", "")
    places = len(bare.split(".")[1]) if "." in bare else 0
    mantissa = int(bare.replace(".", ""))
    return (-mantissa if text.startswith("(") else mantissa), -places


def tabulate(
    *tables: Sequence[Sequence[str]],
    unit: str | None = "USD",
    statements: Sequence[str | None] = (),
    periods: Sequence[Period] = PERIODS,
    headers: Sequence[str] = (),
) -> Extraction:
    """An extraction of one or more tables; every column has a period unless ``headers`` are given."""
    figures: list[Figure] = []
    made = [
        _table(number, rows, figures, unit, statements[number] if number < len(statements) else None, periods, headers)
        for number, rows in enumerate(tables)
    ]
    return Extraction(tuple(made), tuple(figures), tables_seen=len(made))


def _table(
    number: int,
    lines: Sequence[Sequence[str]],
    figures: list[Figure],
    unit: str | None,
    statement: str | None,
    periods: Sequence[Period],
    headers: Sequence[str],
) -> Table:
    width = max(len(line) for line in lines) - 1
    rows: list[Row] = []
    grid: list[tuple[int | None, ...]] = []
    path: tuple[str, ...] = ()
    ruled = headed = False
    for at, (label, *cells) in enumerate(lines):
        if label == "---":
            ruled = True
            continue
        if not cells:
            path, headed = (label,), True
            continue
        indices: list[int | None] = []
        for column, text in enumerate(cells):
            if not text:
                indices.append(None)
                continue
            nil = text == "--"
            mantissa, exponent = (0, 0) if nil else read_amount(text)
            period = None if headers else periods[column]
            figures.append(
                Figure(
                    index=len(figures), text=text, mantissa=mantissa, exponent=exponent, unit=unit, label=label,
                    path=path, period=period, line=at + 1, start=None, end=None, table=number, row=len(rows),
                    column=column, nil=nil,
                )
            )  # fmt: skip
            indices.append(len(figures) - 1)
        indices += [None] * (width - len(indices))
        grid.append(tuple(indices))
        rule = frozenset(range(width)) if ruled else frozenset[int]()
        rows.append(Row(len(rows), at + 1, label, path, 0 if label else -1, ruled=rule, headed=headed))
        ruled = headed = False
    columns = tuple(
        Column(i, headers[i] if headers else str(periods[i].end.year), None if headers else periods[i])
        for i in range(width)
    )
    return Table(number, f"Table {number + 1}", statement, unit, 0, tuple(rows), columns, tuple(grid), 1, len(lines))
