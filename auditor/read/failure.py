"""Why a file could not be read."""

from __future__ import annotations

from auditor.model.audit import Failure


class ReadFailure(Exception):
    """A file could not be read. ``failure`` says why in one line; ``sha256`` is of its bytes, "" where none were."""

    def __init__(self, failure: Failure, sha256: str = "") -> None:
        super().__init__(failure.message)
        self.failure = failure
        self.sha256 = sha256


def unreadable(message: str, sha256: str = "") -> ReadFailure:
    """The failure of a file that is not what can be read here."""
    return ReadFailure(Failure("unreadable", message), sha256)


def over_limit(message: str) -> ReadFailure:
    """The failure of a file that is too large, too deep or expands too far."""
    return ReadFailure(Failure("limit", message))


def without_figures(message: str) -> ReadFailure:
    """The failure of a file that was recognised, and is no filing that could be audited."""
    return ReadFailure(Failure("no-figures", message))
