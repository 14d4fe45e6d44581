"""Tables seen by their concepts: which row prints which."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from auditor.extract.concepts import statement_of
from auditor.model.audit import Extraction
from auditor.model.figure import Figure
from auditor.model.table import Table

SPECIAL = re.compile(
    r"pro\s?-?forma|\bparent\b|\bsegments?\b|condensed financial information of|\bselected\b|\bquarterly\b", re.I
)
SUMMARY = re.compile(
    r"\b(?:selected|summary|highlights|quarterly|supplement\w*|\w+[- ]year (?:review|summary))\b", re.I
)


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table seen by its concepts: ``rows[concept]`` are the rows bound to it, top to bottom."""

    table: Table
    statement: str | None
    bound: tuple[str | None, ...]  # a row
    rows: Mapping[str, tuple[int, ...]]

    @property
    def is_special(self) -> bool:
        """Whether the title says that these are not the company's statements as they stand."""
        return bool(SPECIAL.search(self.table.title) or SPECIAL.search(self.table.caption))

    @property
    def is_summary(self) -> bool:
        """Whether the title says that the table is an extract, which may leave out lines of the statement."""
        return bool(SUMMARY.search(self.table.title) or SUMMARY.search(self.table.caption))


def sheets_of(extraction: Extraction) -> list[Sheet]:
    """A sheet for every table that prints a concept, in the order of the filing."""
    sheets = []
    for table in extraction.tables:
        if table.schedule:
            continue
        bound = tuple(_concept(cells, extraction.figures) for cells in table.grid)
        rows: dict[str, tuple[int, ...]] = {}
        for row, concept in enumerate(bound):
            if concept is not None:
                rows[concept] = (*rows.get(concept, ()), row)
        if rows:
            sheets.append(Sheet(table, statement_of(table), bound, rows))
    return sheets


def _concept(cells: Sequence[int | None], figures: Sequence[Figure]) -> str | None:
    """The concept that the row's figures are bound to."""
    for i in cells:
        if i is not None and (concept := figures[i].concept):
            return concept
    return None
