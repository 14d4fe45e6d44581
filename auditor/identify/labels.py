"""What a label says, reduced to the words that tell one fact from another."""

from __future__ import annotations

import re
from functools import lru_cache

WORD = re.compile(r"[a-z]+|\d+")
NOTE = re.compile(r"\((?:\d{1,2}|[a-z])\)|,?\s*net of (?:income )?tax(?:es)?\b", re.I)  # references and qualifications
COMPANY_NAME = re.compile(r"(?:[A-Z][\w.&']{1,30}\s+){2,4}(?=[a-z])")  # before a label that goes on in small letters
TOTAL = re.compile(r"^\s*(?:sub-?\s?)?totals?\b|\btotals?\s*$|\bin total\b", re.I)
NET_OF = re.compile(r"^\s*net\b|\bnet\s*$", re.I)
DEDUCTED = re.compile(
    r"\b(?:less|net of|costs?|expenses?|provision|tax(?:es)?|deduct\w*|allowance|loss(?:es)?|charges?)\b", re.I
)
IN_CONTEXT = 4.0  # bits: labels that are the same once headings and the company's name are counted

# Words that seldom tell two facts apart.
_NEUTRAL_WORDS = (
    "the of and in on for to from by at a an as or per total totals net consolidated company its other than "
    "used provided generated period during end beginning year years quarter loss losses income"
)
NEUTRAL = frozenset(_NEUTRAL_WORDS.split())


# Words that, said of one fact and not of the other, make them two: interest income and interest expense.
TELLING = frozenset(
    [
        "income",
        "expense",
        "operating",
        "gross",
        "basic",
        "diluted",
        "deferred",
        "current",
        "noncurrent",
        "prepaid",
        "accrued",
        "receivable",
        "payable",
        "before",
        "after",
        "excluding",
        "including",
        "continuing",
        "discontinued",
        "average",
        "opening",
        "beginning",
        "closing",
        "adjusted",
        "forma",
    ]
)


@lru_cache(maxsize=4096)
def words(label: str) -> frozenset[str]:
    """The significant words of a label, singular: {"sale", "product"} of "Sales of products (1)"."""
    found = WORD.findall(NOTE.sub(" ", label.lower()))
    return frozenset(_singular(word) for word in found if word not in NEUTRAL and len(word) > 1)


@lru_cache(maxsize=4096)
def all_words(label: str) -> frozenset[str]:
    """Every word of a label, singular, neutral ones too."""
    return frozenset(_singular(word) for word in WORD.findall(NOTE.sub(" ", label.lower())))


@lru_cache(maxsize=4096)
def own_words(label: str) -> frozenset[str] | None:
    """Every word of a label that begins with a company's name, without the name; None where it begins with none.

    >>> sorted(own_words("Old Harbour net income") or ()), own_words("Net income"), own_words("Total Deferred revenue")
    (['income', 'net'], None, None)
    """
    name = COMPANY_NAME.match(label)
    if name is None:
        return None
    said = frozenset(WORD.findall(name[0].lower()))
    return None if said & (TELLING | NEUTRAL) else all_words(label[name.end() :])


# Of two facts that each name one of a pair, neither is the other, however often their amounts agree.
CONTRARY = (
    ("basic", "diluted"),
    ("primary", "diluted"),
    ("gross", "net"),
    ("before", "after"),
    ("including", "excluding"),
    ("continuing", "discontinued"),
    ("current", "noncurrent"),
    ("current", "deferred"),
    ("prepaid", "accrued"),
    ("receivable", "payable"),
    ("opening", "closing"),
    ("beginning", "end"),
    ("income", "expense"),
)


_CONTRARY_WORDS = frozenset(word for pair in CONTRARY for word in pair)


@lru_cache(maxsize=4096)
def _contrary_words(label: str) -> frozenset[str]:
    return all_words(label) & _CONTRARY_WORDS


def is_contrary(one: str, other: str) -> bool:
    """Whether two labels name opposite facts: basic and diluted earnings, income and expense.

    >>> is_contrary("Basic earnings per share", "Diluted EPS"), is_contrary("Net earnings", "Diluted earnings")
    (True, False)
    """
    mine, yours = _contrary_words(one), _contrary_words(other)
    if not mine or not yours:
        return False
    return any(
        (a in mine and b in yours and a not in yours and b not in mine)
        or (b in mine and a in yours and b not in yours and a not in mine)
        for a, b in CONTRARY
    )


ABBREVIATIONS = {
    "oz": "ounce",
    "lb": "pound",
    "lbs": "pound",
    "pct": "percent",
    "equip": "equipment",
    "amort": "amortization",
}


def _singular(word: str) -> str:
    if word in ABBREVIATIONS:
        return ABBREVIATIONS[word]
    if len(word) > 3 and word.endswith("ies"):
        return word[:-3] + "y"
    if len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is")):
        return word[:-1]
    return word


