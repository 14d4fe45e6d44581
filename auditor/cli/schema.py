"""``auditor schema``"""

from __future__ import annotations

import click


@click.command("schema")
def command() -> None:
    """Print the JSON Schema (draft 2020-12) of the report document."""
    from auditor.report.schema import schema_text

    click.echo(schema_text(), nl=False)
