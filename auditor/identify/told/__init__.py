"""What sentences tell of the tables: which line each amount speaks of, and whether they agree.

vocabulary  turns of phrase made one, words that tell nothing set aside
lines       the lines of tables, by their telling words
context     the words around each amount
binding     which lines an amount may speak of, weighed in bits
verdict     whether it meets them
amounts     amounts as identities
changes     changes, multiples, differences and ratios as identities
"""

from __future__ import annotations

from auditor.identify.told import amounts, changes
from auditor.identify.told.binding import bindings
from auditor.identify.told.verdict import Verdict, verdict
from auditor.model.audit import Extraction
from auditor.model.identity import Identity

__all__ = ["Verdict", "identities", "verdicts"]


def verdicts(extraction: Extraction) -> list[Verdict]:
    """The verdict on each claim that is bound to a line, in the order of the claims."""
    judged = (verdict(bound, extraction.figures) for bound in bindings(extraction))
    return [found for found in judged if found is not None]


def identities(extraction: Extraction) -> list[Identity]:
    """Evaluated identities of origin "prose" between sentences and tables, and within sentences."""
    if not extraction.claims:
        return []
    judged = verdicts(extraction)
    bound = {found.bound.context.claim.figure: found.cells for found in judged if found.status == "holds"}
    return [*amounts.identities(extraction, judged), *changes.identities(extraction, bound)]
