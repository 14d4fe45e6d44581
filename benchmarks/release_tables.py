"""Times the audit of a long release table, and how much memory it takes.

    python benchmarks/release_tables.py [ROWS]

writes a made-up release of about ROWS rows (1,000,000 unless said otherwise) with one slip in every hundredth entity,
in the order of dates, so that no entity's rows stand together. It is audited twice: entities in which something fails
only, and every one of a tenth of it. Figures are printed; they are those of docs/release-tables.md.
"""

from __future__ import annotations

import csv
import random
import resource
import sys
import tempfile
from calendar import monthrange
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from time import perf_counter, process_time

from auditor.release.tables import audits

QUARTERS = 40
COLUMNS = ("entity", "concept", "start", "end", "value", "unit", "decimals")
Row = list[object]


def entity(number: int) -> Iterator[Row]:
    """The rows of one entity: statements of 40 quarters and ten years, all of which foot."""
    draw = random.Random(number)
    name, size = f"Example {number:05d}", 10 ** draw.uniform(3, 6)

    def n(share: float) -> int:
        return round(size * share * draw.uniform(0.93, 1.07))

    cash, equity, other, fixed = n(0.5), n(1.8), n(1.1), n(2.4)
    year: dict[str, int] = {}
    for k in range(QUARTERS):
        y, month = 2015 + k // 4, (k % 4 + 1) * 3
        start, end = date(y, month - 2, 1), date(y, month, monthrange(y, month)[1])
        sales = n(1)
        cost, expenses, sundry = round(sales * 0.58), round(sales * 0.22), -n(0.009)
        profit = sales - cost - expenses + sundry
        tax = round(profit * 0.24)
        flows = (n(0.15), -n(0.08), -n(0.06))
        cash, other, fixed = cash + sum(flows), other + n(0.02), fixed + n(0.01)
        equity += profit - tax
        assets, current = cash + other + fixed, n(0.6)
        of_period = {
            "Revenues": sales,
            "CostOfRevenue": cost,
            "GrossProfit": sales - cost,
            "OperatingExpenses": expenses,
            "OperatingIncomeLoss": sales - cost - expenses,
            "NonoperatingIncomeExpense": sundry,
            "pretax_income": profit,
            "IncomeTaxExpenseBenefit": tax,
            "NetIncomeLoss": profit - tax,
            "NetCashProvidedByUsedInOperatingActivities": flows[0],
            "NetCashProvidedByUsedInInvestingActivities": flows[1],
            "NetCashProvidedByUsedInFinancingActivities": flows[2],
            "CashAndCashEquivalentsPeriodIncreaseDecrease": sum(flows),
        }
        at_end = {
            "CashAndCashEquivalentsAtCarryingValue": cash,
            "AssetsCurrent": cash + other,
            "AssetsNoncurrent": fixed,
            "Assets": assets,
            "LiabilitiesCurrent": current,
            "LiabilitiesNoncurrent": assets - equity - current,
            "Liabilities": assets - equity,
            "StockholdersEquity": equity,
            "LiabilitiesAndStockholdersEquity": assets,
        }
        year = {concept: year.get(concept, 0) + value for concept, value in of_period.items()}
        for concept, value in of_period.items():
            yield [name, concept, start, end, value * 1000, "USD", -3]
        for concept, value in at_end.items():
            yield [name, concept, "", end, value * 1000, "USD", -3]
        if month == 12:
            for concept, value in year.items():
                yield [name, concept, date(y, 1, 1), end, value * 1000, "USD", -3]
            year = {}


def write(path: Path, rows: int) -> tuple[int, int]:
    """Write the release; return how many rows and entities it has."""
    one = len(list(entity(0)))
    entities = max(1, rows // one)
    found: list[Row] = []
    for number in range(entities):
        own = list(entity(number))
        if number % 100 == 50:
            slip = own[random.Random(number).randrange(len(own))]
            slip[4] = -int(str(slip[4]))
        found += own
    found.sort(key=lambda row: row[3])  # type: ignore[arg-type,return-value]
    with path.open("w", newline="", encoding="utf-8") as stream:
        writer = csv.writer(stream)
        writer.writerow(COLUMNS)
        writer.writerows(found)
    return len(found), entities


def timed(path: Path, every: bool) -> tuple[float, float, int, int, int]:
    """Seconds by the clock and of the processor, peak memory in MB of the process so far, audits and findings."""
    begin, spent = perf_counter(), process_time()
    count = findings = 0
    for audit in audits(path, every=every):
        count += 1
        findings += len(audit.findings)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    return perf_counter() - begin, process_time() - spent, peak, count, findings


def main() -> None:
    rows = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000
    with tempfile.TemporaryDirectory() as folder:
        for size, every in ((rows, False), (rows // 10, True)):
            path = Path(folder) / f"{size}.csv"
            written, entities = write(path, size)
            megabytes = path.stat().st_size / 1e6
            seconds, busy, peak, count, findings = timed(path, every)
            print(
                f"{written:,} rows of {entities:,} entities ({megabytes:.0f} MB), every={every}: {seconds:.1f} s "
                f"({busy:.1f} s of the processor), "
                f"peak {peak:,} MB, {count:,} audits, {findings:,} findings"
            )


if __name__ == "__main__":
    main()
