"""The GitHub action, the pre-commit hook and the pipelines of docs/ci.md do what they say: their scripts are run."""

from __future__ import annotations

import json
import os
import re
import shlex
import subprocess
import sys
from functools import lru_cache
from pathlib import Path
from typing import Any

import pytest

from auditor.gate.forms import FORMS

yaml = pytest.importorskip("yaml")

ROOT = Path(__file__).resolve().parents[2]
ACTION = yaml.safe_load((ROOT / "action.yml").read_text(encoding="utf-8"))
(HOOK,) = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
GUIDE = (ROOT / "docs" / "ci.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"^```(\w+)\n(.*?)^```", GUIDE, re.DOTALL | re.MULTILINE)
PIPELINES = [(re.sub(r"^# (\S+)\n.*", r"\1", text, flags=re.DOTALL), text) for kind, text in BLOCKS if kind == "yaml"]
SCHEMAS = {
    ".github/workflows/filings.yml": "vendor.github-workflows",
    ".gitlab-ci.yml": "vendor.gitlab-ci",
    ".pre-commit-config.yaml": None,
}
FILING = (ROOT / "examples" / "hecla-2014-01-29-as-released.txt").read_text(encoding="utf-8")  # with one error
STUB = """#!/usr/bin/env bash
printf '%s\\n' "$@" > "$STUB_ARGUMENTS"
for each in "$@"; do case $each in sarif=*) [ -n "$STUB_SILENT" ] || echo '{}' > "${each#sarif=}" ;; esac; done
exit "${STUB_STATUS:-0}"
"""
SHIM = f'#!/usr/bin/env bash\nexec {shlex.quote(sys.executable)} -m auditor "$@"\n'


@lru_cache
def gate_is_there() -> bool:
    asked = subprocess.run(
        [sys.executable, "-m", "auditor", "gate", "--help"], cwd=ROOT, capture_output=True, check=False
    )
    return asked.returncode == 0


def needs_gate() -> None:
    if not gate_is_there():
        pytest.skip("auditor gate --help fails: the command is not there yet")


def step(name: str) -> dict[str, Any]:
    found: dict[str, Any] = next(each for each in ACTION["runs"]["steps"] if each.get("id") == name)
    return found


def executable(path: Path, text: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    path.chmod(0o755)
    return path


class Job:
    """A GitHub job's step in a directory of its own: what the runner gives a script, and what the script leaves."""

    def __init__(self, folder: Path, auditor: str) -> None:
        self.folder = folder
        executable(folder / "bin" / "auditor", auditor)
        self.work = folder / "work"
        self.work.mkdir()
        self.arguments: list[str] = []
        self.log = ""

    def run(self, name: str, context: dict[str, str], **environment: str) -> int:
        """Run a step as the runner does; ``context`` is what its expressions stand for."""
        own = step(name)
        values = {"steps.install.outputs.bin": str(self.folder / "bin"), **context}
        variables = {key: expanded(str(value), values) for key, value in own["env"].items()}
        files = {key: str(self.folder / key) for key in ("GITHUB_OUTPUT", "GITHUB_STEP_SUMMARY", "STUB_ARGUMENTS")}
        done = subprocess.run(
            ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", own["run"]],
            cwd=self.work,
            env={**os.environ, "PYTHONPATH": str(ROOT), "STUB_SILENT": "", "RUNNER_TEMP": str(self.folder / "temp"),
                 **files, **variables, **environment},
            capture_output=True,
            text=True,
            check=False,
        )  # fmt: skip
        self.log = done.stdout + done.stderr
        if Path(files["STUB_ARGUMENTS"]).exists():
            self.arguments = Path(files["STUB_ARGUMENTS"]).read_text(encoding="utf-8").splitlines()
        return done.returncode

    def gate(self, status: int = 0, silent: str = "", **inputs: str) -> int:
        defaults = {name: str(each.get("default", "")) for name, each in ACTION["inputs"].items()}
        given = defaults | {name.replace("_", "-"): value for name, value in inputs.items()}
        context = {f"inputs.{name}": value for name, value in given.items()}
        return self.run("gate", context, STUB_STATUS=str(status), STUB_SILENT=silent)

    @property
    def outputs(self) -> dict[str, str]:
        lines = (self.folder / "GITHUB_OUTPUT").read_text(encoding="utf-8").splitlines()
        return dict(line.split("=", 1) for line in lines)


def expanded(words: str, context: dict[str, str]) -> str:
    return re.sub(r"\$\{\{\s*([\w.-]+)\s*\}\}", lambda name: context[name[1]], words)


@pytest.fixture
def job(tmp_path: Path) -> Job:
    return Job(tmp_path, STUB)


def valid(schema: str, path: Path) -> None:
    """Hold a file against the schema that the makers of the system's editors publish, without the network."""
    pytest.importorskip("check_jsonschema")
    command = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", schema, str(path)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_the_action_is_one_as_github_has_them() -> None:
    valid("vendor.github-actions", ROOT / "action.yml")


def test_no_input_becomes_a_part_of_a_script() -> None:
    assert not [each["run"] for each in ACTION["runs"]["steps"] if "${{" in each.get("run", "")]


def test_every_input_is_used() -> None:
    used = set(re.findall(r"inputs\.([\w-]+)", json.dumps(ACTION["runs"])))
    assert used == set(ACTION["inputs"])


def test_the_gate_is_asked_for_annotations_summary_and_sarif(job: Job) -> None:
    job.gate(paths="filings")
    assert job.arguments == [
        "gate", "--format", "github", "--format", f"summary={job.folder / 'GITHUB_STEP_SUMMARY'}",
        "--format", "sarif=auditor.sarif", "--", "filings",
    ]  # fmt: skip


def test_inputs_that_are_given_become_options(job: Job) -> None:
    job.gate(paths="a", config="c.toml", baseline="my base.toml", fail_on="warning", min_coverage="60", jobs="2")
    assert job.arguments[7:-2] == [
        "--config", "c.toml", "--baseline", "my base.toml", "--fail-on", "warning",
        "--min-coverage", "60", "--jobs", "2",
    ]  # fmt: skip


def test_formats_are_added_one_a_line(job: Job) -> None:
    job.gate(paths="a", formats="junit=auditor.xml\n\njson=my run.json\n")
    assert job.arguments[7:-2] == ["--format", "junit=auditor.xml", "--format", "json=my run.json"]


def test_paths_are_parted_at_line_ends_only(job: Job) -> None:
    job.gate(paths="q 3.txt\n-v.txt\n")
    assert job.arguments[-3:] == ["--", "q 3.txt", "-v.txt"]


def test_wildcards_in_paths_are_expanded(job: Job) -> None:
    for name in ("a 1.csv", "b.csv"):
        (job.work / name).write_text("")
    job.gate(paths="*.csv\nnone*.txt")
    assert job.arguments[-4:] == ["--", "a 1.csv", "b.csv", "none*.txt"]


def test_a_path_is_no_command(job: Job) -> None:
    job.gate(paths='$(touch x)\n`touch x`\n; touch x\n"; touch x #')
    assert job.arguments[-4:] == ["$(touch x)", "`touch x`", "; touch x", '"; touch x #']
    assert not (job.work / "x").exists()


@pytest.mark.parametrize("status", [0, 1, 2])
def test_the_exit_status_is_the_gates_and_an_output(job: Job, status: int) -> None:
    assert job.gate(status, paths="a") == status
    assert job.outputs == {"status": str(status), "sarif": "auditor.sarif"}


def test_there_is_no_sarif_output_where_none_was_written(job: Job) -> None:
    job.gate(2, silent="yes", paths="a")
    assert job.outputs == {"status": "2"}


def test_outputs_of_the_action_are_those_of_its_step() -> None:
    assert {key: each["value"] for key, each in ACTION["outputs"].items()} == {
        key: f"${{{{ steps.gate.outputs.{key} }}}}" for key in ("sarif", "status")
    }


def test_the_auditor_is_installed_from_the_actions_own_folder(job: Job) -> None:
    """With a Python that makes an environment of a stub, which tells what it was asked to install."""
    told = job.folder / "told"
    inner = f'#!/usr/bin/env bash\nprintf "%s\\n" "$@" > {shlex.quote(str(told))}\n'
    script = (
        f'#!/usr/bin/env bash\nmkdir -p "$3/bin"\ncat > "$3/bin/python" <<\'E\'\n{inner}E\nchmod +x "$3/bin/python"\n'
    )
    python = executable(job.folder / "python", script)
    context = {"steps.python.outputs.python-path": str(python), "github.action_path": "/actions/my auditor"}
    assert job.run("install", context) == 0, job.log
    assert told.read_text().splitlines()[-1] == "/actions/my auditor[sheets,parquet]"
    assert job.outputs == {"bin": str(job.folder / "temp" / "auditor-gate" / "bin")}


def test_the_extras_that_the_action_installs_are_there() -> None:
    import tomllib

    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert {"sheets", "parquet"} <= set(project["optional-dependencies"])


def test_the_action_runs_the_real_gate(tmp_path: Path) -> None:
    needs_gate()
    job = Job(tmp_path, SHIM)
    (job.work / "filings").mkdir()
    (job.work / "filings" / "q 3.txt").write_text(FILING)
    status = job.gate(paths="filings/*.txt", formats="junit=auditor.xml\ngitlab=quality.json")
    assert status == 1, job.log
    assert job.outputs == {"status": "1", "sarif": "auditor.sarif"}
    assert "::error file=filings/q 3.txt,line=28," in job.log
    assert json.loads((job.work / "auditor.sarif").read_text())["version"] == "2.1.0"
    assert (job.folder / "GITHUB_STEP_SUMMARY").read_text().startswith("## auditor gate")
    assert (job.work / "auditor.xml").exists() and (job.work / "quality.json").exists()


def test_the_action_says_what_the_real_gate_could_not_read(tmp_path: Path) -> None:
    needs_gate()
    job = Job(tmp_path, SHIM)
    assert job.gate(paths="no such filing.txt") == 2, job.log


def hook(folder: Path, auditor: str, *paths: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run the hook as pre-commit does: its entry, its arguments, then the files."""
    bin_folder = executable(folder / "bin" / "auditor", auditor).parent
    return subprocess.run(
        [*shlex.split(HOOK["entry"]), *HOOK.get("args", []), *paths],
        cwd=folder,
        env={
            **os.environ,
            "PYTHONPATH": str(ROOT),
            "PATH": f"{bin_folder}{os.pathsep}{os.environ['PATH']}",
            **environment,
        },
        capture_output=True,
        text=True,
        check=False,
    )


def test_the_hook_hands_the_files_to_the_gate(tmp_path: Path) -> None:
    arguments = tmp_path / "arguments"
    hook(tmp_path, STUB, "a b.txt", "c.csv", STUB_ARGUMENTS=str(arguments), STUB_SILENT="")
    assert arguments.read_text().splitlines() == ["gate", "a b.txt", "c.csv"]


def test_the_hook_runs_the_real_gate(tmp_path: Path) -> None:
    needs_gate()
    (tmp_path / "q3.txt").write_text(FILING)
    done = hook(tmp_path, SHIM, "q3.txt")
    assert (done.returncode, "exit status 1" in done.stdout) == (1, True), done.stdout + done.stderr


def test_the_hook_takes_files_that_pre_commit_knows() -> None:
    tags = pytest.importorskip("identify.identify").ALL_TAGS
    assert set(HOOK["types_or"]) <= tags


def test_the_guide_shows_every_kind_of_pipeline() -> None:
    assert {name for name, _ in PIPELINES} == set(SCHEMAS)


@pytest.mark.parametrize(("name", "text"), PIPELINES, ids=[f"{at} {name}" for at, (name, _) in enumerate(PIPELINES)])
def test_pipelines_of_the_guide_are_valid(name: str, text: str, tmp_path: Path) -> None:
    schema = SCHEMAS[name]
    path = tmp_path / Path(name).name
    path.write_text(text, encoding="utf-8")
    if schema is None:
        hooks = [each for repo in yaml.safe_load(text)["repos"] for each in repo["hooks"]]
        assert {each["id"] for each in hooks} == {HOOK["id"]}
    else:
        valid(schema, path)


def commands_of_the_guide() -> list[str]:
    """Every command line of the guide that starts the gate, those of pipelines included."""
    found = [line.strip() for kind, text in BLOCKS if kind == "sh" for line in text.splitlines()]
    for name, text in PIPELINES:
        document = yaml.safe_load(text)
        jobs = document.get("jobs", {}).values() if name.startswith(".github") else [document.get("filings", {})]
        for each in jobs:
            found += each.get("script", []) + [step.get("run", "") for step in each.get("steps", [])]
    found += [line.strip() for line in GUIDE.splitlines() if line.startswith("    auditor gate")]
    return [line for line in found if line.startswith("auditor gate")]


def test_forms_in_commands_of_the_guide_exist() -> None:
    commands = commands_of_the_guide()
    asked = {form.split("=")[0] for line in commands for form in re.findall(r"--format (\S+)", line)}
    assert len(commands) == 4
    assert asked <= set(FORMS)


def test_no_command_of_the_guide_sends_two_forms_to_standard_output() -> None:
    for line in commands_of_the_guide():
        assert sum("=" not in form for form in re.findall(r"--format (\S+)", line)) <= 1


def test_inputs_in_the_guide_exist() -> None:
    steps = [each for _, text in PIPELINES for job in (yaml.safe_load(text).get("jobs") or {}).values()
             for each in job["steps"] if each.get("uses", "").startswith("OWNER/auditor")]  # fmt: skip
    assert len(steps) == 1
    assert set(steps[0]["with"]) <= set(ACTION["inputs"])


def test_the_guide_lists_every_form() -> None:
    assert set(re.findall(r"^\| `(\w+)` \|", GUIDE, re.MULTILINE)) == set(FORMS)


@pytest.mark.parametrize(("status", "words"), [(0, "clean"), (1, "findings"), (2, "could not audit")])
def test_the_shell_of_the_guide_tells_the_statuses_apart(tmp_path: Path, status: int, words: str) -> None:
    (script,) = [text for kind, text in BLOCKS if kind == "sh"]
    folder = executable(tmp_path / "bin" / "auditor", STUB).parent
    environment = {**os.environ, "PATH": f"{folder}{os.pathsep}{os.environ['PATH']}", "STUB_STATUS": str(status),
                   "STUB_ARGUMENTS": str(tmp_path / "arguments"), "STUB_SILENT": ""}  # fmt: skip
    done = subprocess.run(["sh", "-e", "-c", script], env=environment, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout.strip()) == (status, words)
