"""Binding labels to accounting concepts: a vocabulary with context, never a label alone.

A row's key is looked up once; the statement, the unit of the row's figures and the headings above it decide among the
concepts that share it, or against all of them. Unlabelled subtotals take their concept from their neighbours.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

from auditor.extract.per_share import PER_SHARE, SHARES_WORDS, share_concept
from auditor.extract.vocabulary import (
    LONG_WORD,
    Concept,
    by_heading,
    by_key,
    by_rest,
    derived,
    key,
    keys,
    kind_of_unit,
    matching,
    plain_text,
    vocabulary,
)
from auditor.model.figure import Figure
from auditor.model.record import altered
from auditor.model.table import Row, Table

# Statements that a table without a recognised title is taken for, by concepts it must hold to be so.
CORNERSTONES: dict[str, tuple[frozenset[str], ...]] = {
    "balance_sheet": (frozenset({"total_assets", "total_liabilities_and_equity"}),),
    "cash_flow": (
        frozenset({"net_cash_operating", "net_cash_investing"}),
        frozenset({"opening_cash", "closing_cash"}),
    ),
    "income_statement": (
        frozenset({"net_income", "pretax_income", "income_tax"}),
        frozenset({"net_income", "sales", "cost_of_sales"}),
    ),
}

BALANCES_OF_CASH = ("opening_cash", "closing_cash")

WRAPPED_WORDS = 4  # words that a label's second line has at most, where its first was set like a heading

HEADED_STATEMENT = (
    (re.compile(r"\bbalance sheets?\b|\bfinancial (?:position|condition)\b", re.I), "balance_sheet"),
    (re.compile(r"\bcash flows? (?:data|statement|items)\b|\bstatements? of cash flows?\b", re.I), "cash_flow"),
)
MAY_CLOSE = re.compile(r"^(?:totals?|net)?$")


def _row_unit(figures: Sequence[Figure], cells: Sequence[int | None]) -> str | None:
    """The kind of unit of the row's first amount; percentages and nils only where there is nothing else."""
    kinds = [kind_of_unit(figures[i].unit) for i in cells if i is not None]
    return next((kind for kind in kinds if kind not in (None, "percent")), kinds[0] if kinds else None)


def _fits(concept: Concept, statement: str | None, unit: str | None) -> bool:
    where = statement or "any"
    if where not in concept.statements:
        return False
    return unit == concept.unit or (unit is None and statement is not None)


def _concept_of(row: Row, statement: str | None, unit: str | None, has_decimals: bool) -> str | None:
    """The concept of one labelled row, or None when unsure."""
    return _named(row.label, row.path[-2:], statement, unit, has_decimals)


@derived
@lru_cache(maxsize=16384)
def _named(
    label: str, path: tuple[str, ...], statement: str | None, unit: str | None, has_decimals: bool
) -> str | None:
    """The concept of a row's label below the last headings of its path: filings say the same again and again."""
    words = plain_text(label)
    if "pro forma" in words or "as adjusted" in words:
        return None
    if PER_SHARE.search(words) or any(PER_SHARE.search(plain_text(element)) for element in path):
        return share_concept(label, path, unit, has_decimals) or _per_share(label, statement, unit)
    if unit in ("shares", "quantity") or SHARES_WORDS.search(words):
        found = share_concept(label, path, unit, has_decimals)
        if found is not None:
            return found
    for one in keys(label):
        fitting = [c for c in by_key().get(one, ()) if _fits(c, statement, unit)]
        if len(fitting) == 1:
            return fitting[0].name
    for heading in reversed(path):
        fitting = [c for c in by_heading().get((key(heading), key(label)), ()) if _fits(c, statement, unit)]
        if fitting:
            return fitting[0].name
    fitting = [c for c in matching(label) if (statement or not c.keys) and _fits(c, statement, unit)]
    if len(fitting) == 1:
        return fitting[0].name
    return _nearly(key(label), statement, unit) if statement else None


