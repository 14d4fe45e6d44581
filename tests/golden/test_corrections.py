"""Corrections that issuers published: what the auditor says of the release as it was, and as it was put right.

Each .toml of tests/fixtures/corrections is one case: both versions of a release, set by us from the figures of the case
with neighbours that foot (``invented`` says which), the figures and the words of the case (``printed``, ``said``),
relations that must have been tested and found to hold (``holds``, so that silence is no want of reading), and what is
to be told of the version as released (``told``). Where nothing is told, nothing in the document betrays the slip, and
both must be passed in silence. A ``told`` without a suggestion is a line left out or a wrong word: no printed figure is
to be suspected of it.
"""

from __future__ import annotations

import json
import tomllib
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from filings import ROOT, report_on

from auditor.cli import main

CASES = ROOT / "tests" / "fixtures" / "corrections"
PUBLISHED = ROOT.parent / "shared" / "cases.md"
DATA: dict[str, dict[str, Any]] = {p.stem: tomllib.loads(p.read_text("utf-8")) for p in sorted(CASES.glob("*.toml"))}
VERSIONS = ("as_released", "corrected")
BOTH = [(case, version) for case in DATA for version in VERSIONS]
ROWS = 12

# What is not told yet, and why. Strict: whoever makes one pass takes it out.
NOT_YET = {
    ("hecla-2021-q3", "operating line left out"): "a sum that fails in every column is believed in none, although one "
    "line left out is one slip and not four",
    ("hecla-2021-q3", "dividend"): "amounts in cents are not held against one another or against a table of steps",
    ("hecla-2021-q3", "wrong quarter"): "a sentence's amount of another column is not told",
}
# Told, but a printed figure is suspected that is right.
MISLED = {
    ("hecla-2021-q3", f"investing line left out of the {period}"): "one amount in the quarter and in the nine months "
    "that hold it is taken for a repetition, and a line left out is no explanation yet"
    for period in ("quarter", "nine months")
}


def place(case: str, version: str) -> Path:
    return (CASES / DATA[case][version]).resolve()


def marked(missing: dict[tuple[str, str], str], *told: tuple[str, int]) -> list[Any]:
    """Each (case, number of what is to be told) as a parameter; those known to be missed must fail."""
    parameters = []
    for case, number in told:
        name = DATA[case]["told"][number]["name"]
        reason = missing.get((case, name))
        marks = [pytest.mark.xfail(strict=True, reason=reason)] if reason else []
        parameters.append(pytest.param(case, number, id=f"{case}-{name.replace(' ', '-')}", marks=marks))
    return parameters


ALL_TOLD = [(case, number) for case in DATA for number in range(len(DATA[case].get("told", [])))]
WITH_SUGGESTION = [(case, number) for case, number in ALL_TOLD if "suggestion" in DATA[case]["told"][number]]
WITHOUT = [one for one in ALL_TOLD if one not in WITH_SUGGESTION]


@cache
def alarms(case: str, version: str) -> list[dict[str, Any]]:
    """The findings above info."""
    return [f for f in report_on(place(case, version))["findings"] if f["severity"] in ("error", "warning")]


@cache
def figures_of(case: str, version: str) -> dict[str, dict[str, Any]]:
    return {figure["id"]: figure for figure in report_on(place(case, version))["figures"]}


def is_meant(figure: dict[str, Any], told: dict[str, Any]) -> bool:
    """Whether a figure is the one that is to be told of; words behind its digits do not matter."""
    text, label = figure["text"], figure["label"]
    return (text == told["text"] or text.startswith(told["text"] + " ")) and label.startswith(told.get("label", ""))


def telling(case: str, told: dict[str, Any]) -> list[dict[str, Any]]:
    """The alarms of the version as released that say what is to be told, by a check that may say it."""
    figures = figures_of(case, "as_released")
    return [
        alarm
        for alarm in alarms(case, "as_released")
        if alarm["check"].startswith(tuple(told["check"].split())) and alarm["severity"] in told["severity"]
        if any(is_meant(figures[one], told) for one in alarm["figures"])
    ]


