"""JUnit XML is read by a library of others, and fails where the gate is closed."""

from __future__ import annotations

from xml.etree import ElementTree as Tree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from junitparser import Error, Failure, JUnitXml, TestCase, TestSuite

from auditor.gate.forms import junit
from auditor.gate.outcome import Run
from tests import gate_runs as runs


def suites(run: Run) -> list[TestSuite]:
    return list(JUnitXml.fromstring(junit.render(run).encode("utf-8")))


def case(run: Run, name: str, suite: int = 0) -> TestCase:
    return next(each for each in suites(run)[suite] if each.name.startswith(name))


@pytest.mark.parametrize("run", runs.RUNS.values(), ids=runs.RUNS)
def test_every_run_survives_a_round_trip(run: Run) -> None:
    read = JUnitXml.fromstring(junit.render(run).encode("utf-8"))
    counts = (read.tests, read.failures, read.errors, read.skipped)
    read.update_statistics()
    assert counts == (read.tests, read.failures, read.errors, read.skipped)


@settings(max_examples=40, deadline=None)
@given(words=st.text(st.characters(codec=None, exclude_categories=[]), max_size=60))
def test_any_words_make_xml(words: str) -> None:
    assert Tree.fromstring(junit.render(runs.saying(words)).encode("utf-8")).tag == "testsuites"


def test_a_suite_is_a_filing() -> None:
    assert [suite.name for suite in suites(runs.ERRORS)] == ["filings/q3.txt", "filings/q2.txt", "q4.htm"]


def test_a_case_is_a_check() -> None:
    assert [each.name for each in suites(runs.CLEAN)[0]] == [
        "the filing can be audited",
        "BS101 balance-sheet-does-not-balance",
        "FT101 total-does-not-foot",
        "ZZ901 house-rule-is-broken",
    ]


def test_a_failure_tells_the_finding() -> None:
    (failure,) = case(runs.ERRORS, "FT101").result
    assert isinstance(failure, Failure)
    assert failure.message.startswith("Total accrued expenses is 275,657")
    assert failure.text.splitlines()[1].split() == ["at", "filings/q3.txt:10:35", "45,234", "Taxes", "(2000-12-31)"]


def test_a_finding_that_does_not_close_the_gate_is_told_without_failing() -> None:
    found = case(runs.ERRORS, "IS101")
    assert not found.result
    assert "Warning that does not close the gate:" in found.system_out


def test_an_accepted_finding_is_told_with_its_reason() -> None:
    assert "Accepted: a pro forma column, never totalled" in case(runs.PASSED, "FT101").system_out


def test_several_findings_of_a_check_are_one_failure() -> None:
    (failure,) = case(runs.run(runs.filing("a.txt", runs.point(), runs.point(number=2))), "FT101").result
    assert failure.message.endswith("(and 1 more)")
    assert "9f2c0001" in failure.text and "9f2c0002" in failure.text


def test_what_could_not_be_audited_is_an_error() -> None:
    (error,) = case(runs.NOT_AUDITED, junit.AUDITED, 1).result
    assert isinstance(error, Error)
    assert error.type == "unreadable"


def test_a_run_without_filings_is_an_error() -> None:
    assert suites(runs.NOTHING)[0].errors == 1


def test_too_little_coverage_fails() -> None:
    (failure,) = case(runs.SHORT, junit.COVERED).result
    assert failure.message.endswith("(91.7 %); 95 % are asked for")


def test_a_stale_entry_fails_where_warnings_do() -> None:
    (failure,) = case(runs.STALE_ENTRIES, junit.STALE, 1).result
    assert failure.text.startswith("auditor-baseline.toml:9: No finding has the fingerprint dead0001")


def test_a_stale_entry_is_told_where_only_errors_fail() -> None:
    found = case(runs.run(runs.filing("a.txt"), stale=(runs.STALE,)), junit.STALE, 1)
    assert not found.result
    assert "dead0001" in found.system_out


@pytest.mark.parametrize("run", runs.RUNS.values(), ids=runs.RUNS)
def test_the_report_is_green_where_the_gate_is_open(run: Run) -> None:
    read = JUnitXml.fromstring(junit.render(run).encode("utf-8"))
    assert (read.failures + read.errors == 0) == (run.status == 0)


def test_nothing_is_skipped() -> None:
    assert JUnitXml.fromstring(junit.render(runs.PASSED).encode("utf-8")).skipped == 0


def test_properties_tell_coverage_and_digest() -> None:
    properties = {each.name: each.value for each in suites(runs.CLEAN)[0].properties()}
    assert (properties["coverage"], properties["sha256"]) == ("91.7 %", "ab" * 32)


def test_the_time_of_the_cases_is_the_time_of_the_suite() -> None:
    (suite, _) = suites(runs.CLEAN)
    assert suite.time == sum(each.time for each in suite) == 0.25
