"""Where identities come from: structure, catalogue, ties, periods, ratios, claims and plausibility.

``passes`` holds the ordered tuple of passes; each pass is a module of its own.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from auditor.catalogue import Check
    from auditor.model.audit import Extraction
    from auditor.model.document import Document
    from auditor.model.identity import Identity
    from auditor.model.own import Pin


def identify(
    extraction: Extraction,
    documents: Sequence[Document],
    checks: Mapping[str, Check] | None = None,
    pins: Sequence[Pin] = (),
) -> tuple[Identity, ...]:
    """Every identity of a filing, evaluated; latent ones (witnesses only) included. ``pins`` are a user's totals."""
    from auditor.identify.passes import find

    return find(extraction, documents, checks, pins)
