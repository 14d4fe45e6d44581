"""An audit: everything one filing gave, from reading to findings. What every report form renders."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Literal

from auditor.model.diagnostic import Diagnostic
from auditor.model.document import Document
from auditor.model.fact import Fact
from auditor.model.figure import Claim, Figure
from auditor.model.finding import Coverage, Finding
from auditor.model.identification import Identification
from auditor.model.identity import Identity
from auditor.model.table import Table

__all__ = ["Audit", "Diagnostic", "Extraction", "Failure"]


@dataclass(frozen=True, slots=True)
class Extraction:
    """What `extract` makes of a document."""

    tables: tuple[Table, ...]
    figures: tuple[Figure, ...]
    claims: tuple[Claim, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()
    facts: tuple[Fact, ...] = ()
    tables_seen: int = 0  # blocks that looked like tables; `tables` are those that were read
    identifications: tuple[Identification, ...] = ()  # their figures come last

    @property
    def amounts(self) -> Extraction:
        """The same without identification numbers: what passes over amounts see. Positions stay what they are."""
        if not self.identifications:
            return self
        first = min(index for entry in self.identifications for index in entry.figures)
        return replace(self, figures=self.figures[:first], identifications=())


@dataclass(frozen=True, slots=True)
class Failure:
    """Why a file could not be audited: one clear line."""

    kind: Literal["unreadable", "no-figures", "limit", "internal"]
    message: str


_UNCOVERED = Coverage(0, 0, 0, 0, 0, 0)


@dataclass(frozen=True, slots=True)
class Audit:
    """One filing, audited. Where ``failure`` is set the other parts are empty, but for what is known of the
    document and the remarks on reading it."""

    document: Document  # the first, or only, document of the file
    extraction: Extraction
    identities: tuple[Identity, ...] = ()
    findings: tuple[Finding, ...] = ()
    coverage: Coverage = _UNCOVERED
    protection: tuple[str, ...] = ()  # "locatable", "detectable" or "none", a figure
    failure: Failure | None = None
    seconds: dict[str, float] = field(default_factory=dict, compare=False)  # by stage
    others: tuple[Document, ...] = ()  # of a submission or an archive, in order
    truncated: bool = False  # a bound of the search was met; the diagnostics say where

    @property
    def documents(self) -> tuple[Document, ...]:
        """Every document of the file; the first is ``document``."""
        return (self.document, *self.others)
