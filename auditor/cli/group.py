"""The group ``auditor``: its commands are named here and imported when they are used, so ``--help`` is instant."""

from __future__ import annotations

import sys
from importlib import import_module
from io import TextIOWrapper
from typing import Any

import click

from auditor import __version__
from auditor.cli.unwritten import provide, told

# name → (module below auditor.cli, one line for --help); the module holds a command called `command`
COMMANDS = {
    "audit": ("audit", "Audit filings and report what does not agree."),
    "baseline": ("baseline", "Accept findings with a reason, list and prune what was accepted."),
    "batch": ("batch", "Audit many filings, here or on a cluster, one line or row each."),
    "checks": ("checks", "List the checks."),
    "compare": ("compare", "Hold a company's filings against its earlier ones."),
    "config": ("config", "Show the configuration in force."),
    "diff": ("diff", "Tell what an amended filing changed."),
    "explain": ("explain", "Print one check's documentation."),
    "extract": ("extract", "Write the figures of filings as one tidy table."),
    "gate": ("gate", "Hold filings and data releases against a policy, for CI."),
    "schema": ("schema", "Print the JSON Schema of the report document."),
}


class LazyGroup(click.Group):
    """A group that knows its commands' names and summaries without importing them."""

    def make_context(self, *args: Any, **more: Any) -> click.Context:
        provide()
        with told():  # --help and --version are written here
            return super().make_context(*args, **more)

    def invoke(self, ctx: click.Context) -> Any:
        with told():
            return super().invoke(ctx)

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = import_module(f"auditor.cli.{COMMANDS[cmd_name][0]}").command
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if args and args[0] not in COMMANDS and not args[0].startswith("-"):
            from difflib import get_close_matches

            near = get_close_matches(args[0], COMMANDS, n=1)
            hint = f"; did you mean {near[0]!r}?" if near else f"; the commands are {', '.join(COMMANDS)}."
            ctx.fail(f"there is no command {args[0]!r}{hint}")
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl([(name, summary) for name, (_, summary) in COMMANDS.items()])


@click.group(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="auditor")
def main() -> None:
    """Read a company's filing and report where its printed figures contradict one another.

    Exit status: 0 clean, 1 findings, 2 could not audit.
    """
    for stream in (sys.stdout, sys.stderr):  # a filing's letters must not end the command where a terminal lacks them
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="replace" if stream is sys.stdout else "backslashreplace")
