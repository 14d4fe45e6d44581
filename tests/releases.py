"""Small data releases as the regulator lays them out, written by us: what a test says of a filing becomes the tables.

A statement is a list of lines (label, tag, values); a value is text as ``num`` writes it, one for each column, or None
where the filing has none.
"""

from __future__ import annotations

import json
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

OLD_HEADS = {
    "sub": "adsh cik name sic form period fy fp filed",
    "num": "adsh tag version coreg ddate qtrs uom value footnote",
    "pre": "adsh report line stmt inpth rfile tag version plabel negating",
    "tag": "tag version custom abstract datatype iord crdr tlabel doc",
}
NEW_HEADS = {  # other columns, in another order
    "sub": "adsh cik name fye form period filed accepted fy fp",
    "num": "adsh tag version ddate qtrs coreg uom value segments footnote",
    "pre": "adsh tag version report line stmt negating inpth rfile plabel",
}

When = tuple[str, str]  # ddate, qtrs


@dataclass(frozen=True)
class Line:
    """One line of a statement. ``when`` replaces the statement's columns, for balances among movements."""

    label: str
    tag: str
    values: Sequence[str | None]
    unit: str = "USD"
    negating: bool = False
    in_parentheses: bool = False
    when: Sequence[When] | None = None
    version: str = "us-gaap/2009"
    registrant: str = ""
    segments: str = ""
    skip: int = 0  # lines left out of the presentation before it


@dataclass(frozen=True)
class Statement:
    kind: str  # "BS", "IS", "CF" …
    when: Sequence[When]
    lines: Sequence[Line]


@dataclass(frozen=True)
class Filing:
    adsh: str
    statements: Sequence[Statement]
    company: str = "ACME CORP"
    form: str = "10-Q"
    period: str = "20100331"
    loose: Sequence[Line] = field(default=())  # values that no statement shows; each with its own ``when``


def rows_of(filings: Sequence[Filing]) -> dict[str, list[dict[str, str]]]:
    """The rows of ``sub``, ``num`` and ``pre`` by column; each value once."""
    found: dict[str, list[dict[str, str]]] = {"sub": [], "num": [], "pre": [], "tag": []}
    for filing in filings:
        found["sub"].append(
            {"adsh": filing.adsh, "cik": "1", "name": filing.company, "form": filing.form, "period": filing.period}
        )
        told: set[tuple[str, ...]] = set()
        for report, statement in enumerate(filing.statements, 1):
            number = 0
            for line in statement.lines:
                number += 1 + line.skip
                found["pre"].append(
                    {
                        "adsh": filing.adsh, "report": str(report), "line": str(number), "stmt": statement.kind,
                        "inpth": str(int(line.in_parentheses)), "rfile": "R", "tag": line.tag,
                        "version": line.version, "plabel": line.label, "negating": str(int(line.negating)),
                    }
                )  # fmt: skip
                _tell(found["num"], told, filing.adsh, line, line.when or statement.when)
        for line in filing.loose:
            _tell(found["num"], told, filing.adsh, line, line.when or ())
    return found


def _tell(
    num: list[dict[str, str]], told: set[tuple[str, ...]], adsh: str, line: Line, columns: Sequence[When]
) -> None:
    for (day, quarters), value in zip(columns, line.values, strict=True):
        key = (line.tag, line.version, day, quarters, line.unit, line.registrant, line.segments)
        if value is None or key in told:
            continue
        told.add(key)
        num.append(
            {
                "adsh": adsh, "tag": line.tag, "version": line.version, "ddate": day, "qtrs": quarters,
                "uom": line.unit, "value": value, "coreg": line.registrant, "segments": line.segments,
            }
        )  # fmt: skip


def written(folder: Path, filings: Sequence[Filing], heads: Mapping[str, str] = OLD_HEADS) -> Path:
    """The release as a folder of tables, with the columns that ``heads`` name."""
    folder.mkdir(parents=True, exist_ok=True)
    rows = rows_of(filings)
    for name, head in heads.items():
        columns = head.split()
        lines = ["\t".join(columns), *("\t".join(row.get(column, "") for column in columns) for row in rows[name])]
        (folder / f"{name}.txt").write_text("\n".join(lines) + "\n", encoding="utf-8")
    return folder


def zipped(folder: Path, target: Path) -> Path:
    """The folder's tables as an archive."""
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for path in sorted(folder.iterdir()):
            archive.write(path, path.name)
    return target


NOW, THEN = ("20100331", "0"), ("20091231", "0")
QUARTER, YEAR_AGO = ("20100331", "1"), ("20090331", "1")


def thousands(*amounts: int | None) -> list[str | None]:
    """Amounts of a statement in thousands as ``num`` writes them: 1204 is "1204000.0000"."""
    return [None if amount is None else f"{amount}000.0000" for amount in amounts]


