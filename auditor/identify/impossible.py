"""Amounts that cannot be: a count of shares or people below zero (PL105), a range whose low end is its high (PL106)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise

from auditor.identify.misprints import implausible
from auditor.identify.share_counts import counts_of
from auditor.model.arithmetic import evaluate_bound
from auditor.model.audit import Extraction
from auditor.model.figure import Claim, Figure
from auditor.model.identity import Identity
from auditor.model.table import Table

NEGATIVE_COUNT, RANGE = "PL105", "PL106"
COUNT_BITS, RANGE_BITS = 16.0, 6.0
RISING = 2  # ranges from low to high in the filing, for each from high to low

_HEADS = re.compile(
    r"\b(?:number of|total|average)\s+(?:full[- ]time )?(?:employees|associates)\b|\bhead ?count\b", re.I
)
_OUTSTANDING = re.compile(r"\b(?:shares|units)\b[^.;]{0,40}\boutstanding\b", re.I)
_TAKEN = re.compile(r"\bless\b(?! than)|\bdeduct", re.I)
_MOVEMENT = re.compile(
    r"\b(?:change|increase|decrease|less|repurchase[ds]?|treasury|issued|net of|effect|reduction|paid|retired"
    r"|cancel\w*|subject|unvested|adjust\w*|exclud\w*|of which)\b",
    re.I,
)
_DASH = re.compile(r"\s{0,3}[-\u2013\u2014]\s{0,3}\$?\s?")
_TO = re.compile(r"\s{1,40}to\s{1,40}(?:about\s+|approximately\s+)?\$?\s?", re.I)
_AND = re.compile(r"\s{1,40}and\s{1,40}(?:about\s+|approximately\s+)?\$?\s?", re.I)
_RANGE = re.compile(
    r"\brang(?:e|es|ed|ing)\s+(?:(?:is|was|of|between)\s+){0,2}(?P<goes>from\s+)?(?:about\s+|approximately\s+)?\$?\s?$",
    re.I,
)
_BETWEEN = re.compile(
    r"(?<!difference)(?<!change)(?<!spread)(?<!gap)\s+between\s+(?:about\s+|approximately\s+)?\$?\s?$", re.I
)
_MOVES = re.compile(r"\bfrom\b[^.;]{0,30}$|\b(?:increas|decreas|declin|reduc|rais|lower)\w*\b[^.;]{0,60}$", re.I)
BEFORE = 90  # characters before a range


def identities(extraction: Extraction) -> list[Identity]:
    """What cannot be, each a failed identity over one figure."""
    found: list[Identity] = []
    for table in extraction.tables:
        if not table.schedule and table.statement != "equity":
            found += _negative_counts(table, extraction.figures)
    return [*found, *_ranges(extraction)]


def _negative_counts(table: Table, figures: Sequence[Figure]) -> Iterator[Identity]:
    """Counts of shares or people below zero, where the row's other counts are above."""
    counted = {count.row for count in counts_of(table, figures)}
    for row in table.rows:
        if _TAKEN.search(row.label) or (row.index not in counted and not _is_count(row.label)):
            continue
        cells = [
            figures[i]
            for i, column in zip(table.grid[row.index], table.columns, strict=True)
            if i is not None and column.kind == "amount" and figures[i].mantissa and not figures[i].nil
        ]
        below = [figure for figure in cells if (figure.mantissa or 0) < 0 and figure.places == 0]
        if any(figure.unit == "percent" for figure in cells) or 2 * len(below) >= max(2, len(cells) + 1):
            continue
        for figure in below:
            made = implausible(NEGATIVE_COUNT, figure, COUNT_BITS, "error", "a count cannot be less than none")
            yield replace(made, meant=(-(figure.mantissa or 0), figure.exponent))


def _is_count(label: str) -> bool:
    if _MOVEMENT.search(label):
        return False
    return bool(_HEADS.search(label) or _OUTSTANDING.search(label))


def _ranges(extraction: Extraction) -> Iterator[Identity]:
    """Ranges in words and cells, "$266,000 - $267,500", whose first end is not below the second.

    Prices are often given as "48.00 - 33.88", high to low: only where the filing's other ranges rise, it is a slip.
    """
    figures, rising = extraction.figures, 0
    worded: list[tuple[Figure, Figure]] = []
    dashed: list[tuple[Figure, Figure]] = []
    for first, second in pairwise(extraction.claims):
        low, high = figures[first.figure], figures[second.figure]
        if (
            (first.paragraph, first.begins) != (second.paragraph, second.begins)
            or low.unit != high.unit
            or not low.mantissa
            or not high.mantissa
        ):
            continue
        if low.word not in ("", high.word) or min(low.mantissa, high.mantissa) < 0:
            continue
        is_dashed = _DASH.fullmatch(first.sentence, first.until, second.at) is not None
        if is_dashed or _is_range(first, second):
            rising += is_dashed and _number(low) < _number(high)
            if _number(low) >= _number(high):
                (dashed if is_dashed else worded).append((low, high))
    for low, high in (*worded, *(dashed if RISING * len(dashed) <= rising else ())):
        reason = f"{low.text} to {high.text} is no range, for its low end is not below its high one"
        outcome = evaluate_bound(figures, (low.index, high.index))
        if outcome.status != "violated":  # "5.10 to 5.10", or ends whose rounding overlaps
            continue
        yield Identity(
            check=RANGE,
            origin="structure",
            form="bound",
            figures=(low.index, high.index),
            coefficients=(1, -1),
            total=None,
            evidence=(reason,),
            bits=RANGE_BITS,
            severity="warning",
            status=outcome.status,
            residual=outcome.residual,
            tolerance=outcome.tolerance,
            reason=reason,
        )


def _is_range(first: Claim, second: Claim) -> bool:
    """Whether words make two amounts the ends of a range. One that moves "from $5.2 million to $4.8 million" goes from
    one to the other."""
    sentence, before = first.sentence, first.sentence[max(0, first.at - BEFORE) : first.at]
    if _AND.fullmatch(sentence, first.until, second.at):
        return _BETWEEN.search(before) is not None
    if not _TO.fullmatch(sentence, first.until, second.at):
        return False
    ranged, moves = _RANGE.search(before), _MOVES.search(before)
    if ranged is not None and not ranged["goes"]:
        return True
    return moves is None and (ranged is not None or first.kind == second.kind == "outlook")


def _number(figure: Figure) -> Decimal:
    """What is printed, without the word behind it."""
    return Decimal(figure.mantissa or 0).scaleb(-figure.places)
