"""How long an audit takes, stage by stage, and what it costs as a command.

    python benchmarks/speed.py [FILING …]

Stages are timed in one process after a warm-up, the best of several rounds (machines are noisy; the best round is the
one least disturbed). Commands are whole processes, interpreter start and imports included. Prints a table and writes
``benchmarks/speed.json``.
"""

from __future__ import annotations

import itertools
import json
import resource
import subprocess
import sys
import time
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent
EXAMPLES = ("hecla-2003-05-01.txt", "hecla-2003-11-04.txt", "hecla-2014-01-29-as-released.txt")
ROUNDS = 9


def stages(path: Path) -> dict[str, float]:
    """Milliseconds by stage, the best of `ROUNDS`."""
    from auditor.diagnose import diagnose
    from auditor.extract import extract
    from auditor.identify import identify
    from auditor.read import read

    best: dict[str, float] = {}
    for _ in range(ROUNDS):
        marks = [time.perf_counter()]
        document = read(path)
        marks.append(time.perf_counter())
        extraction = extract(document)
        marks.append(time.perf_counter())
        identities = identify(extraction, (document,))
        marks.append(time.perf_counter())
        diagnose(extraction, identities)
        marks.append(time.perf_counter())
        taken = dict(zip(("read", "extract", "identify", "diagnose"), _steps(marks), strict=True))
        taken["all"] = 1000 * (marks[-1] - marks[0])
        if not best or taken["all"] < best["all"]:
            best = taken
    return {stage: round(ms, 1) for stage, ms in best.items()}


def _steps(marks: list[float]) -> list[float]:
    return [1000 * (after - before) for before, after in itertools.pairwise(marks)]


def command(*arguments: str) -> dict[str, float]:
    """Best wall seconds of five runs of a command, and the peak memory of any child so far in megabytes."""
    walls = []
    for _ in range(5):
        began = time.perf_counter()
        subprocess.run([sys.executable, "-m", "auditor", *arguments], cwd=ROOT, capture_output=True, check=False)
        walls.append(time.perf_counter() - began)
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    return {"seconds": round(min(walls), 3), "megabytes": round(peak, 1)}


def main() -> None:
    given = [Path(argument) for argument in sys.argv[1:]]
    paths = given or [ROOT / "examples" / name for name in EXAMPLES]
    results: dict[str, dict[str, float]] = {"auditor --help": command("--help")}
    for path in paths:
        results[f"auditor audit {path.name}"] = command("audit", str(path))
    print(f"{'command':48s} {'seconds':>8s} {'MB':>6s}")
    for name, row in results.items():
        print(f"{name:48s} {row['seconds']:8.3f} {row['megabytes']:6.1f}")
    print(f"\n{'in process, ms':40s} {'read':>7s} {'extract':>8s} {'identify':>9s} {'diagnose':>9s} {'all':>7s}")
    for path in paths:
        row = results[path.name] = stages(path)
        print(
            f"{path.name:40s} {row['read']:7.1f} {row['extract']:8.1f} {row['identify']:9.1f} {row['diagnose']:9.1f} "
            f"{row['all']:7.1f}"
        )
    (HERE / "speed.json").write_text(json.dumps(results, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
