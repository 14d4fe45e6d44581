"""Which changes are one cause, by their differences alone and by the relations of either version."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from auditor.amend.bridges import bridges
from auditor.amend.model import Change, Printed
from auditor.model.audit import Audit, Extraction
from auditor.model.figure import Period
from auditor.model.identity import Identity
from auditor.pipeline import unread
from tests.paper import tabulate

BARE = Audit(unread("missing.txt"), Extraction((), ()))
YEAR, BEFORE = Period(date(2003, 12, 31)), Period(date(2002, 12, 31))


def change(before: int, after: int, label: str = "", period: Period = YEAR, figure: int | None = None) -> Change:
    sides = (Printed(f"{amount:,}", amount, 0, "", figure) for amount in (before, after))
    return Change("changed", *sides, label, period=period, unit="USD", tables=(0, 0))


def test_equal_differences_of_one_period_are_one_cause() -> None:
    (bridge,) = bridges(BARE, BARE, [change(12_893, 20_436), change(81_402, 88_945)])
    assert bridge.difference == 7_543


def test_equal_differences_of_two_periods_are_two_causes() -> None:
    assert bridges(BARE, BARE, [change(12_893, 20_436), change(81_402, 88_945, period=BEFORE)]) == []


def test_short_differences_are_no_evidence() -> None:
    assert bridges(BARE, BARE, [change(12_893, 12_894), change(81_402, 81_403)]) == []


def test_a_difference_shared_out_between_two_lines_is_one_cause() -> None:
    changes = [change(12_893_893, 13_648_258), change(2_393_507, 2_600_608), change(60_402_721, 60_949_985)]
    (bridge,) = bridges(BARE, BARE, changes)
    assert bridge.changes == (0, 1, 2)


def test_many_differences_that_add_up_by_chance_are_no_cause() -> None:
    changes = [change(100_000, 100_000 + 1_000 + 7 * at) for at in range(60)]
    assert bridges(BARE, BARE, changes) == []


def test_a_sentence_that_rounds_a_changed_figure_repeats_it() -> None:
    sides = (Printed(text, mantissa, 5, "") for text, mantissa in (("8.0 million", 80), ("8.9 million", 89)))
    told = Change("changed", *sides, "net loss", sentence="The net loss was $8.9 million.")
    figure = change(-8_000_123, -8_907_456)
    (bridge,) = bridges(BARE, BARE, [figure, told])
    assert (bridge.of("root"), bridge.of("repeat")) == ((0,), (1,))


def footed(status: str = "holds") -> Identity:
    return Identity("FT101", "structure", "linear", (0, 1, 2), (1, 1, -1), 2, (), 20.0, status=status)  # type: ignore[arg-type]


def audited(*amounts: str) -> Audit:
    rows = [(label, amount) for label, amount in zip(("Cash", "Inventories", "Total"), amounts, strict=True)]
    return Audit(unread("missing.txt"), tabulate(rows), (footed(),))


def test_a_total_that_follows_its_part_is_where_the_cause_runs_into() -> None:
    changes = [change(10, 12, "Cash", figure=0), change(15, 17, "Total", figure=2)]
    (bridge,) = bridges(audited("10", "5", "15"), audited("12", "5", "17"), changes)
    assert (bridge.of("root"), bridge.of("total"), bridge.foots) == ((0,), (1,), (True, True))


def test_a_total_that_changed_by_another_amount_does_not_follow() -> None:
    changes = [change(10, 12, "Cash", figure=0), change(15, 23, "Total", figure=2)]
    assert bridges(audited("10", "5", "15"), audited("12", "5", "23"), changes) == []


@given(st.lists(st.tuples(st.integers(-99_999, 99_999), st.integers(-99_999, 99_999)), max_size=12))
def test_every_change_is_in_one_bridge_at_most(amounts: list[tuple[int, int]]) -> None:
    found = bridges(BARE, BARE, [change(before, after) for before, after in amounts])
    members = [at for bridge in found for at in bridge.changes]
    assert len(members) == len(set(members))
    assert all(len(bridge.changes) > 1 for bridge in found)


@given(st.integers(-(10**40), 10**40), st.integers(-(10**40), 10**40))
def test_a_difference_is_exact_however_long_the_amounts(before: int, after: int) -> None:
    assert change(before, after).difference == Decimal(f"{after - before}")
