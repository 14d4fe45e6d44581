"""A remark about reading."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """A remark about reading, never about the filing's truth."""

    level: Literal["info", "warning", "error"]
    message: str
    line: int | None = None
