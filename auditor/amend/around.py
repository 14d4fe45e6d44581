"""Tables held against each other: their figures, and the words around them (labels, heads, titles, captions)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from functools import cached_property
from itertools import pairwise

from auditor.amend.held import Held
from auditor.amend.model import Joined
from auditor.amend.words import compared, tokens
from auditor.model.audit import Audit
from auditor.model.table import Table


def hold_tables(held: Held, joined: Sequence[Joined]) -> None:
    """Every cell of every pair of tables, and the words around them."""
    said = _Said(held, joined)
    for join in joined:
        original, amended = join.original, join.amended
        tables = (original.index, amended.index)
        for i, j in join.rows:
            for k, m in join.columns:
                before, after = original.grid[i][k], amended.grid[j][m]
                if before is not None and after is not None:
                    held.pair(before, after)
        _hold_words(held, join, tables, said)


def _hold_words(held: Held, join: Joined, tables: tuple[int, int], said: _Said) -> None:
    original, amended = join.original, join.amended
    _hold_heads(held, join, tables)
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
    _hold_caption(held, join, tables, said)


def _hold_heads(held: Held, join: Joined, tables: tuple[int, int]) -> None:
    """Heads of columns. Where the table's heads hold the same words, shared out otherwise, nothing was printed anew: a
    number of another width only moved what seems to stand above it. Whole heads that changed places are another thing.
    """
    original, amended = join.original, join.amended
    heads, others = ([_said(column.header) for column in table.columns] for table in (original, amended))
    if sorted(" ".join(heads).split()) == sorted(" ".join(others).split()) and sorted(heads) != sorted(others):
        return
    for k, m in join.columns:
        if heads[k] != others[m]:
            figures = (row[m] for row in amended.grid)
            shown = original.columns[k].header, amended.columns[m].header
            where = _lines(original, amended)
            held.reworded("column head", *shown, (i for i in figures if i is not None), tables, where)


def _hold_caption(held: Held, join: Joined, tables: tuple[int, int], said: _Said) -> None:
    """Title, caption and what they govern: scale and unit of the whole table.

    Where a caption reads the same and only some figures came out in another scale or unit, their labels say why.
    """
    original, amended = join.original, join.amended
    where = _lines(original, amended)
    every = tuple(i for row in amended.grid for i in row if i is not None)
    if said.differs(original.title, amended.title):
        held.reworded("title", original.title, amended.title, every, tables, where)
    before, after = held.original.extraction.figures, held.amended.extraction.figures
    pairs = [(before[i], after[held.mates[i]]) for row in original.grid for i in row if i in held.mates]
    rescaled = [(a, b) for a, b in pairs if a.text == b.text and a.value != b.value]
    if 2 * len(rescaled) > len(pairs):
        words = [table.caption or table.title or "no caption" for table in (original, amended)]
        if words[0] == words[1]:
            words = [f"in units of {10 ** max(figure.exponent, 0):,}" for figure in rescaled[0]]
        held.reworded("scale", words[0], words[1], (b.index for _, b in rescaled), tables, where)
    elif said.differs(_rest(original), _rest(amended)):
        held.reworded("caption", original.caption, amended.caption, every, tables, where)
    others = [(a, b) for a, b in pairs if a.unit != b.unit and a.text == b.text]
    if 2 * len(others) > len(pairs) and not any(words.tables == tables for words in held.wordings):
        unit = [figure.unit or "unknown" for figure in others[0]]
        held.reworded("unit", unit[0], unit[1], (b.index for _, b in others), tables, where)


class _Said:
    """Whether words above a table differ. Where tables moved, what stands above one may be what was left behind by
    another: there words differ only if the filing says some of them oftener or more seldom than before."""

    def __init__(self, held: Held, joined: Sequence[Joined]) -> None:
        self.audits = held.original, held.amended
        order = [join.amended.index for join in sorted(joined, key=lambda join: join.original.index)]
        self.moved = any(one > other for one, other in pairwise(order))

    def differs(self, before: str, after: str) -> bool:
        if _said(before) == _said(after):
            return False
        if not self.moved:
            return True
        both = compared(before, after)
        words = [both.original[i].text for i in both.gone] + [both.amended[j].text for j in both.new]
        words += [both.original[i].text for i, _ in both.renumbered]
        first, second = self.counts
        return any(first[word.casefold()] != second[word.casefold()] for word in words)

    @cached_property
    def counts(self) -> tuple[Counter[str], Counter[str]]:
        first, second = (_counted(audit) for audit in self.audits)
        return first, second


def _counted(audit: Audit) -> Counter[str]:
    """How often each word stands in a filing."""
    counted: Counter[str] = Counter()
    for document in audit.documents:
        texts = [passage.text for passage in document.passages]
        texts += (cell.text for sheet in document.worksheets for row in sheet.rows for cell in row)
        for text in texts or [document.text]:
            counted.update(token.text.casefold() for token in tokens(text))
    return counted


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
