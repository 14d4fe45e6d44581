"""What docs/found-in-the-wild.md says of real filings is so: no true finding is lost, no error is added."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[2]
LIBRARY = ROOT.parent / "shared" / "corpus"
CORPUS = LIBRARY / "text"
SEEDS = ROOT.parent / "shared" / "seeds"

# Filing, line, and a figure that stands there and must take part in the finding.
TRUE_ERRORS = (
    ("perkinelmer-20001231", 3824, "275,657"),
    ("perkinelmer-20001231", 964, ".84"),
    ("perkinelmer-20001231", 3864, "3,480"),
    ("stockwalk-2000-08-08", 1217, "19,559"),
    ("stockwalk-2000-08-08", 1221, "2,371"),
    ("coca-cola-19971231", 4732, "4,637"),
    ("innovative-clinical-2000-10-04", 5762, "49,632"),
    ("apple-19981226", 623, "1.556"),
)
TRUE_WARNINGS = (
    ("apple-19960927-10-K", 3310, "27"),
    ("apple-19990925-10-K", 4371, "9,980441"),
    ("innovative-clinical-2000-10-04", 5762, "49,632)"),
    ("perkinelmer-20001231", 4033, "(1,605)"),
    ("perkinelmer-20001231", 4200, "4,809"),
    ("perkinelmer-20001231", 4667, "119.13"),
    ("apple-19960927-10-K", 5729, "118,810"),
    ("apple-20000930", 796, "359"),
    ("asta-funding-2005-12-15", 361, "4,180 ,000"),
)
# Told of wrongly, and known: the page says why.
FALSE_WARNINGS = (("stockwalk-2000-08-08", 1522, "12.5 million"),)
FALSE_PAGE_WARNINGS = (
    ("release-html/jpmorgan-2021Q4-EX99.2", "CL102", "48.2 billion"),
    ("release-html/jpmorgan-2021Q4-EX99.2", "CL102", "46.1 billion"),
)
# Filing, line, the figure printed there, and what it is first suspected to have been meant for.
SUGGESTED = (
    ("perkinelmer-20001231", 3824, "275,657", "45,324"),  # the part is suspected: the total is borne out elsewhere
    ("apple-19960927-10-K", 3310, "27", "276"),  # the filing of the year before prints 276
    ("apple-19990925-10-K", 4371, "9,980441", "9,980,441"),
)

# The same of pages: the check, and a figure that must take part.
TRUE_PAGE_ERRORS = (
    ("report-html/reac-2015", "PL101", "5,000,000 million"),
    ("report-html/reac-2015", "RF101", "51,037"),
    ("report-html/ba-2003", "FT101", "(50)"),
    ("report-20f/plymouth-rock", "FT101", "46,355"),
)
TRUE_PAGE_WARNINGS = (
    ("report-html/reac-2015", "RF103", "6,989"),
    ("report-html/msft-2013", "CL102", "9.4 billion"),
    ("report-html/southwest-iowa", "FT101", "224,635,000"),
    ("report-html/southwest-iowa", "FT101", "55,123,000"),
    ("report-html/spatz-2014", "PL103", "47,268, 208"),
    ("report-html/spatz-2014", "PL103", "(100,000"),
    ("report-html/premier-pacific", "PL103", "(32,546"),
    ("report-20f/plymouth-rock", "PL103", "538, 679"),
    ("report-20f/plymouth-rock", "CL109", "558,518"),
    ("release-html/jpmorgan-2021Q4-EX99.2", "PL104", "45,670.9"),
    ("release-html/jpmorgan-2021Q4-EX99.2", "PL104", "182,464.9"),
    ("rendered-statement/tesla-2021-R8", "FT101", "11,497"),
    ("rendered-statement/tesla-2021-R8", "FT101", "(7,868)"),
)
SEVERE = (("error", TRUE_PAGE_ERRORS), ("warning", (*TRUE_PAGE_WARNINGS, *FALSE_PAGE_WARNINGS)))
PAGES = sorted({page for page, _, _ in (*TRUE_PAGE_ERRORS, *TRUE_PAGE_WARNINGS)})
# Right, and once doubted: each for a reason of its own, told in docs/found-in-the-wild.md.
RIGHT = (
    "release-html/alphabet-20241029",
    "release-html/anteroresources-2020Q1",
    "release-html/citizens-financial-2021Q4",
    "release-html/morgan-stanley-2022Q1",
    "report-html/dell-20060203",
    "report-html/electronic-arts-20161231",
    "report-html/google-20111231",
    "report-html/xom-10-q-2025",
    "release-html/alphabet-20240130",
    "release-html/alphabet-20250204",
    "release-html/bankofamerica-2021Q4-EX99.3",
    "release-html/usbancorp-2021Q4",
    "report-html/amzn-10-k-2025",
    "report-html/apple-2023Q3",
    "rendered-statement/google-2011-R8",
    "text/apple-19970926",
    "text/stockwalk-2000-09-22",
)

pytestmark = pytest.mark.skipif(not CORPUS.is_dir(), reason="the corpus of real filings is not here: ../shared")


@cache
def report_of(filing: str) -> dict[str, Any]:
    import auditor

    (path,) = LIBRARY.glob(filing + "*") if "/" in filing else CORPUS.glob(filing + "*")
    return auditor.audit(path).document()


def alarms_on(page: str, severity: str) -> list[tuple[str, set[str]]]:
    """(check, texts of its figures) of every finding of the severity."""
    report = report_of(page)
    texts = {figure["id"]: figure["text"] for figure in report["figures"]}
    found = [finding for finding in report["findings"] if finding["severity"] == severity]
    return [(finding["check"], {texts[one] for one in finding["figures"]}) for finding in found]


@cache
def findings_of(filing: str) -> list[tuple[str, set[tuple[int, str]], list[str]]]:
    """Severity, (line, text) of every figure, and the suspects' suggestions, finding by finding."""
    report = report_of(filing)
    figures = {figure["id"]: figure for figure in report["figures"]}
    return [
        (
            finding["severity"],
            {(figures[one]["line"], figures[one]["text"]) for one in finding["figures"]},
            [suspect["suggested_text"] for suspect in finding["suspects"]],
        )
        for finding in report["findings"]
    ]


