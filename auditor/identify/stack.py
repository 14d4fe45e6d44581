"""The lines of a page that no total has yet taken up, and the runs of them that add up to an amount."""

from __future__ import annotations

from collections.abc import Sequence

from auditor.identify.footing import LONGEST_SUFFIX

ROUNDED = 2  # units of the last place by which a rounded sum is looked for


class Stack:
    """Lines not yet summed, with one cell's running sums over them.

    ``last`` is the greatest height at which each sum was reached, ``before[i]`` the height below ``i`` at which the
    sum reached there was reached last before; -1 for none.
    """

    __slots__ = ("amounts", "before", "last", "place", "sums")

    def __init__(self, amounts: Sequence[int], place: Sequence[int]) -> None:
        self.amounts, self.place = amounts, place
        self.sums, self.before = [0], [-1]
        self.last: dict[int, int] = {0: 0}

    def push(self, line: int) -> None:
        total = self.sums[-1] + self.amounts[line]
        self.before.append(self.last.get(total, -1))
        self.last[total] = len(self.sums)
        self.sums.append(total)

    def pop(self) -> None:
        total, height = self.sums.pop(), self.before.pop()
        if height < 0:
            del self.last[total]
        else:
            self.last[total] = height

    def runs(self, line: int, gap: int) -> list[tuple[int, int]]:
        """(from, to): the slices of the stack whose sum is the line's amount; within rounding only at the very top.

        Of equal sums the two last reached are told. Exact ones may reach to any depth.
        """
        amount, sums, last, before = self.amounts[line], self.sums, self.last, self.before
        top = len(sums) - 1
        bottom = max(0, top - LONGEST_SUFFIX)
        wanted, unit = sums[top] - amount, self.place[line]
        found: list[tuple[int, int]] = []
        for off in range(-ROUNDED, ROUNDED + 1):
            begin = last.get(wanted + off * unit, -1)
            while begin >= 0:
                if begin < top - 1 and (begin >= bottom or not off):
                    found.append((begin, top))
                if begin != last[wanted + off * unit]:
                    break
                begin = before[begin]
        for end in range(top - 1, max(0, top - 1 - gap), -1):
            begin = last.get(sums[end] - amount, -1)
            if begin < bottom:  # none, or too deep: what was reached before lies deeper
                continue
            if begin < end - 1:
                found.append((begin, end))
            begin = before[begin]
            if bottom <= begin < end - 1:
                found.append((begin, end))
        return found
