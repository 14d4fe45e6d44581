"""Currencies: which one a table's money is in, by what is named or shown beside it."""

from __future__ import annotations

import re

# (currency, what stands in whatever its pattern finds, the pattern). The words in the middle are sought first, being
# quicker. Dollars of other countries come before the dollar: what they match is not counted for it.
_CURRENCIES = (
    (
        "CAD",
        ("CAD", "CDN", "Cdn", "C$", "C $", "anadian"),
        r"\b(?:CAD|CDN|Cdn|C) ?\$|\bCAD\b|\b[Cc]anadian [Dd]ollars?\b",
    ),
    ("AUD", ("AU", "A$", "A $", "ustralian"), r"\b(?:AUD?|A) ?\$|\bAUD\b|\b[Aa]ustralian [Dd]ollars?\b"),
    ("HKD", ("HK", "ong "), r"\bHK ?\$|\bHKD\b|\b[Hh]ong [Kk]ong [Dd]ollars?\b"),
    ("TWD", ("NT$", "NT $", "TWD", "aiwan"), r"\bNT ?\$|\bTWD\b|\b[Nn]ew [Tt]aiwan [Dd]ollars?\b"),
    ("SGD", ("S$", "S $", "SGD", "ingapore"), r"\bS ?\$|\bSGD\b|\b[Ss]ingapore [Dd]ollars?\b"),
    ("BRL", ("R$", "R $", "BRL"), r"\bR ?\$|\bBRL\b"),
    ("GBP", ("\u00a3", "GBP", "terling"), r"\u00a3|\bGBP\b|\b[Pp]ounds? [Ss]terling\b"),
    ("EUR", ("\u20ac", "EUR", "uro"), r"\u20ac|\bEUR\b|\b[Ee]uros?\b"),
    ("CNY", ("RMB", "enminbi", "CNY"), r"\bRMB\b|\b[Rr]enminbi\b|\bCNY\b"),
    ("JPY", ("\u00a5", "JPY", "Yen", "yen"), r"\u00a5|\bJPY\b|\b[Yy]en\b"),
    ("CHF", ("CHF", "wiss"), r"\bCHF\b|\b[Ss]wiss [Ff]rancs?\b"),
)
_FOREIGN = tuple((name, signs, re.compile(pattern)) for name, signs, pattern in _CURRENCIES)
_DOLLAR = re.compile(r"\$|\bUSD\b|\bdollars?\b", re.IGNORECASE)
_US_DOLLAR = re.compile(r"\b(?:US|U\.S\.) ?\$|\bU\.?S\.? [Dd]ollars?\b")


def currency_of(words: str) -> str | None:
    """The one currency that words name or show most often; None where they show none.

    >>> currency_of("in millions of Canadian dollars"), currency_of("HK$ 1,234"), currency_of("US$ 5"), currency_of("5")
    ('CAD', 'HKD', 'USD', None)
    """
    found = [(name, pattern) for name, signs, pattern in _FOREIGN if any(sign in words for sign in signs)]
    if not found:
        return "USD" if "$" in words or _DOLLAR.search(words) else None
    counts: dict[str, int] = {"USD": len(_US_DOLLAR.findall(words))}
    words = _US_DOLLAR.sub(" ", words)
    for name, pattern in found:
        words, counts[name] = pattern.subn(" ", words)
    counts["USD"] += len(_DOLLAR.findall(words))
    most = max(counts, key=lambda name: counts[name])
    return most if counts[most] else None
