"""Sentences of two versions held against each other: amounts that changed, words that changed, sentences of one only.

A sentence that moved is the same sentence, and one that only wraps otherwise too.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Sequence

from rapidfuzz.fuzz import ratio

from auditor.amend.held import Held, slipped
from auditor.amend.matching import Pair, aligned, alike, gaps
from auditor.amend.model import Change, Passage, Printed
from auditor.amend.sentences import Sentence
from auditor.amend.words import Token, amount_of, compared
from auditor.model.audit import Audit

SAME_SENTENCE = 0.55  # likeness from which two sentences are two versions of one
LONGEST = 1_000  # characters of a sentence that are compared for likeness
_FIRST_YEAR, _LAST_YEAR = 1900, 2100

_MEASURED = re.compile(
    r"\s*(?:thousand|million|billion|trillion|percent|per\s?cent|cents?|basis\s+points?|shares?|ounces?|oz|tons?|tonnes?"
    r"|pounds?|barrels?|times|fold|employees|stores|units|customers|x)\b",
    re.IGNORECASE,
)
_LETTER = re.compile(r"[^\W\d_]")
_TELEPHONE = re.compile(r"[\s.-]?\d{3}-\d{4}\b")  # behind an area code
_MARKED = re.compile(r"[$€£%(),]|\d\.\d")


def hold_sentences(held: Held, before: Sequence[Sentence], after: Sequence[Sentence]) -> None:
    """Pair sentences, tell what changed within each pair, and which have none."""
    mine, yours = [sentence.key for sentence in before], [sentence.key for sentence in after]
    pairs = aligned(mine, yours)
    likeness = _likeness(mine, yours)
    for stretch in list(gaps(pairs, len(mine), len(yours))):
        pairs += alike(stretch, likeness, SAME_SENTENCE)
    pairs += _moved(pairs, mine, yours)
    for i, j in pairs:
        _hold(held, before[i], after[j])
    left, right = {i for i, _ in pairs}, {j for _, j in pairs}
    lines, others = _lines(held.original), _lines(held.amended)
    for i, sentence in enumerate(before):
        if i not in left and sentence.key not in others:
            held.removed.append(Passage(sentence.key, sentence.where))
    for j, sentence in enumerate(after):
        if j not in right and sentence.key not in lines:
            held.added.append(Passage(sentence.key, sentence.where))


def _likeness(mine: Sequence[str], yours: Sequence[str]) -> Callable[[int, int], float]:
    def likeness(i: int, j: int) -> float:
        return ratio(mine[i][:LONGEST], yours[j][:LONGEST], score_cutoff=100 * SAME_SENTENCE) / 100

    return likeness


def _moved(pairs: Sequence[Pair], mine: Sequence[str], yours: Sequence[str]) -> list[Pair]:
    left, right = {i for i, _ in pairs}, {j for _, j in pairs}
    places: dict[str, list[int]] = defaultdict(list)
    for j in reversed(range(len(yours))):
        if j not in right:
            places[yours[j]].append(j)
    return [(i, places[key].pop()) for i, key in enumerate(mine) if i not in left and places[key]]


def _lines(audit: Audit) -> set[str]:
    """Every line of the text: what one version's reading takes for a sentence may be part of a table in the other's."""
    return {" ".join(line.split()) for document in audit.documents for line in document.text.splitlines()}


def _hold(held: Held, one: Sentence, other: Sentence) -> None:
    """One sentence in two versions."""
    if one.key == other.key and len(one.amounts) == len(other.amounts):  # the same words: the same amounts, in order
        for before, after in zip(_in_order(one), _in_order(other), strict=True):
            held.pair(before, after, other.key)
        return
    both = compared(one.text, other.text)
    for i, j in both.equal:
        mine, yours = _figures(one, both.original[i], other, both.amended[j])
        if mine is not None and yours is not None:
            held.pair(mine, yours, other.key)
    if one.key == other.key:
        return
    dates: list[Pair] = []
    for i, j in both.renumbered:
        token, opposite = both.original[i], both.amended[j]
        mine, yours = _figures(one, token, other, opposite)
        if mine is not None and yours is not None:
            if _of_one_unit(held, mine, yours):
                held.pair(mine, yours, other.key)
        elif not _LETTER.search(other.text) and _is_told(held, token, opposite):
            continue  # a cell without words, whose number is part of a figure that was read
        elif counts(one.text, token) or counts(other.text, opposite):
            held.changes.append(_unread(one, token, mine, other, opposite, yours))
        else:
            dates.append((i, j))
    if both.reworded or dates:
        figures = tuple(other.amounts.values())
        held.reworded("sentence", one.key, other.key, figures, where=(one.where, other.where))


def _in_order(sentence: Sentence) -> list[int]:
    return [figure for _, figure in sorted(sentence.amounts.items())]


def _figures(one: Sentence, token: Token, other: Sentence, opposite: Token) -> tuple[int | None, int | None]:
    return one.amounts.get(token.start), other.amounts.get(opposite.start)


def _is_told(held: Held, token: Token, opposite: Token) -> bool:
    """Whether a change of these digits is told already."""
    sides = [(change.original, change.amended) for change in held.changes]
    told = {
        (digits_of(one.text), digits_of(other.text)) for one, other in sides if one is not None and other is not None
    }
    return (digits_of(token.text), digits_of(opposite.text)) in told


def digits_of(text: str) -> str:
    """The digits of a print, with its points."""
    return "".join(character for character in text if character.isdigit() or character == ".")


def _of_one_unit(held: Held, before: int, after: int) -> bool:
    """Whether two amounts can be one: a percentage does not become dollars."""
    units = held.original.extraction.figures[before].unit, held.amended.extraction.figures[after].unit
    return None in units or units[0] == units[1]


def counts(sentence: str, token: Token) -> bool:
    """Whether a number in which the audit read no amount is one all the same; no date, quarter, form or year."""
    amount = amount_of(token.text)
    if amount is None:
        return False
    if _MEASURED.match(sentence, token.end):
        return True
    if not _MARKED.search(token.text) or _TELEPHONE.match(sentence, token.end):
        return False
    return "," in token.text or amount[1] < 0 or not _FIRST_YEAR <= abs(amount[0]) < _LAST_YEAR


def _unread(
    one: Sentence, token: Token, before: int | None, other: Sentence, opposite: Token, after: int | None
) -> Change:
    """The change of a number that the audit of one version or of both read no amount in."""
    original = unread(token, one.where, one.line, before)
    amended = unread(opposite, other.where, other.line, after)
    return Change("changed", original, amended, "", sentence=other.key, slip=slipped(original, amended))


def unread(token: Token, where: str, line: int | None = None, figure: int | None = None) -> Printed:
    """A number token as a side of a change, read by its digits alone."""
    mantissa, exponent = amount_of(token.text) or (None, 0)
    return Printed(token.text.lstrip("$ "), mantissa, exponent, where or "in the text", figure, line)
