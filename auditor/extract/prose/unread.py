"""Numbers in sentences that were seen and read as no claim: counted, so that coverage is honest about them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from auditor.extract.prose.amounts import Amount
from auditor.model.diagnostic import Diagnostic

_REMARK = "numbers in sentences that were read as no claim: "

# A number with a sign of money, or before a word that makes an amount of it. In words in lower case.
_SEEN = re.compile(
    r"[\u20ac\u00a3\u00a5$]\s?\(?[\d.]|\d\)?\s?%|\d[\s-]+(?:hundred|thousand|million|billion|trillion|percent|per\s?cent|cents?"
    r"|basis\s+points?|percentage\s+points?|dollars|ounces|fold|times)\b"
)


def unread(sentence: str, amounts: Sequence[Amount]) -> int:
    """How many numbers with a unit a sentence holds that are none of its amounts."""
    found = 0
    following = iter(amounts)
    amount = next(following, None)
    for seen in _SEEN.finditer(sentence.lower()):
        while amount is not None and amount.behind <= seen.start():
            amount = next(following, None)
        found += amount is None or seen.end() <= amount.start
    return found


def remark(count: int) -> Diagnostic:
    """What is said of so many numbers."""
    return Diagnostic("info", f"{_REMARK}{count}")


def summed(diagnostics: Sequence[Diagnostic]) -> tuple[Diagnostic, ...]:
    """The remarks on several parts of one document, those on unread numbers as one."""
    counts = [int(one.message.removeprefix(_REMARK)) for one in diagnostics if one.message.startswith(_REMARK)]
    others = tuple(one for one in diagnostics if not one.message.startswith(_REMARK))
    return (*others, remark(sum(counts))) if counts else others
