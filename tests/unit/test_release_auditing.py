"""A release shared out among processes: what becomes of a filing that breaks one."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Sequence
from dataclasses import dataclass

import pytest

from auditor.model.audit import Extraction
from auditor.model.document import Document
from auditor.release.auditing import audit_all

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="workers are forked on Linux alone")


@dataclass(frozen=True)
class Breaking:
    """A release of which one filing raises and one ends its process."""

    filings: Sequence[str]
    raising: str = ""
    deadly: str = ""

    def document(self, adsh: str) -> Document:
        return Document("d1", f"set#{adsh}", "statement-data-set", "", "", (0,))

    def extraction(self, adsh: str) -> Extraction:
        if adsh == self.raising:
            raise ZeroDivisionError("of ours")
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
