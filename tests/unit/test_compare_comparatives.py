"""Comparatives against what the earlier filing printed: what ties, what a company changed, and what looks mistyped."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from auditor.compare import Comparison, compare
from auditor.compare.comparison import Difference
from auditor.model.audit import Audit
from auditor.model.document import Document
from auditor.model.figure import Period
from tests.consecutive import ASSETS, audited, balance_sheet, may, november, release, table
from tests.paper import tabulate

WORDS = ("Timber", "Quarry", "Harbour", "Railway")
PPE = "Properties, plants and equipment, net"


def compared(folder: Path, earlier: str, later: str) -> Comparison:
    return compare(audited(folder, earlier=earlier, later=later))


def only(comparison: Comparison) -> Difference:
    (finding,) = comparison.findings
    return finding


def placed(before: str, label: str, amount: int, lines: dict[str, int]) -> dict[str, int]:
    """``lines`` with one more before the line named."""
    found: dict[str, int] = {}
    for name, value in lines.items():
        if name == before:
            found[label] = amount
        found[name] = value
    return found


SPLIT = placed("Other noncurrent assets", "Mineral interests, net", 5_640, {**ASSETS, PPE: 86_725})


def test_equal_comparatives_are_counted_and_give_no_finding(tmp_path: Path) -> None:
    comparison = compared(tmp_path, may(), november())
    assert comparison.findings == ()
    (tally,) = comparison.tallies
    assert (tally.columns, tally.lines, tally.equal) == (1, 10, 10)


def test_a_line_that_was_split_is_one_note(tmp_path: Path) -> None:
    finding = only(compared(tmp_path, may(), november(SPLIT)))
    assert (finding.check, finding.severity) == ("CP102", "info")
    assert "92,365 in the filing for 2003-03-31, is 86,725 + 5,640" in finding.message
    assert "“Total assets” is unchanged" in finding.message


def test_lines_that_were_merged_are_one_note(tmp_path: Path) -> None:
    finding = only(compared(tmp_path, may(SPLIT), november()))
    assert (finding.check, finding.severity) == ("CP102", "info")
    assert "92,365 in the filing for 2003-09-30, is what was 86,725 + 5,640" in finding.message


def test_an_amount_moved_between_two_lines_is_one_note(tmp_path: Path) -> None:
    moved = {**ASSETS, "Inventories": 14_258, "Other current assets": 4_980}
    finding = only(compared(tmp_path, may(), november(moved)))
    assert (finding.check, finding.severity) == ("CP102", "info")
    assert "“Total current assets” is unchanged" in finding.message


def test_an_amount_moved_between_sections_is_told_with_its_subtotal(tmp_path: Path) -> None:
    moved = {
        **ASSETS,
        "Other current assets": 3_480,
        "=Total current assets": 47_934,
        "Other noncurrent assets": 13_338,
    }
    finding = only(compared(tmp_path, may(), november(moved)))
    assert finding.check == "CP102"
    assert {change.label for change in finding.changes} == {
        "Other current assets", "Total current assets", "Other noncurrent assets",
    }  # fmt: skip


def test_two_causes_below_one_total_are_two_notes(tmp_path: Path) -> None:
    moved = {**ASSETS, "Inventories": 14_258, "Cash and cash equivalents": 20_042}
    moved |= {"Accounts and notes receivable": 10_161, "Other current assets": 4_473}
    findings = compared(tmp_path, may(), november(moved)).findings
    assert [finding.check for finding in findings] == ["CP102", "CP102"]


def test_many_groups_moved_in_one_column_are_one_note(tmp_path: Path) -> None:
    before = {
        f"{word} {kind}": 1_000 * n + 411 for n, word in enumerate(WORDS, 3) for kind in ("gross", "other", "leased")
    }
    after = dict(before)
    for n, word in enumerate(WORDS):
        after[f"{word} gross"] -= 17 * 3**n
        after[f"{word} other"] += 17 * 3**n
    texts = [
        release(day, balance_sheet((head, "Dec. 31, 2002"), *([{**lines, "=Total assets": sum(lines.values())}] * 2)))
        for day, head, lines in (("March 31, 2003", "Mar. 31, 2003", before), ("June 30, 2003", "June 30, 2003", after))
    ]
    finding = only(compared(tmp_path, *texts))
    assert finding.check == "CP102"
    assert finding.message.count("; ") == len(WORDS)  # the groups, and what stayed


def test_a_changed_total_with_sums_that_foot_is_a_restatement(tmp_path: Path) -> None:
    restated = {**ASSETS, "Inventories": 13_758, "=Total current assets": 47_934, "=Total assets": 159_141}
    finding = only(compared(tmp_path, may(), november(restated)))
    assert (finding.check, finding.severity) == ("CP103", "info")
    assert [change.label for change in finding.changes] == ["Inventories", "Total current assets", "Total assets"]


def test_one_unit_in_the_last_place_is_a_note(tmp_path: Path) -> None:
    finding = only(compared(tmp_path, may(), november({**ASSETS, "Investments": 77})))
    assert (finding.check, finding.severity) == ("CP104", "info")


@pytest.mark.parametrize("where", ["earlier", "later"])
def test_a_mistyped_part_is_suspected_where_its_own_sum_fails(tmp_path: Path, where: str) -> None:
    wrong = {**ASSETS, "Inventories": 14_785}
    texts = (may(wrong), november()) if where == "earlier" else (may(), november(wrong))
    comparison = compared(tmp_path, *texts)
    finding = only(comparison)
    (suspect,) = finding.suspects
    assert (finding.check, finding.severity) == ("CP101", "warning")
    assert suspect.printed.filing == (0 if where == "earlier" else 1)
    assert (comparison.figure(suspect.printed).text, suspect.text, suspect.typo) == (
        "14,785",
        "14,758",
        "transposition",
    )


def test_a_mistyped_total_is_suspected_where_its_own_sum_fails(tmp_path: Path) -> None:
    finding = only(compared(tmp_path, may(), november({**ASSETS, "=Total assets": 160_411})))
    assert finding.severity == "warning"
    assert [suspect.text for suspect in finding.suspects] == ["160,141"]


def test_a_slip_that_rounding_could_explain_is_found_where_the_earlier_filing_foots_exactly(
    tmp_path: Path,
) -> None:
    finding = only(compared(tmp_path, may(), november({**ASSETS, "=Total current assets": 48_932})))
    assert finding.severity == "warning"
    assert [(suspect.printed.filing, suspect.text) for suspect in finding.suspects] == [(1, "48,934")]


def test_a_slip_beside_a_reclassification_is_told_apart_from_it(tmp_path: Path) -> None:
    findings = compared(tmp_path, may(), november({**SPLIT, "Restricted investments": 6_482})).findings
    assert [(finding.check, finding.severity) for finding in findings] == [("CP101", "warning"), ("CP102", "info")]


COUNTS = {
    "Customers served at year end": ("41,207", "40,118"),
    "Wells in production": ("1,204", "1,187"),
    "Acres under lease": ("88,410", "86,250"),
    "Drilling rigs": ("31", "29"),
    "Employees": ("2,417", "2,388"),
    "Miles of pipeline": ("7,305", "7,298"),
}
LATER_COUNTS = {label: (str(900 + n), amounts[1]) for n, (label, amounts) in enumerate(COUNTS.items())}


def of_counts(rows: dict[str, tuple[str, str]], head: str, day: str) -> str:
    return release(day, table("Operating Statistics", (head, "Dec. 31, 2002"), rows, ""))


@pytest.mark.parametrize(("wrong", "severity"), [("40,181", "warning"), ("40,119", "info"), ("39,870", "info")])
def test_an_unprotected_line_is_doubted_only_where_a_slip_is_told_from_a_revision(
    tmp_path: Path, wrong: str, severity: str
) -> None:
    later = {**LATER_COUNTS, "Customers served at year end": ("42,000", wrong)}
    earlier = of_counts(COUNTS, "Mar. 31, 2003", "March 31, 2003")
    comparison = compared(tmp_path, earlier, of_counts(later, "Sept. 30, 2003", "September 30, 2003"))
    finding = only(comparison)
    assert finding.severity == severity
    assert len(finding.suspects) == (2 if severity == "warning" else 0)  # nothing tells which of the two is wrong


def test_a_new_name_for_the_same_amounts_is_a_note(tmp_path: Path) -> None:
    text = november().replace("Restricted investments", "Funds held in trust   ")
    finding = only(compared(tmp_path, may(), text))
    assert (finding.check, finding.severity) == ("CP105", "info")
    assert "“Restricted investments” is now “Funds held in trust”" in finding.message


@pytest.mark.parametrize("amounts", [("3,100", "2,900"), ("3,100", "(2,900)")], ids=["one sign", "both signs"])
def test_a_line_set_with_the_other_sign_throughout_is_the_same(tmp_path: Path, amounts: tuple[str, str]) -> None:
    heads = ("Year ended\nDec. 31, 2003", "Year ended\nDec. 31, 2002")
    rows = {
        "Net sales": ("26,441", "23,380"),
        "Cost of sales": ("19,846", "18,610"),
        "Interest received": ("1,204", "1,187"),
        "Other, net": amounts,
        "Drilling": ("7,305", "7,298"),
    }
    turned = tuple(text.strip("()") if text.startswith("(") else f"({text})" for text in amounts)
    texts = [
        release("December 31, 2003", table("Consolidated Statements of Income", heads, lines))
        for lines in (rows, {**rows, "Other, net": turned})
    ]
    comparison = compared(tmp_path, *texts)
    assert comparison.findings == ()
    assert sum(tally.equal for tally in comparison.tallies) == 10


def test_a_split_of_the_shares_is_one_note(tmp_path: Path) -> None:
    quarter = ("Three months ended\nMar. 31, 2003", "Three months ended\nMar. 31, 2002")
    rows = {
        "Net sales": ("26,441", "23,380"),
        "Cost of sales": ("19,846", "18,610"),
        "Selling expenses": ("3,100", "2,900"),
        "Net income": ("3,495", "1,870"),
        "Earnings per share, basic": ("$ 1.40", "$ 0.75"),
        "Weighted average shares, basic": ("2,496", "2,493"),
    }
    after = {name: (amounts[0], amounts[0]) for name, amounts in rows.items()}
    after["Earnings per share, basic"] = ("$ 0.71", "$ 0.70")
    after["Weighted average shares, basic"] = ("5,003", "4,992")
    heads = ("Three months ended\nMar. 31, 2004", "Three months ended\nMar. 31, 2003")
    caption = "(in thousands, except per share)"
    earlier = release("March 31, 2003", table("Consolidated Statements of Income", quarter, rows, caption))
    later = release("March 31, 2004", table("Consolidated Statements of Income", heads, after, caption))
    finding = only(compared(tmp_path, earlier, later))
    assert (finding.check, finding.severity) == ("CP106", "info")
    assert "2 for 1" in finding.message


def test_preliminary_against_final_off_by_one_is_a_note(tmp_path: Path) -> None:
    heads = ("Mar. 31, 2014", "Dec. 31, 2013")
    preliminary = {
        "Greens Creek": ("15,009", "14,210"),
        "Casa Berardi": ("31,260", "28,640"),
        "=Total gold ounces": ("46,269", "42,850"),
        "Silver ounces": ("2,522,000", "2,417,000"),
        "Lead tons": ("10,124", "9,871"),
        "Zinc tons": ("16,518", "15,990"),
    }
    final = {**preliminary, "Casa Berardi": ("31,259", "28,640"), "=Total gold ounces": ("46,268", "42,850")}
    texts = [release("March 31, 2014", table("Production", heads, rows, "")) for rows in (preliminary, final)]
    finding = only(compared(tmp_path, *texts))
    assert (finding.check, finding.severity) == ("CP104", "info")
    assert {change.label for change in finding.changes} == {"Casa Berardi", "Total gold ounces"}


def test_a_column_that_says_it_was_restated_is_told_so(tmp_path: Path) -> None:
    restated = {**ASSETS, "Inventories": 13_758, "=Total current assets": 47_934, "=Total assets": 159_141}
    finding = only(compared(tmp_path, may(), november(restated, "Dec. 31, 2002\n(Restated)")))
    assert "head says that it was changed" in finding.message


def august(comparative: Mapping[str, int]) -> str:
    """The second quarter's release, between May's and November's."""
    return may(comparative).replace("Mar. 31, 2003", "June 30, 2003").replace("March 31, 2003", "June 30, 2003")


