"""The HTML page: complete, self-contained, and deaf to what a filing's text would have it do."""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Callable
from dataclasses import replace
from hashlib import sha256
from html.parser import HTMLParser
from pathlib import Path

import pytest

from auditor.model.audit import Audit, Extraction, Failure
from auditor.report.report import Report

VOID = {"meta", "br", "img", "hr", "input", "link", "mspace"}
HOSTILE = [
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "{{7*7}}",
    "{% raw %}",
    "]]></math><script>",
    "</style><script>",
    "\u202e123,451\u202c",
    "&lt;b&gt; & &amp;",
]


class Page(HTMLParser):
    """Collects tags, attributes and text, and checks that every element is closed in order."""

    def __init__(self, source: str) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[str] = []
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str | None]] = []
        self.text = ""
        self.feed(source)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += attrs
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag in VOID:
            return
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text += data


def test_every_element_is_closed(transposed: Audit) -> None:
    assert Page(Report(transposed).to_html()).open == []


def test_the_page_asks_for_nothing_from_anywhere(transposed: Audit) -> None:
    page = Page(Report(transposed).to_html())
    assert not {"link", "img", "iframe", "object", "form"} & set(page.tags)
    assert "src" not in {name for name, _ in page.attributes}
    assert all((value or "").startswith("#") for name, value in page.attributes if name == "href")


def test_only_the_pages_own_scripts_may_run(transposed: Audit) -> None:
    source = Report(transposed).to_html()
    scripts = re.findall(r"<script>(.*?)</script>", source, re.DOTALL)
    digests = {f"'sha256-{b64encode(sha256(one.encode()).digest()).decode()}'" for one in scripts}
    policy = next(value or "" for _, value in Page(source).attributes if (value or "").startswith("default-src"))
    allowed = next(part for part in policy.split("; ") if part.startswith("script-src"))
    assert (len(scripts), set(allowed.split()[1:])) == (3, digests)


def test_the_policy_forbids_everything_but_its_own_style(transposed: Audit) -> None:
    policies = [
        value for _, value in Page(Report(transposed).to_html()).attributes if (value or "").startswith("default")
    ]
    assert [(policy or "").partition(" script-src")[0] for policy in policies] == [
        "default-src 'none'; style-src 'unsafe-inline';"
    ]


@pytest.mark.parametrize(
    "shown",
    ["EXAMPLE MINING COMPANY", "1 error that rounding cannot explain.", "152,321", "152,231", "difference 90",
     "rounding allows 2.5", "a rule line above", "two neighbouring digits changed places",
     "Consolidated Balance Sheets",
     "one cell stands in no column"],
)  # fmt: skip
def test_the_page_shows(transposed: Audit, shown: str) -> None:
    assert shown in Page(Report(transposed).to_html()).text


def test_the_suspect_is_marked_in_the_rows_around_it(transposed: Audit) -> None:
    classes = [value or "" for name, value in Page(Report(transposed).to_html()).attributes if name == "class"]
    cells = [words.split() for words in classes if words.startswith("n ")]
    assert sum("suspect" in words for words in cells) == 2  # in the excerpt and in the whole table


@pytest.mark.parametrize("hostile", HOSTILE)
def test_a_hostile_label_adds_no_element(audit_of: Callable[..., Audit], transposed: Audit, hostile: str) -> None:
    page = Page(Report(audit_of(label=hostile, company=hostile, path=hostile, message=hostile)).to_html())
    assert page.tags == Page(Report(transposed).to_html()).tags


def test_a_template_in_a_label_is_not_run(audit_of: Callable[..., Audit]) -> None:
    assert "{{7*7}}" in Page(Report(audit_of(label="{{7*7}}")).to_html()).text


def test_direction_marks_are_shown_as_replacements(audit_of: Callable[..., Audit]) -> None:
    assert "\u202e" not in Report(audit_of(label="\u202e123,451")).to_html()


