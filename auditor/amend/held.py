"""The figures of two versions held against each other: which is which, and what changed of them and around them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from auditor.amend.model import Change, Passage, Place, Printed, Wording
from auditor.amend.tables import plain
from auditor.amend.words import runs
from auditor.model.audit import Audit
from auditor.model.figure import Figure
from auditor.model.finding import Typo
from auditor.model.typist import slip

TELLING = 100  # an amount so large hardly stands twice in a row by chance


@dataclass(slots=True)
class Held:
    """What is gathered while two versions are compared; positions are those of figures and tables of each version."""

    original: Audit
    amended: Audit
    unsaid: frozenset[int] = (
        frozenset()
    )  # figures of the explanatory note of the original, if it is an amendment itself
    said: frozenset[int] = frozenset()  # and of the amended version: both are left out
    mates: dict[int, int] = field(default_factory=dict)  # figure of the original → figure of the amended version
    changes: list[Change] = field(default_factory=list)
    wordings: list[Wording] = field(default_factory=list)
    removed: list[Passage] = field(default_factory=list)
    added: list[Passage] = field(default_factory=list)

    def pair(self, before: int, after: int, sentence: str | None = None) -> None:
        """Two figures are two prints of one: note what changed. One that was paired already stays as it is."""
        if before in self.mates:
            return
        self.mates[before] = after
        one, other = self.original.extraction.figures[before], self.amended.extraction.figures[after]
        if not differs(one, other):
            return
        if one.value is not None and one.value == other.value:
            if plain(one.text) != plain(other.text):
                self.reworded("print", one.text, other.text, (after,), (one.table, other.table), _places(one, other))
            return
        if one.text == other.text:
            return  # the same print in another scale: told once for the table, by its caption
        self.changes.append(_change(self, one, other, sentence))

    def alone(self, figure: int, is_original: bool, sentence: str | None = None) -> None:
        """A figure that only one version has."""
        audit = self.original if is_original else self.amended
        found = audit.extraction.figures[figure]
        if found.nil:
            return  # a dash where the other version has a blank
        self.changes.append(_change(self, found if is_original else None, None if is_original else found, sentence))

    def reworded(
        self,
        place: Place,
        before: str,
        after: str,
        figures: Iterable[int] = (),
        tables: tuple[int | None, int | None] = (None, None),
        where: tuple[str, str] = ("", ""),
    ) -> None:
        """Words that changed."""
        self.wordings.append(Wording(place, before, after, runs(before, after), tuple(figures), tables, where))


def differs(one: Figure, other: Figure) -> bool:
    """Whether two prints of one figure differ in text or in value; how a unit is told is a matter of words."""
    return one.text != other.text or one.value != other.value


def printed(figure: Figure) -> Printed:
    """The figure as a side of a change."""
    return Printed(
        figure.text, figure.mantissa, figure.exponent, figure.whereabouts or "in the text", figure.index, figure.line
    )


def slipped(original: Printed, amended: Printed) -> Typo | None:
    """The slip of a typist that made the original print of what the amendment prints; None where no slip does.

    Printed to different places, the same digits are a wrong scale, and others are compared at the finer place.
    """
    if original.mantissa is None or amended.mantissa is None:
        return None
    if original.exponent == amended.exponent:
        return slip(original.mantissa, amended.mantissa)
    if original.mantissa == amended.mantissa:
        return "scale"
    base = min(original.exponent, amended.exponent)
    shown = original.mantissa * 10 ** (original.exponent - base)
    meant = amended.mantissa * 10 ** (amended.exponent - base)
    if max(len(str(shown)), len(str(meant))) - min(len(str(shown)), len(str(meant))) > 2:
        return None
    return slip(shown, meant)


def _change(held: Held, one: Figure | None, other: Figure | None, sentence: str | None) -> Change:
    figure = other or one
    assert figure is not None
    audit = held.amended if other is not None else held.original
    head = ""
    if figure.table is not None and figure.column is not None:
        head = audit.extraction.tables[figure.table].columns[figure.column].header
    original, amended = (None if side is None else printed(side) for side in (one, other))
    return Change(
        happened="added" if one is None else "removed" if other is None else "changed",
        original=original,
        amended=amended,
        label=figure.label,
        path=figure.path,
        head=head,
        period=figure.period,
        unit=figure.unit,
        tables=(one.table if one else None, other.table if other else None),
        sentence=sentence,
        slip=_slip(held, one, original, amended),
    )


def _slip(held: Held, one: Figure | None, original: Printed | None, amended: Printed | None) -> Typo | None:
    """One slip of the keyboard; or the amount of another column of its row, left standing."""
    if one is None or original is None or amended is None:
        return None
    struck = slipped(original, amended)
    if struck is not None or one.table is None or one.row is None or abs(one.mantissa or 0) < TELLING:
        return struck
    cells = held.original.extraction.tables[one.table].grid[one.row]
    figures = held.original.extraction.figures
    repeated = any(i is not None and i != one.index and figures[i].value == one.value for i in cells)
    return "stale" if repeated else None


def _places(one: Figure, other: Figure) -> tuple[str, str]:
    return one.whereabouts, other.whereabouts
