"""Sentences against tables: which line each figure of a sentence speaks of, against labels made by hand.

    python benchmarks/claims.py [--faults] [NAME …]

A figure of a sentence is *matched* to the table cell that the auditor holds it against, where it agrees with it or is
rounded the wrong way. Of the amounts labelled in ``tests/golden/claims``, true positives are matched to one of the
labelled cells, false positives to another one, false negatives have a labelled cell and are not matched to it. The
filings are in three parts: *dev* was looked at while the matching was made, *held-out* was labelled for measuring,
*final* was labelled last. Then the two releases of 2003, every claim of which is listed by hand: how many are stated
elsewhere in the release, read, and tested against what the list binds them to.
Writes ``benchmarks/claims.json`` unless names are given; ``--faults`` lists what is matched wrongly or not. Says so and
stops where the filings are absent (``../shared``, beside the repository).
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent
sys.path[:0] = [str(ROOT)]

from auditor.extract import extract_all  # noqa: E402
from auditor.read import read_documents  # noqa: E402
from tests.golden import claim_labels  # noqa: E402
from tests.golden.claim_labels import Labelled, Matched  # noqa: E402

SHARED = ROOT.parent / "shared"
KINDS = ("labels", "bound", "unread", "tp", "fp", "fn")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("names", nargs="*", help="filings whose names hold one of these; all unless given")
    parser.add_argument("--faults", action="store_true", help="list what is matched wrongly or not at all")
    options = parser.parse_args()
    if not SHARED.is_dir():
        sys.exit(f"the filings are not here: {SHARED} is missing")
    chosen = [one for one in claim_labels.every() if not options.names or any(n in one.name for n in options.names)]
    filings = {one.name: _measured(one, options.faults) for one in chosen}
    parts = {part: _pooled([f for f in filings.values() if f["part"] == part]) for part in claim_labels.PARTS}
    result = {"all": _pooled(list(filings.values())), "parts": parts}
    for name, counts in (*parts.items(), ("all", result["all"])):
        print(f"{_line(counts)}  {name}: {counts['filings']} filings")
    if options.names:
        return
    result["releases_of_2003"] = releases = _releases()
    print("releases of 2003: " + ", ".join(f"{count} {kind}" for kind, count in releases.items()))
    (HERE / "claims.json").write_text(json.dumps(result | {"filings": filings}, indent=1) + "\n", encoding="utf-8")


def _measured(labelled: Labelled, faults: bool) -> dict[str, Any]:
    path = SHARED / labelled.source
    if not path.exists():
        sys.exit(f"the filings are not here: {path} is missing")
    documents = read_documents(path)
    matched = claim_labels.matched(labelled, documents, extract_all(documents))
    counts = Counter[str]()
    for one in matched:
        counts.update(one.counts)
    found = {"part": labelled.part, "source": labelled.source} | _scored(counts)
    print(f"{_line(found)}  {labelled.name}")
    if faults:
        print(*(f"    {fault}" for one in matched if (fault := _fault(one))), sep="\n")
    return found


def _fault(one: Matched) -> str | None:
    label = one.label
    if one.right or (one.predicted is None and not label.cells):
        return None
    wanted = f"{label.line} at {', '.join(str(place) for place, _ in label.cells)}" if label.cells else "no cell"
    got = "unread" if not one.read else "not matched" if one.predicted is None else f"matched to {one.predicted}"
    return f"{label.claim} at {label.at} ({label.kind}): {got}, labelled {wanted}"


def _scored(counts: Counter[str]) -> dict[str, Any]:
    told = {kind: counts[kind] for kind in KINDS}
    return told | claim_labels.scores(told)


def _pooled(filings: list[dict[str, Any]]) -> dict[str, Any]:
    counts = Counter({kind: sum(one[kind] for one in filings) for kind in KINDS})
    return {"filings": len(filings)} | _scored(counts)


def _line(counts: dict[str, Any]) -> str:
    numbers = " ".join(f"{counts[kind]:4d} {kind}" for kind in KINDS)
    return f"{numbers}  P {counts['precision']:.3f} R {counts['recall']:.3f} F1 {counts['f1']:.3f}"


def _releases() -> dict[str, int]:
    """The hand-made lists of both releases of 2003, by the measure of ``tests/golden/test_claims_of_2003.py``."""
    from tests.golden import test_claims_of_2003 as lists

    total: Counter[str] = Counter()
    for name in lists.LISTS:
        total["claims"] += len(lists.load(name)[1])
        for claim, figure in lists.figures_of(name):
            total["stated"] += 1
            total["read"] += figure is not None
            total["tested"] += figure is not None and lists.is_tested(name, claim, figure)
    return {kind: total[kind] for kind in ("claims", "stated", "read", "tested")}


if __name__ == "__main__":
    main()
