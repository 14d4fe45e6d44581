"""The corrections that issuers published, as pairs of versions: what the difference is called, and its one cause.

The pairs stand in `fixtures/corrections` and `fixtures/amendments`; figures are those of the cases, words our own.
"""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from auditor.amend import Difference, difference
from auditor.pipeline import audit_file

ROOT = Path(__file__).resolve().parents[2]
CORRECTIONS = ROOT / "tests" / "fixtures" / "corrections"
AMENDMENTS = ROOT / "tests" / "fixtures" / "amendments"

KINDS = {
    "ampco-pittsburgh-2016-q3": "restatement",  # closing adjustments: nothing was mistyped
    "equity-within-2019": "restatement",
    "hecla-2021-q3": "typo",  # lines left out, a digit, a quarter's name
    "inmarsat-2017-q1": "typo",
    "lyft-2023-q4": "typo",
    "major-drilling-2009-q1": "relabelling",
    "national-holdings-2010-q2": "restatement",
    "royalty-receivable-2018-q2": "restatement",
    "shares-for-eps-2011-q2": "restatement",
    "treasury-shares-2013-q2": "restatement",
}


def pair(original: Path, amended: Path) -> Difference:
    return difference(audit_file(original), audit_file(amended))


def corrected(name: str) -> Difference:
    return pair(CORRECTIONS / f"{name}-as-released.txt", CORRECTIONS / f"{name}-corrected.txt")


def labels(found: Difference, changes: tuple[int, ...]) -> list[str]:
    return [found.changes[at].label for at in changes]


@pytest.mark.parametrize("name", sorted(KINDS))
def test_a_published_correction_is_called_what_it_was(name: str) -> None:
    assert corrected(name).kind == KINDS[name]


@pytest.mark.parametrize("name", sorted(name for name, kind in KINDS.items() if kind == "restatement"))
def test_a_restatement_is_one_bridge_whose_sums_hold_before_and_after(name: str) -> None:
    found = corrected(name)
    assert [bridge.foots for bridge in found.bridges] == [(True, True)]
    assert len(found.bridges[0].changes) == len(found.changes)


def test_a_receivable_restated_is_one_bridge_through_six_figures() -> None:
    found = pair(AMENDMENTS / "royalty-receivable-10-q.txt", AMENDMENTS / "royalty-receivable-10-q-a.txt")
    (bridge,) = found.bridges
    assert (len(bridge.changes), bridge.difference, bridge.foots) == (6, Decimal(754_365), (True, True))
    assert labels(found, bridge.of("root")) == [
        "Trade and royalty receivables", "Current liabilities", "Retained earnings",
    ]  # fmt: skip
    assert labels(found, bridge.of("total")) == [
        "Total current assets", "Total assets", "Total liabilities and equity",
    ]  # fmt: skip


def test_fewer_shares_move_the_loss_per_share() -> None:
    found = corrected("treasury-shares-2013-q2")
    (bridge,) = found.bridges
    assert {found.changes[at].original.text for at in bridge.of("derived")} == {"(0.06)", "(0.10)"}  # type: ignore[union-attr]


def test_closing_adjustments_are_no_typo_though_an_amount_looks_like_one() -> None:
    found = corrected("ampco-pittsburgh-2016-q3")
    assert any(change.slip for change in found.changes)
    assert found.kind == "restatement"


def test_a_scale_word_too_many_is_confirmed_by_the_correction() -> None:
    examples = ROOT / "examples"
    found = pair(examples / "hecla-2014-01-29-as-released.txt", examples / "hecla-2014-01-29-corrected.txt")
    (change,) = found.changes
    assert (found.kind, change.slip, change.suspicion, change.suggested) == ("typo", "scale", "exact", "642,224")
    assert len(found.fate.gone) == 1 and not found.fate.new and not found.fate.remaining


def test_lines_left_out_of_a_cash_flow_are_added_and_settle_it() -> None:
    found = corrected("hecla-2021-q3")
    added = {change.label for change in found.changes if change.happened == "added" and change.settles}
    assert added == {"Other non-cash items, net", "Proceeds from exchange of investments"}


def test_the_wrong_quarter_named_is_a_change_of_words() -> None:
    found = corrected("hecla-2021-q3")
    marked = [[text for text, differs in wording.runs[0] if differs] for wording in found.wordings]
    assert ["second"] in marked


def test_preliminary_figures_off_by_one_are_one_bridge() -> None:
    found = pair(CORRECTIONS / "hecla-2014-q1-preliminary.txt", CORRECTIONS / "hecla-2014-q1-final.txt")
    (bridge,) = found.bridges
    assert bridge.difference == 1
    assert {found.changes[at].original.text for at in bridge.of("total")} == {"46,269"}  # type: ignore[union-attr]
