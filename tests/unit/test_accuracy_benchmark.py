"""The benchmarks of accuracy: what is planted, why a typo is said to be missed, what is kept, how growth is fitted."""

from __future__ import annotations

import importlib.util
import json
import math
import sys
from pathlib import Path
from types import ModuleType, SimpleNamespace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT / "benchmarks"), str(ROOT / "docs")]

import accuracy  # noqa: E402
import aggregations  # noqa: E402
import growth  # noqa: E402
import missed  # noqa: E402
import planted  # noqa: E402
import stages  # noqa: E402
from staged import Stages  # noqa: E402

with_tool = pytest.mark.skipif(not planted.TOOL.exists(), reason="the typo benchmark is not beside the repository")

EXAMPLE = ROOT / "examples" / "hecla-2003-05-01.txt"
PRINTED = """\
Sum             truth   1659 found   1640 | exact P 0.838 R 0.829 F1 0.834 | lenient P 0.843 R 0.833 F1 0.838
all             truth   3243 found   3221 | exact P 0.910 R 0.903 F1 0.907 | lenient P 0.919 R 0.912 F1 0.916
files 20, reports 20, 30.6 s
"""


def figure(place: str, text: str, start: int, **said: Any) -> dict[str, Any]:
    value = text.replace(",", "")
    usual = {"table": "t1", "line": 1, "unit": "USD", "protection": "detectable", "value": value}
    return {"id": place, "text": text, "start": start, "end": start + len(text), **usual, **said}


def report(*figures: dict[str, Any], tolerance: str = "0", findings: tuple[Any, ...] = ()) -> planted.Report:
    """1,204 + 311 = 1,515 when no figures are given, held to within ``tolerance``."""
    shown = figures or (figure("f1", "1,204", 10), figure("f2", "311", 20), figure("f3", "1,515", 30))
    terms = [{"figure": one["id"], "coefficient": sign} for one, sign in zip(shown, ("1", "1", "-1"), strict=False)]
    identity = {"form": "linear", "status": "holds", "residual": "0", "tolerance": tolerance, "terms": terms}
    return {"figures": list(shown), "identities": [identity], "findings": list(findings)}


def missing(
    clean: planted.Report, copy: planted.Report | None = None, *, was: str = "311", now: str = "312", lead: str = "   "
) -> str:
    """The kind of the miss of a typo in the figure that stands at 20."""
    amount = SimpleNamespace(start=20, end=20 + len(was), text=was, negative=False, kind="table")
    case = planted.Case(Path("a.txt"), "d0000.txt", "d0000-m000.txt", 1, lead, amount, "substitute", now)
    verdict = planted.Verdict(case, False, False, False, clean, copy or report())
    return missed.kind(verdict, missed.Original.of(clean))


def told(severity: str, *figures: str) -> dict[str, Any]:
    return {"fingerprint": f"{severity} {figures}", "severity": severity, "figures": list(figures), "suspects": []}


def test_figure_that_no_report_holds_is_unread() -> None:
    assert missing(report(figure("f1", "1,204", 10))) == "unread"


def test_figure_is_found_again_by_digits_and_line_where_offsets_differ() -> None:
    assert missing(report(figure("f2", "311", 977, protection="none"))) == "bare table"


def test_zip_code_is_no_amount() -> None:
    assert missing(report(), was="83814", lead="Coeur d'Alene, ID  ") == "identifier"


def test_telephone_number_is_no_amount() -> None:
    assert missing(report(), was="7769", lead="telephone: 208-") == "identifier"


def test_amount_with_a_comma_is_no_number_by_name() -> None:
    assert missing(report(), was="1,004", lead="average number  ") == "unread"


@pytest.mark.parametrize(
    ("unit", "kind"),
    [("shares", "shares"), ("USD/share", "per unit"), ("percent", "percentage"), ("USD", "bare table")],
)
def test_figure_without_relation_is_said_by_its_unit(unit: str, kind: str) -> None:
    assert missing(report(figure("f2", "311", 20, unit=unit, protection="none"))) == kind


def test_bare_line_stands_in_a_table_where_others_are_covered() -> None:
    assert missing(report(figure("f1", "1,204", 10), figure("f2", "311", 20, protection="none"))) == "bare line"


def test_change_within_rounding_is_said_to_be() -> None:
    assert missing(report(tolerance="2")) == "rounding"


def test_change_beyond_rounding_without_a_word_is_a_relation_given_up() -> None:
    assert missing(report(tolerance="2"), now="391") == "given up"


