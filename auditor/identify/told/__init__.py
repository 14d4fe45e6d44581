"""What sentences tell of the tables: which line each amount speaks of, and whether they agree.

vocabulary  turns of phrase made one, words that tell nothing set aside
signs       which of these turns a text need not be asked for
lines       the lines of tables, by their telling words
scales      those words with their bits, reckoned once
context     the words around each amount
binding     which lines an amount may speak of, weighed in bits
verdict     whether it meets them
second      an amount that one cell prints, in a line that shares a word with it
aliases     names that sentences give to lines
partners    amounts that go together, one known by the other's row
peers       whether a failure may be chance, by the filing's other claims
borne_out   failures that a change told of them bears out
amounts     amounts as identities
changes     changes, multiples, differences and ratios as identities
retold      one fact told twice in sentences
tellings    amounts with their words; which may be one fact
likeness    how alike two tellings are
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from auditor.identify.told import amounts, changes, retold
from auditor.identify.told.aliases import aliases
from auditor.identify.told.binding import Bound, bound_in, candidates, is_outlook
from auditor.identify.told.borne_out import borne_out
from auditor.identify.told.company import company_words
from auditor.identify.told.context import Context
from auditor.identify.told.lines import Ledger, ledger
from auditor.identify.told.partners import paired
from auditor.identify.told.scales import Scales
from auditor.identify.told.second import second_chance
from auditor.identify.told.verdict import Verdict, verdict
from auditor.model.audit import Extraction
from auditor.model.document import Document
from auditor.model.figure import Period
from auditor.model.identity import Identity

CLOSE = 5.0  # bits of the words that only one of two names has

__all__ = ["Verdict", "identities", "verdicts"]


def verdicts(
    extraction: Extraction, company: frozenset[str] = frozenset(), book: Ledger | None = None
) -> list[Verdict]:
    """The verdict on each claim that is bound to a line, in the order of the claims. ``book`` holds the filing's lines,
    where they were found before."""
    scales = Scales.of(book or ledger(extraction, company))
    found: dict[int, Verdict] = {}
    contexts: list[Context] = []
    beside: Period | None = None  # that of the cell which the last amount told in its paragraph met
    paragraph = None
    for bound in bound_in(scales, extraction):
        context = bound.context
        contexts.append(context)
        if paragraph != context.claim.paragraph:
            paragraph, beside = context.claim.paragraph, None
        judged = verdict(bound, extraction.figures, None if context.compared else beside)
        if judged is None or judged.status == "violated":
            judged = second_chance(scales, context, extraction.figures) or judged
        if judged is None:
            continue
        found[context.claim.figure] = judged
        if judged.status == "holds" and not context.compared:
            beside = extraction.figures[judged.cells[0]].period
    found |= _by_other_names(extraction, scales, contexts, found)
    found |= dict(paired(extraction, contexts, found))
    return [found[context.claim.figure] for context in contexts if context.claim.figure in found]


def _by_other_names(
    extraction: Extraction, scales: Scales, contexts: Sequence[Context], found: Mapping[int, Verdict]
) -> dict[int, Verdict]:
    """Verdicts on claims that meet nothing so far, by the names that other sentences give to lines."""
    others = aliases(scales.book, found.values())
    made: dict[int, Verdict] = {}
    for context in contexts if others is not None else ():
        own = found.get(context.claim.figure)
        if others is None or (own is not None and (own.status != "violated" or own.accuses)):
            continue
        bound = Bound(context, candidates(others, context), is_outlook(context, scales.book))
        judged = verdict(bound, extraction.figures)
        if judged is not None and judged.gap <= CLOSE and (judged.status == "holds" or judged.accuses):
            made[context.claim.figure] = judged
    return made


def identities(extraction: Extraction, documents: Sequence[Document] = ()) -> list[Identity]:
    """Evaluated identities of origin "prose" between sentences and tables, and within sentences."""
    if not extraction.claims:
        return []
    company = company_words(documents)
    book = ledger(extraction, company)
    judged = verdicts(extraction, company, book)
    bound = {found.bound.context.claim.figure: found.cells for found in judged if found.status == "holds"}
    told = list(amounts.identities(extraction, judged, borne_out(extraction, judged, bound)))
    sure = {one.figures[0] for one in told if one.status == "holds" and one.standing == "confirmed"}
    return [*told, *changes.identities(extraction, bound, book), *retold.identities(extraction, sure)]
