"""Release tables: what columns mean, what values are, and that layout and order say nothing."""

from __future__ import annotations

import csv
import json
import random
import time
import zipfile
from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from auditor.extract.vocabulary import add
from auditor.model.audit import Audit
from auditor.read.failure import ReadFailure
from auditor.release.against import Compared
from auditor.release.amounts import EXACT, Places, amount_of, places_of
from auditor.release.concept_names import concept_named, ranks, statement_of_concept
from auditor.release.release_table import layout_of
from auditor.release.stamps import stamp_of
from auditor.release.tables import audits, is_release_table

HEADER = ("entity", "concept", "period", "value", "unit")
QUARTERS = [f"{year}Q{quarter}" for year in (2022, 2023) for quarter in (1, 2, 3, 4)]


def write(path: Path, rows: Iterable[Sequence[object]], header: Sequence[str] = HEADER) -> Path:
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream)
        writer.writerow(header)
        writer.writerows(rows)
    return path


def sums(entity: str = "Example Co") -> list[list[object]]:
    """Sales, costs and gross profit of eight quarters that foot."""
    rows: list[list[object]] = []
    for n, quarter in enumerate(QUARTERS):
        sales, cost = 9_000 + 137 * n, 5_000 + 61 * n
        for concept, value in (("Net sales", sales), ("Cost of sales", cost), ("Gross profit", sales - cost)):
            rows.append([entity, concept, quarter, value, "USD"])
    return rows


def told(found: Iterable[Audit]) -> list[tuple[object, ...]]:
    """What findings say, places left aside."""
    return sorted(
        (
            audit.document.company,
            finding.check,
            finding.severity,
            tuple(
                sorted((audit.extraction.figures[i].label, audit.extraction.figures[i].text) for i in finding.figures)
            ),
            tuple((audit.extraction.figures[s.figure].label, s.suggested_value, s.typo) for s in finding.suspects),
        )
        for audit in found
        for finding in audit.findings
    )


# --- columns ----------------------------------------------------------------------------------------------------------


def test_long_table_is_known_by_its_columns() -> None:
    layout = layout_of(["CIK", "Tag", "ddate", "qtrs", "UOM", "Value"], None, "x.csv")
    assert layout.kind == "long"
    assert layout.roles == {"entity": 0, "concept": 1, "end": 2, "quarters": 3, "unit": 4, "value": 5}


def test_wide_table_is_known_by_the_concepts_among_its_columns() -> None:
    layout = layout_of(["ticker", "period end", "Assets", "Liabilities (EUR)", "total_equity", "note"], None, "x.csv")
    assert layout.kind == "wide"
    assert layout.concepts == ((2, "Assets", ""), (3, "Liabilities", "EUR"), (4, "total_equity", ""))


def test_mapping_names_columns_that_do_not_say_what_they_hold() -> None:
    header = ["who", "when", "what", "how much"]
    layout = layout_of(header, {"entity": "who", "end": "when", "concept": "what", "value": "how much"}, "x.csv")
    assert (layout.kind, layout.roles) == ("long", {"entity": 0, "end": 1, "concept": 2, "value": 3})


@pytest.mark.parametrize(
    ("header", "mapping", "words"),
    [
        (["who", "when", "what"], None, "its columns are who, when, what; map entity, period (or end, or fiscal_year)"),
        (["entity", "period", "concept", "value"], {"worth": "value"}, "a mapping of 'worth' means nothing here"),
        (
            ["entity", "period", "concept", "value"],
            {"value": "sum"},
            "the column 'sum', mapped as value, does not exist",
        ),
        (["entity", "period", "concept", "value", "Value"], None, "the column 'value' stands twice"),
        (["entity", "period", "Assets", "Assets", "Liabilities", "Revenues"], None, "the column 'Assets' stands twice"),
    ],
)
def test_unrecognised_table_is_refused_in_one_line(
    header: list[str], mapping: dict[str, str] | None, words: str
) -> None:
    with pytest.raises(ReadFailure) as refused:
        layout_of(header, mapping, "x.csv")
    assert words in str(refused.value)
    assert "\n" not in str(refused.value)


