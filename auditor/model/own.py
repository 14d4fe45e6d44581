"""What a user adds to the audit by configuration: labels of concepts, relations, the operands of a table's total."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from auditor.catalogue import Check


@dataclass(frozen=True)
class Pin:
    """A table's total and its parts as a user states them; nothing is guessed of that total any more.

    ``file`` is a pattern of paths relative to ``folder`` ("*" for any), ``table`` words of the table's title in any
    case; ``parts`` are (label, 1 or -1); labels are compared without regard to case and space. ``source`` says where
    it is written.
    """

    file: str
    table: str
    total: str
    parts: tuple[tuple[str, int], ...]
    source: str
    folder: str = ""


@dataclass(frozen=True)
class Own:
    """``vocabulary`` maps a concept to an entry as in the vocabulary's files; ``relations`` are checks by equation."""

    vocabulary: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    relations: tuple[Check, ...] = ()
    pins: tuple[Pin, ...] = ()


NOTHING = Own()
