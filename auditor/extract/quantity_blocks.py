"""Where quantity tables stand: runs of lines in which labels stand beside cells that begin with a quantity."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain, pairwise

from auditor.extract.quantity_layouts import (
    BEGINS,
    COUNTED,
    LONGEST_LABEL,
    QUANTITY,
    READERS,
    RULE,
    WORD,
    Cells,
    Line,
    Reader,
    Span,
    bulleted,
    in_columns,
    stacked,
)
from auditor.model.document import Document

WIDEST_GAP = 6  # lines between two quantities of one block (double-spaced and wrapped cells)
LONGEST_LINE = 1_000
HANGING = 12  # a head may begin this much to the left of its column's cells
HEADER_LINES = 8

_PARTS = re.compile(r"\S+(?: \S+)*")
_PERIOD_HEAD = re.compile(r"\b(?:quarter|year|months|Q[1-4]|(?:19|20)\d\d)\b", re.IGNORECASE)


@dataclass(slots=True)
class Draft:
    """A row as it grows line by line: the pieces of each column, as spans in the document."""

    line: int
    indent: int
    pieces: dict[int, list[Span]] = field(default_factory=dict)


@dataclass(slots=True)
class Block:
    """A quantity table: its rows, and the words at the head of each column by column number."""

    first: int  # 1-based lines
    last: int
    rows: list[Draft]
    heads: dict[int, str]
    title: str
    top: int  # first line with its heads and title


def find_blocks(document: Document) -> list[Block]:
    """Blocks of lines that hold a quantity table, in order."""
    blocks: list[Block] = []
    for group in _groups(document):
        for reader in READERS:
            block = _assembled(document, group, reader)
            if block is not None and (not blocks or blocks[-1].last < block.first):
                blocks.append(block)
                break
    return blocks


def _groups(document: Document) -> Iterator[list[int]]:
    """Runs of line numbers that hold or begin a quantity, none further than WIDEST_GAP from the one before."""
    group: list[int] = []
    counted = (COUNTED.finditer(document.text, begin, end) for begin, end in _stretches(document))
    for match in chain.from_iterable(counted):
        line = document.line_of(match.start())
        if group and line == group[-1]:
            continue
        if group and line - group[-1] > WIDEST_GAP:
            if len(group) > 1:
                yield group
            group = []
        group.append(line)
    if len(group) > 1:
        yield group


def _stretches(document: Document) -> Iterator[Span]:
    """The text between overlong lines, which are data or damage and stand in no table."""
    begin = 0
    for start, end in pairwise((*document.line_starts, len(document.text))):
        if end - start > LONGEST_LINE:
            yield begin, start
            begin = end
    yield begin, len(document.text)


def _line(document: Document, number: int) -> Line:
    starts = document.line_starts
    start = starts[number - 1]
    end = starts[number] if number < len(starts) else len(document.text)
    return Line(number, start, document.text[start:end].rstrip())


def _assembled(document: Document, group: Sequence[int], reader: Reader) -> Block | None:
    """The group's lines read by one reader; None unless two rows have a label and a cell beginning with a quantity."""
    lines = _body(document, group, above=2 if reader is stacked else 0)
    if any(len(line.text) > LONGEST_LINE for line in lines):
        return None
    cells = reader(lines)
    if cells is None:
        return None
    rows = _rows(document, lines, cells)
    if reader is in_columns and rows and not _is_quantity_row(document, rows[0]):
        lines = _body(document, group, above=3)  # the first label stands above, or half-way down, its cells
        cells = reader(lines)
        rows = _rows(document, lines, cells) if cells is not None else []
    good = [row for row in rows if _is_quantity_row(document, row)]
    fewest = 3 if reader is bulleted else 2  # two bullets are still a sentence
    if cells is None or len(good) < fewest or len(good) * 2 < len(rows):
        return None
    columns = {column for row in good for column in row.pieces if column}
    first = document.line_of(min(start for spans in good[0].pieces.values() for start, _ in spans))
    heads, title, top = _heads(document, lines, cells, first, columns)
    if reader is stacked:
        heads, title, top = _stacked_heads(document, first, columns)
    final = max(document.line_of(end - 1) for row in good for spans in row.pieces.values() for _, end in spans)
    return Block(first, final, good, heads, title, top)


def _body(document: Document, group: Sequence[int], above: int) -> list[Line]:
    """The group's lines, up to ``above`` lines before it, and the wrapped lines after it up to a blank one."""
    last = min(group[-1] + 3, len(document.line_starts))
    lines = [_line(document, number) for number in range(max(1, group[0] - above), last + 1)]
    while len(lines) > 1 and lines[0].number < group[0] and not lines[0].text.strip():
        lines.pop(0)
    end = next((i for i, line in enumerate(lines) if line.number > group[-1] and not line.text.strip()), len(lines))
    return lines[:end]


