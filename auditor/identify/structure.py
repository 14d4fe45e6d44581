"""Identities that a table's own structure declares: footings down its columns and across its rows."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from math import log2

from auditor.identify.casts import cast_across, cast_down
from auditor.identify.footing import Cues, Footing, FootingSearch
from auditor.identify.hypothesis import Hypothesis, Instance
from auditor.identify.labels import (
    is_balance,
    is_cash_result,
    is_deducted,
    is_income_result,
    is_netted,
    is_total,
    may_net,
    words,
)
from auditor.identify.ledger import Ledger, is_sheet, ledgers, mixed_ledger
from auditor.model.figure import Figure
from auditor.model.identity import Form
from auditor.model.table import Table
from auditor.model.typist import slip

# What the page says of a row as a total, in bits.
NO_TOTAL = -3.0  # most rows are none
RULED = 8.0  # a rule line stands above it
UNNAMED = 7.0  # it has no label of its own
CALLED_TOTAL = 7.0  # its label says "total"
CALLED_RESULT = 4.0  # its label names a result: gross profit, income before taxes
NETTED = 8.0  # it is called net and stands below a deduction
CALLED_NET = 2.0  # its label begins with "net"
ANCHORED = 2.0  # its first part begins a section
NAMES_SECTION = 3.0  # and its label names that section
ACROSS_HEADING = 1.0  # against: its parts lie on both sides of a heading
INDENTED = 1.5  # its parts stand indented below it

FEWEST_ROWS_ACROSS = 3  # a cross-footing needs as many rows to vouch for it
SHARE_ACROSS = 0.6  # of the rows that print all operands must hold
SUM_HEAD = re.compile(
    r"\btotals?\b|\bcombined\b|consolidated|pro\s*forma|as adjusted|\bchange\b|increase|difference", re.I
)
BASIS_POINTS = re.compile(r"\bbps\b|basis points", re.I)  # a column of changes in either unit
SIDES = 2  # times as many cells hold as fail, where the failing ones are lines to which the sum does not apply
ALIKE = 10  # "A - B + C" of columns within a tenth of one another, as they rise evenly, holds by itself
NOT_ACROSS = re.compile(r"share|/|percent|ratio|days|years", re.I)  # units whose amounts do not add across columns


def hypotheses(table: Table, figures: Sequence[Figure]) -> list[Hypothesis]:
    """All footings of one table, down and across; then what casting finds beyond them."""
    found = []
    down: list[tuple[Ledger, Footing]] = []
    across: list[tuple[Ledger, Footing]] = []
    kept = ledgers(table, figures)
    for ledger in kept:
        for footing in foot_down(ledger):
            down.append((ledger, footing))
            found.append(_down(ledger, footing))
        if len(ledger.columns) >= 3 and not NOT_ACROSS.search(ledger.unit or ""):
            for footing in foot_across(ledger):
                hypothesis = _across(ledger, footing)
                if hypothesis is not None:
                    across.append((ledger, footing))
                    found.append(hypothesis)
    mixed = mixed_ledger(table, figures) if is_sheet(table, figures) else None
    for ledger in kept if mixed is None else [mixed]:
        found += cast_down(ledger, row_cues(ledger), down)
        if len(ledger.columns) >= 3 and not NOT_ACROSS.search(ledger.unit or ""):
            found += cast_across(ledger, lambda head: bool(SUM_HEAD.search(head)), across)
    return found


def row_cues(ledger: Ledger) -> Callable[[int, tuple[int, ...]], Cues]:
    """Reads the page for a row of the ledger as the total of others."""
    rows = [ledger.table.rows[r] for r in ledger.rows]
    columns = set(ledger.columns)

    def cues(line: int, parts: tuple[int, ...]) -> Cues:
        row = rows[line]
        bits, why = NO_TOTAL, []
        if columns & row.ruled:
            bits += RULED
            why.append("rule line above")
        if not row.label:
            bits += UNNAMED
            why.append("no label of its own")
        elif is_total(row.label):
            bits += CALLED_TOTAL
            why.append("'total' label")
        elif is_cash_result(row.label):
            bits += CALLED_TOTAL
            why.append("closes its section")
        elif is_netted(row.label, rows[parts[-1]].label if parts else ""):
            bits += NETTED
            why.append("what the deduction above it leaves")
        elif is_income_result(row.label):
            bits += CALLED_RESULT
        elif row.label.lower().startswith("net "):
            bits += CALLED_NET
        first = rows[parts[0]] if parts else row
        anchored = bool(parts) and (first.headed or parts[0] == 0)
        if anchored:
            bits += ANCHORED
            if first.path and row.label and words(row.label) & words(first.path[-1]):
                bits += NAMES_SECTION
                why.append(f"names its section, '{first.path[-1].rstrip(':')}'")
        elif any(rows[p].headed for p in parts[1:]):
            bits -= ACROSS_HEADING
        if len(parts) > 1 and row.indent >= 0 and all(not 0 <= rows[p].indent <= row.indent for p in parts):
            bits += INDENTED
            why.append("parts indented below it")
        told = anchored or (len(parts) == 2 and is_netted(row.label, rows[parts[1]].label))  # a gross and its deduction
        return Cues(bits, tuple(why), is_total=not row.label or is_total(row.label), is_anchored=told)

    return cues


def foot_down(ledger: Ledger) -> list[Footing]:
    """Totals of rows above them (check FT101)."""
    rows = [ledger.table.rows[r] for r in ledger.rows]
    columns = set(ledger.columns)

    def declares(line: int) -> bool:
        return bool(columns & rows[line].ruled) or not rows[line].label or is_total(rows[line].label)

    search = FootingSearch(
        ledger.amounts_by_column,
        ledger.place_by_column,
        row_cues(ledger),
        declares=declares,
        nets=lambda line: declares(line) or may_net(rows[line].label),
        deducted=lambda line: is_deducted(rows[line].label),
        added=lambda line: not is_deducted(rows[line].label) and "(" not in rows[line].label,
    )
    return search.run()


def _down(ledger: Ledger, footing: Footing) -> Hypothesis:
    lines = (*footing.parts, footing.total)
    signs = (*footing.signs, -1)
    told = [
        j
        for j in range(len(ledger.columns))
        if ledger.place[footing.total][j] and any(ledger.place[i][j] for i in footing.parts)
    ]
    off = [j for j in told if _off(ledger, lines, signs, j)]
    shorter = {j for j in off if _does_not_roll(ledger, footing, j)}
    if 0 < len(off) < len(told):
        strange = set(_of_other_places(ledger, lines, told, off))
        told = [j for j in told if j not in strange]
    fails = [j for j in off if j in told and j not in shorter]
    stray = _unexplained(fails, len(told) - len(fails), lambda j: [ledger.amounts[i][j] for i in lines], signs)
    instances = [
        _instance([ledger.figures[i][j] for i in lines[skip:]], signs[skip:], ledger.figures[footing.total][j])
        for j in told
        if j not in stray
        for skip in (1 if j in shorter else 0,)
    ]
    form: Form = "equal" if len(footing.parts) == 1 else "linear"
    return Hypothesis("FT101", "structure", form, tuple(instances), footing.prior, footing.evidence)


def _unexplained(
    fails: Sequence[int], holding: int, printed: Callable[[int], Sequence[int]], signs: Sequence[int]
) -> set[int]:
    """Of several failing cells those in which no slip of a typist explains the failure: there the sum does not apply.

    Left with the rest they would take the word from the cells that hold. A lone failure is left to be weighed.
    """
    if len(fails) < 2 or holding < SIDES * len(fails):
        return set()
    found = set()
    for at in fails:
        amounts = printed(at)
        residual = sum(amount * sign for amount, sign in zip(amounts, signs, strict=True))
        if not _one_slip(amounts, signs, residual):
            found.add(at)
    return found


def _off(ledger: Ledger, lines: Sequence[int], signs: Sequence[int], column: int) -> bool:
    """Whether the sum fails in the column by more than rounding allows."""
    residual = sum(ledger.amounts[i][column] * sign for i, sign in zip(lines, signs, strict=True))
    return 2 * abs(residual) > sum(ledger.place[i][column] for i in lines)


def _does_not_roll(ledger: Ledger, footing: Footing, column: int) -> bool:
    """Whether a column of a roll-forward adds up exactly once the opening balance is left out.

    Statements of equity carry the comprehensive income of each year beside the balances: it sums, and does not roll.
    """
    rows = [ledger.table.rows[ledger.rows[i]] for i in (footing.parts[0], footing.total)]
    if len(footing.parts) < 3 or not all(is_balance(row.label) for row in rows):
        return False
    movements = [ledger.amounts[i][column] * s for i, s in zip(footing.parts[1:], footing.signs[1:], strict=True)]
    return sum(1 for amount in movements if amount) > 1 and sum(movements) == ledger.amounts[footing.total][column]


def _of_other_places(ledger: Ledger, lines: Sequence[int], told: Sequence[int], off: Sequence[int]) -> list[int]:
    """The failing columns printed to other places than every column that holds.

    Prices in cents under a total of whole numbers are averaged, not added, and what bears out the numbers says nothing
    of them.
    """
    sums = {_places(ledger, lines, j) for j in told if j not in off}
    return [j for j in off if _places(ledger, lines, j) not in sums]


def _places(ledger: Ledger, lines: Sequence[int], column: int) -> int:
    """The size of the last place most figures of the column are printed to, among these lines."""
    printed = [ledger.place[i][column] for i in lines if ledger.amounts[i][column]]
    return max(sorted(set(printed)), key=printed.count, default=0)


def foot_across(ledger: Ledger) -> list[Footing]:
    """Columns that are the sum or difference of columns before them (check FT102)."""
    heads = [ledger.table.columns[c].header for c in ledger.columns]
    sums = [bool(SUM_HEAD.search(head)) for head in heads]

    def cues(line: int, parts: tuple[int, ...]) -> Cues:
        named = sums[line]
        return Cues(2.0 if named else -5.0, (f"column headed '{heads[line]}'",) if named else ())

    search = FootingSearch(
        ledger.amounts,
        ledger.place,
        cues,
        nets=lambda line: True,
        declares=lambda line: False,  # a column is a total by what its rows print, never by its head alone
        deducted=lambda line: line > 0 and not sums[line],
    )
    return search.run()


def _across(ledger: Ledger, footing: Footing) -> Hypothesis | None:
    """The cross-footing, when enough rows bear it out; failing rows that leave blank what is deducted are left out."""
    lines = (*footing.parts, footing.total)
    signs = (*footing.signs, -1)
    two_units = any(BASIS_POINTS.search(ledger.table.columns[ledger.columns[j]].header) for j in lines)
    kept: list[int] = []
    fails: list[int] = []
    holding = strong = alike = 0
    for row, (amounts, place) in enumerate(zip(ledger.amounts, ledger.place, strict=True)):
        printed = [amounts[j] for j in lines]
        filled = len(lines) - printed.count(0)
        if not place[footing.total] or not any(place[j] for j in footing.parts):
            continue
        residual = sum(amount * sign for amount, sign in zip(printed, signs, strict=True))
        holds = 2 * abs(residual) <= sum(place[j] for j in lines)
        if filled < 2:
            if holds:
                kept.append(row)  # nothing at all, added up: true, and worth nothing
            continue
        if not holds and two_units and not _one_slip(printed, signs, residual):
            continue  # this row's change is in basis points
        if not holds and any(sign < 0 and not place[j] for j, sign in zip(footing.parts, footing.signs, strict=True)):
            continue  # what would have to be deducted is not told
        kept.append(row)
        if not holds:
            fails.append(row)
        else:
            holding += 1
            strong += filled >= 3
            alike += ALIKE * min(map(abs, printed)) > (ALIKE - 1) * max(map(abs, printed))
    told = holding + len(fails)
    if strong < FEWEST_ROWS_ACROSS or holding < SHARE_ACROSS * told or 2 * alike > holding:
        return None
    missing = log2(1 + len(fails))
    stray = _unexplained(fails, holding, lambda row: [ledger.amounts[row][j] for j in lines], signs)
    instances = [
        _instance([ledger.figures[row][j] for j in lines], signs, ledger.figures[row][footing.total])
        for row in kept
        if row not in stray
    ]
    return Hypothesis("FT102", "structure", "linear", tuple(instances), footing.prior - missing, footing.evidence)


def _one_slip(printed: Sequence[int], signs: Sequence[int], residual: int) -> bool:
    """Whether a single slip of a typist in one amount leaves the residual."""
    return any(abs(a) >= 10 and slip(a, a - residual * sign) for a, sign in zip(printed, signs, strict=True))


def _instance(figures: Sequence[int], signs: tuple[int, ...], total: int) -> Instance:
    """Blank cells (index -1) take no part."""
    if -1 not in figures:
        return Instance(tuple(figures), signs, total)
    kept = [(f, s) for f, s in zip(figures, signs, strict=True) if f >= 0]
    return Instance(tuple(f for f, _ in kept), tuple(s for _, s in kept), total)
