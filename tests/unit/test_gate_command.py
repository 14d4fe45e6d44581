"""The commands ``auditor gate``, ``auditor baseline`` and ``auditor config``, as a person or a CI system calls them."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from auditor.cli import main
from auditor.gate.baseline import read
from auditor.gate.settings import read as configured

ROOT = Path(__file__).resolve().parents[2]
EXAMPLES = ROOT / "examples"
WRONG, RIGHT = "hecla-2014-01-29-as-released.txt", "hecla-2014-01-29-corrected.txt"


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A repository of its own with two filings, one of them wrong, and the command run in it."""
    (tmp_path / ".git").mkdir()
    (tmp_path / "filings").mkdir()
    for name in (WRONG, RIGHT):
        shutil.copy(EXAMPLES / name, tmp_path / "filings" / name)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def auditor(*arguments: str) -> Result:
    return CliRunner().invoke(main, list(arguments), catch_exceptions=False)


def test_the_gate_closes_on_a_finding_and_names_the_place(here: Path) -> None:
    ran = auditor("gate", "filings", "--jobs", "1")
    assert (ran.exit_code, f"filings/{WRONG}:28" in ran.stdout, "642,224 million" in ran.stdout) == (1, True, True)


def test_it_passes_what_is_right(here: Path) -> None:
    assert auditor("gate", f"filings/{RIGHT}").exit_code == 0


def test_several_forms_at_once(here: Path) -> None:
    ran = auditor("gate", "filings", "--format", "json", "--format", "sarif=out/a.sarif", "--format", "junit=out/a.xml")
    assert json.loads(ran.stdout)["schema"] == "auditor-gate/1"
    assert json.loads((here / "out" / "a.sarif").read_text(encoding="utf-8"))["version"] == "2.1.0"
    assert (here / "out" / "a.xml").read_text(encoding="utf-8").startswith("<?xml")


def test_a_summary_is_added_to_a_file(here: Path) -> None:
    (here / "summary.md").write_text("before\n", encoding="utf-8")
    auditor("gate", "filings", "--format", "summary=+summary.md")
    assert (here / "summary.md").read_text(encoding="utf-8").startswith("before\n")
    assert len((here / "summary.md").read_text(encoding="utf-8")) > 20


def test_two_forms_for_one_stream_are_refused(here: Path) -> None:
    ran = auditor("gate", "filings", "--format", "json", "--format", "markdown")
    assert (ran.exit_code, "only one form" in ran.stderr) == (2, True)


def test_an_unknown_form_is_refused_with_those_there_are(here: Path) -> None:
    ran = auditor("gate", "filings", "--format", "pdf")
    assert (ran.exit_code, "sarif" in ran.stderr) == (2, True)


def test_a_baseline_once_written_lets_it_pass(here: Path) -> None:
    assert auditor("gate", "filings", "--write-baseline", "--reason", "as of the first release").exit_code == 0
    assert auditor("gate", "filings").exit_code == 0
    (entry,) = read(here / "auditor-baseline.toml")
    assert (entry.reason, entry.file) == ("as of the first release", f"filings/{WRONG}")


def test_a_baseline_that_is_asked_for_must_be_there(here: Path) -> None:
    ran = auditor("gate", "filings", "--baseline", "none.toml")
    assert (ran.exit_code, "none.toml" in ran.stderr) == (2, True)


def test_a_stale_entry_is_reported_and_pruned(here: Path) -> None:
    auditor("gate", "filings", "--write-baseline")
    shutil.copy(EXAMPLES / RIGHT, here / "filings" / WRONG)
    ran = auditor("gate", "filings")
    assert (ran.exit_code, "stale" in ran.stdout.lower()) == (0, True)
    assert auditor("gate", "filings", "--fail-on", "warning").exit_code == 1
    assert "0 of 1 kept" in auditor("baseline", "prune", "filings").stdout
    assert auditor("gate", "filings", "--fail-on", "warning").exit_code == 0


def test_one_finding_is_accepted_with_a_reason(here: Path) -> None:
    ran = auditor("baseline", "accept", f"filings/{WRONG}", "--finding", "e1", "--reason", "mended the same day")
    assert (ran.exit_code, auditor("gate", "filings").exit_code) == (0, 0)
    assert "mended the same day" in auditor("baseline", "list").stdout


def test_accepting_needs_a_finding_that_is_there(here: Path) -> None:
    ran = auditor("baseline", "accept", f"filings/{WRONG}", "--finding", "e9", "--reason", "r")
    assert (ran.exit_code, "'e9'" in ran.stderr) == (2, True)


