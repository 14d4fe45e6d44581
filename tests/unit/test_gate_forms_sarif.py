"""SARIF is valid, its places are exact, and what is passed over is suppressed."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from auditor.gate import outcome
from auditor.gate.forms import sarif
from auditor.gate.outcome import Run
from tests import gate_runs as runs

SCHEMA = Path(__file__).parents[1] / "fixtures" / "schemas" / "sarif-schema-2.1.0.json"
URI = re.compile(r"(?:[A-Za-z0-9._~!$&'()*+,;=@/-]|%[0-9A-F]{2}|(?<=^file):)+")


@lru_cache
def validator() -> Any:
    return jsonschema.Draft4Validator(json.loads(SCHEMA.read_text(encoding="utf-8")))


def log(run: Run) -> dict[str, Any]:
    """The only run of the log."""
    found: dict[str, Any] = json.loads(sarif.render(run))["runs"][0]
    return found


def result(run: Run, number: int = 0) -> dict[str, Any]:
    found: dict[str, Any] = log(run)["results"][number]
    return found


def suspected(path: str = "filings/q3.txt") -> dict[str, Any]:
    return result(runs.run(runs.filing(path, runs.point())))


@pytest.mark.parametrize("run", runs.RUNS.values(), ids=runs.RUNS)
def test_every_run_is_valid_by_the_schema_of_oasis(run: Run) -> None:
    validator().validate(json.loads(sarif.render(run)))


@settings(max_examples=20, deadline=None)
@given(words=st.text(st.characters(codec=None, exclude_categories=[]), max_size=60))
def test_any_words_are_valid_by_the_schema_of_oasis(words: str) -> None:
    validator().validate(json.loads(sarif.render(runs.saying(words))))


def test_the_schema_refuses_what_is_no_sarif() -> None:
    document = json.loads(sarif.render(runs.ERRORS))
    document["runs"][0]["results"][0]["level"] = "fatal"
    with pytest.raises(jsonschema.ValidationError):
        validator().validate(document)


def test_rules_are_the_checks_that_took_part() -> None:
    assert [rule["id"] for rule in log(runs.ERRORS)["tool"]["driver"]["rules"]] == ["BS101", "FT101", "IS101", "ZZ901"]


def test_a_rule_says_what_its_check_says() -> None:
    rule = log(runs.ERRORS)["tool"]["driver"]["rules"][2]
    assert rule["name"] == "gross-profit-does-not-tie"
    assert rule["defaultConfiguration"] == {"level": "error"}
    assert "What it checks" in rule["help"]["markdown"]


def test_a_check_of_the_teams_own_is_described_by_its_name() -> None:
    assert log(runs.CLEAN)["tool"]["driver"]["rules"][-1]["shortDescription"] == {"text": "House rule is broken."}


def test_every_result_points_to_its_rule() -> None:
    found = log(runs.ERRORS)
    rules = [rule["id"] for rule in found["tool"]["driver"]["rules"]]
    assert [rules[each["ruleIndex"]] for each in found["results"]] == [each["ruleId"] for each in found["results"]]


def test_levels_are_those_of_the_policy() -> None:
    assert [each["level"] for each in log(runs.ERRORS)["results"]] == ["note", "warning", "error", "warning"]


def test_a_region_is_that_of_the_suspect_in_characters() -> None:
    region = suspected()["locations"][0]["physicalLocation"]["region"]
    assert region == {
        "startLine": 10,
        "startColumn": 35,
        "endColumn": 41,
        "charOffset": 754,
        "charLength": 6,
        "snippet": {"text": "45,234"},
    }


def test_columns_are_counted_in_characters() -> None:
    assert log(runs.CLEAN)["columnKind"] == "unicodeCodePoints"


def test_the_other_amounts_are_related_locations() -> None:
    related = suspected()["relatedLocations"]
    assert [(each["id"], each["message"]["text"]) for each in related] == [
        (1, "Total accrued expenses (2000-12-31): 275,657"),
        (2, "Payroll (2000-12-31): 49,293"),
    ]


def test_a_place_without_lines_is_a_logical_location() -> None:
    location = result(runs.ERRORS, 1)["locations"][0]
    assert "region" not in location["physicalLocation"]
    assert location["logicalLocations"][0]["fullyQualifiedName"] == "table 12, row 5"


def test_a_member_stands_at_its_archive_and_is_told_in_words() -> None:
    location = result(runs.PACKED)["locations"][0]
    assert location["physicalLocation"] == {"artifactLocation": {"uri": "filings/2003%20Q3.zip"}}
    assert location["logicalLocations"][0]["fullyQualifiedName"] == "line 10 in a b/q3.txt"


def test_a_member_is_an_artifact_nested_in_its_archive() -> None:
    archive, member, _ = log(runs.PACKED)["artifacts"]
    assert archive == {"location": {"uri": "filings/2003%20Q3.zip"}}
    assert (member["location"]["uri"], member["parentIndex"]) == ("a%20b/q3.txt", 0)


@pytest.mark.parametrize("path", [runs.HOSTILE_PATH, "q3 #2 100%.txt", "a:b.txt", "é.txt", "/elsewhere/q 3.txt"])
def test_uris_are_encoded(path: str) -> None:
    assert URI.fullmatch(suspected(path)["locations"][0]["physicalLocation"]["artifactLocation"]["uri"])


def test_a_file_elsewhere_has_a_uri_of_its_own() -> None:
    uri = suspected("/elsewhere/q 3.txt")["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
    assert uri == "file:///elsewhere/q%203.txt"


def test_a_byte_that_is_no_utf_8_keeps_its_name() -> None:
    uri = suspected("q\udcff.txt")["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
    assert uri == "q%FF.txt"


def test_a_finding_is_known_again_by_its_fingerprint() -> None:
    assert suspected()["partialFingerprints"] == {"auditorFingerprint/v1": "9f2c0001"}


def test_a_fix_replaces_just_the_figure() -> None:
    assert suspected()["fixes"][0]["artifactChanges"] == [{
        "artifactLocation": {"uri": "filings/q3.txt"},
        "replacements": [{
            "deletedRegion": {"startLine": 10, "startColumn": 35, "endColumn": 41},
            "insertedContent": {"text": "45,324"},
        }],
    }]  # fmt: skip


def test_there_is_no_fix_where_the_place_is_not_that_of_the_digits_alone() -> None:
    assert "fixes" not in result(runs.HOSTILE_RUN)


def test_there_is_no_snippet_where_the_place_is_not_that_of_the_digits_alone() -> None:
    apart = replace(runs.TAXES, text="(45,234)")  # its brackets stand in cells of their own
    found = result(runs.run(runs.filing("a.htm", replace(runs.point(), amounts=(apart,)))))
    assert "snippet" not in found["locations"][0]["physicalLocation"]["region"]
    assert "fixes" not in found


def test_a_row_of_a_page_is_told_beside_its_line() -> None:
    place = replace(runs.TAXES.place, words="table 3, row 10")
    point = replace(runs.point(), amounts=(replace(runs.TAXES, place=place),))
    location = result(runs.run(runs.filing("a.htm", point)))["locations"][0]
    assert location["physicalLocation"]["region"]["startLine"] == 10
    assert location["logicalLocations"][0]["name"] == "table 3, row 10"


def test_a_check_without_a_name_is_known_by_its_code() -> None:
    held = replace(runs.filing("a.txt"), tested=(outcome.Tested("FT101", "", 1, 0),))
    (rule,) = log(runs.run(held))["tool"]["driver"]["rules"]
    assert (rule["id"], rule["name"]) == ("FT101", "total-does-not-foot")


def test_there_is_no_fix_within_an_archive() -> None:
    assert "fixes" not in result(runs.PACKED)


def test_what_is_accepted_is_suppressed_with_its_reason() -> None:
    assert result(runs.PASSED)["suppressions"] == [{
        "kind": "external", "status": "accepted",
        "justification": "a pro forma column, never totalled (A. Controller, 2026-11-22)",
    }]  # fmt: skip


def test_what_is_tolerated_is_suppressed() -> None:
    assert result(runs.PASSED, 1)["suppressions"][0]["justification"] == "lies within the tolerance that is configured"


def test_an_open_result_says_that_nothing_suppresses_it() -> None:
    assert result(runs.PASSED, 2)["suppressions"] == []


def test_a_check_that_is_turned_off_has_no_result() -> None:
    assert len(log(runs.PASSED)["results"]) == 3


def test_what_could_not_be_audited_is_no_success() -> None:
    invocation = log(runs.NOT_AUDITED)["invocations"][0]
    assert not invocation["executionSuccessful"]
    assert invocation["toolExecutionNotifications"][0]["level"] == "error"


def test_a_run_without_filings_is_no_success() -> None:
    assert not log(runs.NOTHING)["invocations"][0]["executionSuccessful"]


def test_findings_are_a_success_of_the_tool() -> None:
    invocation = log(runs.ERRORS)["invocations"][0]
    assert (invocation["executionSuccessful"], invocation["exitCode"]) == (True, 1)


def test_too_little_coverage_is_a_notification() -> None:
    notification = log(runs.SHORT)["invocations"][0]["toolExecutionNotifications"][0]
    assert notification["descriptor"]["id"] == "coverage"


def test_a_stale_entry_is_told_at_its_line() -> None:
    notification = log(runs.STALE_ENTRIES)["invocations"][0]["toolConfigurationNotifications"][0]
    assert notification["locations"][0]["physicalLocation"]["region"] == {"startLine": 9}


def test_descriptors_of_notifications_are_listed() -> None:
    found = log(runs.SHORT)
    descriptor = found["invocations"][0]["toolExecutionNotifications"][0]["descriptor"]
    assert found["tool"]["driver"]["notifications"][descriptor["index"]]["id"] == descriptor["id"]


def test_a_filing_makes_no_link_and_no_placeholder_in_a_message() -> None:
    text = result(runs.HOSTILE_RUN)["message"]["text"]
    assert "](" not in text and "{0}" not in text.replace("{{0}}", "")


def test_no_more_results_than_a_viewer_takes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sarif, "MOST_RESULTS", 1)
    found = log(runs.ERRORS)
    assert [each["level"] for each in found["results"]] == ["error"]
    assert "3 findings" in found["invocations"][0]["toolExecutionNotifications"][0]["message"]["text"]
