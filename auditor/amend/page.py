"""The difference as one self-contained HTML page: causes, figures, words, findings, and the tables side by side.

Everything that comes from a filing is escaped by the template; nothing is passed through.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from auditor import __version__
from auditor.amend import saying
from auditor.amend.model import Bridge, Change, Difference, Joined, Role
from auditor.model.audit import Audit
from auditor.model.figure import Figure
from auditor.report.page import environment
from auditor.report.words import SEVERITY

MOST = 400  # rows of one list that are set; the rest are counted
_ROLES: tuple[Role, ...] = ("root", "total", "repeat", "derived")


@dataclass(frozen=True, slots=True)
class ChangeView:
    """One changed figure, in words."""

    role: str
    name: str
    where: str
    original: str
    amended: str
    by: str
    told: str
    suspicion: str


@dataclass(frozen=True, slots=True)
class CauseView:
    """Changes of one cause under their headline; "" for those that stand alone."""

    headline: str
    changes: list[ChangeView]
    rest: int


@dataclass(frozen=True, slots=True)
class CellView:
    """One figure in both versions; ``state`` is "", "changed", "added" or "removed"."""

    original: str
    amended: str
    state: str


@dataclass(frozen=True, slots=True)
class RowView:
    """One line of a table in both versions."""

    original: str
    amended: str
    depth: int
    cells: list[CellView]


@dataclass(frozen=True, slots=True)
class TableView:
    """A table in which something changed, with the columns that did."""

    title: str
    heads: list[tuple[str, str]]
    rows: list[RowView]
    changed: int


def page(difference: Difference) -> str:
    """The page's HTML."""
    template = environment(()).get_template("diff.html.j2")
    return template.render(
        difference=difference,
        version=__version__,
        headline=saying.headline(difference),
        place=saying.PLACE,
        causes=list(_causes(difference)),
        note=saying.note_lines(difference, difference.note) if difference.note else [],
        findings=list(_findings(difference)),
        tables=list(_tables(difference)),
        severity=SEVERITY,
        most=MOST,
    )


def _causes(difference: Difference) -> Iterator[CauseView]:
    for bridge in difference.bridges:
        yield _cause(saying.bridge_headline(difference, bridge), list(_members(difference, bridge)))
    bridged = {at for bridge in difference.bridges for at in bridge.changes}
    alone = [_view("", change) for at, change in enumerate(difference.changes) if at not in bridged]
    if alone:
        yield _cause("", alone)


def _cause(headline: str, changes: list[ChangeView]) -> CauseView:
    return CauseView(headline, changes[:MOST], max(0, len(changes) - MOST))


def _members(difference: Difference, bridge: Bridge) -> Iterator[ChangeView]:
    for role in _ROLES:
        for at in bridge.of(role):
            yield _view(saying.ROLE[role], difference.changes[at])


def _view(role: str, change: Change) -> ChangeView:
    side = change.amended or change.original
    original, amended = saying.prints(change)
    told = "; ".join(part for part in (saying.slip(change), saying.foreseen(change)) if part)
    word = role or ("" if change.happened == "changed" else change.happened)
    where = side.where if side is not None else ""
    return ChangeView(
        word, saying.name(change), where, original, amended, saying.by(change), told, change.suspicion or ""
    )


def _findings(difference: Difference) -> Iterator[tuple[str, str, str, str]]:
    """What became of each, its severity, check and message."""

    def told(word: str, audit: Audit, at: int) -> tuple[str, str, str, str]:
        finding = audit.findings[at]
        return word, finding.severity, f"{finding.check} {finding.name}", finding.message

    fate = difference.fate
    yield from (told("gone", difference.original, at) for at in fate.gone)
    yield from (told("new", difference.amended, at) for at in fate.new)
    yield from (told("remains", difference.amended, at) for _, at in fate.remaining)


def _tables(difference: Difference) -> Iterator[TableView]:
    """The tables with changed figures, in the order of the amended version."""
    before = {c.original.figure: c for c in difference.changes if c.original is not None}
    after = {c.amended.figure: c for c in difference.changes if c.amended is not None}
    for joined in sorted(difference.tables, key=lambda joined: joined.amended.index):
        every = [i for row in joined.original.grid for i in row if i in before]
        every += [j for row in joined.amended.grid for j in row if j in after]
        if every:
            yield _table(difference, joined, set(before), set(after))


def _table(difference: Difference, joined: Joined, before: set[int | None], after: set[int | None]) -> TableView:
    original, amended = joined.original, joined.amended
    columns = [
        (k, m)
        for k, m in joined.columns
        if any(row[k] is not None and row[k] in before for row in original.grid)
        or any(row[m] is not None and row[m] in after for row in amended.grid)
    ]
    mate = {j: i for i, j in joined.rows}
    places = [(mate.get(j), j) for j in range(len(amended.rows))]
    for gone in sorted(set(range(len(original.rows))) - set(mate.values())):
        at = next((n for n, (i, _) in enumerate(places) if i is not None and i > gone), len(places))
        places.insert(at, (gone, None))  # type: ignore[arg-type]
    rows = [_row(difference, joined, i, j, columns) for i, j in places]
    heads = [(original.columns[k].header, amended.columns[m].header) for k, m in columns]
    changed = sum(cell.state != "" for row in rows for cell in row.cells)
    return TableView(amended.title or amended.caption or "Table", heads, rows, changed)


def _row(
    difference: Difference, joined: Joined, i: int | None, j: int | None, columns: list[tuple[int, int]]
) -> RowView:
    figures, others = difference.original.extraction.figures, difference.amended.extraction.figures
    cells = []
    for k, m in columns:
        before = joined.original.grid[i][k] if i is not None else None
        after = joined.amended.grid[j][m] if j is not None else None
        one, other = figures[before] if before is not None else None, others[after] if after is not None else None
        cells.append(CellView(one.text if one else "", other.text if other else "", _state(one, other)))
    row = joined.original.rows[i] if i is not None else None
    opposite = joined.amended.rows[j] if j is not None else None
    depth = len((opposite or row).path) if (opposite or row) is not None else 0  # type: ignore[union-attr]
    return RowView(row.label if row else "", opposite.label if opposite else "", min(depth, 4), cells)


def _state(one: Figure | None, other: Figure | None) -> str:
    """What happened to a cell; a dash where the other version has a blank is no change."""
    if one is not None and other is not None:
        return "changed" if one.text != other.text or one.value != other.value else ""
    if other is not None:
        return "" if other.nil else "added"
    return "" if one is None or one.nil else "removed"