def test_a_failure_has_a_page(transposed: Audit) -> None:
    failed = replace(
        transposed, extraction=Extraction((), ()), identities=(), findings=(), protection=(),
        failure=Failure("no-figures", "no figures to audit"),
    )  # fmt: skip
    text = Page(Report(failed).to_html()).text
    assert "News release" in text
    assert "The unit word was a typographical error." in text


def test_a_users_partial_replaces_the_built_in_one(transposed: Audit, tmp_path: Path) -> None:
    (tmp_path / "foot.html.j2").write_text("<footer>our house style</footer>", encoding="utf-8")
    html = Report(transposed).to_html([tmp_path])
    assert "our house style" in html
    assert "SHA-256" not in html


def test_a_page_without_findings_says_what_that_does_not_mean(transposed: Audit) -> None:
    clean = replace(transposed, findings=(), identities=transposed.identities[1:2])
    assert "That says nothing of figures that no relation covers" in Page(Report(clean).to_html()).text


def test_a_notebook_shows_the_page_in_a_frame(transposed: Audit) -> None:
    frame = Frame(Report(transposed)._repr_html_())
    assert (frame.tags, frame.attributes["srcdoc"]) == (["iframe"], Report(transposed).to_html())


def test_the_frame_of_a_notebook_runs_no_scripts(transposed: Audit) -> None:
    assert Frame(Report(transposed)._repr_html_()).attributes["sandbox"] == "allow-same-origin"


def test_a_name_cannot_leave_the_frame_of_a_notebook(transposed: Audit) -> None:
    name = '"></iframe><script>alert(1)</script>'
    hostile = replace(transposed, document=replace(transposed.document, company=name))
    assert Frame(Report(hostile)._repr_html_()).tags == ["iframe"]


class Frame(HTMLParser):
    """What a notebook's own page gets of a report: elements, and the attributes of the first."""

    def __init__(self, markup: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: dict[str, str | None] = {}
        self.feed(markup)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes = self.attributes or dict(attrs)


def test_a_weak_failure_without_a_finding_is_not_called_agreement(transposed: Audit) -> None:
    text = Page(Report(replace(transposed, findings=())).to_html()).text
    assert "Everything that could be tested agrees" not in text
    assert "2 relations fail, on evidence too weak to report" in text


def test_a_wide_table_is_shown_by_the_columns_that_take_part(transposed: Audit) -> None:
    from auditor.report.view import excerpts

    table = transposed.extraction.tables[0]
    wide = replace(
        table,
        columns=tuple(replace(table.columns[0], index=place) for place in range(7)),
        grid=tuple((*cells, None, None, None, None, None) for cells in table.grid),
    )
    audit = replace(transposed, extraction=replace(transposed.extraction, tables=(wide,)))
    assert [excerpt.columns for excerpt in excerpts(audit.findings[0], audit)] == [(0, 1)]


def test_a_row_added_across_is_told_by_its_column_heads(transposed: Audit) -> None:
    from auditor.report.view import names

    across = replace(transposed.identities[0], figures=(8, 9), coefficients=(1, -1), total=9)
    assert names(across, transposed) == {8: "Sept. 30, 2003", 9: "Dec. 31, 2002"}


def test_a_finding_names_the_tables_it_takes_figures_from(transposed: Audit) -> None:
    attributes = Page(Report(transposed).to_html()).attributes
    assert [value for name, value in attributes if name == "data-tables"] == ["t1"] * len(transposed.findings)


def test_what_may_be_misread_is_shown_as_a_doubt_about_the_tool(transposed: Audit) -> None:
    (finding,) = transposed.findings
    doubted = replace(transposed, findings=(replace(finding, verdict="suspect-extraction"),))
    sure, unsure = Page(Report(transposed).to_html()).text, Page(Report(doubted).to_html()).text
    assert ("a doubt about the tool" in sure, "a doubt about the tool" in unsure) == (False, True)
