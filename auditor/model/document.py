"""A filing as it was read: its text, and what it says it is."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Exhibit:
    """An exhibit that the filing names: its number, its title, and whether its text is present."""

    number: str
    title: str
    present: bool


@dataclass(frozen=True, slots=True)
class Cover:
    """What a cover page or an explanatory note says of the filing.

    ``corrects`` is the sentence, in the filing's words, by which an amendment says what it corrects.
    """

    exhibits: tuple[Exhibit, ...] = ()
    corrects: str | None = None
    events: tuple[str, ...] = ()  # ISO dates named on the cover, in order


@dataclass(frozen=True, slots=True)
class Document:
    """One decoded filing. ``line_starts[i]`` is the offset of line ``i`` (zero-based) in ``text``."""

    id: str
    path: str
    media: str  # "text" for now; "html", "csv" … as readers join
    text: str = field(repr=False)
    sha256: str
    line_starts: tuple[int, ...] = field(repr=False)
    form: str | None = None  # "8-K", "8-K/A", "EX-99" …
    company: str | None = None
    period: str | None = None  # ISO date of the period's end
    encoding: str = "utf-8"
    cover: Cover = Cover()

    def line_of(self, offset: int) -> int:
        """The 1-based number of the line that holds ``offset``."""
        return bisect_right(self.line_starts, offset)
