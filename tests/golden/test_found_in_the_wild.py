"""What docs/found-in-the-wild.md says of real filings is so: no true finding is lost, no error is added."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[2]
CORPUS = ROOT.parent / "shared" / "corpus" / "text"
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
)
TRUE_WARNINGS = (
    ("apple-19960927-10-K", 3310, "27"),
    ("apple-19990925-10-K", 4371, "9,980441"),
    ("innovative-clinical-2000-10-04", 5762, "49,632)"),
    ("perkinelmer-20001231", 4033, "(1,605)"),
    ("perkinelmer-20001231", 4200, "4,809"),
    ("apple-19960927-10-K", 5729, "118,810"),
    ("asta-funding-2005-12-15", 361, "4,180 ,000"),
)
# Filing, line, the figure printed there, and what it is first suspected to have been meant for.
SUGGESTED = (
    ("perkinelmer-20001231", 3824, "275,657", "45,324"),  # the part is suspected: the total is borne out elsewhere
    ("apple-19960927-10-K", 3310, "27", "276"),  # the filing of the year before prints 276
    ("apple-19990925-10-K", 4371, "9,980441", "9,980,441"),
)

pytestmark = pytest.mark.skipif(not CORPUS.is_dir(), reason="the corpus of real filings is not here: ../shared")


@cache
def report_of(filing: str) -> dict[str, Any]:
    import auditor

    (path,) = CORPUS.glob(filing + "*")
    return auditor.audit(path).document()


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
def test_no_warning_but_the_true_ones(filing: str) -> None:
    known = {(line, text) for name, line, text in (*TRUE_ERRORS, *TRUE_WARNINGS) if name == filing}
    strange = [figures for severity, figures, _ in findings_of(filing) if severity == "warning" and not figures & known]
    assert strange == []


@pytest.mark.parametrize(("filing", "line", "text", "meant"), SUGGESTED)
def test_first_suggestion_is_what_was_meant(filing: str, line: int, text: str, meant: str) -> None:
    (suggestions,) = [s for _, figures, s in findings_of(filing) if (line, text) in figures]
    assert suggestions[0] == meant


def test_sum_over_an_unreadable_amount_is_skipped() -> None:
    report = report_of("asta-funding-2005-12-15")
    unread = [f["id"] for f in report["figures"] if f["value"] is None]
    over = [
        i["status"] for i in report["identities"] for t in i["terms"] if t["figure"] in unread and len(i["terms"]) > 1
    ]
    assert over and set(over) == {"skipped"}
