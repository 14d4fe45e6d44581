"""What an amendment says it amends, held against what changed in fact."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from auditor.amend.model import Change, Note, Printed, Wording
from auditor.amend.sentences import Sentence
from auditor.amend.tables import plain
from auditor.amend.words import Token, amount_of, tokens
from auditor.identify.labels import words as telling_words
from auditor.model.audit import Audit

MOST_SENTENCES = 40  # a note is a page at most
LEAST_DIGITS = 3  # a shorter number in a note names nothing by itself

_HEAD = re.compile(r"^\W*(?:explanatory\s+note|purpose\s+of\s+(?:this\s+)?amendment|introductory\s+note)\W*", re.I)
_SAYS = re.compile(
    r"\bpurposes? of (?:this|the) amendment|\bto correct\b|\bcorrects\b|\bcorrected\b|\btypographical|\bclerical"
    r"|\brestate|\bin order to (?:amend|restate)|\bhereby amend|\bis being filed to\b|\binadvertent|\berroneous"
    r"|\bshould have read",
    re.I,
)
_CALLED = re.compile(
    r"\b(typographical|clerical|inadvertent\w*|restate\w*|reclassif\w*|closing adjustments?|adjust\w*)\b", re.I
)
_NEXT_PART = re.compile(r"^\W*(?:item\s+\d|part\s+[iv]+\b|signatures?\b|exhibit\s+\d|table of contents)", re.I)


def note_sentences(sentences: Sequence[Sentence], audit: Audit, other: Sequence[Sentence]) -> list[Sentence]:
    """The sentences of a version's explanatory note: those under such a heading up to what ``other``, the other
    version, says as well, or those of an amendment's cover that say what it corrects. Empty where there is none."""
    known = {sentence.key for sentence in other}
    heads = [at for at, sentence in enumerate(sentences) if _HEAD.match(sentence.text) and sentence.key not in known]
    if heads:
        return list(_part(sentences, heads[0], known))
    if not any((document.form or "").endswith("/A") for document in audit.documents):
        return []
    says = [s for s in sentences if s.document == 0 and s.key not in known and _SAYS.search(s.text)]
    return says[:MOST_SENTENCES]


def _part(sentences: Sequence[Sentence], head: int, known: set[str]) -> Iterator[Sentence]:
    for at, sentence in enumerate(sentences[head : head + MOST_SENTENCES]):
        ends = _NEXT_PART.match(sentence.text) or sentence.key in known
        if at and (ends or sentence.document != sentences[head].document):
            return
        yield sentence


def note(
    said: Sequence[Sentence], changes: Sequence[Change], wordings: Sequence[Wording], original: Audit, amended: Audit
) -> tuple[Note | None, list[Change], list[Wording]]:
    """The note against the changes, and the changes with whether it tells of them. Without a note all stay as given."""
    if not said:
        return None, list(changes), list(wordings)
    text = " ".join(sentence.key for sentence in said)
    numbers = {_digits(token.text) for sentence in said for token in _amounts(sentence)}
    spoken = telling_words(text)
    is_told = [_tells(change, numbers, text, spoken) for change in changes]
    told_words = [_names(w.original, text, spoken) or _names(w.amended, text, spoken) for w in wordings]
    claimed = {_digits(side.text) for change in changes for side in (change.original, change.amended) if side}
    claimed |= {_gap(change) for change in changes}
    unchanged = [*_numbers_unchanged(said, claimed, amended), *_lines_unchanged(text, changes, wordings, amended)]
    standing = {
        _digits(f.text) for a in (original, amended) for f in a.extraction.amounts.figures if f.table is not None
    }
    unknown = [t.text.strip() for s in said for t in _amounts(s)
               if _digits(t.text) not in claimed | standing]  # fmt: skip
    made = Note(
        text,
        tuple(at for at, told in enumerate(is_told) if told),
        tuple(at for at, told in enumerate(is_told) if not told),
        tuple(dict.fromkeys(unchanged)),
        tuple(dict.fromkeys(unknown)),
        tuple(dict.fromkeys(match[1].lower() for match in _CALLED.finditer(text))),
    )
    marked = [replace(change, told=told) for change, told in zip(changes, is_told, strict=True)]
    return made, marked, [replace(w, told=told) for w, told in zip(wordings, told_words, strict=True)]


