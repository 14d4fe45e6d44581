"""Periods said in words: "the third quarter of 2003", "the same period last year", "the nine months ended ...".

A phrase is resolved against the periods that stand over the columns of the filing's tables, so that a sentence and a
column of one fiscal quarter (which may end on 28 June or 1 October) get the same `Period`. What cannot be resolved
with certainty is None: a claim without a period is never tested.

calendar    the periods of the columns, when the fiscal year closes and how it is named
grammar     the words
mentions    the numbers, days and years in them
resolving   what each wording means in a calendar
phrases     the periods of a sentence, lists item by item
"""

from __future__ import annotations

from auditor.extract.fiscal.calendar import SPILL_DAYS, Calendar, agree, closing_month, months_of
from auditor.extract.fiscal.grammar import LISTED
from auditor.extract.fiscal.phrases import Phrase, lowered_in_place, phrases

__all__ = [
    "LISTED",
    "SPILL_DAYS",
    "Calendar",
    "Phrase",
    "agree",
    "closing_month",
    "lowered_in_place",
    "months_of",
    "phrases",
]
