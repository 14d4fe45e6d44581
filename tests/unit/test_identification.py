"""Numbers of header and cover page: how they are read, held against each other, and mended."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from auditor.extract import extract_all
from auditor.identify.number_forms import misprint, one_slip_away
from auditor.model.audit import Audit
from auditor.model.finding import Finding
from auditor.pipeline import audit_file
from auditor.read import read_documents
from auditor.read.header import particulars
from auditor.report.schema import schema
from auditor.report.tidy import entries

FILING = """\
<SEC-DOCUMENT>0001234567-05-001389.txt : 20051107
<SEC-HEADER>0001234567-05-001389.hdr.sgml : 20051107
<ACCEPTANCE-DATETIME>20051107161025
ACCESSION NUMBER:\t\t0001234567-05-001389
CONFORMED SUBMISSION TYPE:\t8-K
CONFORMED PERIOD OF REPORT:\t20051107
FILED AS OF DATE:\t\t20051107
DATE AS OF CHANGE:\t\t20051107

FILER:

\tCOMPANY DATA:
\t\tCOMPANY CONFORMED NAME:\t\t\tACME ORE CO
\t\tCENTRAL INDEX KEY:\t\t\t0000765432
\t\tSTANDARD INDUSTRIAL CLASSIFICATION:\tGOLD & SILVER ORES [1040]
\t\tIRS NUMBER:\t\t\t\t820123456
\t\tFISCAL YEAR END:\t\t\t0930

\tFILING VALUES:
\t\tSEC FILE NUMBER:\t000-27026
\t\tFILM NUMBER:\t\t051183494

\tBUSINESS ADDRESS:
\t\tSTREET 1:\t\t210 MINE ROAD
\t\tCITY:\t\t\tOLD TOWN
\t\tSTATE:\t\t\tNJ
\t\tZIP:\t\t\t07632
\t\tBUSINESS PHONE:\t\t2015550148

\tMAIL ADDRESS:
\t\tSTREET 1:\t\t210 MINE ROAD
\t\tCITY:\t\t\tOLD TOWN
\t\tSTATE:\t\t\tNJ
\t\tZIP:\t\t\t07632
</SEC-HEADER>
<DOCUMENT>
<TYPE>8-K
<SEQUENCE>1
<TEXT>
                                 FORM 8-K

                          Acme Ore Company
            (Exact name of registrant as specified in its charter)

     New Jersey              0-27026                 82-0123456
     (State)        (Commission File Number)   (IRS Employer Identification No.)

       210 Mine Road, Old Town, New Jersey               07632
     (Address of principal executive offices)          (Zip Code)

     Registrant's telephone number, including area code:  (201) 555-0148

Call us at (201) 555-0148 for the fiscal year ended September 30.

Inventories                               2005       2004

Finished goods                          26,441     24,102
Raw materials                           12,528     15,482
                                        ------     ------
