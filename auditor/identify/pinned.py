"""Totals whose parts a user states: nothing is guessed of them any more.

Where the structure of a table misleads, a line of the configuration says what adds up. It is believed: a column that
prints the total and does not foot is reported however many of the others fail too.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from auditor.identify.hypothesis import Hypothesis, Instance
from auditor.model.audit import Extraction
from auditor.model.document import Document
from auditor.model.identity import Identity
from auditor.model.own import Pin
from auditor.model.path_pattern import matches, place_of
from auditor.model.table import Table

PINNED = 60.0  # bits: a person has said so
CHECK = "FT101"


def hypotheses(extraction: Extraction, documents: Sequence[Document], pins: Sequence[Pin]) -> Iterator[Hypothesis]:
    """Each pin in each table it names, in every column that prints the total and at least one part."""
    for pin, table in _met(extraction, documents, pins):
        rows = _rows(table, pin)
        if isinstance(rows, str):
            continue
        total, parts = rows
        instances = []
        for column in range(len(table.columns)):
            whole = table.grid[total][column]
            printed = [(table.grid[row][column], sign) for row, sign in parts]
            members = [(index, sign) for index, sign in printed if index is not None]
            if whole is not None and members:
                indices, signs = (index for index, _ in members), (sign for _, sign in members)
                instances.append(Instance((*indices, whole), (*signs, -1), whole))
        if instances:
            yield Hypothesis(CHECK, "structure", "linear", tuple(instances), PINNED, (f"stated in {pin.source}",))


def totals(pinned: Sequence[Hypothesis]) -> frozenset[int]:
    """The figures whose parts are stated."""
    return frozenset(one.total for hypothesis in pinned for one in hypothesis.instances if one.total is not None)


def without(hypothesis: Hypothesis, stated: frozenset[int]) -> Hypothesis | None:
    """A hypothesis of structure without the totals whose parts are stated; None where nothing is left of it."""
    kept = tuple(one for one in hypothesis.instances if one.total not in stated)
    if len(kept) == len(hypothesis.instances):
        return hypothesis
    return Hypothesis(
        hypothesis.check, hypothesis.origin, hypothesis.form, kept, hypothesis.prior, hypothesis.evidence,
        hypothesis.latent, hypothesis.worst,
    ) if kept else None  # fmt: skip


def skipped(extraction: Extraction, documents: Sequence[Document], pins: Sequence[Pin]) -> Iterator[Identity]:
    """Pins that could not be tested, with the reason: a table that no file holds, a line that no table prints."""
    met = {id(pin) for pin, _ in _met(extraction, documents, pins)}
    for pin in pins:
        if id(pin) not in met and _is_of(pin, documents):
            yield _untested(f"{pin.source}: no table is titled “{pin.table}”")
    for pin, table in _met(extraction, documents, pins):
        if isinstance(lacking := _rows(table, pin), str):
            yield _untested(f"{pin.source}: the table “{table.title}” has no line “{lacking}”")


def _untested(reason: str) -> Identity:
    return Identity(
        check=CHECK, origin="structure", form="linear", figures=(), coefficients=(), total=None, evidence=(), bits=0.0,
        severity="info", status="skipped", reason=reason,
    )  # fmt: skip


def _is_of(pin: Pin, documents: Sequence[Document]) -> bool:
    return matches(place_of(documents[0].path, pin.folder), pin.file)


def _met(extraction: Extraction, documents: Sequence[Document], pins: Sequence[Pin]) -> Iterator[tuple[Pin, Table]]:
    for pin in pins:
        if _is_of(pin, documents):
            wanted = _alike(pin.table)
            for table in extraction.tables:
                if wanted in _alike(table.title) and (pin.table or not isinstance(_rows(table, pin), str)):
                    yield pin, table


def _rows(table: Table, pin: Pin) -> tuple[int, list[tuple[int, int]]] | str:
    """The total's row and (row, sign) of its parts, or the label that no row has.

    A label that stands in several rows means the last above the total.
    """
    labelled: dict[str, list[int]] = {}
    for position, row in enumerate(table.rows):
        labelled.setdefault(_alike(row.label), []).append(position)
    if _alike(pin.total) not in labelled:
        return pin.total
    total = labelled[_alike(pin.total)][0]
    parts: list[tuple[int, int]] = []
    for label, sign in pin.parts:
        places = labelled.get(_alike(label))
        if places is None:
            return label
        above = [place for place in places if place < total]
        parts.append(((above or places)[-1 if above else 0], sign))
    return total, parts


def _alike(words: str) -> str:
    return " ".join(words.lower().split()).rstrip(":")
