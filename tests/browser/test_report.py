"""The report in a browser: from a finding to its figures and back, review, filters, print, and without scripts."""

from __future__ import annotations

import re
import tomllib
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from tests.browser.conftest import ROOT, Open

HECLA = ROOT / "examples" / "hecla-2014-01-29-as-released.txt"
SEVERAL = ROOT / "tests" / "fixtures" / "pro-forma-two-errors-as-filed.txt"
HOSTILE = """\
<html><head><style>@import url(http://192.0.2.1/x.css); td { color: #333 }</style></head>
<body onload="top.hacked = 1"><script>top.hacked = 1</script>
<p>Net sales were <a href="javascript:top.hacked=1">$26.4 million</a> in 2003.</p>
<table>
<tr><td></td><td>2003</td><td>2002</td></tr>
<tr><td>Sales &lt;script&gt;top.hacked=1&lt;/script&gt;</td><td>26,441</td><td>23,114</td></tr>
<tr><td>Services "&gt;&lt;img src=x onerror=top.hacked=1&gt;</td><td>1,559</td><td>1,386</td></tr>
<tr><td>Other {{7*7}} ]]&gt; \u202eeman\u202c</td><td>500</td><td>500</td></tr>
<tr><td style="background:url(http://192.0.2.1/y.png)">Total revenues</td><td>28,500</td><td>25,100</td></tr>
</table>
<img src="http://192.0.2.1/z.png" onerror="top.hacked=1"><svg onload="top.hacked=1"></svg>
<iframe src="http://192.0.2.1/"></iframe><form action="http://192.0.2.1/"><input></form>
</body></html>
"""


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("hostile") / "filing.htm"
    path.write_text(HOSTILE, encoding="utf-8")
    return path


def chosen(page: Any) -> str:
    return str(page.locator("#panel .amount").inner_text())


def test_a_finding_leads_to_its_suspect_in_the_filing(opened: Open) -> None:
    page = opened(HECLA)
    page.get_by_role("button", name="Show in the filing").first.click()
    assert page.locator("pre b.chosen").inner_text() == "642,224 million"


def test_the_suspect_leads_back_to_its_finding(opened: Open) -> None:
    page = opened(HECLA)
    page.locator("pre b.suspect").click()
    page.locator("#panel a.back").click()
    assert page.url.endswith("#e1")


def test_a_figure_shows_the_relations_that_it_takes_part_in(opened: Open) -> None:
    page = opened(SEVERAL)
    page.locator("pre b.suspect").first.click()
    assert page.locator("#panel .held.violated").count() > 0


def test_a_term_of_a_relation_leads_to_its_figure(opened: Open) -> None:
    page = opened(SEVERAL)
    page.locator("pre b.suspect").first.click()
    term = page.locator("#panel .terms li:not(.own) .term").first
    wanted = term.locator(".n").inner_text()
    term.click()
    assert (chosen(page), page.locator("pre b.chosen").first.inner_text()) == (wanted, wanted)


def test_a_figure_of_a_page_is_chosen_within_its_frame(opened: Open, hostile: Path) -> None:
    page = opened(hostile)
    page.frame_locator("iframe.page").locator("b.f", has_text="28,500").click()
    assert chosen(page) == "28,500"


def test_what_a_filing_brings_along_neither_runs_nor_loads(opened: Open, hostile: Path) -> None:
    page = opened(hostile)
    page.wait_for_timeout(300)
    inside = page.frame_locator("iframe.page").locator("body")
    kept = inside.evaluate("body => [...body.querySelectorAll('*')].map(one => one.localName)")
    assert page.evaluate("window.hacked") is None
    assert not {"script", "img", "svg", "iframe", "form", "input", "a", "style"} & set(kept)


def test_words_that_look_like_a_template_stand_as_they_are(opened: Open, hostile: Path) -> None:
    assert "{{7*7}} ]]>" in opened(hostile).frame_locator("iframe.page").locator("body").inner_text()


def test_a_finding_is_accepted_only_with_a_reason(opened: Open) -> None:
    page = opened(HECLA)
    page.keyboard.press("j")
    page.keyboard.press("a")
    assert page.locator(".progress").inner_text() == "0 of 1 reviewed"
    page.keyboard.type("a release that was mended the same day")
    page.get_by_role("button", name="Accept").click()
    assert page.locator(".progress").inner_text() == "1 of 1 reviewed"