@pytest.mark.parametrize("name", ["us-gaap:Assets", "us-gaap_Assets", "Assets", "total_assets", "Total assets"])
def test_a_concept_has_several_names(name: str) -> None:
    assert concept_named(name, "USD") == "total_assets"


def test_element_of_an_unknown_taxonomy_has_no_concept() -> None:
    assert concept_named("acme:Assets", "USD") is None


# --- values -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "places", "value"),
    [
        ("26441000", ("-3", "", ""), (26441, 3)),
        ("26441123", ("-3", "", ""), (26441123, 0)),
        ("1,234.50", ("", "", ""), (123450, -2)),
        ("-116000000.0000", ("", "", ""), (-116000000, 0)),
        ("0.1600", ("", "", ""), (16, -2)),
        ("12.0", ("", "", ""), (12, 0)),
        ("(1,234)", ("", "", ""), (-1234, 0)),
        ("1.5E6", ("", "", ""), (1500000, 0)),
        ("12.5", ("", "", "millions"), (12500000, 0)),
        ("12.5", ("", "", "6"), (12500000, 0)),
        ("26441000", ("", "5", ""), (26441, 3)),
        ("9" * 40, ("", "", ""), (int("9" * 40), 0)),
        ("=B2+B3", ("", "", ""), (None, 0)),
        ("1,23", ("", "", ""), (None, 0)),
        ("12%", ("", "", ""), (None, 0)),
        ("1e999", ("", "", ""), (None, 0)),
        ("9" * 5000, ("", "", ""), (None, 0)),
        ("12", ("", "", "lots"), (None, 0)),
    ],
)
def test_amounts_are_exact(text: str, places: tuple[str, str, str], value: tuple[int | None, int]) -> None:
    assert amount_of(text, places_of(*places)) == value


@given(st.decimals(allow_nan=False, allow_infinity=False, places=3, min_value=-(10**15), max_value=10**15))
def test_a_decimal_is_read_back(value: Decimal) -> None:
    mantissa, exponent = amount_of(f"{value:,f}", Places(None, None, 0))
    assert mantissa is not None
    assert Decimal(mantissa).scaleb(exponent) == value


@pytest.mark.parametrize(
    ("columns", "start", "end"),
    [
        (("2023Q3", "", "", "", "", ""), date(2023, 7, 1), date(2023, 9, 30)),
        (("Q3 2023", "", "", "", "", ""), date(2023, 7, 1), date(2023, 9, 30)),
        (("FY2023", "", "", "", "", ""), date(2023, 1, 1), date(2023, 12, 31)),
        (("", "2023-01-01", "2023-03-31", "", "", ""), date(2023, 1, 1), date(2023, 3, 31)),
        (("", "", "2023-09-30", "", "FY", ""), date(2022, 10, 1), date(2023, 9, 30)),
        (("", "", "20230930", "", "", "0"), None, date(2023, 9, 30)),
        (("", "", "", "2023", "Q2", ""), date(2023, 4, 1), date(2023, 6, 30)),
        (("", "", "September 30, 2023", "", "", ""), None, date(2023, 9, 30)),
    ],
)
def test_periods_are_read(columns: tuple[str, ...], start: date | None, end: date) -> None:
    stamp = stamp_of(*columns)  # type: ignore[arg-type]
    assert stamp is not None
    assert (stamp.start, stamp.end) == (start, end)


@pytest.mark.parametrize("end", ["03/04/2023", "2023-02-30", "soon", "31.12.2023"])
def test_a_day_that_may_be_another_is_not_guessed(end: str) -> None:
    assert stamp_of("", "", end, "", "", "") is None


# --- layouts and order ------------------------------------------------------------------------------------------------


def slip_in(rows: list[list[object]]) -> list[list[object]]:
    changed = [list(row) for row in rows]
    changed[16][3] = 4392  # the gross profit of 2023Q2 is 4,380
    return changed


