"""Small filings for tests of sentences: our own words above tables written as in a check's documentation.

read = filing("Net sales were $26.4 million in 2003.", STATEMENT)
told(read) → [Told("26.4 million", "holds", "Net sales", "26,441", "said")]
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from itertools import accumulate
from typing import NamedTuple

from auditor.casebook import extraction_of
from auditor.extract.prose import claims
from auditor.identify.told import verdicts
from auditor.model.audit import Extraction
from auditor.model.document import Document

BELOW = 10_000  # the line on which tables stand: below all sentences

STATEMENT = """
Consolidated Statements of Income (in thousands, except per share)

| label                               |    2003 |    2002 |
| Net sales                           | 264,410 | 241,025 |
| Cost of sales                       | 171,350 | 160,881 |
| Gross profit                        |  93,060 |  80,144 |
| Research and development            |  21,413 |  19,727 |
| Selling, general and administrative |  31,268 |  29,551 |
| Restructuring charges               |   4,385 |      -- |
| Interest income                     |   1,287 |   2,164 |
| Income tax expense                  |   9,773 |   8,212 |
| Net income                          |  27,508 |  23,796 |
| Basic earnings per share            |    0.92 |    0.71 |
| Diluted earnings per share          |    0.89 |    0.68 |
"""

MEASURES = """
Reconciliation of non-GAAP measures (in thousands)

| label                     |   2003 |   2002 |
| Net income                | 27,508 | 23,796 |
| Non-GAAP net income       | 31,892 | 24,617 |
| Adjusted EBITDA           | 52,906 | 47,358 |
"""

SEGMENTS = """
Segment information (in thousands)

| label           |    2003 |    2002 |
| Net sales       |         |         |
|   Coatings      | 143,927 | 131,846 |
|   Pumps         | 120,483 | 109,179 |
| Operating income |        |         |
|   Coatings      |  22,716 |  19,358 |
|   Pumps         |  14,629 |  12,487 |
"""


class Told(NamedTuple):
    """One claim of a sentence and the cell it is held against."""

    claim: str
    status: str
    label: str
    cell: str
    period: str


def filing(words: str, section: str = STATEMENT) -> Extraction:
    """What is read of sentences above the tables of a section."""
    tables = extraction_of(section)
    moved = tuple(replace(table, line=BELOW, last_line=BELOW) for table in tables.tables)
    text = words + "\n"
    starts = (0, *list(accumulate(len(line) + 1 for line in words.split("\n")))[:-1])
    every, made = claims(Document("d1", "release.txt", "text", text, "", starts), moved, tables.figures)
    return replace(tables, figures=every, claims=made)


def told(read: Extraction, company: Collection[str] = ()) -> list[Told]:
    """The verdict on each claim that is bound to a line, in the order of the sentences."""
    found = verdicts(read, frozenset(company))
    cells = [read.figures[one.cells[0]] for one in found]
    return [
        Told(one.bound.context.figure.text, one.status, " ".join((*cell.path, cell.label)), cell.text, one.period)
        for one, cell in zip(found, cells, strict=True)
    ]


def lines(words: str, section: str = STATEMENT, company: Collection[str] = ()) -> list[tuple[str, str, str]]:
    """(claim, label, cell) of each claim of a sentence that is borne out, or rounded the wrong way."""
    found = told(filing(words, section), company)
    return [(one.claim, one.label, one.cell) for one in found if one.status in ("holds", "nearly")]
