"""``auditor diff ORIGINAL AMENDED``"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from auditor.cli import options

if TYPE_CHECKING:
    from auditor.amend.model import Difference
    from auditor.model.audit import Audit


def _publish(context: click.Context, _: click.Parameter, asked: bool) -> None:
    if asked and not context.resilient_parsing:
        from auditor.amend.document import schema_text

        click.echo(schema_text(), nl=False)
        context.exit()


@click.command("diff")
@click.argument("original", metavar="ORIGINAL", type=click.Path(path_type=str))
@click.argument("amended", metavar="AMENDED", type=click.Path(path_type=str))
@click.option(
    "--format", "form", type=click.Choice(["console", "json", "html"]), default="console", show_default=True,
    help="For a person, for a machine, or as one self-contained page.",
)  # fmt: skip
@click.option(
    "--output", "-o", metavar="PATH", type=click.Path(path_type=Path), help="Write here instead of standard output."
)
@options.checks
@click.option(
    "--schema", is_flag=True, is_eager=True, expose_value=False, callback=_publish,
    help="Print the JSON Schema of the JSON form, and end.",
)  # fmt: skip
def command(original: str, amended: str, form: str, output: Path | None, checks: tuple[Path, ...]) -> None:
    """Tell what an amended filing changed: figures, words, findings, and whether it was a typo or a restatement.

    Exit status: 0 no difference in figures or in what names them, 1 differences, 2 could not compare.
    """
    if checks:
        options.load(checks)  # once, before both filings fail alike
    before, after = _read(original, checks), _read(amended, checks)
    failed = False
    for audit in (before, after):
        if audit.failure is not None:
            failed = True
            message, path = audit.failure.message, audit.document.path
            options.complain(message if message.startswith(path) else f"{path}: {message}")
    if failed:
        if form == "json":
            from auditor.amend.document import failed as failed_document

            _put(json.dumps(failed_document(before, after)) + "\n", output)
        sys.exit(2)
    found = _difference(before, after)
    _put(_render(found, form, sys.stdout.isatty() and output is None), output)
    sys.exit(1 if found.differs else 0)


def _difference(before: Audit, after: Audit) -> Difference:
    from auditor.amend import difference
    from auditor.pipeline import internal

    try:
        return difference(before, after)
    except Exception as error:  # a defect of ours ends in one line, not in a traceback
        options.stop(f"{after.document.path}: {internal(error).message}")


def _put(text: str, output: Path | None) -> None:
    if output is not None:
        options.write(output, text)
    else:
        click.echo(text, nl=False, color=True)


def _render(found: Difference, form: str, terminal: bool) -> str:
    """The difference in the form asked for, ending with a line end."""
    if form == "json":
        from auditor.amend.document import document

        return json.dumps(document(found), allow_nan=False) + "\n"
    if form == "html":
        from auditor.amend.page import page

        return page(found)
    from auditor.amend.console import console

    return console(found, terminal=terminal)


def _read(path: str, checks: tuple[Path, ...]) -> Audit:
    """The audit of one version. Sentences alone are nothing to audit, yet they can be compared."""
    from dataclasses import replace

    from auditor.pipeline import audit_file

    audit = audit_file(path, checks=checks)
    if audit.failure is None or audit.failure.kind != "no-figures" or audit.document.media == "unknown":
        return audit
    from auditor.extract import extract_all

    return replace(audit, extraction=extract_all(audit.documents), failure=None)
