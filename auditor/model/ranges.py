"""Cells that print a range ("$445,500 - $448,000"), or a number that a word or sign makes one of its ends."""

from __future__ import annotations

import re

LONGEST = 40  # characters of such a cell

_NUMBER = r"[(\s]*[-\u2212]?[$\u00a3\u20ac]?\s?\(?\d[\d,]*(?:\.\d+)?\s?%?\)?\s?%?"
_NOTES = r"(?:\s*\((?:\d|[a-z])\))*"
RANGE_OF = re.compile(rf"(?P<low>{_NUMBER})\s?(?:[-\u2013\u2014]|\bto\b)\s?(?P<high>{_NUMBER}){_NOTES}", re.IGNORECASE)
HEDGED = re.compile(
    r"(?:[~\u2248<>\u2264\u2265]|at\s+least|at\s+most|approx(?:imately|\.)?|about|around|up\s+to|(?:more|less|greater)\s+than)"
    rf"\s?(?P<before>{_NUMBER}){_NOTES}|(?P<behind>{_NUMBER})\s?(?:\+\s?/\s?-|\u00b1).*",
    re.IGNORECASE,
)
_BARE = re.compile(r"\d+\s?(?:[-\u2013\u2014]|\bto\b)\s?\d+", re.IGNORECASE)  # of pages or years


def is_amount_range(text: str) -> bool:
    """Whether a cell's words are such a number, told from pages, years and telephone numbers by a sign of amounts.

    >>> [is_amount_range(cell) for cell in ("4.8% - 5.0%", "~$4,400", "89.25% +/- 25 bps", "at least $14.65")]
    [True, True, True, True]
    >>> [is_amount_range(cell) for cell in ("(8.0)% - (10.0)%", "-8.0% - 2.0%", "$445,500 - $448,000 (1)")]
    [True, True, True]
    >>> [is_amount_range(cell) for cell in ("1,234", "(164,500)", "11-14", "2009 to 2013", "Total")]
    [False, False, False, False, False]
    """
    if len(text) > LONGEST or _BARE.fullmatch(text):
        return False
    return (RANGE_OF.fullmatch(text) or HEDGED.fullmatch(text)) is not None
