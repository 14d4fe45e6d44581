"""The walk over a page: blocks become passages, tables worksheets, in reading order."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from auditor.model.fact import Tag
from auditor.model.ranges import is_amount_range
from auditor.model.worksheet import Passage, Worksheet
from auditor.read.failure import ReadFailure, over_limit
from auditor.read.page_places import places, preformatted_starts
from auditor.read.page_tables import CELLS, PageTable, lay_out, table_cells, too_many_cells
from auditor.read.page_words import BREAK, Known, Words, add_piece, marks_of
from auditor.read.styles import HIDDEN, PLAIN, Style, classes_of, style_of

if TYPE_CHECKING:
    from lxml.etree import _Element

DEEPEST = 250  # elements within elements; what lies deeper is not a page a person made
SHORTEST_RUN = 4  # tables of one row from which they are the rows of one
BETWEEN = "  "  # stands between the cells of a row that is set as text
BEFORE = 16  # lines of words kept above a table
LONGEST_BEFORE = 600  # characters of one of them: its end leads in to the table
LONGEST_TAG = 402  # characters before an attribute within which its tag begins

_IN_TAG = re.compile(r"<[a-z][^<>]*\s$", re.IGNORECASE)
_NUMBER_CELL = re.compile(r"[($\s\u00a3\u20ac\u00a5\u2013\u2014-]*+[.,]*+\d[\d.,]*+[\s%)x]*+(?:\(\w{1,2}\)\s*+){0,3}$")

FEWEST_RANGES = 2  # that make a table without a plain number one of figures

SILENT = frozenset(("script", "style", "head", "title", "noscript", "template", "svg", "math", "select", "option"))
BLOCKS = frozenset(
    (
        *("address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "description", "div", "dl"),
        *("document", "dt", "fieldset", "filename", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header"),
        *("hr", "html", "li", "main", "nav", "ol", "p", "pre", "section", "sequence", "table", "tbody", "td", "text"),
        *("tfoot", "th", "thead", "tr", "type", "ul"),
    )
)


class Page:
    """The walk over one page: blocks become passages, tables worksheets, in reading order."""

    def __init__(self, text: str, root: _Element, prefix: str | None) -> None:
        self.text = text
        self.worksheets: list[Worksheet] = []
        self.passages: list[Passage] = []
        self.before: list[str] = []
        self.words = Words()
        self.order = 0
        self.run: list[tuple[PageTable, str, int]] = []  # tables of one row, not yet placed
        self.numbers = {element: at for at, element in enumerate(root.iter("table"), start=1)}
        self.cells = 0
        self.elements = list(root.iter())  # kept alive: lxml makes its proxies once only
        self.within, self.behind = places(text, root, self.elements)
        self.opens = preformatted_starts(text, root)
        self.tag_name = f"{prefix}:nonfraction" if prefix else None
        self.tag_elements: dict[Any, int] = {}
        if self.tag_name:
            self.tag_elements = {element: at for at, element in enumerate(root.iter(self.tag_name))}
        self.shown: set[int] = set()
        sheets = [element.text or "" for element in root.iter("style")]
        self.classes = classes_of("\n".join(sheets)) if sheets else {}
        self.hides = _hides(text)
        self.plain = not self.classes and not self.hides  # nothing but style attributes says how things look
        self.silent = SILENT if prefix is None else SILENT | {f"{prefix}:header", f"{prefix}:hidden"}

    def style(self, element: _Element) -> Style:
        """What the element's own style and its classes say."""
        said = element.get("style")
        if self.plain:
            return style_of(said) if said else PLAIN
        if self.classes and (named := element.get("class")):
            declared = [self.classes[name] for name in named.split() if name in self.classes]
            said = ";".join([*declared, said or ""]) if declared else said
        if self.hides and element.get("hidden") is not None:
            return HIDDEN
        return style_of(said) if said else PLAIN

    # -- running text ---------------------------------------------------------------------------------------------

    def walk(self, element: _Element, depth: int) -> None:
        """Gather the words of an element into passages; its tables become worksheets."""
        if depth > DEEPEST:
            raise too_deep()
        words = self.words
        if text := element.text:
            if (offset := self.within.get(element)) is not None:
                words.places.append((len(words.pieces), offset))
            words.pieces.append(text)
        for child in element:
            name = child.tag
            if isinstance(name, str) and name not in self.silent:
                style = self.style(child)
                if style.hidden:
                    pass
                elif name == "table":
                    self.flush()
                    self.table(child, depth + 1)
                elif name == "pre":
                    self.preformatted(child)
                elif name == "br":
                    words.pieces.append(BREAK)
                elif name in BLOCKS and style.breaks is not False:
                    self.flush()
                    self.walk(child, depth + 1)
                    self.flush()
                else:
                    if name == self.tag_name:
                        self.note_tag(words, child)
                    self.walk(child, depth + 1)
            words = self.words
            if tail := child.tail:
                if (offset := self.behind.get(child)) is not None:
                    words.places.append((len(words.pieces), offset))
                words.pieces.append(tail)

    def note_tag(self, words: Words, element: _Element) -> None:
        at = self.tag_elements[element]
        words.tags.append(at)
        self.shown.add(at)

    def flush(self) -> None:
        """End the block in hand."""
        words = self.words
        if not words.pieces:
            return
        self.words = Words()
        if text := words.text():
            self.end_run()
            self.passage(text, marks_of(text, words), words.tags)

    def passage(self, text: str, known: Known, tags: Sequence[int]) -> None:
        """Add running text; ``known`` are its marks and starts."""
        self.passages.append(Passage(text, self.order, False, *known, tuple(tags)))
        self.order += 1
        self.before += [line[-LONGEST_BEFORE:] for line in text.split("\n")]
        del self.before[:-BEFORE]

    def preformatted(self, element: _Element) -> None:
        """Monospaced lines keep their white space: the reader of plain text takes them."""
        self.flush()
        text = "".join(_texts(element, 0)).replace("\u00a0", " ")
        if text.strip():
            self.end_run()
            start = self.opens.get(element)
            known = () if start is None else (start,)
            self.passages.append(Passage(text, self.order, True, (0,) * len(known), known))
            self.order += 1
            self.before = []

    # -- tables ---------------------------------------------------------------------------------------------------

    def table(self, element: _Element, depth: int) -> None:
        """A table of figures becomes a worksheet; one that only lays out the page is walked like blocks."""
        if depth > DEEPEST:
            raise too_deep()
        path = f"table[{self.numbers[element]}]"
        nested = next(element.iterdescendants("table"), None) is not None
        for title in element.iterchildren("caption"):
            self.walk(title, depth + 1)
            self.flush()
        table = lay_out(element, self)
        self.cells += table.count
        if self.cells > CELLS:
            raise too_many_cells()
        if nested and sum(1 for row in table.rows for cell in row if _NUMBER_CELL.match(cell.text)) < 3:
            self.walk_rows(element, depth)
            return
        first = next((cell.start for row in table.rows for cell in row if cell.start is not None), 0)
        if nested or sum(map(bool, table.rows)) > 1:
            self.end_run()
            self.place_table(table, path, first)
        else:
            self.run.append((table, path, first))
        for inner in table.inner:
            self.table(inner, depth + 1)

    def end_run(self) -> None:
        """Tables of one row each, one below the other with no words between, are the rows of one worksheet."""
        run, self.run = self.run, []
        if len(run) < SHORTEST_RUN:
            for table, path, first in run:
                self.place_table(table, path, first)
            return
        whole = PageTable(width=max(table.width for table, _, _ in run))
        paths: list[str] = []
        for table, path, _ in run:
            for row in table.rows:
                whole.rows.append([cell._replace(row=len(whole.rows)) for cell in row])
                paths.append(path)
        self.place_table(whole, run[0][1], run[0][2], tuple(paths))

    def place_table(self, table: PageTable, path: str, first: int, paths: tuple[str, ...] = ()) -> None:
        """A table with figures is a worksheet; lists, titles and signatures are words."""
        if not any(_NUMBER_CELL.match(cell.text) for row in table.rows for cell in row) and not _holds_ranges(table):
            self.set_as_text(table)
            return
        rows = tuple(tuple(row) for row in table.rows)
        before = tuple(self.before)
        self.worksheets.append(
            Worksheet(rows, table.width, before, path=path, paths=paths, order=self.order, line=first, last_line=first)
        )
        self.order += 1
        self.before = []

    def walk_rows(self, element: _Element, depth: int) -> None:
        """The cells of a layout table one after the other, each a block of its own."""
        for cell in table_cells(element):
            if self.style(cell).hidden:
                continue
            self.flush()
            self.walk(cell, depth + 1)
            self.flush()

    def set_as_text(self, table: PageTable) -> None:
        """A table without figures: lists, titles, signatures. Each row is a line of words."""
        for row in table.rows:
            if line := BETWEEN.join(cell.text for cell in row if cell.text):
                marks: list[int] = []
                starts: list[int] = []
                at = 0
                for cell in row:
                    if cell.text and cell.start is not None:
                        marks += (at + mark for mark in cell.marks or (0,))
                        starts += cell.starts or (cell.start,)
                    at += len(cell.text) + len(BETWEEN) if cell.text else 0
                self.passage(line, (tuple(marks), tuple(starts)), [tag for cell in row for tag in cell.tags])

    # -- cells ----------------------------------------------------------------------------------------------------

    def cell_words(self, element: _Element, inner: list[_Element]) -> Words:
        """The words of one cell; tables within it are put into ``inner``."""
        words = Words()
        self._cell(element, words, inner, 0, False, False)
        return words

    def _cell(
        self, element: _Element, words: Words, inner: list[_Element], depth: int, bold: bool, raised: bool
    ) -> None:
        if text := element.text:
            if (offset := self.within.get(element)) is not None:
                words.places.append((len(words.pieces), offset))
            add_piece(words, text, bold, raised)
        if depth > DEEPEST:
            raise too_deep()
        for child in element:
            name = child.tag
            if isinstance(name, str) and name not in self.silent:
                style = self.style(child)
                if style.hidden:
                    pass
                elif name == "table":
                    inner.append(child)
                elif name == "br":
                    words.pieces.append(BREAK)
                elif name == "hr":
                    words.over = True
                else:
                    blocks = name in BLOCKS and style.breaks is not False
                    if blocks:
                        words.pieces.append(BREAK)
                        if not words.begun:
                            words.indent += style.indent
                        words.over, words.under = words.over or style.over, words.under or style.under
                    if name == self.tag_name:
                        self.note_tag(words, child)
                    weight = bold or style.bold or name in ("b", "strong")
                    self._cell(child, words, inner, depth + 1, weight, raised or style.raised or name == "sup")
                    if blocks:
                        words.pieces.append(BREAK)
            if tail := child.tail:
                if (offset := self.behind.get(child)) is not None:
                    words.places.append((len(words.pieces), offset))
                add_piece(words, tail, bold, raised)

    def tags(self) -> tuple[Tag, ...]:
        """Every tag of the page, in order; those that the walk did not meet are hidden."""
        return tuple(_tag(element, at not in self.shown) for element, at in self.tag_elements.items())


