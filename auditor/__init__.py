"""The auditor: reads a company's filing and reports where its printed figures contradict one another.

>>> import auditor                       # instant: nothing heavy is imported before it is used
>>> report = auditor.audit("q3.txt")     # doctest: +SKIP
>>> report.findings                      # doctest: +SKIP
"""

from __future__ import annotations

from typing import TYPE_CHECKING

__version__ = "0.1.0"
__all__ = ["Report", "__version__", "audit"]

if TYPE_CHECKING:
    from auditor.pipeline import audit
    from auditor.report.report import Report


def __getattr__(name: str) -> object:
    """Import the two public names when they are first asked for (PEP 562)."""
    if name == "audit":
        from auditor.pipeline import audit

        return audit
    if name == "Report":
        from auditor.report.report import Report

        return Report
    raise AttributeError(f"module 'auditor' has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted(__all__)
