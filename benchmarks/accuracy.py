"""How many planted typos are found, placed and corrected, and how silent the auditor is on filings as published.

    python benchmarks/accuracy.py [--collection NAME]… [--per-document N] [--seed N] [--misses] [FILING …]

Plants single typos in copies of three collections of filings, audits all of them by ``auditor batch`` and scores the
reports (`planted`), as the typo benchmark beside the repository does by itself:

    releases   the two releases of 2003 in ``../shared/seeds``, 100 typos each
    text       every plain-text filing of the corpus and the two releases, 20 typos each
    html       every HTML release, report and rendered statement of the corpus below 1 MB, 20 typos each

Filings given on the command line are a collection of their own, of which nothing is kept. For each miss a rule says why
(`missed`). Prints tables; writes the collections it measured into ``benchmarks/accuracy.json``, where the others stay
as they were, and their misses into ``benchmarks/misses.tsv``. Says so and stops where ``../shared`` is absent.
"""

from __future__ import annotations

import argparse
import csv
import json
import sys
import tempfile
from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))

import missed  # noqa: E402
import planted  # noqa: E402
from calibration import binned  # noqa: E402

CORPUS = planted.SHARED / "corpus"
KEPT = HERE / "accuracy.json"
MISSES = HERE / "misses.tsv"
COLUMNS = ("collection", "file", "line", "label", "planted in", "typo", "was", "now", "kind")
PLACES = ("statement", "table", "prose")
SCORES = ("detected", "located", "corrected")
LONGEST_LABEL = 60  # characters of a label in the list of misses
LARGEST = 1 << 20  # bytes of an HTML filing
PAGES = ("release-html", "report-html", "rendered-statement")


@dataclass(frozen=True)
class Collection:
    """Filings, and how many typos each gets."""

    per_document: int
    filings: Callable[[], list[Path]]


@dataclass(frozen=True)
class Outcome:
    """What was measured of a collection: plain data for the JSON, and its misses as rows of `COLUMNS`."""

    result: dict[str, Any]
    misses: list[tuple[str, ...]]


def releases() -> list[Path]:
    return sorted(path for number in ("001", "003") for path in (planted.SHARED / "seeds").glob(f"{number}*"))


def text() -> list[Path]:
    return [*sorted((CORPUS / "text").iterdir()), *releases()]


def pages() -> list[Path]:
    """The filings of the three folders, by path; some are pages within a full submission."""
    found = (path for folder in PAGES for path in sorted((CORPUS / folder).iterdir()))
    return [path for path in found if path.is_file() and path.stat().st_size < LARGEST]


COLLECTIONS = {"releases": Collection(100, releases), "text": Collection(20, text), "html": Collection(20, pages)}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("filings", nargs="*", type=Path, metavar="FILING")
    parser.add_argument("--collection", action="append", choices=COLLECTIONS, help="only this one; can be repeated")
    parser.add_argument("--per-document", type=int, help="typos a filing (default: the collection's); keeps nothing")
    parser.add_argument("--seed", type=int, default=planted.SEED)
    parser.add_argument("--misses", action="store_true", help="print every miss")
    options = parser.parse_args()
    planted.tool()
    chosen = {name: COLLECTIONS[name] for name in options.collection or COLLECTIONS}
    if options.filings:
        chosen = {"given": Collection(20, lambda: options.filings)}
    kept = not options.filings and options.per_document is None and options.seed == planted.SEED
    for name, collection in chosen.items():
        outcome = measured(name, collection.filings(), options.per_document or collection.per_document, options.seed)
        show(name, outcome.result)
        for row in outcome.misses if options.misses else ():
            print(*row[1:], sep="\t")
        if kept:
            keep(name, outcome)


def measured(name: str, filings: Sequence[Path], per_document: int, seed: int) -> Outcome:
    """Plant, audit and score one collection."""
    with tempfile.TemporaryDirectory() as scratch:
        cases = planted.plant(filings, per_document, seed, Path(scratch))
        run = planted.audited(Path(scratch))
        clean = [report["summary"] for _, report in planted.reports(run.clean)]
        scores = Scores(name)
        for verdict in planted.verdicts(cases, run):
            scores.enter(verdict)
    tally, misses = scores.tally, scores.misses
    return Outcome(
        {
            "filings": len(filings),
            "per_document": per_document,
            "cases": len(cases),
            "failed": scores.failed,
            "seconds": {"clean": round(run.clean_seconds, 1), "planted": round(run.planted_seconds, 1)},
            "clean": {word: sum(summary[word] for summary in clean) for word in ("errors", "warnings", "info")},
            "where": {place: dict(tally[place]) for place in PLACES if tally[place]},
            "typos": {group: dict(tally[group]) for group in sorted(tally) if group not in PLACES},
            "missed": {
                kind: dict(counts)
                for kind in missed.KINDS
                if (counts := Counter(row[COLUMNS.index("planted in")] for row in misses if row[-1] == kind))
            },
            "confidence": [one for one in binned(scores.named) if one["suspects"]],
            "one_finding": scores.alone,
        },
        misses,
    )


