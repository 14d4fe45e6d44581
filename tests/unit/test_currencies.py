"""Currencies: a dollar of another country is none of ours."""

import pytest

from auditor.extract.currencies import currency_of


@pytest.mark.parametrize(
    ("words", "currency"),
    [
        ("(in millions of dollars, except per share)", "USD"),
        ("$ 1,234", "USD"),
        ("US$ 1,234", "USD"),
        ("(in thousands of U.S. dollars)", "USD"),
        ("(in millions of Canadian dollars)", "CAD"),
        ("C$ 1,234", "CAD"),
        ("Cdn$ 1,234", "CAD"),
        ("HK$ 1,234", "HKD"),
        ("A$ 1,234", "AUD"),
        ("(in Australian dollars)", "AUD"),
        ("NT$ 1,234", "TWD"),
        ("R$ 1,234", "BRL"),
        ("\u00a3 1,234", "GBP"),
        ("(in millions of euros)", "EUR"),
        ("RMB 1,234", "CNY"),
        ("CHF 1,234", "CHF"),
        ("Revenue 1,234", None),
    ],
)
def test_currency_is_the_one_that_is_named(words: str, currency: str | None) -> None:
    assert currency_of(words) == currency


def test_currency_named_most_often_is_the_tables() -> None:
    assert currency_of("\u00a3 1,234 \u00a3 5 and once $ 3") == "GBP"
