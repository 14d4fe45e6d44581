"""The relations of the releases of 2003: true in the golden data, found by the auditor, and silent as published."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import oracle
import pytest
from filings import COPIES, RELEASES, golden, place, reading_of, report_on

FILES = [pytest.param(release, copy, id=f"{release}-{copy}") for release in RELEASES for copy in COPIES]
GROUPS = ("footing", "tie", "production", "cost per ounce", "segment")


@cache
def relations_of(path: Path) -> oracle.Relations:
    return oracle.Relations(report_on(path))


@pytest.mark.parametrize("release", RELEASES)
def test_golden_data_is_arithmetically_true(release: str) -> None:
    false = [(r.source, r.total.column, r.total.text) for r in golden(release).relations if not r.holds()]
    assert false == []


@pytest.mark.parametrize("release", RELEASES)
def test_footings_of_the_golden_data_need_no_rounding(release: str) -> None:
    footings = [r for r in golden(release).relations if r.group in ("footing", "tie", "production")]
    assert len(footings) >= 80
    assert [(r.source, r.total.column) for r in footings if not r.exact] == []


@pytest.mark.parametrize("group", GROUPS)
@pytest.mark.parametrize(("release", "copy"), FILES)
def test_required_relations_are_found_and_hold(release: str, copy: str, group: str) -> None:
    path = place(release, copy)
    reading, relations = reading_of(path, release), relations_of(path)
    wanted = [r for r in golden(release).relations if r.group == group and r.required]
    missing = [(r.source, r.total.column) for r in wanted if not relations.hold(r, reading.figures)]
    assert wanted
    assert missing == [], f"{len(missing)} of {len(wanted)} missing"


@pytest.mark.parametrize(("release", "copy"), FILES)
def test_most_of_the_further_relations_are_found(release: str, copy: str) -> None:
    path = place(release, copy)
    reading, relations = reading_of(path, release), relations_of(path)
    further = [r for r in golden(release).relations if not r.required]
    found = [r for r in further if relations.hold(r, reading.figures)]
    assert 2 * len(found) > len(further), f"{len(found)} of {len(further)}"


@pytest.mark.parametrize(("release", "copy"), FILES)
def test_published_release_has_no_finding_of_severity_error(release: str, copy: str) -> None:
    findings = report_on(place(release, copy))["findings"]
    assert [finding["message"] for finding in findings if finding["severity"] == "error"] == []


@pytest.mark.parametrize(("release", "copy"), FILES)
def test_look_alikes_raise_no_finding(release: str, copy: str) -> None:
    path = place(release, copy)
    report, figures = report_on(path), reading_of(path, release).figures
    for relation in golden(release).look_alikes:
        cells = {figures[c]["id"] for c in (relation.total, *(c for _, c in relation.terms)) if c in figures}
        blamed = [f["message"] for f in report["findings"] if f["severity"] != "info" and cells <= set(f["figures"])]
        assert blamed == [], relation.source


@pytest.mark.parametrize("copy", COPIES)
def test_may_release_is_warned_of_its_one_cent_per_share(copy: str) -> None:
    path = place("hecla-2003-05-01", copy)
    report = report_on(path)
    figures = {figure["id"]: figure for figure in report["figures"]}
    warned = [
        {(figures[name]["text"], figures[name]["unit"]) for name in finding["figures"]}
        for finding in report["findings"]
        if finding["severity"] == "warning"
    ]
    assert any(("(0.02)", "USD/share") in named and any("1 cent" in text for text, _ in named) for named in warned)
