"""What a filing's habit of footing to the digit makes of small differences."""

from __future__ import annotations

import random
from collections.abc import Sequence

import pytest

from auditor.diagnose import diagnose
from auditor.diagnose.habits import improbable
from auditor.identify import identify
from auditor.model.audit import Extraction
from tests.paper import tabulate

Rows = list[tuple[str, ...]]


def exact_tables(count: int, parts: int = 5) -> list[Rows]:
    """Tables of two columns whose totals add to the digit."""
    chance = random.Random(5)
    tables = []
    for number in range(count):
        lines = [(chance.randrange(1000, 9000), chance.randrange(1000, 9000)) for _ in range(parts)]
        rows: Rows = [(f"Item {number}.{i}", str(a), str(b)) for i, (a, b) in enumerate(lines)]
        rows += [("---",), (f"Total {number}", str(sum(a for a, _ in lines)), str(sum(b for _, b in lines)))]
        tables.append(rows)
    return tables


def off_by(units: int, tables: Sequence[Rows]) -> Extraction:
    """The tables with the first amount of the first one so many units too high."""
    spoilt = [list(rows) for rows in tables]
    label, first, second = spoilt[0][0]
    spoilt[0][0] = (label, str(int(first) + units), second)
    return tabulate(*spoilt)


def severities(extraction: Extraction) -> list[str]:
    identities = identify(extraction, (), {})
    return [finding.severity for finding in diagnose(extraction, identities, {})[1]]


def test_one_unit_is_a_remark_however_exact_the_rest() -> None:
    assert severities(off_by(1, exact_tables(40))) == ["info"]


def test_two_units_among_many_exact_sums_are_a_warning() -> None:
    assert severities(off_by(2, exact_tables(40))) == ["warning"]


def test_two_units_among_few_exact_sums_are_a_remark() -> None:
    assert severities(off_by(2, exact_tables(8))) == ["info"]


def test_two_units_of_many_parts_are_a_remark() -> None:
    assert severities(off_by(2, exact_tables(40, parts=24))) == ["info"]


def test_the_same_difference_in_two_columns_speaks_against_the_relation() -> None:
    tables = exact_tables(40)
    label, first, second = tables[0][0]
    tables[0][0] = (label, str(int(first) + 3), str(int(second) + 3))
    assert "warning" not in severities(tabulate(*tables))


def test_the_suspect_is_the_part_that_stands_in_no_other_exact_sum() -> None:
    tables = exact_tables(40)
    total = int(tables[0][-1][1])
    # The first total is taken up elsewhere, exactly: it is borne out, and so one of its parts is to blame.
    tables.append([("Total 0", str(total), "17"), ("Other", "11", "12"), ("---",), ("Grand", str(total + 11), "29")])
    extraction = off_by(3, tables)
    found = diagnose(extraction, identify(extraction, (), {}), {})[1]
    suspects = {extraction.figures[s.figure].label for finding in found for s in finding.suspects}
    assert "Total 0" not in suspects


@pytest.mark.parametrize("unit", ["USD/share", "USD/oz"])
def test_amounts_per_unit_are_not_held_to_the_digit(unit: str) -> None:
    extraction = tabulate(*exact_tables(40), unit=unit)
    assert improbable(extraction.figures, identify(extraction, (), {})) == (set(), frozenset())
