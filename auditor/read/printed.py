"""What a spreadsheet shows of a stored number: its number format applied, in exact decimals.

The grammar is that of ECMA-376 part 1, 18.8.31 (number formats): up to four sections parted by ";" (positive,
negative, zero, words), digits "0 # ?", a point, grouping and scaling commas, "%", "E+0", literals, colours,
conditions. Dates and fractions are not shown through it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Context, Decimal
from functools import lru_cache

_EXACT = Context(prec=400)  # of stored digits and of a format's, both bounded
STORED_DIGITS = 15  # a spreadsheet shows no more; what lies behind is noise of binary arithmetic
PLAIN_REACH = 40  # digits before or behind the point up to which a number is written out
MAX_FORMAT = 255  # characters of a number format, as spreadsheet programs allow

_TOKEN = re.compile(
    r"""
      "(?P<quoted>[^"]*)"?
    | \[(?P<bracket>[^\]]*)\]?
    | \\(?P<escaped>.)
    | _(?P<space>.)
    | \*(?P<fill>.)
    | (?P<exponent>[eE][+-]0+)
    | (?P<general>(?i:general))
    | (?P<digits>[0#?]+(?:,+[0#?]+)*)
    | (?P<mark>.)
    """,
    re.VERBOSE | re.DOTALL,
)
_CONDITION = re.compile(r"(<=|>=|<>|<|>|=)\s*(-?\d{1,15}(?:\.\d{1,15})?)$")
_CURRENCY = re.compile(r"\$([^-]*)")
_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)


@dataclass(frozen=True, slots=True)
class Section:
    """One section of a format. ``parts`` are literals, and the marks "#" (whole digits), "." (point and places)
    and "E" (exponent) where digits stand."""

    parts: tuple[tuple[str, str], ...]  # (kind, text): "text", "whole", "places", "exponent", "general", "percent"
    condition: tuple[str, Decimal] | None
    least: int  # whole digits that are written even where they are idle zeros
    places: str  # the digit marks behind the point
    grouped: bool
    scale: int  # powers of ten the number is divided by: 3 a trailing comma, -2 a "%"


def plain(value: Decimal) -> str:
    """A decimal written out, without idle zeros behind the point; with an exponent only where that is very long.

    >>> plain(Decimal("1234.50")), plain(Decimal("1E+3")), plain(Decimal("-0.0"))
    ('1234.5', '1000', '0')
    """
    if not value.is_finite():
        return ""
    if not value:
        return "0"
    if not -PLAIN_REACH <= value.adjusted() <= PLAIN_REACH:
        return str(value.normalize(_EXACT))
    text = format(value, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def stored(value: int | float) -> Decimal | None:
    """The decimal that a stored number stands for: fifteen digits, as a spreadsheet holds; None where not finite.

    >>> stored(0.1 + 0.2), stored(1234.56)
    (Decimal('0.3'), Decimal('1234.56'))
    """
    if isinstance(value, int):
        return Decimal(value)
    if value - value != 0:
        return None
    return Decimal(plain(Decimal(f"{value:.{STORED_DIGITS}g}")) or "0")


def day_words(day: date) -> str:
    """A date in words that no order of day and month can blur.

    >>> day_words(date(2003, 9, 30))
    'September 30, 2003'
    """
    return f"{_MONTHS[day.month - 1]} {day.day}, {day.year}"


def date_shown(day: date, form: str) -> str:
    """A date as its format shows it where that is a year or a month of a year, else in words.

    >>> date_shown(date(2003, 9, 30), "yyyy"), date_shown(date(2003, 9, 30), "mmm-yy")
    ('2003', 'September 2003')
    """
    marks = set(_BARE.sub("", form).lower())
    if "d" in marks or "y" not in marks:
        return day_words(day)
    return f"{_MONTHS[day.month - 1]} {day.year}" if "m" in marks else str(day.year)


_BARE = re.compile(r'"[^"]*"|\[[^\]]*\]|\\.')


def shown(value: Decimal, form: str) -> str:
    """A number as its format shows it.

    >>> shown(Decimal("-1234.5"), '_(* #,##0_);_(* (#,##0);_(* "-"??_);_(@_)'), shown(Decimal("0.125"), "0.0%")
    ('(1,235)', '12.5%')
    >>> shown(Decimal("1234567"), "#,##0,"), shown(Decimal(5), "General")
    ('1,235', '5')
    """
    sections = _sections(form[:MAX_FORMAT])
    if sections is None:
        return plain(value)
    section, magnitude, minus = _chosen(sections, value)
    if section is None:
        return plain(value)
    text = _write(section, magnitude)
    bare = " ".join(text.split())
    return f"-{bare}" if minus and any(mark in "123456789" for mark in bare) else bare


def _chosen(sections: tuple[Section, ...], value: Decimal) -> tuple[Section | None, Decimal, bool]:
    """The section for a value, the number it shows, and whether a minus sign is set before it."""
    if any(section.condition for section in sections):
        for section in sections:
            if section.condition is None or _meets(value, *section.condition):
                return section, abs(value), value < 0
        return None, value, False
    if value < 0 and len(sections) > 1:
        return sections[1], -value, False
    if value == 0 and len(sections) > 2:
        return sections[2], value, False
    return sections[0], abs(value), value < 0


def _meets(value: Decimal, sign: str, bound: Decimal) -> bool:
    return {
        "<": value < bound, "<=": value <= bound, ">": value > bound,
        ">=": value >= bound, "=": value == bound, "<>": value != bound,
    }[sign]  # fmt: skip


@lru_cache(maxsize=512)
def _sections(form: str) -> tuple[Section, ...] | None:
    """The sections of a format; None where it shows numbers in a way that is not followed (fractions, words)."""
    made: list[Section] = []
    for tokens in _parted(form)[:3]:
        section = _section(tokens)
        if section is None:
            return None
        made.append(section)
    return tuple(made) or None


def _parted(form: str) -> list[list[tuple[str, str]]]:
    sections: list[list[tuple[str, str]]] = [[]]
    for match in _TOKEN.finditer(form):
        kind = match.lastgroup or "mark"
        if kind == "mark" and match[0] == ";":
            sections.append([])
        else:
            sections[-1].append((kind, match[kind]))
    return sections


def _section(tokens: list[tuple[str, str]]) -> Section | None:
    parts: list[tuple[str, str]] = []
    condition: tuple[str, Decimal] | None = None
    least = scale = 0
    places, grouped, pointed, numbered = "", False, False, False
    for kind, text in tokens:
        if kind == "bracket":
            if found := _CONDITION.match(text):
                condition = (found[1], Decimal(found[2]))
            elif currency := _CURRENCY.match(text):
                parts.append(("text", currency[1]))
        elif kind in ("quoted", "escaped"):
            parts.append(("text", text))
        elif kind in ("space", "fill"):
            parts.append(("text", " "))
        elif kind == "digits" and not pointed:
            if numbered:
                return None  # two runs of digits without a point between: a fraction, a telephone number
            grouped, numbered = "," in text, True
            least = text.count("0")
            parts.append(("whole", ""))
        elif kind == "digits":
            places += text.replace(",", "")
        elif kind == "exponent":
            parts.append(("exponent", text))
        elif kind == "general":
            parts.append(("general", ""))
        elif text == ".":
            if not numbered:
                parts.append(("whole", ""))
            pointed = numbered = True
            parts.append(("places", ""))
        elif text == "," and numbered:
            scale += 3
        elif text == "%":
            scale -= 2
            parts.append(("text", "%"))
        elif text in "/@" or text.lower() in "ymdhs":
            return None
        else:
            parts.append(("text", text))
    return Section(tuple(parts), condition, least, places, grouped, scale)


def _write(section: Section, value: Decimal) -> str:
    scientific = next((text for kind, text in section.parts if kind == "exponent"), "")
    value = value.scaleb(-section.scale, _EXACT)
    power = value.adjusted() if scientific and value else 0
    rounded = value.scaleb(-power, _EXACT)
    if not -PLAIN_REACH <= rounded.adjusted() <= PLAIN_REACH and rounded:
        return plain(rounded)
    rounded = rounded.quantize(Decimal(1).scaleb(-len(section.places)), ROUND_HALF_UP, _EXACT)
    whole, _, places = format(rounded, "f").partition(".")
    whole = ("" if whole == "0" else whole).rjust(section.least, "0")
    if section.grouped and whole:
        whole = whole if whole.startswith("0") else f"{int(whole):,}"
    least_places = len(section.places.rstrip("#").rstrip("?"))
    while len(places) > least_places and places.endswith("0"):
        places = places[:-1]
    written = {
        "whole": whole,
        "places": "." + places if places or section.places == "" else "",
        "exponent": f"E{power:+03d}",
        "general": plain(value),
    }
    return "".join(text if kind == "text" else written[kind] for kind, text in section.parts)
