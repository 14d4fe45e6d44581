"""``auditor baseline accept|prune|list``"""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from auditor.cli import gating, options

if TYPE_CHECKING:
    from collections.abc import Iterable

    from auditor.gate.baseline import Entry
    from auditor.gate.outcome import Point

PRINT = 10  # characters of a fingerprint that are shown in a list
WIDE = 400


@click.group("baseline")
def command() -> None:
    """The findings that were accepted: add to them, list them, drop those that are gone."""


@command.command("accept")
@click.argument("filing", metavar="FILING", type=click.Path(path_type=str))
@click.option(
    "--finding", "wanted", multiple=True, metavar="WHICH",
    help="A finding's id (e1), check (FT101) or fingerprint, or its beginning. May be repeated. Default: all.",
)  # fmt: skip
@click.option("--reason", required=True, metavar="WORDS", help="Why it may stand.")
@click.option("--who", default=None, metavar="NAME", help="Who says so. Default: the user's name.")
@click.option("--tool-is-wrong", is_flag=True, help="Kept as a mistake of the auditor.")
@gating.against
@options.checks
@gating.config
@gating.baseline
def accept(
    filing: str,
    wanted: tuple[str, ...],
    reason: str,
    who: str | None,
    tool_is_wrong: bool,
    against: str | None,
    checks: tuple[Path, ...],
    config: Path | None,
    baseline: Path | None,
) -> None:
    """Accept findings of a filing, with a reason."""
    from auditor.cli.gate import reviewer
    from auditor.gate.baseline import Entry
    from auditor.gate.gating import Policy

    if not reason.strip():
        options.stop("--reason must say why the finding may stand")
    settings = gating.configuration(config)
    place = gating.baseline_path(baseline, settings)
    known = gating.known(place, must_exist=False)
    run = gating.hold((filing,), Policy(settings, known, checks, against=against), 1)
    chosen: dict[tuple[str, str], tuple[str, Point]] = {}
    for gated in run.filings:
        if gated.failure is not None:
            options.stop(f"{gated.path}: {gated.failure[1]}")
        for point in gated.open:
            if not wanted or any(_is_meant(one, point) for one in wanted):
                chosen.setdefault((point.fingerprint, gated.path), (gated.path, point))
    lacking = [one for one in wanted if not any(_is_meant(one, point) for _, point in chosen.values())]
    if lacking:
        options.stop(f"{filing} has no open finding {lacking[0]!r}; see: auditor gate {filing}")
    if not chosen:
        options.stop(f"{filing} has no open finding")
    decision = "tool" if tool_is_wrong else "accepted"
    new = [
        Entry("accepted", point.fingerprint, point.check, reason, who or reviewer(), date.today(),
              known.place(path), decision, point.message)
        for path, point in chosen.values()
    ]  # fmt: skip
    _write(place, [*known.entries, *new])
    for entry in new:
        click.echo(f"accepted  {entry.check}  {entry.message}")


def _is_meant(word: str, point: Point) -> bool:
    return word in (point.id, point.check) or (len(word) >= 6 and point.fingerprint.startswith(word))


@command.command("prune")
@click.argument("paths", metavar="PATH...", nargs=-1, required=True, type=click.Path(path_type=str))
@gating.against
@options.checks
@gating.config
@gating.baseline
def prune(
    paths: tuple[str, ...], against: str | None, checks: tuple[Path, ...], config: Path | None, baseline: Path | None
) -> None:
    """Drop the entries that no longer match a finding of the paths.

    An entry for any filing is dropped when none of these has its finding: name all that the gate is run on.
    """
    from auditor.gate.gating import Policy

    settings = gating.configuration(config)
    place = gating.baseline_path(baseline, settings)
    known = gating.known(place, must_exist=True)
    run = gating.hold(paths, Policy(settings, known, checks, against=against), None, leave_out=[place])
    gone = {id(entry) for entry in run.stale}
    _write(place, [entry for entry in known.entries if id(entry) not in gone])
    for entry in run.stale:
        click.echo(f"dropped  {entry.check}  {entry.message or entry.fingerprint}")
    click.echo(f"{len(known.entries) - len(gone)} of {len(known.entries)} kept")


@command.command("list")
@gating.config
@gating.baseline
def listed(config: Path | None, baseline: Path | None) -> None:
    """List the entries, with reason, who and when."""
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    from auditor.report.words import visible

    place = gating.baseline_path(baseline, gating.configuration(config))
    known = gating.known(place, must_exist=True)
    table = Table(box=None, pad_edge=False, header_style="bold")
    for head in ("check", "decision", "file", "reason", "who", "when", "fingerprint"):
        table.add_column(head, overflow="fold")
    for entry in known.entries:
        told = (entry.check, entry.decision or entry.kind, entry.file or "any", entry.reason, entry.who,
                entry.when.isoformat() if entry.when else "", entry.fingerprint[:PRINT])  # fmt: skip
        table.add_row(*(Text(visible(words)) for words in told))
    console = Console()
    if not console.is_terminal:
        console.width = WIDE  # for grep: an entry a line
    console.print(table)
    click.echo(f"{len(known.entries)} {'entry' if len(known.entries) == 1 else 'entries'} in {place}")


def _write(place: Path, entries: Iterable[Entry]) -> None:
    from auditor.gate.baseline import BaselineError, write

    try:
        write(place, entries)
    except BaselineError as error:
        options.stop(str(error))
