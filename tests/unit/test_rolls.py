"""Roll-forwards, statements of equity against balance sheets, sums over members, and columns that are doubtful."""

from __future__ import annotations

from collections.abc import Sequence

from auditor.extract import extract
from auditor.extract.units import unit_in
from auditor.identify import doubtful, equity, members, rolls, structure
from auditor.identify.hypothesis import Hypothesis, weigh
from auditor.identify.labels import is_cash_result
from auditor.model.audit import Extraction
from auditor.model.identity import Identity
from auditor.read.html import read_html
from auditor.read.source import Source

Rows = Sequence[Sequence[str]]

EQUITY: Rows = [
    ["", "Shares", "Paid-in Capital", "Retained Earnings", "Total"],
    ["Balance at December 31, 2002", "12,410", "8,315", "20,725", "29,040"],
    ["Shares issued", "204", "977", "-", "977"],
    ["Net income", "-", "-", "4,118", "4,118"],
    ["Total comprehensive income", "", "", "", "4,118"],
    ["Balance at December 31, 2003", "12,614", "9,292", "24,843", "34,135"],
    ["Shares issued", "118", "640", "-", "640"],
    ["Net income", "-", "-", "3,906", "3,906"],
    ["Total comprehensive income", "", "", "", "3,906"],
    ["Balance at December 31, 2004", "12,732", "9,932", "28,749", "38,681"],
]
BALANCE: Rows = [
    ["", "December 31, 2004", "December 31, 2003"],
    ["Additional paid-in capital", "9,932", "9,292"],
    ["Retained earnings", "28,749", "24,843"],
    ["Total stockholders' equity", "38,681", "34,135"],
]
ALLOWANCE: Rows = [
    ["", "2003", "2002", "2001"],
    ["Balance at beginning of year", "4,299", "3,970", "3,655"],
    ["Charged to expense", "912", "1,104", "870"],
    ["Written off", "(640)", "(775)", "(555)"],
    ["Balance at end of year", "4,571", "4,299", "3,970"],
]
VIEWER: Rows = [
    ["", "2004", "2003", "2002"],
    ["Revenues:"],
    ["Total revenues", "12,442", "11,731", "10,408"],
    ["Costs of revenues:"],
    ["Depreciation", "1,877", "1,802", "1,785"],
    ["Total costs", "5,390", "5,103", "4,655"],
    ["Operating income", "7,052", "6,628", "5,753"],
    ["Service [Member]"],
    ["Revenues:"],
    ["Revenues", "9,964", "9,783", "8,156"],
    ["Costs of revenues:"],
    ["Cost of services", "2,313", "2,100", "1,866"],
    ["Equipment [Member]"],
    ["Revenues:"],
    ["Revenues", "2,478", "1,948", "2,252"],
    ["Costs of revenues:"],
    ["Cost of equipment", "1,200", "1,201", "1,004"],
]
CASH: Rows = [
    ["", "2004", "2003", "2002"],
    ["Operating activities:"],
    ["Net income", "5,644", "862", "775"],
    ["Receivables", "1,709", "(652)", "(367)"],
    ["Inventories", "2,114", "(1,072)", "(764)"],
    ["Net cash provided by (used in) operating activities", "1,821", "(862)", "(356)"],
    ["Investing activities:"],
    ["Purchases of property", "6,482", "(3,157)", "(1,327)"],
    ["Purchases of securities", "1,533", "(132)", "(510)"],
    ["Sales of property", "1,120", "75", "105"],
    ["Net cash used in investing activities", "(6,895)", "(3,214)", "(1,732)"],
]


def changed(rows: Rows, label: str, column: int, text: str, nth: int = 0) -> Rows:
    """The rows with another text in the nth row of the label."""
    at = [i for i, row in enumerate(rows) if row[0] == label][nth]
    return [[*row[:column], text, *row[column + 1 :]] if i == at else row for i, row in enumerate(rows)]


