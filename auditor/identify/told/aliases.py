"""Names that a filing's own sentences give to lines: what one amount is called, another may be.

A statement prints a "provision for environmental matters"; three sentences call it "environmental accruals", and two of
them give its amount. By what they say the third is held against it too.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace

from auditor.identify.told.lines import RAREST, Ledger, Line
from auditor.identify.told.scales import Scales
from auditor.identify.told.verdict import Verdict, telling_digits
from auditor.identify.told.vocabulary import QUALIFIERS, SOFT

FEWEST_DIGITS = 3  # of an amount by which a line is known
FEWEST_WORDS = 2  # of a name


def aliases(book: Ledger, found: Iterable[Verdict]) -> Scales | None:
    """The lines that the claims which hold speak of, by the names that these give them; None where all are named as the
    tables name them."""
    lines = {alias.label: alias for one in found if (alias := _alias(one)) is not None}
    if not lines:
        return None
    made = tuple(lines.values())
    by_label: dict[str, list[int]] = defaultdict(list)
    for at, line in enumerate(made):
        for word in line.label:
            by_label[word].append(at)
    weights = {word: book.weights.get(word, RAREST) for word in by_label} | book.weights
    return Scales.of(replace(book, lines=made, by_label=dict(by_label), by_heading={}, weights=weights))


def _alias(found: Verdict) -> Line | None:
    context = found.bound.context
    if found.status != "holds" or found.period == "other" or context.inherited:
        return None
    if context.claim.kind != "level" and (context.claim.kind != "outlook" or found.period != "said"):
        return None
    if telling_digits(context.figure) < FEWEST_DIGITS or not context.readings:
        return None
    line, name = found.line, frozenset(context.readings[0]) - SOFT
    if len(name) < FEWEST_WORDS or name <= line.label or name & QUALIFIERS != line.named & QUALIFIERS:
        return None
    return replace(line, label=name, around=frozenset(), title=frozenset())
