"""How each check of the catalogue fares on real filings: ``python benchmarks/catalogue_use.py FILING_OR_FOLDER ...``.

Prints, a check a line, in how many filings it holds, fails or wants an operand, and how many relations hold or fail in
all; last the checks that hold nowhere, whose vocabulary or idea should be looked at. Only checks by equation are
counted, before any other pass has a say: a relation that structure finds too is the catalogue's as well.

Standard input is not read; files that cannot be audited are passed over and counted.
"""

from __future__ import annotations

import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

from auditor.catalogue import load_checks
from auditor.extract import extract_all
from auditor.identify import catalogue
from auditor.identify.hypothesis import weigh
from auditor.read import ReadFailure, read_documents

LARGEST = 8_000_000  # bytes; larger filings would only make the count slower
WORKERS = 2
Tally = Counter[tuple[str, str]]  # (code, "holds" | "violated" | "latent" | "skipped") to relations


def filings(paths: Iterable[str]) -> Iterator[Path]:
    """Every file named, or below a folder named, that is not too large."""
    for path in map(Path, paths):
        files = sorted(path.rglob("*")) if path.is_dir() else [path]
        yield from (file for file in files if file.is_file() and file.stat().st_size <= LARGEST)


def tally(path: Path) -> Tally | None:
    """The relations of one filing by check and verdict; None where it could not be read."""
    try:
        documents = read_documents(str(path))
    except ReadFailure:
        return None
    extraction = extract_all(documents)
    checks = load_checks()
    found: Tally = Counter()
    for hypothesis in catalogue.hypotheses(extraction, checks):
        for identity in weigh(extraction.figures, hypothesis):
            is_doubtful = identity.status == "violated" and identity.standing == "latent"
            found[identity.check, "latent" if is_doubtful else identity.status] += 1
    for identity in catalogue.skipped(extraction, checks):
        found[identity.check, "skipped"] += 1
    return found


def main(paths: list[str]) -> None:
    """Print the table."""
    with ProcessPoolExecutor(WORKERS) as pool:
        tallies = list(pool.map(tally, filings(paths), chunksize=2))
    read = [one for one in tallies if one is not None]
    relations: Tally = Counter()
    holders: dict[tuple[str, str], int] = defaultdict(int)
    for one in read:
        relations.update(one)
        for place in one:
            holders[place] += 1
    print(f"{len(read)} filings, {len(tallies) - len(read)} could not be read")
    print("check  holds in  fails in  doubtful in  skipped in | relations: hold  fail  doubtful")
    codes = [check.code for check in load_checks().values() if check.shape is not None]
    for code in codes:
        cells = [holders[code, verdict] for verdict in ("holds", "violated", "latent", "skipped")]
        counts = [relations[code, verdict] for verdict in ("holds", "violated", "latent")]
        print("{}  {:8d}  {:8d}  {:11d}  {:10d} | {:15d}  {:4d}  {:8d}".format(code, *cells, *counts))
    idle = [code for code in codes if not relations[code, "holds"]]
    print("hold nowhere:", ", ".join(idle) or "none")


if __name__ == "__main__":
    main(sys.argv[1:])
