"""One relation, one identity: what two passes both found is said once."""

from __future__ import annotations

from auditor.identify.passes import merge
from auditor.model.identity import Identity


def linear(check: str, figures: tuple[int, ...], coefficients: tuple[int, ...], **more: object) -> Identity:
    return Identity(check, "structure", "linear", figures, coefficients, figures[-1], (check,), 10.0, **more)  # type: ignore[arg-type]


def test_the_order_of_terms_does_not_make_another_relation() -> None:
    assert len(merge([linear("IS101", (0, 1, 2), (1, 1, -1)), linear("FT101", (1, 0, 2), (1, 1, -1))])) == 1


def test_a_common_sign_does_not_make_another_relation() -> None:
    assert len(merge([linear("IS101", (0, 1, 2), (1, 1, -1)), linear("FT101", (0, 1, 2), (-1, -1, 1))])) == 1


def test_other_signs_do() -> None:
    assert len(merge([linear("IS101", (0, 1, 2), (1, 1, -1)), linear("FT101", (0, 1, 2), (1, -1, -1))])) == 2


def test_the_first_finder_names_it_and_both_give_evidence() -> None:
    (merged,) = merge([linear("IS101", (0, 1, 2), (1, 1, -1)), linear("FT101", (0, 1, 2), (1, 1, -1))])
    assert (merged.check, merged.evidence) == ("IS101", ("IS101", "FT101"))


def test_what_one_pass_confirms_is_confirmed() -> None:
    latent = linear("TI102", (0, 1, 2), (1, 1, -1), standing="latent", severity="info")
    (merged,) = merge([latent, linear("FT101", (0, 1, 2), (1, 1, -1))])
    assert (merged.standing, merged.severity) == ("confirmed", "error")
