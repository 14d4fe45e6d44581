"""The run: every filing and release held against the policy, in the order of their paths."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from time import perf_counter
from typing import Any

from auditor import __version__
from auditor.batch.executor import Limits
from auditor.batch.outcome import Brief
from auditor.catalogue import load_checks
from auditor.gate.baseline import Entry
from auditor.gate.outcome import FailOn, Gated, Run
from auditor.gate.pages import write_page
from auditor.gate.recording import record
from auditor.gate.settings import Configuration, Rules
from auditor.model.audit import Audit, Extraction
from auditor.pipeline import unread
from auditor.report.report import Report

TOOL = f"auditor {__version__}"


@dataclass(frozen=True)
class Policy:
    """What the run holds filings against. ``fail_on`` and ``least`` of the command line go before the file's own; the
    policies of paths stay nearer than both."""

    configuration: Configuration
    entries: tuple[Entry, ...] = ()
    checks: tuple[Path, ...] = ()
    fail_on: FailOn | None = None
    least: float | None = None
    pages: Path | None = None  # the folder for the pages of filings with something open
    against: str | None = None  # the data release before this one
    reports: bool = False  # whether the report documents are wanted too

    def rules(self, path: str) -> Rules:
        settings = self.configuration.settings
        stated: dict[str, Any] = {}
        if self.fail_on is not None:
            stated["fail_on"] = self.fail_on
        if self.least is not None:
            stated["min_coverage"] = self.least
        general = settings.model_copy(update=stated) if stated else settings
        return replace(self.configuration, settings=general).rules(path)

    def directories(self) -> tuple[Path, ...]:
        """The directories of further checks: the configuration's, relative to it, then the command line's."""
        folder = self.configuration.folder
        return (*(folder / name for name in self.configuration.settings.checks), *self.checks)

    def names(self) -> dict[str, str]:
        """The checks' names by code."""
        own = self.configuration.own().relations
        known = {code: check.name for code, check in load_checks(self.directories()).items()}
        return known | {check.code: check.name for check in own}


def filings(paths: Sequence[str], columns: Mapping[str, str] | None = None) -> list[str]:
    """The files that the paths name, directories searched, each once, in path order within each path.

    What an instance is read with (schemas, linkbases) is no filing; a path that does not exist stays, to be reported.
    """
    from auditor.batch.filings import apart
    from auditor.batch.filings import filings as below
    from auditor.release import is_release

    found: dict[str, None] = {}
    for path in paths:
        if not os.path.isdir(path) or is_release(path, columns):
            found[path] = None
            continue
        alone, _ = apart(below(path))
        found |= dict.fromkeys(alone)
    return list(found)


def gate(
    paths: Sequence[str],
    policy: Policy,
    jobs: int = 1,
    step: Callable[[Gated], None] = lambda _: None,
    limits: Limits = Limits(),  # noqa: B008 - it is frozen
) -> Run:
    """Hold every filing against the policy; ``step`` is told of each as it is done, its report document with it where
    those are wanted. Filings that cannot be audited are in the run with their failure; nothing a file holds raises out
    of here."""
    gated: list[Gated] = []
    for one in _each(paths, policy, jobs, limits):
        step(one)
        gated.append(replace(one, report="") if one.report else one)
    fail_on = policy.rules("").fail_on
    return Run(tuple(gated), stale(policy.entries, gated), "", TOOL, fail_on)


def _each(paths: Sequence[str], policy: Policy, jobs: int, limits: Limits) -> Iterator[Gated]:
    """Releases are taken in their turn, each with all processes; the filings between them are shared out."""
    from auditor.release import is_release

    recorder = Recorder(policy)
    columns = policy.configuration.settings.columns
    waiting: list[str] = []
    for path in paths:
        if not is_release(path, columns):
            waiting.append(path)
            continue
        yield from recorder.filings(waiting, jobs, limits)
        waiting = []
        yield from recorder.release(path, jobs)
    yield from recorder.filings(waiting, jobs, limits)


class Recorder:
    """Audits paths, and records what comes of them."""

    def __init__(self, policy: Policy) -> None:
        self._policy = policy
        self._names = policy.names()
        self._brief = Brief(policy.directories(), own=policy.configuration.own(), keep=self.record)

    def record(self, audit: Audit, seconds: float) -> Gated:
        """The audit under the rules of its path; its page is written where pages are asked for."""
        gated = record(audit, self._policy.rules(audit.document.path), self._policy.entries, self._names, seconds)
        if self._policy.reports:
            gated = replace(gated, report=Report(audit).to_json())
        if self._policy.pages is None or not (gated.open or gated.failure or gated.is_short):
            return gated
        return replace(gated, page=write_page(audit, self._policy.pages))

    def filings(self, paths: Sequence[str], jobs: int, limits: Limits) -> Iterator[Gated]:
        """Each filing, in order: here where there is one, by processes that may be ended where there are more."""
        from auditor.batch.executor import Docket, Filing, audit_all
        from auditor.batch.local import Crew
        from auditor.batch.outcome import audited

        if len(paths) == 1:
            yield audited(paths[0], self._brief).kept
            return
        if not paths:
            return
        docket = Docket([Filing(path, _size(path)) for path in paths])
        crew = Crew(min(jobs, len(paths)), self._brief, limits)
        try:
            for outcome in audit_all(docket, crew):
                yield outcome.kept
        finally:
            crew.close()

    def release(self, path: str, jobs: int) -> Iterator[Gated]:
        """Each entity of a data release; one that cannot be read is one filing with its failure."""
        from auditor.read import ReadFailure
        from auditor.release import audits

        settings = self._policy.configuration.settings
        began = perf_counter()
        try:
            brief, against = self._brief, self._policy.against
            for audit in audits(path, jobs, brief.checks, settings.columns, against, brief.own):
                now = perf_counter()
                yield self.record(audit, now - began)
                began = now
        except ReadFailure as refused:
            unreadable = Audit(unread(path), Extraction(tables=(), figures=()), failure=refused.failure)
            yield self.record(unreadable, perf_counter() - began)


def _size(path: str) -> int:
    try:
        return os.path.getsize(path)
    except OSError:
        return 0


def stale(entries: Iterable[Entry], gated: Sequence[Gated]) -> tuple[Entry, ...]:
    """The entries that met no finding, though every filing that they speak of, and one at least, was audited."""
    met = {id(point.entry) for filing in gated for point in filing.points if point.entry is not None}
    shown = {(point.fingerprint, filing.path) for filing in gated for point in filing.points}
    found: list[Entry] = []
    for entry in entries:
        spoken_of = [filing for filing in gated if entry.is_of(filing.path)]
        if not spoken_of or any(filing.failure is not None for filing in spoken_of) or id(entry) in met:
            continue
        if not any((entry.fingerprint, filing.path) in shown for filing in spoken_of):
            found.append(entry)
    return tuple(found)


def as_entries(run: Run, reason: str, who: str, when: date) -> list[Entry]:
    """An entry for every open finding that is no mere remark, as ``--write-baseline`` writes them."""
    found: dict[tuple[str, str], Entry] = {}
    for filing in run.filings:
        for point in filing.open:
            if point.severity != "info":
                found.setdefault(
                    (point.fingerprint, filing.path),
                    Entry("accepted", point.fingerprint, point.check, reason, who, when, Path(filing.path).as_posix(),
                          "accepted", point.message),
                )  # fmt: skip
    return list(found.values())
