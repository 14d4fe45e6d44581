"""The job summary of a GitHub workflow: what ``$GITHUB_STEP_SUMMARY`` takes, in Markdown.

GitHub refuses a summary of more than a megabyte a step, so the least serious is left out first, and counted.
"""

from __future__ import annotations

from auditor.gate.forms import account
from auditor.gate.outcome import Run
from auditor.report.words import count

_MOST_FILINGS = 500  # rows of the table
_MOST_BYTES = 400_000  # of findings, and of remarks: with the table well below the 1,048,576 that GitHub takes


def render(run: Run) -> str:
    """The run as a job summary."""
    found = sum(len(filing.open) for filing in run.filings)
    return account.joined(
        "## auditor gate",
        account.head(run),
        "\n".join(account.remarks(run, _MOST_BYTES)),
        account.filings(run, _MOST_FILINGS),
        account.folded(count(found, "finding"), account.findings(run, _MOST_BYTES)),
        account.foot(run),
    )
