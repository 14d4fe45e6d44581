"""The gate for a person: findings first, each with a place to open, then what is lacking, then the verdict.

Text of a filing is plain, never markup, and no log takes a line of it for a command.
"""

from __future__ import annotations

import shutil
from io import StringIO

from rich.console import Console
from rich.padding import Padding
from rich.table import Table as Grid
from rich.text import Text

from auditor.gate.forms import wording
from auditor.gate.forms.places import at
from auditor.gate.forms.safe import plain
from auditor.gate.outcome import CLEAN, Gated, Point, Run

_STYLE = {"error": "bold red", "warning": "bold yellow", "info": "bold cyan"}
_PIPED_WIDTH = 100  # columns, where nobody's terminal says otherwise
MOST_FINDINGS = 200  # told; nobody reads more in a log, and the other forms have all
_MOST_FIGURES = 12  # listed under one finding; the rest are counted


def render(run: Run, *, terminal: bool = False, width: int | None = None) -> str:
    """The run as text, with ANSI styles where ``terminal``. ``width`` in columns; by default the terminal's."""
    columns = width or shutil.get_terminal_size((_PIPED_WIDTH, 24)).columns
    file = StringIO()
    out = Console(file=file, force_terminal=terminal, width=max(columns, 40), highlight=False, emoji=False)
    ranked = wording.ranked(run)
    for filing, point in ranked[:MOST_FINDINGS]:
        _finding(out, filing, point)
    if len(ranked) > MOST_FINDINGS:
        out.print(f"and {len(ranked) - MOST_FINDINGS:,} findings more: --format json, sarif or junit has all\n")
    for filing, kind, message in wording.unaudited(run):
        _line(out, "Not audited", "bold red", f"{plain(filing.path)}: {plain(message)} ({plain(kind)})")
    for filing in wording.short(run):
        _line(out, "Too little", "bold yellow", f"{plain(filing.path)}: {wording.shortfall(filing)}")
    for entry in run.stale:
        line = f":{entry.line}" if entry.line else ""
        _line(out, "Stale", "bold yellow", f"{plain(run.baseline)}{line}: {plain(wording.stale(entry))}")
    if run.filings:
        _line(out, "Counted", "bold", wording.counted(run))
        _line(out, "Coverage", "bold", _covered(run))
    style = "bold green" if run.status == CLEAN else "bold red"
    verdict = Text.assemble(("Verdict      ", "bold"), (wording.verdict(run), style), f" ({wording.exit_status(run)})")
    out.print(verdict, soft_wrap=True)
    return "\n".join(line.rstrip() for line in file.getvalue().split("\n"))


def _line(out: Console, head: str, style: str, words: str) -> None:
    """One line that is not broken, so that the path in it can be opened."""
    out.print(Text.assemble((f"{head:<13}", style), words), soft_wrap=True)


def _covered(run: Run) -> str:
    """The coverage of all filings together."""
    figures, covered = (sum(getattr(filing, part) for filing in run.filings) for part in ("figures", "covered"))
    together = Gated("", "", "", "", "", figures, covered, (), (), None, 0)
    return wording.covered(together)


def _finding(out: Console, filing: Gated, point: Point) -> None:
    first = wording.primary(point)
    place = plain(at(filing.path, first.place)) if first is not None else plain(filing.path)
    word = wording.SEVERITY_NOUN[point.severity]
    closes = "" if point.severity in filing.failing else " (does not close the gate)"
    lead = Text.assemble(f"{place}: ", (word, _STYLE[point.severity]), f" {point.check} {point.name}", (closes, "dim"))
    out.print(lead, soft_wrap=True)
    body: list[Text | Grid] = [Text(plain(point.message)), _figures(point)]
    meant = wording.suggestion(point)
    if meant:
        body.append(Text(plain(meant), style="green"))
    if point.entry is not None:  # open although it was reviewed: a reviewer confirmed it
        body.append(Text(f"Confirmed: {plain(wording.reviewed(point.entry))}"))
    body.append(Text(f"fingerprint {plain(point.fingerprint)}", style="dim"))
    for part in body:
        out.print(Padding(part, (0, 0, 0, 2)))
    out.print()


def _figures(point: Point) -> Grid:
    grid = Grid.grid(padding=(0, 2, 0, 0))
    grid.add_column(no_wrap=True)
    grid.add_column(justify="right", no_wrap=True)
    grid.add_column(justify="right", overflow="fold")
    grid.add_column(overflow="fold")
    suspect = wording.suspect(point)
    for amount in point.amounts[:_MOST_FIGURES]:
        mark = amount is suspect
        style = "bold" if mark else ""
        words = plain(amount.place.words) or "in the text"
        grid.add_row(
            ">" if mark else " ",
            Text(words, style="dim"),
            Text(plain(amount.text), style=style),
            Text(plain(wording.named(amount))),
        )
    if len(point.amounts) > _MOST_FIGURES:
        grid.add_row("", "", "", Text(f"and {len(point.amounts) - _MOST_FIGURES:,} more", style="dim"))
    return grid
