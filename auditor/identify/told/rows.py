"""Changes whose amounts are not printed, or not known to be a table's: the row that their words name.

"Gross profit nearly doubled", "a 21% increase in the price of gold". The number chooses only among rows that the words
cannot tell apart. A row found so bears witness, and accuses only where one slip of a typist lies between what it gives
and what is told.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from auditor.extract.prose.amounts import BASIS_POINTS, POINTS
from auditor.identify.told.comparatives import earlier, is_same, step_back
from auditor.identify.told.lines import Ledger, Line, ledger
from auditor.identify.told.linking import LINKING
from auditor.identify.told.operands import Told
from auditor.identify.told.trials import Grade, Trial, tried
from auditor.identify.told.vocabulary import QUALIFIERS, SOFT, tokens
from auditor.model.audit import Extraction
from auditor.model.figure import Claim, Figure
from auditor.model.hedged import told as told_interval
from auditor.model.interval import Interval

REACH, BEHIND = 170, 110  # characters before and behind a change in which its measure may be named
ALIKE = 3.0  # bits: rows whose weights are nearer than this cannot be told apart by words
LEAST = 2.0  # bits that a row needs to be what a change speaks of
UNSAID = 0.7  # of the bits of a label's word that the sentence lacks
QUALIFIED = 7.0  # bits against a label that qualifies its measure where the sentence does not
CONSIDERED = 40  # rows weighed at most for one change
WIDE = 160  # characters around a change that may say how far back it looks

_CLAUSE = re.compile(r"[;:\u2022\u25a0]|,\s|\s(?:and|while|as|which|but|or|due|driven|reflecting|including|with|on)\s")
# Where the words behind a change that name its measure end.
_ENDS = re.compile(
    r"[,;:.()\u2022\u25a0]|\s(?:compared|versus|vs|from|over|since|during|due|driven|primarily|mainly|as|while|which|to|for|and|because|partially|reflecting|resulting"
    r"|(?:in|for|during)\s+(?:the\s+)?(?:first|second|third|fourth|fiscal|three|six|nine|twelve|quarter|year|same|prior|19|20))\b"
)


@dataclass(frozen=True, slots=True)
class _Index:
    """The rows of a filing, and which of them hold a word."""

    book: Ledger
    by_word: dict[str, list[int]]

    @classmethod
    def of(cls, book: Ledger) -> _Index:
        by_word: dict[str, list[int]] = defaultdict(list)
        for at, line in enumerate(book.lines):
            for word in line.named:
                by_word[word].append(at)
        return cls(book, by_word)


def by_words(extraction: Extraction, changes: Iterable[Told], book: Ledger | None = None) -> Iterator[Trial]:
    """The changes tried in the rows that their words name. ``book`` is the filing's, where it was made before."""
    index = _Index.of(book or ledger(extraction))
    for told in changes:
        trial = _best(extraction, index, told)
        if trial is not None:
            yield trial


def _best(extraction: Extraction, index: _Index, told: Told) -> Trial | None:
    """The first trial that holds in a likely row; else that of a row whose amount or name it says."""
    claim, figures = told.claim, extraction.figures
    step = step_back(claim.sentence[max(0, claim.at - WIDE) : claim.until + WIDE])
    points = figures[claim.figure].unit in (BASIS_POINTS, POINTS)
    failing: Trial | None = None
    for line in likely(index, told, figures):
        exact = _is_exact(line, claim)
        for new, old in _pairs(extraction, line, told, step):
            period = figures[claim.figure].period
            said = exact and (is_same(period, new.period) or (points and period is None))
            grade: Grade = "row" if told.new is not None else "named" if said else "words"
            trial = tried(figures, claim, new.index, old.index, grade)
            if trial is not None and trial.holds:
                return trial
            if trial is not None and grade != "words":
                failing = failing or trial
    return failing


def _is_exact(line: Line, claim: Claim) -> bool:
    """Whether the words next to a change are those of the row's label, neither saying more but what the row's brackets
    and headings say too."""
    label, named = line.label - SOFT, line.named
    return bool(label) and any(label <= frozenset(own) - SOFT <= named for own in _readings(claim))


