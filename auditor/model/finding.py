"""A finding: which relation fails, who is suspected, what was probably meant."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

Severity = Literal["error", "warning", "info"]
SEVERITIES: tuple[Severity, ...] = ("info", "warning", "error")  # from least to most serious
Typo = Literal["transposition", "substitution", "omission", "insertion", "sign", "scale", "stale", "swap", "other"]
Verdict = Literal["mismatch", "suspect-extraction", "plausibility", "hygiene"]


@dataclass(frozen=True, slots=True)
class Suspect:
    """A figure that explains the failure, with the text that was probably meant."""

    figure: int
    confidence: float
    suggested_text: str
    suggested_value: Decimal
    typo: Typo
    settles: tuple[int, ...]  # positions of the identities that hold once the suggestion is made


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is wrong. Positions refer to the audit's tuples of identities and figures."""

    check: str
    name: str
    severity: Severity
    verdict: Verdict
    message: str
    identities: tuple[int, ...]
    figures: tuple[int, ...]
    suspects: tuple[Suspect, ...]
    fingerprint: str


@dataclass(frozen=True, slots=True)
class Coverage:
    """How much of what was printed would betray a typo."""

    figures: int
    detectable: int
    locatable: int
    tables_seen: int
    tables_read: int
    numeric_cells_unread: int
