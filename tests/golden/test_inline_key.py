"""Inline XBRL as its own answer key: real filings, read by their print, held against their tags."""

from __future__ import annotations

import sys

import pytest
from filings import ROOT

sys.path.insert(0, str(ROOT / "benchmarks"))

FOLDER = ROOT.parent / "shared" / "corpus" / "report-html"
FLOORS = {"read": 0.99, "magnitude": 0.99, "period": 0.97, "sign": 0.99}
FILINGS = ("aapl-10-q-2025-08-01.html", "nvda-10-q-2025-08-27.html", "xom-10-q-2025-08-04.html")


@pytest.mark.parametrize("name", FILINGS)
def test_tagged_numbers_are_read_as_tagged(name: str) -> None:
    import inline_key

    path = FOLDER / name
    if not path.exists():
        pytest.skip(f"the real filings are not here: {path} is missing")
    score, _ = inline_key.judge(path)
    assert score.counts["read.tried"] > 600
    shares = {word: score.share(word) for word in FLOORS}
    assert {word: share for word, share in shares.items() if share is None or share < FLOORS[word]} == {}


@pytest.mark.parametrize("name", FILINGS)
def test_a_filing_does_not_contradict_its_tags(name: str) -> None:
    import auditor

    path = FOLDER / name
    if not path.exists():
        pytest.skip(f"the real filings are not here: {path} is missing")
    report = auditor.audit(path).document()
    tied = [i for i in report["identities"] if i["origin"] == "linkbase"]
    assert len([i for i in tied if i["status"] == "holds"]) > 50
    assert [i["reason"] or i["evidence"] for i in tied if i["status"] == "violated"] == []
