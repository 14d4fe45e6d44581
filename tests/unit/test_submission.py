"""Full submissions: one document a piece, at its place in the file, and a header that is no table."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from auditor.extract import extract_all
from auditor.model.document import Document
from auditor.pipeline import audit_file
from auditor.read import ReadFailure, read_documents
from auditor.read.door import documents_of
from auditor.read.header import header_of
from auditor.read.source import Source
from auditor.read.submission import is_submission

HEADER = """-----BEGIN PRIVACY-ENHANCED MESSAGE-----
<SEC-DOCUMENT>0000123456-99-000001.txt : 19990315
<SEC-HEADER>0000123456-99-000001.hdr.sgml : 19990315
ACCESSION NUMBER:\t\t0000123456-99-000001
CONFORMED SUBMISSION TYPE:\t8-K
PUBLIC DOCUMENT COUNT:\t\t3
CONFORMED PERIOD OF REPORT:\t19990310
ITEM INFORMATION:\t\tOther events
FILED AS OF DATE:\t\t19990315

FILER:

\tCOMPANY DATA:\t
\t\tCOMPANY CONFORMED NAME:\t\t\tACME ORE CO
\t\tCENTRAL INDEX KEY:\t\t\t0000123456
\t\tFISCAL YEAR END:\t\t\t0930

\tBUSINESS ADDRESS:\t
\t\tZIP:\t\t\t83814
\t\tBUSINESS PHONE:\t\t2087694100
</SEC-HEADER>
"""
MAIN = """<DOCUMENT>
<TYPE>8-K
<SEQUENCE>1
<FILENAME>main.txt
<TEXT>
FORM 8-K

The company announced its results.
</TEXT>
</DOCUMENT>
"""
TABLE = """Statement of Income (in thousands)

                          Year ended Dec. 31,
                             1998       1997
Sales                       4,281      3,977
Cost of sales               3,100      2,900
                            -----      -----
