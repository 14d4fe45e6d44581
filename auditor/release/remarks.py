"""Findings of a release that accuse no single value: rows that are missing, whole periods out of scale, repetitions."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from hashlib import sha256

from auditor.catalogue import Check
from auditor.diagnose.wording import amount
from auditor.model.audit import Extraction
from auditor.model.figure import Figure
from auditor.model.finding import Finding, Severity
from auditor.model.identity import Identity
from auditor.release.gaps import gaps
from auditor.release.relations import MISSING, SCALE, TIMES, TWICE

MOST_NAMED = 4
Remark = tuple[Identity | None, Finding]


def missing(extraction: Extraction, identities: Sequence[Identity], checks: Mapping[str, Check]) -> Iterator[Remark]:
    """RL104: one finding for each line that a period of the entity lacks."""
    figures = extraction.figures
    for gap in gaps(extraction, identities, checks):
        last = figures[gap.figures[-1]]
        if gap.amount is None:
            reason = (
                f"{gap.label} ({gap.period.said}) is missing: it is given in all {gap.periods} other periods, and this "
                "period gives the other lines"
            )
        else:
            unplaced = Figure(0, "", *gap.amount, None, "", (), None, None, None, None)
            reason = (
                f"{gap.label} ({gap.period.said}) is missing: the other lines of its sum ({checks[gap.check].code}) "
                f"are given, and so is it in {gap.periods} other periods; by that sum it would be "
                f"{amount(unplaced.value or Decimal(0))}"
            )
        yield (
            _doubt(MISSING, gap.figures[-1], reason, "warning"),
            Finding(
                check=MISSING,
                name="missing-row",
                severity="warning",
                verdict="mismatch",
                message=f"{reason}. {last.label} ({last.when}) stands in {last.whereabouts}.",
                identities=(),
                figures=gap.figures,
                suspects=(),
                fingerprint=_fingerprint(MISSING, [gap.label, str(gap.period)]),
            ),
        )


def out_of_scale(extraction: Extraction, periods: Sequence[tuple[int, Sequence[int]]]) -> Iterator[Remark]:
    """RL102: one finding for a period most of whose lines are out of scale alike; (power of ten, figures)."""
    figures = extraction.figures
    for power, members in periods:
        first = figures[members[0]]
        size = "times as large as" if power > 0 else "times smaller than"
        named = ", ".join(f"{figures[i].label} {figures[i].text}" for i in members[:MOST_NAMED])
        end = first.period.end.isoformat() if first.period else "a period"
        reason = f"{len(members)} values are about {TIMES[abs(power)]} {size} in the periods beside it"
        yield (
            _doubt(SCALE, members[0], reason, "error"),
            Finding(
                check=SCALE,
                name="scale-break-in-history",
                severity="error",
                verdict="plausibility",
                message=f"The period to {end} is given in another scale: {reason} ({named} …, {first.whereabouts} on).",
                identities=(),
                figures=tuple(members),
                suspects=(),
                fingerprint=_fingerprint(SCALE, [end, str(power)]),
            ),
        )


def given_twice(extraction: Extraction, identities: Sequence[Identity]) -> Iterator[Remark]:
    """RL101 as a remark: one finding for all values that an entity gives again unchanged."""
    figures = extraction.figures
    positions = tuple(n for n, one in enumerate(identities) if one.check == TWICE and one.status == "holds")
    if not positions:
        return
    members = tuple(dict.fromkeys(i for n in positions for i in identities[n].figures))
    first, again = (figures[i] for i in identities[positions[0]].figures)
    count = f"{len(positions)} values are" if len(positions) > 1 else "1 value is"
    yield (
        None,
        Finding(
            check=TWICE,
            name="duplicate-value-differs",
            severity="info",
            verdict="hygiene",
            message=f"{count} given twice alike, {first.label} ({first.when}) in {first.whereabouts} and "
            f"{again.whereabouts} among them.",
            identities=positions,
            figures=members,
            suspects=(),
            fingerprint=_fingerprint(TWICE, [f"{figures[i].label} {figures[i].period}" for i in members]),
        ),
    )


def _doubt(check: str, figure: int, reason: str, severity: Severity) -> Identity:
    return Identity(
        check=check,
        origin="release",
        form="bound",
        figures=(figure,),
        coefficients=(1,),
        total=None,
        evidence=(),
        bits=0.0,
        severity=severity,
        status="violated",
        reason=reason,
    )


def _fingerprint(check: str, parts: Sequence[str]) -> str:
    return sha256("\x1f".join([check, *parts]).encode("utf-8", "surrogatepass")).hexdigest()[:16]
