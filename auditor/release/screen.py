"""Which entities need a closer look: the catalogue over all entities of a book at once, in whole numbers.

The screen asks too much rather than too little: an entity that it passes has no finding, one that it holds back may
turn out to be well once its relations are weighed.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product

import numpy as np
from numpy.typing import NDArray

from auditor.catalogue import Check
from auditor.extract.vocabulary import vocabulary
from auditor.relation import Operand, Shape
from auditor.release.books import LENGTHS, Book, Flags
from auditor.release.chronology import Chain
from auditor.release.history import Break

FINEST = -6  # power of ten of the finest place that is reckoned at once; finer amounts are looked at one by one
MOST_FORMS = 64  # readings of one check: stand-ins, signs
MOST_LACKING = 2  # periods of a statement that may lack a line for it to be noticed
ALMOST = 0.49  # of a quotient's last place: what is rounded further off than this is looked at exactly
BALANCES_OF_CASH = ("opening_cash", "closing_cash")


@dataclass(frozen=True)
class _Matrix:
    """Values by concept (rows) and by entity and period (columns) in units of 10 ** `base`; ``place`` is the size of a
    value's last place, 0 where there is none."""

    value: NDArray[np.int64]
    place: NDArray[np.int64]
    row: Mapping[str, int]
    entity: NDArray[np.int64]  # of each column: the position of its span in the book
    entities: int
    base: int

    def failing(self, off: Flags) -> NDArray[np.int64]:
        """How many columns of each entity are off."""
        return np.bincount(self.entity[off], minlength=self.entities)

    def giving(self, names: Sequence[str]) -> Flags:
        """The entities that give a value of any of the concepts, in whatever period."""
        rows = [self.row[name] for name in names if name in self.row]
        found = np.zeros(self.entities, np.bool_)
        if rows:
            found[self.entity[(self.place[rows] > 0).any(axis=0)]] = True
        return found


def suspicious(book: Book, checks: Mapping[str, Check], chains: Sequence[Chain], broken: Mapping[int, Break]) -> Flags:
    """Of each of the book's entities (spans), whether it must be looked at."""
    span = _span_of(book)
    held = np.zeros(len(book.spans), np.bool_)
    held[span[~book.readable | (book.period < 0) | ~book.kept]] = True
    held[span[list(book.large)]] = True
    held[span[list(broken)]] = True
    _changed(book, span, held)
    _lacking(book, span, held)
    _remarked(book, span, held)
    matrix = _matrix(book, span, held)
    for check in checks.values():
        if check.shape is not None and not check.latent:
            for off in _forms(check, check.shape, matrix):
                held |= off
    for by_check in ("TI105", "CF102"):
        held |= _unchained(book, span, [chain for chain in chains if chain.check == by_check])
    return held


def _span_of(book: Book) -> NDArray[np.int64]:
    lengths = [behind - first for _, first, behind in book.spans]
    return np.repeat(np.arange(len(book.spans)), lengths)


def _changed(book: Book, span: NDArray[np.int64], held: Flags) -> None:
    """Entities of which a value differs from the previous release's, or is gone, or was added to a known period."""
    if not book.previous.any():
        return
    from auditor.release.against import compared

    for at in compared(book).telling():
        held[span[at]] = True


def _remarked(book: Book, span: NDArray[np.int64], held: Flags) -> None:
    """The first entity of each file on whose reading something is to be said, and one without a name."""
    for number, part in enumerate(book.register.parts):
        if part.remarks:
            held[span[np.flatnonzero(book.block.part == number)[:1]]] = True
    for n, (entity, _, _) in enumerate(book.spans):
        if not book.register.entities[entity]:
            held[n] = True


