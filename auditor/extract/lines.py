"""Lines of monospaced text: what each one is, its marks, and where they stand.

Places are columns of the page (tabs opened to stops of eight), so that what stands below one another has the
same place; `Line.offset` leads back to the document's text.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Literal

from auditor.extract.numbers import Token, tail_start, tokens
from auditor.model.document import Document

Kind = Literal["blank", "rule", "figures", "heads", "text", "stop", "tag"]

DOUBLE_SPACED = 0.3  # of the filled lines: where fewer have a filled one below them, the text is double-spaced
LONGEST_TABLE_LINE = 1_000  # characters; longer lines are prose or damage
LONG = "long"  # the tag of such a line
WIDEST_JUSTIFIED = 3  # blanks between two words of a line set to both margins
FEWEST_JUSTIFIED = 5  # words of a line that is looked at
RAGGED = 8  # characters by which the line above or below may be shorter
TAB = 8

_RULE = re.compile(r"(?:[-=_\u2014~*][-=_\u2014~*+]{2,}|- -{2,})")
_DASHES = re.compile(r"[-=_]{4,}")
_ONLY_RULE = re.compile(r"[\s\-=_+|\u2014~*]+$")
_TAG = re.compile(r"\s*<(?P<close>/?)(?P<name>[A-Za-z][\w.-]*)(?:\s[^<>]*)?>(?P<rest>.*)", re.DOTALL)
_COLUMN_TAGS = re.compile(r"\s*<S>|\s*<C>", re.IGNORECASE)
_STOPS = frozenset(
    ("page", "table", "document", "text", "type", "fn", "sequence", "filename", "description", "html", "sec-document")
)
_WORD = re.compile(r"\S+")
_DATED = re.compile(r"\(?[A-Za-z]{3,9}\.? \d{1,2}\b")
_ENCODED = re.compile(r"begin [0-7]{3} \S")  # uuencoded: a mode and a file name
_GAP = re.compile(r"\S+(?: \S+)*")
_PERIOD_WORD = re.compile(
    r"\b(?:year|years|month|months|quarter|quarters|week|weeks|ended|ending|fiscal|at|as of|million|millions|thousands?"
    r"|dollars|except|omitted|change|percent|inc|dec|jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|january|february"
    r"|march|april|august|september|october|november|december)\b|\(|%|\$",
    re.IGNORECASE,
)
_DATE_START = re.compile(
    r"(?<=\S) (?=(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.? \d{1,2}\b)", re.IGNORECASE
)
_STRETCHED = re.compile(r"[A-Za-z,] {2,3}[a-z]\w* {1,3}[A-Za-z]")  # words parted by more than a blank
_NUMERIC_WORD = re.compile(r"(?:\b(?:thousand|million|billion|trillion|nmf?|n/?[am])|\dx)$", re.IGNORECASE)
_DAY_YEAR = re.compile(r"\d{1,2},(?: (?:19|20)\d\d)?$")
_FOLIO = re.compile(
    r"\s*(?:-+ ?\d{1,4} ?-+|page [ivxl\d]+(?: of \d+)?|[ivxl]{1,6}|[A-Z]-\d{1,3}|annual report page \d+)$",
    re.IGNORECASE,
)
_MONTH_LAST = re.compile(r"\b(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]{0,6}\.?$", re.IGNORECASE)
_YEARS_ONLY = re.compile(r"\(?(?:19|20)\d\d\S{0,4}(?: (?:19|20)\d\d\S{0,4})+$")


@dataclass(slots=True)
class Line:
    """One line. ``cells`` are the figures, nils and marks of its tail; ``loose`` of them stand only one space
    after the label and count as figures only where a column wants them."""

    number: int  # zero-based
    start: int  # offset in the document's text
    text: str
    kind: Kind = "blank"
    label: str = ""
    indent: int = -1
    label_end: int = 0
    cells: list[Token] = field(default_factory=list)
    loose: int = 0
    rules: list[tuple[int, int]] = field(default_factory=list)
    tag: str = ""
    leads: bool = False  # dots lead from the label to the figures
    raw: str | None = None  # the line before its tabs were opened

    def offset(self, place: int) -> int:
        """The offset in the document's text of a place in ``text``."""
        if self.raw is None:
            return self.start + place
        column = 0
        for index, character in enumerate(self.raw):
            if column >= place:
                return self.start + index
            column += TAB - column % TAB if character == "\t" else 1
        return self.start + len(self.raw)

    @property
    def evidence(self) -> list[Token]:
        """The figures that tell where columns are: not years that label a row, not references."""
        cells = [cell for cell in self.cells[self.loose :] if cell.is_cell]
        if len(cells) > 1 and not self.label and (cells[0].is_year or cells[0].may_be_note) and not cells[1].is_year:
            return cells[1:]
        return cells

    @property
    def segments(self) -> list[tuple[int, int, str]]:
        """Stretches set apart by two spaces or more, dates and years that share one also split."""
        found: list[tuple[int, int, str]] = []
        for match in _GAP.finditer(_DASHES.sub(_blank, self.text)):
            found.extend(_split(match.start(), match[0]))
        return found


