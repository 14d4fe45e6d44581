"""Names that sentences give to lines: what one amount is called, another may be."""

from __future__ import annotations

import pytest

from auditor.identify.told import verdicts
from auditor.identify.told.aliases import aliases
from auditor.identify.told.lines import ledger
from tests.sentences import STATEMENT, filing

PROVISIONS = """
{title} (in thousands)

| label                               |   2003 |   2002 |
| Contingencies                       |        |        |
|   Provision for environmental matters | 23,147 | 20,918 |
|   Retirement obligations              |  8,853 |  7,961 |
"""
PLAIN, PRO_FORMA = PROVISIONS.format(title="Provisions"), PROVISIONS.format(title="Pro forma provisions")
LEARNT = "Environmental accruals were $23.1 million."
SLIPPED = "In 2002, environmental accruals were $29.0 million."  # 20.9


def accused(words: str, section: str = PLAIN) -> list[str]:
    return [one.bound.context.figure.text for one in verdicts(filing(words, STATEMENT + section)) if one.accuses]


def learnt(words: str, section: str = PLAIN) -> set[frozenset[str]]:
    """The names that sentences give to lines."""
    read = filing(words, STATEMENT + section)
    found = aliases(ledger(read), verdicts(read))
    return {line.label for line in found.book.lines} if found is not None else set()


def test_an_amount_is_held_against_the_line_that_another_sentence_calls_so() -> None:
    assert accused(f"{LEARNT}\n\n{SLIPPED}") == ["29.0 million"]


def test_without_the_other_sentence_its_words_accuse_nobody() -> None:
    assert accused(SLIPPED) == []


def test_it_was_to_meet_the_cell_of_its_own_period() -> None:
    read = filing(f"{LEARNT}\n\n{SLIPPED}", STATEMENT + PLAIN)
    failing = verdicts(read)[-1]
    assert [read.figures[cell].text for cell in failing.cells] == ["20,918"]


def test_a_name_is_learnt_from_a_sentence_that_comes_later() -> None:
    assert accused(f"{SLIPPED}\n\n{LEARNT}") == ["29.0 million"]


def test_the_words_of_a_sentence_that_holds_are_a_name() -> None:
    assert learnt(LEARNT) == {frozenset({"environmental", "accrual"})}


@pytest.mark.parametrize("name", ["Provision for environmental matters", "The environmental provision"])
def test_a_name_of_the_tables_own_words_is_none(name: str) -> None:
    assert learnt(f"{name} was $23.1 million in 2003.") == set()


@pytest.mark.parametrize(("name", "count"), [("Contingencies", 0), ("Harbor contingencies", 1)])
def test_a_single_word_is_no_name(name: str, count: int) -> None:
    assert len(learnt(f"{name} were $23.1 million.")) == count


@pytest.mark.parametrize(("qualifier", "count"), [("Pro forma environmental", 0), ("Environmental", 1)])
def test_a_name_that_qualifies_what_the_line_does_not_is_none(qualifier: str, count: int) -> None:
    assert len(learnt(f"{qualifier} accruals were $23.1 million.", PRO_FORMA)) == count


@pytest.mark.parametrize(("amount", "count"), [("$20 million", 0), ("$20.9 million", 1)])
def test_few_digits_teach_no_name(amount: str, count: int) -> None:
    words = f"Environmental provision accruals were {amount} in 2002."
    assert len(learnt(words, PLAIN.replace("20,918", "20,018" if count == 0 else "20,918"))) == count


def test_the_amount_of_another_period_teaches_no_name() -> None:
    assert learnt("Environmental matters provision accruals were $23.1 million in 2002.") == set()


def test_an_amount_that_fails_teaches_no_name() -> None:
    assert learnt("Environmental matters provision accruals were $32.1 million in 2003.") == set()
