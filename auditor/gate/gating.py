"""The run: every filing and release held against the policy, in the order of their paths."""

from __future__ import annotations

import os
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from pathlib import Path, PurePath
from time import perf_counter
from typing import Any

from auditor import __version__
from auditor.batch.executor import Limits
from auditor.batch.outcome import Brief
from auditor.catalogue import load_checks
from auditor.gate.baseline import Baseline, Entry
from auditor.gate.outcome import FailOn, Gated, Point, Run
from auditor.gate.pages import write_page
from auditor.gate.recording import record
from auditor.gate.settings import Configuration, Rules
from auditor.model.audit import Audit, Extraction
from auditor.model.path_pattern import place_of
from auditor.pipeline import unread
from auditor.report.report import Report

COMPARATIVE = "RL105"  # the check that needs the release before
TOOL = f"auditor {__version__}"


@dataclass(frozen=True)
class Policy:
    """What the run holds filings against. ``fail_on`` and ``least`` of the command line go before the file's own; the
    policies of paths stay nearer than both."""

    configuration: Configuration
    baseline: Baseline = field(default_factory=Baseline)
    checks: tuple[Path, ...] = ()
    fail_on: FailOn | None = None
    least: float | None = None
    pages: Path | None = None  # the folder for the pages of filings with something open
    against: str | None = None  # the data release before this one
    reports: bool = False  # whether the report documents are wanted too

    def rules(self, path: str) -> Rules:
        """The rules for the filing at ``path``."""
        return self._stated.rules(path)

    @property
    def general(self) -> Rules:
        """The rules of all filings, without those of paths."""
        return Rules().under(self._stated.settings)

    @cached_property
    def _stated(self) -> Configuration:
        """The configuration, the command line's settings in place of its own."""
        stated: dict[str, Any] = {}
        if self.fail_on is not None:
            stated["fail_on"] = self.fail_on
        if self.least is not None:
            stated["min_coverage"] = self.least
        return replace(self.configuration, settings=self.configuration.settings.model_copy(update=stated))

    def directories(self) -> tuple[Path, ...]:
        """The directories of further checks: the configuration's, relative to it, then the command line's."""
        folder = self.configuration.folder
        return (*(folder / name for name in self.configuration.settings.checks), *self.checks)

    def names(self) -> dict[str, str]:
        """The checks' names by code."""
        own = self.configuration.own().relations
        known = {code: check.name for code, check in load_checks(self.directories()).items()}
        return known | {check.code: check.name for check in own}


def filings(
    paths: Sequence[str], columns: Mapping[str, str] | None = None, leave_out: Collection[Path] = ()
) -> list[str]:
    """The filings and releases that the paths name, directories searched, each once, in path order within each path.

    What an instance is read with (schemas, linkbases) is no filing, nor is what lies in ``leave_out``: what the gate
    itself reads and writes. A path that does not exist stays, to be reported.
    """
    from auditor.batch.filings import apart
    from auditor.batch.filings import filings as below
    from auditor.release import is_release

    own = {path.resolve() for path in leave_out}
    found: dict[str, None] = {}
    for path in paths:
        if not os.path.isdir(path) or is_release(path, columns):
            found[path] = None
            continue
        releases = list(_releases_below(path))
        alone, _ = apart([file for file in below(path) if not _is_within(file, releases) and not _is_own(file, own)])
        found |= dict.fromkeys(sorted([*alone, *releases], key=lambda one: one.split(os.sep)))
    return list(found)


def _releases_below(directory: str) -> Iterator[str]:
    """The folders that are data sets of a regulator; what lies in them is theirs."""
    from auditor.release import statement_sets

    for folder, folders, _ in os.walk(directory):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        sets = [name for name in folders if statement_sets.is_release(os.path.join(folder, name))]
        folders[:] = [name for name in folders if name not in sets]
        yield from (os.path.join(folder, name) for name in sets)