def as_wide(rows: list[list[object]]) -> list[list[object]]:
    names = list(dict.fromkeys(str(row[1]) for row in rows))
    cells = {(row[0], row[2], row[1]): row[3] for row in rows}
    keys = list(dict.fromkeys((row[0], row[2]) for row in rows))
    return [[entity, period, "USD", *(cells.get((entity, period, n), "") for n in names)] for entity, period in keys]


WIDE = ("entity", "period", "unit", "Net sales", "Cost of sales", "Gross profit")


def test_wide_and_long_say_the_same(tmp_path: Path) -> None:
    rows = slip_in(sums())
    long = told(audits(write(tmp_path / "long.csv", rows)))
    wide = told(audits(write(tmp_path / "wide.csv", as_wide(rows), WIDE)))
    assert len(long) == 1
    assert long == wide


def test_a_finding_of_a_wide_table_names_its_cell(tmp_path: Path) -> None:
    (audit,) = audits(write(tmp_path / "wide.csv", as_wide(slip_in(sums())), WIDE))
    (finding,) = audit.findings
    assert audit.extraction.figures[finding.suspects[0].figure].address == "E7"


@settings(max_examples=12, deadline=None)
@given(seed=st.integers(0, 10**6))
def test_order_of_rows_does_not_matter(seed: int, tmp_path_factory: pytest.TempPathFactory) -> None:
    rows = slip_in(sums("One")) + sums("Two") + slip_in(sums("Three"))
    path = tmp_path_factory.getbasetemp() / "order.csv"
    expected = told(audits(write(path, rows)))
    random.Random(seed).shuffle(rows)
    assert told(audits(write(path, rows))) == expected
    assert len(expected) == 2


def test_what_is_laid_aside_in_files_says_the_same(tmp_path: Path) -> None:
    rows = [row for n in range(12) for row in (slip_in if n % 3 == 0 else list)(sums(f"Co {n:02d}"))]
    random.Random(5).shuffle(rows)
    path = write(tmp_path / "release.csv", rows)
    whole = list(audits(path))
    aside = list(audits(path, held=50))
    assert [a.document.path for a in aside] == [a.document.path for a in whole]
    assert [a.findings for a in aside] == [a.findings for a in whole]
    assert sum(bool(a.findings) for a in aside) == 4


# --- formats ----------------------------------------------------------------------------------------------------------


def test_parquet_says_the_same(tmp_path: Path) -> None:
    arrow = pytest.importorskip("pyarrow")
    parquet = pytest.importorskip("pyarrow.parquet")
    rows = slip_in(sums())
    columns = list(zip(*rows, strict=True))
    values = arrow.array([Decimal(str(v)) for v in columns[3]], arrow.decimal128(20, 0))
    data = [arrow.array([str(c) for c in column]) for column in columns]
    data[3] = values
    parquet.write_table(arrow.table(data, names=list(HEADER)), tmp_path / "release.parquet")
    assert told(audits(tmp_path / "release.parquet")) == told(audits(write(tmp_path / "long.csv", rows)))


def test_workbook_says_the_same_and_names_its_sheet(tmp_path: Path) -> None:
    openpyxl = pytest.importorskip("openpyxl")
    rows = slip_in(sums())
    book = openpyxl.Workbook()
    book.active.title = "Values"
    for row in [HEADER, *rows]:
        book.active.append(row)
    book.save(tmp_path / "release.xlsx")
    made = list(audits(tmp_path / "release.xlsx"))
    assert told(made) == told(audits(write(tmp_path / "long.csv", rows)))
    assert made[0].extraction.figures[made[0].findings[0].suspects[0].figure].address == "Values!D18"


