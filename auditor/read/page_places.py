"""Where the words of a page stand in its source.

The parser keeps no offsets, but it keeps every digit, and their order: the digits of what it built are told off against
those of the source, and each piece of words that holds one has its place.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from html import unescape
from itertools import accumulate
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from lxml.etree import _Element

Places = dict[Any, int]  # element -> offset in the source

CERTAIN = 8  # digits in a row that are hardly met by chance: by them a lost place is known again
NEAREST = 2_000  # digits of the source among which it is sought first …
FARTHEST = 16_000  # … and at last

_CODED = r"&#(?:0{0,4}(?:4[89]|5[0-7])|[xX]0{0,4}3[0-9]);"  # a digit told by its number
_TAG = r"<[a-zA-Z/!?]"
# Words behind a tag that hold a digit. In an entity it is none.
_RUN = re.compile(
    rf">(?:[^<>0-9&]++|&(?!{_CODED[1:]})(?:#?\w{{1,8}}+;|)|<(?!{_TAG[1:]}))*+(?:[0-9]|&)(?:[^<]++|<(?!{_TAG[1:]}))*+"
)
_CODED_DIGIT = re.compile(_CODED)
_ENTITY = re.compile(r"&#?\w{1,8}+;")
_DIGIT = re.compile(r"[0-9]")
_DIGITS = re.compile(r"[0-9]+")
_MARK = re.compile(rf"<!--.*?(?:-->|\Z)|{_TAG}[^<>]*>|({_CODED}|[0-9])|&#?\w{{1,8}}+;", re.DOTALL)
_UNREAD = (
    ("", "<!--", "-->"),
    ("style", "<style", "</style"),
    ("style", "<STYLE", "</STYLE"),
    ("script", "<script", "</script"),
    ("script", "<SCRIPT", "</SCRIPT"),
)
_UNREAD_NAMES = ("style", "script")
_PRE = re.compile(r"<pre(?=[\s>/])[^<>]*>", re.IGNORECASE)


class _Piece(NamedTuple):
    """Words as the parser built them: within an element before its first child, or behind an element."""

    element: _Element
    behind: bool
    words: str


def places(text: str, root: _Element, elements: Sequence[_Element]) -> tuple[Places, Places]:
    """Where the words within elements begin, and those behind elements: of all that hold a digit.

    ``elements`` are all of the page, in order. What cannot be placed for certain is left out.
    """
    starts, runs = _runs(text, _unread(text, root))
    pieces = _pieces(elements)
    within: Places = {}
    behind: Places = {}
    if len(runs) == len(pieces) and all(map(_same, runs, pieces)):  # most pages
        for start, piece in zip(starts, pieces, strict=True):
            (behind if piece.behind else within)[piece.element] = start
        return within, behind
    printed = [_printed(words) for words in runs]
    stream = "".join(printed)
    begins = list(accumulate(map(len, printed), initial=0))
    sought = [_digits(piece.words) for piece in pieces]
    at, reach = 0, 0
    known = (-1, 0, 0)  # a run, how many of its digits stand before a place, and that place
    for number, piece in enumerate(pieces):
        if reach or not stream.startswith(sought[number], at):
            reach = min(2 * reach or NEAREST, FARTHEST)
            found = _met_again(stream, sought, number, at, reach)
            if found is None:
                continue
            at, reach = found, 0
        run = bisect_right(begins, at) - 1
        start = starts[run]
        if at > begins[run]:  # the source parts words where the parser does not, or the other way
            before, place = known[1:] if known[0] == run else (0, start)
            found = digit_behind(text, place, at - begins[run] - before)
            if found is not None:
                start, known = found, (run, at - begins[run], found)
        (behind if piece.behind else within)[piece.element] = start
        at += len(sought[number])
    return within, behind


def _same(run: str, piece: _Piece) -> bool:
    """Whether words of the source are the parser's: to the letter, or where entities stand in them, to the digit."""
    return run == piece.words or _printed(run) == _digits(piece.words)


def _met_again(stream: str, sought: Sequence[str], number: int, at: int, reach: int) -> int | None:
    """Where in the stream the digits of a piece and those after it are met; None where they are not, or too short to be
    sure. The last ones are met at its end."""
    digits = ""
    for more in sought[number : number + CERTAIN]:
        digits += more
        if len(digits) >= CERTAIN:
            found = stream.find(digits, at, at + reach)
            return None if found < 0 else found
    last = len(stream) - len(digits)
    return last if last >= at and stream.endswith(digits) else None