def too_deep() -> ReadFailure:
    return over_limit(f"elements within elements, more than {DEEPEST} deep")


def _hides(text: str) -> bool:
    """Whether some tag has the attribute "hidden". The word is rarer than tags are, so it is sought first."""
    at = text.find("hidden")
    while at >= 0:
        if text[at + 6 : at + 7] in (*" \n\r\t\f>=/",) and _IN_TAG.search(text[max(0, at - LONGEST_TAG) : at]):
            return True
        at = text.find("hidden", at + 6)
    return False


def _texts(element: _Element, depth: int) -> Iterator[str]:
    """The text of monospaced lines; tags within them take no room."""
    if depth > DEEPEST:
        raise too_deep()
    if element.text:
        yield element.text
    for child in element:
        if isinstance(child.tag, str):
            if child.tag == "br":
                yield "\n"
            yield from _texts(child, depth + 1)
        if child.tail:
            yield child.tail


def _tag(element: _Element, hidden: bool) -> Tag:
    get = element.get
    return Tag(
        name=get("name") or "",
        context=get("contextref") or "",
        unit=get("unitref"),
        text=" ".join("".join(element.itertext()).split()),
        scale=get("scale"),
        sign=get("sign"),
        decimals=get("decimals"),
        format=get("format"),
        hidden=hidden,
        nil=(get("xsi:nil") or get("nil") or "").lower() in ("true", "1"),
        id=get("id"),
    )


def _holds_ranges(table: PageTable) -> bool:
    """Whether a table prints amounts as ranges beside its labels, as outlooks do."""
    return sum(is_amount_range(cell.text) for row in table.rows for cell in row[1:] if cell.text) >= FEWEST_RANGES
