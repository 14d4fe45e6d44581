"""Filings of one company, put in the order of the periods they report on."""

from __future__ import annotations

import os
import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

from auditor.model.audit import Audit
from auditor.model.figure import Figure
from auditor.model.identity import Identity
from auditor.model.table import Table

SLACK = timedelta(days=7)  # 52/53-week years end on a weekday, comparative columns on a month's end
HALF_A_QUARTER = timedelta(days=45)
_NAME_WORD = re.compile(r"[a-z0-9]+")
_LEGAL_WORDS = "the inc incorporated corp corporation company co ltd limited plc llc lp group holdings"
_LEGAL = frozenset(_LEGAL_WORDS.split())


@dataclass(frozen=True)
class Filing:
    """One audited filing. ``position`` counts from 0 in the order of periods; the id is "d{position + 1}"."""

    position: int
    audit: Audit
    as_of: date | None
    name: str = ""  # "the filing for 2003-09-30", or that of its file where that would not tell it from another

    @property
    def id(self) -> str:
        return f"d{self.position + 1}"

    @property
    def figures(self) -> tuple[Figure, ...]:
        return self.audit.extraction.figures

    @property
    def tables(self) -> tuple[Table, ...]:
        return self.audit.extraction.tables

    @cached_property
    def suspected(self) -> frozenset[int]:
        """The figures that the filing's own audit suspects."""
        return frozenset(suspect.figure for finding in self.audit.findings for suspect in finding.suspects)

    def is_vouched(self, figure: int) -> bool:
        """Whether a slip in the figure would have been found in the filing by itself, and none was."""
        protection = self.audit.protection
        return figure < len(protection) and protection[figure] != "none" and figure not in self.suspected

    @cached_property
    def sums(self) -> dict[tuple[int, int], list[Identity]]:
        """The confirmed sums that stand in one column of one table, by (table, column)."""
        found: dict[tuple[int, int], list[Identity]] = defaultdict(list)
        for identity in self.audit.identities:
            if identity.form != "linear" or identity.standing != "confirmed" or identity.total is None:
                continue
            if identity.status not in ("holds", "violated"):
                continue
            places = {(self.figures[i].table, self.figures[i].column) for i in identity.figures}
            table, column = places.pop()
            if not places and table is not None and column is not None:
                found[(table, column)].append(identity)
        return found


def arranged(audits: Sequence[Audit]) -> list[Filing]:
    """The filings from the earliest period to the latest; those of one period, or of none, as they were given.

    A filing that names no period is taken to follow the one given before it.
    """
    days = [as_of(audit) for audit in audits]
    places: list[date] = []
    for day in days:
        places.append(day or (places[-1] if places else date.min))
    order = sorted(range(len(audits)), key=lambda n: places[n])
    names = _names(audits, days)
    return [Filing(position, audits[n], days[n], names[n]) for position, n in enumerate(order)]


def _names(audits: Sequence[Audit], days: Sequence[date | None]) -> list[str]:
    """What to call each filing: by its day, by its file where another is of that day, by its path where that is no
    name of its own either."""
    count = Counter(days)
    files = [os.path.basename(audit.document.path) for audit in audits]
    shared = Counter(files)
    return [
        f"the filing for {day}"
        if day is not None and count[day] == 1
        else (file if shared[file] == 1 else audit.document.path)
        for day, file, audit in zip(days, files, audits, strict=True)
    ]


def as_of(audit: Audit) -> date | None:
    """The last day that a filing reports on: what its cover says, unless its balance sheets are of another quarter;
    else the last day of its statements. An outlook names days that have not come; a balance sheet does not.
    """
    cover = _day(audit.document.period)
    last = max(_ends(audit, ("balance_sheet",)), default=cover)
    if cover is not None and last is not None and abs(cover - last) <= HALF_A_QUARTER:
        return cover
    return last or max(_ends(audit, ("income_statement", "cash_flow")), default=None)


def _day(text: str | None) -> date | None:
    """A calendar date of a cover; None for none, or for what is no date."""
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        return None


def _ends(audit: Audit, statements: Sequence[str]) -> list[date]:
    return [
        column.period.end
        for table in audit.extraction.tables
        if table.statement in statements and not table.schedule
        for column in table.columns
        if column.period is not None and column.kind == "amount"
    ]


def company_words(name: str) -> frozenset[str]:
    """The words of a company's name that are its own: {"hecla", "mining"} of "Hecla Mining Company"."""
    return frozenset(_NAME_WORD.findall(name.lower())) - _LEGAL


def companies(filings: Sequence[Filing]) -> list[str]:
    """The companies that the filings name, each once, however its legal form and capitals are written."""
    found: dict[frozenset[str], str] = {}
    for filing in filings:
        name = filing.audit.document.company
        if not name:
            continue
        words = company_words(name)
        if not any(words <= known or known <= words for known in found):
            found[words] = name
    return list(found.values())
