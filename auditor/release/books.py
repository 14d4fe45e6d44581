"""The values of a release, entity by entity: exact, in order, and no more of them in memory than a bound.

A release need not be sorted. What goes beyond the bound is laid aside in temporary files, by ranges of entities, and
read back range by range; a range is a *book*.
"""

from __future__ import annotations

import pickle
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from functools import cached_property
from tempfile import TemporaryFile
from typing import IO, TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from auditor.release.amounts import EXACT, amount_of
from auditor.release.lines import Block, Line, Register, joined
from auditor.release.parts import parts_of
from auditor.release.stamps import Stamp, month_index

if TYPE_CHECKING:
    from auditor.release.against import Compared

HELD = 400_000  # values in memory at a time; about 300 bytes each with what is reckoned from them
LARGEST = 2**62 // 4096  # of an amount in vectorised sums; an entity with a larger one is reckoned in whole numbers
LONGEST = 1_000  # months of a period: what is longer is all one
LENGTHS = 1_024  # more than any length in months: a length and something else make one number
USUAL_PLACES = (6, 5, 3)  # powers of ten in which amounts are told: millions, with one place, thousands
LEAST_AMOUNTS = 20  # of an entity, from which their zeros say something
ALIKE = 0.97  # of them must end alike
DAY_SPAN = 10_000_000  # more than any day counts: an end and a start make one number

Integers = NDArray[np.int64]
Flags = NDArray[np.bool_]


@dataclass
class Book:
    """Values of a range of entities, sorted by entity, release (this one first), line and period.

    Arrays have one entry a value. ``mantissa`` × 10 ** ``exponent`` is the value where ``readable``; those too large
    for 62 bits stand in ``large`` by position. ``period`` is one number a period: end and start as days, start 0 for a
    balance or where nothing tells it; -1 where the period cannot be read. ``months`` is 0 for these.
    ``kept`` marks the value that counts of those given twice.
    """

    register: Register
    block: Block
    previous: Flags
    period: Integers
    months: NDArray[np.int16]
    closing: NDArray[np.int32]  # month of the period's end, counted from year 0
    mantissa: Integers
    exponent: NDArray[np.int16]
    readable: Flags
    large: dict[int, int]
    kept: Flags
    spans: tuple[tuple[int, int, int], ...]  # entity, first position, position behind the last
    compared: Compared | None = None  # with the previous release, once `against.compared` has reckoned it

    def __len__(self) -> int:
        return len(self.mantissa)

    def amount(self, at: int) -> int | None:
        """The mantissa of one value, whatever its size; None where it could not be read."""
        if not self.readable[at]:
            return None
        return self.large.get(at, int(self.mantissa[at]))

    def line(self, at: int) -> Line:
        return self.register.lines[int(self.block.line[at])]

    @cached_property
    def used(self) -> Flags:
        """Values of this release that relations are reckoned with."""
        return self.kept & ~self.previous & self.readable & (self.period >= 0)

    @cached_property
    def concept(self) -> NDArray[np.int32]:
        """The rank of each value's concept in the vocabulary; -1 where its line has none."""
        ranks = np.array([line.rank if line.concept else -1 for line in self.register.lines], np.int32)
        found: NDArray[np.int32] = ranks[self.block.line]
        return found

    @cached_property
    def rough(self) -> NDArray[np.float64]:
        """Values as floats: to compare sizes by, never to add or to print."""
        sizes: NDArray[np.float64] = self.mantissa.astype(np.float64) * np.power(10.0, self.exponent)
        for at, mantissa in self.large.items():
            sizes[at] = float(mantissa) * 10.0 ** float(self.exponent[at])
        return sizes


def books(
    path: str, mapping: Mapping[str, str] | None = None, against: str | None = None, held: int = HELD
) -> Iterator[Book]:
    """The release at ``path`` and, where given, the one before it, as books in order of entity.

    Raises `ReadFailure`, before the first book, for what cannot be read or is no release table.
    """
    register = Register()
    with _Spool(held) as spool:
        for previous, place in ((False, path), (True, against)):
            for part in parts_of(place) if place is not None else ():
                for block in register.read(part, mapping, previous):
                    spool.add(block)
        order = sorted(range(len(register.entities)), key=lambda code: register.entities[code])
        for block, codes in spool.ranges(order):
            yield _book(register, block, codes)


