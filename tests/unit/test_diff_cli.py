"""``auditor diff``: exit statuses, forms, and hostile input."""

from __future__ import annotations

import json
from pathlib import Path

import jsonschema
import pytest
from click.testing import CliRunner, Result

from auditor.amend.document import schema
from auditor.cli import main

ROOT = Path(__file__).resolve().parents[2]
RELEASED = ROOT / "examples" / "hecla-2014-01-29-as-released.txt"
CORRECTED = ROOT / "examples" / "hecla-2014-01-29-corrected.txt"
AMENDMENTS = ROOT / "tests" / "fixtures" / "amendments"


def diff(*arguments: str | Path) -> Result:
    return CliRunner().invoke(main, ["diff", *map(str, arguments)])


def test_a_filing_against_itself_ends_with_status_0() -> None:
    assert diff(RELEASED, RELEASED).exit_code == 0


def test_a_changed_figure_ends_with_status_1() -> None:
    assert diff(RELEASED, CORRECTED).exit_code == 1


def test_a_missing_file_ends_with_status_2_and_one_line(tmp_path: Path) -> None:
    result = diff(RELEASED, tmp_path / "missing.txt")
    assert result.exit_code == 2
    assert len(result.stderr.strip().splitlines()) == 1


def test_the_console_says_what_was_confirmed() -> None:
    text = diff(RELEASED, CORRECTED).stdout
    assert "642,224 million" in text and "confirmed by the amendment" in " ".join(text.split())
    assert "A typo" in text


@pytest.mark.parametrize(
    ("original", "amended"),
    [
        (RELEASED, CORRECTED),
        (RELEASED, RELEASED),
        (AMENDMENTS / "royalty-receivable-10-q.txt", AMENDMENTS / "royalty-receivable-10-q-a.txt"),
    ],
)
def test_the_document_keeps_to_its_schema(original: Path, amended: Path) -> None:
    jsonschema.validate(json.loads(diff(original, amended, "--format", "json").stdout), schema())


def test_a_failure_keeps_to_the_schema_too(tmp_path: Path) -> None:
    (tmp_path / "empty.txt").write_bytes(b"")
    result = diff(RELEASED, tmp_path / "empty.txt", "--format", "json")
    said = json.loads(result.stdout)
    jsonschema.validate(said, schema())
    assert (result.exit_code, said["failure"] is None) == (2, False)


def test_the_schema_is_published() -> None:
    published = json.loads(diff("--schema").stdout)
    jsonschema.Draft202012Validator.check_schema(published)
    assert published["properties"]["schema"]["const"] == "auditor-diff/1"


def test_money_is_told_in_strings() -> None:
    said = json.loads(diff(RELEASED, CORRECTED, "--format", "json").stdout)
    assert said["changes"][0]["amended"]["value"] == "642224"


def test_what_is_told_is_alike_on_every_run() -> None:
    assert len({diff(RELEASED, CORRECTED, "--format", "json").stdout for _ in range(2)}) == 1


@pytest.mark.parametrize(
    "data", [b"\x00\xff\xfe" * 500, b"<html><table>" * 300, b"1,2,3\n" * 400, b"PK\x03\x04 broken", b"a b " * 20_000]
)
def test_any_bytes_end_in_a_report_or_one_clear_line(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "odd.bin").write_bytes(data)
    for pair in ((RELEASED, tmp_path / "odd.bin"), (tmp_path / "odd.bin", RELEASED)):
        result = diff(*pair)
        assert result.exit_code in (0, 1, 2)
        assert result.exception is None or isinstance(result.exception, SystemExit)


def test_controls_of_a_filing_do_not_reach_the_terminal(tmp_path: Path) -> None:
    text = RELEASED.read_text(encoding="utf-8")
    (tmp_path / "odd.txt").write_text(text.replace("Lucky Friday", "Lucky \x1b[31mFri"), encoding="utf-8")
    assert "\x1b" not in diff(RELEASED, tmp_path / "odd.txt").stdout


def test_the_page_shows_both_versions_and_asks_for_nothing_elsewhere() -> None:
    page = diff(RELEASED, CORRECTED, "--format", "html").stdout
    assert "642,224 million" in page and "Side by side" in page
    assert "http:" not in page and "https:" not in page and "<script" not in page


def test_text_of_a_filing_is_escaped_on_the_page(tmp_path: Path) -> None:
    text = RELEASED.read_text(encoding="utf-8")
    (tmp_path / "odd.txt").write_text(
        text.replace("Lucky Friday", "<b>Friday</b>").replace("gave", "<script>alert(1)</script> gave"),
        encoding="utf-8",
    )
    page = diff(RELEASED, tmp_path / "odd.txt", "--format", "html").stdout
    assert "<script" not in page and "<b>Friday" not in page and "&lt;script&gt;" in page
