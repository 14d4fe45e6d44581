"""What a number is in its sentence: an amount, a change of one, a share of something, or an expectation."""

from __future__ import annotations

import re
from collections.abc import Sequence

from auditor.extract.prose.amounts import Amount
from auditor.model.figure import Role

# "increased $34 million", "up $0.02": an amount of change, unless "to" leads to it.
_CHANGED = re.compile(
    r"\b(?:increas\w+|decreas\w+|declin\w+|rose|fell|grew|grow\w*|up|down|improv\w+|dropp\w+|gain\w*|higher|lower)"
    r"(?:\s+(?!to\b|from\b)[\w%.,-]+){0,5}\s*\(?\$?$",
    re.IGNORECASE,
)
_CHANGE_BEHIND = re.compile(
    r"\s*(?:or\s+)?(?:\w+\s+){0,2}(?:increase|decrease|decline|improvement|growth|reduction|drop|gain|rise|higher|lower)\b",
    re.IGNORECASE,
)
_SHARE_BEHIND = re.compile(r"\s+of\s+", re.IGNORECASE)
_EXPECTED = re.compile(
    r"\b(?:expect\w*|anticipat\w*|guidance|outlook|forecast\w*|estimate[sd]?\s+(?:to|that|at)|project(?:s|ed|ing)\b|target\w*|plan(?:s|ned)?\s+to|"
    r"budget\w*|could|should|would|may\s+be|on\s+track)\b",
    re.IGNORECASE,
)
REACH = 80  # characters before an amount in which a verb of change may stand


def roles(sentence: str, amounts: Sequence[Amount]) -> list[Role]:
    """The role of each amount of a sentence, in order."""
    expected = _EXPECTED.search(sentence)
    return [_role(sentence, amount, expected is not None) for amount in amounts]


def _role(sentence: str, amount: Amount, expected: bool) -> Role:
    if expected:
        return "outlook"
    before = sentence[max(0, amount.start - REACH) : amount.start]
    is_change = bool(_CHANGED.search(before) or _CHANGE_BEHIND.match(sentence, amount.end))
    if amount.unit == "percent":
        if is_change:
            return "change"
        return "share" if _SHARE_BEHIND.match(sentence, amount.end) else "level"
    return "delta" if is_change else "level"