Total inventories                       38,969     39,584
</TEXT>
</DOCUMENT>
"""


def audited(tmp_path: Path, text: str) -> Audit:
    path = tmp_path / "filing.txt"
    path.write_text(text, encoding="utf-8")
    return audit_file(path)


def lone_finding(tmp_path: Path, was: str, now: str) -> tuple[Audit, Finding]:
    assert FILING.count(was) == 1
    audit = audited(tmp_path, FILING.replace(was, now))
    (finding,) = audit.findings
    return audit, finding


def test_filing_whose_numbers_agree_has_no_finding(tmp_path: Path) -> None:
    assert audited(tmp_path, FILING).findings == ()


def test_parts_of_a_number_are_figures_at_their_places(tmp_path: Path) -> None:
    path = tmp_path / "filing.txt"
    path.write_text(FILING, encoding="utf-8")
    figures = [f for f in extract_all(read_documents(path)).figures if f.unit == "identifier"]
    assert len(figures) > 25
    assert [FILING[f.start : f.end] for f in figures if f.start is not None] == [f.text for f in figures]


def test_lines_of_the_numbers_count_in_the_file(tmp_path: Path) -> None:
    path = tmp_path / "filing.txt"
    path.write_text(FILING, encoding="utf-8")
    lines = FILING.splitlines()
    for figure in extract_all(read_documents(path)).figures:
        if figure.unit == "identifier" and figure.line is not None:
            assert figure.text in lines[figure.line - 1]


@pytest.mark.parametrize(
    ("was", "now", "check", "text", "meant"),
    [
        ("NUMBER:\t\t0001234567-05", "NUMBER:\t\t0001243567-05", "HD101", "0001243567", "0001234567"),
        ("NUMBER:\t\t0001234567-05-001389", "NUMBER:\t\t0001234567-05-  1398", "HD101", "1398", "001389"),
        ("FILED AS OF DATE:\t\t20051107", "FILED AS OF DATE:\t\t2005107", "HD102", "2005107", "20051107"),
        ("INDEX KEY:\t\t\t0000765432", "INDEX KEY:\t\t\t765432", "HD105", "765432", "0000765432"),
        ("FISCAL YEAR END:\t\t\t0930", "FISCAL YEAR END:\t\t\t930", "HD105", "930", "0930"),
        ("000-27026", "000-27062", "HD103", "27062", "27026"),
        ("2015550148", "2015550184", "HD104", "2015550184", "2015550148"),
        ("code:  (201) 555-0148", "code:  (201) 55-0148", "HD104", "55", "555"),
        ("Jersey               07632", "Jersey               07623", "HD104", "07623", "07632"),
    ],
)
def test_slip_is_found_placed_and_mended(tmp_path: Path, was: str, now: str, check: str, text: str, meant: str) -> None:
    audit, finding = lone_finding(tmp_path, was, now)
    best = finding.suspects[0]
    assert (finding.check, finding.severity) == (check, "warning")
    assert (audit.extraction.figures[best.figure].text, best.suggested_text) == (text, meant)


def test_of_two_prints_that_differ_both_are_suspected_alike(tmp_path: Path) -> None:
    audit, finding = lone_finding(tmp_path, "82-0123456", "82-0123465")
    doubted = {audit.extraction.figures[s.figure].text: s.suggested_text for s in finding.suspects}
    assert doubted["0123465"] == "0123456"
    assert len({s.confidence for s in finding.suspects[:2]}) == 1


@pytest.mark.parametrize(
    ("was", "now"),
    [
        ("code:  (201) 555-0148", "code:  (650) 555-0199"),
        ("     0-27026", "   333-99887"),
        ("210 Mine Road, Old Town, New Jersey               07632", "9 Sea Street, Bay, New Jersey      07633"),
        ("FILED AS OF DATE:\t\t20051107", "FILED AS OF DATE:\t\t20051108"),
        ("BUSINESS PHONE:\t\t2015550148", "BUSINESS PHONE:\t\t44 20 7946 0000"),
    ],
    ids=["another telephone", "another file number", "another address", "filed in the evening", "telephone abroad"],
)
def test_what_is_no_slip_is_passed_over(tmp_path: Path, was: str, now: str) -> None:
    evening = FILING.replace("20051107161025", "20051107183012")
    assert audited(tmp_path, evening.replace(was, now)).findings == ()


def test_third_place_tells_which_of_two_telephones_is_wrong(tmp_path: Path) -> None:
    audit, finding = lone_finding(tmp_path, "code:  (201) 555-0148", "code:  (201) 555-0184")
    assert [audit.extraction.figures[s.figure].text for s in finding.suspects] == ["0184"]


def test_foreign_post_codes_are_not_judged() -> None:
    words = "STREET 1:\t1 QUAY\n\tCITY:\tVANCOUVER\n\tSTATE:\tA1\n\tZIP:\t123\n"
    assert [p.home for p in particulars(words)] == [False]


def test_identification_numbers_are_no_rows_of_a_table_of_amounts(tmp_path: Path) -> None:
    assert {row.unit for row in entries(audited(tmp_path, FILING))} & {"identifier"} == set()


def test_report_with_identification_numbers_keeps_the_schema(tmp_path: Path) -> None:
    import jsonschema

    from auditor.report.document import document

    audit, _ = lone_finding(tmp_path, "2015550148", "2015550184")
    jsonschema.validate(document(audit), schema())


def test_header_without_tags_is_read_too(tmp_path: Path) -> None:
    bare = FILING.replace("<SEC-DOCUMENT>", "").replace("<SEC-HEADER>", "").replace("</SEC-HEADER>\n<DOCUMENT>\n", "\n")
    bare = (
        bare.replace("<TYPE>8-K\n<SEQUENCE>1\n<TEXT>\n", "8-K\n1\n").replace("</TEXT>\n</DOCUMENT>\n", "").expandtabs()
    )
    (finding,) = audited(tmp_path, bare.replace("2015550148", "2015550184")).findings
    assert finding.check == "HD104"


numbers = st.text("0123456789", min_size=4, max_size=10)


@given(numbers, st.integers(0, 9), st.sampled_from("0123456789"))
@example("1001", 0, "0")
def test_every_substitution_is_recognised_and_undone(meant: str, place: int, digit: str) -> None:
    at = place % len(meant)
    shown = (meant[:at] + digit + meant[at + 1 :]).lstrip("0")
    if not shown or shown == meant:
        return
    assert misprint(shown, meant) is not None
    assert meant in set(one_slip_away(shown, len(meant))) or len(shown) < len(meant) - 1


@given(numbers, numbers)
def test_what_is_one_slip_away_is_a_misprint(shown: str, meant: str) -> None:
    if meant in set(one_slip_away(shown, len(meant))):
        assert misprint(shown, meant) is not None
