"""The figures as a DataFrame: one row a figure, exact."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pandas as pd

from auditor.model.audit import Audit, Extraction, Failure
from auditor.pipeline import unread
from auditor.report.report import Report
from auditor.report.tidy import COLUMNS


def test_every_figure_has_a_row(transposed: Audit) -> None:
    frame = Report(transposed).to_frame()
    assert list(frame["id"]) == [figure.id for figure in transposed.extraction.figures]


def test_a_row_says_all_that_was_read_of_the_figure(transposed: Audit) -> None:
    row = Report(transposed).to_frame().loc[8]
    assert row.to_dict() == {
        "entity": "EXAMPLE MINING COMPANY",
        "document": "filings/q3.txt",
        "id": "f9",
        "table": "t1",
        "title": "Consolidated Balance Sheets",
        "statement": "balance_sheet",
        "path": "ASSETS > Current assets:",
        "label": "Total current assets",
        "period_start": pd.NaT,
        "period_end": pd.Timestamp(date(2003, 9, 30)),
        "value": Decimal(152_321_000),
        "unit": "USD",
        "decimals": -3,
        "text": "152,321",
        "line": 535,
        "place": row["place"],
        "concept": None,
        "protection": "locatable",
    }


def test_values_add_without_a_float(transposed: Audit) -> None:
    frame = Report(transposed).to_frame()
    assert {type(value) for value in frame["value"]} == {Decimal}


def test_an_unreadable_figure_has_no_value(transposed: Audit) -> None:
    first, *others = transposed.extraction.figures
    figures = (replace(first, mantissa=None), *others)
    audit = replace(transposed, extraction=replace(transposed.extraction, figures=figures))
    assert Report(audit).to_frame()["value"][0] is None


def test_a_figure_without_a_line_leaves_line_numbers_whole(transposed: Audit) -> None:
    first, *others = transposed.extraction.figures
    figures = (replace(first, line=None, table=None), *others)
    frame = Report(replace(transposed, extraction=replace(transposed.extraction, figures=figures))).to_frame()
    assert (frame["line"][0], frame["table"][0], str(frame["line"].dtype)) == (pd.NA, None, "Int64")


def test_a_failed_audit_has_a_frame_without_rows() -> None:
    failed = Audit(unread("no/such/file"), Extraction((), ()), failure=Failure("unreadable", "there is no such file"))
    frame = Report(failed).to_frame()
    assert (list(frame.columns), len(frame)) == (list(COLUMNS), 0)
