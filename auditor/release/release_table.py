"""Which column of a release table says what: by the names that columns usually have, or by a mapping.

A *long* table has one row a value (entity, period, concept, value, unit …), a *wide* one has one row an entity and
period and one column a concept. Neither is a statement as a company prints it: those are filings.
"""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from auditor.read.delimited import DELIMITERS
from auditor.read.failure import ReadFailure, unreadable
from auditor.release.concept_names import concept_named

# Names of columns, letters and digits only, likeliest first: a table with both "entity" and "name" means the first.
ROLES: dict[str, tuple[str, ...]] = {
    "entity": (
        "entity", "entityid", "company", "companyid", "cik", "ticker", "lei", "isin", "issuer", "registrant", "filer",
        "firm", "gvkey", "symbol", "companyname", "entityname",
    ),
    "end": (
        "end", "periodend", "periodenddate", "enddate", "ddate", "asof", "asofdate", "balancesheetdate", "datadate",
        "date", "instant",
    ),
    "start": ("start", "periodstart", "startdate", "periodstartdate", "begin"),
    "period": ("period", "calendarperiod", "reportingperiod", "periodlabel"),
    "fiscal_year": ("fy", "fiscalyear", "fyear", "year"),
    "fiscal_period": ("fp", "fiscalperiod", "fiscalquarter", "quarter", "qtr", "fqtr"),
    "quarters": ("qtrs", "quarters", "durationquarters"),
    "concept": (
        "concept", "tag", "item", "lineitem", "line", "element", "account", "metric", "measure", "variable", "fact",
    ),
    "value": ("value", "amount", "val", "figure"),
    "unit": ("unit", "uom", "units", "currency", "currencycode", "unitref"),
    "decimals": ("decimals", "dcml"),
    "precision": ("precision",),
    "scale": ("scale", "multiplier"),
    "statement": ("statement", "stmt"),
    "qualifier": ("qualifier", "segment", "segments", "dimension", "dimensions", "axis"),
    "member": ("member", "coreg", "coregistrant", "scenario"),
    "source": ("filed", "source", "accn", "adsh", "accession", "accessionnumber", "filing"),
}  # fmt: skip
LEAST_CONCEPTS = 3  # columns that name concepts, from which a table of entities and periods is a wide release table

_NOT_A_LETTER = re.compile(r"[^0-9a-z]+")
_UNIT_BEHIND = re.compile(r"^(?P<name>.*\S)\s*[\[(](?P<unit>[A-Z]{3}(?:/shares?)?|shares|percent|%)[\])]$")

Kind = Literal["long", "wide"]


@dataclass(frozen=True, slots=True)
class Layout:
    """The columns of one release table by what they say; positions are zero-based columns of the file's grid.

    ``concepts`` are the value columns of a wide table as (column, name, unit or ""); a long table has none.
    """

    kind: Kind
    roles: Mapping[str, int]
    concepts: tuple[tuple[int, str, str], ...] = ()


def bare(name: str) -> str:
    """A column's name as it is looked up.

    >>> bare("Period End"), bare("fiscal_year")
    ('periodend', 'fiscalyear')
    """
    return _NOT_A_LETTER.sub("", name.strip().lower())


def layout_of(header: Sequence[str], mapping: Mapping[str, str] | None, path: str) -> Layout:
    """The layout of a table with these column names.

    ``mapping`` leads from roles (the keys of `ROLES`) to column names and overrides what names say by themselves.
    Raises `ReadFailure`, in one line that names the columns found and the roles wanting, for a table that is neither
    long nor wide, a mapping to a column that does not exist, and a column of a role that stands twice.
    """
    roles = _mapped(header, mapping or {}, path)
    taken = set(roles.values())
    named = [bare(name) for name in header]
    for role, names in ROLES.items():
        if role in roles:
            continue
        for name in names:
            if name in named and named.index(name) not in taken:
                roles[role] = named.index(name)
                taken.add(roles[role])
                break
    _refuse_twice(header, roles, path)
    has_period = bool({"end", "period", "fiscal_year"} & set(roles))
    if {"entity", "concept", "value"} <= set(roles) and has_period:
        return Layout("long", roles)
    concepts = tuple(_concept_columns(header, roles))
    if "entity" in roles and has_period and len(concepts) >= LEAST_CONCEPTS and "concept" not in (mapping or {}):
        for role in ("concept", "value", "statement"):  # "item" or "amount" among the columns of a wide table
            roles.pop(role, None)
        counted = Counter(name for _, name, _ in concepts)
        twice = next((name for name, times in counted.items() if times > 1), None)
        if twice is not None:
            raise unreadable(f"{path}: the column '{twice}' stands twice; which of them is meant cannot be told")
        return Layout("wide", roles, concepts)
    raise _unrecognised(header, roles, has_period, path)


