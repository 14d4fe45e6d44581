"""What of a text is running text: bullets, run-in heads, lines set to both margins, sentences over two pages."""

from __future__ import annotations

from textwrap import dedent

import pytest

from auditor.extract import extract
from auditor.extract.prose.running import paragraphs
from auditor.model.audit import Extraction
from auditor.model.document import Document
from auditor.read.html import read_html
from auditor.read.source import Source
from auditor.read.text import line_starts


def document(text: str) -> Document:
    return Document("d1", "page.txt", "text", text, "", line_starts(text))


def read(text: str) -> Extraction:
    return extract(document(dedent(text)))


def sentences_of(text: str) -> list[str]:
    """The paragraphs, white space closed up."""
    return [" ".join(one.text.split()) for one in paragraphs(document(text), ())]


@pytest.mark.parametrize(
    "lead", ["*    ", "o        ", "--      ", "(a)     ", "1.      ", "Ann Wood:      ", "ORES     "]
)
def test_words_behind_a_lead_and_a_gap_are_running_text(lead: str) -> None:
    line = f"     {lead}Sales of barley were $12.5 million in 2003, up from the year before."
    assert [figure.text for figure in read(line).figures][:1] == ["12.5 million"]


@pytest.mark.parametrize(
    "line",
    [
        "Sales of barley        12.5     11.4",
        "*    Barley and malt           12.5 million",
        "o    Sales        1,234",
        "Total sales     of which barley     $12.5 million",
    ],
)
def test_lines_set_in_columns_are_no_running_text(line: str) -> None:
    assert sentences_of(f"Words.\n\n{line}\n") == ["Words."]


JUSTIFIED = """\
    In  2003,  interest  and other income of the Company decreased  to  $22
    million in expense from $30 million of income in 2002, resulting in a $52
    million  unfavorable change.  Higher interest rates  and  larger  average
    borrowing balances served to increase expense, and accounted for  $28
    million of the change.
"""


def test_a_number_that_ends_a_justified_line_is_of_its_sentence() -> None:
    extraction = read(JUSTIFIED)
    assert [figure.text.split()[0] for figure in extraction.figures] == ["22", "30", "52", "28"]


def test_no_table_is_made_of_justified_lines() -> None:
    assert read(JUSTIFIED).tables == ()


def test_a_label_on_two_lines_keeps_its_figure() -> None:
    text = """\
                                                         2003     2002
        Provision for income taxes on the earnings of
          companies that are held for sale or let          22       21
        Sales of barley and of malt in the whole year     145      130
    """
    assert [row.label.split()[0] for row in read(text).tables[0].rows] == ["Provision", "Sales"]


PARAGRAPH = "The price was put down to goods ($375 million) and to goodwill and other assets\nthat last ($52 million)."


def test_a_paragraph_above_a_table_without_heads_over_its_columns_is_running_text() -> None:
    text = f"{PARAGRAPH}\n\nNOTE 5--TAXES\n\nTaxes consist of the following (in millions):\n2003   2002\n"
    text += "                                             --------   --------\n"
    text += "Federal taxes.............................    $ 4        $ 5\n"
    text += "State taxes...............................     30         31\n"
    read_first = [figure.text for figure in extract(document(text)).figures if figure.table is None]
    assert read_first == ["375 million", "52 million"]


@pytest.mark.parametrize(
    "between",
    [
        "\n\n                  14\n<PAGE>\n\n",
        "\n\n<PAGE>   15\nACME ORE COMPANY\n\n",
        "\n\n- 14 -\n\n",
        "\n\n\fPage 15\n\n",
    ],
)
def test_a_sentence_goes_on_behind_a_page_s_foot(between: str) -> None:
    text = f"The sales of barley in the first quarter of 2003 rose to{between}more than $12 million from $11 million.\n"
    assert any(one.startswith("The sales") and one.endswith("from $11 million.") for one in sentences_of(text))


def test_places_behind_a_page_s_foot_are_those_of_the_text() -> None:
    text = "The sales of barley in the first quarter of the year rose to\n\n 14\n<PAGE>\n\nmore than $12.5 million.\n"
    (figure,) = extract(document(text)).figures
    assert text[figure.start : figure.end] == "12.5 million"


@pytest.mark.parametrize("between", ["\n\n", "\n\nBARLEY\n\n", f"\n\n14\n<PAGE>\n\n{'Other words. ' * 9}\n\n"])
def test_without_a_page_s_end_between_two_paragraphs_stay_two(between: str) -> None:
    text = f"The sales of barley in the first quarter of 2003 rose to{between}more than $12 million from $11 million.\n"
    assert not any(one.startswith("The sales") and "million" in one for one in sentences_of(text))


def test_a_sentence_that_ends_with_its_page_is_whole() -> None:
    text = "The sales of barley rose in the first quarter of the year.\n\n 14\n<PAGE>\n\nmore than $12.5 million.\n"
    assert "The sales of barley rose in the first quarter of the year." in sentences_of(text)


def test_the_heading_of_a_page_s_sentence_may_hold_no_number() -> None:
    text = "<p>Year of 2003</p><p>Barley</p><p>Sales were $12.5 million in the year.</p>"
    page = read_html(Source("page.htm", text.encode()))
    assert [claim.heading for claim in extract(page).claims] == ["Barley"]