def test_every_published_case_has_its_fixture() -> None:
    assert len(DATA) == ROWS
    if not PUBLISHED.is_file():
        pytest.skip("the list of published corrections is not here: ../shared")
    rows = [line.split("|")[1].strip() for line in PUBLISHED.read_text("utf-8").splitlines() if line.startswith("| ")]
    stated = [str(data["row"]) for data in DATA.values()]
    assert [row for row in rows[2:] if sum(row.startswith(one) for one in stated) != 1] == []


@pytest.mark.parametrize(("case", "version"), BOTH)
def test_figures_of_the_case_are_read(case: str, version: str) -> None:
    texts = {figure["text"] for figure in figures_of(case, version).values() if figure["value"] is not None}
    texts |= {text.split()[0] for text in texts}
    assert [text for text in DATA[case]["printed"][version] if text not in texts] == []


@pytest.mark.parametrize(("case", "version"), [one for one in BOTH if "said" in DATA[one[0]]])
def test_words_of_the_case_stand_in_one_version_only(case: str, version: str) -> None:
    texts = {one: place(case, one).read_text("utf-8") for one in VERSIONS}
    standing = {words: [one for one in VERSIONS if words in texts[one]] for words in DATA[case]["said"][version]}
    assert standing == {words: [version] for words in DATA[case]["said"][version]}


@pytest.mark.parametrize(("case", "version"), BOTH)
def test_no_number_of_a_table_is_left_unread(case: str, version: str) -> None:
    assert report_on(place(case, version))["coverage"]["numeric_cells_unread"] == 0


@pytest.mark.parametrize(("case", "version"), [one for one in BOTH if "holds" in DATA[one[0]]])
def test_relations_of_the_case_are_tested_and_hold(case: str, version: str) -> None:
    figures = figures_of(case, version)
    held = set()
    for identity in report_on(place(case, version))["identities"]:
        members = {term["figure"] for term in identity["terms"]} | {identity["total"]} - {None}
        if identity["status"] == "holds":
            held.add(tuple(sorted(figures[one]["text"] for one in members)))
    assert [one for one in DATA[case]["holds"][version] if tuple(sorted(one)) not in held] == []


@pytest.mark.parametrize("case", DATA)
def test_the_corrected_version_is_passed_in_silence(case: str) -> None:
    assert [alarm["message"] for alarm in alarms(case, "corrected")] == []


@pytest.mark.parametrize("case", DATA)
def test_only_what_is_to_be_told_is_told_of_the_version_as_released(case: str) -> None:
    figures = figures_of(case, "as_released")
    told = DATA[case].get("told", [])
    strange = [
        alarm["message"]
        for alarm in alarms(case, "as_released")
        if not any(is_meant(figures[one], wanted) for one in alarm["figures"] for wanted in told)
    ]
    assert strange == []


@pytest.mark.parametrize(("case", "number"), marked(NOT_YET, *ALL_TOLD))
def test_what_the_document_betrays_is_told(case: str, number: int) -> None:
    assert telling(case, DATA[case]["told"][number])


@pytest.mark.parametrize(("case", "number"), marked(NOT_YET, *WITH_SUGGESTION))
def test_the_wrong_figure_is_suspected_and_what_was_meant_suggested(case: str, number: int) -> None:
    told, figures = DATA[case]["told"][number], figures_of(case, "as_released")
    (alarm,) = telling(case, told)
    first = alarm["suspects"][0]
    assert is_meant(figures[first["figure"]], told)
    assert first["suggested_text"].split()[0] == told["suggestion"]


@pytest.mark.parametrize(("case", "number"), marked(NOT_YET | MISLED, *WITHOUT))
def test_no_figure_is_suspected_of_a_line_left_out_or_a_wrong_word(case: str, number: int) -> None:
    found = telling(case, DATA[case]["told"][number])
    assert found
    assert [suspect for alarm in found for suspect in alarm["suspects"]] == []


@pytest.mark.parametrize(("case", "version"), BOTH)
def test_the_command_tells_the_same_and_says_so_by_its_exit_status(case: str, version: str) -> None:
    result = CliRunner().invoke(main, ["audit", str(place(case, version)), "--format", "json"])
    assert json.loads(result.stdout)["findings"] == report_on(place(case, version))["findings"]
    assert result.exit_code == any(alarm["severity"] == "error" for alarm in alarms(case, version))