def recognised(header: Sequence[str], mapping: Mapping[str, str] | None = None) -> bool:
    """Whether `layout_of` knows a table with these column names."""
    try:
        layout_of(header, mapping, "")
    except ReadFailure:
        return False
    return True


def may_be_headed(head: bytes, mapping: Mapping[str, str] | None) -> bool:
    """Whether the first line of a text may name the columns of a release; it is cheaper to ask than to read a table."""
    first, ended, _ = head.partition(b"\n")
    if not ended or b"\0" in first or b"\r" in first.rstrip(b"\r") or first.count(b'"') % 2:
        return True  # it goes on elsewhere, or is in an encoding of its own
    try:
        text = first.rstrip(b"\r").decode("utf-8-sig")
    except UnicodeDecodeError:
        text = first.rstrip(b"\r").decode("cp1252", "replace")
    return any(recognised(next(csv.reader([text], delimiter=one)), mapping) for one in DELIMITERS if one in text)


def _mapped(header: Sequence[str], mapping: Mapping[str, str], path: str) -> dict[str, int]:
    """The columns that the mapping names, by role."""
    roles: dict[str, int] = {}
    for role, name in mapping.items():
        if role not in ROLES:
            raise unreadable(f"{path}: a mapping of '{role}' means nothing here; roles are {', '.join(ROLES)}")
        places = [at for at, own in enumerate(header) if own.strip() == name] or [
            at for at, own in enumerate(header) if bare(own) == bare(name)
        ]
        if len(places) != 1:
            what = "does not exist" if not places else "stands twice"
            raise unreadable(f"{path}: the column '{name}', mapped as {role}, {what}; {_columns(header)}")
        roles[role] = places[0]
    return roles


def _refuse_twice(header: Sequence[str], roles: Mapping[str, int], path: str) -> None:
    times = Counter(bare(name) for name in header)
    for role, at in roles.items():
        if times[bare(header[at])] > 1:
            raise unreadable(f"{path}: the column '{header[at].strip()}' stands twice, so which is the {role} is open")


def _concept_columns(header: Sequence[str], roles: Mapping[str, int]) -> list[tuple[int, str, str]]:
    """The columns of a wide table whose names are concepts; others that hold amounts are the entity's own lines."""
    found, keyed = [], {at for role, at in roles.items() if role not in ("concept", "value", "statement")}
    for at, name in enumerate(header):
        if at in keyed or not name.strip():
            continue
        behind = _UNIT_BEHIND.match(name.strip())
        plain, unit = (behind["name"], behind["unit"]) if behind else (name.strip(), "")
        if concept_named(plain, None) is not None:
            found.append((at, plain, unit))
    return found


def _unrecognised(header: Sequence[str], roles: Mapping[str, int], has_period: bool, path: str) -> ReadFailure:
    wanting = [role for role in ("entity", "concept", "value") if role not in roles]
    if not has_period:
        wanting.insert(1 if "entity" in wanting else 0, "period (or end, or fiscal_year)")
    return unreadable(
        f"{path}: not recognised as a release table; {_columns(header)}; map {', '.join(wanting)} to one of them"
    )


def _columns(header: Sequence[str]) -> str:
    names = [name.strip() for name in header if name.strip()]
    shown = ", ".join(name[:40] for name in names[:24])
    return f"its columns are {shown}{' …' if len(names) > 24 else ''}" if names else "it has no named columns"
