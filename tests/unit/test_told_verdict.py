"""Whether an amount in a sentence is what its line prints, and when a failure is worth a warning."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from auditor.catalogue import Check, load_checks
from auditor.identify.told import identities
from auditor.model.identity import Identity
from tests.sentences import STATEMENT, filing, told

CHECKS = [check for code, check in load_checks().items() if code in ("CL102", "CL103")]
Outcome = tuple[str, str, str]  # status, standing, severity


def outcomes(words: str, section: str = STATEMENT, check: str = "CL102") -> list[Outcome]:
    return [(i.status, i.standing, i.severity) for i in identities(filing(words, section)) if i.check == check]


def warned(words: str, section: str = STATEMENT) -> bool:
    return ("violated", "confirmed", "warning") in outcomes(words, section)


def status(words: str, section: str = STATEMENT) -> str | None:
    return next((one.status for one in told(filing(words, section))), None)


def test_an_amount_borne_out_by_its_line_is_confirmed() -> None:
    assert outcomes("Net sales were $264.4 million in 2003.") == [("holds", "confirmed", "warning")]


def test_an_amount_bound_by_few_words_bears_witness_only() -> None:
    words = "The company paid $9.8 million of income tax in 2003."
    assert [standing for _, standing, _ in outcomes(words)] == ["latent"]


@pytest.mark.parametrize("said", ["246.4", "284.4", "264.6", "364.4"])
def test_one_slip_from_the_amount_asked_for_is_a_warning(said: str) -> None:
    assert warned(f"Net sales were ${said} million in 2003.")


def test_the_evidence_names_the_slip() -> None:
    found = next(i for i in identities(filing("Net sales were $246.4 million in 2003.")) if i.check == "CL102")
    assert "one transposition lies between the two" in found.evidence


@pytest.mark.parametrize("said", ["199.9", "183.2", "310.7"])
def test_an_amount_no_slip_explains_is_no_warning(said: str) -> None:
    assert not warned(f"Net sales were ${said} million in 2003.")


def test_a_wrong_scale_word_is_no_slip_of_a_digit() -> None:
    assert not warned("Net sales were $264.4 billion in 2003.")


def test_three_digits_are_doubted_where_no_period_is_said() -> None:
    assert warned("Net sales were $246.4 million.")


def test_two_digits_are_doubted_for_the_very_period_said() -> None:
    assert warned("In 2003 interest income was $1.5 million.")


def test_two_digits_are_not_doubted_where_no_period_is_said() -> None:
    assert not warned("Interest income was $1.5 million.")


def test_one_digit_is_never_doubted() -> None:
    assert not warned("In 2003 interest income was $3 million.")


@pytest.mark.parametrize("said", ["300", "200"])
def test_a_round_number_tells_as_little_as_its_first_digit(said: str) -> None:
    assert not warned(f"Net sales were ${said} million in 2003.")


def test_the_amount_of_another_period_is_told_of_as_such() -> None:
    words = "Net sales were $241.0 million in 2003."
    assert outcomes(words, check="CL103") == [("violated", "confirmed", "info")]


def test_the_amount_of_another_period_is_no_warning() -> None:
    assert not warned("Net sales were $241.0 million in 2003.")


def test_an_amount_rounded_the_wrong_way_is_at_most_worth_knowing() -> None:
    assert outcomes("Net sales for 2003 were $264.5 million.") == [("violated", "confirmed", "info")]


def test_an_amount_rounded_the_wrong_way_is_nearly_its_line() -> None:
    assert status("In 2003 interest income was $1.2 million.") == "nearly"


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("Net sales were about $265 million in 2003.", "holds"),
        ("Net sales were nearly $265 million in 2003.", "holds"),
        ("Net sales were more than $264 million in 2003.", "holds"),
        ("Net sales were more than $274 million in 2003.", "violated"),
        ("Net sales were nearly $264.0 million in 2003.", "violated"),
    ],
)
def test_hedges_widen_an_amount_on_the_side_they_name(words: str, expected: str) -> None:
    assert status(words) == expected


def test_a_hedge_does_not_excuse_a_slip() -> None:
    assert warned("In 2003 net sales were about $246.4 million.")


def test_what_is_expected_is_not_accused() -> None:
    assert not warned("Net sales are expected to be $246.4 million in 2003.")


def test_a_part_of_a_line_is_not_accused_of_not_being_the_line() -> None:
    assert not warned("Net sales for 2003 include $246.4 million.")


def test_a_list_of_amounts_without_periods_is_not_accused() -> None:
    assert not warned("Net sales were $246.4 million, $241.0 million and $236.8 million.")


NOTES = "Notes (in thousands)\n\n| label | 2003 |\n| Senior notes, issuance of {} | 15,520 |\n"


@pytest.mark.parametrize(("named", "accused"), [("$18.52 million", False), ("the spring", True)])
def test_an_amount_that_a_label_itself_names_is_not_a_slip_of_its_cell(named: str, accused: bool) -> None:
    assert warned("The issuance of senior notes for 2003 was $18.52 million.", NOTES.format(named)) is accused


def test_a_sentence_with_strange_words_is_not_accused() -> None:
    assert not warned("Net sales of harvesters under the treaty were $246.4 million in 2003.")


def test_a_loss_told_in_words_meets_a_bracket() -> None:
    loss = "| label | 2003 |\n| Net loss | (27,508) |\n"
    assert status("The net loss for 2003 was $27,508.", loss) == "holds"


def test_an_amount_printed_without_its_tables_scale_is_the_same_amount() -> None:
    assert status("Net sales were $264,410 in 2003.") == "holds"


def test_a_dropped_digit_is_a_slip_where_many_digits_agree() -> None:
    exact = "| label | 2003 |\n| Restricted cash | 7,264,413 |\n"
    assert warned("Restricted cash was $726,413 in 2003.", exact)


def test_a_dropped_digit_of_a_short_amount_is_another_amount() -> None:
    assert not warned("Net sales were $26.4 million in 2003.")


def test_a_number_that_could_not_be_read_is_not_judged() -> None:
    torn = "Statements of Income (in thousands)\n\n| label | 2003 |\n| Net sales | 2b4,410 |\n"
    assert told(filing("Net sales were $264.4 million in 2003.", torn)) == []


@given(amount=st.integers(1_000, 999_999_999), places=st.integers(0, 2), scale=st.sampled_from(["thousand", "million"]))
def test_an_amount_rounded_from_a_cell_as_printed_always_meets_it(amount: int, places: int, scale: str) -> None:
    """Whatever a line of thousands prints, told in thousands or millions to any place that keeps a digit of it."""
    size = Decimal(amount) if scale == "thousand" else Decimal(amount).scaleb(-3)
    rounded = size.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)
    if not rounded:
        return
    table = f"Statements of Income (in thousands)\n\n| label | 2003 |\n| Restricted cash | {amount:,} |\n"
    assert status(f"In 2003 restricted cash was ${rounded:,} {scale}.", table) == "holds"


@given(amount=st.integers(1_000, 999_999))
def test_an_amount_that_is_borne_out_is_never_a_warning(amount: int) -> None:
    table = f"Statements of Income (in thousands)\n\n| label | 2003 |\n| Restricted cash | {amount:,} |\n"
    assert not warned(f"In 2003 restricted cash was ${amount:,} thousand.", table)


@given(amount=st.integers(100_000, 999_999), place=st.integers(0, 3), step=st.integers(2, 8))
def test_a_digit_struck_for_another_is_a_warning_where_words_and_period_are_said(
    amount: int, place: int, step: int
) -> None:
    """Two steps off at least, for one step in the last place may be a rounding."""
    tenths = str(Decimal(amount).scaleb(-2).quantize(Decimal(1), rounding=ROUND_HALF_UP))
    struck = str((int(tenths[place]) + step) % 10)
    wrong = tenths[:place] + struck + tenths[place + 1 :]
    assume(wrong[0] != "0" and abs(int(wrong) - int(tenths)) > 1)
    table = f"Statements of Income (in thousands)\n\n| label | 2003 |\n| Restricted cash | {amount:,} |\n"
    assert warned(f"In 2003 restricted cash was ${wrong[:-1]}.{wrong[-1]} million.", table)


def documented(check: Check, section: str) -> list[Identity]:
    """What the sentences of a documented case, above its tables, say under the check's code."""
    words = "\n\n".join(line for line in section.splitlines() if line.endswith(".") and "|" not in line)
    return [one for one in identities(filing(words, section)) if one.check == check.code]


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.code)
def test_the_documented_case_fails_as_severely_as_the_check_says(check: Check) -> None:
    found = [(one.status, one.standing, one.severity) for one in documented(check, check.fails)]
    assert ("violated", "confirmed", check.severity) in found


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.code)
@pytest.mark.parametrize("section", ["passes", "silent"])
def test_the_documented_case_says_nothing(check: Check, section: str) -> None:
    found = documented(check, getattr(check, section))
    assert [one for one in found if (one.status, one.standing) == ("violated", "confirmed")] == []