def test_keys_go_through_the_findings_and_decide(opened: Open) -> None:
    page = opened(SEVERAL)
    count = page.locator("article.finding").count()
    for _ in range(count):
        page.keyboard.press("j")
        page.keyboard.press("c")
    assert page.locator(".progress").inner_text() == f"{count} of {count} reviewed"


def test_a_decision_outlives_the_window(opened: Open) -> None:
    page = opened(HECLA)
    page.get_by_label("Reviewer").fill("A. Controller")
    page.get_by_role("button", name="Confirm").click()
    page.reload()
    assert "the filing is wrong, A. Controller" in page.locator(".signed").inner_text()


def saved(page: Any, name: str) -> Path:
    with page.expect_download() as download:
        page.get_by_role("button", name=name).click()
    return Path(download.value.path())


def test_the_baseline_names_what_was_accepted(opened: Open) -> None:
    page = opened(HECLA)
    page.get_by_label("Reason").fill('said "million", meant none')
    page.get_by_role("button", name="Accept").click()
    kept = tomllib.loads(saved(page, "Baseline").read_text(encoding="utf-8"))
    finding = page.evaluate("window.auditReport.data.findings[0]")
    assert [(one["fingerprint"], one["reason"]) for one in kept["accepted"]] == [
        (finding[3], 'said "million", meant none')
    ]


def test_an_earlier_review_is_taken_up_again(opened: Open, tmp_path: Path) -> None:
    page = opened(HECLA)
    page.get_by_role("button", name="Tool is wrong").click()
    earlier = tmp_path / "earlier.toml"
    earlier.write_bytes(saved(page, "Baseline").read_bytes())
    other = opened(HECLA)  # a window of its own remembers nothing
    other.locator("[data-load]").set_input_files(earlier)
    other.wait_for_function("document.querySelector('.signed').textContent !== ''")
    assert other.locator(".signed").inner_text().startswith("the tool is wrong")


def test_review_points_are_a_table_of_every_finding(opened: Open) -> None:
    page = opened(SEVERAL)
    rows = saved(page, "Review points").read_text(encoding="utf-8").strip().splitlines()
    assert len(rows) == 1 + page.locator("article.finding").count()


def test_findings_are_chosen_by_words(opened: Open) -> None:
    page = opened(SEVERAL)
    page.keyboard.press("/")
    page.keyboard.type("no such words anywhere")
    assert (page.locator("article.finding:visible").count(), page.locator(".none-chosen").is_visible()) == (0, True)


def test_findings_are_chosen_by_check(opened: Open) -> None:
    page = opened(SEVERAL)
    code = page.locator("article.finding").first.get_attribute("data-check")
    page.locator("[data-filter=check]").select_option(code)
    shown = page.locator("article.finding:visible")
    assert {shown.nth(at).get_attribute("data-check") for at in range(shown.count())} == {code}


def test_the_keys_are_told_on_demand(opened: Open) -> None:
    page = opened(HECLA)
    page.keyboard.press("?")
    assert page.get_by_role("dialog").is_visible()


def test_without_scripts_the_report_is_whole_and_offers_nothing_dead(opened: Open) -> None:
    page = opened(HECLA, java_script_enabled=False)
    assert page.locator("pre b.suspect").is_visible()
    assert not page.get_by_role("button", name=re.compile("Accept|Show in the filing|Baseline")).count()


def test_it_prints_with_a_place_to_sign(opened: Open) -> None:
    page = opened(HECLA)
    page.emulate_media(media="print")
    line = page.locator(".signed").evaluate("one => getComputedStyle(one, '::before').content")
    assert "Name, date:" in line
    assert page.pdf(format="A4").startswith(b"%PDF")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("filing", [HECLA, SEVERAL])
def test_it_is_accessible(opened: Open, filing: Path, scheme: str) -> None:
    axe = pytest.importorskip("axe_playwright_python.base", reason="axe is not installed")
    page = opened(filing, scheme)
    page.locator("pre b.suspect").first.click()
    page.evaluate(Path(axe.AXE_FILE_PATH).read_text(encoding="utf-8"))
    found = page.evaluate("axe.run(document, {runOnly: ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa']})")
    serious = [one for one in found["violations"] if one["impact"] in ("serious", "critical")]
    assert [(one["id"], [node["html"][:160] for node in one["nodes"][:3]]) for one in serious] == []


