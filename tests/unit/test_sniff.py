"""What a file is, by its content."""

from __future__ import annotations

from pathlib import Path

import pytest

from auditor.read import ReadFailure, read_documents
from auditor.read.sniff import is_html, is_json, signature, xml_root

PRINTED = "                 1995    1994\n<S>           <C>     <C>\nSales          1,204   1,106\n"
TABLE_1995 = f"<TABLE>\n<CAPTION>\n{PRINTED}</TABLE>\n" * 20


@pytest.mark.parametrize(
    "text",
    [
        "<!DOCTYPE HTML>\n<p>Sales",
        "<HTML><HEAD></HEAD>",
        '<?xml version="1.0"?>\n<html xmlns="http://www.w3.org/1999/xhtml">',
        "<div>" + "<p>Sales <b>1</b></p>" * 3,
        '<document-root-section id="x"></document-root-section>\n' + "<span>Sales</span>" * 5,
        "<!-- made by hand -->\n<font size=2>" + "<tr><td>1</td></tr>" * 3,
    ],
)
def test_pages_and_their_fragments_are_html(text: str) -> None:
    assert is_html(text)


@pytest.mark.parametrize("text", [TABLE_1995, "<PAGE>\n\nNet income 12", "a <b> c", "# Release\n\n<br>\n| a | b |\n"])
def test_text_with_a_tag_or_two_is_no_html(text: str) -> None:
    assert not is_html(text)


@pytest.mark.parametrize(
    ("text", "root"),
    [
        ('<?xml version="1.0"?><xbrl xmlns="http://www.xbrl.org/2003/instance">', "xbrl"),
        ('<xbrli:xbrl xmlns:xbrli="http://www.xbrl.org/2003/instance">', "xbrl"),
        ('<?xml version="1.0"?>\n<!-- a > b -->\n<?pi?>\n<link:linkbase>', "linkbase"),
        ("<?xml version='1.0'?><xs:schema>", "schema"),
        ("<?xml version='1.0'?>", ""),
        ("<?xml", ""),
        ("<!--", ""),
        ("<PAGE>", ""),
        ("Sales <xbrl>", ""),
    ],
)
def test_root_of_xml_is_found_behind_what_comes_before(text: str, root: str) -> None:
    assert xml_root(text) == root


def test_bracket_at_the_head_of_a_text_is_no_json() -> None:
    assert [is_json(text) for text in ("[LOGO] Acme", "{a}", '[{"a": 1}]', "{}")] == [False, False, True, True]


def test_signature_names_what_is_not_read() -> None:
    assert signature(b"%PDF-1.4") == "a PDF document"


@pytest.mark.parametrize(
    ("content", "kind", "words"),
    [
        ('{"entityName": "Acme", "facts": {}}', "no-figures", "company facts JSON of Acme"),
        ('{"name": "Acme", "filings": {}}', "no-figures", "a list of filings"),
        ("[1, 2]", "no-figures", "JSON data"),
        ('{"a": 1,\n "b": }', "unreadable", "malformed JSON: Expecting value at line 2, column 7"),
        ("{'a': 1}", "unreadable", "malformed JSON"),
        ("[" * 100_000, "unreadable", "nested too deeply"),
        ("%PDF-1.4 ...", "unreadable", "a PDF document"),
        ('<?xml version="1.0"?><rss/>', "unreadable", "the root <rss>"),
        ('<?xml version="1.0"?><linkbase/>', "no-figures", "an XBRL linkbase, which is read with its instance"),
        ("adsh\ttag\tversion\tddate\n1\tA\tb\t2\n", "no-figures", "the table 'num'"),
        ("adsh\treport\tline\tstmt\n1\t2\t3\tBS\n", "no-figures", "the table 'pre'"),
    ],
)
def test_what_is_no_filing_is_named(tmp_path: Path, content: str, kind: str, words: str) -> None:
    path = tmp_path / "file"
    path.write_text(content, encoding="ascii")
    with pytest.raises(ReadFailure) as raised:
        read_documents(path)
    assert raised.value.failure.kind == kind
    assert words in raised.value.failure.message


def test_linkbase_names_the_instance_beside_it(tmp_path: Path) -> None:
    (tmp_path / "acme-2023.xml").write_text('<?xml version="1.0"?><xbrl/>', encoding="ascii")
    (tmp_path / "acme-2023_cal.xml").write_text('<?xml version="1.0"?><linkbase/>', encoding="ascii")
    with pytest.raises(ReadFailure, match=r"with its instance \(acme-2023.xml\)"):
        read_documents(tmp_path / "acme-2023_cal.xml")


@pytest.mark.parametrize(
    "name", ["20241112-paltalk-inc-reports-results-for-third-quarter-2024.md", "20250306-nephros-announces-fourth"]
)
def test_markdown_is_read_as_text(name: str) -> None:
    folder = Path(__file__).resolve().parents[3] / "shared" / "corpus" / "release-markdown"
    found = sorted(folder.glob(f"{name}*"))
    if not found:
        pytest.skip("the shared corpus is not here")
    assert [one.media for one in read_documents(found[0])] == ["text"]
