"""Earnings per share that an income statement prints otherwise than two other tables, which agree (check TI101).

A tie of cents says little: two rows of them agree, or differ, by chance. Three tables that name one fact for one period
say more. Of 79 facts that three or more tables of the corpus print, apart from pro forma and adjusted ones, none was
printed otherwise in the statement than in the others.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from auditor.identify.hypothesis import MOST_SUPPORT, Hypothesis, Instance
from auditor.model.audit import Extraction
from auditor.model.figure import Figure, Period
from auditor.model.table import Table

FACTS = ("eps_basic", "eps_diluted")
FEWEST = 3  # tables, of which all but one agree
_OTHER_MEASURE = re.compile(
    r"pro[ -]?forma|\badjust|non-?\s?gaap|\brestate|\bexclud|\b(?:previously|before|continuing|underlying|core)\b",
    re.IGNORECASE,
)


def hypotheses(extraction: Extraction, checks: object = None) -> Iterator[Hypothesis]:
    """The dissenting figure of a statement against each of those that agree, borne out by these."""
    groups: dict[tuple[str, Period, int], list[Figure]] = defaultdict(list)
    for figure in extraction.figures:
        if figure.concept in FACTS and figure.period is not None and _is_plain(figure, extraction.tables):
            groups[figure.concept, figure.period, figure.exponent].append(figure)
    for members in groups.values():
        yield from _dissent(members, extraction.tables)


def _is_plain(figure: Figure, tables: Sequence[Table]) -> bool:
    """Whether a figure is an amount a share of a table of the page, and of no other measure than the statement's."""
    if figure.table is None or figure.mantissa is None or figure.nil or figure.unit is None or "/" not in figure.unit:
        return False
    table = tables[figure.table]
    return not table.schedule and not _OTHER_MEASURE.search(" ".join((table.title, *figure.path, figure.label)))


def _dissent(members: Sequence[Figure], tables: Sequence[Table]) -> Iterator[Hypothesis]:
    by_table: dict[int, list[Figure]] = defaultdict(list)
    for figure in members:
        by_table[figure.table or 0].append(figure)
    single = [figures[0] for figures in by_table.values() if len(figures) == 1]
    if len(single) < FEWEST or len(single) < len(by_table):
        return
    for one in single:
        others = [figure for figure in single if figure is not one]
        if one.mantissa == others[0].mantissa or len({figure.mantissa for figure in others}) > 1:
            continue
        if tables[one.table or 0].statement != "income_statement":
            continue
        for other, witness in zip(others, (*others[1:], others[0]), strict=True):
            pairs = ((one.index, other.index), (other.index, witness.index))
            instances = tuple(Instance(pair, (1, -1), pair[1]) for pair in pairs)
            why = (f"{len(others)} other tables print {other.text} for the same period",)
            yield Hypothesis("TI101", "catalogue", "equal", instances, MOST_SUPPORT, why)
