"""What could have been meant by a printed figure: every value one slip away."""

from __future__ import annotations

from collections.abc import Iterator


def meant(printed: int) -> Iterator[int]:
    """Every mantissa from which one slip of a typist leads to ``printed``; about 20 for each digit.

    >>> 2039 in set(meant(2093)), 19599 in set(meant(19559)), 18877 in set(meant(1877)), -201 in set(meant(201))
    (True, True, True, True)
    """
    if printed == 0:
        return
    sign, digits = (-1 if printed < 0 else 1), str(abs(printed))
    yield -printed
    for i, shown in enumerate(digits):
        head, tail = digits[:i], digits[i + 1 :]
        for digit in "0123456789":
            if digit != shown and (i or digit != "0"):
                yield sign * int(head + digit + tail)
        if i + 1 < len(digits) and digits[i + 1] != shown and (i or digits[1] != "0"):
            yield sign * int(head + digits[i + 1] + shown + digits[i + 2 :])
        if len(digits) > 1 and (i == 0 or shown != digits[i - 1]) and not (head + tail).startswith("0"):
            yield sign * int(head + tail)
    for i in range(len(digits) + 1):
        for digit in "0123456789":
            if i or digit != "0":
                yield sign * int(digits[:i] + digit + digits[i:])
