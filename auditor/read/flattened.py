"""Pages whose mark-up somebody stripped: every cell of every table stands on a line of its own.

    Cash and cash equivalents
    $
    2,252
    $
    2,310
    Short-term investments
    2,085
    2,026

Such texts come from copying a page and from programs that drop tags. A label and the run of numbers behind it are a
row; runs of one length make a table. A blank cell left nothing behind, so a shorter run says not which of its cells
are missing: its numbers are passed over, and counted.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from auditor.model.diagnostic import Diagnostic
from auditor.model.document import Document
from auditor.model.worksheet import Cell, Passage, Worksheet

LEAST_LONE = 60  # numbers that stand alone on a line
LEAST_SHARE = 0.12  # and of the filled lines: printed pages have folios, one to fifty lines
LONGEST_LABEL = 160  # characters; what is longer is a sentence
LONGEST_ENTRY = 400  # and of one with several numbers behind it: what a class of shares is described by
MOST_BETWEEN = 5  # lines of words between two rows of one table
FEWEST_ROWS = 3
SAME_WIDTH = 0.6  # of a table's runs that have its number of columns
HEADS_REACH = 14  # lines of words above the first row among which its heads are looked for
CAPTION_LINES = 6
WIDEST = 12  # columns
NIL = "\u2014"
FEWEST_PAGES = 6  # that count on before numbers that stand alone are taken for theirs
SHORTEST_PAGE = 10  # lines
HEADLESS = 2  # columns that a table may have whose heads cannot be told

_NUMBER = re.compile(r"[$\u00a3\u20ac]?\s?\(?[$\u00a3\u20ac]?\s?-?(?:\d[\d,]*(?:\.\d+)?|\.\d+)\s?%?\)?%?$")
_NIL = re.compile(r"[$]?\s?(?:[-\u2013\u2014\u2212]{1,3}|nm|n/m|n/a)\s?%?$", re.IGNORECASE)
_SIGN = re.compile(r"[$\u00a3\u20ac]\s?\(?$")
_CLOSING = re.compile(r"(?:\)\s?%?|%\s?\)?)$")
_YEAR = re.compile(r"(?:19|20)\d\d$")
_PERIODIC = re.compile(
    r"\b(?:jan|feb|mar|apr|may|june?|july?|aug|sep|oct|nov|dec)[a-z]*\.? \d{1,2}\b|^(?:fiscal )?(?:19|20)\d\d$",
    re.IGNORECASE,
)
_CHANGE = re.compile(r"(?:%|percent(?:age)?)? ?change$|%$", re.IGNORECASE)
_TOTAL = re.compile(r"totals?\b", re.IGNORECASE)

_GLUED = re.compile(r"(?<=[a-z])(?=[A-Z])")  # a line break that left nothing behind
_DURATION = re.compile(r"\b(?:months?|quarters?|years?|weeks)\s+end(?:ed|ing)", re.IGNORECASE)


@dataclass(slots=True)
class _Line:
    """Words, or one cell of numbers put together from its fragments."""

    text: str
    start: int
    end: int
    number: int  # zero-based line
    is_cell: bool


@dataclass(slots=True)
class _Run:
    """A row: the words since the row before, and the cells behind the last of them."""

    words: list[_Line] = field(default_factory=list)
    cells: list[_Line] = field(default_factory=list)

    @property
    def is_years(self) -> bool:
        return len(self.cells) > 1 and all(_YEAR.match(cell.text) for cell in self.cells)


def is_flattened(text: str) -> bool:
    """Whether numbers mostly stand alone on their lines, which no printed page does."""
    filled = lone = 0
    for line in text.splitlines():
        bare = line.strip()
        if bare:
            filled += 1
            lone += len(bare) < 24 and bool(_NUMBER.match(bare))
    return lone >= LEAST_LONE and lone >= LEAST_SHARE * filled


def unflattened(document: Document) -> Document:
    """The document with its tables as worksheets and its other words as passages."""
    runs = _runs(_with_heads(_without_folios(list(_lines(document)))))
    sheets: list[Worksheet] = []
    passages: list[Passage] = []
    lost = headless = 0
    at = order = end = 0
    while at < len(runs):
        end = _table_end(runs, at) if at >= end else end  # looked for once, not anew at each run that begins no table
        width = _width(runs[at:end])
        if not width:
            passages += _passage(runs[at].words, order)
            at, order = at + 1, order + 1
            continue
        sheet, above, missing = _worksheet(runs[at:end], width, order + 1)
        if sheet is None:
            passages += _passage([line for run in runs[at:end] for line in (*run.words, *run.cells)], order)
            at, order, headless = end, order + 1, headless + 1
            continue
        passages += _passage(above, order)
        sheets.append(sheet)
        lost += missing
        at, order = end, order + 2
    remarks = document.diagnostics
    if lost:
        remarks += (Diagnostic("warning", f"numbers of rows in which some cell left no mark: {lost}"),)
    if headless:
        remarks += (Diagnostic("warning", f"tables not read, whose heads were lost with the mark-up: {headless}"),)
    return replace(document, worksheets=tuple(sheets), passages=tuple(passages), diagnostics=remarks)


def _lines(document: Document) -> Iterator[_Line]:
    """The filled lines; the fragments of one cell ("$", "(42", ")") as one."""
    held: _Line | None = None
    for number, start in enumerate(document.line_starts):
        end = document.line_starts[number + 1] if number + 1 < len(document.line_starts) else len(document.text)
        raw = document.text[start:end]
        bare = raw.strip()
        if not bare:
            continue
        begin = start + len(raw) - len(raw.lstrip())
        line = _Line(" ".join(bare.split()), begin, begin + len(bare), number, False)
        short = len(bare) < 24
        if held and _CLOSING.match(bare) and held.is_cell:
            held.text, held.end = held.text + line.text.replace(" ", ""), line.end
        elif held and not held.is_cell and short and (_NUMBER.match(bare) or _NIL.match(bare)):
            held.text, held.end, held.is_cell = held.text + line.text, line.end, True
        else:
            if held:
                yield held
            line.is_cell = short and bool(_NUMBER.match(bare) or _NIL.match(bare))
            held = line
            if not line.is_cell and not _SIGN.match(bare):
                yield line
                held = None
    if held:
        yield held


def _without_folios(lines: list[_Line]) -> list[_Line]:
    """The lines without the pages' numbers: those that stand alone before words and count on through the document."""
    chains: dict[int, tuple[int, int]] = {}  # by a page's number, the longest chain that ends with it: length, place
    before: dict[int, int] = {}  # by place, the place of the page before
    for at, line in enumerate(lines):
        is_last = at + 1 == len(lines) or not lines[at + 1].is_cell
        if not (line.is_cell and is_last and line.text.isdecimal() and len(line.text) < 4):
            continue
        page = int(line.text)
        length, elder = chains.get(page - 1, (0, -SHORTEST_PAGE))
        if at - elder < SHORTEST_PAGE:
            continue
        if length:
            before[at] = elder
        if length + 1 >= chains.get(page, (0, 0))[0]:
            chains[page] = length + 1, at
    length, last = max(chains.values(), default=(0, 0))
    if length < FEWEST_PAGES:
        return lines
    folios = {last}
    while last in before:
        last = before[last]
        folios.add(last)
    return [line for at, line in enumerate(lines) if at not in folios]


