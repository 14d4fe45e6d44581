"""Words of a page as they are gathered: pieces of text as they stand in the source, and whence."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

# Characters that take no room, and the typesetter's apostrophes, which no rule tells from the typewriter's.
_PLAIN_SIGNS = (*((c, "") for c in "\u200b\u200c\u200d\u2060\ufeff\u00ad"), *((c, "'") for c in "\u2018\u2019\u02bc"))
_NOTE = re.compile(r"\(?(?:\d{1,2}|[a-z]|\*{1,3}|\u2020|\u2021)(?:[,)(\s]+(?:\d{1,2}|[a-z]))*\)?$", re.IGNORECASE)

_DIGIT = re.compile(r"[0-9]")

Known = tuple[tuple[int, ...], tuple[int, ...]]  # marks in the words, and where in the source each of them begins

BREAK = "\x00"  # stands for a line break while words are gathered: no page can hold it
_BLANKS = f"{BREAK} \n\t\r\u00a0"


@dataclass(slots=True)
class Words:
    """Words being gathered: pieces as they stand in the source, and for those with digits, where."""

    pieces: list[str] = field(default_factory=list)
    places: list[tuple[int, int]] = field(default_factory=list)  # (position among the pieces, where it begins)
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


def add_piece(words: Words, piece: str, bold: bool, raised: bool) -> None:
    """A piece of a cell's words. A raised reference is set in brackets, so that it does not lengthen a number."""
    if raised and piece.strip():
        bare = piece.strip()
        if _NOTE.match(bare):
            piece = f"({bare.strip('()')})" if not bare.startswith("*") else bare
    elif words.bold is None and piece.strip():
        words.bold = bold
    words.pieces.append(piece)


def marks_of(text: str, words: Words) -> Known:
    """Where in the words of ``text`` the pieces of known place begin, and those places. White space has changed, so a
    piece is found by its digits, which have not."""
    if not words.places:
        return (), ()
    digits = [digit.start() for digit in _DIGIT.finditer(text)]
    marks: list[int] = []
    starts: list[int] = []
    counted = passed = 0
    for position, offset in words.places:
        for piece in words.pieces[counted:position]:
            passed += len(_DIGIT.findall(piece))
        counted = position
        if passed >= len(digits):
            break
        lead = _DIGIT.split(words.pieces[position], maxsplit=1)[0]
        behind = digits[passed - 1] + 1 if passed else 0
        marks.append(max(behind, digits[passed] - len(" ".join(lead.split())) - lead[-1:].isspace()))
        starts.append(offset)
    return tuple(marks), tuple(starts)
