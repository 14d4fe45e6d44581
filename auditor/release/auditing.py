"""A release audited: one filing after the other, in order, shared out among processes.

The release is read once. On Linux the workers are forked and share what was read; a worker is sent an accession number
and sends an audit back, and only a few audits are ever under way, so that memory stays that of the release and of a
handful of filings however many there are.
"""

from __future__ import annotations

import gc
import hashlib
import multiprocessing
import os
import sys
from collections import deque
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from pathlib import Path
from typing import Protocol

from auditor.extract.vocabulary import add
from auditor.model.audit import Audit, Extraction, Failure
from auditor.model.document import Document
from auditor.model.own import NOTHING, Own
from auditor.pipeline import TOO_LITTLE_MEMORY, audit_extraction, internal, unread

AHEAD = 16  # filings a worker may be ahead of the one that is handed out next
_NOTHING = Extraction(tables=(), figures=())


class Release(Protocol):
    """Many filings in one file: what `audits` needs of any of its forms."""

    @property
    def path(self) -> str:
        """The file or folder as it was given."""

    @property
    def filings(self) -> Sequence[str]:
        """Accession numbers, in the order of the audits."""

    def document(self, adsh: str) -> Document:
        """What is known of the filing, without its figures."""

    def extraction(self, adsh: str) -> Extraction:
        """Its figures and tables."""


def audit_one(release: Release, adsh: str, checks: Sequence[Path] = (), own: Own = NOTHING) -> Audit:
    """One filing of a release. Never raises: a defect of ours, or want of memory, is the audit's ``failure``.

    The collector of reference cycles rests meanwhile, as in `auditor.pipeline.audit_file`.
    """
    collects = gc.isenabled()
    gc.disable()
    document: Document | None = None
    try:
        document = release.document(adsh)
        add(own.vocabulary)
        return audit_extraction((document,), release.extraction(adsh), checks, {}, own)
    except MemoryError:
        failure = None  # what was held is given back before anything is made of it
    except Exception as error:
        failure = internal(error)
    finally:
        if collects:
            gc.enable()
    return _failed(release, adsh, failure, document)


def _failed(release: Release, adsh: str, failure: Failure | None, document: Document | None = None) -> Audit:
    """The audit of a filing that could not be audited; ``failure`` None where memory was wanting."""
    path = f"{release.path}#{adsh}"
    if failure is None:
        failure = Failure("limit", f"{path}: its audit {TOO_LITTLE_MEMORY}")
    return Audit(document or unread(path, ""), _NOTHING, failure=failure)


def audit_all(release: Release, jobs: int = 1, checks: Sequence[Path] = (), own: Own = NOTHING) -> Iterator[Audit]:
    """The audit of every filing, in order, by ``jobs`` processes."""
    filings = release.filings
    if jobs <= 1 or len(filings) <= 1 or multiprocessing.current_process().daemon:  # which may have no children
        for adsh in filings:
            yield audit_one(release, adsh, checks, own)
        return
    begun = 0
    while begun < len(filings):  # again only where a worker has died
        for audit in _shared_out(release, filings[begun:], jobs, checks, own):
            begun += 1
            yield audit


def _shared_out(
    release: Release, filings: Sequence[str], jobs: int, checks: Sequence[Path], own: Own
) -> Iterator[Audit]:
    """Audits in order; where a worker dies, the filing it may have died of is tried in a process of its own, and the
    sequence ends behind it."""
    waiting: deque[tuple[str, Future[Audit]]] = deque()
    upcoming = iter(filings)
    with _pool(release, jobs, checks, own) as pool:
        try:
            for adsh in upcoming:
                waiting.append((adsh, pool.submit(_audited, adsh)))
                if len(waiting) >= AHEAD * jobs:
                    yield _answer(release, *waiting[0])
                    waiting.popleft()
            while waiting:
                yield _answer(release, *waiting[0])
                waiting.popleft()
            return
        except BrokenProcessPool:
            suspect = waiting[0][0] if waiting else adsh
        finally:
            pool.shutdown(wait=True, cancel_futures=True)
    try:
        with _pool(release, 1, checks, own) as pool:
            yield _answer(release, suspect, pool.submit(_audited, suspect))
    except BrokenProcessPool:
        failure = Failure("internal", "the process auditing this filing ended; audit it alone to see more")
        yield _failed(release, suspect, failure, _known(release, suspect))


def _known(release: Release, adsh: str) -> Document | None:
    try:
        return release.document(adsh)
    except Exception:  # it may be what the process ended of
        return None


def _answer(release: Release, adsh: str, answer: Future[Audit]) -> Audit:
    """What a worker sent; an audit with a failure where it could not be sent."""
    try:
        return answer.result()
    except BrokenProcessPool:
        raise
    except MemoryError:
        return _failed(release, adsh, None)
    except Exception as error:
        return _failed(release, adsh, internal(error))


def _pool(release: Release, jobs: int, checks: Sequence[Path], own: Own) -> ProcessPoolExecutor:
    """Forked where that is safe, so that what was read is shared; elsewhere each worker is handed the release."""
    context = multiprocessing.get_context("fork" if sys.platform == "linux" else None)
    return ProcessPoolExecutor(jobs, context, _begin, (release, tuple(checks), own))


_HELD: list[tuple[Release, tuple[Path, ...], Own]] = []  # in a worker: the release it audits filings of


def _begin(release: Release, checks: tuple[Path, ...], own: Own) -> None:
    gc.freeze()  # what was read before the fork is never looked through again, and so never copied
    _HELD[:] = [(release, checks, own)]


def _audited(adsh: str) -> Audit:
    release, checks, own = _HELD[0]
    return audit_one(release, adsh, checks, own)


def digest(path: str) -> str:
    """The SHA-256 of a release in one file; "" of a folder."""
    if not os.path.isfile(path):
        return ""
    with open(path, "rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()
