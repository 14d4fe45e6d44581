"""What a filing's own linkbases say of its concepts: which add up to which, in what order they stand, what they are
called."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction

STANDARD_LABEL = "http://www.xbrl.org/2003/role/label"  # the role of a label that is preferred nowhere

Labels = Mapping[str, str]  # label role -> words


@dataclass(frozen=True, slots=True)
class Summation:
    """One calculation of one role: ``total`` = Σ weight × item. Items stand in the linkbase's order, each once."""

    role: str
    total: str  # "us-gaap:Assets"
    items: tuple[tuple[str, Fraction], ...]


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a presentation, as the tree is read from the top. ``depth`` is 0 for a root."""

    concept: str
    depth: int
    preferred: str | None = None  # the role of the label it is shown with


@dataclass(frozen=True, slots=True)
class Presentation:
    """One role's tree of lines, flattened."""

    role: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Linkbase:
    """The linkbases of one filing. ``files`` are those that were read, by the names they have beside the instance."""

    files: tuple[str, ...] = ()
    summations: tuple[Summation, ...] = field(default=(), repr=False)
    presentations: tuple[Presentation, ...] = field(default=(), repr=False)
    labels: Mapping[str, Labels] = field(default_factory=dict, repr=False)  # by concept
    definitions: Mapping[str, str] = field(default_factory=dict, repr=False)  # a role's title: by role
