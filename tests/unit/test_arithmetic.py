"""Exact arithmetic of identities: residuals, what rounding allows, and the fast verdict against the slow one."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from auditor.model.arithmetic import evaluate, status_of
from auditor.model.figure import Figure
from tests.paper import tabulate

mantissas = st.integers(min_value=-(10**6), max_value=10**6)
exponents = st.integers(min_value=-3, max_value=3)


def figures(*printed: str) -> tuple[Figure, ...]:
    return tabulate([(f"Line {n}", text) for n, text in enumerate(printed)]).figures


def test_a_sum_may_be_off_by_half_a_unit_a_member() -> None:
    outcome = evaluate(figures("10", "11", "22"), "linear", (0, 1, 2), (1, 1, -1), 2)
    assert (outcome.status, outcome.residual, outcome.tolerance) == ("holds", Decimal(-1), Decimal("1.5"))


def test_beyond_the_bound_it_is_violated() -> None:
    assert status_of(figures("10", "11", "23"), "linear", (0, 1, 2), (1, 1, -1), 2) == "violated"


def test_a_coarse_figure_is_a_weaker_witness() -> None:
    coarse, fine = figures("35", "34,944")
    assert status_of((replace(coarse, exponent=3), fine), "equal", (0, 1), (1, -1), 1) == "holds"


def test_one_fact_printed_twice_to_the_same_place_was_rounded_once() -> None:
    assert status_of(figures("46,269", "46,268"), "equal", (0, 1), (1, -1), 1) == "violated"


def test_an_unreadable_member_skips_the_identity() -> None:
    first, second = figures("10", "10")
    assert status_of((replace(first, mantissa=None), second), "equal", (0, 1), (1, -1), 1) == "skipped"


def test_a_rounded_divisor_is_an_interval() -> None:
    total_cost, ounces, per_ounce = figures("4,785", "35", "137")
    assert status_of((total_cost, ounces, per_ounce), "ratio", (0, 1), (1, 1), 2) == "holds"


def test_money_never_passes_through_a_float() -> None:
    outcome = evaluate(figures("0.1", "0.2", "0.3"), "linear", (0, 1, 2), (1, 1, -1), 2)
    assert outcome.residual == Decimal(0)


@given(st.tuples(mantissas, mantissas, mantissas), st.tuples(exponents, exponents, exponents))
def test_the_fast_verdict_on_a_ratio_is_the_slow_one(m: tuple[int, int, int], e: tuple[int, int, int]) -> None:
    three = tuple(replace(f, mantissa=a, exponent=b) for f, a, b in zip(figures("1", "1", "1"), m, e, strict=True))
    slow = evaluate(three, "ratio", (0, 1), (1, 1), 2).status
    assert status_of(three, "ratio", (0, 1), (1, 1), 2) == slow


@given(st.lists(mantissas, min_size=2, max_size=6), st.data())
def test_every_sum_of_rounded_parts_holds(cents: list[int], data: st.DataObject) -> None:
    """Amounts known to the cent, printed to the dollar: the printed sum is always within the bound."""
    printed = [round(Decimal(c) / 100) for c in (*cents, sum(cents))]
    extraction = figures(*("1" for _ in printed))
    members = tuple(replace(f, mantissa=int(p)) for f, p in zip(extraction, printed, strict=True))
    signs = (*(1 for _ in cents), -1)
    assert status_of(members, "linear", tuple(range(len(members))), signs, len(cents)) == "holds"
