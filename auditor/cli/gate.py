"""``auditor gate PATH…``"""

from __future__ import annotations

import os
import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from auditor.cli import gating, options

if TYPE_CHECKING:
    from auditor.gate.baseline import Baseline
    from auditor.gate.outcome import FailOn, Run
    from auditor.gate.settings import Configuration

WRITTEN = "stood there when the baseline was written; not reviewed"


@click.command("gate")
@click.argument("paths", metavar="PATH...", nargs=-1, required=True, type=click.Path(path_type=str))
@gating.config
@gating.baseline
@click.option(
    "--write-baseline", is_flag=True,
    help="Accept every finding that is open now: add it to the baseline, and pass.",
)  # fmt: skip
@click.option("--reason", metavar="WORDS", default=WRITTEN, help="Why, for --write-baseline.")
@click.option(
    "--fail-on", type=click.Choice(["error", "warning", "never"]), default=None,
    help="The least severity that closes the gate. Default: the configuration's, or error.",
)  # fmt: skip
@click.option(
    "--min-coverage", type=click.FloatRange(0, 100), default=None, metavar="PERCENT",
    help="The least share of figures in which a slip would be noticed.",
)  # fmt: skip
@click.option(
    "--format", "formats", multiple=True, metavar="NAME[=FILE]",
    help="console, json, sarif, junit, github, summary, gitlab or markdown; to a file where one is named, appended "
    "where it begins with '+'. May be repeated. Default: console.",
)  # fmt: skip
@click.option(
    "--pages", metavar="DIR", type=click.Path(path_type=Path, file_okay=False),
    help="Also write the report's page of every filing with something open, and index.html.",
)  # fmt: skip
@click.option(
    "--reports", metavar="FILE", type=click.Path(path_type=Path, dir_okay=False),
    help="Also write the report document of every filing or entity there, one JSON line each.",
)  # fmt: skip
@gating.against
@click.option(
    "--timeout", type=click.FloatRange(min=0, min_open=True), default=120.0, show_default=True, metavar="SECONDS",
    help="The most time one of several filings may take; a release has no limit.",
)  # fmt: skip
@click.option("--jobs", "-j", type=click.IntRange(min=1), default=None, help="Processes. Default: one a core.")
@options.checks
def command(
    paths: tuple[str, ...],
    config: Path | None,
    baseline: Path | None,
    write_baseline: bool,
    reason: str,
    fail_on: FailOn | None,
    min_coverage: float | None,
    formats: tuple[str, ...],
    pages: Path | None,
    reports: Path | None,
    against: str | None,
    timeout: float,
    jobs: int | None,
    checks: tuple[Path, ...],
) -> None:
    """Hold filings and data releases against a policy, for CI.

    Exit status: 0 passed, 1 findings or too little covered, 2 something could not be audited.
    """
    from dataclasses import replace

    from auditor.gate.gating import Policy, under

    asked = _asked(formats)
    gating.agree(against, timeout, min_coverage)
    settings = gating.configuration(config)
    place = gating.baseline_path(baseline, settings)
    known = gating.known(place, must_exist=not write_baseline and _is_named(baseline, settings))
    policy = Policy(settings, known, checks, fail_on, min_coverage, pages, against, reports is not None)
    outputs = [Path(name.removeprefix("+")) for _, name in asked if name]
    own = [place, *outputs, *(path for path in (pages, reports) if path is not None)]
    run = gating.hold(paths, policy, jobs, timeout, reports, own)
    if write_baseline:
        known = _write_baseline(run, known, place, reason)
        run = under(run, known)
    run = replace(run, baseline=str(place) if known.entries else "")
    _report(run, asked)
    if pages is not None:
        _write_index(run, pages)
        for filing in run.filings:
            if filing.unwritten:
                options.complain(f"no page of {filing.path}: {filing.unwritten}")
    sys.exit(run.status)


def _is_named(baseline: Path | None, settings: Configuration) -> bool:
    return baseline is not None or settings.settings.baseline is not None


def _asked(formats: tuple[str, ...]) -> list[tuple[str, str]]:
    """(name, file) of each form asked for, "" for standard output, which takes one only."""
    from auditor.gate.forms import FORMS

    asked = [(name, place) for one in formats or ("console",) for name, _, place in [one.partition("=")]]
    for name, _ in asked:
        if name not in FORMS:
            options.stop(f"there is no form {name!r}; the forms are {', '.join(FORMS)}")
    if sum(not place for _, place in asked) > 1:
        options.stop("only one form can go to standard output; give the others a file: --format sarif=out.sarif")
    files = [place.removeprefix("+") for _, place in asked if place]
    if len(set(files)) < len(files):
        options.stop("two forms cannot go to one file; name another for one of them")
    return asked


def _report(run: Run, asked: list[tuple[str, str]]) -> None:
    from auditor.gate.forms import form

    for name, place in asked:
        text = form(name)(run)
        if not place:
            click.echo(text, nl=not text.endswith("\n"), color=True)
        elif place.startswith("+"):  # GitHub's summary is a file that steps add to
            _append(Path(place[1:]), text)
        else:
            options.write(Path(place), text)


def _write_index(run: Run, pages: Path) -> None:
    from auditor.gate.pages import write_index

    try:
        write_index(run, pages)
    except OSError as error:
        options.stop(f"cannot write {pages}: {error.strerror}; choose another --pages")


def _append(path: Path, text: str) -> None:
    try:
        with path.open("a", encoding="utf-8", newline="\n") as stream:
            stream.write(text)
    except OSError as error:
        options.stop(f"cannot write {path}: {error.strerror}; name another file")


def _write_baseline(run: Run, known: Baseline, place: Path, reason: str) -> Baseline:
    """Add what is open to the baseline; the baseline as it is then."""
    from auditor.gate.baseline import Baseline, BaselineError, write
    from auditor.gate.gating import as_entries

    if not reason.strip():
        options.stop("--reason must say why the findings may stand")
    new = as_entries(run, reason, reviewer(), date.today(), known.folder)
    try:
        write(place, [*known.entries, *new])
    except BaselineError as error:
        options.stop(f"{error}; choose another --baseline")
    click.echo(f"{place}: {len(new)} {'finding' if len(new) == 1 else 'findings'} accepted", err=True)
    return Baseline((*known.entries, *new), known.folder)


def reviewer() -> str:
    """Who is at work: the CI system's actor, or the user's name; "" where neither is known."""
    known = (os.environ.get(key, "") for key in ("GITHUB_ACTOR", "GITLAB_USER_LOGIN", "USER", "USERNAME"))
    return next(filter(None, known), "")
