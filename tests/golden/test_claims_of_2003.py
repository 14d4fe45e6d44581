"""Every numeric claim of the two releases of 2003 against what the auditor tests: the hand-made lists beside.

A claim that the filing states somewhere is tested when a relation holds it against one of the figures that the list
binds it to, in a table or in another sentence. Lines that fall short are named by the failure.
"""

from __future__ import annotations

import re
from collections import defaultdict
from functools import cache

import pytest

from auditor.model.audit import Audit
from auditor.model.figure import Figure
from auditor.model.identity import Identity
from auditor.pipeline import audit_file
from tests.golden.test_claim_lists import LISTS, SHARED, Claim, load

TESTED = 0.9  # of the claims that the filing states; what is missing is named in docs/claims.md
pytestmark = pytest.mark.skipif(not SHARED.is_dir(), reason="the filings lie in ../shared, which is not there")


@cache
def audited(name: str) -> Audit:
    return audit_file(SHARED / load(name)[0])


def digits(text: str) -> str:
    return re.sub(r"\D", "", text)


def prints(claim: Claim, figure: Figure) -> bool:
    """Whether a figure is what a claim prints: the same digits, or where it has none one of its last words."""
    wanted = digits(claim.claim)
    if wanted:
        return digits(figure.text) in (wanted, digits(claim.claim.partition(":")[0]))
    return any(word in figure.text.lower() for word in claim.claim.lower().split()[-2:])


def figures_of(name: str) -> list[tuple[Claim, Figure | None]]:
    """Each testable claim of a list with the figure of it, each figure once where several print the same."""
    by_line: dict[int, list[Figure]] = defaultdict(list)
    for figure in audited(name).extraction.figures:
        if figure.table is None and figure.line is not None:
            by_line[figure.line].append(figure)
    used: set[int] = set()
    found: list[tuple[Claim, Figure | None]] = []
    for claim in load(name)[1]:
        if claim.holds == "untestable":
            continue
        near = [f for line in (claim.line, claim.line + 1, claim.line - 1) for f in by_line[line] if prints(claim, f)]
        figure = next((f for f in near if f.index not in used), near[0] if near else None)
        if figure is not None:
            used.add(figure.index)
        found.append((claim, figure))
    return found


@cache
def relations(name: str) -> dict[int, list[Identity]]:
    by_figure: dict[int, list[Identity]] = defaultdict(list)
    for identity in audited(name).identities:
        if identity.status in ("holds", "violated"):
            for member in identity.members:
                by_figure[member].append(identity)
    return by_figure


def is_tested(name: str, claim: Claim, figure: Figure) -> bool:
    figures = audited(name).extraction.figures
    wanted = {digits(operand.text) for operand in claim.operands()}
    return any(
        digits(figures[member].text) in wanted
        for identity in relations(name)[figure.index]
        for member in identity.members
        if member != figure.index
    )


def test_nine_in_ten_claims_that_the_releases_state_are_tested() -> None:
    untested, stated = [], 0
    for name in LISTS:
        for claim, figure in figures_of(name):
            stated += 1
            if figure is None or not is_tested(name, claim, figure):
                untested.append(f"{name} line {claim.line}: {claim.claim} ({claim.measure})")
    assert len(untested) <= (1 - TESTED) * stated, "\n".join(untested)


@pytest.mark.parametrize("name", LISTS)
def test_no_claim_that_holds_is_reported(name: str) -> None:
    audit = audited(name)
    holding = {figure.index for claim, figure in figures_of(name) if figure is not None and claim.holds == "yes"}
    told = [
        finding.message for finding in audit.findings if finding.severity != "info" and holding & set(finding.figures)
    ]
    assert told == []


def test_the_one_false_claim_is_the_only_warning() -> None:
    found = [
        (name, finding.check)
        for name in LISTS
        for finding in audited(name).findings
        if finding.severity in ("error", "warning")
    ]
    assert found == [("claims-2003-05-01", "CL101")]
