"""The vocabulary of accounting concepts, and the key by which a printed label is looked up in it.

A label's *key* is its significant words, singular and sorted, with turns of phrase that do not tell two concepts apart
("(loss)", "net of tax", "stockholders'" for "shareholders'") set aside.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Any, TypeVar

VOCABULARY = Path(__file__).with_name("vocabulary.toml")  # the lines of commercial companies' statements
INDUSTRIES = Path(__file__).with_name("vocabulary_industries.toml")  # banks, insurers, real estate; and measures
WORD = re.compile(r"[a-z]+")
BRACKETED = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")
# Words in brackets that make another measure of what stands before them: "Net income (non-GAAP)".
QUALIFIED = re.compile(
    r"[(\[](?:[^()\[\]]*\b)?(?:nongaap|taxable|tax[- ]equivalent|fte?|te|noi|adjusted|underlying|managed|excluding)\b"
)
# Words before a label that say what is done with the amount, not what it is: "Less: purchases of equipment".
LED = re.compile(r"(?:less|add|plus|deduct)\b[:,]? ")
TAIL = re.compile(r"[,;]?\s+(?:net of|less allowances?|less reserves?|\(?see note|\(?notes? \d)\b.*$")
HOLDERS = re.compile(r"\b(?:share|stock)\s?-?(?:holders?|owners?)\b'?")
CASH = re.compile(r"\bcash\s*(?:,|and|&)\s*(?:cash\s+)?equivalents?\b")
COMMON_SHARE = re.compile(r"\bcommon (?:and common equivalent )?(shares?\b|stock\b)")
NEUTRAL_WORDS = "the of and by in for from to a an on at our its or with consolidated company unaudited flow flows"
NEUTRAL = frozenset(NEUTRAL_WORDS.split())
SYNONYMS = {
    "revenues": "revenue",
    "earnings": "income",
    "loss": "income",
    "losses": "income",
    "generated": "provided",
    "used": "provided",
    "absorbed": "provided",
    "decrease": "increase",
    "change": "increase",
    "year": "period",
    "years": "period",
    "quarter": "period",
    "month": "period",
    "months": "period",
    "noncurrent": "noncurrent",
}
LONGEST_LABEL = 400  # characters; what runs on longer is no label
LONG_WORD = 6  # letters from which one slip of spelling leaves no doubt about the word


SHARE_DATA = tuple(
    f"{what}_{by}"
    for what in ("eps", "shares", "eps_continuing", "eps_discontinued", "eps_event")
    for by in ("basic", "diluted")
)


@dataclass(frozen=True, slots=True)
class Concept:
    """One entry of the vocabulary. ``statements`` holds "any" where tables of no known statement serve too."""

    name: str
    statements: frozenset[str]
    unit: str  # money, per_share, shares, percent, quantity, per_quantity
    keys: frozenset[str]
    under: frozenset[str]
    plain: frozenset[str]
    is_total: bool
    is_expense: bool
    patterns: tuple[re.Pattern[str], ...] = ()
    is_either: bool = False  # printed now with its own sign, now as a deduction
    is_core: bool = True  # a line of the primary statements, by which unlabelled neighbours are known


def _entry(name: str, entry: dict[str, Any], is_core: bool) -> Concept:
    """One entry of the vocabulary's files."""
    return Concept(
        name=name,
        statements=frozenset(entry["in"]),
        unit=entry["unit"],
        keys=frozenset(k for label in entry.get("labels", ()) for k in keys(label)),
        under=frozenset(key(label) for label in entry.get("under", ())),
        plain=frozenset(key(label) for label in entry.get("plain", ())),
        is_total=entry.get("total", False),
        is_expense=entry.get("expense", False),
        patterns=tuple(re.compile(pattern) for pattern in entry.get("patterns", ())),
        is_either=entry.get("either", False),
        is_core=is_core,
    )


_added: dict[str, Mapping[str, Any]] = {}  # a user's own entries: of this process, see `add`


def add(entries: Mapping[str, Mapping[str, Any]]) -> None:
    """Take further labels into the vocabulary of this process, in place of those added before.

    ``entries`` are by concept, as in the vocabulary's files: of a known concept only the ``labels`` are taken, a new
    one needs ``in`` and ``unit`` too.
    """
    if dict(entries) == _added:
        return
    _added.clear()
    _added.update(entries)
    for forget in _dependent:
        forget()


_dependent: list[Callable[[], None]] = []  # forget what was derived from the vocabulary as it was

Derived = TypeVar("Derived", bound=Callable[..., object])


def derived(remembered: Derived) -> Derived:
    """Marks a cached function whose answers follow from the vocabulary: they are forgotten when that changes."""
    _dependent.append(remembered.cache_clear)  # type: ignore[attr-defined]
    return remembered


def _with_added(entries: dict[str, Any], path: Path) -> dict[str, Any]:
    """A file's entries with a user's labels behind their own; new concepts go with the commercial companies'."""
    told = {name: entry | {"labels": [*entry.get("labels", ()), *_added[name]["labels"]]} if name in _added else entry
            for name, entry in entries.items()}  # fmt: skip
    if path != VOCABULARY or not _added:
        return told
    return told | {name: dict(entry) for name, entry in _added.items() if name not in known()}


@cache
def known() -> frozenset[str]:
    """The names of the concepts that the auditor brings along, whatever a user adds."""
    shipped = (tomllib.loads(path.read_text(encoding="utf-8")) for path in (VOCABULARY, INDUSTRIES))
    return frozenset(SHARE_DATA).union(*shipped)


