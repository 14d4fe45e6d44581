"""The comparison as one self-contained HTML page: no script, no request to anywhere; everything is escaped."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from auditor import __version__
from auditor.compare.comparison import Change, Comparison, Difference, Doubt, Printed
from auditor.compare.console import verdict
from auditor.diagnose.wording import printed_scale
from auditor.model.figure import Figure
from auditor.model.finding import SEVERITIES
from auditor.report import words
from auditor.report.page import environment

MOST_SHOWN = 40  # lines of one finding; the rest are counted


@dataclass(frozen=True, slots=True)
class ChangeView:
    """One line of a bridge: its figures, whether each is doubted, and the change as a person writes it."""

    label: str
    earlier: Figure | None
    later: Figure | None
    doubts: tuple[bool, bool]
    change: str


@dataclass(frozen=True, slots=True)
class DifferenceView:
    """A finding with what the page shows of it: its bridge, or, where it has none, its figures by filing."""

    finding: Difference
    changes: list[ChangeView]
    figures: list[tuple[str, Figure, bool]]
    rest: int
    doubts: list[tuple[str, str, Doubt]]


def page(comparison: Comparison, templates: Sequence[Path] = ()) -> str:
    """The page's HTML; ``templates`` are searched before the built-in ones.

    Raises ``jinja2.TemplateError`` when a user's template is broken or names what does not exist.
    """
    found = {finding.severity for finding in comparison.findings}
    worst = next((word for word in reversed(SEVERITIES) if word in found), "clean")
    names = [filing.audit.document.company or filing.audit.document.path for filing in comparison.filings]
    template = environment(tuple(templates)).get_template("comparison.html.j2")
    return template.render(
        comparison=comparison,
        title=names[-1] if names else "No filings",
        worst="" if worst == "info" else worst,
        verdict=verdict(comparison)[0],
        findings=[_view(finding, comparison) for finding in comparison.findings],
        severity=words.SEVERITY,
        typo=words.TYPO,
        version=__version__,
    )


def _view(finding: Difference, comparison: Comparison) -> DifferenceView:
    doubted = {doubt.printed for doubt in finding.suspects}
    shown = finding.changes or finding.figures
    return DifferenceView(
        finding,
        [_change(change, comparison, doubted) for change in finding.changes[:MOST_SHOWN]],
        [
            (f"d{printed.filing + 1}", comparison.figure(printed), printed in doubted)
            for printed in finding.figures[:MOST_SHOWN]
        ],
        max(0, len(shown) - MOST_SHOWN),
        [(f"d{doubt.printed.filing + 1}", comparison.figure(doubt.printed).text, doubt) for doubt in finding.suspects],
    )


def _change(change: Change, comparison: Comparison, doubted: set[Printed]) -> ChangeView:
    one = None if change.earlier is None else comparison.figure(change.earlier)
    other = None if change.later is None else comparison.figure(change.later)
    return ChangeView(
        change.label,
        one,
        other,
        (change.earlier in doubted, change.later in doubted),
        _signed(change.change, other or one),
    )


def _signed(change: Decimal, figure: Figure | None) -> str:
    """A change in the units its figure is printed in: "+20", "−5,640", "–" for none."""
    if not change or figure is None:
        return "–"
    return ("+" if change > 0 else "−") + printed_scale(abs(change), figure)
