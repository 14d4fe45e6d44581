"""What the gate's commands share: the configuration, the baseline, the run with its progress."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Collection, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from auditor.cli import options

if TYPE_CHECKING:
    from auditor.gate.baseline import Baseline
    from auditor.gate.gating import Policy
    from auditor.gate.outcome import Gated, Run
    from auditor.gate.settings import Configuration

TIMEOUT = 120.0  # seconds one of several filings may take

config = click.option(
    "--config", "config", metavar="FILE", type=click.Path(path_type=Path, dir_okay=False),
    help="The configuration. Default: the nearest auditor.toml, or pyproject.toml with [tool.auditor].",
)  # fmt: skip
baseline = click.option(
    "--baseline", "baseline", metavar="FILE", type=click.Path(path_type=Path, dir_okay=False),
    help="Findings that were accepted. Default: the configuration's, or auditor-baseline.toml where there is one.",
)  # fmt: skip


against = click.option(
    "--against", metavar="RELEASE", type=click.Path(path_type=str),
    help="The data release (tables) before this one: what changed, and did it change consistently.",
)  # fmt: skip


def agree(against: str | None, timeout: float, least: float | None) -> None:
    """End the command where an option says what cannot be."""
    import math
    import os.path

    if against is not None and not os.path.exists(against):
        options.stop(f"{against}: no such file or directory; --against names the release before")
    if not math.isfinite(timeout) or (least is not None and not math.isfinite(least)):
        options.stop("--timeout and --min-coverage are finite numbers")


def configuration(config: Path | None) -> Configuration:
    """The configuration asked for, or the nearest; a mistake in it ends the command with status 2."""
    from auditor.gate.settings import Configuration, SettingsError, find, read

    try:
        path = config or find(Path())
        return read(_near(path)) if path is not None else Configuration()
    except SettingsError as error:
        options.stop(str(error))


def _near(path: Path) -> Path:
    """The path as a person would write it from here."""
    with contextlib.suppress(ValueError):
        return path.resolve().relative_to(Path().resolve())
    return path


def baseline_path(asked: Path | None, settings: Configuration) -> Path:
    """Where the baseline is, whether or not it exists yet."""
    from auditor.gate.baseline import NAME

    if asked is not None:
        return asked
    return settings.folder / (settings.settings.baseline or NAME)


def known(path: Path, must_exist: bool) -> Baseline:
    """The baseline; an empty one where there is none and none was asked for. A mistake ends the command."""
    from auditor.gate.baseline import Baseline, BaselineError, read

    if not path.exists() and not must_exist:
        return Baseline(folder=str(path.parent))
    try:
        return Baseline(read(path), str(path.parent))
    except BaselineError as error:
        options.stop(str(error))


def hold(
    paths: tuple[str, ...],
    policy: Policy,
    jobs: int | None,
    timeout: float = TIMEOUT,
    reports: Path | None = None,
    leave_out: Collection[Path] = (),
) -> Run:
    """Gate the paths, with progress on a terminal, and write the report documents to ``reports``, a line each; a policy
    that cannot be used, or a file that cannot be written, ends the command."""
    from auditor.batch.executor import Limits
    from auditor.batch.filings import size_of
    from auditor.catalogue import CheckError
    from auditor.cli.progress import progress
    from auditor.gate.gating import filings, gate
    from auditor.gate.settings import SettingsError, meet

    try:
        # A check that cannot be loaded, or is not there, once, before many filings fail alike.
        meet(policy.configuration, policy.names())
    except (CheckError, SettingsError) as error:
        options.stop(str(error))
    own = [Path(policy.configuration.source)] if policy.configuration.source else []
    found = filings(paths, policy.configuration.settings.columns, [*own, *leave_out])
    if not found:
        options.stop(f"{', '.join(paths)}: no files there; name filings, releases or directories of them")
    sizes = {path: size_of(path) for path in found}
    errors = 0
    with progress(len(found), sum(sizes.values())) as step, _written(reports) as write:

        def take(gated: Gated) -> None:
            nonlocal errors
            write(gated)
            errors += sum(point.severity == "error" for point in gated.open)
            path = gated.path if gated.path in sizes else gated.path.partition("#")[0]  # of a release, its first entity
            if path in sizes:
                step(sizes.pop(path), errors)

        return gate(found, policy, jobs or options.cores(), take, Limits(timeout))


@contextlib.contextmanager
def _written(reports: Path | None) -> Iterator[Callable[[Gated], None]]:
    """Writes the report document of each filing as it is done: a file cut short holds whole lines."""
    if reports is None:
        yield lambda _: None
        return
    with contextlib.ExitStack() as stack:

        def write(gated: Gated) -> None:
            try:
                print(gated.report, file=stream, flush=True)
            except OSError as error:
                options.stop(f"cannot write {reports}: {error.strerror}; choose another --reports")

        try:
            reports.parent.mkdir(parents=True, exist_ok=True)
            stream = stack.enter_context(reports.open("w", encoding="utf-8", newline="\n", errors="replace"))
        except OSError as error:
            options.stop(f"cannot write {reports}: {error.strerror}; choose another --reports")
        yield write