def test_directory_and_archive_are_one_release(tmp_path: Path) -> None:
    rows = slip_in(sums())
    folder = tmp_path / "drop"
    folder.mkdir()
    parts = [write(folder / "a.csv", rows[:12]), write(folder / "b.csv", rows[12:])]
    with zipfile.ZipFile(tmp_path / "drop.zip", "w") as archive:
        for part in parts:
            archive.write(part, part.name)
    whole = told(audits(write(tmp_path / "long.csv", rows)))
    (of_folder,) = audits(folder)
    (of_archive,) = audits(tmp_path / "drop.zip")
    assert told([of_folder]) == told([of_archive]) == whole
    assert [d.path for d in of_folder.documents] == [f"{part}#Example Co" for part in parts]
    assert of_archive.others[0].path == f"{tmp_path / 'drop.zip'}#b.csv#Example Co"


def test_report_of_an_entity_is_valid_and_renders(tmp_path: Path) -> None:
    from auditor.report.report import Report
    from auditor.report.schema import schema

    jsonschema = pytest.importorskip("jsonschema")
    rows = [*slip_in(sums()), ["Example Co", "Widgets", "soon", "12", ""], ["Example Co", "Widgets", "2023Q1", "x", ""]]
    (audit,) = audits(write(tmp_path / "release.csv", rows), against=write(tmp_path / "previous.csv", sums()))
    report = Report(audit)
    jsonschema.validate(report.document(), schema())
    assert json.loads(report.to_json())["documents"][0]["path"] == f"{tmp_path / 'release.csv'}#Example Co"
    assert "Gross profit" in report.to_html()
    assert len(report.to_frame()) == len(audit.extraction.figures)


def test_statements_are_no_releases(tmp_path: Path) -> None:
    statement = tmp_path / "statement.csv"
    statement.write_text("Item,2023,2022\nNet sales,26441,25117\nCost of sales,19486,18209\nGross profit,6955,6908\n")
    assert not is_release_table(statement)
    assert is_release_table(write(tmp_path / "release.csv", sums()))
    words = [["Example Co", "Assets", "2023Q1", "see note", ""], ["Example Co", "Liabilities", "2023Q1", "ditto", ""]]
    assert not is_release_table(write(tmp_path / "words.csv", words))


@pytest.mark.parametrize("said", ["99999999999", "-9999999", "61", "-61", "999999999999.0"])
@pytest.mark.parametrize("column", ["decimals", "precision"])
def test_places_that_no_amount_has_are_not_declared(tmp_path: Path, column: str, said: str) -> None:
    assert places_of(*((said, "") if column == "decimals" else ("", said)), "") == EXACT
    path = write(tmp_path / "release.csv", ([*row, said] for row in sums()), (*HEADER, column))
    plain = write(tmp_path / "plain.csv", sums())
    began = time.perf_counter()
    assert told(audits(path)) == told(audits(plain))
    assert time.perf_counter() - began < 5


def test_places_up_to_the_last_that_an_amount_may_have_are_declared() -> None:
    assert places_of("60", "", "") == Places(-60, None, 0) and places_of("-60", "", "") == Places(60, None, 0)


def test_concepts_follow_the_labels_that_a_configuration_adds() -> None:
    def known() -> tuple[object, ...]:
        named = concept_named("Gadgets shipped", "USD"), concept_named("widget_income", None)
        return *named, "widget_income" in ranks()

    own = {"widget_income": {"in": ["cash_flow"], "unit": "money", "labels": ["Gadgets shipped"]}}
    without = (None, None, False)
    try:
        assert known() == without
        for _ in range(2):
            add(own)
            assert known() == ("widget_income", "widget_income", True)
            assert statement_of_concept("widget_income") == "cash_flow"
            add({})
            assert known() == without
    finally:
        add({})


def test_what_differs_is_found_by_entity() -> None:
    compared = Compared(((1, 9), (4, 2), (4, 7), (8, 3)), (0, 5, 7), ())
    for first, behind in ((0, 4), (4, 8), (8, 20), (2, 3)):
        assert compared.within(first, behind) == (
            tuple(pair for pair in compared.changed if first <= pair[0] < behind),
            tuple(at for at in compared.gone if first <= at < behind),
            (),
        )
