"""Currencies: which one a table's money is in, by what is named or shown beside it."""

from __future__ import annotations

import re

# Dollars of other countries come before the dollar: what they match is not counted for it.
_DOLLARS_ABROAD = (
    ("CAD", re.compile(r"\b(?:CAD|CDN|Cdn|C) ?\$|\bCAD\b|\b[Cc]anadian [Dd]ollars?\b")),
    ("AUD", re.compile(r"\b(?:AUD?|A) ?\$|\bAUD\b|\b[Aa]ustralian [Dd]ollars?\b")),
    ("HKD", re.compile(r"\bHK ?\$|\bHKD\b|\b[Hh]ong [Kk]ong [Dd]ollars?\b")),
    ("TWD", re.compile(r"\bNT ?\$|\bTWD\b|\b[Nn]ew [Tt]aiwan [Dd]ollars?\b")),
    ("SGD", re.compile(r"\bS ?\$|\bSGD\b|\b[Ss]ingapore [Dd]ollars?\b")),
    ("BRL", re.compile(r"\bR ?\$|\bBRL\b")),
)
_OTHERS = (
    ("GBP", re.compile(r"\u00a3|\bGBP\b|\b[Pp]ounds? [Ss]terling\b")),
    ("EUR", re.compile(r"\u20ac|\bEUR\b|\b[Ee]uros?\b")),
    ("CNY", re.compile(r"\bRMB\b|\b[Rr]enminbi\b|\bCNY\b")),
    ("JPY", re.compile(r"\u00a5|\bJPY\b|\b[Yy]en\b")),
    ("CHF", re.compile(r"\bCHF\b|\b[Ss]wiss [Ff]rancs?\b")),
)
# One of these stands in whatever a pattern above finds: they are sought first, being quicker.
_SIGNS = (
    *("\u00a3", "\u20ac", "\u00a5", "C$", "C $", "D$", "D $", "N$", "N $", "n$", "n $", "A$", "A $", "U$", "K$", "K $"),
    *(
        "T$",
        "T $",
        "S$",
        "S $",
        "R$",
        "R $",
        "CAD",
        "AUD",
        "HKD",
        "TWD",
        "SGD",
        "BRL",
        "GBP",
        "EUR",
        "RMB",
        "CNY",
        "JPY",
    ),
    *("CHF", "Dollar", "an dollar", "ong dollar", "ore dollar", "terling", "uro", "enminbi", "Yen", "yen", "rancs"),
)
_DOLLAR = re.compile(r"\$|\bUSD\b|\bdollars?\b", re.IGNORECASE)
_US_DOLLAR = re.compile(r"\b(?:US|U\.S\.) ?\$|\bU\.?S\.? [Dd]ollars?\b")


def currency_of(words: str) -> str | None:
    """The one currency that words name or show most often; None where they show none.

    >>> currency_of("in millions of Canadian dollars"), currency_of("HK$ 1,234"), currency_of("US$ 5"), currency_of("5")
    ('CAD', 'HKD', 'USD', None)
    """
    if not any(sign in words for sign in _SIGNS):
        return "USD" if "$" in words or _DOLLAR.search(words) else None
    counts: dict[str, int] = {"USD": len(_US_DOLLAR.findall(words))}
    words = _US_DOLLAR.sub(" ", words)
    for name, sign in (*_DOLLARS_ABROAD, *_OTHERS):
        found = len(sign.findall(words))
        if found:
            counts[name] = found
            words = sign.sub(" ", words)
    counts["USD"] += len(_DOLLAR.findall(words))
    most = max(counts, key=lambda name: counts[name])
    return most if counts[most] else None
