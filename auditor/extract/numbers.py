"""Printed numbers: the marks of one line as tokens, exact digits with their sign and last printed place."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from auditor.extract.spelling import Spelled

Kind = Literal["number", "nil", "note", "mark", "word", "leader"]

SCALE_WORDS = Spelled({"hundred": 2, "thousand": 3, "million": 6, "billion": 9, "trillion": 12})
SIXTEENTHS = {2: 1, 4: 2, 8: 3, 16: 4, 32: 5, 64: 6}  # denominator of a quoted price -> decimal places
MAX_DIGITS = 40  # no company prints more; longer runs are serial numbers

_DASH = r"[-\u2013\u2014\u2212]"
_NOTE = r"(?:\((?:[a-zA-Z]{1,2}|\d{1,2})\)|\[\w{1,2}\]|\{\d{1,2}(?:,\d{1,2}){0,3}\}|/\w{1,2}/|\*{1,3})"
_CURRENCY = r"(?:(?:US|U\.S\.|CDN|Cdn|C|A)?[$\u00a3\u20ac\u00a5])"
# ",840" and, before another figure, "20." are misprints, yet numbers.
_DIGITS = r"(?:(?:(?<=[\s($]{2}),)?\d(?:[\d,]*\d)?(?:\.\d+|\.(?=\ {2,}[\d($-]))?|\.\d+)"
_FRACTION = r"(?:[ -](?P<over>\d{1,2})/(?P<under>2|4|8|16|32|64)(?![\d/]))?"

# One alternation, tried at each place in turn; every branch consumes at least one character and none nests a
# repetition in a repetition, so a line is read in time linear in its length.
_TOKEN = re.compile(
    rf"""
      (?P<leader>\.{{3,}}|(?:\.\ ){{2,}}\.?(?!\d))
    | (?P<date>\d{{1,2}}/\d{{1,2}}(?:/\d{{2,4}})?(?![\d/])|\d+(?:-\d+){{2,}}|\d{{2,}}-[\dA-Z]+|\d+[-:]\d+(?!/))
    | (?P<number>
        (?:(?P<currency>{_CURRENCY})\ {{0,16}})?
        (?P<number_text>
          (?:(?P<open>\()\ {{0,8}})?(?:(?P<inner>{_CURRENCY})\ {{0,8}})?
          (?:(?P<minus>{_DASH})\ ?)?(?P<inner2>\$)?(?P<digits>{_DIGITS}){_FRACTION}
          (?P<percent_in>\ ?%(?=\ ?\)))?
          (?P<close>\ ?\))?
          (?:\ (?P<scale>(?i:thousand|million|billion|trillion))\b)?
        )
        (?P<percent>\ ?%)?(?P<times>x(?![\w]))?
        (?P<notes>{_NOTE}*)
        (?=[\s*($]|$|\.{{3}})
      )
    | (?P<nil>
        (?:(?P<nil_currency>{_CURRENCY})\ {{0,16}})?
        (?P<nil_text>(?:\(\ ?)?(?:-0-|{_DASH}(?:\ {_DASH}){{1,2}}(?!\S)|{_DASH}{{1,3}})(?:\ ?\))?)
        (?:\ ?%)?(?P<nil_notes>{_NOTE}*)(?=\s|$)
      )
    | (?P<note>{_NOTE}(?:,?\ ?{_NOTE})*(?=\s|$|\.))
    | (?P<mark>(?:N/?A|n/?a|N/?M|n/?m|NMF|N\.[AM]\.|n\.[am]\.|[|$%)])(?=\s|$|\())
    | (?P<word>[^\s.]\S*?(?=\.{{3}}|\s|$)|\.+\S*?(?=\s|$))
    """,
    re.VERBOSE,
)
_PRINTED = re.compile(r"\S")
_PLAIN_KINDS: tuple[Kind, ...] = ("leader", "note", "mark")
# A chunk that may stand right of the label: no letters but a note's, a currency's, a scale word or "not available".
_TAIL_CHUNK = re.compile(
    rf"(?:[^A-Za-z]+(?:x|{_NOTE}+)?|{_NOTE}+|{_CURRENCY}\S*|(?i:thousand|million|billion|trillion|nmf?|n/?[am]|n\.[am]\.))$"
)


@dataclass(frozen=True, slots=True)
class Token:
    """One mark in a line. ``start`` and ``end`` delimit ``text`` in the line; ``left`` is where its currency sign
    begins; ``edge`` is the place after its last digit, which is what columns of figures align by."""

    kind: Kind
    text: str
    start: int
    end: int
    left: int
    edge: int
    right: int  # the place after everything that hangs on it: ")", "%", notes
    mantissa: int | None = None
    exponent: int = 0
    currency: bool = False
    percent: bool = False
    bracketed: bool = False
    scaled: bool = False  # its own scale word follows

    @property
    def is_cell(self) -> bool:
        return self.kind in ("number", "nil")

    @property
    def is_year(self) -> bool:
        """A bare year: four digits, no comma, no sign."""
        return (
            self.kind == "number"
            and len(self.text) == 4
            and self.exponent == 0
            and not self.currency
            and not self.percent
            and self.text.isdigit()
            and 1900 <= int(self.text) <= 2069
        )

    @property
    def may_be_note(self) -> bool:
        """``(1)``: a reference or a small negative; its place decides."""
        return self.bracketed and not self.currency and not self.percent and len(self.text) <= 4 and self.exponent == 0


def tokens(line: str, start: int = 0) -> list[Token]:
    """All marks of one line from place ``start`` on, in order.

    >>> [(t.kind, t.text, t.mantissa, t.exponent) for t in tokens("Loss per share (1)   $  (0.16)    - -")][3:]
    [('number', '(1)', -1, 0), ('number', '(0.16)', -16, -2), ('nil', '- -', 0, 0)]
    """
    found: list[Token] = []
    here = _PRINTED.search(line, start)
    while here is not None:
        match = _TOKEN.match(line, here.start())
        if match is None:  # a lone mark that means nothing here
            here = _PRINTED.search(line, here.start() + 1)
            continue
        found.append(_token(line, match))
        here = _PRINTED.search(line, match.end())
    return found


def tail_start(line: str) -> int:
    """Where the last word begins: nothing before it can be a figure of a table, so nothing before it is read."""
    end = len(line)
    while end > 0:
        start = line.rfind(" ", 0, end) + 1
        chunk = line[start:end]
        if chunk and not _TAIL_CHUNK.match(chunk):
            return start
        end = start - 1
    return 0


def _token(line: str, match: re.Match[str]) -> Token:
    start, end = match.span()
    outer = match.lastgroup  # the branch that matched: it closes after all groups within it
    if outer == "number" and _stands_free(line, start):
        return _number(match)
    if outer == "nil" and (start == 0 or line[start - 1] in " \t.$"):
        low, high = match.span("nil_text")
        return Token("nil", match["nil_text"], low, high, start, high, end, 0, 0, match["nil_currency"] is not None)
    if outer == "date" and line[start - 2 : start].isspace():
        return Token("mark", match[0], start, end, start, end, end)  # a column of dates beside the figures
    for kind in _PLAIN_KINDS:
        if outer == kind:
            return Token(kind, match[kind], start, end, start, end, end)
    return Token("word", match[0], start, end, start, end, end)


def _stands_free(line: str, start: int) -> bool:
    return start == 0 or line[start - 1] in " \t.$)%|" or line[start - 1] == "("


def _number(match: re.Match[str]) -> Token:
    low, high = match.span("number_text")
    bracketed = match["open"] is not None or match["close"] is not None
    text, low = _printed(match, low)
    digits = match["digits"]
    mantissa, exponent = read_digits(digits)
    edge = match.end("digits")
    if mantissa is not None and match["over"]:
        places = SIXTEENTHS[int(match["under"])]
        mantissa = mantissa * 10**places + int(match["over"]) * 10**places // int(match["under"])
        exponent, edge = -places, match.end("under")
    if mantissa is not None and (bracketed or match["minus"] is not None):
        mantissa = -mantissa
    if match["scale"]:
        exponent += SCALE_WORDS[match["scale"].lower()]
    return Token(
        "number",
        text,
        low,
        high,
        match.start(),
        edge,
        match.end(),
        mantissa,
        exponent,
        any(match[name] is not None for name in ("currency", "inner", "inner2")),
        match["percent"] is not None or match["percent_in"] is not None,
        bracketed,
        match["scale"] is not None,
    )


def _printed(match: re.Match[str], low: int) -> tuple[str, int]:
    """The text a person would search for: from the bracket, sign or first digit, without an outer "$"."""
    text = match["number_text"]
    if match["open"] is None:
        first = match.start("minus") if match["minus"] is not None else match.start("digits")
        return text[first - low :], first
    return text, low


def read_digits(digits: str) -> tuple[int | None, int]:
    """Mantissa and exponent of unsigned printed digits; malformed grouping is read as printed.

    >>> read_digits("26,41"), read_digits(".07"), read_digits("1,072")
    ((2641, 0), (7, -2), (1072, 0))
    """
    whole, _, places = digits.replace(",", "").partition(".")
    if len(whole) + len(places) > MAX_DIGITS:
        return None, 0
    return int(whole + places or "0"), -len(places)


def closed_up(text: str) -> Token | None:
    """A number printed with spaces beside its commas ("4,180 ,000"), bracketed twice, or with nothing behind its point.

    Only where one reading is possible: the groups are of three digits, so the spaces mean nothing. The token keeps the
    printed text. None for anything else.

    >>> [closed_up(text).mantissa for text in ("4,180 ,000", "(47,268, 208)", "((34,974))", "$ 1,883.")]
    [4180000, -47268208, -34974, 1883]
    >>> closed_up("4,18 0,000"), closed_up("12."), closed_up("2003.")
    (None, None, None)
    """
    match = _BROKEN.fullmatch(text.strip())
    if match is None:
        return None
    opened, digits, point, closed = match["open"], match["digits"], match["point"] or "", match["closed"]
    brackets = opened.count("("), closed.count(")")
    if brackets[0] != brackets[1]:
        return None  # which of the two is missing decides the sign
    bare = "".join(digits.split())
    is_pointed = point == "."
    if brackets == (2, 2) and len(bare) < LEAST_POINTED:
        return None  # "((4))" refers to a note
    if is_pointed and len(bare) < LEAST_POINTED and not opened.strip():
        return None  # "12." numbers a line
    if is_pointed and len(bare) == 4 and bare.isdigit() and not opened.strip():
        return None  # "2003." ends a sentence
    if not is_pointed and brackets != (2, 2) and bare == digits:
        return None  # nothing is broken
    mantissa, exponent = read_digits(bare + point)
    if mantissa is None:
        return None
    if brackets[0] or "-" in opened:
        mantissa = -mantissa
    shown = text.strip().lstrip("$ ")
    start = text.index(shown)
    end = start + len(shown)
    edge = start + shown.rindex(bare[-1]) + 1 if not point else end - len(closed)
    return Token(
        "number", shown, start, end, 0, edge, end, mantissa, exponent, "$" in opened, "%" in closed, brackets[0] > 0
    )


LEAST_POINTED = 3  # digits from which a number before a point, or in two brackets, is an amount
_BROKEN = re.compile(r"(?P<open>[($\s-]*)(?P<digits>\d{1,3}(?:\s?,\s?\d{3})+|\d+)(?P<point>\.\d*)?(?P<closed>[)\s%]*)")


def without_notes(label: str) -> str:
    """A label without its references: ``Net income (1)`` and ``Silver operations(2)`` lose the bracket.

    >>> without_notes("Greens Creek (29.73% (a))"), without_notes("Total cash costs ($/oz.) (3)")
    ('Greens Creek (29.73%)', 'Total cash costs ($/oz.)')
    """
    if not _REFERENCE_SIGNS.isdisjoint(label):
        label = _REFERENCE.sub("", label)
    return " ".join(label.split()).rstrip("*").strip()


_REFERENCE_SIGNS = frozenset("([{/*")
_REFERENCE = re.compile(
    r"\s*(?:\((?:\d{1,2}|[a-h])\)|\[\w{1,2}\]|\{[\d,]{1,9}\}|/\d{1,2}/)(?=[\s:,)(.*]|$)|\*+(?=\)|\s|$)"
)