def test_note_on_the_figure_is_info() -> None:
    copy = report(figure("f2", "391", 20), findings=(told("info", "f2"),))
    assert missing(report(), copy, now="391") == "info"


def test_finding_on_other_figures_is_told_apart_from_silence() -> None:
    copy = report(figure("f2", "391", 20), figure("f1", "1,204", 10), findings=(told("error", "f1"),))
    assert missing(report(), copy, now="391") == "others"


def test_every_kind_has_words() -> None:
    source = Path(missed.__file__).read_text(encoding="utf-8")
    assert all(source.count(f'"{kind}"') >= 2 for kind in missed.KINDS)


@with_tool
def test_copies_differ_from_the_filing_in_the_planted_figure_only(tmp_path: Path) -> None:
    cases = planted.plant([EXAMPLE], 20, planted.SEED, tmp_path)
    assert len(cases) > 10
    for case in cases:
        clean = (tmp_path / "clean" / case.clean).read_text(encoding="utf-8").splitlines()
        copy = (tmp_path / "planted" / case.copy).read_text(encoding="utf-8").splitlines()
        changed = [number for number, lines in enumerate(zip(clean, copy, strict=True), 1) if lines[0] != lines[1]]
        assert changed == [case.line]
        assert case.now in copy[case.line - 1]


@with_tool
def test_outcomes_are_those_of_the_typo_benchmark_itself(tmp_path: Path) -> None:
    import subprocess

    out = tmp_path / "outcome.json"
    audit = f'"{sys.executable}" -m auditor batch {{dir}} --format jsonl --output {{out}}'
    command = [sys.executable, planted.TOOL, "--command", audit, "--per-document", "3", "--json", out, EXAMPLE]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    theirs = json.loads(out.read_text(encoding="utf-8"))["summary"]
    ours = accuracy.measured("given", [EXAMPLE], 3, planted.SEED).result
    for group, counts in {**ours["where"], **{f"kind:{typo}": one for typo, one in ours["typos"].items()}}.items():
        shares = {word: round(counts[word] / counts["n"], 4) for word in accuracy.SCORES}
        assert shares == {word: theirs[f"{group}.{word}"] for word in accuracy.SCORES}
    assert ours["cases"] == theirs["cases"]
    assert ours["clean"]["warnings"] == theirs["clean.warnings_per_document"]


