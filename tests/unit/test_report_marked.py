"""The filing itself in the report: its words unchanged, each figure in a mark of its own, nothing that could act."""

from __future__ import annotations

import json
import re
from pathlib import Path
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup

import auditor
from auditor.model.audit import Audit
from auditor.report.bundle import bundle
from auditor.report.marked import Place, Sheet, lines, states_of
from auditor.report.marked import sheets as marked_sheets

ROOT = Path(__file__).resolve().parents[2]
EXAMPLE = ROOT / "examples" / "hecla-2014-01-29-as-released.txt"
PAGE = """\
<html><body><p>Net sales were $26.4 million in 2003, of which &lt;most&gt; abroad.</p>
<table><tr><td></td><td>2003</td><td>2002</td></tr>
<tr><td>Sales</td><td><b>26</b>,441</td><td>23,114</td></tr>
<tr><td>Services</td><td>1,559</td><td onclick="x()" style="color:red">1,386</td></tr>
<tr><td>Total</td><td>28,000</td><td style="background:url(//h.example/a)">24,500</td></tr></table>
{extra}</body></html>
"""
SUBMISSION = """\
<SEC-DOCUMENT>a
<DOCUMENT>
<TYPE>8-K
<TEXT>
{page}
</TEXT>
</DOCUMENT>
"""


def sheets(audit: Audit) -> list[Sheet]:
    return marked_sheets(audit, states_of(audit))


def audited(tmp_path: Path, words: str, name: str = "filing.htm") -> auditor.Report:
    path = tmp_path / name
    path.write_text(words, encoding="utf-8")
    return auditor.audit(path)


def page_of(tmp_path: Path, extra: str = "") -> str:
    (sheet,) = sheets(audited(tmp_path, PAGE.replace("{extra}", extra)).audit)
    assert sheet.page is not None
    return sheet.page


def marks(page: str) -> list[tuple[int, str]]:
    return [(int(at), words) for at, words in re.findall(r'<b class="f \w+" data-f="(\d+)">([^<]*)</b>', page)]


def test_a_text_stands_as_it_is_but_for_the_marks() -> None:
    (sheet,) = sheets(auditor.audit(EXAMPLE).audit)
    assert Markup(sheet.lines).striptags().split() == EXAMPLE.read_text(encoding="utf-8").split()


def test_each_figure_of_a_text_is_marked_by_its_own_print() -> None:
    report = auditor.audit(EXAMPLE)
    (sheet,) = sheets(report.audit)
    figures = report.audit.extraction.figures
    assert sorted(marks(str(sheet.lines))) == [(figure.index + 1, figure.text) for figure in figures]


def test_digits_in_two_elements_are_two_marks_of_one_figure(tmp_path: Path) -> None:
    found = marks(page_of(tmp_path))
    (first,) = [at for at, words in found if words == "26"]
    assert [words for at, words in found if at == first] == ["26", ",441"]


def test_words_of_a_page_stay_words(tmp_path: Path) -> None:
    assert "&lt;most&gt; abroad" in page_of(tmp_path)


@pytest.mark.parametrize(
    "extra",
    ["<script>x()</script>", "<img src=x onerror=x()>", "<iframe src=//h.example></iframe>", "<object data=x></object>",
     "<form action=//h.example><input></form>", "<svg onload=x()></svg>", "<base href=//h.example>",
     "<meta http-equiv=refresh content='0;//h.example'>", "<a href='javascript:x()'>y</a>", "<template>x()</template>"],
)  # fmt: skip
def test_what_could_act_is_left_out(tmp_path: Path, extra: str) -> None:
    page = page_of(tmp_path, extra)
    assert not re.search(
        r"x\(\)|h\.example|\son\w+\s*=|<(?:script|img|iframe|object|form|input|svg|base|meta|a)\b", page
    )


def test_a_control_sign_behind_what_is_left_out_costs_nothing(tmp_path: Path) -> None:
    assert "28,000" in page_of(tmp_path, "<p><img src=x>&#12; behind</p>")


