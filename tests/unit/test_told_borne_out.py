"""A failing amount is told of where the change told of it fits what was meant."""

from __future__ import annotations

import pytest

from auditor.identify.told import identities
from tests.sentences import STATEMENT, filing

NAME = "Restructuring charges of the harbor district"  # too strange to accuse by their words
FELL = STATEMENT.replace("  4,385 |      --", "375,900 | 487,300")
LITTLE = STATEMENT.replace("  4,385 |      --", "375,900 | 383,600")


def warned(words: str, section: str = FELL) -> bool:
    return any(
        (one.check, one.status, one.standing) == ("CL102", "violated", "confirmed")
        for one in identities(filing(words, section))
    )


def test_without_a_change_such_words_accuse_nobody() -> None:
    assert not warned(f"{NAME} were $735.9 million.")


def test_a_change_that_fits_what_was_meant_bears_the_failure_out() -> None:
    assert warned(f"{NAME} were $735.9 million, down 23%.")


@pytest.mark.parametrize("change", ["down 41%", "up 51%", "up 23%"])
def test_a_change_that_does_not_fit_bears_nothing_out(change: str) -> None:
    assert not warned(f"{NAME} were $735.9 million, {change}.")


@pytest.mark.parametrize(("change", "expected"), [("2%", False), ("2.0%", True)])
def test_a_change_of_one_digit_tells_nothing(change: str, expected: bool) -> None:
    assert warned(f"{NAME} were $735.9 million, down {change}.", LITTLE) is expected


def test_a_change_on_another_basis_bears_nothing_out() -> None:
    assert not warned(f"{NAME} were $735.9 million, down 23% on a like-for-like basis.")


def test_a_change_between_two_amounts_bears_the_failing_one_out() -> None:
    assert warned(f"{NAME} were $735.9 million, down 23% from $487.3 million in 2002.")


def test_an_amount_that_no_slip_leads_to_is_not_borne_out() -> None:
    assert not warned(f"{NAME} were $612.8 million, down 23%.")
