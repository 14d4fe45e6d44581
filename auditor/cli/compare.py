"""``auditor compare EARLIER LATER…``"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from auditor.cli import options

if TYPE_CHECKING:
    from auditor.compare.comparison import Comparison
    from auditor.model.audit import Audit
    from auditor.report.report import FailOn

SHOWN = 4  # filings from which progress is shown


def _print_schema(ctx: click.Context, _: click.Parameter, asked: bool) -> None:
    if asked:
        from auditor.compare.document import schema_text

        click.echo(schema_text(), nl=False)
        ctx.exit()


@click.command("compare")
@click.argument("files", nargs=-1, required=True, metavar="EARLIER LATER...", type=click.Path(path_type=str))
@click.option(
    "--format", "form", type=click.Choice(["console", "json", "html"]), default="console", show_default=True,
    help="For a person, for a machine, or as one self-contained page.",
)  # fmt: skip
@click.option(
    "--output", "-o", metavar="PATH", type=click.Path(path_type=Path), help="Write here instead of standard output."
)
@click.option(
    "--fail-on", type=click.Choice(["error", "warning", "never"]), default="warning", show_default=True,
    help="The least severity that makes the exit status 1.",
)  # fmt: skip
@click.option(
    "--schema", is_flag=True, is_eager=True, expose_value=False, callback=_print_schema,
    help="Print the JSON Schema of the comparison document and end.",
)  # fmt: skip
@options.checks
def command(files: tuple[str, ...], form: str, output: Path | None, fail_on: FailOn, checks: tuple[Path, ...]) -> None:
    """Hold filings of one company against each other: comparatives, and quarters against the year to date.

    They may be given in any order; their periods put them in theirs. What a company changed is a note; what looks
    mistyped is a warning.

    Exit status: 0 clean, 1 findings, 2 could not compare.
    """
    from auditor.compare import compare
    from auditor.compare.comparison import FEWEST

    if len(files) < FEWEST:
        options.stop("one filing has nothing to be held against; name an earlier and a later one")
    if checks:
        options.load(checks)  # once, before many files fail alike
    audits = _audits(files, checks)
    failed = [audit for audit in audits if audit.failure is not None]
    for audit in failed:
        message = audit.failure.message if audit.failure else ""
        path = audit.document.path
        options.complain(message if message.startswith(path) else f"{path}: {message}")
    comparison = compare(audits)
    if len(comparison.filings) < FEWEST:
        options.stop(f"{len(files) - len(failed)} of {len(files)} filings could be read; two are needed")
    if comparison.failure is not None:
        options.complain(comparison.failure.message)
    text = _render(comparison, form, sys.stdout.isatty() and output is None)
    if output is not None:
        options.write(output, text)
    else:
        click.echo(text, nl=False, color=True)
    broken = any(audit.failure is not None and audit.failure.kind != "no-figures" for audit in failed)
    sys.exit(2 if broken else comparison.exit_status(fail_on))


def _audits(files: Sequence[str], checks: tuple[Path, ...]) -> list[Audit]:
    """The audits, in the order of ``files``; with a bar on standard error where there are many and it is a terminal."""
    from auditor.pipeline import audit_file

    if len(files) < SHOWN or not sys.stderr.isatty():
        return [audit_file(path, checks=checks) for path in files]
    with click.progressbar(files, label="auditing", file=sys.stderr) as shown:
        return [audit_file(path, checks=checks) for path in shown]


def _render(comparison: Comparison, form: str, terminal: bool) -> str:
    """The comparison in the form asked for, ending with a line end."""
    if form == "json":
        from auditor.compare.document import to_json

        return to_json(comparison) + "\n"
    if form == "html":
        from auditor.compare.page import page

        return page(comparison)
    from auditor.compare.console import console

    return console(comparison, terminal=terminal)