def _pieces(elements: Sequence[_Element]) -> list[_Piece]:
    """The pieces of words that hold digits, in the order of the page."""
    pieces: list[_Piece] = []
    later: dict[Any, list[_Piece]] = {}  # words behind an element come after those of the last element within it
    for element in elements:
        words = element.text
        if words and _DIGIT.search(words) and isinstance(name := element.tag, str) and name not in _UNREAD_NAMES:
            pieces.append(_Piece(element, False, words))
        words = element.tail
        if words and _DIGIT.search(words):
            piece = _Piece(element, True, words)
            last = element
            while len(last):
                last = last[-1]
            if last is element:
                pieces.append(piece)
            else:
                later.setdefault(last, []).append(piece)
        if later and element in later:
            pieces += reversed(later.pop(element))
    return pieces


def _digits(words: str) -> str:
    return "".join(_DIGITS.findall(words))


def _printed(words: str) -> str:
    """The digits that words of the source print."""
    if "&" in words:
        words = _ENTITY.sub(_coded if _CODED_DIGIT.search(words) else "", words)
    return _digits(words)


def _coded(entity: re.Match[str]) -> str:
    shown = unescape(entity[0])
    return shown if _DIGIT.match(shown) else ""


def _runs(text: str, unread: Sequence[tuple[int, int]]) -> tuple[list[int], list[str]]:
    """The words of the source between two tags, where they hold digits: their offsets, without blanks, and they."""
    starts: list[int] = []
    runs: list[str] = []
    lead = text.find("<") if "<" in text else len(text)
    if _DIGIT.search(text, 0, lead):
        starts.append(0)
        runs.append(text[:lead])
    span = 0
    for match in _RUN.finditer(text):
        words, start = match[0][1:], match.start()
        while span < len(unread) and unread[span][1] <= start:
            span += 1
        if span < len(unread) and unread[span][0] <= start:
            continue
        starts.append(start + 1 + len(words) - len(words.lstrip()))
        runs.append(words)
    return starts, runs


def _unread(text: str, root: _Element) -> list[tuple[int, int]]:
    """The spans of comments, styles and scripts, in order; none lies within another."""
    from lxml.etree import Comment

    found: list[tuple[int, int]] = []
    for name, opening, closing in _UNREAD:
        if next(root.iter(name or Comment), None) is None:
            continue
        begin = text.find(opening)
        while begin >= 0:
            end = text.find(closing, begin)
            end = len(text) if end < 0 else end
            found.append((begin, end))
            begin = text.find(opening, end)
    apart: list[tuple[int, int]] = []
    for begin, end in sorted(found):
        if not apart or begin >= apart[-1][1]:
            apart.append((begin, end))
    return apart


def preformatted_starts(text: str, root: _Element) -> Places:
    """Where the lines of preformatted blocks begin; of none, where the source begins more or fewer than were built."""
    blocks = list(root.iter("pre"))
    if not blocks:
        return {}
    unread = _unread(text, root)
    found = [match.end() for match in _PRE.finditer(text)]
    shown = [at for at in found if not any(begin < at <= end for begin, end in unread)]
    return dict(zip(blocks, shown, strict=True)) if len(blocks) == len(shown) else {}


def digit_behind(text: str, start: int, count: int, end: int | None = None) -> int | None:
    """The offset of the digit before which ``count`` others stand from ``start`` on; None where there are fewer.

    Digits of tags, comments and entities are none.

    >>> digit_behind('<td width="5">&#36;1<b>2</b>', 0, 1)
    23
    """
    for mark in _MARK.finditer(text, start, len(text) if end is None else end):
        if mark[1] is not None:
            if not count:
                return mark.start()
            count -= 1
    return None


def digits_from(text: str, start: int, count: int) -> list[int]:
    """The offsets of the first ``count`` digits from ``start`` on, those of tags, comments and entities left out."""
    found: list[int] = []
    for mark in _MARK.finditer(text, start):
        if len(found) >= count:
            break
        if mark[1] is not None:
            found.append(mark.start())
    return found
