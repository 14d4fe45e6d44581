"""The example release foots; one slip in it is one finding, on the cell where it was made."""

from __future__ import annotations

import csv
import random
from collections.abc import Iterator
from pathlib import Path

import pytest

from auditor.model.audit import Audit
from auditor.model.finding import Finding
from auditor.release.tables import audits, is_release_table

EXAMPLE = Path(__file__).resolve().parents[2] / "examples" / "release"
RELEASE, PREVIOUS = EXAMPLE / "release.csv", EXAMPLE / "previous.csv"
VALUE = 4  # column of values

Rows = list[list[str]]


def rows() -> Rows:
    with RELEASE.open(encoding="utf-8", newline="") as stream:
        return list(csv.reader(stream))


def place(entity: str, concept: str, end: str, start: str = "") -> int:
    """The row of one value in the file's grid."""
    (at,) = (n for n, row in enumerate(rows()) if row[:2] == [entity, concept] and row[2:4] == [start, end])
    return at


def findings(found: Iterator[Audit]) -> list[tuple[Audit, Finding]]:
    return [(audit, finding) for audit in found for finding in audit.findings]


def mutated(folder: Path, at: int, text: str | None) -> Path:
    """The release with one value printed otherwise; with its row left out where ``text`` is None."""
    changed = rows()
    if text is None:
        del changed[at]
    else:
        assert changed[at][VALUE] != text
        changed[at][VALUE] = text
    path = folder / "release.csv"
    with path.open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream).writerows(changed)
    return path


def test_example_is_a_release_and_its_folder_two() -> None:
    assert is_release_table(RELEASE)
    assert is_release_table(EXAMPLE)


def test_clean_release_has_no_finding_and_is_checked() -> None:
    made = list(audits(RELEASE))
    assert [audit.document.path.rpartition("#")[2] for audit in made] == [
        "Alder Instruments",
        "Birch Logistics",
        "Cedar Foods",
        "Dogwood Energy",
    ]
    for audit in made:
        assert audit.failure is None
        assert audit.findings == ()
        assert audit.extraction.diagnostics == ()
        assert audit.coverage.figures == audit.coverage.detectable == 202
        assert sum(i.status == "holds" and i.standing == "confirmed" for i in audit.identities) == 116


def test_clean_release_passes_the_screen() -> None:
    assert list(audits(RELEASE, every=False)) == []


def test_against_the_previous_release_the_reclassification_is_a_remark() -> None:
    ((audit, finding),) = findings(audits(RELEASE, against=PREVIOUS))
    assert audit.document.company == "Cedar Foods"
    assert (finding.check, finding.severity, finding.suspects) == ("RL105", "info", ())
    told = {audit.extraction.figures[i].label for i in finding.figures}
    assert told == {"Liabilities Current", "Liabilities Noncurrent"}


SLIPS = [
    # entity, concept, start, end, as it should be, as it is, check, slip
    ("Birch Logistics", "GrossProfit", "2023-07-01", "2023-09-30", "transposition"),
    ("Cedar Foods", "LiabilitiesNoncurrent", "", "2024-06-30", "transposition"),
    ("Dogwood Energy", "NetIncomeLoss", "2023-01-01", "2023-12-31", "transposition"),
    ("Alder Instruments", "CostOfRevenue", "2024-01-01", "2024-03-31", "sign"),
    ("Dogwood Energy", "Assets", "", "2023-12-31", "sign"),
    ("Birch Logistics", "StockholdersEquity", "", "2024-12-31", "scale"),
    ("Cedar Foods", "Revenues", "2023-01-01", "2023-03-31", "scale"),
]


def slipped(text: str, slip: str) -> str:
    if slip == "sign":
        return text.removeprefix("-") if text.startswith("-") else f"-{text}"
    if slip == "scale":
        return f"{text}000"
    at = next(n for n in range(1, len(text)) if text[n] != text[n + 1])
    return text[:at] + text[at + 1] + text[at] + text[at + 2 :]