def _amounts(sentence: Sentence) -> Iterator[Token]:
    """The numbers of a note that can name an amount: long ones, or marked ones; no dates and no forms."""
    every = tokens(sentence.text)
    for at, token in enumerate(every):
        if not token.is_number or amount_of(token.text) is None:
            continue
        digits = _digits(token.text)
        marked = any(mark in token.text for mark in "$€£%") or "," in token.text or "." in token.text
        if marked or (len(digits) > LEAST_DIGITS and not (len(digits) == 4 and digits[:2] in ("19", "20"))):
            yield every[at]


def _digits(text: str) -> str:
    """The digits that count, without idle zeros: "$(0.70)" is "0.7"."""
    found = "".join(character for character in text if character.isdigit() or character == ".").strip(".")
    whole, point, rest = found.partition(".")
    return (whole.lstrip("0") or "0") + (f".{rest.rstrip('0')}" if point and rest.strip("0") else "")


def _tells(change: Change, numbers: set[str], text: str, spoken: frozenset[str]) -> bool:
    sides: list[Printed] = [side for side in (change.original, change.amended) if side is not None]
    if any(_digits(side.text) in numbers for side in sides if side.text) or _gap(change) in numbers:
        return True
    return _names(change.label, text, spoken)


def _gap(change: Change) -> str:
    """The digits of the difference as they would be printed; "" where it is short, or of a scale word."""
    sides = [side.exponent for side in (change.original, change.amended) if side is not None]
    units = change.units(min(sides)) if change.happened == "changed" and change.slip != "scale" else None
    if units is None or len(str(abs(units))) < LEAST_DIGITS:
        return ""
    return _digits(str(Decimal(f"{abs(units)}E{min(sides)}")) if min(sides) < 0 else str(abs(units)))


def _names(label: str, text: str, spoken: frozenset[str]) -> bool:
    """Whether a note speaks of a line: its label word for word, or all of its telling words when they are several."""
    said = plain(label)
    if len(said) > 3 and re.search(rf"(?<!\w){re.escape(said)}(?!\w)", plain_text(text)):
        return True
    words = telling_words(label)
    return len(words) > 1 and words <= spoken


def plain_text(text: str) -> str:
    """As `plain`, but uncut."""
    return " ".join(text.casefold().split())


def _numbers_unchanged(said: Sequence[Sentence], claimed: set[str], amended: Audit) -> Iterator[str]:
    """Amounts that the note names and the amended tables print, though no change has them."""
    printed = {_digits(f.text): f for f in amended.extraction.amounts.figures if f.table is not None}
    for sentence in said:
        for token in _amounts(sentence):
            digits = _digits(token.text)
            if digits not in claimed and digits in printed and len(digits.replace(".", "")) >= LEAST_DIGITS:
                yield f"{token.text.strip()} ({printed[digits].label or 'unlabelled'})"


def _lines_unchanged(
    text: str, changes: Sequence[Change], wordings: Sequence[Wording], amended: Audit
) -> Iterator[str]:
    """Lines that the note names word for word, of two words or more, where nothing changed."""
    moved = {plain(change.label) for change in changes} | {plain(w.amended) for w in wordings}
    moved |= {plain(w.original) for w in wordings}
    folded = plain_text(text)
    labels = {plain(row.label): row.label for table in amended.extraction.tables for row in table.rows}
    named = [
        label
        for label in labels
        if " " in label
        and telling_words(label)
        and label in folded
        and re.search(rf"(?<!\w){re.escape(label)}(?!\w)", folded)
    ]
    for label in named:
        longer = any(label != other and label in other for other in named) or any(label in other for other in moved)
        if label not in moved and not longer:
            yield " ".join(labels[label].split())
