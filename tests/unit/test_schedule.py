"""Financial data schedules (exhibit 27): tagged values, and their ties to the statements."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from auditor.extract.schedule import extract_schedule, tags
from auditor.extract.vocabulary import vocabulary
from auditor.model.audit import Extraction
from auditor.model.document import Document
from auditor.pipeline import audit_file
from auditor.read.text import line_starts

SCHEDULE = """<TABLE> <S> <C>

<ARTICLE> 5
<LEGEND>
MADE FROM THE STATEMENTS OF <ACME> FOR 1997.
</LEGEND>
<MULTIPLIER> 1,000
<S>                             <C>
<PERIOD-TYPE>                   9-MOS
<FISCAL-YEAR-END>                          DEC-31-1997
<PERIOD-END>                               SEP-30-1997
<CASH>                                           1,204<F1>
<CURRENT-ASSETS>                                 3,311
<TOTAL-ASSETS>                                   8,123
<TOTAL-LIABILITY-AND-EQUITY>                     8,123
<SALES>                                          6,441
<INCOME-PRETAX>                                 (1,045)
<NET-INCOME>                                      -993
<EPS-PRIMARY>                                    (.29)
<FN>
<F1>INCLUDES 12 HELD IN TRUST.
</FN>
</TABLE>
"""


def read(text: str) -> Extraction:
    return extract_schedule(Document("d1", "s.txt", "schedule", text, "", line_starts(text)))


def values(text: str) -> dict[str, Decimal | None]:
    return {figure.label: figure.value for figure in read(text).figures}


def test_values_are_scaled_by_the_multiplier() -> None:
    assert values(SCHEDULE)["TOTAL-ASSETS"] == Decimal(8_123_000)


def test_earnings_per_share_are_not_scaled() -> None:
    assert values(SCHEDULE)["EPS-PRIMARY"] == Decimal("-0.29")


def test_brackets_and_minus_are_signs() -> None:
    found = values(SCHEDULE)
    assert (found["INCOME-PRETAX"], found["NET-INCOME"]) == (Decimal(-1_045_000), Decimal(-993_000))


def test_balances_stand_at_the_period_s_end_and_income_over_its_months() -> None:
    assert [str(table.columns[0].period) for table in read(SCHEDULE).tables] == [
        "1997-09-30",
        "1997-01-01 to 1997-09-30",
    ]


def test_tags_name_the_concepts() -> None:
    concepts = {figure.label: figure.concept for figure in read(SCHEDULE).figures}
    assert concepts["CURRENT-ASSETS"] == "total_current_assets"
    assert concepts["EPS-PRIMARY"] == "eps_basic"


def test_every_figure_stands_where_it_says() -> None:
    for figure in read(SCHEDULE).figures:
        assert figure.start is not None
        assert SCHEDULE[figure.start : figure.end] == figure.text


def test_legend_and_footnotes_hold_no_figures() -> None:
    assert {figure.text for figure in read(SCHEDULE).figures}.isdisjoint({"12", "1997", "1"})


def test_periods_side_by_side_are_columns() -> None:
    text = (
        "<MULTIPLIER> 1\n<PERIOD-TYPE>   YEAR          YEAR\n<PERIOD-END>    DEC-31-1997   DEC-31-1996\n"
        "<TOTAL-ASSETS>        8,123         7,204\n<NET-INCOME>                        311\n"
    )
    balances, income = read(text).tables
    assert [str(column.period) for column in balances.columns] == ["1997-12-31", "1996-12-31"]
    assert [cell is not None for cell in income.grid[0]] == [False, True]


def test_second_set_of_columns_is_a_table_of_its_own() -> None:
    again = "<PERIOD-TYPE> YEAR\n<PERIOD-END> DEC-31-1996\n<TOTAL-ASSETS> 7,204\n"
    tables = read("<PERIOD-TYPE> YEAR\n<PERIOD-END> DEC-31-1997\n<TOTAL-ASSETS> 8,123\n" + again).tables
    assert [str(table.columns[0].period) for table in tables] == ["1997-12-31", "1996-12-31"]


def test_multiplier_that_is_no_power_of_ten_is_remarked_on() -> None:
    assert "no power of ten" in read(SCHEDULE.replace("1,000", "1,500")).diagnostics[0].message


def test_values_under_a_multiplier_that_cannot_be_read_have_none() -> None:
    found = values(SCHEDULE.replace("1,000", "1,500"))
    assert (found["TOTAL-ASSETS"], found["EPS-PRIMARY"]) == (None, Decimal("-0.29"))


def test_impossible_date_leaves_the_period_unknown() -> None:
    assert read(SCHEDULE.replace("SEP-30-1997", "SEP-31-1997")).tables[0].columns[0].period is None


def test_every_tag_that_is_tied_names_a_concept_of_the_vocabulary() -> None:
    known = tags()
    named = {concept for concept in (*known.balances.values(), *known.income.values()) if concept}
    assert named <= set(vocabulary())
    assert len(named) > 15


@given(st.integers(-(10**12), 10**12), st.sampled_from(["1", "1,000", "1,000,000"]))
def test_any_amount_is_read_back_exactly(amount: int, multiplier: str) -> None:
    printed = f"({-amount:,})" if amount < 0 else f"{amount:,}"
    text = f"<MULTIPLIER> {multiplier}\n<PERIOD-TYPE> YEAR\n<PERIOD-END> DEC-31-1997\n<TOTAL-ASSETS>   {printed}\n"
    assert values(text)["TOTAL-ASSETS"] == amount * int(multiplier.replace(",", ""))


@given(st.text(alphabet="<>/ABCDE-&()$%.,0123456789 \n\tF", max_size=400))
def test_no_text_is_too_odd_for_a_schedule(text: str) -> None:
    read("<PERIOD-END> DEC-31-1997 DEC-31-1996\n" + text)


BALANCE = """<DOCUMENT>
<TYPE>10-Q
<TEXT>
                     CONSOLIDATED BALANCE SHEETS
                          (in thousands)

                                          September 30,   December 31,
                                               1997           1996