def test_an_amount_that_changes_and_changes_back_is_doubted_in_the_filing_between(tmp_path: Path) -> None:
    texts = {"may": may(), "august": august({**ASSETS, "Inventories": 14_785}), "november": november()}
    comparison = compare(audited(tmp_path, **texts))
    finding = only(comparison)
    assert finding.severity == "warning"
    assert [(suspect.printed.filing, suspect.text) for suspect in finding.suspects] == [(1, "14,758")]


def test_a_change_that_stays_is_told_once(tmp_path: Path) -> None:
    moved = {**ASSETS, "Inventories": 14_258, "Other current assets": 4_980}
    comparison = compare(audited(tmp_path, may=may(), august=august(moved), november=november(moved)))
    finding = only(comparison)
    assert (finding.earlier, finding.later) == (0, 1)


def test_filings_without_a_column_in_common_say_so(tmp_path: Path) -> None:
    other = release("March 31, 2001", balance_sheet(("Mar. 31, 2001",), ASSETS))
    comparison = compared(tmp_path, other, november())
    assert comparison.tallies == ()
    assert sum("could be tied" in remark.message for remark in comparison.diagnostics) == 2


def test_filings_of_two_companies_are_remarked_on(tmp_path: Path) -> None:
    other = november().replace("ALDERBROOK MINING COMPANY", "BRANNOCK MARINE COMPANY")
    remarks = compared(tmp_path, may(), other).diagnostics
    assert any("several companies" in remark.message for remark in remarks)


