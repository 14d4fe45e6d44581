"""However a page splits a table over cells and elements, the same rows, columns, values and signs are read from it."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from itertools import product

from hypothesis import example, given, settings
from hypothesis import strategies as st
from lxml import html

from auditor.extract import extract
from auditor.extract.worksheet_cells import read_mark
from auditor.model.audit import Extraction
from auditor.model.document import Document
from auditor.model.figure import Figure
from auditor.read.html import read_html
from auditor.read.source import Source

FIRST, SECOND = (
    ("Crude", "Plain", "Outer", "Northern", "Blue", "Mixed"),
    ("timber", "slate", "canvas", "barley", "glass"),
)
LABELS = tuple(" ".join(pair) for pair in product(FIRST, SECOND))
GROUP = 3  # grid columns that one column of figures takes: sign, digits, what closes them


@dataclass(frozen=True)
class Printed:
    """One amount as it is meant: ``mantissa`` None is a nil; ``places`` are printed behind the point."""

    mantissa: int | None
    places: int = 0
    currency: bool = False
    percent: bool = False
    grouped: bool = True  # by commas

    @property
    def digits(self) -> str:
        size = abs(self.mantissa or 0)
        whole, part = divmod(size, 10**self.places)
        return (f"{whole:,}" if self.grouped else str(whole)) + (f".{part:0{self.places}}" if self.places else "")

    @property
    def parts(self) -> tuple[str, str, str]:
        """What stands before the digits, the digits, and what stands behind them."""
        sign = "$" if self.currency else ""
        if self.mantissa is None:
            return sign, "—", ""
        behind = "%" if self.percent else ""
        return (f"{sign}(", self.digits, f"){behind}") if self.mantissa < 0 else (sign, self.digits, behind)


Grid = list[tuple[str, list[Printed | None]]]


@st.composite
def amounts(draw: st.DrawFn, places: int, percent: bool, grouped: bool) -> Printed | None:
    """A number, seldom a nil or a blank."""
    kind = draw(st.sampled_from(("number", "number", "number", "number", "nil", "blank")))
    if kind == "blank":
        return None
    currency = not percent and draw(st.booleans())
    if kind == "nil":
        return Printed(None, places, currency)
    most = 9_999 if percent else 99_999_999
    return Printed(draw(st.integers(-most, most).filter(bool)), places, currency, percent, grouped)


@st.composite
def grids(draw: st.DrawFn) -> Grid:
    """Rows of labels and amounts; the first row is full, so that every column has a number."""
    width, height = draw(st.integers(1, 4)), draw(st.integers(2, 7))
    places = draw(st.sampled_from((0, 0, 1, 2)))
    grouped = draw(st.integers(0, 3)) > 0
    percents = [draw(st.integers(0, 5)) == 0 for _ in range(width)]
    labels = draw(st.permutations(LABELS))[:height]
    rows: Grid = [(labels[0], [Printed(12_345 + at, places, False, percents[at], grouped) for at in range(width)])]
    for label in labels[1:]:
        cells = [draw(amounts(places, percent, grouped)) for percent in percents]
        if not any(cell is not None and cell.mantissa is not None for cell in cells):
            cells[0] = Printed(7_654, places, False, percents[0], grouped)
        if sum(cell is not None and 1900 <= abs(cell.mantissa or 0) < 2070 for cell in cells) > 1:
            cells = [Printed(7_654, places, False, percent, grouped) for percent in percents]  # might be years
        rows.append((label, cells))
    return rows


@dataclass(frozen=True)
class Hand:
    """A typesetter's ways, one of each drawn anew for every cell."""

    draw: Callable[[st.SearchStrategy[str]], str]

    def wrap(self, text: str) -> str:
        """Words in the elements that programs nest around them."""
        for _ in range(int(self.draw(st.sampled_from("0012")))):
            text = self.draw(
                st.sampled_from(
                    (
                        "<font size=2>{}</font>", "<div style='text-align:right'>{}</div>", "<span>{}</span>",
                        "<p>{}</p>",
                        "<b>{}</b>", "{}&nbsp;", "\n  {}\n", "<!-- <td>9</td> -->{}", "<div><font>{}</font></div>",
                    )
                )
            ).format(text)  # fmt: skip
        return text

    def blank(self) -> str:
        return self.draw(st.sampled_from(("", "&nbsp;", "<font>&nbsp;</font>", " \n ")))

    def cell(self, text: str, across: int = 1) -> str:
        name = self.draw(st.sampled_from(("td", "TD")))
        span = f" colspan={across}" if across > 1 else ""
        closed = f"</{name}>" if self.draw(st.sampled_from("yn")) == "y" else ""
        return f"<{name}{span}>{self.wrap(text) if text else self.blank()}{closed}"

    def amount(self, printed: Printed | None) -> str:
        """The three grid columns of one amount, its digits ending in the second."""
        if printed is None:
            return self.cell("", 2) + self.cell("") if self.draw(st.sampled_from("ab")) == "a" else self.cell("", 3)
        before, digits, behind = printed.parts
        way = self.draw(st.sampled_from(("three", "merged", "bracket with digits", "whole")))
        if way == "three" and before:
            return self.cell(before) + self.cell(digits) + self.cell(behind)
        if way == "bracket with digits" and before.startswith("$"):
            return self.cell("$") + self.cell(before[1:] + digits) + self.cell(behind)
        if way == "whole":
            return self.cell(before + digits + behind, 2) + self.cell("")
        return self.cell(before + digits, 2) + self.cell(behind)


