"""HTML: a page becomes worksheets and passages, each of which leads back to its place in the source.

lxml parses; what it builds is walked once. Nothing is fetched, no entity but HTML's own is known, and neither depth
nor number of cells is without a limit.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from auditor.model.document import Document
from auditor.model.fact import Tag
from auditor.model.worksheet import Passage, Worksheet
from auditor.read.cover import describe
from auditor.read.failure import ReadFailure, over_limit, unreadable
from auditor.read.page_tables import CELLS, PageTable, lay_out, too_many_cells
from auditor.read.source import Source
from auditor.read.styles import HIDDEN, PLAIN, Style, classes_of, style_of
from auditor.read.text import line_starts

if TYPE_CHECKING:
    from lxml.etree import _Element

TAGS = 3_000_000  # of one page, opening and closing; a large annual report has a tenth of that
DEEPEST = 250  # elements within elements; what lies deeper is not a page a person made
SHORTEST_RUN = 4  # tables of one row from which they are the rows of one
BEFORE = 16  # lines of words kept above a table
LONGEST_BEFORE = 600  # characters of one of them: its end leads in to the table
COVER = 60_000  # characters of running text within which the cover describes the filing

_INLINE_XBRL = re.compile(r"xmlns:([\w.-]+)\s*=\s*[\"']http://www\.xbrl\.org/\d+/inlineXBRL[\"']")
# The tag's bracket comes first, outside of the alternatives, so that the search leaps from one to the next; a comment
# that nothing ends goes on to the end, so that each is passed once.
_STARTS = re.compile(
    r"<(?:!--.*?(?:-->|\Z)|([tT][dDhH]|[dD][iI][vV]|[pP](?:[rR][eE])?)(?=[\s>/]))", re.DOTALL
)  # either case spelled out: twice as fast as the flag for it
_NAMED = ("td", "th", "div", "p", "pre")
# Characters that take no room, and the typesetter's apostrophes, which no rule tells from the typewriter's.
_PLAIN_SIGNS = (*((c, "") for c in "\u200b\u200c\u200d\u2060\ufeff\u00ad"), *((c, "'") for c in "\u2018\u2019\u02bc"))
_IN_TAG = re.compile(r"<[a-z][^<>]*\s$", re.IGNORECASE)
LONGEST_TAG = 402  # characters before an attribute within which its tag begins
_NUMERAL = re.compile(r"\d")
_NUMBER_CELL = re.compile(r"[($\s\u00a3\u20ac\u00a5\u2013\u2014-]*+[.,]*+\d[\d.,]*+[\s%)x]*+(?:\(\w{1,2}\)\s*+){0,3}$")
_NOTE = re.compile(r"\(?(?:\d{1,2}|[a-z]|\*{1,3}|\u2020|\u2021)(?:[,)(\s]+(?:\d{1,2}|[a-z]))*\)?$", re.IGNORECASE)

SILENT = frozenset(("script", "style", "head", "title", "noscript", "template", "svg", "math", "select", "option"))
BLOCKS = frozenset(
    (
        *("address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "description", "div", "dl"),
        *("document", "dt", "fieldset", "filename", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header"),
        *("hr", "html", "li", "main", "nav", "ol", "p", "pre", "section", "sequence", "table", "tbody", "td", "text"),
        *("tfoot", "th", "thead", "tr", "type", "ul"),
    )
)
BREAK = "\x00"  # stands for a line break while words are gathered: no page can hold it
_BLANKS = f"{BREAK} \n\t\r\u00a0"


@dataclass(slots=True)
class Words:
    """Words being gathered: pieces as they stand in the source, and for those with digits, where."""

    pieces: list[str] = field(default_factory=list)
    places: list[tuple[int, int]] = field(default_factory=list)  # (position among the pieces, offset in the source)
    tags: list[int] = field(default_factory=list)
    indent: float = 0
    bold: bool | None = None
    over: bool = False
    under: bool = False
    blank: int = 0  # pieces at the beginning that are known to be blank

    @property
    def begun(self) -> bool:
        """Whether anything but blanks stands here. Each piece is looked at once, however often that is asked."""
        while self.blank < len(self.pieces) and not self.pieces[self.blank].strip(_BLANKS):
            self.blank += 1
        return self.blank < len(self.pieces)

    def text(self) -> str:
        """The words: lines that hold any, each run of white space one blank."""
        whole = "".join(self.pieces)
        if not whole.isascii():
            for sign, plain in _PLAIN_SIGNS:  # mostly none is there, and a search for each beats str.translate
                if sign in whole:
                    whole = whole.replace(sign, plain)
        whole = whole.strip(BREAK)
        if BREAK not in whole:  # most cells, and most blocks
            return " ".join(whole.split())
        return "\n".join(line for line in (" ".join(line.split()) for line in whole.split(BREAK)) if line)

    @property
    def leading(self) -> int:
        """How many blanks that do not collapse stand before the first word."""
        count = 0
        for piece in self.pieces:
            for character in piece:
                if character in "\u00a0\u2002\u2003\u2007\u2009":
                    count += 1
                elif not character.isspace() and character != BREAK:
                    return count
        return 0


def read_html(source: Source) -> Document:
    """The page as one document, "inline-xbrl" where it carries tags. Raises `ReadFailure` where it holds no words."""
    text = source.text
    root = parse(text)
    prefix = _INLINE_XBRL.search(text, 0, 200_000)
    bare = "ix" if "<ix:nonFraction" in text else None  # a section cut from a page lacks the declaration
    page = _Page(text, root, prefix[1].lower() if prefix else bare)
    page.walk(root, 0)
    page.flush()
    page.end_run()
    running = "\n".join(passage.text for passage in page.passages)[:COVER]
    form, company, period, cover = describe(running)
    if not page.worksheets and not page.passages:
        raise unreadable(f"{source.path}: a page without words")
    contexts, units = {}, {}
    if page.tag_elements:
        from auditor.read.contexts import contexts_of, units_of

        contexts, units = contexts_of(root), units_of(root)
    return Document(
        id="d1",
        path=source.path,
        media="inline-xbrl" if page.tag_elements else "html",
        text=text,
        sha256=hashlib.sha256(source.data).hexdigest(),
        line_starts=line_starts(text),
        form=form,
        company=company,
        period=period,
        encoding=source.encoding.removesuffix("-sig"),
        cover=cover,
        worksheets=tuple(page.worksheets),
        passages=tuple(page.passages),
        tags=page.tags(),
        contexts=contexts,
        units=units,
    )


def parse(text: str) -> _Element:
    """The page's root. Raises `ReadFailure` where there is none, or it is too large to be looked at."""
    from lxml import etree

    if text.count("<") > TAGS:
        raise over_limit(f"a page of more than {TAGS:,} tags")
    parser = etree.HTMLParser(encoding="utf-8", no_network=True, huge_tree=True, remove_pis=True)
    try:
        root = etree.fromstring(text.encode("utf-8", "replace"), parser)
    except (etree.ParserError, etree.XMLSyntaxError) as error:
        raise unreadable(f"the page cannot be parsed: {' '.join(str(error).split())}") from None
    if root is None:
        raise unreadable("a page without an element")
    return root


