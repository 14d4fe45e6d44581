"""What sentences tell of the tables: which line each amount speaks of, and whether they agree.

vocabulary  turns of phrase made one, words that tell nothing set aside
signs       which of these turns a text need not be asked for
lines       the lines of tables, by their telling words
scales      those words with their bits, reckoned once
context     the words around each amount
binding     which lines an amount may speak of, weighed in bits
verdict     whether it meets them
peers       whether a failure may be chance, by the filing's other claims
amounts     amounts as identities
changes     changes, multiples, differences and ratios as identities
retold      one fact told twice in sentences
tellings    amounts with their words; which may be one fact
likeness    how alike two tellings are
"""

from __future__ import annotations

from collections.abc import Sequence

from auditor.identify.told import amounts, changes, retold
from auditor.identify.told.binding import bindings
from auditor.identify.told.company import company_words
from auditor.identify.told.lines import Ledger, ledger
from auditor.identify.told.verdict import Verdict, verdict
from auditor.model.audit import Extraction
from auditor.model.document import Document
from auditor.model.identity import Identity

__all__ = ["Verdict", "identities", "verdicts"]


def verdicts(
    extraction: Extraction, company: frozenset[str] = frozenset(), book: Ledger | None = None
) -> list[Verdict]:
    """The verdict on each claim that is bound to a line, in the order of the claims. ``book`` holds the filing's lines,
    where they were found before."""
    judged = (verdict(bound, extraction.figures) for bound in bindings(extraction, company, book))
    return [found for found in judged if found is not None]


def identities(extraction: Extraction, documents: Sequence[Document] = ()) -> list[Identity]:
    """Evaluated identities of origin "prose" between sentences and tables, and within sentences."""
    if not extraction.claims:
        return []
    company = company_words(documents)
    book = ledger(extraction, company)
    judged = verdicts(extraction, company, book)
    bound = {found.bound.context.claim.figure: found.cells for found in judged if found.status == "holds"}
    told = list(amounts.identities(extraction, judged))
    borne_out = {one.figures[0] for one in told if one.status == "holds" and one.standing == "confirmed"}
    return [*told, *changes.identities(extraction, bound, book), *retold.identities(extraction, borne_out)]
