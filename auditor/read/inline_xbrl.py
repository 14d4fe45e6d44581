"""Inline XBRL: what a tagged number says to a machine, from the words that a page displays.

A page tags a printed number with a name, a context, a unit, and the rule by which its words become a number: a
*format* of the transformation registries (1 to 5, and the regulator's own), a *scale* (a power of ten) and a *sign*.
A machine follows that rule to the letter, and so does this module: what the rule does not allow has no value, never 0.

Sources: Inline XBRL 1.1, section 10.1 (ix:nonFraction); Transformation Rules Registries 1 to 5.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from auditor.model.fact import Context, Fact, Tag

LONGEST = 100  # characters of a number; nobody prints a longer one
LARGEST_SCALE = 60  # of a power of ten, either way; beyond it an attribute is a mistake, not an amount


class Number(NamedTuple):
    """``mantissa`` × 10 ** ``exponent``, never negative: the sign is an attribute of the tag."""

    mantissa: int
    exponent: int


def facts_of(tags: Sequence[Tag], contexts: Mapping[str, Context], units: Mapping[str, str]) -> tuple[Fact, ...]:
    """One fact for each tag, in the same order; ``fact.tag`` is its position among the tags.

    A tag whose words cannot be read by its own format, or that is nil, has the mantissa None. One that names a context
    which the page does not define keeps that context's id, without entity and period.
    """
    unknown: dict[str, Context] = {}
    found = []
    for position, tag in enumerate(tags):
        context = contexts.get(tag.context)
        if context is None:
            context = unknown.setdefault(tag.context, Context(tag.context, "", None))
        number = None if tag.nil else value_of(tag)
        mantissa, exponent = number if number is not None else (None, 0)
        found.append(
            Fact(
                name=tag.name,
                context=context,
                unit=None if tag.unit is None else units.get(tag.unit, tag.unit),
                text=tag.text,
                mantissa=mantissa,
                exponent=exponent,
                decimals=_integer(tag.decimals),
                nil=tag.nil,
                hidden=tag.hidden,
                tag=position,
                id=tag.id,
            )
        )
    return tuple(found)


def value_of(tag: Tag) -> tuple[int, int] | None:
    """(mantissa, exponent) of the number that the tag states, its scale and sign applied; None where there is none.

    >>> value_of(Tag("us-gaap:Revenues", "c1", "usd", "26,441", scale="3", sign="-", format="ixt:num-dot-decimal"))
    (-26441, 3)
    >>> value_of(Tag("us-gaap:Revenues", "c1", "usd", "26.441,5", format="ixt:num-dot-decimal")) is None
    True
    """
    if len(tag.text) > LONGEST or tag.sign not in (None, "", "-"):
        return None
    scale = _integer(tag.scale) if tag.scale else 0
    if scale is None or abs(scale) > LARGEST_SCALE:
        return None
    number = _FORMATS.get(format_of(tag), _unreadable)(tag.text.strip())
    if number is None:
        return None
    sign = -1 if tag.sign == "-" else 1
    return (sign * number.mantissa, number.exponent + scale) if number.mantissa else (0, scale)


def format_of(tag: Tag) -> str:
    """The local name of the tag's format, without hyphens and case: the registries spell one rule in several ways.

    >>> format_of(Tag("n", "c", None, "1", format="ixt4:num-dot-decimal"))
    'numdotdecimal'
    """
    return (tag.format or "").rpartition(":")[2].replace("-", "").lower()


def _integer(attribute: str | None) -> int | None:
    """A whole number as attributes write it; None for INF, for none, and for what is no number."""
    if attribute is None or not _INTEGER.fullmatch(attribute.strip()):
        return None
    return int(attribute)


# --- the rules --------------------------------------------------------------------------------------------------------

_INTEGER = re.compile(r"[+-]?\d{1,6}", re.ASCII)
_PLAIN = re.compile(r"(\d*)(?:\.(\d*))?", re.ASCII)
_DOT = re.compile(r"([\d, \u00a0]*)(?:\.([\d \u00a0]+))?", re.ASCII)
_COMMA = re.compile(r"([\d. \u00a0]*)(?:,([\d \u00a0]+))?", re.ASCII)
_DOT_APOSTROPHE = re.compile(r"([\d,'`\u00b4\u2018\u2019\u2032 \u00a0]*)(?:\.([\d \u00a0]+))?", re.ASCII)
_COMMA_APOSTROPHE = re.compile(r"([\d.'`\u00b4\u2018\u2019\u2032 \u00a0]*)(?:,([\d \u00a0]+))?", re.ASCII)
_UNITS = re.compile(r"([\d., \u00a0]*)[^\d.,]+([\d]{1,2})[^\d.,]*", re.ASCII)
_DASH = re.compile(r"\s*[-\u058a\u05be\u2010-\u2015\u2212\ufe58\ufe63\uff0d]\s*")
_DIGIT = re.compile(r"\D", re.ASCII)
_WORD = re.compile(r"[a-z]+")


def _by(pattern: re.Pattern[str]) -> Callable[[str], Number | None]:
    """The rule of a pattern with two groups: the whole part, marks and blanks among its digits, and the fraction."""

    def read(text: str) -> Number | None:
        found = pattern.fullmatch(text)
        if found is None:
            return None
        whole, fraction = (_DIGIT.sub("", part or "") for part in found.groups())
        return Number(int(whole + fraction), -len(fraction)) if whole + fraction else None

    return read


def _main_and_hundredths(text: str) -> Number | None:
    """Two units in one number: "5 dollars and 3 cents"."""
    found = _UNITS.fullmatch(text)
    whole = _DIGIT.sub("", found[1]) if found is not None else ""
    return Number(int(whole) * 100 + int(found[2]), -2) if found is not None and whole else None


def _zero(text: str) -> Number | None:
    """Whatever is displayed ("no", "nil", a dash) stands for zero."""
    return Number(0, 0)


def _dash(text: str) -> Number | None:
    return Number(0, 0) if _DASH.fullmatch(text) else None


def _unreadable(text: str) -> Number | None:
    return None


_ONES = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen"
)
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
_SMALL = {word: n for n, word in enumerate(_ONES.split())}
_SMALL |= {word: 10 * n for n, word in enumerate(_TENS.split(), start=2)}
_LARGE = {"thousand": 10**3, "million": 10**6, "billion": 10**9, "trillion": 10**12}
_NONE = frozenset({"no", "none", "nil", "zero"})


def _english(text: str) -> Number | None:
    """Numbers in words, as the regulator's registry reads them: "one hundred and forty-four", "no".

    >>> _english("Two million, three hundred and five thousand")
    Number(mantissa=2305000, exponent=0)
    """
    words = _WORD.findall(text.lower())
    if len(words) == 1 and words[0] in _NONE:
        return Number(0, 0)
    total = group = 0
    counted = False
    for word in words:
        if word in _SMALL:
            group, counted = group + _SMALL[word], True
        elif word == "hundred" and group < 100:
            group, counted = (group or 1) * 100, True
        elif word in _LARGE:
            total, group, counted = total + (group or 1) * _LARGE[word], 0, True
        elif word not in ("and", "a", "an"):
            return None
    return Number(total + group, 0) if counted else None


_by_dot, _by_comma = _by(_DOT), _by(_COMMA)

# By the name `format_of` gives. Digits grouped the Indian way follow the same rule as those in threes.
_FORMATS: dict[str, Callable[[str], Number | None]] = {
    "": _by(_PLAIN),
    "numdotdecimal": _by_dot,
    "numdotdecimalin": _by_dot,
    "numcommadot": _by_dot,
    "numspacedot": _by_dot,
    "numcommadecimal": _by_comma,
    "numdotcomma": _by_comma,
    "numspacecomma": _by_comma,
    "numcomma": _by_comma,
    "numdotdecimalapos": _by(_DOT_APOSTROPHE),
    "numcommadecimalapos": _by(_COMMA_APOSTROPHE),
    "numunitdecimal": _main_and_hundredths,
    "numunitdecimalin": _main_and_hundredths,
    "numunitdecimalapos": _main_and_hundredths,
    "fixedzero": _zero,
    "zerodash": _dash,
    "numdash": _dash,
    "numwordsen": _english,
}
