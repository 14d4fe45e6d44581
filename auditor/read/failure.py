"""Why a file could not be read."""

from __future__ import annotations

from auditor.model.audit import Failure


class ReadFailure(Exception):
    """A file could not be read. ``failure`` says why in one line."""

    def __init__(self, failure: Failure) -> None:
        super().__init__(failure.message)
        self.failure = failure


def unreadable(message: str) -> ReadFailure:
    """The failure of a file that is not what can be read here."""
    return ReadFailure(Failure("unreadable", message))


def over_limit(message: str) -> ReadFailure:
    """The failure of a file that is too large, too deep or expands too far."""
    return ReadFailure(Failure("limit", message))


def without_figures(message: str) -> ReadFailure:
    """The failure of a file that was recognised, and is no filing that could be audited."""
    return ReadFailure(Failure("no-figures", message))
