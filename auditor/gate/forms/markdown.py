"""A comment on a merge request: short, the most serious first, and no more than GitHub takes of a comment."""

from __future__ import annotations

from auditor.gate.forms import account
from auditor.gate.outcome import Run

_MOST_FILINGS = 30  # rows of the table: a comment is read, not searched
_MOST_BYTES = 20_000  # of findings, and of remarks: with the table below the 65,536 characters of a comment on GitHub


def render(run: Run) -> str:
    """The run as a comment."""
    return account.joined(
        account.head(run),
        "\n".join(account.findings(run, _MOST_BYTES)),
        "\n".join(account.remarks(run, _MOST_BYTES)),
        account.folded("Filings", [account.filings(run, _MOST_FILINGS)] if run.filings else []),
        account.foot(run),
    )
