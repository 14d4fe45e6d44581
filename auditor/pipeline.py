"""The flow, on one screen: read, extract, identify, diagnose. Each stage takes the one before it and nothing else.

A file that cannot be audited gives an Audit whose ``failure`` says why; nothing a file holds raises out of here.
"""

from __future__ import annotations

import gc
import hashlib
import os
import traceback
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING, TypeVar

from auditor.model.audit import Audit, Extraction, Failure
from auditor.model.document import Document
from auditor.model.identity import Identity
from auditor.model.own import NOTHING, Own

if TYPE_CHECKING:
    from auditor.read.source import Source
    from auditor.report.report import Report

_PACKAGE = Path(__file__).resolve().parent
_MESSAGE_LIMIT = 300  # an internal failure is one line in a batch; the rest of a long message says nothing more
_NOTHING = Extraction(tables=(), figures=())
TOO_LITTLE_MEMORY = "takes more memory than it may have (a batch gives a filing more with --memory)"

Result = TypeVar("Result")


def audit(path: str | os.PathLike[str], *, checks: Sequence[Path] = ()) -> Report:
    """Audit the filing at ``path`` and return its report. Never raises for what the file holds or lacks.

    ``checks`` are directories of further checks. They are code, and are run.
    """
    from auditor.report.report import Report

    return Report(audit_file(path, checks=checks))


def audit_file(path: str | os.PathLike[str], *, checks: Sequence[Path] = (), own: Own = NOTHING) -> Audit:
    """Run every stage on one file. The returned audit says by ``failure`` where and why a stage could not go on.

    ``own`` is what a user's configuration adds; its labels hold for this process until the next audit.
    """
    return _at_rest(os.fspath(path), None, checks, own)


def audit_source(source: Source, *, checks: Sequence[Path] = (), own: Own = NOTHING) -> Audit:
    """The same for a file whose bytes are at hand; ``source.path`` is what the report calls it."""
    return _at_rest(source.path, source, checks, own)


def _at_rest(name: str, source: Source | None, checks: Sequence[Path], own: Own) -> Audit:
    """Audit while the collector of reference cycles rests: an audit makes many records and hardly a cycle, and looking
    through them again and again takes a tenth of the time."""
    collects = gc.isenabled()
    gc.disable()
    try:
        return _audit(name, source, checks, own)
    except MemoryError:
        pass  # what was held is given back before anything is made of it
    finally:
        if collects:
            gc.enable()
    return Audit(
        unread(name, source.sha256 if source else None),
        _NOTHING,
        failure=Failure("limit", f"{name}: its audit {TOO_LITTLE_MEMORY}"),
    )


def _audit(name: str, source: Source | None, checks: Sequence[Path], own: Own) -> Audit:
    seconds: dict[str, float] = {}
    documents: tuple[Document, ...] = ()
    try:
        from auditor.read import ReadFailure, read_source
        from auditor.read.source import source_of

        began = perf_counter()
        try:
            source = source or source_of(name)
            documents = read_source(source)
        except ReadFailure as refused:
            return Audit(unread(name, refused.sha256), _NOTHING, failure=refused.failure, seconds=seconds)
        finally:
            seconds["read"] = perf_counter() - began
        return audit_documents(documents, checks, own, seconds)
    except MemoryError:
        raise
    except Exception as error:  # a defect of ours must not cost a batch its other filings; it is reported, not hidden
        first, *others = documents or (unread(name, source.sha256 if source else None),)
        return Audit(first, _NOTHING, failure=internal(error), seconds=seconds, others=tuple(others))


def audit_documents(
    documents: tuple[Document, ...], checks: Sequence[Path], own: Own, seconds: dict[str, float]
) -> Audit:
    """The stages behind reading; ``seconds`` takes what each needed. May raise whatever a defect of ours raises."""
    from auditor.extract import extract_all
    from auditor.extract.vocabulary import add

    add(own.vocabulary)
    extraction = _timed(seconds, "extract", lambda: extract_all(documents))
    return audit_extraction(documents, extraction, checks, seconds, own)


