"""Values that break with an entity's own history of the line: by a power of ten (RL102), or by their sign (RL103).

A value is held against up to four periods before and four behind it, of the same length. Of the neighbours the most
extreme ones are left out where there are enough of them, so that one break does not hide another. Sizes are compared
as floats; what a value was probably meant as is exact.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from auditor.release.books import Book

REACH = 4  # periods on either side
LEAST = 4  # neighbours that make a history
LEAST_ON_EITHER_SIDE = 2  # neighbours between which a tenfold break stands out from growth
TRIMMED = 6  # neighbours from which the least and the greatest are left out
STEADY = 4.0  # times the least: a history in which a thousandfold cannot be mistaken
FIRM = 1.6  # by so much a sign's history may spread
OUTSIDE = 1.15  # by so much the value may lie outside its history once its sign is turned
MOST_AT_ONCE = 3  # lines of one period that break alike: the period, not the lines, is out of scale

# power of ten -> (how far the history may spread, how far outside it the value put right may lie)
POWERS = {
    3: (10.0, 1.6),
    6: (10.0, 1.6),
    -3: (10.0, 1.6),
    -6: (10.0, 1.6),
    2: (3.0, 1.25),
    -2: (3.0, 1.25),
    1: (1.5, 1.1),
    -1: (1.5, 1.1),
}
LEAST_DIGITS = 100.0  # units of the last place that a tenfold break must have: 1 after 12 says nothing

# What cannot be below zero, as a company states it.
ONE_SIGNED = frozenset(
    (
        *("sales", "cost_of_sales", "cash", "receivables", "inventories", "property_gross", "property_net"),
        *("total_current_assets", "total_noncurrent_assets", "total_assets", "total_liabilities"),
        *("total_current_liabilities", "total_noncurrent_liabilities", "total_liabilities_and_equity"),
        *("shares_basic", "shares_diluted", "shares_outstanding"),
    )
)


@dataclass(frozen=True, slots=True)
class Break:
    """One value that breaks with its history. ``power`` is the power of ten by which it is too large, 0 for a sign.

    ``sure`` where the history leaves no doubt; ``periods`` is how many periods it has. ``open`` where it may as well be
    growth: ten or a hundred times at the beginning or the end of what is known. Only sums can tell then.
    """

    at: int  # position in the book
    power: int
    sure: bool
    periods: int
    open: bool = False


def breaks(book: Book) -> dict[int, Break]:
    """Every break of this release's values, by position in the book."""
    which = np.flatnonzero(book.used & (book.rough != 0.0))
    if not len(which):
        return {}
    block = book.block
    order = which[np.lexsort((book.closing[which], book.months[which], block.line[which], block.entity[which]))]
    sizes = np.abs(book.rough[order])
    signs = np.sign(book.rough[order])
    series = _series(book, order)
    beside = _beside(sizes, series)
    count = np.sum(~np.isnan(beside), axis=1)
    ranked = np.sort(beside, axis=1)  # blanks go to the end
    trim = (count >= TRIMMED).astype(np.int64)
    rows = np.arange(len(order))
    least = ranked[rows, trim]
    greatest = ranked[rows, np.maximum(count - 1 - trim, 0)]
    enough = count >= LEAST
    there = ~np.isnan(beside)
    inner = np.minimum(there[:, :REACH].sum(axis=1), there[:, REACH:].sum(axis=1)) >= LEAST_ON_EITHER_SIDE
    places = np.power(10.0, book.exponent[order])
    found: dict[int, Break] = {}
    others = np.nansum(_beside(signs, series), axis=1)
    with np.errstate(divide="ignore", invalid="ignore"):
        spread = greatest / least
        for power, (widest, outside) in POWERS.items():
            meant = sizes / 10.0**power
            off = enough & (spread <= widest) & (meant >= least / outside) & (meant <= greatest * outside)
            off &= (sizes > greatest * 1.5) if power > 0 else (sizes < least / 1.5)
            if power < 0:  # a line that goes through zero is small now and then by itself
                off &= others == signs * count
            if abs(power) < 3:
                off &= np.minimum(sizes, least) >= LEAST_DIGITS * places
            for i in np.flatnonzero(off).tolist():
                at = int(order[i])
                sure = abs(power) >= 3 and spread[i] <= STEADY and (power > 0 or book.line(at).concept in ONE_SIGNED)
                is_open = abs(power) < 3 and not inner[i]
                found.setdefault(at, Break(at, power, bool(sure), int(count[i]), bool(is_open)))
        turned = enough & (others == -signs * count)
        turned &= (spread <= FIRM) & (sizes >= least / OUTSIDE) & (sizes <= greatest * OUTSIDE)
    for i in np.flatnonzero(turned).tolist():
        at = int(order[i])
        sure = book.line(at).concept in ONE_SIGNED
        found.setdefault(at, Break(at, 0, sure, int(count[i])))
    return found


def _series(book: Book, order: NDArray[np.int64]) -> NDArray[np.int64]:
    """A number for each run of one entity's line over periods of one length."""
    block = book.block
    new = np.ones(len(order), np.bool_)
    new[1:] = (
        (np.diff(block.entity[order]) != 0)
        | (np.diff(block.line[order]) != 0)
        | (np.diff(book.months[order].astype(np.int64)) != 0)
    )
    found: NDArray[np.int64] = np.cumsum(new)
    return found


def _beside(values: NDArray[np.float64], series: NDArray[np.int64]) -> NDArray[np.float64]:
    """The values up to `REACH` places before and behind each, of its own series; NaN where there are none."""
    size = len(values)
    beside = np.full((size, 2 * REACH), np.nan)
    for step in range(1, min(REACH, size - 1) + 1):
        same = series[step:] == series[:-step]
        beside[step:, step - 1][same] = values[:-step][same]
        beside[:-step, REACH + step - 1][same] = values[step:][same]
    return beside


def concerted(book: Book, found: Mapping[int, Break], first: int, behind: int) -> Iterator[tuple[int, list[int]]]:
    """(power, positions) for each period of one entity most of whose lines are out of scale alike.

    ``first`` and ``behind`` bound the entity's values in the book.
    """
    alike: dict[tuple[int, int], list[int]] = {}
    for at in range(first, behind):
        if at in found and found[at].power:
            alike.setdefault((int(book.period[at]) // 10_000_000, found[at].power), []).append(at)
    if not any(len(members) >= MOST_AT_ONCE for members in alike.values()):
        return
    given = Counter((book.period[first:behind][book.used[first:behind]] // 10_000_000).tolist())
    for (end, power), members in sorted(alike.items()):
        if len(members) >= MOST_AT_ONCE and 2 * len(members) > given[end]:
            yield power, members