Gross profit                1,181      1,077
"""
EXHIBIT = f"""<DOCUMENT>
<TYPE>EX-99.1
<SEQUENCE>2
<FILENAME>release.txt
<DESCRIPTION>PRESS RELEASE
<TEXT>
{TABLE}</TEXT>
</DOCUMENT>
"""
PICTURE = """<DOCUMENT>
<TYPE>GRAPHIC
<SEQUENCE>3
<FILENAME>logo.gif
<TEXT>
begin 644 logo.gif
M1TE&.#EA6 ,@ /?_ 12 34 56
end
</TEXT>
</DOCUMENT>
"""
PAGE = """<DOCUMENT>
<TYPE>EX-99.2
<SEQUENCE>4
<FILENAME>page.htm
<TEXT>
<html><body><p>Acme Ore</p><table>
<tr><td>Year ended December 31,</td><td>1998</td><td>1997</td></tr>
<tr><td>Sales</td><td>4,281</td><td>3,977</td></tr>
<tr><td>Cost of sales</td><td>3,100</td><td>2,900</td></tr>
<tr><td>Gross profit</td><td>1,181</td><td>1,077</td></tr>
</table></body></html>
</TEXT>
</DOCUMENT>
"""


def documents(folder: Path, text: str, name: str = "filing.txt") -> tuple[Document, ...]:
    path = folder / name
    path.write_bytes(text.encode())
    return read_documents(path)


def test_each_piece_is_a_document_by_its_type(tmp_path: Path) -> None:
    found = documents(tmp_path, HEADER + MAIN + EXHIBIT)
    assert [(one.id, one.form, one.media) for one in found] == [("d1", "8-K", "text"), ("d2", "EX-99.1", "text")]


def test_further_documents_are_named_behind_the_path(tmp_path: Path) -> None:
    first, second = documents(tmp_path, HEADER + MAIN + EXHIBIT)
    assert (first.path, second.path) == (str(tmp_path / "filing.txt"), str(tmp_path / "filing.txt#release.txt"))


def test_header_tells_company_number_items_and_fiscal_year(tmp_path: Path) -> None:
    for one in documents(tmp_path, HEADER + MAIN + EXHIBIT):
        assert one.company == "ACME ORE CO"
        assert one.cik == "0000123456"
        assert one.items == ("Other events",)
        assert one.fiscal_year_end == (9, 30)


def test_fiscal_year_of_the_header_dates_the_columns_of_an_exhibit(tmp_path: Path) -> None:
    bare = TABLE.replace("Year ended Dec. 31,", "Fiscal year        ")
    extraction = extract_all(documents(tmp_path, HEADER + MAIN + EXHIBIT.replace(TABLE, bare)))
    period = extraction.tables[0].columns[0].period
    assert period is not None
    assert period.end.isoformat() == "1998-09-30"


def test_tagged_header_says_the_same_as_the_published_one() -> None:
    tagged = "<SUBMISSION>\n<TYPE>8-K\n<PERIOD>19990310\n<FILING-DATE>19990315\n<ITEMS>Other events\n<FILER>\n"
    tagged += "<COMPANY-DATA>\n<CONFORMED-NAME>ACME ORE CO\n<CIK>0000123456\n<FISCAL-YEAR-END>0930\n</COMPANY-DATA>\n"
    assert header_of(tagged) == header_of(HEADER)


def test_places_of_figures_lead_back_to_the_whole_file(tmp_path: Path) -> None:
    text = HEADER + MAIN + EXHIBIT
    for figure in extract_all(documents(tmp_path, text)).figures:
        assert figure.start is not None
        assert figure.line is not None
        assert text[figure.start : figure.end] == figure.text
        assert figure.text in text.splitlines()[figure.line - 1]


def test_header_holds_no_amounts(tmp_path: Path) -> None:
    extraction = extract_all(documents(tmp_path, HEADER + MAIN + EXHIBIT))
    assert sorted({figure.text for figure in extraction.amounts.figures}) == [
        "1,077",
        "1,181",
        "2,900",
        "3,100",
        "3,977",
        "4,281",
    ]


def test_picture_is_passed_over_by_name(tmp_path: Path) -> None:
    found = documents(tmp_path, HEADER + MAIN + PICTURE + EXHIBIT)
    assert len(found) == 2
    assert [remark.message for remark in extract_all(found).diagnostics] == ["passed over as a picture: logo.gif"]


def test_remark_on_a_piece_gives_its_line_in_the_file(tmp_path: Path) -> None:
    text = HEADER + MAIN + PICTURE + EXHIBIT
    line = extract_all(documents(tmp_path, text)).diagnostics[0].line
    assert line is not None
    assert text.splitlines()[line - 1] == "begin 644 logo.gif"


@pytest.mark.parametrize(
    ("type_", "name", "content"),
    [
        ("XML", "R2.htm", "<html><body>1,234</body></html>"),
        ("EX-101.INS", "acme.xml", "<xbrl>1</xbrl>"),
        ("EX-99.3", "copy.pdf", "<PDF>\nbegin 644 copy.pdf\nM12\nend\n</PDF>"),
        ("EXCEL", "Financial_Report.xlsx", "begin 644 Financial_Report.xlsx\nM12\nend"),
        ("JSON", "MetaLinks.json", '{"a": 1}'),
        ("EX-99.3", "", '<?xml version="1.0"?><link:linkbase xmlns:link="urn:x"/>'),
    ],
)
def test_what_is_no_document_is_passed_over(tmp_path: Path, type_: str, name: str, content: str) -> None:
    piece = f"<DOCUMENT>\n<TYPE>{type_}\n<FILENAME>{name}\n<TEXT>\n{content}\n</TEXT>\n</DOCUMENT>\n"
    found = documents(tmp_path, HEADER + MAIN + piece)
    assert [one.form for one in found] == ["8-K"]
    assert found[0].diagnostics[0].level == "info"


def test_html_exhibit_goes_through_the_reader_of_pages(tmp_path: Path) -> None:
    found = documents(tmp_path, HEADER + MAIN + PAGE)
    assert [(one.form, one.media) for one in found] == [("8-K", "text"), ("EX-99.2", "html")]
    assert len(extract_all(found).tables) == 1


def test_submission_without_an_end_is_read_as_far_as_it_goes(tmp_path: Path) -> None:
    text = HEADER + MAIN + EXHIBIT
    found = documents(tmp_path, text[: text.index("Gross profit")])
    assert [one.form for one in found] == ["8-K", "EX-99.1"]
    assert len(extract_all(found).tables) == 1


def test_one_document_cut_from_a_submission_is_read_by_its_type(tmp_path: Path) -> None:
    (found,) = documents(tmp_path, EXHIBIT)
    assert (found.form, found.origin, found.first_line) == ("EX-99.1", EXHIBIT.index(TABLE), 7)


def test_cut_document_in_a_wrapping_page_is_read_by_its_type(tmp_path: Path) -> None:
    inner = PAGE[PAGE.index("<p>") : PAGE.index("</body>")]
    head = "<type>EX-99.1\n<sequence>2\n<filename>a.htm\n"
    wrapped = f"<html><body><document>\n{head}<text>\n{inner}</text>\n</type></document>\n</body></html>"
    (found,) = documents(tmp_path, wrapped)
    assert (found.form, found.media) == ("EX-99.1", "html")


def test_inline_page_in_its_wrapper_is_read_as_one(tmp_path: Path) -> None:
    page = '<?xml version="1.0" encoding="utf-8"?>\n<html xmlns="http://www.w3.org/1999/xhtml" '
    page += 'xmlns:ix="http://www.xbrl.org/2013/inlineXBRL"><body>'
    page += '<p>Acme Ore sold <ix:nonFraction name="a:b">12</ix:nonFraction> tons.</p></body></html>'
    text = f"<DOCUMENT>\n<TYPE>10-Q\n<FILENAME>q.htm\n<TEXT>\n<XBRL>\n{page}\n</XBRL>\n</TEXT>\n</DOCUMENT>\n"
    (found,) = documents(tmp_path, text)
    assert (found.form, found.media) == ("10-Q", "inline-xbrl")
    assert text[found.origin :].startswith("<?xml")


def test_header_alone_gets_one_clear_line(tmp_path: Path) -> None:
    with pytest.raises(ReadFailure, match="the header of a submission") as raised:
        documents(tmp_path, HEADER)
    assert raised.value.failure.kind == "no-figures"


def test_submission_of_attachments_alone_gets_one_clear_line(tmp_path: Path) -> None:
    with pytest.raises(ReadFailure, match="only attachments"):
        documents(tmp_path, HEADER + PICTURE)


def test_text_that_quotes_a_tag_is_no_submission() -> None:
    assert not is_submission("The tag <DOCUMENT> opens a document.\n\n" + TABLE)


@given(st.lists(st.sampled_from([HEADER, MAIN, EXHIBIT, PICTURE, PAGE, "<DOCUMENT>\n<TYPE>", "<TEXT>", "</TEXT>\n"])))
def test_no_order_of_pieces_raises_anything_but_a_failure(parts: list[str]) -> None:
    try:
        found = documents_of(Source("a.txt", ("<DOCUMENT>\n<TYPE>8-K\n" + "".join(parts)).encode()))
    except ReadFailure as refused:
        assert "\n" not in refused.failure.message
    else:
        assert [one.id for one in found] == [f"d{number}" for number in range(1, len(found) + 1)]


def test_report_names_every_document(tmp_path: Path) -> None:
    path = tmp_path / "filing.nc"
    path.write_bytes((HEADER + MAIN + EXHIBIT).encode())
    audit = audit_file(path)
    assert audit.failure is None
    assert [one.form for one in audit.documents] == ["8-K", "EX-99.1"]
    assert {figure.document for figure in audit.extraction.amounts.figures} == {1}
