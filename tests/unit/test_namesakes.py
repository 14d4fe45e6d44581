"""A part that bears nearly its total's name is no tie's other end."""

from __future__ import annotations

from auditor.identify.hypothesis import weigh
from auditor.identify.ties import hypotheses
from auditor.model.audit import Extraction
from tests.paper import tabulate

PART = "Earnings from discontinued operations, net of income taxes"
WHOLE = "Earnings from discontinued operations"


def violated(extraction: Extraction) -> set[tuple[str, ...]]:
    found = hypotheses(extraction.tables, extraction.figures)
    failing = [i for h in found for i in weigh(extraction.figures, h) if i.status == "violated"]
    return {tuple(extraction.figures[f].text for f in i.figures) for i in failing}


STATEMENT = [
    ("Earnings from continuing operations", "4,424", "4,305"),
    (PART, "75", "1,420"),
    ("Gain on transfer", "678", "--"),
    (WHOLE, "753", "1,420"),
    ("Earnings before accounting changes", "5,177", "5,725"),
]


def test_the_part_is_not_held_against_the_whole_elsewhere() -> None:
    assert violated(tabulate(STATEMENT, [(WHOLE, "753", "1,420")])) == set()


def test_the_part_is_not_added_up_to_what_the_whole_adds_up_to() -> None:
    sums = [("Earnings before accounting changes", "5,177", "5,725")]
    extraction = tabulate(STATEMENT, sums, statements=("income_statement", "income_statement"))
    assert violated(extraction) == set()


def test_a_whole_that_is_misprinted_elsewhere_is_still_told() -> None:
    assert ("753", "735") in violated(tabulate(STATEMENT, [(WHOLE, "735", "1,420")]))