def _with_heads(lines: list[_Line]) -> list[_Line]:
    """The lines, years between "Change" and "Change" being heads and no amounts."""
    at = 0
    while at < len(lines):
        end = at
        while end < len(lines) and (_YEAR.match(lines[end].text) or _CHANGE.match(lines[end].text)):
            end += 1
        if any(not line.is_cell for line in lines[at:end]) and sum(line.is_cell for line in lines[at:end]) > 1:
            for line in lines[at:end]:
                line.is_cell = False
        at = max(end, at + 1)
    return lines


def _text(text: str) -> str:
    """A cell's words; a nil loses its "$", lest the dash be taken for the sign of the number behind it."""
    return NIL if _NIL.match(text) and not text[-1].isalpha() else text


def _runs(lines: Sequence[_Line]) -> list[_Run]:
    runs = [_Run()]
    for line in lines:
        if line.is_cell:
            runs[-1].cells.append(line)
        else:
            if runs[-1].cells:
                runs.append(_Run())
            runs[-1].words.append(line)
    return runs


def _table_end(runs: Sequence[_Run], at: int) -> int:
    """Where the table that may begin with run ``at`` ends: before a long stretch of words, a sentence, or new heads."""
    end = at + 1
    while end < len(runs):
        words = runs[end].words
        if len(words) > MOST_BETWEEN or any(len(word.text) > LONGEST_LABEL for word in words[:-1]):
            break
        if len(words[-1].text) > (LONGEST_ENTRY if len(runs[end].cells) > 1 else LONGEST_LABEL):
            break
        if runs[end].is_years and not runs[end - 1].is_years:
            break
        end += 1
    return end


def _width(runs: Sequence[_Run]) -> int:
    """The columns of the table that these runs are; 0 where they are none."""
    lengths = Counter(len(run.cells) for run in runs if len(run.cells) > 1 and not run.is_years)
    if not lengths:
        return 0
    width, count = max(lengths.items(), key=lambda item: (item[1], -item[0]))
    if count < FEWEST_ROWS or count < SAME_WIDTH * sum(1 for run in runs if run.cells) or width > WIDEST:
        return 0
    return width


