"""The stages of an audit timed one by one, in processor time, so that a busy machine does not count."""

from __future__ import annotations

import gc
import sys
import tempfile
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from time import process_time
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from auditor.diagnose import diagnose  # noqa: E402
from auditor.extract import extract_all  # noqa: E402
from auditor.identify import identify  # noqa: E402
from auditor.read import read_documents  # noqa: E402

FIRST = "\nBalance sheet (in thousands)\n{:20}{:>10}{:>10}\n".format("", "2003", "2002") + "".join(
    f"{label:20}{now:>10}{before:>10}\n"
    for label, now, before in (("Cash", "1,204", "1,106"), ("Inventories", "311", "298"), ("Total", "1,515", "1,404"))
)


@dataclass(frozen=True)
class Stages:
    """Seconds of processor time."""

    read: float
    extract: float
    identify: float
    diagnose: float

    @property
    def reading(self) -> float:
        return self.read + self.extract

    @property
    def testing(self) -> float:
        return self.identify + self.diagnose


@dataclass(frozen=True)
class Timed:
    """The best round of one file and what it gave: counts, and what the reading remarked."""

    stages: Stages
    figures: int
    identities: int
    skipped: int
    findings: int
    remarks: tuple[str, ...]


def warm() -> None:
    """Audit a few lines, so that no file pays for imports, patterns and vocabularies."""
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder, "first.txt")
        place.write_text(FIRST, encoding="utf-8")
        timed(str(place), 1)


def timed(path: str, rounds: int) -> Timed:
    """Every stage on one file, the best of some rounds. Raises ReadFailure for what cannot be read.

    The collector of cycles rests meanwhile, as in an audit.
    """
    found = [_round(path) for _ in range(rounds)]
    reading = min(found, key=lambda one: one.stages.reading).stages
    testing = min(found, key=lambda one: one.stages.testing)
    best = Stages(reading.read, reading.extract, testing.stages.identify, testing.stages.diagnose)
    return Timed(
        best, testing.figures, testing.identities, testing.skipped, testing.findings, testing.remarks
    )  # fmt: skip


def _round(path: str) -> Timed:
    collects = gc.isenabled()
    gc.collect()
    gc.disable()
    try:
        marks = [process_time()]
        documents = read_documents(path)
        marks.append(process_time())
        extraction = extract_all(documents)
        marks.append(process_time())
        identities = identify(extraction, documents)
        marks.append(process_time())
        diagnosis: Any = diagnose(extraction, identities)
        marks.append(process_time())
    finally:
        if collects:
            gc.enable()
    listed, findings = diagnosis[0], diagnosis[1]
    return Timed(
        Stages(*(after - before for before, after in pairwise(marks))),
        len(extraction.figures),
        len(listed),
        sum(one.status == "skipped" for one in listed),
        len(findings),
        tuple(remark.message for remark in extraction.diagnostics),
    )
