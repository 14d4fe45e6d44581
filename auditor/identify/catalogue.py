"""The catalogue at work: checks stated over concepts become hypotheses over figures."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from auditor.extract.vocabulary import vocabulary
from auditor.identify.across import across, reaching
from auditor.identify.hypothesis import Hypothesis
from auditor.identify.sheets import Sheet, sheets_of
from auditor.identify.tagged import is_of_tags, tagged
from auditor.identify.within import within
from auditor.model.audit import Extraction
from auditor.model.identity import Identity
from auditor.relation import Shape

if TYPE_CHECKING:
    from auditor.catalogue import Check

STATEMENT_CONCEPTS = 5  # bound lines from which a table is a statement, and a missing line is worth a word


def hypotheses(extraction: Extraction, checks: Mapping[str, Check]) -> list[Hypothesis]:
    """One hypothesis for each check and place where its operands are printed."""
    figures = extraction.figures
    sheets = sheets_of(extraction)
    schedules = [table for table in extraction.tables if table.schedule]
    printing = _by_concept(sheets)
    found: list[Hypothesis] = []
    for check in checks.values():
        shape = check.shape
        if shape is None:
            continue
        if is_of_tags(shape):
            for table in schedules:
                found += tagged(check, shape, table, figures)
        elif any(operand.statement or operand.moment for operand in shape.all_operands):
            found += across(check, shape, sheets, figures)
        else:
            for sheet in _printing(check, shape, sheets, printing):
                here = list(within(check, shape, sheet, figures))
                if not here and check.reaches and shape.total.concept in sheet.rows:
                    here = list(reaching(check, shape, sheet, sheets, figures))
                found += here
    return found


def _by_concept(sheets: Sequence[Sheet]) -> dict[str, list[int]]:
    """The positions of the sheets that print each concept, ascending."""
    found: dict[str, list[int]] = {}
    for position, sheet in enumerate(sheets):
        for concept in sheet.rows:
            found.setdefault(concept, []).append(position)
    return found


def _printing(
    check: Check, shape: Shape, sheets: Sequence[Sheet], printing: Mapping[str, Sequence[int]]
) -> Iterator[Sheet]:
    """The sheets that print the check's total, or what stands in for it: few of a filing's."""
    names = (shape.total.concept, *check.instead.get(shape.total.concept, "").split())
    for position in sorted({position for name in names for position in printing.get(name, ())}):
        yield sheets[position]


def skipped(extraction: Extraction, checks: Mapping[str, Check]) -> list[Identity]:
    """Relations of the primary statements that want just one line: said, so that nobody takes silence for a pass."""
    expected = [check for check in checks.values() if check.shape is not None and check.is_expected]
    found: list[Identity] = []
    for sheet in sheets_of(extraction):
        if sheet.table.statement is None or len(sheet.rows) < STATEMENT_CONCEPTS:
            continue
        for check in expected:
            found += wanting(check, sheet)
    return found


def wanting(check: Check, sheet: Sheet) -> Iterator[Identity]:
    """The check as skipped, where the table prints all of its operands but one."""
    shape = check.shape
    if shape is None:
        return
    operands = shape.all_operands
    concepts = vocabulary()
    if any(operand.statement or operand.moment for operand in operands) or shape.form == "ratio":
        return
    if any(sheet.table.statement not in concepts[operand.concept].statements for operand in operands):
        return
    printed = {o: _printed_name(check, o.concept, sheet) for o in operands}
    present = [o for o in operands if printed[o] is not None]
    missing = [o for o in operands if o not in present]
    if len(missing) != 1 or len(present) < min(2, len(operands) - 1):
        return
    names = [name for o in present if (name := printed[o]) is not None]
    cells = [next((i for i in sheet.table.grid[sheet.rows[name][0]] if i is not None), None) for name in names]
    if None in cells:
        return
    coefficients = dict(zip(shape.operands, shape.coefficients, strict=True))
    yield Identity(
        check=check.code,
        origin="catalogue",
        form="linear",
        figures=tuple(i for i in cells if i is not None),
        coefficients=tuple(coefficients[o] for o in present),
        total=None,
        evidence=(),
        bits=0.0,
        severity="info",
        status="skipped",
        reason=f"no line was found for {missing[0].concept.replace('_', ' ')}",
    )


def _printed_name(check: Check, concept: str, sheet: Sheet) -> str | None:
    """The concept, or what stands in for it, if the table prints either."""
    names = (concept, *check.instead.get(concept, "").split())
    return next((name for name in names if name in sheet.rows), None)
