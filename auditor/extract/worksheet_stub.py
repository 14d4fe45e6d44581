"""The stub of a worksheet: labels of rows, headings told apart from them, and the path of headings above a row."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from auditor.extract.numbers import without_notes
from auditor.extract.periods import has_full_date, is_duration, is_periodic
from auditor.extract.stub import Label, Outline, continues
from auditor.extract.worksheet_rows import SENTENCE, SheetRow

STEP = 3  # points of indentation that count as one
NEST = 6  # points that a stub column further right counts for
HEADING = 160  # characters that a heading has at most


@dataclass(slots=True)
class WordedRow:
    """A row of figures with its label, its path, and the facts around it."""

    row: SheetRow
    label: Label | None
    path: tuple[str, ...] = ()
    gap: bool = False
    headed: bool = False
    rules: list[tuple[int, int]] = field(default_factory=list)  # grid columns ruled since the row above
    section: str = ""  # the last heading above that names a period in full


def read_words(rows: Sequence[SheetRow], edge: int) -> list[WordedRow]:
    """Labels and paths of the rows of figures. ``edge`` is the grid column where the figures begin."""
    found: list[WordedRow] = []
    outline = Outline()
    pending: list[Label] = []
    rules: list[tuple[int, int]] = []
    section = ""
    gap = headed = False
    for row in rows:
        rules = rules + row.rules
        if row.kind == "figures":
            label = _label(row, edge)
            if label is not None and pending and _goes_on(pending[-1], label):
                label = pending.pop().joined(label)
            for heading in pending:
                outline.add(heading)
            headed = headed or bool(pending)
            path = outline.row(label, gap, bool(rules))
            found.append(WordedRow(row, label, path, gap, headed, rules, section))
            pending, rules, gap, headed = [], list(row.closes), False, False
            continue
        rules = rules + row.closes
        if row.kind in ("blank", "rule"):
            gap = True
            continue
        label = _label(row, edge)
        if label is None or len(label.text) > HEADING:
            continue
        if has_full_date(label.text) or (is_duration(label.text) and is_periodic(label.text)):
            section = label.text
        if pending and _goes_on(pending[-1], label):
            pending[-1] = pending[-1].joined(label)
        elif found and not pending and not gap and _goes_below(found[-1], label):
            elder = found[-1]
            elder.label = (elder.label or label).joined(label)
        else:
            pending.append(label)
    return found


def _goes_on(first: Label, second: Label) -> bool:
    """Whether the words of one row go on in the next. A page wraps within cells: only grammar breaks a label in two."""
    return second.indent >= first.indent and continues(first, second) and not _begins_list(second)


def _goes_below(row: WordedRow, label: Label) -> bool:
    if row.label is None or label.text.endswith(":") or not label.text[:1].islower():
        return False
    return continues(row.label, label)


def _begins_list(label: Label) -> bool:
    return label.text.startswith(("(", "-", "\u2013", "\u2014")) and label.text[1:2].isdigit()


def _label(row: SheetRow, edge: int) -> Label | None:
    """The words of a row left of its figures: its first cell's indentation, all cells' words."""
    words = [item for item in row.items if item.left < edge and item.kind in ("words", "note", "year", "mark")]
    if row.kind != "figures" and not words:
        words = [item for item in row.items if item.kind == "words"][:1]
    named = [item for item in words if item.kind != "mark" and item.kind != "note"]
    if not named:
        return None
    text = " ".join(" ".join(item.text.split()) for item in named)
    if not text or (row.kind != "figures" and len(text) > 2 * SENTENCE):
        return None
    first = named[0]
    indent = int((first.cell.indent + NEST * first.cell.column) // STEP)
    return Label(text.rstrip(" .\u2026"), indent, first.right, framed=False) if without_notes(text) else None
