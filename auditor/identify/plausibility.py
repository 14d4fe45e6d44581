"""Plausibility: scale words, parts above their wholes, quantity tables that do not sum.

No column of the table that started this project fails to add: "642,224 million ounces" stands beside "2.5 million
ounces" and "32,386 ounces". What betrays it is the unit word, a part greater than its whole, and parts that tie to
their whole, in intervals, once the word is dropped.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from auditor.extract.fiscal import months_of
from auditor.extract.spelling import Spelled
from auditor.identify import impossible, misprints
from auditor.identify.misprints import implausible
from auditor.model.arithmetic import evaluate_bound, evaluate_linear
from auditor.model.audit import Extraction
from auditor.model.document import Document
from auditor.model.figure import Figure
from auditor.model.identity import Identity
from auditor.model.interval import Interval
from auditor.model.table import Table

SCALE_WORD, PART_WHOLE, PARTS_SUM = "PL101", "PL102", "FT103"
OUTSIZE = 50  # times the greatest other figure of its unit: a scale word shifts by a thousand or a million
NEIGHBOURS = 12  # lines (or amounts, where lines are not known) within which those in running text are siblings
GROSS = 10  # a part this many times its whole cannot be a matter of definition
SCALE_BITS, GROSS_BITS, PART_BITS, SUM_BITS = 20.0, 16.0, 6.0, 5.0
MOST_PARTS = 30

_GROUPED_AND_SCALED = re.compile(
    r"[($]*\d{1,3}(?:,\d{3})+(?:\.\d+)?\)?\s+(thousand|million|billion|trillion)", re.IGNORECASE
)
_POWERS = Spelled({"thousand": 3, "million": 6, "billion": 9, "trillion": 12})
_WHOLE = re.compile(r"^(?:grand\s+)?total\b|\bconsolidated\b|\bcompany-?wide\b", re.IGNORECASE)


def identities(extraction: Extraction, documents: Sequence[Document]) -> list[Identity]:
    """Evaluated identities: bounds and sums whether they hold or not, implausible single figures only when found."""
    figures = extraction.figures
    found = [*_scale_words(figures), *(misprints.identities(extraction, documents) if documents else ())]
    found += impossible.identities(extraction)
    for table in extraction.tables:
        if _in_quantities(table, figures):
            found += _parts_and_wholes(table, figures)
            found += _shorter_periods(table, figures)
    return found


# --- one figure -----------------------------------------------------------------------------------------------------


def _scale_words(figures: Sequence[Figure]) -> Iterator[Identity]:
    """Figures such as "642,224 million" that dwarf the filing with their word, and fit their siblings without it."""
    suspects = [
        figure
        for figure in figures
        if "," in figure.text and " " in figure.text and figure.mantissa and _GROUPED_AND_SCALED.fullmatch(figure.text)
    ]
    if not suspects:
        return
    by_unit: dict[str | None, list[Figure]] = {_base(suspect): [] for suspect in suspects}
    for figure in figures:
        if figure.mantissa and (base := _base(figure)) in by_unit:
            by_unit[base].append(figure)
    for same in by_unit.values():
        same.sort(key=_magnitude, reverse=True)
    for figure in suspects:
        # The same slip printed twice (in a table and in a sentence) is no sibling that excuses it.
        greatest = next((other for other in by_unit[_base(figure)] if other.text != figure.text), None)
        if greatest is None or _magnitude(figure) <= OUTSIZE * _magnitude(greatest):
            continue
        siblings = [other for other in by_unit[_base(figure)] if other.text != figure.text and _beside(figure, other)]
        word = _GROUPED_AND_SCALED.fullmatch(figure.text)
        if not siblings or word is None:
            continue
        bare = _magnitude(figure).scaleb(-_POWERS[word[1].lower()])
        if _magnitude(siblings[-1]) / OUTSIZE <= bare <= 2 * _magnitude(siblings[0]):
            yield implausible(SCALE_WORD, figure, SCALE_BITS, "error", _scale_reason(figure, siblings, greatest))


def _scale_reason(figure: Figure, siblings: Sequence[Figure], greatest: Figure) -> str:
    number, word = figure.text.rsplit(maxsplit=1)
    return (
        f"{figure.text} is more than {OUTSIZE} times every other figure of its unit (the greatest is {greatest.text}); "
        f"without the word {word!r}, {number} lies among the {len(siblings)} figures beside it"
    )


def _base(figure: Figure) -> str | None:
    """The unit without the substance: "oz" for "oz silver"."""
    return figure.unit.split(" ")[0] if figure.unit else None


def _beside(figure: Figure, other: Figure) -> bool:
    if figure.table is not None:
        return figure.table == other.table
    if figure.line is None or other.line is None:  # sentences of a page have no lines: their amounts follow in order
        return other.table is None and abs(figure.index - other.index) <= NEIGHBOURS
    return abs(figure.line - other.line) <= NEIGHBOURS


def _magnitude(figure: Figure) -> Decimal:
    return abs(figure.value or Decimal(0))


# --- quantity tables ------------------------------------------------------------------------------------------------


def _in_quantities(table: Table, figures: Sequence[Figure]) -> bool:
    """Whether the cells name their substance themselves, as tables in words do."""
    cells = [figures[cell] for row in table.grid for cell in row if cell is not None]
    return bool(cells) and sum(bool(cell.unit and " " in cell.unit) for cell in cells) * 2 >= len(cells)


def _parts_and_wholes(table: Table, figures: Sequence[Figure]) -> Iterator[Identity]:
    """Company rows ("Silver") against the rows of units ("Lucky Friday ... of silver"), column by column."""
    units = sorted({figures[cell].unit or "" for row in table.grid for cell in row if cell is not None} - {""})
    for unit in units:
        if " " not in unit:
            continue
        rows = [row.index for row in table.rows if any(_has(figures, cell, unit) for cell in table.grid[row.index])]
        wholes = [row for row in rows if _is_whole(table, row, unit.split(" ", 1)[1])]
        parts = [row for row in rows if row not in wholes]
        if len(wholes) != 1 or not parts or len(parts) > MOST_PARTS:
            continue
        pairs = _by_column(table, figures, unit, wholes[0], parts)
        for members in pairs:
            for part in members[1:]:
                yield _bound(
                    figures, part, members[0], f"{figures[part].label} is a part of {figures[members[0]].label}"
                )
        yield from _sums(figures, [members for members in pairs if len(members) == len(parts) + 1 > 2])


def _has(figures: Sequence[Figure], cell: int | None, unit: str) -> bool:
    return cell is not None and figures[cell].unit == unit and figures[cell].mantissa is not None


def _is_whole(table: Table, row: int, substance: str) -> bool:
    label = table.rows[row].label.lower().strip(" :")
    named = label.split("(")[0].strip()
    return bool(_WHOLE.search(label)) or named in (substance, f"{substance} production", f"{substance} produced")


def _by_column(
    table: Table, figures: Sequence[Figure], unit: str, whole: int, parts: Sequence[int]
) -> list[tuple[int, ...]]:
    """For each column the whole and the parts that it prints in this unit."""
    found: list[tuple[int, ...]] = []
    for column in table.columns:
        top = table.grid[whole][column.index]
        below = [table.grid[row][column.index] for row in parts]
        members = [cell for cell in below if cell is not None and _has(figures, cell, unit)]
        if top is not None and _has(figures, top, unit) and members:
            found.append((top, *members))
    return found


def _sums(figures: Sequence[Figure], columns: Sequence[tuple[int, ...]]) -> Iterator[Identity]:
    """The whole is the sum of its parts, where at least one column says so: unnamed producers are common."""
    outcomes = [evaluate_linear(figures, members, (1, *[-1] * (len(members) - 1))) for members in columns]
    holding = sum(outcome.status == "holds" for outcome in outcomes)
    if not holding:
        return
    for members, outcome in zip(columns, outcomes, strict=True):
        yield Identity(
            check=PARTS_SUM,
            origin="structure",
            form="linear",
            figures=members,
            coefficients=(1, *[-1] * (len(members) - 1)),
            total=members[0],
            evidence=(f"the parts sum to {figures[members[0]].label} in {holding} of {len(columns)} columns",),
            bits=SUM_BITS * (holding - (outcome.status == "holds")) + SUM_BITS,
            severity="warning",
            status=outcome.status,
            residual=outcome.residual,
            tolerance=outcome.tolerance,
        )


def _shorter_periods(table: Table, figures: Sequence[Figure]) -> Iterator[Identity]:
    """A quarter does not exceed the year that holds it."""
    for short in table.columns:
        for long in table.columns:
            if short.period is None or long.period is None or short.period.start is None or long.period.start is None:
                continue
            within = long.period.start <= short.period.start and short.period.end <= long.period.end
            if not within or months_of(short.period) >= months_of(long.period):
                continue
            for row in table.grid:
                part, whole = row[short.index], row[long.index]
                if part is None or whole is None or figures[part].unit != figures[whole].unit:
                    continue
                if figures[part].unit != "percent" and figures[part].mantissa and figures[whole].mantissa:
                    yield _bound(figures, part, whole, f"{short.header} lies within {long.header}")


def _bound(figures: Sequence[Figure], part: int, whole: int, evidence: str) -> Identity:
    outcome = evaluate_bound(figures, (part, whole))
    low, high = Interval.of(figures[part]).low, Interval.of(figures[whole]).high
    gross = low > GROSS * high
    return Identity(
        check=PART_WHOLE,
        origin="structure",
        form="bound",
        figures=(part, whole),
        coefficients=(1, -1),
        total=None,
        evidence=(evidence,),
        bits=GROSS_BITS if gross else PART_BITS,
        severity="error" if gross else "warning",
        status=outcome.status,
        residual=outcome.residual,
        tolerance=outcome.tolerance,
    )
