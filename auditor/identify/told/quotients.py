"""Ratios, margins and shares told in sentences, held against the lines they are quotients of.

"a current ratio of 4.5:1", "gross margin was 26.3%", "an effective tax rate of 24%", "$3.7 million, or 28% of sales".
Only quotients of lines whose meaning is known, for the whole company: a sentence that names anything besides is about
a part of it.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from auditor.identify.told.comparatives import is_same
from auditor.identify.told.linking import is_linking
from auditor.identify.told.operands import sentences_of
from auditor.identify.told.trials import RATIO, SHARE, Grade, Relation, Trial, judged
from auditor.model.audit import Extraction
from auditor.model.figure import Claim, Figure, Period

Bound = Mapping[int, tuple[int, ...]]

# What a rate is called, and the lines it is the quotient of.
_RATES: tuple[tuple[re.Pattern[str], str, str], ...] = tuple(
    (re.compile(rf"\b(?:{name})(?:\s+(?:percent(?:age)?|rate|%))?(?P<link>\b[^;:]*)$"), over, under)
    for name, over, under in (
        (r"gross\s+(?:profit\s+)?margins?", "gross_profit", "sales"),
        (r"operating\s+(?:income\s+|profit\s+)?margins?", "operating_income", "sales"),
        (r"net\s+(?:income\s+|profit\s+)?margins?", "net_income", "sales"),
        (r"effective\s+(?:income\s+)?tax\s+rate", "income_tax", "pretax_income"),
    )
)
_CURRENT_RATIO = re.compile(r"\bcurrent\s+ratio\b")
_OF_SALES = re.compile(
    r"[\s%]*(?:percent\s+|per\s+cent\s+)?of\s+(?:(?:total|net|consolidated|our|the\s+company'?s|its)\s+){0,2}"
    r"(?:sales|revenues?)\b(?!\s+(?:in\s+(?:the\s+)?[a-z]+|from|growth|of))"
)
_OR = re.compile(r"[\s,]*(?:,\s*or|\bor|\()\s*(?:approximately|about|nearly|almost|over)?\s*$")
_EARLIER = re.compile(r"\b(?:from|(?:compared|compares)\s+to|with|versus|than)\s+(?:an?\s+)?\(?$")
_NEAR = 45  # characters around a ratio in which it is named


@dataclass(frozen=True, slots=True)
class _Lines:
    """The figures of lines whose meaning is known: concept → figures, in the order of the filing."""

    by_concept: Mapping[str, Sequence[Figure]]

    def pairs(self, over: str, under: str, period: Period | None) -> list[tuple[Figure, Figure]]:
        """Both figures of each column that prints the two lines for a period (the latest where None is said)."""
        tops = self.by_concept.get(over, ())
        if period is None:
            ends = [top.period.end for top in tops if top.period is not None]
            latest = max(ends, default=None)
            tops = [top for top in tops if top.period is not None and top.period.end == latest]
        else:
            tops = [top for top in tops if is_same(period, top.period)]
        return [
            (top, bottom)
            for top in tops
            for bottom in self.by_concept.get(under, ())
            if (bottom.table, bottom.column, bottom.period) == (top.table, top.column, top.period)
        ]


def trials(extraction: Extraction, bound: Bound) -> Iterator[Trial]:
    """Every ratio, margin and share that can be reckoned, tried."""
    figures = extraction.figures
    lines = _lines(figures)
    for members in sentences_of(extraction):
        sentence = members[0].sentence.lower()
        for at, claim in enumerate(members):
            own = figures[claim.figure]
            if own.unit == "times" and claim.kind == "level":
                relations: Iterator[Relation] = _ratio(sentence, claim, own, lines)
            elif own.unit == "percent" and claim.kind in ("level", "share"):
                if claim.kind == "share" and at and _OR.fullmatch(sentence, members[at - 1].until, claim.at):
                    relations = _share(sentence, members[at - 1], claim, figures, lines, bound)
                else:
                    relations = _rate(sentence, claim, own, lines)
            else:
                continue
            grade: Grade = "named" if claim.kind == "level" and own.unit == "percent" else "row"
            trial = _first(figures, claim, relations, grade)
            if trial is not None:
                yield trial


def _lines(figures: Sequence[Figure]) -> _Lines:
    by_concept: dict[str, list[Figure]] = defaultdict(list)
    for figure in figures:
        if figure.concept is not None and figure.table is not None and figure.mantissa and figure.unit == "USD":
            by_concept[figure.concept].append(figure)
    return _Lines(by_concept)


def _first(figures: Sequence[Figure], claim: Claim, relations: Iterator[Relation], grade: Grade) -> Trial | None:
    """The first trial that holds, else the first of all."""
    failing: Trial | None = None
    for relation in relations:
        trial = judged(figures, claim, relation, grade)
        if trial is not None and trial.holds:
            return trial
        failing = failing or trial
    return failing


def _ratio(sentence: str, claim: Claim, own: Figure, lines: _Lines) -> Iterator[Relation]:
    around = sentence[max(0, claim.at - _NEAR) : claim.until + _NEAR]
    if _CURRENT_RATIO.search(around):
        for top, bottom in lines.pairs("total_current_assets", "total_current_liabilities", own.period):
            yield Relation(RATIO, "ratio", (top.index, bottom.index), (1, 1), claim.figure)


def _rate(sentence: str, claim: Claim, own: Figure, lines: _Lines) -> Iterator[Relation]:
    before = sentence[: claim.at]
    if own.period is None and _EARLIER.search(before):
        return  # "up from 34.6 percent": of which period is not said
    for name, over, under in _RATES:
        found = name.search(before)
        if found is None or not is_linking(before[: found.start()]) or not is_linking(found["link"], "", frozenset()):
            continue
        for top, bottom in lines.pairs(over, under, own.period):
            yield Relation(SHARE, "ratio", (top.index, bottom.index), (1, 1), claim.figure)


def _share(
    sentence: str, part: Claim, claim: Claim, figures: Sequence[Figure], lines: _Lines, bound: Bound
) -> Iterator[Relation]:
    """ "$3.7 million, or 28% of sales": the amount before it, where a table prints it, over sales of its period."""
    if _OF_SALES.match(sentence, claim.until) is None:
        return
    for index in bound.get(part.figure, ()):
        cell = figures[index]
        for whole in lines.by_concept.get("sales", ()):
            if cell.period is not None and whole.period == cell.period and whole.unit == cell.unit:
                yield Relation(SHARE, "ratio", (index, whole.index), (1, 1), claim.figure)
