"""Identities that a table's own structure declares: footings down its columns and across its rows."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from math import log2

from auditor.identify.casts import cast_across, cast_down
from auditor.identify.footing import Cues, Footing, FootingSearch
from auditor.identify.hypothesis import Hypothesis, Instance
from auditor.identify.labels import is_balance, is_deducted, may_net
from auditor.identify.ledger import Ledger, is_sheet, ledgers, mixed_ledger
from auditor.identify.mistyped import one_slip
from auditor.identify.page_cues import RowCues
from auditor.model.figure import Figure
from auditor.model.identity import Form
from auditor.model.table import Table

SUM_HEADED = 2.0  # bits for a column whose head says that it is a sum or a difference
PLAIN_HEADED = -5.0  # and against one whose head does not
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
        cues = RowCues(ledger)
        for footing in foot_down(ledger, cues):
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
        found += cast_down(ledger, RowCues(ledger), down)
        if len(ledger.columns) >= 3 and not NOT_ACROSS.search(ledger.unit or ""):
            found += cast_across(ledger, lambda head: bool(SUM_HEAD.search(head)), across)
    return found


def foot_down(ledger: Ledger, cues: RowCues) -> list[Footing]:
    """Totals of rows above them (check FT101)."""
    labels = [row.label for row in cues.rows]
    search = FootingSearch(
        ledger.amounts_by_column,
        ledger.place_by_column,
        cues,
        declares=cues.declares,
        nets=lambda line: cues.declares(line) or may_net(labels[line]),
        deducted=lambda line: is_deducted(labels[line]),
        added=lambda line: not is_deducted(labels[line]) and "(" not in labels[line],
        begins=cues.begins,
        most=cues.most,
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
        if not one_slip(residual, zip(amounts, signs, strict=True)):
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

    said = [
        Cues(SUM_HEADED, (f"column headed '{head}'",)) if named else Cues(PLAIN_HEADED, ())
        for head, named in zip(heads, sums, strict=True)
    ]
    search = FootingSearch(
        ledger.amounts,
        ledger.place,
        lambda line, parts: said[line],
        nets=lambda line: True,
        declares=lambda line: False,  # a column is a total by what its rows print, never by its head alone
        deducted=lambda line: line > 0 and not sums[line],
        most=lambda line: said[line].bits,
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
        if not holds and two_units and not one_slip(residual, zip(printed, signs, strict=True)):
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


def _instance(figures: Sequence[int], signs: tuple[int, ...], total: int) -> Instance:
    """Blank cells (index -1) take no part."""
    if -1 not in figures:
        return Instance(tuple(figures), signs, total)
    kept = [(f, s) for f, s in zip(figures, signs, strict=True) if f >= 0]
    return Instance(tuple(f for f, _ in kept), tuple(s for _, s in kept), total)