# Lines of statements that are results of the lines above them, whatever the company calls its lines.
CASH_RESULT = re.compile(
    r"^\s*(?:net\s+)?(?:cash|funds)\s+(?:flows?\s+)?\(?(?:provided|generated|used|from|required|absorbed)\b"
    r"|^\s*net\s+\(?(?:increase|decrease|change)\b.*\bcash\b"
    r"|^\s*\(?(?:increase|decrease|change)\)?(?:[\s/]*\(?(?:or\s+)?(?:increase|decrease)\)?)?\s+in\s+(?:total\s+)?"
    r"cash\b(?!\s+(?:surrender|value))",
    re.I,
)
INCOME_RESULT = re.compile(
    r"^\s*(?:gross\s+(?:profit|margin)\b|operating\s+(?:income|profit|loss|earnings)\b|net\s+(?:income|loss|earnings|profit)\b"
    r"|(?:income|earnings|loss|profit)\s+(?:\(\w+\)\s+)?(?:before|from\s+(?:continuing\s+)?operations)\b)",
    re.I,
)
REMAINDER = re.compile(
    r"\b(?:net|income|loss|profits?|earnings|margin|results?|balance|end(?:ing)?|closing|excess|surplus|deficit|available|"
    r"change|increase|decrease|difference|contribution|ebitda?|equity|remain\w*|after|before|less|cash|funds|total|status|"
    r"value|assets|carrying|outstanding|at)\b",
    re.I,
)
BALANCE = re.compile(r"\bbalances?\b", re.I)
NET_OF_DEDUCTION = re.compile(r"^\s*(?:less\b|accumulated\b|allowance\b|provision\b|unearned\b|treasury\b)", re.I)


@lru_cache(maxsize=4096)
def is_cash_result(label: str) -> bool:
    """Whether a line closes a section of a cash-flow statement: "Net cash used in investing activities"."""
    return bool(CASH_RESULT.search(label))


@lru_cache(maxsize=4096)
def is_income_result(label: str) -> bool:
    """Whether a line of an income statement is a result: gross profit, operating income, income before taxes."""
    return bool(INCOME_RESULT.search(label))


@lru_cache(maxsize=4096)
def is_balance(label: str) -> bool:
    """Whether a line opens or closes a roll-forward: "Balance at December 31, 2002"."""
    return bool(BALANCE.search(label))


@lru_cache(maxsize=4096)
def is_netted(label: str, above: str) -> bool:
    """Whether a line is what a deduction just above leaves: "Net property" below "Accumulated depreciation"."""
    return bool(NET_OF.search(label)) and bool(NET_OF_DEDUCTION.search(above))


@lru_cache(maxsize=4096)
def may_net(label: str) -> bool:
    """Whether a line may be what deductions leave: a result, a balance, a remainder; no plain item."""
    return bool(REMAINDER.search(label))


@lru_cache(maxsize=4096)
def is_total(label: str) -> bool:
    """Whether a label calls itself a total. An empty one stands under its parts and says nothing."""
    return bool(TOTAL.search(label))


@lru_cache(maxsize=4096)
def is_deducted(label: str) -> bool:
    """Whether a row of this label is commonly subtracted from what stands above it."""
    return bool(DEDUCTED.search(label))


@lru_cache(maxsize=16384)
def likeness(one: str, other: str) -> float:
    """Bits for (or against) two labels naming the same fact.

    Equal words: +6. One says more than the other: +2 or +3 for the shared words, but −4 where what it says more is
    telling. Each says something the other does not: such labels name different facts (−6, −3), and so do labels that
    share nothing (−5).
    """
    mine, yours = all_words(one), all_words(other)
    if mine == yours:
        return 6.0
    if (mine ^ yours) & TELLING:
        return -4.0
    mine, yours = words(one), words(other)
    if not mine or not yours:
        return -3.0
    if mine == yours:
        return 5.0
    shared = mine & yours
    if not shared:
        return -5.0
    if mine <= yours or yours <= mine:
        return 3.0 if len(shared) > 1 else 2.0
    return -6.0 if len(shared) * 2 < min(len(mine), len(yours)) + 1 else -3.0


def likeness_in_context(one: str, one_path: tuple[str, ...], other: str, other_path: tuple[str, ...]) -> float:
    """`likeness` in bits of two labels under their headings; what stands in one may stand above the other instead.

    "Average loans" is "Loans" under "Balance sheet data (average)", and "Old Harbour net income" is "Net income".
    """
    plain = likeness(one, other)
    if plain > 0 or is_contrary(one, other):
        return plain
    mine, yours = all_words(one), all_words(other)
    if not (mine & yours) or not (words(one) & words(other)):
        is_named = own_words(one) == yours or own_words(other) == mine
        return IN_CONTEXT if is_named else plain
    if mine - yours <= _heading_words(other_path) and yours - mine <= _heading_words(one_path):
        return IN_CONTEXT
    return plain


@lru_cache(maxsize=4096)
def _heading_words(path: tuple[str, ...]) -> frozenset[str]:
    return all_words(" ".join(path))
