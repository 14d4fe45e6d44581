"""Checks of banks, measures and schedules where more than the documented cases matters: context, signs, periods."""

from __future__ import annotations

import pytest

from auditor.casebook import extraction_of
from auditor.catalogue import load_checks
from auditor.extract.vocabulary import vocabulary
from auditor.identify import catalogue
from auditor.identify.hypothesis import weigh
from auditor.model.identity import Identity

INCOME = "Consolidated Statements of Income (in thousands)"
BALANCE = "Consolidated Balance Sheets (in thousands)"
FLOWS = "Financial data schedule (in thousands)"


def identities(code: str, case: str) -> list[Identity]:
    """The identities of one built-in check over a case."""
    extraction = extraction_of(case)
    found = catalogue.hypotheses(extraction, {code: load_checks()[code]})
    return [identity for hypothesis in found for identity in weigh(extraction.figures, hypothesis)]


def outcomes(code: str, case: str) -> list[tuple[str, str]]:
    return [(one.status, one.standing) for one in identities(code, case)]


# --- within a table -------------------------------------------------------------------------------------------------


def test_release_of_the_provision_is_added_to_net_interest_income() -> None:
    case = f"""{INCOME}

| label                                               | 2003   | 2002   |
| Net interest income                                 | 26,034 | 24,373 |
| Provision (benefit) for credit losses               | (420)  | 1,850  |
| Net interest income after provision for loan losses | 26,454 | 22,523 |
"""
    assert [status for status, _ in outcomes("BK102", case)] == ["holds", "holds"]


def test_capital_expenditure_printed_without_brackets_is_taken_away() -> None:
    case = """Free cash flow (in millions)

| label                                     | 2003  | 2002  |
| Net cash provided by operating activities | 1,807 | 1,514 |
| Less: purchases of property and equipment |   496 |   319 |
| Free cash flow                            | 1,311 | 1,195 |
"""
    assert [status for status, _ in outcomes("CF107", case)] == ["holds", "holds"]


def test_single_column_of_a_measure_defined_by_its_name_is_believed() -> None:
    case = """Free cash flow (in millions)

| label                                     |   2003 |
| Net cash provided by operating activities | 30,698 |
| Less: purchases of property and equipment |(13,061)|
| Free cash flow                            | 16,100 |
"""
    assert outcomes("CF107", case) == [("violated", "latent")]  # no slip explains it
    assert outcomes("CF107", case.replace("16,100", "17,367")) == [("violated", "confirmed")]  # two digits transposed


def test_line_between_operating_cash_flow_and_free_cash_flow_takes_part_where_it_makes_the_sum_exact() -> None:
    case = """Free cash flow (in millions)

| label                                     |   2003 |
| Net cash provided by operating activities | 30,698 |
| Less: purchases of property and equipment |(13,061)|
| Principal payments of leases              |   (212)|
| Free cash flow                            | 17,425 |
"""
    assert [status for status, _ in outcomes("CF107", case)] == ["holds"]
    assert outcomes("CF107", case.replace("17,425", "17,245")) == []


def test_ratio_of_a_table_of_percentages_is_found_beside_its_amounts() -> None:
    case = """Income taxes (in thousands)

| label                      | 2003 % | 2002 %  |
| Statutory rate             | 21.0%  | 21.0%   |
| Effective tax rate         | 15.8%  | 15.3%   |
"""
    assert outcomes("MG105", case) == []


# --- leaning on a statement -----------------------------------------------------------------------------------------

STATEMENT = f"""{INCOME}

| label                      | 2003    | 2002    | 2001    |
| Net sales                  | 900,114 | 860,207 | 801,118 |
| Income before income taxes | 122,034 | 109,207 | 100,118 |
| Provision for income taxes |  19,300 |  16,741 |  14,527 |
| Net income                 | 102,734 |  92,466 |  85,591 |
"""


def test_rate_printed_by_itself_is_held_against_the_statement() -> None:
    case = (
        STATEMENT
        + """
Income taxes

| label              | 2003  | 2002  | 2001  |
| Effective tax rate | 15.8% | 13.5% | 14.5% |
"""
    )
    assert outcomes("MG105", case) == [("holds", "confirmed"), ("violated", "confirmed"), ("holds", "confirmed")]


def test_rate_of_another_period_is_not() -> None:
    case = (
        STATEMENT
        + """
Income taxes

| label              | 1999  | 1998  |
| Effective tax rate | 15.8% | 15.3% |
"""
    )
    assert outcomes("MG105", case) == []


def test_rate_that_no_year_of_the_statement_bears_out_is_another_measure() -> None:
    case = (
        STATEMENT
        + """
Income taxes

| label              | 2003  | 2002  |
| Effective tax rate | 31.8% | 30.3% |
"""
    )
    assert outcomes("MG105", case) == []


def test_working_capital_of_highlights_is_held_against_the_balance_sheet() -> None:
    case = f"""{BALANCE}

| label                     | 2003-12-31 | 2002-12-31 |
| Total current assets      |    136,832 |     44,454 |
| Total assets              |    263,808 |    160,141 |
| Total current liabilities |     21,905 |     19,330 |

Highlights (in thousands)

| label           |    2003 |   2002 |
| Working capital | 114,927 | 25,124 |
"""
    assert [status for status, _ in outcomes("BS107", case)] == ["holds", "holds"]


# --- schedules ------------------------------------------------------------------------------------------------------


def test_column_of_a_schedule_that_fails_alone_accuses_nobody() -> None:
    case = f"""{FLOWS}

| label             | 1998  |
| INCOME-PRETAX     | 4,145 |
| INCOME-TAX        | 1,310 |
| INCOME-CONTINUING | 2,385 |
"""
    assert outcomes("FD102", case) == [("violated", "latent")]


def test_deduction_given_in_brackets_is_added() -> None:
    case = f"""{FLOWS}

| label               | 1998     |
| INTEREST-TOTAL      |   40,886 |
| INTEREST-EXPENSE    | (14,534) |
| INTEREST-INCOME-NET |   26,352 |
"""
    assert [status for status, _ in outcomes("FD105", case)] == ["holds"]


def test_tag_given_twice_is_left_out() -> None:
    case = f"""{FLOWS}

| label             | 1998  |
| INCOME-PRETAX     | 4,145 |
| INCOME-PRETAX     | 4,145 |
| INCOME-TAX        | 1,310 |
| INCOME-CONTINUING | 2,835 |
"""
    assert outcomes("FD102", case) == []


# --- the whole ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("check", [c for c in load_checks().values() if c.shape is not None], ids=lambda c: c.code)
def test_concepts_of_a_check_stand_in_the_vocabulary(check: object) -> None:
    from auditor.catalogue import Check
    from auditor.identify.tagged import is_of_tags

    assert isinstance(check, Check)
    assert check.shape is not None
    if is_of_tags(check.shape):
        return
    named = {operand.concept for operand in check.shape.all_operands}
    named |= set(check.instead) | {name for names in check.instead.values() for name in names.split()}
    named |= set(f"{check.optional} {check.silenced_by} {check.instead_unless}".split())
    assert named <= set(vocabulary())


def test_no_label_names_two_concepts_of_one_statement_and_unit() -> None:
    seen: dict[tuple[str, str, str], str] = {}
    for concept in vocabulary().values():
        for statement in concept.statements:
            for key in concept.keys:
                place = (statement, concept.unit, key)
                assert seen.setdefault(place, concept.name) == concept.name, place
