"""Amounts in running text: figures outside tables, and the claims that sentences make with them.

A sentence such as "net income of $6.7 million, or 6 cents per share, for the first quarter of 2003, compared to $0.5
million, or 1 cent per share, in the first quarter of 2002" holds four figures. Which period and which subject govern
each is decided only where the words leave no doubt; elsewhere both stay None.

running     paragraphs, headings, sentences
amounts     the grammar of amounts in digits
number_words amounts told in words: "negative seven cents", "doubled"
hedges      the words that widen what an amount says
stretches   where a comparison begins and ends
governing   which period governs an amount
subjects    which noun governs an amount of money
unread      numbers that were read as no claim, counted
roles       what a number is in its sentence: an amount, a change and which way, a share of something, an expectation
"""

from __future__ import annotations

import itertools
from bisect import bisect_right
from collections.abc import Iterator, Sequence

from auditor.extract.fiscal import Calendar, phrases
from auditor.extract.prose.amounts import AMOUNT, Amount, amounts, may_name_an_amount
from auditor.extract.prose.governing import governing
from auditor.extract.prose.hedges import hedge
from auditor.extract.prose.number_words import may_name_a_multiple, told
from auditor.extract.prose.roles import Part, roles
from auditor.extract.prose.running import LONGEST_LINE, Paragraph, paragraphs, sentences
from auditor.extract.prose.subjects import subjects
from auditor.extract.prose.unread import remark, unread
from auditor.model.audit import Diagnostic
from auditor.model.document import Document
from auditor.model.figure import Claim, Figure
from auditor.model.table import Table

__all__ = ["AMOUNT", "LONGEST_LINE", "claims", "may_name_an_amount", "overlong"]

LONGEST_SENTENCE = 2_000  # beyond this it is a list or a contract's clause, and nothing governs
LONG_LINES = 20  # overlong lines reported one by one


def claims(
    document: Document,
    tables: Sequence[Table],
    figures: Sequence[Figure],
    calendar: Calendar | None = None,
    remarks: list[Diagnostic] | None = None,
) -> tuple[tuple[Figure, ...], tuple[Claim, ...]]:
    """All figures with those of the running text appended, and one claim for each appended figure.

    The lines of ``tables`` are no running text. ``calendar`` is theirs unless given. ``remarks``, where given, takes
    one on the numbers that were read as no claim.
    """
    calendar = calendar or Calendar.of(tables, document)
    every = list(figures)
    made: list[Claim] = []
    passed = 0
    for paragraph in paragraphs(document, tables):
        if not may_name_an_amount(paragraph.text) and not may_name_a_multiple(paragraph.text):
            continue
        for start, sentence in sentences(paragraph.text):
            found = every_amount(sentence)
            if remarks is not None:
                passed += unread(sentence, found)
            for figure, claim in _read(document, calendar, paragraph, start, sentence, found, len(every)):
                every.append(figure)
                made.append(claim)
    if remarks is not None and passed:
        remarks.append(remark(passed))
    return tuple(every), tuple(made)


def every_amount(sentence: str) -> list[Amount]:
    """The amounts of a sentence, in digits and in words, in order; none lies in another."""
    found = list(amounts(sentence))
    said = [
        one
        for one in told(sentence)
        if not any(one.start < other.behind and other.start < one.behind for other in found)
    ]
    return sorted((*found, *said), key=lambda amount: amount.start) if said else found


def overlong(document: Document) -> tuple[Diagnostic, ...]:
    """A warning for each of the first `LONG_LINES` lines that are too long to be read as sentences."""
    borders = itertools.pairwise((*document.line_starts, len(document.text)))
    numbers = [number for number, (begin, end) in enumerate(borders, 1) if end - begin > LONGEST_LINE]
    words = f"longer than {LONGEST_LINE:,} characters; no sentence is read from it"
    return tuple(Diagnostic("warning", words, number) for number in numbers[:LONG_LINES])


def _read(
    document: Document,
    calendar: Calendar,
    paragraph: Paragraph,
    begin: int,
    sentence: str,
    found: Sequence[Amount],
    first: int,
) -> Iterator[tuple[Figure, Claim]]:
    if not found:
        return
    sayable = len(sentence) <= LONGEST_SENTENCE
    periods = governing(sentence, found, phrases(sentence, calendar)) if sayable else [None] * len(found)
    nouns = subjects(sentence, found) if sayable else [("", None)] * len(found)
    parts = roles(sentence, found) if sayable else [Part("level")] * len(found)
    offset = paragraph.offset + begin
    words = sentence[: LONGEST_SENTENCE + 1]
    entries = zip(found, periods, nouns, parts, strict=True)
    for index, (amount, period, (noun, subject), part) in enumerate(entries, first):
        start = offset + amount.start
        figure = Figure(
            index=index,
            text=amount.text,
            mantissa=amount.mantissa,
            exponent=amount.exponent,
            unit=amount.unit,
            label=noun,
            path=(),
            period=period,
            line=bisect_right(document.line_starts, start),
            start=start,
            end=offset + amount.end,
        )
        yield (
            figure,
            Claim(
                figure=index,
                sentence=words,
                subject=subject,
                hedge=hedge(sentence, amount.start, amount.end),
                at=amount.start,
                until=amount.end,
                kind=part.role,
                direction=part.direction,
                heading=paragraph.heading,
                paragraph=paragraph.offset,
                begins=begin,
            ),
        )