class _Spool(ExitStack):
    """Blocks in memory up to a bound, beyond it in a temporary file; then the same by ranges of entities."""

    def __init__(self, held: int) -> None:
        super().__init__()
        self.held = held
        self.count = 0
        self.blocks: list[Block] = []
        self.aside: IO[bytes] | None = None
        self.laid = 0
        self.by_entity = np.zeros(0, np.int64)

    def add(self, block: Block) -> None:
        counts = np.bincount(block.entity)
        size = max(len(counts), len(self.by_entity))
        self.by_entity = np.pad(self.by_entity, (0, size - len(self.by_entity))) + np.pad(
            counts, (0, size - len(counts))
        )
        self.blocks.append(block)
        self.count += len(block)
        if self.count > self.held:
            if self.aside is None:
                self.aside = self.enter_context(TemporaryFile())  # noqa: SIM115 - closed with the spool
            for one in self.blocks:
                pickle.dump(one, self.aside, pickle.HIGHEST_PROTOCOL)
                self.laid += 1
            self.blocks, self.count = [], 0

    def ranges(self, order: Sequence[int]) -> Iterator[tuple[Block, list[int]]]:
        """(values, entities) of each range of entities, in ``order``; at most the bound, or one entity."""
        plan = list(self._plan(order))
        if self.aside is None:
            if self.blocks:
                whole = joined(self.blocks)
                self.blocks = []
                of_entity = self._range_of(plan)[whole.entity]
                for number, codes in enumerate(plan):
                    yield (whole if len(plan) == 1 else whole.taken(of_entity == number)), codes
            return
        of_range = self._range_of(plan)
        files = [self.enter_context(TemporaryFile()) for _ in plan]  # noqa: SIM115 - closed with the spool
        for block in self._again():
            ranges = of_range[block.entity]
            for number in np.unique(ranges).tolist():
                pickle.dump(block.taken(ranges == number), files[number], pickle.HIGHEST_PROTOCOL)
        for number, codes in enumerate(plan):
            yield joined(list(_loaded(files[number]))), codes
            files[number].close()

    def _again(self) -> Iterator[Block]:
        if self.aside is not None:
            yield from _loaded(self.aside)
        yield from self.blocks
        self.blocks = []

    def _plan(self, order: Sequence[int]) -> Iterator[list[int]]:
        codes: list[int] = []
        count = 0
        for code in order:
            more = int(self.by_entity[code]) if code < len(self.by_entity) else 0
            if codes and count + more > self.held:
                yield codes
                codes, count = [], 0
            if more:
                codes.append(code)
                count += more
        if codes:
            yield codes

    def _range_of(self, plan: Sequence[Sequence[int]]) -> Integers:
        found = np.zeros(len(self.by_entity), np.int64)
        for number, codes in enumerate(plan):
            found[codes] = number
        return found


def _loaded(file: IO[bytes]) -> Iterator[Block]:
    file.seek(0)
    while True:
        try:
            yield pickle.load(file)  # what this process wrote into a file without a name
        except EOFError:
            return


def _book(register: Register, block: Block, codes: Sequence[int]) -> Book:
    rank = np.zeros(len(register.entities), np.int64)
    rank[list(codes)] = np.arange(len(codes))
    stamps = _stamps(register)
    is_balance = np.array([line.is_balance for line in register.lines])
    previous = np.array(register.previous)[block.part]
    ends, starts, lengths, closings = (column[block.stamp] for column in stamps)
    balance = is_balance[block.line]
    starts, lengths = np.where(balance, 0, starts), np.where(balance, 0, lengths)
    period = np.where(ends < 0, -1, ends * DAY_SPAN + starts)
    sources = np.argsort(np.argsort(np.array(register.sources, dtype=object)))
    order = np.lexsort((block.row, block.part, sources[block.source], period, block.line, previous, rank[block.entity]))
    block = block.taken(order)
    previous, period, lengths = previous[order], period[order], lengths[order]
    mantissa, exponent, readable, large = _amounts(register, block)
    book = Book(
        register=register,
        block=block,
        previous=previous,
        period=period,
        months=lengths.astype(np.int16),
        closing=closings[order].astype(np.int32),
        mantissa=mantissa,
        exponent=exponent,
        readable=readable,
        large=large,
        kept=np.ones(len(block), np.bool_),
        spans=tuple(_spans(block.entity)),
    )
    _tell_places(book)
    _keep_one(book)
    return book


