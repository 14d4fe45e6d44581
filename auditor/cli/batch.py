"""``auditor batch PATH…``"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import click

from auditor.cli import options

if TYPE_CHECKING:
    from auditor.batch.executor import Docket, Executor, Limits
    from auditor.batch.outcome import Brief, Outcome
    from auditor.batch.output import Results
    from auditor.batch.resume import Earlier
    from auditor.report.index import Entry

INTERRUPTED = 130  # the exit status that shells give an interrupt
_GO_ON = "to go on: the same command with --resume"


@click.command("batch")
@click.argument("places", metavar="PATH...", nargs=-1, required=True, type=click.Path(path_type=str))
@click.option(
    "--format", "form", type=click.Choice(["jsonl", "parquet"]),
    help="Default: by the name of the output, else jsonl.",
)  # fmt: skip
@click.option("--output", "-o", metavar="FILE", type=click.Path(path_type=Path), help="Default: standard output.")
@click.option("--jobs", "-j", type=click.IntRange(min=1), default=None, help="Processes. Default: one a core.")
@click.option(
    "--scheduler", metavar="ADDRESS", help="Audit on the workers of this Dask scheduler, say tcp://10.0.0.1:8786."
)
@click.option("--resume", is_flag=True, help="Leave out what an interrupted batch has finished in --output.")
@click.option(
    "--timeout", type=click.FloatRange(min=0, min_open=True), default=120.0, show_default=True, metavar="SECONDS",
    help="The most time one filing may take.",
)  # fmt: skip
@click.option(
    "--memory", type=click.IntRange(min=1), metavar="MB",
    help="The most memory one filing may take beyond the auditor's own (Linux). Default: no limit.",
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
    places: tuple[str, ...],
    form: str | None,
    output: Path | None,
    jobs: int | None,
    scheduler: str | None,
    resume: bool,
    timeout: float,
    memory: int | None,
    compare: bool,
    comparisons: Path | None,
    pages: Path | None,
    templates: tuple[Path, ...],
    fail_on: str,
    checks: tuple[Path, ...],
) -> None:
    """Audit filings and directories of filings, one JSON line or row each, in path order.

    Exit status: 0 no findings, 1 findings, 2 nothing could be audited or written, 130 interrupted.
    """
    from auditor.batch.executor import Limits
    from auditor.batch.outcome import Brief

    form = form or ("parquet" if output is not None and output.suffix == ".parquet" else "jsonl")
    _agree(form, output, jobs, scheduler, resume, memory)
    beside = _beside(output, comparisons) if compare or comparisons is not None else None
    rows = _rows(pages)
    paths, accompanying = _filings(places, output, _of_an_earlier_run(output, beside, pages, rows))
    if checks:
        options.load(checks)  # once, before many filings fail alike
    batch = _Batch(paths, output, form, Brief(checks, pages, templates), rows, compares=beside is not None)
    try:
        batch.run(resume, jobs, scheduler, Limits(timeout, memory))
        if accompanying:
            click.echo(_with_instances(accompanying), err=True)
        click.echo(batch.tally.words(), err=True)
        if beside is not None:
            click.echo(_compared(batch.companies, beside, batch.tally, checks), err=True)
    except KeyboardInterrupt:
        options.complain(batch.interrupted())
        sys.exit(INTERRUPTED)
    sys.exit(batch.tally.exit_status(fail_on) if batch.indexed else 2)


def _agree(
    form: str, output: Path | None, jobs: int | None, scheduler: str | None, resume: bool, memory: int | None
) -> None:
    """End the command where its options contradict one another."""
    if form == "parquet" and output is None:
        options.stop("Parquet is no text for a terminal; say where it goes: --output FILE")
    if resume and output is None:
        options.stop("--resume goes on with a file; say which: --output FILE")
    if resume and form == "parquet":
        options.stop("a Parquet file cannot be continued, JSON lines can: --resume with --format jsonl")
    if scheduler is not None and jobs is not None:
        options.stop("--jobs are processes here, --scheduler has workers elsewhere; choose one")
    if memory is not None and scheduler is None and sys.platform != "linux":
        options.stop("--memory is kept by Linux only; leave it out here")


def _filings(places: Sequence[str], output: Path | None, own: set[Path]) -> tuple[list[str], int]:
    """The paths to audit, and how many linkbases and schemas are read with them."""
    from auditor.batch.filings import apart, gathered

    try:
        found = gathered(places, leave_out=output)
    except FileNotFoundError as error:
        options.stop(f"{error}: no such file or directory; name filings, or directories of filings")
    paths, accompanying = apart([path for path in found if not own or Path(path).resolve() not in own])
    if not paths:
        options.stop(f"{' '.join(places)} holds no files; name filings, or a directory of filings")
    return paths, len(accompanying)


@dataclass(slots=True)
class _Batch:
    """One batch: its filings, where its results go, and what it has come to."""

    paths: list[str]
    output: Path | None
    form: str
    brief: Brief
    rows: dict[str, Entry]
    compares: bool
    indexed: bool = True
    tally: _Tally = field(default_factory=lambda: _Tally())
    companies: list[tuple[str, str | None]] = field(default_factory=list)  # path and company, to be compared

    def run(self, resume: bool, jobs: int | None, scheduler: str | None, limits: Limits) -> None:
        """Audit what is not finished, write every result, and the index. What goes wrong on the way ends the command
        with one line, an interrupt is raised; what was written stays valid."""
        from auditor.batch.cluster import ClusterError
        from auditor.batch.executor import Docket, Filing
        from auditor.batch.filings import size_of
        from auditor.batch.output import Unwritable

        earlier = self._earlier(resume)
        done = {line.path for line in earlier.first} | earlier.others.keys() if earlier else set()
        docket = Docket([Filing(path, size_of(path)) for path in self.paths if path not in done])
        trouble = ""
        try:
            executor = _executor(len(docket.filings), jobs, scheduler, self.brief, limits)
            try:
                self._write_all(docket, executor, earlier)
            finally:
                executor.close()
        except (Unwritable, ClusterError) as error:
            trouble = str(error)
        finally:  # an interrupted batch has an index of what it did
            if self.brief.pages is not None:
                self.indexed = _write_index(self.brief.pages, self.rows, self.brief.templates)
        if trouble:
            so_far = f"{self.tally.filings} of {len(self.paths)} filings are done"
            options.stop(f"{trouble}; {so_far}; {_GO_ON}" if self._can_resume and self.tally.filings else trouble)

    def interrupted(self) -> str:
        """One line on how to go on."""
        said = f"interrupted after {self.tally.filings} of {len(self.paths)} filings"
        if self._can_resume:
            return f"{said}; {_GO_ON}"
        return f"{said}; a batch that writes JSON lines to a file (--output FILE) can be gone on with"

    @property
    def _can_resume(self) -> bool:
        return self.output is not None and self.form == "jsonl"

    def _earlier(self, resume: bool) -> Earlier | None:
        """What is finished already. Where nothing is to be resumed, nothing is left of an earlier batch either."""
        from auditor.batch.resume import beside, earlier

        if self.output is None:
            return None
        try:
            if not resume:
                beside(self.output).unlink(missing_ok=True)
                return None
            found = earlier(self.output, self.paths, self._has_page)
        except ValueError as error:
            options.stop(f"{error}; choose another --output, or leave out --resume")
        except OSError as error:
            options.stop(f"cannot resume {self.output}: {error.strerror or error}")
        click.echo(f"{found.count} of {len(self.paths)} filings were finished before", err=True)
        return found

    def _has_page(self, path: str) -> bool:
        pages = self.brief.pages
        if pages is None:
            return True
        return path in self.rows and bool(self.rows[path].page) and (pages / self.rows[path].page).is_file()

    def _write_all(self, docket: Docket, executor: Executor, earlier: Earlier | None) -> None:
        from auditor.batch.cluster import ClusterError
        from auditor.batch.executor import audit_all
        from auditor.cli.progress import progress

        done = earlier.count if earlier else 0
        sizes = {filing.path: filing.size for filing in docket.filings}
        results = _results(self.output, self.form, earlier.size if earlier else 0)
        try:
            with progress(len(sizes), sum(sizes.values()), done) as step:
                for line in earlier.first if earlier else ():
                    self._count(line.outcome(), line.company)
                for outcome in self._in_turn(audit_all(docket, executor), earlier):
                    results.write(outcome)
                    self._count(outcome, self._company(outcome))
                    if outcome.path in sizes:
                        step(sizes[outcome.path], self.tally.errors)
        except (KeyboardInterrupt, ClusterError):
            if self._can_resume:  # out of turn, which a resumed batch sets right
                for outcome in docket.waiting():
                    results.write(outcome)
                    self._count(outcome, None)
            raise
        finally:
            results.close()
        if earlier:
            earlier.forget()

    def _in_turn(self, audits: Iterator[Outcome], earlier: Earlier | None) -> Iterator[Outcome]:
        """The outcomes of all paths behind those that stand in the output, audited now or before."""
        if earlier is None:
            yield from audits
            return
        for path in self.paths[len(earlier.first) :]:
            yield earlier.others[path].read() if path in earlier.others else next(audits)

    def _company(self, outcome: Outcome) -> str | None:
        from auditor.batch.companies import company_of

        return company_of(outcome) if self.compares else None

    def _count(self, outcome: Outcome, company: str | None) -> None:
        self.tally.add(outcome)
        if outcome.entry is not None:
            self.rows[outcome.path] = outcome.entry
        if self.compares and outcome.failure is None:
            self.companies.append((outcome.path, company))


def _executor(filings: int, jobs: int | None, scheduler: str | None, brief: Brief, limits: Limits) -> Executor:
    """Where the filings are audited. Raises `ClusterError`."""
    if scheduler is not None:
        from auditor.batch.cluster import Cluster

        return Cluster(scheduler, brief, limits)
    from auditor.batch.local import Crew

    return Crew(min(jobs or options.cores(), filings), brief, limits)


def _results(output: Path | None, form: str, start: int) -> Results:
    """Where they go. ``start`` is how many bytes of the output stay. Raises `Unwritable`."""
    from auditor.batch.output import JsonLines, ParquetRows, Printed

    if output is None:
        return Printed()
    return ParquetRows(output) if form == "parquet" else JsonLines(output, start)


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


def _of_an_earlier_run(
    output: Path | None, beside: Path | None, pages: Path | None, rows: dict[str, Entry]
) -> set[Path]:
    """What an earlier batch wrote, where this one writes too: no filings."""
    from auditor.batch.resume import beside as put_aside

    own = {beside.resolve()} if beside is not None else set()
    if output is not None:
        own |= {output.resolve(), put_aside(output).resolve()}
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
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        with place.open("w", encoding="utf-8", newline="\n") as stream:
            for folder, comparison in comparisons(found, checks):
                stream.write(to_json(comparison, folder) + "\n")
                severities = [finding.severity for finding in comparison.findings]
                notes += severities.count("info")
                warnings += len(severities) - severities.count("info")
    except OSError as error:
        options.stop(f"cannot write {place}: {error.strerror or error}; choose another --comparisons")
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
