"""Are confidences what they say? Of suspects at nine tenths nine in ten should be the figure that was mistyped.

    python benchmarks/calibration.py [--per-document N] [--seed N] FILING …

Plants single typos with the benchmark that lies beside the repository (``../shared/tools/typo_bench.py``), audits every
copy, and of each finding that the filing as published does not have asks whether its first suspect is the mutated
figure. Prints, by how confident the suspect was named, how many were; and how many copies that were found out have
exactly one new finding. Without filings: the two releases of 2003 in ``../shared/seeds``. Writes
``benchmarks/calibration.json``; says so and stops where ``../shared`` is absent.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import random
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from types import ModuleType
from typing import Any

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent
SHARED = ROOT.parent / "shared"
EDGES = (0.0, 0.2, 0.4, 0.6, 0.8, 0.9, 0.99, 1.0)


@dataclass(frozen=True)
class Copy:
    """One planted typo: the filing's name, the copy's, and how the mutated figure now reads."""

    clean: str
    dirty: str
    now: str


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("filings", nargs="*", type=Path)
    parser.add_argument("--per-document", type=int, default=20)
    parser.add_argument("--seed", type=int, default=20140129)
    options = parser.parse_args()
    tool = SHARED / "tools" / "typo_bench.py"
    if not tool.exists():
        sys.exit(f"the typo benchmark is not here: {tool} is missing")
    bench = loaded(tool)
    filings = options.filings or sorted(p for n in ("001", "003") for p in (SHARED / "seeds").glob(f"{n}*"))
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch) / "filings"
        folder.mkdir()
        copies = list(planted(bench, filings, folder, options.per_document, options.seed))
        reports = audited(folder, Path(scratch) / "reports.jsonl")
    named, single, found = judged(bench, copies, reports)
    summary = {
        "filings": len(filings),
        "copies": len(copies),
        "found": found,
        "one_finding": round(single / max(1, found), 4),
        "bins": [one for one in binned(named) if one["suspects"]],
    }
    print(f"{'confidence':>14s} {'suspects':>8s} {'mean':>6s} {'right':>6s}")
    for one in summary["bins"]:
        print(f"{one['from']:6.2f} – {one['to']:4.2f} {one['suspects']:8d} {one['mean']:7.3f} {one['right']:6.3f}")
    print(f"{found} of {len(copies)} copies were found out, {single} of them by exactly one new finding")
    (HERE / "calibration.json").write_text(json.dumps(summary, indent=1) + "\n", encoding="utf-8")


def loaded(tool: Path) -> ModuleType:
    """The typo benchmark as a module, for its sampling of figures and slips."""
    spec = importlib.util.spec_from_file_location("typo_bench", tool)
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["typo_bench"] = module
    spec.loader.exec_module(module)
    return module


def planted(bench: ModuleType, filings: Sequence[Path], folder: Path, per_document: int, seed: int) -> Iterator[Copy]:
    """Write each filing and its copies into the folder; one ``Copy`` for each typo."""
    for number, path in enumerate(filings):
        raw = path.read_bytes()
        clean = f"d{number:04d}{path.suffix or '.txt'}"
        (folder / clean).write_bytes(raw)
        source = raw.decode("utf-8", "surrogateescape")
        drawn = bench.sample(source, per_document, random.Random(f"{seed}/{path.name}"))
        for count, (_, _, text, now) in enumerate(drawn):
            dirty = f"d{number:04d}-m{count:03d}{path.suffix or '.txt'}"
            (folder / dirty).write_bytes(text.encode("utf-8", "surrogateescape"))
            yield Copy(clean, dirty, now)


def audited(folder: Path, out: Path) -> dict[str, dict[str, Any]]:
    """The report of every file of the folder, by name."""
    command = [sys.executable, "-m", "auditor", "batch", str(folder), "--format", "jsonl", "--output", str(out)]
    done = subprocess.run(command, cwd=ROOT, check=False, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
    if (
        done.returncode not in (0, 1, 2) or not out.exists()
    ):  # findings, and filings that cannot be audited, are no fault
        sys.exit(f"the audit failed (exit {done.returncode}): {done.stderr[-500:]}")
    lines = out.read_text(encoding="utf-8").splitlines()
    return {Path(one["documents"][0]["path"]).name: one for one in map(json.loads, lines)}


def judged(
    bench: ModuleType, copies: Sequence[Copy], reports: dict[str, dict[str, Any]]
) -> tuple[list[tuple[float, bool]], int, int]:
    """(first suspects' confidence and whether it is the mutated figure, copies with one new finding, copies found)."""
    named: list[tuple[float, bool]] = []
    single = found = 0
    for copy in copies:
        clean, dirty = reports[copy.clean], reports[copy.dirty]
        known = {bench.key(finding) for finding in bench.loud(clean)}
        new = [finding for finding in bench.loud(dirty) if bench.key(finding) not in known]
        if not any(bench.mentions(dirty, finding, copy.now) for finding in new):
            continue
        found += 1
        single += len(new) == 1
        texts = {figure["id"]: figure["text"] for figure in dirty["figures"]}
        for first in (finding["suspects"][0] for finding in new if finding["suspects"]):
            right = bench.digits(texts[first["figure"]]) == bench.digits(copy.now)
            named.append((float(first["confidence"]), right))
    return named, single, found


def binned(named: Sequence[tuple[float, bool]]) -> Iterator[dict[str, Any]]:
    """Each range of confidence: how many first suspects, how confident on average, how many of them right."""
    for low, high in pairwise(EDGES):
        inside = [(c, right) for c, right in named if low <= c < high or c == high == EDGES[-1]]
        count = max(1, len(inside))
        yield {
            "from": low,
            "to": high,
            "suspects": len(inside),
            "mean": round(sum(confidence for confidence, _ in inside) / count, 3),
            "right": round(sum(right for _, right in inside) / count, 3),
        }


if __name__ == "__main__":
    main()
