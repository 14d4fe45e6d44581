"""The comparison for a terminal: the filings in their order, findings, what was held against what, the verdict.

Text of filings is set as plain text, never parsed as markup, and with its control characters replaced.
"""

from __future__ import annotations

import shutil
from io import StringIO

from rich.console import Console, Group
from rich.padding import Padding
from rich.table import Table as Grid
from rich.text import Text

from auditor.compare.comparison import Comparison, Difference, Printed
from auditor.report import words

_STYLE = {"error": "bold red", "warning": "bold yellow", "info": "bold cyan"}
_PIPED_WIDTH = 100  # columns, where nobody's terminal says otherwise
_MOST_FIGURES = 12  # listed under one finding; the rest are counted


def console(comparison: Comparison, *, terminal: bool = False, width: int | None = None) -> str:
    """The comparison as text, with ANSI styles where ``terminal``. ``width`` in columns; by default the terminal's."""
    columns = width or shutil.get_terminal_size((_PIPED_WIDTH, 24)).columns
    out = Console(file=StringIO(), force_terminal=terminal, width=max(columns, 40), highlight=False, emoji=False)
    out.print(_filings(comparison))
    for finding in comparison.findings:
        out.print(_finding(finding, comparison))
    if comparison.tallies:
        out.print(_tallies(comparison))
    for remark in comparison.diagnostics:
        out.print(Text(f"{remark.level}: {words.visible(remark.message)}", style="dim"))
    out.print(Text.assemble(("Verdict   ", "bold"), verdict(comparison)))
    assert isinstance(out.file, StringIO)
    return "\n".join(line.rstrip() for line in out.file.getvalue().split("\n"))


def _filings(comparison: Comparison) -> Grid:
    grid = Grid.grid(padding=(0, 2, 0, 0))
    for _ in range(2):
        grid.add_column(no_wrap=True)
    for _ in range(2):
        grid.add_column(overflow="fold")
    for filing in comparison.filings:
        source = filing.audit.document
        told = " · ".join(words.visible(fact) for fact in (source.company, source.form) if fact)
        day = filing.as_of.isoformat() if filing.as_of else "no period"
        grid.add_row(Text(filing.id, style="bold"), day, Text(words.visible(source.path), style="bold"), Text(told))
    return grid


def _finding(finding: Difference, comparison: Comparison) -> Group:
    lead = Text.assemble(
        (words.SEVERITY[finding.severity], _STYLE[finding.severity]),
        (f"  {finding.check} {finding.name}  d{finding.earlier + 1}, d{finding.later + 1}", "dim"),
    )
    body: list[Text | Grid] = [Text(words.visible(finding.message)), _figures(finding, comparison)]
    for doubt in finding.suspects:
        printed = comparison.figure(doubt.printed)
        body.append(
            Text.assemble(
                "Probably meant " if doubt.confidence > 0.5 else "Perhaps meant ",
                (words.visible(doubt.text), "bold green"),
                f" for {words.visible(printed.text)} in d{doubt.printed.filing + 1}: {words.TYPO[doubt.typo]}.",
            )
        )
    return Group(Text(), lead, *(Padding(part, (0, 0, 0, 2)) for part in body))


def _figures(finding: Difference, comparison: Comparison) -> Grid:
    grid = Grid.grid(padding=(0, 2, 0, 0))
    grid.add_column(no_wrap=True)
    grid.add_column(justify="right", no_wrap=True)
    grid.add_column(justify="right", overflow="fold")
    grid.add_column(overflow="fold")
    suspected = {doubt.printed for doubt in finding.suspects}
    for printed in finding.figures[:_MOST_FIGURES]:
        grid.add_row(*_figure(printed, comparison, printed in suspected))
    if len(finding.figures) > _MOST_FIGURES:
        rest = words.count(len(finding.figures) - _MOST_FIGURES, "figure")
        grid.add_row("", "", "", Text(f"and {rest} more", style="dim"))
    return grid


def _figure(printed: Printed, comparison: Comparison, mark: bool) -> tuple[Text, Text, Text, Text]:
    figure = comparison.figure(printed)
    period = f" ({figure.when})" if figure.period else ""
    return (
        Text(f"{'>' if mark else ' '} d{printed.filing + 1}"),
        Text(words.where(figure), style="dim"),
        Text(words.visible(figure.text), style="bold" if mark else ""),
        Text(words.name(figure) + period),
    )


def _tallies(comparison: Comparison) -> Group:
    grid = Grid.grid(padding=(0, 2, 0, 0))
    grid.add_column(no_wrap=True)
    for _ in range(4):
        grid.add_column(justify="right", no_wrap=True)
    heads = ("Held against", "columns", "lines", "equal", "added up")
    grid.add_row(*(Text(head, style="bold") for head in heads))
    for tally in comparison.tallies:
        grid.add_row(
            Text(f"d{tally.later + 1} against d{tally.earlier + 1}"),
            f"{tally.columns:,}",
            f"{tally.lines:,}",
            f"{tally.equal + tally.within_rounding:,}",
            f"{tally.additions:,}",
        )
    return Group(Text(), grid, Text())


def verdict(comparison: Comparison) -> tuple[str, str]:
    """The comparison in one line, and its style."""
    severities = [finding.severity for finding in comparison.findings]
    lines = sum(tally.lines for tally in comparison.tallies)
    held = f"{words.count(lines, 'line')} held against an earlier filing"
    if comparison.failure is not None:
        return "Not compared.", "bold red"
    if not comparison.tallies:
        return "Nothing in these filings could be held against one another.", "bold yellow"
    warnings, notes = severities.count("warning") + severities.count("error"), severities.count("info")
    if warnings:
        rest = f" and {words.count(notes, 'note')}" if notes else ""
        return f"{words.count(warnings, 'warning')}{rest}; {held}.", _STYLE["warning"]
    if notes:
        return f"Nothing is out of order; {words.count(notes, 'note')} on what changed; {held}.", "bold green"
    return f"All agree: {held}.", "bold green"
