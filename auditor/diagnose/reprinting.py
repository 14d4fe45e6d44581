"""A reading as the filing would have printed it."""

from __future__ import annotations

import re
from decimal import Decimal

from auditor.diagnose.docket import Reading
from auditor.model.figure import Figure

_POWER = re.compile(r"[+-]?\d+(?:\.\d+)?[eE][+-]?\d+")


def decimal_of(mantissa: int, exponent: int) -> Decimal:
    """The amount, without the zeros of an exponent where it is nought."""
    return Decimal(mantissa).scaleb(exponent) if mantissa else Decimal(0)


def printed(figure: Figure, reading: Reading, grouped: bool = False) -> str:
    """The reading as the filing would print it: the figure's own grouping, places, brackets and scale word.

    ``grouped``: the figure lacks the comma that the numbers around it have.

    >>> # "(363,731)" read as 363713 negative → "(363,713)"; "642,224 million" without its word → "642,224"
    """
    if _POWER.fullmatch(figure.text):  # as machines write it: "2.6414E+7"
        return f"{decimal_of(reading.mantissa, reading.exponent):f}"
    word = figure.word
    number = figure.text.removesuffix(word)
    bare = number.strip("()-$ ")
    places = figure.places
    if "." in number and (mended := places + figure.exponent - reading.exponent) >= 0:
        places = mended  # the digits behind the point were too many or too few, or the point meant for a comma
    digits = (str(abs(reading.mantissa)) + "0" * figure.zeros).rjust(places + 1, "0")
    whole, fraction = (digits[:-places], digits[-places:]) if places else (digits, "")
    grouped = grouped or "," in bare or len(bare.split(".")[0]) <= 3
    text = f"{int(whole):,}" if grouped else whole
    if places:
        text += "." + fraction
        if bare.startswith("."):
            text = text.removeprefix("0")
    if reading.mantissa < 0 and figure.table is not None:  # a sentence says "loss" in words
        text = f"-{text}" if number.startswith("-") or figure.zeros else f"({text})"
    keeps_word = word and reading.exponent == figure.exponent
    if word in ("cent", "cents"):
        word = "cent" if abs(reading.mantissa) == 1 else "cents"
    return f"{text} {word}" if keeps_word else text
