"""How an amount sits beside its row's other amounts, and what it is worth that the filing prints it elsewhere."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from auditor.diagnose.continuity import Continuity
from auditor.diagnose.echoes import Echoes
from auditor.model.audit import Extraction
from auditor.model.figure import Figure
from tests.paper import tabulate

STEADY = [
    ("Land", "68,151", "68,960"),
    ("Buildings", "24,102", "23,880"),
    ("Machines", "8,461", "8,249"),
    ("Vehicles", "3,377", "3,290"),
    ("Furniture", "1,204", "1,187"),
    ("Software", "5,513", "5,400"),
]
QUARTER_AND_YEAR_TO_DATE = [
    ("Sales", "12,004", "35,871"),
    ("Materials", "4,120", "12,422"),
    ("Wages", "3,377", "10,090"),
    ("Energy", "1,204", "3,587"),
    ("Freight", "613", "1,866"),
    ("Rent", "1,513", "4,500"),
]


def rows(extraction: Extraction) -> Continuity:
    return Continuity(extraction.tables, extraction.figures)


def figure(extraction: Extraction, text: str) -> Figure:
    return next(one for one in extraction.figures if one.text == text)


def test_an_amount_far_from_its_neighbour_surprises_more_than_one_near_it() -> None:
    extraction = tabulate(STEADY)
    at = figure(extraction, "8,461").index
    assert rows(extraction).surprise(at, 2461) > rows(extraction).surprise(at, 8461)


def test_nine_months_are_expected_to_be_three_times_three() -> None:
    extraction = tabulate(QUARTER_AND_YEAR_TO_DATE)
    at = figure(extraction, "10,090").index
    assert rows(extraction).surprise(at, 10090) < rows(extraction).surprise(at, 3390)


def test_small_amounts_leap_farther_than_large_ones() -> None:
    extraction = tabulate(STEADY)
    small, large = (figure(extraction, text).index for text in ("1,204", "68,151"))
    leaps = [
        rows(extraction).surprise(at, 4 * beside) - rows(extraction).surprise(at, beside)
        for at, beside in ((small, 1187), (large, 68960))
    ]
    assert leaps[0] < leaps[1]


def test_a_sign_that_the_row_does_not_have_surprises() -> None:
    extraction = tabulate(STEADY)
    at = figure(extraction, "8,461").index
    assert rows(extraction).surprise(at, -8461) > rows(extraction).surprise(at, 8461)


def test_a_repeated_amount_is_the_likelier_honest_the_oftener_the_filing_repeats() -> None:
    often = [*STEADY, *((f"Fixed {n}", f"{4000 + 37 * n:,}", f"{4000 + 37 * n:,}") for n in range(20))]
    here, there = tabulate(STEADY), tabulate(often)
    surprises = [rows(one).surprise(figure(one, "3,377").index, 3290) for one in (here, there)]
    assert surprises[0] > surprises[1]


def test_a_row_of_one_amount_says_no_more_than_its_size() -> None:
    extraction = tabulate([("Lonely", "1,024", ""), *STEADY])
    assert rows(extraction).surprise(figure(extraction, "1,024").index, 1024) == 10.0


@given(st.integers(-(10**15), 10**15))
def test_surprise_is_finite_for_any_amount(mantissa: int) -> None:
    extraction = tabulate(STEADY)
    assert 0 < rows(extraction).surprise(figure(extraction, "8,461").index, mantissa) < 120


def test_an_amount_printed_in_another_row_speaks_for_itself() -> None:
    extraction = tabulate(STEADY, [("Machines, net", "8,461", "8,249")])
    echoes, at = Echoes(extraction.figures), figure(extraction, "8,461")
    assert echoes.bits(at, 8461) > 2 > 0 > echoes.bits(at, 2461)


def test_an_amount_of_two_digits_recurs_by_chance() -> None:
    extraction = tabulate([("Rent", "61", "59")], [("Freight", "61", "44")])
    assert Echoes(extraction.figures).bits(figure(extraction, "61"), 61) == 0.0


def test_idle_zeros_are_no_digits() -> None:
    extraction = tabulate([("Rent", "60,000", "59,000")], [("Freight", "60,000", "44,000")])
    assert Echoes(extraction.figures).bits(figure(extraction, "60,000"), 60000) == 0.0