@st.composite
def pages(draw: st.DrawFn) -> tuple[Grid, str]:
    """A grid of amounts and a page that prints it."""
    rows, hand = draw(grids()), Hand(draw)
    width = len(rows[0][1])
    spacer = "<td>&nbsp;</td>" if draw(st.booleans()) else ""
    group = GROUP + bool(spacer)
    spanner = f"<tr><td></td>{spacer}<td colspan={width * group - bool(spacer)}>Year ended December 31,</td></tr>"
    years = "".join(f"{spacer}<td colspan={GROUP} align=center>{hand.wrap(str(2003 - at))}</td>" for at in range(width))
    lines = [spanner, f"<tr><td></td>{years}</tr>"]
    for label, cells in rows:
        lines.append(f"<tr>{hand.cell(label)}{''.join(spacer + hand.amount(cell) for cell in cells)}</tr>")
    return rows, f"<html><body><p>Receipts by material</p><table>{''.join(lines)}</table></body></html>"


def document_of(page: str) -> Document:
    return read_html(Source("page.htm", page.encode()))


def extracted(page: str) -> tuple[Document, Extraction]:
    document = document_of(page)
    return document, extract(document)


@cache
def _cells(page: str) -> dict[str, str]:
    """Every cell's words by its place, found without the reader under test."""
    found = {}
    for t, table in enumerate(html.fromstring(page).iter("table"), start=1):
        for r, row in enumerate(table.iter("tr"), start=1):
            for c, cell in enumerate((child for child in row if child.tag in ("td", "th")), start=1):
                found[f"table[{t}]/tr[{r}]/td[{c}]"] = cell.text_content()
    return found


def grid_read(extraction: Extraction) -> list[tuple[str, list[tuple[int | None, int] | None]]]:
    """Labels and (mantissa, exponent) of the one table; a nil is (None, 0), a blank None."""
    (table,) = extraction.tables
    figures = extraction.figures
    return [
        (row.label, [None if at is None else _value(figures[at]) for at in places])
        for row, places in zip(table.rows, table.grid, strict=True)
    ]


def _value(figure: Figure) -> tuple[int | None, int]:
    return (None, 0) if figure.nil else (figure.mantissa, figure.exponent)


def meant(rows: Grid) -> list[tuple[str, list[tuple[int | None, int] | None]]]:
    return [
        (label, [None if c is None else (None, 0) if c.mantissa is None else (c.mantissa, -c.places) for c in cells])
        for label, cells in rows
    ]


@settings(max_examples=60, deadline=None)
@given(pages())
def test_every_way_to_split_cells_gives_the_same_table(drawn: tuple[Grid, str]) -> None:
    rows, page = drawn
    _, extraction = extracted(page)
    assert grid_read(extraction) == meant(rows)


@settings(max_examples=20, deadline=None)
@given(pages())
def test_columns_have_the_periods_of_their_heads(drawn: tuple[Grid, str]) -> None:
    rows, page = drawn
    _, extraction = extracted(page)
    ends = [column.period.end.year if column.period else None for column in extraction.tables[0].columns]
    assert ends == [2003 - at for at in range(len(rows[0][1]))]


@settings(max_examples=30, deadline=None)
@given(pages())
def test_offsets_hold_the_digits_of_their_figure(drawn: tuple[Grid, str]) -> None:
    document, extraction = extracted(drawn[1])
    for figure in extraction.figures:
        if figure.mantissa and figure.table is not None:
            assert figure.start is not None
            source = document.text[figure.start : figure.end]
            assert re.sub(r"\D", "", source) == re.sub(r"\D", "", figure.text)


@settings(max_examples=30, deadline=None)
@given(pages())
def test_anchors_find_the_cell_of_their_figure(drawn: tuple[Grid, str]) -> None:
    _, extraction = extracted(drawn[1])
    cells = _cells(drawn[1])
    for figure in extraction.figures:
        if figure.mantissa and figure.anchor is not None:
            assert re.sub(r"\D", "", figure.text) == re.sub(r"\D", "", cells[figure.anchor])


@settings(max_examples=300, deadline=None)
@given(
    st.integers(-(10**12), 10**12).filter(bool),
    st.integers(0, 3),
    st.booleans(),
    st.sampled_from(("{}", "{}(a)", "{} (1)", "{}*", " {} ", "{}\xa0")),
)
@example(2003, 0, True, "{}")
def test_a_printed_number_reads_as_itself(mantissa: int, places: int, currency: bool, setting: str) -> None:
    printed = Printed(mantissa, places, currency)
    _, token, points = read_mark(setting.format("".join(printed.parts)).replace("\xa0", " "))
    assert token is not None
    assert (token.mantissa, token.exponent, points) == (mantissa, -places, False)
