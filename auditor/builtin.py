"""Where the built-in checks and templates lie: in the wheel as data, in a checkout at the top of the repository."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

_PACKAGE = Path(__file__).resolve().parent


def directory(kind: Literal["checks", "templates"]) -> Path:
    """The directory that holds the built-in ``checks`` or ``templates``.

    Raises FileNotFoundError, naming both places, when neither exists.
    """
    packaged = _PACKAGE / "_builtin" / kind
    checkout = _PACKAGE.parent / kind
    for place in (packaged, checkout):
        if place.is_dir():
            return place
    raise FileNotFoundError(f"the built-in {kind} are missing from {packaged} and {checkout}; reinstall auditor")
