"""A data release audited whole: how long it takes, what holds, and which planted slips are noticed.

    python benchmarks/release.py [--release ZIP] [--jobs N] [--rounds N] [--typos N] [--misses FILE]

(a) Audits every filing of the release as published in a process of its own: seconds, memory, and per statement how many
relations were tested and how many hold.

(b) Plants one slip in each of some filings, in a copy of the table ``num``, audits the copies and counts a slip as
detected where a finding that was not there before, an error or a warning, names the figure it stands in. Slips are
those of the typo benchmark beside the repository (``../shared/tools/typo_bench.py``): one digit substituted (twice as
often as the others), two transposed, one dropped, one doubled, the sign turned, another column's value, made of the
digits that are printed. They fall on values of balance sheets, statements of income and of cash flows that take part
in a relation that was tested. Any other error that was not there before is false.

Prints the figures; writes ``benchmarks/release.json`` when run without options.
"""

from __future__ import annotations

import argparse
import json
import random
import resource
import shutil
import sys
import tempfile
import time
import zipfile
from collections import Counter, defaultdict
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from decimal import Decimal
from multiprocessing import get_context
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE.parent), str(HERE)]

from planted import SHARED, tool  # noqa: E402

from auditor.model.audit import Audit  # noqa: E402
from auditor.release.printed_places import written  # noqa: E402
from auditor.release.statement_sets import audits  # noqa: E402
from auditor.release.statement_tables import TURNED  # noqa: E402
from auditor.release.summary import Summary, counting, kind_of  # noqa: E402

RELEASE = SHARED / "corpus" / "statement-data-sets" / "2010q2.zip"
JOBS = 2
ROUNDS = 2  # copies of the release, each with one slip a filing
TYPOS = 1000
SEED = 20140129  # the typo benchmark's own
PLANTED_IN = ("BS", "IS", "CF")
LOUD = ("error", "warning")


@dataclass(frozen=True)
class Candidate:
    """A value that takes part in a tested relation, and the other columns' values of its row."""

    line: int  # of the table num
    mantissa: int
    exponent: int
    statement: str
    others: tuple[tuple[int, int], ...]
    is_negated: bool = False


@dataclass(frozen=True)
class Slip:
    """One planted slip: ``value`` stands in the copy for what was published."""

    filing: str
    at: Candidate
    kind: str
    value: str


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--release", type=Path, default=RELEASE)
    parser.add_argument("--jobs", type=int, default=JOBS)
    parser.add_argument("--rounds", type=int, default=ROUNDS)
    parser.add_argument("--typos", type=int, default=TYPOS)
    parser.add_argument("--misses", type=Path, help="write every slip that was not detected here, as TSV")
    options = parser.parse_args()
    if not options.release.exists():
        sys.exit(f"the release is not here: {options.release} is missing")
    result: dict[str, Any] = {"release": options.release.name, "published": published(options.release, options.jobs)}
    print(json.dumps(result["published"], indent=1))
    planted, missed = planted_slips(options.release, options.jobs, options.rounds, options.typos)
    result["planted"] = planted
    print(json.dumps(planted, indent=1))
    if options.misses:
        lines = [f"{s.filing}\t{s.at.line}\t{s.at.statement}\t{s.kind}\t{_text(s.at)}\t{s.value}\n" for s in missed]
        options.misses.write_text("".join(lines), encoding="utf-8")
    if len(sys.argv) == 1:
        (HERE / "release.json").write_text(json.dumps(result, indent=1) + "\n", encoding="utf-8")


def published(release: Path, jobs: int) -> dict[str, Any]:
    """Seconds, memory and counts of the release as published, by a fresh process and its workers."""
    with ProcessPoolExecutor(1, get_context("spawn")) as pool:
        return pool.submit(_published, str(release), jobs).result()


def _published(release: str, jobs: int) -> dict[str, Any]:
    began = time.perf_counter()
    counted = Summary()
    for _ in counting(audits(release, jobs), counted):
        pass
    took = time.perf_counter() - began
    spent = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    processor = sum(one.ru_utime + one.ru_stime for one in spent)
    # A fork counts the pages it shares with its parent as its own: the sum is more than is ever taken.
    memory = spent[0].ru_maxrss + (jobs if jobs > 1 else 0) * spent[1].ru_maxrss
    measured = {"jobs": jobs, "seconds": round(took, 1), "processor_seconds": round(processor, 1)}
    return {**measured, "megabytes": round(memory / 1024), **counted.document()}


def planted_slips(release: Path, jobs: int, rounds: int, typos: int) -> tuple[dict[str, Any], list[Slip]]:
    """What became of the slips, by kind and by statement, and those that were missed."""
    known: dict[str, Counter[str]] = {}
    pools: dict[str, list[Candidate]] = {}
    for audit in audits(release, jobs):
        filing = audit.document.path.rpartition("#")[2]
        known[filing] = Counter(f.fingerprint for f in audit.findings if f.severity in LOUD)
        pools[filing] = list(candidates(audit))
    slips = list(drawn(pools, rounds, typos))
    tally: dict[str, Counter[str]] = defaultdict(Counter)
    missed, false, copies = [], 0, 0
    for number in range(rounds):
        due = {slip.filing: slip for place, slip in slips if place == number}
        with tempfile.TemporaryDirectory() as folder:
            copy(release, Path(folder), {slip.at.line: slip.value for slip in due.values()})
            for audit in audits(folder, jobs):
                slip = due.get(audit.document.path.rpartition("#")[2])
                if slip is None:
                    continue
                copies += 1
                verdict, others = judged(audit, slip, known[slip.filing])
                false += others
                for group in ("all", slip.kind, slip.at.statement):
                    tally[group].update({"planted": 1, **{word: 1 for word, is_so in verdict.items() if is_so}})
                if not verdict["detected"]:
                    missed.append(slip)
    shares = {
        group: {"planted": c["planted"]}
        | {w: round(c[w] / c["planted"], 4) for w in ("detected", "located", "corrected")}
        for group, c in sorted(tally.items())
    }
    return {
        "filings": len({slip.filing for _, slip in slips}),
        "detected": shares,
        "missed": dict(Counter(slip.kind for slip in missed)),
        "false_errors": false,
        "false_errors_a_filing": round(false / copies, 5) if copies else None,
    }, missed


