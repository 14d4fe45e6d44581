"""What a number is in its sentence, which way a change goes, and what the words before it widen."""

from __future__ import annotations

import time

import pytest

from auditor.extract.prose import every_amount
from auditor.extract.prose.hedges import hedge
from auditor.extract.prose.roles import roles
from auditor.extract.prose.unread import unread


def read(sentence: str) -> list[tuple[str, str, str | None]]:
    """(text, exact value, unit) of each amount."""
    return [(a.text, f"{a.mantissa}E{a.exponent}", a.unit) for a in every_amount(sentence)]


def parts(sentence: str) -> list[tuple[str, str, int]]:
    """(text, role, direction) of each amount."""
    found = every_amount(sentence)
    return [(a.text, part.role, part.direction) for a, part in zip(found, roles(sentence, found), strict=True)]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Margin rose 500 basis points.", ("500", "500E0", "bp")),
        ("Margin rose 25 bps.", ("25", "25E0", "bp")),
        ("Margin rose 4.5 percentage points.", ("4.5", "45E-1", "points")),
        ("Margin rose 5 points.", ("5", "5E0", "points")),
        ("Sales rose twenty-five percent.", ("twenty-five", "25E0", "percent")),
        ("The current ratio was 4.5:1 then.", ("4.5", "45E-1", "times")),
        ("The ratio of debt to equity was 7.59 to 1 then.", ("7.59", "759E-2", "times")),
        ("Sales doubled.", ("doubled", "2E0", "times")),
        ("Sales more than quadrupled.", ("quadrupled", "4E0", "times")),
        ("Sales halved.", ("halved", "5E-1", "times")),
        ("Sales grew nine-fold.", ("nine-fold", "9E0", "times")),
        ("Sales grew 12-fold.", ("12", "12E0", "times")),
        ("It cost negative seven cents per ounce.", ("seven cents", "-7E-2", "USD/oz")),
        ("It cost negative 22 cents per ounce.", ("22 cents", "-22E-2", "USD/oz")),
        ("It made one million ounces.", ("one million", "1E6", "oz")),
        ("Ore of half an ounce per ton.", ("half an ounce", "5E-1", "oz/ton")),
        ("Ore of a third of an ounce of gold per ton.", ("a third of an ounce", "33E-2", "oz/ton")),
        ("Revenue was $47.3M in all.", ("47.3M", "473E5", "USD")),
        ("Revenue was $1.2bn in all.", ("1.2bn", "12E8", "USD")),
        ("It paid 5 million dollars.", ("5 million", "5E6", "USD")),
        ("Margin was (1.1)% then.", ("(1.1)", "-11E-1", "percent")),
        ("Debt fell (-37%) then.", ("37", "-37E0", "percent")),
        ("Some 2.2 billion devices are active.", ("2.2 billion", "22E8", None)),
    ],
)
def test_an_amount_is_read_with_its_value_and_unit(sentence: str, expected: tuple[str, str, str | None]) -> None:
    assert read(sentence) == [expected]


@pytest.mark.parametrize(
    "sentence",
    [
        "A 2:1 stock split was made in March.",
        "The 14 bit 1:2 register ships now.",
        "Dec 31, 2021 % Change from",
        "Each holder has one vote for one share.",
        "It is a twofold matter of a dollar.",
    ],
)
def test_what_is_no_amount_is_not_read(sentence: str) -> None:
    assert [a for a in read(sentence) if a[2] not in (None, "times")] == []


def test_both_ends_of_a_range_take_the_scale_that_the_second_names() -> None:
    assert [value for _, value, _ in read("between $190 and $195 million of revenue")] == ["190E6", "195E6"]


def test_an_amount_far_smaller_than_the_next_keeps_its_own_scale() -> None:
    assert [value for _, value, _ in read("from $500 to $1.2 million of revenue")] == ["500E0", "12E5"]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Revenue was up 62% in all.", [("62", "change", 1)]),
        ("An 895% increase in gross profit.", [("895", "change", 1)]),
        ("Costs decreased 13% in all.", [("13", "change", -1)]),
        ("A 24% decline in shipments.", [("24", "change", -1)]),
        ("Margin improved by 340 basis points.", [("340", "change", 0)]),
        ("Costs were $5 million lower than before.", [("5 million", "delta", -1)]),
        ("Costs increased $28.2 million.", [("28.2 million", "delta", 1)]),
        ("A $223 million decline in sales.", [("223 million", "delta", -1)]),
        ("Costs rose $94 million or 7%.", [("94 million", "delta", 1), ("7", "change", 1)]),
        ("Costs rose $70 million (23.2 percent).", [("70 million", "delta", 1), ("23.2", "change", 1)]),
        ("Sales grew 10% and 5%, respectively.", [("10", "change", 1), ("5", "change", 1)]),
        ("Sales increased to $5 million.", [("5 million", "level", 0)]),
        ("Sales increased 9% to $5 million.", [("9", "change", 1), ("5 million", "level", 0)]),
        ("Margin was 18.2 percent.", [("18.2", "level", 0)]),
        ("It made up 62% of sales.", [("62", "share", 0)]),
        ("We expect growth of 5%.", [("5", "outlook", 0)]),
        (
            "Sales rise to between $5 million and $6 million.",
            [("5 million", "outlook", 0), ("6 million", "outlook", 0)],
        ),
        ("It went from $3 million to $5 million.", [("3 million", "level", 0), ("5 million", "level", 0)]),
        ("Profit nearly doubled.", [("doubled", "change", 1)]),
        ("Profit halved.", [("halved", "change", -1)]),
        ("Having outdone expectations, sales rose 5%.", [("5", "change", 1)]),
    ],
)
def test_the_part_of_a_number_and_its_direction_are_told_by_its_words(
    sentence: str, expected: list[tuple[str, str, int]]
) -> None:
    assert parts(sentence) == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("It earned about $5 million.", "about"),
        ("It earned nearly $5 million.", "under"),
        ("It earned just under $5 million.", "under"),
        ("It earned less than $5 million.", "most"),
        ("It earned up to $5 million.", "most"),
        ("It earned more than $5 million.", "over"),
        ("It earned well over $5 million.", "over"),
        ("It earned at least $5 million.", "least"),
        ("Sales more than doubled.", "over"),
        ("It produced 5+ million ounces and 3+ ounces.", "over"),
        ("Sales were up 9% over $5 million.", None),
        ("A 62% increase over $5 million.", None),
        ("It earned $5 million.", None),
    ],
)
def test_the_words_before_an_amount_widen_it_on_their_side(sentence: str, expected: str | None) -> None:
    last = every_amount(sentence)[-1]
    assert hedge(sentence, last.start, last.end) == expected


def test_numbers_with_a_unit_that_are_read_as_nothing_are_counted() -> None:
    sentence = "It sold for \u20ac5.20 and 6-10% of $3 million."
    assert unread(sentence, every_amount(sentence)) == 2


@pytest.mark.parametrize("words", ["up by 5% to $", "between 5 and ", "nearly a third of an ", "increase more than "])
def test_a_long_hostile_sentence_is_read_in_linear_time(words: str) -> None:
    def seconds(times: int) -> float:
        sentence = words * times
        begin = time.perf_counter()
        roles(sentence, every_amount(sentence))
        return time.perf_counter() - begin

    short, long = (min(seconds(times) for _ in range(3)) for times in (40, 400))
    assert long < 40 * (short + 0.01)
