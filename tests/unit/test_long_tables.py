"""Long tables: a total of any number of rows is tested, and what is not tested is said."""

from __future__ import annotations

import csv
from pathlib import Path
from random import Random

import pytest

from auditor.identify.mistyped import one_slip
from auditor.model.audit import Audit
from auditor.model.typist import slip
from auditor.pipeline import audit_file

COLUMNS = 3


def flat_list(rows: int, total: bool = True) -> list[list[str]]:
    """A head, rows of items, and perhaps their total."""
    chance = Random(5)
    amounts = [[chance.randint(1_000, 99_999) for _ in range(COLUMNS)] for _ in range(rows)]
    lines = [["", *(str(2000 + column) for column in range(COLUMNS))]]
    lines += [[f"Item {n}", *(f"{amount:,}" for amount in line)] for n, line in enumerate(amounts)]
    if total:
        lines.append(["Total", *(f"{sum(column):,}" for column in zip(*amounts, strict=True))])
    return lines


def audited(path: Path, lines: list[list[str]]) -> Audit:
    with path.open("w", newline="", encoding="utf-8") as stream:
        csv.writer(stream).writerows(lines)
    return audit_file(path)


@pytest.mark.parametrize("rows", [97, 2_500])
def test_the_total_of_a_flat_list_is_found_at_any_length(tmp_path: Path, rows: int) -> None:
    done = audited(tmp_path / "list.csv", flat_list(rows))
    totals = [i for i in done.identities if i.check == "FT101" and len(i.figures) == rows + 1]
    assert [i.status for i in totals] == ["holds"] * COLUMNS


def test_one_wrong_figure_among_ten_thousand_is_found(tmp_path: Path) -> None:
    lines = flat_list(10_000)
    lines[5_000][1] = f"{int(lines[5_000][1].replace(',', '')) + 40_000:,}"
    done = audited(tmp_path / "list.csv", lines)
    assert [(f.check, len(f.suspects) <= 5) for f in done.findings] == [("FT101", True)]


def test_a_long_list_without_a_total_says_what_was_not_tested(tmp_path: Path) -> None:
    done = audited(tmp_path / "list.csv", flat_list(150, total=False))
    assert done.truncated
    assert [(d.level, "150 rows" in d.message) for d in done.extraction.diagnostics if "sums" in d.message] == [
        ("warning", True)
    ]


def test_a_long_list_with_its_total_leaves_nothing_unsaid(tmp_path: Path) -> None:
    assert not audited(tmp_path / "list.csv", flat_list(150)).truncated


def test_what_one_slip_leaves_is_told_as_the_typist_tells_it() -> None:
    chance = Random(3)
    for _ in range(2_000):
        printed = chance.randint(-99_999, 99_999)
        meant = int("".join(chance.sample(str(abs(printed)), k=len(str(abs(printed)))))) + chance.choice((0, 0, 3, 900))
        if abs(printed) >= 10 and meant:
            assert one_slip(printed - meant, [(printed, 1)]) == bool(slip(printed, meant)), (printed, meant)
