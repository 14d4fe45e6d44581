"""Numbers told in words: "negative seven cents", "one million ounces", "a third of an ounce", "doubled"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from auditor.extract.fiscal import lowered_in_place
from auditor.extract.prose.amounts import (
    BASIS_POINTS,
    POINTS,
    SCALES,
    TIMES,
    Amount,
    is_negative,
    money_unit,
    weight_unit,
)

_TO_NINETEEN = (
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen"
)
_ONES = {word: value for value, word in enumerate(_TO_NINETEEN.split(), 1)}
_TO_NINETY = "twenty thirty forty fifty sixty seventy eighty ninety"
_TENS = {word: 10 * value for value, word in enumerate(_TO_NINETY.split(), 2)}
_ONE = "|".join(sorted(_ONES, key=len, reverse=True))
# Sought in words in lower case, as all here are: a pattern that takes either case is several times as slow.
_VALUE = rf"(?:(?:{'|'.join(_TENS)})(?:[\s-](?:{_ONE})\b)?|{_ONE})\b"
# A third cannot be told in digits: 0.33, within its rounding, holds it.
_FRACTIONS = {"half": (5, -1), "third": (33, -2), "quarter": (25, -2), "two third": (67, -2), "three quarter": (75, -2)}

_COUNTED = re.compile(
    rf"""\b(?P<value>{_VALUE}|an?\b)(?:[\s-]+(?P<scale>hundred|thousand|million|billion)\b)?[\s-]+(?:
        (?P<cents>cents?|penn(?:y|ies)) | (?P<percent>per\s?cent) | (?P<points>percentage[\s-]+points?)
      | (?P<bp>basis[\s-]+points?) | (?P<dollars>dollars)
      | (?:(?:troy|short|long|metric)\s+)?(?P<weight>ounce|tonne|ton|pound|share|barrel)s?)\b""",
    re.VERBOSE,
)
_PART = re.compile(
    r"""\b(?P<part>(?P<count>an?|one|two|three)[\s-](?P<of>third|quarter|half)s?|(?P<half>half))\s+(?:of\s+)?(?:an?|one)\s+(?:
        (?P<cents>cent) | (?P<percent>per\s?cent) | (?P<points>percentage[\s-]+point) | (?P<scale>million|billion)
        \s+(?P<of_scale>ounce|ton|tonne|pound|share|barrel)s?
      | (?:(?:troy|short|long|metric)\s+)?(?P<weight>ounce|tonne|ton|pound))\b""",
    re.VERBOSE,
)
_MULTIPLES = {"doubl": 2, "tripl": 3, "trebl": 3, "quadrupl": 4, "quintupl": 5, "halv": 0}
_MULTIPLE = re.compile(
    rf"""\b(?:
    (?P<verb>(?:doubl|tripl|trebl|quadrupl|quintupl|halv)(?:ed|ing))\b
  | (?:(?:to|nearly|almost|over|than|about|approximately|roughly)\s+)(?P<base>double|triple|treble|quadruple|halve)
      (?=\s+(?:what|that|the|those|our|its|their|from|in)\b)
  | (?P<fold>{_ONE})[\s-]?fold\b
  | (?P<times>twice|(?:{_ONE})\s+times)(?=\s+(?:the|as|what|that|those|its|our|higher|greater|larger|more)\b)
    )""",
    re.VERBOSE,
)
_MULTIPLE_SIGNS = ("doubl", "tripl", "trebl", "quadrupl", "quintupl", "halv", "fold", "twice", " times")
_COUNTED_SIGNS = ("cent", "penn", "point", "ounce", "ton", "pound", "share", "barrel", "dollars")


def may_name_a_multiple(words: str) -> bool:
    """Whether words may hold a multiple told in a word; such a sentence needs no digit."""
    lowered = words.lower()
    return any(sign in lowered for sign in _MULTIPLE_SIGNS)


def told(sentence: str) -> Iterator[Amount]:
    """The amounts that a sentence tells in words, in no order. Only numbers with a unit, a scale or a change's verb."""
    lowered = lowered_in_place(sentence)
    if any(sign in lowered for sign in _MULTIPLE_SIGNS):
        for match in _MULTIPLE.finditer(lowered):
            yield _multiple(match, sentence)
    if any(sign in lowered for sign in _COUNTED_SIGNS):
        parts = [(match.start(), match.end()) for match in _PART.finditer(lowered)]
        for match in _PART.finditer(lowered):
            if (part := _part(match, sentence)) is not None:
                yield part
        for match in _COUNTED.finditer(lowered):
            if any(start <= match.start() < end for start, end in parts):
                continue
            if (amount := _counted(match, sentence)) is not None:
                yield amount


def _multiple(match: re.Match[str], sentence: str) -> Amount:
    start, end = match.span("verb" if match["verb"] else "base" if match["base"] else 0)
    text = " ".join(sentence[start:end].split())
    if match["fold"] or match["times"]:
        word = (match["fold"] or match["times"]).lower().split()[0]
        return Amount(start, end, text, 2 if word == "twice" else _ONES[word], 0, TIMES, match.end())
    stem = (match["verb"] or match["base"]).lower()
    multiple = next(value for word, value in _MULTIPLES.items() if stem.startswith(word))
    return Amount(start, end, text, multiple or 5, 0 if multiple else -1, TIMES, match.end())


def _part(match: re.Match[str], sentence: str) -> Amount | None:
    count, of = (match["count"] or "").lower(), (match["of"] or "half").lower()
    fraction = _FRACTIONS.get(of if count in ("a", "an", "one", "") else f"{count} {of}")
    if fraction is None:
        return None
    mantissa, exponent = fraction
    if match["scale"]:
        exponent += SCALES[match["scale"].lower()]
    unit = _unit(match, sentence, match["of_scale"] or match["weight"])
    exponent -= 2 if match["cents"] else 0
    return Amount(
        match.start(),
        match.end(),
        " ".join(sentence[match.start() : match.end()].split()),
        mantissa,
        exponent,
        unit,
        match.end(),
    )


def _counted(match: re.Match[str], sentence: str) -> Amount | None:
    """None for what is no amount: "one share", "a dollar", "a ton"."""
    article = match["value"].lower() in ("a", "an")
    if (article or match["weight"] or match["dollars"]) and not (match["scale"] or (article and match["cents"])):
        return None
    if article and match["cents"] and match["cents"].lower() not in ("cent", "penny"):
        return None
    value = 1 if article else _value(match["value"].lower())
    exponent = (SCALES[match["scale"].lower()] if match["scale"] else 0) - (2 if match["cents"] else 0)
    end = match.end("cents") if match["cents"] else match.end("scale") if match["scale"] else match.end("value")
    text = " ".join(sentence[match.start() : end].split())
    mantissa = -value if is_negative(sentence, match.start()) else value
    return Amount(match.start(), end, text, mantissa, exponent, _unit(match, sentence, match["weight"]), match.end())


def _value(words: str) -> int:
    return sum(_TENS.get(word, 0) or _ONES[word] for word in re.split(r"[\s-]", words))


def _unit(match: re.Match[str], sentence: str, weight: str | None) -> str:
    if weight:
        return weight_unit(weight, sentence, match.end())
    groups = match.groupdict()
    if groups.get("percent"):
        return "percent"
    if groups.get("points"):
        return POINTS
    if groups.get("bp"):
        return BASIS_POINTS
    return money_unit(sentence, match.start(), match.end(), scaled=bool(groups.get("scale")))