def _stamps(register: Register) -> tuple[Integers, Integers, Integers, Integers]:
    """Of each stamp: last day, first day, months and closing month; the last day is -1 where it cannot be read."""
    rows = [
        (-1, 0, 0, 0)
        if stamp is None
        else (stamp.end.toordinal(), _first(stamp), min(stamp.months, LONGEST), month_index(stamp.end))
        for stamp in register.stamps
    ]
    table = np.array(rows, np.int64).reshape(-1, 4)
    return table[:, 0], table[:, 1], table[:, 2], table[:, 3]


def _first(stamp: Stamp) -> int:
    return stamp.start.toordinal() if stamp.start else 0


def _amounts(register: Register, block: Block) -> tuple[Integers, NDArray[np.int16], Flags, dict[int, int]]:
    places = [register.places[code] for code in block.places.tolist()]
    commas = [register.commas[number] for number in block.part.tolist()]
    size = len(block)
    mantissa, exponent = np.zeros(size, np.int64), np.zeros(size, np.int16)
    readable, large = np.ones(size, np.bool_), {}
    digits: list[int] = [0] * size
    powers: list[int] = [0] * size
    for at, (text, place, comma) in enumerate(zip(block.text, places, commas, strict=True)):
        value, power = amount_of(text, place, comma)
        powers[at] = power
        if value is None:
            readable[at] = False
        elif -LARGEST < value < LARGEST:
            digits[at] = value
        else:
            large[at] = value
    mantissa[:], exponent[:] = digits, powers
    return mantissa, exponent, readable, large


def _tell_places(book: Book) -> None:
    """Where a release declares no precision: the place to which an entity's money is told, by the zeros at its end.

    Amounts all of which end in three zeros were told in thousands and written in full: their sums are off by one
    thousand now and then, and nobody mistyped them.
    """
    lines = book.register.lines
    money = np.array([line.currency is not None or line.unit is None for line in lines], np.bool_)[book.block.line]
    exact = np.array([place is EXACT for place in book.register.places], np.bool_)[book.block.places]
    fit = money & exact & book.readable & (book.exponent == 0)
    fit[list(book.large)] = False
    span = np.repeat(np.arange(len(book.spans)), [behind - first for _, first, behind in book.spans])
    size = len(book.spans)
    amounts = fit & (book.mantissa != 0)
    counts = np.bincount(span[amounts], minlength=size)
    open_spans = counts >= LEAST_AMOUNTS
    for place in USUAL_PLACES:
        round_ones = fit & (book.mantissa % 10**place == 0)
        share = np.bincount(span[amounts & round_ones], minlength=size)
        told = open_spans & (share >= ALIKE * counts)
        at = round_ones & told[span]
        book.mantissa[at] //= 10**place
        book.exponent[at] = place
        open_spans &= ~told


def _spans(entity: NDArray[Any]) -> Iterator[tuple[int, int, int]]:
    if not len(entity):
        return
    edges = np.flatnonzero(np.diff(entity)) + 1
    first = 0
    for edge in [*edges.tolist(), len(entity)]:
        yield int(entity[first]), first, edge
        first = edge


def _keep_one(book: Book) -> None:
    """Of values given for one entity, line and period, keep the last source's; of several of its, the least text's."""
    block = book.block
    same = (
        (np.diff(block.entity) == 0)
        & (np.diff(block.line) == 0)
        & (np.diff(book.period) == 0)
        & ~np.diff(book.previous)
        & (book.period[1:] >= 0)
    )
    at = 0
    repeats = np.flatnonzero(same).tolist()
    while at < len(repeats):
        first = last = repeats[at]
        while at < len(repeats) and repeats[at] == last:
            last += 1
            at += 1
        group = range(first, last + 1)
        newest = max(book.register.sources[block.source[i]] for i in group)
        own = [i for i in group if book.register.sources[block.source[i]] == newest]
        chosen = min(own, key=lambda i: (not book.readable[i], block.text[i], int(block.row[i])))
        for i in group:
            book.kept[i] = i == chosen
