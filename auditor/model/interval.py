"""Intervals: every true value that would have been printed so.

Round-to-nearest, as in XBRL Calculations 1.1 (Recommendation, 22 February 2023): a figure printed with its last
place at 10 ** e stands for value ± half of 10 ** e, both ends included.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from auditor.model.figure import Figure


@dataclass(frozen=True, slots=True)
class Interval:
    """A closed interval with exact ends.

    >>> Interval(Fraction(1), Fraction(2)).meets(Interval(Fraction(2), Fraction(3)))
    True
    """

    low: Fraction
    high: Fraction

    def __post_init__(self) -> None:
        if self.low > self.high:
            raise ValueError(f"an interval's low end {self.low} lies above its high end {self.high}")

    @classmethod
    def of(cls, figure: Figure) -> Interval:
        """The interval of a readable figure. Raises ValueError for an unreadable one."""
        if figure.mantissa is None:
            raise ValueError(f"{figure.text!r} could not be read and has no interval")
        place = Fraction(10) ** figure.exponent
        return cls((figure.mantissa - Fraction(1, 2)) * place, (figure.mantissa + Fraction(1, 2)) * place)

    def __add__(self, other: Interval) -> Interval:
        return Interval(self.low + other.low, self.high + other.high)

    def __sub__(self, other: Interval) -> Interval:
        return Interval(self.low - other.high, self.high - other.low)

    def __neg__(self) -> Interval:
        return Interval(-self.high, -self.low)

    def scaled(self, factor: Fraction | int) -> Interval:
        ends = (self.low * factor, self.high * factor)
        return Interval(min(ends), max(ends))

    def __mul__(self, other: Interval) -> Interval:
        ends = [a * b for a in (self.low, self.high) for b in (other.low, other.high)]
        return Interval(min(ends), max(ends))

    def __truediv__(self, other: Interval) -> Interval:
        """Raises ZeroDivisionError when the divisor may be zero."""
        if other.low <= 0 <= other.high:
            raise ZeroDivisionError("the divisor's interval contains zero")
        ends = [a / b for a in (self.low, self.high) for b in (other.low, other.high)]
        return Interval(min(ends), max(ends))

    def meets(self, other: Interval) -> bool:
        return self.low <= other.high and other.low <= self.high

    def holds(self, value: Fraction | int) -> bool:
        return self.low <= value <= self.high

    def intersection(self, other: Interval) -> Interval | None:
        low, high = max(self.low, other.low), min(self.high, other.high)
        return Interval(low, high) if low <= high else None
