"""``auditor audit FILE…``"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from auditor.cli import options

if TYPE_CHECKING:
    from auditor.report.report import FailOn, Report


@click.command("audit")
@click.argument("files", nargs=-1, required=True, metavar="FILE...", type=click.Path(path_type=str))
@click.option(
    "--format", "form", type=click.Choice(["console", "json", "html"]), default="console", show_default=True,
    help="For a person, for a machine, or as one self-contained page.",
)  # fmt: skip
@click.option(
    "--output", "-o", metavar="PATH", type=click.Path(path_type=Path),
    help="Write here instead of standard output; a directory when several files become HTML.",
)  # fmt: skip
@options.fail_on
@click.option("--allow-empty", is_flag=True, help="A filing without figures is not a failure.")
@options.checks
@options.templates
def command(
    files: tuple[str, ...],
    form: str,
    output: Path | None,
    fail_on: FailOn,
    allow_empty: bool,
    checks: tuple[Path, ...],
    templates: tuple[Path, ...],
) -> None:
    """Audit filings and report what does not agree.

    Exit status: 0 clean, 1 findings, 2 could not audit.
    """
    from auditor.pipeline import audit

    pages = form == "html" and len(files) > 1
    if pages and (output is None or output.is_file()):
        options.stop("several files become several pages: give a directory with --output")
    if checks:
        options.load(checks)  # once, before many files fail alike
    worst = 0
    texts: list[str] = []
    for path in files:
        report = audit(path, checks=checks)
        if report.failure is not None and form != "console":
            message = report.failure.message
            options.complain(message if message.startswith(path) else f"{path}: {message}")
        worst = max(worst, report.exit_status(fail_on, allow_empty))
        text = _render(report, form, templates, sys.stdout.isatty() and output is None)
        if pages and output is not None:
            options.write(_page_path(output, path, files), text)
        elif output is not None:
            texts.append(text)
        else:
            click.echo(text, nl=False, color=True)
    if output is not None and not pages:
        options.write(output, "".join(texts))
    sys.exit(worst)


def _render(report: Report, form: str, templates: tuple[Path, ...], terminal: bool) -> str:
    """The report in the form asked for, ending with a line end."""
    if form == "json":
        return report.to_json() + "\n"
    if form == "html":
        from jinja2 import TemplateError

        try:
            return report.to_html(templates)
        except TemplateError as error:
            options.stop(f"a template cannot be used: {type(error).__name__}: {error}")
    from auditor.report.console import console

    return console(report.audit, terminal=terminal)


def _page_path(directory: Path, path: str, files: tuple[str, ...]) -> Path:
    """``q3.txt`` becomes ``q3.txt.html``; files of one name in different folders are numbered apart."""
    name = Path(path).name
    alike = [other for other in files if Path(other).name == name]
    number = f".{alike.index(path) + 1}" if len(alike) > 1 else ""
    return directory / f"{name}{number}.html"
