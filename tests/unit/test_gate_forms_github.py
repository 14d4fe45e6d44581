"""Workflow commands as the runner parses them: its rules are written down here a second time."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from auditor.gate.forms import github
from auditor.gate.outcome import Run
from tests import gate_runs as runs

COMMAND = re.compile(r"::(?P<kind>error|warning|notice) (?P<properties>[^:]*)::(?P<message>.*)")


def commands(run: Run) -> list[dict[str, str]]:
    """The annotations of a run, unescaped, in order: kind, message and each property."""
    found = []
    for line in github.render(run).split("\n"):
        met = COMMAND.fullmatch(line)
        if met is not None:
            own = {"kind": met["kind"], "message": unescaped(met["message"])}
            for each in met["properties"].split(","):
                key, _, value = each.partition("=")
                own[key] = unescaped(value.replace("%3A", ":").replace("%2C", ","))
            found.append(own)
    return found


def unescaped(words: str) -> str:
    return words.replace("%0D", "\r").replace("%0A", "\n").replace("%25", "%")


def test_an_annotation_stands_at_the_suspect() -> None:
    assert github.render(runs.run(runs.filing("in/q3.txt", runs.point()))).splitlines()[0] == (
        "::error file=in/q3.txt,line=10,endLine=10,col=35,endColumn=40,title=FT101 total-does-not-foot::"
        "Total accrued expenses is 275,657 but its parts add to 275,567 (difference 90). "
        "Probably meant 45,324 for 45,234: two neighbouring digits changed places."
    )


def test_a_note_is_a_notice() -> None:
    assert [each["kind"] for each in commands(runs.ERRORS)] == ["error", "warning", "warning", "notice"]


def test_a_place_without_a_line_is_told_in_the_message() -> None:
    found = commands(runs.ERRORS)[1]
    assert "line" not in found and found["message"].startswith("Table 12, row 5: Gross profit is not")


def test_a_member_of_an_archive_is_told_in_the_message() -> None:
    found = commands(runs.PACKED)[0]
    assert found["file"] == "filings/2003 Q3.zip"
    assert found["message"].startswith("A b/q3.txt, line 10: Total accrued expenses")


def test_a_path_is_found_again_through_its_escapes() -> None:
    path = "in/q3: a, 100%.txt"
    assert commands(runs.run(runs.filing(path, runs.point())))[0]["file"] == path


def test_escaped_signs_of_a_path() -> None:
    assert "file=in/q3%3A a%2C 100%25%0A.txt," in github.render(
        runs.run(runs.filing("in/q3: a, 100%\n.txt", runs.point()))
    )


def test_a_percentage_in_a_message_is_escaped() -> None:
    text = github.render(runs.run(runs.filing("a.txt", replace(runs.point(), message="41 %0A"))))
    assert "::41 %250A Probably" in text


@settings(max_examples=60, deadline=None)
@given(words=st.text(st.characters(codec=None, exclude_categories=[]), max_size=60))
def test_whatever_a_filing_prints_every_line_is_an_annotation_but_the_last(words: str) -> None:
    *lines, verdict, end = github.render(runs.saying(words)).split("\n")
    assert all(COMMAND.fullmatch(line) for line in lines)
    assert verdict.startswith("The gate is closed") and not end


def test_a_stale_entry_is_a_warning_at_its_line() -> None:
    found = commands(runs.STALE_ENTRIES)[0]
    assert (found["kind"], found["file"], found["line"]) == ("warning", "auditor-baseline.toml", "9")


def test_too_little_coverage_is_a_warning() -> None:
    assert [(each["kind"], each["title"]) for each in commands(runs.SHORT)] == [("warning", "Covered too little")]


def test_what_could_not_be_audited_is_an_error() -> None:
    (found,) = commands(runs.NOT_AUDITED)
    assert (found["kind"], found["message"]) == ("error", "a PDF; give its text (unreadable)")


def test_a_run_without_filings_is_an_error() -> None:
    assert [each["kind"] for each in commands(runs.NOTHING)] == ["error"]


def test_what_is_accepted_makes_no_annotation() -> None:
    assert [each["kind"] for each in commands(runs.PASSED)] == ["warning"]


def many(number: int) -> Run:
    points = [runs.point(number=each) for each in range(1, number + 1)]
    return runs.run(runs.filing("a.txt", *points), runs.UNREADABLE)


def test_ten_of_a_kind_are_shown() -> None:
    assert len(commands(many(9))) == github.MOST
    assert "::group::" not in github.render(many(9))


def test_beyond_ten_of_a_kind_the_last_counts_the_others() -> None:
    found = commands(many(30))
    assert len(found) == github.MOST
    assert found[-1]["message"] == "22 errors more: in the log and the job summary."


def test_beyond_ten_of_a_kind_the_log_has_the_others() -> None:
    lines = github.render(many(30)).splitlines()
    group = lines[lines.index("::group::Annotations beyond those that GitHub shows") + 1 : lines.index("::endgroup::")]
    assert len(group) == 22
    assert group[0].startswith("error a.txt:10:35: FT101 total-does-not-foot: Total accrued")


def test_what_could_not_be_audited_is_among_the_first_ten() -> None:
    assert commands(many(30))[0]["title"] == "Could not be audited"


@pytest.mark.parametrize("run", runs.RUNS.values(), ids=runs.RUNS)
def test_the_last_line_says_what_the_exit_status_means(run: Run) -> None:
    assert f"(exit status {run.status}: " in github.render(run).splitlines()[-1]
