"""Workflow commands of GitHub: annotations beside the changed lines of a pull request.

The runner reads them from the log (https://docs.github.com/en/actions/reference/workflow-commands-for-github-actions)
and shows at most ten of a kind from one step: the most serious come first, and the last says how many are told in the
log only. What follows an annotation's ``::`` is one line in which ``%`` and line ends are escaped; in its properties
``:`` and ``,`` are too.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from auditor.gate.forms import wording
from auditor.gate.forms.places import at, source
from auditor.gate.forms.safe import plain
from auditor.gate.outcome import Gated, Point, Run
from auditor.report.words import count, visible, visible_lines

Kind = Literal["error", "warning", "notice"]
MOST = 10  # annotations of one kind that GitHub shows from one step
_KIND: dict[str, Kind] = {"error": "error", "warning": "warning", "info": "notice"}


@dataclass(frozen=True, slots=True)
class Annotation:
    """One workflow command, and the place for a reader of the log."""

    kind: Kind
    title: str
    message: str
    path: str = ""
    place: str = ""
    line: int | None = None
    column: int | None = None
    end_column: int | None = None

    def command(self) -> str:
        """``::error file=q3.txt,line=28,endLine=28,col=40,endColumn=47,title=FT101 …::Total assets is …``"""
        properties = [f"file={_property(self.path)}"] if self.path else []
        if self.path and self.line is not None:
            properties += [f"line={self.line}", f"endLine={self.line}"]
            properties += [f"col={self.column}"] if self.column is not None else []
            properties += [f"endColumn={self.end_column}"] if self.end_column is not None else []
        properties.append(f"title={_property(visible(self.title))}")
        return f"::{self.kind} {','.join(properties)}::{_data(visible(self.message))}"

    def log_line(self) -> str:
        """The same for a reader of the log, whom no limit holds."""
        return plain(f"{self.kind} {self.place or self.path}: {self.title}: {self.message}")


def render(run: Run) -> str:
    """The open findings and what else closes the gate, as workflow commands; a last line for the log."""
    lines: list[str] = []
    rest: list[str] = []
    found = list(_annotations(run))
    for kind in ("error", "warning", "notice"):
        own = [each for each in found if each.kind == kind]
        shown = own if len(own) <= MOST else own[: MOST - 1]
        lines += [each.command() for each in shown]
        if len(own) > MOST:
            left = len(own) - len(shown)
            more = Annotation(kind, f"{left:,} more", f"{count(left, kind)} more: in the log and the job summary.")
            lines.append(more.command())
            rest += [each.log_line() for each in own[MOST - 1 :]]
    if rest:
        lines += ["::group::Annotations beyond those that GitHub shows", *rest, "::endgroup::"]
    return "\n".join([*lines, f"{wording.verdict(run)} ({wording.exit_status(run)})"]) + "\n"


def _annotations(run: Run) -> Iterator[Annotation]:
    """Of each kind the most serious first: what could not be audited stands before what was found."""
    if not run.filings:
        yield Annotation("error", "Nothing was audited", f"{wording.NOTHING.capitalize()}.")
    for filing, kind, message in wording.unaudited(run):
        yield Annotation("error", "Could not be audited", f"{message} ({kind})", source(filing.path).file, filing.path)
    yield from _findings(wording.ranked(run))
    for filing in wording.short(run):
        words = wording.shortfall(filing)
        yield Annotation("warning", "Covered too little", words, source(filing.path).file, filing.path)
    for entry in run.stale:
        place = f"{run.baseline}:{entry.line}" if entry.line else run.baseline
        yield Annotation("warning", "Stale entry of the baseline", wording.stale(entry), source(run.baseline).file,
                         place, entry.line or None)  # fmt: skip


def _findings(found: Iterable[tuple[Gated, Point]]) -> Iterator[Annotation]:
    for filing, point in found:
        file = source(filing.path)
        first = wording.primary(point)
        words = wording.told(point)
        title = f"{point.check} {point.name}"
        kind = _KIND[point.severity]
        if first is None:
            yield Annotation(kind, title, words, file.file, filing.path)
            continue
        place = first.place
        if not file.has_lines or place.line is None:  # the annotation stands at the file's head: say where it belongs
            inside = ", ".join(part for part in (file.member, place.words) if part)
            words = f"{inside[:1].upper()}{inside[1:]}: {words}" if inside else words
            yield Annotation(kind, title, words, file.file, at(filing.path, place))
            continue
        behind = place.end_column if place.column is not None else None
        # An annotation without an end ends in the column that it begins in: on GitHub the end is a part of it.
        last = behind - 1 if behind is not None and place.column is not None and behind > place.column else None
        yield Annotation(kind, title, words, file.file, at(filing.path, place), place.line, place.column, last)


def _data(words: str) -> str:
    """The words behind the last ``::``."""
    return words.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(words: str) -> str:
    """One property: a path keeps its blanks and line ends, escaped, as GitHub looks the file up by it."""
    return visible_lines(_data(words).replace(":", "%3A").replace(",", "%2C"))
