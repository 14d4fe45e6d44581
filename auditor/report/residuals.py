"""How closely the relations hold: their differences against what rounding allows, as bars of a picture."""

from __future__ import annotations

from decimal import Decimal
from typing import NamedTuple

from auditor.model.audit import Audit

BINS = 41  # from one and a half times the bound below to as much above; an odd number, so that one is nought
REACH = Decimal("1.5")


class Bar(NamedTuple):
    """Relations of like difference: how far from nought in units of the bound, and how many of them hold and fail."""

    at: float
    held: int
    failed: int


def bars(audit: Audit) -> list[Bar]:
    """The bars that are not empty, from left to right. A relation without a bound holds exactly or lies outermost."""
    counts: dict[int, list[int]] = {}
    for identity in audit.identities:
        if identity.standing != "confirmed" or identity.residual is None or identity.tolerance is None:
            continue
        if identity.status not in ("holds", "violated") or identity.form == "bound" or identity.hedge is not None:
            continue  # "at most" and "about" leave more open than rounding does
        share = _share(identity.residual, identity.tolerance)
        place = round(float((share + REACH) / (2 * REACH)) * (BINS - 1))
        counts.setdefault(place, [0, 0])[identity.status == "violated"] += 1
    return [Bar(place / (BINS - 1), held, failed) for place, (held, failed) in sorted(counts.items())]


def _share(residual: Decimal, tolerance: Decimal) -> Decimal:
    if not residual:
        return Decimal(0)
    if not tolerance:
        return REACH if residual > 0 else -REACH
    return max(-REACH, min(REACH, residual / tolerance))
