"""Sums, averages, quotients and changes found in annotated CSV files, beside AggreCol.

    python benchmarks/aggregations.py [--limit N]

Scores ``auditor batch`` by the script that lies beside the repository (``../shared/tools/aggregation_score.py``) on
the annotated files of Jiang, Vitagliano, Hameed and Naumann, "Aggregation Detection in Verbose CSV Files" (EDBT 2022).
Prints what the script prints; writes ``benchmarks/aggregations.json`` when all files are scored. Says so and stops
where ``../shared`` is absent.
"""

from __future__ import annotations

import argparse
import json
import re
import shlex
import subprocess
import sys
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent
SHARED = ROOT.parent / "shared"
TOOL = SHARED / "tools" / "aggregation_score.py"
DATA = SHARED / "aggregations" / "validation.jl.gz"

# AggreCol's published code on the same files, two cores, 120 to 300 s a stage and file: as the script's docstring
# reports it. Precision, recall and F1 by the lenient criterion, which is that of the code itself, and by the exact.
AGGRECOL: dict[str, Any] = {
    "seconds": 2526,
    "Sum": {"lenient": {"p": 0.825, "r": 0.689, "f1": 0.751}},
    "all": {"lenient": {"p": 0.782, "r": 0.571, "f1": 0.660}, "exact": {"p": 0.734, "r": 0.537, "f1": 0.620}},
    "all without its third stage": {"lenient": {"p": 0.820, "r": 0.710, "f1": 0.761}},
}

MODES = ("exact", "lenient")
_MODE = r"(?P<{0}_p>[\d.]+) R (?P<{0}_r>[\d.]+) F1 (?P<{0}_f1>[\d.]+)"
_ROW = re.compile(
    r"(?P<operator>\w+) +truth +(?P<annotated>\d+) found +(?P<found>\d+) \| "
    rf"exact P {_MODE.format('exact')} \| lenient P {_MODE.format('lenient')}"
)
_END = re.compile(r"files (?P<files>\d+), reports (?P<reports>\d+), (?P<seconds>[\d.]+) s")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--limit", type=int, help="only the first files; nothing is kept")
    options = parser.parse_args()
    for needed in (TOOL, DATA):
        if not needed.exists():
            sys.exit(f"the annotated files are not here: {needed} is missing")
    audit = f"{shlex.quote(sys.executable)} -m auditor batch {{dir}} --format jsonl --output {{out}}"
    command = [sys.executable, TOOL, DATA, "--command", audit]
    if options.limit:
        command += ["--limit", str(options.limit)]
    done = subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.PIPE, text=True)
    print(done.stdout, end="")
    result = parsed(done.stdout)
    if not options.limit:
        (HERE / "aggregations.json").write_text(json.dumps(result, indent=1) + "\n", encoding="utf-8")


def parsed(printed: str) -> dict[str, Any]:
    """The rows that the script prints, as data. Raises SystemExit where they are not what they were."""
    end = _END.search(printed)
    rows = {row["operator"]: row for row in _ROW.finditer(printed)}
    if end is None or "all" not in rows:
        sys.exit(f"the script printed something else:\n{printed[-2000:]}")
    return {
        "files": int(end["files"]),
        "reports": int(end["reports"]),
        "seconds": float(end["seconds"]),
        "operators": {
            operator: {
                "annotated": int(row["annotated"]),
                "found": int(row["found"]),
                **{mode: {word: float(row[f"{mode}_{word}"]) for word in ("p", "r", "f1")} for mode in MODES},
            }
            for operator, row in rows.items()
        },
        "aggrecol": AGGRECOL,
    }


if __name__ == "__main__":
    main()
