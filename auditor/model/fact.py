"""Tagged facts: what a filing says to machines beside, or instead of, what it prints."""

from __future__ import annotations

from typing import NamedTuple

from auditor.model.figure import Period
from auditor.model.record import dataclass


class Tag(NamedTuple):
    """A numeric inline XBRL element as it stands in the page: attributes unread, words as displayed."""

    name: str  # "us-gaap:Assets"
    context: str
    unit: str | None
    text: str  # the words displayed inside the element, white space collapsed
    scale: str | None = None
    sign: str | None = None
    decimals: str | None = None
    format: str | None = None
    hidden: bool = False  # in ix:hidden, or under display:none
    nil: bool = False
    id: str | None = None


@dataclass(frozen=True, slots=True)
class Context:
    """Of whom and when a fact speaks. ``dimensions`` are (axis, member) pairs in axis order; empty for the whole."""

    id: str
    entity: str
    period: Period | None
    dimensions: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Fact:
    """A tagged number with its exact value: ``mantissa`` × 10 ** ``exponent``.

    ``decimals`` is the declared precision, sign as in XBRL (-3 = thousands); None stands for INF (exact).
    ``tag`` is the position of the inline element it comes from, None for one of an instance.
    """

    name: str
    context: Context
    unit: str | None  # "USD", "USD/share", "shares", "percent" (pure), else the measure's local name
    text: str
    mantissa: int | None  # None where the value cannot be read, or the fact is nil
    exponent: int
    decimals: int | None
    nil: bool = False
    hidden: bool = False
    tag: int | None = None
    id: str | None = None
    line: int | None = None  # 1-based, in an instance
