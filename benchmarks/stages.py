"""Whether finding and testing relations takes longer than reading, filing by filing.

    python benchmarks/stages.py [--rounds N] [--all] [FILE or FOLDER …]

For every filing (default: the corpus beside the repository and the releases in ``../shared/seeds``): processor time of
read + extract and of identify + diagnose, each the best of some rounds, and their ratio. Prints a summary; writes
``benchmarks/stages.json`` when run without files.
"""

from __future__ import annotations

import argparse
import json
import statistics
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE.parent), str(HERE)]

from staged import Stages, timed, warm  # noqa: E402

from auditor.batch.filings import apart, filings  # noqa: E402
from auditor.read import ReadFailure  # noqa: E402

SHARED = HERE.parent.parent / "shared"
WORST = 10
BRIEF = 0.02  # seconds of reading below which a ratio is mostly the clock's


@dataclass(frozen=True)
class Filing:
    """One filing that could be read."""

    file: str
    figures: int
    stages: Stages

    @property
    def ratio(self) -> float:
        return self.stages.testing / self.stages.reading if self.stages.reading else 0.0


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("places", nargs="*", type=Path)
    parser.add_argument("--rounds", type=int, default=2)
    parser.add_argument("--all", action="store_true", help="print every filing")
    options = parser.parse_args()
    places = options.places or [SHARED / "corpus", SHARED / "seeds"]
    if not all(place.exists() for place in places):
        sys.exit(f"the filings are not here: {', '.join(map(str, places))}")
    warm()
    found = measured(paths(places), options.rounds)
    if not found:
        sys.exit("none of the files could be read")
    result = summary(found, options.rounds)
    show(result, found if options.all else ())
    if not options.places:
        (HERE / "stages.json").write_text(json.dumps(result, indent=1) + "\n", encoding="utf-8")


def paths(places: Sequence[Path]) -> list[str]:
    """The filings of the places in path order; linkbases and schemas are read with theirs."""
    found: list[str] = []
    for place in places:
        found += apart(filings(str(place)))[0] if place.is_dir() else [str(place)]
    return found


def measured(files: Sequence[str], rounds: int) -> list[Filing]:
    """Every file that can be read and holds figures."""
    found = []
    for path in files:
        try:
            one = timed(path, rounds)
        except ReadFailure:
            continue  # a refusal has no relations to find; benchmarks/reading.py counts it
        if one.figures:
            found.append(Filing(f"{Path(path).parent.name}/{Path(path).name}", one.figures, one.stages))
    return found


def summary(found: Sequence[Filing], rounds: int) -> dict[str, Any]:
    """Sums, the share of filings within the aim, and the worst by ratio."""
    ratios = sorted(one.ratio for one in found)
    worst = sorted(found, key=lambda one: -one.ratio)
    return {
        "filings": len(found),
        "rounds": rounds,
        "within": sum(ratio <= 1 for ratio in ratios),
        "median": round(statistics.median(ratios), 3),
        "nine_in_ten": round(ratios[(len(ratios) * 9 - 1) // 10], 3),
        "most": round(ratios[-1], 3),
        "seconds": {
            stage: round(sum(getattr(one.stages, stage) for one in found), 2)
            for stage in ("read", "extract", "identify", "diagnose")
        },
        "brief": {
            "below_ms": round(1000 * BRIEF),
            "filings": sum(one.stages.reading < BRIEF for one in found),
            "over": sum(one.stages.reading < BRIEF and one.ratio > 1 for one in found),
        },
        "worst": [row(one) for one in worst[:WORST]],
    }


def row(one: Filing) -> dict[str, Any]:
    stages = {stage: round(1000 * getattr(one.stages, stage), 1) for stage in ("reading", "identify", "diagnose")}
    return {"file": one.file, "figures": one.figures, "ratio": round(one.ratio, 3), "ms": stages}


def show(result: dict[str, Any], found: Sequence[Filing]) -> None:
    for one in [row(each) for each in found] or result["worst"]:
        ms = one["ms"]
        print(
            f"{one['ratio']:6.2f}  reading {ms['reading']:8.1f} ms, identify {ms['identify']:8.1f}, diagnose "
            f"{ms['diagnose']:8.1f}  {one['file']} ({one['figures']:,} figures)"
        )
    seconds = result["seconds"]
    together = (seconds["identify"] + seconds["diagnose"]) / (seconds["read"] + seconds["extract"])
    print(
        f"{result['filings']} filings, {result['within']} of them within the time of reading; ratio: median "
        f"{result['median']}, nine in ten {result['nine_in_ten']}, most {result['most']}, together {together:.2f}"
    )
    brief = result["brief"]
    print(f"read in less than {brief['below_ms']} ms: {brief['filings']}, of them over: {brief['over']}")


if __name__ == "__main__":
    main()
