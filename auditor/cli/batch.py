"""``auditor batch DIR``"""

from __future__ import annotations

import contextlib
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import IO, TYPE_CHECKING

import click

from auditor.cli import options

if TYPE_CHECKING:
    from auditor.batch.outcome import Outcome
    from auditor.report.index import Entry


def _cores() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


@click.command("batch")
@click.argument("directory", metavar="DIR", type=click.Path(path_type=str))
@click.option("--format", "form", type=click.Choice(["jsonl"]), default="jsonl", show_default=True)
@click.option("--output", "-o", metavar="FILE", type=click.Path(path_type=Path), help="Default: standard output.")
@click.option("--jobs", "-j", type=click.IntRange(min=1), default=None, help="Processes. Default: one a core.")
@click.option(
    "--timeout", type=click.FloatRange(min=0, min_open=True), default=120.0, show_default=True, metavar="SECONDS",
    help="The most time one filing may take (with --jobs 1 there is no limit).",
)  # fmt: skip
@click.option(
    "--compare", is_flag=True,
    help="Also hold a company's filings of one folder against each other, in the order of their periods.",
)  # fmt: skip
@click.option(
    "--comparisons", metavar="FILE", type=click.Path(path_type=Path),
    help="Where comparisons go, one JSON line a company. Default: comparisons.jsonl beside --output.",
)  # fmt: skip
@click.option(
    "--pages", metavar="DIR", type=click.Path(path_type=Path, file_okay=False),
    help="Also write a page a filing there, and index.html; those of earlier batches stay in the index.",
)  # fmt: skip
@options.templates
@options.fail_on
@options.checks
def command(
    directory: str,
    form: str,
    output: Path | None,
    jobs: int | None,
    timeout: float,
    compare: bool,
    comparisons: Path | None,
    pages: Path | None,
    templates: tuple[Path, ...],
    fail_on: str,
    checks: tuple[Path, ...],
) -> None:
    """Audit every filing of a directory, one JSON line each, in path order.

    Exit status: 0 no findings, 1 findings, 2 nothing could be audited.
    """
    from auditor.batch.filings import apart, filings
    from auditor.batch.local import audit_all
    from auditor.batch.outcome import Brief

    beside = _beside(output, comparisons) if compare or comparisons is not None else None

    if not os.path.isdir(directory):
        options.stop(f"{directory} is not a directory; to audit single files use: auditor audit FILE")
    rows = _rows(pages)
    own = _of_an_earlier_run(beside, pages, rows)
    paths, accompanying = apart(
        [path for path in filings(directory, leave_out=output) if not own or Path(path).resolve() not in own]
    )
    if not paths:
        options.stop(f"{directory} holds no files; name a directory of filings")
    if checks:
        options.load(checks)  # once, before many filings fail alike
    tally = _Tally()
    audited: list[tuple[str, str | None]] = []  # path and company
    with _stream(output) as stream, _progress(len(paths)) as step:
        try:
            for outcome in audit_all(paths, jobs or _cores(), timeout, Brief(checks, pages, templates)):
                stream.write(outcome.line + "\n")
                tally.add(outcome)
                if outcome.entry is not None:
                    rows[outcome.path] = outcome.entry
                step(tally)
                if beside is not None and outcome.failure is None:
                    from auditor.batch.companies import company_of

                    audited.append((outcome.path, company_of(outcome)))
        finally:  # an interrupted batch has an index of what it did
            indexed = _write_index(pages, rows, templates) if pages is not None else True
    if accompanying:
        click.echo(_with_instances(len(accompanying)), err=True)
    click.echo(tally.words(), err=True)
    if beside is not None:
        click.echo(_compared(audited, beside, tally, checks), err=True)
    sys.exit(tally.exit_status(fail_on) if indexed else 2)


def _rows(pages: Path | None) -> dict[str, Entry]:
    """The rows of the index so far; the folder is made."""
    if pages is None:
        return {}
    from auditor.report.index import known

    try:
        pages.mkdir(parents=True, exist_ok=True)
        return known(pages)
    except (OSError, ValueError) as error:
        options.stop(f"{error}; choose another --pages")


def _of_an_earlier_run(beside: Path | None, pages: Path | None, rows: dict[str, Entry]) -> set[Path]:
    """What an earlier batch wrote, where this one writes too: no filings."""
    own = {beside.resolve()} if beside is not None else set()
    if pages is not None:
        from auditor.report.index import PAGE, ROWS

        own |= {(pages / name).resolve() for name in (PAGE, ROWS, *(row.page for row in rows.values() if row.page))}
    return own