class Scores:
    """Verdicts counted as they come, filing by filing."""

    def __init__(self, collection: str) -> None:
        self.tally: dict[str, Counter[str]] = defaultdict(Counter)  # by place, and by typo
        self.misses: list[tuple[str, ...]] = []  # rows of `COLUMNS`
        self.named: list[tuple[float, bool]] = []  # of first suspects the confidence, and whether it is the figure
        self.failed = 0  # copies on which the auditor itself failed
        self.alone = 0  # typos detected by a finding that is the only new one
        self._collection = collection
        self._filing = ""
        self._original: missed.Original | None = None

    def enter(self, verdict: planted.Verdict) -> None:
        case = verdict.case
        failure = verdict.planted.get("failure")
        self.failed += bool(failure and failure["kind"] == "internal")
        for group in (case.amount.kind, case.typo):
            self.tally[group].update(n=1, **{word: int(getattr(verdict, word)) for word in SCORES})
        if verdict.detected:
            self._suspects(verdict)
        else:
            self._miss(verdict)

    def _suspects(self, verdict: planted.Verdict) -> None:
        """The confidence of each new finding's first suspect, as benchmarks/calibration.py has it."""
        tool = planted.tool()
        known = {tool.key(finding) for finding in tool.loud(verdict.clean)}
        new = [finding for finding in tool.loud(verdict.planted) if tool.key(finding) not in known]
        texts = {figure["id"]: figure["text"] for figure in verdict.planted["figures"]}
        self.alone += len(new) == 1
        for first in (finding["suspects"][0] for finding in new if finding["suspects"]):
            right = tool.digits(texts[first["figure"]]) == tool.digits(verdict.case.now)
            self.named.append((float(first["confidence"]), right))

    def _miss(self, verdict: planted.Verdict) -> None:
        case = verdict.case
        if self._original is None or self._filing != case.clean:
            self._filing, self._original = case.clean, missed.Original.of(verdict.clean)
        file = f"{case.filing.parent.name}/{case.filing.name}"
        figure = self._original.figure(case)
        label = " ".join(figure["label"].split())[:LONGEST_LABEL] if figure and figure["label"] else ""
        amount, why = case.amount, missed.kind(verdict, self._original)
        self.misses.append(
            (self._collection, file, str(case.line), label, amount.kind, case.typo, amount.text, case.now, why)
        )


def keep(name: str, outcome: Outcome) -> None:
    """Write one collection into what is kept; the others stay."""
    there = json.loads(KEPT.read_text(encoding="utf-8")) if KEPT.exists() else {}
    there[name] = outcome.result
    there = {each: there[each] for each in COLLECTIONS if each in there}
    KEPT.write_text(json.dumps(there, indent=1) + "\n", encoding="utf-8")
    rows: list[Sequence[str]] = []
    if MISSES.exists():
        with MISSES.open(encoding="utf-8", newline="") as lines:
            rows = [row for row in csv.reader(lines, delimiter="\t") if row[0] in there and row[0] != name]
    rows += outcome.misses
    rows.sort(key=lambda row: list(COLLECTIONS).index(row[0]))  # stable: within a collection the order of the filings
    with MISSES.open("w", encoding="utf-8", newline="") as out:
        csv.writer(out, delimiter="\t", lineterminator="\n").writerows([COLUMNS, *rows])


def show(name: str, result: dict[str, Any]) -> None:
    print(f"\n{name}: {result['filings']} filings, {result['cases']} typos, {result['seconds']['planted']} s")
    if result["failed"]:
        print(f"{result['failed']} copies could not be audited: the auditor itself failed on them")
    print(f"{'':12s} {'n':>5s} {'detected':>9s} {'located':>9s} {'corrected':>9s}  (these two of the detected)")
    for group, counts in [*result["where"].items(), *result["typos"].items()]:
        found = counts["detected"]
        shares = [found / counts["n"], *(counts[word] / found if found else 0.0 for word in SCORES[1:])]
        print(f"{group:12s} {counts['n']:5d} " + " ".join(f"{share:9.3f}" for share in shares))
    clean = (f"{result['clean'][word] / max(1, result['filings']):.3f} {word}" for word in result["clean"])
    print(f"as published, a document: {', '.join(clean)}")
    for one in result["confidence"]:
        print(f"  confidence {one['from']:4.2f} – {one['to']:4.2f}: {one['suspects']:4d}, right {one['right']:.3f}")
    for kind, counts in result["missed"].items():
        where = ", ".join(f"{counts[place]} {place}" for place in PLACES if place in counts)
        print(f"  {sum(counts.values()):5d} {missed.KINDS[kind]} ({where})")


if __name__ == "__main__":
    main()
