"""Scales and units that a caption does not speak of: prices, averages, breakdowns in per cent, amounts a share."""

from __future__ import annotations

from decimal import Decimal

import pytest

from auditor.extract import extract
from auditor.model.figure import Figure
from auditor.read.html import read_html
from auditor.read.source import Source


def figures_of(caption: str, *rows: tuple[str, ...]) -> list[Figure]:
    body = "".join("<tr>" + "".join(f"<td>{cell}" for cell in row) for row in rows)
    page = read_html(Source("page.htm", f"<p>{caption}</p><table>{body}</table>".encode()))
    return [figure for figure in extract(page).figures if figure.table is not None]


def values(caption: str, *rows: tuple[str, ...]) -> list[tuple[Decimal | None, str | None]]:
    return [(figure.value, figure.unit) for figure in figures_of(caption, *rows)]


def test_tons_in_thousands_say_nothing_of_dollars() -> None:
    read = values("Operations (short tons in thousands)", ("", "2003"), ("Tons sold", "1,814"), ("Freight", "$122"))
    assert read == [(Decimal(1_814_000), "ton"), (Decimal(122), "USD")]


def test_dollars_and_ounces_in_thousands_say_it_of_both() -> None:
    read = values("Sales (dollars and ounces in thousands)", ("", "2003"), ("Ounces sold", "14"), ("Freight", "$122"))
    assert read == [(Decimal(14_000), "oz"), (Decimal(122_000), "USD")]


@pytest.mark.parametrize(
    ("label", "printed", "value"),
    [
        ("Average net selling price", "$122.02", "122.02"),
        ("Avg. revenue per machine sold", "$1,749", "1749"),
        ("Average revenue per user", "$41.10", "41.10"),
        ("Purchase price", "$1,749", "1749000"),
        ("Average sales per share outstanding", "$122.02", "122.02"),
        ("Average assets", "$1,749", "1749000"),
    ],
)
def test_the_price_of_one_thing_has_no_scale(label: str, printed: str, value: str) -> None:
    read = values("Operations (in thousands)", ("", "2003"), (label, printed), ("Sales", "$9,000"))
    assert read[0][0] == Decimal(value)


def test_a_breakdown_signed_on_its_first_and_last_lines_is_one_of_percentages() -> None:
    rows = [("Barley", "28%"), ("Malt", "50"), ("Glass", "12"), ("Other", "10"), ("Total", "100%")]
    read = figures_of("Mix (in thousands)", ("", "2003"), ("Sales", "$9,000"), *rows)
    assert [(figure.value, figure.unit) for figure in read[1:]] == [
        (Decimal(number), "percent") for number in (28, 50, 12, 10, 100)
    ]


def test_lines_that_do_not_add_up_to_the_hundred_keep_their_unit() -> None:
    rows = [("Barley", "28%"), ("Malt", "550"), ("Glass", "12"), ("Other", "10"), ("Total", "100%")]
    read = figures_of("Mix (in thousands)", ("", "2003"), ("Sales", "$9,000"), *rows)
    assert [figure.unit for figure in read[2:5]] == ["USD", "USD", "USD"]


def test_a_column_of_amounts_beside_one_per_share_prints_amounts() -> None:
    read = figures_of(
        "Adjustments (in thousands, except per share)",
        ("", "Amount", "Per diluted share"),
        ("Sale of a mine", "1,863", "0.71"),
        ("Net income and diluted earnings per share", "12,369", "0.47"),
    )
    assert [(figure.value, figure.unit) for figure in read[2:]] == [
        (Decimal(12_369_000), "USD"),
        (Decimal("0.47"), "USD/share"),
    ]
