"""``auditor config show``"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from auditor.cli import gating

if TYPE_CHECKING:
    from auditor.gate.settings import Configuration


@click.group("config")
def command() -> None:
    """The configuration of the gate."""


@command.command("show")
@gating.config
@click.option("--path", metavar="FILING", help="Also the rules that hold for this filing.")
def show(config: Path | None, path: str | None) -> None:
    """Print every setting in force, and where it comes from."""
    settings = gating.configuration(config)
    click.echo(f"configuration: {settings.source or 'none; all defaults'}")
    rows = list(_rows(settings))
    widths = [max(len(row[column]) for row in rows) for column in (0, 1)]
    for key, value, place in rows:
        click.echo(f"{key:{widths[0]}}  {value:{widths[1]}}  {place}")
    if path is not None:
        rules = settings.rules(path)
        click.echo(f"\n{path}")
        only = "all" if rules.only is None else ", ".join(sorted(rules.only))
        severities = ", ".join(f"{code} {word}" for code, word in rules.severity.items()) or "as found"
        told = (
            ("fail-on", rules.fail_on), ("min-coverage", f"{rules.least:g}"), ("tolerance", str(rules.tolerance)),
            ("off", ", ".join(sorted(rules.off)) or "none"), ("only", only), ("severity", severities),
        )  # fmt: skip
        for key, value in told:
            click.echo(f"  {key:14}{value}")


def _rows(settings: Configuration) -> Iterator[tuple[str, str, str]]:
    """(key, value, where it is written) of every setting; those of lists one by one."""
    defaults = {"fail-on": "error", "min-coverage": "0", "tolerance": "0", "off": "none", "only": "all",
                "baseline": "auditor-baseline.toml"}  # fmt: skip
    for key, value in settings.settings.model_dump(by_alias=True).items():
        if isinstance(value, dict):
            for name, one in value.items():
                yield f"{key}.{name}", _said(one), settings.place(key, name)
        elif key in ("paths", "relations", "overrides"):
            for at, one in enumerate(value):
                kept = {name: part for name, part in one.items() if part not in (None, {}, ())}
                yield f"{key}.{at + 1}", _said(kept), settings.place(key, at)
        else:
            yield key, defaults.get(key, "none") if value in (None, ()) else _said(value), settings.place(key)


def _said(value: Any) -> str:
    if isinstance(value, dict):
        return ", ".join(f"{key} {_said(one)}" for key, one in value.items())
    return ", ".join(map(str, value)) if isinstance(value, tuple | list) else str(value)
