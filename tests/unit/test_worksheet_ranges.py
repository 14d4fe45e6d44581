"""Ranges in cells: both ends are figures of the table, in columns that are never added up."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from auditor.extract import extract
from auditor.identify import identify
from auditor.model.audit import Extraction
from auditor.model.document import Document
from auditor.model.figure import Figure, Period
from auditor.model.ranges import is_amount_range
from auditor.read.html import read_html
from auditor.read.source import Source

YEAR = Period(end=date(2004, 12, 31), start=date(2004, 1, 1))
PLAIN = ("Sales of glass", "$300,500 - $301,000")  # a second range, without which a column is none of ranges
OUTLOOK = (
    ("", "2004"),
    ("Revenue", "$445,500 - $448,000"),
    ("Average shares outstanding", "912 - 914"),
    ("Operating loss", "(164,500) - (165,000)"),
    ("Capital expenditures", "~$4,400"),
    ("Earnings per share", "At least $14.65"),
    ("Capacity in use", "89.25% +/- 25 bps"),
    ("Tax rate", "4.8% - 5.0%"),
    ("Interest rate", "0.5 - 0.6%"),
)
SALES = (
    ("Sales of wood", "$445,500 - $448,000", "$440,100"),
    ("Sales of glass", "300,500 - 301,000", "299,100"),
    ("Total sales", "746,000 - 749,000", "739,200"),
)


def page(*rows: tuple[str, ...]) -> Document:
    body = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in rows)
    caption = "<p>Outlook (in thousands, except per share)</p>"
    return read_html(Source("page.htm", f"<html><body>{caption}<table>{body}</table></body></html>".encode()))


def read(*rows: tuple[str, ...]) -> Extraction:
    return extract(page(*rows))


def row(extraction: Extraction, label: str) -> list[Figure]:
    return [figure for figure in extraction.figures if figure.table is not None and figure.label == label]


def printed(extraction: Extraction) -> list[list[str | None]]:
    """What each row of the one table prints."""
    (table,) = extraction.tables
    return [[None if at is None else extraction.figures[at].text for at in cells] for cells in table.grid]


# -- what is read -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("label", "ends"),
    [
        ("Revenue", [(445_500, 3, "USD"), (448_000, 3, "USD")]),
        ("Average shares outstanding", [(912, 3, "shares"), (914, 3, "shares")]),
        ("Operating loss", [(-164_500, 3, "USD"), (-165_000, 3, "USD")]),
        ("Capital expenditures", [(4_400, 3, "USD")]),
        ("Earnings per share", [(1_465, -2, "USD/share")]),
        ("Capacity in use", [(8_925, -2, "percent")]),
        ("Tax rate", [(48, -1, "percent"), (50, -1, "percent")]),
        ("Interest rate", [(5, -1, "percent"), (6, -1, "percent")]),
    ],
)
def test_the_ends_of_a_range_are_figures(label: str, ends: list[tuple[int, int, str]]) -> None:
    found = row(read(*OUTLOOK), label)
    assert [(figure.mantissa, figure.exponent, figure.unit) for figure in found] == ends


def test_ends_of_ranges_stand_under_the_period_of_their_head() -> None:
    assert {figure.period for figure in read(*OUTLOOK).figures} == {YEAR}


def test_columns_of_ranges_are_of_a_kind_of_their_own() -> None:
    (table,) = read(("", "2004", "2003"), *SALES).tables
    assert [column.kind for column in table.columns] == ["range", "range", "amount"]


def test_lower_ends_stand_in_the_column_before_that_of_the_upper_ones() -> None:
    assert printed(read(("", "2004", "2003"), *SALES))[0] == ["445,500", "448,000", "440,100"]


@pytest.mark.parametrize(
    "cell",
    [
        "$445,500 - $448,000",
        "$445,500 &#8211; $448,000",
        "$445,500&nbsp;&ndash;&nbsp;$448,000",
        "<b>$445,500</b> to <i class='x9'>$448,000</i>",
        "$445,500<!-- 77 --> &mdash; $448,000",
    ],
)
def test_both_ends_lead_back_to_where_they_are_printed(cell: str) -> None:
    document = page(("", "2004"), ("Revenue", cell), PLAIN)
    found = row(extract(document), "Revenue")
    assert [document.text[figure.start : figure.end] for figure in found] == ["445,500", "448,000"]


def test_the_end_of_a_hedged_cell_leads_back_to_its_digits() -> None:
    document = page(*OUTLOOK)
    (figure,) = row(extract(document), "Earnings per share")
    assert document.text[figure.start : figure.end] == "14.65"


def test_a_table_of_ranges_alone_is_a_table() -> None:
    extraction = read(("", "2004"), ("Revenue", "$445,500 - $448,000"), PLAIN)
    assert printed(extraction) == [["445,500", "448,000"], ["300,500", "301,000"]]


def test_ends_of_ranges_are_not_read_once_more_as_claims() -> None:
    assert read(*OUTLOOK).claims == ()


def test_ends_of_ranges_are_added_up_to_nothing() -> None:
    document = page(("", "2004", "2003"), *SALES)
    extraction = extract(document)
    added = [one for one in identify(extraction, [document]) if one.check == "FT101"]
    assert [[extraction.figures[at].text for at in one.figures] for one in added] == [["440,100", "299,100", "739,200"]]


@settings(max_examples=60, deadline=None)
@given(
    low=st.integers(0, 10**9),
    more=st.integers(1, 10**9),
    link=st.sampled_from((" - ", "-", " to ", " \u2013 ", "\u2014", " &ndash; ")),
    places=st.sampled_from((0, 1, 2)),
)
def test_any_range_reads_back_exactly(low: int, more: int, link: str, places: int) -> None:
    ends = [
        f"{amount // 10**places:,}" + f".{amount % 10**places:0{places}}" * (places > 0) for amount in (low, low + more)
    ]
    document = page(("", "2004"), ("Harbor works", f"${ends[0]}{link}${ends[1]}"), PLAIN)
    found = row(extract(document), "Harbor works")
    assert [(figure.mantissa, figure.places) for figure in found] == [(low, places), (low + more, places)]
    assert [document.text[figure.start : figure.end] for figure in found] == ends


# -- what is left as it is --------------------------------------------------------------------------------------------


def test_ranges_that_label_rows_stay_labels() -> None:
    (table,) = read(
        ("Range of prices", "Number", "Price"), ("$10 to $19", "912", "14.50"), ("$20 to $29", "412", "24.50")
    ).tables
    assert [one.label for one in table.rows] == ["$10 to $19", "$20 to $29"]


@pytest.mark.parametrize("cells", [("2009 - 2013", "2010 - 2014"), ("11-14", "15-19")])
def test_years_and_pages_are_no_ranges(cells: tuple[str, str]) -> None:
    extraction = read(("", "See", "2003"), ("Sales of wood", cells[0], "440"), ("Sales of glass", cells[1], "299"))
    assert printed(extraction) == [["440"], ["299"]]


WORDED = (
    ("", "2004", "2003"),
    ("Revenue", "$5.50 to $5.55 billion", "$5.4 billion"),
    ("Expenses", "$4,500 to $4,550", "$4.4 billion"),
    ("Costs of sites", "$3,100 to $3,150", "$3.0 billion"),
)


def test_a_column_that_names_its_scale_in_its_cells_makes_no_columns_of_ranges() -> None:
    assert all(column.kind != "range" for table in read(*WORDED).tables for column in table.columns)


def test_a_column_that_names_its_scale_in_its_cells_is_read_as_claims() -> None:
    extraction = read(*WORDED)
    claimed = [extraction.figures[claim.figure] for claim in extraction.claims]
    assert [(figure.mantissa, figure.exponent) for figure in claimed[:2]] == [(550, 7), (555, 7)]


@pytest.mark.parametrize("others", [1, 4])
def test_a_single_range_among_numbers_changes_nothing(others: int) -> None:
    rows = [
        ("", "2004", "2003"),
        *((f"Sales of ware {at}", f"{445_500 + 977 * at:,}", "440,100") for at in range(others)),
    ]
    extraction = read(*rows, ("Revenue", "$445,500 - $448,000", "438,200"))
    assert [column.kind for column in extraction.tables[0].columns] == ["amount", "amount"]
    assert printed(extraction) == [*printed(read(*rows)), [None, "438,200"]]


def test_a_few_ranges_among_many_numbers_change_nothing() -> None:
    rows = [(f"Sales of ware {at}", f"{445_500 + 977 * at:,}") for at in range(5)]
    (table,) = read(("", "2004"), *rows, PLAIN, ("Revenue", "$445,500 - $448,000")).tables
    assert [column.kind for column in table.columns] == ["amount"]


@pytest.mark.parametrize(
    "cell",
    ["1-800-555-0199", "11-14", "2009 \u2013 2013", "$5.50 to $5.55 billion", "(164,500)", "$1,234", "at least", "5"],
)
def test_words_numbers_and_bare_spans_are_no_ranges_of_amounts(cell: str) -> None:
    assert not is_amount_range(cell)
