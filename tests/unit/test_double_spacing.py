"""Texts whose every line is followed by a blank one are read as if they were not."""

from __future__ import annotations

from pathlib import Path

from auditor.extract import extract
from auditor.model.audit import Extraction
from auditor.read import read

EXAMPLE = Path(__file__).resolve().parents[2] / "examples" / "hecla-2003-11-04.txt"


def extracted(path: Path, text: str) -> Extraction:
    path.write_text(text, encoding="utf-8")
    return extract(read(path))


def test_a_double_spaced_release_has_the_same_tables(tmp_path: Path) -> None:
    text = EXAMPLE.read_text(encoding="utf-8")
    single = extracted(tmp_path / "single.txt", text)
    double = extracted(tmp_path / "double.txt", text.replace("\n", "\n\n"))
    assert [(len(t.rows), len(t.columns)) for t in double.tables] == [
        (len(t.rows), len(t.columns)) for t in single.tables
    ]


def test_its_figures_stand_where_they_are_printed(tmp_path: Path) -> None:
    text = EXAMPLE.read_text(encoding="utf-8").replace("\n", "\n\n")
    astray = [f.text for f in extracted(tmp_path / "double.txt", text).figures if text[f.start : f.end] != f.text]
    assert astray == []
