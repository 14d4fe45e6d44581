"""How alike two tellings are: their words laid one over the other, outwards from the amounts.

Words that are the same speak for one fact; amounts, years, months, counts and ways that stand in the same place and
differ say that it is another.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from auditor.identify.told.tellings import AMOUNT, IDLE, NUMBER, TELLING, YEAR, Telling, Word

NEXT = 3  # words beyond the last that agrees, looked at for what tells two facts apart
_SAME = {AMOUNT: 5.0, YEAR: 2.0, NUMBER: 1.5}  # bits of a value that agrees
_OTHER = {AMOUNT: 1.0, YEAR: 1.0, NUMBER: 0.3}  # bits of the form alone
OTHER = 0.5  # the same for months, counts and ways
_SKIPPED = {AMOUNT: 2.0, YEAR: 1.0, NUMBER: 1.0}  # bits against a word that has no like
SKIPPED, IDLY_SKIPPED = 0.9, 0.3

_QUALIFYING = (
    "adjusted basic diluted non gaap pro forma underlying core organic before after excluding including cost costs "
    "gross net operating comparable continuing discontinued deferred current noncurrent"
)
QUALIFYING = frozenset(_QUALIFYING.split())

Overlay = list[tuple[Word | None, Word | None]]


@dataclass(frozen=True, slots=True)
class Likeness:
    """What two tellings have in common.

    ``bits`` of words; ``amounts`` other amounts that agree; ``years`` that do; ``words`` telling words that do;
    ``contrary`` whether something says that they are two facts; ``verbatim`` whether neither has a telling word in the
    place of one of the other's.
    """

    bits: float
    amounts: frozenset[str]
    years: int
    words: int
    contrary: bool
    verbatim: bool


def likeness(one: Telling, other: Telling, weights: Mapping[str, float]) -> Likeness:
    bits, overlay, contrary, parted = 0.0, [], False, False
    for here, there in ((one.before, other.before), (one.behind, other.behind)):
        score, laid = _laid_over(here, there, weights)
        reached = sum(a is not None for a, _ in laid), sum(b is not None for _, b in laid)
        beyond = here[reached[0] : reached[0] + NEXT], there[reached[1] : reached[1] + NEXT]
        bits += score
        overlay.append(laid)
        contrary = contrary or _is_contrary(laid) or _tells_apart(*beyond)
        parted = parted or _is_parted(laid) or all(any(map(_is_word, side)) for side in beyond)
    agreed = [a for laid in overlay for a, b in laid if a is not None and a == b]
    return Likeness(
        bits,
        frozenset(word.value for word in agreed if word.form == AMOUNT),
        sum(word.form == YEAR for word in agreed),
        sum(map(_is_word, agreed)),
        contrary,
        not parted,
    )


def _laid_over(here: Sequence[Word], there: Sequence[Word], weights: Mapping[str, float]) -> tuple[float, Overlay]:
    """(bits, pairs) of the best alignment of two runs of words from their beginning to wherever it is best to end."""
    same = 0
    for a, b in zip(here, there, strict=False):
        if a != b:
            break
        same += 1
    score = sum(_worth(a, a, weights) or 0.0 for a in here[:same])
    laid: Overlay = [(a, a) for a in here[:same]]
    rest, tail = _aligned(here[same:], there[same:], weights)
    return score + rest, laid + tail


def _aligned(here: Sequence[Word], there: Sequence[Word], weights: Mapping[str, float]) -> tuple[float, Overlay]:
    costs = [_cost(word) for word in there]
    first = [0.0]
    for cost in costs:
        first.append(first[-1] - cost)
    scores = [first]
    forms = [word.form for word in there]
    best, end = 0.0, (0, 0)
    for i, a in enumerate(here):
        cost, form, above = _cost(a), a.form, scores[-1]
        score = above[0] - cost
        row = [score]
        for j, skipped in enumerate(costs):
            left, score = score - skipped, above[j + 1] - cost
            if left > score:
                score = left
            if form == forms[j] and (met := above[j] + _worth(a, there[j], weights)) > score:
                score = met
            row.append(score)
            if score > best:
                best, end = score, (i + 1, j + 1)
        scores.append(row)
    return best, _traced(here, there, scores, end, weights)


def _traced(
    here: Sequence[Word],
    there: Sequence[Word],
    scores: Sequence[Sequence[float]],
    end: tuple[int, int],
    weights: Mapping[str, float],
) -> Overlay:
    """The pairs of the alignment whose best score stands at ``end``, in order."""
    laid: Overlay = []
    i, j = end
    while i or j:
        if i and j and here[i - 1].form == there[j - 1].form:
            worth = _worth(here[i - 1], there[j - 1], weights)
            if scores[i][j] == scores[i - 1][j - 1] + worth:
                laid.append((here[i - 1], there[j - 1]))
                i, j = i - 1, j - 1
                continue
        if i and scores[i][j] == scores[i - 1][j] - _cost(here[i - 1]):
            laid.append((here[i - 1], None))
            i -= 1
        else:
            laid.append((None, there[j - 1]))
            j -= 1
    return laid[::-1]


def _worth(a: Word, b: Word, weights: Mapping[str, float]) -> float:
    """Bits of two words of one form in the same place."""
    if not a.form.startswith(AMOUNT):
        return weights.get(a.form, 0.0)
    if a.value == b.value:
        return _SAME.get(a.form, weights.get(a.form, 0.0))
    return _OTHER.get(a.form, OTHER)


def _cost(word: Word) -> float:
    return IDLY_SKIPPED if word.form in IDLE else _SKIPPED.get(word.form, SKIPPED)


def _is_word(word: Word) -> bool:
    """Whether it is a word that tells something."""
    return word.form not in IDLE and not word.form.startswith(AMOUNT)


def _is_contrary(laid: Overlay) -> bool:
    """Whether two values differ in one place, or only one of the two has an amount or a qualifying word there."""
    for a, b in laid:
        if a is not None and b is not None:
            if a.form in TELLING and a.value != b.value:
                return True
        else:
            odd = a or b
            if odd is not None and (odd.form == AMOUNT or odd.form in QUALIFYING):
                return True
    return False


def _tells_apart(here: Sequence[Word], there: Sequence[Word]) -> bool:
    """The same of the words that follow where two tellings part."""
    if any(word.form in QUALIFYING for word in (*here, *there)):
        return True
    return any(a.form == b.form and a.form in TELLING and a.value != b.value for a in here for b in there)


def _is_parted(laid: Overlay) -> bool:
    """Whether a telling word of the one stands in the place of another of the other's."""
    mine = theirs = False
    for a, b in laid:
        if a is not None and b is not None:
            if a.value != b.value:
                return True
            mine = theirs = False
            continue
        mine = mine or (a is not None and _is_word(a))
        theirs = theirs or (b is not None and _is_word(b))
        if mine and theirs:
            return True
    return False
