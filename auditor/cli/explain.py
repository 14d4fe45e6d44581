"""``auditor explain CODE``"""

from __future__ import annotations

from pathlib import Path

import click

from auditor.cli import options


@click.command("explain")
@click.argument("code", metavar="CODE")
@options.checks
def command(code: str, checks: tuple[Path, ...]) -> None:
    """Print the documentation of one check, by its code or its name."""
    known = options.load(checks)
    for check in known.values():
        if code.upper() == check.code.upper() or code.lower() == check.name.lower():
            click.echo(f"{check.code}  {check.name}  ({check.severity})\n")
            click.echo(check.documentation.strip())
            return
    from rapidfuzz.distance import OSA
    from rapidfuzz.process import extractOne

    words = {word.upper(): word for check in known.values() for word in (check.code, check.name)}
    near = extractOne(code.upper(), words.keys(), scorer=OSA.normalized_similarity, score_cutoff=0.5)
    hint = f"did you mean {words[near[0]]}?" if near else "see: auditor checks"
    options.stop(f"there is no check {code!r}; {hint}")
