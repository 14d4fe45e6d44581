"""Earnings per share and the shares they are reckoned on: bound by rule, for no list of labels is long enough."""

from __future__ import annotations

import re
from collections.abc import Sequence

from auditor.extract.vocabulary import WORD, key, plain_text

PER_SHARE = re.compile(r"\bper (?:\w+ ){0,4}shares?\b|\ba share\b|\bper unit\b")
# Words of a figure per share that is not the earnings of the period as a whole.
EPS_COMPONENT = re.compile(
    r"\b(?:before|cumulative|discontinued|continuing|extraordinary|pro forma|excluding|dividends?|book|value|price|"
    r"adjusted|non-?gaap|effect|operations|market|high|low|tax|charge|gain)\b"
)
# Parts of the earnings per share; what is said of it before an event leaves that event out, whatever it is.
COMPONENTS = (
    (
        re.compile(r"\bcontinuing\b|\bbefore\b.*\b(?:cumulative|extraordinary|discontinued|accounting)\b"),
        "eps_continuing",
    ),
    (re.compile(r"\bdiscontinued\b"), "eps_discontinued"),
    (re.compile(r"\b(?:cumulative|extraordinary)\b"), "eps_event"),
)
NO_COMPONENT = re.compile(r"\b(?:pro forma|excluding|dividends?|book|value|price|adjusted|non-?gaap|market|high|low)\b")
EPS_WORDS = re.compile(r"\b(?:income|earnings|loss|profit)\b")
SHARES_WORDS = re.compile(r"\b(?:weighted|average|used (?:in|to|for))\b")
SHARES_CONTEXT = re.compile(r"\bshares?\b|\bstock\b")
DILUTED = re.compile(r"\b(?:diluted|fully|dilution)\b")
BASIC = re.compile(r"\b(?:basic|primary)\b")


def share_concept(printed: str, path: Sequence[str], unit: str | None, has_decimals: bool) -> str | None:
    """Earnings per share and the shares they are reckoned on, told apart by words, headings and unit."""
    label, heading = plain_text(printed), " ".join(plain_text(element) for element in path)
    whole = f"{heading} {label}"
    if not (SHARES_CONTEXT.search(whole) or PER_SHARE.search(whole)):
        return None
    by = "diluted" if DILUTED.search(label) and not BASIC.search(label) else "basic"
    if by == "basic" and not BASIC.search(label) and DILUTED.search(heading) and not BASIC.search(heading):
        by = "diluted"
    says_shares = SHARES_WORDS.search(label) or (SHARES_WORDS.search(heading) and not EPS_WORDS.search(label))
    if says_shares and unit in ("shares", "quantity", None) and not has_decimals:
        return f"shares_{by}"
    if not PER_SHARE.search(whole) or unit not in ("per_share", None) or says_shares:
        return None
    if not has_decimals:
        return None
    if EPS_COMPONENT.search(label):
        return _component(label, heading, by)
    if not EPS_WORDS.search(whole):
        return None
    if PER_SHARE.search(label) or (not WORD.sub("", label).strip(" -,/:()") and _names_only_the_kind(label)):
        return f"eps_{by}" if not EPS_COMPONENT.search(heading) else None
    return None


def _component(label: str, heading: str, by: str) -> str | None:
    """Which part of the earnings per share a line is, by the operations or the event it names."""
    if NO_COMPONENT.search(label) or NO_COMPONENT.search(heading):
        return None
    found = next((name for pattern, name in COMPONENTS if pattern.search(label)), None)
    return f"{found}_{by}" if found else None


def _names_only_the_kind(label: str) -> bool:
    """Whether a label under a per-share heading says no more than "Basic", "Diluted", "Net income", "Total"."""
    return set(key(label).split()) <= {
        "basic",
        "diluted",
        "primary",
        "fully",
        "net",
        "income",
        "total",
        "assuming",
        "dilution",
    }
