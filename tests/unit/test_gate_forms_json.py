"""The gate's own JSON is what its schema says, and loses nothing."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import auditor.gate
from auditor.gate.forms import json as form
from auditor.gate.forms.safe import as_json
from auditor.gate.outcome import Run
from tests import gate_runs as runs

SCHEMA = json.loads((Path(auditor.gate.__file__).parent / "schema.json").read_text(encoding="utf-8"))


def document(run: Run) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(form.render(run))
    return found


def test_the_schema_is_a_valid_schema() -> None:
    jsonschema.Draft202012Validator.check_schema(SCHEMA)


@pytest.mark.parametrize("run", runs.RUNS.values(), ids=runs.RUNS)
def test_every_run_is_valid(run: Run) -> None:
    jsonschema.validate(document(run), SCHEMA)


def test_the_schema_refuses_an_amount_that_is_no_text() -> None:
    found = document(runs.ERRORS)
    found["filings"][0]["findings"][0]["amounts"][0]["text"] = 45234
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(found, SCHEMA)


def test_every_part_of_the_schema_is_closed() -> None:
    parts = [part for part in [SCHEMA, *SCHEMA["$defs"].values()] if "properties" in part]
    assert len(parts) == 5
    assert all(part["additionalProperties"] is False for part in parts)


def test_counts_are_of_open_findings() -> None:
    counts = document(runs.PASSED)["counts"]
    assert {key: number for key, number in counts.items() if number} == {
        "filings": 1, "warnings": 1, "accepted": 1, "tolerated": 1, "off": 1,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("run", "verdict"), [("clean", "clean"), ("errors", "findings"), ("not audited", "not-audited")]
)
def test_the_status_is_told_in_words(run: str, verdict: str) -> None:
    assert document(runs.RUNS[run])["verdict"] == verdict


def test_what_is_accepted_has_its_entry() -> None:
    entry = document(runs.PASSED)["filings"][0]["findings"][0]["entry"]
    assert (entry["reason"], entry["when"], entry["line"]) == ("a pro forma column, never totalled", "2026-11-22", 4)


def test_the_tool_has_a_name_and_a_version() -> None:
    assert document(runs.CLEAN)["tool"] == {"name": "auditor", "version": "0.1.0"}


@settings(max_examples=100)
@given(words=st.text(st.characters(exclude_categories=["Cs"])))
def test_no_sign_is_lost(words: str) -> None:
    assert json.loads(as_json({words: words})) == {words: words}


def test_lone_surrogates_are_replaced() -> None:
    assert json.loads(as_json("a\ud800b")) == "a\N{REPLACEMENT CHARACTER}b"
