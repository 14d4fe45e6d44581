"""Sentences' figures with the table cells they speak of, labelled by hand: the files of ``claims/``, and how they read.

A file begins with remarks::

    # file: corpus/release-html/apple-20240201-EX99.1.htm      below ``../shared``
    # part: dev                                                dev, held-out or final
    # stretch: 2702 to 26906                                   characters in which every amount is labelled

Then one amount a row, columns apart by tabs: ``at`` is where its digits begin in the text of the ``document`` (d1 is
the first of the file), ``claim`` what is printed, ``kind`` what it is in its sentence, ``line`` the label of the table
line it speaks of, and ``cells`` every cell that prints its amount: "40263=5,309 | 51200=5,309", each with where it
begins. An amount that no table prints has neither.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from auditor.identify.told import verdicts
from auditor.identify.told.company import company_words
from auditor.model.audit import Extraction
from auditor.model.document import Document

FOLDER = Path(__file__).resolve().parent / "claims"
PARTS = ("dev", "held-out", "final")
COLUMNS = ("at", "document", "claim", "kind", "line", "cells")
NEAR = 2  # characters by which a figure may begin beside its label: "$ (" before the digits
PREDICTING = ("holds", "nearly")  # verdicts that say which cell a claim speaks of

_REMARK = re.compile(r"# *(file|part): *(.+)")


@dataclass(frozen=True, slots=True)
class Label:
    """One amount of a sentence; ``document`` counts from 0, ``cells`` are (place, printed)."""

    at: int
    document: int
    claim: str
    kind: str
    line: str
    cells: tuple[tuple[int, str], ...]


@dataclass(frozen=True, slots=True)
class Labelled:
    """One filing's labels. ``source`` is its path below ``../shared``."""

    name: str
    source: str
    part: str
    labels: tuple[Label, ...]


@dataclass(frozen=True, slots=True)
class Matched:
    """What became of one label: ``predicted`` is where the predicted cell begins, None where none was."""

    label: Label
    read: bool
    predicted: int | None

    @property
    def right(self) -> bool:
        return self.predicted is not None and self.predicted in {place for place, _ in self.label.cells}

    @property
    def counts(self) -> dict[str, int]:
        """One for each of: labels, bound (some table prints it), unread, tp, fp, fn."""
        bound = bool(self.label.cells)
        return {
            "labels": 1,
            "bound": int(bound),
            "unread": int(bound and not self.read),
            "tp": int(self.right),
            "fp": int(self.predicted is not None and not self.right),
            "fn": int(bound and not self.right),
        }


def load(path: Path) -> Labelled:
    """The labels of one file. Raises ValueError where a row is none, or a remark is missing."""
    lines = path.read_text(encoding="utf-8").splitlines()
    said = dict(found.groups() for line in lines if (found := _REMARK.fullmatch(line.strip())))
    rows = [line.split("\t") for line in lines if line and not line.startswith("#")]
    if tuple(rows[0]) != COLUMNS or not {"file", "part"} <= said.keys():
        raise ValueError(f"{path.name}: no head of labels")
    return Labelled(path.stem, said["file"], said["part"], tuple(_label(row, path) for row in rows[1:]))


def every() -> list[Labelled]:
    """The labels of all filings, in the order of their names."""
    return [load(path) for path in sorted(FOLDER.glob("*.tsv"))]


def _label(row: list[str], path: Path) -> Label:
    at, document, claim, kind, line, cells = (*row, *[""] * (len(COLUMNS) - len(row)))
    if not document.startswith("d"):
        raise ValueError(f"{path.name}: no document at {at}")
    found = (cell.partition("=") for cell in cells.split(" | ") if cell.strip())
    return Label(int(at), int(document[1:]) - 1, claim, kind, line, tuple((int(p), text) for p, _, text in found))


def matched(labelled: Labelled, documents: Sequence[Document], extraction: Extraction) -> list[Matched]:
    """Each label with the cell that the auditor binds its amount to."""
    figures = extraction.figures
    read = {(f.document, f.start) for f in figures if f.table is None and f.start is not None}
    bound = {}
    for found in verdicts(extraction, company_words(documents)):
        if found.status in PREDICTING:
            figure = found.bound.context.figure
            bound[figure.document, figure.start] = figures[found.cells[0]].start
    made = []
    for label in labelled.labels:
        places = ((label.document, label.at + step) for step in range(-NEAR, NEAR + 1))
        place = next((place for place in places if place in read), None)
        made.append(Matched(label, place is not None, bound.get(place) if place else None))
    return made


def scores(counts: dict[str, int]) -> dict[str, float]:
    """Precision, recall and F1, 1 where there was nothing to find."""
    tp, fp, fn = counts["tp"], counts["fp"], counts["fn"]
    precision = tp / (tp + fp) if tp + fp else 1.0
    recall = tp / (tp + fn) if tp + fn else 1.0
    harmonic = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
    return {"precision": round(precision, 3), "recall": round(recall, 3), "f1": round(harmonic, 3)}