def _per_share(label: str, statement: str | None, unit: str | None) -> str | None:
    """A figure per share that is no earnings: book value, dividends."""
    if unit != "per_share":
        return None
    found = [c for one in keys(label) for c in by_key().get(one, ()) if _fits(c, statement, unit)]
    return found[0].name if len(found) == 1 else None


@derived
@lru_cache(maxsize=8192)
def _nearly(one: str, statement: str | None, unit: str | None) -> str | None:
    """A concept whose key differs in the spelling of one long word only: "liabilites", "recievable"."""
    words = one.split()
    for word in words:
        if len(words) < 2 or len(word) < LONG_WORD - 1:
            continue
        for meant, whole in by_rest().get(" ".join(w for w in words if w != word), ()):
            if word[0] != meant[0] or abs(len(word) - len(meant)) > 1:
                continue
            from rapidfuzz.distance import DamerauLevenshtein

            if DamerauLevenshtein.distance(word, meant, score_cutoff=1) > 1:
                continue
            fitting = [c for c in by_key()[whole] if _fits(c, statement, unit)]
            if len(fitting) == 1:
                return fitting[0].name
    return None


def statement_of(table: Table) -> str | None:
    """The table's statement by its title, or by the concepts that only such a statement prints together."""
    if table.statement is not None:
        return table.statement
    seen: dict[str, set[str]] = {}
    for row in table.rows:
        for one in keys(row.label):
            for concept in by_key().get(one, ()):
                if concept.name in BALANCES_OF_CASH and not _speaks_of_cash(row):
                    continue
                for statement in concept.statements:
                    seen.setdefault(statement, set()).add(concept.name)
    for statement, alternatives in CORNERSTONES.items():
        if any(cornerstones <= seen.get(statement, set()) for cornerstones in alternatives):
            return statement
    return None


def _speaks_of_cash(row: Row) -> bool:
    """Whether label or headings say of what a balance is: every roll-forward begins and ends with one."""
    return any("cash" in words.lower() for words in (row.label, *row.path))


def _bind_table(table: Table, figures: Sequence[Figure]) -> list[str | None]:
    """The concept of every row of the table."""
    statement = statement_of(table)
    found: list[str | None] = []
    for row, cells in zip(table.rows, table.grid, strict=True):
        unit = _row_unit(figures, cells)
        has_decimals = any(i is not None and figures[i].exponent < 0 for i in cells)
        bound = None
        if row.label:
            here = _headed_statement(row) or statement
            bound = _concept_of(row, here, unit, has_decimals) or _wrapped(row, here, unit, has_decimals)
            if bound is None and found and unit != "percent" and _is_sister_diluted(row.label):
                bound = SISTERS.get(found[-1] or "")
        found.append(bound)
    _bind_unlabelled(table, statement, found)
    return found


SISTERS = {"eps_basic": "eps_diluted", "shares_basic": "shares_diluted"}


def _headed_statement(row: Row) -> str | None:
    """The statement that a heading names for the rows below it, as summaries of several statements do."""
    return next(
        (statement for element in row.path[:2] for pattern, statement in HEADED_STATEMENT if pattern.search(element)),
        None,
    )


def _is_sister_diluted(label: str) -> bool:
    """Whether a label says no more than "- Diluted", so that the row above tells of what."""
    return key(label) in ("diluted", "diluted fully", "assuming dilution full")


def _wrapped(row: Row, statement: str | None, unit: str | None, has_decimals: bool) -> str | None:
    """The concept of a label whose first line was set like a heading ("EFFECT OF EXCHANGE RATES ON CASH")."""
    if not row.path or row.path[-1].rstrip().endswith(":") or len(row.label.split()) > WRAPPED_WORDS:
        return None
    whole = replace(row, label=f"{row.path[-1]} {row.label}", path=row.path[:-1])
    return _concept_of(whole, statement, unit, has_decimals)


