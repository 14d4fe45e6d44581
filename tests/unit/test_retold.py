"""One fact told twice in sentences: which pairs are one fact, and what is said where their amounts differ."""

from __future__ import annotations

from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from auditor.catalogue import load_checks
from auditor.extract.prose import claims
from auditor.identify.told.likeness import likeness
from auditor.identify.told.retold import RETOLD, identities
from auditor.identify.told.tellings import BEFORE, BEHIND, tellings, weights
from auditor.model.audit import Extraction
from auditor.model.document import Document
from auditor.model.identity import Identity
from auditor.pipeline import audit_file

BETWEEN = " ".join(["Nothing in this passage prints an amount, and it tells of the weather at the mill."] * 14)
MILL = (
    "In 2003 the Company paid ${} million in cash for the paper mill at Arden, of which ${} million was for its"
    " timber rights."
)
NOTE = (
    "The Company paid ${} million in cash for the paper mill at Arden in 2003, and ${} million of this was for timber"
    " rights."
)
BRIDGE = (
    "The bridge over the lower river was repaired in 2003 by a local builder at a cost of ${} million to the Company."
)


def extracted(*paragraphs: str, between: str = BETWEEN) -> Extraction:
    text = f"\n\n{between}\n\n".join(paragraphs) + "\n"
    starts = (0, *(i + 1 for i, character in enumerate(text[:-1]) if character == "\n"))
    return Extraction((), *claims(Document("d1", "x.txt", "text", text, "", starts), (), ()))


def retold(*paragraphs: str, between: str = BETWEEN) -> list[Identity]:
    return identities(extracted(*paragraphs, between=between))


def outcomes(*paragraphs: str, between: str = BETWEEN) -> list[tuple[str, ...]]:
    """(status, the amounts as printed …) of every identity."""
    extraction = extracted(*paragraphs, between=between)
    return [(one.status, *(extraction.figures[f].text for f in one.figures)) for one in identities(extraction)]


def test_a_fact_told_in_other_order_with_its_other_amount_is_one_fact() -> None:
    assert ("holds", "48.2 million", "48.2 million") in outcomes(
        MILL.format("48.2", "11.9"), NOTE.format("48.2", "11.9")
    )


def test_a_sentence_told_again_word_by_word_is_one_fact() -> None:
    assert outcomes(BRIDGE.format("26.4"), BRIDGE.format("26.4")) == [("holds", "26.4 million", "26.4 million")]


@pytest.mark.parametrize("mistyped", ["84.2", "48.7", "42.8"])
def test_one_slip_in_the_second_telling_is_violated(mistyped: str) -> None:
    found = outcomes(MILL.format("48.2", "11.9"), MILL.format(mistyped, "11.9"))
    assert ("violated", "48.2 million", f"{mistyped} million") in found


def test_a_violation_is_a_confirmed_warning_of_its_own_check() -> None:
    violated = next(one for one in retold(BRIDGE.format("26.4"), BRIDGE.format("24.6")) if one.status == "violated")
    assert (violated.check, violated.origin, violated.form) == (RETOLD, "prose", "equal")
    assert (violated.standing, violated.severity, violated.guards) == ("confirmed", "warning", True)


def test_an_amount_no_slip_explains_is_another_fact() -> None:
    assert outcomes(BRIDGE.format("26.4"), BRIDGE.format("31.9")) == []


def test_one_digit_amounts_differ_by_chance_and_are_passed_over() -> None:
    assert outcomes(BRIDGE.format("6"), BRIDGE.format("8")) == []


def test_two_digit_amounts_are_not_held_to_words_without_a_year_or_another_amount() -> None:
    plain = BRIDGE.replace("in 2003 ", "")
    assert outcomes(plain.format("26"), plain.format("46")) == []


def test_the_same_amount_in_other_digits_holds() -> None:
    found = outcomes(BRIDGE.format("26.4"), BRIDGE.replace("${} million", "$26,400,000"))
    assert found == [("holds", "26.4 million", "26,400,000")]


@pytest.mark.parametrize(
    ("word", "other"),
    [
        ("2003", "2002"),
        ("repaired", "not repaired, but for excluding"),
        ("bridge", "weir"),
        ("at a cost", "in May at a cost"),
    ],
    ids=["year", "qualifier", "name", "one word more"],
)
def test_words_that_differ(word: str, other: str) -> None:
    """A word more does not make another fact; another year, another name, a qualifying word do."""
    found = outcomes(BRIDGE.format("26.4"), BRIDGE.replace(word, other).format("24.6"))
    assert bool(found) == (other == "in May at a cost")


