"""Which tag of a passage each of its amounts stands in, told by order and digits alone.

A tag's value is not looked at: what it says is a witness of its own, and must not colour the reading of the page.
"""

from __future__ import annotations

from collections.abc import Sequence

from auditor.model.fact import Tag


def links(amounts: Sequence[str], positions: Sequence[int], tags: Sequence[Tag]) -> list[int | None]:
    """For each of a passage's printed amounts, in order, the position of the tag with its digits, or None.

    ``positions`` are those of the passage's tags, in order, among all ``tags``. Amounts that no tag encloses are
    passed over, and so are tags whose words are no amount.

    >>> tags = [Tag("n", "c", None, text) for text in ("1.2", "two", "35")]
    >>> links(["$1.2 billion", "14", "35%"], (0, 1, 2), tags)
    [0, None, 2]
    """
    digits = [_digits(tags[at].text) for at in positions]
    found: list[int | None] = []
    after = 0
    for amount in amounts:
        wanted = _digits(amount)
        at = next((n for n in range(after, len(digits)) if wanted and digits[n] == wanted), None)
        found.append(None if at is None else positions[at])
        after = after if at is None else at + 1
    return found


def _digits(text: str) -> str:
    return "".join(filter(str.isdigit, text))
