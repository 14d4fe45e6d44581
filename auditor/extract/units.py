"""Units and scale of one figure: the caption gives way to the column's head, that to the heading, that to the label."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from auditor.extract.captions import Caption, scale_in
from auditor.extract.numbers import Token

# Counted things of which a caption's "in thousands" speaks only when it names them or is unqualified.
COUNTED = frozenset({"shares", "oz", "ton", "lb", "unit"})

_I = re.IGNORECASE
_RULES: tuple[tuple[str, re.Pattern[str]], ...] = (
    (
        "USD",
        re.compile(r"\bnumerator\b|\b(?:income|loss|earnings)\b.{0,80}\bused (?:in|for|to) (?:comput|calculat)", _I),
    ),
    ("shares", re.compile(r"\bdenominator\b", _I)),
    (
        "shares",
        re.compile(
            r"\bshares\b.{0,30}\b(?:used|outstanding)\b|\b(?:weighted|average|number of)\b.{0,50}\bshares\b"
            r"|\b(?:basic|diluted|equivalent) shares\b|\bshares (?:for|in) (?:basic|diluted|computing|calculating)"
            r"|^shares$|\bshares issued\b$|\((?:in )?(?:thousands of )?shares\)|, (?:in )?shares$",
            _I,
        ),
    ),
    (
        "USD/share",
        re.compile(
            r"\bgrant[- ]date fair value\b(?! of)|\bweighted[- ]average exercise price|\bexercise price per\b", _I
        ),
    ),
    ("oz/ton", re.compile(r"\b(?:oz\.?|ounces?)\s?(?:/|per)\s?(?:short )?tons?\b", _I)),
    ("USc/lb", re.compile(r"\bcents?\s?(?:/|per)\s?(?:pound|lb)", _I)),
    ("USD/oz", re.compile(r"\$\s?/\s?oz|\bper (?:\w+ )?(?:ounce|oz\b)", _I)),
    ("USD/lb", re.compile(r"\$\s?/\s?(?:lb|pound)|\bper (?:pound|lb)\b", _I)),
    ("USD/ton", re.compile(r"\$\s?/\s?ton|\bper (?:\w+ )?ton(?:ne)?\b", _I)),
    ("USD/share", re.compile(r"\bper\b(?: \S+){0,4}? shares?\b|\bper-share\b|(?<!class )\ba share\b|\beps\b", _I)),
    ("USD", re.compile(r"\b(?:thousands|millions|billions) of (?:u\.?s\.? )?dollars\b", _I)),
    (
        "percent",
        re.compile(r"\byields?\b|\brates? (?:paid|earned)\b|\b(?:capital|leverage|efficiency|payout) ratio\b", _I),
    ),
    ("percent", re.compile(r"(?<![\d.])\s?%|(?<!\d )(?<!\d)\bpercent(?:age)?\b", _I)),
    (
        "years",
        re.compile(
            r"\(?in years\)?|\byears\)"
            r"|\baverage (?:remaining |useful |contractual |amortization )*(?:life|lives|term|period)\b",
            _I,
        ),
    ),
    ("days", re.compile(r"\bdays (?:of|in|sales)\b|\(days\)", _I)),
    ("oz", re.compile(r"\bounces\b|\(oz\.?\)", _I)),
    ("ton", re.compile(r"\btons\b|\btonnes\b", _I)),
)
LARGEST_RATE = 10_000  # percent; a greater amount beside a word such as "yield" is none
_NOT_SHARES = re.compile(
    r"\b(?:issuance|proceeds|purchases?|repurchase|sale|cost|value|dividends?|stock,|par|income|loss|earnings)\b", _I
)
_AMOUNT_OF_SHARES = re.compile(r"\bpar value\b|\bauthorized\b|\d shares\b|\bstated value\b", _I)
_PRICE = re.compile(
    r"\$ ?[\d.,]+ (?:and \$ ?[\d.,]+ )?(?:(?:par|stated) value )?(?:per|a) (?:\w+ )?share"
    r"|(?<![\d.])[\d.]++ cents (?:per|a) (?:\w+ )?share|\b(?:par|stated) value (?:per|a) (?:\w+ )?share",
    _I,
)
_ISSUED = re.compile(r"^(?!.*(?:\(in shares\)|\bnumber of\b)).*\bshares issued\b", _I)
_COMPONENT = re.compile(r"\b(?:amount|capital|earnings|deficit|equity)\b", _I)
_SHARE_HEAD = re.compile(
    r"\b(?:number of|common|preferred|treasury)? ?shares(?: outstanding| issued)?(?: \(.*\))?$", _I
)
_RATIO = re.compile(
    r"(?<!expected )(?<!actual )\breturn on (?!plan)|\bratios?\b(?! of)"
    r"|\b(?:tax|overhead|growth|payout|charge-off) rates?\b",
    _I,
)
_BASIC = re.compile(r"^\W*(?:basic|diluted|primary|fully diluted|assuming (?:full )?dilution)\b", _I)
_SHARES_ANYWAY = re.compile(r"\b(?:used|weighted|average|number of)\b|\((?:in )?(?:thousands of )?shares\)", _I)
CENTS = -2  # the exponent of an amount printed to the cent
_PRICE_OF_ONE = re.compile(r"(?<!purchase )(?<!contract )(?<!transaction )\bprices?\b", _I)
_AVERAGE_PER = re.compile(r"\b(?:avg\.?|average)\s(?:[\w-]+\s){1,3}per\s(?!cent|diem|annum|day\b|share)[a-z]", _I)
_IN_DOLLARS = re.compile(r"\bin (?:whole |actual )?dollars\b|\(actual\)|\(\$\)", _I)
_LABEL_SCALE = re.compile(
    r"\((?:[^()\d]{0,40})(?:thousand|million|billion|(?<![\d,])000)[^()\d]{0,30}\)|\bin (?:thousand|million)s", _I
)


@lru_cache(maxsize=8192)
def unit_in(words: str) -> str | None:
    """The unit that a label, heading or column head names; None where it names none.

    >>> unit_in("Total cash costs ($/oz.)"), unit_in("Greens Creek (29.73%)"), unit_in("Ore grade (oz./ton)")
    ('USD/oz', None, 'oz/ton')
    """
    words = _PRICE.sub("", words)
    for unit, pattern in _RULES:
        if pattern.search(words):
            if unit == "shares" and _AMOUNT_OF_SHARES.search(words):
                return None  # a line of equity: its words count shares, its figure is money
            if unit == "shares" and _NOT_SHARES.search(words) and not _SHARES_ANYWAY.search(words):
                continue
            return unit
    return None


@lru_cache(maxsize=8192)
def _counts_shares(head: str) -> bool:
    return _SHARE_HEAD.search(head) is not None


@lru_cache(maxsize=8192)
def _names_a_ratio(label: str) -> bool:
    return _RATIO.search(label) is not None


def _is_price(label: str, token: Token) -> bool:
    """Whether a label names the price of one thing, or an average for each: captions scale neither."""
    if _AVERAGE_PER.search(label):
        return True
    return token.exponent == CENTS and _PRICE_OF_ONE.search(label) is not None


def is_of_amounts(head: str, heads: Sequence[str]) -> bool:
    """Whether a head that names no unit stands beside one that says "per share": its column prints the amounts.

    >>> is_of_amounts("2020 Amount", ["2020 Amount", "2020 Per diluted share"])
    True
    """
    return unit_in(head) is None and any(unit_in(other) == "USD/share" for other in heads)


@lru_cache(maxsize=8192)
def scale_of_words(words: str) -> int | None:
    """The scale that a label or head declares for itself; None where it is silent."""
    if _IN_DOLLARS.search(words):
        return 0
    match = _LABEL_SCALE.search(words)
    return scale_in(match[0]) if match else None


def measure(
    token: Token,
    label: str,
    path: tuple[str, ...],
    head: str,
    kind: str,
    caption: Caption,
    money: bool,
    elder: str | None = None,
) -> tuple[str | None, int]:
    """Unit and power of ten of a figure. ``money`` says that figures without a unit word are dollars here;
    ``elder`` is the unit of the row above in the same column, which "Basic" and "Diluted" share."""
    if token.percent or (kind == "percent" and not token.currency):
        return "percent", 0
    sources = (label, *reversed(path), head)
    if _ISSUED.search(label) and _COMPONENT.search(head):
        sources = sources[1:]  # a movement of equity: its head says what the column counts
    unit = next((found for found in map(unit_in, sources) if found), None)
    if unit == "percent" and abs(token.mantissa or 0) >= LARGEST_RATE * 10 ** max(0, -token.exponent):
        unit = None  # "Liquid Yield Option Notes 34,804"
    if unit is None and _counts_shares(head):
        unit = "shares"
    if unit is None and elder in ("USD/share", "shares") and _BASIC.match(label):
        unit = elder
    if token.currency and (unit in COUNTED or unit in ("percent", "days", "years", "oz/ton")):
        unit = None
    if (
        unit is None
        and not token.currency
        and _names_a_ratio(label)
        and abs(token.mantissa or 0) < 1000 * 10**-token.exponent
    ):
        return "percent", 0
    if unit is None and (money or token.currency):
        unit = "USD"
    if unit is None:
        return None, 0
    if unit in ("percent", "days", "years") or "/" in unit:
        return unit, 0
    if token.scaled:
        return unit, 0
    spoken = [words for words in sources if words is label or unit != "USD" or unit_in(words) not in COUNTED]
    own = next((scale for scale in map(scale_of_words, spoken) if scale is not None), None)
    if own is not None:
        return unit, own
    if unit == "USD" and ("alone" in caption.covers or _is_price(label, token)):
        return unit, 0
    if unit == "shares" and caption.shares is not None:
        return unit, caption.shares
    if unit in COUNTED and not (caption.covers & {unit, "all"}):
        return unit, 0
    if unit in ("oz", "ton", "lb") and "all" in caption.covers:
        return unit, 0
    return unit, caption.scale