@pytest.mark.parametrize(("filing", "line", "text"), TRUE_ERRORS)
def test_true_error_is_found(filing: str, line: int, text: str) -> None:
    assert [1 for severity, figures, _ in findings_of(filing) if severity == "error" and (line, text) in figures]


@pytest.mark.parametrize(("filing", "line", "text"), TRUE_WARNINGS)
def test_true_warning_is_found(filing: str, line: int, text: str) -> None:
    assert [1 for severity, figures, _ in findings_of(filing) if severity != "info" and (line, text) in figures]


@pytest.mark.parametrize("filing", sorted({filing for filing, _, _ in (*TRUE_ERRORS, *TRUE_WARNINGS)}))
def test_no_error_but_the_true_ones(filing: str) -> None:
    known = {(line, text) for name, line, text in TRUE_ERRORS if name == filing}
    strange = [figures for severity, figures, _ in findings_of(filing) if severity == "error" and not figures & known]
    assert strange == []


@pytest.mark.parametrize("filing", sorted({filing for filing, _, _ in (*TRUE_ERRORS, *TRUE_WARNINGS)}))
def test_no_warning_but_the_known_ones(filing: str) -> None:
    every = (*TRUE_ERRORS, *TRUE_WARNINGS, *FALSE_WARNINGS)
    known = {(line, text) for name, line, text in every if name == filing}
    strange = [figures for severity, figures, _ in findings_of(filing) if severity == "warning" and not figures & known]
    assert strange == []


@pytest.mark.parametrize(("filing", "line", "text", "meant"), SUGGESTED)
def test_first_suggestion_is_what_was_meant(filing: str, line: int, text: str, meant: str) -> None:
    (suggestions,) = [s for _, figures, s in findings_of(filing) if (line, text) in figures]
    assert suggestions[0] == meant


def test_sum_over_an_amount_broken_by_a_space_holds() -> None:
    report = report_of("asta-funding-2005-12-15")
    broken = {f["id"] for f in report["figures"] if f["text"] == "4,180 ,000"}
    over = [
        i["status"] for i in report["identities"] for t in i["terms"] if t["figure"] in broken and len(i["terms"]) > 1
    ]
    assert over and set(over) == {"holds"}


@pytest.mark.parametrize(("page", "check", "text"), TRUE_PAGE_ERRORS)
def test_true_error_of_a_page_is_found(page: str, check: str, text: str) -> None:
    assert [1 for code, texts in alarms_on(page, "error") if code == check and text in texts]


@pytest.mark.parametrize(("page", "check", "text"), TRUE_PAGE_WARNINGS)
def test_true_warning_of_a_page_is_found(page: str, check: str, text: str) -> None:
    assert [1 for code, texts in alarms_on(page, "warning") if code == check and text in texts]


@pytest.mark.parametrize("page", PAGES)
def test_nothing_else_is_reported_of_the_page(page: str) -> None:
    known = [(severity, check, text) for severity, all_of_it in SEVERE for of, check, text in all_of_it if of == page]
    strange = [
        (severity, code, texts)
        for severity in ("error", "warning")
        for code, texts in alarms_on(page, severity)
        if not any((severity, code) == (how, check) and text in texts for how, check, text in known)
    ]
    assert strange == []


@pytest.mark.parametrize("page", RIGHT)
def test_a_page_that_is_right_raises_no_alarm(page: str) -> None:
    assert alarms_on(page, "error") + alarms_on(page, "warning") == []
