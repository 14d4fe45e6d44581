"""How much of a golden page the auditor has read: each golden figure in its row, its column, with its value and period.

The rows of a golden table are laid beside the rows that were read, in order, so that as many figures and labels as
possible agree; then each golden column is the column in which most of its figures stand. What does not agree is told
by kind:

``unread``  no figure with these digits stands in the row
``column``  it stands in the row, but in another column than most of its kind
``row``     the figures stand under another label
``value``   right place, wrong sign or scale
``period``  right place and value, wrong period
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from difflib import SequenceMatcher
from fractions import Fraction

from page_data import GoldenCell, GoldenLine, GoldenPeriod, GoldenSheet

from auditor.model.audit import Extraction
from auditor.model.figure import Figure, Period
from auditor.model.table import Table

KINDS = ("unread", "column", "row", "value", "period")
NOTE_REFERENCE = re.compile(r"\(\s*(?:\d{1,2}|[a-z])\s*\)", re.IGNORECASE)
NOT_A_WORD = re.compile(r"[\W_]+")
NOT_A_DIGIT = re.compile(r"[^\d.]")
NEIGHBOURS = 2  # tables on either side in which the rest of a statement is looked for
A_PART = 4  # figures missing in one table and found in a neighbour that make it a part of the statement
FAMILIAR = 0.75  # how alike two labels must be to be the same
WEEK_AND_A_DAY = 8  # days: years of 52 weeks leave open on which day they began


@dataclass
class Comparison:
    """One golden table against what was read. ``wrong`` says each fault in a line, by kind."""

    sheet: GoldenSheet
    tables: tuple[Table, ...]  # those that hold its rows, the one with most of them first
    total: int
    wrong: dict[str, list[str]] = field(default_factory=dict)
    figures: dict[GoldenCell, Figure] = field(default_factory=dict)
    rows: dict[int, tuple[Table, int]] = field(default_factory=dict)  # where each golden line was read
    invented: list[str] = field(default_factory=list)  # figures read between its rows that are not printed

    def count(self, *kinds: str) -> int:
        return sum(len(self.wrong.get(kind, ())) for kind in kinds)


def words(label: str) -> str:
    """A label without note references, points and case."""
    return " ".join(NOT_A_WORD.sub(" ", NOTE_REFERENCE.sub(" ", label)).lower().split())


def alike(golden: str, read: str) -> float:
    """How alike two labels are, from 0 to 1. A label may stand with what precedes it: its ending counts."""
    one, other = words(golden), words(read)
    if one == other:
        return 1.0
    if not one or not other:
        return 0.0
    if other.endswith(one) or one.endswith(other):
        return 0.9
    if other.startswith(one) or one.startswith(other):
        return 0.85
    return SequenceMatcher(None, one, other, autojunk=False).ratio()


def digits(text: str) -> str:
    return NOT_A_DIGIT.sub("", text).strip(".") or "0"


def compare(sheet: GoldenSheet, extraction: Extraction) -> Comparison:
    """Find the golden table among those that were read, and say what is wrong with it."""
    near = _neighbourhood(sheet, extraction)
    comparison = Comparison(sheet, tuple(near), len(sheet.cells))
    places = [(table, row) for table in sorted(near, key=lambda t: t.index) for row in range(len(table.rows))]
    pairs = _aligned(sheet.lines, places, extraction.figures)
    columns = _columns(sheet, pairs, extraction.figures)
    for number, (line, place) in enumerate(pairs):
        if place:
            comparison.rows[number] = place
        for cell in line.cells:
            if cell:
                kind, words_of = _judged(sheet, line, cell, place, columns, extraction.figures, comparison)
                if kind:
                    comparison.wrong.setdefault(kind, []).append(words_of)
    _invented(comparison, pairs, places, extraction.figures)
    return comparison


def _neighbourhood(sheet: GoldenSheet, extraction: Extraction) -> list[Table]:
    """The table with most of the golden figures, and those beside it that hold more of them, should it be cut."""
    wanted = Counter(digits(cell.text) for cell in sheet.cells)
    wanted.pop("0", None)
    found = {table.index: _printed(table, extraction.figures) for table in extraction.tables}
    shared = {index: (wanted & figures).total() for index, figures in found.items()}
    if not any(shared.values()):
        return []
    best = max(shared, key=lambda index: (shared[index], -found[index].total(), -index))
    missing = wanted - found[best]
    near = [
        table for table in extraction.tables
        if 0 < abs(table.index - best) <= NEIGHBOURS and (missing & found[table.index]).total() >= A_PART
    ]  # fmt: skip
    return [extraction.tables[best], *near]


def _printed(table: Table, figures: Sequence[Figure]) -> Counter[str]:
    return Counter(digits(figures[i].text) for row in table.grid for i in row if i is not None)


Place = tuple[Table, int]


def _aligned(
    lines: Sequence[GoldenLine], places: Sequence[Place], figures: Sequence[Figure]
) -> list[tuple[GoldenLine, Place | None]]:
    """Each golden line with the row read for it, or None: the alignment in which most figures agree."""
    score = [[_agreement(line, table, row, figures) for table, row in places] for line in lines]
    best = [[0.0] * (len(places) + 1) for _ in range(len(lines) + 1)]
    for i in range(len(lines) - 1, -1, -1):
        for j in range(len(places) - 1, -1, -1):
            best[i][j] = max(best[i + 1][j], best[i][j + 1], best[i + 1][j + 1] + score[i][j])
    pairs: list[tuple[GoldenLine, Place | None]] = []
    i = j = 0
    while i < len(lines):
        if j < len(places) and score[i][j] and best[i][j] == best[i + 1][j + 1] + score[i][j]:
            pairs.append((lines[i], places[j]))
            i, j = i + 1, j + 1
        elif j < len(places) and best[i][j] == best[i][j + 1]:
            j += 1
        else:
            pairs.append((lines[i], None))
            i += 1
    return pairs


def _agreement(line: GoldenLine, table: Table, row: int, figures: Sequence[Figure]) -> float:
    printed = Counter(digits(cell.text) for cell in line.cells if cell)
    found = Counter(digits(figures[i].text) for i in table.grid[row] if i is not None)
    shared = sum((printed & found).values())
    label = 1.0 if words(line.label) == words(table.rows[row].label) else 0.0
    return 2.0 * shared + label if shared else 0.4 * label


def _columns(
    sheet: GoldenSheet, pairs: Sequence[tuple[GoldenLine, Place | None]], figures: Sequence[Figure]
) -> dict[tuple[int, int], int]:
    """For each table and golden column, the column in which most of its figures stand; each column only once.

    Inner and outer columns of one period, of which no line uses both, may have been read as one.
    """
    votes: Counter[tuple[int, int, int]] = Counter()
    for line, place in pairs:
        if not place:
            continue
        table, row = place
        for cell in line.cells:
            for column, index in enumerate(table.grid[row]):
                if cell and index is not None and digits(figures[index].text) == digits(cell.text):
                    votes[table.index, cell.column, column] += 1
    chosen: dict[tuple[int, int], int] = {}
    taken: dict[tuple[int, int], int] = {}  # the golden column that has a column
    for (table_index, golden, column), _ in sorted(votes.items(), key=lambda v: (-v[1], abs(v[0][1] - v[0][2]))):
        owner = taken.get((table_index, column), golden)
        if (table_index, golden) not in chosen and (owner == golden or _share(sheet, owner, golden)):
            chosen[table_index, golden] = column
            taken[table_index, column] = golden
    return chosen


def _share(sheet: GoldenSheet, one: int, other: int) -> bool:
    """Whether two golden columns are the inner and the outer column of one period."""
    both = any(line.cells[one] and line.cells[other] for line in sheet.lines)
    return sheet.columns[one] is not None and sheet.columns[one] == sheet.columns[other] and not both


def _judged(
    sheet: GoldenSheet, line: GoldenLine, cell: GoldenCell, place: Place | None, columns: dict[tuple[int, int], int],
    figures: Sequence[Figure], comparison: Comparison,
) -> tuple[str | None, str]:  # fmt: skip
    """What is wrong with one golden figure, if anything, and a line that says so."""
    name = f"{sheet.key}: {line.label[:60] or '(no label)'} [{cell.column}] {cell.text}"
    if not place:
        return "unread", f"{name}: no such row"
    table, row = place
    column = columns.get((table.index, cell.column))
    index = table.grid[row][column] if column is not None else None
    if index is None or digits(figures[index].text) != digits(cell.text):
        elsewhere = [i for i in table.grid[row] if i is not None and digits(figures[i].text) == digits(cell.text)]
        if elsewhere:
            return "column", f"{name}: stands in another column"
        return "unread", f"{name}: {'blank' if index is None else 'reads ' + figures[index].text}"
    figure = figures[index]
    comparison.figures[cell] = figure
    if alike(line.label, figure.label) < FAMILIAR:
        return "row", f"{name}: under the label {figure.label!r}"
    if figure.value is None or Fraction(figure.value) != cell.value:
        return "value", f"{name}: reads {figure.value} ({figure.text!r}, {figure.unit})"
    wanted = sheet.columns[cell.column]
    if wanted and line.balance:
        wanted = wanted.balance(line.balance)
    if wanted and not same_period(wanted, figure.period):
        return "period", f"{name}: {figure.period}, not {wanted.start or ''} {wanted.end}"
    return None, ""


def same_period(wanted: GoldenPeriod, found: Period | None) -> bool:
    """Whether the end is the same day, and both are instants or both durations of one length, a week more or less."""
    if found is None or (found.start is None) != (wanted.start is None):
        return False
    if found.end != wanted.end and not (wanted.about and _days_apart(wanted.end, found.end) <= WEEK_AND_A_DAY):
        return False
    return wanted.start is None or _days_apart(wanted.start, found.start or wanted.start) <= WEEK_AND_A_DAY


def _days_apart(one: date, other: date) -> int:
    return abs((one - other).days)


def _invented(
    comparison: Comparison, pairs: Sequence[tuple[GoldenLine, Place | None]], places: Sequence[Place],
    figures: Sequence[Figure],
) -> None:  # fmt: skip
    """Figures between the first and the last golden row that the page does not print there."""
    matched = {(place[0].index, place[1]): line for line, place in pairs if place}
    order = [(table.index, row) for table, row in places]
    if not matched:
        return
    first, last = order.index(next(iter(matched))), order.index(list(matched)[-1])
    for table, row in places[first : last + 1]:
        line = matched.get((table.index, row))
        printed = Counter(digits(cell.text) for cell in line.cells if cell) if line else Counter[str]()
        for index in table.grid[row]:
            if index is None:
                continue
            printed[digits(figures[index].text)] -= 1
            if printed[digits(figures[index].text)] < 0:
                label = table.rows[row].label[:50]
                comparison.invented.append(
                    f"{comparison.sheet.key}: {label} {figures[index].text!r} is not printed there"
                )
