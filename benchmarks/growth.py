"""How the time of an audit grows with the rows of a table, and what becomes of a very large one.

    python benchmarks/growth.py [--rounds N] [--most ROWS] [--columns N]

Makes tables of its own (CSV): sections of eight lines and their total, a grand total at the end, twelve columns of
dates; once as they are and once with a digit of one line mistyped. Times the stages in processor time, the best of
some rounds, fits the exponent of the growth of identify + diagnose and compares it with that of n log n over the same
rows. Last two tables of 10,000 rows, one of sections and one a single list: their seconds, and what their reports say
was not tested. Prints a table; writes ``benchmarks/growth.json`` when run without options.
"""

from __future__ import annotations

import argparse
import csv
import json
import math
import random
import sys
import tempfile
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE.parent), str(HERE)]

from staged import Timed, timed, warm  # noqa: E402

from auditor.pipeline import audit_file  # noqa: E402
from auditor.report.document import document  # noqa: E402

ROWS = (50, 150, 500, 1500, 5000)
LARGE = 10_000
COLUMNS = 12
ROUNDS = 3
SECTION = 8  # lines that a total adds
FIRST_YEAR = 2010
SEED = 3


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=ROUNDS)
    parser.add_argument("--most", type=int, default=LARGE, help="leave out tables of more rows")
    parser.add_argument("--columns", type=int, default=COLUMNS)
    options = parser.parse_args()
    rows = [count for count in ROWS if count <= options.most]
    warm()
    with tempfile.TemporaryDirectory() as folder:
        result: dict[str, Any] = {"columns": options.columns, "rounds": options.rounds}
        for name, mistyped in (("clean", False), ("planted", True)):
            result[name] = series(rows, options.columns, options.rounds, mistyped, Path(folder))
            show(name, result[name])
        if options.most >= LARGE:
            made = {"sections": table(LARGE, options.columns), "list": long_list(LARGE, options.columns)}
            result["large"] = {name: large(lines, Path(folder)) for name, lines in made.items()}
            print(json.dumps(result["large"], indent=1))
    if (options.rounds, options.most, options.columns) == (ROUNDS, LARGE, COLUMNS):
        (HERE / "growth.json").write_text(json.dumps(result, indent=1) + "\n", encoding="utf-8")


def table(rows: int, columns: int, seed: int = SEED) -> list[list[str]]:
    """At least ``rows`` rows: sections of `SECTION` lines with their totals; a head first, a grand total last."""
    chance = random.Random(seed)
    lines = [head(columns)]
    grand = [0] * columns
    while len(lines) <= rows:
        section = [[chance.randrange(1_000, 99_999) for _ in range(columns)] for _ in range(SECTION)]
        first = len(lines)
        lines += [printed(f"Item {first + place}", amounts) for place, amounts in enumerate(section)]
        totals = [sum(column) for column in zip(*section, strict=True)]
        lines.append(printed(f"Total of section {first}", totals))
        grand = [one + other for one, other in zip(grand, totals, strict=True)]
    lines.append(printed("Grand total", grand))
    return lines


def long_list(rows: int, columns: int, seed: int = SEED) -> list[list[str]]:
    """``rows`` items one below the other, and their total: no section says what to add."""
    chance = random.Random(seed)
    items = [[chance.randrange(1_000, 99_999) for _ in range(columns)] for _ in range(rows)]
    total = [sum(column) for column in zip(*items, strict=True)]
    lines = [printed(f"Item {place}", amounts) for place, amounts in enumerate(items, 1)]
    return [head(columns), *lines, printed("Total", total)]


def head(columns: int) -> list[str]:
    return ["", *(f"December 31, {FIRST_YEAR + column}" for column in range(columns))]


def printed(label: str, amounts: Sequence[int]) -> list[str]:
    return [label, *(f"{amount:,}" for amount in amounts)]


