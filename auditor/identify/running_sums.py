"""Running sums over the lines on a stack, column by column: a suffix's sum is a difference of two of them."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate

LONGEST_SIGNED = 6  # lines; up to here every pattern of signs is tried
FEW_LINES = 16  # so few are looked through faster than looked up
BUCKET = (
    64  # units of the coarsest place in one bucket of sums: more than rounding explains over `LONGEST_SUFFIX` lines
)

# (rank of the search that found it, length, deducted): bit i of ``deducted`` is set where the i-th part from the total
# up is deducted.
Netting = tuple[int, int, int]


class RunningSums:
    """One column's lines on the stack, with the sums from the first to each.

    ``sums[i]`` is the sum of the i lowest lines of the stack, ``places[i]`` that of their places, ``filled[i]`` how
    many of them are not zero. ``where`` keeps, in a long column, the heights at which the sum fell in each bucket of
    ``width`` units; None in a short one.
    """

    __slots__ = ("amounts", "filled", "place", "places", "sums", "where", "width")

    def __init__(self, amounts: Sequence[int], place: Sequence[int]) -> None:
        self.amounts, self.place = amounts, place
        self.sums, self.places, self.filled = [0], [0], [0]
        self.width = BUCKET * max(1, max(place, default=1))
        self.where: dict[int, list[int]] | None = {0: [0]} if len(amounts) > FEW_LINES else None

    def push(self, line: int) -> None:
        amount, sums = self.amounts[line], self.sums
        total = sums[-1] + amount
        if self.where is not None:
            bucket, height = total // self.width, len(sums)
            if bucket in self.where:
                self.where[bucket].append(height)
            else:
                self.where[bucket] = [height]
        sums.append(total)
        self.places.append(self.places[-1] + self.place[line])
        self.filled.append(self.filled[-1] + (amount != 0))

    def drop(self, lines: int) -> None:
        if self.where is not None:
            for total in reversed(self.sums[-lines:]):
                self.where[total // self.width].pop()
        del self.sums[-lines:], self.places[-lines:], self.filled[-lines:]

    def plain(self, line: int, longest: int, beginnings: Sequence[int] = ()) -> list[int]:
        """Lengths of the suffixes whose sum is the line's amount within rounding: those of up to ``longest`` lines,
        and those that begin at one of ``beginnings`` (heights of the stack), however long."""
        amount, sums, places, filled = self.amounts[line], self.sums, self.places, self.filled
        if not amount or not filled[-1]:
            return []
        top = len(sums) - 1
        bottom, own = top - longest, places[top] + self.place[line]
        wanted = sums[top] - amount  # what the lines below the suffix sum to
        if self.where is None or longest <= FEW_LINES:
            # Half the slack of the longest suffix, first; each is then tested with its own.
            slack = (own - places[bottom]) // 2
            low, high = wanted - slack, wanted + slack
            near = [i for i, below in enumerate(sums[bottom:top], bottom) if low <= below <= high]
        else:
            near = self._reached(wanted, bottom, top)
        near += [i for i in beginnings if i < bottom]
        return [top - i for i in near if 2 * abs(sums[i] - wanted) <= own - places[i] and filled[top] > filled[i]]

    def _reached(self, wanted: int, bottom: int, top: int) -> list[int]:
        """Heights from ``bottom`` to below ``top`` at which the sum was about ``wanted``."""
        found: list[int] = []
        where, bucket = self.where or {}, wanted // self.width
        for key in (bucket - 1, bucket, bucket + 1):
            for i in reversed(where.get(key, ())):
                if i < bottom:
                    break
                if i < top:
                    found.append(i)
        return found

    def netted(self, line: int, near: Sequence[int]) -> list[Netting]:
        """Suffixes of up to `LONGEST_SIGNED` parts whose sum, some of them deducted, is the line within rounding.

        ``near`` are the top lines of the stack, nearest first. All patterns are tried: what must be deducted is half
        of what the plain sum exceeds the line by, and is looked for among the sums of the parts' subsets.
        """
        amounts, sums, places, filled = self.amounts, self.sums, self.places, self.filled
        bottom, own, excess_of_all = len(sums) - 2, places[-1] + self.place[line], sums[-1] - amounts[line]
        asked, least, most, length = [], 0, 0, 1
        for part in near[: LONGEST_SIGNED - 1]:  # each may be deducted once the sum begins beyond it
            length, bottom = length + 1, bottom - 1
            if bottom < 0:
                break
            amount = amounts[part]
            if amount > 0:
                most += amount
            else:
                least += amount
            # Least and most that the deducted parts may sum to. A deducted part is left out and taken away: twice its
            # amount. Within rounding: 2 |excess - 2 x| <= slack. Most columns ask for more than all parts hold.
            twice, slack = 2 * (excess_of_all - sums[bottom]), own - places[bottom]
            if twice - slack <= 4 * most and twice + slack >= 4 * least and filled[-1] - filled[bottom] > 1:
                asked.append((length, -((slack - twice) // 4), (slack + twice) // 4))
        if not asked:
            return []
        subsets = [0]
        for part in near[: asked[-1][0] - 1]:
            amount = amounts[part]
            subsets += [subset + amount for subset in subsets]
        return [
            (0, length, deducted)
            for length, low, high in asked
            for deducted, subset in enumerate(subsets[: 1 << (length - 1)])
            if low <= subset <= high and deducted
        ]

    def netted_long(self, line: int, near: Sequence[int], labelled: int) -> list[Netting]:
        """Longer suffixes, of which only some patterns are tried.

        The first part less all the rest; the parts deducted whose labels commonly are (bits of ``labelled``, the part
        nearest the total first); any one part.
        """
        sums, places, filled, top = self.sums, self.places, self.filled, len(self.sums) - 1
        amounts = [self.amounts[part] for part in near]
        by_label = list(accumulate((a if labelled >> at & 1 else 0 for at, a in enumerate(amounts)), initial=0))
        largest, smallest = list(accumulate(amounts, max)), list(accumulate(amounts, min))
        excess_of_all, own = sums[top] - self.amounts[line], places[top] + self.place[line]
        found: list[Netting] = []
        for length in range(LONGEST_SIGNED + 1, len(near) + 1):
            bottom, others = top - length, length - 1
            if filled[top] - filled[bottom] < 2:
                continue
            # As in `netted`: what the deducted parts may sum to.
            twice, slack = 2 * (excess_of_all - sums[bottom]), own - places[bottom]
            low, high = -((slack - twice) // 4), (slack + twice) // 4
            if low <= sums[top] - sums[bottom + 1] <= high:
                found.append((1, length, (1 << others) - 1))
            if low <= by_label[others] <= high and (marks := labelled & ((1 << others) - 1)):
                found.append((2, length, marks))
            if low <= largest[others - 1] and smallest[others - 1] <= high:
                found += [(3, length, 1 << at) for at, part in enumerate(amounts[:others]) if low <= part <= high]
        return found
