"""Who files what: numbers of the header and the cover that should not change from a filing to its amendment."""

from __future__ import annotations

from collections import defaultdict

from auditor.amend.held import Held
from auditor.model.audit import Audit
from auditor.model.identification import Identification

OF_THE_FILING = frozenset({"accession", "date", "moment", "film"})  # every filing has its own


def hold_particulars(held: Held) -> None:
    """Numbers of one kind under one label, in order. Those that each filing has for itself are told only where the
    audit of either version found that they contradict each other."""
    accused = _accused(held.original), _accused(held.amended)
    places: dict[tuple[object, ...], list[Identification]] = defaultdict(list)
    for entry in reversed(held.amended.extraction.identifications):
        places[_key(entry)].append(entry)
    for entry in held.original.extraction.identifications:
        if not places[_key(entry)]:
            continue
        other = places[_key(entry)].pop()
        held.mates.update(zip(entry.figures, other.figures, strict=False))
        contradicts = bool(accused[0] & set(entry.figures) or accused[1] & set(other.figures))
        if entry.digits != other.digits and (entry.kind not in OF_THE_FILING or contradicts):
            held.reworded("identification", f"{entry.label} {entry.words}", f"{other.label} {other.words}",
                          where=(_place(entry), _place(other)))  # fmt: skip


def _accused(audit: Audit) -> set[int]:
    return {suspect.figure for finding in audit.findings for suspect in finding.suspects}


def _key(entry: Identification) -> tuple[object, ...]:
    return entry.kind, entry.source, entry.label, entry.company


def _place(entry: Identification) -> str:
    return f"line {entry.line:,}" if entry.line is not None else "in the header"