def _bind_unlabelled(table: Table, statement: str | None, found: list[str | None]) -> None:
    """Give concepts, in place, to unlabelled subtotals and to the one line under a heading of revenues."""
    neighbourly = {"income_statement": _unlabelled, "balance_sheet": _unlabelled_balance}.get(statement or "")
    if neighbourly is None:
        return
    concepts = vocabulary()
    core = [name if name is not None and concepts[name].is_core else None for name in found]
    for position, row in enumerate(table.rows):
        if found[position] is None and MAY_CLOSE.match(row.label.strip().lower()):
            found[position] = core[position] = neighbourly(table, core, position)
    if statement == "income_statement" and "sales" not in core:
        headings = [key(row.path[-1]) if row.path else "" for row in table.rows]
        under = concepts["sales"].under
        alone = [i for i, heading in enumerate(headings) if heading in under]
        if len(alone) == 1 and found[alone[0]] is None:
            found[alone[0]] = "sales"


def _unlabelled_balance(table: Table, found: Sequence[str | None], position: int) -> str | None:
    """The concept of an unlabelled total of a balance sheet: assets, equity, or the lower side's whole."""
    row, following = table.rows[position], found[position + 1 :]
    next_bound = next((concept for concept in following if concept is not None), None)
    parts = {found[i] for i in _rows_since_total(found, position)}
    if next_bound == "total_liabilities_and_equity" and "retained_earnings" in parts:
        return "total_equity"
    if not any(following) and "total_assets" in found and position and found[position - 1] == "total_equity":
        return "total_liabilities_and_equity"
    if "total_assets" in found or "total_current_assets" not in found[:position] or not following:
        return None
    after = table.rows[position + 1]
    turns = any("liabilit" in element.lower() for element in after.path)
    return "total_assets" if turns and not any("liabilit" in element.lower() for element in row.path) else None


def _unlabelled(table: Table, found: Sequence[str | None], position: int) -> str | None:
    """The concept of an unlabelled subtotal in a statement of income: what its neighbours make it.

    Between cost of sales and gross profit it is the total of costs; before the operating income, under a heading of
    expenses, their total; before the pre-tax income, under other income, its net.
    """
    following = next((concept for concept in found[position + 1 :] if concept is not None), None)
    since = _rows_since_total(found, position)
    parts = {found[i] for i in since}
    headings = {key(element) for i in since for element in table.rows[i].path[-1:]}
    has_gross = "gross_profit" in found[:position]
    if following == "gross_profit" and parts & {"cost_of_sales", "depreciation"}:
        return "costs_total"
    if following == "operating_income":
        return "operating_expenses_total" if has_gross else "costs_and_expenses_total"
    if following == "pretax_income":
        if "operating_income" in found[:position]:
            return "other_income_net"
        is_expenses = any("expense" in heading.split() for heading in headings) or "cost_of_sales" in parts
        return "costs_and_expenses_total" if is_expenses and not has_gross else None
    return None


def _rows_since_total(found: Sequence[str | None], position: int) -> list[int]:
    """The rows above ``position`` up to the nearest one that closes its own parts, or the sales."""
    concepts, rows = vocabulary(), []
    for i in range(position - 1, -1, -1):
        bound = found[i]
        if bound == "sales" or (bound is not None and concepts[bound].is_total):
            break
        rows.append(i)
    return rows


def _takes(concept: Concept, column: str, unit: str | None) -> bool:
    """Whether a figure of the concept's row is one of it: of its kind of unit, in a column that says nothing else.

    A table that prints mostly percentages has columns of them; the money of its other rows is money all the same.
    """
    if column == "percent":
        return unit == concept.unit
    return column == "amount" and unit in (concept.unit, None)


def bind(tables: Sequence[Table], figures: Sequence[Figure]) -> tuple[Figure, ...]:
    """The same figures, with ``concept`` set where label and context name one.

    A row's concept goes to all its figures of the concept's kind of unit, but not to columns of percentages or changes.
    """
    bound = list(figures)
    concepts = vocabulary()
    for table in tables:
        kinds = [column.kind for column in table.columns]
        for cells, name in zip(table.grid, _bind_table(table, figures), strict=True):
            if name is None:
                continue
            for i, kind in zip(cells, kinds, strict=True):
                if i is not None and _takes(concepts[name], kind, kind_of_unit(figures[i].unit)):
                    bound[i] = altered(figures[i], concept=name)
    return tuple(bound)