def _worksheet(runs: Sequence[_Run], width: int, order: int) -> tuple[Worksheet | None, list[_Line], int]:
    """The table, the words above it, and how many numbers of it stand in no known column.

    Without heads nobody knows which columns are prices and rates, or parts of others: then only whole numbers of two
    years side by side are a table, and of more columns where a line says that it is their total.
    """
    first, *others = runs
    years = list(first.cells) if first.is_years else []
    spanners: tuple[Cell, ...] = ()
    words = list(first.words)
    above, heads, rest = _heads(words, width, bool(years))
    if not years and not heads and (_has_fractions(runs) or (width > HEADLESS and not _has_total(runs))):
        return None, [], 0
    grid: list[list[tuple[int, _Line]]] = [[(j + 1, line) for j, line in enumerate(group)] for group in heads]
    if len(years) == width:
        above, spanners = _spanners(above, width)
        grid.append([(j + 1, line) for j, line in enumerate(years)])
    rows = list(others)
    if years:
        grid += [[(0, line)] for line in rest]
    else:
        rows.insert(0, _Run(rest, first.cells))
    lost = 0
    for run in rows:
        grid += [[(0, line)] for line in run.words[:-1]]
        stub = [(0, line) for line in run.words[-1:]]
        if not run.cells or len(run.cells) % width or len(run.cells) > 2 * width:
            lost += len(run.cells)
            grid.append(list(stub))
            continue
        for offset in range(0, len(run.cells), width):  # a second set is a total without a label
            cells = [(j + 1, cell) for j, cell in enumerate(run.cells[offset : offset + width])]
            grid.append([*stub, *cells] if not offset else cells)
    placed = [row for row in grid if row]
    shift = 1 if spanners else 0
    rows_of_cells = [tuple(_cell(i + shift, j, line) for j, line in row) for i, row in enumerate(placed)]
    sheet = Worksheet(
        rows=((spanners,) if spanners else ()) + tuple(rows_of_cells),
        width=width + 1,
        before=tuple(line.text for line in above[-CAPTION_LINES:] if len(line.text) <= LONGEST_LABEL),
        order=order,
        line=placed[0][0][1].start,
        last_line=placed[-1][-1][1].start,
    )
    return sheet, above, lost


def _spanners(above: list[_Line], width: int) -> tuple[list[_Line], tuple[Cell, ...]]:
    """Heads that say durations, each over its share of the columns of years, and the words above them.

    Words between two such heads belong to the first ("Year Ended", "December 31,").
    """
    low = max(0, len(above) - HEADS_REACH)
    begins = [i for i in range(low, len(above)) if _DURATION.search(above[i].text) and len(above[i].text) < 60]
    if len(begins) < 2 or width % len(begins) or len(above) - begins[0] > 2 * len(begins) + 1:
        return above, ()
    across = width // len(begins)
    cells = []
    for position, (begin, end) in enumerate(zip(begins, [*begins[1:], len(above)], strict=True)):
        words = _GLUED.sub(" ", " ".join(line.text for line in above[begin:end]))
        start, stop = above[begin].start, above[end - 1].end
        place = (0, 1 + position * across)
        cells.append(Cell(*place, words, across=across, start=start, end=stop, place=place))
    return above[: begins[0]], tuple(cells)


def _has_fractions(runs: Sequence[_Run]) -> bool:
    return any("." in cell.text or "%" in cell.text for run in runs for cell in run.cells)


def _has_total(runs: Sequence[_Run]) -> bool:
    return any(run.words and _TOTAL.match(run.words[-1].text) for run in runs[2:])


def _heads(words: Sequence[_Line], width: int, has_years: bool) -> tuple[list[_Line], list[list[_Line]], list[_Line]]:
    """The words above the heads, the groups of heads (one a column each), and the words below them."""
    low = max(0, len(words) - HEADS_REACH)
    for end in range(len(words), low + width - 1, -1):
        group = list(words[end - width : end])
        if all(_is_head(line.text) for line in group) and _PERIODIC.search(group[0].text):
            return list(words[: end - width]), [group], list(words[end:])
    if has_years:  # the years follow all of the words
        return list(words), [], []
    split = max(low, len(words) - MOST_BETWEEN)
    return list(words[:split]), [], list(words[split:])


def _is_head(text: str) -> bool:
    return len(text) < 60 and bool(_PERIODIC.search(text) or _CHANGE.match(text))


def _cell(row: int, column: int, line: _Line) -> Cell:
    return Cell(
        row,
        column,
        _text(line.text) if line.is_cell else line.text,
        start=line.start,
        end=line.end,
        place=(row, column),
    )


def _passage(words: Sequence[_Line], order: int) -> list[Passage]:
    """The words as running text, each line at its place."""
    if not words:
        return []
    marks, starts, at = [], [], 0
    for line in words:
        marks.append(at)
        starts.append(line.start)
        at += len(line.text) + 1
    return [Passage(" ".join(line.text for line in words), order, False, tuple(marks), tuple(starts))]