@pytest.mark.parametrize(("entity", "concept", "start", "end", "slip"), SLIPS)
def test_one_slip_is_one_error_on_its_cell(
    entity: str, concept: str, start: str, end: str, slip: str, tmp_path: Path
) -> None:
    at = place(entity, concept, end, start)
    right = rows()[at][VALUE]
    path = mutated(tmp_path, at, slipped(right, slip))
    ((audit, finding),) = findings(audits(path))
    suspect = finding.suspects[0]
    assert audit.document.company == entity
    assert finding.severity == "error"
    assert audit.extraction.figures[suspect.figure].cell == (at, VALUE)
    assert suspect.suggested_value == int(right)
    assert suspect.typo == slip
    if slip != "transposition":
        assert finding.check == {"sign": "RL103", "scale": "RL102"}[slip]


@pytest.mark.parametrize(("entity", "concept", "start", "end", "slip"), SLIPS[:4])
def test_screen_holds_back_the_entity_and_no_other(
    entity: str, concept: str, start: str, end: str, slip: str, tmp_path: Path
) -> None:
    at = place(entity, concept, end, start)
    path = mutated(tmp_path, at, slipped(rows()[at][VALUE], slip))
    assert [audit.document.company for audit in audits(path, every=False)] == [entity]


@pytest.mark.parametrize(
    ("concept", "start", "end"),
    [
        ("CostOfRevenue", "2023-10-01", "2023-12-31"),
        ("Liabilities", "", "2024-12-31"),
        ("NetCashProvidedByUsedInFinancingActivities", "2024-01-01", "2024-12-31"),
    ],
)
def test_a_missing_row_is_one_finding_that_names_it(concept: str, start: str, end: str, tmp_path: Path) -> None:
    at = place("Alder Instruments", concept, end, start)
    value = f"{int(rows()[at][VALUE]):,}"
    ((audit, finding),) = findings(audits(mutated(tmp_path, at, None), every=False))
    assert audit.document.company == "Alder Instruments"
    assert (finding.check, finding.severity) == ("RL104", "warning")
    assert end in finding.message and value in finding.message
    assert all(audit.extraction.figures[i].cell is not None for i in finding.figures)


def test_a_row_given_twice_unlike_names_the_wrong_one(tmp_path: Path) -> None:
    at = place("Cedar Foods", "GrossProfit", "2024-09-30", "2024-07-01")
    changed = rows()
    again = list(changed[at])
    again[VALUE] = slipped(again[VALUE], "transposition")
    path = tmp_path / "release.csv"
    with path.open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream).writerows([*changed, again])
    ((audit, finding),) = findings(audits(path))
    assert (finding.check, finding.severity) == ("RL101", "error")
    assert audit.extraction.figures[finding.suspects[0].figure].cell == (len(changed), VALUE)


def test_a_restated_part_without_its_total_says_what_moved(tmp_path: Path) -> None:
    at = place("Alder Instruments", "CostOfRevenue", "2023-06-30", "2023-04-01")
    path = mutated(tmp_path, at, str(int(rows()[at][VALUE]) + 1_234_000))
    found = [f for audit, f in findings(audits(path, against=PREVIOUS)) if audit.document.company != "Cedar Foods"]
    assert len(found) == 1
    assert found[0].severity == "error"
    assert "Since the previous release changed: Cost Of Revenue from" in found[0].message
    assert "The other figures of the relation did not change." in found[0].message


@pytest.mark.parametrize("seed", range(3))
def test_what_the_screen_passes_over_has_no_finding(seed: int, tmp_path: Path) -> None:
    draw = random.Random(seed)
    changed = rows()
    for entity in ("Alder Instruments", "Cedar Foods", "Dogwood Energy"):
        at = draw.choice([n for n, row in enumerate(changed) if row[0] == entity])
        match draw.randrange(4):
            case 0:
                changed[at][VALUE] = str(int(changed[at][VALUE]) + draw.choice([1000, -9000, 200_000]))
            case 1:
                changed[at][VALUE] += draw.choice(["0", "00", "000"])
            case 2:
                again = list(changed[at])
                again[VALUE] = str(int(again[VALUE]) + 90_000)
                changed.append(again)
            case _:
                del changed[at]
    path = tmp_path / "release.csv"
    with path.open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream).writerows(changed)
    whole = {audit.document.company: audit.findings for audit in audits(path) if audit.findings}
    held = {audit.document.company: audit.findings for audit in audits(path, every=False) if audit.findings}
    assert whole == held
    assert whole