def _lacking(book: Book, span: NDArray[np.int64], held: Flags) -> None:
    """Entities a line of which one or two periods lack that give other lines of its statement."""
    order = {name: n for n, name in enumerate(dict.fromkeys(line.statement for line in book.register.lines))}
    statements = np.array([order[line.statement] for line in book.register.lines], np.int64)
    at = np.flatnonzero(book.used)
    if not len(at):
        return
    months = book.months[at].astype(np.int64)
    sheet = (span[at] * len(order) + statements[book.block.line[at]]) * LENGTHS + months
    _, sheets = np.unique(sheet, return_inverse=True)
    _, days = np.unique(book.period[at], return_inverse=True)
    pairs = np.unique(sheets.astype(np.int64) * (days.max() + 1) + days)
    periods = np.bincount(pairs // (days.max() + 1), minlength=sheets.max() + 1)
    series, first, given = np.unique(
        sheets.astype(np.int64) * len(book.register.lines) + book.block.line[at], return_index=True, return_counts=True
    )
    lacking = periods[series // len(book.register.lines)] - given
    noticed = (lacking >= 1) & (lacking <= MOST_LACKING)
    held[span[at[first[noticed]]]] = True


def _matrix(book: Book, span: NDArray[np.int64], held: Flags) -> _Matrix:
    """The matrix of the book; entities that do not fit into it are held back."""
    names = list(vocabulary())
    lines = book.register.lines
    mixed = np.array([bool(line.qualifier) for line in lines])
    currencies = {c: n for n, c in enumerate(dict.fromkeys(line.currency for line in lines))}
    currency = np.array([currencies[line.currency] for line in lines])
    at = np.flatnonzero(book.used & (book.concept >= 0))
    money = at[currency[book.block.line[at]] != currencies.get(None, -1)]
    for n in np.unique(span[at[mixed[book.block.line[at]]]]):
        held[n] = True
    pairs = np.unique(span[money] * len(currencies) + currency[book.block.line[money]])
    several, times = np.unique(pairs // len(currencies), return_counts=True)
    held[several[times > 1]] = True
    unfit = (book.exponent[at] < FINEST) | (np.abs(book.rough[at]) > 4e18 / 4096 * 10.0**FINEST)
    base = int(book.exponent[at].min(initial=0))
    if base > FINEST:
        unfit = np.abs(book.rough[at]) > 4e18 / 4096 * 10.0**base
    base = max(base, FINEST)
    held[span[at[unfit]]] = True
    at = at[~unfit]
    _, days = np.unique(book.period[at], return_inverse=True)
    width = int(days.max(initial=0)) + 1
    keys, columns = np.unique(span[at] * width + days, return_inverse=True)
    present = np.unique(book.concept[at])
    row = {names[rank]: n for n, rank in enumerate(present.tolist())}
    rows = np.searchsorted(present, book.concept[at])
    value = np.zeros((len(present), len(keys)), np.int64)
    place = np.zeros((len(present), len(keys)), np.int64)
    power = np.power(np.int64(10), (book.exponent[at].astype(np.int64) - base).clip(0, 18))
    cells = rows.astype(np.int64) * len(keys) + columns
    _, first, times = np.unique(cells, return_index=True, return_counts=True)
    held[span[at[first[times > 1]]]] = True  # two lines of one concept: which is meant is weighed, not assumed
    value[rows, columns] = book.mantissa[at] * power
    place[rows, columns] = power
    for name in BALANCES_OF_CASH:
        if name in row:  # they stand at either end of a period: relations across dates are looked at one by one
            held[np.unique(span[at[rows == row[name]]])] = True
    return _Matrix(value, place, row, keys // width, len(book.spans), base)


def _forms(check: Check, shape: Shape, matrix: _Matrix) -> Iterator[Flags]:
    """For each choice of stand-ins: the entities in which the check fails however its signs are read."""
    if any(operand.moment for operand in shape.all_operands):
        return
    operands = shape.all_operands
    choices = []
    for operand in operands:
        names = (operand.concept, *check.instead.get(operand.concept, "").split())
        choices.append([name for name in names if name in matrix.row])
    silenced = matrix.giving(check.silenced_by.split())
    for names in list(product(*choices))[:MOST_FORMS]:
        if len(set(names)) < len(names):
            continue
        apart = silenced.copy()
        for operand, name in zip(operands, names, strict=True):
            if name != operand.concept:  # it stands in only where what comes before it is not given
                before = (operand.concept, *check.instead[operand.concept].split())
                apart |= matrix.giving(before[: before.index(name)])
        rows = dict(zip(operands, (matrix.row[name] for name in names), strict=True))
        if shape.form == "ratio":
            yield _undivided(shape, rows, matrix) & ~apart
        else:
            yield _unfooted(check, shape, rows, dict(zip(operands, names, strict=True)), matrix) & ~apart


def _unfooted(
    check: Check, shape: Shape, rows: Mapping[Operand, int], names: Mapping[Operand, str], matrix: _Matrix
) -> Flags:
    concepts = vocabulary()
    required = [(rows[o], c, concepts[names[o]]) for o, c in zip(shape.operands, shape.coefficients, strict=True)]
    present = np.all([matrix.place[row] > 0 for row, _, _ in required], axis=0)
    if not present.any():
        return np.zeros(matrix.entities, np.bool_)
    optional = [
        (matrix.row[name], -1 if concepts[name].is_expense else 1)
        for name in check.optional.split()
        if name in matrix.row
    ]
    flexible = [n for n, (_, _, concept) in enumerate(required) if concept.is_expense or concept.is_either]
    fewest: NDArray[np.int64] | None = None
    for signs in product((1, -1), repeat=min(len(flexible), 4)):
        turned = dict(zip(flexible, signs, strict=False))
        for taken in ((), optional) if optional else ((),):
            residual = np.zeros(present.shape, np.int64)
            slack = np.zeros(present.shape, np.int64)
            for n, (row, coefficient, _) in enumerate(required):
                residual += coefficient * turned.get(n, 1) * matrix.value[row]
                slack += abs(coefficient) * matrix.place[row]
            for row, coefficient in taken:
                residual += coefficient * matrix.value[row]
                slack += matrix.place[row]
            # what holds only by rounding is looked at too: elsewhere all may foot to the digit
            failing = matrix.failing(present & (residual != 0))
            fewest = failing if fewest is None else np.minimum(fewest, failing)
    assert fewest is not None
    return fewest > 0


def _undivided(shape: Shape, rows: Mapping[Operand, int], matrix: _Matrix) -> Flags:
    """Entities in which a printed quotient is not its operands' by about its last place: a rough look, in floats."""
    over, under = (rows[operand] for operand in shape.operands)
    total = rows[shape.total]
    present = (matrix.place[[over, under, total]] > 0).all(axis=0) & (matrix.value[under] != 0)
    quotient = matrix.value[over] / np.where(matrix.value[under] == 0, 1, matrix.value[under])
    scaled = [quotient * factor * 10.0**-matrix.base for factor in (1, 100)]  # as such, or printed as a percentage
    off = present & np.all([np.abs(one - matrix.value[total]) > ALMOST * matrix.place[total] for one in scaled], axis=0)
    return matrix.failing(off) > 0


def _unchained(book: Book, span: NDArray[np.int64], chains: Sequence[Chain]) -> Flags:
    """Entities in which a relation between periods fails in every form that it has."""
    failing: list[tuple[int, ...]] = []
    held = np.zeros(len(book.spans), np.bool_)
    settled: set[tuple[int, int]] = set()
    for chain in chains:
        base = book.exponent[chain.members].min(axis=1)
        power = np.power(np.int64(10), (book.exponent[chain.members] - base[:, None]).astype(np.int64).clip(0, 9))
        residual = (book.mantissa[chain.members] * power * np.array(chain.coefficients)).sum(axis=1)
        wide = (book.exponent[chain.members] - base[:, None]).max(axis=1) > 9
        held[span[chain.members[wide, 0]]] = True
        for row, off in zip(chain.members.tolist(), (residual != 0).tolist(), strict=True):
            key = row[0], row[-1]
            if off:
                failing.append((int(span[row[0]]), *key))
            else:
                settled.add(key)
    for n, opening, total in failing:
        if (opening, total) not in settled:
            held[n] = True
    return held