def _is_within(file: str, folders: Sequence[str]) -> bool:
    return any(file.startswith(os.path.join(folder, "")) for folder in folders)


def _is_own(file: str, own: set[Path]) -> bool:
    place = Path(file).resolve()
    return place in own or not own.isdisjoint(place.parents)


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
    return Run(tuple(gated), stale(policy, gated), "", TOOL, policy.general.fail_on)


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
        gated = record(audit, self._policy.rules(audit.document.path), self._policy.baseline, self._names, seconds)
        if self._policy.reports:
            gated = replace(gated, report=Report(audit).to_json())
        if self._policy.pages is None or not (gated.open or gated.failure or gated.is_short):
            return gated
        page, why = write_page(audit, self._policy.pages)
        return replace(gated, page=page, unwritten=why)

    def filings(self, paths: Sequence[str], jobs: int, limits: Limits) -> Iterator[Gated]:
        """Each filing, in order: here where there is one, by processes that may be ended where there are more."""
        from auditor.batch.executor import Docket, Filing, audit_all
        from auditor.batch.filings import size_of
        from auditor.batch.local import Crew
        from auditor.batch.outcome import audited

        if len(paths) == 1:
            yield audited(paths[0], self._brief).kept
            return
        if not paths:
            return
        docket = Docket([Filing(path, size_of(path)) for path in paths])
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


def stale(policy: Policy, gated: Sequence[Gated]) -> tuple[Entry, ...]:
    """The entries that met no finding, though their check was run and every filing that they speak of, and one at
    least, was audited."""
    run = set(policy.names()) - (set() if policy.against is not None else {COMPARATIVE})
    shown: dict[str, list[str]] = {}
    by_name: dict[str, list[tuple[str, Gated]]] = {}
    every = [(policy.baseline.place(filing.path), filing) for filing in gated]
    for place, filing in every:
        for name in {place.rpartition("/")[2], place.partition("#")[0].rpartition("/")[2]}:
            by_name.setdefault(name, []).append((place, filing))
        for point in filing.points:
            shown.setdefault(point.fingerprint, []).append(place)
    all_audited = bool(gated) and all(filing.failure is None for filing in gated)
    found: list[Entry] = []
    for entry in policy.baseline.entries:
        if (entry.check and entry.check not in run) or any(map(entry.is_of, shown.get(entry.fingerprint, ()))):
            continue
        if not entry.file:
            judged = all_audited
        else:
            near = by_name.get(PurePath(os.path.normpath(entry.file)).name, ())
            spoken_of = [filing for place, filing in near if entry.is_of(place)]
            judged = bool(spoken_of) and all(filing.failure is None for filing in spoken_of)
        if judged:
            found.append(entry)
    return tuple(found)


def under(run: Run, new: Baseline) -> Run:
    """The run as it is once the entries of ``new`` are in the baseline too."""
    filings = []
    for filing in run.filings:
        place = new.place(filing.path)
        points = tuple(_accepted(point, new.entry_for(place, point.fingerprint)) for point in filing.points)
        filings.append(replace(filing, points=points))
    return replace(run, filings=tuple(filings))


def _accepted(point: Point, entry: Entry | None) -> Point:
    if point.standing != "open" or entry is None or entry.kind != "accepted":
        return point
    return replace(point, standing="accepted", entry=entry)


def as_entries(run: Run, reason: str, who: str, when: date, folder: str = "") -> list[Entry]:
    """An entry for every open finding that is no mere remark, as ``--write-baseline`` writes them. Files are named
    relative to ``folder``, that of the baseline."""
    found: dict[tuple[str, str], Entry] = {}
    for filing in run.filings:
        for point in filing.open:
            if point.severity != "info":
                found.setdefault(
                    (point.fingerprint, filing.path),
                    Entry("accepted", point.fingerprint, point.check, reason, who, when, place_of(filing.path, folder),
                          "accepted", point.message),
                )  # fmt: skip
    return list(found.values())
