"""Coverage: which figures an identity protects.

In the matrix of identities by figures a figure is *detectable* when its column is non-zero (some confirmed identity
would fail if the figure were wrong), and *locatable* when no other figure stands in exactly the same identities: then
the set of failures names it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from auditor.model.audit import Extraction
from auditor.model.finding import Coverage
from auditor.model.identity import Identity

# A bound or a lone plausibility betrays only gross changes: it protects no printed digit.
PROTECTING = ("linear", "equal", "ratio", "change", "average")


def protection(figures: int, identities: Sequence[Identity]) -> tuple[str, ...]:
    """ "locatable", "detectable" or "none" for each figure."""
    standing: list[list[int]] = [[] for _ in range(figures)]
    for position, identity in enumerate(identities):
        if identity.status == "skipped" or identity.standing == "latent" or identity.form not in PROTECTING:
            continue
        if not identity.guards:  # it holds, but alone it would not be believed if it failed
            continue
        for figure in identity.members:
            standing[figure].append(position)
    columns = [tuple(positions) for positions in standing]
    sharing = Counter(columns)
    return tuple("none" if not c else "locatable" if sharing[c] == 1 else "detectable" for c in columns)


def coverage(extraction: Extraction, protected: Sequence[str]) -> Coverage:
    """The filing's totals; locatable figures count as detectable too."""
    locatable = protected.count("locatable")
    return Coverage(
        figures=len(protected),
        detectable=locatable + protected.count("detectable"),
        locatable=locatable,
        tables_seen=max(extraction.tables_seen, len(extraction.tables)),
        tables_read=len(extraction.tables),
        numeric_cells_unread=sum(t.unread for t in extraction.tables)
        + [f.mantissa for f in extraction.figures].count(None),
    )
