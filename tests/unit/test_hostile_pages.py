"""Whatever a page holds, auditing it ends in a report or in one line that names the page's fault, never ours."""

from __future__ import annotations

import random
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import pytest

import auditor

TABLE = (
    "<p>Receipts (in thousands)</p><table>"
    "<tr><td>Year ended December 31,<td>2003<td>2002<tr><td>Wood<td>1,234<td>1,111<tr><td>Glass<td>2,345<td>(2,222)"
    "<tr><td style='border-top:1px solid'>Total<td>3,579<td>(1,111)</table>"
)
FIGURES = ["1,234", "1,111", "2,345", "(2,222)", "3,579", "(1,111)"]
Audit = Callable[..., auditor.Report]


@pytest.fixture
def audited(tmp_path: Path) -> Audit:
    """The report on a page; a failure within the auditor itself fails the test."""

    def audit(page: str | bytes, name: str = "page.htm") -> auditor.Report:
        path = tmp_path / name
        path.write_bytes(page if isinstance(page, bytes) else page.encode())
        report = auditor.audit(path)
        report.to_json()
        assert report.failure is None or report.failure.kind in ("limit", "unreadable", "no-figures"), report.failure
        assert report.failure is None or "\n" not in report.failure.message
        return report

    return audit


def texts(report: auditor.Report) -> list[str]:
    return [figure.text for figure in report.audit.extraction.figures if figure.table is not None]


def kind(report: auditor.Report) -> str:
    return report.failure.kind if report.failure else ""


def test_the_plain_page_is_read(audited: Audit) -> None:
    assert texts(audited(f"<html>{TABLE}")) == FIGURES


# -- depth ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "opening", ["<div>", "<span>", "<table><tr><td>", "<table><tr><td>1<td>2<td>3<td>", "<ul><li>"]
)
@pytest.mark.parametrize("deep", [1_000, 20_000])
def test_elements_nested_without_end_are_refused_or_read(audited: Audit, opening: str, deep: int) -> None:
    audited("<html>" + opening * deep + "Cash 1" + TABLE)


@pytest.mark.parametrize("around", ["<font>", "<div>", "<span>"])
def test_a_cell_that_nests_without_end_is_over_a_limit(audited: Audit, around: str) -> None:
    assert kind(audited(f"<html><table><tr><td>{around * 400}1</table>")) == "limit"


def test_monospaced_lines_that_nest_without_end_are_over_a_limit(audited: Audit) -> None:
    assert kind(audited("<html><pre>" + "<b>" * 5_000 + "Cash 1")) == "limit"


def test_a_hundred_layers_of_layout_are_walked(audited: Audit) -> None:
    assert texts(audited("<html>" + "<div>" * 100 + "<table><tr><td>" * 25 + TABLE)) == FIGURES


# -- number and size --------------------------------------------------------------------------------------------------


def test_merged_cells_that_cover_the_earth_are_over_a_limit(audited: Audit) -> None:
    page = "<html><table>" + "<tr><td>Cash<td colspan=1000 rowspan=65534>1</tr>" * 300 + "</table>"
    assert kind(audited(page)) == "limit"


def test_wide_cells_of_one_row_are_read(audited: Audit) -> None:
    report = audited("<html><table><tr>" + "<td colspan=1000>5</td>" * 300 + "</table>" + TABLE)
    assert set(FIGURES) <= set(texts(report))


def test_one_row_of_thousands_of_cells_is_read(audited: Audit) -> None:
    assert len(texts(audited("<html><table><tr><td>Cash" + "<td>5.5" * 3_000 + "</table>"))) == 3_000


def test_blank_cells_by_the_thousand_are_passed(audited: Audit) -> None:
    assert texts(audited("<html><table><tr>" + "<td>" * 50_000 + "</table>" + TABLE)) == FIGURES


def test_tags_by_the_million_are_over_a_limit(audited: Audit) -> None:
    assert kind(audited("<html>" + "<p>" * 3_000_001)) == "limit"


