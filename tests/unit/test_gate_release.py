"""The gate on the example release: each slip closes it with the right finding, the baseline silences what it lists."""

from __future__ import annotations

import json
import re
import shlex
import shutil
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from auditor.cli import main

EXAMPLE = Path(__file__).resolve().parents[2] / "examples" / "release"
REVENUES = "Alder Instruments,Revenues,2023-01-01,2023-03-31,94966000,USD,-3\n"
EQUITY = re.compile(r"^Birch Logistics,StockholdersEquity,,2024-12-31,(\d+),USD,-3\n", re.MULTILINE)
MUTATIONS = {
    "transposed": lambda text: text.replace(REVENUES, REVENUES.replace("94966000", "94696000")),
    "sign": lambda text: text.replace(REVENUES, REVENUES.replace("94966000", "-94966000")),
    "scale": lambda text: EQUITY.sub(r"Birch Logistics,StockholdersEquity,,2024-12-31,\g<1>000,USD,-3\n", text),
    "missing row": lambda text: text.replace(REVENUES, ""),
}


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / ".git").mkdir()
    for name in ("release.csv", "previous.csv"):
        shutil.copy(EXAMPLE / name, tmp_path / name)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def gate(*options: str) -> Result:
    return CliRunner().invoke(main, ["gate", "release.csv", *options], catch_exceptions=False)


def told(*options: str) -> list[dict[str, Any]]:
    """The open findings of the run, as its JSON has them."""
    run = json.loads(gate("--format", "json", *options).stdout)
    points = [point for filing in run["filings"] for point in filing["findings"]]
    return [point for point in points if point["standing"] == "open" and point["severity"] != "info"]


def mutate(here: Path, kind: str) -> None:
    text = (EXAMPLE / "release.csv").read_text(encoding="utf-8")
    changed = MUTATIONS[kind](text)
    assert changed != text
    (here / "release.csv").write_text(changed, encoding="utf-8")


def test_the_clean_release_passes(here: Path) -> None:
    ran = gate("--against", "previous.csv", "--fail-on", "warning", "--min-coverage", "90")
    assert ran.exit_code == 0, ran.output


@pytest.mark.parametrize("kind", MUTATIONS)
def test_a_slip_closes_the_gate(here: Path, kind: str) -> None:
    mutate(here, kind)
    assert gate("--fail-on", "warning").exit_code == 1


@pytest.mark.parametrize(
    ("kind", "printed", "meant"),
    [("transposed", "94696000", "94966000"), ("sign", "-94966000", "94966000"), ("scale", None, None)],
)
def test_a_slip_is_named_with_what_was_meant(here: Path, kind: str, printed: str | None, meant: str | None) -> None:
    mutate(here, kind)
    (point,) = told()
    if printed is None:
        (true,) = EQUITY.findall((EXAMPLE / "release.csv").read_text(encoding="utf-8"))
        printed, meant = f"{true}000", true
    assert (point["amounts"][0]["text"], point["suggested"]) == (printed, meant)


def test_an_amount_with_a_power_of_ten_is_suggested_in_full(here: Path) -> None:
    text = (EXAMPLE / "release.csv").read_text(encoding="utf-8")
    (here / "release.csv").write_text(
        text.replace(REVENUES, REVENUES.replace("94966000", "9.4696E+7")), encoding="utf-8"
    )
    (point,) = told()
    assert (point["amounts"][0]["text"], point["suggested"]) == ("9.4696E+7", "94966000")


def test_a_row_left_out_is_named(here: Path) -> None:
    mutate(here, "missing row")
    (point,) = told()
    assert (point["check"], "Revenues" in point["message"]) == ("RL104", True)


def test_the_baseline_silences_exactly_what_it_lists(here: Path) -> None:
    mutate(here, "transposed")
    assert gate("--write-baseline", "--reason", "known").exit_code == 0
    text = (here / "release.csv").read_text(encoding="utf-8")
    (here / "release.csv").write_text(
        EQUITY.sub(r"Birch Logistics,StockholdersEquity,,2024-12-31,\g<1>000,USD,-3\n", text), encoding="utf-8"
    )
    (point,) = told()
    assert point["amounts"][0]["text"].endswith("000000")


def test_an_entry_that_is_mended_is_stale(here: Path) -> None:
    mutate(here, "transposed")
    gate("--write-baseline", "--reason", "known")
    shutil.copy(EXAMPLE / "release.csv", here / "release.csv")
    ran = gate("--fail-on", "warning")
    assert (ran.exit_code, "stale" in ran.stdout.lower()) == (1, True)


def test_an_entry_whose_check_was_not_run_is_not_stale(here: Path) -> None:
    text = (here / "release.csv").read_text(encoding="utf-8")
    (here / "release.csv").write_text(
        text.replace(REVENUES, REVENUES.replace("94966000", "95066000")), encoding="utf-8"
    )
    gate("--against", "previous.csv", "--write-baseline", "--reason", "known")
    kept = (here / "auditor-baseline.toml").read_text(encoding="utf-8")
    (here / "auditor-baseline.toml").write_text(
        kept + '[[accepted]]\nfingerprint = "abcdef"\ncheck = "RL105"\nreason = "seen"\n', encoding="utf-8"
    )
    stale = [
        json.loads(gate("--format", "json", *more).stdout)["stale"] for more in ([], ["--against", "previous.csv"])
    ]
    assert [[one["check"] for one in found] for found in stale] == [[], ["RL105"]]


def test_a_release_before_that_is_not_there_is_refused(here: Path) -> None:
    ran = gate("--against", "nowhere.csv")
    assert (ran.exit_code, "nowhere.csv" in ran.stderr) == (2, True)


def test_a_table_whose_columns_are_named_otherwise_is_mapped_by_the_configuration(here: Path) -> None:
    text = (here / "release.csv").read_text(encoding="utf-8")
    head, _, rest = text.partition("\n")
    renamed = head.replace("entity", "who").replace("concept", "what").replace("value", "how_much")
    (here / "release.csv").write_text(f"{renamed}\n{rest}", encoding="utf-8")
    (here / "auditor.toml").write_text(
        '[columns]\nentity = "who"\nconcept = "what"\nvalue = "how_much"\n', encoding="utf-8"
    )
    run = json.loads(gate("--format", "json").stdout)
    assert (run["status"], len(run["filings"])) == (0, 4)


def test_the_pipelines_command_is_one_that_runs(here: Path) -> None:
    yaml = pytest.importorskip("yaml", reason="PyYAML is not installed")
    steps = yaml.safe_load((EXAMPLE / "pipeline.yml").read_text(encoding="utf-8"))["jobs"]["gate"]["steps"]
    (command,) = [step["run"] for step in steps if "auditor gate" in step.get("run", "")]
    ran = CliRunner().invoke(main, shlex.split(command)[1:], catch_exceptions=False)
    assert (ran.exit_code, (here / "gate.xml").exists(), (here / "summary.md").exists()) == (0, True, True)


def test_a_users_relation_is_tested_in_a_release_too(here: Path) -> None:
    equation = "total_liabilities_and_equity = total_current_liabilities + total_noncurrent_liabilities + total_equity"
    own = f'[[relations]]\ncode = "OW101"\nname = "claims-do-not-add"\nequation = "{equation}"\n'
    (here / "auditor.toml").write_text(own, encoding="utf-8")
    run = json.loads(gate("--format", "json").stdout)
    tested = {one["check"]: one["holds"] for one in run["filings"][0]["tested"]}
    assert tested["OW101"] == 8