@derived
@cache
def vocabulary() -> dict[str, Concept]:
    """Every concept by name, read once. The concepts of share data, bound by rule, are among them."""
    concepts: dict[str, Concept] = {}
    for path in (VOCABULARY, INDUSTRIES):
        entries = _with_added(tomllib.loads(path.read_text(encoding="utf-8")), path)
        concepts |= {name: _entry(name, entry, path == VOCABULARY) for name, entry in entries.items()}
    for name in SHARE_DATA:
        unit, where = "shares" if name.startswith("shares") else "per_share", frozenset({"income_statement", "any"})
        nothing: frozenset[str] = frozenset()
        is_whole = name in ("eps_basic", "eps_diluted", "shares_basic", "shares_diluted")
        concepts[name] = Concept(name, where, unit, nothing, nothing, nothing, False, False, is_core=is_whole)
    return concepts


@derived
@cache
def by_key() -> dict[str, tuple[Concept, ...]]:
    """The concepts that each label key may stand for, in the vocabulary's order."""
    found: dict[str, list[Concept]] = {}
    for concept in vocabulary().values():
        for one in sorted(concept.keys):
            found.setdefault(one, []).append(concept)
    return {one: tuple(concepts) for one, concepts in found.items()}


@derived
@cache
def by_pattern() -> tuple[Concept, ...]:
    """The concepts that have patterns, in the vocabulary's order."""
    return tuple(concept for concept in vocabulary().values() if concept.patterns)


@derived
@lru_cache(maxsize=8192)
def matching(label: str) -> tuple[Concept, ...]:
    """The concepts one of whose patterns the label matches."""
    text = " ".join(BRACKETED.sub(" ", plain_text(label)).split())
    return tuple(c for c in by_pattern() if any(pattern.search(text) for pattern in c.patterns))


@derived
@cache
def by_heading() -> dict[tuple[str, str], tuple[Concept, ...]]:
    """Concepts by (heading's key, plain label's key)."""
    found: dict[tuple[str, str], list[Concept]] = {}
    for concept in vocabulary().values():
        for heading in sorted(concept.under):
            for plain in sorted(concept.plain):
                found.setdefault((heading, plain), []).append(concept)
    return {place: tuple(concepts) for place, concepts in found.items()}


def _singular(word: str) -> str:
    if len(word) > 4 and word.endswith("ies"):
        return word[:-3] + "y"
    if len(word) > 3 and word.endswith(("xes", "sses")):
        return word[:-2]
    if len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is")):
        return word[:-1]
    return word


@lru_cache(maxsize=8192)
def plain_text(label: str) -> str:
    """The label in lower case with the commonest turns of phrase made one: "shareholders", "cash", "per share"."""
    text = (
        " ".join(label[:LONGEST_LABEL].lower().split())
        .replace("’", "'")
        .replace("&", " and ")
        .replace("non-", "non")
        .replace("pre-tax", "pretax")
    )
    text = TAIL.sub("", text)
    text = HOLDERS.sub("holder", text)
    text = COMMON_SHARE.sub(r"\1", text)
    return CASH.sub("cash", text)


def _reduced(text: str) -> str:
    kept = {_singular(SYNONYMS.get(w, w)) for w in WORD.findall(text) if len(w) > 1 and w not in NEUTRAL}
    return " ".join(sorted(kept))


@lru_cache(maxsize=8192)
def key(label: str) -> str:
    """The label's significant words, singular and sorted, bracketed alternatives set aside.

    >>> key("Net cash provided (used) by operating activities"), key("TOTAL STOCKHOLDERS' EQUITY (DEFICIT)")
    ('activity cash net operating provided', 'equity holder total')
    """
    text = plain_text(label)
    return _reduced(BRACKETED.sub(" ", text)) or _reduced(text)


@lru_cache(maxsize=8192)
def keys(label: str) -> tuple[str, ...]:
    """The keys to look a label up by, best first: without what stands in brackets, with it, without "less:".

    >>> keys("Net income (loss)"), keys("Net income (non-GAAP)"), keys("Less: net income")
    (('income net',), ('income net nongaap',), ('income less net', 'income net'))
    """
    text = plain_text(label)
    bare, whole = key(label), _reduced(text)
    known = (bare,) if bare == whole else (whole,) if QUALIFIED.search(text) else (bare, whole)
    given = LED.match(text)
    return (*known, _reduced(text[given.end() :])) if given else known


def kind_of_unit(unit: str | None) -> str | None:
    """money, per_share, shares, percent, quantity or per_quantity; None where the unit is unknown."""
    if unit is None:
        return None
    if unit in ("shares", "percent"):
        return unit
    if unit.endswith("/share"):
        return "per_share"
    if "/" in unit:
        return "per_quantity"
    return "money" if len(unit) == 3 and unit.isupper() else "quantity"


def names() -> Iterable[str]:
    """Every concept's name, in the vocabulary's order."""
    return vocabulary().keys()


@derived
@cache
def by_rest() -> dict[str, tuple[tuple[str, str], ...]]:
    """For each key with one long word left out: the words that were left out, with the whole key."""
    found: dict[str, list[tuple[str, str]]] = {}
    for whole in by_key():
        words = whole.split()
        for word in words:
            if len(word) >= LONG_WORD:
                found.setdefault(" ".join(w for w in words if w != word), []).append((word, whole))
    return {rest: tuple(entries) for rest, entries in found.items()}
