"""Cells of a worksheet as marks: figures put together again from the cells that a page splits them over.

Pages set "$", "(", ")" and "%" in cells of their own so that digits align. ``items`` joins them to the number they
belong to and says which grid columns the whole takes.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from auditor.extract.numbers import Token, closed_up, tokens
from auditor.extract.worksheet_commas import with_point
from auditor.model.worksheet import Cell

Kind = Literal["figure", "year", "note", "mark", "words"]

LONGEST_SIGN = 8  # characters: "% change"
LONGEST_PREFIX = 6
LONGEST_SUFFIX = 8
MAX_CELL = 60  # characters of a cell that may be a number

_CURRENCY = r"(?:US|U\.S\.|CDN|Cdn|C|A|HK|NT|R)?\s?[$\u00a3\u20ac\u00a5]|\b(?:US|CA|AU|RM|RMB|USD|GBP|EUR|CAD|CHF)\b\$?"
_PREFIX = re.compile(rf"(?:{_CURRENCY}|\(|\s|[-\u2013\u2212])+$")
_SUFFIX = re.compile(
    r"(?:\)|%|\s|pts?\.?|ppts?|pp|bps?|x|\*{1,3}|\((?:[a-z]{1,2}|\*)\)|[\u2020\u2021])+$", re.IGNORECASE
)
_BEHIND_POINT = re.compile(r"\.\d{1,3}\s?\)?\s?%?$")
_HYPHENS = {0x2010: "-", 0x2011: "-", 0x2212: "-"}
_MINUS_BEFORE = re.compile(r"[-\u2012-\u2015]\s?([$\u00a3\u20ac])\s*(?=[\d.])")
_SIGN = re.compile(r"(?:[$%#\u00a3\u20ac]|\$\s?/\s?bps|bps|\$ ?change|% ?change|amount)$", re.IGNORECASE)
_NOTES = re.compile(r"(?:\s*(?:\((?:\d{1,2}|[a-zA-Z]{1,2})\)|\[\w{1,2}\]|\*{1,3}|[\u2020\u2021\u00a7#^]))+$")
_UNITS = re.compile(
    r"\s*(?:(?P<points>bps?|basis points|pts?\.?|ppts?|pp|percentage points?)|(?P<times>x|times))$", re.IGNORECASE
)
_WRAPPED = re.compile(r"\s*\n\s*")
_DASHED = re.compile(r"-\s?0\s?-$|[-\u2010\u2011\u2012\u2013\u2014\u2015\u2212\u2500]{1,3}$")
_LETTERS = re.compile(r"[A-Za-z]")
_MARK = re.compile(
    r"(?:n/?a|n/?m|nmf|n\.[am]\.?|not (?:applicable|meaningful|available)|nil|none|\*+|[|+~\u2020\u2021]|\.+)$",
    re.IGNORECASE,
)
_DATE = re.compile(r"\d{1,4}[/.-]\d{1,2}[/.-]\d{1,4}$|\d{1,2}[/-]\d{2,4}$")
_APOSTROPHES = re.compile(r"(?<=\d)['\u2019\u00a0\u202f ](?=\d{3}(?!\d))")
# A formula without its result, or what a spreadsheet shows instead of a number: a figure that cannot be read.
_UNSOLVED = re.compile(r"=[\w(+$'\"@-]|#(?:REF!|DIV/0!|N/A|VALUE!|NAME\?|NUM!|NULL!|SPILL!|CALC!|#{2,})$")
_SERIAL = re.compile(r"0\d{3,}$")  # the number of a company or an account


@dataclass(slots=True)
class Item:
    """A mark of one row: what it is, the grid columns from its first to behind its last fragment, its digits' cell."""

    kind: Kind
    text: str
    left: int
    right: int  # behind the last fragment
    edge: int  # behind the cell that holds the digits: what columns align by
    cell: Cell
    token: Token | None = None
    points: bool = False  # basis points, percentage points or times: no amount


