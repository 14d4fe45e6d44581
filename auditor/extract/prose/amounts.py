"""Amounts in a sentence: their digits, scale word, unit, and the words that hedge them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from auditor.extract.numbers import read_digits
from auditor.extract.spelling import Spelled

LONGEST_SIGN = 5  # characters of an amount before its first digit: "$ (.5"
DIGIT = re.compile(r"\d")
SCALES = Spelled({"hundred": 2, "thousand": 3, "million": 6, "billion": 9, "trillion": 12})
_SUFFIXES = Spelled({"k": 3, "m": 6, "mm": 6, "mn": 6, "b": 9, "bn": 9})  # "$47.3M", "$1.2bn"
NUMBER = r"(?:\d{1,3}(?:,\d{1,4})+(?:\.\d+)?|\d{1,15}(?:\.\d+)?|\.\d+)"
WEIGHTS = Spelled(
    {
        "ounce": "oz",
        "oz": "oz",
        "ton": "ton",
        "tonne": "tonne",
        "pound": "lb",
        "share": "shares",
        "barrel": "bbl",
    }
)
_OF_UNITS = Spelled(
    {
        "share": "share",
        "unit": "unit",
        "ounce": "oz",
        "ton": "ton",
        "tonne": "tonne",
        "pound": "lb",
        "barrel": "bbl",
    }
)
_KINDS = r"(?:(?:troy|short|long|metric)\s+)?"  # of ounces and tons; a statement seldom says which
BASIS_POINTS, POINTS, TIMES = "bp", "points", "times"  # 100 basis points are one percentage point

AMOUNT = re.compile(
    rf"""(?:
    (?P<money>\(\$\s?{NUMBER}\)|\$\s?\({NUMBER}\)|\$\s?{NUMBER})
      (?:(?:\s+|-)(?P<money_scale>thousand|million|billion|trillion)\b|(?P<suffix>mm|mn|bn|[mbk])(?!\w))?
  | (?=[\d.(])(?:(?<![\w.,$/-])|(?<=[\s(][-+\u2212\u2013])|(?<=--))
    (?P<plain>\({NUMBER}\)(?=\s?(?:%|percent))|{NUMBER})(?:
        (?P<cents>[\s-]+cents?\b)
      | (?P<points>(?:\s?%)?[\s-]+percentage[\s-]+points?\b|\s+(?:points|pts)\b)
      | (?P<bp>[\s-]+basis[\s-]+points?\b|\s?bps?\b)
      | (?P<percent>\s?%|[\s-]+per\s?cent\b)
      | (?P<fold>[\s-]?fold\b)
      | (?P<to_one>\s?:\s?1(?:\.0)?(?![\d:.]\d|\d)|(?:\s|-)to(?:\s|-)(?:1(?:\.0)?(?![\d,.]\d|\d)|one\b))
      | (?P<times>x(?!\w)|\s+times(?=\s+(?:the|as|what|that|those|its|our|higher|greater|larger|more)\b))
      | \s+(?P<dollar_scale>thousand|million|billion|trillion)\s+(?P<dollars>(?:U\.?S\.?\s+)?dollars)\b
      | (?:\s+(?P<scale>thousand|million|billion)\b)?
        \+?\s+{_KINDS}(?P<weight>ounce|oz|tonne|ton|pound|share|barrel)(?:s|\.)?(?![\w-])
      | \s+(?P<bare_scale>million|billion|trillion)\b
    ))""",
    re.IGNORECASE | re.VERBOSE,
)
_SCALE_GROUPS = ("money_scale", "dollar_scale", "scale", "bare_scale")
# One of them stands in every AMOUNT; a lone "2.3x" is passed over.
_SIGNS = ("$", "illion", "%", "cent", "ounce", "oz", "ton", "pound", "share", "barrel", "bp", "point", "pts", "fold",
          "ratio", "dollars")  # fmt: skip
_UNIT_WORD = rf"{_KINDS}(share|unit|ounce|tonne|ton|pound|barrel)\b"
_PER_WORDS = r"(?:(?:basic|diluted|fully|and|common|ordinary|weighted|average|outstanding)[\s-]+){0,5}"
_PER = re.compile(
    rf"[\s,]*(?:\((?:basic|diluted|basic and diluted|fully diluted)\)\s*)?(?:an?|per)\s+{_PER_WORDS}{_UNIT_WORD}",
    re.IGNORECASE,
)
_COST_PER = re.compile(
    rf"(?:\s+[a-z-]+){{1,4}}\s+per\s+{_PER_WORDS}{_UNIT_WORD}", re.IGNORECASE
)  # "$4.47 cash cost per ounce"
_PER_BEFORE = re.compile(
    rf"(?:\bper\s+{_PER_WORDS}{_UNIT_WORD}|\bEPS\b)(?:\s*\((?:basic|diluted)\))?(?:\s+of\s+(?:gold|silver|copper))?"
    r"(?:\s+(?:an?|of|was|were|is|at|totaled|to|for|the|quarter|increased|decreased|rose|fell|negative|basic|diluted|gold|silver)){1,6}\s*$",
    re.IGNORECASE,
)
_GRADE = re.compile(rf"(?:\s+of\s+\w+)?\s+per\s+{_UNIT_WORD}", re.IGNORECASE)  # "32 ounces of silver per ton"
_OTHER_DOLLAR = re.compile(r"(?:\b(?!US)[A-Z]{1,3}|Cdn\.?\s?)$")  # "C$", "HK$", "Cdn $"
_NEGATIVE = re.compile(r"(?:\b(?:negative|(?<!or\s)minus)\s+|(?:^|[\s(])[-\u2212\u2013])\(?$", re.IGNORECASE)
_YEAR = re.compile(r"(?:19|20)\d\d")
_RATIO = re.compile(r"\bratio\b", re.IGNORECASE)
_SPLIT = re.compile(r"\bsplit\b", re.IGNORECASE)
_TIED = re.compile(r"\s*(?:to|and|or|-|\u2013|\u2014)\s*\(?\$?\s?", re.IGNORECASE)  # between the ends of a range
_ENDS = re.compile(r"\s*(?:to|-|\u2013|\u2014)\s*\(?\$?\s?", re.IGNORECASE)  # of one range
ALIKE = 100  # "$190 to $195 million" are both millions; "$500 to $1.2 million" are not


@dataclass(frozen=True, slots=True)
class Amount:
    """An amount found in a paragraph; offsets in the paragraph."""

    start: int
    end: int
    text: str
    mantissa: int | None  # None where it cannot be read
    exponent: int
    unit: str | None
    behind: int  # where its unit ends: behind "%", "ounces", "basis points"


def may_name_an_amount(words: str) -> bool:
    """Whether words hold a digit and one of the signs without which no number in them is an amount: a cheap test that
    spares most paragraphs the grammar."""
    lowered = words.lower()
    return any(sign in lowered for sign in _SIGNS) and DIGIT.search(words) is not None


def amounts(sentence: str) -> Iterator[Amount]:
    """The amounts that a sentence prints in digits, in order; those in words are `number_words.told`'s."""
    digit = DIGIT.search(sentence)
    if digit is None:
        return
    found: Amount | None = None
    for match in AMOUNT.finditer(sentence, max(0, digit.start() - LONGEST_SIGN)):
        if match["to_one"] and (_RATIO.search(sentence) is None or _SPLIT.search(sentence)):
            continue  # "a 2:1 split", "a 2:1 switch"
        if match["percent"] and _YEAR.fullmatch(match["plain"]) and match["percent"][0].isspace():
            continue  # heads of columns run together: "Dec 31, 2021 % Change"
        amount = _amount(match, sentence)
        if found is not None:
            yield _scaled_like(found, amount, sentence)
        found = amount
    if found is not None:
        yield found


def _amount(match: re.Match[str], sentence: str) -> Amount:
    printed = match["money"] or match["plain"]
    start, end = match.span("money" if match["money"] else "plain")
    named = next((name for name in _SCALE_GROUPS if match[name]), None)
    scale = match[named] if named else None
    if named:
        end = match.end(named)
    if match["suffix"] or match["cents"]:
        end = match.end("suffix" if match["suffix"] else "cents")
    mantissa, exponent = read_digits(printed.strip("($) "))
    exponent -= 2 if match["cents"] else 0
    exponent += SCALES[scale.lower()] if scale else _SUFFIXES[match["suffix"].lower()] if match["suffix"] else 0
    negative = ("(" in printed and ")" in printed) or is_negative(sentence, start)
    text = " ".join(sentence[start:end].split())
    if text.startswith("$"):
        bare = text[1:].lstrip()
        start, text = start + len(text) - len(bare), bare
    if mantissa is not None and negative:
        mantissa = -mantissa
    return Amount(start, end, text, mantissa, exponent, _unit(match, sentence), match.end())


def is_negative(sentence: str, start: int) -> bool:
    """Whether what begins here is called negative, or has a minus sign of its own before it."""
    return _NEGATIVE.search(sentence, max(0, start - 11), start) is not None


def _scaled_like(first: Amount, second: Amount, sentence: str) -> Amount:
    """The first end of a range in the scale and unit that only the second one names: "$190 to $195 million", "$15.95 to
    $16.40 per share"."""
    if first.mantissa is None or second.mantissa is None:
        return first
    if first.unit == "USD" and (second.unit or "").startswith("USD/"):
        is_tied = first.exponent == second.exponent and _ENDS.fullmatch(sentence, first.end, second.start) is not None
        return replace(first, unit=second.unit) if is_tied else first
    if first.unit != "USD" or second.unit != "USD" or first.text[-1:].isalpha() or not second.text[-1:].isalpha():
        return first
    if _TIED.fullmatch(sentence, first.end, second.start) is None:
        return first
    scale = second.exponent + sum(map(str.isdigit, second.text.partition(".")[2]))
    base = min(first.exponent, second.exponent - scale)
    here = abs(first.mantissa) * 10 ** (first.exponent - base)
    there = abs(second.mantissa) * 10 ** (second.exponent - scale - base)
    if not here or not there or max(here, there) >= ALIKE * min(here, there):
        return first
    return replace(first, exponent=first.exponent + scale)


def _unit(match: re.Match[str], sentence: str) -> str | None:
    if match["percent"]:
        return "percent"
    if match["points"]:
        return POINTS
    if match["bp"]:
        return BASIS_POINTS
    if match["fold"] or match["times"] or match["to_one"]:
        return TIMES
    if match["weight"]:
        return weight_unit(match["weight"], sentence, match.end())
    start = match.start("money" if match["money"] else "plain")
    if match["bare_scale"]:
        return None  # "2.2 billion active devices", or money without its sign
    if _OTHER_DOLLAR.search(sentence, max(0, start - 5), start):
        return None
    return money_unit(sentence, match.start(), match.end(), scaled=bool(match["money_scale"] or match["suffix"]))


def weight_unit(weight: str, sentence: str, end: int) -> str:
    """The unit of a count ("oz"), or of a grade told as one: "32 ounces of silver per ton"."""
    grade = _GRADE.match(sentence, end)
    unit = WEIGHTS[weight.lower()]
    return f"{unit}/{_OF_UNITS[grade[1].lower()]}" if grade else unit


def money_unit(sentence: str, start: int, end: int, *, scaled: bool = False) -> str:
    """ "USD", or "USD/share", "USD/oz" where words behind or before the amount say of what it is one's."""
    per = _PER.match(sentence, end)
    if per is None and not scaled:
        per = _COST_PER.match(sentence, end) or _PER_BEFORE.search(sentence[max(0, start - 120) : start])
    return f"USD/{_OF_UNITS[(per[1] or 'share').lower()]}" if per else "USD"  # "EPS" names no unit word
