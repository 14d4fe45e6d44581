"""To which place the amounts of a data release were printed.

A release gives values and not the places they were rounded to. A statement in thousands shows it all the same: its
values end in three zeros. One amount says little (1,200,000 may stand in units), many say it plainly, because an
amount printed to a place ends in a further zero one time in ten.

The rule. Of the steps `STEPS` (billions, millions, tenths of millions, thousands, units, cents …) a group of values is
printed to the coarsest that all but a tenth of them end at; of four values or more one may be odd. The odd ones keep
the step they end at themselves, so that one value in dollars in a statement in thousands neither makes the statement
exact nor is rounded. Zeros say nothing. A statement of few values takes the place of the whole filing.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping, Sequence
from decimal import Decimal, InvalidOperation
from typing import NamedTuple

STEPS = (9, 6, 5, 3, 0, -1, -2, -3, -4)  # powers of ten that amounts are printed to, from the coarsest
CENTS = -2  # amounts a share are printed to cents or finer, whatever zeros they end in
ODD_SHARE = 10  # one in so many may end before the place
FEWEST_ALLOWING_ODD = 4  # values among which one may be odd
FEWEST = 8  # values that say a statement's place without the rest of the filing
MOST_DIGITS = 40  # a longer number is none that anybody reports


class Amount(NamedTuple):
    """An exact value: ``mantissa`` × 10 ** ``exponent`` with no idle zeros; mantissa None where it is unreadable."""

    mantissa: int | None
    exponent: int


UNREADABLE = Amount(None, 0)
_CHARACTERS = frozenset("0123456789.+-eE")


def amount_of(text: str) -> Amount:
    """The exact value of a release's decimal text; `UNREADABLE` where it is no finite number.

    >>> tuple(amount_of("-116000000.0000")), tuple(amount_of("0.5000")), tuple(amount_of("0")), tuple(amount_of("n/a"))
    ((-116, 6), (5, -1), (0, 0), (None, 0))
    """
    if not text or len(text) > MOST_DIGITS or not _CHARACTERS.issuperset(text):
        return UNREADABLE
    try:
        sign, digits, exponent = Decimal(text).as_tuple()
    except InvalidOperation:
        return UNREADABLE
    if not isinstance(exponent, int) or abs(exponent) > MOST_DIGITS:
        return UNREADABLE
    mantissa = int("".join(map(str, digits)))
    if not mantissa:
        return Amount(0, 0)
    written = str(mantissa)
    bare = written.rstrip("0")
    return Amount(-int(bare) if sign else int(bare), exponent + len(written) - len(bare))


def last_place(exponents: Sequence[int]) -> int | None:
    """The place that amounts ending at these exponents were printed to; None where there are none.

    >>> last_place([3, 3, 4, 3, 6, 3, 3, 3]), last_place([6, 6, 8, 0]), last_place([0, 1, 0, 3]), last_place([])
    (3, 6, 0, None)
    """
    if not exponents:
        return None
    allowed = max(len(exponents) // ODD_SHARE, 1 if len(exponents) >= FEWEST_ALLOWING_ODD else 0)
    for step in STEPS:
        if sum(exponent < step for exponent in exponents) <= allowed:
            return step
    return STEPS[-1]


def places(amounts: Iterable[tuple[Hashable, str, Amount]]) -> Mapping[tuple[Hashable, str], int]:
    """The place by (statement, unit), from (statement, unit, amount) of all of a filing's values."""
    ends: dict[tuple[Hashable, str], list[int]] = defaultdict(list)
    filing: dict[str, list[int]] = defaultdict(list)
    for statement, unit, amount in amounts:
        known = ends[statement, unit]
        if amount.mantissa:
            known.append(amount.exponent)
            filing[unit].append(amount.exponent)
    found = {}
    for (statement, unit), exponents in ends.items():
        own = last_place(exponents if len(exponents) >= FEWEST else filing[unit])
        place = 0 if own is None else own
        found[statement, unit] = min(place, CENTS) if unit.endswith("/share") else place
    return found


def at_place(amount: Amount, place: int) -> tuple[int | None, int]:
    """(mantissa, exponent) of an amount as printed to ``place``; one that ends before it, at the step it ends at.

    >>> at_place(Amount(26441, 3), 3), at_place(Amount(5, 6), 3), at_place(Amount(1234567, 1), 3)
    ((26441, 3), (5000, 3), (12345670, 0))
    """
    mantissa, exponent = amount
    if not mantissa:
        return mantissa, place
    if exponent < place:
        place = next((step for step in STEPS if step <= exponent), exponent)
    return mantissa * 10 ** (exponent - place), place


def written(mantissa: int | None, exponent: int) -> str:
    """A value as a release writes it, without idle zeros behind its place: "-116000000", "0.50"; "" for none.

    >>> written(-116, 6), written(50, -2), written(0, 3), written(-5, -2)
    ('-116000000', '0.50', '0', '-0.05')
    """
    if mantissa is None:
        return ""
    if not mantissa:
        return "0"
    return f"{Decimal(f'{mantissa}E{exponent}'):f}"  # from the digits: arithmetic would round what is longer than 28