def _write_index(pages: Path, rows: dict[str, Entry], templates: tuple[Path, ...]) -> bool:
    """Write the index, and say where it is or why it is not; whether it is."""
    from jinja2 import TemplateError

    from auditor.report.index import PAGE, write

    try:
        write(pages, rows.values(), templates)
    except (OSError, TemplateError) as error:
        said = error.strerror if isinstance(error, OSError) else error
        click.echo(f"{pages / PAGE} could not be written: {said}", err=True)
        return False
    click.echo(f"{pages / PAGE} leads to {len(rows)} {'page' if len(rows) == 1 else 'pages'}", err=True)
    return True


def _with_instances(count: int) -> str:
    if count == 1:
        return "1 linkbase or schema was read with its instance"
    return f"{count} linkbases and schemas were read with their instances"


def _beside(output: Path | None, comparisons: Path | None) -> Path:
    if comparisons is None and output is None:
        options.stop("say where the comparisons go: --comparisons FILE")
    place = comparisons or (output or Path()).with_name("comparisons.jsonl")
    if output is not None and place.resolve() == output.resolve():
        options.stop(f"{place} cannot hold both the reports and the comparisons; choose another --comparisons")
    return place


def _compared(audited: list[tuple[str, str | None]], place: Path, tally: _Tally, checks: tuple[Path, ...]) -> str:
    """Compare the filings of each company, a line each in ``place``, and say what came of it."""
    from auditor.batch.companies import comparisons, groups
    from auditor.compare.document import to_json

    found = groups(audited)
    notes = warnings = 0
    with _stream(place) as stream:
        for folder, comparison in comparisons(found, checks):
            stream.write(to_json(comparison, folder) + "\n")
            severities = [finding.severity for finding in comparison.findings]
            notes += severities.count("info")
            warnings += len(severities) - severities.count("info")
    tally.differing += warnings
    return (
        f"{len(found)} {'company' if len(found) == 1 else 'companies'} compared: "
        f"{warnings} warning{'' if warnings == 1 else 's'}, {notes} note{'' if notes == 1 else 's'}"
    )


class _Tally:
    """What a batch has come to."""

    def __init__(self) -> None:
        self.filings = self.audited = self.errors = self.warnings = self.broken = 0
        self.differing = 0  # warnings of comparisons

    def add(self, outcome: Outcome) -> None:
        self.filings += 1
        self.audited += outcome.failure is None
        self.broken += outcome.failure == "internal"
        self.errors += outcome.errors
        self.warnings += outcome.warnings

    def words(self) -> str:
        errors = f"{self.errors} error{'' if self.errors == 1 else 's'}"
        warnings = f"{self.warnings} warning{'' if self.warnings == 1 else 's'}"
        text = f"{self.audited} of {self.filings} filings audited: {errors}, {warnings}"
        return text + (f'; {self.broken} met a defect of the auditor (see "failure")' if self.broken else "")

    def exit_status(self, fail_on: str) -> int:
        if not self.audited:
            return 2
        failing = {"error": self.errors, "warning": self.errors + self.warnings + self.differing, "never": 0}[fail_on]
        return 1 if failing else 0


@contextlib.contextmanager
def _stream(output: Path | None) -> Iterator[IO[str]]:
    if output is None:
        yield sys.stdout
        return
    try:
        output.parent.mkdir(parents=True, exist_ok=True)
        stream = output.open("w", encoding="utf-8", newline="\n")
    except OSError as error:
        options.stop(f"cannot write {output}: {error.strerror or error}; choose another --output")
    with stream:
        yield stream


class _Step:
    """Moves the progress bar; without a terminal it does nothing."""

    def __init__(self, advance: object = None) -> None:
        self._advance = advance

    def __call__(self, tally: _Tally) -> None:
        if callable(self._advance):
            self._advance(tally)


@contextlib.contextmanager
def _progress(total: int) -> Iterator[_Step]:
    """A bar on standard error when that is a terminal.

    It is refreshed from here, not by a thread: replaced workers are forked while it runs, and a fork beside a
    thread can inherit a held lock.
    """
    if not sys.stderr.isatty():
        yield _Step()
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    bar = Progress(
        TextColumn("auditing"), BarColumn(), MofNCompleteColumn(), TextColumn("{task.description}"),
        TimeRemainingColumn(), console=Console(stderr=True), auto_refresh=False, transient=True,
    )  # fmt: skip
    with bar:
        task = bar.add_task("", total=total)

        def advance(tally: _Tally) -> None:
            bar.update(task, advance=1, description=f"{tally.errors} errors", refresh=True)

        yield _Step(advance)