def page(*tables: tuple[str, Rows]) -> Extraction:
    """A page of tables. A cell that begins with "^" has a rule above it."""
    body = "".join(
        f"<p>{title}</p><table>{''.join('<tr>' + ''.join(f'<td>{cell}' for cell in row) for row in rows)}</table>"
        for title, rows in tables
    ).replace("<td>^", "<td style='border-top: 1px solid black'>")
    return extract(read_html(Source("page.htm", f"<html><body>{body}</body></html>".encode())))


def weighed(extraction: Extraction, hypotheses: Sequence[Hypothesis]) -> list[Identity]:
    return [i for h in hypotheses for i in weigh(extraction.figures, h) if i.standing == "confirmed"]


def rolled(rows: Rows, title: str = "Statements of Stockholders' Equity") -> list[Identity]:
    extraction = page((title, rows))
    return weighed(extraction, [h for t in extraction.tables for h in rolls.hypotheses(t, extraction.figures)])


def failing(identities: Sequence[Identity]) -> list[str]:
    return [i.check for i in identities if i.status == "violated"]


# -- roll-forwards ----------------------------------------------------------------------------------------------------


def test_every_column_of_a_statement_of_equity_rolls_without_its_subtotals() -> None:
    assert [i.status for i in rolled(EQUITY)] == ["holds"] * 8


def test_a_column_of_shares_is_vouched_for_by_the_columns_beside_it() -> None:
    rows = changed(EQUITY, "Shares issued", 1, "240")
    assert [(i.check, i.severity) for i in rolled(rows) if i.status == "violated"] == [("RF101", "error")]


def test_a_balance_broken_over_two_lines_is_a_balance() -> None:
    rows: list[Sequence[str]] = []
    for row in EQUITY:
        label, comma, year = row[0].rpartition(", ")
        month, _, day = label.rpartition(" ")
        rows += [[month], [f"&nbsp; {day}, {year}", *row[1:]]] if comma else [row]
    assert {i.status for i in rolled(rows)} == {"holds"}


def test_a_column_of_average_prices_does_not_roll() -> None:
    rows = [
        ["", "Options", "Average Price"],
        ["Balance at beginning of year", "3,300", "$20.05"],
        ["Granted", "2,711", "25.94"],
        ["Exercised", "(1,109)", "19.08"],
        ["Balance at end of year", "4,902", "23.53"],
        ["Granted", "2,782", "50.77"],
        ["Exercised", "(1,862)", "20.23"],
        ["Balance at end of year", "5,822", "39.03"],
    ]
    assert failing(rolled(rows, "Stock options")) == []


def test_a_year_opens_with_the_balance_that_closed_the_year_before() -> None:
    rows = changed(ALLOWANCE, "Balance at beginning of year", 1, "4,929")
    assert failing(rolled(rows, "Allowance for the years ended December 31,")) == ["RF101", "RF102"]


def test_a_sum_that_rivals_a_roll_forward_is_dropped() -> None:
    extraction = page(("Statements of Stockholders' Equity", EQUITY))
    table = extraction.tables[0]
    roll = rolls.hypotheses(table, extraction.figures)
    footed = structure.hypotheses(table, extraction.figures)
    rolled_up = {one.total: set(one.figures) for h in roll for one in h.instances}
    left = [one for h in rolls.without_rolled(footed, roll) if h.check == "FT101" for one in h.instances]
    assert all(set(one.figures) == rolled_up[one.total] for one in left if one.total in rolled_up)


# -- statements of equity against balance sheets ----------------------------------------------------------------------


def test_a_statement_of_equity_closes_with_the_balance_sheet() -> None:
    extraction = page(("Balance Sheets", BALANCE), ("Statements of Stockholders' Equity", EQUITY))
    assert [i.status for i in weighed(extraction, list(equity.hypotheses(extraction)))] == ["holds"] * 6