def test_filings_are_put_in_the_order_of_their_periods(tmp_path: Path) -> None:
    texts = {"c": november(), "a": may(), "b": november().replace("Sept. 30, 2003", "June 30, 2003 ")}
    texts["b"] = texts["b"].replace("September 30, 2003", "June 30, 2003")
    filings = compare(audited(tmp_path, **texts)).filings
    assert [str(filing.as_of) for filing in filings] == ["2003-03-31", "2003-06-30", "2003-09-30"]


def test_the_order_in_which_filings_are_given_changes_nothing(tmp_path: Path) -> None:
    one, other = audited(tmp_path, may=may(), november=november(SPLIT))
    assert compare([one, other]).findings == compare([other, one]).findings


def paper_audit(day: date, lines: Mapping[str, int]) -> Audit:
    """A filing of one table: each line's amount at the end of 2002, under a head of that day."""
    extraction = tabulate(
        [(label, f"{amount:,}") for label, amount in lines.items()], periods=[Period(date(2002, 12, 31))]
    )
    source = Document(f"{day}", f"{day}.txt", "text", "", "", (0,), period=day.isoformat())
    return Audit(source, extraction)


NAMES = [f"{word} {kind}" for word in ("Cash", "Land", "Debt", "Ore") for kind in ("held", "leased", "sold")]
LINES = st.dictionaries(st.sampled_from(NAMES), st.integers(1_000, 9_999_999), min_size=7, max_size=12)
MAY, NOVEMBER = date(2003, 3, 31), date(2003, 9, 30)


