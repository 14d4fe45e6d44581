"""Weighing: what evidence a relation needs before its failure is reported, and what it then protects."""

from __future__ import annotations

import pytest

from auditor.identify.hypothesis import Hypothesis, Instance, explained, information, weigh
from auditor.model.figure import Figure
from auditor.model.identity import Identity
from tests.paper import tabulate


def columns(*pairs: tuple[str, ...]) -> tuple[tuple[Figure, ...], tuple[Instance, ...]]:
    """Figures and instances of "first + second = third" in as many columns as tuples are given."""
    rows = [(f"Line {n}", *(pair[n] for pair in pairs)) for n in range(3)]
    extraction = tabulate(rows)
    grid = extraction.tables[0].grid
    instances = []
    for at in range(len(pairs)):
        members = tuple(index for row in grid if (index := row[at]) is not None)
        instances.append(Instance(members, (1, 1, -1), members[-1]))
    return extraction.figures, tuple(instances)


def judged(prior: float, *pairs: tuple[str, ...]) -> list[Identity]:
    figures, instances = columns(*pairs)
    return weigh(figures, Hypothesis("FT101", "structure", "linear", instances, prior))


HOLDS = ("14,583", "4,903", "19,486")
SLIPPED = ("14,091", "5,585", "19,649")  # 5,558 with two digits transposed
APART = ("14,091", "7,777", "19,649")


def test_a_dissenting_column_is_an_error_when_a_slip_explains_it_and_the_page_declares_a_total() -> None:
    assert [(i.status, i.standing, i.severity) for i in judged(8.0, HOLDS, SLIPPED)] == [
        ("holds", "confirmed", "error"),
        ("violated", "confirmed", "error"),
    ]


def test_without_the_page_an_unexplained_dissenter_is_no_more_than_a_witness() -> None:
    assert {i.standing for i in judged(-4.0, HOLDS, APART)} == {"latent"}


def test_two_columns_against_and_none_for_leave_nothing() -> None:
    assert judged(8.0, APART, APART) == []


def test_the_more_the_page_says_the_surer_the_failure() -> None:
    bits = [judged(prior, HOLDS, SLIPPED)[1].bits for prior in (-2.0, 2.0, 6.0)]
    assert bits == sorted(bits) and len(set(bits)) == 3


def test_coarse_figures_vouch_for_little() -> None:
    fine, (one,) = columns(HOLDS)
    coarse, (other,) = columns(("3", "2", "5"))
    assert information(fine, "linear", one) > information(coarse, "linear", other) + 5


def test_nils_vouch_for_nothing() -> None:
    figures, (instance,) = columns(("--", "--", "--"))
    assert information(figures, "linear", instance) == 0


@pytest.mark.parametrize(
    ("column", "some"),
    [(SLIPPED, True), (APART, False), (("14,091", "(5,558)", "19,649"), True)],
    ids=["transposed", "no single slip", "a sign"],
)
def test_a_residual_is_explained_only_by_a_single_slip(column: tuple[str, ...], some: bool) -> None:
    figures, (instance,) = columns(column)
    assert (explained(figures, instance) > 0) is some


def test_repeating_the_neighbouring_column_explains_a_little() -> None:
    figures, instances = columns(HOLDS, ("14,583", "5,558", "19,649"))
    assert 0 < explained(figures, instances[1]) < explained(*_slipped())


def _slipped() -> tuple[tuple[Figure, ...], Instance]:
    figures, (instance,) = columns(SLIPPED)
    return figures, instance


def test_a_relation_only_one_column_vouches_for_does_not_protect_it() -> None:
    assert [i.guards for i in judged(1.0, HOLDS)] == [False]


def test_a_relation_another_column_vouches_for_protects() -> None:
    assert [i.guards for i in judged(8.0, HOLDS, ("14,091", "5,558", "19,649"))] == [True, True]


def test_the_evidence_says_how_many_columns_hold() -> None:
    assert judged(8.0, HOLDS, SLIPPED)[1].evidence == ("holds in 1 of 2 columns",)