def _blank(match: re.Match[str]) -> str:
    return " " * len(match[0])


def _split(start: int, text: str) -> list[tuple[int, int, str]]:
    """``Sept. 30, Sept. 30,`` is two heads although one space parts them; so is ``2003 2002``."""
    if _YEARS_ONLY.match(text):
        return [(start + m.start(), start + m.end(), m[0]) for m in _WORD.finditer(text)]
    pieces: list[tuple[int, int, str]] = []
    at = 0
    cuts = [m.start() for m in _DATE_START.finditer(text)]
    if cuts and not _DATED.match(text):
        cuts = []  # "Three months ended June 30, ... " is one phrase
    for cut in [*cuts, len(text)]:
        piece = text[at:cut]
        pieces.append((start + at, start + cut, piece))
        at = cut + 1
    return pieces


def lines_of(document: Document) -> list[Line]:
    """Every line of the document, classified."""
    text, starts = document.text, document.line_starts
    result: list[Line] = []
    skipping = ""
    for number, start in enumerate(starts):
        end = starts[number + 1] if number + 1 < len(starts) else len(text)
        if end - start > LONGEST_TABLE_LINE:
            result.append(Line(number, start, "", "stop", tag=LONG))
            continue
        line = _line(number, start, text[start:end].rstrip())
        skipping = _skips(line, skipping)
        if skipping:
            line = Line(number, start, "", "stop")
        result.append(line)
    _justified(result)
    return _single_spaced(result)


def _justified(lines: list[Line]) -> None:
    """Running text set to both margins parts words by two blanks; a number that ends such a line is no figure of a
    column. Only a line that runs on in another, one of them with such gaps between its words, is taken for text."""
    for at, line in enumerate(lines):
        if line.kind != "figures" or len(line.cells) != 1 or not line.label or line.leads:
            continue
        if line.cells[0].left - line.label_end > WIDEST_JUSTIFIED or len(line.label.split()) < FEWEST_JUSTIFIED:
            continue
        beside = [one for one in lines[max(0, at - 1) : at + 2] if one is not line and one.kind in ("text", "figures")]
        full = [one for one in beside if one.indent >= 0 and len(one.text) >= len(line.text) - RAGGED]
        if full and any(_STRETCHED.search(one.text) for one in (line, *full)):
            line.kind, line.label, line.label_end = "text", line.text.strip(), len(line.text)
            line.cells, line.loose, line.rules = [], 0, []


def _single_spaced(lines: list[Line]) -> list[Line]:
    """The lines of a double-spaced text without the blank that follows each; other texts as they are."""
    filled = [line.kind != "blank" for line in lines]
    set_tight = sum(map(all, pairwise(filled)))
    if set_tight >= DOUBLE_SPACED * sum(filled):
        return lines
    kept = [line for before, line in pairwise(lines) if line.kind != "blank" or before.kind == "blank"]
    return lines[:1] + kept


def _skips(line: Line, skipping: str) -> str:
    """Submission headers, financial data schedules and encoded attachments hold no statements.

    Returns the text that ends the stretch being skipped, or "" outside of one.
    """
    bare = line.text.strip()
    if skipping:
        return "" if bare.upper().startswith(skipping) else skipping
    if bare.startswith(("<SEC-HEADER>", "<IMS-HEADER>")):
        return "</" + bare[1:12]
    if bare.startswith(("<TYPE>EX-27", "<TYPE>GRAPHIC", "<TYPE>ZIP", "<TYPE>EXCEL")):
        return "</DOCUMENT>"
    if _ENCODED.match(bare):
        return "END"
    return ""