ASSETS
Cash and cash equivalents                     $ 1,204        $ 1,106
Receivables                                     1,796          1,687
Inventories                                       311            298
                                               ------         ------
  Total current assets                          3,311          3,091
Property, plant and equipment                   4,812          4,700
                                               ------         ------
  Total assets                                $ 8,123        $ 7,791
                                               ======         ======
LIABILITIES AND SHAREHOLDERS' EQUITY
Accounts payable                              $ 2,100        $ 2,000
Long-term debt                                  1,500          1,600
Shareholders' equity                            4,523          4,191
                                               ------         ------
  Total liabilities and shareholders' equity  $ 8,123        $ 7,791
                                               ======         ======
</TEXT>
</DOCUMENT>
<DOCUMENT>
<TYPE>EX-27
<TEXT>
"""


def findings(folder: Path, schedule: str) -> list[tuple[str, str, str | None]]:
    path = folder / "10q.txt"
    path.write_text(BALANCE + schedule + "</TEXT>\n</DOCUMENT>\n", encoding="ascii")
    audit = audit_file(path)
    assert audit.failure is None
    assert len(audit.documents) == 2
    return [
        (one.check, audit.extraction.figures[one.suspects[0].figure].text, one.suspects[0].suggested_text)
        for one in audit.findings
        if one.suspects
    ]


def test_schedule_that_repeats_the_statement_gives_no_finding(tmp_path: Path) -> None:
    assert findings(tmp_path, SCHEDULE) == []


def test_slip_in_the_schedule_is_seen_against_the_statement(tmp_path: Path) -> None:
    found = findings(
        tmp_path, SCHEDULE.replace("<TOTAL-ASSETS>                                   8,123", "<TOTAL-ASSETS>  8,213")
    )
    assert [(text, meant) for _, text, meant in found] == [("8,213", "8,123")]


def test_slip_is_seen_against_the_other_half_of_a_balance_sheet(tmp_path: Path) -> None:
    half = """
</TABLE>
<TABLE>
<CAPTION>
LIABILITIES AND SHAREHOLDERS' EQUITY
<S>                                               <C>            <C>
Accounts payable                              $ 2,100        $ 2,000
Long-term debt                                  1,500          1,600
                                               ------         ------
  Total current liabilities                     3,600          3,600
"""
    before, after = BALANCE.split("LIABILITIES AND SHAREHOLDERS' EQUITY\n")
    path = tmp_path / "10q.txt"
    filing = before + half + after.split("1,600\n")[1]
    slipped = SCHEDULE.replace("<TOTAL-ASSETS>", "<CURRENT-LIABILITIES> 3,060\n<TOTAL-ASSETS>")
    path.write_text(filing + slipped + "</TEXT>\n</DOCUMENT>\n", encoding="ascii")
    audit = audit_file(path)
    suspected = [audit.extraction.figures[one.figure].text for f in audit.findings for one in f.suspects]
    assert suspected == ["3,060"]


def test_difference_that_no_slip_explains_is_passed_over(tmp_path: Path) -> None:
    assert findings(tmp_path, SCHEDULE.replace("1,204<F1>", "1,515")) == []


@pytest.mark.parametrize("value", ["0", "0.00"])
def test_nought_stands_for_not_applicable(tmp_path: Path, value: str) -> None:
    assert findings(tmp_path, SCHEDULE.replace("1,204<F1>", value)) == []
