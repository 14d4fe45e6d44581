"""The example of a page: one sign lost among brackets in cells of their own, found at its cell."""

from __future__ import annotations

from pathlib import Path

import pytest

from auditor.model.audit import Audit
from auditor.pipeline import audit_file

PAGE = Path(__file__).resolve().parents[2] / "examples" / "example-co-2025-q3.html"


@pytest.fixture(scope="module")
def audit() -> Audit:
    return audit_file(PAGE)


def test_one_sum_fails(audit: Audit) -> None:
    assert [(finding.check, finding.severity) for finding in audit.findings] == [("FT101", "error")]


def test_the_lost_sign_is_suspected(audit: Audit) -> None:
    (finding,) = audit.findings
    suspect = finding.suspects[0]
    figure = audit.extraction.figures[suspect.figure]
    assert (figure.label, figure.text, suspect.suggested_text, suspect.typo) == ("Inventories", "(662)", "662", "sign")


def test_nothing_fails_once_it_is_mended(tmp_path: Path) -> None:
    lines = PAGE.read_text(encoding="utf-8").splitlines()
    (slip,) = [line for line in lines if "(662</td>" in line]
    mended = slip.replace("(662</td><td>)</td>", "662</td><td>&nbsp;</td>")
    copy = tmp_path / "mended.html"
    copy.write_text("\n".join(lines).replace(slip, mended), encoding="utf-8")
    assert mended != slip and not audit_file(copy).findings


def test_every_cell_with_a_number_is_read(audit: Audit) -> None:
    assert (audit.coverage.tables_read, audit.coverage.numeric_cells_unread) == (3, 0)
