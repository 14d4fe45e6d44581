"""Decimal commas: which sheets print "1.234,5" or "1 234,5" for what others print "1,234.5".

One number alone cannot tell: "1,234" is either. The numbers of a whole sheet can.
"""

from __future__ import annotations

import re

from auditor.model.worksheet import Worksheet

LEAST = 3  # numbers that can only have a decimal comma
AGAINST = 5  # times as many of them as of numbers that can only have a decimal point
AMONG = 4  # one in so many of the numbers with a comma, or it is a slip in grouped ones
LONGEST = 40  # characters of a cell that may be a number

_COMMA = re.compile(r"[^\w,]{0,4}\d[\d.\s]*,(?:\d{1,2}|\d{4,})[^\w,]{0,4}$|[^\w,]{0,4}\d{4,},\d+[^\w,]{0,4}$")
_POINT = re.compile(
    r"[^\w.]{0,4}(?:\d[\d,]*)?\.(?:\d{1,2}|\d{4,})[^\w.]{0,4}$|[^\w.]{0,4}\d{1,3}(?:,\d{3}){2,}[^\w,]{0,4}$"
)
_EITHER = re.compile(r"[^\w,]{0,4}\d{1,3},\d{3}[^\w,]{0,4}$")
_NUMBER = re.compile(r"[^\w,]{0,4}(?:\d{1,3}(?:[.\s]\d{3})+|\d+)(?:,\d+)?[^\w,]{0,4}$")
_GROUPS = re.compile(r"(?<=\d)[.\s](?=\d{3}(?!\d))")


def has_decimal_commas(sheet: Worksheet) -> bool:
    """Whether the numbers of the sheet are printed with a decimal comma."""
    comma = point = either = 0
    for row in sheet.rows:
        for cell in row:
            if "," in cell.text or "." in cell.text:
                looks = looks_of(cell.text)
                comma, point, either = comma + looks[0], point + looks[1], either + looks[2]
    return comma >= LEAST and comma >= AGAINST * point and AMONG * comma >= either


def looks_of(text: str) -> tuple[bool, bool, bool]:
    """Whether a number can only have a decimal comma, only a decimal point, or has a comma that may be either.

    >>> looks_of("1.204,5"), looks_of("1,204.5"), looks_of("1,204")
    ((True, False, False), (False, True, False), (False, False, True))
    """
    if len(text) > LONGEST:
        return False, False, False
    return _COMMA.match(text) is not None, _POINT.match(text) is not None, _EITHER.match(text) is not None


def with_point(text: str) -> str:
    """A number with a decimal comma as it would be printed with a point; other words as they are.

    >>> with_point("-1.234,50"), with_point("7 286,07 %"), with_point("12"), with_point("Net, all")
    ('-1,234.50', '7,286.07 %', '12', 'Net, all')
    """
    if len(text) > LONGEST or _NUMBER.match(text) is None:
        return text
    whole, comma, places = text.partition(",")
    return _GROUPS.sub(",", whole) + ("." if comma else "") + places
