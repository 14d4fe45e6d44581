"""The index of a batch: one row a filing, kept between batches, and deaf to what filings are called."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

import auditor
from auditor.batch.executor import Docket, Executor
from auditor.batch.outcome import Brief, Outcome, audited
from auditor.cli import main
from auditor.report.index import PAGE, ROWS, Entry, entry, index_page, known, page_name, write

ROOT = Path(__file__).resolve().parents[2]
EXAMPLES = ROOT / "examples"
ROW = Entry("a/b.txt", "b.txt-1.html", "Example Company", "8-K", "2003-09-30", 1, 2, 3, 40, 30, 0.25, "")


def batch(source: Path, pages: Path) -> str:
    ran = CliRunner().invoke(
        main, ["batch", str(source), "--jobs", "1", "--pages", str(pages), "-o", str(pages) + ".jsonl"]
    )
    assert ran.exit_code in (0, 1), ran.output
    return ran.output


@pytest.fixture
def source(tmp_path: Path) -> Path:
    folder = tmp_path / "filings"
    folder.mkdir()
    for name in ("hecla-2014-01-29-as-released.txt", "hecla-2014-01-29-corrected.txt"):
        (folder / name).write_bytes((EXAMPLES / name).read_bytes())
    return folder


def test_a_row_counts_what_the_report_counts() -> None:
    document = auditor.audit(EXAMPLES / "hecla-2014-01-29-as-released.txt").document()
    row = entry(document, 0.5)
    assert (row.company, row.errors, row.figures, row.covered, row.worst) == (
        "Hecla Mining Company", 1, document["coverage"]["figures"], document["coverage"]["detectable"], "error",
    )  # fmt: skip


def test_a_filing_that_could_not_be_audited_says_why(tmp_path: Path) -> None:
    path = tmp_path / "empty.txt"
    path.write_text("No figure at all.\n", encoding="utf-8")
    assert entry(auditor.audit(path).document(), 0.1).worst == "failed"


def test_a_batch_writes_a_page_a_filing_and_an_index_that_leads_to_it(source: Path, tmp_path: Path) -> None:
    pages = tmp_path / "pages"
    batch(source, pages)
    index = (pages / PAGE).read_text(encoding="utf-8")
    linked = [row.page for row in known(pages).values()]
    assert len(linked) == 2 and all((pages / page).is_file() and page in index for page in linked)


def test_a_later_batch_adds_to_the_index_and_leaves_other_pages_alone(source: Path, tmp_path: Path) -> None:
    pages, other = tmp_path / "pages", tmp_path / "other"
    batch(source, pages)
    before = {page.name: page.stat().st_mtime_ns for page in pages.glob("*.txt-*.html")}
    other.mkdir()
    (other / "later.txt").write_bytes((EXAMPLES / "hecla-2003-05-01.txt").read_bytes())
    batch(other, pages)
    after = {page.name: page.stat().st_mtime_ns for page in pages.glob("*.txt-*.html")}
    assert len(known(pages)) == 3 and before.items() <= after.items()


def test_pages_within_the_directory_are_no_filings(source: Path) -> None:
    batch(source, source / "pages")
    assert "2 of 2 filings audited" in batch(source, source / "pages")


def test_rows_of_another_tool_are_refused_with_their_line(source: Path, tmp_path: Path) -> None:
    pages = tmp_path / "pages"
    pages.mkdir()
    (pages / ROWS).write_text('{"rows": 1}\n', encoding="utf-8")
    ran = CliRunner().invoke(main, ["batch", str(source), "--pages", str(pages)])
    assert ran.exit_code == 2 and "line 1: no row of an index" in ran.output


def test_a_row_of_the_wrong_kind_is_refused(tmp_path: Path) -> None:
    write(tmp_path, [ROW])
    place = tmp_path / ROWS
    place.write_text(place.read_text(encoding="utf-8").replace('"errors": 1', '"errors": null'), encoding="utf-8")
    with pytest.raises(ValueError, match="line 1"):
        known(tmp_path)


def test_pages_beside_the_filings_leave_them_in(source: Path) -> None:
    batch(source, source)
    (source.parent / "filings.jsonl").unlink()
    assert "2 of 2 filings audited" in batch(source, source)


def test_an_index_that_cannot_be_written_costs_no_report(source: Path, tmp_path: Path) -> None:
    pages = tmp_path / "pages"
    (pages / PAGE).mkdir(parents=True)
    ran = CliRunner().invoke(main, ["batch", str(source), "--jobs", "1", "--pages", str(pages)])
    assert (ran.exit_code, len(ran.stdout.splitlines())) == (2, 2)


def test_the_most_serious_stand_first(tmp_path: Path) -> None:
    rows = [
        ROW,
        replace(ROW, path="c", errors=0),
        replace(ROW, path="d", errors=5),
        replace(ROW, path="e", errors=0, warnings=0),
    ]
    write(tmp_path, rows)
    assert [row.path for row in known(tmp_path).values()] == ["d", "a/b.txt", "c", "e"]


@pytest.mark.parametrize("hostile", ["<script>x()</script>", '"><img src=x>', "{{7*7}}", "\u202etxt.exe"])
def test_what_a_filing_is_called_stays_words(hostile: str) -> None:
    plain = index_page([ROW])
    made = index_page([replace(ROW, company=hostile, path=hostile, form=hostile, failure=hostile)])
    assert (made.count("<script>"), "<img" in made, "49" in made, "\u202e" in made) == (
        plain.count("<script>"), False, False, False,
    )  # fmt: skip


@given(
    st.text(st.characters(exclude_categories=["Cs"]), min_size=1),
    st.text(st.characters(exclude_categories=["Cs"]), min_size=1),
)
def test_every_path_has_a_page_of_its_own_that_stays_in_its_folder(one: str, other: str) -> None:
    name = page_name(one)
    assert "/" not in name and not name.startswith(".") and (one == other or name != page_name(other))


def test_rows_are_read_back_as_they_were_written(tmp_path: Path) -> None:
    write(tmp_path, [ROW])
    assert list(known(tmp_path).values()) == [ROW]
    assert json.loads((tmp_path / ROWS).read_text(encoding="utf-8"))["path"] == "a/b.txt"


def test_an_interrupted_batch_has_an_index_of_what_it_did(
    source: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(docket: Docket, executor: Executor) -> Iterator[Outcome]:
        yield audited(docket.filings[0].path, Brief(pages=pages))
        raise KeyboardInterrupt

    monkeypatch.setattr("auditor.batch.executor.audit_all", interrupted)
    pages = tmp_path / "pages"
    ran = CliRunner().invoke(main, ["batch", str(source), "--jobs", "1", "--pages", str(pages)])
    assert (ran.exit_code, [Path(path).name for path in known(pages)]) == (130, ["hecla-2014-01-29-as-released.txt"])


def test_a_users_template_replaces_the_index_too(source: Path, tmp_path: Path) -> None:
    templates, pages = tmp_path / "own", tmp_path / "pages"
    templates.mkdir()
    (templates / "index.html.j2").write_text("{{ entries | length }} of ours", encoding="utf-8")
    CliRunner().invoke(main, ["batch", str(source), "--pages", str(pages), "--templates", str(templates)])
    assert (pages / PAGE).read_text(encoding="utf-8") == "2 of ours"


def test_a_batch_whose_index_cannot_be_made_exits_2(source: Path, tmp_path: Path) -> None:
    templates = tmp_path / "own"
    templates.mkdir()
    (templates / "index.html.j2").write_text("{{ nothing_of_that_name }}", encoding="utf-8")
    ran = CliRunner().invoke(
        main, ["batch", str(source), "--pages", str(tmp_path / "pages"), "--templates", str(templates)]
    )
    assert (ran.exit_code, "could not be written" in ran.stderr) == (2, True)
