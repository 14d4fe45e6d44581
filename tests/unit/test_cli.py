"""The commands: exit statuses, forms, and what they import."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import jsonschema
import pytest
from click.testing import CliRunner, Result

from auditor.cli import main
from auditor.model.audit import Audit, Extraction, Failure
from auditor.pipeline import unread
from auditor.report.schema import schema


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(main, [str(argument) for argument in arguments])


@pytest.fixture
def release(tmp_path: Path, release_text: str) -> Path:
    path = tmp_path / "q3.txt"
    path.write_text(release_text, encoding="utf-8")
    return path


@pytest.fixture
def staged(monkeypatch: pytest.MonkeyPatch) -> Callable[[Audit], None]:
    """Makes every file's audit the given one, so that a command can be tested apart from the stages."""

    def stage(audit: Audit) -> None:
        monkeypatch.setattr("auditor.pipeline.audit_file", lambda path, checks=(): audit)

    return stage


def test_a_clean_release_exits_0(release: Path) -> None:
    assert run("audit", release).exit_code == 0


def test_a_transposed_total_exits_1(release: Path, release_text: str) -> None:
    release.write_text(release_text.replace("152,231", "152,321"), encoding="utf-8")
    assert run("audit", release).exit_code == 1


def test_a_transposed_total_is_named_with_its_correction(release: Path, release_text: str) -> None:
    release.write_text(release_text.replace("152,231", "152,321"), encoding="utf-8")
    report = json.loads(run("audit", release, "--format", "json").stdout)
    suspects = [
        finding["suspects"][0]["suggested_text"] for finding in report["findings"] if finding["severity"] == "error"
    ]
    assert suspects == ["152,231"]


def test_fail_on_never_exits_0_in_spite_of_an_error(staged: Callable[[Audit], None], transposed: Audit) -> None:
    staged(transposed)
    assert run("audit", "any.txt", "--fail-on", "never").exit_code == 0


def test_a_warning_exits_0_by_default(staged: Callable[[Audit], None], audit_of: Callable[..., Audit]) -> None:
    staged(audit_of(severity="warning"))
    assert run("audit", "any.txt").exit_code == 0


def test_the_worst_of_several_files_decides(release: Path) -> None:
    assert run("audit", release, release.with_name("absent.txt")).exit_code == 2


def test_allow_empty_forgives_a_filing_without_figures(staged: Callable[[Audit], None]) -> None:
    staged(Audit(unread("x"), Extraction((), ()), failure=Failure("no-figures", "no figures to audit")))
    assert (run("audit", "x").exit_code, run("audit", "x", "--allow-empty").exit_code) == (2, 0)


def test_json_of_a_real_release_validates(release: Path) -> None:
    jsonschema.validate(json.loads(run("audit", release, "--format", "json").stdout), schema())


def test_several_files_as_json_are_one_document_a_line(release: Path) -> None:
    lines = run("audit", release, release, "--format", "json").stdout.splitlines()
    assert [json.loads(line)["documents"][0]["path"] for line in lines] == [str(release)] * 2


def test_the_path_is_reported_as_given(release: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(release.parent)
    assert json.loads(run("audit", "./q3.txt", "--format", "json").stdout)["documents"][0]["path"] == "./q3.txt"


def test_html_goes_to_the_output_file(release: Path) -> None:
    output = release.parent / "made" / "report.html"
    run("audit", release, "--format", "html", "--output", output)
    assert output.read_text(encoding="utf-8").startswith("<!doctype html>")


def test_several_files_as_html_need_a_directory(release: Path) -> None:
    result = run("audit", release, release, "--format", "html")
    assert result.exit_code == 2
    assert "give a directory with --output" in result.stderr


def test_several_files_as_html_become_several_pages(release: Path, release_text: str) -> None:
    other = release.with_name("q2.txt")
    other.write_text(release_text, encoding="utf-8")
    pages = release.parent / "pages"
    run("audit", release, other, "--format", "html", "--output", pages)
    assert sorted(page.name for page in pages.iterdir()) == ["q2.txt.html", "q3.txt.html"]


def test_an_output_that_cannot_be_written_is_one_line(release: Path) -> None:
    result = run("audit", release, "--format", "json", "--output", release / "below-a-file.json")
    assert (result.exit_code, result.stderr.count("\n")) == (2, 1)


def test_a_broken_template_is_one_line(release: Path) -> None:
    (release.parent / "foot.html.j2").write_text("{{ no_such_thing }}", encoding="utf-8")
    result = run("audit", release, "--format", "html", "--templates", release.parent)
    assert (result.exit_code, result.stderr.count("\n")) == (2, 1)


def test_a_broken_check_directory_is_one_line(release: Path, tmp_path: Path) -> None:
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "xx101_broken.py").write_text("1 / 0", encoding="utf-8")
    result = run("audit", release, "--checks", tmp_path / "mine")
    assert (result.exit_code, result.stderr.count("\n")) == (2, 1)


