"""Two figures wrong in sums that overlap, and what a finding says where nothing tells one suspect from the next."""

from __future__ import annotations

from tests.paper import tabulate
from tests.unit.test_decode import audited

ASSETS = [
    ("Cash", "37,151", "28,344", "25,918"),
    ("Receivables", "26,418", "22,012", "20,677"),
    ("Inventories", "14,603", "13,977", "13,152"),
    ("---",),
    ("Total current assets", "78,172", "64,333", "59,747"),
    ("---",),
    ("Property", "52,806", "48,119", "46,235"),
    ("Goodwill", "11,740", "9,868", "9,124"),
    ("---",),
    ("Total assets", "142,718", "122,320", "115,106"),
]


def misprinted(**amounts: str) -> list[tuple[str, ...]]:
    """The assets with other amounts in the first column, by label; underscores for blanks."""
    wrong = {label.replace("_", " "): text for label, text in amounts.items()}
    return [(row[0], wrong.get(row[0], row[1]), *row[2:]) if len(row) > 1 else row for row in ASSETS]


def test_a_wrong_part_under_a_wrong_subtotal_is_found_with_it() -> None:
    extraction = tabulate(misprinted(Total_current_assets="78,712", Receivables="26,481"))
    (finding,) = audited(extraction)[1]
    assert {s.suggested_text for s in finding.suspects} == {"78,172", "26,418"}


def test_the_message_names_both_figures_that_are_wrong_together() -> None:
    extraction = tabulate(misprinted(Total_current_assets="78,712", Receivables="26,481"))
    (finding,) = audited(extraction)[1]
    assert "together these do: 26,481 (Receivables) on line 2 for 26,418 and 78,712" in finding.message


def test_a_wrong_subtotal_alone_is_one_figure() -> None:
    (finding,) = audited(tabulate(misprinted(Total_current_assets="78,712")))[1]
    assert [s.suggested_text for s in finding.suspects] == ["78,172"]


def test_parts_that_explain_a_difference_alike_are_all_named_and_none_is_called_probable() -> None:
    (finding,) = audited(tabulate(misprinted(Inventories="14,608")))[1]
    assert "Probably" not in finding.message
    assert "14,608 for 14,603 (Inventories)" in finding.message


def test_a_suspect_that_stands_out_is_named_by_its_label() -> None:
    (finding,) = audited(tabulate(misprinted(Receivables="26,148")))[1]
    assert finding.message.endswith(
        "Probably 26,148 (Receivables) on line 2 should read 26,418: two digits transposed."
    )


def test_a_nought_may_be_a_round_amount_without_its_first_digit() -> None:
    rows = [("Deposits", "800", "700"), ("Advances", "3,219", "3,104"), ("---",), ("Total", "4,019", "3,804")]
    wrong = [("Deposits", "0", "700"), *rows[1:]]
    found = audited(tabulate(wrong, rows[1:2]))[1]
    assert [(f.suspects[0].suggested_text, f.suspects[0].typo) for f in found] == [("800", "omission")]


def test_a_repair_that_leaves_a_wide_difference_to_rounding_yields_to_an_exact_one() -> None:
    rows = [
        ("Wages", "45,120", "43,107"),
        ("Rent", "12,870", "12,466"),
        ("Power", "6,183", "6,054"),
        ("Freight", "2,947", "2,815"),
        ("---",),
        ("Total expenses", "67,120", "64,442"),
    ]
    wrong = [("Wages", "45,122", "43,107"), ("Rent", "12,370", "12,466"), *rows[2:]]  # 498 short: 500 less 2
    exact = [("Wages", "45,120", "43,107"), ("Rent", "12,370", "12,466"), *rows[2:]]
    (sure,) = audited(tabulate(exact))[1]
    unsure = [s.confidence for f in audited(tabulate(wrong))[1] for s in f.suspects if s.suggested_text == "12,870"]
    assert sure.suspects[0].suggested_text == "12,870"
    assert all(confidence <= sure.suspects[0].confidence for confidence in unsure)