@pytest.mark.parametrize(
    "cell",
    [
        "1" * 50_000, "1" * 50_000 + "x", "1," * 20_000 + "x", "$" * 20_000, "(" * 20_000, "-" * 20_000 + "x",
        " - " * 9_000,
        "1 " * 20_000, "a<br>" * 5_000, "1<br>" * 5_000, "<div></div>" * 5_000 + "1", "<sup>1</sup>" * 5_000,
        "." * 20_000,
        "a(1) " * 5_000, "*" * 20_000, "1*" * 9_000, "Dec. 31, 2003 " * 2_000, "$1.5 million " * 300, "(in " * 5_000,
        "&nbsp;" * 20_000, "<b>" * 100 + "1", "in thousands " * 2_000, "1 (a)" * 5_000, "%" * 20_000, "1/2" * 9_000,
    ],
    ids=lambda cell: cell[:14],
)  # fmt: skip
def test_a_cell_of_one_thing_repeated_is_survived(audited: Audit, cell: str) -> None:
    """As label, head and figure. A pattern that tried every way to part it would not end within the suite's time."""
    rows = f"<tr><td>x<td>{cell}<td>2003<tr><td>{cell}<td>1<td>2<tr><td>Wood<td>{cell}<td>3<tr><td>Wood<td>{cell}<td>4"
    audited(f"<html><p>{cell}</p><table>{rows}</table>{TABLE}")


@pytest.mark.parametrize(
    "style",
    ["padding-left:" + "9" * 400 + "pt", "text-indent:-" + "9" * 400 + "in", "border-top:" + "solid " * 5_000,
    ":;" * 9_000],
    ids=["far", "far to the left", "solid", "empty"],
)  # fmt: skip
def test_an_absurd_style_is_survived(audited: Audit, style: str) -> None:
    page = f"<html>{TABLE.replace('<td>Wood', f'<td style={style!r}>Wood')}"
    assert texts(audited(page)) == FIGURES


@pytest.mark.parametrize(
    "sheet",
    [".a{" * 9_000, "a" * 60_000, ".a{padding:0}" * 9_000, "/*" * 9_000, ".a{display:none}", "}" * 9_000,
    ".a," * 9_000 + "b{}"],
    ids=lambda sheet: sheet[:14],
)  # fmt: skip
def test_an_absurd_style_sheet_is_survived(audited: Audit, sheet: str) -> None:
    assert texts(audited(f"<html><style>{sheet}</style>{TABLE}")) == FIGURES


# -- damage -----------------------------------------------------------------------------------------------------------


def test_a_page_cut_anywhere_is_survived(audited: Audit) -> None:
    page = f"<html><body>{TABLE}</body></html>"
    for end in range(1, len(page), 7):
        audited(page[:end])


@pytest.mark.parametrize("seed", range(12))
def test_a_page_struck_over_is_survived(audited: Audit, seed: int) -> None:
    chance = random.Random(seed)
    struck = list(f"<html><body>{TABLE * 2}</body></html>")
    for _ in range(len(struck) // 15):
        struck[chance.randrange(len(struck))] = chance.choice(" <>\"'/=&;td1,.$()-%\n\x0b\u00a0\u2014\u2028é")
    audited("".join(struck))


@pytest.mark.parametrize("seed", range(6))
def test_tags_in_any_order_are_survived(audited: Audit, seed: int) -> None:
    chance = random.Random(seed)
    pieces = (
        "<table>", "</table>", "<tr>", "</tr>", "<td>", "</td>", "<td colspan=3 rowspan=2>", "<div>", "</div>", "<br>",
        "<p>", "<pre>", "</pre>", "Cash ", "1,234", "(5)", "2003", "<sup>1</sup>", "</body>", "<tbody>", "<b>",
        "<caption>",
        "<select>", "<!--", "-->", "<title>", "</title>", "<th>", "&nbsp;", "$", "<tr hidden>",
        "<td style='display:none'>",
    )  # fmt: skip
    audited("<html>" + "".join(chance.choices(pieces, k=400)))


@pytest.mark.parametrize("mark", ["\x01", "\x0c", "\x1b", "\x7f", "\ufffe", "\ud7ff", "\U0010ffff"])
def test_a_control_character_is_survived(audited: Audit, mark: str) -> None:
    assert texts(audited(f"<html>{TABLE.replace('Wood', f'Wo{mark}od')}")) == FIGURES


def test_a_page_with_a_nul_is_no_text(audited: Audit) -> None:
    assert kind(audited(b"<html>\x00" + TABLE.encode())) == "unreadable"


def test_a_page_that_names_a_nul_is_read(audited: Audit) -> None:
    assert texts(audited(f"<html><p>&#0; &#x0;</p>{TABLE}")) == FIGURES


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "latin-1", "cp1252", "utf-8-sig"])
def test_another_encoding_gives_the_same_figures(audited: Audit, encoding: str) -> None:
    page = f"<html><head><meta charset='ascii'></head><body><p>Café</p>{TABLE}</body></html>"
    assert texts(audited(page.encode(encoding))) == FIGURES