class _Page:
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
        self.offsets = _offsets(text, root)
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
            self.take(words, text, element)
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
                self.take(words, tail, child)

    def take(self, words: Words, piece: str, element: _Element) -> None:
        """Add a piece of text to words; remember whence, where it holds a figure."""
        if _NUMERAL.search(piece) and (offset := self.offset(element)) is not None:
            words.places.append((len(words.pieces), offset))
        words.pieces.append(piece)

    def offset(self, element: _Element | None) -> int | None:
        """The offset in the source of an element, or of the nearest one around it that is known."""
        while element is not None:
            offset = self.offsets.get(element)
            if offset is not None:
                return offset
            element = element.getparent()
        return None

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
            self.passage(text, words)

    def passage(self, text: str, words: Words, preformatted: bool = False) -> None:
        marks, starts = _marks(text, words)
        self.passages.append(Passage(text, self.order, preformatted, marks, starts, tuple(words.tags)))
        self.order += 1
        self.before += [line[-LONGEST_BEFORE:] for line in text.split("\n")]
        del self.before[:-BEFORE]

    def preformatted(self, element: _Element) -> None:
        """Monospaced lines keep their white space: the reader of plain text takes them."""
        self.flush()
        text = "".join(_texts(element, 0)).replace("\u00a0", " ")
        if text.strip():
            self.end_run()
            words = Words()
            if (offset := self.offset(element)) is not None:
                words.places.append((0, offset))
            self.passages.append(Passage(text, self.order, True, (0,), tuple(at for _, at in words.places)))
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
        first = self.offset(element) or 0
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
        if not any(_NUMBER_CELL.match(cell.text) for row in table.rows for cell in row):
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
            if line := "  ".join(cell.text for cell in row if cell.text):
                words = Words(tags=[tag for cell in row for tag in cell.tags])
                start = row[0].start
                if start is not None:
                    words.places.append((0, start))
                    words.pieces.append(line)
                self.passage(line, words)

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
            _add(words, text, bold, raised)
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
                _add(words, tail, bold, raised)

    def tags(self) -> tuple[Tag, ...]:
        """Every tag of the page, in order; those that the walk did not meet are hidden."""
        return tuple(_tag(element, at not in self.shown) for element, at in self.tag_elements.items())


