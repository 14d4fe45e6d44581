"""Release tables, audited: one audit an entity, in order of entity.

    for audit in audits("release.csv", against="previous.csv"):
        for finding in audit.findings: ...

A table is long (one row a value) or wide (one column a concept); CSV, TSV, Parquet, XLSX, a directory or ZIP of them.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from auditor.diagnose import diagnose
from auditor.model.audit import Audit, Failure
from auditor.model.finding import SEVERITIES
from auditor.model.own import NOTHING, Own
from auditor.read.failure import ReadFailure
from auditor.release.against import comparatives, compared
from auditor.release.amounts import amount_of
from auditor.release.books import HELD, Book, books
from auditor.release.chronology import Chain, chains
from auditor.release.entity_tables import EntityTables, tables_of
from auditor.release.history import Break, breaks, concerted
from auditor.release.lines import Register
from auditor.release.parts import Part, parts_of
from auditor.release.relations import chains_of, identities
from auditor.release.release_table import may_be_headed, recognised
from auditor.release.remarks import given_twice, missing, out_of_scale
from auditor.release.screen import suspicious
from auditor.release.sniffing import form_of, head_of

if TYPE_CHECKING:
    from auditor.catalogue import Check

FIRST = 1_000  # values that are looked at to tell a release
AMOUNTS = 0.5  # of the first cells of the value columns: so many are amounts, or it is no release


def audits(
    path: str | os.PathLike[str],
    mapping: Mapping[str, str] | None = None,
    against: str | os.PathLike[str] | None = None,
    *,
    every: bool = True,
    checks: Sequence[Path] = (),
    own: Own = NOTHING,
    held: int = HELD,
) -> Iterator[Audit]:
    """One audit for each entity of the release at ``path``, in order of the entities' names.

    ``mapping`` leads from roles ("entity", "period", "end", "concept", "value" …: the keys of `release_table.ROLES`)
    to the names of columns, where these do not say what they hold. ``against`` is the release before this one, of the
    same layout. Unless ``every``, entities in which nothing fails are passed over, which is some ten times as fast.
    ``checks`` are directories of further checks; they are code, and are run. ``own`` is what a configuration adds. At
    most ``held`` values are in memory at a time, and those of the largest entity.

    The path of an audit's document is ``release.csv#ENTITY``. Raises `ReadFailure`, in one line, before the first
    audit, for a file that cannot be read and a table whose columns are not recognised.
    """
    from auditor.catalogue import load_checks
    from auditor.extract.vocabulary import add

    add(own.vocabulary)
    catalogue = load_checks(tuple(checks)) | {check.code: check for check in own.relations}
    for book in books(os.fspath(path), mapping, os.fspath(against) if against is not None else None, held):
        found, chained = breaks(book), chains(book)
        flagged = None if every else suspicious(book, catalogue, chained, found)
        for number, (_, first, behind) in enumerate(book.spans):
            if flagged is None or flagged[number]:
                yield _audited(book, first, behind, catalogue, found, chained)


def is_release_table(path: str | os.PathLike[str], mapping: Mapping[str, str] | None = None) -> bool:
    """Whether the file, directory or archive at ``path`` holds long or wide release tables and nothing else.

    A statement as a company prints it (CSV, XLSX) is none; neither is what cannot be read.
    """
    name = os.fspath(path)
    form = form_of(name)
    if form in (None, "json") or (form == "delimited" and not may_be_headed(head_of(name), mapping)):
        return False
    try:
        parts = parts_of(name, glance=True)
        return all(recognised(part.header, mapping) and _has_amounts(part, mapping) for part in parts)
    except ReadFailure:
        return False


def _has_amounts(part: Part, mapping: Mapping[str, str] | None) -> bool:
    """Whether the first values of the table are amounts: a list of words may have such columns too."""
    block = next(Register().read(part, mapping), None)
    if block is None:
        return False
    texts = block.text[:FIRST]
    return sum(amount_of(text, commas=True)[0] is not None for text in texts) >= AMOUNTS * len(texts)


def _audited(
    book: Book,
    first: int,
    behind: int,
    checks: Mapping[str, Check],
    found: Mapping[int, Break],
    chained: Sequence[Chain],
) -> Audit:
    """The audit of the entity whose values stand in the book from ``first`` up to ``behind``."""
    from auditor.pipeline import TOO_LITTLE_MEMORY, internal

    changed, gone, added = compared(book).within(first, behind)
    tables = tables_of(book, first, behind, [*(then for _, then in changed), *gone])
    document, *others = tables.documents
    try:
        return _diagnosed(book, first, behind, checks, found, chained, tables, changed, gone, added)
    except MemoryError:
        failure = Failure("limit", f"{document.path}: its audit {TOO_LITTLE_MEMORY}")
    except Exception as error:  # a defect of ours must not cost a release its other entities; it is reported
        failure = internal(error)
    return Audit(document, replace(tables.extraction, tables=(), figures=()), failure=failure, others=tuple(others))


def _diagnosed(
    book: Book,
    first: int,
    behind: int,
    checks: Mapping[str, Check],
    found: Mapping[int, Break],
    chained: Sequence[Chain],
    tables: EntityTables,
    changed: Sequence[tuple[int, int]],
    gone: Sequence[int],
    added: Sequence[int],
) -> Audit:
    names = {code: check.name for code, check in checks.items()}
    extraction, figure_of = tables.extraction, tables.figure_of
    whole_periods = list(concerted(book, found, first, behind))
    periods_off = {at for _, members in whole_periods for at in members}
    figures_off = {figure_of[at] for at in periods_off}
    chains_here = [
        (chain, [row for row in rows if figures_off.isdisjoint(row)])
        for chain, rows in chains_of(chained, first, behind, figure_of)
    ]
    broken = [(figure_of[at], found[at]) for at in range(first, behind) if at in found and at not in periods_off]
    twice = [(figure_of[one], figure_of[other]) for one, other in _twice(book, first, behind)]
    before = [(figure_of[now], figure_of[then]) for now, then in changed]
    judged, findings, coverage, protection = diagnose(
        extraction, identities(extraction, checks, chains_here, broken, twice, before), names
    )
    telling = list(findings)
    for make in (
        missing(extraction, judged, checks),
        out_of_scale(extraction, [(power, [figure_of[at] for at in members]) for power, members in whole_periods]),
        given_twice(extraction, judged),
    ):
        for identity, finding in make:
            if identity is not None:
                finding = replace(finding, identities=(*finding.identities, len(judged)))
                judged = (*judged, identity)
            telling.append(finding)
    if changed or gone or added:
        telling = comparatives(
            extraction, judged, telling, before, [figure_of[at] for at in gone], [figure_of[at] for at in added]
        )
    telling.sort(key=lambda finding: -SEVERITIES.index(finding.severity))
    document, *others = tables.documents
    return Audit(document, extraction, judged, tuple(telling), coverage, protection, others=tuple(others))


def _twice(book: Book, first: int, behind: int) -> Iterator[tuple[int, int]]:
    """Pairs of the value that is kept and another of the same source for the same entity, line and period."""
    block, kept = book.block, -1
    for at in range(first, behind):
        if book.previous[at] or book.period[at] < 0 or book.kept[at]:
            continue
        start, end = at, at
        while start > first and _same(book, start - 1, at):
            start -= 1
        while end + 1 < behind and _same(book, end + 1, at):
            end += 1
        kept = next(i for i in range(start, end + 1) if book.kept[i])
        if block.source[at] == block.source[kept]:
            yield kept, at


def _same(book: Book, one: int, other: int) -> bool:
    block = book.block
    return bool(
        block.line[one] == block.line[other]
        and book.period[one] == book.period[other]
        and book.previous[one] == book.previous[other]
    )
