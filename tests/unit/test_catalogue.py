"""The catalogue's door, the algebra of relations, and the engine that finds where a check applies."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from auditor.casebook import extraction_of
from auditor.catalogue import Check, CheckError, Eq, Ratio, concepts, independent, load_checks, solve_for
from auditor.identify import catalogue
from auditor.identify.hypothesis import weigh
from auditor.model.identity import Identity
from auditor.relation import Operand, Sum

INCOME = "Consolidated Statements of Income (in thousands, except per share)"
BALANCE = "Consolidated Balance Sheets"
CASH_FLOW = "Consolidated Statements of Cash Flows"

MODULE = '''"""Sales are not twice the costs.

What it checks
--------------
A house rule.

Why it matters
--------------
It is the rule of the house.

Fails
-----
none

Passes
------
none

Stays silent
------------
always
"""

from auditor.catalogue import Check, Eq, concepts

sales, cost_of_sales = concepts("sales cost_of_sales")

CHECK = Check(code="XX101", name="house-rule-broken", equation=Eq(2 * cost_of_sales, sales))
'''


def identities(code: str, case: str) -> list[Identity]:
    """The identities of one built-in check over a case, as in the checks' own documentation."""
    extraction = extraction_of(case)
    found = catalogue.hypotheses(extraction, {code: load_checks()[code]})
    return [identity for hypothesis in found for identity in weigh(extraction.figures, hypothesis)]


def statuses(code: str, case: str) -> list[str]:
    return [identity.status for identity in identities(code, case)]


# --- the door -------------------------------------------------------------------------------------------------------


def test_user_directory_goes_through_the_same_door(tmp_path: Path) -> None:
    (tmp_path / "xx101_house_rule_broken.py").write_text(MODULE)
    check = load_checks([tmp_path])["XX101"]
    assert check.summary == "Sales are not twice the costs."


def test_user_directory_adds_to_the_built_in_checks(tmp_path: Path) -> None:
    (tmp_path / "xx101_house_rule_broken.py").write_text(MODULE)
    assert set(load_checks([tmp_path])) == set(load_checks()) | {"XX101"}


@pytest.mark.parametrize(
    ("name", "text", "complaint"),
    [
        ("house.py", MODULE, "must be named xx101_house_rule_broken.py"),
        ("xx101_house_rule_broken.py", MODULE.replace("Stays silent", "Rests"), "lacks the heading 'Stays silent'"),
        ("xx101_house_rule_broken.py", "CHEQUE = 1", "has no CHECK"),
        ("xx101_house_rule_broken.py", "1 / 0", "ZeroDivisionError"),
        ("xx101_house_rule_broken.py", MODULE.replace("XX101", "BS101"), "must be named bs101"),
        ("xx101_house_rule_broken.py", MODULE.replace('"XX101"', '"X1"'), "two capitals and three digits"),
    ],
)
def test_broken_check_is_refused_in_one_line(tmp_path: Path, name: str, text: str, complaint: str) -> None:
    (tmp_path / name).write_text(text)
    with pytest.raises(CheckError, match=complaint) as refusal:
        load_checks([tmp_path])
    assert "\n" not in str(refusal.value)


def test_code_that_is_taken_is_refused(tmp_path: Path) -> None:
    taken = MODULE.replace("XX101", "BS101")
    (tmp_path / "bs101_house_rule_broken.py").write_text(taken)
    with pytest.raises(CheckError, match="BS101 is taken by balance-sheet-does-not-balance"):
        load_checks([tmp_path])


def test_missing_directory_is_refused(tmp_path: Path) -> None:
    with pytest.raises(CheckError, match="is not a directory"):
        load_checks([tmp_path / "nowhere"])


def test_check_without_equation_must_say_what_decides_it() -> None:
    with pytest.raises(CheckError, match="or says what else decides it"):
        Check(code="XX101", name="undecided")


# --- relations ------------------------------------------------------------------------------------------------------


def test_equation_is_solved_for_any_operand() -> None:
    equation = load_checks()["IS101"].equation
    assert equation is not None
    assert str(solve_for(equation, "sales")) == "costs_total + gross_profit"


