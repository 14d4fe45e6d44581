"""Changes of balances, told a second time by the cash-flow statement (check TI103)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from itertools import combinations
from math import log2
from typing import TYPE_CHECKING

from auditor.identify.hypothesis import Hypothesis, Instance
from auditor.identify.labels import is_total, likeness, words
from auditor.model.figure import Period

if TYPE_CHECKING:
    from auditor.identify.ties import Line, PeriodKey

OPENING_SLACK = timedelta(days=7)  # 52/53-week years end on a weekday, comparative columns on a month's end


def balance_changes(lines: Sequence[Line], periods: Sequence[PeriodKey]) -> Iterator[Hypothesis]:
    """Cash-flow lines against the change of the balance-sheet line of like name (check TI103).

    Acquisitions, currency and other non-cash items may stand between, so a failure is never reported: where the
    change agrees it is a witness, where it does not it stays latent.
    """
    balances = [line for line in lines if line.statement == "balance_sheet" and line.is_asset is not None]
    flows = [line for line in lines if line.statement == "cash_flow" and not is_total(line.label)]
    search = log2(len(balances) + 1)
    for flow in flows:
        spoken = words(flow.label)
        named = [
            line for line in balances if (own := words(line.label)) and spoken and (own <= spoken or spoken <= own)
        ]
        for size in (1, 2):
            for accounts in combinations(named, size):
                if size == 2 and words(accounts[0].label) != words(accounts[1].label):
                    continue
                alike = likeness(flow.label, accounts[0].label)
                yield from _change(flow, accounts, periods, alike - search - size + 1)


def _change(flow: Line, accounts: Sequence[Line], periods: Sequence[PeriodKey], prior: float) -> Iterator[Hypothesis]:
    for number, index in flow.cells.items():
        period, ordinal = periods[number]
        if not isinstance(period, Period) or period.start is None or ordinal:
            continue
        closing = [_balance_at(account, periods, period.end) for account in accounts]
        opening = [_balance_at(account, periods, period.start - timedelta(days=1)) for account in accounts]
        if None in closing or None in opening:
            continue
        ends = tuple(i for i in closing if i is not None)
        starts = tuple(i for i in opening if i is not None)
        # An asset's growth uses cash, a liability's provides it.
        sign = 1 if accounts[0].is_asset else -1
        yield Hypothesis(
            "TI103",
            "period",
            "linear",
            (Instance((*ends, *starts, index), (*(1 for _ in ends), *(-1 for _ in starts), sign), index),),
            prior,
            ("the change of the balance-sheet line of like name",),
            worst="info",
        )


def _balance_at(account: Line, periods: Sequence[PeriodKey], day: date) -> int | None:
    """The account's figure at ``day``, or within a week of it."""
    best: tuple[timedelta, int] | None = None
    for number, index in account.cells.items():
        period, ordinal = periods[number]
        if isinstance(period, Period) and period.start is None and not ordinal:
            distance = abs(period.end - day)
            if distance <= OPENING_SLACK and (best is None or distance < best[0]):
                best = (distance, index)
    return best[1] if best else None