def _line(number: int, start: int, raw: str) -> Line:
    text = raw.expandtabs(TAB) if "\t" in raw else raw
    text = text.replace("|", " ")  # the verticals of a drawn box
    line = Line(number, start, text, raw=raw if "\t" in raw else None)
    if "<" in text:
        _read_tag(line)
        if line.kind in ("stop", "tag"):
            return line
    if not line.text.strip():
        return line
    if _FOLIO.match(line.text):
        line.kind, line.tag = "tag", "folio"
        return line
    if _ONLY_RULE.match(line.text):
        _read_rule(line)
        if line.kind == "rule":
            return line
    _read_marks(line)
    return line


def _read_tag(line: Line) -> None:
    match = _TAG.match(line.text)
    if match is None:
        return
    name = match["name"].lower()
    line.tag = match["close"] + name
    if _COLUMN_TAGS.match(line.text):
        line.kind, line.tag = "tag", "s"
    elif name in _STOPS:
        line.kind = "stop"
    elif not match["rest"].strip():
        line.kind = "tag"
    else:  # words after a tag keep their places
        line.text = " " * match.start("rest") + match["rest"].rstrip()


def _read_rule(line: Line) -> None:
    """A line of dashes is a rule unless all of it are nils ("--", "- -")."""
    line.rules = [match.span() for match in _RULE.finditer(line.text)]
    if line.rules:
        line.kind = "rule"


def _read_marks(line: Line) -> None:
    bare = line.text.strip()
    line.indent = len(line.text) - len(line.text.lstrip())
    if _has_no_figures(bare):
        line.kind, line.label, line.label_end = "text", bare, len(line.text)
        return
    marks = tokens(line.text, tail_start(line.text))
    last_word = max((i for i, mark in enumerate(marks) if mark.kind == "word" and not _is_rule(mark)), default=-1)
    tail = marks[last_word + 1 :]
    while tail and tail[0].kind in ("note", "leader"):
        line.leads = line.leads or tail[0].kind == "leader"
        tail = tail[1:]
    line.rules = [(mark.start, mark.end) for mark in tail if _is_rule(mark)]
    cells = [mark for mark in tail if mark.is_cell or mark.kind == "mark"]
    first = cells[0].left if cells else len(line.text)
    label = line.text[:first].rstrip(" .") if line.leads else line.text[:first].rstrip()
    line.label, line.label_end = label.strip(), len(label)
    line.cells = cells
    line.loose = _loose(line)
    if not line.label:
        line.indent = -1
    set_off = any(cell.kind == "number" for cell in cells[line.loose :]) or (
        len(cells) > line.loose and all(cell.kind == "nil" for cell in cells[line.loose :])
    )
    alone = not line.label and len(cells) == 1 and cells[0].is_year  # a year above rows is their heading
    line.kind = "figures" if set_off and not alone else "text"
    if _is_heads(line):
        line.kind = "heads"
    if line.kind == "text":
        line.leads = marks[-1].kind == "leader"
        line.indent = len(line.text) - len(line.text.lstrip())
        line.label, line.label_end = bare, len(line.text)


def _has_no_figures(bare: str) -> bool:
    """A quick look that spares most lines of running text: no number at the end, or no gap before it."""
    if bare[-1].isalpha() and not _NUMERIC_WORD.search(bare):
        return True
    return bare[0].isalpha() and "  " not in bare and ".." not in bare and ". ." not in bare


def _is_rule(mark: Token) -> bool:
    return mark.kind == "word" and len(mark.text) > 3 and not mark.text.strip("-=_")


def _loose(line: Line) -> int:
    """How many leading cells stand only a space after words, as the year of "December 31, 1996" does."""
    if not line.label or line.leads:
        return 0
    end, count = line.label_end, 0
    for cell in line.cells:
        if cell.left - end > 1 or (cell.currency and cell.start - cell.left > 2):
            break
        end, count = cell.right, count + 1
    return count


def _is_heads(line: Line) -> bool:
    """Whether the line's numbers are years that head columns."""
    dated = line.loose == 1 and _MONTH_LAST.search(line.label) is not None  # "December 31" before the years
    figures = [cell for cell in line.cells[dated:] if cell.is_cell]
    if not figures or line.leads or not all(cell.is_year for cell in figures):
        return False
    years = [int(cell.text) for cell in figures]
    if len(years) == 1 and line.loose:
        return False  # "Year ended December 31, 2003" is words
    if not line.label or _DAY_YEAR.match(line.label) or (_PERIOD_WORD.search(line.label) and len(line.label) < 100):
        return bool(line.label) or len(years) > 1 or line.cells[0].left > 20
    return len(years) > 1 and all(abs(a - b) == 1 for a, b in pairwise(years))
