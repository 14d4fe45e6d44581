"""Cover pages: form, company, period, dates, exhibits and what an amendment corrects."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from auditor.read.cover import dates_in, describe

SEEDS = Path(__file__).parents[3] / "shared" / "seeds"

COVER_8K = """
                                    FORM 8-K

Date of Report
(Date of earliest event reported):                            July 31, 2003

                              Acme Ore Company
  ---------------------------------------------------------------------------
             (Exact name of registrant as specified in its charter)

     On July 31, 2003 the company gave out its results for the six months ended
June 30, 2003. They are attached as Exhibit 99.

                                    SIGNATURE

                                            ACME ORE COMPANY

                                            By:  /s/ A. Person
Dated:  August 1, 2003

                                  EXHIBIT INDEX

Exhibit No.                                 Title
-----------                                 -----
Exhibit 10.1 - Agreement dated May 2, 2003 between Acme Ore Company and
               Other Corp.
Exhibit 99 -            Acme Ore Company News Release dated July 31, 2003
"""

AMENDMENT = """
Explanatory Note

This Form 8-K/A is being filed as an amendment to the report of January 29, 2014.

The aim and purpose of this Amendment is to correct a slip in the
table on page 1. Nothing else is changed.

(d) Exhibits

Exhibit\tDescription
-------\t-----------

Number

News Release, dated January 29, 2014.*

99.1

* Filed herewith

SIGNATURE

Dated: January 29, 2014

Acme Ore Company

By: /s/ A. Person
"""

SUBMISSION = """<SEC-HEADER>
CONFORMED SUBMISSION TYPE:\t10-Q
CONFORMED PERIOD OF REPORT:\t19970627
FILED AS OF DATE:\t\t19970801
\t\tCOMPANY CONFORMED NAME:\t\t\tACME COMPUTER INC
</SEC-HEADER>
<DOCUMENT>
<TYPE>10-Q
<TEXT>
For the quarter ended June 27, 1997
Exhibit 27 is filed with it.
</TEXT>
</DOCUMENT>
<DOCUMENT>
<TYPE>EX-27
<TEXT>
</TEXT>
</DOCUMENT>
"""


def test_the_form_is_read_from_the_cover_page() -> None:
    assert describe(COVER_8K)[0] == "8-K"


def test_the_company_stands_above_exact_name_of_registrant() -> None:
    assert describe(COVER_8K)[1] == "Acme Ore Company"


def test_the_period_is_the_one_that_ended_not_the_event() -> None:
    assert describe(COVER_8K)[2] == "2003-06-30"


def test_dates_on_the_cover_are_listed_in_order_and_once() -> None:
    assert describe(COVER_8K)[3].events == ("2003-07-31", "2003-06-30", "2003-08-01", "2003-05-02")


def test_an_exhibit_that_is_only_indexed_is_not_present() -> None:
    exhibits = describe(COVER_8K)[3].exhibits
    assert [(e.number, e.present) for e in exhibits] == [("10.1", False), ("99", False)]


def test_a_wrapped_title_of_an_exhibit_is_joined() -> None:
    titles = {e.number: e.title for e in describe(COVER_8K)[3].exhibits}
    assert titles["10.1"] == "Agreement dated May 2, 2003 between Acme Ore Company and Other Corp."


def test_an_exhibit_whose_text_follows_is_present() -> None:
    text = COVER_8K + "\nEXHIBIT 99\n\n" + "The company sold more than in the year before it. " * 40
    assert {e.number: e.present for e in describe(text)[3].exhibits} == {"10.1": False, "99": True}


def test_an_amendment_is_recognised_without_its_first_page() -> None:
    assert describe(AMENDMENT)[0] == "8-K/A"


def test_an_amendment_says_what_it_corrects() -> None:
    assert describe(AMENDMENT)[3].corrects == (
        "The aim and purpose of this Amendment is to correct a slip in the table on page 1."
    )


def test_the_signature_block_names_the_company_as_a_last_resort() -> None:
    assert describe(AMENDMENT)[1] == "Acme Ore Company"


def test_an_exhibit_number_below_its_title_is_paired_with_it() -> None:
    (exhibit,) = describe(AMENDMENT)[3].exhibits
    assert (exhibit.number, exhibit.title) == ("99.1", "News Release, dated January 29, 2014.")


def test_an_sgml_header_gives_form_company_and_period() -> None:
    assert describe(SUBMISSION)[:3] == ("10-Q", "ACME COMPUTER INC", "1997-06-27")


def test_an_exhibit_document_of_a_submission_is_present() -> None:
    assert [(e.number, e.present) for e in describe(SUBMISSION)[3].exhibits] == [("27", True)]


def test_a_release_headed_exhibit_99_is_that_exhibit() -> None:
    text = (
        "Exhibit 99\n\n   TOWN -- Acme Ore Company (NYSE:ACM) today told\n\n  ACME ORE COMPANY\n\n  ACME ORE COMPANY\n"
    )
    assert describe(text)[:2] == ("EX-99", "Acme Ore Company")


def test_a_text_that_says_nothing_gives_nothing() -> None:
    form, company, period, cover = describe("Some words.\n")
    assert (form, company, period, cover.exhibits, cover.events) == (None, None, None, (), ())


def test_an_impossible_date_is_left_out() -> None:
    assert [str(day) for day in dates_in("February 30, 2003 and March 1, 2003")] == ["2003-03-01"]


@pytest.mark.parametrize("hostile", [" " * 300_000, "(" * 100_000, "A " * 100_000, "\n" * 200_000, "1" * 300_000])
def test_hostile_text_is_described_in_linear_time(hostile: str) -> None:
    began = time.process_time()
    describe("FORM 8-K\n" + hostile)
    assert time.process_time() - began < 2


@pytest.mark.skipif(not SEEDS.is_dir(), reason="the real filings of ../shared are not here")
@pytest.mark.parametrize(
    ("name", "form", "period", "exhibits"),
    [
        ("000", "8-K", "2003-06-30", {"99": False}),
        ("001", "EX-99", "2003-03-31", {}),
        ("002", "8-K", None, {"10.1": False, "99.1": False}),
        ("003", "EX-99", "2003-09-30", {}),
        ("004", "8-K/A", "2013-12-31", {"99.1": False}),
    ],
)
def test_real_filings_say_what_they_are(name: str, form: str, period: str | None, exhibits: dict[str, bool]) -> None:
    (path,) = SEEDS.glob(f"{name}_*.txt")
    said = describe(path.read_text(encoding="utf-8"))
    assert said[:3] == (form, "Hecla Mining Company", period)
    assert {e.number: e.present for e in said[3].exhibits} == exhibits
