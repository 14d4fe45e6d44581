"""Identities as equations."""

from __future__ import annotations

from decimal import Decimal
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from auditor.model.identity import Identity
from auditor.report import mathml

TERMS = st.lists(
    st.tuples(st.sampled_from([-3, -1, 1, 2]), st.integers(0, 50)),
    min_size=2,
    max_size=9,
    unique_by=lambda term: term[1],
)


def relation(form: str, figures: tuple[int, ...], coefficients: tuple[int, ...], total: int | None) -> Identity:
    return Identity(
        check="FT101", origin="structure", form=form, figures=figures, coefficients=coefficients, total=total,  # type: ignore[arg-type]
        evidence=(), bits=1.0, residual=Decimal(0), tolerance=Decimal(0),
    )  # fmt: skip


EQUATIONS = [
    (relation("linear", (6, 7, 8, 11), (1, 1, 1, -1), 11), "f7 + f8 + f9 = f12"),
    (relation("linear", (0, 1, 2), (1, -1, -1), 2), "f1 − f2 = f3"),
    (relation("linear", (0, 1, 2), (-1, -1, 1), 2), "f1 + f2 = f3"),
    (relation("linear", (0, 1, 2), (-1, 1, -1), 2), "−f1 + f2 = f3"),
    (relation("linear", (0, 1, 2), (2, 1, -1), 2), "2×f1 + f2 = f3"),
    (relation("linear", (0, 1, 2), (1, -1, -1), None), "f1 = f2 + f3"),
    (relation("linear", (0, 1, 2), (1, 1, 1), None), "f1 + f2 + f3 = 0"),
    (relation("equal", (0, 4), (1, -1), None), "f1 = f5"),
    (relation("equal", (0, 4), (1, 1), None), "f1 = −f5"),
    (relation("ratio", (0, 1), (), 2), "f1 / f2 = f3"),
    (relation("ratio", (0, 1), (1, 1), 2), "f1 / f2 = f3"),
    (relation("ratio", (0, 1), (100, 1), 2), "100×f1 / f2 = f3"),
    (relation("ratio", (0, 1), (1, 100), 2), "1/100×f1 / f2 = f3"),
    (relation("change", (0, 1), (100, 1), 2), "100×(f1 − f2) / f2 = f3"),
    (relation("change", (0, 1), (), 2), "(f1 − f2) / f2 = f3"),
    (relation("average", (0, 1), (), 2), "(f1 + f2) / 2 = f3"),
    (relation("bound", (0, 1), (), None), "f1 ≤ f2"),
    (relation("bound", (0,), (), None), "f1 is plausible"),
]


@pytest.mark.parametrize(("identity", "equation"), EQUATIONS)
def test_equation(identity: Identity, equation: str) -> None:
    assert mathml.plain(identity) == equation


@given(TERMS, st.data())
def test_a_relation_set_by_shape_is_the_relation_set_alone(terms: list[tuple[int, int]], data: st.DataObject) -> None:
    coefficients, figures = zip(*terms, strict=True)
    total = data.draw(st.sampled_from([None, *figures]))
    identity = relation("linear", figures, coefficients, total)
    assert mathml.by_ids(identity) == (mathml.plain(identity), mathml.mathml(identity))


@pytest.mark.parametrize(("identity", "equation"), EQUATIONS)
def test_equation_set_by_shape(identity: Identity, equation: str) -> None:
    assert mathml.by_ids(identity)[0] == equation


@pytest.mark.parametrize("form", ["ratio", "change", "average", "bound"])
def test_mathml_of_every_form_is_well_formed(form: str) -> None:
    root = ElementTree.fromstring(mathml.mathml(relation(form, (0, 1), (), 2)))
    assert root.tag == f"{{{mathml.NAMESPACE}}}math"


@given(st.text(), st.lists(st.sampled_from([-2, -1, 1, 2]), min_size=2, max_size=8))
def test_segments_of_hostile_labels_hold_no_markup_of_theirs(label: str, coefficients: list[int]) -> None:
    places = tuple(range(len(coefficients)))
    identity = relation("linear", places, tuple(coefficients), places[-1])
    hostile = label + "<script>alert(1)</script>]]>"
    for piece in mathml.segments(identity, lambda _: mathml.label_atom(hostile)):
        assert "<script" not in piece
        assert piece.startswith("<math")


def test_every_figure_of_a_sum_is_in_one_segment_each() -> None:
    identity = relation("linear", (0, 1, 2, 3), (1, -1, 1, -1), 3)
    pieces = mathml.segments(identity, lambda index: f"<mi>f{index + 1}</mi>")
    assert [piece.count("<mi>") for piece in pieces] == [1, 1, 1, 1]


def test_parts_of_a_number_stand_side_by_side() -> None:
    telephone = relation("linear", (0, 1, 2, 3), (10_000_000, 10_000, 1, -1), 3)
    piece = ElementTree.fromstring(
        mathml.side_by_side(telephone, lambda k: f"<mn>{('201', '567', '5648', '1')[k]}</mn>")[0]
    )
    assert "".join(piece.itertext()) == "201-567-5648=1"
