"""What two versions of one filing differ in: figures, words, tables that moved, sentences."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from auditor.amend import Difference, difference
from auditor.amend.model import Change
from auditor.extract import extract_all
from auditor.model.audit import Audit
from auditor.pipeline import audit_file

ROOT = Path(__file__).resolve().parents[2]
FIXTURES = ROOT / "tests" / "fixtures"

RELEASE = """\
                          CALDER OPTICAL WORKS, INC.

     Calder earned $1,203 in the second quarter of 2003, more than a year ago. The
annual meeting is on May 14, 2004.

                     Consolidated Statements of Operations
                                (in thousands)

                                              Three Months Ended June 30,
                                                 2003          2002
                                              ----------    ----------
Sales of products                             $   12,405    $   11,310
Sales of services                                  3,204         2,957
                                              ----------    ----------
  Total sales                                     15,609        14,267
Cost of sales                                      9,871         9,204
Goodwill                                           1,402         1,377
                                              ----------    ----------
  Operating profit                                 4,336         3,686
                                              ==========    ==========

                          Consolidated Balance Sheets
                                (in thousands)

                                               June 30,     December 31,
                                                 2003          2002
                                              ----------    ----------
Cash and cash equivalents                     $    8,114    $    6,930
Accounts receivable                                6,322         6,108
Inventories                                        9,418         9,206
                                              ----------    ----------
  Total current assets                            23,854        22,244
                                              ==========    ==========
