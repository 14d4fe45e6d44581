"""The noun that governs each amount of money in a sentence, and the concept it names."""

from __future__ import annotations

import re
from collections.abc import Sequence

from auditor.extract.fiscal import lowered_in_place
from auditor.extract.prose.amounts import Amount

_SUBJECT = re.compile(
    r"""\b(?:
    (?P<none>income\s+tax(?:es)?|net\s+interest\s+income|(?:income|earnings|loss)\s+before|cost\s+of\s+(?:\w+\s+)?sales|cost\s+of\s+revenues?
      |costs?|expenses?|expenditures?|charges?|accruals?|proceeds|dividends?|prices?|provision|gains?|benefit|impact|effect
      |assets|liabilities|debt|receivables?|inventor(?:y|ies)|payables?|increases?|excess|backlog|orders|ebitda|interest|payments?|settlement
      |write-?(?:down|off)|gross\s+profit\s+from|sales\s+of|sale\s+of)
  | (?P<income_to_common>(?:net\s+)?(?:income|loss|earnings)\s+(?:\(loss\)\s+)?
      (?:applicable|available|attributable)\s+to\s+common)
  | (?P<eps>(?:earnings|income|loss)\s+per\s+(?:\w+\s+){0,3}share|eps)
  | (?P<net_income>net\s+(?:income|loss|earnings|profit)(?:\s+\(loss\))?)
  | (?P<operating_income>(?:operating\s+(?:income|profit|loss))|(?:income|profit|loss)\s+from\s+operations)
  | (?P<gross_profit>gross\s+profit)
  | (?P<net_cash_operating>cash\s+(?:flows?\s+)?(?:provided\s+by\s+|from\s+|generated\s+by\s+)
      (?:operating\s+activities|operations))
  | (?P<cash>cash\s+and\s+cash\s+equivalents)
  | (?P<sales>(?:net\s+)?(?:sales|revenues?))
  | (?P<bare>earnings|earned|income|loss|losses|profits?|margin|lost|cash)
    )\b""",
    re.VERBOSE,
)
# A word before the subject that leaves it the whole: "the company's sales", "total gross profit", "Net sales".
_WHOLE_BEFORE = re.compile(
    r"(?:^|['\u2019]s|['\u2019]|[,.:)(\"-]|\b(?:total|consolidated|net|the|our|its|their|reported|and|that|GAAP|in|said|quarter|year|record|"
    r"(?:19|20)\d\d|of|with|million))\s*$",
    re.IGNORECASE,
)
# Words behind the subject that cut it down to a part: "sales in the Americas", "revenue from services".
_PART_BEHIND = re.compile(
    r"\s+(?:in|of|to|from|for|by)\s+(?!\$|(?:the\s+)?(?:fiscal|first|second|third|fourth|three|six|nine|twelve|quarter|year|same|"
    r"current|prior|previous|full|period|\d))",
    re.IGNORECASE,
)
_SHARE_OF = re.compile(r"(?:%|percent)\s+of\s+(?:\w+\s+)?$", re.IGNORECASE)


def subjects(sentence: str, amounts: Sequence[Amount]) -> list[tuple[str, str | None]]:
    """The noun and the concept that govern each amount: those of the last noun before it that names one (or none)."""
    if not any(amount.unit in ("USD", "USD/share") for amount in amounts):
        return [("", None)] * len(amounts)  # only money has a concept
    lowered = lowered_in_place(sentence)
    nouns = [noun for noun in _SUBJECT.finditer(lowered) if not _is_share_of(sentence, noun)]
    found: list[tuple[str, str | None]] = []
    for amount in amounts:
        noun = next((noun for noun in reversed(nouns) if noun.end() <= amount.start), None)
        concept = _concept(sentence, noun, amount) if noun else None
        words = " ".join(sentence[noun.start() : noun.end()].split()) if noun and concept else ""
        found.append((f"{words} per share" if concept == "eps" and "share" not in words else words, concept))
    return found


def _is_share_of(sentence: str, noun: re.Match[str]) -> bool:
    """ "21.4% of net sales" speaks of something else."""
    return _SHARE_OF.search(sentence, max(0, noun.start() - 30), noun.start()) is not None


def _concept(sentence: str, noun: re.Match[str], amount: Amount) -> str | None:
    name = noun.lastgroup
    if amount.unit == "USD/share":
        return "eps" if name in ("eps", "net_income", "income_to_common", "bare") else None
    if amount.unit != "USD" or name in (None, "none", "bare", "eps"):
        return None
    if name in ("sales", "gross_profit", "operating_income"):
        before = sentence[max(0, noun.start() - 14) : noun.start()]
        if not _WHOLE_BEFORE.search(before) or _PART_BEHIND.match(sentence, noun.end()):
            return None
    return name
