"""GitLab's code quality report: what GitLab asks of an entry, and that fingerprints stand once."""

from __future__ import annotations

import json
from typing import Any

import jsonschema
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from auditor.gate.forms import gitlab
from auditor.gate.outcome import Run
from tests import gate_runs as runs

# https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format
REPORT = {
    "type": "array",
    "items": {
        "type": "object",
        "required": ["description", "check_name", "fingerprint", "severity", "location"],
        "properties": {
            "description": {"type": "string", "minLength": 1},
            "check_name": {"type": "string", "minLength": 1},
            "fingerprint": {"type": "string", "pattern": "^[0-9a-f]{64}$"},
            "severity": {"enum": ["info", "minor", "major", "critical", "blocker"]},
            "location": {
                "type": "object",
                "required": ["path", "lines"],
                "properties": {
                    "path": {"type": "string", "minLength": 1, "not": {"pattern": "^\\./"}},
                    "lines": {
                        "type": "object",
                        "required": ["begin"],
                        "properties": {"begin": {"type": "integer", "minimum": 1}},
                    },
                },
            },
        },
    },
}


def report(run: Run) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(gitlab.render(run))
    return found


@pytest.mark.parametrize("run", runs.RUNS.values(), ids=runs.RUNS)
def test_every_run_is_a_report_as_gitlab_asks_for_it(run: Run) -> None:
    jsonschema.validate(report(run), REPORT)


@settings(max_examples=30, deadline=None)
@given(words=st.text(st.characters(codec=None, exclude_categories=[]), min_size=1, max_size=60))
def test_fingerprints_stand_once_whatever_a_filing_prints(words: str) -> None:
    fingerprints = [each["fingerprint"] for each in report(runs.saying(words))]
    assert len(fingerprints) == len(set(fingerprints))


def test_two_filings_with_one_finding_have_two_fingerprints() -> None:
    found = report(runs.run(*(runs.filing(f"release.csv#{each}", runs.point()) for each in "ab")))
    assert found[0]["fingerprint"] != found[1]["fingerprint"]


def test_a_fingerprint_does_not_hang_on_the_other_filings() -> None:
    alone = report(runs.run(runs.filing("q.txt", runs.point())))
    among = report(runs.run(runs.filing("a.txt", runs.point()), runs.filing("q.txt", runs.point())))
    assert alone[0]["fingerprint"] in {each["fingerprint"] for each in among}


def test_severities() -> None:
    assert [each["severity"] for each in report(runs.ERRORS)] == ["critical", "major", "major", "info"]


def test_a_finding_stands_at_the_line_of_the_suspect() -> None:
    assert report(runs.ERRORS)[0]["location"] == {"path": "filings/q3.txt", "lines": {"begin": 10}}


def test_a_finding_of_an_archive_stands_at_its_head() -> None:
    assert report(runs.PACKED)[0]["location"] == {"path": "filings/2003 Q3.zip", "lines": {"begin": 1}}


def test_what_is_accepted_is_left_out() -> None:
    assert [each["severity"] for each in report(runs.PASSED)] == ["major"]


def test_what_could_not_be_audited_is_a_blocker() -> None:
    assert [each["severity"] for each in report(runs.NOT_AUDITED)] == ["blocker"]


def test_a_stale_entry_stands_at_its_line_of_the_baseline() -> None:
    assert report(runs.STALE_ENTRIES)[0]["location"] == {"path": "auditor-baseline.toml", "lines": {"begin": 9}}


def test_a_clean_run_is_an_empty_list() -> None:
    assert gitlab.render(runs.CLEAN) == "[]\n"