@given(LINES)
def test_a_filing_compared_with_itself_agrees_in_every_line(lines: dict[str, int]) -> None:
    audit = paper_audit(MAY, lines)
    comparison = compare([audit, audit])
    assert comparison.findings == ()
    (tally,) = comparison.tallies
    assert tally.lines == tally.equal == len(lines)


@given(LINES, st.data())
def test_one_changed_amount_is_one_finding_that_names_both_figures(lines: dict[str, int], data: st.DataObject) -> None:
    label = data.draw(st.sampled_from(sorted(lines)))
    amount = data.draw(st.integers(1_000, 9_999_999).filter(lambda other: other not in lines.values()))
    comparison = compare([paper_audit(MAY, lines), paper_audit(NOVEMBER, {**lines, label: amount})])
    finding = only(comparison)
    printed = [comparison.figure(one).text for one in finding.figures]
    assert printed == [f"{lines[label]:,}", f"{amount:,}"]


@given(LINES, LINES)
def test_filings_given_in_either_order_give_the_same(one: dict[str, int], other: dict[str, int]) -> None:
    audits = [paper_audit(MAY, one), paper_audit(NOVEMBER, other)]
    forwards, backwards = compare(audits), compare(audits[::-1])
    assert (forwards.findings, forwards.tallies) == (backwards.findings, backwards.tallies)
