"""How many planted typos are found, placed and corrected, and how silent the auditor is on filings as published.

    python benchmarks/accuracy.py [--per-document N] [--seed N] FILING …

Runs the typo benchmark that lies beside the repository (``../shared/tools/typo_bench.py``), which plants single
typos by its own reading of each filing and scores the reports of ``auditor batch``. Without filings: the two releases
of 2003 in ``../shared/seeds``. Writes ``benchmarks/accuracy.json``; says so and stops where ``../shared`` is absent.
"""

from __future__ import annotations

import argparse
import json
import shlex
import subprocess
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent
SHARED = ROOT.parent / "shared"
SHOWN = ("detected", "located", "corrected")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("filings", nargs="*", type=Path)
    parser.add_argument("--per-document", type=int, default=100)
    parser.add_argument("--seed", type=int, default=20140129)
    options = parser.parse_args()
    tool = SHARED / "tools" / "typo_bench.py"
    if not tool.exists():
        sys.exit(f"the typo benchmark is not here: {tool} is missing")
    filings = options.filings or sorted(p for n in ("001", "003") for p in (SHARED / "seeds").glob(f"{n}*"))
    audit = f"{shlex.quote(sys.executable)} -m auditor batch {{dir}} --format jsonl --output {{out}}"
    with tempfile.TemporaryDirectory() as scratch:
        out = Path(scratch) / "cases.json"
        plan = ["--per-document", str(options.per_document), "--seed", str(options.seed), "--json", out]
        bench = [sys.executable, tool, "--command", audit, *plan, *filings]
        subprocess.run(bench, cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
        summary = json.loads(out.read_text(encoding="utf-8"))["summary"]
    print(f"{'':12s} {'n':>5s} " + " ".join(f"{word:>10s}" for word in SHOWN))
    for group in sorted({key.split(".")[0] for key in summary if key.endswith(".n")}):
        shares = " ".join(f"{summary[f'{group}.{word}']:10.3f}" for word in SHOWN)
        print(f"{group:16s} {summary[f'{group}.n']:4d} {shares}")
    for key in ("clean.errors_per_document", "clean.warnings_per_document"):
        print(f"{key}: {summary[key]}")
    (HERE / "accuracy.json").write_text(json.dumps(summary, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
