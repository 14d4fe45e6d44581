"""Share counts: basic within diluted, counts out of proportion, restated columns, scales left unsaid."""

from __future__ import annotations

import pytest

from auditor.casebook import extraction_of
from auditor.identify.hypothesis import weigh
from auditor.identify.share_counts import _kind, hypotheses

STATEMENT = """
Consolidated Statements of Income (in thousands, except per share)

| label                           | 2003 | 2002 | 2001 |
"""


def failures(section: str) -> set[tuple[str, str, tuple[str, ...]]]:
    """(check, form, texts) of what the pass confirms and finds violated."""
    extraction = extraction_of(section)
    return {
        (i.check, i.form, tuple(extraction.figures[f].text for f in i.figures))
        for h in hypotheses(extraction)
        for i in weigh(extraction.figures, h)
        if i.status == "violated" and i.standing == "confirmed"
    }


@pytest.mark.parametrize(
    ("label", "path", "kind"),
    [
        ("Shares used to compute diluted net income per share", (), "diluted"),
        ("Basic", ("Weighted average shares outstanding:",), "basic"),
        ("Shares used in computing basic and diluted loss per share", (), "both"),
        ("Effect of dilutive securities: options", ("Denominator:",), None),
        ("Basic", ("Earnings per common share:",), None),
    ],
)
def test_a_label_or_its_heading_names_the_kind_of_shares(label: str, path: tuple[str, ...], kind: str | None) -> None:
    assert _kind(label, path) == kind


def test_basic_shares_above_the_diluted_ones_are_reported() -> None:
    rows = "| Basic weighted average shares | 86,533 | 26,253 | 26,131 |\n"
    rows += "| Diluted weighted average shares | 26,984 | 26,972 | 27,112 |\n"
    assert ("EP103", "bound", ("86,533", "26,984")) in failures(STATEMENT + rows)


def test_two_columns_of_too_many_basic_shares_are_a_misreading_and_not_reported() -> None:
    rows = "| Basic weighted average shares | 26,984 | 26,972 | 26,131 |\n"
    rows += "| Diluted weighted average shares | 26,207 | 26,253 | 27,112 |\n"
    assert failures(STATEMENT + rows) == set()


def test_shares_that_differ_in_a_loss_are_reported() -> None:
    rows = "| Net loss | (3,112) | (2,001) | (1,204) |\n"
    rows += "| Basic weighted average shares | 26,533 | 26,253 | 26,131 |\n"
    rows += "| Diluted weighted average shares | 26,583 | 26,253 | 26,131 |\n"
    assert ("EP103", "equal", ("26,533", "26,583")) in failures(STATEMENT + rows)


def test_a_count_ten_times_its_neighbours_is_out_of_proportion() -> None:
    rows = "| Basic and diluted weighted average shares | 25,816 | 257,055 | 25,730 |\n"
    assert ("EP104", "bound", ("257,055", "25,816")) in failures(STATEMENT + rows)


def test_a_negative_count_is_out_of_proportion() -> None:
    rows = "| Basic weighted average shares | 26,533 | 26,253 | 26,131 |\n"
    rows += "| Diluted weighted average shares | 26,984 | (26,972) | 27,112 |\n"
    assert {check for check, _, _ in failures(STATEMENT + rows)} == {"EP103", "EP104"}


def test_a_split_that_the_earnings_per_share_show_is_left_alone() -> None:
    rows = "| Net income | 27,460 | 21,533 | 19,774 |\n| Basic earnings per share | 0.69 | 2.15 | 1.98 |\n"
    rows += "| Basic weighted average shares | 40,084 | 10,014 | 9,987 |\n"
    assert failures(STATEMENT + rows) == set()


def test_a_note_that_leaves_its_scale_unsaid_ties_to_the_statement() -> None:
    section = STATEMENT + "| Basic weighted average shares | 131,696 | 130,021 | 125,071 |\n"
    section += "\nNote 5\n\n| label | 2003 | 2002 | 2001 |\n"
    section += "| Denominator: weighted average shares, basic | 131,969 | 130,021 | 125,071 |\n"
    assert ("TI101", "equal", ("131,696", "131,969")) in failures(section)
