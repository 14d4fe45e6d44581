"""Facts become figures, presentations become tables."""

from __future__ import annotations

from pathlib import Path

import pytest

from auditor.extract import extract
from auditor.extract.instance import printed_digits
from auditor.extract.presentation import Place, title_of
from auditor.model.audit import Extraction
from auditor.model.fact import Context, Fact
from auditor.model.figure import Figure, Period
from auditor.read import read
from auditor.read.contexts import closing_day
from tests.instances import BALANCES, instance, labels, presentation, schema, write

CASH, STOCK, ASSETS = "us-gaap:Cash", "us-gaap:InventoryNet", "us-gaap:Assets"
CHANGE, SALES = "us-gaap:CashAndCashEquivalentsPeriodIncreaseDecrease", "us-gaap:Revenues"
SHEET = presentation(
    [
        ("acme:SheetAbstract", "acme:AssetsAbstract", ""),
        ("acme:AssetsAbstract", CASH, ""),
        ("acme:AssetsAbstract", STOCK, ""),
        ("acme:AssetsAbstract", ASSETS, "totalLabel"),
    ]
)
FACTS = [
    (CASH, "2003-12-31", "1204000", "-3"), (CASH, "2002-12-31", "1106000", "-3"),
    (STOCK, "2003-12-31", "311000", "-3"), (STOCK, "2002-12-31", "298000", "-3"),
    (ASSETS, "2003-12-31", "1515000", "-3"), (ASSETS, "2002-12-31", "1404000", "-3"),
]  # fmt: skip


def extraction(folder: Path, facts: list[tuple[str, str, str | None, str | None]], **files: str) -> Extraction:
    named = {f"acme_{kind}.xml" if kind != "xsd" else "acme.xsd": text for kind, text in files.items()}
    return extract(read(write(folder, {"acme.xml": instance(facts), **named})))


def cells(found: Extraction, table: int = 0) -> list[list[str]]:
    grid = found.tables[table].grid
    return [["" if cell is None else found.figures[cell].text for cell in row] for row in grid]


def test_rows_and_columns_are_those_of_the_presentation(tmp_path: Path) -> None:
    found = extraction(tmp_path, FACTS, pre=SHEET)
    assert cells(found) == [["1204000", "1106000"], ["311000", "298000"], ["1515000", "1404000"]]
    assert [column.header for column in found.tables[0].columns] == ["Dec 31, 2003", "Dec 31, 2002"]


def test_headings_are_the_path(tmp_path: Path) -> None:
    found = extraction(tmp_path, FACTS, pre=SHEET, lab=labels({"acme:AssetsAbstract": {"label": "Assets [Abstract]"}}))
    assert found.figures[0].path == ("Assets",)


def test_a_line_is_called_by_the_label_it_prefers(tmp_path: Path) -> None:
    words = labels({ASSETS: {"label": "Assets", "totalLabel": "Total assets"}})
    found = extraction(tmp_path, FACTS, pre=SHEET, lab=words)
    assert [row.label for row in found.tables[0].rows] == ["Cash", "Inventory Net", "Total assets"]


def test_a_total_label_is_a_rule_line(tmp_path: Path) -> None:
    found = extraction(tmp_path, FACTS, pre=SHEET)
    assert [bool(row.ruled) for row in found.tables[0].rows] == [False, False, True]


def test_the_role_titles_the_table(tmp_path: Path) -> None:
    found = extraction(tmp_path, FACTS, pre=SHEET, xsd=schema({BALANCES: "0002 - Statement - BALANCE SHEETS"}))
    assert (found.tables[0].title, found.tables[0].statement) == ("BALANCE SHEETS", "balance_sheet")


def test_a_role_without_definition_is_titled_by_its_address() -> None:
    assert title_of("http://acme.invalid/role/ConsolidatedBalanceSheets", {}) == "Consolidated Balance Sheets"


def test_a_standard_element_has_its_concept_whatever_its_label(tmp_path: Path) -> None:
    found = extraction(tmp_path, FACTS, pre=SHEET, lab=labels({ASSETS: {"label": "Everything we own"}}),
                       xsd=schema({BALANCES: "0002 - Statement - BALANCE SHEETS"}))  # fmt: skip
    assert {f.concept for f in found.figures if f.label == "Everything we own"} == {"total_assets"}


def test_a_fact_in_two_presentations_is_one_figure(tmp_path: Path) -> None:
    again = presentation([("acme:Note", CASH, ""), ("acme:Note", STOCK, "")], role="urn:acme/role/Note")
    inner = again.partition("<link:presentationLink")[2].partition("</link:linkbase>")[0]
    both = SHEET.replace("</link:linkbase>", f"<link:presentationLink{inner}</link:linkbase>")
    found = extraction(tmp_path, FACTS, pre=both)
    assert len(found.tables) == 2
    assert len(found.figures) == len(FACTS)
    assert found.tables[0].grid[0] == found.tables[1].grid[0]