def too_deep() -> ReadFailure:
    return over_limit(f"elements within elements, more than {DEEPEST} deep")


def table_cells(table: _Element) -> Iterator[_Element]:
    """The cells of a table itself, not those of tables within it."""
    for row in table_rows(table):
        for cell in row:
            if cell.tag in ("td", "th"):
                yield cell


def table_rows(table: _Element) -> Iterator[_Element]:
    """The rows of a table itself, whether or not they stand in a body."""
    for child in table:
        if child.tag == "tr":
            yield child
        elif child.tag in ("tbody", "thead", "tfoot"):
            yield from (row for row in child if row.tag == "tr")


def _add(words: Words, piece: str, bold: bool, raised: bool) -> None:
    """A piece of a cell's words. A raised reference is set in brackets, so that it does not lengthen a number."""
    if raised and piece.strip():
        bare = piece.strip()
        if _NOTE.match(bare):
            piece = f"({bare.strip('()')})" if not bare.startswith("*") else bare
    elif words.bold is None and piece.strip():
        words.bold = bold
    words.pieces.append(piece)


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


def _offsets(text: str, root: _Element) -> dict[Any, int]:
    """Where elements begin in the source. The parser keeps no offsets, but makes one element of each start tag of
    these names; a name of which it made more or fewer is left out."""
    starts: dict[str, list[int]] = {name: [] for name in _NAMED}
    for match in _STARTS.finditer(text):
        if match[1]:
            starts[match[1].lower()].append(match.start())
    offsets: dict[Any, int] = {}
    for name, places in starts.items():
        elements = list(root.iter(name))
        if len(elements) == len(places):
            offsets.update(zip(elements, places, strict=True))
    return offsets


def _marks(text: str, words: Words) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Where in a passage the pieces of known origin begin. White space has changed, so each is found again."""
    marks: list[int] = []
    starts: list[int] = []
    at = 0
    for position, offset in words.places:
        first = " ".join(words.pieces[position].split())[:24] if position < len(words.pieces) else ""
        found = text.find(first, at) if first else -1
        if found >= 0:
            at = found
            if not starts or offset > starts[-1]:  # words behind an inner element begin where the outer one did
                marks.append(found)
                starts.append(offset)
    return tuple(marks), tuple(starts)


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