def test_quotient_is_solved_for_its_divisor() -> None:
    equation = load_checks()["UC101"].equation
    assert equation is not None
    assert str(solve_for(equation, "ounces_produced")) == "total_cash_costs/cash_cost_per_ounce"


def test_solving_for_a_stranger_is_refused() -> None:
    sales, profit = concepts("sales gross_profit")
    with pytest.raises(ValueError, match="does not speak of"):
        solve_for(Eq(sales, profit), "cash")


def test_relation_implied_by_others_is_not_independent() -> None:
    a, b, c = concepts("total_assets total_liabilities_and_equity total_equity")
    assert independent([Eq(a, b), Eq(b, c), Eq(a, c)]) == [0, 1]


def test_right_side_of_an_equation_is_one_concept() -> None:
    sales, costs = concepts("sales cost_of_sales")
    with pytest.raises(ValueError, match="must be one concept"):
        Eq(sales, sales - costs)


def test_unknown_qualifier_is_refused() -> None:
    with pytest.raises(ValueError, match="neither a statement nor"):
        concepts("cash.ledger")


def test_ratio_keeps_its_parts_apart() -> None:
    total, over, under = concepts("eps_basic net_income shares_basic")
    shape = Ratio(total=total, over=over, under=under).shape()
    assert [str(o) for o in shape.all_operands] == ["net_income", "shares_basic", "eps_basic"]


terms = st.dictionaries(st.sampled_from("abcdef"), st.integers(-9, 9).filter(bool), max_size=5)


def as_sum(coefficients: dict[str, int]) -> Sum:
    return Sum(tuple((Operand(name), c) for name, c in coefficients.items()))


@given(terms, terms)
def test_addition_of_sums_is_that_of_sympy(one: dict[str, int], other: dict[str, int]) -> None:
    assert (as_sum(one) + as_sum(other)).sympy() == as_sum(one).sympy() + as_sum(other).sympy()


@given(terms)
def test_a_sum_less_itself_is_empty(one: dict[str, int]) -> None:
    assert (as_sum(one) - as_sum(one)).terms == ()


# --- the engine -----------------------------------------------------------------------------------------------------


def test_tax_in_brackets_is_taken_away_already() -> None:
    case = f"""{INCOME}

| label                      | 2003  | 2002 |
| Income before income taxes | 6,422 | 970  |
| Income tax provision       | (759) | (56) |
| Net income                 | 5,663 | 914  |
"""
    assert statuses("IS103", case) == ["holds", "holds"]


def test_benefit_keeps_the_sign_of_its_row() -> None:
    case = f"""{INCOME}

| label                             | 2004  | 2003 | 2002    |
| Income (loss) before income taxes | (405) | 240  | (3,411) |
| Income tax (benefit)              | (102) | 89   | (1,536) |
| Net income (loss)                 | (303) | 151  | (1,875) |
"""
    assert statuses("IS103", case) == ["holds"] * 3


def test_bracket_lost_in_one_column_is_violated_there() -> None:
    case = f"""{INCOME}

| label                             | 2004 | 2003 | 2002    |
| Income (loss) before income taxes | (405) | 240 | (3,411) |
| Income tax (benefit)              | 102   | 89  | (1,536) |
| Net income (loss)                 | (303) | 151 | (1,875) |
"""
    assert statuses("IS103", case) == ["violated", "holds", "holds"]


def test_amount_nobody_accounts_for_keeps_the_check_silent() -> None:
    case = f"""{INCOME}

| label         | 2003   | 2002   |
| Net sales     | 26,441 | 24,102 |
| Cost of sales | 19,486 | 18,333 |
| Royalties     |    100 |    100 |
| Gross profit  |  6,855 |  5,669 |
"""
    assert statuses("IS101", case) == []


def test_nil_between_the_operands_is_no_obstacle() -> None:
    case = f"""{INCOME}

| label         | 2003   | 2002   |
| Net sales     | 26,441 | 24,102 |
| Cost of sales | 19,486 | 18,333 |
| Royalties     |     -- |    100 |
| Gross profit  |  6,955 |  5,669 |
"""
    assert statuses("IS101", case) == ["holds"]