def _rows(document: Document, lines: Sequence[Line], cells: Sequence[Cells]) -> list[Draft]:
    """Rows from cells: a quantity in a column that the current row has filled begins the next row."""
    rows: list[Draft] = []
    for line, found in zip(lines, cells, strict=True):
        text = document.text
        starts_row = any(column and BEGINS.match(text[start:end]) for column, start, end in found)
        labelled = any(column == 0 and WORD.search(text[start:end]) for column, start, end in found)
        filled = bool(rows) and any(
            column in rows[-1].pieces and BEGINS.match(text[start:end]) for column, start, end in found if column
        )
        if found and (not rows or filled or (labelled and (starts_row or len(found) == 1) and _complete(rows[-1]))):
            rows.append(Draft(line.number, len(line.text) - len(line.text.lstrip())))
        for column, start, end in found:
            if column not in rows[-1].pieces and column and BEGINS.match(text[start:end]) and len(rows[-1].pieces) == 1:
                rows[-1].line = line.number  # a label that stands above its cells
            rows[-1].pieces.setdefault(column, []).append((start, end))
    return rows


def _complete(row: Draft) -> bool:
    return any(row.pieces.get(column) for column in row.pieces if column)


def _is_quantity_row(document: Document, row: Draft) -> bool:
    label = joined(document.text, row.pieces.get(0, []))
    if not WORD.search(label) or len(label) > LONGEST_LABEL or QUANTITY.search(label):
        return False
    return any(
        column and BEGINS.match(joined(document.text, spans)) and QUANTITY.search(joined(document.text, spans))
        for column, spans in row.pieces.items()
    )


def joined(text: str, spans: Sequence[Span]) -> str:
    """The words of several stretches of the text as one line, runs of white space made one blank."""
    return " ".join(" ".join(text[start:end].split()) for start, end in spans)


def _heads(
    document: Document, lines: Sequence[Line], cells: Sequence[Cells], first: int, columns: set[int]
) -> tuple[dict[int, str], str, int]:
    """Heads of the columns, the title, and the line where they begin, from the lines above the first row."""
    spans: dict[int, Span] = {}
    for line, found in zip(lines, cells, strict=True):
        for column, start, end in found:
            left, right = start - line.start, end - line.start
            low, high = spans.get(column, (left, right))
            spans[column] = (min(low, left), max(high, right))
    heads: dict[int, str] = {}
    title, top = "", first
    blanks = 0
    for number in range(first - 1, max(0, first - 1 - HEADER_LINES), -1):
        line = _line(document, number)
        text = line.text
        if not text.strip():
            blanks += 1
            if blanks > 2:
                break
            continue
        if RULE.fullmatch(text):
            continue
        parts = _head_parts(text, columns, spans)
        if parts is None or (len(parts) < len(columns) and columns <= heads.keys()):
            if len(text.strip()) <= LONGEST_LABEL and not text.strip().endswith((".", ",", ":")):
                title, top = " ".join(text.split()), number
            break
        top = number
        for column, part in parts.items():
            heads[column] = f"{part} {heads[column]}" if column in heads else part
    return heads, title, top


def _stacked_heads(document: Document, first: int, columns: set[int]) -> tuple[dict[int, str], str, int]:
    """Heads one below the other above the first label, as many as there are columns; what precedes is a title."""
    above: list[tuple[int, str]] = []
    for number in range(first - 1, max(0, first - 1 - 3 * HEADER_LINES), -1):
        text = " ".join(_line(document, number).text.split())
        if text and len(text) <= LONGEST_LABEL and not text.endswith("."):
            above.append((number, text))
        elif text:
            break
    heads = [text for _, text in reversed(above[: len(columns)])]
    if len(heads) < len(columns) or not all(_PERIOD_HEAD.search(head) for head in heads):
        return {}, "", first
    title = above[len(columns)][1] if len(above) > len(columns) else ""
    return dict(zip(sorted(columns), heads, strict=True)), title, above[len(columns) - 1][0]


def _head_parts(text: str, columns: set[int], spans: dict[int, Span]) -> dict[int, str] | None:
    """The parts of a line that stand over the columns; None when the line is no line of heads."""
    separator = "|" if "|" in text else "\t" if "\t" in text.strip() else None
    if separator:
        parts = text.strip("| ").split(separator) if separator == "|" else text.split(separator)
        offset = 1 if len(parts) == len(columns) else 0
        return {
            i + offset: " ".join(part.split()) for i, part in enumerate(parts) if part.strip() and i + offset in columns
        }
    found: dict[int, str] = {}
    for part in _PARTS.finditer(text):
        over = [c for c in columns if part.start() < spans[c][1] and part.end() > spans[c][0]]
        if len(over) == 1 and len(part[0]) <= LONGEST_LABEL and part.start() > spans[over[0]][0] - HANGING:
            found[over[0]] = part[0]
        elif over or 0 not in spans or part.start() > spans[0][1] or len(part[0]) > LONGEST_LABEL:
            return None
    return found or None