def mistype(lines: list[list[str]]) -> None:
    """Change the second digit of an item in the middle of the table."""
    place = len(lines) // 2
    while not lines[place][0].startswith("Item"):
        place += 1
    column = len(lines[place]) // 2
    text = lines[place][column]
    at = 1 if text[1].isdigit() else 2
    lines[place][column] = f"{text[:at]}{(int(text[at]) + 3) % 10}{text[at + 1 :]}"


def written(lines: Sequence[Sequence[str]], folder: Path) -> str:
    path = folder / "table.csv"
    with path.open("w", encoding="utf-8", newline="") as out:
        csv.writer(out).writerows(lines)
    return str(path)


def series(rows: Sequence[int], columns: int, rounds: int, mistyped: bool, folder: Path) -> dict[str, Any]:
    """Every size timed, and the exponents of the growth."""
    sizes = []
    for count in rows:
        lines = table(count, columns)
        if mistyped:
            mistype(lines)
        one = timed(written(lines, folder), rounds)
        sizes.append(size(len(lines) - 1, one))
    found: dict[str, Any] = {"sizes": sizes}
    if len(sizes) > 1:
        counts = [one["rows"] for one in sizes]
        found["exponent"] = round(slope(counts, [one["testing"] for one in sizes]), 2)
        found["reading_exponent"] = round(slope(counts, [one["reading"] for one in sizes]), 2)
        found["last_exponent"] = round(slope(counts[-2:], [one["testing"] for one in sizes[-2:]]), 2)
        found["n_log_n"] = round(slope(counts, [count * math.log(count) for count in counts]), 2)
        found["last_n_log_n"] = round(slope(counts[-2:], [count * math.log(count) for count in counts[-2:]]), 2)
    return found


def size(rows: int, one: Timed) -> dict[str, Any]:
    """Seconds by stage and what was found."""
    stages = one.stages
    return {
        "rows": rows,
        "reading": round(stages.reading, 4),
        "identify": round(stages.identify, 4),
        "diagnose": round(stages.diagnose, 4),
        "testing": round(stages.testing, 4),
        "identities": one.identities,
        "findings": one.findings,
    }


def slope(counts: Sequence[float], seconds: Sequence[float]) -> float:
    """The exponent of the power that fits best: least squares over the logarithms.

    >>> round(slope([10, 100, 1000], [2, 200, 20000]), 6)
    2.0
    """
    across, up = ([math.log(max(value, 1e-9)) for value in values] for values in (counts, seconds))
    middle, height = sum(across) / len(across), sum(up) / len(up)
    return sum((x - middle) * (y - height) for x, y in zip(across, up, strict=True)) / sum(
        (x - middle) ** 2 for x in across
    )


def large(lines: list[list[str]], folder: Path) -> dict[str, Any]:
    """One large table, a digit of it mistyped: seconds, coverage, and what its report says is untested."""
    mistype(lines)
    path = written(lines, folder)
    one = timed(path, 1)
    report = document(audit_file(path))
    reasons = Counter(identity["reason"] for identity in report["identities"] if identity["status"] == "skipped")
    return {
        **size(len(lines) - 1, one),
        "figures": report["coverage"]["figures"],
        "detectable": report["coverage"]["detectable"],
        "skipped": dict(reasons),
        "remarks": [remark["message"] for remark in report["diagnostics"]],
    }


def show(name: str, found: dict[str, Any]) -> None:
    print(f"\n{name:8s} {'rows':>6s} {'reading':>8s} {'identify':>9s} {'diagnose':>9s} {'ratio':>6s} {'ms a row':>9s}")
    for one in found["sizes"]:
        print(
            f"{'':8s} {one['rows']:6d} {one['reading']:8.3f} {one['identify']:9.3f} {one['diagnose']:9.3f} "
            f"{one['testing'] / one['reading']:6.2f} {1000 * one['testing'] / one['rows']:9.3f}"
        )
    if "exponent" in found:
        print(
            f"exponent {found['exponent']} (n log n: {found['n_log_n']}), over the last step {found['last_exponent']} "
            f"(n log n: {found['last_n_log_n']})"
        )


if __name__ == "__main__":
    main()