def test_many_things_left_out_take_linear_time(tmp_path: Path) -> None:
    def seconds(times: int) -> float:
        began = process_time()
        page_of(tmp_path, "<p>" + "<img>some words here " * times + "</p>")
        return process_time() - began

    short, long = (min(seconds(times) for _ in range(3)) for times in (2_000, 16_000))
    assert long < 30 * (short + 0.05)  # 8 is linear, 64 quadratic


@pytest.mark.parametrize(
    "style", ["b.f{background:image-set('http://h.example/a' 1x)}", "td{content:src('http://h.example')}"]
)
def test_styles_that_load_are_left_out(tmp_path: Path, style: str) -> None:
    assert "h.example" not in page_of(tmp_path, f"<style>{style}</style>")


def test_a_filing_sets_no_mark_of_its_own(tmp_path: Path) -> None:
    assert '<b class="f suspect">9,999</b>' not in page_of(tmp_path, '<p><b class="f suspect">9,999</b></p>')


def test_words_behind_what_is_left_out_stay(tmp_path: Path) -> None:
    assert "before and behind" in page_of(tmp_path, "<p>before <script>x()</script>and behind</p>")


def test_plain_colours_are_kept(tmp_path: Path) -> None:
    assert 'style="color:red"' in page_of(tmp_path)


def test_a_document_within_a_submission_is_marked_at_its_own_places(tmp_path: Path) -> None:
    words = SUBMISSION.replace("{page}", PAGE.replace("{extra}", ""))
    report = audited(tmp_path, words, "filing.txt")
    (sheet,) = [one for one in sheets(report.audit) if one.page]
    texts = {figure.index + 1: figure.text for figure in report.audit.extraction.figures}
    assert {words for at, words in marks(sheet.page or "") if words == texts[at]} >= {"23,114", "28,000"}


def test_the_first_suspect_is_told_from_the_others_of_its_finding() -> None:
    audit = auditor.audit(EXAMPLE).audit
    (finding,) = audit.findings
    states = states_of(audit)
    suspect = finding.suspects[0].figure
    others = set(finding.figures) - {suspect}
    assert (states[suspect], {states[other] for other in others}) == ("suspect", {"mismatch"})


def test_the_map_shows_where_the_suspect_stands() -> None:
    (sheet,) = sheets(auditor.audit(EXAMPLE).audit)
    text = EXAMPLE.read_text(encoding="utf-8")
    wanted = len(sheet.bins) * text.index("642,224") // len(text)
    assert [at for at, states in enumerate(sheet.bins) if "suspect" in states] == [wanted]


@given(st.lists(st.sampled_from(["12", "<b>", "&amp;", " ", "\n", "3,4", '"', "\u202e"]), min_size=1, max_size=30))
def test_any_text_gives_back_its_words(pieces: list[str]) -> None:
    text = "".join(pieces)
    places = [Place(match.start(), match.end(), at) for at, match in enumerate(re.finditer(r"\d[\d,]*", text))]
    made = lines(text, places, dict.fromkeys(range(len(places)), "none"))
    bare = Markup(re.sub(r"</?b(?: [^<>]*)?>", "", str(made))).unescape()
    assert bare == text.replace("\u202e", "\N{REPLACEMENT CHARACTER}")


def test_the_scripts_data_cannot_end_its_element(tmp_path: Path) -> None:
    report = audited(tmp_path, PAGE.replace("Services", "&lt;/script&gt;&lt;b&gt;").replace("{extra}", ""))
    data = bundle(report.document(), report.audit, states_of(report.audit))
    assert "<" not in data and json.loads(data)["figures"]


def test_a_relation_is_kept_by_the_positions_of_its_figures() -> None:
    report = auditor.audit(EXAMPLE)
    document = report.document()
    data = json.loads(bundle(document, report.audit, states_of(report.audit)))
    first = next(one for one in document["identities"] if one["status"] != "skipped")
    assert [abs(term) for term in data["relations"][0][3]] == [int(term["figure"][1:]) for term in first["terms"]]
