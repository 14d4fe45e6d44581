"""The comparison document keeps its published form; the command says in its status what came of it."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from click.testing import CliRunner, Result

from auditor.cli import main
from auditor.compare import compare
from auditor.compare.console import console
from auditor.compare.document import document, schema
from auditor.compare.page import page as html
from tests.consecutive import ASSETS, audited, may, november

WRONG = {**ASSETS, "Inventories": 14_785}


@pytest.fixture
def filings(tmp_path: Path) -> tuple[str, str, str]:
    """Paths of May's release, of November's, and of November's with a mistyped comparative."""
    texts = {"may": may(), "november": november(), "wrong": november(WRONG)}
    paths = [tmp_path / f"{name}.txt" for name in texts]
    for path, text in zip(paths, texts.values(), strict=True):
        path.write_text(text, encoding="utf-8")
    return str(paths[0]), str(paths[1]), str(paths[2])


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, ["compare", *arguments])


def json_of(*paths: str) -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads(run(*paths, "--format", "json").stdout)
    return loaded


def test_schema_is_a_valid_schema() -> None:
    jsonschema.Draft202012Validator.check_schema(schema())


def test_command_prints_the_schema() -> None:
    assert json.loads(run("--schema").stdout) == schema()


def test_a_comparison_with_a_finding_validates(tmp_path: Path) -> None:
    comparison = compare(audited(tmp_path, may=may(), wrong=november(WRONG)))
    assert len(comparison.findings) == 1
    jsonschema.validate(document(comparison), schema())


def test_a_comparison_of_nothing_validates() -> None:
    jsonschema.validate(document(compare([])), schema())


def test_every_figure_a_finding_names_is_listed(filings: tuple[str, str, str]) -> None:
    report = json_of(filings[0], filings[2])
    listed = {figure["id"] for figure in report["figures"]}
    (finding,) = report["findings"]
    assert set(finding["figures"]) <= listed
    assert {suspect["figure"] for suspect in finding["suspects"]} <= listed


def test_money_is_exact_text(filings: tuple[str, str, str]) -> None:
    (finding,) = json_of(filings[0], filings[2])["findings"]
    assert [change["change"] for change in finding["changes"]] == ["27000"]
    assert [suspect["suggested_value"] for suspect in finding["suspects"]] == ["14758000"]


def test_figures_say_which_filing_they_stand_in(filings: tuple[str, str, str]) -> None:
    report = json_of(filings[0], filings[2])
    assert {(figure["document"], figure["text"]) for figure in report["figures"]} == {
        ("d1", "14,758"),
        ("d2", "14,785"),
    }


@pytest.mark.parametrize(
    ("which", "options", "status"),
    [((0, 1), (), 0), ((0, 2), (), 1), ((0, 2), ("--fail-on", "error"), 0), ((0, 2), ("--fail-on", "never"), 0)],
)
def test_status_tells_of_findings(
    filings: tuple[str, str, str], which: tuple[int, int], options: tuple[str, ...], status: int
) -> None:
    assert run(*(filings[n] for n in which), *options).exit_code == status


@pytest.mark.parametrize("rest", [(), ("no/such/file.txt",)])
def test_fewer_than_two_filings_are_refused_in_one_line(filings: tuple[str, str, str], rest: tuple[str, ...]) -> None:
    result = run(filings[0], *rest)
    assert result.exit_code == 2
    assert result.stdout == ""
    assert all(line.startswith("auditor: ") for line in result.stderr.splitlines())


def test_an_unreadable_filing_does_not_keep_the_others_from_being_compared(filings: tuple[str, str, str]) -> None:
    result = run(filings[0], "no/such/file.txt", filings[1])
    assert result.exit_code == 2
    assert "10 lines held against an earlier filing" in result.stdout


@pytest.mark.parametrize("data", [b"", b"\x00\xff" * 500, b"<html>" * 300, b"%PDF-1.4 \x80", "≠".encode() * 99])
def test_any_bytes_give_a_report_or_one_clear_line(filings: tuple[str, str, str], tmp_path: Path, data: bytes) -> None:
    odd = tmp_path / "odd"
    odd.write_bytes(data)
    result = run(filings[0], str(odd), filings[1])
    assert result.exit_code in (0, 2)
    assert result.exception is None or isinstance(result.exception, SystemExit)


def test_controls_in_a_filing_do_not_reach_the_terminal(tmp_path: Path) -> None:
    texts = {"may": may(), "wrong": november(WRONG).replace("Inventories", "Inventor\x1b[2Jies"[:11])}
    shown = console(compare(audited(tmp_path, **texts)), width=100)
    assert not re.search(r"[\x00-\x08\x0b-\x1f\x7f]", shown)


def test_console_names_the_filings_and_the_suspect(filings: tuple[str, str, str]) -> None:
    shown = run(filings[2], filings[0]).stdout
    assert re.search(r"^d1 +2003-03-31", shown, re.M)
    assert "Probably meant 14,758 for 14,785 in d2" in shown


def test_findings_have_different_fingerprints(tmp_path: Path) -> None:
    split = {**ASSETS, "Inventories": 14_258, "Other current assets": 4_980, "Investments": 77}
    findings = compare(audited(tmp_path, may=may(), november=november(split))).findings
    assert len({finding.fingerprint for finding in findings}) == len(findings) == 2


def test_a_defect_is_one_line_and_a_document(filings: tuple[str, str, str], monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> None:
        raise RuntimeError("a defect")

    monkeypatch.setattr("auditor.compare.comparing.ties", broken)
    result = run(*filings[:2], "--format", "json")
    assert (result.exit_code, result.stderr.count("\n")) == (2, 1)
    report = json.loads(result.stdout)
    jsonschema.validate(report, schema())
    assert report["failure"]["kind"] == "internal"


def test_page_stands_alone_and_marks_the_suspect(filings: tuple[str, str, str], tmp_path: Path) -> None:
    place = tmp_path / "page.html"
    assert run(filings[0], filings[2], "--format", "html", "--output", str(place)).exit_code == 1
    page = place.read_text(encoding="utf-8")
    assert not re.search(r"<script|<link|src=|https?://", page)
    assert re.search(r'class="n suspect"><bdi>14,785</bdi>', page)
    assert "+27<" in page


def test_page_escapes_what_a_filing_says(tmp_path: Path) -> None:
    odd = {("Inventories <&>" if label == "Inventories" else label): amount for label, amount in ASSETS.items()}
    page = html(compare(audited(tmp_path, may=may(odd), wrong=november({**odd, "Inventories <&>": 14_785}))))
    assert "Inventories <&>" not in page
    assert "Inventories &lt;&amp;&gt;" in page


def test_page_of_nothing_compared_is_a_page() -> None:
    assert html(compare([])).rstrip().endswith("</html>")
