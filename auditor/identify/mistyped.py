"""Whether a difference looks like one slip of a typist, asked of many amounts at once.

`auditor.model.typist.slip` compares digits, which is dear where a table asks of every figure of every sum. Most
differences are ruled out by arithmetic: one digit for another, or two exchanged, change an amount by at most 81 in some
place, and every other slip but a sign changes how many digits are printed.
"""

from __future__ import annotations

from collections.abc import Iterable

from auditor.model.typist import slip

LEAST_AMOUNT = 10  # an amount of one digit is one slip from every other
WITHIN_PLACE = 81  # 9 × 9: the most that exchanging two digits changes, in units of the lower one's place


def one_slip(residual: int, signed: Iterable[tuple[int, int]]) -> bool:
    """Whether one slip in one amount leaves ``residual``. ``signed`` pairs each amount with its sign in the sum.

    >>> one_slip(90, [(15765, 1), (9890, 1), (139119, -1)]), one_slip(7777, [(15765, 1), (9890, 1)])
    (True, False)
    """
    core = abs(residual)
    while core and not core % 10:
        core //= 10
    keeps_length = core <= WITHIN_PLACE
    for printed, sign in signed:
        meant = printed - residual * sign
        if abs(printed) < LEAST_AMOUNT or not meant:
            continue
        if meant == -printed:
            return True
        if (printed < 0) != (meant < 0) or not (keeps_length or len(str(printed)) != len(str(meant))):
            continue
        if slip(printed, meant):
            return True
    return False