def balance_sheet(inventories: int = 311) -> Statement:
    """A sound one in thousands, of two dates."""
    return Statement(
        "BS",
        (NOW, THEN),
        (
            Line("Cash", "CashAndCashEquivalentsAtCarryingValue", thousands(1204, 1106), skip=1),
            Line("Receivables", "AccountsReceivableNetCurrent", thousands(2417, 2285)),
            Line("Inventories", "InventoryNet", thousands(inventories, 298)),
            Line("Total current assets", "AssetsCurrent", thousands(3932, 3689)),
            Line("Property", "PropertyPlantAndEquipmentNet", thousands(5218, 5177)),
            Line("Total assets", "Assets", thousands(9150, 8866)),
            Line("Payables", "AccountsPayableCurrent", thousands(1873, 1790), skip=1),
            Line("Debt", "LongTermDebtNoncurrent", thousands(2644, 2713)),
            Line("Total liabilities", "Liabilities", thousands(4517, 4503)),
            Line("Common stock", "CommonStockValue", thousands(1001, 1001), skip=1),
            Line("Retained earnings", "RetainedEarningsAccumulatedDeficit", thousands(3884, 3589)),
            Line("Treasury stock", "TreasuryStockValue", thousands(252, 227), negating=True),
            Line("Total equity", "StockholdersEquity", thousands(4633, 4363)),
            Line("Total liabilities and equity", "LiabilitiesAndStockholdersEquity", thousands(9150, 8866)),
        ),
    )


def cash_flow() -> Statement:
    """A sound one in thousands, of two quarters; cash is told as a balance."""
    balances = (("20091231", "0"), ("20081231", "0")), (("20100331", "0"), ("20090331", "0"))
    return Statement(
        "CF",
        (QUARTER, YEAR_AGO),
        (
            Line("Net income", "NetIncomeLoss", thousands(295, 241), skip=1),
            Line("Depreciation", "DepreciationAndAmortization", thousands(188, 179)),
            Line("Receivables", "IncreaseDecreaseInAccountsReceivable", thousands(132, 87), negating=True),
            Line("Net cash provided by operating activities", "NetCashProvidedByUsedInOperatingActivities",
                 thousands(351, 333)),
            Line("Capital expenditures", "PaymentsToAcquirePropertyPlantAndEquipment", thousands(159, 148),
                 negating=True, skip=1),
            Line("Net cash used in investing activities", "NetCashProvidedByUsedInInvestingActivities",
                 thousands(-159, -148)),
            Line("Repayments of debt", "RepaymentsOfDebt", thousands(69, 53), negating=True, skip=1),
            Line("Repurchases of stock", "PaymentsForRepurchaseOfCommonStock", thousands(25, 31), negating=True),
            Line("Net cash used in financing activities", "NetCashProvidedByUsedInFinancingActivities",
                 thousands(-94, -84)),
            Line("Increase in cash", "CashAndCashEquivalentsPeriodIncreaseDecrease", thousands(98, 101)),
            Line("Cash at beginning of period", "CashAndCashEquivalentsAtCarryingValue", thousands(1106, 960),
                 when=balances[0]),
            Line("Cash at end of period", "CashAndCashEquivalentsAtCarryingValue", thousands(1204, 1061),
                 when=balances[1]),
        ),
    )  # fmt: skip


def income_statement() -> Statement:
    """A sound one in thousands, with earnings per share in the bare currency, as releases write them."""
    return Statement(
        "IS",
        (QUARTER, YEAR_AGO),
        (
            Line("Sales", "SalesRevenueNet", thousands(3961, 3587), skip=1),
            Line("Cost of sales", "CostOfGoodsSold", thousands(2744, 2508)),
            Line("Gross profit", "GrossProfit", thousands(1217, 1079)),
            Line("Selling expenses", "SellingGeneralAndAdministrativeExpense", thousands(763, 708)),
            Line("Income before income taxes",
                 "IncomeLossFromContinuingOperationsBeforeIncomeTaxesMinorityInterestAndIncomeLossFromEquityMethodInvestments",
                 thousands(454, 371)),
            Line("Income taxes", "IncomeTaxExpenseBenefit", thousands(159, 130)),
            Line("Net income", "NetIncomeLoss", thousands(295, 241)),
            Line("Earnings per share", "EarningsPerShareBasic", ["0.5900", "0.4800"], skip=1),
        ),
    )  # fmt: skip


def facts(*entries: tuple[str, str, str, str | None, str, object]) -> str:
    """Company facts JSON of (tag, unit, accession number, start, end, value)."""
    told: dict[str, dict[str, dict[str, list[dict[str, object]]]]] = {}
    for tag, unit, accession, start, end, value in entries:
        entry: dict[str, object] = {"end": end, "val": value, "accn": accession, "fy": 2010, "fp": "FY", "form": "10-K"}
        if start:
            entry["start"] = start
        told.setdefault(tag, {"units": {}})["units"].setdefault(unit, []).append(entry)
    return json.dumps({"cik": 1, "entityName": "Acme Corp", "facts": {"us-gaap": told}})