def test_measuring_one_collection_leaves_the_others(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(accuracy, "KEPT", tmp_path / "accuracy.json")
    monkeypatch.setattr(accuracy, "MISSES", tmp_path / "misses.tsv")

    def miss(name: str, was: str) -> tuple[str, ...]:
        return (name, "folder/a.htm", "1", "Cash", "table", "drop", was, "1", "bare line")

    accuracy.keep("html", accuracy.Outcome({"cases": 1}, [miss("html", "11")]))
    accuracy.keep("text", accuracy.Outcome({"cases": 2}, [miss("text", "12")]))
    accuracy.keep("html", accuracy.Outcome({"cases": 3}, [miss("html", "13")]))
    assert json.loads(accuracy.KEPT.read_text(encoding="utf-8")) == {"text": {"cases": 2}, "html": {"cases": 3}}
    rows = [line.split("\t") for line in accuracy.MISSES.read_text(encoding="utf-8").splitlines()]
    assert [(row[0], row[6]) for row in rows] == [("collection", "was"), ("text", "12"), ("html", "13")]


def test_rows_of_the_scoring_script_are_read() -> None:
    result = aggregations.parsed(PRINTED)
    assert (result["files"], result["seconds"]) == (20, 30.6)
    assert result["operators"]["Sum"]["lenient"] == {"p": 0.843, "r": 0.833, "f1": 0.838}


def test_other_output_of_the_scoring_script_is_refused() -> None:
    with pytest.raises(SystemExit, match="printed something else"):
        aggregations.parsed("Sum 12 of 13\n")


def amounts(line: list[str]) -> list[int]:
    return [int(text.replace(",", "")) for text in line[1:]]


@given(st.integers(9, 200), st.integers(1, 4))
def test_made_table_foots_in_every_section_and_in_all(rows: int, columns: int) -> None:
    _, *lines, grand = growth.table(rows, columns)
    sections = [lines[first : first + growth.SECTION + 1] for first in range(0, len(lines), growth.SECTION + 1)]
    for *items, total in sections:
        assert amounts(total) == [sum(column) for column in zip(*map(amounts, items), strict=True)]
    totals = [amounts(section[-1]) for section in sections]
    assert amounts(grand) == [sum(column) for column in zip(*totals, strict=True)]
    assert len(lines) >= rows


@given(st.integers(9, 200))
def test_mistyped_table_differs_in_one_item(rows: int) -> None:
    before, after = growth.table(rows, 3), growth.table(rows, 3)
    growth.mistype(after)
    pairs = zip(before, after, strict=True)
    changed = [(one[0], a, b) for one, other in pairs for a, b in zip(one, other, strict=True) if a != b]
    assert len(changed) == 1 and changed[0][0].startswith("Item") and len(changed[0][1]) == len(changed[0][2])


@given(st.floats(0.5, 2.5), st.floats(0.001, 10))
def test_exponent_of_a_power_is_found(exponent: float, factor: float) -> None:
    counts = [50, 150, 500, 1500, 5000]
    assert math.isclose(growth.slope(counts, [factor * count**exponent for count in counts]), exponent, rel_tol=1e-6)


def test_filing_tested_within_the_time_of_reading_is_counted() -> None:
    quick = stages.Filing("a.htm", 10, Stages(0.1, 0.1, 0.1, 0.05))
    slow = stages.Filing("b.htm", 10, Stages(0.1, 0.1, 0.3, 0.1))
    result = stages.summary([quick, slow], 1)
    assert (result["within"], result["most"], result["worst"][0]["file"]) == (1, 2.0, "b.htm")


def generator() -> ModuleType:
    spec = importlib.util.spec_from_file_location("generate_accuracy", ROOT / "docs" / "generate_accuracy.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def collection() -> dict[str, Any]:
    counts = {"n": 10, "detected": 8, "located": 6, "corrected": 4}
    bins = [{"from": 0.9, "to": 0.99, "suspects": 7, "mean": 0.95, "right": 0.857}]
    return {
        "filings": 4, "per_document": 20, "cases": 10, "seconds": {"clean": 1.0, "planted": 9.0},
        "clean": {"errors": 1, "warnings": 2, "info": 3}, "where": {"statement": counts}, "typos": {"drop": counts},
        "missed": {"bare line": {"statement": 2}}, "confidence": bins, "one_finding": 7,
    }  # fmt: skip


@pytest.mark.parametrize("mark", ["planted", "clean", "typos", "missed", "confidence"])
def test_tables_of_accuracy_are_whole(mark: str) -> None:
    whole({"text": collection(), "html": collection()}, mark)


def test_located_is_shown_of_the_detected() -> None:
    lines = list(generator().planted({"text": collection()}))
    assert "| plain text | statements | 10 | 80.0 % | 75.0 % | 50.0 % |" in lines


def test_table_of_aggregations_is_whole() -> None:
    whole(aggregations.parsed(PRINTED), "aggregations")


def test_tables_of_growth_are_whole(tmp_path: Path) -> None:
    result: dict[str, Any] = {"columns": 2, "rounds": 1}
    for name, mistyped in (("clean", False), ("planted", True)):
        result[name] = growth.series((9, 18), 2, 1, mistyped, tmp_path)
    whole(result, "growth")


def test_what_a_large_table_leaves_untested_is_said() -> None:
    size = {"rows": 10_000, "reading": 1.0, "testing": 2.0, "identities": 5, "findings": 1, "figures": 9}
    silent = {**size, "detectable": 9, "skipped": {}, "remarks": []}
    telling = {**size, "detectable": 6, "skipped": {"too long": 3}, "remarks": ["a remark"]}
    text = "\n".join(generator().large({"columns": 12, "large": {"sections": silent, "list": telling}}))
    assert "Its report names nothing left untested.\n" in text
    assert "Its report says: too long (3 relations); a remark." in text


@given(st.integers(1, 60), st.integers(1, 4))
def test_long_list_adds_to_its_total(rows: int, columns: int) -> None:
    _, *lines, total = growth.long_list(rows, columns)
    assert len(lines) == rows
    assert amounts(total) == [sum(column) for column in zip(*map(amounts, lines), strict=True)]


def test_table_of_stages_is_whole() -> None:
    whole(stages.summary([stages.Filing("a.htm", 10, Stages(0.1, 0.1, 0.1, 0.05))], 1), "stages")


def whole(result: Any, mark: str) -> None:
    """Every line of each table has as many cells as its head, and there is a line below the head."""
    lines = list(generator().TABLES[mark][1](result))
    tables = [line.count("|") for line in lines if line.startswith("|")]
    assert len(tables) >= 3 and len(set(tables)) == 1