@pytest.fixture
def index(tmp_path: Path) -> Path:
    from auditor.report.index import PAGE, Entry, write

    names = (("Beta Mining", 0, 2), ("Alpha Bank", 1, 0), ("Gamma Foods", 0, 0))
    write(
        tmp_path,
        [Entry(f"{n}.txt", f"{n}.html", name, "10-K", "2003-12-31", errors, warnings, 0, 100 + n, 80, 0.1 * n, "")
         for n, (name, errors, warnings) in enumerate(names)],
    )  # fmt: skip
    return tmp_path / PAGE


def companies(page: Any) -> list[str]:
    return [str(name) for name in page.locator("tbody tr:visible th a").all_inner_texts()]


def test_the_index_is_sorted_by_a_press_on_a_head(browser: Any, index: Path) -> None:
    page = browser.new_page()
    page.goto(index.as_uri())
    before = companies(page)
    page.get_by_role("button", name="Filing").click()
    assert (before, companies(page)) == (
        ["Alpha Bank", "Beta Mining", "Gamma Foods"],
        ["Alpha Bank", "Beta Mining", "Gamma Foods"],
    )
    page.get_by_role("button", name="Figures").click()
    assert companies(page) == ["Gamma Foods", "Alpha Bank", "Beta Mining"]


def test_the_index_is_chosen_by_words(browser: Any, index: Path) -> None:
    page = browser.new_page()
    page.goto(index.as_uri())
    page.get_by_role("searchbox").fill("bank")
    assert companies(page) == ["Alpha Bank"]


def test_a_figure_of_a_table_is_chosen_too(opened: Open) -> None:
    page = opened(SEVERAL)
    page.locator("details.table summary").first.click()
    page.locator("details.table td.suspect").first.click()
    assert page.locator("#panel").is_visible()


ROWS = (("Cash", 120, 96, 88), ("Receivables", 311, 298, 254), ("Inventories", 1204, 1106, 1017), ("Land", 77, 77, 77))


@pytest.mark.parametrize("padding", [10, 12_000])  # a page shown from the beginning, and one that is opened on demand
def test_a_finding_of_a_page_leads_into_its_frame(opened: Open, tmp_path: Path, padding: int) -> None:
    total = [sum(row[at] for row in ROWS) for at in (1, 2, 3)]
    rows = [*ROWS, ("Total assets", total[0] + 90, total[1], total[2])]  # 1,712 with two digits transposed: 1,802
    cells = "".join(f"<tr><td>{name}</td>" + "".join(f"<td>{n:,}</td>" for n in told) + "</tr>" for name, *told in rows)
    head = "<tr><td>(in thousands)</td><td>2003</td><td>2002</td><td>2001</td></tr>"
    words = "<p>Further words, none of them a figure, fill the page.</p>" * padding
    filing = tmp_path / "filing.htm"
    filing.write_text(
        f"<html><body><p>Balance Sheet</p><table>{head}{cells}</table>{words}</body></html>", encoding="utf-8"
    )
    page = opened(filing)
    page.get_by_role("button", name="Show in the filing").first.click()
    mark = page.frame_locator("iframe.page").locator("b.chosen").first
    mark.wait_for()
    assert chosen(page) == mark.inner_text()


def test_a_file_without_text_shows_the_relations_of_its_tables(opened: Open, tmp_path: Path) -> None:
    filing = tmp_path / "filing.csv"
    total = [sum(row[at] for row in ROWS) for at in (1, 2, 3)]
    rows = [("Balance Sheet", "2003", "2002", "2001"), *ROWS, ("Total assets", *total)]
    filing.write_text("\n".join(",".join(map(str, row)) for row in rows) + "\n", encoding="utf-8")
    page = opened(filing)
    page.locator("details.table summary").first.click()
    page.locator("details.table td[data-f]", has_text=str(total[0])).first.click()
    assert page.locator("#panel .held.holds").count() > 0


def test_one_decision_goes_for_a_statement_printed_twice(opened: Open, tmp_path: Path) -> None:
    filing = tmp_path / "filing.txt"
    words = SEVERAL.read_text(encoding="utf-8")
    filing.write_text(words + "\n\n\n" + words, encoding="utf-8")
    page = opened(filing)
    prints = [one.get_attribute("data-fingerprint") for one in page.locator("article.finding").all()]
    twins = [at for at, one in enumerate(prints) if prints.count(one) > 1]
    assert twins
    page.locator("article.finding").nth(twins[0]).get_by_role("button", name="Confirm").click()
    shown = page.locator(f'article.finding[data-fingerprint="{prints[twins[0]]}"] .signed')
    assert all("the filing is wrong" in words for words in shown.all_inner_texts())


