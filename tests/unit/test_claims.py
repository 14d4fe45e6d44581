"""Sentences against tables: earnings per share told in a sentence; other amounts are tested in `test_told_verdict`."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from auditor.extract.prose import claims
from auditor.identify.claims import identities
from auditor.model.audit import Extraction
from auditor.model.document import Document
from auditor.model.figure import Figure, Period
from auditor.model.identity import Identity
from auditor.model.table import Column, Row, Table

Q1_03 = Period(date(2003, 3, 31), date(2003, 1, 1))
Q1_02 = Period(date(2002, 3, 31), date(2002, 1, 1))
Line = tuple[str, str | None, str | None, tuple[str, str]]  # label, unit, concept, the two columns as printed

EPS: Line = ("Basic and diluted income (loss) per common share", "USD/share", None, ("0.06", "(0.02)"))
NET: Line = ("Net income", "USD", "net_income", ("6,735", "486"))


def figure(index: int, row: int, column: int, line: Line) -> Figure:
    label, unit, concept, cells = line
    text = cells[column]
    digits = text.strip("()").replace(",", "")
    whole, _, fraction = digits.partition(".")
    scale = 3 if unit == "USD" and not fraction else 0
    mantissa = int(whole + fraction) * (-1 if text.startswith("(") else 1)
    period = (Q1_03, Q1_02)[column]
    return Figure(
        index, text, mantissa, scale - len(fraction), unit, label, (), period, 100 + row, 0, 0, 0, row, column,
        concept=concept,
    )  # fmt: skip


def audit(text: str, *lines: Line) -> list[Identity]:
    figures = tuple(figure(2 * row + column, row, column, line) for row, line in enumerate(lines) for column in (0, 1))
    grid = tuple((2 * row, 2 * row + 1) for row in range(len(lines)))
    rows = tuple(Row(i, 100 + i, line[0], (), 0) for i, line in enumerate(lines))
    table = Table(
        0, "", "income_statement", "USD", 3, rows, (Column(0, "", Q1_03), Column(1, "", Q1_02)), grid, 100, 200
    )
    starts = (0, *(i + 1 for i, character in enumerate(text[:-1]) if character == "\n"))
    every, made = claims(Document("d1", "x.txt", "text", text, "", starts), (table,), figures)
    return identities(Extraction((table,), every, made))


def statuses(text: str, *lines: Line, check: str = "CL101") -> list[str]:
    return [identity.status for identity in audit(text, *lines) if identity.check == check]


RELEASE = (
    "The company reported net income of $6.7 million, or 6 cents per share, for the first quarter of 2003,"
    " compared to $0.5 million, or 1 cent per share, in the first quarter of 2002.\n"
)


def test_a_cent_of_income_against_a_printed_loss_of_two_cents_is_violated() -> None:
    assert statuses(RELEASE, NET, EPS) == ["holds", "violated"]


def test_the_violated_claim_is_a_confirmed_warning_with_its_residual() -> None:
    violated = next(i for i in audit(RELEASE, NET, EPS) if i.status == "violated")
    assert (violated.standing, violated.severity, violated.residual) == ("confirmed", "warning", Decimal("0.03"))


def test_a_loss_told_in_words_meets_a_figure_in_brackets() -> None:
    assert statuses("The net loss was 2 cents per share in the first quarter of 2002.\n", EPS) == ["holds"]


def test_a_loss_told_in_words_with_the_wrong_amount_is_violated() -> None:
    assert statuses("The net loss was $0.09 per share in the first quarter of 2002.\n", EPS) == ["violated"]


def test_a_claim_holds_when_any_of_the_basic_and_diluted_lines_meets_it() -> None:
    basic: Line = ("Basic earnings per share", "USD/share", None, ("0.42", "0.30"))
    diluted: Line = ("Diluted earnings per share", "USD/share", None, ("0.39", "0.27"))
    assert statuses("Net income was $0.39 per share in the first quarter of 2003.\n", basic, diluted) == ["holds"]


def test_a_line_that_only_says_diluted_goes_on_with_the_line_above() -> None:
    basic: Line = ("Net income per share - Basic", "USD/share", None, ("0.42", "0.30"))
    diluted: Line = ("- Diluted", None, None, ("0.39", "0.27"))
    assert statuses("Net income was $0.39 per share in the first quarter of 2003.\n", basic, diluted) == ["holds"]


@pytest.mark.parametrize(
    "sentence",
    [
        "Pro forma net income was $0.50 per share in the first quarter of 2003.",
        "Excluding one-time items, net income was $0.50 per share in the first quarter of 2003.",
        "Net income was $0.50 per share in the first quarter of 2003, before special charges.",
        "The company expects net income of $0.50 per share in the first quarter of 2003.",
        "Dividends of $0.50 per share were paid in the first quarter of 2003.",
        "Net income includes a charge of $0.50 per share in the first quarter of 2003.",
        "Net income rose by $0.50 per share in the first quarter of 2003.",
        "Shares were sold at a price of $0.50 per share in the first quarter of 2003.",
        "Net income was $0.50 per share.",
        "Net income was $0.50 and $0.40 per share, respectively, in the first quarter of 2003 and 2002.",
    ],
)
def test_sentences_about_another_measure_are_silent(sentence: str) -> None:
    assert statuses(sentence + "\n", EPS) == []


def test_a_component_of_earnings_per_share_is_no_witness() -> None:
    component: Line = ("Cumulative effect of accounting change per share", "USD/share", None, ("0.50", "0.00"))
    assert statuses("Net income was 6 cents per share in the first quarter of 2003.\n", component) == []


def test_a_hedged_claim_is_latent() -> None:
    (identity,) = audit("Net income was about $0.09 per share in the first quarter of 2003.\n", EPS)
    assert identity.standing == "latent"
