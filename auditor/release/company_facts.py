"""Company facts JSON: what one company has told the regulator's machines, by tag, of all its filings together.

    {"cik": …, "entityName": …, "facts": {"us-gaap": {"Assets": {"label": …, "units": {"USD": [
        {"end": "2023-12-31", "val": 515142, "accn": "0001493152-24-016772", "form": "20-F", …}]}}}}}

There is no presentation: each filing (accession number) is audited like an XBRL instance without linkbases, that is by
the catalogue, over what bears a standard name of us-gaap or ifrs-full, and for facts that it tells twice and not
alike. Values are read as written, never as binary floats; their last places are inferred as in a statement data set.
"""

from __future__ import annotations

import json
import os
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

from auditor.extract import extract
from auditor.model.audit import Audit, Extraction
from auditor.model.document import Document
from auditor.model.fact import Context, Fact
from auditor.model.figure import Period
from auditor.model.linkbase import STANDARD_LABEL, Linkbase
from auditor.model.own import NOTHING, Own
from auditor.read.failure import unreadable
from auditor.read.releases import malformed
from auditor.read.source import source_of
from auditor.release.auditing import audit_all, digest
from auditor.release.printed_places import amount_of, at_place, places, written
from auditor.release.sniffing import form_of, head_of, refuse_other

HEAD = 8_192  # characters within which the facts begin
COVER = "dei"  # the taxonomy of the cover page, whose dates are not the period's

_BEGINS = re.compile(r"\ufeff?\s*\{")
_FACTS = re.compile(r"""["']facts["']\s*:""")
_CURRENCY_A_SHARE = re.compile(r"([A-Z]{3})/shares")


class Told(NamedTuple):
    """One value of one filing."""

    name: str  # "us-gaap:Assets"
    unit: str
    period: Period
    text: str


@dataclass(frozen=True)
class CompanyFacts:
    """A company's facts as a release of its filings: see `auditor.release.auditing.Release`."""

    path: str
    company: str | None
    cik: str | None
    told: Mapping[str, Sequence[Told]] = field(repr=False)  # by accession number
    forms: Mapping[str, str] = field(repr=False)
    labels: Mapping[str, Mapping[str, str]] = field(repr=False)
    sha256: str = ""

    @property
    def filings(self) -> Sequence[str]:
        return sorted(self.told)

    def document(self, adsh: str) -> Document:
        ends = [one.period.end for one in self.told[adsh] if not one.name.startswith(f"{COVER}:")]
        return Document(
            id="d1",
            path=f"{self.path}#{adsh}",
            media="xbrl",
            text="",
            sha256=self.sha256,
            line_starts=(0,),
            form=self.forms.get(adsh),
            company=self.company,
            period=max(ends).isoformat() if ends else None,
            cik=self.cik,
        )

    def extraction(self, adsh: str) -> Extraction:
        told = self.told[adsh]
        amounts = [amount_of(one.text) for one in told]
        known = places((None, one.unit, amount) for one, amount in zip(told, amounts, strict=True))
        facts = []
        for one, amount in zip(told, amounts, strict=True):
            mantissa, exponent = at_place(amount, known[None, one.unit])
            context = Context(str(one.period), self.cik or "", one.period)
            facts.append(
                Fact(
                    name=one.name,
                    context=context,
                    unit=one.unit,
                    text=written(mantissa, exponent) if mantissa is not None else one.text,
                    mantissa=mantissa,
                    exponent=exponent,
                    decimals=-exponent,
                    id=f"{one.name} {one.period}",
                )
            )
        return extract(replace(self.document(adsh), facts=tuple(facts), linkbase=Linkbase(labels=self.labels)))


def is_release(path: str | os.PathLike[str]) -> bool:
    """Whether a file is company facts, or was meant to be: known by how it begins."""
    name = os.fspath(path)
    if form_of(name) != "json":
        return False
    head = head_of(name).decode("utf-8", "replace")[:HEAD]
    return bool(_BEGINS.match(head) and _FACTS.search(head))


def read_facts(path: str | os.PathLike[str]) -> CompanyFacts:
    """The facts at ``path``. Raises `auditor.read.ReadFailure` where that is malformed, saying where, or no such
    data."""
    name = os.fspath(path)
    refuse_other(name)
    try:
        data = json.loads(source_of(name).text, parse_float=str, parse_int=str, parse_constant=str)
    except (ValueError, RecursionError) as error:
        raise malformed(name, error) from None
    facts = data.get("facts") if isinstance(data, dict) else None
    if not isinstance(facts, dict):
        raise unreadable(f"{name}: JSON data without company facts")
    told: dict[str, list[Told]] = defaultdict(list)
    forms: dict[str, str] = {}
    labels: dict[str, dict[str, str]] = {}
    for tag, entry in _tags(facts):
        label = entry.get("label")
        if isinstance(label, str) and label.strip():
            labels[tag] = {STANDARD_LABEL: " ".join(label.split())}
        for accession, form, one in _values(tag, entry.get("units")):
            told[accession].append(one)
            forms.setdefault(accession, form)
    if not told:
        raise unreadable(f"{name}: company facts without a value that names its filing")
    company, cik = data.get("entityName"), data.get("cik")
    return CompanyFacts(
        name,
        " ".join(company.split()) if isinstance(company, str) else None,
        cik if isinstance(cik, str) else None,
        dict(told),
        forms,
        labels,
        digest(name),
    )


def _tags(facts: Mapping[str, Any]) -> Iterator[tuple[str, Mapping[str, Any]]]:
    for taxonomy, tags in facts.items():
        if isinstance(tags, dict):
            for tag, entry in tags.items():
                if isinstance(entry, dict):
                    yield f"{taxonomy}:{tag}", entry


def _values(tag: str, units: object) -> Iterator[tuple[str, str, Told]]:
    """(accession number, form, value) of every entry that has a filing and dates."""
    if not isinstance(units, dict):
        return
    for unit, entries in units.items():
        for entry in entries if isinstance(entries, list) else ():
            if not isinstance(entry, dict) or not isinstance(entry.get("accn"), str):
                continue
            period = _period(entry.get("start"), entry.get("end"))
            value = entry.get("val")
            if period is not None and isinstance(value, str):
                form = entry.get("form")
                yield entry["accn"], form if isinstance(form, str) else "", Told(tag, _unit(unit), period, value)


def _period(start: object, end: object) -> Period | None:
    try:
        closes = date.fromisoformat(end) if isinstance(end, str) else None
        opens = date.fromisoformat(start) if isinstance(start, str) else None
    except ValueError:
        return None
    return Period(closes, opens) if closes is not None and (opens is None or opens <= closes) else None


def _unit(unit: str) -> str:
    match = _CURRENCY_A_SHARE.fullmatch(unit)
    return f"{match[1]}/share" if match else unit


def audits(
    path: str | os.PathLike[str], jobs: int = 1, checks: Sequence[Path] = (), own: Own = NOTHING
) -> Iterator[Audit]:
    """The audit of every filing that the facts at ``path`` come from, in order of accession numbers.

    Arguments and errors are those of `auditor.release.statement_sets.audits`.
    """
    return audit_all(read_facts(path), jobs, checks, own)
