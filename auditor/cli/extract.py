"""``auditor extract FILE…``"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from auditor.cli import options

if TYPE_CHECKING:
    from auditor.model.audit import Audit

_FORMATS = ("csv", "json", "parquet", "xlsx")


@click.command("extract")
@click.argument("files", nargs=-1, required=True, metavar="FILE...", type=click.Path(path_type=str))
@click.option(
    "--format", "form", type=click.Choice(_FORMATS), default=None,
    help="Default: what the name of --output says, else csv.",
)  # fmt: skip
@click.option(
    "--output", "-o", metavar="PATH", type=click.Path(path_type=Path), help="Write here instead of standard output."
)
@options.checks
def command(files: tuple[str, ...], form: str | None, output: Path | None, checks: tuple[Path, ...]) -> None:
    """Write the figures of filings as one tidy table, one row a figure. No value is rounded.

    Exit status: 0 written, 2 a file could not be read (the others are written).
    """
    from auditor.report.export import BINARY, Unwritable, write
    from auditor.report.tidy import Entry, entries

    form = form or _by_name(output)
    if form in BINARY and output is None and sys.stdout.isatty():
        options.stop(f"{form} is not for a terminal; give a file with --output")
    if checks:
        options.load(checks)  # once, before many files fail alike
    rows: list[Entry] = []
    status = 0
    for path in files:
        audit = _read(path, checks)
        if audit.failure is not None:
            message = audit.failure.message
            options.complain(message if message.startswith(path) else f"{path}: {message}")
            status = 2
        rows.extend(entries(audit))
    if status and not rows:
        sys.exit(status)
    try:
        data = write(rows, form)
    except Unwritable as refused:
        options.stop(str(refused))
    if output is not None:
        options.write_bytes(output, data)
    else:
        click.echo(data, nl=False)
    sys.exit(status)


def _by_name(output: Path | None) -> str:
    """The format that a file's name asks for."""
    ending = output.suffix.lower().removeprefix(".") if output is not None else ""
    return ending if ending in _FORMATS else "csv"


def _read(path: str, checks: tuple[Path, ...]) -> Audit:
    """The audit of one file. Figures that nothing can be compared with are none to audit, yet they can be written."""
    from dataclasses import replace

    from auditor.pipeline import audit_file

    audit = audit_file(path, checks=checks)
    if audit.failure is None or audit.failure.kind != "no-figures" or audit.document.media == "unknown":
        return audit
    from auditor.extract import extract_all  # the stage, whose package has this module's name

    extraction = extract_all(audit.documents)
    return replace(audit, extraction=extraction, failure=None) if extraction.figures else audit