@pytest.mark.parametrize("name", ["page.txt", "page.csv", "page", "page.xlsx"])
def test_a_page_by_another_name_is_read_as_a_page(audited: Audit, name: str) -> None:
    assert texts(audited(f"<!DOCTYPE html><html>{TABLE}</html>", name)) == FIGURES


@pytest.mark.parametrize(
    "page", ["<html></html>", "<html>", "<!DOCTYPE html>", "<html><!-- -->", "<html><table>", "<html>&nbsp;"]
)
def test_a_page_without_words_is_refused(audited: Audit, page: str) -> None:
    assert kind(audited(page)) == "unreadable"


# -- entities, scripts, markup ----------------------------------------------------------------------------------------


def test_entities_that_multiply_are_not_expanded(audited: Audit) -> None:
    names = "abcdefghij"
    entities = "".join(f'<!ENTITY {b} "{f"&{a};" * 10}">' for a, b in pairwise(names))
    page = f'<?xml version="1.0"?><!DOCTYPE html [<!ENTITY a "9999999999">{entities}]><html><p>&j;</p>{TABLE}</html>'
    report = audited(page)
    assert len(report.to_json()) < 100_000


def test_an_entity_of_a_file_is_not_read(audited: Audit, tmp_path: Path) -> None:
    (tmp_path / "secret.txt").write_text("7,654,321")
    page = (
        f'<?xml version="1.0"?><!DOCTYPE html [<!ENTITY s SYSTEM "file://{tmp_path}/secret.txt">]>'
        f"<html>{TABLE.replace('1,234', '&s;')}</html>"
    )
    assert "7,654,321" not in audited(page).to_json()


def test_a_document_type_of_a_file_is_not_read(audited: Audit, tmp_path: Path) -> None:
    (tmp_path / "own.dtd").write_text('<!ENTITY s "7,654,321">')
    page = f'<!DOCTYPE html SYSTEM "{tmp_path}/own.dtd"><html>{TABLE.replace("1,234", "&s;")}</html>'
    assert "7,654,321" not in audited(page).to_json()


@pytest.mark.parametrize(
    "label",
    ["&lt;script&gt;alert(1)&lt;/script&gt;", "&lt;img src=x onerror=alert(1)&gt;",
    "&quot;&gt;&lt;svg onload=alert(1)&gt;"],
)  # fmt: skip
def test_markup_in_a_label_is_words_in_the_report(audited: Audit, label: str) -> None:
    report = audited(f"<html>{TABLE.replace('Wood', label).replace('3,579', '3,759')}")
    page = report.to_html()
    assert "alert(1)" in page
    assert not any(markup in page for markup in ("<script>alert", "<img src=x", "<svg onload"))


@pytest.mark.parametrize("name", ["script", "style", "noscript", "template", "title"])
def test_cells_within_what_is_not_shown_are_no_cells(audited: Audit, name: str) -> None:
    silent = f"<{name}>var x = '<table><tr><td>Old<td>9,999</table>';</{name}>"
    assert texts(audited(f"<html><body>{silent}{TABLE}")) == FIGURES


def test_cells_within_a_comment_are_no_cells(audited: Audit) -> None:
    assert texts(audited(f"<html><!-- <table><tr><td>Old<td>9,999</table> -->{TABLE}")) == FIGURES