def test_a_balance_sheet_that_differs_from_the_statement_of_equity_is_an_error() -> None:
    rows = changed(BALANCE, "Retained earnings", 2, "24,834")
    extraction = page(("Balance Sheets", rows), ("Statements of Stockholders' Equity", EQUITY))
    found = weighed(extraction, list(equity.hypotheses(extraction)))
    assert [i.severity for i in found if i.status == "violated"] == ["error"]


def test_a_component_of_the_same_words_is_paired_though_no_amount_agrees() -> None:
    rows = [row[:2] for row in changed(BALANCE, "Retained earnings", 1, "28,479")]
    extraction = page(("Balance Sheets", rows), ("Statements of Stockholders' Equity", EQUITY))
    found = weighed(extraction, list(equity.hypotheses(extraction)))
    assert [i.status for i in found].count("violated") == 1


def test_unlike_components_are_not_paired() -> None:
    rows = [["", "December 31, 2004"], ["Treasury stock", "28,749"]]
    extraction = page(("Balance Sheets", rows), ("Statements of Stockholders' Equity", EQUITY))
    assert list(equity.hypotheses(extraction)) == []


# -- members below a statement ----------------------------------------------------------------------------------------


def by_member(rows: Rows) -> list[Identity]:
    extraction = page(("Statements of Income", rows))
    table = extraction.tables[0]
    footed = structure.hypotheses(table, extraction.figures)
    return weighed(extraction, members.hypotheses(table, extraction.figures, footed))


def test_a_line_is_the_sum_of_its_members_below_the_statement() -> None:
    totals = {i.total for i in by_member(VIEWER)}
    extraction = page(("Statements of Income", VIEWER))
    assert {extraction.figures[t].label for t in totals if t is not None} == {"Total revenues", "Total costs"}


def test_a_member_that_does_not_add_up_is_an_error() -> None:
    rows = changed(VIEWER, "Revenues", 2, "1,984", nth=1)
    assert [(i.check, i.severity) for i in by_member(rows) if i.status == "violated"] == [("FT101", "error")]


def test_a_second_statement_in_the_same_table_is_no_tail_of_members() -> None:
    rows = [*VIEWER[:7], *[[row[0], *(cell.replace("1", "7") for cell in row[1:])] for row in VIEWER[1:7]]]
    assert failing(by_member(rows)) == []


# -- columns that are doubtful ----------------------------------------------------------------------------------------


def test_a_column_printed_without_brackets_does_not_speak_against_its_neighbours() -> None:
    extraction = page(("Statements of Cash Flows", CASH))
    footed = structure.hypotheses(extraction.tables[0], extraction.figures)
    kept = list(doubtful.without_doubtful_columns(footed, extraction.figures))
    assert [{extraction.figures[i].column for one in h.instances for i in one.figures} for h in kept] == [{1, 2}] * 2


def test_one_failing_sum_makes_no_column_doubtful() -> None:
    extraction = page(("Statements of Cash Flows", CASH[:6]))
    footed = structure.hypotheses(extraction.tables[0], extraction.figures)
    assert list(doubtful.without_doubtful_columns(footed, extraction.figures)) == []


# -- sums down a statement --------------------------------------------------------------------------------------------


def summed(title: str, rows: Rows) -> list[Identity]:
    extraction = page((title, rows))
    return weighed(extraction, [h for t in extraction.tables for h in structure.hypotheses(t, extraction.figures)])


def test_a_bracket_in_a_row_that_no_other_column_prints_is_a_lost_sign() -> None:
    rows = [
        ["", "2004", "2003"],
        ["Cash", "3,344", "6,846"],
        ["Deposits on purchases", "(7,288)", "-"],
        ["Receivables", "146,165", "105,592"],
        ["Total assets", "156,797", "112,438"],
    ]
    assert failing(summed("Balance Sheets", rows)) == ["FT101"]


