"""Real filings held against each other: what is known of them is found, and no warning is raised that is not true."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from auditor.compare import Comparison, compare
from auditor.pipeline import audit_file

ROOT = Path(__file__).resolve().parents[2]
LIBRARY = ROOT.parent / "shared"
SEEDS = ("seeds/001_f30b3e34200e5f68.txt", "seeds/003_ef32a9c1982c7f10.txt")

# Filings of one company, how many lines they have in common at least, and the warnings that are known to be true.
SERIES = {
    "adobe": ("corpus/release-html/adobe-*", 740, ()),
    "alphabet": ("corpus/release-html/alphabet-*", 860, ()),
    "apple": ("corpus/release-html/apple-2*", 350, ()),
    "boeing": ("corpus/release-html/boeing-*", 120, ()),
    "unitedhealth": ("corpus/release-html/unitedhealth-*", 700, (("3,335", "3,355"),)),
    "pericom": ("corpus/text/pericom-*", 500, ()),
    "asta-funding": ("corpus/text/asta-funding-*", 60, ()),
    "apple-10-q": ("corpus/text/apple-2*", 90, ()),
}
# Series, check, and figures that the bridge runs through: adjudicated by hand.
TRUE_NOTES = (
    ("adobe", "CP102", ("(97)", "(13)", "(110)")),
    ("alphabet", "CP102", ("13,253", "11,870", "1,616", "4,395", "911", "485")),
    ("unitedhealth", "CP102", ("(3,083)", "(2,164)", "(919)")),
    ("pericom", "CP102", ("6,749", "1,325", "8,074")),
    ("pericom", "CP103", ("12,262", "11,982", "134", "100")),
    ("asta-funding", "CP102", ("1,248,000", "837,000", "411,000")),
    ("apple-10-q", "CP102", ("345", "339", "213", "219")),
)


@cache
def compared(pattern: str) -> Comparison:
    paths = sorted(LIBRARY.glob(pattern))
    if not paths:
        pytest.skip(f"these filings are not here: ../shared/{pattern}")
    return compare([audit_file(path) for path in paths])


def texts(comparison: Comparison, check: str) -> list[set[str]]:
    """The printed figures of every finding of a check."""
    return [
        {comparison.figure(printed).text for printed in finding.figures}
        for finding in comparison.findings
        if finding.check == check
    ]


def test_releases_of_2003_show_the_reclassification_of_december_2002_and_nothing_else() -> None:
    paths = [LIBRARY / seed for seed in SEEDS]
    if not all(path.exists() for path in paths):
        pytest.skip("the releases are not here: ../shared/seeds")
    comparison = compare([audit_file(path) for path in paths])
    (finding,) = comparison.findings
    assert (finding.check, finding.severity) == ("CP102", "info")
    assert [comparison.figure(printed).text for printed in finding.figures] == ["92,365", "86,725", "5,640"]
    (tally,) = comparison.tallies
    assert (tally.lines, tally.equal) == (32, 31)


@pytest.mark.parametrize("name", SERIES)
def test_no_warning_that_is_not_true(name: str) -> None:
    pattern, _, known = SERIES[name]
    comparison = compared(pattern)
    warnings = [
        tuple(comparison.figure(printed).text for printed in finding.figures)
        for finding in comparison.findings
        if finding.severity != "info"
    ]
    assert tuple(warnings) == known


@pytest.mark.parametrize("name", SERIES)
def test_enough_lines_are_held_against_an_earlier_filing(name: str) -> None:
    pattern, least, _ = SERIES[name]
    assert sum(tally.lines for tally in compared(pattern).tallies) >= least


@pytest.mark.parametrize(("name", "check", "figures"), TRUE_NOTES)
def test_what_a_company_changed_is_noted(name: str, check: str, figures: tuple[str, ...]) -> None:
    assert any(set(figures) <= found for found in texts(compared(SERIES[name][0]), check))