def test_two_months_are_two_facts() -> None:
    dated = BRIDGE.replace("in 2003", "in {} 2003")
    assert outcomes(dated.format("May", "26.4"), dated.format("June", "24.6")) == []


def test_another_amount_beside_that_differs_says_another_fact() -> None:
    assert outcomes(MILL.format("48.2", "11.9"), MILL.format("42.8", "17.3")) == []


def test_a_sentence_that_prints_both_amounts_is_right() -> None:
    both = MILL.format("48.2", "11.9").replace("rights.", "rights, and $42.8 million for two others.")
    assert all(status == "holds" for status, *_ in outcomes(both, MILL.format("42.8", "11.9")))


def test_two_facts_that_are_each_told_twice_are_both_right() -> None:
    told = [BRIDGE.format(amount) for amount in ("26.4", "24.6", "26.4", "24.6")]
    assert [status for status, *_ in outcomes(*told)] == ["holds", "holds"]


def test_amounts_that_tables_bear_out_are_both_right() -> None:
    extraction = extracted(BRIDGE.format("26.4"), BRIDGE.format("24.6"))
    assert len(identities(extraction)) == 1
    assert identities(extraction, borne_out={0, 1}) == []


def test_neighbouring_sentences_tell_of_two_things_by_one_formula() -> None:
    assert outcomes(BRIDGE.format("26.4"), BRIDGE.format("24.6"), between="It rained.") == []


def test_percentages_are_told_again_too() -> None:
    share = "Sales of packaging to one wholesale customer in Norway made up {}% of all revenues in 2003."
    assert outcomes(share.format("12.4"), share.format("14.2")) == [("violated", "12.4", "14.2")]


def test_the_third_telling_locates_the_mistyped_one(tmp_path) -> None:  # type: ignore[no-untyped-def]
    table = "\n\n".join(
        ["Consolidated Balance Sheets\n(in thousands)", "                    2003        2002"]
        + [
            f"{name:<18}{first:>8,}    {second:>8,}"
            for name, first, second in (("Cash", 4_120, 3_870), ("Timber", 960, 980))
        ]
    )
    told = [MILL.format(amount, "11.9") for amount in ("48.2", "48.2", "42.8")]
    path = tmp_path / "filing.txt"
    path.write_text(f"\n\n{BETWEEN}\n\n".join([*told, table]) + "\n", encoding="utf-8")
    audited = audit_file(path)
    finding = next(one for one in audited.findings if one.check == RETOLD)
    assert audited.extraction.figures[finding.suspects[0].figure].text == "42.8 million"
    assert finding.suspects[0].suggested_text == "48.2 million"


def test_the_check_is_in_the_catalogue_and_warns() -> None:
    check = load_checks()[RETOLD]
    assert (check.name, check.severity) == ("retold-amount-differs", "warning")


@given(
    st.lists(
        st.sampled_from(["sales", "2003", "2002", "May", "June", "up", "down", "$7.5 million", "the", "mill"]),
        max_size=40,
    )
)
def test_a_telling_is_wholly_like_itself(words: list[str]) -> None:
    told = tellings(extracted(" ".join(["On", *words, "stood $26.4 million."])))
    alone = told[-1]
    like = likeness(alone, alone, weights(told))
    assert not like.contrary
    assert like.verbatim
    assert len(alone.before) <= BEFORE and len(alone.behind) <= BEHIND


@given(
    st.lists(st.sampled_from(["sales", "2003", "2002", "May", "fell", "rose", "$7.5 million", "net"]), max_size=12),
    st.randoms(),
)
def test_likeness_is_the_same_either_way_round(words: list[str], random) -> None:  # type: ignore[no-untyped-def]
    shuffled = random.sample(words, len(words))
    told = tellings(extracted(*(" ".join(["On", *order, "stood $26.4 million."]) for order in (words, shuffled))))
    one, other = (
        next(t for t in told[::-1] if t.claim.paragraph == place) for place in sorted({t.claim.paragraph for t in told})
    )
    worth = weights(told)
    assert likeness(one, other, worth).bits == pytest.approx(likeness(other, one, worth).bits)


def test_many_like_sentences_take_linear_time() -> None:
    def seconds(count: int) -> float:
        extraction = extracted(*(BRIDGE.format(f"{10 + i % 89}.{i % 10}") for i in range(count)), between="It rained.")
        begin = process_time()
        identities(extraction)
        return process_time() - begin

    short, long = (min(seconds(count) for _ in range(3)) for count in (400, 1600))
    assert long < 12 * max(short, 0.02)