"""


def read(path: Path) -> Audit:
    audit = audit_file(path)
    if audit.failure is not None and audit.failure.kind == "no-figures":
        return replace(audit, extraction=extract_all(audit.documents), failure=None)
    return audit


def versions(folder: Path, original: str, amended: str) -> Difference:
    audits = []
    for name, text in (("original.txt", original), ("amended.txt", amended)):
        (folder / name).write_text(text, encoding="utf-8")
        audits.append(read(folder / name))
    return difference(*audits)


def prints(change: Change) -> tuple[str | None, str | None]:
    return change.original and change.original.text, change.amended and change.amended.text


@pytest.mark.parametrize(
    "path", sorted([*(ROOT / "examples").iterdir(), *FIXTURES.glob("*.txt")]), ids=lambda p: p.name
)
def test_a_filing_does_not_differ_from_itself(path: Path) -> None:
    audit = read(path)
    found = difference(audit, audit)
    assert (found.kind, found.changes, found.wordings, found.removed, found.added) == ("none", (), (), (), ())
    assert not found.fate.gone and not found.fate.new


def test_one_figure_is_one_change(tmp_path: Path) -> None:
    found = versions(tmp_path, RELEASE.replace("15,609", "15,069"), RELEASE)
    assert [prints(change) for change in found.changes] == [("15,069", "15,609")]
    assert (found.wordings, found.removed, found.added) == ((), (), ())


def test_a_slip_that_contradicts_is_a_typo_and_was_foreseen(tmp_path: Path) -> None:
    found = versions(tmp_path, RELEASE.replace("15,609", "15,069"), RELEASE)
    assert (found.kind, found.changes[0].slip, found.changes[0].suspicion) == ("typo", "transposition", "exact")
    assert found.fate.gone and not found.fate.new


def test_a_finding_that_both_versions_have_remains(tmp_path: Path) -> None:
    wrong = RELEASE.replace("23,854", "23,584")
    found = versions(tmp_path, wrong, wrong.replace("14, 2004", "15, 2004"))
    assert len(found.fate.remaining) == 1 and not found.fate.gone and not found.fate.new


def test_a_slip_that_the_amendment_brings_is_a_new_finding(tmp_path: Path) -> None:
    found = versions(tmp_path, RELEASE, RELEASE.replace("15,609", "15,069"))
    assert found.fate.new and not found.fate.gone


def test_a_renamed_line_is_words_and_no_figure(tmp_path: Path) -> None:
    found = versions(tmp_path, RELEASE, RELEASE.replace("Goodwill    ", "Amortization"))
    assert [(w.place, w.original, w.amended) for w in found.wordings] == [("label", "Goodwill", "Amortization")]
    assert (found.changes, found.kind, found.differs) == ((), "relabelling", True)


def test_a_caption_of_another_scale_is_told_once(tmp_path: Path) -> None:
    found = versions(tmp_path, RELEASE, RELEASE.replace("(in thousands)", "(in millions)", 1))
    scales = [w for w in found.wordings if w.place == "scale"]
    assert (len(scales), len(scales[0].figures), found.changes) == (1, 12, ())


def test_a_column_head_is_words_and_no_figure(tmp_path: Path) -> None:
    found = versions(tmp_path, RELEASE, RELEASE.replace("Three Months Ended June 30,", "Three Months Ended July 31,"))
    assert {w.place for w in found.wordings} == {"column head"}
    assert found.changes == ()


@pytest.mark.parametrize(
    ("before", "after"),
    [("second quarter", "third quarter"), ("May 14, 2004", "May 15, 2004"), ("more than", "less than")],
)
def test_words_of_a_sentence_are_no_figure(tmp_path: Path, before: str, after: str) -> None:
    found = versions(tmp_path, RELEASE, RELEASE.replace(before, after))
    assert [w.place for w in found.wordings] == ["sentence"]
    assert (found.changes, found.differs) == ((), False)


def test_an_amount_of_a_sentence_is_a_figure(tmp_path: Path) -> None:
    found = versions(tmp_path, RELEASE, RELEASE.replace("$1,203", "$1,230"))
    assert [prints(change) for change in found.changes] == [("1,203", "1,230")]
    assert found.wordings == ()


def test_a_line_left_out_is_added_and_the_failing_sum_accounts_for_it(tmp_path: Path) -> None:
    lines = RELEASE.splitlines(keepends=True)
    without = "".join(line for line in lines if not line.startswith("Sales of services"))
    found = versions(tmp_path, without, RELEASE)
    assert [prints(change) for change in found.changes] == [(None, "3,204"), (None, "2,957")]
    assert all(change.settles for change in found.changes)


def test_a_table_that_moved_has_not_changed(tmp_path: Path) -> None:
    head, statement, sheet = RELEASE.partition("                     Consolidated Statements")[0], "", ""
    rest = RELEASE[len(head) :]
    cut = rest.index("                          Consolidated Balance Sheets")
    statement, sheet = rest[:cut], rest[cut:]
    found = versions(tmp_path, RELEASE, f"{head}{sheet}\n\n{statement}")
    assert (found.changes, found.wordings, found.kind) == ((), (), "none")


def test_a_sentence_that_wraps_otherwise_has_not_changed(tmp_path: Path) -> None:
    found = versions(tmp_path, RELEASE, RELEASE.replace("a year ago. The\nannual", "a year\nago. The annual"))
    assert (found.changes, found.wordings, found.removed, found.added) == ((), (), (), ())


def test_an_unreadable_print_is_no_zero(tmp_path: Path) -> None:
    found = versions(tmp_path, RELEASE.replace("  9,871", "  9,8?1"), RELEASE)
    assert all(c.original is None or c.original.value is None for c in found.changes)


def test_two_filings_without_tables_are_compared_by_their_sentences(tmp_path: Path) -> None:
    found = versions(tmp_path, "Sales rose to $26.4 million.\n", "Sales rose to $24.6 million.\n")
    assert [prints(change) for change in found.changes] == [("26.4 million", "24.6 million")]


AMOUNTS = st.lists(st.integers(1_000, 99_999), min_size=3, max_size=6)


def statement(amounts: list[int], left_out: int | None) -> str:
    rows = [f"Item {'ABCDEF'[at]} of the list{amount:>20,}" for at, amount in enumerate(amounts) if at != left_out]
    return "\n".join(
        ["   Schedule of items", "", f"{'2003':>38}", *rows, f"{'  Total items':<18}{sum(amounts):>20,}", ""]
    )


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(AMOUNTS, st.integers(0, 2))
def test_swapped_versions_swap_what_was_added_and_removed(tmp_path: Path, amounts: list[int], at: int) -> None:
    one, other = statement(amounts, None), statement(amounts, at)
    there, back = versions(tmp_path, one, other), versions(tmp_path, other, one)
    assert sorted(prints(c) for c in there.changes if c.happened == "removed") == sorted(
        (after, before) for before, after in (prints(c) for c in back.changes if c.happened == "added")
    )
    assert sum(c.happened == "added" for c in there.changes) == sum(c.happened == "removed" for c in back.changes)


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(AMOUNTS, st.integers(0, 2), st.integers(1, 999))
def test_one_amount_changed_is_one_change_in_any_schedule(tmp_path: Path, amounts: list[int], at: int, by: int) -> None:
    changed = [amount + by * (place == at) for place, amount in enumerate(amounts)]
    total = f"{sum(amounts):,}"
    found = versions(tmp_path, statement(amounts, None), statement(changed, None).replace(f"{sum(changed):,}", total))
    assert [prints(change) for change in found.changes] == [(f"{amounts[at]:,}", f"{changed[at]:,}")]


def test_last_years_amount_left_standing_is_a_slip(tmp_path: Path) -> None:
    found = versions(tmp_path, RELEASE.replace("   12,405", "   11,310"), RELEASE)
    assert [change.slip for change in found.changes] == ["stale"]


def test_heads_that_share_out_their_words_otherwise_are_read_not_printed_anew(tmp_path: Path) -> None:
    wider = RELEASE.replace("       2003          2002\n", "     2003            2002\n", 1)
    assert versions(tmp_path, RELEASE, wider).wordings == ()


def test_the_header_of_a_submission_is_no_sentence(tmp_path: Path) -> None:
    header = (
        "ACCESSION NUMBER:\t\t0000912057-03-000001\nCONFORMED SUBMISSION TYPE:\t10-Q\nFILED AS OF DATE:\t20030814\n\n"
    )
    changed = header.replace("000001", "000007").replace("10-Q", "10-Q/A").replace("0814", "0901")
    found = versions(tmp_path, header + RELEASE, changed + RELEASE)
    assert (found.kind, found.wordings, found.changes) == ("none", (), ())


def test_two_companies_are_remarked(tmp_path: Path) -> None:
    found = versions(tmp_path, RELEASE + "\n   CALDER OPTICAL WORKS, INC.\n", RELEASE.replace("CALDER", "WENLOCK"))
    assert any("companies" in remark for remark in found.remarks)
