"""Sums that do not stand below their parts: above them, between them, apart from them, every second line."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random

from auditor.identify.casting import ACROSS, DOWN, MOST_PAIRS, Casting
from auditor.identify.footing import Footing

Lines = list[list[int]]


def cast(lines: Lines, names: list[str] | None = None, known: tuple[Footing, ...] = ()) -> set[tuple[int, ...]]:
    """(total, part, part ...) of every sum found among rows of whole numbers that the page says nothing of."""
    amounts = tuple(map(tuple, lines))
    place = tuple(tuple(1 for _ in line) for line in lines)
    sides = amounts, place, tuple(zip(*amounts, strict=True)), tuple(zip(*place, strict=True))
    found = Casting(*sides, names or [""] * len(lines), lambda line, parts: (-3.0, ()), known, DOWN).run()
    return {(footing.total, *footing.parts) for footing in found}


def rows(count: int, columns: int = 4, seed: int = 1) -> Lines:
    random = Random(seed)
    return [[random.randint(1000, 99999) for _ in range(columns)] for _ in range(count)]


def total(lines: Lines) -> list[int]:
    return [sum(column) for column in zip(*lines, strict=True)]


def test_a_total_above_its_parts_is_found() -> None:
    parts = rows(3)
    assert (0, 1, 2, 3) in cast([total(parts), *parts])


def test_totals_above_their_parts_nest() -> None:
    first, second = rows(3, seed=1), rows(2, seed=2)
    a, b = total(first), total(second)
    assert cast([total([a, b]), a, *first, b, *second]) >= {(0, 1, 5), (1, 2, 3, 4), (5, 6, 7)}


def test_a_total_between_its_two_parts_is_found() -> None:
    one, other = rows(2)
    assert (1, 0, 2) in cast([one, total([one, other]), other])


def test_a_total_some_lines_off_its_parts_is_found() -> None:
    parts, others = rows(3), rows(2, seed=5)
    assert (5, 0, 1, 2) in cast([*parts, *others, total(parts)])


def test_lines_of_one_name_are_added() -> None:
    public, private = rows(3), rows(3, seed=7)
    lines = [total(public), total(private)]
    for pair in zip(public, private, strict=True):
        lines += pair
    assert {(0, 2, 4, 6), (1, 3, 5, 7)} <= cast(lines, ["public", "private"] * 4)


def test_lines_that_keep_their_proportion_prove_nothing() -> None:
    prices = [[amount * rate for rate in (100, 102, 104, 106)] for amount in (520, 300, 520, 700, 1040)]
    assert not cast(prices)


def test_unrelated_lines_are_no_sums() -> None:
    assert not cast(rows(40))


def test_what_is_known_is_not_said_again() -> None:
    parts = rows(3)
    known = Footing(3, (0, 1, 2), (1, 1, 1), 1.0, ())
    assert not cast([*parts, total(parts)], known=(known,))


def test_two_columns_do_not_vouch_for_a_sum_across() -> None:
    parts = rows(3, columns=2)
    lines = tuple(map(tuple, [*parts, total(parts)]))
    place = tuple((1, 1) for _ in lines)
    sides = lines, place, tuple(zip(*lines, strict=True)), tuple(zip(*place, strict=True))
    assert not Casting(*sides, [""] * 4, lambda line, known: (-5.0, ()), (), ACROSS).run()


def test_a_long_run_is_found_by_its_exact_sum() -> None:
    parts = rows(300)
    assert (300, *range(300)) in cast([*parts, total(parts)])


class Counted(tuple[int, ...]):
    """The places of a line; ``read`` counts how many of them, of all such lines, were gone through."""

    read = 0

    def __iter__(self) -> Iterator[int]:
        for place in super().__iter__():
            Counted.read += 1
            yield place


def test_a_sheet_of_small_whole_numbers_takes_bounded_work() -> None:
    questions, people = 60, 200
    random = Random(2)
    answers = tuple(tuple(random.randint(1, 5) for _ in range(people)) for _ in range(questions))
    place = tuple(Counted((1,) * people) for _ in answers)
    sides = answers, place, tuple(zip(*answers, strict=True)), ((1,) * questions,) * people
    Counted.read = 0
    assert not Casting(*sides, [""] * questions, lambda line, parts: (-5.0, ()), (), ACROSS).run()
    # Pairs abound, and each fails in most cells: given up long before the last of them is read.
    assert Counted.read < questions * people * MOST_PAIRS * 0.5


def test_a_pair_among_many_chance_ones_is_found() -> None:
    random = Random(3)
    lines = [[random.randint(1, 5) for _ in range(120)] for _ in range(18)]
    lines.insert(9, total([lines[3], lines[14]]))
    assert (9, 3, 15) in cast(lines)
