"""What the search for sums left untried, in words: a long table is searched in time that grows with its rows."""

from __future__ import annotations

from collections.abc import Sequence

from auditor.identify.footing import LONGEST_DEDUCTED, LONGEST_SUFFIX
from auditor.model.audit import Extraction
from auditor.model.diagnostic import Diagnostic
from auditor.model.identity import Identity


def remarks(extraction: Extraction, identities: Sequence[Identity]) -> tuple[Diagnostic, ...]:
    """A warning for each table with more rows outside every sum found than are searched from any beginning."""
    long_tables = {t.index for t in extraction.tables if len(t.rows) > LONGEST_SUFFIX and not t.schedule}
    if not long_tables:
        return ()
    figures = extraction.figures
    summed: dict[int, set[int]] = {table: set() for table in long_tables}
    for identity in identities:
        if identity.form != "linear" or identity.origin == "tie":
            continue
        for at in identity.figures:
            figure = figures[at]
            if figure.table in long_tables and figure.row is not None:
                summed[figure.table].add(figure.row)
    found = []
    for table in extraction.tables:
        left = len(table.rows) - len(summed.get(table.index, ())) if table.index in long_tables else 0
        if left > LONGEST_SUFFIX:
            found.append(
                Diagnostic(
                    "warning",
                    f"Table {table.id} has {len(table.rows):,} rows, {left:,} of them in no sum found. Totals of more "
                    f"than {LONGEST_SUFFIX} rows were sought only of all rows not yet summed and of those since the "
                    f"last totals or headings, and deductions only among {LONGEST_DEDUCTED} rows; other sums of its "
                    "rows were not tested.",
                    table.line,
                )
            )
    return tuple(found)
