"""A release shared out among processes: what becomes of a filing that breaks one."""

from __future__ import annotations

import gc
import os
import signal
import sys
from collections.abc import Sequence
from dataclasses import dataclass

import pytest

from auditor.model.audit import Extraction
from auditor.model.document import Document
from auditor.release.auditing import audit_all, audit_one

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="workers are forked on Linux alone")


@dataclass(frozen=True)
class Breaking:
    """A release of which one filing raises and one ends its process."""

    filings: Sequence[str]
    raising: str = ""
    deadly: str = ""
    path: str = "set"
    undocumented: str = ""
    vast: str = ""

    def document(self, adsh: str) -> Document:
        if adsh == self.undocumented:
            raise KeyError(adsh)
        return Document("d1", f"set#{adsh}", "statement-data-set", "", "", (0,))

    def extraction(self, adsh: str) -> Extraction:
        if adsh == self.raising:
            raise ZeroDivisionError("of ours")
        if adsh == self.vast:
            raise MemoryError
        if adsh == self.deadly:
            os.kill(os.getpid(), signal.SIGKILL)
        return Extraction((), ())


@pytest.mark.parametrize("jobs", [1, 2])
def test_a_filing_that_raises_costs_no_other(jobs: int) -> None:
    audits = list(audit_all(Breaking(("a", "b", "c"), raising="b"), jobs))
    assert [audit.document.path for audit in audits] == ["set#a", "set#b", "set#c"]
    assert [audit.failure.kind for audit in audits if audit.failure] == ["no-figures", "internal", "no-figures"]


def test_a_filing_that_ends_its_process_costs_no_other() -> None:
    filings = tuple("abcdefgh")
    audits = list(audit_all(Breaking(filings, deadly="d"), 2))
    assert [audit.document.path for audit in audits] == [f"set#{adsh}" for adsh in filings]
    assert [audit.document.path for audit in audits if audit.failure and audit.failure.kind == "internal"] == ["set#d"]


@pytest.mark.parametrize("jobs", [1, 2])
def test_a_filing_without_document_and_one_without_memory_cost_no_other(jobs: int) -> None:
    audits = list(audit_all(Breaking(("a", "b", "c"), undocumented="a", vast="b"), jobs))
    assert [audit.document.path for audit in audits] == ["set#a", "set#b", "set#c"]
    assert [audit.failure.kind for audit in audits if audit.failure] == ["internal", "limit", "no-figures"]
    assert audits[1].failure is not None and audits[1].failure.message.startswith("set#b: its audit takes more memory")


@pytest.mark.parametrize("breaking", [Breaking(("a",), undocumented="a"), Breaking(("a",), vast="a"), Breaking(("a",))])
def test_the_collector_of_cycles_always_comes_back(breaking: Breaking) -> None:
    assert gc.isenabled()
    audit_one(breaking, "a")
    assert gc.isenabled()
