"""Tables of odd shape: the search for sums by member and for means takes a bounded number of steps."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import combinations
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from auditor.identify import members
from auditor.identify.averages import averages
from auditor.identify.ledger import ledgers
from auditor.identify.lines import Lines, lines_of
from auditor.identify.stretches import LONGEST, MOST_LOOKED_AT, SHORTEST, Sums
from auditor.model.figure import Figure
from auditor.model.table import Table
from tests.paper import tabulate

SECTIONS, MEMBERS = 12, 4


def totals_above_a_tail(totals: int) -> tuple[Table, Sequence[Figure]]:
    """Lines all called totals, and below them sections that return with four members each."""
    chance = Random(1)

    def line(name: str) -> tuple[str, ...]:
        return (name, *(f"{chance.randint(1_000, 99_999):,}" for _ in range(6)))

    rows: list[tuple[str, ...]] = []
    for section in range(SECTIONS):
        rows += [(f"Section {section}:",), line(f"Line {section}")]
    rows += [("Other:",), *(line(f"Total of item {n}") for n in range(totals))]
    above = SECTIONS + totals
    for section in range(SECTIONS):
        rows += [(f"Section {section}:",), *(line(f"Part {n}") for n in range(MEMBERS))]
    drawn = tabulate(rows)
    told = [
        row if row.index < above else replace(row, headed=True, path=(f"Member {row.index}", row.path[-1]))
        for row in drawn.tables[0].rows
    ]
    return replace(drawn.tables[0], rows=tuple(told)), drawn.figures


def test_totals_above_a_tail_are_sought_within_a_budget() -> None:
    table, figures = totals_above_a_tail(188)
    (ledger,) = ledgers(table, figures)
    search = members._Search(ledger, SECTIONS + 188, figures, (), members.MOST_LOOKED_UP)
    search.run()
    one_line = 6 * 2**MEMBERS * (members.LONGEST_SIBLINGS + 2)  # the last line may go beyond what is left
    assert -one_line < search.left < members.MOST_LOOKED_UP


@given(st.lists(st.tuples(st.integers(-9, 9), st.integers(-9, 9)), min_size=4, max_size=9), st.integers(-20, 20))
def test_the_look_up_finds_what_adding_each_choice_finds(amounts: list[tuple[int, int]], total: int) -> None:
    rows = [(f"Line {n}", str(a), str(b)) for n, (a, b) in enumerate(amounts)]
    drawn = tabulate([*rows, ("Total", str(total), str(total + 1))])
    (ledger,) = ledgers(drawn.tables[0], drawn.figures)
    search = members._Search(ledger, len(rows), drawn.figures, (), members.MOST_LOOKED_UP)
    siblings, line = list(range(len(rows) - 2)), len(rows)
    sums = search._sums(line, siblings)
    for chosen in [*combinations((line - 2, line - 1), 1), (line - 2, line - 1)]:
        held = search._held(line, sums, range(1, len(siblings) + 1), search._choice(chosen))
        for length in range(1, len(siblings) + 1):
            assert held[length] == search._holding(line, [*siblings[len(siblings) - length :], *chosen])


def lines_named(names: Sequence[str], columns: int = 2, most: int = 99_999) -> tuple[Lines, Sequence[Figure]]:
    chance = Random(2)
    drawn = tabulate([(name, *(str(chance.randint(1, most)) for _ in range(columns))) for name in names])
    both = lines_of(drawn.tables[0], drawn.figures)
    assert both is not None
    return both[1], drawn.figures


def test_where_most_lines_are_called_averages_the_name_says_nothing() -> None:
    lines, figures = lines_named([f"Average {n}" for n in range(1_000)], most=3)
    assert list(averages(lines, figures, unnamed=False)) == []


@pytest.mark.parametrize(("called", "longest"), [(10, LONGEST), (100, MOST_LOOKED_AT // 100), (2_000, SHORTEST)])
def test_of_many_averages_each_is_sought_less_far(called: int, longest: int) -> None:
    names = [f"Average {n}" if n < called else f"Item {n}" for n in range(2 * called + 1)]
    lines, _ = lines_named(names, columns=1)
    assert Sums(lines, frozenset(range(called))).longest == longest


@given(
    st.lists(st.sampled_from(("", "1", "2", "3", "2.5", "40")), min_size=3, max_size=24),
    st.sets(st.integers(0, 23)),
    st.integers(0, 23),
)
def test_the_spans_found_are_those_that_average_to_the_line(cells: list[str], means: set[int], target: int) -> None:
    target %= len(cells)
    cells[target] = cells[target] or "2"
    both = lines_of((drawn := tabulate([(f"Line {n}", cell) for n, cell in enumerate(cells)])).tables[0], drawn.figures)
    assert both is not None
    lines = both[1]
    called = frozenset(n for n in means | {target} if n < len(cells))
    sums = Sums(lines, called)
    found = {sums.run(span) for span in sums.spans(target, 0, named=True)}
    assert found == set(plainly(lines, target, called))


def plainly(lines: Lines, target: int, called: frozenset[int]) -> list[tuple[int, ...]]:
    """Every run beside the target, added up by itself."""
    found = []
    for step in (-1, 1):
        for gap in range(1, 9):
            side = range(target + gap * step, -1 if step < 0 else len(lines.names), step)
            for run in (list(side), [line for line in side if line not in called]):
                for length in range(2, len(run) + 1):
                    parts = [line for line in run[:length] if lines.place[line][0]]
                    ends = lines.place[run[0]][0] and lines.place[run[length - 1]][0]
                    if not ends or len({lines.twice[line][0] for line in parts}) < 2:
                        continue
                    off = sum(lines.twice[line][0] - lines.twice[target][0] for line in parts)
                    if abs(off) <= sum(lines.place[line][0] + lines.place[target][0] for line in parts):
                        found.append(tuple(run[:length]))
    return found
