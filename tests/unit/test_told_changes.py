"""Changes, multiples, differences, ratios and directions told in sentences, against the amounts they go between."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import ROUND_HALF_EVEN, Decimal
from fractions import Fraction

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from auditor.casebook import extraction_of
from auditor.catalogue import Check, load_checks
from auditor.diagnose.told_words import told_failure
from auditor.extract.prose import claims
from auditor.identify.told import identities as told_identities
from auditor.identify.told.changes import identities
from auditor.model.audit import Extraction
from auditor.model.document import Document
from auditor.model.figure import Figure, Period
from auditor.model.hedged import status_of_hedged, told
from auditor.model.identity import Identity
from auditor.model.table import Column, Row, Table

NOW, THEN = Period(date(2003, 12, 31), date(2003, 1, 1)), Period(date(2002, 12, 31), date(2002, 1, 1))
CHECKS = {code: check for code, check in load_checks().items() if "CL111" <= code <= "CL117"}


def page(words: str) -> Document:
    return Document("d1", "release.txt", "text", words + "\n", "", (0,))


def extraction(words: str, *rows: tuple[str, int, int, str]) -> Extraction:
    """A sentence above a table in thousands: (label, this year, last year, unit)."""
    figures: list[Figure] = []
    grid = []
    for at, (label, new, old, unit) in enumerate(rows):
        cells = []
        for column, (amount, period) in enumerate(((new, NOW), (old, THEN))):
            exponent = {"USD": 3, "percent": -1}[unit]
            index = len(figures)
            figures.append(
                Figure(
                    index,
                    f"{amount:,}",
                    amount,
                    exponent,
                    unit,
                    label,
                    (),
                    period,
                    10_000 + at,
                    None,
                    None,
                    0,
                    at,
                    column,
                )
            )
            cells.append(index)
        grid.append(tuple(cells))
    columns = (Column(0, "2003", NOW), Column(1, "2002", THEN))
    lines = tuple(Row(at, 10_000 + at, label, (), 0) for at, (label, *_) in enumerate(rows))
    table = Table(0, "", None, "USD", 3, lines, columns, tuple(grid), 10_000, 10_000 + len(rows))
    every, made = claims(page(words), (table,), figures)
    return Extraction((table,), every, made)


def outcomes(words: str) -> list[tuple[str, str]]:
    """(check, status) of what a sentence alone gives, directions apart."""
    return [(i.check, i.status) for i in identities(extraction(words), {}) if i.total is not None]


@pytest.mark.parametrize(
    ("words", "check"),
    [
        ("Gross profit rose 89% to $7.0 million, compared to $3.7 million a year ago.", "CL111"),
        ("Gross profit was $7.0 million, up 89% from $3.7 million a year ago.", "CL111"),
        ("Gross profit was $7.0 million, a 89% increase over the $3.7 million of last year.", "CL111"),
        ("Gross profit was $7.0 million compared to $3.7 million in 2002, an increase of 89%.", "CL111"),
        (
            "Gross profit rose 89% to $7.0 million, or 6 cents per share, from $3.7 million, or 4 cents per share.",
            "CL111",
        ),
        ("Gross profit nearly doubled from $3.7 million in 2002 to $7.0 million in 2003.", "CL112"),
        ("Cash flow improved more than nine-fold, from $0.5 million to $4.8 million.", "CL112"),
        ("Margin declined 660 basis points to (1.1)%, as compared to 5.5% in the prior year period.", "CL113"),
        ("Margin fell by 8.1 percentage points to 63.5%, as compared to 71.6% for the same period.", "CL113"),
        ("Sales increased $80 million, or 16%, from $514 million to $594 million.", "CL114"),
    ],
)
def test_a_change_between_the_amounts_of_its_clause_holds(words: str, check: str) -> None:
    found = outcomes(words)
    assert (check, "holds") in found
    assert {status for _, status in found} == {"holds"}


@pytest.mark.parametrize(
    ("words", "check"),
    [
        ("Gross profit rose 98% to $7.0 million, compared to $3.7 million a year ago.", "CL111"),
        ("Gross profit tripled from $3.7 million in 2002 to $7.0 million in 2003.", "CL112"),
        ("Margin declined 66 basis points to (1.1)%, as compared to 5.5% in the prior year period.", "CL113"),
        ("Sales increased $90 million to $594 million, from $514 million a year ago.", "CL114"),
        ("Gross profit fell 89% to $7.0 million, compared to $3.7 million a year ago.", "CL117"),
    ],
)
def test_a_change_that_its_clause_contradicts_is_violated_under_its_check(words: str, check: str) -> None:
    assert (check, "violated") in outcomes(words)


@pytest.mark.parametrize(
    "words",
    [
        "Gross profit was $7.0 million, on sales growth of 20% from the $3.7 million.",
        "Gross profit was $7.0 million, reflecting a 24% decline in unit sales.",
        "Gross profit was $7.0 million, up 20% in constant currency from $3.7 million.",
        "Net income was $0.1 million, compared with a net loss of $1.6 million, an improvement of 20%.",
        "Interest fell by $51 million, to $22 million in expense, compared with $29 million of income.",
        "Earnings of $2.71, up 38% over prior year, with reported earnings of $1.84.",
        "We expect gross profit to rise 20% to $7.0 million, compared to $3.7 million.",
        "Profit was $439 million, up 46% from the record $300 million, which was $181 million higher than in 1991.",
    ],
)
def test_a_change_of_something_else_is_not_held_against_these_amounts(words: str) -> None:
    assert [found for found in outcomes(words) if found[1] == "violated"] == []


def test_only_the_new_amount_is_printed_and_its_row_gives_the_comparative() -> None:
    read = extraction("Gross profit was $7.0 million, up 86%.", ("Gross profit", 6955, 3734, "USD"))
    (found,) = (i for i in identities(read, {2: (0,)}) if i.total is not None)
    assert (found.status, found.figures) == ("holds", (0, 1))


def test_no_amount_is_printed_and_the_row_is_found_by_its_name() -> None:
    read = extraction(
        "Gross profit nearly doubled in 2003.", ("Sales", 26441, 24102, "USD"), ("Gross profit", 6955, 3734, "USD")
    )
    (found,) = identities(read, {})
    assert (found.check, found.status, found.figures) == ("CL112", "holds", (2, 3))


def test_a_row_found_by_name_alone_accuses_nobody() -> None:
    read = extraction("Gross profit rose 20% in 2003.", ("Gross profit", 6955, 3734, "USD"))
    assert [i for i in identities(read, {}) if i.status == "violated"] == []


def test_a_nought_too_many_in_basis_points_is_told_of_by_the_row_that_is_named() -> None:
    read = extraction(
        "Booking margin expanded by 500 basis points year over year.", ("Booking margin", 21, 16, "percent")
    )
    (found,) = identities(read, {})
    assert (found.check, found.status, found.standing) == ("CL113", "violated", "confirmed")


def test_a_percentage_cut_off_instead_of_rounded_is_a_remark_only() -> None:
    found = next(i for i in identities(extraction("Revenue fell 11% from $2,375 to $2,095 a system."), {}))
    assert (found.status, found.severity) == ("violated", "info")


def test_the_evidence_says_how_wide_a_change_the_amounts_admit() -> None:
    (found,) = identities(extraction("Profit rose 9% to $2.5 million, compared to $2.3 million."), {})[:1]
    assert "admit 4.3 to 13.3 %" in found.evidence[1]


def test_the_message_says_what_is_told_and_what_the_amounts_give() -> None:
    read = extraction("Profit rose 98% to $7.0 million, compared to $3.7 million.")
    found = next(i for i in identities(read, {}) if i.check == "CL111")
    words = "The sentence on line 1 says 98 percent, but from 3.7 million to 7.0 million is 89 percent (between"
    assert told_failure(read.figures, found).startswith(words)


@pytest.mark.parametrize("verb", ["increased", "rose", "grew"])
def test_a_verb_of_rising_between_falling_amounts_is_contradicted(verb: str) -> None:
    (found,) = identities(extraction(f"Costs {verb} to $2.1 million, compared to $3.5 million a year ago."), {})
    assert (found.check, found.form, found.status) == ("CL117", "bound", "violated")


def test_a_verb_between_losses_says_nothing() -> None:
    assert identities(extraction("The net loss increased to $2.1 million, compared to $3.5 million."), {}) == []


def sectioned(section: str) -> list[Identity]:
    """What sentences tell in a documented case: its tables, and the words above them."""
    tables = extraction_of(section)
    prose = "\n".join(line for line in section.splitlines() if line.endswith(".") and "|" not in line)
    moved = tuple(replace(table, line=10_000, last_line=10_000) for table in tables.tables)
    every, made = claims(page(prose), moved, tables.figures)
    return told_identities(replace(tables, figures=every, claims=made))


@pytest.mark.parametrize("check", CHECKS.values(), ids=lambda check: check.code)
def test_the_documented_case_fails(check: Check) -> None:
    found = [(i.check, i.status, i.standing) for i in sectioned(check.fails)]
    assert (check.code, "violated", "confirmed") in found


@pytest.mark.parametrize("check", CHECKS.values(), ids=lambda check: check.code)
def test_the_documented_case_passes(check: Check) -> None:
    found = sectioned(check.passes)
    assert any(i.status == "holds" for i in found)
    assert [i for i in found if i.status == "violated" and i.standing == "confirmed"] == []


@pytest.mark.parametrize("check", CHECKS.values(), ids=lambda check: check.code)
def test_the_documented_case_is_silent(check: Check) -> None:
    assert [i for i in sectioned(check.silent) if i.check == check.code and i.status == "violated"] == []


AMOUNTS = st.integers(min_value=1_000, max_value=9_999_999)


@given(new=AMOUNTS, old=AMOUNTS, places=st.integers(0, 2), printed=st.integers(0, 2))
def test_a_change_computed_from_two_amounts_and_rounded_as_printed_holds(
    new: int, old: int, places: int, printed: int
) -> None:
    change = (Fraction(new, old) - 1) * 100
    assume(abs(change) >= 1)
    said = Decimal(round(abs(change) * 10**places)).scaleb(-places)
    one, other = (
        Decimal(amount).scaleb(-3).quantize(Decimal(1).scaleb(-printed), rounding=ROUND_HALF_EVEN)
        for amount in (new, old)
    )
    assume(other > 0 and one > 0 and said > 0)
    verb = "rose" if change > 0 else "fell"
    words = f"Profit {verb} {said}% to ${one} million, compared to ${other} million a year ago."
    assert ("CL111", "violated") not in outcomes(words) and ("CL117", "violated") not in outcomes(words)


@given(new=AMOUNTS, old=AMOUNTS, digit=st.integers(1, 9))
def test_a_change_with_its_first_digit_replaced_beyond_the_interval_fails(new: int, old: int, digit: int) -> None:
    change = abs((Fraction(new, old) - 1) * 100)
    assume(10 <= change < 1000)
    said = str(round(change))
    wrong = f"{digit}{said[1:]}"
    assume(abs(int(wrong) - change) > 2)
    verb = "rose" if new > old else "fell"
    words = f"Profit {verb} {wrong}% to ${new:,}, compared to ${old:,} a year ago."
    assert ("CL111", "violated") in outcomes(words)


def number(mantissa: int, exponent: int = 0, text: str | None = None) -> Figure:
    return Figure(0, text or str(mantissa), mantissa, exponent, None, "", (), None, 1, 0, 1)


@given(mantissa=st.integers(1, 10_000), hedge=st.sampled_from(["about", "under", "over", "most", "least"]))
def test_a_hedge_only_ever_widens(mantissa: int, hedge: str) -> None:
    plain, wide = told(number(mantissa), None), told(number(mantissa), hedge)
    assert wide.low <= plain.low and plain.high <= wide.high


@pytest.mark.parametrize(
    ("mantissa", "hedge", "value", "expected"),
    [
        (2, "under", "1.86", True),
        (2, "under", "1.4", False),
        (9, "over", "9.1", True),
        (9, "over", "8.2", False),
        (53_000, "over", "53412", True),
        (5_000, "about", "5273", True),
        (5_000, "about", "6500", False),
        (10, "most", "2", True),
        (10, "least", "400", True),
    ],
)
def test_a_hedged_number_holds_what_is_said_so(mantissa: int, hedge: str, value: str, expected: bool) -> None:
    assert told(number(mantissa), hedge).holds(Fraction(value)) is expected


def test_a_hedged_relation_with_an_unreadable_member_is_skipped() -> None:
    figures = [number(2), replace(number(7), mantissa=None), number(4)]
    assert status_of_hedged(figures, "ratio", (1, 2), (1, 1), 0, "under") == "skipped"
