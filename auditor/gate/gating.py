"""The run: every filing and release held against the policy, in the order of their paths."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from time import perf_counter
from typing import Any

from auditor import __version__
from auditor.catalogue import load_checks
from auditor.gate.baseline import Entry
from auditor.gate.outcome import FailOn, Gated, Run
from auditor.gate.recording import record
from auditor.gate.settings import Configuration, Rules

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


def filings(paths: Sequence[str]) -> list[str]:
    """The files that the paths name, directories searched, each once, in path order within each path.

    What an instance is read with (schemas, linkbases) is no filing; a path that does not exist stays, to be reported.
    """
    from auditor.batch.filings import apart
    from auditor.batch.filings import filings as below
    from auditor.release import is_release

    found: dict[str, None] = {}
    for path in paths:
        if not os.path.isdir(path) or is_release(path):
            found[path] = None
            continue
        alone, _ = apart(below(path))
        found |= dict.fromkeys(alone)
    return list(found)


def gate(paths: Sequence[str], policy: Policy, jobs: int = 1, step: Callable[[Gated], None] = lambda _: None) -> Run:
    """Hold every filing against the policy; ``step`` is told of each as it is done. Filings that cannot be audited are
    in the run with their failure; nothing a file holds raises out of here."""
    gated: list[Gated] = []
    for one in _each(paths, policy, jobs):
        gated.append(one)
        step(one)
    fail_on = policy.rules("").fail_on
    return Run(tuple(gated), stale(policy.entries, gated), "", TOOL, fail_on)


def _each(paths: Sequence[str], policy: Policy, jobs: int) -> Iterator[Gated]:
    """Releases are taken in their turn, each with all processes."""
    from auditor.release import is_release

    recorder = Recorder(policy)
    for path in paths:
        if is_release(path):
            yield from recorder.release(path, jobs)
        else:
            yield recorder(path)


class Recorder:
    """Audits a path and records what comes of it: what a worker process holds."""

    def __init__(self, policy: Policy) -> None:
        self._policy = policy
        self._own = policy.configuration.own()
        self._names = policy.names()
        self._directories = policy.directories()

    def __call__(self, path: str) -> Gated:
        from auditor.pipeline import audit_file

        began = perf_counter()
        audit = audit_file(path, checks=self._directories, own=self._own)
        rules = self._policy.rules(audit.document.path)
        return record(audit, rules, self._policy.entries, self._names, perf_counter() - began)

    def release(self, path: str, jobs: int) -> Iterator[Gated]:
        """Each entity of a data release."""
        from auditor.release import audits

        began = perf_counter()
        for audit in audits(path, self._policy.configuration.settings.columns, jobs):
            rules = self._policy.rules(audit.document.path)
            now = perf_counter()
            yield record(audit, rules, self._policy.entries, self._names, now - began)
            began = now


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
