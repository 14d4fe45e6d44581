"""Currencies: which one a table's money is in, by what is named or shown beside it."""

from __future__ import annotations

import re

_CURRENCIES = (
    ("GBP", re.compile(r"\u00a3|\bGBP\b|\bpounds sterling\b", re.IGNORECASE)),
    ("EUR", re.compile(r"\u20ac|\bEUR\b|\beuros?\b", re.IGNORECASE)),
    ("CAD", re.compile(r"\bC(?:AD|DN|dn)?\s?\$|\bcanadian dollars?\b", re.IGNORECASE)),
    ("CNY", re.compile(r"\bRMB\b|\brenminbi\b|\bCNY\b", re.IGNORECASE)),
    ("JPY", re.compile(r"\u00a5|\bJPY\b|\byen\b", re.IGNORECASE)),
)
_FOREIGN = re.compile(
    r"[\u00a3\u20ac\u00a5]|C\$|\b(?:CAD|CDN|GBP|EUR|RMB|CNY|JPY)\b"
    r"|\b(?:[Cc]anadian|[Pp]ounds? [Ss]terling|[Rr]enminbi|[Ee]uros?|[Yy]en)\b"
)
# One of these stands in whatever _FOREIGN, or a currency's own pattern, finds: they are sought first, being quicker.
_FOREIGN_SIGNS = (
    *("\u00a3", "\u20ac", "\u00a5", "C$", "CAD", "CDN", "GBP", "EUR", "RMB", "CNY", "JPY"),
    *("anadian", "terling", "enminbi", "uro", "Yen", "yen"),
)
_HINTS = {
    "USD": ("$", "usd", "dollar"),
    "GBP": ("\u00a3", "gbp", "pounds"),
    "EUR": ("\u20ac", "eur"),
    "CAD": ("c$", "c $", "cad", "cdn", "c\u00a0$", "canadian"),
    "CNY": ("rmb", "renminbi", "cny"),
    "JPY": ("\u00a5", "jpy", "yen"),
}
_DOLLAR = re.compile(r"\$|\bUSD\b|\bdollars?\b", re.IGNORECASE)


def currency_of(words: str) -> str | None:
    """The one currency that words name or show most often; None where they show none."""
    if not any(sign in words for sign in _FOREIGN_SIGNS) or not _FOREIGN.search(words):
        return "USD" if "$" in words or _DOLLAR.search(words) else None
    lowered = words.lower()
    counts = {
        name: len(sign.findall(words)) if any(hint in lowered for hint in _HINTS[name]) else 0
        for name, sign in (("USD", _DOLLAR), *_CURRENCIES)
    }
    most = max(counts, key=lambda name: counts[name])
    return most if counts[most] else None