def candidates(audit: Audit) -> Iterator[Candidate]:
    """The values of the primary statements that some relation tests and that a slip can be planted in."""
    figures, tables = audit.extraction.figures, audit.extraction.tables
    tested = {m for i in audit.identities if i.standing == "confirmed" and i.status == "holds" for m in i.members}
    lines = Counter(figure.line for figure in figures)
    for index in sorted(tested):
        figure = figures[index]
        if figure.table is None or figure.row is None or not figure.mantissa or lines[figure.line] > 1:
            continue  # a value that is shown with both signs is two figures of one
        statement = kind_of(tables[figure.table])
        if statement not in PLANTED_IN or figure.unit is None or "/" in figure.unit or figure.line is None:
            continue
        row = [figures[i] for i in tables[figure.table].grid[figure.row] if i is not None and i != index]
        others = tuple((o.mantissa, o.exponent) for o in row if o.mantissa)
        turned = figure.anchor is not None and figure.anchor.endswith(TURNED)
        yield Candidate(figure.line, figure.mantissa, figure.exponent, statement, others, turned)


def drawn(pools: dict[str, list[Candidate]], rounds: int, typos: int) -> Iterator[tuple[int, Slip]]:
    """(round, slip): at most one slip a filing and round, until there are enough."""
    chance, count = random.Random(SEED), 0
    for number in range(rounds):
        for filing in sorted(pools):
            order = pools[filing][:]
            chance.shuffle(order)
            for one in order if count < typos else ():
                kind = chance.choice(tool().KINDS)
                mantissa = mistyped(one, kind, chance)
                if mantissa is not None:
                    count += 1
                    shown = -mantissa[0] if one.is_negated else mantissa[0]
                    yield number, Slip(filing, one, kind, written(shown, mantissa[1]))
                    break


def mistyped(one: Candidate, kind: str, chance: random.Random) -> tuple[int, int] | None:
    """(mantissa, exponent) of the value with one slip, in the digits as printed; None where the kind does not fit."""
    plain, sign = str(abs(one.mantissa)), -1 if one.mantissa < 0 else 1
    if kind == "stale":
        others = [other for other in one.others if other != (one.mantissa, one.exponent)]
        return others[0] if others else None
    if kind == "sign":
        return (-one.mantissa, one.exponent) if sign > 0 else None
    place = chance.randrange(len(plain))
    if kind == "substitute":
        options = [d for d in "0123456789" if d != plain[place] and not (place == 0 and d == "0")]
        new = plain[:place] + chance.choice(options) + plain[place + 1 :]
    elif kind == "transpose":
        pairs = [i for i in range(len(plain) - 1) if plain[i] != plain[i + 1] and not (i == 0 and plain[1] == "0")]
        if not pairs:
            return None
        place = chance.choice(pairs)
        new = plain[:place] + plain[place + 1] + plain[place] + plain[place + 2 :]
    elif kind == "drop":
        if len(plain) < 3:
            return None
        new = plain[:place] + plain[place + 1 :]
    else:
        new = plain[:place] + plain[place] + plain[place:]
    return (sign * int(new), one.exponent) if int(new) and int(new) != abs(one.mantissa) else None


def copy(release: Path, folder: Path, values: dict[int, str]) -> None:
    """The release in a folder, with the values of some lines of its table ``num`` replaced."""
    with zipfile.ZipFile(release) as archive:
        for name in ("sub.txt", "pre.txt", "tag.txt", "num.txt"):
            if name not in archive.namelist():
                continue
            with archive.open(name) as source, (folder / name).open("wb") as target:
                if name != "num.txt":
                    shutil.copyfileobj(source, target)
                    continue
                head = source.readline()
                target.write(head)
                column = head.decode().rstrip("\r\n").split("\t").index("value")
                for number, line in enumerate(source, 2):
                    if number in values:
                        cells = line.decode("utf-8", "surrogateescape").rstrip("\r\n").split("\t")
                        cells[column] = values[number]
                        line = ("\t".join(cells) + "\n").encode("utf-8", "surrogateescape")
                    target.write(line)


def judged(audit: Audit, slip: Slip, known: Counter[str]) -> tuple[dict[str, bool], int]:
    """Whether the slip was detected, located and corrected; and how many other errors are new."""
    figures = audit.extraction.figures
    verdict = {"detected": False, "located": False, "corrected": False}
    false, left = 0, known.copy()
    for finding in audit.findings:
        if finding.severity not in LOUD:
            continue
        if left[finding.fingerprint]:
            left[finding.fingerprint] -= 1
            continue
        named = {*finding.figures, *(suspect.figure for suspect in finding.suspects)}
        if not any(figures[index].line == slip.at.line for index in named):
            false += finding.severity == "error"
            continue
        verdict["detected"] = True
        if finding.suspects and figures[finding.suspects[0].figure].line == slip.at.line:
            verdict["located"] = True
            suggested = finding.suspects[0].suggested_value
            verdict["corrected"] |= suggested == _value(slip.at)
    return verdict, false


def _value(one: Candidate) -> Decimal:
    return Decimal(f"{one.mantissa}E{one.exponent}")


def _text(one: Candidate) -> str:
    return written(one.mantissa, one.exponent)


if __name__ == "__main__":
    main()
