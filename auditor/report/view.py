"""What a reader is shown of a table: its figures, what checks them, and how the identities on it came out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from auditor.model.audit import Audit
from auditor.model.finding import Finding
from auditor.model.identity import Identity
from auditor.model.table import Row, Table
from auditor.report.words import name, visible, where_table

AROUND = 2  # rows shown above and below a row that takes part in a finding
WIDE = 4  # columns up to which a table is shown whole around a finding
WIDEST = 6  # columns shown of a wider one: more would push the suspect off the page


@dataclass(frozen=True, slots=True)
class TableView:
    """One table with its counts. ``detectable`` leaves out the locatable; the three add to ``figures``."""

    table: Table
    title: str
    held: int
    violated: int
    figures: int
    locatable: int
    detectable: int
    unchecked: int


def table_views(audit: Audit) -> list[TableView]:
    """A view of each table, in the order of the filing."""
    protected: list[Counter[str]] = [Counter() for _ in audit.extraction.tables]
    for figure, word in zip(audit.extraction.figures, audit.protection, strict=True):
        if figure.table is not None:
            protected[figure.table][word] += 1
    tested: list[Counter[str]] = [Counter() for _ in audit.extraction.tables]
    for identity in audit.identities:
        if identity.standing == "confirmed":
            for place in _tables_of(identity, audit):
                tested[place][identity.status] += 1
    return [
        TableView(
            table=table,
            title=title(table),
            held=tested[table.index]["holds"],
            violated=tested[table.index]["violated"],
            figures=protected[table.index].total(),
            locatable=protected[table.index]["locatable"],
            detectable=protected[table.index]["detectable"],
            unchecked=protected[table.index]["none"],
        )
        for table in audit.extraction.tables
    ]


def title(table: Table) -> str:
    """The table's title as shown; the line it begins on where it has none."""
    return visible(table.title).strip() or f"Untitled table, {where_table(table)}"


def _tables_of(identity: Identity, audit: Audit) -> set[int]:
    tables = {audit.extraction.figures[index].table for index in identity.members}
    return {place for place in tables if place is not None}


def _places(indices: Iterable[int], audit: Audit) -> dict[int, set[int]]:
    """The rows that the figures stand in, by table, in the order in which the tables are first met."""
    rows: dict[int, set[int]] = {}
    for index in indices:
        figure = audit.extraction.figures[index]
        if figure.table is not None and figure.row is not None:
            rows.setdefault(figure.table, set()).add(figure.row)
    return rows


@dataclass(frozen=True, slots=True)
class Excerpt:
    """Rows and columns of one table around a finding; a None stands for rows left out."""

    table: Table
    title: str
    rows: tuple[Row | None, ...]
    columns: tuple[int, ...]  # those shown: in a wide table the ones that take part, and their neighbours


def excerpts(finding: Finding, audit: Audit, most: int = 3) -> list[Excerpt]:
    """The rows of at most ``most`` tables on which a finding rests, the suspect's own table first."""
    suspects = [suspect.figure for suspect in finding.suspects[:1]]
    wanted = _places([*suspects, *finding.figures], audit)
    out: list[Excerpt] = []
    for place, rows in list(wanted.items())[:most]:
        table = audit.extraction.tables[place]
        near = {other for row in rows for other in range(row - AROUND, row + AROUND + 1)}
        shown = sorted(near.intersection(range(len(table.rows))))
        out.append(Excerpt(table, title(table), tuple(_with_gaps(shown, table)), _columns(finding, table, audit)))
    return out


def _columns(finding: Finding, table: Table, audit: Audit) -> tuple[int, ...]:
    every = range(len(table.columns))
    if len(every) <= WIDE:
        return tuple(every)
    indices = [*(suspect.figure for suspect in finding.suspects[:1]), *finding.figures]
    members = [audit.extraction.figures[index] for index in indices]
    involved = [figure.column for figure in members if figure.table == table.index and figure.column is not None]
    first = involved[0]  # the suspect's, where it stands in this table
    near = {first - 1, first, first + 1} if len(set(involved)) == 1 else set(involved)
    nearest = sorted(near.intersection(every), key=lambda column: abs(column - first))
    return tuple(sorted(nearest[:WIDEST]))


def _with_gaps(shown: list[int], table: Table) -> Iterable[Row | None]:
    for position, number in enumerate(shown):
        if position and number != shown[position - 1] + 1:
            yield None
        yield table.rows[number]


def names(identity: Identity, audit: Audit) -> dict[int, str]:
    """What to call each member of a relation: its label, or its column's head where one row is added across."""
    members = [audit.extraction.figures[index] for index in identity.members]
    across = len(members) > 1 and len({(figure.table, figure.row) for figure in members}) == 1
    called: dict[int, str] = {}
    for figure in members:
        head = ""
        if across and figure.table is not None and figure.column is not None:
            head = visible(audit.extraction.tables[figure.table].columns[figure.column].header).strip()
        called[figure.index] = head or name(figure)
    return called


def by_check(audit: Audit) -> list[tuple[str, str, int, int, int]]:
    """Check code, origin, and how many of its identities held, were violated, were skipped; by code."""
    counts: dict[tuple[str, str], Counter[str]] = {}
    for identity in audit.identities:
        if identity.standing == "confirmed":
            counts.setdefault((identity.check, identity.origin), Counter())[identity.status] += 1
    return [
        (check, origin, tally["holds"], tally["violated"], tally["skipped"])
        for (check, origin), tally in sorted(counts.items())
    ]
