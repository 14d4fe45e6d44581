"""What two versions of one filing have to do with each other: records, no behaviour of any output form."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal

from auditor.model.audit import Audit
from auditor.model.figure import Period
from auditor.model.finding import Typo
from auditor.model.table import Table

Happened = Literal["changed", "added", "removed"]
Suspicion = Literal["exact", "suspected", "member", "missed"]
Role = Literal["root", "total", "repeat", "derived"]
Kind = Literal["none", "typo", "restatement", "relabelling", "mixed"]
Place = Literal[
    "label", "heading", "column head", "title", "caption", "scale", "unit", "print", "identification", "sentence"
]
Runs = tuple[tuple[str, bool], ...]


@dataclass(frozen=True, slots=True)
class Printed:
    """One number as one of the two versions prints it. ``figure`` is its position among that version's figures; None
    for a number in a sentence that the audit read no amount in. The value is ``mantissa`` × 10 ** ``exponent``."""

    text: str
    mantissa: int | None
    exponent: int
    where: str
    figure: int | None = None
    line: int | None = None

    @property
    def value(self) -> Decimal | None:
        """The exact value; None when unreadable."""
        if self.mantissa is None:
            return None
        return Decimal(f"{self.mantissa}E{self.exponent}") if self.mantissa else Decimal(0)


@dataclass(frozen=True, slots=True)
class Change:
    """One figure that is not what it was. ``original`` is None for an added one, ``amended`` for a removed one.

    ``suspicion`` says what the original's own audit knew: "exact" (it suspected this figure and suggested what the
    amendment prints), "suspected" (it suspected the figure, with another suggestion), "member" (the figure stood in a
    relation that an error or a warning said fails), "missed" (nothing was said of it); None for added and removed
    figures that no finding could name.
    """

    happened: Happened
    original: Printed | None
    amended: Printed | None
    label: str
    path: tuple[str, ...] = ()
    head: str = ""  # of its column
    period: Period | None = None
    unit: str | None = None
    tables: tuple[int | None, int | None] = (None, None)
    sentence: str | None = None
    slip: Typo | None = None
    suspicion: Suspicion | None = None
    suggested: str | None = None  # what the audit of the original thought was meant
    findings: tuple[int, ...] = ()  # of the original, that name the figure
    settles: tuple[int, ...] = ()  # relations of the amended version that fail with the original's prints
    told: bool | None = None  # whether the explanatory note speaks of it; None without a note

    @property
    def is_told_in_words(self) -> bool:
        """Whether it stands in a sentence, in both versions."""
        return self.tables == (None, None)

    @property
    def difference(self) -> Decimal | None:
        """Amended less original, exact; a figure that is not printed counts as nothing. None when unreadable."""
        exponents = [side.exponent for side in (self.original, self.amended) if side is not None]
        units = self.units(min(exponents))
        if units is None:
            return None
        return Decimal(f"{units}E{min(exponents)}") if units else Decimal(0)

    def units(self, exponent: int) -> int | None:
        """`difference` in units of 10 ** ``exponent``, which is no coarser than either print."""
        total = 0
        for side, sign in ((self.amended, 1), (self.original, -1)):
            if side is not None:
                if side.mantissa is None:
                    return None
                total += sign * side.mantissa * 10 ** (side.exponent - exponent)
        return total


@dataclass(frozen=True, slots=True)
class Wording:
    """Words that changed around figures. ``runs`` are the words of each side, with what differs marked."""

    place: Place
    original: str
    amended: str
    runs: tuple[Runs, Runs]
    figures: tuple[int, ...] = ()  # of the amended version, whose meaning the words govern
    tables: tuple[int | None, int | None] = (None, None)
    where: tuple[str, str] = ("", "")
    told: bool | None = None


@dataclass(frozen=True, slots=True)
class Link:
    """Why several changes are one: a relation of one of the versions, or an arithmetic of the differences alone."""

    reason: str
    changes: tuple[int, ...]
    original: int | None = None  # position of the identity
    amended: int | None = None
    total: int | None = None  # the change that is the result


@dataclass(frozen=True, slots=True)
class Bridge:
    """One cause through several figures. ``roles`` runs beside ``changes`` (positions of changes).

    ``foots`` says of each version whether every sum that links the changes holds in it; None where none could be
    tested.
    """

    changes: tuple[int, ...]
    roles: tuple[Role, ...]
    links: tuple[Link, ...]
    difference: Decimal | None
    foots: tuple[bool | None, bool | None]

    def of(self, role: Role) -> tuple[int, ...]:
        """The changes in one role."""
        return tuple(change for change, part in zip(self.changes, self.roles, strict=True) if part == role)


@dataclass(frozen=True, slots=True)
class Joined:
    """Two versions of one table, and the pairs of their rows and of their columns."""

    original: Table
    amended: Table
    rows: tuple[tuple[int, int], ...]
    columns: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Fate:
    """What became of the findings: positions in the original's and in the amended version's."""

    gone: tuple[int, ...] = ()
    new: tuple[int, ...] = ()
    remaining: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Note:
    """An amendment's explanatory note against what changed in fact."""

    text: str
    told: tuple[int, ...]  # changes that it names
    untold: tuple[int, ...]  # changes that it does not name
    unchanged: tuple[str, ...]  # what it names and what did not change: amounts and lines
    unknown: tuple[str, ...]  # amounts that it names and that stand in neither version's tables or changes
    words: tuple[str, ...] = ()  # "typographical", "restate": what it calls the amendment


@dataclass(frozen=True, slots=True)
class Passage:
    """A sentence that only one version has."""

    text: str
    where: str


@dataclass(frozen=True, slots=True)
class Difference:
    """All that tells one version from the other."""

    original: Audit = field(repr=False)
    amended: Audit = field(repr=False)
    changes: tuple[Change, ...] = ()
    wordings: tuple[Wording, ...] = ()
    bridges: tuple[Bridge, ...] = ()
    fate: Fate = Fate()
    note: Note | None = None
    removed: tuple[Passage, ...] = ()
    added: tuple[Passage, ...] = ()
    kind: Kind = "none"
    reasons: tuple[str, ...] = ()
    compared: int = 0  # figures held against each other
    remarks: tuple[str, ...] = ()  # why the two may be no versions of one filing
    tables: tuple[Joined, ...] = field(default=(), repr=False)  # those that both versions have

    @property
    def differs(self) -> bool:
        """Whether a figure changed, came or went, or what names one (label, head, unit, scale) did."""
        return bool(self.changes) or any(words.place not in ("sentence", "print") for words in self.wordings)
