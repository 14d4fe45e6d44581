"""The amounts of a release as exact whole numbers: digits and the power of ten of the last place that counts."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from auditor.extract.worksheet_commas import with_point

MOST_DIGITS = 120  # of an amount; what is longer is no amount
MOST_POWER = 60  # of ten, written as an exponent or declared as places
MOST_SCALE = 15  # a column of scales that says more than this means the factor itself

NOT_GIVEN = frozenset(("", "na", "n/a", "nan", "null", "none", "-", "--", "–", "—", "."))  # no amount, in lower case

_AMOUNT = re.compile(
    r"(?P<open>\()?(?P<sign>[-+−]?)[$£€¥]?(?P<whole>\d{1,3}(?:,\d{3})+|\d*)(?:\.(?P<part>\d*))?"
    r"(?:[eE](?P<power>[-+]?\d{1,3}))?(?(open)\))"
)
_SCALE_WORDS = {"units": 0, "unit": 0, "ones": 0, "thousands": 3, "thousand": 3, "millions": 6, "billions": 9}
_WHOLE = re.compile(r"[-+]?\d{1,12}(?:\.0+)?")


class Places(NamedTuple):
    """What columns say of an amount's precision: the power of ten of its last place that counts, the digits that
    count, and the power of ten by which the number is to be multiplied. None where nothing is said."""

    exponent: int | None
    digits: int | None
    power: int


EXACT = Places(None, None, 0)


@lru_cache(maxsize=4096)
def places_of(decimals: str, precision: str, scale: str) -> Places | None:
    """The precision that a row's columns declare; None where a scale is given that cannot be understood.

    >>> places_of("-3", "", ""), places_of("INF", "", "thousands")
    (Places(exponent=3, digits=None, power=0), Places(exponent=None, digits=None, power=3))
    """
    declared, counting = _declared(decimals.strip()), _declared(precision.strip())
    power = _power(scale.strip().lower())
    if power is None:
        return None
    if declared is None and counting is None and not power:
        return EXACT
    return Places(None if declared is None else -declared, counting, power)


def _declared(text: str) -> int | None:
    """A number of places or digits; None where a cell says none, or one that no amount has."""
    if not _WHOLE.fullmatch(text):
        return None
    number = int(float(text))
    return number if abs(number) <= MOST_POWER else None


def _power(scale: str) -> int | None:
    if not scale:
        return 0
    if scale in _SCALE_WORDS:
        return _SCALE_WORDS[scale]
    if not _WHOLE.fullmatch(scale):
        return None
    number = int(float(scale))
    if abs(number) <= MOST_SCALE and number not in (1, 10):
        return number
    zeros = len(str(number)) - 1
    return zeros if number == 10**zeros else None


def amount_of(text: str, places: Places | None = EXACT, commas: bool = False) -> tuple[int | None, int]:
    """(mantissa, exponent) of an amount as its cell prints it; mantissa None where it cannot be read.

    ``commas`` where the table prints decimal commas. Zeros behind the declared place are no digits of the amount.

    >>> amount_of("-1,234.50"), amount_of("(12)"), amount_of("26441000", Places(3, None, 0)), amount_of("=A1")
    ((-123450, -2), (-12, 0), (26441, 3), (None, 0))
    """
    if places is None:
        return None, 0
    digits = text[1:] if text[:1] == "-" else text
    if len(digits) < 18 and digits.isdigit() and digits.isascii():  # nearly all of a release
        whole = int(text)
        return (whole, 0) if places is EXACT else _at_place(whole, places.power, places)
    if commas:
        text = with_point(text)
    found = _AMOUNT.fullmatch(text.strip()) if len(text) <= MOST_DIGITS else None
    if found is None or not (found["whole"] or found["part"]):
        return None, 0
    part, power = _counting(found["part"] or ""), int(found["power"] or 0)
    if abs(power) > MOST_POWER:
        return None, 0
    mantissa = int((found["whole"] or "").replace(",", "") + part or "0")
    if found["sign"] in ("-", "−") or found["open"]:
        mantissa = -mantissa
    return _at_place(mantissa, power - len(part) + places.power, places)


def _counting(part: str) -> str:
    """The digits behind the point that count: "0" and "0000" are a program's way to write a whole number.

    Two places are those of cents, and are kept; more than two end at their last digit.
    """
    if len(part) == 2:
        return part
    return part[:2] + part[2:].rstrip("0") if part.strip("0") else ""


def without_idle_zeros(text: str) -> str:
    """An amount as printed, less the zeros behind its point that a program wrote and that count for nothing.

    >>> without_idle_zeros("165900000.0000"), without_idle_zeros("0.1600"), without_idle_zeros("1.50")
    ('165900000', '0.16', '1.50')
    """
    whole, point, part = text.partition(".")
    if not point or not part.isdigit() or _counting(part) == part:
        return text
    counting = _counting(part)
    return f"{whole}.{counting}" if counting else whole


def _at_place(mantissa: int, exponent: int, places: Places) -> tuple[int, int]:
    """At the place that is declared to count, where the digits end there; else as written."""
    wanted = places.exponent
    if wanted is None and places.digits is not None and mantissa:
        wanted = exponent + len(str(abs(mantissa))) - places.digits
    if wanted is None:
        if exponent > 0:  # 1.5E6 says a million and a half, to the unit
            return mantissa * 10**exponent, 0
        return mantissa, exponent
    if wanted > exponent and mantissa % 10 ** (wanted - exponent) == 0:
        return mantissa // 10 ** (wanted - exponent), wanted
    if wanted < exponent:
        return mantissa * 10 ** (exponent - wanted), wanted
    return mantissa, exponent
