"""The labelled claims prove themselves, and the auditor binds so many of them to the cells that they speak of.

`claim_labels` explains the files; ``benchmarks/claims.py`` has the measure, and lists what is missed.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from functools import cache
from pathlib import Path

import pytest

from auditor.extract import extract_all
from auditor.model.document import Document
from auditor.read import read_documents
from tests.golden import claim_labels
from tests.golden.claim_labels import Labelled, scores

SHARED = Path(__file__).resolve().parents[3] / "shared"
EVERY = claim_labels.every()
FLOORS = {"dev": 0.917, "held-out": 0.916, "final": 0.876}  # F1: what was measured, less .01
PRECISION = 0.95  # of each part: a claim bound to another line is worse than one bound to none
FEWEST, FEWEST_FILINGS = 300, 15
KINDS = {"level", "change", "delta", "share", "outlook", "other"}
WIDEST = 300  # characters of an amount, with the mark-up that may part its digits
MARKUP = re.compile(r"<[^<>]*>|&\w+;|&#\w+;")

there = pytest.mark.skipif(not SHARED.is_dir(), reason="the filings lie in ../shared, which is not there")


def digits(text: str) -> str:
    return re.sub(r"\D", "", text)


@cache
def documents_of(source: str) -> tuple[Document, ...]:
    return read_documents(SHARED / source)


@cache
def counts(part: str) -> Counter[str]:
    """What became of all labels of a part."""
    total: Counter[str] = Counter()
    for labelled in EVERY:
        if labelled.part == part:
            documents = documents_of(labelled.source)
            for one in claim_labels.matched(labelled, documents, extract_all(documents)):
                total.update(one.counts)
    return total


def stands(documents: Sequence[Document], at: int, printed: str) -> bool:
    """Whether the digits of what is printed, or its first word where it has none, stand at a place of the file."""
    document = next((one for one in documents if 0 <= at - one.origin < len(one.text)), None)
    if document is None:
        return False
    found = MARKUP.sub("", document.text[at - document.origin :][:WIDEST])
    if not digits(printed):
        return " ".join(found.lower().split()).startswith(printed.lower().split()[0])
    return digits(found).startswith(digits(printed))


def test_there_are_enough_labels_of_enough_filings() -> None:
    assert sum(len(one.labels) for one in EVERY) >= FEWEST
    assert len({one.source for one in EVERY}) >= FEWEST_FILINGS


@pytest.mark.parametrize("labelled", EVERY, ids=lambda one: one.name)
def test_labels_are_of_known_parts_and_kinds(labelled: Labelled) -> None:
    assert labelled.part in claim_labels.PARTS
    assert {label.kind for label in labelled.labels} <= KINDS


@pytest.mark.parametrize("labelled", EVERY, ids=lambda one: one.name)
def test_no_amount_is_labelled_twice(labelled: Labelled) -> None:
    places = Counter((label.document, label.at) for label in labelled.labels)
    assert [place for place, times in places.items() if times > 1] == []


@there
@pytest.mark.parametrize("labelled", EVERY, ids=lambda one: one.name)
def test_every_labelled_claim_stands_in_its_place(labelled: Labelled) -> None:
    read = documents_of(labelled.source)
    assert [label for label in labelled.labels if not stands(read, label.at, label.claim)] == []


@there
@pytest.mark.parametrize("labelled", EVERY, ids=lambda one: one.name)
def test_every_labelled_cell_stands_in_its_place(labelled: Labelled) -> None:
    read = documents_of(labelled.source)
    cells = [cell for label in labelled.labels for cell in label.cells]
    assert [cell for cell in cells if not stands(read, *cell)] == []


@there
@pytest.mark.parametrize("part", FLOORS)
def test_claims_are_bound_to_the_cells_they_speak_of(part: str) -> None:
    assert scores(counts(part))["f1"] >= FLOORS[part]


@there
@pytest.mark.parametrize("part", FLOORS)
def test_claims_are_seldom_bound_to_other_cells(part: str) -> None:
    assert scores(counts(part))["precision"] >= PRECISION


@there
def test_nearly_every_labelled_claim_is_read() -> None:
    total = sum((counts(part) for part in FLOORS), Counter[str]())
    assert total["unread"] <= 0.02 * total["bound"]
