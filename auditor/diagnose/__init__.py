"""Diagnosis: from failing identities to findings, and how much of the filing is protected at all."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from auditor.diagnose.coverage import coverage, protection
from auditor.diagnose.findings import findings
from auditor.diagnose.identification import identification_findings
from auditor.model.audit import Extraction
from auditor.model.finding import SEVERITIES, Coverage, Finding
from auditor.model.identity import Identity


def diagnose(
    extraction: Extraction, identities: Sequence[Identity], names: dict[str, str] | None = None
) -> tuple[tuple[Identity, ...], tuple[Finding, ...], Coverage, tuple[str, ...]]:
    """(identities, findings, coverage, protection): ``protection`` has one word a figure, see the report contract.

    ``names`` maps check codes to their names; the catalogue's are used when it is None.
    """
    if names is None:
        from auditor.catalogue import load_checks

        names = {code: check.name for code, check in load_checks().items()}
    amounts = extraction.amounts
    numbers = len(identities)  # those over identification numbers come last
    while numbers and max(identities[numbers - 1].figures, default=-1) >= len(amounts.figures):
        numbers -= 1
    found, dismissed = findings(amounts, identities[:numbers], names)
    found += identification_findings(extraction, identities, names)
    found.sort(key=lambda finding: -SEVERITIES.index(finding.severity))
    judged = tuple(identities)
    if dismissed:
        judged = tuple(
            replace(identity, standing="latent", severity="info") if position in dismissed else identity
            for position, identity in enumerate(identities)
        )
    protected = protection(len(extraction.figures), judged)
    return judged, tuple(found), coverage(extraction, protected), protected
