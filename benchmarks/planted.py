"""Typos planted in copies of filings, and the audits of them.

Where a typo may stand, which one it is and how an audit of the copy is scored is decided by the typo benchmark that
lies beside the repository (``../shared/tools/typo_bench.py``); this module calls its functions. It goes filing by
filing instead of holding all reports at once, and hands on the reports, so that a miss can be looked into.
"""

from __future__ import annotations

import importlib.util
import json
import random
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared"
TOOL = SHARED / "tools" / "typo_bench.py"
SEED = 20140129  # the tool's own
LEAD = 80

Report = dict[str, Any]


@dataclass(frozen=True)
class Case:
    """One copy with one typo."""

    filing: Path
    clean: str  # the name under which the filing itself is audited
    copy: str
    line: int  # from one
    lead: str  # what stands before the figure, from `LEAD` characters on
    amount: Any  # the tool's: start, end, text, negative, kind ("statement", "table" or "prose")
    typo: str
    now: str


@dataclass(frozen=True)
class Verdict:
    """What became of one case, with the reports it is judged by."""

    case: Case
    detected: bool
    located: bool
    corrected: bool
    clean: Report
    planted: Report


@dataclass(frozen=True)
class Run:
    """Both batches as they were run: where their reports are, and their seconds by the clock."""

    clean: Path
    planted: Path
    clean_seconds: float
    planted_seconds: float


@cache
def tool() -> ModuleType:
    """The typo benchmark as a module. Raises SystemExit where it is absent."""
    if not TOOL.exists():
        sys.exit(f"the typo benchmark is not here: {TOOL} is missing")
    spec = importlib.util.spec_from_file_location("typo_bench", TOOL)
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["typo_bench"] = module  # its data classes look themselves up
    spec.loader.exec_module(module)
    return module


def plant(filings: Sequence[Path], per_document: int, seed: int, folder: Path) -> list[Case]:
    """Write the filings to ``folder/clean`` and copies with a typo each to ``folder/planted``, as the tool does."""
    clean, planted = folder / "clean", folder / "planted"
    clean.mkdir(parents=True)
    planted.mkdir()
    cases = []
    for number, path in enumerate(filings):
        raw = path.read_bytes()
        source = raw.decode("utf-8", "surrogateescape")
        ending = path.suffix or ".txt"
        name = f"d{number:04d}{ending}"
        (clean / name).write_bytes(raw)
        chance = random.Random(f"{seed}/{path.name}")
        for place, (amount, typo, text, now) in enumerate(tool().sample(source, per_document, chance)):
            copy = f"d{number:04d}-m{place:03d}{ending}"
            (planted / copy).write_bytes(text.encode("utf-8", "surrogateescape"))
            line = source.count("\n", 0, amount.start) + 1
            lead = source[max(0, amount.start - LEAD) : amount.start]
            cases.append(Case(path, name, copy, line, lead, amount, typo, now))
    return cases


def audited(folder: Path) -> Run:
    """Audit what `plant` wrote by ``auditor batch``."""
    seconds = []
    for word in ("clean", "planted"):
        out = folder / f"{word}.jsonl"
        command = [sys.executable, "-m", "auditor", "batch", folder / word, "--format", "jsonl", "--output", out]
        began = time.perf_counter()
        done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
        seconds.append(time.perf_counter() - began)
        if not out.exists():
            sys.exit(f"no report was written (exit status {done.returncode}): {done.stderr[-2000:]}")
    return Run(folder / "clean.jsonl", folder / "planted.jsonl", *seconds)


def reports(path: Path) -> Iterator[tuple[str, Report]]:
    """The reports of a batch with the names of their files, one at a time, in path order."""
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            report = json.loads(line)
            yield Path(report["documents"][0]["path"]).name, report


def verdicts(cases: Sequence[Case], run: Run) -> Iterator[Verdict]:
    """Every case scored, in order. Both batches are in path order, so that one filing is held at a time.

    Raises SystemExit where a report is missing.
    """
    clean, planted = reports(run.clean), reports(run.planted)
    name, original = next(clean, ("", {}))
    for case in cases:
        while name != case.clean:
            name, original = _next(clean, case.clean)
        copy, report = _next(planted, case.copy)
        if copy != case.copy:
            sys.exit(f"the batch gave no report on {case.copy}")
        found = tool().score(original, report, case.amount, case.typo, case.now)
        yield Verdict(case, *found, original, report)


def _next(stream: Iterator[tuple[str, Report]], wanted: str) -> tuple[str, Report]:
    found = next(stream, None)
    if found is None:
        sys.exit(f"the batch gave no report on {wanted}")
    return found
