"""What must stand in a text for a pattern to match it: a cheap test that spares most texts most patterns."""

from __future__ import annotations

from typing import Literal

Signs = tuple[str, ...]
Atom = Literal["letter", "group", "border"]

_NOTHING: Signs = ("",)  # stands in every text
_LOOKS = ("(?!", "(?=", "(?<!", "(?<=")  # they look at what stands there, and take nothing
_MARK = 2  # characters of a letter's rarity that a mark such as "&" has more


def signs(pattern: str) -> Signs:
    """Strings of which one stands in whatever the pattern matches; ("",) where the pattern does not tell any.

    For patterns of letters, groups, classes and repetitions, without flags, back references and escapes by number.

    >>> signs(r"\\bnon[\\s-]?gaap\\b|\\badjusted\\b"), signs(r"(?:net\\s+)?sales?"), signs(r"[a-z]+")
    (('gaap', 'adjusted'), ('sale',), ('',))
    """
    found, end = _alternatives(pattern, 0)
    if end != len(pattern):
        raise ValueError(f"a bracket too many in {pattern!r}")
    return found


def _alternatives(pattern: str, at: int) -> tuple[Signs, int]:
    found: list[str] = []
    while True:
        here, at = _sequence(pattern, at)
        found += here
        if at >= len(pattern) or pattern[at] == ")":
            return (_NOTHING if "" in found else tuple(dict.fromkeys(found))), at
        at += 1  # "|"


def _sequence(pattern: str, at: int) -> tuple[Signs, int]:
    """The rarest signs of what stands up to the next "|" or ")", and where that is."""
    best, run = _NOTHING, ""  # letters in a row are one sign
    while at < len(pattern) and pattern[at] not in "|)":
        atom, inner, at = _atom(pattern, at)
        optional, repeated, at = _repetition(pattern, at)
        if atom == "border":
            continue
        if not optional:
            run += inner[0] if atom == "letter" else ""
            best = max(best, inner, (run,), key=_rarity)
        if optional or repeated or atom != "letter":
            run = ""
    return best, at


def _atom(pattern: str, at: int) -> tuple[Atom, Signs, int]:
    """What stands here, its signs, and where it ends."""
    char = pattern[at]
    if char == "(":
        opening = next((one for one in (*_LOOKS, "(?:") if pattern.startswith(one, at)), "(")
        inner, end = _alternatives(pattern, at + len(opening))
        return ("border" if opening in _LOOKS else "group"), inner, end + 1
    if char == "[":
        end = pattern.index("]", at + 2)
        while pattern[end - 1] == "\\":
            end = pattern.index("]", end + 1)
        return "group", _NOTHING, end + 1
    if char == "\\":
        known = pattern[at + 1]
        if known in "bB":
            return "border", _NOTHING, at + 2
        return ("group", _NOTHING, at + 2) if known in "swdSWD" else ("letter", (known,), at + 2)
    if char in "^$":
        return "border", _NOTHING, at + 1
    return ("group", _NOTHING, at + 1) if char == "." else ("letter", (char,), at + 1)


def _repetition(pattern: str, at: int) -> tuple[bool, bool, int]:
    """Whether what stands before may be left out, whether it may stand twice, and where that is said to its end."""
    optional = repeated = False
    while at < len(pattern) and pattern[at] in "?*+{":
        optional = optional or pattern[at] in "?*" or pattern.startswith(("{0", "{,"), at)
        repeated = repeated or pattern[at] in "*+{"
        at = pattern.index("}", at) + 1 if pattern[at] == "{" else at + 1
    return optional, repeated, at


def _rarity(found: Signs) -> int:
    return min(len(one) + (_MARK if one and not one.isalpha() else 0) for one in found)