def test_exchange_effect_between_change_and_closing_cash_takes_part() -> None:
    case = f"""{CASH_FLOW}

| label                                   | 2003 | 2002 |
| Net increase in cash                    |  100 |   50 |
| Effect of exchange rate changes on cash |   (7) |   3 |
| Cash at beginning of year               |   60 |    7 |
| Cash at end of year                     |  153 |   60 |
"""
    assert statuses("CF102", case) == ["holds", "holds"]


def test_interest_inside_other_income_is_not_counted_twice() -> None:
    case = f"""{INCOME}

| label                      | 2003     | 2002    |
| Operating income           | (17,366) | 3,132   |
| Interest income            |    1,434 |   367   |
| Interest expense           |   (1,222) | (1,370) |
| Total other income         |      212 | (1,003) |
| Income before income taxes | (17,154) | 2,129   |
"""
    assert statuses("IS107", case) == ["holds", "holds"]


def test_sections_of_a_table_are_not_mixed() -> None:
    case = """Reconciliation (dollars and ounces in thousands, except per ounce)

| label                                | 2003  |
| NORTH MINE                           |       |
| Total cash costs                     | 4,496 |
| Divided by ounces produced           |    28 |
| Total cash cost per ounce produced   |   161 |
| SOUTH MINE                           |       |
| Total cash costs                     | 3,516 |
| Divided by ounces produced           | 2,643 |
| Total cash cost per ounce produced   |  1.33 |
"""
    assert statuses("UC101", case) == ["holds", "holds"]


def test_diluted_figure_of_a_company_with_convertible_debt_is_left_alone() -> None:
    case = f"""{INCOME}

| label                              | 2003    |
| Net income                         |     101 |
| Basic earnings per share           |    0.77 |
| Diluted earnings per share         |    0.65 |
| Basic weighted average shares      |     132 |
| Diluted weighted average shares    |     172 |
"""
    assert statuses("EP102", case) == []


def test_columns_of_one_period_are_not_tied_across_statements() -> None:
    case = f"""{BALANCE}

| label                     | 2003-12-31 | 2003-12-31 |
| Cash and cash equivalents | 3,218      | 1,536      |
| Total assets              | 9,000      | 5,000      |

{CASH_FLOW}

| label               | 2003  |
| Cash at end of year | 1,536 |
"""
    assert statuses("CF104", case) == []


def test_pro_forma_statement_is_not_tied_to_the_cash_flows() -> None:
    case = f"""Pro forma statements of income

| label            | 2003  |
| Income tax       |    10 |
| Net income       |   120 |

{CASH_FLOW}

| label      | 2003 |
| Net income |  100 |
"""
    assert statuses("CF103", case) == []


def test_missing_line_of_a_statement_is_said() -> None:
    case = f"""{BALANCE}

| label                     | 2003  |
| Cash and cash equivalents |   100 |
| Inventories               |   200 |
| Total current assets      |   300 |
| Total assets              |   900 |
| Total current liabilities |   400 |
"""
    said = catalogue.skipped(extraction_of(case), load_checks())
    assert [(i.check, i.status, i.reason) for i in said] == [
        ("BS101", "skipped", "no line was found for total liabilities and equity")
    ]


def test_an_audit_needs_no_algebra_system() -> None:
    import subprocess
    import sys

    program = "import sys; from auditor.catalogue import load_checks; load_checks(); sys.exit('sympy' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0


def test_summary_that_fails_is_a_warning_at_most() -> None:
    case = """Selected data from the statements of income

| label         | 2003   | 2002   | 2001   |
| Net sales     | 26,441 | 24,102 | 20,001 |
| Cost of sales | 19,486 | 18,333 | 15,001 |
| Gross profit  |  6,595 |  5,769 |  5,000 |
"""
    assert [i.severity for i in identities("IS101", case) if i.status == "violated"] == ["warning"]


def test_figure_per_share_of_added_quarters_may_be_a_cent_off() -> None:
    case = f"""{INCOME}

| label                         | 1996    | 1995    |
| Net loss                      |   (809) |   (703) |
| Basic loss per share          |  (6.55) |  (5.69) |
| Basic weighted average shares |  123.32 |  123.55 |
"""
    assert statuses("EP101", case) == ["holds"]
