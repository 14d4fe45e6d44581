"""Tagged numbers: what their words, format, scale and sign say to a machine."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from auditor.model.fact import Context, Tag
from auditor.model.figure import Period
from auditor.read.inline_xbrl import facts_of, value_of

YEAR = Context("c1", "example", Period(date(2023, 12, 31), date(2023, 1, 1)))


def tag(text: str, form: str | None = None, **attributes: str) -> Tag:
    return Tag("example:Revenues", "c1", "usd", text, format=form, **attributes)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "form", "value"),
    [
        ("1234", None, (1234, 0)),
        ("0.16", None, (16, -2)),
        ("26,441", "ixt:num-dot-decimal", (26441, 0)),
        ("26,441.50", "ixt:numdotdecimal", (2644150, -2)),
        (".5", "ixt4:num-dot-decimal", (5, -1)),
        ("26,441", "ixt1:numcommadot", (26441, 0)),
        ("26 441", "ixt:num-dot-decimal", (26441, 0)),
        ("26.441,5", "ixt:num-comma-decimal", (264415, -1)),
        ("26\u00a0441,5", "ixt:numspacecomma", (264415, -1)),
        ("26'441.5", "ixt5:num-dot-decimal-apos", (264415, -1)),
        ("12,34,567", "ixt:numdotdecimalin", (1234567, 0)),
        ("5 pounds 3 pence", "ixt:num-unit-decimal", (503, -2)),
        ("\u2014", "ixt:fixed-zero", (0, 0)),
        ("no", "ixt:fixed-zero", (0, 0)),
        ("-", "ixt2:zerodash", (0, 0)),
        ("two", "ixt-sec:numwordsen", (2, 0)),
        ("No", "ixt-sec:numwordsen", (0, 0)),
        ("one hundred and forty-four thousand", "ixt-sec:numwordsen", (144000, 0)),
    ],
)
def test_words_become_the_number_their_format_says(text: str, form: str | None, value: tuple[int, int]) -> None:
    assert value_of(tag(text, form)) == value


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("26,441", None),
        ("26.441,5", "ixt:num-dot-decimal"),
        ("1.2.3", "ixt:num-dot-decimal"),
        ("(26,441)", "ixt:num-dot-decimal"),
        ("", "ixt:num-dot-decimal"),
        ("n/a", "ixt:zerodash"),
        ("several", "ixt-sec:numwordsen"),
        ("and", "ixt-sec:numwordsen"),
        ("26,441", "ixt:date-monthname-day-year-en"),
        ("1" * 5_000, "ixt:num-dot-decimal"),
    ],
)
def test_what_the_format_does_not_allow_has_no_value(text: str, form: str | None) -> None:
    assert value_of(tag(text, form)) is None


def test_scale_and_sign_are_applied() -> None:
    assert value_of(tag("26,441", "ixt:num-dot-decimal", scale="3", sign="-")) == (-26441, 3)


def test_a_percentage_is_scaled_to_a_fraction_of_one() -> None:
    assert value_of(tag("12.5", scale="-2")) == (125, -3)


@pytest.mark.parametrize("attributes", [{"scale": "many"}, {"scale": "9" * 50}, {"sign": "+"}])
def test_an_impossible_attribute_leaves_no_value(attributes: dict[str, str]) -> None:
    assert value_of(tag("5", **attributes)) is None


def test_a_nil_fact_has_no_value_and_says_so() -> None:
    [fact] = facts_of([tag("", None)._replace(nil=True)], {"c1": YEAR}, {"usd": "USD"})
    assert (fact.mantissa, fact.nil) == (None, True)


def test_infinite_precision_is_none() -> None:
    facts = facts_of([tag("5", decimals="INF"), tag("5", decimals="-6")], {"c1": YEAR}, {})
    assert [fact.decimals for fact in facts] == [None, -6]


def test_unit_and_context_are_looked_up() -> None:
    [fact] = facts_of([tag("5")], {"c1": YEAR}, {"usd": "USD"})
    assert (fact.unit, fact.context) == ("USD", YEAR)


def test_an_unknown_context_keeps_its_id_without_a_period() -> None:
    [fact] = facts_of([tag("5")], {}, {})
    assert (fact.context.id, fact.context.period) == ("c1", None)


def test_facts_keep_the_order_and_number_of_their_tags() -> None:
    facts = facts_of([tag("5"), tag("x"), tag("7")], {"c1": YEAR}, {})
    assert [(fact.tag, fact.mantissa) for fact in facts] == [(0, 5), (1, None), (2, 7)]


@given(st.integers(0, 10**15), st.integers(0, 4), st.integers(-6, 12), st.booleans())
def test_a_grouped_number_comes_back_exactly(digits: int, places: int, scale: int, is_negative: bool) -> None:
    whole, fraction = divmod(digits, 10**places)
    text = f"{whole:,}" + (f".{fraction:0{places}d}" if places else "")
    value = value_of(tag(text, "ixt:num-dot-decimal", scale=str(scale), **({"sign": "-"} if is_negative else {})))
    assert value is not None
    assert value[0] == (-digits if is_negative else digits)
    assert not digits or value[1] == scale - places


@given(st.text(max_size=120), st.sampled_from(["", "ixt:num-unit-decimal", "ixt:numwordsen", "ixt:num-comma-decimal"]))
def test_any_words_give_a_number_or_nothing(text: str, form: str) -> None:
    value = value_of(tag(text, form))
    assert value is None or value[0] >= 0
