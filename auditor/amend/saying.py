"""How a difference is put into words: the same on the console and on the page."""

from __future__ import annotations

from decimal import Decimal

from auditor.amend.model import Bridge, Change, Difference, Note
from auditor.report.words import TYPO, count, grouped, visible

KIND = {
    "none": "No difference in figures",
    "typo": "A typo",
    "restatement": "A restatement",
    "relabelling": "A relabelling",
    "mixed": "Several things at once",
}
PLACE = {
    "label": "line renamed",
    "heading": "heading",
    "column head": "column head",
    "title": "title of a table",
    "caption": "caption",
    "scale": "scale of a table",
    "unit": "unit",
    "print": "printed otherwise",
    "identification": "filing’s particulars",
    "sentence": "sentence",
}
SCALES = {"thousand": 3, "million": 6, "billion": 9, "trillion": 12, "cent": -2, "cents": -2}
ROLE = {"root": "enters", "total": "runs into", "repeat": "repeated", "derived": "moves"}


def headline(difference: Difference) -> str:
    """The whole in one line."""
    changes, words = difference.changes, difference.wordings
    told = []
    for happened in ("changed", "added", "removed"):
        number = sum(change.happened == happened for change in changes)
        if number:
            told.append(f"{number:,} {happened}")
    figures = f"{', '.join(told)} of {count(difference.compared, 'figure')} compared" if told else ""
    rest = count(len(words), "change of words", "changes of words") if words else ""
    parts = "; ".join(part for part in (figures, rest) if part)
    return KIND[difference.kind] + (f": {parts}." if parts else f": {count(difference.compared, 'figure')} compared.")


def name(change: Change) -> str:
    """What a changed figure is called: its line, and the column or the period it stands in."""
    label = visible(change.label).strip()
    if not label:
        if change.sentence is not None:
            return f"in “{_short(change.sentence)}”"
        label = f"unlabelled under “{visible(change.path[-1])}”" if change.path else "unlabelled"
    where = visible(change.head) or (change.period.said if change.period else "")
    return f"{label} ({where})" if where else label


def _short(sentence: str, most: int = 90) -> str:
    words = visible(sentence).strip()
    return words if len(words) <= most else words[:most].rsplit(" ", 1)[0] + " …"


def prints(change: Change) -> tuple[str, str]:
    """What each version prints; a dash where it prints nothing."""
    original, amended = (visible(side.text) if side is not None else "–" for side in (change.original, change.amended))
    return original, amended


def by(change: Change) -> str:
    """The difference in the place that is printed, with its sign; "" where one side is missing or in another scale."""
    one, other = change.original, change.amended
    if one is None or other is None or change.slip == "scale":
        return ""
    exponent = min(one.exponent, other.exponent)
    units = change.units(exponent)
    if units is None:
        return ""
    word = (one if one.exponent == exponent else other).text.rpartition(" ")[2]
    place = exponent - SCALES[word.lower()] if word.lower() in SCALES else min(exponent, 0)
    shown = Decimal(f"{units}E{place}")
    return f"{'+' if units > 0 else ''}{grouped(shown)}{f' {word}' if word.lower() in SCALES else ''}"


def foreseen(change: Change) -> str:
    """What the audit of the original had said of a figure that the amendment changed."""
    if change.suspicion == "exact":
        return f"confirmed by the amendment: the audit of the original suggested {visible(change.suggested or '')}"
    if change.suspicion == "suspected":
        return f"confirmed by the amendment: suspected in the original, but for {visible(change.suggested or '')}"
    if change.suspicion == "member":
        if change.happened == "added":
            return "confirmed by the amendment: without it a sum of the original failed"
        return "confirmed by the amendment: a relation that failed in the original had named it among others"
    if change.suspicion == "missed" and change.settles:
        return "not suspected, although it contradicted the rest of the original"
    if change.suspicion == "missed":
        return "not suspected: nothing in the original betrayed it"
    return ""


def slip(change: Change) -> str:
    """How the original came by its print, where one slip of a typist explains it."""
    return TYPO[change.slip] if change.slip is not None else ""


def bridge_headline(difference: Difference, bridge: Bridge) -> str:
    """One cause in one line: the amount, how many figures it runs through, and whether the sums held."""
    changes = [difference.changes[at] for at in bridge.changes]
    amount = bridge.difference
    if amount is not None:  # in the place in which it is printed
        like = next(
            c.amended or c.original for c in changes if c.difference is not None and c.difference.copy_abs() == amount
        )
        sign, digits, exponent = amount.as_tuple()
        place = max(like.exponent if like is not None else 0, 0)
        amount = Decimal((sign, digits, int(exponent) - place))
    told = f"{grouped(amount)} through {count(len(changes), 'figure')}" if amount else count(len(changes), "figure")
    foots = {
        (True, True): "every relation among them holds before and after",
        (False, True): "sums among them failed before and hold after",
        (True, False): "sums among them held before and fail after",
        (False, False): "sums among them fail before and after",
    }
    before, after = bridge.foots
    if before is None or after is None:
        return f"One cause: {told}"
    return f"One cause: {told}; {foots[before, after]}"


def missed(difference: Difference) -> list[Change]:
    """Changed figures that nothing had suspected, one for each cause: what follows from another change is no miss."""
    following = {
        at for bridge in difference.bridges for role in ("total", "repeat", "derived") for at in bridge.of(role)
    }
    return [c for at, c in enumerate(difference.changes) if c.suspicion == "missed" and at not in following]


def note_lines(difference: Difference, note: Note) -> list[str]:
    """The explanatory note against the facts, in lines."""
    changes = difference.changes
    lines = [f"It speaks of {len(note.told):,} of {count(len(changes), 'change')}."] if changes else []
    rest = _unspoken(difference, note)
    if rest:
        lines.append("It does not mention: " + "; ".join(name(changes[at]) for at in rest) + ".")
    if note.unchanged:
        lines.append("It names, but nothing changed there: " + "; ".join(map(visible, note.unchanged)) + ".")
    if note.unknown:
        lines.append(
            "It names amounts that neither version prints in a table: " + "; ".join(map(visible, note.unknown)) + "."
        )
    return lines


def _unspoken(difference: Difference, note: Note) -> list[int]:
    """Changes that the note does not mention, without those that only follow from a change that it does mention."""
    told = set(note.told)
    covered = {
        at
        for bridge in difference.bridges
        if told & set(bridge.changes)
        for role in ("total", "repeat", "derived")
        for at in bridge.of(role)
    }
    return [at for at in note.untold if at not in covered]
