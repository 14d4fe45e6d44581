"""A failure is told of only where the filing's other claims bear out that its sentences are understood."""

from __future__ import annotations

from auditor.identify.told import amounts, verdicts
from auditor.identify.told.peers import EXPECTED, is_coincidence
from auditor.model.audit import Extraction
from tests.sentences import filing

SLIPPED = "Net sales were $246.4 million in 2003."  # 264.4
BORNE_OUT = "Gross profit was $93.1 million in 2003."
STRAY = "Interest income was $5.6 million in 2003."  # 1.287: no slip
SHORT = "Income tax expense was $7.8 million in 2003."  # 9.8


def warned(read: Extraction) -> list[str]:
    found = amounts.identities(read, verdicts(read))
    return [
        read.figures[one.figures[0]].text for one in found if one.standing == "confirmed" and one.status == "violated"
    ]


def test_a_slip_alone_is_told_of() -> None:
    assert warned(filing(SLIPPED)) == ["246.4 million"]


def test_a_slip_among_claims_that_are_borne_out_is_told_of() -> None:
    assert warned(filing(f"{SLIPPED} {BORNE_OUT} {STRAY}")) == ["246.4 million"]


def test_a_slip_among_claims_that_all_meet_nothing_is_not() -> None:
    assert warned(filing(f"{SLIPPED} {STRAY}")) == []


def test_the_more_claims_stray_the_likelier_a_short_amount_is_near_by_chance() -> None:
    strays = " ".join(
        f"{name} was ${amount} million in 2003."
        for name, amount in (("Interest income", "5.6"), ("Research and development", "77.4"), ("Gross profit", "12.6"))
    )
    read = filing(f"{SHORT} {strays} Net income was $27.5 million in 2003.")
    every = verdicts(read)
    short = next(one for one in every if one.bound.context.figure.text.startswith("7.8"))
    few = [one for one in every if one.status == "holds" or one is short]
    assert short.slip is not None
    assert 3 * short.chance >= EXPECTED
    assert is_coincidence(short, every)
    assert not is_coincidence(short, few)


def test_an_amount_told_a_second_time_was_meant() -> None:
    assert warned(filing(f"{SLIPPED} Orders came to $246.4 million.")) == []