def test_a_mistake_in_the_configuration_is_one_line(here: Path) -> None:
    (here / "auditor.toml").write_text("fail-on = 'sometimes'\n", encoding="utf-8")
    ran = auditor("gate", "filings")
    assert (ran.exit_code, ran.stderr.count("\n"), "auditor.toml, line 1: fail-on" in ran.stderr) == (2, 1, True)


def test_the_settings_are_shown_with_their_places(here: Path) -> None:
    (here / "auditor.toml").write_text(
        "tolerance = 2\n[[paths]]\nmatch = 'filings/*'\ntolerance = 5\n", encoding="utf-8"
    )
    shown = auditor("config", "show", "--path", f"filings/{RIGHT}").stdout
    assert re.search(r"tolerance +2 +auditor\.toml:1\n", shown)
    assert re.search(r"min-coverage +0 +default\n", shown)
    assert re.search(r"  tolerance +5\n", shown)


def test_pages_are_written_for_what_is_open_and_listed_with_the_rest(here: Path) -> None:
    auditor("gate", "filings", "--pages", "pages")
    names = sorted(path.name for path in (here / "pages").iterdir())
    assert [name.partition("-2014")[0] for name in names] == ["hecla", "index.html", "index.jsonl"]
    assert (here / "pages" / "index.html").read_text(encoding="utf-8").count("<tr class=") == 2


def test_the_report_documents_are_written_too(here: Path) -> None:
    auditor("gate", "filings", "--reports", "reports.jsonl")
    lines = (here / "reports.jsonl").read_text(encoding="utf-8").splitlines()
    assert [json.loads(line)["documents"][0]["path"] for line in lines] == [f"filings/{WRONG}", f"filings/{RIGHT}"]


def test_reports_that_cannot_be_written_are_one_line(here: Path) -> None:
    ran = auditor("gate", "filings", "--reports", "filings")
    assert ran.exit_code == 2


def test_what_the_gate_reads_and_writes_is_no_filing(here: Path) -> None:
    written = ("--baseline", "filings/baseline.toml", "--format", "json=filings/run.json", "--pages", "filings/pages")
    auditor("gate", "filings", "--write-baseline", *written)
    assert auditor("gate", "filings", *written).exit_code == 0
    assert len(json.loads((here / "filings" / "run.json").read_text(encoding="utf-8"))["filings"]) == 2


def test_a_baseline_holds_from_wherever_the_gate_is_run(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    auditor("gate", f"filings/../filings/{WRONG}", "--write-baseline")
    (here / "auditor.toml").write_text('baseline = "auditor-baseline.toml"\n', encoding="utf-8")
    monkeypatch.chdir(here / "filings")
    assert auditor("gate", WRONG).exit_code == 0


def test_two_forms_for_one_file_are_refused(here: Path) -> None:
    ran = auditor("gate", "filings", "--format", "json=z", "--format", "junit=z")
    assert (ran.exit_code, "one file" in ran.stderr) == (2, True)


def test_a_check_that_is_not_there_is_named_with_its_line(here: Path) -> None:
    (here / "auditor.toml").write_text("off = ['ZZ999']\n", encoding="utf-8")
    ran = auditor("gate", "filings")
    assert (ran.exit_code, "auditor.toml, line 1: off: there is no check ZZ999" in ran.stderr) == (2, True)


def test_a_page_that_cannot_be_made_costs_no_finding(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> str:
        raise ValueError("a template of ours")

    monkeypatch.setattr("auditor.report.report.Report.to_html", broken)
    ran = auditor("gate", f"filings/{WRONG}", "--pages", "pages")
    assert (ran.exit_code, "642,224 million" in ran.stdout, "a template of ours" in ran.stderr) == (1, True, True)


def test_nothing_to_gate_is_said(here: Path) -> None:
    (here / "empty").mkdir()
    ran = auditor("gate", "empty")
    assert (ran.exit_code, "no files there" in ran.stderr) == (2, True)


def test_the_guides_files_are_read_as_they_stand(tmp_path: Path) -> None:
    blocks = re.findall(r"```toml\n(.*?)```", (ROOT / "docs" / "gate.md").read_text(encoding="utf-8"), re.DOTALL)
    baseline, settings = tmp_path / "baseline.toml", tmp_path / "auditor.toml"
    baseline.write_text(blocks[0], encoding="utf-8")
    settings.write_text(blocks[1], encoding="utf-8")
    assert (len(read(baseline)), len(configured(settings).own().relations)) == (1, 1)
