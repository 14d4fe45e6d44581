"""Labels are bound to concepts by what they say and where they stand."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from auditor.casebook import extraction_of
from auditor.extract.concepts import bind
from auditor.extract.vocabulary import key, kind_of_unit, vocabulary

INCOME, BALANCE, CASH_FLOW = (
    "Consolidated Statements of Income (in thousands, except per share)",
    "Consolidated Balance Sheets",
    "Consolidated Statements of Cash Flows",
)


def bound(title: str, *rows: str) -> list[str | None]:
    """The concept of each row that holds amounts; a row without "|" is a label with one amount."""
    lines = "\n".join(f"| {row if '|' in row else row + ' | 1,204'} |" for row in rows)
    extraction = extraction_of(f"{title}\n\n| label | 2003 |\n{lines}")
    return [
        extraction.figures[cells[0]].concept if cells[0] is not None else None for cells in extraction.tables[0].grid
    ]


def concept(title: str, label: str) -> str | None:
    return bound(title, label)[0]


@pytest.mark.parametrize(
    "label",
    ["Net income", "NET INCOME (LOSS)", "Net (loss) income", "Net loss", "Net earnings", "Net (loss)"],
)
def test_net_income_by_any_of_its_names(label: str) -> None:
    assert concept(INCOME, label) == "net_income"


@pytest.mark.parametrize(
    ("label", "expected"),
    [
        ("Total stockholders' equity (deficit)", "total_equity"),
        ("Total shareholders’ equity", "total_equity"),
        ("TOTAL LIABILITIES AND SHARE OWNERS' EQUITY", "total_liabilities_and_equity"),
        ("Total liabilities, minority interest and shareholders' equity", "total_liabilities_and_equity"),
        ("Cash & cash equivalents", "cash"),
        ("Accounts receivable, less allowance of 1,2 and 3", "receivables"),
        ("Accumulated deficit", "retained_earnings"),
    ],
)
def test_turns_of_phrase_on_the_balance_sheet(label: str, expected: str) -> None:
    assert concept(BALANCE, label) == expected


@pytest.mark.parametrize(
    ("label", "expected"),
    [
        ("Net cash provided by operating activities", "net_cash_operating"),
        ("Cash used for investing activities", "net_cash_investing"),
        ("Net cash provided by (used in) financing activities", "net_cash_financing"),
        ("Total cash generated (used)", "net_change_in_cash"),
        ("Cash and cash equivalents, beginning of the period", "opening_cash"),
        ("Cash and cash equivalents at end of year", "closing_cash"),
        ("Effect of exchange rate changes on cash and cash equivalents", "fx_effect"),
    ],
)
def test_lines_of_the_cash_flow_statement(label: str, expected: str) -> None:
    assert concept(CASH_FLOW, label) == expected


def test_same_label_names_another_thing_on_another_statement() -> None:
    assert concept(BALANCE, "Inventories") == "inventories"
    assert concept(CASH_FLOW, "Inventories") is None


@pytest.mark.parametrize("label", ["Pro forma net income", "Net income before special items", "Other", "Research"])
def test_unsure_labels_are_left_unbound(label: str) -> None:
    assert concept(INCOME, label) is None


def test_tax_line_is_not_the_income_before_tax() -> None:
    assert bound(INCOME, "Income before income taxes", "Income taxes", "Net income") == [
        "pretax_income",
        "income_tax",
        "net_income",
    ]


def test_misspelt_long_word_is_recognised() -> None:
    assert concept(BALANCE, "Total curent liabilites") is None  # two slips are one too many
    assert concept(BALANCE, "Total current liabilites") == "total_current_liabilities"


def test_misspelling_is_not_stretched_to_another_word() -> None:
    assert concept(BALANCE, "Total deferred liabilities") is None


def test_basic_and_diluted_rows_under_a_heading() -> None:
    rows = (
        "Net income per share: |",
        "Basic | 0.63",
        "Diluted | 0.59",
        "Weighted average number of shares outstanding: |",
        "Basic shares | 13,569",
        "Diluted shares | 14,424",
    )
    assert bound(INCOME, *rows) == ["eps_basic", "eps_diluted", "shares_basic", "shares_diluted"]


def test_component_of_earnings_per_share_is_not_the_total() -> None:
    rows = ("Basic loss per share: |", "Loss from discontinued operations | (0.02)", "Basic | (0.20)")
    assert bound(INCOME, *rows) == ["eps_discontinued_basic", "eps_basic"]


def test_pro_forma_component_per_share_is_left_unbound() -> None:
    rows = ("Pro forma loss per share from continuing operations | (0.02)",)
    assert bound(INCOME, *rows) == [None]


@pytest.mark.parametrize(
    ("label", "expected"),
    [
        ("Net interest income", "net_interest_income"),
        ("Net interest income (taxable-equivalent basis)", "net_interest_income_taxable_equivalent"),
        ("Less: provision for loan losses", "credit_provision"),
        ("Net income (non-GAAP)", "nongaap_net_income"),
        ("Net income (loss)", "net_income"),
    ],
)
def test_words_in_brackets_may_name_another_measure(label: str, expected: str) -> None:
    assert concept("Highlights", label) == expected


@pytest.mark.parametrize("label", ["Tier 2 capital", "Tier 1 capital instruments"])
def test_numbers_of_a_pattern_are_part_of_the_name(label: str) -> None:
    assert concept("Capital", label) is None


def test_percentage_of_a_like_named_amount_is_a_concept_of_its_own() -> None:
    assert bound("Results", "Gross margin | 1,603", "Gross margin | 27.9%") == ["gross_profit", "gross_margin_percent"]


def test_roll_forward_of_anything_but_cash_is_no_statement_of_cash_flows() -> None:
    rows = ("Beginning balance | 912", "Charged to expense | 120", "Ending balance | 1,032")
    assert bound("Warranty reserve", *rows) == [None] * 3


def test_sister_row_takes_its_subject_from_the_row_above() -> None:
    title = "Consolidated Statements of Income (in thousands)"
    rows = ("Weighted average number of shares - Basic | 13,403", "- Diluted | 14,286")
    extraction = extraction_of(f"{title}\n\n| label | 2003 |\n| {rows[0]} |\n| {rows[1]} |")
    figures = tuple(replace(figure, unit="shares") for figure in extraction.figures)
    assert [f.concept for f in bind(extraction.tables, figures)] == ["shares_basic", "shares_diluted"]


def test_unlabelled_subtotal_before_gross_profit_is_the_total_of_costs() -> None:
    rows = ("Net sales", "Cost of sales", "Depreciation", " | 17,689", "Gross profit")
    assert bound(INCOME, *rows)[3] == "costs_total"


def test_unlabelled_subtotal_before_operating_income_is_the_total_of_expenses() -> None:
    rows = ("Gross profit", "Exploration", "Administration", " | 27,756", "Income from operations")
    assert bound(INCOME, *rows)[3] == "operating_expenses_total"


def test_unlabelled_subtotal_before_pretax_income_is_other_income() -> None:
    rows = ("Operating income", "Interest income", "Miscellaneous", " | 212", "Income before income taxes")
    assert bound(INCOME, *rows)[3] == "other_income_net"


def test_unlabelled_total_of_equity() -> None:
    rows = ("Total liabilities", "Common stock", "Retained earnings", " | 9", "Total liabilities and equity")
    assert bound(BALANCE, *rows)[3] == "total_equity"


def test_plain_total_takes_its_concept_from_the_heading() -> None:
    assert bound(INCOME, "Operating expenses: |", "Exploration", "Total")[1] == "operating_expenses_total"


def test_unit_decides_between_costs_and_cost_per_ounce() -> None:
    title = "Reconciliation (dollars and ounces in thousands, except per ounce)"
    rows = (
        "Total cash costs | 4,496",
        "Divided by ounces produced | 28",
        "Average cost per ounce: |",
        "Total cash costs | 161",
    )
    assert bound(title, *rows) == ["total_cash_costs", "ounces_produced", "cash_cost_per_ounce"]


def test_columns_of_percentages_are_not_bound() -> None:
    extraction = extraction_of(f"{INCOME}\n\n| label | 2003 | % |\n| Net sales | 1,204 | 100% |")
    assert [figure.concept for figure in extraction.figures] == ["sales", None]


def test_untitled_table_is_taken_for_the_statement_it_prints() -> None:
    rows = ("Cash | 5", "Total assets | 9", "Total liabilities and equity | 9")
    assert bound("", *rows)[0] == "cash"


def test_binding_twice_changes_nothing() -> None:
    extraction = extraction_of(f"{INCOME}\n\n| label | 2003 |\n| Net sales | 1,204 |")
    assert bind(extraction.tables, extraction.figures) == extraction.figures


def test_every_total_and_expense_is_spelt_in_the_vocabulary() -> None:
    assert {"gross_profit", "total_assets", "net_cash_operating"} <= {
        c.name for c in vocabulary().values() if c.is_total
    }
    assert {"income_tax", "cost_of_sales"} <= {c.name for c in vocabulary().values() if c.is_expense}


@pytest.mark.parametrize(
    ("unit", "kind"),
    [("USD", "money"), ("EUR", "money"), ("USD/share", "per_share"), ("USD/oz", "per_quantity"), ("oz", "quantity"),
     ("shares", "shares"), ("percent", "percent"), (None, None)],
)  # fmt: skip
def test_kinds_of_unit(unit: str | None, kind: str | None) -> None:
    assert kind_of_unit(unit) == kind


@given(st.text(max_size=600))
def test_key_of_any_label_is_sorted_words(label: str) -> None:
    words = key(label).split()
    assert words == sorted(set(words))


@given(st.sampled_from(["Net sales", "Total assets", "Income taxes", "Net cash used in investing activities"]))
def test_key_does_not_depend_on_case_or_spacing(label: str) -> None:
    assert key(label) == key(f"  {label.upper().replace(' ', '   ')} ")


def test_hostile_label_takes_no_time() -> None:
    assert isinstance(key("(" * 50_000 + " net of" * 50_000), str)
