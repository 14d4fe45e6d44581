"""What a comparison finds, in a controller's words."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction

from auditor.compare.bridges import Bridge
from auditor.compare.causes import Cause
from auditor.compare.quarters import Addition, Line
from auditor.compare.rows import lasting_words
from auditor.compare.tying import Tie
from auditor.diagnose.wording import LONGEST_NAME, SLIPS, printed_scale, shortened
from auditor.model.figure import Figure, Period
from auditor.model.finding import Typo

MOST_LINES = 8  # of a bridge, named in its message; the rest are counted
NO_AMOUNT = "–"
SCALES = {3: " thousand", 6: " million", 9: " billion"}


def when(period: Period) -> str:
    """ "at 2002-12-31" or "for 2003-01-01 to 2003-03-31"."""
    return f"for {period.said}" if period.start else f"at {period}"


def named(label: str) -> str:
    return f"“{shortened(label)}”" if label else "an unlabelled line"


def listed(words: Sequence[str]) -> str:
    """ "a", "a and b", "a, b and c"; of more than `MOST_LINES` the first, and how many more."""
    if len(words) > MOST_LINES:
        return f"{', '.join(words[:MOST_LINES])} and {len(words) - MOST_LINES} more"
    return " and ".join((", ".join(words[:-1]), words[-1])) if len(words) > 1 else "".join(words)


def arrow(label: str, one: Figure | None, other: Figure | None) -> str:
    """ "“Net sales” 1,204 → 1,240"; a dash where one filing prints nothing, the scale where they print in two."""
    scaled = one is not None and other is not None and one.exponent != other.exponent
    texts = [NO_AMOUNT if each is None else each.text + (_scale(each) if scaled else "") for each in (one, other)]
    return f"{named(label)} {texts[0]} → {texts[1]}"


def _scale(figure: Figure) -> str:
    """The word for what a figure is counted in, with a space before it: " thousand"; none where it says it itself."""
    return "" if figure.word or figure.nil else SCALES.get(figure.exponent + figure.places - figure.zeros, "")


def together(bridge: Bridge) -> list[str]:
    """The changes of a bridge. A line that moved, and so is one of either filing alone, is told as one; totals that are
    only drawn, or no longer drawn, over the same lines are left out."""
    tie, totals = bridge.tie, set(map(id, bridge.totals))
    gone = {lasting_words(fact.label): fact for fact in bridge.facts if fact.later is None}
    said: list[str] = []
    merged: set[int] = set()
    for fact in bridge.facts:
        old = gone.get(lasting_words(fact.label)) if fact.earlier is None else None
        if old is not None and id(old) not in merged:
            merged.add(id(old))
            said.append(arrow(fact.label, tie.printed(old)[0], tie.printed(fact)[1]))
        elif fact.later is not None and (fact.is_paired or id(fact) not in totals):
            said.append(arrow(fact.label, *tie.printed(fact)))
    left = [fact for fact in bridge.facts if fact.later is None and id(fact) not in merged | totals]
    return [*said, *(arrow(fact.label, *tie.printed(fact)) for fact in left)]


def reclassified(cause: Cause) -> str:
    bridge = cause.bridges[0]
    tie = bridge.tie
    stayed = list(dict.fromkeys(named(fact.label) for fact in bridge.unchanged))
    tail = f"; {listed(stayed)} {'is' if len(stayed) == 1 else 'are'} unchanged" if stayed else ""
    parted = _parted(bridge)
    others = [one for one in cause.bridges[1:] if one.tie is tie and one.kind == "reclassified"]
    if others:
        said = [_parted(one) or listed(together(one)) for one in (bridge, *others)]
        stays = {fact.label: None for one in (bridge, *others) for fact in one.unchanged}
        tail = f"; {listed(list(map(named, stays)))} unchanged" if stays else ""
        return f"Reclassified {when(tie.yours.period)}{_of(tie, 'in')}: {_items(said)}{tail}.{_said_so(cause)}"
    if parted:
        return f"Reclassified {when(tie.yours.period)}: {parted}{tail}.{_said_so(cause)}"
    lines = listed(together(bridge))
    return f"Reclassified {when(tie.yours.period)} between lines{_of(tie)}: {lines}{tail}.{_said_so(cause)}"


def _items(said: Sequence[str]) -> str:
    """The causes of one column, divided by semicolons; of more than `MOST_LINES` the first, and how many more."""
    shown = "; ".join(said[:MOST_LINES])
    return f"{shown}; and {len(said) - MOST_LINES} more" if len(said) > MOST_LINES else shown


def _parted(bridge: Bridge) -> str:
    """ "“Land”, 92,365 in one filing, is 86,725 + 5,640 (“Mineral interests”) in the other", where it is just so."""
    tie = bridge.tie
    paired = [fact for fact in bridge.facts if fact.is_paired]
    others = [fact for fact in bridge.facts if not fact.is_paired]
    if len(paired) != 1 or not others or bridge.totals:
        return ""
    one, other = tie.printed(paired[0])
    is_later = others[0].later is not None
    pieces = [tie.printed(fact)[1 if is_later else 0] for fact in others]
    whole, rest = (one, other) if is_later else (other, one)
    if whole is None or rest is None or any(piece is None for piece in pieces):
        return ""
    parts = [rest, *(piece for piece in pieces if piece is not None)]
    if whole.value is None or whole.value != sum(part.value or 0 for part in parts):
        return ""
    names = ["", *(f" ({named(fact.label)})" for fact in others)]
    sum_of = " + ".join(part.text + name for part, name in zip(parts, names, strict=True))
    first, second = tie.earlier.name, tie.later.name
    if is_later:
        return f"{named(paired[0].label)}, {whole.text} in {first}, is {sum_of} in {second}"
    return f"{named(paired[0].label)}, {whole.text} in {second}, is what was {sum_of} in {first}"


def restated(cause: Cause) -> str:
    bridge = cause.bridges[0]
    tie = bridge.tie
    start = "Changed, although given as previously reported," if tie.yours.declared == "former" else "Restated"
    foots = "" if bridge.broken else " The sums foot in both filings."
    lines = listed(together(bridge))
    return f"{start} {when(tie.yours.period)}{_of(tie, 'in')}, in {tie.later.name}: {lines}.{foots}{_said_so(cause)}"


def rounded(cause: Cause) -> str:
    told = [(bridge.tie, fact) for bridge in cause.bridges for fact in bridge.facts]
    tie = told[0][0]
    words = list(
        dict.fromkeys(f"{arrow(fact.label, *tie.printed(fact))} ({tie.yours.period.said})" for tie, fact in told)
    )
    count = "One line differs" if len(words) == 1 else f"{len(words)} lines differ"
    return f"{count} by one in the last place between {tie.earlier.name} and {tie.later.name}: {listed(words)}."


def split(cause: Cause) -> str:
    bridge = cause.bridges[0]
    factor = bridge.factor or Fraction(1)
    lines = listed([arrow(fact.label, *bridge.tie.printed(fact)) for fact in bridge.facts])
    columns = len(cause.bridges)
    more = f" So it is in {columns} columns." if columns > 1 else ""
    return (
        f"Shares split {factor.numerator} for {factor.denominator}: {when(bridge.tie.yours.period)} "
        f"{lines} in {bridge.tie.later.name}.{more}"
    )


def differs(cause: Cause, typo: Typo | None, side: bool | None, alone: bool) -> str:
    """For one line that changed alone. ``side`` is the filing that is suspected: False the earlier, True the later."""
    bridge = cause.bridges[0]
    tie, fact = bridge.tie, bridge.facts[0]
    if len(bridge.facts) > 1:
        lines = listed([arrow(fact.label, *tie.printed(fact)) for fact in bridge.facts])
        return f"Changed {when(tie.yours.period)}{_of(tie, 'in')}, in {tie.later.name}: {lines}.{_said_so(cause)}"
    one, other = tie.printed(fact)
    said = (
        f"{named(fact.label)} {when(tie.yours.period)} is {one.text if one else NO_AMOUNT} in {tie.earlier.name}, "
        f"but {other.text if other else NO_AMOUNT} in {tie.later.name}"
    )
    said += f"; the other {tie.agreeing} lines{_of(tie)} agree." if alone else "."
    if typo is not None:
        said += f" One slip explains it: {SLIPS[typo]}."
    if side is None:
        return said + (" Nothing tells which of the two is wrong." if typo is not None else _said_so(cause))
    suspected = tie.later if side else tie.earlier
    why = "whose own sums fail" if side in bridge.broken else "where no sum protects it"
    return said + f" Suspected in {suspected.name}, {why}."


def renamed(tie: Tie, pairs: Sequence[tuple[str, str]]) -> str:
    words = [" is now ".join(_apart(old, new)) for old, new in pairs]
    return f"Renamed in {tie.later.name}, the amounts unchanged: {listed(words)}."


def _apart(old: str, new: str) -> tuple[str, str]:
    """Two names, cut to what tells them apart: at their ends, where they begin alike."""
    if shortened(old) != shortened(new):
        return named(old), named(new)
    alike = next((n for n, (a, b) in enumerate(zip(old, new, strict=False)) if a != b), min(len(old), len(new)))
    start = old.rfind(" ", 0, max(0, alike - LONGEST_NAME // 2)) + 1
    return f"“… {shortened(old[start:])}”", f"“… {shortened(new[start:])}”"


def not_adding(addition: Addition, lines: Sequence[Line], meant: str | None) -> str:
    """``meant`` is what the one suspected figure should read, where one is."""
    words = []
    for line in lines:
        one, other, whole = addition.printed(line)
        words.append(f"{named(line.label)} {one.text} + {other.text} ≠ {whole.text} (difference {_gap(line, whole)})")
    first, second, _ = addition.columns
    where = [f"{part.head.period.said} in {part.filing.name}" for part in (first, second)]
    return (
        f"The parts of {addition.whole.head.period.said} do not add up ({' and '.join(where)}; "
        f"{_count(len(addition.lines) - len(addition.failing), 'other line')} do): {listed(words)}."
        + (f" One slip explains it: {meant} was probably meant." if meant else "")
    )


def _gap(line: Line, whole: Figure) -> str:
    return printed_scale(Decimal(abs(line.residual)).scaleb(line.exponent), whole)


def _count(number: int, word: str) -> str:
    return f"{number} {word}{'' if number == 1 else 's'}"


def _of(tie: Tie, preposition: str = "of") -> str:
    title = " ".join(tie.title.split())
    return f" {preposition} {shortened(title)}" if title else ""


def _said_so(cause: Cause) -> str:
    """Whether the later filing's own head declares the change."""
    declared = any(bridge.tie.yours.declared == "restated" for bridge in cause.bridges)
    return " The column's head says that it was changed." if declared else ""
