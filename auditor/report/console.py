"""The report for a terminal: findings first, one line a table, coverage, the verdict.

Text of the filing is set as plain text, never parsed as markup, and with its control characters replaced.
"""

from __future__ import annotations

import shutil
from io import StringIO

from rich.console import Console, Group
from rich.padding import Padding
from rich.table import Table as Grid
from rich.text import Text

from auditor.model.audit import Audit
from auditor.model.figure import Figure
from auditor.model.finding import Finding
from auditor.report import words
from auditor.report.view import table_views

_STYLE = {"error": "bold red", "warning": "bold yellow", "info": "bold cyan"}
_PIPED_WIDTH = 100  # columns, where nobody's terminal says otherwise
_MOST_FIGURES = 12  # listed under one finding; the rest are counted
LIKELIER = 0.5  # confidence from which a suspect is likelier right than not


def console(audit: Audit, *, terminal: bool = False, width: int | None = None) -> str:
    """The report as text, with ANSI styles where ``terminal``. ``width`` in columns; by default the terminal's."""
    columns = width or shutil.get_terminal_size((_PIPED_WIDTH, 24)).columns
    out = Console(file=StringIO(), force_terminal=terminal, width=max(columns, 40), highlight=False, emoji=False)
    out.print(_head(audit), soft_wrap=True)
    if audit.failure is not None:
        out.print(
            Text.assemble(
                ("Not audited: ", "bold red"),
                words.visible(audit.failure.message.removeprefix(f"{audit.document.path}: ")),
            )
        )
        return _text(out)
    for finding in audit.findings:
        out.print(_finding(finding, audit))
    if audit.extraction.tables:
        out.print(_tables(audit, out.width))
    for remark in audit.extraction.diagnostics:
        place = f"line {remark.line:,}: " if remark.line is not None else ""
        out.print(Text(f"reading, {remark.level}: {place}{words.visible(remark.message)}", style="dim"))
    out.print(Text.assemble(("Coverage  ", "bold"), words.covered(audit)))
    worst = next((word for word in _STYLE if any(f.severity == word for f in audit.findings)), None)
    out.print(Text.assemble(("Verdict   ", "bold"), (words.verdict(audit), _STYLE[worst] if worst else "bold green")))
    return _text(out)


def _text(out: Console) -> str:
    assert isinstance(out.file, StringIO)
    return "\n".join(line.rstrip() for line in out.file.getvalue().split("\n"))


def _head(audit: Audit) -> Text:
    source = audit.document
    facts = [source.company, source.form, f"period ending {source.period}" if source.period else None]
    head = Text(words.visible(source.path), style="bold")
    told = " · ".join(words.visible(fact) for fact in facts if fact)
    return head.append(f"  {told}", style="not bold") if told else head


def _finding(finding: Finding, audit: Audit) -> Group:
    figures = audit.extraction.figures
    lead = Text.assemble(
        (words.SEVERITY[finding.severity], _STYLE[finding.severity]),
        (f"  {finding.check} {finding.name}", "dim"),
        (f"  {words.DOUBT[finding.verdict]}" if finding.verdict in words.DOUBT else "", "italic"),
    )
    body: list[Text | Grid] = [Text(words.visible(finding.message))]
    suspected = {suspect.figure for suspect in finding.suspects[:1]}
    listed = [*suspected, *(index for index in finding.figures if index not in suspected)]
    body.append(_figures([figures[index] for index in listed], suspected))
    for suspect in finding.suspects[:1]:
        body.append(
            Text.assemble(
                "Probably meant " if suspect.confidence > LIKELIER else "Perhaps meant ",
                (words.visible(suspect.suggested_text), "bold green"),
                f" for {words.visible(figures[suspect.figure].text)}: {words.TYPO[suspect.typo]} ({suspect.typo}). "
                f"That settles {words.count(len(suspect.settles), 'relation')}.",
            )
        )
    return Group(Text(), lead, *(Padding(part, (0, 0, 0, 2)) for part in body))


def _figures(figures: list[Figure], suspected: set[int]) -> Grid:
    grid = Grid.grid(padding=(0, 2, 0, 0))
    grid.add_column(no_wrap=True)
    grid.add_column(justify="right", no_wrap=True)
    grid.add_column(justify="right", overflow="fold")
    grid.add_column(overflow="fold")
    for figure in figures[:_MOST_FIGURES]:
        mark = figure.index in suspected
        period = f" ({figure.when})" if figure.period else ""
        grid.add_row(
            ">" if mark else " ",
            Text(words.where(figure), style="dim"),
            Text(words.visible(figure.text), style="bold" if mark else ""),
            Text(words.name(figure) + period),
        )
    if len(figures) > _MOST_FIGURES:
        grid.add_row("", "", "", Text(f"and {words.count(len(figures) - _MOST_FIGURES, 'figure')} more", style="dim"))
    return grid


def _tables(audit: Audit, width: int) -> Group:
    grid = Grid.grid(padding=(0, 2, 0, 0))
    grid.add_column(ratio=1, no_wrap=width >= 60, overflow="ellipsis" if width >= 60 else "fold")
    for _ in range(4):
        grid.add_column(justify="right", no_wrap=True)
    heads = ("Table", "begins", "rows×cols", "hold/fail", "covered")
    grid.add_row(*(Text(head, style="bold") for head in heads))
    for view in table_views(audit):
        table = view.table
        grid.add_row(
            Text(view.title),
            words.where_table(table),
            f"{len(table.rows)}×{len(table.columns)}",
            Text(f"{view.held}/{view.violated}", style="bold red" if view.violated else ""),
            words.percent(view.locatable + view.detectable, view.figures),
        )
    grid.expand = True
    return Group(Text(), grid, Text())