def likely(index: _Index, told: Told, figures: Sequence[Figure]) -> list[Line]:
    """The rows that the words around a change may name, weightiest first."""
    claim = told.claim
    book = index.book
    spoken = frozenset(tokens(claim.sentence)) | frozenset(tokens(claim.heading))
    weights: dict[int, float] = {}
    for own in _readings(claim):
        reached: dict[int, float] = {}
        for word in own:
            for at in index.by_word.get(word, ()):
                reached[at] = reached.get(at, 0.0) + book.weight(word)
        for at in sorted(reached, key=lambda at: (-reached[at], at))[:CONSIDERED]:
            line = book.lines[at]
            if not line.changes and _fits(line, told, figures) and is_named(own, line):
                weight = reached[at] - _unsaid(book, line, spoken)
                weights[at] = max(weights.get(at, 0.0), weight)
    best = max(weights.values(), default=0.0)
    if best < LEAST:
        return []
    ranked = sorted(weights, key=lambda at: (-weights[at], at))
    return [book.lines[at] for at in ranked if weights[at] >= max(LEAST, best - ALIKE)]


def is_named(own: Sequence[str], line: Line) -> bool:
    """Whether a row holds every telling word of a sentence: what it lacks may make another measure of it."""
    return all(word in line.named or word in line.title or word in SOFT for word in own)


def _unsaid(book: Ledger, line: Line, spoken: frozenset[str]) -> float:
    """Bits against, for the words of a label that the sentence lacks."""
    return sum(
        QUALIFIED if word in QUALIFIERS else UNSAID * book.weight(word)
        for word in line.label
        if word not in spoken and word not in SOFT
    )


def _fits(line: Line, told: Told, figures: Sequence[Figure]) -> bool:
    """Whether a row prints what such a change may be of: percentages for points, amounts for all else."""
    own = figures[told.claim.figure].unit
    wanted = figures[told.new.figure].unit if told.new is not None else None
    for cell in line.cells:
        unit = figures[cell].unit
        if wanted is not None and unit == wanted:
            return True
        if wanted is None and unit is not None and (unit == "percent") is (own in (BASIS_POINTS, POINTS)):
            return own in ("percent", "times", BASIS_POINTS, POINTS) or own == unit
    return False


def _readings(claim: Claim) -> list[tuple[str, ...]]:
    """The ways in which the words around a change may name its measure."""
    before = claim.sentence[max(0, claim.at - REACH) : claim.at]
    cuts = [cut.end() for cut in _CLAUSE.finditer(before)]
    behind = claim.sentence[claim.until : claim.until + BEHIND]
    end = _ENDS.search(behind)
    follows = tokens(behind[: end.start()] if end else behind)
    near = tokens(before[cuts[-1] :] if cuts else before)
    wide = tokens(before[cuts[-2] :] if len(cuts) > 1 else before)
    found = [near, (*near, *follows), follows, wide, tokens(before)]
    telling = (tuple(dict.fromkeys(word for word in one if word not in LINKING)) for one in found)
    return [words for words in dict.fromkeys(telling) if words]


def _pairs(extraction: Extraction, line: Line, told: Told, step: int | None) -> Iterator[tuple[Figure, Figure]]:
    """The new and old figures of a row between which the change may go: of the said period, else of the latest."""
    figures = extraction.figures
    cells = [figures[cell] for cell in line.cells if figures[cell].period is not None]
    if told.new is not None:
        amount = told_interval(figures[told.new.figure], told.new.hedge)
        for new in cells:
            if new.unit == figures[told.new.figure].unit and _is(new, amount):
                yield from ((new, old) for old in earlier(extraction, new, step))
        return
    period = figures[told.claim.figure].period
    said = [cell for cell in cells if period is not None and is_same(period, cell.period)]
    latest = max((cell.period.end for cell in cells if cell.period is not None), default=None)
    for new in said or [cell for cell in cells if cell.period is not None and cell.period.end == latest]:
        yield from ((new, old) for old in earlier(extraction, new, step))
    for old in said:  # "a 21% increase compared to the first quarter of 2002": the said period is the old one
        for new in cells:
            if any(other.index == old.index for other in earlier(extraction, new, step)):
                yield new, old


def _is(cell: Figure, amount: Interval) -> bool:
    """Whether a cell may print the amount that a sentence tells, brackets aside."""
    if cell.mantissa is None:
        return False
    printed = Interval.of(cell)
    return printed.meets(amount) or (-printed).meets(amount)
