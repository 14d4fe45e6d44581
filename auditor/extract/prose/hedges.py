"""The words before an amount that widen what it says: about, nearly, more than."""

from __future__ import annotations

import re

REACH = 34  # characters before an amount in which its hedge begins

_HEDGE = re.compile(
    r"\b(?:(?P<about>about|approximately|approx\.|around|roughly|some|close\s+to|in\s+the\s+(?:range|area|neighbou?rhood)\s+of)"
    r"|(?P<under>nearly|almost|(?:just|slightly|a\s+little)\s+(?:under|below|less\s+than))"
    r"|(?P<most>(?:less|fewer|lower)\s+than|under|below|up\s+to|as\s+much\s+as)"
    r"|(?P<over>(?:slightly\s+|well\s+)?more\s+than|(?:well\s+|just\s+|slightly\s+|a\s+little\s+)?(?:over|above)|greater\s+than"
    r"|better\s+than|exceed(?:ing|ed|s)?|in\s+excess\s+of|upwards\s+of)"
    r"|(?P<least>at\s+least))\s+(?:an?\s+)?(?:(?:negative|minus)\s+)?$",
    re.IGNORECASE,
)
# What stands over or above such a word is compared with the amount: "a 62% increase over $6.4 million".
_COMPARED = re.compile(
    r"(?:%|\b(?:percent|points|increase[sd]?|increasing|decrease[sd]?|growth|improvement|decline[sd]?|gain|reduction|up|down|higher|lower|greater|better))"
    r"(?:\s+in\s+[\w\s-]{1,20})?\s+$",
    re.IGNORECASE,
)
_MORE_BEHIND = re.compile(r"\s?%?\+|\s+(?:or|and)\s+more\b", re.IGNORECASE)


def hedge(sentence: str, start: int, end: int | None = None) -> str | None:
    """How the words before the amount (or a "+" right behind it) widen it; None where they do not.

    "about" to both sides, "under" ("nearly") a bit below, "over" ("more than") a bit above, "most" ("less than")
    anything below, "least" ("at least") anything above.
    """
    before = sentence[max(0, start - REACH) : start].rstrip("$( ") + " "
    found = _HEDGE.search(before)
    if found is None:
        return "over" if end is not None and _MORE_BEHIND.match(sentence, end) else None
    if found.lastgroup != "about" and " " not in found[0].strip() and _COMPARED.search(before, 0, found.start()):
        return None
    return found.lastgroup
