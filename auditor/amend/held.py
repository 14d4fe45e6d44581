"""The figures of two versions held against each other: which is which, and what changed of them and around them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from auditor.amend.model import Change, Passage, Place, Printed, Wording
from auditor.amend.tables import Joined, plain
from auditor.amend.words import runs
from auditor.model.audit import Audit
from auditor.model.figure import Figure
from auditor.model.finding import Typo
from auditor.model.table import Table
from auditor.model.typist import slip


@dataclass(slots=True)
class Held:
    """What is gathered while two versions are compared; positions are those of figures and tables of each version."""

    original: Audit
    amended: Audit
    unsaid: frozenset[int] = (
        frozenset()
    )  # figures of the explanatory note of the original, if it is an amendment itself
    said: frozenset[int] = frozenset()  # and of the amended version: both are left out
    mates: dict[int, int] = field(default_factory=dict)  # figure of the original → figure of the amended version
    changes: list[Change] = field(default_factory=list)
    wordings: list[Wording] = field(default_factory=list)
    removed: list[Passage] = field(default_factory=list)
    added: list[Passage] = field(default_factory=list)

    def pair(self, before: int, after: int, sentence: str | None = None) -> None:
        """Two figures are two prints of one: note what changed. One that was paired already stays as it is."""
        if before in self.mates:
            return
        self.mates[before] = after
        one, other = self.original.extraction.figures[before], self.amended.extraction.figures[after]
        if not differs(one, other):
            return
        if one.value is not None and one.value == other.value:
            if plain(one.text) != plain(other.text):
                self.reworded("print", one.text, other.text, (after,), (one.table, other.table), _places(one, other))
            return
        if one.table is not None and one.text == other.text:
            return  # the same print in another scale: told once for the table, by its caption
        self.changes.append(_change(self, one, other, sentence))

    def alone(self, figure: int, is_original: bool, sentence: str | None = None) -> None:
        """A figure that only one version has."""
        audit = self.original if is_original else self.amended
        found = audit.extraction.figures[figure]
        if found.nil:
            return  # a dash where the other version has a blank
        self.changes.append(_change(self, found if is_original else None, None if is_original else found, sentence))

    def reworded(
        self,
        place: Place,
        before: str,
        after: str,
        figures: Iterable[int] = (),
        tables: tuple[int | None, int | None] = (None, None),
        where: tuple[str, str] = ("", ""),
    ) -> None:
        """Words that changed."""
        self.wordings.append(Wording(place, before, after, runs(before, after), tuple(figures), tables, where))


def differs(one: Figure, other: Figure) -> bool:
    """Whether two prints of one figure differ in text or in value; how a unit is told is a matter of words."""
    return one.text != other.text or one.value != other.value


def printed(figure: Figure) -> Printed:
    """The figure as a side of a change."""
    return Printed(
        figure.text, figure.mantissa, figure.exponent, figure.whereabouts or "in the text", figure.index, figure.line
    )


def slipped(original: Printed, amended: Printed) -> Typo | None:
    """The slip of a typist that made the original print of what the amendment prints; None where no slip does.

    Printed to different places, the same digits are a wrong scale, and others are compared at the finer place.
    """
    if original.mantissa is None or amended.mantissa is None:
        return None
    if original.exponent == amended.exponent:
        return slip(original.mantissa, amended.mantissa)
    if original.mantissa == amended.mantissa:
        return "scale"
    base = min(original.exponent, amended.exponent)
    shown = original.mantissa * 10 ** (original.exponent - base)
    meant = amended.mantissa * 10 ** (amended.exponent - base)
    if max(len(str(shown)), len(str(meant))) - min(len(str(shown)), len(str(meant))) > 2:
        return None
    return slip(shown, meant)


def _change(held: Held, one: Figure | None, other: Figure | None, sentence: str | None) -> Change:
    figure = other or one
    assert figure is not None
    audit = held.amended if other is not None else held.original
    head = ""
    if figure.table is not None and figure.column is not None:
        head = audit.extraction.tables[figure.table].columns[figure.column].header
    original, amended = (None if side is None else printed(side) for side in (one, other))
    return Change(
        happened="added" if one is None else "removed" if other is None else "changed",
        original=original,
        amended=amended,
        label=figure.label,
        path=figure.path,
        head=head,
        period=figure.period,
        unit=figure.unit,
        tables=(one.table if one else None, other.table if other else None),
        sentence=sentence,
        slip=slipped(original, amended) if original and amended else None,
    )


def _places(one: Figure, other: Figure) -> tuple[str, str]:
    return one.whereabouts, other.whereabouts


def hold_tables(held: Held, joined: Iterable[Joined]) -> None:
    """Every cell of every pair of tables, and the words around them."""
    for join in joined:
        original, amended = join.original, join.amended
        tables = (original.index, amended.index)
        for i, j in join.rows:
            for k, m in join.columns:
                before, after = original.grid[i][k], amended.grid[j][m]
                if before is not None and after is not None:
                    held.pair(before, after)
        _hold_words(held, join, tables)


def _hold_words(held: Held, join: Joined, tables: tuple[int, int]) -> None:
    original, amended = join.original, join.amended
    every = [i for row in amended.grid for i in row if i is not None]
    for k, m in join.columns:
        before, after = original.columns[k].header, amended.columns[m].header
        if _said(before) != _said(after):
            column = (row[m] for row in amended.grid)
            held.reworded("column head", before, after, (i for i in column if i is not None), tables,
                          _lines(original, amended))  # fmt: skip
    headings: set[tuple[str, str]] = set()
    for i, j in join.rows:
        row, other = original.rows[i], amended.rows[j]
        where = (_row_place(row.line, row.number), _row_place(other.line, other.number))
        figures = tuple(figure for figure in amended.grid[j] if figure is not None)
        if _said(row.label) != _said(other.label):
            held.reworded("label", row.label, other.label, figures, tables, where)
        for before, after in _headings(row.path, other.path):
            if (before, after) not in headings:
                headings.add((before, after))
                held.reworded("heading", before, after, figures, tables, where)
    _hold_caption(held, join, tables, tuple(every))


def _hold_caption(held: Held, join: Joined, tables: tuple[int, int], every: tuple[int, ...]) -> None:
    """Title, caption and what they govern: scale and unit of the whole table."""
    original, amended = join.original, join.amended
    where = _lines(original, amended)
    if _said(original.title) != _said(amended.title):
        held.reworded("title", original.title, amended.title, every, tables, where)
    before, after = held.original.extraction.figures, held.amended.extraction.figures
    pairs = [(before[i], after[held.mates[i]]) for row in original.grid for i in row if i in held.mates]
    rescaled = [(a, b) for a, b in pairs if a.text == b.text and a.value != b.value]
    if rescaled:
        words = [f"{table.caption or table.title or 'no caption'}" for table in (original, amended)]
        if words[0] == words[1]:
            words = [f"in units of {10 ** abs(a.exponent):,}" for a in rescaled[0]]
        held.reworded("scale", words[0], words[1], (b.index for _, b in rescaled), tables, where)
    elif _said(_rest(original)) != _said(_rest(amended)):
        held.reworded("caption", original.caption, amended.caption, every, tables, where)
    others = [(a, b) for a, b in pairs if a.unit != b.unit and a.text == b.text]
    if others and not any(words.tables == tables for words in held.wordings):
        unit = [figure.unit or "unknown" for figure in others[0]]
        held.reworded("unit", unit[0], unit[1], (b.index for _, b in others), tables, where)


def _rest(table: Table) -> str:
    """The caption without the title, which is compared by itself."""
    return table.caption.replace(table.title, " ") if table.title else table.caption


def _said(words: str) -> str:
    return " ".join(words.split()).rstrip(": ")


def _headings(before: tuple[str, ...], after: tuple[str, ...]) -> Iterable[tuple[str, str]]:
    if len(before) != len(after):
        return ((" / ".join(before), " / ".join(after)),)
    return ((one, other) for one, other in zip(before, after, strict=True) if _said(one) != _said(other))


def _row_place(line: int, number: int | None) -> str:
    return f"row {number:,}" if number is not None else f"line {line:,}"


def _lines(original: Table, amended: Table) -> tuple[str, str]:
    first, second = (f"{t.anchor.replace('[', ' ').rstrip(']')}" if t.anchor else f"line {t.line:,}"
                     for t in (original, amended))  # fmt: skip
    return first, second