def audit_extraction(
    documents: tuple[Document, ...],
    extraction: Extraction,
    checks: Sequence[Path],
    seconds: dict[str, float],
    own: Own = NOTHING,
) -> Audit:
    """Every stage behind extraction. ``seconds`` holds those of the stages before, and gains those of these."""
    from auditor.diagnose import diagnose
    from auditor.identify import identify
    from auditor.identify.bounds import remarks

    document, others = documents[0], documents[1:]
    catalogue = names = None  # the built-in checks, unless the user has more
    if checks or own.relations:
        from auditor.catalogue import load_checks

        catalogue = load_checks(tuple(checks)) | {check.code: check for check in own.relations}
        names = {code: check.name for code, check in catalogue.items()}
    identities = _timed(seconds, "identify", lambda: identify(extraction, documents, catalogue, own.pins))
    prose = len(extraction.amounts.figures)
    if not extraction.tables and all(_says_nothing(identity, prose) for identity in identities):
        failure = Failure("no-figures", nothing_to_audit(document, prose))
        bare = replace(_NOTHING, diagnostics=extraction.diagnostics)
        return Audit(document, bare, failure=failure, seconds=seconds, others=others)
    diagnosis = _timed(seconds, "diagnose", lambda: diagnose(extraction, identities, names))
    untried = remarks(extraction, identities)
    if untried:
        extraction = replace(extraction, diagnostics=(*extraction.diagnostics, *untried))
    return Audit(document, extraction, *diagnosis, seconds=seconds, others=others, truncated=bool(untried))


def _says_nothing(identity: Identity, amounts: int) -> bool:
    """A witness only, or an identification number (they come behind all amounts) that is as it should be."""
    is_number = max(identity.figures, default=-1) >= amounts
    return identity.standing == "latent" or (is_number and identity.status == "holds")


def _timed(seconds: dict[str, float], stage: str, work: Callable[[], Result]) -> Result:
    begin = perf_counter()
    try:
        return work()
    finally:
        seconds[stage] = perf_counter() - begin


def unread(path: str, sha256: str | None = None) -> Document:
    """The document of a file that could not be read. ``sha256`` is of the bytes that were looked at; None: of those
    that stand there now."""
    digest = _sha256(path) if sha256 is None else sha256
    return Document(id="d1", path=path, media="unknown", text="", sha256=digest, line_starts=(0,))


def _sha256(path: str) -> str:
    """The file's SHA-256 in hexadecimal digits; empty when it cannot be read whole."""
    from auditor.read import ReadFailure
    from auditor.read.source import SIZE_LIMIT, bytes_of

    try:
        return hashlib.sha256(bytes_of(path, SIZE_LIMIT)).hexdigest()
    except ReadFailure:
        return ""


def internal(error: BaseException) -> Failure:
    """One line on a defect of the auditor: what was raised and the innermost place of ours that raised it."""
    frames = traceback.extract_tb(error.__traceback__)
    ours = [frame for frame in frames if Path(frame.filename).is_relative_to(_PACKAGE)]
    place = f" ({Path(ours[-1].filename).relative_to(_PACKAGE.parent)}:{ours[-1].lineno})" if ours else ""
    words = " ".join(str(error).split())[:_MESSAGE_LIMIT]
    return Failure("internal", f"{type(error).__name__}: {words}{place}" if words else f"{type(error).__name__}{place}")


def nothing_to_audit(document: Document, prose_figures: int = 0) -> str:
    """What a filing without tables is: form, company, dates, its exhibits, and what an amendment corrects."""
    subject = " of ".join(part for part in (document.form, document.company) if part)
    parts = [f"no figures to audit in this {subject}" if document.form else "no figures to audit"]
    if document.company and not document.form:
        parts.append(f"company {document.company}")
    if document.period:
        parts.append(f"period ending {document.period}")
    dates = [day for day in document.cover.events if day != document.period]
    if dates:
        parts.append("dated " + ", ".join(dates))
    if document.cover.exhibits:
        named = (
            f"{exhibit.number} {exhibit.title}".strip() + (" (present)" if exhibit.present else " (not in this file)")
            for exhibit in document.cover.exhibits
        )
        parts.append("exhibits named: " + ", ".join(named))
    if document.cover.corrects:
        parts.append(f"it corrects: {document.cover.corrects}")
    if prose_figures:
        amounts = "the one amount" if prose_figures == 1 else f"the {prose_figures} amounts"
        parts.append(f"there is no table, and nothing to compare {amounts} in its sentences with")
    return " ".join("; ".join(parts).split())