def test_any_reason_makes_a_baseline_that_can_be_read(opened: Open) -> None:
    page = opened(HECLA)
    page.get_by_label("Reason").evaluate(
        "(one) => { one.value = 'a\\\\b \\u0001 \\ud83d \\u2028 \\u00e9'; one.dispatchEvent(new Event('change')); }"
    )
    page.get_by_role("button", name="Accept").click()
    assert tomllib.loads(saved(page, "Baseline").read_text(encoding="utf-8"))["accepted"]


def test_lines_lead_from_a_suspect_to_the_figures_of_its_finding(opened: Open) -> None:
    page = opened(SEVERAL)
    page.get_by_role("button", name="Show in the filing").first.click()
    chosen_mark, others = page.locator("pre b.chosen").count(), page.locator("pre b.with").count()
    assert (chosen_mark, page.locator("pre svg.wires path").count()) == (1, others)


def test_a_line_ends_at_the_figure_that_it_leads_to(opened: Open) -> None:
    page = opened(HECLA)
    page.get_by_role("button", name="Show in the filing").first.click()
    dots = [dot.bounding_box() for dot in page.locator("pre svg.wires circle").all()]
    marks = [mark.bounding_box() for mark in page.locator("pre b.with").all()]
    for dot in dots:
        x, y = dot["x"] + dot["width"] / 2, dot["y"] + dot["height"] / 2
        assert any(
            mark["x"] - 8 <= x <= mark["x"] + mark["width"] and mark["y"] - 4 <= y <= mark["y"] + mark["height"] + 4
            for mark in marks
        )
    assert dots


def test_lines_are_drawn_within_the_frame_of_a_page(opened: Open, hostile: Path) -> None:
    page = opened(hostile)
    inside = page.frame_locator("iframe.page")
    inside.locator("b.f", has_text="28,500").click()
    assert inside.locator("svg.wires path").count() == inside.locator("b.with").count() > 0
    page.keyboard.press("Escape")
    assert inside.locator("svg.wires").count() == 0


def test_a_tables_relations_are_set_out_on_demand(opened: Open) -> None:
    page = opened(SEVERAL)
    table = page.locator("details.table").first
    table.locator("summary").click()
    assert table.locator(".held").count() == 0
    table.get_by_role("button", name="Relations of this table").click()
    states = table.locator(".held").evaluate_all("all => all.map(one => one.classList.contains('holds'))")
    assert states == sorted(states)  # those that fail come first
    assert len(states) == page.evaluate("window.auditReport.data.relations.length")


def test_every_figure_can_be_reached_by_key(opened: Open) -> None:
    page = opened(HECLA)
    seen = []
    for _ in range(3):
        page.keyboard.press("n")
        seen.append(chosen(page))
    page.keyboard.press("p")
    told = page.evaluate("window.auditReport.data.figures.map(one => one[0])")
    assert [*seen, chosen(page)] == [*told[:3], told[1]]


def test_the_keyboard_goes_to_the_panel_and_returns(opened: Open) -> None:
    page = opened(HECLA)
    show = page.get_by_role("button", name="Show in the filing").first
    show.focus()
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "panel"
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Close"
    page.keyboard.press("Escape")
    assert page.evaluate("document.activeElement.dataset.show") == "e1"


def test_tab_goes_down_the_page_and_shows_where_it_is(opened: Open) -> None:
    page = opened(SEVERAL)
    tops: list[float] = []
    for _ in range(400):
        page.keyboard.press("Tab")
        top, drawn, name = page.evaluate(
            """() => { const one = document.activeElement, place = one.getBoundingClientRect();
            const style = getComputedStyle(one.matches('[data-load]') ? one.closest('.button') : one);
            return [place.top + scrollY, style.outlineStyle !== 'none', one.localName]; }"""
        )
        if name in ("body", "html"):
            break
        assert drawn, name
        tops.append(top)
    else:
        pytest.fail("Tab never leaves the page")
    assert len(tops) > 20
    # what stands beside another on one line may be some pixels higher; the bar of filters stays at the window's top
    assert all(later > earlier - 160 for earlier, later in pairwise(tops))


@pytest.mark.parametrize(("width", "height"), [(640, 450), (320, 256)])  # 1280 pixels at 200 % and at 400 %
def test_enlarged_it_scrolls_one_way_only(opened: Open, width: int, height: int) -> None:
    page = opened(SEVERAL)
    page.set_viewport_size({"width": width, "height": height})
    page.get_by_role("button", name="Show in the filing").first.click()
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert page.locator("pre b.chosen").is_visible()
