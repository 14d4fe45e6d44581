"""The report as one self-contained HTML page: no request to anywhere, and of use without its scripts too.

The page is set by Jinja2 from ``templates/``; a user's directory may replace any part of it. Everything is escaped
by default; the only markup passed through is MathML made by ``mathml``, which escapes what it is given.
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from typing import Any

from jinja2 import BaseLoader, ChoiceLoader, Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from auditor import builtin
from auditor.model.audit import Audit
from auditor.model.figure import Figure
from auditor.model.finding import Finding, Suspect
from auditor.model.identification import IDENTIFIER
from auditor.model.identity import Identity
from auditor.report import marked, mathml, residuals, ticks, view, words
from auditor.report.bundle import bundle

SCRIPTS = ("wires.js", "report.js", "review.js")
_WORST = ("suspect", "mismatch", "none", "detectable", "locatable")  # of a stretch of the filing, what its map shows
_SEVERITIES = ("error", "warning", "info")
_SHOWN = 3  # relations set out in full under one finding; the others fold away


def page(audit: Audit, document: dict[str, Any], templates: Sequence[Path] = ()) -> str:
    """The page's HTML. ``document`` is the report document; ``templates`` are searched before the built-in ones.

    Raises ``jinja2.TemplateError`` when a user's template is broken or names what does not exist.
    """
    setting = environment(tuple(templates))
    template = setting.get_template("page.html.j2")
    states = marked.states_of(audit)
    found_in = {table for finding in audit.findings for table in _tables(finding, audit)}
    style = _source(setting, "frame.css")
    return template.render(
        sheets=[] if audit.failure else marked.sheets(audit, states),
        frame=lambda inner: (
            f'<!doctype html><html lang="en"><head><meta charset="utf-8"><style>{style}</style></head>{inner}</html>'
        ),
        worst=lambda found: next(word for word in _WORST if word in found),
        data=bundle(document, audit, states),
        ticks=ticks.ticks(audit),
        legend=ticks.LEGEND,
        bars=residuals.bars(audit),
        scripts=[script(setting, name) for name in SCRIPTS],
        severities=[word for word in _SEVERITIES if any(f.severity == word for f in audit.findings)],
        within=[(table.id, view.title(table)) for table in audit.extraction.tables if table.id in found_in],
        codes=sorted({finding.check for finding in audit.findings}),
        audit=audit,
        report=document,
        summary=document["summary"],
        figures=audit.extraction.figures,
        protection=audit.protection,
        findings=[_finding_view(position, finding, audit) for position, finding in enumerate(audit.findings)],
        tables=view.table_views(audit),
        checks=view.by_check(audit),
        names=_names(audit),
        suspects={finding.suspects[0].figure for finding in audit.findings if finding.suspects},
        verdict=words.verdict(audit),
        covered=words.covered(audit),
        severity=words.SEVERITY,
        doubt=words.DOUBT,
        typo=words.TYPO,
        told=words.PROTECTION,
    )


@dataclass(frozen=True, slots=True)
class Script:
    """A script that the page holds, and the digest by which its policy lets it run and nothing else."""

    text: Markup
    digest: str


def _source(setting: Environment, name: str) -> str:
    """The text of a file beside the templates, a user's own first. Raises ``jinja2.TemplateNotFound``."""
    assert setting.loader is not None
    return setting.loader.get_source(setting, name)[0]


def script(setting: Environment, name: str) -> Script:
    text = _source(setting, name)
    digest = b64encode(sha256(text.encode("utf-8")).digest()).decode("ascii")
    return Script(Markup(text), f"sha256-{digest}")  # a script of the tool's or the user's own, no word of a filing


def _names(audit: Audit) -> dict[str, str]:
    """The checks' names by code; a user's own are known from their findings."""
    from auditor.catalogue import load_checks

    names = {code: check.name for code, check in load_checks().items()}
    return names | {finding.check: finding.name for finding in audit.findings}


@lru_cache(maxsize=4)
def environment(templates: tuple[Path, ...]) -> Environment:
    loaders: list[BaseLoader] = [FileSystemLoader(directory) for directory in templates]
    loaders.append(FileSystemLoader(builtin.directory("templates")))
    environment = Environment(
        loader=ChoiceLoader(loaders), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    environment.filters.update(
        visible=words.visible, name=words.name, where=words.where, where_table=words.where_table, count=words.count,
        percent=words.percent,
    )  # fmt: skip
    environment.globals["percent"] = words.percent
    return environment


@dataclass(frozen=True, slots=True)
class RelationView:
    """One relation of a finding: by labels, by printed numbers, and how it came out."""

    identity: Identity
    labels: list[Markup]
    numbers: list[Markup]
    difference: str


@dataclass(frozen=True, slots=True)
class FindingView:
    """A finding with all that the page shows of it."""

    id: str
    finding: Finding
    relations: list[RelationView]
    folded: list[RelationView]
    suspect: Suspect | None
    suspected: Figure | None
    wrong: list[tuple[str, bool]]  # the printed text in runs, each with whether it is to go
    meant: list[tuple[str, bool]]  # the suggested text in runs, each with whether it is new
    excerpts: list[view.Excerpt]
    concerned: frozenset[int]
    tables: tuple[str, ...]  # ids of those it takes figures from


def _finding_view(position: int, finding: Finding, audit: Audit) -> FindingView:
    figures = audit.extraction.figures
    relations = [_relation_view(audit.identities[place], audit) for place in finding.identities]
    suspect = finding.suspects[0] if finding.suspects else None
    suspected = figures[suspect.figure] if suspect else None
    return FindingView(
        id=f"e{position + 1}",
        finding=finding,
        relations=relations[:_SHOWN],
        folded=relations[_SHOWN:],
        suspect=suspect,
        suspected=suspected,
        wrong=words.changed(suspect.suggested_text, suspected.text) if suspect and suspected else [],
        meant=words.changed(suspected.text, suspect.suggested_text) if suspect and suspected else [],
        excerpts=view.excerpts(finding, audit),
        concerned=frozenset(finding.figures),
        tables=_tables(finding, audit),
    )


def _tables(finding: Finding, audit: Audit) -> tuple[str, ...]:
    places = [audit.extraction.figures[index].table for index in finding.figures]
    return tuple(dict.fromkeys(audit.extraction.tables[place].id for place in places if place is not None))


def _relation_view(identity: Identity, audit: Audit) -> RelationView:
    figures = audit.extraction.figures
    names = view.names(identity, audit)

    def label(index: int) -> str:
        return mathml.label_atom(names[index])

    def number(index: int) -> str:
        return mathml.number_atom(words.visible(figures[index].text))

    named = all(figures[index].unit == IDENTIFIER for index in identity.members)
    pieces = mathml.side_by_side if named else mathml.segments
    # Safe: `mathml` escapes every label and number it sets.
    return RelationView(
        identity=identity,
        labels=[Markup(piece) for piece in pieces(identity, label)],
        numbers=[Markup(piece) for piece in pieces(identity, number)],
        difference=words.difference(identity, figures),
    )
