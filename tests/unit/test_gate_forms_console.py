"""The gate on a terminal: what a person needs, in the order in which it is needed."""

from __future__ import annotations

from dataclasses import replace

import pytest

from auditor.gate.forms import console
from auditor.gate.outcome import Run
from tests import gate_runs as runs


def lines(run: Run) -> list[str]:
    return console.render(run).splitlines()


def test_a_finding_begins_with_a_place_that_opens() -> None:
    assert lines(runs.ERRORS)[0] == "filings/q3.txt:10:35: error FT101 total-does-not-foot"


def test_a_long_path_is_not_broken() -> None:
    path = "filings/" + "x" * 200 + ".txt"
    assert lines(runs.run(runs.filing(path, runs.point())))[0].startswith(f"{path}:10:35: error")


def test_the_suspect_is_marked_among_the_figures() -> None:
    assert [line for line in lines(runs.ERRORS) if line.startswith("  >")] == [
        "  >  line 10   45,234  Taxes (2000-12-31)"
    ]


def test_what_was_probably_meant_is_told() -> None:
    assert "  Probably meant 45,324 for 45,234: two neighbouring digits changed places." in lines(runs.ERRORS)


def test_the_fingerprint_is_told_for_the_baseline() -> None:
    assert "  fingerprint 9f2c0001" in lines(runs.ERRORS)


def test_a_finding_that_does_not_close_the_gate_says_so() -> None:
    assert (
        "q4.htm, table 12, row 5: warning IS101 gross-profit-does-not-tie (does not close the gate)"
        in lines(runs.ERRORS)
    )  # fmt: skip


def test_many_findings_are_counted() -> None:
    points = [runs.point(number=number) for number in range(console.MOST_FINDINGS + 7)]
    found = lines(runs.run(runs.filing("a.txt", *points)))
    assert "and 7 findings more: --format json, sarif or junit has all" in found
    assert sum("error FT101" in line for line in found) == console.MOST_FINDINGS


def test_many_figures_are_counted() -> None:
    point = replace(runs.point(), amounts=(runs.TAXES, *[runs.TOTAL] * 20))
    assert any(line.strip() == "and 9 more" for line in lines(runs.run(runs.filing("a.txt", point))))


@pytest.mark.parametrize(
    ("run", "begins"),
    [
        ("not audited", "Not audited  filings/scan.pdf: a PDF; give its text (unreadable)"),
        ("short coverage", "Too little   filings/q1.txt: a slip in 655 of 714 figures would be noticed (91.7 %); 95 %"),
        ("stale entries", "Stale        auditor-baseline.toml:9: No finding has the fingerprint dead0001 any more"),
        ("passed over", "Counted      1 filing, 1 warning, 1 accepted, 1 tolerated, 1 of checks turned off"),
        ("clean", "Coverage     a slip in 1,310 of 1,428 figures would be noticed (91.7 %)"),
        ("clean", "Verdict      The gate is open: nothing to see to in 2 filings. (exit status 0: clean, as far as it"),
        ("nothing", "Verdict      The gate is closed: no filing was found, so nothing was audited. (exit status 2: "),
    ],
)
def test_a_line_for_each_thing_that_is_lacking(run: str, begins: str) -> None:
    assert any(line.startswith(begins) for line in lines(runs.RUNS[run]))


@pytest.mark.parametrize("run", runs.RUNS.values(), ids=runs.RUNS)
def test_the_verdict_comes_last(run: Run) -> None:
    assert console.render(run).rstrip("\n").rsplit("\nVerdict ", 1)[-1].count("The gate is") == 1


def test_words_of_a_filing_are_no_markup() -> None:
    point = replace(runs.point(), message="[bold]Cash[/bold]")
    assert "  [bold]Cash[/bold]" in lines(runs.run(runs.filing("a.txt", point)))


def test_a_terminal_gets_styles() -> None:
    assert "\x1b[1;31merror" in console.render(runs.ERRORS, terminal=True)