@lru_cache(maxsize=32_768)
def read_mark(text: str) -> tuple[Kind, Token | None, bool]:
    """What a cell's text is: a figure with its token, a year, a note reference, a mark that stands for none, or words.

    >>> read_mark("$ (1,234)")[1].mantissa, read_mark("2003")[0], read_mark("Total assets")[0]
    (-1234, 'year', 'words')
    """
    bare = text.strip().translate(_HYPHENS)
    before = _MINUS_BEFORE.match(bare)
    if before is not None:
        bare = f"{before[1]}-{bare[before.end() :]}"
    if _UNSOLVED.match(bare):
        return "figure", Token("number", bare, 0, len(bare), 0, len(bare), len(bare)), False
    if bare.startswith("+"):
        bare = bare[1:].lstrip()
    if not bare or len(bare) > MAX_CELL:
        return "words", None, False
    if _DASHED.match(bare):
        return "figure", Token("nil", bare, 0, len(bare), 0, len(bare), len(bare), 0, 0), False
    if _MARK.match(bare):
        return "mark", None, False
    points = False
    if _LETTERS.search(bare):
        unit = _UNITS.search(bare)
        if unit is not None and any(c.isdigit() for c in bare[: unit.start()]):
            bare, points = bare[: unit.start()], True
    notes = _NOTES.search(bare)
    if notes is not None and any(c.isdigit() for c in bare[: notes.start()]):
        bare = bare[: notes.start()].rstrip()
    if not any(c.isdigit() for c in bare):
        found = tokens(bare)
        if found and all(mark.kind in ("nil", "mark") for mark in found):
            nil = next((mark for mark in found if mark.kind == "nil"), None)
            return ("figure", nil, False) if nil else ("mark", None, False)
        return ("note" if notes is not None and notes.start() == 0 else "words"), None, False
    if _DATE.match(bare) or _SERIAL.match(bare):
        return "words", None, False
    bare = _APOSTROPHES.sub(",", bare) if "," not in bare else bare
    found = [mark for mark in tokens(bare) if mark.kind not in ("note", "mark", "leader")]
    if len(found) == 1 and found[0].kind == "number":
        token = found[0]
        if token.is_year and not points:
            return "year", token, False
        return "figure", token, points
    if len(found) == 2 and found[0].kind == "number" and found[1].kind == "number" and found[1].may_be_note:
        return "figure", found[0], points
    mended = closed_up(bare)
    if mended is not None:
        return "figure", mended, points
    return "words", None, False


def items(cells: tuple[Cell, ...], commas: bool = False) -> list[Item]:
    """The marks of one row, left to right, fragments joined; ``commas`` where the sheet prints decimal commas."""
    if _heads_of_signs(cells):
        return [Item("words", c.text, c.column, c.column + c.across, c.column + c.across, c) for c in cells if c.text]
    made: list[Item] = []
    prefix: list[Cell] = []
    for cell in cells:
        text = cell.text
        if not text:
            continue
        if made and not prefix and _closes(made[-1], text):
            _append(made[-1], cell, text)
            continue
        if _is_prefix(text):
            prefix.append(cell)
            continue
        bare = _WRAPPED.sub(" ", text) if "\n" in text else text
        kind, token, points = read_mark(with_point(bare) if commas else bare)
        if prefix and kind in ("figure", "year", "mark"):
            made.append(_joined(prefix, cell, kind, token, points))
        else:
            made += (_bare(one) for one in prefix)
            made.append(
                Item(kind, text, cell.column, cell.column + cell.across, cell.column + cell.across, cell, token, points)
            )
        prefix = []
    made += (_bare(one) for one in prefix)
    return made


def _heads_of_signs(cells: tuple[Cell, ...]) -> bool:
    """Whether a row only says by "$" and "%" what its columns print."""
    signs, others = 0, []
    for cell in cells:
        text = cell.text
        if text and len(text) <= LONGEST_SIGN and _SIGN.match(text):
            signs += 1
        elif text:
            others.append(text)
            if len(others) > 1:
                return False
    return signs > 1 and not any(c.isdigit() for text in others for c in text)


def _is_prefix(text: str) -> bool:
    if len(text) > LONGEST_PREFIX or text[-1].isdigit():  # most cells of figures
        return False
    return not _DASHED.match(text) and _PREFIX.match(text) is not None


def _closes(item: Item, text: str) -> bool:
    """Whether a cell only closes the figure before it: ")", "%", ")%", "bps", a note, or ".8)" behind the point."""
    if item.kind in ("figure", "year") and item.text.count("(") > item.text.count(")") and _BEHIND_POINT.match(text):
        return True
    if item.kind not in ("figure", "year", "mark") or len(text) > LONGEST_SUFFIX or text[0].isdigit():
        return False
    if _SUFFIX.match(text) is None:
        return False
    return item.kind != "mark" or text.strip() in (")", "%", ")%")


def _append(item: Item, cell: Cell, text: str) -> None:
    bare = text.strip()
    item.right = cell.column + cell.across
    if item.kind == "mark" or _NOTES.fullmatch(bare):
        return
    joined = f"{item.text}{bare}"
    kind, token, points = read_mark(_WRAPPED.sub(" ", joined))
    if token is not None:
        item.text, item.token, item.points = joined, token, item.points or points
        item.kind = "figure" if kind == "year" and bare else kind


def _joined(prefix: list[Cell], cell: Cell, kind: Kind, token: Token | None, points: bool) -> Item:
    """A figure with the "$" and "(" that stand before it in cells of their own."""
    before = "".join("".join(one.text.split()) for one in prefix)
    text = before + cell.text.strip()
    edge = cell.column + cell.across
    if kind == "mark":
        return Item("mark", text, prefix[0].column, edge, edge, cell, None)
    whole_kind, whole, whole_points = read_mark(_WRAPPED.sub(" ", text))
    if whole is None or whole_kind == "words":
        whole_kind, whole, whole_points = kind, token, points
    if whole_kind == "year":
        whole_kind = "figure" if "$" in before or "(" in before else "year"
    return Item(whole_kind, text, prefix[0].column, edge, edge, cell, whole, whole_points)


def _bare(cell: Cell) -> Item:
    """A currency sign or bracket with no figure behind it."""
    right = cell.column + cell.across
    return Item("mark", cell.text, cell.column, right, right, cell)
