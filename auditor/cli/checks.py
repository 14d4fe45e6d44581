"""``auditor checks``"""

from __future__ import annotations

from pathlib import Path

import click

from auditor.cli import options


@click.command("checks")
@options.checks
def command(checks: tuple[Path, ...]) -> None:
    """List the checks: code, name, severity and what each one says."""
    found = sorted(options.load(checks).items())
    codes = max((len(code) for code, _ in found), default=0)
    names = max((len(check.name) for _, check in found), default=0)
    for code, check in found:
        click.echo(f"{code:<{codes}}  {check.name:<{names}}  {check.severity:<7}  {check.summary}")
