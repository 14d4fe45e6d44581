"""Numbers misprinted in themselves: a comma lost, places that differ, counts below zero, ranges the wrong way about."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import auditor
from auditor.identify.misprints import digits_too_many, typed_once
from auditor.model.finding import Finding
from auditor.model.typist import slip
from auditor.pipeline import audit_file

LEASES = """
<html><body><p>EXAMPLE MOTORS, INC.</p><p>Other data (in millions)</p><table>
<tr><td></td><td>2021</td><td>2020</td><td>2019</td></tr>
<tr><td>Fleet sales</td><td>11,497</td><td>5,943</td><td>2,405</td></tr>
<tr><td>Spare parts sold</td><td>9,101</td><td>1,575</td><td>3,161</td></tr>
<tr><td>Payments on leases</td><td>{cell}</td><td>338</td><td>321</td></tr>
<tr><td>Dealers' stock</td><td>7,118</td><td>4,209</td><td>6,268</td></tr>
</table></body></html>
"""
TENTHS = """
<html><body><p>EXAMPLE WARES, INC.</p><p>Selected data (in millions)</p><table>
<tr><td></td><td>2020</td><td>2019</td></tr>
<tr><td>Cash</td><td>{cell}</td><td>123.2</td></tr>
<tr><td>Receivables</td><td>102.1</td><td>110.7</td></tr>
<tr><td>Inventories</td><td>246.8</td><td>245.2</td></tr>
<tr><td>Deposits</td><td>22.4</td><td>19.8</td></tr>
</table></body></html>
"""
SHARES = """
<html><body><p>EXAMPLE CHIPS, INC.</p>
<p>Consolidated Statements of Operations (in thousands, except per share)</p><table>
<tr><td></td><td>2005</td><td>2004</td><td>2003</td></tr>
<tr><td>Net income</td><td>5,310</td><td>4,877</td><td>4,102</td></tr>
<tr><td>Weighted average shares outstanding - basic</td><td>{cell}</td><td>26,554</td><td>26,515</td></tr>
</table></body></html>
"""
OUTLOOK = """
<html><body><p>EXAMPLE HEALTH, INC.</p><p>Outlook (in millions)</p><table>
<tr><td></td><td>2020</td><td>2019</td></tr>
<tr><td>Revenues</td><td>121.4</td><td>117.9</td></tr>
</table>
<p>We expect revenues of $121.0 million - $123.5 million. We expect costs of $84.0 million - $85.5 million.</p>
<p>We expect earnings of {cell}.</p></body></html>
"""
REMARK = """
<html><body><p>EXAMPLE HEALTH, INC.</p><p>Outlook (in millions)</p><table>
<tr><td></td><td>2020</td><td>2019</td></tr>
<tr><td>Revenues</td><td>121.4</td><td>117.9</td></tr>
</table>
<p>{cell}</p></body></html>
"""
RISING = "We expect revenues of $121.0 million - $123.5 million. We expect costs of $84.0 million - $85.5 million."


def findings(path: Path, page: str, cell: str, check: str) -> list[Finding]:
    filing = path / "filing.htm"
    filing.write_text(page.format(cell=cell), encoding="utf-8")
    return [finding for finding in auditor.audit(filing).findings if finding.check == check]


def suggestion(found: list[Finding]) -> list[str]:
    return [finding.suspects[0].suggested_text for finding in found]


def test_a_digit_typed_twice_leaves_a_number_without_its_comma(tmp_path: Path) -> None:
    assert suggestion(findings(tmp_path, LEASES, "4399", "PL103")) == ["439"]


def test_without_a_digit_typed_twice_only_the_comma_is_missing(tmp_path: Path) -> None:
    assert suggestion(findings(tmp_path, LEASES, "4398", "PL103")) == ["4,398"]


@pytest.mark.parametrize("cell", ["439", "4,399", "2003", "1955"])
def test_grouped_numbers_and_what_may_be_years_are_silent(tmp_path: Path, cell: str) -> None:
    assert findings(tmp_path, LEASES, cell, "PL103") == []


def test_a_table_that_groups_no_number_is_silent(tmp_path: Path) -> None:
    assert findings(tmp_path, LEASES.replace(",", ""), "4399", "PL103") == []


def test_a_digit_typed_twice_behind_the_point_is_dropped(tmp_path: Path) -> None:
    assert suggestion(findings(tmp_path, TENTHS, "174.55", "PL104")) == ["174.5"]


def test_a_point_with_nothing_behind_it_is_doubted(tmp_path: Path) -> None:
    assert len(findings(tmp_path, TENTHS, "174.", "PL104")) == 1


@pytest.mark.parametrize("cell", ["174.5", "174", "0.375", "--"])
def test_as_many_places_whole_numbers_and_eighths_are_silent(tmp_path: Path, cell: str) -> None:
    assert findings(tmp_path, TENTHS, cell, "PL104") == []


def test_places_printed_twice_are_a_habit(tmp_path: Path) -> None:
    assert findings(tmp_path, TENTHS.replace("102.1", "102.14"), "174.55", "PL104") == []


def test_a_point_in_a_row_of_whole_thousands_is_doubted(tmp_path: Path) -> None:
    page = LEASES.replace("<td>7,118</td>", "<td>7,118</td><td>7,004</td>")
    page = page.replace("4,209", "45,670.9").replace("<td>2021</td>", "<td>2022</td><td>2021</td>")
    assert suggestion(findings(tmp_path, page, "439", "PL104")) == ["45,670"]


def test_a_share_count_in_brackets_should_have_none(tmp_path: Path) -> None:
    assert suggestion(findings(tmp_path, SHARES, "(26,531)", "PL105")) == ["26,531"]


def test_a_share_count_without_brackets_is_silent(tmp_path: Path) -> None:
    assert findings(tmp_path, SHARES, "26,531", "PL105") == []


def test_shares_taken_away_are_silent(tmp_path: Path) -> None:
    page = SHARES.replace("Weighted average shares", "Less: unvested shares")
    assert findings(tmp_path, page, "(26,531)", "PL105") == []


def test_a_range_that_falls_among_ranges_that_rise_is_doubted(tmp_path: Path) -> None:
    assert len(findings(tmp_path, OUTLOOK, "$2.85 million - $2.58 million", "PL106")) == 1


def test_a_range_that_rises_is_silent(tmp_path: Path) -> None:
    assert findings(tmp_path, OUTLOOK, "$2.58 million - $2.85 million", "PL106") == []


def test_where_ranges_fall_by_habit_none_is_doubted(tmp_path: Path) -> None:
    page = OUTLOOK.replace("$121.0 million - $123.5 million", "$123.5 million - $121.0 million")
    assert findings(tmp_path, page, "$2.85 million - $2.58 million", "PL106") == []


@pytest.mark.parametrize(
    ("words", "ends"),
    [
        ("Charges are in the range of $9.0 million to $2.3 million.", ["9.0 million", "2.3 million"]),
        ("Increased charges are in the range of $9.0 million to $2.3 million.", ["9.0 million", "2.3 million"]),
        (
            "Revenues are expected to be between $121.0 million and $112.5 million.",
            ["121.0 million", "112.5 million"],
        ),
        ("We expect revenues of $121.0 million to $112.5 million.", ["121.0 million", "112.5 million"]),
    ],
)
def test_words_that_make_a_range_of_two_amounts_that_fall_are_doubted(
    tmp_path: Path, words: str, ends: list[str]
) -> None:
    path = tmp_path / "filing.htm"
    path.write_text(REMARK.format(cell=words), encoding="utf-8")
    audit = audit_file(path)
    (found,) = [finding for finding in audit.findings if finding.check == "PL106"]
    assert [audit.extraction.figures[at].text for at in found.figures] == ends


def test_a_range_that_falls_is_told_to_be_none(tmp_path: Path) -> None:
    (found,) = findings(tmp_path, REMARK, "Charges are in the range of $9.0 million to $2.3 million.", "PL106")
    assert "9.0 million to 2.3 million is no range" in found.message


@pytest.mark.parametrize(
    "words",
    [
        "Charges decreased from $5.2 million to $4.8 million.",
        "We expect charges to decrease from $5.2 million to $4.8 million.",
        "Charges are in the range of $2.3 million to $9.0 million.",
        "Revenues are expected to be between $112.5 million and $121.0 million.",
        "Charges and outlays were $9.0 million and $2.3 million.",
        "Output is in the range of $9.0 million to 2.3 million ounces.",
        "Charges fell $5.2 million to $4.8 million.",
    ],
)
def test_amounts_that_go_from_one_to_the_other_and_ranges_that_rise_are_silent(tmp_path: Path, words: str) -> None:
    assert findings(tmp_path, REMARK, words, "PL106") == []


@pytest.mark.parametrize(("more", "count"), [("", 0), (RISING, 1)])
def test_a_dashed_range_that_falls_is_doubted_only_beside_others_that_rise(
    tmp_path: Path, more: str, count: int
) -> None:
    assert len(findings(tmp_path, REMARK, f"Prices were $48.00 - $33.88. {more}", "PL106")) == count


@given(st.integers(1, 10**9))
def test_every_digit_too_many_is_a_slip_that_leads_back(number: int) -> None:
    shorter = [meant for meant in digits_too_many(number, 1) if meant and len(str(meant)) == len(str(number)) - 1]
    assert all(slip(number, meant) == "insertion" for meant in shorter)


@given(st.integers(1, 10**6), st.integers(0, 5))
def test_a_digit_typed_twice_is_always_found_again(number: int, at: int) -> None:
    digits = str(number)
    at = min(at, len(digits) - 1)
    assert number in set(typed_once(int(digits[: at + 1] + digits[at:])))