def test_a_defect_is_one_line_naming_its_place(release: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise ZeroDivisionError("by nought\nand more")

    monkeypatch.setattr("auditor.extract.extract_all", fail)
    failure = json.loads(run("audit", release, "--format", "json").stdout)["failure"]
    assert failure["kind"] == "internal"
    assert failure["message"].startswith("ZeroDivisionError: by nought and more (auditor/pipeline.py:")


def test_schema_prints_the_schema() -> None:
    assert json.loads(run("schema").stdout) == schema()


def test_checks_lists_the_balance_equation() -> None:
    assert "BS101  balance-sheet-does-not-balance" in " ".join(run("checks").stdout.split("   "))


def test_explain_prints_the_documentation() -> None:
    assert "What it checks" in run("explain", "bs101").stdout


def test_explain_of_an_unknown_code_suggests_a_near_one() -> None:
    result = run("explain", "BS1O1")
    assert result.exit_code == 2
    assert "did you mean BS101?" in result.stderr


def test_an_unknown_command_suggests_a_near_one() -> None:
    result = run("audti")
    assert result.exit_code == 2
    assert "did you mean 'audit'?" in result.stderr


def modules_after(code: str) -> set[str]:
    """The names of the modules that a fresh interpreter has imported after running ``code``."""
    script = f"import sys\ntry:\n    {code}\nexcept SystemExit:\n    pass\nprint('\\n', *sys.modules, file=sys.stderr)"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    return set(done.stderr.split())


HEAVY = {"sympy", "scipy", "pandas", "numpy", "jinja2", "rich"}


def test_help_imports_nothing_heavy() -> None:
    assert not HEAVY & modules_after("import auditor.cli; auditor.cli.main(['--help'])")


def test_importing_the_package_imports_none_of_its_stages() -> None:
    assert not {name for name in modules_after("import auditor") if name.startswith("auditor.")}


def test_auditing_to_json_imports_no_page_maker(release: Path) -> None:
    code = f"import auditor.cli; auditor.cli.main(['audit', {str(release)!r}, '--format', 'json'])"
    assert not {"jinja2", "rich", "pandas"} & modules_after(code)


def test_an_ascii_terminal_is_no_obstacle(release: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "auditor", "audit", str(release)],
        capture_output=True, check=False, env={**os.environ, "PYTHONIOENCODING": "ascii"},
    )  # fmt: skip
    assert (done.returncode, done.stderr) == (0, b"")


def test_every_command_has_the_summary_the_group_promises() -> None:
    from auditor.cli.group import COMMANDS

    for name in COMMANDS:
        assert run(name, "--help").exit_code == 0


def test_no_figures_names_form_exhibits_and_correction(transposed: Audit) -> None:
    from auditor.pipeline import nothing_to_audit

    document = replace(transposed.document, form="8-K/A", company="Example Company", period=None)
    assert nothing_to_audit(document) == (
        "no figures to audit in this 8-K/A of Example Company; exhibits named: 99.1 News release (not in this file); "
        "it corrects: The unit word was a typographical error."
    )
