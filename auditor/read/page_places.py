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
_ENTITY = re.compile(r"&#?\w{1,8}+;")
_DIGIT = re.compile(r"[0-9]")
_DIGITS = re.compile(r"[0-9]+")
_MARK = re.compile(rf"<!--.*?(?:-->|\Z)|{_TAG}[^<>]*>|({_CODED}|[0-9])|&#?\w{{1,8}}+;", re.DOTALL)
_UNREAD = (("<!--", "-->"), ("<style", "</style"), ("<STYLE", "</STYLE"), ("<script", "</script"))
_UNREAD_NAMES = ("style", "script")
_PRE = re.compile(r"<pre(?=[\s>/])[^<>]*>", re.IGNORECASE)


class _Piece(NamedTuple):
    """Words as the parser built them: within an element before its first child, or behind an element."""

    element: _Element
    behind: bool
    digits: str


def places(text: str, root: _Element, elements: Sequence[_Element]) -> tuple[Places, Places]:
    """Where the words within elements begin, and those behind elements: of all that hold a digit.

    ``elements`` are all of the page, in order. What cannot be placed for certain is left out.
    """
    starts, digits = _runs(text, _unread(text, root))
    stream = "".join(digits)
    begins = list(accumulate(map(len, digits), initial=0))
    pieces = _pieces(elements)
    within: Places = {}
    behind: Places = {}
    at, reach = 0, 0
    for number, piece in enumerate(pieces):
        if reach or not stream.startswith(piece.digits, at):
            reach = min(2 * reach or NEAREST, FARTHEST)
            found = _met_again(stream, pieces, number, at, reach)
            if found is None:
                continue
            at, reach = found, 0
        run = bisect_right(begins, at) - 1
        start = starts[run]
        if at > begins[run]:  # the source parts words where the parser does not, or the other way
            start = digit_behind(text, start, at - begins[run]) or start
        (behind if piece.behind else within)[piece.element] = start
        at += len(piece.digits)
    return within, behind


def _met_again(stream: str, pieces: Sequence[_Piece], number: int, at: int, reach: int) -> int | None:
    """Where in the stream a piece and those after it are met; None where they are not, or too short to be sure. The
    last ones are met at its end."""
    digits = ""
    for piece in pieces[number : number + CERTAIN]:
        digits += piece.digits
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
            pieces.append(_Piece(element, False, _digits(words)))
        words = element.tail
        if words and _DIGIT.search(words):
            piece = _Piece(element, True, _digits(words))
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
    return _digits(_ENTITY.sub(_coded, words) if "&" in words else words)


def _coded(entity: re.Match[str]) -> str:
    shown = unescape(entity[0])
    return shown if _DIGIT.match(shown) else ""


def _runs(text: str, unread: Sequence[tuple[int, int]]) -> tuple[list[int], list[str]]:
    """The words of the source between two tags, where they hold digits: the offsets of the first, and the digits."""
    starts: list[int] = []
    digits: list[str] = []
    lead = text.find("<") if "<" in text else len(text)
    if _DIGIT.search(text, 0, lead):
        starts.append(0)
        digits.append(_printed(text[:lead]))
    span = 0
    for match in _RUN.finditer(text):
        words, start = match[0], match.start()
        while span < len(unread) and unread[span][1] <= start:
            span += 1
        if span < len(unread) and unread[span][0] <= start:
            continue
        starts.append(start + len(words) - len(words[1:].lstrip()))
        digits.append(_printed(words))
    return starts, digits


def _unread(text: str, root: _Element) -> list[tuple[int, int]]:
    """The spans of comments, styles and scripts, in order; none lies within another."""
    from lxml.etree import Comment

    if next(root.iter(Comment, *_UNREAD_NAMES), None) is None:
        return []
    found = []
    for opening, closing in _UNREAD:
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
