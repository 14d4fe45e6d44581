"""A filing as it was read: its text, and what it says it is."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass, field

from auditor.model.diagnostic import Diagnostic
from auditor.model.fact import Context, Fact, Tag
from auditor.model.identification import Particular
from auditor.model.linkbase import Linkbase
from auditor.model.worksheet import Passage, Worksheet


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
    """One decoded document. ``line_starts[i]`` is the offset of line ``i`` (zero-based) in ``text``.

    A plain file is one document; a submission or an archive holds several. ``origin`` and ``first_line`` say where
    ``text`` begins in the file's own decoded text, so that places lead back to the file that a person opens.

    What the text holds depends on ``media``: plain text is read from ``text`` itself; a page or a sheet brings its
    ``worksheets`` and ``passages``, a tagged one also ``tags`` with ``contexts`` and ``units``.
    """

    id: str
    path: str
    media: str  # "text", "html", "inline-xbrl", "xbrl", "schedule" (EX-27), "csv", "tsv", "xlsx", "parquet"
    text: str = field(repr=False)
    sha256: str
    line_starts: tuple[int, ...] = field(repr=False)
    form: str | None = None  # "8-K", "8-K/A", "EX-99" …
    company: str | None = None
    period: str | None = None  # ISO date of the period's end
    encoding: str = "utf-8"
    cover: Cover = Cover()
    origin: int = 0
    first_line: int = 1
    worksheets: tuple[Worksheet, ...] = field(default=(), repr=False)
    passages: tuple[Passage, ...] = field(default=(), repr=False)
    tags: tuple[Tag, ...] = field(default=(), repr=False)
    contexts: Mapping[str, Context] = field(default_factory=dict, repr=False)
    units: Mapping[str, str] = field(default_factory=dict, repr=False)  # unit id -> unit in the auditor's words
    facts: tuple[Fact, ...] = field(default=(), repr=False)
    linkbase: Linkbase | None = field(default=None, repr=False)  # what stands beside an instance
    cik: str | None = None  # the registrant's number with the regulator, from a submission's header
    items: tuple[str, ...] = ()  # what a report on an event is about, in the header's words
    fiscal_year_end: tuple[int, int] | None = None  # month and day, from a submission's header
    particulars: tuple[Particular, ...] = ()  # of a submission's header; the first document carries them
    diagnostics: tuple[Diagnostic, ...] = ()  # remarks on reading; lines count in `text`

    def line_of(self, offset: int) -> int:
        """The 1-based number of the line that holds ``offset``."""
        return bisect_right(self.line_starts, offset)
