"""Markdown for GitHub and GitLab: a filing's words stay words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from types import ModuleType

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from auditor.gate.forms import account, markdown, markup, summary
from auditor.gate.outcome import Run
from tests import gate_runs as runs

FORMS = pytest.mark.parametrize("form", [summary, markdown], ids=["summary", "markdown"])
READER = MarkdownIt("commonmark").enable(["table", "strikethrough"])
OWN_HTML = {"<details><summary>", "</summary>", "</details>"}
WORDS = st.text(st.characters(codec=None, exclude_categories=[]), max_size=60) | st.text(
    "<>[]()|`*_~#@!$%&\\:/.-+=1aw \n", max_size=60
)
# What GitHub and GitLab link in the text of a page: mentions, issues, merge requests, snippets, labels, milestones,
# epics, addresses, emoji.
REFERENCE = re.compile(r"[@#!$~%&^][\w\"']|://|www\.|:\w+:")


def tokens(text: str) -> Iterator[Token]:
    for token in READER.parse(text):
        yield token
        yield from token.children or ()


def kinds(text: str) -> set[str]:
    return {token.type for token in tokens(text)}


@FORMS
def test_hostile_words_make_no_link_no_picture_and_no_html(form: ModuleType) -> None:
    text = form.render(runs.HOSTILE_RUN)
    assert not kinds(text) & {"link_open", "image", "html_inline", "fence", "code_block", "hr", "s_open", "em_open"}


@FORMS
def test_the_only_html_is_the_details_element(form: ModuleType) -> None:
    html = "".join(token.content for token in tokens(form.render(runs.HOSTILE_RUN)) if token.type == "html_block")
    assert set(re.findall(r"<[^>]*>", html)) <= {"<details>", "<summary>", "</summary>", "</details>"}


@FORMS
def test_hostile_words_make_no_reference(form: ModuleType) -> None:
    shown = " ".join(token.content for token in tokens(form.render(runs.HOSTILE_RUN)) if token.type == "text")
    assert not REFERENCE.search(shown)


@FORMS
def test_a_bar_in_a_path_parts_no_cells(form: ModuleType) -> None:
    rows = [line for line in form.render(runs.HOSTILE_RUN).splitlines() if line.startswith("| ")]
    assert len({len(re.findall(r"(?<!\\)\|", row)) for row in rows}) == 1


@settings(max_examples=150, deadline=None)
@given(WORDS)
def test_any_words_are_text_and_nothing_else(words: str) -> None:
    assert kinds(f"- x\n  {markup.text(words)}") <= {
        "bullet_list_open", "list_item_open", "paragraph_open", "inline", "text", "softbreak", "text_special",
        "paragraph_close", "list_item_close", "bullet_list_close",
    }  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(WORDS)
def test_any_words_are_code_and_nothing_else(words: str) -> None:
    assert kinds(f"x {markup.code(words)} y") <= {"paragraph_open", "inline", "text", "code_inline", "paragraph_close"}


@settings(max_examples=100, deadline=None)
@given(WORDS)
def test_any_words_are_one_cell_of_a_table(words: str) -> None:
    text = markup.table(("a", "b"), [(markup.code(words, in_table=True), markup.text(words))])
    assert sum(token.type == "td_open" for token in tokens(text)) == 2


@given(WORDS)
def test_text_makes_no_reference(words: str) -> None:
    shown = "".join(token.content for token in tokens(f"x {markup.text(words)}") if token.type == "text")
    assert not REFERENCE.search(shown)


def test_a_commit_is_not_linked() -> None:
    assert markup.text("deadbeef1234") == "dea&#8203;dbeef1234"


def test_amounts_are_left_as_they_are() -> None:
    assert markup.text("Total is 275,657 (1,204.5) or −36; 41 %.") == "Total is 275,657 (1,204.5) or −36; 41 %."


@FORMS
def test_a_finding_tells_place_suspect_and_suggestion(form: ModuleType) -> None:
    text = form.render(runs.ERRORS)
    assert "`filings/q3.txt:10:35` `FT101 total-does-not-foot`" in text
    assert "Probably meant `45,324` for `45,234`." in text


@FORMS
def test_filings_that_close_the_gate_come_first(form: ModuleType) -> None:
    rows = [line for line in form.render(runs.ERRORS).splitlines() if line.startswith("| `")]
    assert rows[0] == "| `filings/q3.txt` | findings | 1 | 1 | 1 | 0 | 91.7 % |"


@FORMS
def test_stale_entries_are_told_with_their_line(form: ModuleType) -> None:
    assert "- **stale** `auditor-baseline.toml:9`" in form.render(runs.STALE_ENTRIES)


@FORMS
def test_what_could_not_be_audited_is_told(form: ModuleType) -> None:
    assert "- **not audited** `filings/scan.pdf`: a PDF; give its text (unreadable)" in form.render(runs.NOT_AUDITED)


@FORMS
def test_too_little_coverage_is_told(form: ModuleType) -> None:
    assert "- **covered too little** `filings/q1.txt`: a slip in 655 of 714 figures" in form.render(runs.SHORT)


def test_findings_of_a_summary_are_folded() -> None:
    assert "<details><summary>4 findings</summary>\n\n- 🔴 **error**" in summary.render(runs.ERRORS)


def crowd() -> Run:
    points = [replace(runs.point(number=each), message="x" * 4_000) for each in range(600)]
    return runs.run(*(runs.filing(f"{each}.txt", *points) for each in range(2)), *[runs.UNREADABLE] * 9_000)


@pytest.mark.parametrize(("form", "most"), [(summary, 1_048_576), (markdown, 65_536)], ids=["summary", "markdown"])
def test_a_large_run_fits(form: ModuleType, most: int) -> None:
    assert len(form.render(crowd()).encode("utf-8")) < most


@pytest.mark.parametrize(("form", "most"), [(summary, 1_048_576), (markdown, 65_536)], ids=["summary", "markdown"])
def test_many_long_paths_fit(form: ModuleType, most: int) -> None:
    text = form.render(runs.run(*(runs.filing(f"{'x' * 4_000}/{each}.txt") for each in range(600))))
    rows = text.count("| `x")
    assert len(text.encode("utf-8")) < most
    assert f"and {600 - rows:,} filings more" in text


@FORMS
def test_what_is_left_out_is_counted(form: ModuleType) -> None:
    text = form.render(crowd())
    shown = text.count("🔴")
    assert f"and {1_200 - shown:,} findings more" in text


def test_no_finding_makes_no_empty_fold() -> None:
    assert account.folded("0 findings", []) == ""