def test_a_bracketed_expense_may_be_taken_away() -> None:
    rows = [
        ["", "2004", "2003"],
        ["Operating income", "13,344", "16,846"],
        ["Other (income) expense", "(7,288)", "-"],
        ["Income before taxes", "20,632", "16,846"],
    ]
    assert failing(summed("Statements of Income", rows)) == []


def test_without_revenue_the_loss_is_the_expenses() -> None:
    rows = [
        ["", "2004", "2003"],
        ["Professional fees", "23,852", "14,602"],
        ["Other expenses", "4,376", "4,575"],
        ["Total operating expenses", "28,228", "19,177"],
        ["Loss from operations", "^(28,282)", "^(19,177)"],
    ]
    assert failing(summed("Statements of Operations", rows)) == ["FT101"]


def test_net_property_is_protected_by_two_columns_of_three_digits() -> None:
    rows = [
        ["", "2004", "2003"],
        ["Property:"],
        ["Land and buildings", "765", "804"],
        ["Machinery", "521", "544"],
        ["", "1,286", "1,348"],
        ["Accumulated depreciation", "(746)", "(750)"],
        ["Net property", "540", "598"],
    ]
    assert all(i.guards for i in summed("Balance Sheets", rows) if len(i.figures) == 3)


def test_an_amount_of_the_column_beside_it_is_noticed_in_a_small_table() -> None:
    rows = [
        ["", "2004", "2003"],
        ["Total current assets", "3,493", "4,515"],
        ["Property, net", "540", "598"],
        ["Other assets", "251", "251"],
        ["Total assets", "4,322", "5,364"],
    ]
    assert failing(summed("Balance Sheets", rows)) == ["FT101"]


def test_the_total_of_a_lone_line_that_names_its_section_is_held_against_it() -> None:
    rows = [
        ["", "2004"],
        ["Current liabilities"],
        ["Accrued expenses", "18,149"],
        ["Total current liabilities", "^181,149"],
    ]
    assert failing(summed("Balance Sheets", rows)) == ["FT101"]


def test_a_great_amount_beside_the_word_yield_is_no_percentage() -> None:
    extraction = page(("Balance Sheets", [["", "2004", "2003"], ["Liquid Yield Option Notes", "34,804", "36,424"]]))
    assert {figure.unit for figure in extraction.figures} == {"USD"}


def test_shares_issued_are_money_in_a_column_of_capital() -> None:
    extraction = page(("Statements of Stockholders' Equity", EQUITY))
    assert [figure.unit for figure in extraction.figures if figure.label == "Shares issued"][1] == "USD"


# -- labels and heads -------------------------------------------------------------------------------------------------


def test_a_change_in_cash_closes_the_statement_however_it_is_called() -> None:
    assert all(map(is_cash_result, ("Increase/(Decrease) in cash, cash equivalents", "(Decrease) increase in cash")))


def test_an_increase_in_the_cash_value_of_insurance_closes_nothing() -> None:
    assert not is_cash_result("Increase in cash surrender value of life insurance")


def test_stock_of_a_par_value_per_share_is_money() -> None:
    assert unit_in("Common stock, $0.01 par value per share (authorized 140,000,000)") is None


def test_a_span_centred_past_its_first_column_speaks_of_it() -> None:
    heads = (
        "<tr><td><td><td colspan=2>Quarter ended<td colspan=2>Year ended<tr><td><td>Dec 31, 2021<td>Sep 30, 2021"
        "<td>Dec 31, 2020<td>Dec 31, 2021<td>Dec 31, 2020"
    )
    cells = "<td>9,262<td>8,909<td>9,355<td>35,779<td>39,956"
    body = f"<p>Statements of Income</p><table>{heads}<tr><td>Net sales{cells}<tr><td>Other income{cells}</table>"
    extraction = extract(read_html(Source("page.htm", f"<html><body>{body}</body></html>".encode())))
    assert str(extraction.tables[0].columns[0].period) == "2021-10-01 to 2021-12-31"