def test_balances_stand_where_their_labels_say(tmp_path: Path) -> None:
    lines = [
        ("acme:FlowAbstract", CASH, "periodStartLabel"),
        ("acme:FlowAbstract", CHANGE, ""),
        ("acme:FlowAbstract", CASH, "periodEndLabel"),
    ]
    facts = [(CASH, "2002-12-31", "10", "0"), (CASH, "2003-12-31", "15", "0"), (CHANGE, "2003", "5", "0")]
    assert cells(extraction(tmp_path, facts, pre=presentation(lines))) == [["10"], ["5"], ["15"]]


def test_members_have_columns_of_their_own_behind_the_whole(tmp_path: Path) -> None:
    lines = [("acme:NoteAbstract", "acme:AAxis", ""), ("acme:AAxis", "acme:WestMember", ""),
             ("acme:NoteAbstract", SALES, "")]  # fmt: skip
    facts = [(SALES, "2003/AAxis=WestMember", "3", "0"), (SALES, "2003", "8", "0")]
    found = extraction(tmp_path, facts, pre=presentation(lines))
    assert cells(found) == [["8", "3"]]
    assert [column.header for column in found.tables[0].columns] == [
        "12 months ended Dec 31, 2003", "West Member | 12 months ended Dec 31, 2003",
    ]  # fmt: skip


def test_members_that_a_presentation_does_not_name_stay_out_of_it(tmp_path: Path) -> None:
    facts = [*FACTS, (CASH, "2003-12-31/AAxis=WestMember", "7", "0")]
    found = extraction(tmp_path, facts, pre=SHEET)
    assert len(found.tables[0].columns) == 2
    loose = [figure for figure in found.figures if figure.table is None]
    assert [(figure.text, figure.path) for figure in loose] == [("7", ("West Member",))]


def test_a_column_that_hardly_anything_fills_is_left_out(tmp_path: Path) -> None:
    names = [f"acme:Line{at}" for at in range(10)]
    lines = [("acme:SheetAbstract", name, "") for name in names]
    facts = [(name, "2003-12-31", "5", "0") for name in names] + [(names[0], "1999-12-31", "4", "0")]
    assert len(extraction(tmp_path, facts, pre=presentation(lines)).tables[0].columns) == 1


def test_nil_facts_are_no_figures(tmp_path: Path) -> None:
    found = extraction(tmp_path, [*FACTS, ("acme:None", "2003-12-31", None, None)], pre=SHEET)
    assert len(found.figures) == len(FACTS)
    assert len(found.facts) == len(FACTS) + 1


def test_an_unreadable_fact_is_listed_without_a_value(tmp_path: Path) -> None:
    found = extraction(tmp_path, [(CASH, "2003-12-31", "1,204", "0")])
    assert [(figure.text, figure.mantissa) for figure in found.figures] == [("1,204", None)]


def test_without_links_the_primary_statements_are_set_out(tmp_path: Path) -> None:
    liabilities = ("us-gaap:LiabilitiesAndStockholdersEquity", "2003-12-31", "1515000", "-3")
    found = extraction(tmp_path, [*FACTS, liabilities])
    assert [table.statement for table in found.tables] == ["balance_sheet"]
    assert "us-gaap:Assets" in {found.facts[f.fact].name for f in found.figures if f.fact is not None}


@pytest.mark.parametrize(
    ("value", "decimals", "digits"),
    [
        (26441000, -3, (26441, 3)),
        (26441123, -3, (26441123, 0)),  # more digits than the declared place: kept
        (26441, None, (26441, 0)),
        (26441, 2, (26441, 0)),
        (0, -6, (0, 6)),
    ],
)
def test_digits_end_at_the_declared_place(value: int, decimals: int | None, digits: tuple[int, int]) -> None:
    one = Fact("a", Context("c", "1", None), "USD", str(value), value, 0, decimals)
    assert printed_digits(one) == digits


@pytest.mark.parametrize(
    ("start", "end", "words"),
    [
        (None, "2003-09-30", "Sep 30, 2003"),
        ("2003-07-01", "2003-09-30", "3 months ended Sep 30, 2003"),
        ("2002-12-29", "2003-09-27", "9 months ended Sep 27, 2003"),
        ("2003-09-25", "2003-09-30", "6 days ended Sep 30, 2003"),
    ],
)
def test_a_columns_head_says_its_period(start: str | None, end: str, words: str) -> None:
    last = closing_day(end)
    assert last is not None
    assert Place((), Period(last, closing_day(start) if start else None)).words == words


@pytest.mark.parametrize(
    ("text", "mantissa", "exponent", "zeros"),
    [("26441000", 26441, 3, 3), ("26,441", 26441, 3, 0), ("-5000", -5, 3, 3), ("5,000", 5000, 3, 0), ("0", 0, 3, 0)],
)
def test_zeros_that_only_hold_the_place_are_counted(text: str, mantissa: int, exponent: int, zeros: int) -> None:
    figure = Figure(0, text, mantissa, exponent, "USD", "", (), None, None, None, None)
    assert figure.zeros == zeros
