"""Consecutive filings of an invented company, set as plain text: statements whose columns can be changed at will.

    sheet(("Mar. 31, 2003", "Dec. 31, 2002"), {"Cash": ("4,120", "3,870"), …})

A row's label may begin with "=" (a total below a rule).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from auditor.model.audit import Audit
from auditor.pipeline import audit_file

STUB, CELL = 44, 21
Rows = Mapping[str, Sequence[str]]

ASSETS: dict[str, int] = {
    "Cash and cash equivalents": 19_542,
    "Accounts and notes receivable": 10_154,
    "Inventories": 14_758,
    "Other current assets": 4_480,
    "=Total current assets": 48_934,
    "Investments": 76,
    "Restricted investments": 6_428,
    "Properties, plants and equipment, net": 92_365,
    "Other noncurrent assets": 12_338,
    "=Total assets": 160_141,
}
LATER: dict[str, int] = {
    "Cash and cash equivalents": 102_820,
    "Accounts and notes receivable": 15_616,
    "Inventories": 18_396,
    "Other current assets": 15_399,
    "=Total current assets": 152_231,
    "Investments": 564,
    "Restricted investments": 6_442,
    "Properties, plants and equipment, net": 91_001,
    "Other noncurrent assets": 13_570,
    "=Total assets": 263_808,
}


def table(title: str, heads: Sequence[str], rows: Rows, scale: str = "(in thousands)") -> str:
    """A table with one line of heads; totals stand below a rule. Heads may hold a line break."""
    parts = [head.split("\n") for head in heads]
    depth = max(map(len, parts))
    lines = [title.center(STUB + CELL * len(heads)), scale.center(STUB + CELL * len(heads)), ""]
    for level in range(depth):
        cells = [part[level] if level < len(part) else "" for part in parts]
        lines.append(" " * STUB + "".join(cell.rjust(CELL) for cell in cells))
    rule = " " * STUB + "".join(("-" * (CELL - 3)).rjust(CELL) for _ in heads)
    lines.append(rule)
    for label, amounts in rows.items():
        if label.startswith("="):
            lines.append(rule)
        indent = "  " if label.startswith("=") else ""
        lines.append((indent + label.lstrip("=")).ljust(STUB) + "".join(amount.rjust(CELL) for amount in amounts))
    return "\n".join([*lines, ""])


def printed(amount: int) -> str:
    return f"({-amount:,})" if amount < 0 else f"{amount:,}"


def balance_sheet(heads: Sequence[str], *columns: Mapping[str, int]) -> str:
    """A balance sheet's upper half, a mapping a column, in the order of the longest; what a column lacks is nil."""
    longest = max(columns, key=len)
    labels = list(dict.fromkeys(label for column in (longest, *columns) for label in column))
    rows = {label: [printed(column[label]) if label in column else "--" for column in columns] for label in labels}
    return table("Consolidated Balance Sheets", heads, rows)


def release(day: str, *tables: str) -> str:
    """A news release of the invented company for the period that ends on ``day``."""
    head = f"ALDERBROOK MINING COMPANY\n\nFor the period ended {day}\n\n"
    return head + "\n\n".join(tables)


def audited(folder: Path, **texts: str) -> list[Audit]:
    """The audits of texts, written as files under their names."""
    found = []
    for name, text in texts.items():
        path = folder / f"{name}.txt"
        path.write_text(text, encoding="utf-8")
        found.append(audit_file(path))
    return found


def may(restated: Mapping[str, int] | None = None) -> str:
    """The first quarter's release: balances of March 2003 and December 2002."""
    march = {**LATER, "Cash and cash equivalents": 100_820, "=Total current assets": 150_231, "=Total assets": 261_808}
    return release("March 31, 2003", balance_sheet(("Mar. 31, 2003", "Dec. 31, 2002"), march, restated or ASSETS))


def november(comparative: Mapping[str, int] | None = None, head: str = "Dec. 31, 2002") -> str:
    """The third quarter's release: balances of September 2003 and, as its comparative, December 2002."""
    sheet = balance_sheet(("Sept. 30, 2003", head), LATER, comparative or ASSETS)
    return release("September 30, 2003", sheet)
