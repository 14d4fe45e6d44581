"""What all forms of the gate have in common, and the sentences they share."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from auditor.gate.forms import FORMS, form, wording
from auditor.gate.forms.places import source
from auditor.gate.outcome import Run
from tests import gate_runs as runs

LOG_FORMS = sorted(set(FORMS) - {"github"})  # which means its commands


@pytest.mark.parametrize("name", FORMS)
@pytest.mark.parametrize("run", runs.RUNS.values(), ids=runs.RUNS)
def test_every_run_has_every_form_as_utf_8(name: str, run: Run) -> None:
    assert form(name)(run).encode("utf-8").endswith(b"\n")


def test_an_unknown_form_is_refused_with_those_there_are() -> None:
    with pytest.raises(KeyError, match="there is no form 'pdf'; the forms are console, json"):
        form("pdf")


@pytest.mark.parametrize("name", LOG_FORMS)
def test_no_line_is_a_command_of_a_log(name: str) -> None:
    text = form(name)(runs.HOSTILE_RUN)
    assert "##" not in text.replace("## auditor", "").replace("###", "").replace("####", "")
    assert not [line for line in text.splitlines() if line.lstrip().startswith("::")]


@pytest.mark.parametrize("name", FORMS)
@settings(max_examples=25, deadline=None)
@given(words=st.text(st.characters(codec=None, exclude_categories=[]), max_size=60))
def test_whatever_a_filing_prints_no_control_reaches_a_terminal(name: str, words: str) -> None:
    text = form(name)(runs.saying(words))
    controls = {sign for sign in text if sign < " " or "\x7f" <= sign <= "\x9f" or sign in "\u202e\u2066\u200f"}
    assert controls <= {"\n", "\t"}


@pytest.mark.parametrize(
    ("run", "words"),
    [
        ("clean", "The gate is open: nothing to see to in 2 filings."),
        ("errors", "The gate is closed: 1 error. Not closing it: 2 warnings, 1 note."),
        ("passed over", "The gate is open. Not closing it: 1 warning."),
        ("stale entries", "The gate is closed: 2 stale entries of the baseline."),
        ("short coverage", "The gate is closed: 1 filing covered too little."),
        ("not audited", "The gate is closed: 1 of 2 filings could not be audited."),
        ("nothing", "The gate is closed: no filing was found, so nothing was audited."),
    ],
)
def test_the_verdict_says_why_the_gate_is_closed(run: str, words: str) -> None:
    assert wording.verdict(runs.RUNS[run]) == words


@pytest.mark.parametrize("run", runs.RUNS.values(), ids=runs.RUNS)
def test_the_verdict_and_the_status_agree(run: Run) -> None:
    assert wording.verdict(run).startswith("The gate is open") == (run.status == 0)


def test_what_the_message_suggests_is_not_suggested_twice() -> None:
    point = replace(runs.point(), message="Assets do not add. Probably 45,234 should read 45,324.")
    assert wording.told(point) == point.message


def test_coverage_is_never_rounded_up_to_what_is_asked_for() -> None:
    short = replace(runs.filing("q.txt"), figures=10_000, covered=5_999, least=60.0)
    assert wording.shortfall(short).endswith("(59.9 %); 60 % are asked for")


def test_errors_that_close_the_gate_come_first() -> None:
    lenient = runs.filing("a.txt", runs.point(number=1), fail_on="never")
    strict = runs.filing("b.txt", runs.unexplained("warning"), runs.point(number=2))
    ranked = [(filing.path, point.severity) for filing, point in wording.ranked(runs.run(lenient, strict))]
    assert ranked == [("b.txt", "error"), ("a.txt", "error"), ("b.txt", "warning")]


@pytest.mark.parametrize(
    ("path", "file", "member"),
    [
        ("q3.txt", "q3.txt", ""),
        ("in/2003.zip#a/q3.txt", "in/2003.zip", "a/q3.txt"),
        ("release.csv#0000719413", "release.csv", "0000719413"),
        ("q3 report #2.txt", "q3 report #2.txt", ""),
        ("v1.2#3.txt", "v1.2#3.txt", ""),
        ("a.d/#.txt", "a.d/#.txt", ""),
    ],
)
def test_a_member_begins_behind_an_extension(path: str, file: str, member: str) -> None:
    assert (source(path).file, source(path).member) == (file, member)


def test_a_path_below_the_working_directory_is_relative(tmp_path, monkeypatch) -> None:  # type: ignore[no-untyped-def]
    monkeypatch.chdir(tmp_path)
    assert source(str(tmp_path / "in" / ".." / "q3.txt")).file == "q3.txt"


@pytest.mark.parametrize("path", ["q.xlsx", "Q.ZIP", "q.txt.gz", "q.parquet", "q.zip#q.txt"])
def test_what_is_packed_has_no_lines_of_its_own(path: str) -> None:
    assert not source(path).has_lines
