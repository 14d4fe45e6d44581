"""Options and complaints that several commands share."""

from __future__ import annotations

import contextlib
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import click

if TYPE_CHECKING:
    from auditor.catalogue import Check

fail_on = click.option(
    "--fail-on",
    type=click.Choice(["error", "warning", "never"]),
    default="error",
    show_default=True,
    help="The least severity that makes the exit status 1.",
)
checks = click.option(
    "--checks",
    "checks",
    multiple=True,
    metavar="DIR",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="A directory of further checks. They are code, and are run. May be repeated.",
)

templates = click.option(
    "--templates",
    multiple=True,
    metavar="DIR",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="A directory whose partials replace the built-in ones of the HTML page. May be repeated.",
)


def load(directories: tuple[Path, ...]) -> dict[str, Check]:
    """The built-in checks and those of ``directories``; one that cannot be loaded ends the command with status 2."""
    from auditor.catalogue import CheckError, load_checks

    try:
        return load_checks(directories)
    except CheckError as error:
        stop(str(error))


def cores() -> int:
    """How many processes may run at a time."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def complain(message: str) -> None:
    """One line on standard error, whatever a file is called; none where nothing can be written there."""
    from auditor.report.words import visible

    with contextlib.suppress(OSError):
        click.echo(f"auditor: {visible(message)}", err=True)


def stop(message: str) -> NoReturn:
    """Say in one line what is wrong and what to do, and end with status 2."""
    complain(message)
    sys.exit(2)


def write(path: Path, text: str) -> None:
    """Write ``text`` to ``path`` as UTF-8, making its directory; a refusal ends the command with status 2."""
    write_bytes(path, text.encode("utf-8"))


def write_bytes(path: Path, data: bytes) -> None:
    """Write ``data`` to ``path``, making its directory; a refusal ends the command with status 2."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    except OSError as error:
        stop(f"cannot write {path}: {error.strerror or error}; choose another --output")
