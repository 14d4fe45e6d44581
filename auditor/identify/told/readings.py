"""The ways to name an amount: each a tuple of telling words, the likeliest first.

"GAAP operating income was $6.65 billion": the words before it. "$45 million of performance fees": those behind it.
"compared to $23.4 million": those of the amount before it. "Earnings before interest and taxes ("EBIT") of $9 million":
the name in brackets.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from auditor.identify.told.vocabulary import QUALIFIERS, SOFT, tokens

BEHIND = 110  # characters behind an amount that may belong to it
VERB = 25  # characters of "was approximately $": with no more between, what follows "and" names the next amount
LONG, NEAREST = 5, 3  # of more words than these, the nearest alone are a way too
MOST = 6  # ways looked at

_ENDS = re.compile(
    r",(?!\s*(?:excluding|net\s+of|before|exclusive)\b)|[;:()]|\.(?:\s|$)"
    r"|\b(?:compared|versus|vs|from(?!\s+operat)|while|which|was|were|is|are|resulting|due|primarily|reflect\w*|because|at|as"
    r"|during|increas(?:ed|es|ing)|decreas(?:ed|es|ing)|or|driven|but|that|by|will)\b"
    r"|\b(?:in|for)\s+(?:the\s+)?(?:first|second|third|fourth|fiscal|three|six|nine|twelve|quarter\b|year\b|same|prior|19|20)",
    re.I,
)
_ITEM = re.compile(r",\s*(?:and\s+)?\(?\$?\s?")  # what stands between two items of a list
_AND = re.compile(r"\band\b|\bas\s+well\s+as\b|&", re.I)
_FROM = re.compile(r"\s*from\s+(?:(?:an?|the|our|its)\s+)?(?=[a-z])", re.I)
_BASIS = re.compile(r"[^.;$]{0,25}?\bon\s+an?\s+((?:[\w-]+\s+){1,3})basis\b", re.I)
_ASIDE = re.compile(r"\s*[,(]\s*((?:pro[\s-]?forma|as\s+adjusted|adjusted|non-?gaap)\b)", re.I)
_PREPOSITION = re.compile(r"(?<!-)\b(?:of|in(?!-)|on|to|for|related|under|with|from)\b(?!-)", re.I)
_LEADS = re.compile(r"\s*(?!(?:and|or|but|to|per|an?)\b)\(?[a-z]", re.I)
_PER = re.compile(
    r"\s*(?:an?|per)\s+(?:(?:basic|diluted|common|fully|and)\s+){0,4}(?:share|ounce|ton|tonne|pound|barrel|unit)s?\b",
    re.I,
)
_ALIAS = re.compile(r"\(\s*(?:the\s+)?[\"\u201c']?([A-Za-z][\w&\s-]{1,40}?)[\"\u201d']?\s*\)[\s,]*[^()]{0,60}$")
_BRACKETED = re.compile(r"\([^()]*\)")
_SERIES = re.compile(  # "in cash, cash equivalents, and short-term investments"
    r"\s*(?:in|of)\s+[a-z][\w\s-]{2,40}(?:,\s+[a-z][\w\s-]{2,40}){1,4},?\s+and\s+[\w-]+(?:\s+(?!was|were|is|are|in|at|as|for|on)[\w-]+){0,2}",
    re.I,
)
_RESULT = frozenset({"earning", "income", "profit", "loss"})

Words = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Named:
    """The ways to name an amount, and those of them that an amount compared with it takes over."""

    ways: tuple[Words, ...]
    lent: tuple[Words, ...]
    inherited: bool


def names(words: Sequence[str]) -> bool:
    """Whether words name a measure: qualifiers alone do not."""
    return any(word not in QUALIFIERS and word not in SOFT for word in words)


def named(printed: str, behind: str, after: Words, source: Named | None) -> Named:
    """The ways to name the amount between ``printed`` and ``behind``; ``source`` is the amount whose name it takes
    where its own words are none, ``after`` what qualifies it whatever names it."""
    own = tokens(printed)
    if "(" in printed:  # "Hecla (HL:NYSE) reported net income", but "operating income (non-GAAP)"
        bare_words = tokens(_BRACKETED.sub(" ", printed))
        if names(bare_words):
            own = (*bare_words, *(word for word in own if word in QUALIFIERS and word not in bare_words))
    inherited = source is not None and not names(own)
    follows = tokens(behind)
    first = _PREPOSITION.search(behind.lstrip(), 5)
    head = tokens(behind.lstrip()[: first.start()]) if first else ()
    found: list[Words] = [alias(printed), clause(printed)]
    if inherited and source is not None:
        if names(follows):
            found += [(*own, *follows), (*own, *head)]
        aside = tuple(word for word in follows if word in QUALIFIERS)  # "compared to $17.9 million of pro forma sales"
        found += [(*own, *words, *aside) for words in source.lent[:2]]
    else:
        found.append(own)
        if names(follows):
            found += [(*own, *follows), follows, head, *_further(behind)]
    if len(own) > LONG:
        found.append(own[-NEAREST:])
    whole = next((words for words in found if names(words)), ())
    found += [bare(whole)] if bare(whole) else []
    ways = _distinct((*words, *after) for words in found if names(words))
    lent = _distinct(words for words in (own, clause(printed), follows) if names(words)) or ways
    if inherited and source is not None:
        own_terms = tuple(word for word in own if word in QUALIFIERS)
        lent = _distinct((*own_terms, *words) for words in source.lent)
    return Named(ways[:MOST], lent, inherited)


def _further(behind: str) -> list[Words]:
    """The name behind the first preposition of what follows: "a $375 million charge for in-process development"."""
    parts = _PREPOSITION.split(behind.strip(), maxsplit=2)
    words = tokens(parts[1]) if len(parts) > 1 and parts[0].strip() else ()
    return [words] if names(words) else []


def _distinct(found: object) -> tuple[Words, ...]:
    return tuple(dict.fromkeys(tuple(dict.fromkeys(words)) for words in found))  # type: ignore[attr-defined]


def after(sentence: str, until: int, behind: str) -> Words:
    """Words behind an amount that qualify it whatever names it: "per diluted share", "on a non-GAAP basis"."""
    basis, aside = _BASIS.match(sentence, until), _ASIDE.match(sentence, until)
    said = tokens(f"{behind} {basis[1]}" if basis else behind)
    found = (word for word in said if word in SOFT or (basis is not None and word in QUALIFIERS))
    return (*found, *tokens(aside[1])) if aside else tuple(found)


def end_of_behind(sentence: str, start: int, following: int) -> int:
    """Where the words that follow an amount and belong to it end; ``start`` where none do."""
    per = _PER.match(sentence, start)
    if per is not None:
        return min(per.end(), following)
    series = _SERIES.match(sentence, start, following)
    if series is not None:
        return series.end()
    source = _FROM.match(sentence, start)
    if source is not None:
        start = source.end()
    text = sentence[start : min(len(sentence), start + BEHIND)]
    if not _LEADS.match(text):
        return start
    end = _ENDS.search(text)
    if end is not None and end[0] == ":":  # "$16.10 Non-GAAP: $20.20": it names what follows
        return start
    length = end.start() if end else len(text)
    joined = _AND.search(text, 0, length)
    leads_on = joined is not None and following < len(sentence)
    if end is not None and _ITEM.fullmatch(sentence, start + length, following):
        leads_on = False  # "$1,396 million of depreciation and amortization, $455 million of …"
    if start + length > following or (leads_on and start + length >= following - VERB):
        length = joined.start() if joined is not None else min(length, following - start)
    return start + max(0, min(length, following - start))


def alias(printed: str) -> Words:
    """The name in brackets right before an amount."""
    found = _ALIAS.search(printed)
    return tokens(found[1]) if found else ()


def clause(printed: str) -> Words:
    """The words behind the last comma."""
    comma = printed.rfind(", ", 0, -8)
    return tokens(printed[comma + 1 :]) if comma >= 0 else ()


def bare(words: Words) -> Words:
    """The same with net income for a bare "earnings" or "loss", cash and its equivalents for bare cash; nothing where
    none stands there."""
    if words and set(words) <= {"cash", *SOFT}:
        return ("cashequivalents",)
    if not set(words) & _RESULT or "netincome" in words:
        return ()
    return ("netincome", *(word for word in words if word not in _RESULT))
