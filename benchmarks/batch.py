"""What a batch gains by processes, whether its memory stays flat, and its rate beside lxml's.

    python benchmarks/batch.py [--only memory|processes] [--pairs 3] [--every 1] [--filings 1000]

Three measurements, each of whole commands (``auditor batch``), interpreter start and imports included:

- *Processes.* One, then two, over the same real filings, several such pairs. On a machine that others use the pair with
  the best gain counts. Where the machine is crowded (its load is noted) two processes are given a larger share of it
  than one, so what both took of the processors is noted too: that is not changed by others.
- *Memory.* What each process holds (RSS) after 100, 500 and 1,000 filings; small ones, repeated.
- *Rate.* Megabytes of filings a second for each process, beside lxml's parse of the same bytes in the same run.

Reads the filings in ``../shared/corpus``; writes ``benchmarks/batch.json``.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent
CORPUS = ROOT.parent / "shared" / "corpus"
FOLDERS = ("text", "release-html", "report-html")
MARKS = (100, 500, 1_000)  # filings after which memory is looked at
SMALL = 25_000  # bytes of the filings that are repeated
MB = 1_000_000


def batch(paths: Sequence[Path], output: Path, jobs: int) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "auditor", "batch", *map(str, paths), "--jobs", str(jobs), "-o", str(output)]
    return subprocess.Popen(command, cwd=ROOT, stderr=subprocess.DEVNULL)


def timed(paths: Sequence[Path], output: Path, jobs: int) -> tuple[float, float]:
    """(seconds by the clock, seconds of the processors) of a batch."""
    before, began = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    batch(paths, output, jobs).wait()
    taken, after = time.perf_counter() - began, resource.getrusage(resource.RUSAGE_CHILDREN)
    return taken, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def lxml_seconds(paths: Sequence[Path]) -> float:
    """Seconds that lxml takes to parse the same bytes as HTML, the best of three rounds."""
    from lxml import html

    contents = [path.read_bytes() for path in paths]
    rounds = []
    for _ in range(3):
        began = time.perf_counter()
        for content in contents:
            html.fromstring(content)
        rounds.append(time.perf_counter() - began)
    return min(rounds)


def processes(paths: Sequence[Path], pairs: int, folder: Path) -> dict[str, object]:
    size = sum(path.stat().st_size for path in paths) / MB
    found = []
    for _ in range(pairs):
        one, one_busy = timed(paths, folder / "one.jsonl", 1)
        two, two_busy = timed(paths, folder / "two.jsonl", 2)
        lxml = lxml_seconds(paths)
        found.append(
            {
                "one, s": round(one, 2), "two, s": round(two, 2), "gain": round(one / two, 2),
                "one, processor s": round(one_busy, 2), "two, processor s": round(two_busy, 2),
                "MB/s a process": round(size / one_busy, 2), "lxml, MB/s": round(size / lxml, 1),
                "load": round(os.getloadavg()[0], 1),
                "same bytes": (folder / "one.jsonl").read_bytes() == (folder / "two.jsonl").read_bytes(),
            }
        )  # fmt: skip
        print(found[-1], flush=True)
    best = max(found, key=lambda pair: float(str(pair["gain"])))
    return {"filings": len(paths), "MB": round(size, 1), "best": best, "pairs": found}


def resident(process: int) -> float:
    """Megabytes of memory that a process holds."""
    pages = int(Path(f"/proc/{process}/statm").read_text(encoding="ascii").split()[1])
    return round(pages * os.sysconf("SC_PAGE_SIZE") / MB, 1)


def children(process: int) -> list[int]:
    return [int(one) for one in Path(f"/proc/{process}/task/{process}/children").read_text(encoding="ascii").split()]


def memory(paths: Sequence[Path], filings: int, folder: Path) -> dict[str, object]:
    """RSS of the batch and of its two processes after so many filings."""
    small = [path for path in paths if path.stat().st_size < SMALL]
    many = folder / "many"
    many.mkdir()
    for number in range(filings):
        source = small[number % len(small)]
        (many / f"{number:05}{source.suffix}").symlink_to(source)
    output = folder / "many.jsonl"
    running = batch([many], output, 2)
    marks: dict[str, object] = {}
    seen = offset = 0
    for mark in (mark for mark in MARKS if mark <= filings):
        while seen < mark and running.poll() is None:
            if output.exists():
                with output.open("rb") as stream:
                    stream.seek(offset)
                    lines = stream.read()
                seen, offset = seen + lines.count(b"\n"), offset + len(lines)
            held = [resident(running.pid), *map(resident, children(running.pid))] if running.poll() is None else []
            if len(held) == 3 and all(held):  # one that has ended holds nothing
                last = held
            time.sleep(0.02)
        marks[str(mark)] = {"batch, MB": last[0], "processes, MB": last[1:]}
        print(mark, marks[str(mark)], flush=True)
    running.wait()
    return {"filings": filings, "of": len(small), "after": marks}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--only", choices=["memory", "processes"], help="leave the other as it was measured before")
    parser.add_argument("--pairs", type=int, default=3, help="of one and two processes")
    parser.add_argument("--every", type=int, default=1, help="take every so many filings of the corpus")
    parser.add_argument("--filings", type=int, default=1_000, help="of the measurement of memory")
    wanted = parser.parse_args()
    if not CORPUS.is_dir():
        sys.exit(f"Not measured: a batch, which needs the filings in {CORPUS}.")
    paths = sorted(path.resolve() for name in FOLDERS for path in (CORPUS / name).rglob("*") if path.is_file())
    place = HERE / "batch.json"
    results: dict[str, object] = json.loads(place.read_text(encoding="utf-8")) if place.exists() else {}
    results["processors"] = len(os.sched_getaffinity(0))
    with tempfile.TemporaryDirectory() as name:
        if wanted.only != "processes":
            results["memory"] = memory(paths, wanted.filings, Path(name))
        if wanted.only != "memory":
            results["processes"] = processes(paths[:: wanted.every], wanted.pairs, Path(name))
    place.write_text(json.dumps(results, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
