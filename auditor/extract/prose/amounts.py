"""Amounts in a sentence: their digits, scale word, unit, and the words that hedge them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

LONGEST_SIGN = 5  # characters of an amount before its first digit: "$ (.5"
DIGIT = re.compile(r"\d")
_SCALES = {"hundred": 2, "thousand": 3, "million": 6, "billion": 9, "trillion": 12}
_NUMBER = r"(?:\d{1,3}(?:,\d{1,4})+(?:\.\d+)?|\d{1,15}(?:\.\d+)?|\.\d+)"
_WEIGHTS = {
    "ounce": "oz",
    "oz": "oz",
    "ton": "ton",
    "tonne": "tonne",
    "pound": "lb",
    "share": "shares",
    "barrel": "bbl",
}
_OF_UNITS = {
    "share": "share",
    "unit": "unit",
    "ounce": "oz",
    "ton": "ton",
    "tonne": "tonne",
    "pound": "lb",
    "barrel": "bbl",
}

AMOUNT = re.compile(
    rf"""(?:
    (?P<money>\(\$\s?{_NUMBER}\)|\$\s?\({_NUMBER}\)|\$\s?{_NUMBER})(?:\s+(?P<money_scale>thousand|million|billion|trillion)\b)?
  | (?<![\w.,$/-])(?P<plain>{_NUMBER})(?:
        (?P<cents>\s+cents?\b)
      | (?P<percent>\s?%|\s+percent\b)
      | (?:\s+(?P<scale>thousand|million|billion)\b)?
        \s+(?:troy\s+)?(?P<weight>ounce|oz|tonne|ton|pound|share|barrel)(?:s|\.)?(?![\w-])
    ))""",
    re.IGNORECASE | re.VERBOSE,
)
_SIGNS = ("$", "%", "cent", "ounce", "oz", "ton", "pound", "share", "barrel")  # one of them stands in every AMOUNT
_UNIT_WORD = r"(share|unit|ounce|tonne|ton|pound|barrel)\b"
_PER_WORDS = r"(?:(?:basic|diluted|fully|and|common|ordinary|weighted|average|outstanding)[\s-]+){0,5}"
_PER = re.compile(
    rf"[\s,]*(?:\((?:basic|diluted|basic and diluted|fully diluted)\)\s*)?(?:an?|per)\s+{_PER_WORDS}{_UNIT_WORD}",
    re.IGNORECASE,
)
_COST_PER = re.compile(
    rf"(?:\s+[a-z-]+){{1,4}}\s+per\s+{_PER_WORDS}{_UNIT_WORD}", re.IGNORECASE
)  # "$4.47 cash cost per ounce"
_PER_BEFORE = re.compile(
    rf"(?:\bper\s+{_PER_WORDS}{_UNIT_WORD}|\bEPS\b)(?:\s*\((?:basic|diluted)\))?"
    r"(?:\s+(?:of|was|were|is|at|totaled|to|for|the|quarter|increased|decreased|rose|fell|basic|diluted|gold|silver)){1,5}\s*$",
    re.IGNORECASE,
)
_GRADE = re.compile(rf"(?:\s+of\s+\w+)?\s+per\s+{_UNIT_WORD}", re.IGNORECASE)  # "32 ounces of silver per ton"
_OTHER_DOLLAR = re.compile(r"(?:\b(?!US)[A-Z]{1,3}|Cdn\.?\s?)$")  # "C$", "HK$", "Cdn $"
_HEDGE = re.compile(
    r"\b(?:(?P<about>about|approximately|around|roughly|some|close\s+to)|(?P<under>nearly|almost|just\s+under|less\s+than|under|below|up\s+to)"
    r"|(?P<over>more\s+than|(?:well\s+)?over|above|exceed(?:ing|ed|s)?|at\s+least|in\s+excess\s+of))\s+(?:a\s+|an\s+)?$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Amount:
    """An amount found in a paragraph; offsets in the paragraph."""

    start: int
    end: int
    text: str
    mantissa: int
    exponent: int
    unit: str | None


def may_name_an_amount(words: str) -> bool:
    """Whether words hold a digit and one of the signs without which no number in them is an amount: a cheap test that
    spares most paragraphs the grammar."""
    lowered = words.lower()
    return any(sign in lowered for sign in _SIGNS) and DIGIT.search(words) is not None


def amounts(sentence: str) -> Iterator[Amount]:
    digit = DIGIT.search(sentence)
    if digit is None:
        return
    for match in AMOUNT.finditer(sentence, max(0, digit.start() - LONGEST_SIGN)):
        printed = match["money"] or match["plain"]
        start, end = match.span("money" if match["money"] else "plain")
        scale = match["money_scale"] or match["scale"]
        if scale:
            end = match.end("money_scale" if match["money_scale"] else "scale")
        if match["cents"]:
            end = match.end("cents")
        unit = _unit(match, sentence)
        digits = printed.strip("($) ").replace(",", "")
        whole, _, fraction = digits.partition(".")
        exponent = -len(fraction) + (_SCALES[scale.lower()] if scale else 0) - (2 if match["cents"] else 0)
        mantissa = int(whole + fraction) * (-1 if "(" in printed and ")" in printed else 1)
        text = " ".join(sentence[start:end].split())
        if text.startswith("$"):
            bare = text[1:].lstrip()
            start, text = start + len(text) - len(bare), bare
        yield Amount(start, end, text, mantissa, exponent, unit)


def _unit(match: re.Match[str], sentence: str) -> str | None:
    if match["percent"]:
        return "percent"
    if match["weight"]:
        grade = _GRADE.match(sentence, match.end())
        weight = _WEIGHTS[match["weight"].lower()]
        return f"{weight}/{_OF_UNITS[grade[1].lower()]}" if grade else weight
    if _OTHER_DOLLAR.search(sentence, max(0, match.start() - 5), match.start()):
        return None
    per = _PER.match(sentence, match.end())
    if per is None and not match["money_scale"]:
        per = _COST_PER.match(sentence, match.end()) or _PER_BEFORE.search(
            sentence[max(0, match.start() - 120) : match.start()]
        )
    return f"USD/{_OF_UNITS[(per[1] or 'share').lower()]}" if per else "USD"  # "EPS" names no unit word


def hedge(sentence: str, start: int) -> str | None:
    before = sentence[max(0, start - 30) : start].rstrip("$( ") + " "
    found = _HEDGE.search(before)
    return found.lastgroup if found else None
