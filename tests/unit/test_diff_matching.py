"""Sequences side by side: laws of the alignment, and its bounds."""

from __future__ import annotations

from itertools import pairwise
from time import perf_counter

from hypothesis import given
from hypothesis import strategies as st

from auditor.amend.matching import aligned, alike, gaps
from auditor.amend.words import amount_of, compared, merged, runs, tokens

LETTERS = st.text(alphabet="abcd", max_size=40)
SENTENCES = st.text(alphabet="ab 12,.$()%", max_size=60)


@given(LETTERS, LETTERS)
def test_aligned_positions_rise_on_both_sides_and_hold_equal_items(before: str, after: str) -> None:
    pairs = aligned(before, after)
    assert all(before[i] == after[j] for i, j in pairs)
    assert all(one[0] < two[0] and one[1] < two[1] for one, two in pairwise(pairs))


@given(LETTERS)
def test_a_sequence_is_aligned_with_itself_whole(items: str) -> None:
    assert aligned(items, items) == [(i, i) for i in range(len(items))]


@given(LETTERS, st.integers(0, 40))
def test_one_item_taken_out_leaves_all_others_aligned(items: str, at: int) -> None:
    shorter = items[:at] + items[at + 1 :]
    assert len(aligned(items, shorter)) == len(shorter)


@given(LETTERS, LETTERS)
def test_gaps_and_pairs_cover_both_sides(before: str, after: str) -> None:
    pairs = aligned(before, after)
    stretches = list(gaps(pairs, len(before), len(after)))
    assert sum(high - low for low, high, _, _ in stretches) + len(pairs) == len(before)
    assert sum(last - first for _, _, first, last in stretches) + len(pairs) == len(after)


def test_long_repetition_is_aligned_in_little_time() -> None:
    begin = perf_counter()
    aligned("ab" * 20_000, "ba" * 20_000 + "c")
    assert perf_counter() - begin < 5


def test_the_likest_pairs_win_over_the_first() -> None:
    likeness = {(0, 0): 0.6, (0, 1): 0.9, (1, 1): 0.2}
    assert alike((0, 2, 0, 2), lambda i, j: likeness.get((i, j), 0.0), 0.5) == [(0, 1)]


@given(SENTENCES, SENTENCES)
def test_runs_print_both_texts_whole(original: str, amended: str) -> None:
    first, second = runs(original, amended)
    assert "".join(text for text, _ in first) == original
    assert "".join(text for text, _ in second) == amended


@given(SENTENCES)
def test_merged_with_itself_a_text_has_nothing_marked(text: str) -> None:
    assert all(after is None for _, after in merged(text, text))


def test_numbers_keep_signs_of_money_and_brackets() -> None:
    assert [token.text for token in tokens("a loss of $(0.02), 62% less")] == [
        "a", "loss", "of", "$(0.02)", ",", "62%", "less",
    ]  # fmt: skip


def test_a_number_replaced_by_a_number_is_no_change_of_words() -> None:
    both = compared("sales were $1,250 in all", "sales were $1,205 in all")
    assert (len(both.renumbered), both.reworded) == (1, False)


def test_amounts_are_read_by_their_digits() -> None:
    assert [amount_of(text) for text in ("$(0.02)", "1,250", "12.31.2003")] == [(-2, -2), (1250, 0), None]
