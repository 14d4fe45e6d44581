"""One word for an amendment as a whole: typo, restatement, relabelling or mixed, with the reasons.

The facts decide, not what the amendment calls itself. Causes are judged one by one: a bridge, or a change that stands
alone. A figure that no other followed was mistyped if the digits say so or if a contradiction ends with it; where
others followed it and the sums hold before and after, it was restated.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from auditor.amend.model import Bridge, Change, Fate, Kind, Wording

Cause = Literal["typo", "restated", "weak typo", "reworded", "retold"]

TELLING_DIGITS = 3  # in shorter figures one digit for another says little: .03 and .04
MOST_TYPOS = 4  # so many slips that contradicted nothing are not slips: a typist errs once a filing, not in every line
_NAMING = ("label", "heading", "column head", "title", "caption", "scale", "unit")


@dataclass(frozen=True, slots=True)
class Judged:
    """A cause: the changes in it, what they are taken for, and why."""

    changes: tuple[int, ...]
    cause: Cause
    reason: str


def kind(
    changes: Sequence[Change], wordings: Sequence[Wording], bridges: Sequence[Bridge], fate: Fate
) -> tuple[Kind, tuple[str, ...]]:
    """The word, and the reasons in the order of their weight."""
    particulars = list(_particulars(wordings, fate))
    causes = [*_bridged(bridges, changes, fate), *_alone(changes, bridges, fate), *particulars]
    places = _NAMING if particulars else (*_NAMING, "identification")
    naming = [wording for wording in wordings if wording.place in places and not _follows(wording, changes)]
    reworded = [wording for wording in wordings if wording.place == "sentence"]
    named = _named(causes, changes)
    reasons = [judged.reason for judged in causes]
    if naming:
        told = _many(len(naming), "label, head or caption", "labels, heads or captions")
        reasons.append(f"{told} changed around figures")
    if naming or (not named and (reworded or causes)):
        named.append("relabelling")
        if reworded:
            reasons.append(f"{_many(len(reworded), 'sentence')} changed in words")
    word: Kind = "none" if not named else "mixed" if len(named) > 1 else named[0]
    return word, tuple(dict.fromkeys(reasons))


def _named(causes: Sequence[Judged], changes: Sequence[Change]) -> list[Kind]:
    """What the causes together come to. Where figures were restated, a change that is a slip only by its looks is
    taken to be one more; and more slips than a typist makes, which contradicted nothing, are none."""
    slips = [judged for judged in causes if judged.cause in ("typo", "weak typo")]
    proven = [judged for judged in slips if not judged.changes or any(_was_wrong(changes[at]) for at in judged.changes)]
    restated = any(judged.cause == "restated" for judged in causes)
    if len(slips) - len(proven) > MOST_TYPOS:
        restated, slips = True, proven
    elif restated:
        slips = [judged for judged in slips if judged.cause == "typo"]
    words: list[Kind] = []
    if slips:
        words.append("typo")
    if restated:
        words.append("restatement")
    return words


def _was_wrong(change: Change) -> bool:
    """Whether something in the original betrayed it."""
    return bool(change.settles or change.findings)


def _particulars(wordings: Sequence[Wording], fate: Fate) -> Iterator[Judged]:
    if fate.gone and any(wording.place == "identification" for wording in wordings):
        yield Judged((), "typo", "a number of the header or the cover contradicted another")


def _many(count: int, one: str, many: str | None = None) -> str:
    return f"{count:,} {one if count == 1 else many or one + 's'}"


def _follows(wording: Wording, changes: Sequence[Change]) -> bool:
    """Whether words only follow a change of scale that a figure's own slip is told by."""
    sides = {change.amended.figure for change in changes if change.amended is not None and change.slip == "scale"}
    return wording.place in ("unit", "scale") and bool(wording.figures) and set(wording.figures) <= sides


def _bridged(bridges: Sequence[Bridge], changes: Sequence[Change], fate: Fate) -> Iterator[Judged]:
    for bridge in bridges:
        size = _many(len(bridge.changes), "figure")
        settles = any(_settles(changes[at], fate) for at in bridge.changes)
        if not bridge.of("total") and not bridge.of("derived") and settles:
            reason = f"one slip, printed {len(bridge.changes):,} times, contradicted the rest of the original"
            yield Judged(bridge.changes, "typo", reason)
        elif bridge.foots == (True, True):
            reason = f"{size} changed together, and every relation among them holds before and after"
            yield Judged(bridge.changes, "restated", reason)
        elif settles:
            reason = f"{size} changed together, and relations that had failed hold now"
            yield Judged(bridge.changes, "restated", reason)
        else:
            yield Judged(bridge.changes, "restated", f"{size} changed together")


def _alone(changes: Sequence[Change], bridges: Sequence[Bridge], fate: Fate) -> Iterator[Judged]:
    bridged = {at for bridge in bridges for at in bridge.changes}
    for at, change in enumerate(changes):
        if at not in bridged:
            yield _judged(at, change, fate)


def _settles(change: Change, fate: Fate) -> bool:
    """Whether a contradiction of the original ends with it."""
    return bool(change.settles) or any(finding in fate.gone for finding in change.findings)


def _judged(at: int, change: Change, fate: Fate) -> Judged:
    name = f"“{change.label}”" if change.label else "a number of a sentence" if change.sentence else "a figure"
    if change.happened != "changed":
        if _settles(change, fate):
            return Judged((at,), "typo", f"{name} was left out: without it a sum of the original fails")
        if change.is_told_in_words:
            return Judged((at,), "retold", f"{name} was {change.happened}")
        return Judged((at,), "restated", f"{name} was {change.happened}, and no sum betrayed it")
    if _settles(change, fate):
        return Judged((at,), "typo", f"{name} contradicted the rest of the original, and no other figure followed it")
    if change.slip is not None:
        side = change.amended or change.original
        digits = sum(map(str.isdigit, side.text)) if side is not None else 0
        reason = f"{name} alone changed, by one slip of a typist ({change.slip})"
        return Judged((at,), "typo" if digits >= TELLING_DIGITS or change.slip == "scale" else "weak typo", reason)
    if change.is_told_in_words:
        return Judged((at,), "weak typo", f"{name} changed, and no table follows it")
    return Judged((at,), "restated", f"{name} changed, by no slip of the keyboard, and had contradicted nothing")
