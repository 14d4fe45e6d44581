"""Words found again in whatever letters a pattern took for theirs."""

from __future__ import annotations

from typing import TypeVar

Value = TypeVar("Value")

# Patterns that disregard case take these for i, s and k; put in lower case they are still not those letters.
_LETTERS = str.maketrans({"\u0131": "i", "\u0307": None, "\u017f": "s", "\u212a": "k"})


class Spelled(dict[str, Value]):
    """A dictionary of lower-case words, in which ``["mıllıon"]`` finds "million" as a pattern does.

    KeyError where no word is meant; ``get`` knows the plain spelling only.

    >>> Spelled({"million": 6})["M\u0130LL\u0130ON".lower()]
    6
    """

    def __missing__(self, word: str) -> Value:
        plain = word.translate(_LETTERS)
        if plain == word:
            raise KeyError(word)
        return self[plain]
