"""What became of the original's findings, and which changes they had foreseen."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import replace

from auditor.amend.model import Change, Fate, Suspicion
from auditor.model.audit import Audit
from auditor.model.finding import Finding

SHARED = 0.5  # of their figures that two findings have in common when they are one


def fate(original: Audit, amended: Audit, mates: Mapping[int, int]) -> Fate:
    """Which findings vanished, which came, and which stand in both versions: of one check, over the same figures."""
    remaining: list[tuple[int, int]] = []
    free = set(range(len(amended.findings)))
    weighed = []
    for i, finding in enumerate(original.findings):
        for j, other in enumerate(amended.findings):
            if finding.check == other.check and (common := _common(finding, other, mates)) >= SHARED:
                weighed.append((-common, i, j))
    left = set(range(len(original.findings)))
    for _, i, j in sorted(weighed):
        if i in left and j in free:
            remaining.append((i, j))
            left.discard(i)
            free.discard(j)
    return Fate(tuple(sorted(left)), tuple(sorted(free)), tuple(sorted(remaining)))


def _common(finding: Finding, other: Finding, mates: Mapping[int, int]) -> float:
    """The share of figures in common; 1 for the same print at the same place."""
    if finding.fingerprint == other.fingerprint and len(finding.figures) == len(other.figures):
        return 1.0
    mapped = {mates.get(figure, -1) for figure in finding.figures}
    theirs = set(other.figures)
    return len(mapped & theirs) / max(len(mapped | theirs), 1)


def foreseen(
    original: Audit, amended: Audit, changes: list[Change], mates: Mapping[int, int], gone: Fate
) -> list[Change]:
    """The changes with what the original's audit had said of each. Notes (info) suspect nobody.

    An added line is a member of a finding that vanished where the sum that failed holds with it.
    """
    serious = {at: f for at, f in enumerate(original.findings) if f.severity in ("error", "warning")}
    failed = {at: {mates.get(figure, -1) for figure in serious[at].figures} for at in gone.gone if at in serious}
    sums: dict[int, list[set[int]]] = defaultdict(list)  # the sums that hold as amended, by each of their members
    for identity in amended.identities if failed else ():
        if identity.status == "holds" and identity.form == "linear":
            for figure in identity.members:
                sums[figure].append(set(identity.members) - {figure})
    told = []
    for change in changes:
        if change.original is not None:
            told.append(_suspected(change, serious))
        elif change.amended is not None and change.amended.figure is not None:
            told.append(_supplied(change, change.amended.figure, sums, failed))
        else:
            told.append(change)
    return told


def _supplied(
    change: Change, figure: int, sums: Mapping[int, list[set[int]]], failed: Mapping[int, set[int]]
) -> Change:
    held = sums.get(figure, [])
    findings = tuple(at for at, figures in failed.items() if any(len(other & figures) > 1 for other in held))
    return replace(change, suspicion="member", findings=findings) if findings else change


def _suspected(change: Change, findings: Mapping[int, Finding]) -> Change:
    assert change.original is not None
    figure = change.original.figure
    if figure is None:
        return replace(change, suspicion="missed")
    value = change.amended.value if change.amended is not None else None
    ranked = [(rank, s) for f in findings.values() for rank, s in enumerate(f.suspects) if s.figure == figure]
    accused = {at for at, f in findings.items() if any(s.figure == figure for s in f.suspects)}
    named = accused | {at for at, finding in findings.items() if figure in finding.figures}
    right = next((s for rank, s in ranked if not rank and value is not None and s.suggested_value == value), None)
    best = right or min(ranked, key=lambda pair: pair[0])[1] if ranked else None
    suspicion: Suspicion = "exact" if right else "suspected" if best else "member" if named else "missed"
    suggested = best.suggested_text if best else None
    return replace(change, suspicion=suspicion, suggested=suggested, findings=tuple(sorted(named)))
